"""Parts of a period told by number: "the first Monday in October", "the last week of 2016",
"the 20th of next month", "the first ten days of May", "the week of March 3".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck.dates import calendar
from claimcheck.dates.absolute import day_alone, read_month, year_number
from claimcheck.dates.frame import Frame
from claimcheck.dates.numerals import ORDINAL_DAY, WORD_YEAR, word_day
from claimcheck.dates.vocabulary import NUMBERS, WEEKDAYS, bounded
from claimcheck.types import Moment, MomentKind, Span, changed

_NTH = rf"(?P<nth>last|final|\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_DAY})"
_DAYS_OF_WEEK = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_COUNT = rf"(?:(?P<n>\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+)?"
_NTH_PART = bounded(
    rf"{_NTH}\s+{_COUNT}(?P<unit>day|week|weekend|month|{_DAYS_OF_WEEK})(?P<many>s?)\s+"
    r"(?P<of>(?:of|in)\s+)?",
    re.I,
)
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_DAY}"
_NTH_OF_MONTH = bounded(
    rf"(?:(?P<first>\d{{1,2}}|{_DAY})\s*(?:-|–|to|till|until|through|and)\s*(?:the\s+)?"
    rf"(?P<last>\d{{1,2}}|{_DAY})|(?P<nth>{_DAY}))(?:\s+day)?(?:\s+(?:of|in))?\s+"
    r"(?=(?:this|next|last)\s+month\b)",
    re.I,
)
_YEAR = bounded(rf"(?:the\s+year\s+)?(?P<year>(?:1[5-9]|20)\d\d|{WORD_YEAR})(?!\d|[.,]\d|%)", re.I)
_WHICH = bounded(r"(?P<which>this|next|last)\s+(?P<unit>month|quarter|year)\b", re.I)
_WEEK_OF = bounded(r"week\s+(?:of|beginning|starting)\s+(?:on\s+)?(?P<the>the\s+)?", re.I)
_AFTER_NEXT = bounded(
    r"(?P<unit>weekend|week|month|year)\s+after\s+(?:the\s+)?next\b(?!-|\s+(?:door|to|of)\b)", re.I
)

#: Days by which "the first week of March" may be meant otherwise than from Monday to Sunday.
_WEEK_MARGIN = 3


@dataclass(frozen=True, slots=True)
class _Whole:
    """The period a part is of: its days where they resolve, its fields, and where it ends."""

    days: calendar.Interval | None
    end: int
    year: int | None = None
    month: int | None = None
    deictic: bool = False
    other: calendar.Interval | None = None  # the days of the second-best reading


def read_part(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "first Monday in October", "last week of 2016", "first ten days of last year"."""
    m = _NTH_PART.match(frame.text, at)
    if m is None or bool(m["many"]) != (m["n"] is not None and m["n"].lower() not in ("1", "one")):
        return ()
    unit = m["unit"].lower()
    whole = _whole(frame, m.end())
    if whole is None or (m["of"] is None and not whole.deictic):
        return ()
    nth = _nth(m["nth"])
    if nth is None or (m["n"] is not None and nth not in (1, -1)):
        return ()
    count = 1 if m["n"] is None else int(m["n"]) if m["n"].isdigit() else NUMBERS[m["n"].lower()]
    days = None if whole.days is None else _days(whole.days, nth, count, unit)
    if whole.days is not None and days is None:
        return ()
    turned = None if whole.other is None else _days(whole.other, nth, count, unit)
    moment = _moment(frame, at, whole, days, m.group(), unit)
    return (moment if turned is None else changed(moment, other=turned[0]),)


def _nth(word: str) -> int | None:
    """The place a word names, counted from 1, or -1 for the last."""
    if word.lower() in ("last", "final"):
        return -1
    number = int(word.rstrip("stndrhSTNDRH")) if word[0].isdigit() else word_day(word)
    return number if number >= 1 else None


def _moment(
    frame: Frame,
    at: int,
    whole: _Whole,
    days: calendar.Interval | None,
    words: str,
    unit: str,
) -> Moment:
    resolved = days is not None
    return Moment(
        span=Span(at, whole.end),
        kind=MomentKind.DATE,
        year=None if resolved else whole.year,
        month=None if resolved else whole.month,
        weekday=WEEKDAYS.get(unit),
        start=days[0] if days else None,
        end=days[1] if days else None,
        deictic=whole.deictic,
        resolved=resolved,
        words=frame.words(at, whole.end),
        part=" ".join(words.lower().split()),
        margin=_WEEK_MARGIN if resolved and unit == "week" else 0,
    )


def _whole(frame: Frame, at: int) -> _Whole | None:
    """The month, year or quarter named at a position."""
    m = _WHICH.match(frame.text, at)
    if m is not None:
        days = None
        if frame.published is not None:
            step = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
            moved = calendar.shift(frame.published.replace(day=1), step, m["unit"].lower())
            days = calendar.unit_around(moved, m["unit"].lower()) if moved else None
        return _Whole(days, m.end(), deictic=True)
    m = _YEAR.match(frame.text, at)
    if m is not None:
        year = year_number(m["year"])
        return _Whole(calendar.of_year(year), m.end(), year=year) if year else None
    read = read_month(frame, at)
    if len(read) != 1 or read[0].day is not None or read[0].month is None:
        return None
    month, number = read[0], read[0].month
    days = None if month.start is None or month.end is None else (month.start, month.end)
    other = None if month.other is None else calendar.of_month(month.other.year, number)
    return _Whole(days, month.span.end, month.year, number, month.year is None, other)


def _days(whole: calendar.Interval, nth: int, count: int, unit: str) -> calendar.Interval | None:
    """The days of the nth part of a period, or of its first or last few parts."""
    start, end = whole
    if unit in WEEKDAYS:
        day = _nth_weekday(whole, nth, WEEKDAYS[unit])
        return (day, day) if day is not None else None
    if unit == "day":
        if nth == -1:
            return end - timedelta(days=count - 1), end
        first = start + timedelta(days=nth - 1)
        return (first, first + timedelta(days=count - 1)) if first <= end else None
    if unit == "month":
        if (end - start).days < 80:
            return None
        first_month = calendar.add_months(
            start if nth > 0 else end.replace(day=1), nth - 1 if nth > 0 else 1 - count
        )
        last_month = first_month and calendar.add_months(first_month, count - 1)
        if first_month is None or last_month is None or last_month > end:
            return None
        return first_month, calendar.of_month(last_month.year, last_month.month)[1]
    if unit == "week":
        return _weeks(whole, nth, count)
    return None


def _nth_weekday(whole: calendar.Interval, nth: int, weekday: int) -> date | None:
    start, end = whole
    if nth == -1:
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
    return day if day <= end else None


def _weeks(whole: calendar.Interval, nth: int, count: int) -> calendar.Interval | None:
    """Whole weeks of a period: a week belongs to it with four of its days (ISO 8601)."""
    start, end = whole
    if nth == -1:
        last = calendar.of_week(end - timedelta(days=3))
        return last[0] - timedelta(days=7 * (count - 1)), last[1]
    first = calendar.of_week(start + timedelta(days=3))[0] + timedelta(days=7 * (nth - 1))
    return (first, first + timedelta(days=7 * count - 1)) if first <= end else None


def read_day_of_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "20th of next month", "15th day of this month", "from 4 to 22 next month"."""
    m = _NTH_OF_MONTH.match(frame.text, at)
    whole = None if m is None else _whole(frame, m.end())
    if m is None or whole is None:
        return ()
    numbers = [_nth(m[name]) for name in ("first", "last", "nth") if m[name]]
    days = [
        None if whole.days is None else calendar.valid(*_month(whole.days), number or 0)
        for number in numbers
    ]
    if any(number is None or number > 31 for number in numbers):
        return ()
    if whole.days is not None and None in days:
        return ()
    found = frame.calendar_date(at, whole.end, day=numbers[0] if m["nth"] else None)
    if found is None or days[0] is None or days[-1] is None:
        return (found,) if found else ()
    return (changed(found, start=days[0], end=days[-1], resolved=True),)


def _month(days: calendar.Interval) -> tuple[int, int]:
    return days[0].year, days[0].month


def read_week(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "week of March 3", "week of the 18th", "week after next", "year after next"."""
    m = _AFTER_NEXT.match(frame.text, at)
    if m is not None:
        return (_after_next(frame, at, m),)
    m = _WEEK_OF.match(frame.text, at)
    if m is None:
        return ()
    read = day_alone(frame, m.end()) if m["the"] else read_month(frame, m.end())
    if len(read) != 1 or read[0].day is None:
        return ()
    span = Span(at, read[0].span.end)
    words, day = frame.words(at, span.end), read[0].start
    if day is None:
        return (changed(read[0], span=span, words=words, day=None, part="week"),)
    first, last = calendar.of_week(day)
    return (
        changed(read[0], span=span, words=words, year=None, month=None, day=None, start=first,
                end=last, other=None),
    )  # fmt: skip


def _after_next(frame: Frame, at: int, m: re.Match[str]) -> Moment:
    unit, today = m["unit"].lower(), frame.published
    if today is None:
        return frame.days(at, m.end(), None)
    if unit == "weekend":
        saturday = calendar.of_week(today)[0] + timedelta(days=5 + 14)
        return frame.days(at, m.end(), (saturday, saturday + timedelta(days=1)))
    moved = calendar.shift(today.replace(day=1) if unit != "week" else today, 2, unit)
    return frame.days(at, m.end(), calendar.unit_around(moved, unit) if moved else None)
