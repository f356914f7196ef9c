"""Whether two figures of two sentences have one key, more strictly than a claim and its evidence.

A claim is written to be found in a source; two sentences of an archive are not, so that item, unit,
role, period and the words round both figures must be the same, not only reconcilable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from claimcheck.alignment import keys
from claimcheck.alignment.topics import territory
from claimcheck.audit.archive import unit_of
from claimcheck.audit.keyindex import overlap
from claimcheck.audit.values import NO_VALUES
from claimcheck.evidence import Passage
from claimcheck.types import (
    Moment,
    MomentKind,
    Quantity,
    QuantityPair,
    Reading,
    Role,
    Scope,
    SentenceKind,
    Slot,
)

#: Share of the words round two figures that both must have.
LOCAL = 0.5
_NO_VALUES = NO_VALUES | {Role.FROM}
_DIMENSIONS = frozenset({"ordinal", "age", "multiple", "", "degree"})


def one_key(pair: QuantityPair, first: Passage, second: Passage) -> bool:
    """Whether the two figures of a pair, aligned already, surely have one key."""
    mine, theirs = pair.claim, pair.evidence
    if pair.dimension is not Slot.SAME or unit_of(mine) != unit_of(theirs):
        return False
    if mine.unit.dimension in _DIMENSIONS or {mine.role, theirs.role} & _NO_VALUES:
        return False
    if pair.role is Slot.DIFFERENT or mine.per != theirs.per or mine.denied or theirs.denied:
        return False
    if mine.form.is_bound or theirs.form.is_bound:
        return False
    headline = SentenceKind.HEADLINE in (first.sentence.kind, second.sentence.kind)
    left_out = headline and _leaves_out_people(first.reading, mine, second.reading, theirs)
    counted = mine.unit.dimension == "count" or mine.item != theirs.item
    if pair.item is not Slot.SAME and counted and not left_out:
        return False
    if set(mine.modifiers) != set(theirs.modifiers) and mine.unit.dimension == "count":
        return False
    if _is_part(first.reading, mine) or _is_part(second.reading, theirs):
        return False
    if _is_period(first.reading, mine) or _is_period(second.reading, theirs):
        return False
    if not _one_period(mine.scope, theirs.scope, pair.scope, headline=headline):
        return False
    return local(first.reading, mine, second.reading, theirs) >= LOCAL


def _leaves_out_people(one: Reading, mine: Quantity, other: Reading, theirs: Quantity) -> bool:
    """ "Storm kills 14 in Norvik": people, where all that is said of the figure is said of them."""
    if mine.item or not keys.is_generic(theirs):
        return False
    return territory(one, mine.span) <= territory(other, theirs.span)


def _is_part(reading: Reading, figure: Quantity) -> bool:
    """Whether a figure is a part or a whole: "25 of the miners", "10 percent of its 7 million"."""
    if _OF_THE.match(reading.text, figure.span.end):
        return True
    return _SHARE_OF.search(reading.text[: figure.span.start]) is not None


_OF_THE = re.compile(r"\s+of\s+(?:the|these|those|them|its|their|his|her)\b")

_SHARE_OF = re.compile(r"(?:%|\bp(?:er\s?)?c(?:en)?t\.?)\s+of\s+(?:[\w.’'-]+\s+){0,3}$", re.I)


def _is_period(reading: Reading, figure: Quantity) -> bool:
    """Whether a figure is a period that something is of: "in the 13 weeks ended 1 March"."""
    if figure.unit.dimension != "duration":
        return False
    if "-" in figure.span.of(reading.text):
        return True  # "a 13-week note"
    dated = any(moment.span.overlaps(figure.span) for moment in reading.moments)
    return dated or bool(_ENDED.match(reading.text, figure.span.end))


_ENDED = re.compile(r"\s+(?:ended|ending|to|through|from|of)\b")


def _one_period(mine: Scope | None, theirs: Scope | None, slot: Slot, *, headline: bool) -> bool:
    """Whether two figures are of one period: both tell it and agree, or neither tells any.

    A headline leaves out the day.
    """
    if mine is None and theirs is None:
        return True
    if mine is None or theirs is None:
        told = mine or theirs
        return headline and told is not None and not told.since and told.start == told.end
    if slot is not Slot.SAME:
        return False
    if mine.start and theirs.start:
        return (mine.start, mine.end) == (theirs.start, theirs.end)
    return mine.words == theirs.words


def local(one: Reading, mine: Quantity, other: Reading, theirs: Quantity) -> float:
    """Twice the topic words that the surroundings of two figures share, of those of both."""
    return overlap(territory(one, mine.span), territory(other, theirs.span))


def same_times(first: Passage, second: Passage) -> bool:
    """Whether two sentences name the same years, months and lengths of time, where both name any.

    "1986 net includes a loss of $14" and "1985 net includes a loss of $16" are of two years,
    whatever period stands nearest to each figure.
    """
    return all(mine == theirs for mine, theirs in _times(first, second, _TIMES))


def of_other_times(first: Passage, second: Passage) -> bool:
    """Whether both sentences name years, months, lengths of time or days, and none that both name.

    A day may be named by the year that it is in, or by "today".
    """
    kinds = (*_TIMES, _day)
    return any(mine.isdisjoint(theirs) for mine, theirs in _times(first, second, kinds))


def _times(
    first: Passage, second: Passage, kinds: Sequence[Callable[[Moment], str]]
) -> Iterator[tuple[set[str], set[str]]]:
    """What two sentences name of each kind of time, where both name any."""
    for kind in kinds:
        mine, theirs = (
            {value for m in p.reading.moments if (value := kind(m))} for p in (first, second)
        )
        if mine and theirs:
            yield mine, theirs


def _year(of: Moment) -> str:
    return str(of.year or (of.start.year if of.start else ""))


def _month(of: Moment) -> str:
    return str(of.month or "")


def _part(of: Moment) -> str:
    return of.part


def _length(of: Moment) -> str:
    return of.words if of.kind is MomentKind.DURATION else ""


def _day_of_month(of: Moment) -> str:
    return f"{of.month}-{of.day}" if of.month and of.day else ""


def _day(of: Moment) -> str:
    return str(of.start) if of.start is not None and of.start == of.end else ""


_TIMES = (_year, _month, _day_of_month, _part, _length)
