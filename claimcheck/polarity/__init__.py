"""Polarity: what a text denies, and whether two texts deny the same."""

from claimcheck.polarity.cues import find_negations
from claimcheck.polarity.matching import pair

__all__ = ["find_negations", "pair"]
