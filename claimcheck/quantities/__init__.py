"""Figures: numbers, units, hedges and what they count, read and compared."""
