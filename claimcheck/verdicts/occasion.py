"""Recurring news: what conflicts with a claim in everything may be told of another occasion.

The bank forecasts a shortage each day, and each bond has a coupon and a price. One slip leaves the
other figures and dates of a claim as they are; where a source bears out none of them, its own
sentence is the likelier to be of another day, company or bond.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.types import Comparison, Outcome, Reading, Slot
from claimcheck.verdicts.hearing import Piece, is_heard
from claimcheck.verdicts.leading import doubted
from claimcheck.verdicts.parts import parts_of

#: Share of the claim's words from which a sentence is the claim's own with other figures. Chosen on
#: sentences of a newswire set against all stories but their own (`benchmarks.strangers`).
SAME_SENTENCE = 0.9
#: Names of the claim, all of them in the sentence, from which it is of those.
_NAMED = 2
_CHECKED = ("NUM", "SUM", "DAT", "QUO")


def of_this_occasion(pieces: Sequence[Piece], claim: Reading, lead: int = 0) -> list[Piece]:
    """The pieces with their conflicts unclear where nothing shows that they are of one occasion.

    Nothing is changed for a claim of a single figure or date, which may be the slip itself. The
    first `lead` characters of the claim lead in its list.
    """
    spans = [part.span for part in parts_of(claim) if part.span.start >= lead]
    if len(spans) < 2:
        return list(pieces)
    borne_out = {
        piece.article.id
        for piece in pieces
        for finding in piece.findings
        if finding.outcome is Outcome.AGREES and finding.code.startswith(_CHECKED)
        if any(finding.claim.overlaps(span) for span in spans) and is_heard(piece, finding)
    }
    return [
        piece
        if piece.article.id in borne_out or _is_the_same(piece.comparison)
        else doubted(piece, "perhaps of another occasion")
        for piece in pieces
    ]


def _is_the_same(comparison: Comparison) -> bool:
    """Whether a sentence is the claim's by its words, or by its subject or all whom it names."""
    if comparison.coverage >= SAME_SENTENCE or any(pair.fault for pair in comparison.moments):
        return True
    return len(comparison.claim.names) >= _NAMED and comparison.actors is Slot.SAME
