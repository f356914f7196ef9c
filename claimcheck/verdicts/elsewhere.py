"""Conflicts that are none, because the article tells the claim's figure in another place."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.alignment import keys
from claimcheck.quantities import relate
from claimcheck.quantities.compare import COARSE, SMALL_COUNT
from claimcheck.types import Comparison, Form, Quantity, Reading, Relation, Slot, Span
from claimcheck.verdicts.hearing import Heard, Piece


def stands_elsewhere(span: Span, pieces: Sequence[Piece], conflicting: Heard) -> bool:
    """Whether an article that conflicts also has the claim's figure, on nothing that is another.

    "Recalls 650,000 cars" is no slip where the article tells of 650,000 hybrids and of 8.5 million
    cars recalled before: which of the two is meant is not known.
    """
    articles = {piece.article.id for piece, _ in conflicting}
    return any(
        _is_again(mine, theirs, piece.comparison)
        for piece in pieces
        if piece.article.id in articles
        for mine in piece.comparison.claim.quantities
        if mine.span.overlaps(span)
        for theirs in piece.comparison.evidence.quantities
        if not any(piece is p and f.evidence_span == theirs.span for p, f in conflicting)
    )


def _is_again(mine: Quantity, theirs: Quantity, comparison: Comparison) -> bool:
    """Whether a figure of the evidence is the claim's, or rounds to it, and may be of its thing."""
    small = mine.unit.dimension == "count" and abs(mine.face) < SMALL_COUNT
    if small or mine.form is not Form.EXACT or mine.unit.code != theirs.unit.code:
        return False
    rounded = mine.face != theirs.face
    if rounded and not _is_rounded(mine, theirs):
        return False
    claim, evidence = comparison.claim, comparison.evidence
    if keys.scope(mine, theirs) is Slot.DIFFERENT or _is_anothers(mine, claim, theirs, evidence):
        return False
    item = keys.item(mine, claim, theirs, evidence)
    hedged = rounded or theirs.form is not Form.EXACT
    return item is Slot.UNKNOWN or (hedged and item is Slot.SAME)


def _is_rounded(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures may be one, the claim's being told more coarsely."""
    if mine.unit.dimension != theirs.unit.dimension:
        return False
    near = abs(mine.value - theirs.value) <= COARSE * abs(theirs.value)
    return near and relate(mine, theirs) is Relation.NEITHER


def _is_anothers(mine: Quantity, claim: Reading, theirs: Quantity, evidence: Reading) -> bool:
    """Whether a figure of the evidence counts what another figure of the claim counts."""
    return any(
        keys.item(other, claim, theirs, evidence) is Slot.SAME
        for other in claim.quantities
        if other is not mine
    )
