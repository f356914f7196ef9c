"""Dates by their day and month, in words or figures, and months with or without a year."""

from __future__ import annotations

import re

from claimcheck.dates import calendar, ranges
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import (
    AMBIGUOUS_MONTHS,
    FEASTS,
    MONTHS,
    ORDINALS,
    bounded,
)
from claimcheck.types import Moment, MomentKind, Span

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![A-Za-z])\.?"
_ORDINAL = "|".join(sorted({word.replace("-", "[- ]") for word in ORDINALS}, key=len, reverse=True))
_DAY = rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|(?:{_ORDINAL})\b)"
_LAST = (
    r"(?P<last>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
    r"(?![\d:]|[.,]\d|\s?(?:%|[mb]illion|mln|bln|p(?:er\s)?c(?:en)?t))"
)
_TO = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s*"
_THROUGH = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_YEAR = r"(?P<year>[12]\d{3}|['’]\d\d)(?!\d|[.,:]\d|-\d|%|['’]?s\b)"
_AFTER_DAY = rf"(?:(?:\s*,?\s+(?:of\s+)?|\s*,\s*){_YEAR})?"

DAY_MONTH = bounded(
    rf"{_DAY}(?:{_TO}{_LAST})?\s*(?:of\s+|[-/.]\s?)?(?:(?<=\s)|(?<=[-/.])|(?<=\d)){_MONTH}"
    rf"(?:[-/]{_YEAR.replace('<year>', '<tight>')}|{_AFTER_DAY})",
    re.I,
)
MONTH_DAY = bounded(
    rf"{_MONTH}(?:\s*[-/]?\s*|\s+the\s+){_DAY}(?![\d]|[.,:]\d|%|['’]s\b)(?:{_TO}{_LAST})?{_AFTER_DAY}",
    re.I,
)
MONTH_YEAR = bounded(rf"{_MONTH}(?:\s*,?\s+(?:of\s+)?|\s*,\s*|[-/]){_YEAR}", re.I)
MONTH_TO_MONTH = bounded(
    rf"{_MONTH}{_THROUGH}"
    rf"{_MONTH.replace('<month>', '<until>')}(?:\s*,?\s+(?:of\s+)?{_YEAR})?(?!\s*\d)",
    re.I,
)
MONTH = bounded(_MONTH, re.I)
YEAR_MONTH = bounded(
    rf"(?P<year>[12]\d{{3}})(?:\s+|\s*,\s*|[-/]){_MONTH}(?:[-/]{_DAY}(?!\d))?", re.I
)
ISO = bounded(
    r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d]|[-/.]\d)"
)
NUMERIC = bounded(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3}|\d\d)(?![\d%]|[-/.,:]\d)"
)
DAY_SLASH = bounded(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d%]|[-/.,:]\d)")
SLASH_YEAR = bounded(
    r"(?:(?P<a>1[0-2]|0?[1-9])[-/](?P<y1>[12]\d{3})|(?P<y2>[12]\d{3})[-/](?P<b>1[0-2]|0[1-9]))"
    r"(?![\d%]|[-/.,:]\d)"
)
_THE_DAY = bounded(r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=\s*(?:[.,;)!?]|$|at\b))")
_FEAST = bounded(
    rf"(?P<feast>{'|'.join(re.escape(f).replace(chr(39), '[’' + chr(39) + ']') for f in FEASTS)})"
    rf"(?![A-Za-z])(?:\s*,?\s+(?:of\s+|in\s+)?{_YEAR})?",
    re.I,
)

#: What may begin a day, a year or another month after a month.
_BEFORE_MORE = "0123456789'’oOtTuUsSfFnNeEjJmMaAdD"

_COUNTED = bounded(
    r"\s+(?:(?!(?:is|was|has|as|its|this|us|hours|hrs|thus|perhaps|always|does|during)\b)"
    r"[a-z]{2,}s|people|men|women|children|percent|per cent|million|billion|thousand|personnel|"
    r"more|other|new|police)\b|\s?%"
)
#: After a day and a month nearly any four figures are the year, whatever verb in "-s" follows.
_COUNTED_AFTER = bounded(
    r"\s+(?:[a-z]+\s+)?(?:people|men|women|children|percent|per cent|million|billion|"
    r"thousand|personnel|police|troops|soldiers|workers|students|protesters|demonstrators|refugees|migrants|voters|"
    r"cases|deaths|homes|houses|jobs|seats|votes|tonnes|tons|dollars|euros|pounds|miles|metres|"
    r"meters|kilometres|kilometers|members|delegates|companies|firms|patients|passengers)\b|\s?%"
)
#: Words that make a month of one that is another word too, or an abbreviation.
_PREPOSITIONS = as_bytes(
    """
    in by since until till last next this early late mid of during through from to before after and
    or between for end start month every each coming past previous the its their our
    """
)
_SMALL_MONTH = as_bytes("in since until last next this early late mid")
_PAIR = bounded(r"\d(?:st|nd|rd|th)?\s+and\b", re.I)
_BETWEEN = bounded(r"\bbetween\s+(?:the\s+)?$", re.I)
_NAMED_AFTER = bounded(r"['’]s\b|\s+[A-Z][a-z]+|-\w")
_ABBREVIATED = bounded(r"\s*[a-z\d,]")
_COUNTING = as_bytes("in since during this last until")
_DATE_WORD = bounded(r"\b(?:on|by|since|from|until|till|before|after|through|and|to)\s+$", re.I)


def _number(day: str) -> int:
    """A day of the month from figures or words."""
    digits = day.rstrip("stndrhSTNDRH") if day[0].isdigit() else ""
    return int(digits) if digits else ORDINALS[day.lower().replace(" ", "-")]


def _year(text: str | None) -> int | None:
    """A year of four figures, or of two after an apostrophe (the century nearest 2000)."""
    if text is None:
        return None
    digits = int(text.lstrip("'’"))
    if digits >= 100:
        return digits
    return digits + (2000 if digits < 50 else 1900)


def _dates(frame: Frame, at: int, m: re.Match[str], end: int, year: int | None) -> list[Moment]:
    """A matched day of a month, or the range from it to a second day."""
    month, day = MONTHS[m["month"].lower()], _number(m["day"])
    if not m["last"]:
        one = frame.calendar_date(at, end, year=year, month=month, day=day)
        return [one] if one else []
    middle = max(m.end("day"), m.end("month")) if m.start("month") == at else m.end("day")
    first = frame.calendar_date(at, middle, year=year, month=month, day=day)
    last = frame.calendar_date(m.start("last"), end, year=year, month=month, day=_number(m["last"]))
    if first is None or last is None:
        return []
    if _PAIR.search(m.group()) and not _BETWEEN.search(frame.before(at)):
        return [first, last]
    return ranges.between(frame, first, last)


def read_day_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "24 February 2022", "24th of Feb.", "24-Feb-2022", "4 to 22 January 1995"."""
    if at and frame.text[at - 1] in "$€£¥.,:":
        return ()
    m = DAY_MONTH.match(frame.text, at)
    if m is None or (m["month"].lower() == "may" and m["month"][0] == "m" and not m["year"]):
        return ()
    if m["month"].lower() in AMBIGUOUS_MONTHS and m["month"][0].islower() and "of" not in m.group():
        return ()
    year, end = _year(m["year"] or m["tight"]), m.end()
    if m["year"] and _is_count(frame.text, m.end("year"), int(year or 0)):
        year, end = None, _end_before(frame.text, m.start("year"))
    return tuple(_dates(frame, at, m, _trim(frame.text, end), year))


def read_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    """A mention that begins with a month: with a day, a year, another month, or alone."""
    m = MONTH.match(frame.text, at)
    if m is None:
        return ()
    after = frame.text[m.end() : m.end() + 8].lstrip(" \t\n\xa0,-/–—.")[:1]
    if not after or after not in _BEFORE_MORE:
        return _month_alone(frame, at)
    return (
        _month_day(frame, at)
        or _month_to_month(frame, at)
        or _month_year(frame, at)
        or _month_alone(frame, at)
    )


def _month_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_DAY.match(frame.text, at)
    if m is None or not _capital(m):
        return ()
    year, end = _year(m["year"]), m.end()
    if m["year"] and _is_count(frame.text, m.end("year"), int(year or 0)):
        year, end = None, _end_before(frame.text, m.start("year"))
    plain = m["day"].isdigit() and year is None and not m["last"]
    if plain and frame.word_before(at) in _COUNTING and _COUNTED.match(frame.text, end):
        return ()  # "In May 20 people died"
    return tuple(_dates(frame, at, m, _trim(frame.text, end), year))


def _month_to_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_TO_MONTH.match(frame.text, at)
    if m is None or not (m["month"][0].isupper() and m["until"][0].isupper()):
        return ()
    year = _year(m["year"])
    end = _trim(frame.text, m.end())
    months = MONTHS[m["month"].lower()], MONTHS[m["until"].lower()]
    back = year - 1 if year is not None and months[0] > months[1] else year
    first = frame.calendar_date(at, m.end("month"), year=back, month=months[0])
    last = frame.calendar_date(m.start("until"), end, year=year, month=months[1])
    return tuple(ranges.between(frame, first, last)) if first and last else ()


def _month_year(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_YEAR.match(frame.text, at)
    if m is None or (m["month"].islower() and m["month"] in ("may", "march", "mar")):
        return ()
    year = _year(m["year"])
    if _is_count(frame.text, m.end("year"), int(year or 0)):
        return ()
    found = frame.calendar_date(at, m.end(), year=year, month=MONTHS[m["month"].lower()])
    return (found,) if found else ()


def _month_alone(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH.match(frame.text, at)
    if m is None:
        return ()
    name = m["month"].lower()
    if name in AMBIGUOUS_MONTHS or len(name) <= 4:
        word = frame.word_before(at)
        if word not in _PREPOSITIONS and not (word == b"s" and frame.text[at - 3] in "'’"):
            return ()
        modal = word == b"this" and name in ("may", "march")  # "this may take longer"
        small = m["month"].islower() and name in AMBIGUOUS_MONTHS
        if small and (modal or word not in _SMALL_MONTH):
            return ()
    if name in AMBIGUOUS_MONTHS and _NAMED_AFTER.match(frame.text, m.end("month")):
        return ()  # a person: "April Jones", "from May's government"
    found = frame.calendar_date(at, _trim(frame.text, m.end()), month=MONTHS[name])
    return (found,) if found else ()


def read_iso(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "2022-02-24", "2022/02/24", "2022 November", "2022-11"."""
    m = ISO.match(frame.text, at)
    if m is not None:
        found = frame.calendar_date(
            at, m.end(), year=int(m["year"]), month=int(m["month"]), day=int(m["day"])
        )
        return (found,) if found else ()
    m = YEAR_MONTH.match(frame.text, at)
    if m is None or (m["month"] in ("may", "march", "mar") and m["day"] is None):
        return ()
    after = frame.text[m.end() : m.end() + 4]
    if m["day"] is None and re.match(r"\s*\d", after):
        return ()  # "in 2016 March 3": a year, then a date
    found = frame.calendar_date(
        at,
        _trim(frame.text, m.end()),
        year=int(m["year"]),
        month=MONTHS[m["month"].lower()],
        day=_number(m["day"]) if m["day"] else None,
    )
    return (found,) if found else ()


def read_numeric(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "24/02/2022", "2/24/22", "on 22/04"; both fields open where it could be either."""
    if at and frame.text[at - 1] in "./-$€£,:#":
        return ()
    m = NUMERIC.match(frame.text, at)
    if m is not None:
        if len(m["year"]) == 2 and m["sep"] != "/":
            return ()
        year = int(m["year"]) if len(m["year"]) == 4 else _year("'" + m["year"])
        return _day_month(frame, at, m.end(), int(m["a"]), int(m["b"]), year)
    m = DAY_SLASH.match(frame.text, at)
    if m is not None and _DATE_WORD.search(frame.before(at)):
        a, b = int(m["a"]), int(m["b"])
        if (a > 12) != (b > 12) and (a, b) != (24, 7):
            return _day_month(frame, at, m.end(), a, b, None)
    m = SLASH_YEAR.match(frame.text, at)
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


def read_feast(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "Christmas Day", "New Year's Eve 2019"."""
    m = _FEAST.match(frame.text, at)
    if m is None or not m["feast"][0].isupper():
        return ()
    month, day = FEASTS[" ".join(m["feast"].lower().replace("’", "'").split())]
    found = frame.calendar_date(at, m.end(), year=_year(m["year"]), month=month, day=day)
    return (found,) if found else ()


def read_ordinal_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "on the 24th": a day of a month that is not stated."""
    m = _THE_DAY.match(frame.text, at)
    if m is None or not re.search(r"\b(?:on|until|by|since) the\s+$", frame.before(at), re.I):
        return ()
    found = frame.calendar_date(at, m.end(), day=_number(m["day"]))
    return (found,) if found else ()


def _capital(m: re.Match[str]) -> bool:
    """Whether a month before a day is one: "March 3", but not "march 3 miles"."""
    return m["month"][0].isupper() or m["month"] not in AMBIGUOUS_MONTHS or not m["day"].isdigit()


def _is_count(text: str, end: int, year: int) -> bool:
    """Whether four figures after a date count the noun behind them: "On 5 June, 2000 troops"."""
    return bool(_COUNTED_AFTER.match(text, end)) and not 1 <= year < 100


def _end_before(text: str, at: int) -> int:
    """The end of what stands before a position, without comma and spaces."""
    return (
        len(text[:at].rstrip(" ,\t\n"))
        if at < 200
        else at - (len(text[at - 200 : at]) - len(text[at - 200 : at].rstrip(" ,\t\n")))
    )


def _trim(text: str, end: int) -> int:
    """An end that leaves the full stop of the sentence out, and keeps that of "Feb. 24"."""
    return end - 1 if text[end - 1] == "." and not _ABBREVIATED.match(text, end) else end
