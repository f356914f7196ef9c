"""Claims files: what they may hold, and their loader."""

from claimcheck.claims.fields import labels_named
from claimcheck.claims.loader import load_claims

__all__ = ["labels_named", "load_claims"]
