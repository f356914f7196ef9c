"""The claim's figure and the source's figure for the same thing are different values.

What
    The claim and the source speak of the same thing in the same unit and for the same period,
    and the values cannot both be right: "520 Russians" against "499 Russians", "$900 million"
    against "$0.8bn", "nine banks" against "90 banks".

Why
    A wrong figure is the commonest factual slip in copy, and a wrong magnitude word ("billion"
    for "million") the costliest.

Conflicts
    No value that the source allows is one that the claim allows, with hedges read generously:
    "about" reaches a fifth either way, a round bare figure half its last digit and at most 2 %.
    Counts below 20 and ordinals have no tolerance. A rise of 5 percent conflicts with a fall of
    5 percent.

Agrees
    Every value that the source allows is one that the claim allows, in whatever notation: "9"
    and "nine", "US$0.8bn" and "$800 million"; or the claim is the source rounded to the claim's
    own digits and off by at most 2.5 %, which the message says.

Limits
    Figures whose item, role, period or actor differ are not compared at all, so a claim about
    another thing is left unchecked rather than called wrong. What another holder has, a part of a
    group beside all of it, and the time that the source compares with are unclear. Where two
    figures of the source make the claim's it is unclear, neither right nor wrong: they add up to
    it, one is taken off the other, or so many have so many each. So it is where one side tells
    what each has and the other does not. Currencies are never converted. Bounds ("at least") are
    bound-violated's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from claimcheck.alignment.figures import SURE
from claimcheck.alignment.holders import holder_of
from claimcheck.checkers.derived import follows, is_of_each_other, only_one_is_of_each
from claimcheck.checkers.figures import (
    comparable,
    is_bound,
    of_another_subject,
    one_is_a_rate,
    only_expected,
)
from claimcheck.checkers.holders import why_not_one
from claimcheck.quantities import is_rounded, relate
from claimcheck.quantities.compare import lenient_interval
from claimcheck.quantities.describe import describe
from claimcheck.types import (
    Checker,
    Comparison,
    Observation,
    Outcome,
    Quantity,
    QuantityPair,
    Relation,
    Role,
    Slot,
)


def check(comparison: Comparison) -> Iterator[Observation]:
    """One observation for each comparable pair without a bound."""
    for pair in comparable(comparison):
        if pair.dimension is Slot.DIFFERENT or is_bound(pair) or _other_unit(pair):
            continue
        yield _observe(comparison, _of_same_rank(comparison, pair))


def _of_same_rank(comparison: Comparison, pair: QuantityPair) -> QuantityPair:
    """The pair, or that with the same rank of the same thing where the source tells of it, too.

    "In fourth grade there were 42, and 10 were moved to fifth grade" denies no fourth grade.
    """
    mine = pair.claim
    if mine.unit.dimension != "ordinal" or relate(mine, pair.evidence) is not Relation.CONTRADICTS:
        return pair
    same = (
        q
        for q in comparison.evidence.quantities
        if q.unit == mine.unit and q.item == mine.item and relate(mine, q) is Relation.ENTAILS
    )
    other = next(same, None) if mine.item else None
    return pair if other is None else replace(pair, evidence=other)


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
    if relation is Relation.ENTAILS and pair.claim.denied != pair.evidence.denied:
        outcome = Outcome.CONFLICTS if pair.score >= SURE else Outcome.UNCLEAR
        message = f"claim says {mine}, the source says that it is not {theirs}"
    elif (pair.evidence.denied or pair.claim.denied) and relation is not Relation.ENTAILS:
        outcome, message = Outcome.UNCLEAR, f"one side says what it is not: {mine}, {theirs}"
    elif relation is Relation.ENTAILS and _opposed(pair):
        outcome = Outcome.CONFLICTS if pair.score >= SURE else Outcome.UNCLEAR
        message = f"claim has {mine} as {_way(pair.claim)}, the source as {_way(pair.evidence)}"
    elif relation is Relation.ENTAILS and _is_told_of_the_part(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}; in the source {theirs} are the whole, and a part is told of"
    elif relation is Relation.ENTAILS and only_expected(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source only expects {theirs}"
    elif relation is Relation.ENTAILS and is_of_each_other(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}; in the source {theirs} are of each"
    elif relation is Relation.ENTAILS:
        note = ", which the claim rounds" if is_rounded(pair.claim, pair.evidence) else ""
        outcome, message = Outcome.AGREES, f"claim says {mine}, the source says {theirs}{note}"
    elif relation is Relation.CONTRADICTS and _adds_up(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}; figures of the source add up to it, of which {theirs} is one"
    elif relation is Relation.CONTRADICTS and _is_one_and_another(comparison, pair):
        outcome, message = Outcome.AGREES, f"claim says {mine}, the source tells of one and another"
    elif relation is Relation.CONTRADICTS and (how := follows(comparison, pair)):
        outcome, message = Outcome.UNCLEAR, f"claim says {mine}, the source {theirs}; {how} is that"
    elif relation is Relation.CONTRADICTS and only_one_is_of_each(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source {theirs}; only one of them is of each"
    elif relation is Relation.CONTRADICTS and pair.role is not Slot.SAME and _whole(pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source says {theirs}, perhaps of a part"
    elif relation is Relation.CONTRADICTS and one_is_a_rate(pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source says {theirs}; only one of them is a rate"
    elif relation is Relation.CONTRADICTS and only_expected(comparison, pair):
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source only expects {theirs}"
    elif relation is Relation.CONTRADICTS and (why := why_not_one(comparison, pair)):
        outcome, message = Outcome.UNCLEAR, f"claim says {mine}, the source says {theirs}, {why}"
    elif relation is Relation.CONTRADICTS and _is_sure(pair):
        whose = holder_of(pair.evidence, comparison.evidence)
        of = f" for “{whose}”" if whose else ""
        outcome, message = Outcome.CONFLICTS, f"claim says {mine}, the source says {theirs}{of}"
    elif relation is Relation.CONTRADICTS:
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source says {theirs}, perhaps of something else"
    else:
        outcome = Outcome.UNCLEAR
        message = f"claim says {mine}, the source only {theirs}: one is too coarse for the other"
    return Observation(outcome, message, pair.claim.span, pair.evidence.span)


def _is_one_and_another(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether the source tells of each of the claim's two: "one bag … and another bag"."""
    behind = comparison.evidence.text[pair.evidence.span.end :]
    counts = pair.claim.unit.dimension == pair.evidence.unit.dimension == "count"
    one_of_two = pair.claim.face == 2 and pair.evidence.face == 1
    return counts and one_of_two and _ANOTHER.search(behind) is not None


_ANOTHER = re.compile(r"\b(?:another|the other|a second)\b", re.I)


def _is_sure(pair: QuantityPair) -> bool:
    """Whether two figures that differ are of one thing."""
    return pair.score >= SURE and not (_of_another_size(pair) or of_another_subject(pair))


#: From this factor on, two values whose item is not known to be one are of two things …
_SIZES = 10
#: … unless a magnitude word makes the difference, up to such a share.
_SLIP = Decimal("0.5")


def _of_another_size(pair: QuantityPair) -> bool:
    """Whether two sums of nobody knows what are too far apart to be one: $33 billion, $800 million.

    "$800 billion" is a slip for "$800 million".
    """
    low, high = sorted((abs(pair.claim.value), abs(pair.evidence.value)))
    sums = pair.claim.unit.dimension == pair.evidence.unit.dimension == "currency"
    if not sums or pair.item is Slot.SAME or pair.sensed or not low or high < _SIZES * low:
        return False
    slips = (low * 1000, low * 1_000_000, low * 10, low * 100)
    return all(abs(high - slip) > _SLIP * slip for slip in slips)


def _is_told_of_the_part(comparison: Comparison, pair: QuantityPair) -> bool:
    """ "Power was restored to 27,000 of the 34,000 homes" says nothing of 34,000 but that.

    It does where as much of what the claim says stands behind the whole, and only there, as before
    the part: "… of the 34,000 that had lost it".
    """
    whole = pair.evidence
    if whole.role is not Role.WHOLE or pair.claim.role in (Role.WHOLE, Role.TOTAL, Role.FROM):
        return False
    before = [q for q in comparison.evidence.quantities if q.span.end <= whole.span.start]
    if not before:
        return False
    own = [span for span in (pair.claim.span, pair.claim.item_span) if span is not None]
    said = {
        word.stem
        for word in comparison.claim.words
        if not any(span.overlaps(word.span) for span in own)
    }
    words = comparison.evidence.words
    ahead = {word.stem for word in words if word.span.end <= before[-1].span.start}
    behind = {word.stem for word in words if word.span.start >= whole.span.end}
    return len(said & ahead - behind) > len(said & behind - ahead)


_WAYS = frozenset({Role.INCREMENT, Role.DECREMENT})
_CHANGING = frozenset({"percent", "percentage point"})


def _opposed(pair: QuantityPair) -> bool:
    """A rise of 5 percent is no fall of 5 percent."""
    roles = {pair.claim.role, pair.evidence.role}
    return roles == _WAYS and pair.claim.unit.dimension in _CHANGING


def _way(figure: Quantity) -> str:
    return "a rise" if figure.role is Role.INCREMENT else "a fall"


def _whole(pair: QuantityPair) -> bool:
    """Whether one figure is a whole and the other may be a part of it."""
    if pair.claim.role is Role.TOTAL and pair.evidence.value < pair.claim.value:
        return True
    return Role.WHOLE in (pair.claim.role, pair.evidence.role)


def _adds_up(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether two figures beside each other in the source, or all of them, make the claim's.

    Derived values may be right and never conflict alone; nor do they support.
    """
    alike = [q for q in comparison.evidence.quantities if q.unit.code == pair.claim.unit.code]
    alike = [q for q in alike if q.unit.dimension == pair.claim.unit.dimension]
    if len(alike) < 2 or pair.claim.unit.dimension == "ordinal":
        return False
    groups = [*pairwise(alike), tuple(alike)]
    return any(
        lenient_interval(pair.claim).holds(sum((q.value for q in group), Decimal(0)))
        for group in groups
        if pair.evidence in group and _one_kind(pair.claim, group)
    )


def _one_kind(claim: Quantity, group: tuple[Quantity, ...]) -> bool:
    """Whether figures may be added: of one item, or of any where the claim names none, and of one
    period at most.
    """
    items = {q.item for q in group if q.item}
    periods = {q.scope.words for q in group if q.scope}
    return (len(items) <= 1 or not claim.item) and len(periods) <= 1


CHECKER = Checker("NUM001", "value-differs", __doc__, check)
