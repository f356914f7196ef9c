"""Whether the sources that have the words of a claim tell them of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.polarity.opposed import opposed
from claimcheck.types import Reading, RolePair, Slot, Span
from claimcheck.verdicts.hearing import HEARD_CONFLICT, Piece

#: How far below the sentence with most of a claim's words another may be that tells who does it.
_NEAR = 0.1


def told_of_another(claim: Reading, pieces: Sequence[Piece]) -> str | None:
    """Why a claim with all its words is not borne out: what it tells is told of another.

    None where some sentence with as many of the words tells it of the same, and where none shows
    clearly of whom it tells it.
    """
    least = max((p.comparison.coverage for p in pieces), default=0.0) - _NEAR
    told: dict[Span, list[tuple[RolePair, Piece]]] = {}
    for piece in pieces:
        if piece.comparison.coverage >= least:
            for pair in _heard(claim, piece):
                told.setdefault(pair.claim_verb, []).append((pair, piece))
        elif piece.comparison.coverage >= HEARD_CONFLICT:  # sure enough for any sentence
            for pair in piece.comparison.roles:
                if pair.exchanged or pair.doer is Slot.SAME:
                    told.setdefault(pair.claim_verb, []).append((pair, piece))
    for made in told.values():
        others = [(pair, piece) for pair, piece in made if pair.doer is Slot.DIFFERENT]
        if others and not any(pair.doer is Slot.SAME for pair, _ in made):
            return _reason(claim, *others[0])
    return None


def told_otherwise(claim: Reading, pieces: Sequence[Piece]) -> str | None:
    """Why the words of a claim do not bear it out: what has most of them says the opposite."""
    best = max((p.comparison.coverage for p in pieces), default=0.0)
    nearest = [p.comparison.evidence for p in pieces if p.comparison.coverage >= best]
    found = [opposed(claim, evidence) for evidence in nearest]
    return found[0] if found and all(found) else None


def _heard(claim: Reading, piece: Piece) -> list[RolePair]:
    """What a piece tells of who does what.

    A figure beside the claim's own name shows that a verb is told of several in turn.
    """
    pairs = piece.comparison.roles
    figures = {q.span for q in claim.quantities}
    if any(pair.claim_verb in figures and pair.doer is Slot.SAME for pair in pairs):
        return [pair for pair in pairs if pair.claim_verb in figures or pair.doer is Slot.SAME]
    return list(pairs)


def _reason(claim: Reading, pair: RolePair, piece: Piece) -> str:
    text = piece.comparison.evidence.text
    mine, theirs = pair.claim.of(claim.text), pair.evidence.of(text)
    return f"the source has “{pair.evidence_verb.of(text)}”, but of {theirs}, not of {mine}"
