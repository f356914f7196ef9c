"""Figures: a corpus of surface forms, and the numbers under them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from claimcheck.quantities import find_quantities
from claimcheck.quantities.numbers import find_numbers
from claimcheck.reading import read

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
