"""A weekday that is not the weekday of its date.

What
    Where the claim states a weekday together with a full date, or with a day and month whose year
    is known from `as_of`, looks the date up in the calendar. Told only where the
    evidence speaks of that date, so that the finding has a source to stand beside.

Why
    "Wednesday, April 19, 2022" is wrong whatever the source says: one of the two was mistyped.

Conflicts
    The calendar gives another weekday for the date than the claim states.

Agrees
    Nothing: that a weekday fits its date supports no claim, and is not reported.

Limits
    A day and month without a year, or whose year could be one of two, are left alone. The
    calendar is the Gregorian one, so dates before 1923, when its last
    users changed over, are left alone too.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.dates.vocabulary import WEEKDAY_NAMES
from claimcheck.types import Checker, Comparison, Moment, Observation, Outcome

#: Greece took up the Gregorian calendar in February 1923, the last country in Europe to do so.
_FIRST_YEAR = 1924


def check(comparison: Comparison) -> Iterator[Observation]:
    """Each paired date of the claim whose weekday the calendar denies."""
    for found in comparison.moments:
        right = weekday_of(found.claim)
        if right is None or found.claim.weekday is None or right == found.claim.weekday:
            continue
        words = found.claim.span.of(comparison.claim.text)
        message = (
            f"claim says {words}, but that day was a {WEEKDAY_NAMES[right]}, "
            f"not a {WEEKDAY_NAMES[found.claim.weekday]}"
        )
        yield Observation(Outcome.CONFLICTS, message, found.claim.span, found.evidence.span)


def weekday_of(moment: Moment) -> int | None:
    """The weekday of a moment that is one certain day with its month stated, else None."""
    certain = moment.day is not None and moment.month is not None and moment.other is None
    if not certain or moment.start is None or moment.start != moment.end:
        return None
    return moment.start.weekday() if moment.start.year >= _FIRST_YEAR else None


CHECKER = Checker(code="DAT002", name="weekday-does-not-fit-date", doc=__doc__, check=check)
