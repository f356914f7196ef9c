"""Arithmetic that a text states: a change with its ends, a part of a whole, a total of parts.

Only relations that the words tell ("up 8 percent from 4.9 billion", "88 of the 200", "comprises
X, Y and Z") are found; figures that merely happen to add up are none. What follows from two terms
of a relation is an interval, since each figure is as exact as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from claimcheck.quantities.hedges import Interval
from claimcheck.types import Quantity, Role

MOVED = (Role.INCREMENT, Role.DECREMENT)
_ENDS = (Role.TO, Role.TOTAL, Role.VALUE)
_HUNDRED = Decimal(100)
#: A figure is rounded by at most this share of it (design notes, comparing two quantities).
ROUNDED = Decimal("0.025")
#: Characters between two figures of one relation at most.
_REACH = 70
_BREAK = re.compile(r";|[.!?]\s|\bwhile\b|\bbut\b|\bwhereas\b")
#: A total right after an increment is its result only where these words say so.
_BRINGS = re.compile(
    r"\b(?:br(?:ing|ought)|tak(?:e|es|ing)|took|rais|lift|push|mak)\w*\b[^.;]*\bto\b"
)
#: The same where nothing else calls it a total: "bringing the toll to 12".
_BRINGS_IT = re.compile(r",\s*(?:which\s+)?br(?:ings?|inging|ought)\s[^.;,]*\bto\s+$")
#: "5.3 billion, *up* 8 percent from 4.9".
_UP_FROM = re.compile(
    r"[\s,(]*(?:or\s+)?(?:which\s+(?:is|was)\s+)?(?:an?\s+\w+\s+of\s+)?(?:up|down|a)?\s*"
)
_PARTS = re.compile(
    r"\b(?:compris(?:es|ed|ing)|consist(?:s|ed|ing)\s+of|made\s+up\s+of|composed\s+of|"
    r"(?:split|divided)\s+(?:into|between|among))\b",
    re.I,
)


class Change(NamedTuple):
    """What a figure was before, by how much it changed, and what it is after, as far as told."""

    before: Quantity | None
    by: Quantity | None
    after: Quantity | None

    @property
    def known(self) -> int:
        """How many of the three are told."""
        return sum(one is not None for one in self)


class Share(NamedTuple):
    """A part of a whole of the same things."""

    part: Quantity
    whole: Quantity


class Sum(NamedTuple):
    """All parts of a total, and the total where it is told beside them."""

    parts: tuple[Quantity, ...]
    total: Quantity | None


# --------------------------------------------------------------------------
# Finding


def changes(text: str, figures: Sequence[Quantity]) -> Iterator[Change]:
    """Every change of the text, and every figure that is one end or the extent of one."""
    used: set[int] = set()
    for at, by in enumerate(figures):
        if by.role in MOVED:
            beside = _beside(text, figures, at)
            before = next((k for k in beside if figures[k].role is Role.FROM), None)
            after = _after(text, figures, at, before)
            used |= {k for k in (before, after) if k is not None}
            yield Change(_at(figures, before), by, _at(figures, after))
    for at, one in enumerate(figures):
        if one.role is Role.FROM and at not in used:
            to = next(
                (
                    k
                    for k in _beside(text, figures, at)
                    if figures[k].role is Role.TO and k not in used and alike(one, figures[k])
                ),
                None,
            )
            used |= {at} if to is None else {at, to}
            yield Change(one, None, _at(figures, to))
    for at, one in enumerate(figures):
        if one.role is Role.TO and at not in used:
            yield Change(None, None, one)


def _at(figures: Sequence[Quantity], index: int | None) -> Quantity | None:
    return None if index is None else figures[index]


def _beside(text: str, figures: Sequence[Quantity], at: int) -> list[int]:
    """The figures near enough to belong to one relation with that at `at`, the next ones first."""
    found = []
    for step in (1, -1):
        last, k = at, at + step
        while 0 <= k < len(figures) and abs(k - at) <= 2:
            first, second = sorted((figures[last].span, figures[k].span))
            between = text[first.end : second.start]
            if len(between) > _REACH or _BREAK.search(between):
                break
            found.append(k)
            last, k = k, k + step
    return found


def _after(text: str, figures: Sequence[Quantity], at: int, before: int | None) -> int | None:
    """The result of a change: "to 9 percent", "bringing the total to", "5.3bn, up 8 percent"."""
    end = None if before is None else figures[before]
    for k in _beside(text, figures, at):
        one = figures[k]
        if end is not None and not alike(end, one):
            continue
        between = text[figures[at].span.end : one.span.start] if k > at else ""
        if one.role is Role.TO or (k > at and _is_brought(figures[at], one, between)):
            return k
    if end is None or at == 0 or before is None or before < at:
        return None
    one = figures[at - 1]
    gap = text[one.span.end : figures[at].span.start]
    told = one.role in _ENDS and alike(end, one) and len(gap) <= _REACH
    return at - 1 if told and _UP_FROM.fullmatch(gap) else None


def _is_brought(by: Quantity, one: Quantity, between: str) -> bool:
    """Whether a figure behind a change is told to be what the change makes of it."""
    if one.role is Role.TOTAL:
        return _BRINGS.search(between) is not None
    same = by.item == one.item or not one.item
    return one.role is Role.VALUE and same and _BRINGS_IT.search(between) is not None


def shares(figures: Sequence[Quantity]) -> Iterator[Share]:
    """Every "88 of the 200 seats", and "of the 200 seats, 88"."""
    last: Quantity | None = None
    for one, other in pairwise(figures):
        if other.role is Role.WHOLE and alike(one, other):
            yield Share(one, other)
            last = other
        elif one.role is Role.WHOLE and one is not last and alike(other, one):
            yield Share(other, one)  # a whole that has no part before it


def sums(text: str, figures: Sequence[Quantity]) -> Iterator[Sum]:
    """Every total of which all parts are told: "comprises X in arms and Y in grants"."""
    for cue in _PARTS.finditer(text):
        parts: list[Quantity] = []
        for one in figures:
            if one.span.start < cue.end():
                continue
            gap = text[parts[-1].span.end if parts else cue.end() : one.span.start]
            if len(gap) > _REACH or _BREAK.search(gap) or (parts and not alike(parts[0], one)):
                break
            parts.append(one)
        if len(parts) < 2 or "and" not in text[parts[-2].span.end : parts[-1].span.start]:
            continue  # the last "and" tells that the list is whole
        before = [one for one in figures if one.span.end <= cue.start()]
        total = before[-1] if before and alike(before[-1], parts[0]) else None
        yield Sum(tuple(parts), total)


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one unit, so that they can be added."""
    same = one.unit.dimension == other.unit.dimension and one.per == other.per
    if one.unit.dimension == "currency":
        return same and one.unit.code == other.unit.code
    return same and one.unit.dimension not in ("ordinal", "multiple", "age")


# --------------------------------------------------------------------------
# Deriving


def written(figure: Quantity) -> Interval | None:
    """The values that a figure may stand for, rounded as it is; None: it has an open bound."""
    if figure.low is None or figure.high is None:
        return None
    half = min(figure.place / 2, ROUNDED * abs(figure.value))
    if figure.unit.dimension == "count" and figure.place <= 1:
        half = Decimal(0)  # 88 seats are neither 87 nor 89
    return Interval(figure.low - half, figure.high + half)


def exactly(figure: Quantity) -> Interval | None:
    """The one value that a figure says, for showing what follows from it."""
    return Interval(figure.value, figure.value)


Reader = Callable[[Quantity], Interval | None]


def derived(
    change: Change, slot: str, like: Quantity, *, reader: Reader = written
) -> Interval | None:
    """What one term of a change must be by the other two, in the base unit of `like`; None: untold.

    `slot` is "before", "by" or "after". A change told in percent is a share of `before`; one in
    percent of percents may be meant either way, and tells nothing. `reader` tells how exact a
    figure is.
    """
    before, by, after = (None if one is None else reader(one) for one in change)
    if slot == "by":
        if change.before is None or change.after is None or before is None or after is None:
            return None
        if like.unit.dimension == "percent":
            return None if change.before.unit.dimension == "percent" else _ratio(after, before)
        return _plus(after, before, -1) if _measures(like, change.before) else None
    end = change.after if slot == "before" else change.before
    bounds = after if slot == "before" else before
    if end is None or bounds is None or change.by is None or by is None or not alike(end, like):
        return None
    sign = 1 if change.by.role is Role.INCREMENT else -1
    if slot == "before":
        sign = -sign
    if change.by.unit.dimension == "percent":
        if end.unit.dimension == "percent":
            return None
        rate = by.scaled(_sign(change) / _HUNDRED, Decimal(1))
        return _times(bounds, rate) if slot == "after" else _over(bounds, rate)
    return _plus(bounds, by, sign) if _measures(change.by, end) else None


def _sign(change: Change) -> Decimal:
    return Decimal(1 if change.by is not None and change.by.role is Role.INCREMENT else -1)


def _measures(by: Quantity, end: Quantity) -> bool:
    """Whether a change is told in the unit of its ends, points for percents."""
    if end.unit.dimension == "percent":
        return by.unit.dimension == "percentage point" or by.item == "point"
    return alike(by, end)


def part_of(share: Share, *, reader: Reader = written) -> Interval | None:
    """The part in percent of the whole."""
    part, whole = reader(share.part), reader(share.whole)
    if part is None or whole is None:
        return None
    return _scaled(_over(part, whole), _HUNDRED)


def total_of(parts: Sequence[Quantity], *, reader: Reader = written) -> Interval | None:
    """What the parts add up to."""
    low = high = Decimal(0)
    for part in parts:
        bounds = reader(part)
        if bounds is None:
            return None
        ends = _ends(bounds)
        low, high = low + ends[0], high + ends[1]
    return Interval(low, high)


def _ends(of: Interval) -> tuple[Decimal, Decimal]:
    if of.low is None or of.high is None:
        raise ValueError("the interval is open")
    return of.low, of.high


def _plus(one: Interval, other: Interval, sign: int) -> Interval:
    low, high = sorted(sign * x for x in _ends(other))
    return Interval(_ends(one)[0] + low, _ends(one)[1] + high)


def _times(one: Interval, other: Interval) -> Interval:
    products = [a * b for a in _ends(one) for b in _ends(other)]
    return Interval(min(products), max(products))


def _over(one: Interval, other: Interval) -> Interval | None:
    if _ends(other)[0] <= 0:
        return None
    quotients = [a / b for a in _ends(one) for b in _ends(other)]
    return Interval(min(quotients), max(quotients))


def _ratio(after: Interval, before: Interval) -> Interval | None:
    """By how many percent `after` is more than `before`."""
    times = _over(after, before)
    return None if times is None else times.scaled(_HUNDRED, -_HUNDRED)


def _scaled(one: Interval | None, factor: Decimal) -> Interval | None:
    return None if one is None else one.scaled(factor, Decimal(0))
