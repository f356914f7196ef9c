"""Two moments as the two ends of one range."""

from __future__ import annotations

from claimcheck.dates import calendar
from claimcheck.dates.frame import Frame
from claimcheck.types import Bound, Moment, MomentKind, Span, changed


def between(frame: Frame, first: Moment, last: Moment) -> list[Moment]:
    """The range from one moment to another; both, as its bounds, where it cannot be dated.

    Two partial dates are dated together: the first is the last one before the second.
    """
    if first.start is not None and last.end is not None and first.start > last.end:
        first, last = _in_order(first, last)
    if first.start is None or last.end is None or first.start > last.end:
        return [changed(first, bound=Bound.SINCE), changed(last, bound=Bound.UNTIL)]
    return [_hull(frame, first, last)]


def _in_order(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """The first a year back, or a weekday that ends the range a week on, where both are partial."""
    if not (first.deictic and last.deictic):
        return first, last
    if last.kind is MomentKind.WEEKDAY and last.end is not None:
        later = calendar.add_days(last.end, 7)
        return first, changed(last, start=later, end=later)
    if first.month is not None and first.start is not None:
        return changed(first, start=calendar.add_months(first.start, -12)), last
    return first, last


def _hull(frame: Frame, first: Moment, last: Moment) -> Moment:
    """One moment from the first day of one to the last day of another."""
    start, end = first.span.start, last.span.end
    return Moment(
        span=Span(start, end),
        kind=MomentKind.DATE,
        year=first.year if first.year == last.year else None,
        month=first.month if first.month == last.month and first.year == last.year else None,
        start=first.start,
        end=last.end,
        deictic=first.deictic or last.deictic,
        resolved=first.start is not None and last.end is not None,
        words=frame.words(start, end),
    )
