"""A bound in the claim or in the source ("at least", "up to") excludes the other's figure.

What
    One side gives a bound: "at least 520", "more than", "fewer than", "up to". The other side's
    figure lies on the wrong side of it: "at least 520 Russians" against "499 Russians".

Why
    A bound sounds careful and is checked less; yet "more than 500" is as wrong as "520" where
    the source says 499.

Conflicts
    The values that the bound allows and those that the other side allows do not meet, with a
    round figure read generously ("more than 1 million" against a bare "1 million" is unclear,
    not wrong).

Agrees
    All that the source allows lies within the claim's bound: "at least 450" against "499".

Limits
    A source that gives only a bound says little of an exact figure: "525" against "more than
    500" is unclear, and so are two different ceilings ("up to 20%" against "up to 10%"), since
    a ceiling is told for its own sake. Figures of another item, role, period or actor are not
    compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.alignment.figures import SURE
from claimcheck.checkers.derived import follows, only_one_is_of_each
from claimcheck.checkers.figures import comparable, is_bound, one_is_a_rate, only_expected
from claimcheck.checkers.holders import why_not_one
from claimcheck.quantities import relate
from claimcheck.quantities.describe import describe
from claimcheck.types import (
    Checker,
    Comparison,
    Form,
    Observation,
    Outcome,
    QuantityPair,
    Relation,
    Slot,
)

#: A figure within this factor of a bound is near it.
NEAR = 2
#: From this alignment score a figure counts however far from the bound it lies.
CERTAIN = 0.75
#: A bound this many times further than the source's is another one (our own rule, chosen on claims
#: made from the sample corpus) …
FURTHER = Decimal("1.25")
#: … and one that many times weaker is a slip of magnitude.
SLIP = 100
_STRICT = frozenset({Form.MORE_THAN, Form.LESS_THAN})
_LOWER = frozenset({Form.MORE_THAN, Form.AT_LEAST})
_UPPER = frozenset({Form.LESS_THAN, Form.AT_MOST})


def check(comparison: Comparison) -> Iterator[Observation]:
    """One observation for each comparable pair with a bound on either side."""
    for pair in comparable(comparison):
        if pair.dimension is Slot.DIFFERENT or not is_bound(pair):
            continue
        mine = describe(pair.claim, comparison.claim)
        theirs = describe(pair.evidence, comparison.evidence)
        relation = relate(pair.claim, pair.evidence)
        message = f"claim says {mine}, the source says {theirs}"
        outcome = Outcome.UNCLEAR
        if relation is Relation.CONTRADICTS and one_is_a_rate(pair):
            message += "; only one of them is a rate"
        elif relation is Relation.CONTRADICTS and (how := follows(comparison, pair)):
            message += f"; {how} is that"
        elif relation is Relation.CONTRADICTS and only_one_is_of_each(comparison, pair):
            message += "; only one of them is of each"
        elif relation is not Relation.ENTAILS and (why := why_not_one(comparison, pair)):
            message += f", {why}"
        elif pair.score >= CERTAIN and _is_another_bound(pair):
            outcome = Outcome.CONFLICTS
        elif relation is Relation.ENTAILS and only_expected(comparison, pair):
            message = f"claim says {mine}, the source only expects {theirs}"
        elif relation is Relation.ENTAILS and _speaks_of_it(pair):
            outcome = Outcome.AGREES
        elif relation is Relation.ENTAILS:
            message += ": it lies within the bound, and may be of something else"
        elif relation is Relation.CONTRADICTS and pair.score >= SURE:
            outcome = Outcome.CONFLICTS
        elif relation is Relation.NEITHER:
            message += ": the bound leaves it open"
        else:
            message += ", perhaps of something else"
        yield Observation(outcome, message, pair.claim.span, pair.evidence.span)


def _is_another_bound(pair: QuantityPair) -> bool:
    """Whether two bounds on one thing cannot both be what was meant.

    Who writes "more than 600" knows of no 1,200: a bound is told at the last round figure before
    the value. A bound turned round ("at least" for "up to") is another one too. A weaker bound is
    true of the same thing, unless it is weaker by a slip of magnitude.
    """
    mine, theirs = pair.claim, pair.evidence
    if pair.item is Slot.DIFFERENT or theirs.value <= 0 or mine.value <= 0:
        return False
    times = mine.value / theirs.value
    if mine.form in _STRICT and theirs.form is Form.EXACT:
        return times == 1  # "more than 300" of what the source has as 300
    if mine.form in _LOWER and theirs.form in _LOWER:
        return times > FURTHER or times * SLIP <= 1
    if mine.form in _UPPER and theirs.form in _UPPER:
        ceilings = mine.form is theirs.form is Form.AT_MOST
        return times * FURTHER < 1 or (ceilings and times > FURTHER) or times >= SLIP
    turned = (mine.form in _LOWER and theirs.form in _UPPER) or (
        mine.form in _UPPER and theirs.form in _LOWER
    )
    return turned and times == 1


def _speaks_of_it(pair: QuantityPair) -> bool:
    """Whether a figure within the bound is a sign that the source means it.

    Any larger figure lies within "at least": unless the words agree well, it must be near. Two
    ceilings ("up to 20%", "up to 10%") agree only when they are one.
    """
    mine, theirs = pair.claim, pair.evidence
    if mine.form is Form.AT_MOST and theirs.form is Form.AT_MOST:
        return mine.value == theirs.value
    near = abs(theirs.value) <= NEAR * abs(mine.value) and abs(mine.value) <= NEAR * abs(
        theirs.value
    )
    return pair.score >= CERTAIN or (near and pair.score >= SURE)


CHECKER = Checker("NUM003", "bound-violated", __doc__, check)
