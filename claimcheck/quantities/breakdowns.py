"""Totals with the parts that the same sentence tells beside them.

"6,900 firearms, namely 400 machine guns and 6,500 rifles" tells all parts, "1,000 jobs, of which
300 in France" tells some, "5 cars and 7 vans, a total of 12 vehicles" tells the total last;
"60 percent is rock, the remaining 40 percent sand" and "consists of 60 percent rock and 40 percent
sand" tell the parts of a hundred. Figures that merely happen to add up, or not, are no breakdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from claimcheck.quantities.relations import alike, sums
from claimcheck.types import Form, Quantity, Role


class Told(Enum):
    """How many of a total's parts are told."""

    ALL = "all"  # they make the total
    SOME = "some"  # apart from one another: together at most the total
    EACH = "each"  # perhaps overlapping: each is at most the total


class Breakdown(NamedTuple):
    """A total and its parts; `total` None: a hundred percent."""

    total: Quantity | None
    parts: tuple[Quantity, ...]
    told: Told


#: What the parts make where no total is told, in percent.
HUNDRED = Decimal(100)
#: Characters between a total and its first part, or between two parts, at most.
_REACH = 70
_ALL = re.compile(
    r"(?:[^,.;:()]{0,40})(?:,\s*(?:namely|i\.e\.)|:)\s*(?:the\s+)?(?:\w+\s+)?",
    re.I,
)
_SOME = re.compile(r"[^,.;:()]{0,40},\s*\(?of\s+(?:which|whom)\s+(?:\w+\s+){0,3}", re.I)
_EACH = re.compile(r"[^,.;:()]{0,30},?\s*\(?including\s+(?:\w+\s+){0,2}", re.I)
_CUES = ((_ALL, Told.ALL), (_SOME, Told.SOME), (_EACH, Told.EACH))
#: A total, what it counts, and the verb that opens the list of its parts.
_NEAR = re.compile(r"(?:[\s,]+[\w'’-]+){0,7}[\s,]+")
#: A total and the sum of its parts are at most this many times one another: else they are of
#: different things ("1.25 million units, consisting of two shares and one warrant").
_SIZE = 3
#: "…, for a total of": what stands between the last part and the total.
_TOTALLED = re.compile(
    r"[^.;:()]{0,40}?,?\s*(?:\(|for|making|giving|or|which\s+(?:makes|gives))?\s*,?\s*"
    r"(?:an?|the)\s+(?:grand\s+|combined\s+|overall\s+)?total\s+of\s+",
    re.I,
)
#: "5 cars and 7 vans*, or* 12 vehicles *in all*".
_OR = re.compile(r"[^.,;:()]{0,40},\s*(?:(?:or|making|that\s+is)\s+)?")
_IN_ALL = re.compile(
    r"(?:\s+[\w-]+){0,3},?\s+(?:in\s+(?:all|total)|altogether)(?=\s*(?:[.,;:)]|$))"
)
_REST = re.compile(r"\b(?:the\s+)?(?:remaining|remainder|rest)\W[^.;:\d]{0,30}$", re.I)
_BREAK = re.compile(
    r";|[.!?]\s|\b(?:while|but|whereas|with|from|to|than|against|compared|versus|vs|or|"
    r"among)\b"
)
#: Words that set a figure against the one before it; where a comma or "and" comes behind them, they
#: are of the part before: "3 million *from the state and* 2 million from the city".
_BELONGS = re.compile(r"\b(?:with|from|to)\s[^,\d]*(?:,|\b(?:and|plus)\b|&)", re.I)
_JOINED = re.compile(r",|\b(?:and|plus)\b|&")
_LAST = re.compile(r"\b(?:and|plus)\b|&")
#: Sums of money that are told after others were taken off hold parts larger than themselves.
_NET = re.compile(
    r"\b(?:net|profits?|loss(?:es)?|earn\w*|income|gains?|charges?|deficit|surplus|balance|"
    r"write\w*|provisions?|tax\w*|credits?|shr)\b",
    re.I,
)
_NO_TOTALS = frozenset(
    {
        Role.INCREMENT,
        Role.DECREMENT,
        Role.ORDINAL,
        Role.FROM,
        Role.RATE,
        Role.MEMBER,
        Role.MULTIPLE,
    }
)
_NO_PARTS = frozenset({Role.TOTAL, Role.TO}) | _NO_TOTALS - {Role.INCREMENT, Role.DECREMENT}
#: What is sold as a "unit" holds its parts in each: 3 million units of two shares and a warrant.
_PACKAGE = "unit"
#: "1 percent *each* for management and underwriting" is told once and counted twice.
_EVERY = re.compile(r"\b(?:each|every|per|apiece)\b", re.I)


def breakdowns(text: str, figures: Sequence[Quantity]) -> Iterator[Breakdown]:
    """Every total of the text whose parts the text tells with it."""
    if _EVERY.search(text):
        return
    for told in sums(text, figures):
        total, parts = told.total, told.parts
        if total is None and _is_whole(text, parts):
            yield Breakdown(None, parts, Told.ALL)
        if total is None or not _can_be_total(total) or not _addable(parts):
            continue
        if _NEAR.fullmatch(text, total.span.end, parts[0].span.start) and _of_a_size(total, parts):
            yield Breakdown(total, parts, Told.ALL)
    for at, total in enumerate(figures):
        if not _can_be_total(total):
            continue
        yield from _after(text, figures, at)
        yield from _before(text, figures, at)
    yield from _hundred(text, figures)


def _can_be_total(of: Quantity) -> bool:
    return of.role not in _NO_TOTALS and of.form is Form.EXACT and of.item != _PACKAGE


def _after(text: str, figures: Sequence[Quantity], at: int) -> Iterator[Breakdown]:
    """The parts told behind a total."""
    total = figures[at]
    for cue, told in _CUES:
        parts = _parts(text, figures, at, cue)
        if not parts or not _addable(parts) or not _fits(total):
            continue
        if told is Told.ALL and not (_closed(text, parts) and _of_a_size(total, parts)):
            continue
        if told is not Told.ALL and total.unit.dimension == "currency" and _NET.search(text):
            continue
        yield Breakdown(total, parts, told)


def _parts(
    text: str, figures: Sequence[Quantity], at: int, cue: re.Pattern[str]
) -> tuple[Quantity, ...]:
    """The list of figures that a cue joins to the figure at `at`."""
    total = figures[at]
    found: list[Quantity] = []
    for one in figures[at + 1 :]:
        last = found[-1] if found else total
        gap = text[last.span.end : one.span.start]
        if len(gap) > _REACH or not alike(total, one):
            break
        if not found:
            if not cue.fullmatch(gap) or _BREAK.search(gap):
                break
        elif not _joins(gap):
            break
        found.append(one)
    return tuple(found)


def _joins(gap: str) -> bool:
    """Whether what stands between two figures makes them parts of one list."""
    if not _JOINED.search(gap):
        return False
    return not _BREAK.search(_BELONGS.sub("", gap))


def _closed(text: str, parts: Sequence[Quantity]) -> bool:
    """Whether a last "and" tells that the list is whole, and nothing uncounted follows it."""
    if len(parts) < 2 or not _LAST.search(text[parts[-2].span.end : parts[-1].span.start]):
        return False
    rest = re.split(r"[.;:]|\bwhile\b", text[parts[-1].span.end :], maxsplit=1)[0]
    return not re.search(r"\b(?:and|plus|as\s+well\s+as|others?|more|also)\b", rest)


def _before(text: str, figures: Sequence[Quantity], at: int) -> Iterator[Breakdown]:
    """The parts told before a total: "5 cars and 7 vans, a total of 12 vehicles"."""
    total = figures[at]
    in_all = total.role is Role.TOTAL and _IN_ALL.match(text, total.span.end)
    parts: list[Quantity] = []
    for one in reversed(figures[:at]):
        later = parts[0] if parts else total
        gap = text[one.span.end : later.span.start]
        if len(gap) > _REACH or not alike(total, one):
            break
        if not parts:
            if not _TOTALLED.fullmatch(gap) and not (in_all and _OR.fullmatch(gap)):
                break
        elif not _joins(gap):
            break
        parts.insert(0, one)
    if len(parts) < 2 or not _addable(parts) or _NET.search(text):
        return
    if not _of_a_size(total, parts):
        return
    if _LAST.search(text[parts[-2].span.end : parts[-1].span.start]):
        yield Breakdown(total, tuple(parts), Told.ALL)


def _hundred(text: str, figures: Sequence[Quantity]) -> Iterator[Breakdown]:
    """Percentages of which one is told to be the rest."""
    for at, rest in enumerate(figures):
        if not _is_share(rest) or not _REST.search(text[: rest.span.start]):
            continue
        parts = [rest]
        for one in reversed(figures[:at]):
            gap = text[one.span.end : parts[0].span.start]
            if not _is_share(one) or len(gap) > 2 * _REACH or re.search(r"[.!?;]\s", gap):
                break
            parts.insert(0, one)
        if len(parts) > 1:
            yield Breakdown(None, tuple(parts), Told.ALL)


def _is_whole(text: str, parts: Sequence[Quantity]) -> bool:
    """Whether percentages listed as all parts of a thing are meant to make a hundred.

    Fees, of which "1 percent for selling and half a percent for underwriting" are all, do not.
    """
    gaps = (text[one.span.end : other.span.start] for one, other in pairwise(parts))
    if not all(map(_is_share, parts)) or not all(map(_joins, gaps)) or not _closed(text, parts):
        return False
    return abs(sum((part.value for part in parts), Decimal(0)) - HUNDRED) <= _NEAR_HUNDRED


#: Percent by which parts that were to make a hundred may miss it.
_NEAR_HUNDRED = 25


def _is_share(of: Quantity) -> bool:
    moving = (Role.INCREMENT, Role.DECREMENT, Role.FROM, Role.TO, Role.CHANGE)
    return of.unit.dimension == "percent" and of.role not in moving and of.form is Form.EXACT


def _addable(parts: Sequence[Quantity]) -> bool:
    """Whether figures can be added: exact ones, alike, each apart from the one before."""
    if any(part.form is not Form.EXACT or part.role in _NO_PARTS for part in parts):
        return False
    apart = all(one.span.end <= other.span.start for one, other in pairwise(parts))
    return apart and all(alike(parts[0], part) for part in parts[1:])


def _of_a_size(total: Quantity, parts: Sequence[Quantity]) -> bool:
    made = sum((part.value for part in parts), Decimal(0))
    return 0 < made <= _SIZE * total.value and total.value <= _SIZE * made


def _fits(total: Quantity) -> bool:
    """Whether a figure of this unit can have parts: rates and shares of other things have none."""
    return total.unit.dimension not in _NO_SUMS


_NO_SUMS = ("percent", "percentage point", "temperature", "duration", "speed")
