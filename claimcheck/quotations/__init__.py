"""Quotations: passages and their speakers, and the passage of a source that a claim quotes."""

from claimcheck.quotations.matching import pair, pair_attributions
from claimcheck.quotations.reading import find_attributions, find_quotations

__all__ = ["find_attributions", "find_quotations", "pair", "pair_attributions"]
