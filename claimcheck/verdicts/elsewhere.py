"""Conflicts that are none, because the article tells the claim's figure in another place."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.alignment import keys
from claimcheck.quantities import relate
from claimcheck.quantities.compare import COARSE, ROUNDING, SMALL_COUNT
from claimcheck.types import Comparison, Finding, Form, Quantity, Reading, Relation, Slot, Span
from claimcheck.verdicts.hearing import Heard, Piece, pairs_of


def stands_elsewhere(span: Span, pieces: Sequence[Piece], conflicting: Heard) -> bool:
    """Whether an article that conflicts also has the claim's figure, on nothing that is another.

    "Recalls 650,000 cars" is no slip where the article tells of 650,000 hybrids and of 8.5 million
    cars recalled before: which of the two is meant is not known.
    """
    articles = {piece.article.id for piece, _ in conflicting}
    if _makes_it(span, pieces, conflicting):
        return True
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
    if small or mine.unit.code != theirs.unit.code:
        return False
    if mine.form is not Form.EXACT and theirs.form is Form.EXACT:
        return False  # "fewer than 4 million" is not the source's "4 million"
    rounded = mine.face != theirs.face
    if rounded and (mine.form is not Form.EXACT or not _is_rounded(mine, theirs)):
        return False
    claim, evidence = comparison.claim, comparison.evidence
    if keys.scope(mine, theirs) is Slot.DIFFERENT or _is_anothers(mine, claim, theirs, evidence):
        return False
    item = keys.item(mine, claim, theirs, evidence)
    hedged = rounded or theirs.form is not Form.EXACT
    return item is Slot.UNKNOWN or (hedged and item is Slot.SAME)


def _makes_it(span: Span, pieces: Sequence[Piece], conflicting: Heard) -> bool:
    """Whether a figure that conflicts and another of its article make the claim's together.

    A headline's $1.3 billion may be the $800 million and the $528 million that two sentences tell.
    """
    for piece, finding in conflicting:
        for mine, theirs in _of(piece, span, finding):
            others = {
                other.value
                for each in pieces
                if each.article.id == piece.article.id
                for other in each.comparison.evidence.quantities
                if other.unit.dimension == _MONEY and other.form is Form.EXACT
            } - {theirs.value}
            near = min(mine.place / 2, ROUNDING * mine.value)
            if any(abs(theirs.value + value - mine.value) <= near for value in others if value > 0):
                return True
    return False


#: Sums of money are added up in headlines; counts that happen to add up are many.
_MONEY = "currency"


def _of(piece: Piece, span: Span, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The figures that a finding sets against each other, where they can be added up."""
    return [
        (pair.claim, pair.evidence)
        for pair in pairs_of(piece, finding)
        if pair.claim.span.overlaps(span) and pair.claim.form is pair.evidence.form is Form.EXACT
        if pair.claim.unit.dimension == _MONEY and pair.evidence.value > 0
    ]


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
