"""Whether an article may be the news of a day: what it printed then and dates no further."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from claimcheck.types import Moment


def printed_of(moment: Moment, published: date, *, early: int = 0, late: int = 1) -> bool | None:
    """Whether an article of `published` may report what happened at `moment`.

    `early` and `late` are the days before and after it that still count: news is printed on
    its day or soon after. A year that is not stated is the article's. None where the moment
    has no days of its own ("on Tuesday", "two days ago").
    """
    days = _days(moment, published)
    if days is None:
        return None
    start, end = days
    return start - timedelta(days=early) <= published <= end + timedelta(days=late)


def _days(moment: Moment, published: date) -> tuple[date, date] | None:
    if moment.start and moment.end and not moment.deictic:
        return moment.start, moment.end
    if (moment.deictic and moment.month is None) or (moment.year or 1) < 1:
        return None
    if moment.month is None:
        if moment.year is None:
            return None
        return date(moment.year, 1, 1), date(moment.year, 12, 31)
    year = moment.year or published.year
    last = monthrange(year, moment.month)[1]
    if moment.day is None:
        return date(year, moment.month, 1), date(year, moment.month, last)
    day = date(year, moment.month, min(moment.day, last))
    return day, day
