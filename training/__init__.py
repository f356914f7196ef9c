"""Trains the small entailment model that claimcheck ships; needs the public data sets."""
