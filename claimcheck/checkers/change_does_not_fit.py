"""A change that does not fit what the source says of before and after.

What
    Where the source tells two of three, a figure before, its change and the figure after, works out
    the third and sets the claim's beside it: "fell from 8 to 6 percent" makes a fall of 2
    points, and "an extra $800 million, bringing the total to $1 billion" makes $200 million before.

Why
    The change is what headlines tell and the ends are what reports tell, so that neither
    stands in the other. A wrong difference passes every comparison of figures as they stand.

Conflicts
    The claim's change, or its figure before or after, is not what follows from the source's two,
    each taken as exactly as it is written; or it goes up where the source's goes down.

Agrees
    It is what follows.

Limits
    Only where the source's words tie the figures together in one sentence, and never over two
    figures that merely happen to fit. A change in percent of a figure in percent may be points, and
    is not worked out. Bounds ("more than") are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.checkers.arithmetic import observed, same_thing, shown
from claimcheck.quantities.relations import Change, changes, derived, exactly
from claimcheck.types import Checker, Comparison, Observation, Outcome, Quantity, Role

_SLOTS = ("before", "by", "after")


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe each term of the claim that the source's other two terms tell."""
    claim, evidence = comparison.claim, comparison.evidence
    told = [c for c in changes(evidence.text, evidence.quantities) if c.known > 1]
    if not told:
        return
    for mine in changes(claim.text, claim.quantities):
        for theirs in told:
            for slot in _SLOTS:
                seen = _observed(comparison, mine, theirs, slot)
                if seen is not None:
                    yield seen


def _observed(
    comparison: Comparison, mine: Change, theirs: Change, slot: str
) -> Observation | None:
    figure: Quantity | None = getattr(mine, slot)
    known: Quantity | None = getattr(theirs, slot)
    if figure is None or (known is not None and known.unit.dimension == figure.unit.dimension):
        return None
    follows = derived(theirs, slot, figure)
    end = theirs.after or theirs.before
    if follows is None or end is None or not _one_thing(comparison, figure, theirs):
        return None
    if slot == "by":
        up = follows.low is not None and follows.low > 0
        down = follows.high is not None and follows.high < 0
        if (figure.role is Role.INCREMENT and down) or (figure.role is Role.DECREMENT and up):
            way = "down" if down else "up"
            message = f"claim tells of a change the other way; the source's figures go {way}"
            return Observation(Outcome.CONFLICTS, message, figure.span, end.span)
        if down:
            follows = follows.scaled(Decimal(-1), Decimal(0))
    exact = shown(derived(theirs, slot, figure, reader=exactly), figure.unit)
    how = f"by the source's {_two(comparison, theirs)} it is {exact}"
    return observed(comparison, figure, follows, end, how)


def _one_thing(comparison: Comparison, figure: Quantity, theirs: Change) -> bool:
    return all(one is None or same_thing(comparison, figure, one) for one in theirs)


def _two(comparison: Comparison, theirs: Change) -> str:
    """The two figures of the source, as written."""
    text = comparison.evidence.text
    return " and ".join(one.span.of(text) for one in theirs if one is not None)


CHECKER = Checker("SUM002", "change-does-not-fit", __doc__, check)
