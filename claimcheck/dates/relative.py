"""Weekdays, and dates told from the day of writing: "yesterday", "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from claimcheck.dates import calendar
from claimcheck.dates.absolute import read_month
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import (
    MONTHS,
    NUMBERS,
    WEEKDAYS,
    bounded,
)
from claimcheck.dates.weekdays import AHEAD, BACK, WEEKDAY, WHICH, read_which_day
from claimcheck.types import Moment, Span, changed

_WORD_DAY: Final = bounded(
    r"(?P<word>the day before yesterday|the day after tomorrow|day before yesterday|"
    r"day after tomorrow|yesterday|today|tomorrow|tonight|last night|"
    r"this (?:morning|afternoon|evening))\b",
    re.I,
)
_WHICH_UNIT: Final = bounded(
    rf"{WHICH}\s+(?:calendar\s+)?"
    rf"(?:(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}|few|several|couple of)\s+)?"
    r"(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)(?P<many>s)?"
    r"(?!\w|['’]s?\b\s*(?:eve|day)\b|[- ](?:old|long)\b)",
    re.I,
)
#: "The two previous years": the number before instead of behind.
_NUMBER_BEFORE: Final = bounded(rf"\b(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})\s+$", re.I)
_WHICH_MONTH: Final = bounded(
    rf"(?P<which>last|this|next|past|this past|this coming)\s+"
    rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![A-Za-z])",
    re.I,
)
_ON_WEEKDAY: Final = bounded(rf"(?:\s*,|\s+on|\s+-)?\s+{WEEKDAY}", re.I)
_WEEKEND: Final = bounded(r"weekend\b(?!['’]s)", re.I)
_OVER_THE: Final = bounded(r"\b(?:over|at|on|during|for|by)\s+(?:the\s+)?$", re.I)
_OF_YEAR: Final = bounded(r"\s*,?\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b", re.I)
_SOONER_LATER: Final = as_bytes("earlier later")
_OWNERS: Final = as_bytes("the its his her their our")
_OF_ANOTHER: Final = bounded(r"\s+of\s+(?!\d|about\b|some\b|this\b|last\b|next\b|\$)")
_MONTHS, _WEEKDAYS = as_bytes(MONTHS), as_bytes(WEEKDAYS)


def read_word_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "today", "yesterday", "the day after tomorrow", "last night", "this morning"."""
    m = _WORD_DAY.match(frame.text, at)
    if m is None:
        return ()
    word = m["word"].lower()
    if m["word"].isupper() and re.search(r"[A-Z]{2,}\s+$", frame.before(at)):
        return ()  # a newspaper's name
    if word.startswith("this") or word in ("today", "tonight"):
        days = 0
    elif "before" in word or "after" in word:
        days = -2 if "before" in word else 2
    else:
        days = 1 if word == "tomorrow" else -1
    end = m.end()
    if frame.text[end : end + 2] in ("'s", "’s"):
        if word == "today":
            return ()  # "today's world"
        return (frame.day(at, end, frame.published and frame.published + timedelta(days=days)),)
    when = None if frame.published is None else calendar.add_days(frame.published, days)
    return (frame.day(at, end, when),)


def read_which(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "last week", "the past 30 days", "next Monday", "last March", "this year"."""
    words = frame.flat[at : at + 32].split()[1:3]
    if not words:
        return ()
    if words[0] in _WEEKDAYS:
        return read_which_day(frame, at)
    if not _MONTHS.isdisjoint(words) and (found := _which_month(frame, at)):
        return found
    return _which_unit(frame, at)


def _which_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _WHICH_MONTH.match(frame.text, at)
    if m is None:
        return ()
    month, which = MONTHS[m["month"].lower()], m["which"].lower()
    rest = read_month(frame, m.start("month"))
    if rest and (rest[0].day is not None or rest[0].year is not None):
        return rest
    if which == "this" and m["month"] in ("may", "march", "mar", "sep", "dec"):
        return ()  # "this may take longer"
    plain = frame.calendar_date(at, m.end(), month=month)
    if plain is None or frame.published is None:
        return (plain,) if plain else ()
    today = frame.published
    if which in ("last", "past", "this past"):
        year = today.year if month < today.month else today.year - 1
    elif which in ("next", "this coming"):
        year = today.year if month > today.month else today.year + 1
    else:
        year = today.year
    start, end = calendar.of_month(year, month)
    other = calendar.add_months(start, -12 if which == "last" else 12)
    return (changed(plain, start=start, end=end, other=other if which != "this" else None),)


def _which_unit(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _WHICH_UNIT.match(frame.text, at)
    if m is None:
        return ()
    which, unit = m["which"].lower(), m["unit"].lower()
    number = m["n"]
    if bool(number) != bool(m["many"]) and number not in ("1", "one", "a"):
        if number or not m["many"]:
            return ()
        before = _NUMBER_BEFORE.search(frame.before(at))
        number = "few" if before is None else before["n"]  # "the past months", "two past years"
        if before is not None:
            moment = _rolling(frame, at, m, number, which, unit)
            start = at - len(before.group())
            span = Span(start, moment.span.end)
            return (changed(moment, span=span, words=frame.words(start, span.end)),)
    today = frame.published
    owned = which in ("last", "next") and frame.word_before(at) in _OWNERS
    if owned and _OF_ANOTHER.match(frame.text, m.end()):
        return ()  # "the last year of the war"
    if unit == "day" and not number:
        return ()  # "the following day": counted from an event
    if which in ("following", "previous") and not number:
        return (frame.days(at, m.end(), None),)
    if today is None:
        if which == "this" and frame.word_before(at) in _SOONER_LATER:
            return (_rest(frame, at, m.end(), unit),)
        return (frame.days(at, m.end(), None),)
    rolling = number or (which in ("last", "past") and frame.word_before(at) == b"the")
    if rolling or (which == "past"):
        return (_rolling(frame, at, m, number, which, unit),)
    step = -1 if which in BACK else 1 if which in AHEAD else 0
    if not step and frame.word_before(at) in _SOONER_LATER:
        return (_rest(frame, at, m.end(), unit),)
    if unit == "weekend":
        saturday = calendar.of_week(today)[0] + timedelta(days=5 + 7 * step)
        return (frame.days(at, m.end(), (saturday, saturday + timedelta(days=1)), margin=1),)
    if unit == "fortnight":
        return (_rolling(frame, at, m, "1", which, unit),)
    named = _ON_WEEKDAY.match(frame.text, m.end()) if unit == "week" else None
    if named is not None:
        day = calendar.of_week(today)[0] + timedelta(
            days=7 * step + WEEKDAYS[named["weekday"].lower()]
        )
        return (changed(frame.day(at, named.end(), day), weekday=day.weekday()),)
    moved = calendar.shift(today.replace(day=1) if unit != "week" else today, step, unit)
    days = calendar.unit_around(moved, unit) if moved is not None else None
    return (frame.days(at, m.end(), days, margin=1 if unit == "week" else 0),)


def _rest(frame: Frame, at: int, end: int, unit: str) -> Moment:
    """Read "earlier this year", "later this month": the days before, or after, the writing."""
    word = frame.word_before(at)
    start = max(0, at - 16) + frame.before(at, 16).lower().rindex(word.decode())
    today = frame.published
    if today is None or unit not in ("week", "month", "quarter", "year"):
        return frame.days(start, end, None)
    first, last = calendar.unit_around(today, unit)
    return frame.days(start, end, (first, today) if word == b"earlier" else (today, last))


def read_weekend(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "over the weekend": the last one, or the next where the clause looks ahead."""
    m = _WEEKEND.match(frame.text, at)
    if m is None or not _OVER_THE.search(frame.before(at)):
        return ()
    if frame.published is None:
        return (frame.days(at, m.end(), None),)
    future = frame.future(at, m.end())
    saturday = calendar.nearest_weekday(frame.published, 5, future=future)
    return (frame.days(at, m.end(), (saturday, saturday + timedelta(days=1)), margin=1),)


def _rolling(
    frame: Frame, at: int, m: re.Match[str], number: str | None, which: str, unit: str
) -> Moment:
    """Read "in the last week", "the past 30 days": counted from the publication."""
    today = frame.published
    told = "1" if number is None else number.lower()
    count = int(told) if told.isdigit() else NUMBERS.get(told)  # none for "few" and "several"
    if today is None or count is None or which in ("this", "current"):
        return frame.days(at, m.end(), None)
    if unit == "weekend":
        return frame.days(at, m.end(), None)
    back = which in BACK
    far = calendar.shift(today, -count if back else count, unit)
    if far is None:
        return frame.days(at, m.end(), None)
    if unit == "quarter":
        # Quarters are those of the calendar: "the last two quarters" ended before this one began.
        near = calendar.shift(today, -1 if back else 1, unit) or far
        first, last = (far, near) if back else (near, far)
        whole = calendar.unit_around(first, unit)[0], calendar.unit_around(last, unit)[1]
        return frame.days(at, m.end(), whole)
    days = (far, today) if back else (today + timedelta(days=1), far)
    return frame.days(at, m.end(), days, margin=1 if unit in ("day", "week") else 0)


def month_of_year(frame: Frame, moment: Moment) -> Moment:
    """Read "March last year", "in June of this year": the year told relatively."""
    if moment.month is None or moment.year is not None:
        return moment
    m = _OF_YEAR.match(frame.text, moment.span.end)
    if m is None:
        return moment
    span = Span(moment.span.start, m.end())
    words = frame.words(span.start, span.end)
    if frame.published is None:
        return changed(moment, span=span, words=words)
    year = frame.published.year + {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    day = calendar.valid(year, moment.month, moment.day or 1)
    if day is None:
        return moment
    days = (day, day) if moment.day else calendar.of_month(year, moment.month)
    return changed(
        moment, span=span, words=words, start=days[0], end=days[1], resolved=True, other=None
    )
