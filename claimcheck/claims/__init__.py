"""Claims files: what they may hold, their loader and their writer."""

from claimcheck.claims.fields import labels_named
from claimcheck.claims.loader import load_claims
from claimcheck.claims.waivers import refuse_unknown
from claimcheck.claims.writer import claims_file

__all__ = ["claims_file", "labels_named", "load_claims", "refuse_unknown"]
