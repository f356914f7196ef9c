"""Measures against public data sets and peers; never needed to use claimcheck."""
