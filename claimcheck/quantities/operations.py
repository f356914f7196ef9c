"""Which reckoning the words of a sentence call for, and what it makes.

What is left is what there was with what was got, lost or handed on; what there is in all is the
sum; so many each is times or shared out; "more than" is a difference. Each is told by words on both
sides (`ledger` reads those of the source), and where a figure of the same things has no known
part in it, nothing is told: that some reckoning of the figures would make the claim's is no reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claimcheck.quantities.contrasts import KINDS, difference, rest, wanting
from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.describe import number
from claimcheck.quantities.holdings import LEFT, changed, is_opening, kept, left, to_do, together
from claimcheck.quantities.ledger import Entry
from claimcheck.quantities.portions import portions
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LOSING, TOTAL, Reckoned, of_it, same_things, summed
from claimcheck.types import Quantity, Role

#: Words that only say that a figure is a result: no source need have them.
RESULT_WORDS = frozenset(
    "left remain remains remained remaining still now altogether total totals combined together"
    " overall sum average each compared present needed needs need item items thing things"
    " area".split()
)


#: Words by which a claim tells what will be.
_TO_COME = re.compile(r"\b(?:will|would|going to)\b", re.I)


def reckoned(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str = ""
) -> Reckoned | None:
    """What `result`, a figure of `claim`, must be by the reckoning that the words call for.

    `given` are the claim's other figures, `source` is the text of the entries `told`. The value
    is in the result's unit; None: none is told.
    """
    coming = _TO_COME.search(claim) is not None
    told = [e._replace(deed=None) if e.planned and not coming else e for e in told]
    stated = [entry for entry in told if entry.result and same_things(result, entry)]
    stated = [entry for entry in stated if not is_opening(entry) or entry is not told[0]]
    if stated and LEFT.search(claim):
        return None  # it is told, and not to be reckoned
    found = _by_units(result, [entry.figure for entry in told], source)
    found = found or rest(claim, result, given, told, source)
    found = found or wanting(claim, result, given, told, source)
    found = found or to_do(claim, result, given, told, source)
    found = found or portions(claim, result, given, told, source)
    for reading in (difference, kept, left, changed):
        found = found or reading(claim, result, given, told)
    found = found or _total(claim, result, given, told, source)
    if found is None:
        return None
    bare = result.unit.dimension == "count" and not result.item
    if bare and found.used[0].unit.dimension != "count":  # "the total weight is 2.5"
        return found._replace(value=found.value / found.used[0].unit.factor)
    return found


# --------------------------------------------------------------------------
# What there is in all


def _total(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """The sum of all that are of the claim's kind."""
    asked = TOTAL.search(claim) is not None or together(claim, result, source)
    mine = of_it(result, told)
    kinds = _are_all_kinds(result, told)
    if not mine and (asked or kinds):
        mine = [entry for entry in told if alike(result, entry.figure)]
    given = [one for one in given if one.face != len(mine)]  # "the *two* crews together"
    if len(mine) < 2 or given or (not asked and not kinds):
        return None
    jointly = _is_joint(mine)
    if any(entry.figure.role in _SUMS for entry in mine) and not jointly:
        return None  # "with the 18 sent before, it has been promised 90 in all"
    plain = all(not (e.each or e.part or (e.result and not jointly)) for e in mine)
    growing = all(e.deed in (Deed.HAVE, Deed.GAIN, Deed.COME, Deed.PUT) for e in mine)
    units = all(alike(mine[0].figure, e.figure) for e in mine)
    alone = len({e.deed for e in mine}) == 1
    if not plain or not units or (any(e.deed in LOSING for e in mine) and not alone):
        return None
    if LEFT.search(claim) and (not asked or not growing):
        return None
    same = all(same_things(result, e) for e in mine) and _is_named(result, mine)
    sure = (growing or alone) and (kinds or same)
    return summed(mine, [1] * len(mine), sure=sure)


#: Roles of figures that hold others already.
_SUMS = frozenset({Role.TOTAL, Role.WHOLE, Role.TO})


def _is_joint(mine: Sequence[Entry]) -> bool:
    """ "A total of 5 loaves of wheat bread and 4 of rye": parts told under one word."""
    first, *others = mine
    listed = all(e.verb == first.verb and e.doer == first.doer and not e.result for e in others)
    return listed and bool(first.verb) and all(e.figure.role is Role.TOTAL for e in mine)


def _is_named(result: Quantity, mine: Sequence[Entry]) -> bool:
    """Whether the sum is of one thing, or the claim's figure is bare."""
    return not result.item or len({e.item for e in mine}) == 1 or result.unit.dimension != "count"


def _are_all_kinds(result: Quantity, told: Sequence[Entry]) -> bool:
    """Whether the source counts both kinds of which the claim counts the whole."""
    items = {entry.item for entry in told}
    return len(told) == 2 and any(
        len(items) == 2 and items <= kinds and result.item in wholes for kinds, wholes in KINDS
    )


# --------------------------------------------------------------------------
# By the units

#: Kilometres an hour, the base unit of speeds, in a metre a second, that of ways and times.
_HOURLY = Decimal("3.6")


def _by_units(result: Quantity, told: Sequence[Quantity], source: str) -> Reckoned | None:
    """What a way, a time and a speed, or two sides, make, which the units alone tell."""
    if len(told) != 2:
        return None
    if result.unit.dimension == "area":
        return _area(told, source)
    by = {one.unit.dimension: one for one in told if not one.per}
    way, time, speed = by.get("length"), by.get("duration"), by.get("speed")
    asked = result.unit.dimension
    if asked == "duration" and way and speed and speed.value:
        used, sign = (way, speed), "÷"
    elif asked == "speed" and way and time and time.value:
        used, sign = (way, time), "÷"
    elif asked == "length" and speed and time:
        used, sign = (speed, time), "×"
    else:
        return None
    first, second = used
    value = first.value / second.value if sign == "÷" else first.value * second.value
    value = value * _HOURLY if asked != "length" else value / _HOURLY
    return Reckoned(value, f"{number(first.face)} {sign} {number(second.face)}", used, sure=True)


#: "312 centimetres long and 146 centimetres wide".
_SIDES = re.compile(r"\blong\b.*\b(?:wide|broad)\b|\b(?:wide|broad)\b.*\blong\b", re.I)
_SQUARE = re.compile(r"\brectang\w+|\bsquare\b", re.I)
_SIDES_NAMED = re.compile(r"\blength\b.*\bwidth\b|\bwidth\b.*\blength\b", re.I)


def _area(told: Sequence[Quantity], source: str) -> Reckoned | None:
    """What a length and a width make; a lake covers less, so that no other figure conflicts."""
    first, second = told
    sides = _SIDES.search(source) or _SIDES_NAMED.search(source)
    if sides is None or any(one.unit.dimension != "length" for one in told):
        return None
    how = f"{number(first.face)} × {number(second.face)}"
    square = _SQUARE.search(source) is not None
    return Reckoned(first.value * second.value, how, (first, second), sure=square)
