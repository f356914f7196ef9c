"""What a figure leaves to its neighbour: the item of a list, a rate, a role, a currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from claimcheck.quantities.cores import Core
from claimcheck.quantities.gaps import goes_on
from claimcheck.quantities.hedges import with_interval
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.quantities.units import COUNT, FRACTION
from claimcheck.text.words import stem
from claimcheck.types import Form, Quantity, Span, changed
from claimcheck.types.members import (
    DECREMENT,
    EXACT,
    FROM,
    INCREMENT,
    ORDER,
    RANGE,
    TO,
    TOTAL,
    VALUE,
    WHOLE,
)

#: Two values of one rate differ by less than this factor.
_ALIKE = 100
#: Marks and words between the figures of a list that share what comes last ("4, 5 and 6 seats").
_LISTING: Final = frozenset({",", "-", "and", "or", "to", "–"})
#: Words after a figure that tell of something already named ("…, 95,800 *of whom* …").
_BACK: Final = frozenset("who which that of were are had have was is in from".split())
#: Words before a figure that set it beside the figure before it.
_BESIDE: Final = frozenset("and including from against versus than with while to".split())


def share_slots(tokens: Tokens, cores: Sequence[Core], found: list[Quantity]) -> list[Quantity]:
    """The figures with what a coordinated one leaves to its neighbour filled in."""
    if len(found) == 1:
        return found
    if any(q.form is not EXACT and q.form.is_bound for q in found):
        cores, found = _bounded(tokens, cores, found)
    filled: list[Quantity] = []
    for at in range(len(found) - 1, -1, -1):  # what a list shares stands last
        quantity = found[at]
        if filled and not quantity.item:
            quantity = _from_after(tokens, cores, at, quantity, filled[-1])
        filled.append(quantity)
    filled.reverse()
    counted: Quantity | None = None  # the last count that says of what
    points: Quantity | None = None  # the first change told in points
    for at, quantity in enumerate(filled):
        if at:
            before = filled[at - 1]
            if before.role is not VALUE or before.per or quantity.role is FROM:
                quantity = _from_before(tokens, cores, at, before, quantity)
            if at > 1 and before.role in _MOVED and _takes_unit(filled[at - 2], quantity):
                quantity = _with_unit(quantity, filled[at - 2])  # "$5bn, up 8 percent from 4.2bn"
            if not quantity.item and quantity.unit.dimension == "count":
                if counted is not None:
                    quantity = _of_those(tokens, cores[at], counted, quantity)
                quantity = _gapped(tokens, cores, at, before, quantity)
                if points is not None:
                    quantity = _level(points, quantity)
            if quantity.item == _ONES and counted is not None:
                quantity = _with_item(quantity, counted)
            if not quantity.item and before.item and _leads(tokens, cores[at - 1]):
                quantity = _with_item(quantity, before)
                filled[at - 1] = changed(before, role=WHOLE)
            if before.fate and not quantity.fate:
                quantity = _with_fate(tokens, cores[at], before, quantity)
            if before.role in _MOVED and quantity.role is VALUE:
                quantity = _told_again(tokens, cores[at], before, quantity)
            hedge = before.form
            if hedge is not EXACT and quantity.form is EXACT and hedge not in (RANGE, ORDER):
                quantity = _converted(tokens, cores[at], before, quantity)
            filled[at] = quantity
        if quantity.item and quantity.unit.dimension == "count":
            counted = quantity
            if points is None and quantity.item == "point" and quantity.role in _MOVED:
                points = quantity
    return filled


#: What stands for the noun that was counted last ("40 tents, including 12 large ones").
_ONES: Final = stem("ones")
#: Words between a count of the dead and that of some of them, or of more.
_AMONG: Final = frozenset(
    {",", "and", "including", "among", "them", "of", "whom", "-", "–", "—", "("}
)


def _with_fate(tokens: Tokens, core: Core, before: Quantity, quantity: Quantity) -> Quantity:
    """ "Killed 10 people, *including four children*", "killed 5 soldiers and 3 civilians"."""
    ended = max(before.span.end, before.item_span.end if before.item_span else 0)
    at = core.first - 1
    while at >= FRONT and tokens.start[at] >= ended and tokens.low[at] in _AMONG:
        at -= 1
    joined = at < core.first - 1 and tokens.low[core.first - 1] != ","
    if not joined or tokens.start[at] >= ended or quantity.unit is not COUNT:
        return quantity
    return changed(quantity, fate=before.fate)


#: Roles that "and" gives to the second of two figures too ("in total 5 and 7", "fell 1 and 2").
_SHARED_ROLES: Final = (TOTAL, INCREMENT, DECREMENT)
_MOVED: Final = (INCREMENT, DECREMENT)
_ENDS: Final = (FROM, TO)
_LOWER: Final = (Form.MORE_THAN, Form.AT_LEAST)
_UPPER: Final = (Form.LESS_THAN, Form.AT_MOST)
_JOINING: Final = frozenset({"and", "but", ",", "or"})


def _bounded(
    tokens: Tokens, cores: Sequence[Core], found: Sequence[Quantity]
) -> tuple[list[Core], list[Quantity]]:
    """ "More than 100 and less than 300" as one range; the rest as it is."""
    kept, merged = [cores[0]], [found[0]]
    for core, quantity in zip(cores[1:], found[1:], strict=True):
        last = merged[-1]
        if last.form.is_bound and quantity.form.is_bound:
            between = tokens.text[last.span.end : quantity.span.start].lower().split()
            united = between and all(word in _JOINING for word in between)
            joined = _between(last, quantity) if united else None
            if joined is not None:
                kept[-1], merged[-1] = core, joined
                continue
        kept.append(core)
        merged.append(quantity)
    return kept, merged


def _between(one: Quantity, other: Quantity) -> Quantity | None:
    """The range of a lower and an upper bound on one thing, whichever is told first."""
    units = {one.unit.code, other.unit.code}
    if one.form in _UPPER:
        lower, upper = other, one
    else:
        lower, upper = one, other
    if lower.form not in _LOWER or upper.form not in _UPPER or len(units - {""}) > 1:
        return None
    if lower.low is None or upper.high is None or lower.face >= upper.face:
        return None
    unit = one.unit if one.unit.code else other.unit
    ends = [face * unit.factor + unit.offset for face in (lower.face, upper.face)]
    return changed(
        other,
        span=Span(one.span.start, other.span.end),
        number=one.number,
        low=ends[0],
        high=ends[1],
        closed_low=lower.closed_low,
        closed_high=upper.closed_high,
        face=lower.face,
        form=RANGE,
        unit=unit,
        role=one.role,
    )


def _from_after(
    tokens: Tokens, cores: Sequence[Core], at: int, quantity: Quantity, after: Quantity
) -> Quantity:
    """Item and unit that the next figure of a list has for both."""
    between = tokens.low[cores[at].last : cores[at + 1].first]
    if not between and _pieces(quantity, after):
        return _with_item(quantity, after)
    listed = len(between) <= 3 and all(word in _LISTING for word in between) and bool(between)
    # "88, or 34 percent" tells one thing twice, as does "up from 400 to 500, or 25 percent"; the
    # first comma of "5, 6, or 7 percent" tells that it is a list.
    led = at > 0 and tokens.low[cores[at - 1].last : cores[at].first] == [","]
    again = between == [",", "or"] and (quantity.role in _ENDS or not led)
    if listed and not again and _lends_unit(quantity, after):
        return _with_unit(quantity, after)
    if not after.item or quantity.unit.dimension != after.unit.dimension:
        return quantity
    told = between in (["up"], ["down"]) and after.item == "point"  # "2,310 up 17 points"
    told = told or listed or quantity.role is FROM or after.role is WHOLE
    return _with_item(quantity, after) if told and "." not in between else quantity


def _pieces(quantity: Quantity, after: Quantity) -> bool:
    """ "2.9 million 9-litre cases": what is counted comes after its size."""
    counts = quantity.unit.dimension == "count" and quantity.form is not RANGE
    sized = after.unit.dimension not in ("count", "ordinal", "percent", "currency", "multiple")
    return counts and sized and bool(after.item)


def _lends_unit(quantity: Quantity, after: Quantity) -> bool:
    """ "8 or $9", "5, 6 and 7 percent": a bare number that the next one's unit measures too."""
    bare = quantity.unit.dimension == "count" and quantity.unit.code == ""
    if after.unit is FRACTION:
        return False  # "3 to 1, 2 out of 3 households"
    return bare and after.unit.dimension not in ("count", "ordinal", "multiple", "age")


def _takes_unit(before: Quantity, quantity: Quantity) -> bool:
    """ "78.8 percent, compared to 77.5", "2.8 billion dollars from 2.7 billion": one unit."""
    bare = quantity.unit.dimension == "count" and not quantity.item and not quantity.per
    if not bare or quantity.role is not FROM:
        return False
    if before.unit.dimension in ("count", "ordinal", "multiple", "age") or before.unit.offset:
        return False
    low, high = sorted((abs(before.face), abs(quantity.face)))
    return low * _ALIKE >= high


def _with_unit(quantity: Quantity, after: Quantity) -> Quantity:
    unit = after.unit
    bounds = [
        None if bound is None else bound * unit.factor + unit.offset
        for bound in (quantity.low, quantity.high)
    ]
    return changed(
        quantity,
        unit=unit,
        low=bounds[0],
        high=bounds[1],
        place=quantity.place * unit.factor,
        item=after.item,
        modifiers=after.modifiers,
        per=after.per,
        role=after.role if quantity.role is VALUE else quantity.role,
        inherited=(*quantity.inherited, "unit"),
    )


def _from_before(
    tokens: Tokens, cores: Sequence[Core], at: int, before: Quantity, quantity: Quantity
) -> Quantity:
    """Role, rate and item that the figure before has for both."""
    if before.role in _SHARED_ROLES and _continues(tokens, cores, at, before, quantity):
        quantity = changed(quantity, role=before.role, inherited=(*quantity.inherited, "role"))
    if before.per and quantity.role in (FROM, TO) and not quantity.per:
        quantity = _with_rate(quantity, before)
    if before.role not in _MOVED and _takes_unit(before, quantity):
        quantity = _with_unit(quantity, before)
    if quantity.item or not before.item or before.unit.dimension != quantity.unit.dimension:
        return quantity
    if before.role is FROM or (quantity.role is FROM and quantity.unit == before.unit):
        return _with_item(quantity, before)
    return quantity


def _of_those(tokens: Tokens, core: Core, counted: Quantity, quantity: Quantity) -> Quantity:
    """ "68,400 people … and 95,800 who were", "54 novels, including 7 under another name"."""
    low = tokens.low
    before, after = low[core.first - 1], low[core.last]
    of_those = (after in _BACK and before in _BESIDE) or (
        before in ("including", "includes") and after in _WHERE and not quantity.item
    )
    return _with_item(quantity, counted) if of_those else quantity


def _gapped(
    tokens: Tokens, cores: Sequence[Core], at: int, before: Quantity, quantity: Quantity
) -> Quantity:
    """ "Hold 76 seats, the Radicals *70*": the noun was told with the first."""
    if quantity.item or quantity.role is not VALUE or before.per or not before.item:
        return quantity
    core, counts = cores[at], before.unit is quantity.unit is COUNT
    told = counts and goes_on(tokens, before, cores[at - 1].last, core.first, core.last)
    return _with_item(quantity, before) if told else quantity


#: What follows a count whose things were named before it.
_WHERE: Final = frozenset("under in by from for with at on during since".split())


def _leads(tokens: Tokens, core: Core) -> bool:
    """ "*Of those 36 bodies*, 32 have been named": the whole stands before its part."""
    low, at = tokens.low, core.first - 1
    return low[at] in _THOSE and low[at - 1] == "of" and low[at - 2] in _CLAUSE_ENDS


_THOSE: Final = frozenset({"the", "those", "these", "its", "their"})
_CLAUSE_ENDS: Final = frozenset({"", ".", ";", ":", ",", "and", "–", "—", "“", '"'})


def _told_again(tokens: Tokens, core: Core, before: Quantity, quantity: Quantity) -> Quantity:
    """ "Up 17.5 points, *or* 0.22 percent": one change in two units has one role."""
    told = tokens.low[core.first - 1]
    if told not in ("or", "(") or before.unit == quantity.unit:
        return quantity
    if told == "(" and before.unit.dimension != quantity.unit.dimension:
        return quantity
    return changed(quantity, role=before.role, inherited=(*quantity.inherited, "role"))


def _level(points: Quantity, quantity: Quantity) -> Quantity:
    """ "Rose 64 points to 4,577": the level of an index counts the points that it rose by."""
    if quantity.role is not TO or quantity.item:
        return quantity
    return _with_item(quantity, points)


def _converted(tokens: Tokens, core: Core, before: Quantity, quantity: Quantity) -> Quantity:
    """ "Under 300 hp (224 kW)": what is told again in another unit has the same hedge."""
    if tokens.low[core.first - 1] not in ("(", "/") or quantity.unit == before.unit:
        return quantity
    if before.unit.dimension not in (quantity.unit.dimension, "currency"):
        return quantity
    hedged = changed(quantity, form=before.form, inherited=(*quantity.inherited, "form"))
    return with_interval(hedged)


def _with_rate(quantity: Quantity, before: Quantity) -> Quantity:
    """ "$1.06 a share, against $1.52" is $1.52 a share."""
    low, high = sorted((abs(before.value), abs(quantity.value)))
    if before.unit != quantity.unit or low * _ALIKE < high:
        return quantity
    return changed(quantity, per=before.per, inherited=(*quantity.inherited, "per"))


def _with_item(quantity: Quantity, other: Quantity) -> Quantity:
    inherited = (*quantity.inherited, "item")
    return changed(quantity, item=other.item, modifiers=other.modifiers, inherited=inherited)


def _continues(
    tokens: Tokens, cores: Sequence[Core], at: int, before: Quantity, quantity: Quantity
) -> bool:
    between = tokens.low[cores[at - 1].last : cores[at].first]
    if before.role is not TOTAL and between != ["and"]:
        return False
    return (
        quantity.role is VALUE
        and before.unit.dimension == quantity.unit.dimension
        and before.unit.code == quantity.unit.code
        and "and" in between[-2:]
        and ";" not in between
        and "." not in between
    )
