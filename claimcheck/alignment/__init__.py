"""Alignment: which mention of the claim speaks of which mention of the evidence."""

from __future__ import annotations

from claimcheck import dates, polarity, quotations
from claimcheck.alignment import figures
from claimcheck.alignment.actors import actors
from claimcheck.alignment.topics import coverage
from claimcheck.types import Comparison, Reading


def align(claim: Reading, evidence: Reading) -> Comparison:
    """The claim beside one piece of evidence, mention by mention."""
    covered = coverage(claim, evidence)
    acting = actors(claim, evidence)
    return Comparison(
        claim=claim,
        evidence=evidence,
        quantities=figures.pair(claim, evidence, share=covered.share, acting=acting),
        moments=dates.pair(claim, evidence),
        orders=dates.pair_orders(claim, evidence),
        quotations=quotations.pair(claim, evidence),
        attributions=quotations.pair_attributions(claim, evidence),
        polarity=polarity.pair(claim, evidence),
        coverage=covered.share,
        missing=covered.missing,
        actors=acting.slot,
        absent=acting.missing,
    )
