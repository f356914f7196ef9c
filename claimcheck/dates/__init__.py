"""Dates, weekdays and times, read and compared.

`find_moments` reads them, `relate` and `judge` compare two, `pair` tells which
two are of one event. `orders` reads which of two events came first, `pair_orders` compares
that in two texts, and `reversals` finds what several sentences of one text tell both ways.
"""

from claimcheck.dates.compare import Judgement, judge, relate
from claimcheck.dates.order import orders, pair_orders, reversals
from claimcheck.dates.pair import candidates, pair
from claimcheck.dates.read import find_moments

__all__ = [
    "Judgement",
    "candidates",
    "find_moments",
    "judge",
    "orders",
    "pair",
    "pair_orders",
    "relate",
    "reversals",
]
