"""Proper names: where a text has them, and whether two of them name one thing."""

from claimcheck.names.comparing import Kind, compare_names, kind
from claimcheck.names.finding import find_names

__all__ = ["Kind", "compare_names", "find_names", "kind"]
