"""Pairs that the words do not show, where a model holds the rest of the claim to be entailed.

"The album came out in 2017" and "It was released on August 19, 2008" share no word. A model of
entailment, which is shown no figures, says that the one tells what the other tells: then the
figures and dates of one kind that were left alone on both sides speak of one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claimcheck import dates
from claimcheck.alignment import figures, keys
from claimcheck.alignment.holders import holder
from claimcheck.quantities import relate
from claimcheck.types import (
    Comparison,
    Moment,
    MomentPair,
    QuantityPair,
    Relation,
    Slot,
)

#: Two figures within this factor are near one another.
NEAR = Decimal("1.25")
#: The share of entailment from which an equal figure or date is that of the claim …
AGREES = 0.5
#: … and the share from which another one, alone of its kind, is in its place.
DIFFERS = 0.6
#: … or, where several dates all differ, any of them.
SURELY_DIFFERS = 0.9


def by_sense(comparison: Comparison) -> Comparison:
    """The comparison with the pairs that its entailment shows beside those of its words."""
    told = comparison.entailment
    if told is None or told.entailment < AGREES:
        return comparison
    surer = [
        replace(pair, score=told.entailment, sensed=True)
        if pair.comparable
        and pair.score < min(figures.SURE, told.entailment)
        and not _is_far(pair)
        and not _is_of_other_ranks(pair)
        else pair
        for pair in comparison.quantities
    ]
    return replace(
        comparison,
        quantities=(*surer, *_figures(comparison, told.entailment)),
        moments=(*comparison.moments, *_moments(comparison, told.entailment)),
    )


def _is_of_other_ranks(pair: QuantityPair) -> bool:
    """Whether two ranks are not known to be among the same: a first death, a second trimester."""
    return pair.claim.unit.dimension == "ordinal" and pair.item is not Slot.SAME


def _figures(comparison: Comparison, share: float) -> Iterator[QuantityPair]:
    """Figures that no word pairs: an equal one, or else the only one of its kind."""
    paired = [pair for pair in comparison.quantities if pair.comparable]
    claim, evidence = comparison.claim, comparison.evidence
    for mine in comparison.claim.quantities:
        if any(pair.claim is mine for pair in paired):
            continue
        could = [
            pair
            for pair in figures.candidates(comparison, mine)
            if Slot.DIFFERENT not in (pair.dimension, pair.role, pair.scope)
            and not keys.of_other_nations(mine, claim, pair.evidence, evidence)
            and holder(mine, claim, pair.evidence, evidence) is not Slot.DIFFERENT
            and not any(other.evidence is pair.evidence for other in paired)
        ]
        chosen = [pair for pair in could if _is_equal(pair)]
        words = mine.number.of(comparison.claim.text)
        if not chosen and share >= DIFFERS and not _nearby(comparison, words):
            chosen = [pair for pair in could if _may_differ(pair)] if len(could) == 1 else []
        if chosen:
            best = max(chosen, key=lambda pair: pair.score)
            score = min(max(best.score, share), 1.0)
            yield replace(best, comparable=True, score=score, sensed=True)


def _may_differ(pair: QuantityPair) -> bool:
    """Whether another figure may stand in the claim's place: "one source" counts nothing."""
    if _is_of_other_ranks(pair):
        return False
    counted = pair.item is not Slot.DIFFERENT and abs(pair.evidence.value) != 1
    return counted and not _agrees(pair)


def _agrees(pair: QuantityPair) -> bool:
    same = pair.dimension is Slot.SAME
    return same and relate(pair.claim, pair.evidence) is Relation.ENTAILS


def _is_equal(pair: QuantityPair) -> bool:
    """Whether two figures agree, and are near: any larger figure lies within "at least".

    A bound is told only by a bound: what lies within it may be of something else.
    """
    mine, theirs = pair.claim.form, pair.evidence.form
    bounded = mine.is_bound and mine is not theirs
    return _agrees(pair) and not _is_far(pair) and not bounded


def _is_far(pair: QuantityPair) -> bool:
    """Whether a figure agrees only because it lies somewhere within a bound."""
    low, high = sorted((abs(pair.claim.value), abs(pair.evidence.value)))
    return _agrees(pair) and high > low * NEAR


def _moments(comparison: Comparison, share: float) -> Iterator[MomentPair]:
    """Dates that no word pairs: one that agrees, or else one that all others differ with it."""
    for mine in comparison.claim.moments:
        if any(pair.claim is mine for pair in comparison.moments):
            continue
        could = [
            pair
            for pair in dates.candidates(comparison.claim, mine, comparison.evidence)
            if not any(other.evidence is pair.evidence for other in comparison.moments)
        ]
        agreeing = [pair for pair in could if pair.relation is Relation.ENTAILS]
        differing = all(pair.relation is Relation.CONTRADICTS for pair in could)
        enough = DIFFERS if len(could) == 1 else SURELY_DIFFERS
        if agreeing:
            yield agreeing[0]
        elif could and differing and share >= enough:
            told = _nearby(comparison, mine.words)
            if not told and not _may_be_another(comparison, mine, could[0].evidence):
                yield could[0]


def _may_be_another(comparison: Comparison, mine: Moment, theirs: Moment) -> bool:
    """Whether a date of the evidence may be another one of the claim: it has two periods."""
    return any(
        other is not mine and other.kind is mine.kind and dates.relate(other, theirs) in _OPEN
        for other in comparison.claim.moments
    )


_OPEN = frozenset({Relation.ENTAILS, Relation.NEITHER})


def _nearby(comparison: Comparison, words: str) -> bool:
    """Whether a sentence beside the evidence, which the model was shown too, has the words."""
    context = comparison.evidence.context
    return words.lower() in f"{context.before}\n{context.after}".lower()
