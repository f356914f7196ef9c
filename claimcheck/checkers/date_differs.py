"""Dates of one event that differ.

What
    Compares each date or weekday of the claim with the date that the evidence gives for the
    same event: days, months, quarters, years, decades, weekdays, ranges, "since", "until",
    "before", "after". "Two days ago", "on Tuesday" and "February 24" are resolved against the
    publication date of the source, and against `as_of` in the claim.

Why
    A wrong day is the commonest slip in a retelling, and no tolerance forgives it.

Conflicts
    A field both state differs (Wednesday, Tuesday; 2021, 2022; February 25, February 24), the
    days meant do not touch, or what the claim puts before a day the evidence puts after it. So is
    a death, a release or another event on the very day that the evidence gives for a birth.

Agrees
    All the claim states is what the evidence states, in any notation, and the claim is as coarse
    or coarser: "in February 2022" for "24/02/2022", "Tuesday" for "Tuesday, April 19".

Limits
    Two dates are compared only where the words around them show one event. A claim finer than its
    source, a source without a publication date that says "two days ago", a date in figures whose
    day and month cannot be told apart, and another "since" or "until" are unclear, not
    conflicts. Seasons have no months, for they differ by hemisphere.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checkers.moments import observations
from claimcheck.types import Checker, Comparison, Moment, MomentKind, Observation


def check(comparison: Comparison) -> Iterator[Observation]:
    """Every dated pair of the comparison, as it agrees, conflicts or stays open."""
    yield from observations(comparison, _is_date)


def _is_date(moment: Moment) -> bool:
    return moment.kind in (MomentKind.DATE, MomentKind.WEEKDAY)


CHECKER = Checker(code="DAT001", name="date-differs", doc=__doc__, check=check)
