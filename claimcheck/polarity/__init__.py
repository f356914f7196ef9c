"""Polarity: what a text denies, and whether two texts deny the same."""

from claimcheck.polarity import absence, matching, verbatim
from claimcheck.polarity.cues import find_negations
from claimcheck.types import PolarityPair, Reading


def pair(claim: Reading, evidence: Reading) -> tuple[PolarityPair, ...]:
    """The statements of the claim that the evidence makes too, denied or not on either side."""
    verbs = matching.pair(claim, evidence)
    return verbs or absence.pairs(claim, evidence) or verbatim.pairs(claim, evidence)


__all__ = ["find_negations", "pair"]
