"""Times of day of one event that differ.

What
    Compares each time of day of the claim with the time that the evidence gives for the same
    event, on the 24-hour clock, converting between zones that are both named.

Why
    An hour changes in retelling as easily as a day, and a time moved to another zone without
    being converted misses the event.

Conflicts
    Both name their zone, or neither does, and the clocks differ: 15:45 GMT for 13:45 GMT, 9 a.m.
    for 9 p.m., 14:45 CET for 14:45 GMT.

Agrees
    The same moment in any notation or zone: "1:45 pm GMT" for "13:45 GMT", "14:45 CET" for
    "13:45 GMT"; the same clock where one side leaves the zone out.

Limits
    Another clock where only one side names its zone is unclear, and so is a time without a.m. or
    p.m. and one hedged with "about" by up to an hour. Whether summer time holds is told by
    the publication date; without one, a zone such as ET is unclear where it matters. The day is
    left to date-differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checkers.moments import observations
from claimcheck.types import Checker, Comparison, Moment, MomentKind, Observation


def check(comparison: Comparison) -> Iterator[Observation]:
    """Every pair of times of the comparison, as it agrees, conflicts or stays open."""
    yield from observations(comparison, _is_time)


def _is_time(moment: Moment) -> bool:
    return moment.kind is MomentKind.TIME


CHECKER = Checker(code="DAT003", name="time-differs", doc=__doc__, check=check)
