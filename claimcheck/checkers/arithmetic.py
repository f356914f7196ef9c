"""What the checkers of arithmetic share: which figures may be set against what follows."""

from __future__ import annotations

from decimal import Context

from claimcheck.alignment import keys
from claimcheck.quantities.describe import describe, number, thing
from claimcheck.quantities.hedges import Interval
from claimcheck.quantities.relations import written
from claimcheck.quantities.roles import DOWN, UP
from claimcheck.types import Comparison, Observation, Outcome, Quantity, Slot, Unit

_DIGITS = Context(prec=3)
#: Share of the claim's words that a sentence must have where no item tells what a figure is of.
SAME_TOPIC = 0.75


def same_thing(
    comparison: Comparison, mine: Quantity, theirs: Quantity, *, told: bool = False
) -> bool:
    """Whether a figure of the claim may count what one of the evidence counts, and then.

    `told`: both must say what they count. Where one does not, most words must be the same.
    """
    item = keys.item(mine, comparison.claim, theirs, comparison.evidence)
    if item is Slot.DIFFERENT or keys.scope(mine, theirs) is Slot.DIFFERENT:
        return False
    if item is Slot.SAME or told:
        return item is Slot.SAME
    beside = UP | DOWN | set(thing(mine, comparison.claim).lower().split())
    return (
        all(word.lower() in beside for word in comparison.missing)
        or comparison.coverage >= SAME_TOPIC
    )


def observed(
    comparison: Comparison, mine: Quantity, follows: Interval, by: Quantity, how: str
) -> Observation | None:
    """Whether a figure of the claim is what follows from figures of the evidence.

    `by` is the figure of the evidence that is pointed at, `how` tells the sum in words.
    None where the claim's figure has an open bound.
    """
    said = written(mine)
    if said is None or mine.denied:
        return None
    agrees = not said.disjoint(follows)
    told = f"claim says {describe(mine, comparison.claim)}; {how}"
    outcome = Outcome.AGREES if agrees else Outcome.CONFLICTS
    return Observation(outcome, told, mine.span, by.span)


def shown(follows: Interval | None, unit: Unit) -> str:
    """What follows from figures taken exactly, rounded to three digits, as a figure for people."""
    if follows is None or follows.low is None:
        return "another figure"
    value = follows.low - unit.offset
    value = value if unit.dimension == "percent" else value / unit.factor
    return f"{number(abs(_DIGITS.create_decimal(value)))} {unit.name}".strip()
