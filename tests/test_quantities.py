"""Figures: a corpus of surface forms, the numbers under them, and the words around them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from claimcheck.quantities import find_quantities
from claimcheck.quantities.tokens import tokenise
from claimcheck.reading import read
from claimcheck.text.notation import notation_of
from claimcheck.types import (
    Article,
    Claim,
    Context,
    Label,
    Location,
    Notation,
    Quantity,
    Role,
    changed,
)
from claimcheck.verdicts import Judge, evidence_of

CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "figures.yaml").read_text("utf-8"))
ROWS = [(text, wanted) for group in CORPUS.values() for text, wanted in group.items()]


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_corpus(text: str, wanted: list[str]) -> None:
    found = read(text).quantities
    assert len(found) == len(wanted), [q.span.of(text) for q in found]
    for quantity, row in zip(found, wanted, strict=True):
        told = [
            str(quantity.face.normalize() + 0),
            quantity.unit.code,
            quantity.form.value,
            quantity.role.value,
            quantity.item,
        ]
        fields = [field.strip() for field in row.split("|")]
        assert Decimal(told[0]) == Decimal(fields[0]).normalize()
        assert told[1 : len(fields)] == fields[1:]


@pytest.mark.parametrize("text", CORPUS["unread"])
def test_what_is_no_single_number_is_reported(text: str) -> None:
    assert len(read(text).unread) == 1


@given(st.integers(min_value=2, max_value=10**12))
def test_words_are_read_as_the_number_they_spell(value: int) -> None:
    text = f"They counted {num2words(value).replace(',', '')} stars"
    assert [q.value for q in read(text).quantities] == [value]


@given(st.integers(min_value=0, max_value=10**15))
def test_separators_do_not_change_a_number(value: int) -> None:
    assert [q.value for q in read(f"They counted {value:,} stars").quantities] == [value]


@given(st.text(alphabet="0123456789 ,.$%-–mbnk€abt ino", max_size=60))
def test_any_text_is_read_with_spans_inside_it_in_order(text: str) -> None:
    found, unread = find_quantities(text)
    for quantity in found:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.span.contains(quantity.number)
    for seen in unread:
        assert seen.span.of(text)
    starts = [quantity.span.start for quantity in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,234,", "one ", "1 to ", "$", "half a ", "1-", "a1"]
)
def test_a_very_long_line_is_read(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    found, _ = find_quantities(text)
    assert all(quantity.span.end <= len(text) for quantity in found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("He said “two men” had died.", ["two"]),
        (
            "“Twelve ships”, she said, ‘six planes’ and—three cars—were lost.",
            ["Twelve", "six", "three"],
        ),
        ("Sales “doubled” in Málaga…", ["doubled"]),
        ("“Someone” in Málaga spoke of a «weight» and of “tent twofers”.", []),
        ("“Often” they had “none”—and “tend” to.", []),
    ],
)
def test_number_words_are_read_beside_marks_that_are_not_ascii(
    text: str, numbers: list[str]
) -> None:
    assert [quantity.number.of(text) for quantity in read(text).quantities] == numbers


# --------------------------------------------------------------------------
# What stands around a figure, and what is no figure


def _table(name: str) -> list[tuple[str, list[object]]]:
    groups = yaml.safe_load((Path(__file__).parent / "corpus" / name).read_text("utf-8"))
    return [(text, wanted) for group in groups.values() for text, wanted in group.items()]


SLOTS, NAMES = _table("slots.yaml"), _table("names.yaml")


def _slots(quantity: Quantity, text: str) -> dict[str, str]:
    return {
        "figure": quantity.span.of(text),
        "item": " ".join([*quantity.modifiers, quantity.item]).strip(),
        "agent": quantity.agent,
        "scope": quantity.scope.words if quantity.scope else "",
        "per": quantity.per,
        "role": quantity.role.value,
        "unit": quantity.unit.code,
    }


@pytest.mark.parametrize(("text", "wanted"), SLOTS, ids=[text[:50] for text, _ in SLOTS])
def test_slots_of_each_figure(text: str, wanted: list[dict[str, str]]) -> None:
    found = [_slots(quantity, text) for quantity in read(text).quantities]
    told = [
        {slot: value for slot, value in figure.items() if slot in want}
        for figure, want in zip(found, wanted, strict=True)
    ]
    assert told == wanted


@pytest.mark.parametrize(("text", "wanted"), NAMES, ids=[text[:50] for text, _ in NAMES])
def test_names_are_no_figures(text: str, wanted: list[str]) -> None:
    assert [quantity.span.of(text) for quantity in read(text).quantities] == wanted


@pytest.mark.parametrize(
    ("text", "english", "continental"),
    [
        ("1.234 sacks", "1.234", "1234"),
        ("1.234,56 sacks", "1234.56", "1234.56"),
        ("12,5 sacks", None, "12.5"),
        ("1.234.567 sacks", "1234567", "1234567"),
        ("1,234 sacks", "1234", "1.234"),
        ("1 000 000 sacks", "1000000", "1000000"),
        ("1,234,567 sacks", "1234567", "1234567"),
    ],
)
def test_notation(text: str, english: str | None, continental: str) -> None:
    for notation, wanted in ((Notation.ENGLISH, english), (Notation.CONTINENTAL, continental)):
        found, unread = find_quantities(text, notation=notation)
        assert [str(q.face) for q in found] == ([] if wanted is None else [wanted])
        assert len(unread) == (wanted is None)


def test_the_language_of_an_article_tells_its_notation() -> None:
    assert notation_of("de-AT") is notation_of("pt_BR") is Notation.CONTINENTAL
    assert notation_of("en-GB") is notation_of("ja") is Notation.ENGLISH
    article = Article("a", "a", "Es waren 1.234 Menschen.", language="de")
    evidence = evidence_of(article)
    claim = Claim("c", "There were 1,234 people.", Location("c", 1, 1))
    read_as = [q.face for q in read(evidence[0].sentence.text, evidence[0].context).quantities]
    assert read_as == [Decimal(1234)]
    assert Judge().judge(claim, evidence).label is not Label.REFUTED


def test_past_quarters_are_of_a_year_and_are_judged_as_a_date() -> None:
    text = "It grew in the past three quarters."
    (quantity,), _ = find_quantities(text)
    assert (quantity.face, quantity.unit.code) == (Decimal(3), "quarter")
    assert read(text).quantities == ()


def test_a_pronoun_takes_the_subject_of_the_sentence_before() -> None:
    context = Context(before="Officials in Oslo met on Monday.")
    (quantity,) = read("They sent 40 tents.", context).quantities
    assert (quantity.agent, quantity.agent_span) == ("Officials", None)
    assert "agent" in quantity.inherited
    (alone,) = read("They sent 40 tents.").quantities
    assert (alone.agent, alone.inherited) == ("", ())


@pytest.mark.parametrize("piece", ["0", ",", "1 ", "one and ", "a ", " ", "-", "$", "\u00a0", "é"])
def test_a_line_of_a_hundred_thousand_is_read(piece: str) -> None:
    find_quantities(piece * (100_000 // len(piece)))


@given(st.lists(st.sampled_from(["Peace", "peace", "the", "The", "4", ",", "Talks", "Oslo"])))
def test_a_headline_is_told_by_the_capitals_of_its_first_words(words: list[str]) -> None:
    content = [word for word in words[:40] if word.isalpha() and word.lower() != "the"]
    capitals = sum(word[0].isupper() for word in content)
    titled = len(content) > 2 and capitals > 0.9 * len(content)
    assert tokenise(" ".join(words)).is_headline() == titled


def test_a_changed_figure_is_what_replace_makes_of_it() -> None:
    (quantity,) = read("They sent about 40 red tents in 2020.").quantities
    other = changed(quantity, role=Role.TOTAL, item_span=None)
    assert other == replace(quantity, role=Role.TOTAL, item_span=None)
    assert quantity.role is not Role.TOTAL
    with pytest.raises(AttributeError):
        changed(quantity, rolle=Role.TOTAL)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The navy gave Kyiv 300 Kestrel drones.", ["300"]),
        ("He has Kestrel 3310 Classic phones.", []),
        ("The firm built Kestrel 5 Selby rockets.", []),
    ],
)
def test_a_figure_between_capitals_is_one_where_something_is_given(
    text: str, figures: list[str]
) -> None:
    assert [q.number.of(text) for q in read(text).quantities] == figures
