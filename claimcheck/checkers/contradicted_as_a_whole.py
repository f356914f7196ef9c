"""A claim that the source, by a model of entailment, contradicts or entails as a whole.

What
    Tells what a small trained model says of the claim beside the sentence with its neighbours. It
    is asked for the passages nearest to the claim, and shown both without their figures.

Why
    "The bridge was closed" and "the bridge stayed open" share no figure, date or negation. What is
    said in other words altogether needs a model that has seen many such pairs.

Conflicts
    The model holds a contradiction to be almost sure.

Agrees
    The model holds that the passage entails the claim, and it does not weigh a contradiction.

Limits
    The model is small and errs; its share is told with every finding, and it is no proof. It never
    judges figures, dates, quotations or speakers: these have checkers of their own. With
    `--entailment off` it is not asked at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.types import Checker, Comparison, Observation, Outcome, Span

#: The least share that is heard as a contradiction and as an entailment; both are fitted by
#: `benchmarks/verdicts.py` on pairs that the model has not learned from.
CONTRADICTS, ENTAILS = 0.9, 0.7
#: The share of contradiction from which nothing is said to be entailed.
DOUBTED = 0.2


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe what the model says of claim and passage as wholes, if it is sure of it."""
    told = comparison.entailment
    if told is None:
        return
    claim = Span(0, len(comparison.claim.text))
    evidence = Span(0, len(comparison.evidence.text))
    if told.contradiction >= CONTRADICTS:
        message = f"the source says otherwise ({told.model} model, {told.contradiction:.2f})"
        yield Observation(Outcome.CONFLICTS, message, claim, evidence)
    elif told.entailment >= ENTAILS and told.contradiction < DOUBTED:
        message = f"the source says so in other words ({told.model} model, {told.entailment:.2f})"
        yield Observation(Outcome.AGREES, message, claim, evidence)


CHECKER = Checker("NLI001", "contradicted-as-a-whole", __doc__, check)
