"""Dates, weekdays and times, read and compared.

`find_moments` reads them, `relate` and `judge` compare two, `pair` tells which
two are of one event.
"""

from claimcheck.dates.compare import Judgement, judge, relate
from claimcheck.dates.pair import candidates, pair
from claimcheck.dates.read import find_moments

__all__ = ["Judgement", "candidates", "find_moments", "judge", "pair", "relate"]
