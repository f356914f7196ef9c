"""Spans over others: as asking each of them would tell."""

from __future__ import annotations

from itertools import combinations

from claimcheck.text.covers import Cover
from claimcheck.types import Span

SPANS = [Span(start, end) for start in range(6) for end in range(start + 1, 7)]


def test_a_cover_overlaps_what_any_of_its_spans_does() -> None:
    assert not Cover([]).overlaps(Span(0, 5))
    for three in combinations(SPANS, 3):
        for asked in SPANS:
            assert Cover(three).overlaps(asked) == any(one.overlaps(asked) for one in three)


def test_a_cover_contains_what_any_of_its_spans_does() -> None:
    assert not Cover([]).contains(Span(0, 5))
    for three in combinations(SPANS, 3):
        for asked in SPANS:
            assert Cover(three).contains(asked) == any(one.contains(asked) for one in three)
