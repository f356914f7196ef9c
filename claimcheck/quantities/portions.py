"""So many each: times, where it is told of how many; shared out, where the whole is told.

"8 trucks carried 25 tents each" makes 200 tents, "200 tents for 8 villages" 25 for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from claimcheck.quantities.contrasts import KINDS
from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.describe import number
from claimcheck.quantities.ledger import Entry
from claimcheck.quantities.plurals import same_noun
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LEFT_OVER, LOSING, TOTAL, Reckoned, same_things, summed
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
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """Times, where so many have so many each; shared out, where the claim tells how many."""
    asked = EACH.search(claim) is not None
    if asked and len(given) == 1 and given[0].face == 1:
        return _for_one(result, given[0], told)
    told = [e for e in told if not (e.each and e.figure.face == 1)]  # "every one of her 6"
    rates = [entry for entry in told if entry.each]
    if not rates and not given:
        over = _so_often(result, told, source)
        if over is not None:
            return over
    if not rates and (asked or any(_asked_of(claim, e) for e in told)):
        return _shared(claim, result, given, told, source)
    if asked or not rates or any(e.figure.role is Role.FROM for e in told):
        return None
    counted = [e for e in told if not e.each]
    counted += [_entry_of(one) for one in given]
    if not all(same_things(result, e) for e in rates) or same_noun(result.item, rates[0].each):
        return _how_many(claim, result, rates, counted, source)
    if any(e.part for e in told):
        return None
    products: list[tuple[Entry, Entry]] = []
    for rate in rates:
        holders = [e for e in counted if _holds(e, rate)]
        more = any(e.deed in (Deed.COME, Deed.GO) for e in counted)
        if len(holders) != 1 or more:
            return _people(claim, result, rate, counted if more else holders or counted, rates)
        products.append((holders[0], rate))
    rest = [e for e in counted if all(e is not h for h, _ in products)]
    extras = [e for e in rest if (e.item and e.item == rates[0].item) or _is_price(e, rates[0])]
    lost = [e for e in extras if e.deed in LOSING]
    left = LEFT_OVER.search(claim) is not None
    if len(extras) < len(rest) or (lost and not left):
        return None
    if left and len(products) == len(extras) == 1 and rates[0].deed in LOSING and not lost:
        return _less(extras[0], *products[0])
    value = sum((h.figure.face * r.figure.value for h, r in products), Decimal(0))
    value += sum((e.figure.value * (-1 if e in lost else 1) for e in extras), Decimal(0))
    if value < 0:
        return None
    how = " + ".join(f"{number(h.figure.face)} × {number(r.figure.face)}" for h, r in products)
    how += "".join(f" {'−' if e in lost else '+'} {number(e.figure.face)}" for e in extras)
    used = tuple(e.figure for pair in products for e in pair) + tuple(e.figure for e in extras)
    sure = (not extras or TOTAL.search(claim) is not None) and not _AVERAGE.search(source)
    sure = sure and not any(_is_price(e, rates[0]) for e in extras)
    return Reckoned(value, how, used, sure)


def _for_one(result: Quantity, one: Quantity, told: Sequence[Entry]) -> Reckoned | None:
    """ "The average price for 1 book": what all were had for, shared out over them."""
    counted = [e for e in told if e.item == one.item and e.figure.unit.dimension == "count"]
    wholes = [e for e in told if e not in counted]
    if len(wholes) != 1 or not counted or not same_things(result, wholes[0]) or wholes[0].each:
        return None
    if any(e.deed in LOSING or e.part or e.each for e in counted):
        return None
    by = summed(counted, [1] * len(counted), sure=False)
    if by is None or not by.value:
        return None
    shown = by.how if len(counted) == 1 else f"({by.how})"
    how = f"{number(wholes[0].figure.face)} ÷ {shown}"
    used = (wholes[0].figure, *by.used, one)
    return Reckoned(wholes[0].figure.value / by.value, how, used, sure=False)


def _less(whole: Entry, holder: Entry, rate: Entry) -> Reckoned | None:
    """What is left of a whole of which so many got so many each."""
    value = whole.figure.value - holder.figure.face * rate.figure.value
    shown = [number(one.figure.face) for one in (whole, holder, rate)]
    how = f"{shown[0]} − {shown[1]} × {shown[2]}"
    used = (whole.figure, holder.figure, rate.figure)
    return Reckoned(value, how, used, sure=True) if value >= 0 else None


def _so_often(result: Quantity, told: Sequence[Entry], source: str) -> Reckoned | None:
    """ "A trip of 256 miles", taken "32 times": what it makes in all."""
    often = [e for e in told if e.item == _TIME and e.figure.unit.dimension == "count"]
    often += [e for e in told if e.figure.unit.dimension == "multiple" and _AS_MANY.search(source)]
    rest = [e for e in told if e not in often and alike(result, e.figure)]
    if len(told) != 2 or len(often) != 1 or len(rest) != 1 or result.item == _TIME:
        return None
    one, by = rest[0].figure, often[0].figure
    how = f"{number(one.face)} × {number(by.face)}"
    return Reckoned(one.value * by.face, how, (one, by), sure=False)


_TIME = stem("times")
_AS_MANY = re.compile(r"\b(?:times|twice|double) as (?:many|much)\b", re.I)


def _is_price(entry: Entry, rate: Entry) -> bool:
    """Whether two sums may be paid together: "6 pens at $2 each and a book for $9"."""
    same = alike(entry.figure, replace(rate.figure, per=""))
    return same and entry.figure.unit.dimension == "currency"


#: What is told roughly of each.
_AVERAGE = re.compile(r"\baverage", re.I)


def _entry_of(one: Quantity) -> Entry:
    return Entry(one, one.item, frozenset(one.modifiers), Deed.HAVE)


def _holds(entry: Entry, rate: Entry) -> bool:
    """Whether an entry counts what has so many each: by its noun, or as the only other count."""
    if entry.figure.unit.dimension == "duration":
        return rate.each == entry.figure.unit.name.removesuffix("s")
    if rate.each == "*":
        return entry.figure.unit.dimension == "count" and entry.item != rate.item
    unit = entry.figure.unit.name.removesuffix("s")
    return same_noun(rate.each, entry.item) or rate.each == unit or rate.each in entry.modifiers


def _people(
    claim: str, result: Quantity, rate: Entry, holders: Sequence[Entry], rates: Sequence[Entry]
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
    sums = both.how if len(holders) == 1 else f"({both.how})"
    how = f"{sums} × {number(rate.figure.face)}"
    used = (*both.used, rate.figure)
    return Reckoned(value, how, used, sure=TOTAL.search(claim) is not None)


def _how_many(
    claim: str,
    result: Quantity,
    rates: Sequence[Entry],
    counted: Sequence[Entry],
    source: str,
) -> Reckoned | None:
    """How many have so many each, where the whole is told: 1,780 shelves for 14,240 books.

    The whole may be what is left of one or got beside it: "18 people and 12 more, 3 at a table".
    """
    if len(rates) != 1 or not counted:
        return None
    rate = rates[0]
    like = replace(rate.figure, per="")
    alone = len(counted) == 1 and same_noun(rate.each, result.item)
    if not rate.figure.value or not all(
        (alone or rate.item in ("", e.item) or rate.item in e.modifiers) and alike(e.figure, like)
        for e in counted
    ):
        return None
    lasting = result.unit.dimension == "duration" and rate.each == result.unit.name.rstrip("s")
    named = rate.each == "*" or same_noun(rate.each, result.item)
    if not lasting and (not named or result.unit.dimension != "count"):
        return None
    less = -1 if len(counted) == 2 and _THE_REST.search(source) else None
    signs = [1, *(_beside(e) or less for e in counted[1:])]
    whole = summed(counted, [s for s in signs if s], sure=True) if all(signs) else None
    if whole is None:
        return None
    holders = {stem(word) for word in rate.other | rate.doer}
    total = whole.how if len(counted) == 1 else f"({whole.how})"
    value = whole.value / rate.figure.value * result.unit.factor
    if _NEEDED.search(claim) and result.value == value.to_integral_value(ROUND_CEILING):
        value = result.value  # 7 people need 3 tables of 3
    return Reckoned(
        value,
        f"{total} ÷ {number(rate.figure.face)}",
        (*whole.used, rate.figure),
        sure=(rate.each != "*" or result.item in holders) and rate.item in ("", counted[0].item),
    )


_NEEDED = re.compile(r"\bneed(?:s|ed)?\b", re.I)


def _beside(entry: Entry) -> int | None:
    """Whether an entry makes the whole before it more (1) or less (-1); None: not known."""
    if entry.figure.role is Role.INCREMENT or entry.deed is Deed.COME:
        return 1
    return -1 if entry.deed in (Deed.LOSS, Deed.GO) else None


def _of_kinds(result: Quantity, told: Sequence[Entry]) -> list[Entry]:
    """The entries where they count the two kinds of what the claim counts: boys, girls, pupils."""
    items = {e.item for e in told}
    both = any(items <= kinds and result.item in wholes for kinds, wholes in KINDS)
    return list(told) if both and len(told) == len(items) == 2 else []


#: What is shared out is what is left of it.
_THE_REST = re.compile(r"\bthe (?:rest|remaining|others?)\b", re.I)


def _shared(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """A whole shared out: "each of the 6 villages got 40", "13 a day"."""
    others = [e for e in told if _asked_of(claim, e)]
    again = [e for e in others if any(one.face == e.figure.face for one in given)]
    given = [one for one in given if all(one.face != e.figure.face for e in again)]
    others = [_entry_of(one) for one in given] or again or others
    wholes = [e for e in told if all(e is not other for other in others)]
    wholes = [e for e in wholes if (e.item or not result.item) and same_things(result, e)]
    wholes = [e for e in wholes if alike(replace(result, per=""), e.figure) or not result.item]
    if not wholes:
        wholes = _of_kinds(result, [e for e in told if e not in others])
    if len(others) != 1 or not wholes or not others[0].figure.face:
        return None
    if given and (len(wholes) != len(told) or not _asked_of(claim, others[0])):
        return None
    if any(e.figure.face == result.face for e in wholes):
        return None  # "each got some of the 120"
    less = len(wholes) == 2 and _THE_REST.search(source) is not None
    if any((e.deed in LOSING or e.part) and not less for e in wholes[1:]):
        return None
    whole = summed(wholes, [1] + [-1 if less else 1] * (len(wholes) - 1), sure=True)
    if whole is None:
        return None
    by = others[0].figure
    how = f"{whole.how if len(wholes) == 1 else f'({whole.how})'} ÷ {number(by.face)}"
    alone = len({(e.deed, e.doer) for e in wholes}) == 1 and wholes[0].deed is not None
    told_so = EQUALLY.search(source if given else claim) is not None
    sure = told_so and (len(wholes) == 1 or alone)
    return Reckoned(whole.value / by.face, how, (*whole.used, by), sure)


def _asked_of(claim: str, entry: Entry) -> bool:
    """Whether the claim tells how many each of those counted has."""
    measured = entry.figure.unit.dimension != "count"
    nouns = [entry.figure.unit.name.removesuffix("s")] if measured else [entry.item]
    if nouns[0] == "day":
        nouns.append("night")
    if nouns[0] and not measured:
        nouns += entry.modifiers  # "3 sets of bleachers", and "each set"
    one = "an?" if measured else "(?:in|from) an?"
    root = "|".join(re.escape(noun[:-1] if len(noun) > _SHORT else noun) for noun in nouns)
    each = rf"\b(?:each|every|per|{one})\s+(?:of the\s+)?(?:\w+\s+)?(?:{root})"
    return bool(root) and re.search(each, claim, re.I) is not None


#: Letters up to which the stem of a noun is taken whole.
_SHORT = 3
