"""Conflicts that are none, because the article tells the claim's figure in another place."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.alignment import keys
from claimcheck.quantities import relate
from claimcheck.quantities.compare import COARSE, SMALL_COUNT
from claimcheck.types import Comparison, Finding, Form, Quantity, Reading, Relation, Slot, Span
from claimcheck.verdicts.hearing import Heard, Piece, pairs_of


def surest(conflicting: Heard, pieces: Sequence[Piece]) -> Heard:
    """The conflicts that words show; where there are none, those by a model's sense.

    Words that are not the claim's may speak of something else. Where the article has the claim's
    figure, its own sentence is another one.
    """
    by_words = [pair for pair in conflicting if not _is_sensed(*pair)]
    if by_words:
        return by_words
    return [pair for pair in conflicting if not _is_told_elsewhere(*pair, pieces)]


def _is_sensed(piece: Piece, finding: Finding) -> bool:
    pairs = [pair for pair in pairs_of(piece, finding) if pair.comparable]
    return bool(pairs) and all(pair.sensed for pair in pairs)


def _is_told_elsewhere(piece: Piece, finding: Finding, pieces: Sequence[Piece]) -> bool:
    """Whether a conflict is over a figure that its article has in another place."""
    figures = [
        theirs
        for other in pieces
        if other.article.id == piece.article.id
        for theirs in other.comparison.evidence.quantities
    ]
    return any(
        keys.dimension(pair.claim, theirs) is Slot.SAME and _may_be(pair.claim, theirs)
        for pair in pairs_of(piece, finding)
        if pair.comparable
        for theirs in figures
    )


def _may_be(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures may be one, the source's bound aside: "10K jobs", "nearly 10,000"."""
    same = mine.face == theirs.face and mine.form is Form.EXACT
    return same or relate(mine, theirs) is not Relation.CONTRADICTS


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
    if mine.unit.dimension == "count" and abs(mine.face) < SMALL_COUNT:
        return False
    same = mine.face == theirs.face and mine.form is Form.EXACT
    rounded = not same and _is_rounded(mine, theirs)
    if mine.unit.code != theirs.unit.code or not (same or rounded):
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
