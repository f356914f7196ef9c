"""So many each: times, where it is told of how many; shared out, where the whole is told.

"8 trucks carried 25 tents each" makes 200 tents, "200 tents for 8 villages" 25 for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.describe import number
from claimcheck.quantities.ledger import Entry
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LOSING, TOTAL, Reckoned, same_things, summed
from claimcheck.text.words import stem
from claimcheck.types import Quantity, Role

#: Words by which a claim tells how many each has.
EACH = re.compile(
    r"\b(?:each|every|per|apiece|on average|average|an? (?:day|week|month|year))\b", re.I
)
#: Words by which a whole is shared out in equal parts.
EQUALLY = re.compile(
    r"\b(?:equal(?:ly)?|same|share[sd]?|sharing|divid\w+|split\w*|evenly|average|each|every|per)\b",
    re.I,
)


def portions(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """Times, where so many have so many each; shared out, where the claim tells how many."""
    asked = EACH.search(claim) is not None
    told = [e for e in told if not (e.each and e.figure.face == 1)]  # "every one of her 6"
    rates = [entry for entry in told if entry.each]
    if not rates and (asked or any(_asked_of(claim, e) for e in told)):
        return _shared(claim, result, given, told)
    if asked or not rates or any(e.part or e.figure.role is Role.FROM for e in told):
        return None
    counted = [e for e in told if not e.each]
    counted += [_entry_of(one) for one in given]
    if not all(same_things(result, e) for e in rates) or result.item == rates[0].each:
        return _how_many(result, rates, counted)
    products: list[tuple[Entry, Entry]] = []
    for rate in rates:
        holders = [e for e in counted if _holds(e, rate)]
        more = any(e.deed in (Deed.COME, Deed.GO) for e in counted)
        if len(holders) != 1 or more:
            return _people(result, rate, counted if more else holders or counted, rates)
        products.append((holders[0], rate))
    rest = [e for e in counted if all(e is not h for h, _ in products)]
    extras = [e for e in rest if e.item and e.item == rates[0].item]
    if any(e.deed in LOSING for e in rest) or len(extras) < len(rest):
        return None
    value = sum((h.figure.face * r.figure.value for h, r in products), Decimal(0))
    value += sum((e.figure.value for e in extras), Decimal(0))
    how = " + ".join(
        [f"{number(h.figure.face)} × {number(r.figure.face)}" for h, r in products]
        + [number(e.figure.face) for e in extras]
    )
    used = tuple(e.figure for pair in products for e in pair) + tuple(e.figure for e in extras)
    sure = not extras or TOTAL.search(claim) is not None
    return Reckoned(value, how, used, sure)


def _entry_of(one: Quantity) -> Entry:
    return Entry(one, one.item, frozenset(one.modifiers), Deed.HAVE)


def _holds(entry: Entry, rate: Entry) -> bool:
    """Whether an entry counts what has so many each: by its noun, or as the only other count."""
    if entry.figure.unit.dimension == "duration":
        return rate.each == entry.figure.unit.name.removesuffix("s")
    if rate.each == "*":
        return entry.figure.unit.dimension == "count" and entry.item != rate.item
    return rate.each in (entry.item, entry.figure.unit.name.removesuffix("s"))


def _people(
    result: Quantity, rate: Entry, holders: Sequence[Entry], rates: Sequence[Entry]
) -> Reckoned | None:
    """So many each for those of two counts together: "9 friends and 7 more, 4 each"."""
    if (
        len(rates) > 1
        or not holders
        or any(same_things(result, e) and result.item for e in holders)
    ):
        return None
    if len(holders) == 1 and holders[0].figure.unit.dimension == "count":
        one = holders[0].figure
        value, how = (
            one.face * rate.figure.value,
            f"{number(one.face)} × {number(rate.figure.face)}",
        )
        return Reckoned(value, how, (one, rate.figure), sure=False)
    if not all(e.deed in (Deed.HAVE, Deed.COME, Deed.GO) for e in holders):
        return None
    signs = [-1 if e.deed is Deed.GO else 1 for e in holders]
    both = summed(holders, signs, sure=False)
    if both is None:
        return None
    value = both.value * rate.figure.value
    how = f"({both.how}) × {number(rate.figure.face)}"
    return Reckoned(value, how, (*both.used, rate.figure), sure=False)


def _how_many(
    result: Quantity, rates: Sequence[Entry], counted: Sequence[Entry]
) -> Reckoned | None:
    """How many have so many each, where the whole is told: 1,780 shelves for 14,240 books."""
    if len(rates) != 1:
        return None
    rate = rates[0]
    wholes = [
        e
        for e in counted
        if rate.item in ("", e.item) and alike(e.figure, replace(rate.figure, per=""))
    ]
    if len(wholes) != 1 or len(counted) != 1 or not rate.figure.value:
        return None
    if rate.each not in ("*", result.item) or result.unit.dimension != "count":
        return None
    whole = wholes[0].figure
    named = {stem(word) for word in rate.other | rate.doer}
    how = f"{number(whole.face)} ÷ {number(rate.figure.face)}"
    return Reckoned(
        whole.value / rate.figure.value,
        how,
        (whole, rate.figure),
        sure=rate.each != "*" or result.item in named,
    )


def _shared(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """A whole shared out: "each of the 6 villages got 40", "13 a day"."""
    if given:
        return None
    mine = [e for e in told if e.item and same_things(result, e)]
    wholes = [e for e in mine if alike(replace(result, per=""), e.figure)]
    others = [e for e in told if e not in wholes]
    others = [e for e in others if _asked_of(claim, e)]
    if len(others) != 1 or not wholes or not others[0].figure.face:
        return None
    if any(e.deed in LOSING or e.part for e in wholes[1:]):
        return None
    whole = sum((e.figure.value for e in wholes), Decimal(0))
    by = others[0].figure
    parts = " + ".join(number(e.figure.face) for e in wholes)
    how = f"{parts if len(wholes) == 1 else f'({parts})'} ÷ {number(by.face)}"
    used = (*(e.figure for e in wholes), by)
    return Reckoned(
        whole / by.face, how, used, sure=EQUALLY.search(claim) is not None and len(wholes) == 1
    )


def _asked_of(claim: str, entry: Entry) -> bool:
    """Whether the claim tells how many each of those counted has."""
    measured = entry.figure.unit.dimension != "count"
    noun = entry.figure.unit.name.removesuffix("s") if measured else entry.item
    if not noun:
        return False
    one = "an?" if measured else "(?:in|from) an?"
    root = re.escape(noun[:-1] or noun)
    each = rf"\b(?:each|every|per|{one})\s+(?:of the\s+)?(?:\w+\s+)?{root}"
    return re.search(each, claim, re.I) is not None
