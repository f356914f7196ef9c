"""A statement that one side makes and the other denies.

What
    Compares statements that claim and source share, and whether each denies them: by a negation
    ("not", "never", "no longer", "refused to", "ruled out") or by an opposite word
    ("approved" and "rejected"). Two negations lift each other.

Why
    A dropped "not" keeps every name, figure and date in place. To a measure of
    likeness the two sentences are nearly the same.

Conflicts
    One side denies what the other affirms, and all that the denying side says of it the other says
    as well: "will visit" against "would not visit" the same country. Or one "confirmed" what the
    other has the same speaker deny.

Agrees
    Both deny it, or one denies what the other says by an opposite word.

Limits
    Nothing is said of what may, might or is planned to be, of conditions, questions
    and rumours, of past against future, of what was against what is no longer, of partial
    denials ("not all", "not until"), and where the denial is of something narrower. Other words
    for the same act ("travel to" for "visit") are not seen: that is the entailment model's part.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.polarity.antonyms import OPPOSITES
from claimcheck.text.words import stem
from claimcheck.types import (
    Checker,
    Comparison,
    Observation,
    Outcome,
    PolarityPair,
    Reading,
    Slot,
    Span,
)


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe every statement that both sides make and at least one denies or reverses."""
    for pair in comparison.polarity:
        outcome, message = _observed(comparison, pair)
        yield Observation(outcome, message, pair.claim, pair.evidence)
    for said in comparison.attributions:
        mine, theirs = said.claim.verb, said.evidence.verb
        verbs = mine.of(comparison.claim.text), theirs.of(comparison.evidence.text)
        if said.speaker is not Slot.DIFFERENT and stem(verbs[1]) in OPPOSITES.get(
            stem(verbs[0]), ()
        ):
            message = f'claim says "{verbs[0]}", the source the opposite ("{verbs[1]}")'
            yield Observation(Outcome.CONFLICTS, message, mine, theirs)


def _observed(comparison: Comparison, pair: PolarityPair) -> tuple[Outcome, str]:
    mine = pair.claim.of(comparison.claim.text)
    theirs = pair.evidence.of(comparison.evidence.text)
    if pair.claim_denies == pair.evidence_denies:
        return Outcome.AGREES, f'claim ("{mine}") and source ("{theirs}") say the same'
    mine_denied = _has_cue(comparison.claim, pair.claim)
    theirs_denied = _has_cue(comparison.evidence, pair.evidence)
    if mine_denied == theirs_denied:
        return Outcome.CONFLICTS, f'claim says "{mine}", the source the opposite ("{theirs}")'
    if mine_denied:
        return Outcome.CONFLICTS, f'claim denies it ("{mine}"), the source affirms it ("{theirs}")'
    return Outcome.CONFLICTS, f'claim affirms it ("{mine}"), the source denies it ("{theirs}")'


def _has_cue(reading: Reading, span: Span) -> bool:
    return any(span.overlaps(negation.cue) for negation in reading.negations)


CHECKER = Checker("NEG001", "polarity-flipped", __doc__, check)
