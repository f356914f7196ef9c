"""How sure a verdict is, as a number between 0 and 1."""

from __future__ import annotations

from claimcheck.types import Label
from claimcheck.verdicts.rule import Ruling

#: A first, unfitted scale, from `_FLOOR` where the evidence hardly speaks of the claim to
#: `_CEILING` where it has all its words. It orders verdicts; it is no calibrated probability yet.
_FLOOR, _CEILING = 0.5, 0.95


def confidence(ruling: Ruling) -> float:
    """The confidence in a ruling: it grows with the share of the claim the evidence has."""
    share = ruling.strength
    if ruling.label is Label.NOT_ENOUGH:
        share = 1.0 - share
    return round(_FLOOR + (_CEILING - _FLOOR) * max(0.0, min(1.0, share)), 2)
