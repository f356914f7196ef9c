"""The claim's figure stands in the source, for another period.

What
    "40 ships in a week" where the source counts 12 ships in a week and 40 in a month.

Why
    Totals over different periods are all true at once; swapped, each of them is false, and no
    check of digits sees it.

Conflicts
    The source gives the claim's figure for another period, and another figure for the claim's
    own.

Agrees
    Never by itself: value-differs says when the figure stands for the right period.

Limits
    Where the source has no figure for the claim's own period, the swap is told and left
    unclear. Periods are compared by their dates where they resolve, else by their words.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.alignment.figures import SURE
from claimcheck.checkers.figures import SAME_WORDS, partner
from claimcheck.quantities import relate
from claimcheck.quantities.compare import SMALL_COUNT
from claimcheck.quantities.describe import describe
from claimcheck.types import (
    Checker,
    Comparison,
    Observation,
    Outcome,
    QuantityPair,
    Relation,
    Slot,
)


def check(comparison: Comparison) -> Iterator[Observation]:
    """One observation for each figure of the claim that stands for another period."""
    for pair in comparison.quantities:
        if pair.comparable or pair.scope is not Slot.DIFFERENT or pair.item is Slot.DIFFERENT:
            continue
        own = partner(comparison, pair.claim)
        if own is not None and relate(own.claim, own.evidence) is not Relation.CONTRADICTS:
            continue
        mine = describe(pair.claim, comparison.claim)
        theirs = describe(pair.evidence, comparison.evidence)
        message = f"claim says {mine}; the source says {theirs}"
        outcome = Outcome.UNCLEAR
        if own is not None and own.scope is Slot.SAME and own.score >= SURE:
            outcome = Outcome.CONFLICTS
            message += f", and {describe(own.evidence, comparison.evidence)}"
        elif own is None and comparison.coverage >= SAME_WORDS and _is_slip(comparison, pair):
            outcome = Outcome.CONFLICTS
        yield Observation(outcome, message, pair.claim.span, pair.evidence.span)


def _is_slip(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether one figure for two periods must be a slip: of the same thing, and no small count.

    A period that is a figure itself ("in less than 20 days") is compared as one.
    """
    figure, scope = pair.claim, pair.claim.scope
    same = pair.item is not Slot.DIFFERENT and pair.role is not Slot.DIFFERENT
    if not same or figure.face != pair.evidence.face:
        return False
    if figure.unit.dimension == "age":
        return False  # "founded in 1904 by Berg, who died in 1931 at 78": of which, few tell
    if figure.unit.dimension == "count" and abs(figure.face) < SMALL_COUNT:
        return False
    told = scope.span if scope is not None else None
    return told is None or not any(q.span.overlaps(told) for q in comparison.claim.quantities)


CHECKER = Checker("NUM006", "figure-of-another-scope", __doc__, check)
