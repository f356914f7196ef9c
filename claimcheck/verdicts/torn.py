"""Sentences torn from a draft: figures conflict only with sources that speak of the same subject.

"The issue price will be 98 percent" fits every bond there is. What the sentence leaves to the one
before it, or names itself, a source must name too, before its figure can be the draft's slip.
"""

from __future__ import annotations

from claimcheck.names import compare_names, find_names
from claimcheck.types import Claim, Comparison, Slot
from claimcheck.verdicts.hearing import Piece
from claimcheck.verdicts.leading import doubted

#: Share of the claim's topic words that a source has which is of the same subject without a name.
_ALL_BUT = 0.8


def of_this_subject(piece: Piece, claim: Claim) -> Piece:
    """The piece with its conflicts unclear where it need not speak of the claim's subject.

    Nothing is changed for a claim that is not of a draft: who writes a claim names its subject.
    """
    if claim.origin is None:
        return piece
    if not piece.comparison.absent and _has_subject(piece.comparison, claim.before):
        return piece
    return doubted(piece, "perhaps of something else")


def _has_subject(comparison: Comparison, before: str) -> bool:
    """Whether the source's article names anything that what stands before the claim names."""
    if not before:
        return True
    wanted = [name.text for name in find_names(before)]
    if not wanted:
        return bool(comparison.claim.names) or comparison.coverage >= _ALL_BUT
    context = comparison.evidence.context
    known = (*context.names, *(name.text for name in find_names(context.title or "")))
    return any(compare_names(mine, theirs) is Slot.SAME for mine in wanted for theirs in known)
