"""How two figures of one key stand to each other.

The claim's values against the evidence's: what the evidence allows lies within what the
claim allows (entails), apart from it (contradicts), or they overlap (neither). Agreeing is
read strictly and conflicting leniently, so that a hedge never makes a false alarm.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from claimcheck.quantities.hedges import Interval, lenient, strict
from claimcheck.types import Form, Quantity, Relation

#: A claim may round its source by this share of the value at most (design, section 4).
ROUNDING = Decimal("0.025")
#: Rounded to its own digits but further off than that, up to this share, it is too coarse to call.
COARSE = Decimal("0.10")
#: A round bare figure may stand for a value this share away (design notes, relation table).
SLACK = Decimal("0.02")
#: Counts below this are exact on both sides (design, section 4).
SMALL_COUNT = 20

_POINTS = frozenset({Form.EXACT})


def relate(claim: Quantity, evidence: Quantity) -> Relation:
    """How the evidence's figure stands to the claim's; both must be of one dimension."""
    if claim.form in _POINTS and evidence.form in _POINTS and _same(claim, evidence):
        return Relation.ENTAILS
    if strict_interval(evidence).within(strict_interval(claim)):
        return Relation.ENTAILS
    if is_rounded(claim, evidence):
        return Relation.ENTAILS
    if lenient_interval(evidence).disjoint(lenient_interval(claim)):
        off = abs(claim.value - evidence.value)
        coarse = _rounds_coarsely(claim, evidence) or _cut_off(claim, evidence)
        if coarse and off <= COARSE * abs(evidence.value):
            return Relation.NEITHER
        return Relation.CONTRADICTS
    return Relation.NEITHER


def is_rounded(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the bare claim is the bare evidence rounded to the claim's own digits."""
    if claim.form is not Form.EXACT or evidence.form is not Form.EXACT:
        return False
    if _same(claim, evidence) or _exact_only(claim, evidence):
        return False
    off = abs(claim.value - evidence.value)
    return _rounds_coarsely(claim, evidence) and off <= ROUNDING * abs(evidence.value)


def _rounds_coarsely(claim: Quantity, evidence: Quantity) -> bool:
    if claim.form is not Form.EXACT or evidence.form is not Form.EXACT:
        return False
    if _exact_only(claim, evidence) or claim.place <= evidence.place or not claim.place:
        return False
    steps = evidence.value / claim.place
    return any(
        steps.quantize(Decimal(1), rounding) * claim.place == claim.value
        for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    )


def _cut_off(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the claim is the evidence with digits left off, not rounded ("5.2" for 5.29)."""
    if claim.form is not Form.EXACT or evidence.form is not Form.EXACT:
        return False
    if _exact_only(claim, evidence) or claim.place <= evidence.place:
        return False
    steps = evidence.value / claim.place
    return steps.quantize(Decimal(1), ROUND_DOWN) * claim.place == claim.value


def _same(claim: Quantity, evidence: Quantity) -> bool:
    """Equal values; thirds and the like are equal to the place of the coarser one."""
    off = abs(claim.value - evidence.value)
    return off == 0 or off <= abs(evidence.value) * Decimal("1e-12")


def _exact_only(claim: Quantity, evidence: Quantity) -> bool:
    if claim.unit.dimension == "ordinal":
        return True
    return claim.unit.dimension == "count" and max(claim.value, evidence.value) < SMALL_COUNT


def strict_interval(of: Quantity) -> Interval:
    """The values the figure allows when it is to agree."""
    if of.form is Form.RANGE:
        return Interval(of.low, of.high, of.closed_low, of.closed_high)
    return strict(of.form, of.value)


def lenient_interval(of: Quantity) -> Interval:
    """The values the figure allows when it is to conflict."""
    if of.form is Form.RANGE:
        return Interval(of.low, of.high, of.closed_low, of.closed_high)
    return lenient(of.form, of.value, slack(of))


def slack(of: Quantity) -> Decimal:
    """What a bare figure is rounded by: half its last non-zero place, at most `SLACK`.

    Counts in single digits, tens and odd hundreds ("130 companies", "499 people") are exact in
    news; a count is round only from two trailing zeros or with a magnitude word.
    """
    if of.unit.dimension == "ordinal":
        return Decimal(0)
    if of.unit.dimension == "count" and (of.place < 100 or abs(of.value) < 100):
        return Decimal(0)
    return min(of.place / 2, abs(of.value) * SLACK)
