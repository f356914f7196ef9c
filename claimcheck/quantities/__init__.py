"""Figures: numbers, units, hedges and what they count, read and compared."""

from claimcheck.quantities.agents import with_agents
from claimcheck.quantities.compare import is_rounded, relate
from claimcheck.quantities.read import find_quantities

__all__ = ["find_quantities", "is_rounded", "relate", "with_agents"]
