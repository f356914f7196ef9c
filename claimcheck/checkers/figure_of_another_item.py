"""The claim's figure stands in the source, on another item.

What
    "6,000 Javelins" where the source lists 2,000 Javelins and 6,000 AT-4 systems: the figure is
    copied right and put on the wrong thing.

Why
    Lists of counts are where copy goes wrong most quietly: every figure of the claim can be
    found in the source, and a check for "does it appear" passes.

Conflicts
    The source gives the claim's figure for another item, and another figure for the claim's own
    item.

Agrees
    Never by itself: value-differs says when the figure stands on the right item.

Limits
    Where the source does not count the claim's own item, the figure's place is told and left
    unclear. Items are compared by their nouns and modifiers, through a small list of synonyms.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.alignment.figures import SURE
from claimcheck.alignment.holders import holder_of
from claimcheck.alignment.keys import of_other_nations
from claimcheck.checkers.derived import only_one_is_of_each
from claimcheck.checkers.figures import partner
from claimcheck.quantities import relate
from claimcheck.quantities.describe import describe, thing
from claimcheck.types import (
    Checker,
    Comparison,
    Observation,
    Outcome,
    QuantityPair,
    Relation,
    Slot,
)


def check(comparison: Comparison) -> Iterator[Observation]:
    """At most one observation for each figure of the claim that stands on another item."""
    seen: list[int] = []
    for pair in comparison.quantities:
        if pair.comparable or pair.item is not Slot.DIFFERENT or id(pair.claim) in seen:
            continue
        seen.append(id(pair.claim))
        own = partner(comparison, pair.claim)
        if own is not None and relate(own.claim, own.evidence) is not Relation.CONTRADICTS:
            continue
        yield _observe(comparison, pair, own)


def _observe(comparison: Comparison, pair: QuantityPair, own: QuantityPair | None) -> Observation:
    mine = describe(pair.claim, comparison.claim)
    theirs = describe(pair.evidence, comparison.evidence)
    whose = holder_of(pair.evidence, comparison.evidence)
    message = f"claim says {mine}; in the source the figure stands on another item: {theirs}"
    if whose:
        message = f"claim says {mine}; in the source the figure is that of “{whose}”"
    outcome = Outcome.UNCLEAR
    sure = own is not None and not only_one_is_of_each(comparison, own)
    if own is not None and sure and own.item is Slot.SAME and own.score >= SURE:
        outcome = Outcome.CONFLICTS
        counted = holder_of(own.evidence, comparison.evidence) if whose else ""
        counted = f"“{counted}”" if counted else thing(own.claim, comparison.claim) or "it"
        message += f", and for {counted} it has {describe(own.evidence, comparison.evidence)}"
    elif _only_the_nation_differs(comparison, pair):
        outcome = Outcome.CONFLICTS
    return Observation(outcome, message, pair.claim.span, pair.evidence.span)


#: Share of the claim's words from which one figure on firms of another nation is a slip.
_SAME_SENTENCE = 0.75


def _only_the_nation_differs(comparison: Comparison, pair: QuantityPair) -> bool:
    """ "130 Japanese companies" where the source has 130 Russian ones, and else the same."""
    return (
        comparison.coverage >= _SAME_SENTENCE
        and pair.claim.item == pair.evidence.item
        and Slot.DIFFERENT not in (pair.role, pair.scope)
        and of_other_nations(pair.claim, comparison.claim, pair.evidence, comparison.evidence)
    )


CHECKER = Checker("NUM005", "figure-of-another-item", __doc__, check)
