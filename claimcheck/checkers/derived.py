"""How a figure of the claim may follow from two figures of the source, which it then does not deny.

"Each truck carried 25 tents" and "200 tents" may both be right, and so may "9 were served, but 6
returned" and "3 were served": what follows conflicts with nothing by itself, nor is it borne out.
"""

from __future__ import annotations

import re

from claimcheck.quantities.contrasts import MORE, rest
from claimcheck.quantities.describe import describe, number
from claimcheck.quantities.holdings import LEFT
from claimcheck.quantities.ledger import entries
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LOSING, TOTAL
from claimcheck.quantities.units import DURATIONS
from claimcheck.types import Comparison, Quantity, QuantityPair, Reading, Role, Slot

#: Digits of a figure from which it is hardly by chance the sum or difference of two others.
_NO_CHANCE = 3
#: Words by which one of two figures may be of each: looked for first, since reading takes time.
_OF_EACH = re.compile(r"\b(?:each|every|per|apiece|an?|times|of \d)\b", re.I)
_TIME = "time"


def follows(comparison: Comparison, pair: QuantityPair) -> str:
    """How the pair's figure of the source makes the claim's ("2,436 ÷ 3"); "" where it does not."""
    mine, theirs = pair.claim, pair.evidence
    if mine.unit.dimension == "ordinal" or not mine.value or not theirs.value:
        return ""
    if pair.scope is Slot.SAME or mine.role is theirs.role is Role.TOTAL:
        return ""  # two totals of one period: $1 billion of the week is in the $2 billion
    if mine.unit.dimension == "age":
        return _years_apart(comparison, mine, theirs)
    return (
        _each(comparison, mine, theirs)
        or _twice(comparison, mine, theirs)
        or _beside(comparison, mine, theirs)
    )


#: "Twice as many on Tuesday".
_TWICE = re.compile(r"\b(?:twice|double) (?:as (?:many|much)|that|the)\b", re.I)
_HALF = re.compile(r"\bhalf (?:as (?:many|much)|that|of (?:that|those|them))\b", re.I)
#: Words by which a claim tells what two make together.
_BOTH = re.compile(rf"{TOTAL.pattern}|\b(?:both|(?:the|these) two)\b", re.I)


def _twice(comparison: Comparison, mine: Quantity, theirs: Quantity) -> str:
    """Where it is twice, half or a share of what the source tells, and the source tells of such."""
    text = comparison.evidence.text
    if mine.value == 2 * theirs.value and _TWICE.search(text):
        return f"2 × {number(theirs.face)}"
    if 2 * mine.value == theirs.value and _HALF.search(text):
        return f"{number(theirs.face)} ÷ 2"
    for share in comparison.evidence.quantities:
        if share.unit.dimension == "percent" and mine.unit.dimension == "count":
            part = theirs.value * share.value / _HUNDRED
            if part.to_integral_value() == mine.value and theirs.value > mine.value:
                return f"{describe(share, comparison.evidence)}, of {number(theirs.face)},"
    return ""


_HUNDRED = 100
_APART = re.compile(r"\b(?:older|younger)\b", re.I)


def _years_apart(comparison: Comparison, mine: Quantity, theirs: Quantity) -> str:
    """ "Ann is 12 years old, and her brother is 5 years older": he is 17."""
    if not _APART.search(comparison.evidence.text):
        return ""
    for other in comparison.evidence.quantities:
        for sign, value in (("+", theirs.face + other.face), ("−", theirs.face - other.face)):
            if other.unit.dimension in DURATIONS and value == mine.face:
                return f"{number(theirs.face)} {sign} {number(other.face)}"
    return ""


def _each(comparison: Comparison, mine: Quantity, theirs: Quantity) -> str:
    """Where one figure is of each and the other is not: how many times, if that is told."""
    claim, evidence = comparison.claim, comparison.evidence
    if not _OF_EACH.search(claim.text) and not _OF_EACH.search(evidence.text):
        return ""
    often = any(one.item == _TIME for one in (*claim.quantities, *evidence.quantities))
    of_each = [_is_of_each(claim, mine), _is_of_each(evidence, theirs)]
    if of_each[0] == of_each[1] and not often:
        return ""
    one, whole = (mine, theirs) if of_each[0] else (theirs, mine)
    others = [q for q in claim.quantities if q is not mine]
    others += [q for q in evidence.quantities if q is not theirs]
    if of_each[0] == of_each[1]:
        others = [q for q in others if q.item == _TIME]  # "took this trip 32 times"
    for other in others:
        if one.value * other.face == whole.value and other.face > 1:
            sign, first = ("÷", theirs) if one is mine else ("×", theirs)
            return f"{number(abs(first.face))} {sign} {number(other.face)}"
    return ""


def only_one_is_of_each(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether one figure is of each and the other is not: "25 tents each", "150 tents".

    How many have so many each may not be told, so that neither denies the other. What is told of
    each year is a rate, and none of this.
    """
    claim, evidence = comparison.claim, comparison.evidence
    if pair.claim.per or pair.evidence.per:
        return False
    if not _OF_EACH.search(claim.text) and not _OF_EACH.search(evidence.text):
        return False
    return _is_of_each(claim, pair.claim) != _is_of_each(evidence, pair.evidence)


def _is_of_each(text: Reading, figure: Quantity) -> bool:
    found = entries(text.text, text.quantities)
    return any(bool(e.each) for e in found if e.figure is figure)


def is_of_each_other(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether an equal figure is of each of other things: "6 players", but "6 points each"."""
    if pair.item is Slot.SAME or not _OF_EACH.search(comparison.evidence.text):
        return False
    return _is_of_each(comparison.evidence, pair.evidence) and not _is_of_each(
        comparison.claim, pair.claim
    )


def _beside(comparison: Comparison, mine: Quantity, theirs: Quantity) -> str:
    """Where it is the sum or the difference of two figures: as told, or of too many digits."""
    evidence = comparison.evidence
    others = [q for q in evidence.quantities if q is not theirs and alike(theirs, q)]
    if not others or not alike(mine, theirs):
        return ""
    digits = len(mine.face.normalize().as_tuple().digits)
    for other in others:
        asked = "" in (theirs.item, other.item) or theirs.item == other.item
        asked = asked and _BOTH.search(comparison.claim.text) is not None
        asked = asked or (_is_by_how_many(other) and MORE.search(evidence.text) is not None)
        if theirs.value + other.value == mine.value and (asked or digits >= _NO_CHANCE):
            return f"{number(theirs.face)} + {number(other.face)}"
        larger, smaller = sorted((theirs, other), key=lambda q: -q.value)
        if larger.value - smaller.value != mine.value:
            continue
        same = "" in (larger.item, smaller.item) or larger.item == smaller.item
        if digits >= _NO_CHANCE or (same and _is_taken_off(comparison, larger, smaller)):
            return f"{number(larger.face)} − {number(smaller.face)}"
    return _rest_of(mine, theirs, others) or _made_up(comparison, mine, [theirs, *others])


def _is_by_how_many(figure: Quantity) -> bool:
    """Whether a figure tells how many more or fewer: "8 more than Otto"."""
    return figure.role in (Role.INCREMENT, Role.DECREMENT)


def _made_up(comparison: Comparison, mine: Quantity, figures: list[Quantity]) -> str:
    """Where it is what several make, without what is lost of it: "19 red, 14 green, 9 rotten"."""
    evidence = comparison.evidence
    told = [e for e in entries(evidence.text, evidence.quantities) if e.figure in figures]
    signs = [-1 if at and (e.part or e.deed in LOSING) else 1 for at, e in enumerate(told)]
    if len(told) <= _PARTS or -1 not in signs:
        return ""
    value = sum(s * e.figure.value for s, e in zip(signs, told, strict=True))
    shown = [
        f"{'−' if s < 0 else '+'} {number(e.figure.face)}" for s, e in zip(signs, told, strict=True)
    ]
    return " ".join(shown)[2:] if value == mine.value else ""


def _rest_of(mine: Quantity, theirs: Quantity, others: list[Quantity]) -> str:
    """Where it is what two parts leave of a whole: "200 rooms, 150 booked and 20 closed"."""
    one, *parts = sorted((theirs, *others), key=lambda q: -q.value)
    same = all(q.item in ("", one.item) for q in parts)
    if len(parts) != _PARTS or not same or one.value - sum(q.value for q in parts) != mine.value:
        return ""
    return " − ".join(number(q.face) for q in (one, *parts))


#: Parts of a whole that are taken off it together.
_PARTS = 2


#: Words by which a claim tells what lies between two figures.
_MARGIN = re.compile(
    r"\b(?:w[io]ns?|lost|loses?|beat\w*|ahead|leads?|led|margin) (?:by|of)\b", re.I
)


def _is_taken_off(comparison: Comparison, larger: Quantity, smaller: Quantity) -> bool:
    """Whether the words tell that one figure is lost from the other, a part of it, or less."""
    claim, evidence = comparison.claim, comparison.evidence
    role = claim.quantities[0].role if claim.quantities else None
    asked = any(words.search(claim.text) for words in (MORE, LEFT, _MARGIN))
    if asked or role is Role.INCREMENT:
        return True
    if _is_by_how_many(smaller) and MORE.search(evidence.text):
        return True
    found = entries(evidence.text, evidence.quantities)
    off = next((e for e in found if e.figure is smaller), None)
    if off is not None and (off.part or off.deed in LOSING):
        return True
    return rest(claim.text, claim.quantities[0], (), found, evidence.text) is not None
