"""Figures: a corpus of surface forms, the numbers under them, and the laws of comparing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from claimcheck.quantities import find_quantities, is_rounded, relate
from claimcheck.quantities.hedges import with_interval
from claimcheck.quantities.numbers import find_numbers
from claimcheck.quantities.units import COUNT
from claimcheck.reading import read
from claimcheck.types import Form, Quantity, Relation, Span, Unit

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
    assert [n.value for n in find_numbers(text)] == [value]


@given(st.integers(min_value=0, max_value=10**15))
def test_separators_do_not_change_a_number(value: int) -> None:
    assert [n.value for n in find_numbers(f"{value:,} stars")] == [value]


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


# --------------------------------------------------------------------------
# Laws

VALUES = st.decimals(min_value=1, max_value=10**9, places=1)
FORMS = st.sampled_from([form for form in Form if form is not Form.RANGE])


def figure(value: Decimal, form: Form = Form.EXACT, unit: Unit = COUNT) -> Quantity:
    span = Span(0, 1)
    place = Decimal(1).scaleb(value.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return with_interval(Quantity(span, span, None, None, True, True, value, place, form, unit))


@given(VALUES, FORMS)
def test_no_figure_contradicts_itself(value: Decimal, form: Form) -> None:
    one = figure(value, form)
    assert relate(one, one) is Relation.ENTAILS


@given(VALUES, VALUES, FORMS)
def test_widening_a_claim_never_turns_agreeing_into_conflict(
    mine: Decimal, theirs: Decimal, form: Form
) -> None:
    evidence = figure(theirs, form)
    if relate(figure(mine), evidence) is Relation.ENTAILS:
        for wider in (Form.APPROXIMATE, Form.AT_LEAST, Form.AT_MOST):
            assert relate(figure(mine, wider), evidence) is not Relation.CONTRADICTS


@given(VALUES, VALUES, FORMS, FORMS)
def test_scaling_both_sides_changes_nothing(
    mine: Decimal, theirs: Decimal, form: Form, other: Form
) -> None:
    thousand = Unit("mass", "t", "tonnes", Decimal(1000))
    kilogram = Unit("mass", "kg", "kilograms")
    claim, evidence = figure(mine, form, kilogram), figure(theirs, other, kilogram)
    scaled = [
        with_interval(replace(q, unit=thousand, place=q.place * 1000)) for q in (claim, evidence)
    ]
    assert relate(claim, evidence) is relate(*scaled)


#: The table of the design notes: evidence (rows) at 1000, or 1000 to 1200, against claims at
#: 500, 1000 and 2000, or from there to a fifth more. E entails, C contradicts, U neither.
TABLE = """
=      CEC   CEC   CUC   EUC   EEC   CUE   CEE   CEC
~      CUC   CEC   CUC   EUC   EUC   CUE   CUE   CUC
~<     CUC   CEC   CEC   ECC   ECC   CEE   CEE   CCC
>      CUU   CUU   CCU   EEU   EEU   CCU   CCU   CUU
>=     CUU   CUU   CCU   EUU   EEU   CCU   CUU   CUU
<      UUC   UUC   UUC   UCC   UCC   UEE   UEE   UCC
<=     UUC   UUC   UUC   UCC   UUC   UUE   UEE   UUC
range  CUC   CUC   CCC   EUC   EEC   CCE   CUE   CEC
"""
SIGNS = {
    "=": Form.EXACT, "~": Form.APPROXIMATE, "~<": Form.ALMOST, ">": Form.MORE_THAN,
    ">=": Form.AT_LEAST, "<": Form.LESS_THAN, "<=": Form.AT_MOST, "range": Form.RANGE,
}  # fmt: skip
RELATIONS = {"E": Relation.ENTAILS, "C": Relation.CONTRADICTS, "U": Relation.NEITHER}
CELLS = [
    (row.split()[0], sign, value, cell)
    for row in TABLE.strip().splitlines()
    for sign, cells in zip(SIGNS, row.split()[1:], strict=True)
    for value, cell in zip((500, 1000, 2000), cells, strict=True)
]


def _placed(sign: str, value: int) -> Quantity:
    one = figure(Decimal(value), SIGNS[sign], Unit("currency", "EUR", "euros"))
    high = Decimal(value) * Decimal("1.2")
    return with_interval(one, high) if sign == "range" else one


@pytest.mark.parametrize(("theirs", "mine", "value", "cell"), CELLS)
def test_relation_table(theirs: str, mine: str, value: int, cell: str) -> None:
    assert relate(_placed(mine, value), _placed(theirs, 1000)) is RELATIONS[cell]


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        ("500", "499", Relation.ENTAILS),  # rounded to its own digits
        ("800", "790", Relation.ENTAILS),
        ("131", "130", Relation.CONTRADICTS),  # a count in tens is exact
        ("9", "10", Relation.CONTRADICTS),
        ("499", "500", Relation.NEITHER),  # more precise than a round source
        ("20000", "25000", Relation.CONTRADICTS),  # rounds, but by a fifth
    ],
)
def test_bare_counts(claim: str, evidence: str, wanted: Relation) -> None:
    assert relate(figure(Decimal(claim)), figure(Decimal(evidence))) is wanted


def test_rounding_is_told() -> None:
    assert is_rounded(figure(Decimal(500)), figure(Decimal(499)))
    assert not is_rounded(figure(Decimal(499)), figure(Decimal(500)))
