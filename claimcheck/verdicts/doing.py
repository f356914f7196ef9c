"""Whether the sources that have the words of a claim tell them of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.types import Reading, RolePair, Slot, Span
from claimcheck.verdicts.hearing import Piece

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
    for made in told.values():
        others = [(pair, piece) for pair, piece in made if pair.doer is Slot.DIFFERENT]
        if others and not any(pair.doer is Slot.SAME for pair, _ in made):
            return _reason(claim, *others[0])
    return None


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
