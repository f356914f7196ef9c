"""The figure is the source's, the unit or the currency is not.

What
    Claim and source give the same figure for the same thing in different units or currencies:
    "€800 million" against "$800 million", "30 miles" against "30 km", "$5 million a month"
    against "$5 million a year".

Why
    A unit changes under the editor's hand while the figure is copied right, so the slip
    survives a check of digits.

Conflicts
    The same figure on the same item with another currency, another unit of the same dimension
    whose value differs, or another rate ("a year" for "a month").

Agrees
    Never by itself: value-differs and bound-violated compare figures in one unit.

Limits
    Another figure in another currency is unclear, since no rate is known: nothing is converted.
    A bare "$" is read as US dollars and never set against another country's dollar.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.alignment.figures import SURE
from claimcheck.checkers.figures import comparable
from claimcheck.quantities import relate
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
    """One observation for each comparable pair in different units."""
    for pair in comparable(comparison):
        found = _outcome(pair)
        if found is None:
            continue
        mine = describe(pair.claim, comparison.claim)
        theirs = describe(pair.evidence, comparison.evidence)
        unclear = found is Outcome.UNCLEAR
        message = f"claim says {mine}, the source says {theirs}"
        message += ": no rate to convert by" if unclear else ": the same figure, another unit"
        yield Observation(found, message, pair.claim.span, pair.evidence.span)


def _outcome(pair: QuantityPair) -> Outcome | None:
    mine, theirs = pair.claim, pair.evidence
    same_face = mine.face == theirs.face
    if mine.unit.dimension != theirs.unit.dimension:
        return None
    if mine.unit.dimension == "currency" and mine.unit.code != theirs.unit.code:
        if pair.dimension is not Slot.DIFFERENT:
            return None
        return Outcome.CONFLICTS if same_face and pair.score >= SURE else Outcome.UNCLEAR
    if mine.per and theirs.per and mine.per != theirs.per:
        return Outcome.CONFLICTS if same_face and pair.score >= SURE else Outcome.UNCLEAR
    other_unit = mine.unit.code != theirs.unit.code and same_face
    if other_unit and relate(mine, theirs) is Relation.CONTRADICTS:
        return Outcome.CONFLICTS if pair.score >= SURE else Outcome.UNCLEAR
    return None


CHECKER = Checker("NUM002", "unit-or-currency-differs", __doc__, check)
