"""Alignment: which mention of the claim speaks of which mention of the evidence."""

from __future__ import annotations

from claimcheck import dates, polarity, quotations
from claimcheck.alignment import bindings, figures, roles
from claimcheck.alignment.actors import actors
from claimcheck.alignment.topics import coverage
from claimcheck.types import Comparison, QuantityPair, Reading, RolePair

#: Characters of a text above which nobody is told to do anything in it: it is no sentence.
_LONGEST = 2000


def align(claim: Reading, evidence: Reading) -> Comparison:
    """The claim beside one piece of evidence, mention by mention."""
    covered = coverage(claim, evidence)
    acting = actors(claim, evidence)
    quantities = figures.pair(claim, evidence, share=covered.share, acting=acting)
    return Comparison(
        claim=claim,
        evidence=evidence,
        quantities=quantities,
        moments=dates.pair(claim, evidence),
        orders=dates.pair_orders(claim, evidence),
        quotations=quotations.pair(claim, evidence),
        attributions=quotations.pair_attributions(claim, evidence),
        polarity=polarity.pair(claim, evidence),
        roles=_roles(claim, evidence, quantities),
        coverage=covered.share,
        missing=covered.missing,
        actors=acting.slot,
        absent=acting.missing,
    )


def _roles(
    claim: Reading, evidence: Reading, quantities: tuple[QuantityPair, ...]
) -> tuple[RolePair, ...]:
    """Who does what by both, as far as both are sentences."""
    if max(len(claim.text), len(evidence.text)) > _LONGEST:
        return ()
    return (
        *roles.pair(claim, evidence),
        *bindings.of_names(claim, evidence),
        *bindings.of_figures(quantities, claim, evidence),
    )
