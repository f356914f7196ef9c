"""Dates in figures: "2022-02-24", "24/02/2022", "2/24/22", "11/2021", "2021 November"."""

from __future__ import annotations

import re

from claimcheck.dates import calendar
from claimcheck.dates.absolute import DAY, MONTH_WORD, day_number, trim, year_number
from claimcheck.dates.frame import Frame
from claimcheck.dates.vocabulary import MONTHS, bounded
from claimcheck.types import Moment, MomentKind, Span

_YEAR_MONTH = bounded(
    rf"(?P<year>[12]\d{{3}})(?:\s+|\s*,\s*|[-/]){MONTH_WORD}(?:[-/]{DAY}(?!\d))?", re.I
)
_ISO = bounded(
    r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d]|[-/.]\d)"
)
_NUMERIC = bounded(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3}|\d\d)(?![\d%]|[-/.,:]\d)"
)
_DAY_SLASH = bounded(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d%]|[-/.,:]\d)")
_SLASH_YEAR = bounded(
    r"(?:(?P<a>1[0-2]|0?[1-9])[-/](?P<y1>[12]\d{3})|(?P<y2>[12]\d{3})[-/](?P<b>1[0-2]|0[1-9]))"
    r"(?![\d%]|[-/.,:]\d)"
)
_DATE_WORD = bounded(r"\b(?:on|by|since|from|until|till|before|after|through|to)\s+$", re.I)


def read_iso(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "2022-02-24", "2022/02/24", "2022 November", "2022-11"."""
    m = _ISO.match(frame.text, at)
    if m is not None:
        found = frame.calendar_date(
            at, m.end(), year=int(m["year"]), month=int(m["month"]), day=int(m["day"])
        )
        return (found,) if found else ()
    m = _YEAR_MONTH.match(frame.text, at)
    if m is None or (m["month"] in ("may", "march", "mar") and m["day"] is None):
        return ()
    after = frame.text[m.end() : m.end() + 4]
    if m["day"] is None and re.match(r"\s*\d", after):
        return ()  # "in 2016 March 3": a year, then a date
    found = frame.calendar_date(
        at,
        trim(frame.text, m.end()),
        year=int(m["year"]),
        month=MONTHS[m["month"].lower()],
        day=day_number(m["day"]) if m["day"] else None,
    )
    return (found,) if found else ()


def read_numeric(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "24/02/2022", "2/24/22", "on 22/04"; both fields open where it could be either."""
    if at and frame.text[at - 1] in "./-$€£,:#":
        return ()
    m = _NUMERIC.match(frame.text, at)
    if m is not None:
        if len(m["year"]) == 2 and m["sep"] != "/":
            return ()
        year = int(m["year"]) if len(m["year"]) == 4 else year_number("'" + m["year"])
        return _day_month(frame, at, m.end(), int(m["a"]), int(m["b"]), year)
    m = _DAY_SLASH.match(frame.text, at)
    if m is not None and _DATE_WORD.search(frame.before(at)):
        a, b = int(m["a"]), int(m["b"])
        if b == 16 and a % 2:
            return ()  # "rose to 7/16": a price in sixteenths
        if (a > 12) != (b > 12) and (a, b) != (24, 7):
            return _day_month(frame, at, m.end(), a, b, None)
    m = _SLASH_YEAR.match(frame.text, at)
    if m is not None:
        year, month = int(m["y1"] or m["y2"]), int(m["a"] or m["b"])
        ranged = m["b"] and "-" in m.group() and month == year % 100 + 1  # "2011-12" is two years
        if 1900 <= year <= 2099 and not ranged and _DATE_WORD.search(frame.before(at)):
            found = frame.calendar_date(at, m.end(), year=year, month=month)
            return (found,) if found else ()
    return ()


def _day_month(
    frame: Frame, at: int, end: int, a: int, b: int, year: int | None
) -> tuple[Moment, ...]:
    """Two figures as day and month, in the one order the calendar allows, or with both open."""
    if a > 12 or b > 12 or a == b:
        day, month = (a, b) if a > 12 else (b, a)
        found = frame.calendar_date(at, end, year=year, month=month, day=day)
        return (found,) if month in range(1, 13) and found else ()
    if year is None:
        return ()
    first, other = calendar.valid(year, a, b), calendar.valid(year, b, a)
    return (
        Moment(
            span=Span(at, end),
            kind=MomentKind.DATE,
            year=year,
            start=first,
            end=first,
            words=frame.words(at, end),
            other=other,
        ),
    )
