"""The claim's figure and the source's figure for the same thing are different values.

## What
The claim and the source speak of the same thing in the same unit and for the same period, and
the values cannot both be right: "520 Russians" against "499 Russians", "$900 million" against
"$0.8bn", "nine banks" against "90 banks".

## Why
A wrong figure is the commonest factual slip in copy, and a wrong magnitude word ("billion" for
"million") the costliest.

## Conflicts
No value that the source allows is one that the claim allows, with hedges read generously:
"about" reaches a fifth either way, a round bare figure half its last digit and at most 2 %.
Counts below 20 and ordinals have no tolerance.

## Agrees
Every value that the source allows is one that the claim allows, in whatever notation: "9" and
"nine", "US$0.8bn" and "$800 million"; or the claim is the source rounded to the claim's own
digits and off by at most 2.5 %, which the message says.

## Limits
Figures whose item, role, period or actor differ are not compared at all, so a claim about
another thing is left unchecked rather than called wrong. Currencies are never converted. Bounds
("at least") are bound-violated's.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checkers.figures import SURE, comparable, is_bound
from claimcheck.quantities import is_rounded, relate
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
    """One observation for each comparable pair without a bound."""
    for pair in comparable(comparison):
        if pair.dimension is Slot.DIFFERENT or is_bound(pair) or _other_unit(pair):
            continue
        yield _observe(comparison, pair)


def _other_unit(pair: QuantityPair) -> bool:
    """The same figure in another unit is unit-or-currency-differs's."""
    mine, theirs = pair.claim, pair.evidence
    return (mine.unit.code != theirs.unit.code and mine.face == theirs.face) and (
        relate(mine, theirs) is Relation.CONTRADICTS
    )


def _observe(comparison: Comparison, pair: QuantityPair) -> Observation:
    mine = describe(pair.claim, comparison.claim)
    theirs = describe(pair.evidence, comparison.evidence)
    relation = relate(pair.claim, pair.evidence)
    if relation is Relation.ENTAILS:
        note = ", which the claim rounds" if is_rounded(pair.claim, pair.evidence) else ""
        outcome, message = Outcome.AGREES, f"claim says {mine}, the source says {theirs}{note}"
    elif relation is Relation.CONTRADICTS and pair.score >= SURE:
        outcome, message = Outcome.CONFLICTS, f"claim says {mine}, the source says {theirs}"
    elif relation is Relation.CONTRADICTS:
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source says {theirs}, perhaps of something else"
    else:
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source only {theirs}: one is too coarse for the other"
    return Observation(outcome, message, pair.claim.span, pair.evidence.span)


CHECKER = Checker("NUM001", "value-differs", __doc__, check)
