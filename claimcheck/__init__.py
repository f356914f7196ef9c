"""claimcheck: fact-check claims against your own sources, offline."""

__version__ = "0.1.0"
