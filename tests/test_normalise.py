"""Normalisation: one form for each mark, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.normalise import normalise
from claimcheck.types import Span

TABLE = [
    ("“We won’t,” he said.", '"We won\'t," he said.'),
    ("‹a› «b» „c“", '\'a\' "b" "c"'),
    ("5\u00a0000 km\u202f/\u2009h", "5 000 km / h"),
    ("1914–18 — the war − a debt", "1914-18 - the war - a debt"),
    ("co\u00adoperation and zero\u200bwidth", "cooperation and zerowidth"),
    ("wait…", "wait..."),
    ("the ﬁrst oﬃcial ﬂight", "the first official flight"),
    ("Zelenskyy visited Chis\u0327ina\u0306u", "Zelenskyy visited Chişinău"),
    ("e\u00ad\u0301tat", "état"),
    ("plain text, 1,000 of it", "plain text, 1,000 of it"),
    ("Two  spaces stay", "Two  spaces stay"),
    ("", ""),
]

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab Z19.,'\"“”‘’–—…ﬁﬃ\u00a0\u00ad\u200b\u0301\u0327é\n\t"),
        st.characters(exclude_categories=["Cs"]),
    )
)


@pytest.mark.parametrize(("text", "form"), TABLE)
def test_form(text: str, form: str) -> None:
    assert normalise(text).text == form


@given(TEXTS)
def test_offsets_are_one_for_each_character_and_never_fall(text: str) -> None:
    made = normalise(text)
    assert len(made.offsets) == len(made.text) + 1
    assert list(made.offsets) == sorted(made.offsets)
    assert made.offsets[-1] == len(text)


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS, st.data())
def test_a_span_comes_back_as_the_text_it_stands_for(text: str, data: st.DataObject) -> None:
    made = normalise(text)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    back = made.original(Span(start, end))
    assert 0 <= back.start <= back.end <= len(text)
    again = normalise(back.of(text)).text
    assert made.text[start:end] in again or start == end


@given(TEXTS, st.data())
def test_a_span_of_the_original_goes_and_returns(text: str, data: st.DataObject) -> None:
    made = normalise(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = made.normal(Span(start, end))
    assert 0 <= there.start <= there.end <= len(made.text)
    if there.start < there.end:
        assert made.original(there).start >= start


def test_original_of_a_ligature_is_whole() -> None:
    text = "the oﬃce"
    made = normalise(text)
    at = made.text.index("f")
    assert made.original(Span(at + 1, at + 2)).of(text) == "ﬃ"
    assert made.original(Span(at, at)) == Span(text.index("ﬃ"), text.index("ﬃ"))
    assert made.normal(Span(4, 7)).of(made.text) == "offic"


def test_a_quotation_is_found_in_another_typesetting() -> None:
    source = "He said: “It’s a first\u00a0step — no more.”"
    made = normalise(source)
    at = made.text.index("It's a first step - no more")
    found = made.original(Span(at, at + len("It's a first step - no more")))
    assert found.of(source) == "It’s a first\u00a0step — no more"
