"""Which passages a model of entailment is asked about, and what is kept of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.alignment.sense import by_sense
from claimcheck.entailment.model import EntailmentModel, Pair
from claimcheck.types import Comparison, Entailment

#: Passages asked about for one claim, the nearest to its words first; one that says the same in
#: other words may share none.
MOST = 3
#: Longest passage in words; a longer one would be cut by the model anyhow.
_WORDS = 80


def entailed(
    comparisons: Sequence[Comparison], model: EntailmentModel | None
) -> tuple[Comparison, ...]:
    """The comparisons, with what `model` says of those nearest to the claim."""
    if model is None or not comparisons:
        return tuple(comparisons)
    asked = sorted(range(len(comparisons)), key=lambda at: -comparisons[at].coverage)[:MOST]
    pairs = [Pair(passage(comparisons[at]), comparisons[at].claim.text) for at in asked]
    answered = list(comparisons)
    for at, judgement in zip(asked, model.judge(pairs), strict=True):
        told = Entailment(*judgement, model.name)
        answered[at] = by_sense(replace(comparisons[at], entailment=told))
    return tuple(answered)


def passage(comparison: Comparison) -> str:
    """The sentence with the one before and the one after it, as far as they fit."""
    said, context = comparison.evidence.text, comparison.evidence.context
    left = _WORDS - len(said.split())
    for beside in (context.before, context.after):
        words = len(beside.split())
        if beside and words <= left:
            said = f"{beside} {said}" if beside is context.before else f"{said} {beside}"
            left -= words
    return said
