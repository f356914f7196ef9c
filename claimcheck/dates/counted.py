"""Dates counted from another: "two days ago", "in two weeks' time", "three days after May 13"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from claimcheck.dates import calendar
from claimcheck.dates.absolute import read_day_month, read_month
from claimcheck.dates.feasts import read_feast
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numeric import read_iso, read_numeric
from claimcheck.dates.vocabulary import NUMBERS, bounded
from claimcheck.dates.weekdays import read_weekday, read_which_day
from claimcheck.types import Moment, MomentKind, Span

_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|century|centurie)s?\b"
_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_ONE_COUNT = rf"{_NUMBER}(?:\s+(?:full\s+|calendar\s+)?|-){_UNIT}"
_MORE: Final = r"(?:(?:\s*,\s*|\s+)(?:and\s+)?"
_SMALLER = re.sub(r"\?P<(?:n|unit)>", "?:", _ONE_COUNT)
_COUNT: Final = bounded(rf"{_ONE_COUNT}(?P<more>{_MORE}{_SMALLER}){{1,2}})?", re.I)
_EACH: Final = bounded(_ONE_COUNT, re.I)
_WAY: Final = bounded(
    r"\s+(?:(?P<way>ago|hence|earlier|later|before(?=\s*[.,;]|$))(?!\s+(?:than|this|that))"
    r"|(?P<side>from|after|before)\s+(?:(?P<near>now|today|tomorrow|yesterday)\b|(?:the\s+)?))",
    re.I,
)
_COUPLE: Final = bounded(
    rf"a\s+couple\s+of\s+{_UNIT}\s+(?P<way>ago|from\s+now|earlier|later)\b", re.I
)
_IN_TIME: Final = bounded(
    rf"in\s+{_NUMBER}\s+{_UNIT}(?P<time>['’]?s?['’]?\s+time)?"
    r"(?!\s+(?:of|ago|before|after|since|earlier|later)\b)",
    re.I,
)
_LARGER_BEFORE: Final = bounded(r"\b(?:years?|months?|weeks?)(?:\s*,|\s+and|\s*,\s*and)?\s+$", re.I)
#: What is told per day or year stands before it.
_RATED: Final = bounded(
    r"(?:[\d%]|\d[mkp]|\d(?:bn|pc)|\b(?:million|billion|people|hours|times|days))\s+$"
)
_AWAY: Final = as_bytes("ago earlier later hence from before after")
_NUMBERS: Final = as_bytes(NUMBERS)
_UNITS: Final = as_bytes(
    """
    day days week weeks fortnight fortnights month months quarter quarters year years decade decades
    century centuries couple
    """
)
#: How far from the beginning of "two years, one month and ten days ago" its last word begins.
_FAR = 60

#: Days by which a count of a coarse unit may be off: "three months ago" is no day of a month.
_MARGIN: Final = {"day": 0, "week": 4, "fortnight": 5, "month": 20, "quarter": 50, "year": 200}
#: How a count is read where the day it is counted from is stated: to the day or the month.
_ANCHORS: Final = (
    read_month, read_day_month, read_weekday, read_which_day, read_feast, read_iso, read_numeric,
)  # fmt: skip

_Count = list[tuple[int, str]]  # numbers with their units


def read_counted(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "two days ago", "a year from now", "three weeks earlier", "2 days after May 13"."""
    words = frame.flat[at : at + _FAR].split()
    if _AWAY.isdisjoint(words) or _UNITS.isdisjoint(words[1:3]):
        return ()
    m = _COUNT.match(frame.text, at)
    if m is None:
        return _couple(frame, at)
    counts = _counts(m)
    way = _WAY.match(frame.text, m.end())
    sizes = [_SIZES.index(unit) for _, unit in counts]
    if way is None or sizes != sorted(set(sizes)):
        return ()  # "six weeks a year ago"
    if sizes[0] > _SIZES.index("year") and _LARGER_BEFORE.search(frame.before(at)):
        return ()
    if way["way"]:
        return (_away(frame, at, way.end(), way["way"].lower(), counts),)
    if m["n"].lower() in ("a", "an") and _RATED.search(frame.before(at)):
        return ()  # "£3,549 a year from 1 October"
    if way["near"]:
        return _from_today(frame, at, way, counts)
    return _from_date(frame, at, way, counts)


def _counts(m: re.Match[str]) -> _Count:
    """The numbers and units of "two years, one month and ten days"."""
    return [(_value(each["n"]), _singular(each["unit"])) for each in _EACH.finditer(m.group())]


def _value(number: str) -> int:
    return int(number) if number.isdigit() else NUMBERS[number.lower()]


def _singular(unit: str) -> str:
    unit = unit.lower()
    return "century" if unit == "centurie" else unit


def _moved(day: date | None, counts: _Count, sign: int) -> date | None:
    """A day so many years, months and days on, or back."""
    for number, unit in sorted(counts, key=lambda count: list(_SIZES).index(count[1])):
        day = None if day is None else calendar.shift(day, sign * number, unit)
    return day


_SIZES: Final = ("century", "decade", "year", "quarter", "month", "fortnight", "week", "day")


def _margin(counts: _Count) -> int:
    """How many days a count may be off: by its smallest unit."""
    number, unit = max(counts, key=lambda count: _SIZES.index(count[1]))
    return _MARGIN.get(unit, 200 + 40 * number)


def _away(frame: Frame, at: int, end: int, way: str, counts: _Count) -> Moment:
    """Read "two days ago", "three weeks hence"; "earlier" and "later" are of another event."""
    if frame.published is None or way not in ("ago", "hence"):
        return frame.day(at, end, None)
    when = _moved(frame.published, counts, -1 if way == "ago" else 1)
    return frame.day(at, end, when, margin=_margin(counts))


def _from_today(frame: Frame, at: int, way: re.Match[str], counts: _Count) -> tuple[Moment, ...]:
    """Read "a year from now", "two days before yesterday"."""
    near, side = way["near"].lower(), way["side"].lower()
    if near == "now" and side != "from":
        return ()
    if frame.published is None:
        return (frame.day(at, way.end(), None),)
    step = {"tomorrow": 1, "yesterday": -1}.get(near, 0)
    when = _moved(calendar.add_days(frame.published, step), counts, -1 if side == "before" else 1)
    return (frame.day(at, way.end(), when, margin=_margin(counts)),)


def _from_date(frame: Frame, at: int, way: re.Match[str], counts: _Count) -> tuple[Moment, ...]:
    """Read "three days after January 12", "two weeks before Christmas"."""
    anchor = next((read for each in _ANCHORS if (read := each(frame, way.end()))), ())
    if len(anchor) != 1:
        return ()
    day = anchor[0]
    exact = day.day is not None or (day.weekday is not None and day.month is None)
    exact = exact or (day.start is not None and day.start == day.end)
    if not exact or any(unit in ("decade", "century", "quarter") for _, unit in counts):
        return ()
    end = day.span.end
    start = day.start
    if frame.published is not None and day.month is not None and day.day and day.year is None:
        # The clause of the whole mention tells the year, not the words after "after".
        future = frame.future(at, end)
        year = calendar.nearest_year(frame.published, day.month, day.day, future=future)
        start = calendar.valid(year, day.month, day.day) if year is not None else None
    when = _moved(start, counts, -1 if way["side"].lower() == "before" else 1)
    return (
        Moment(
            span=Span(at, end),
            kind=MomentKind.DATE,
            start=when,
            end=when,
            deictic=day.deictic,
            resolved=when is not None,
            words=frame.words(at, end),
            margin=_margin(counts) if when is not None else 0,
        ),
    )


def _couple(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "a couple of weeks ago"."""
    m = _COUPLE.match(frame.text, at)
    if m is None:
        return ()
    way, unit = " ".join(m["way"].lower().split()), _singular(m["unit"])
    if frame.published is None or way in ("earlier", "later"):
        return (frame.day(at, m.end(), None),)
    when = calendar.shift(frame.published, -2 if way == "ago" else 2, unit)
    margin = 3 if unit == "day" else _MARGIN.get(unit, 280)
    return (frame.day(at, m.end(), when, margin=margin),)


def read_in_time(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "in two weeks" where the clause speaks of what is to come, "in two weeks' time"."""
    number = frame.flat[at + 3 : at + 12].split(None, 1)
    if not number or not (number[0].isdigit() or number[0] in _NUMBERS):
        return ()
    m = _IN_TIME.match(frame.text, at)
    if m is None or not (m["time"] or frame.future(at, m.end())):
        return ()
    if frame.published is None:
        return (frame.day(at, m.end(), None),)
    unit = _singular(m["unit"])
    when = calendar.shift(frame.published, _value(m["n"]), unit)
    return (frame.day(at, m.end(), when, margin=_MARGIN.get(unit, 200)),)
