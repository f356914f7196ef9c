"""Calendar arithmetic: days, weeks, months, years and their parts as intervals of days.

All intervals are pairs of first and last day, both inclusive. Weeks begin on
Monday (ISO 8601).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Interval = tuple[date, date]

#: How far from its publication a text's bare month and day may lie on the other side of
#: the year before the other reading is dismissed: a little over half a year, in days.
HALF_YEAR = 200
#: Days after which a bare month, or month and day, is rather the next to come: of one that lies
#: so far back newspapers say "last June".
LONG_AGO = 270


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_year(year: int) -> Interval:
    """The days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def of_years(first: int, last: int) -> Interval:
    """The days of several years."""
    return date(first, 1, 1), date(last, 12, 31)


def of_month(year: int, month: int) -> Interval:
    """The days of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def of_months(year: int, first: int, last: int) -> Interval:
    """The days of several months of one year."""
    return date(year, first, 1), of_month(year, last)[1]


def of_week(day: date) -> Interval:
    """The week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def of_quarter(year: int, quarter: int) -> Interval:
    """The days of a calendar quarter."""
    return of_months(year, 3 * quarter - 2, 3 * quarter)


def add_days(day: date, days: int) -> date | None:
    """The day so many days on, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of a shorter month; None beyond the calendar."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def shift(day: date, count: int, unit: str) -> date | None:
    """The day `count` units ("day", "week", "month", "quarter", "year" …) on."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return add_days(day, count * days)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(day, count * months)


def unit_around(day: date, unit: str) -> Interval:
    """The calendar unit that holds a day: its week, month, quarter, year, decade …"""
    if unit == "day":
        return day, day
    if unit == "week":
        return of_week(day)
    if unit == "month":
        return of_month(day.year, day.month)
    if unit == "quarter":
        return of_quarter(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return of_years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return of_years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)
    return of_year(day.year)


def part_of(whole: Interval, part: str) -> Interval:
    """The "early", "mid" or "late" part of an interval.

    Early and late are the halves, mid the middle: wide on purpose, because a
    false alarm is worse than silence. The middle is the days 11 to 20 of a month,
    April to September of a year (the convention of Recognizers-Text), else
    the middle half.
    """
    start, end = whole
    length = (end - start).days + 1
    if part == "mid":
        if 28 <= length <= 31:
            return start + timedelta(days=10), start + timedelta(days=19)
        if 365 <= length <= 366:
            return of_months(start.year, 4, 9)
        return start + timedelta(days=length // 4), end - timedelta(days=length // 4)
    if 365 <= length <= 366:
        return of_months(start.year, 1, 6) if part == "early" else of_months(start.year, 7, 12)
    if 28 <= length <= 31:
        half = start + timedelta(days=15)
        return (start, half - timedelta(days=1)) if part == "early" else (half, end)
    half = start + timedelta(days=length // 2)
    return (start, half - timedelta(days=1)) if part == "early" else (half, end)


def nearest_weekday(published: date, weekday: int, *, future: bool) -> date:
    """The last such weekday up to the publication, or the first one from it on."""
    back = (published.weekday() - weekday) % 7
    if future:
        return published + timedelta(days=-back % 7)
    return published - timedelta(days=back)


def nearest_day(published: date, day: int, *, future: bool) -> date | None:
    """The last such day of a month up to the publication, or the first one from it on."""
    step = 1 if future else -1
    for months in (0, step, 2 * step):  # no day is missing from two months that follow
        month = add_months(published.replace(day=1), months)
        found = valid(month.year, month.month, day) if month is not None else None
        if found is not None and (found - published).days * step >= 0:
            return found
    return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus 1991)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = (century + 8) // 25
    moon = (19 * golden + century - century // 4 - (century - leap + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nearest_year(published: date, month: int, day: int | None, *, future: bool) -> int | None:
    """The year of a bare month, or month and day: the last that came, or the next to come.

    A bare month of the publication's own year is that year's where the month
    has begun. None where no year nearby has that day (30 February).
    """
    years = (0, 1, 2, 3, 4, 5, 6, 7, 8) if future else (0, -1, -2, -3, -4, -5, -6, -7, -8)
    for offset in years:
        year = published.year + offset
        if not 1 <= year <= 9999:
            return None
        first = valid(year, month, day or 1)
        if first is None:
            continue
        last = first if day else of_month(year, month)[1]
        if (last >= published) if future else (first <= published):
            return year
    return None


@lru_cache(maxsize=4096)
def zone_offset(iana: str, day: date) -> int | None:
    """Minutes east of UTC of a zone at noon of a day; None where the zone is not installed."""
    try:
        delta = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(iana)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return None
    return None if delta is None else int(delta.total_seconds()) // 60


@lru_cache(maxsize=256)
def zone_offsets(iana: str) -> frozenset[int]:
    """Every offset a zone has within a year, in minutes: summer and winter of 2022."""
    found = {zone_offset(iana, date(2022, month, 15)) for month in (1, 7)}
    return frozenset(offset for offset in found if offset is not None)
