"""Weekdays, alone and with what dates them: "Tuesday", "Tuesday, April 19", "last Friday"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from claimcheck.dates import calendar
from claimcheck.dates.absolute import read_day_month, read_month
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numerals import ORDINAL_DAY, word_day
from claimcheck.dates.numeric import read_iso, read_numeric
from claimcheck.dates.vocabulary import (
    NAMED_WEEKDAY_AFTER,
    NAMED_WEEKDAY_BEFORE,
    WEEKDAYS,
    bounded,
)
from claimcheck.types import Moment, Span, changed

WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?![A-Za-z])"
_WEEKDAY_AT: Final = bounded(WEEKDAY + r"\.?", re.I)
_GAP: Final = bounded(r"(?:\s*,\s*|\s+)(?:the\s+|on\s+)?", re.I)
_DAY_NUMBER: Final = bounded(
    rf"(?:(?:\s+the)?\s+(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?!\w)"
    rf"|\s+the\s+(?P<word>{ORDINAL_DAY})(?!\w))(?!\s+(?:of|in|time)\b)",
    re.I,
)
_OF_WEEK: Final = bounded(
    r"(?:\s+of)?\s+(?P<which>this|last|next|the\s+following|the\s+previous)\s+week\b", re.I
)
#: Words before a short weekday that make it one ("on Wed"), and no word or name ("Sun", "Sat").
_BEFORE_SHORT: Final = as_bytes("on last next this until by since")
WHICH = r"(?P<which>last|past|previous|this|current|next|coming|following|upcoming)"
_WHICH_DAY: Final = bounded(rf"(?:{WHICH}\s+){WEEKDAY}(?!s\b)", re.I)
BACK: Final = {"last", "past", "previous"}
AHEAD: Final = {"next", "coming", "following", "upcoming"}
#: "Every Tuesday", and "the second Monday" of a month that the text tells elsewhere.
_NO_DAY_BEFORE: Final = as_bytes(
    "every each most some all many first second third fourth fifth other another"
)


def read_weekday(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "Tuesday", "Tuesday, April 19", "Friday the 13th", "Friday last week"."""
    m = _WEEKDAY_AT.match(frame.text, at)
    if m is None:
        return ()
    word = m["weekday"].lower()
    weekday = WEEKDAYS[word]
    dated = _weekday_date(frame, at, m.end(), weekday)
    if dated:
        return dated
    end = m.end("weekday")
    if _named(frame, at, end) or frame.word_before(at) in _NO_DAY_BEFORE:
        return ()
    n = _DAY_NUMBER.match(frame.text, end)
    if len(word) < 6 and not m["weekday"][0].isupper():
        return ()
    if n is not None:
        number = int(n["day"]) if n["day"] else word_day(n["word"])
        return _weekday_number(frame, at, n.end(), weekday, number)
    if len(word) < 6 and frame.word_before(at) not in _BEFORE_SHORT:
        return ()
    w = _OF_WEEK.match(frame.text, end)
    if w is not None:
        return (_in_week(frame, at, w, weekday),)
    return (frame.weekday(at, end, weekday),)


def _weekday_number(
    frame: Frame, at: int, end: int, weekday: int, number: int
) -> tuple[Moment, ...]:
    """Read "Friday the 13th": the last such day, or the next where the clause looks ahead."""
    found = frame.calendar_date(at, end, day=number, weekday=weekday)
    if found is None or frame.published is None:
        return (found,) if found else ()
    step = 1 if frame.future(at, end) else -1
    for months in range(0, 60 * step, step):
        month = calendar.add_months(frame.published.replace(day=1), months)
        day = calendar.valid(month.year, month.month, number) if month else None
        fits = day is not None and day.weekday() == weekday
        if fits and day is not None and (day - frame.published).days * step >= 0:
            return (changed(found, start=day, end=day, resolved=True),)
    return (found,)


def _weekday_date(frame: Frame, at: int, end: int, weekday: int) -> tuple[Moment, ...]:
    """A weekday followed by its date, as one moment with both."""
    gap = _GAP.match(frame.text, end)
    start = gap.end() if gap else end
    reading = (
        read_month(frame, start)
        or read_day_month(frame, start)
        or read_iso(frame, start)
        or read_numeric(frame, start)
    )
    if not reading or reading[0].day is None or reading[0].span.start != start:
        return ()
    first = reading[0]
    span = Span(at, first.span.end)
    words = frame.words(at, first.span.end)
    return (changed(first, span=span, weekday=weekday, words=words), *reading[1:])


def _named(frame: Frame, at: int, end: int) -> bool:
    """Whether a weekday is part of a name: "Black Friday", "the Sunday Times"."""
    before = frame.before(at).split()
    if before and before[-1].lower() in NAMED_WEEKDAY_BEFORE and before[-1][:1].isupper():
        return True
    after = frame.text[end : end + 16].split()
    if not after or not frame.text[end : end + 1].isspace():
        return frame.text[end : end + 1] == "s"
    return after[0][:1].isupper() and after[0].strip(".,").lower() in NAMED_WEEKDAY_AFTER


def _in_week(frame: Frame, at: int, m: re.Match[str], weekday: int) -> Moment:
    """Read "Friday last week": a weekday of a week told from the day of writing."""
    which = m["which"].lower()
    moment = frame.weekday(at, m.end(), weekday)
    if frame.published is None or which.startswith("the"):
        return changed(moment, start=None, end=None, resolved=False, other=None)
    monday = calendar.of_week(frame.published)[0]
    weeks = {"last": -1, "this": 0, "next": 1}[which]
    day = calendar.add_days(monday, 7 * weeks + weekday)
    return changed(moment, start=day, end=day, other=None)


def read_which_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "last Friday", "next Monday", "this Thursday, April 21"."""
    m = _WHICH_DAY.match(frame.text, at)
    if m is None:
        return ()
    word, which = m["weekday"].lower(), m["which"].lower()
    weekday = WEEKDAYS[word]
    if _named(frame, m.start("weekday"), m.end()) or (
        len(word) < 6 and not m["weekday"][0].isupper()
    ):
        return ()
    dated = _weekday_date(frame, m.start("weekday"), m.end(), weekday)
    if dated:
        return (
            changed(dated[0], span=Span(at, dated[0].span.end)),
            *dated[1:],
        )
    moment = frame.weekday(at, m.end(), weekday)
    if frame.published is None:
        return (moment,)
    today = frame.published
    other: date | None
    if which in ("past", "coming", "upcoming"):
        step = timedelta(days=1 if which != "past" else -1)
        day = calendar.nearest_weekday(today + step, weekday, future=which != "past")
        other = None
    elif which in BACK or which in AHEAD:
        # "Last" and "next" are of the week before and the week after; some mean the nearest.
        back = which in BACK
        day = calendar.of_week(today)[0] + timedelta(days=weekday + (-7 if back else 7))
        step = timedelta(days=-1 if back else 1)
        other = calendar.nearest_weekday(today + step, weekday, future=not back)
        other = other if other != day else None
    else:
        day = calendar.of_week(today)[0] + timedelta(days=weekday)
        other = calendar.add_days(day, 7 if day < today else -7)
    return (changed(moment, start=day, end=day, other=other),)
