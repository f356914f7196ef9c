"""Why a claim is left open, in words."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.types import Outcome, Reading
from claimcheck.verdicts.hearing import Piece
from claimcheck.verdicts.parts import Judged


def why_unnamed(name: str, pieces: Sequence[Piece]) -> str:
    """That nobody names one of the claim's, or only sentences that tell of something else."""
    if any(name in piece.article.text for piece in pieces):
        return f"the sentences found do not tell it of {name}"
    return f"no source names {name}"


def why_open(claim: Reading, parts: Sequence[Judged]) -> str:
    """Why the first part that nothing bears out is open: what was met and doubted, or nothing."""
    first = parts[0]
    said = first.part.span.of(claim.text)
    unclear = [f for f in first.findings if f.outcome is Outcome.UNCLEAR]
    if unclear:
        return unclear[0].message
    if first.findings:  # a conflict that is none, since the article has the figure elsewhere
        return f"{first.findings[0].message}; but other figures of the article may come to it"
    return f"no source tells of the {first.part.what} “{said}”"
