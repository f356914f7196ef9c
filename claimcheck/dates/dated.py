"""The events that a text dates, and which of two lies before the other.

A date belongs to the part of a sentence that it opens or ends; where a part has two, or none that
is its own, no event is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from claimcheck.dates.clauses import between, plain
from claimcheck.dates.events import event
from claimcheck.types import Bound, Event, Moment, MomentKind, Order, Span

#: Parts of a sentence that may each have a date of their own, and those that no date reaches over.
_PARTS = re.compile(r"\s+and\b|,")
_WALLS = re.compile(
    r"[;:]|[.!?][”\"’')]*\s+|\b(?:that|who|which|when|where|because|while|whereas|but|before|after"
    r"|until|since|then|although)\b",
    re.I,
)
#: "The awards for 2004", "the class of 1998": what a date belongs to, not when something was done.
_OF_ANOTHER = re.compile(r"\b(?:for|of|to|from|than|between)\s+(?:the\s+)?$", re.I)
#: Characters before a date in which such a word is looked for.
_REACH: Final = 16
_DAYS = frozenset({MomentKind.DATE, MomentKind.WEEKDAY})
#: Months between two days without a year beyond which they may be of two years.
_ONE_YEAR = 3
#: Words before the date that opens a clause: "and on", "in early".
_BEFORE_DATE = 2


#: How many dated events of one text are set in their order: each goes with each.
MOST = 40
#: How long a date is written at most, in characters.
_LONGEST = 200


class _Places:
    """Dates of a text in their order, to be looked up by where they stand."""

    def __init__(self, moments: Sequence[Moment]) -> None:
        self._moments = sorted(moments, key=lambda moment: moment.span)
        self._starts = [moment.span.start for moment in self._moments]

    def within(self, part: Span) -> list[Moment]:
        """The dates that share a character with a part of the text."""
        low = bisect_left(self._starts, part.start - _LONGEST)
        high = bisect_left(self._starts, part.end)
        return [moment for moment in self._moments[low:high] if part.overlaps(moment.span)]


def dated_events(text: str, moments: Sequence[Moment]) -> tuple[Event, ...]:
    """The events of a text whose clause has one date, its own."""
    days = [
        m
        for m in moments
        if m.kind in _DAYS and m.bound is Bound.ON
        if not _OF_ANOTHER.search(text, max(0, m.span.start - _REACH), m.span.start)
    ]
    if not days:
        return ()
    shown = plain(text, moments)
    found: list[Event] = []
    known, dated = _Places(moments), _Places(days)
    for stretch in between(shown, Span(0, len(shown)), _WALLS):
        for part in _dated_parts(shown, stretch, dated):
            told = known.within(part)
            own = [m for m in told if m.kind in _DAYS]
            if len(own) != 1:
                continue
            read = event(shown, part, told, elided=True, moment=own[0])
            if read is not None:
                found.append(read)
    return tuple(found)


def dated_orders(events: Sequence[Event]) -> Iterator[Order]:
    """Every two of the events, the first of many, of which the dates tell which came first."""
    for one, other in combinations(events[:MOST], 2):
        assert one.moment is not None
        assert other.moment is not None
        spans = (one.moment.span, other.moment.span)
        cue = Span(min(s.start for s in spans), max(s.end for s in spans))
        if is_before(one.moment, other.moment):
            yield Order(one, other, cue, dated=True)
        elif is_before(other.moment, one.moment):
            yield Order(other, one, cue, dated=True)


def is_before(one: Moment, other: Moment) -> bool:
    """Whether the first lies before the second, whichever way both are read."""
    mine, theirs = _days(one), _days(other)
    if mine is not None and theirs is not None:
        return mine[1] < theirs[0]
    if None in (one.month, one.day, other.month, other.day) or one.year or other.year:
        return False
    assert one.month is not None
    assert other.month is not None
    near = abs(one.month - other.month) <= _ONE_YEAR
    return near and (one.month, one.day or 0) < (other.month, other.day or 0)


def _days(moment: Moment) -> tuple[int, int] | None:
    """The first and the last day that a mention may mean, as ordinals."""
    if moment.start is None:
        return None
    length = (moment.end or moment.start).toordinal() - moment.start.toordinal()
    firsts = [moment.start.toordinal()]
    if moment.other is not None:
        firsts.append(moment.other.toordinal())
    return min(firsts) - moment.margin, max(firsts) + length + moment.margin


def _dated_parts(text: str, stretch: Span, days: _Places) -> Iterator[Span]:
    """The parts of a stretch, those without a date joined to the one whose date they have.

    A date that opens a part reaches over what follows, any other over what came before.
    """
    joined: list[Span] = []
    waiting: Span | None = None
    for part in between(text, stretch, _PARTS):
        dated = days.within(part)
        if dated or not joined or not _opens_with_date(text, joined[-1], days):
            start = waiting.start if waiting else part.start
            waiting = None if dated else Span(start, part.end)
            if dated:
                joined.append(Span(start, part.end))
        else:
            joined[-1] = Span(joined[-1].start, part.end)
    yield from joined


def _opens_with_date(text: str, part: Span, days: _Places) -> bool:
    first = days.within(part)[0].span.start
    return len(text[part.start : first].split()) <= _BEFORE_DATE
