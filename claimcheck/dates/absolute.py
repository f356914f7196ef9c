"""Dates by their day and month, and months with or without a year."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.dates import calendar, ranges
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numerals import CARDINAL_DAY, ORDINAL_DAY, WORD_YEAR, word_day, word_year
from claimcheck.dates.vocabulary import (
    AMBIGUOUS_MONTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    bounded,
)
from claimcheck.types import Moment, changed

MONTH_WORD = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![A-Za-z])\.?"
_FIGURE: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
DAY = rf"(?P<day>{_FIGURE}|(?:{ORDINAL_DAY}|{CARDINAL_DAY})\b)"
_LAST: Final = (
    rf"(?:the\s+)?(?P<last>{_FIGURE}|(?:{ORDINAL_DAY})\b(?=\s*(?:[.,;:)]|$|of\b)))"
    r"(?![\d:]|[.,]\d|\s?(?:%|[mb]illion|mln|bln|p(?:er\s)?c(?:en)?t))"
)
_TO = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s*"
_THROUGH = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
YEAR = rf"(?P<year>[12]\d{{3}}|['’]\d\d|{WORD_YEAR})(?!\d|[.,:]\d|-\d|%|['’]?s\b)"
_AFTER_DAY = rf"(?:(?:\s*,?\s+(?:of\s+)?|\s*,\s*){YEAR})?"

#: "April 15-day forward": a length, and no day.
_UNIT = r"(?:day|week|month|year|hour|minute|point|member|man|mile|strong|percent)"

DAY_MONTH: Final = bounded(
    rf"{DAY}(?:{_TO}{_LAST})?(?:\s+day(?=\s+of))?\s*(?:of\s+|[-/.]\s?)?(?:(?<=\s)|(?<=[-/.])|(?<=\d)){MONTH_WORD}"
    rf"(?:[-/]{YEAR.replace('<year>', '<tight>')}|{_AFTER_DAY})",
    re.I,
)
MONTH_DAY: Final = bounded(
    rf"{MONTH_WORD}(?:\s*[-/]?\s*|\s+the\s+){DAY}(?!\d|[.,:]\d|%|['’]s\b|-{_UNIT})(?:{_TO}{_LAST})?{_AFTER_DAY}",
    re.I,
)
MONTH_YEAR: Final = bounded(rf"{MONTH_WORD}(?:\s*,?\s+(?:of\s+)?|\s*,\s*|[-/]){YEAR}", re.I)
MONTH_TO_MONTH: Final = bounded(
    rf"{MONTH_WORD}{_THROUGH}"
    rf"{MONTH_WORD.replace('<month>', '<until>')}(?:\s*,?\s+(?:of\s+)?{YEAR})?(?!\s*\d)",
    re.I,
)
MONTH: Final = bounded(MONTH_WORD, re.I)
_THE_DAY: Final = bounded(
    rf"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)|(?:{ORDINAL_DAY})\b)(?=\s*(?:[.,;)!?]|$|at\b"
    r"|(?:is|was)\s+the\s+da))",
    re.I,
)
#: The first ordinal word that is more often a day than a place in a row ("on the second").
_DAY_IN_WORDS = 13
_THE: Final = bounded(r"\bthe\s+$", re.I)
_IS_THE_DAY: Final = bounded(r"\d{1,2}(?:st|nd|rd|th)\s+(?:is|was)\s+the\s+(?:day|date)\b", re.I)
_ON_THE: Final = bounded(r"\b(?:on|until|by|since)\s+the(?:\s+day\s+of(?:\s+the)?)?\s+$", re.I)
#: Words after a month that may be a day or a year, or join another month to it.
_BEFORE_MORE: Final = as_bytes(
    (
        *MONTHS, *(word for word in NUMBERS if word != "a"), *(w.split("-")[0] for w in ORDINALS),
        "to", "through", "until", "till", "of", "the",
    )
)  # fmt: skip
_DIGITS: Final = frozenset(b"%d" % digit for digit in range(10))

_COUNTED: Final = bounded(
    r"\s+(?:(?!(?:is|was|has|as|its|this|us|hours|hrs|thus|perhaps|always|does|during)\b)"
    r"[a-z]{2,}s|people|men|women|children|percent|per cent|million|billion|thousand|personnel|"
    r"more|other|new|police)\b|\s?%"
)
#: After a day and a month nearly any four figures are the year, whatever verb in "-s" follows.
_COUNTED_AFTER: Final = bounded(
    r"\s+(?:[a-z]+\s+)?(?:people|men|women|children|percent|per cent|million|billion|"
    r"thousand|personnel|police|troops|soldiers|workers|students|protesters|demonstrators|refugees|migrants|voters|"
    r"cases|deaths|homes|houses|jobs|seats|votes|tonnes|tons|dollars|euros|pounds|miles|metres|"
    r"meters|kilometres|kilometers|members|delegates|companies|firms|patients|passengers)\b|\s?%"
)
#: Words that make a month of one that is another word too, or an abbreviation.
_PREPOSITIONS: Final = as_bytes(
    """
    in by since until till last next this early late mid of during through from to before after and
    or between for end start month every each coming past previous the its their our
    """
)
_SMALL_MONTH: Final = as_bytes("in since until last next this early late mid")
_PAIR: Final = bounded(r"\d(?:st|nd|rd|th)?\s+and\b", re.I)
_BETWEEN: Final = bounded(r"\bbetween\s+(?:the\s+)?$", re.I)
_NAMED_AFTER: Final = bounded(r"['’]s\b|\s+[A-Z][a-z]+|-\w")
_OF_YEAR: Final = bounded(r"\s+(?:of\s+)?(?:this|last|next)\s+year\b")
_ABBREVIATED: Final = bounded(r"\s*[a-z\d,]")
_MEASURED: Final = bounded(r"\s?(?:%|(?:p(?:er\s)?c(?:en)?t|mln|bln|[mb]illion|dlrs?)\b)")
_LABELS: Final = as_bytes("section article chapter paragraph part page item rule clause no")
_COUNTING: Final = as_bytes("in since during this last until")


def day_number(day: str) -> int:
    """A day of the month from figures or words."""
    digits = day.rstrip("stndrhSTNDRH") if day[0].isdigit() else ""
    return int(digits) if digits else word_day(day)


def year_number(text: str | None) -> int | None:
    """A year in words, of four figures, or of two after an apostrophe (the one near 2000)."""
    if text is None:
        return None
    if text[0].isalpha():
        return word_year(text)
    digits = int(text.lstrip("'’‘"))
    if digits >= 100:
        return digits
    return digits + (2000 if digits < 50 else 1900)


def _dates(frame: Frame, at: int, m: re.Match[str], end: int, year: int | None) -> list[Moment]:
    """A matched day of a month, or the range from it to a second day."""
    month, day = MONTHS[m["month"].lower()], day_number(m["day"])
    if not m["last"]:
        one = frame.calendar_date(at, end, year=year, month=month, day=day)
        return [one] if one else []
    middle = max(m.end("day"), m.end("month")) if m.start("month") == at else m.end("day")
    until = day_number(m["last"])
    later = month % 12 + 1 if until < day and m.start("month") == at else month  # "April 27 to 3"
    sooner = month if until >= day or later != month else (month - 2) % 12 + 1  # "27 to 3 April"
    first = frame.calendar_date(at, middle, year=year, month=sooner, day=day)
    last = frame.calendar_date(m.start("last"), end, year=year, month=later, day=until)
    if first is None or last is None:
        return []
    if _PAIR.search(m.group()) and not _BETWEEN.search(frame.before(at)):
        return [first, last]
    return ranges.between(frame, first, last)


def read_day_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "24 February 2022", "24th of Feb.", "24-Feb-2022", "4 to 22 January 1995"."""
    if (at and frame.text[at - 1] in "$€£¥.,:") or frame.word_before(at) in _LABELS:
        return ()
    m = DAY_MONTH.match(frame.text, at)
    if m is None or (m["month"].lower() == "may" and m["month"][0] == "m" and not m["year"]):
        return ()
    small = m["month"].islower() and m["month"] in AMBIGUOUS_MONTHS - {"june", "april"}
    if small and "of" not in m.group():
        return ()
    year, end = year_number(m["year"] or m["tight"]), m.end()
    if m["year"] and _is_count(frame.text, m.end("year"), int(year or 0)):
        year, end = None, _end_before(frame.text, m.start("year"))
    return tuple(_dates(frame, at, m, trim(frame.text, end), year))


def read_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    """A mention that begins with a month: with a day, a year, another month, or alone."""
    m = MONTH.match(frame.text, at)
    if m is None:
        return ()
    after = frame.flat[m.end() : m.end() + 16].split(None, 1)
    if after and (after[0][:1] in _DIGITS or after[0] in _BEFORE_MORE):
        more = _month_day(frame, at) or _month_to_month(frame, at) or _month_year(frame, at)
        if more:
            return more
    return _month_alone(frame, m)


def _month_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_DAY.match(frame.text, at)
    if m is None or not _capital(m) or _contract(frame.text, at, m):
        return ()
    year, end = year_number(m["year"]), m.end()
    if m["year"] and _is_count(frame.text, m.end("year"), int(year or 0)):
        year, end = None, _end_before(frame.text, m.start("year"))
    plain = m["day"][-1] not in "tdhTDH" and year is None and not m["last"]
    if plain and _MEASURED.match(frame.text, end):
        return ()  # "April 5 pct, March 4 pct"
    if plain and frame.word_before(at) in _COUNTING and _COUNTED.match(frame.text, end):
        return ()  # "In May 20 people died"
    return tuple(_dates(frame, at, m, trim(frame.text, end), year))


def _month_to_month(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_TO_MONTH.match(frame.text, at)
    if m is None or not (m["month"][0].isupper() and m["until"][0].isupper()):
        return ()
    year = year_number(m["year"])
    end = trim(frame.text, m.end())
    months = MONTHS[m["month"].lower()], MONTHS[m["until"].lower()]
    back = year - 1 if year is not None and months[0] > months[1] else year
    first = frame.calendar_date(at, m.end("month"), year=back, month=months[0])
    last = frame.calendar_date(m.start("until"), end, year=year, month=months[1])
    return tuple(ranges.between(frame, first, last)) if first and last else ()


def _month_year(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = MONTH_YEAR.match(frame.text, at)
    if m is None or (m["month"].islower() and m["month"] in ("may", "march", "mar")):
        return ()
    year = year_number(m["year"])
    if _is_count(frame.text, m.end("year"), int(year or 0)):
        return ()
    found = frame.calendar_date(at, m.end(), year=year, month=MONTHS[m["month"].lower()])
    return (found,) if found else ()


def _month_alone(frame: Frame, m: re.Match[str]) -> tuple[Moment, ...]:
    at, name = m.start(), m["month"].lower()
    if name in AMBIGUOUS_MONTHS or len(name) <= 4:
        word = frame.word_before(at)
        of_year = _OF_YEAR.match(frame.text, m.end())
        if (
            not of_year
            and word not in _PREPOSITIONS
            and not (word == b"s" and frame.text[at - 3] in "'’")
        ):
            return ()
        modal = word == b"this" and name in ("may", "march")  # "this may take longer"
        small = m["month"].islower() and name in AMBIGUOUS_MONTHS
        if small and not of_year and (modal or word not in _SMALL_MONTH):
            return ()
    if name in AMBIGUOUS_MONTHS and _NAMED_AFTER.match(frame.text, m.end("month")):
        return ()  # a person: "April Jones", "from May's government"
    found = frame.calendar_date(at, trim(frame.text, m.end()), month=MONTHS[name])
    return (found,) if found else ()


def read_ordinal_day(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "on the 24th", "the 24th was the day when": a day of a month that is not stated."""
    told = _ON_THE.search(frame.before(at)) or (
        _THE.search(frame.before(at)) and _IS_THE_DAY.match(frame.text, at)
    )
    return day_alone(frame, at) if told else ()


def day_alone(frame: Frame, at: int) -> tuple[Moment, ...]:
    """A day of a month that is not stated: the last or the next such day, by the clause's tense."""
    m = _THE_DAY.match(frame.text, at)
    if m is None or (m["day"][0].isalpha() and day_number(m["day"]) < _DAY_IN_WORDS):
        return ()
    found = frame.calendar_date(at, m.end(), day=day_number(m["day"]))
    if found is None or found.day is None or frame.published is None:
        return (found,) if found else ()
    future = frame.future(at, m.end())
    near = calendar.nearest_day(frame.published, found.day, future=future)
    other = calendar.nearest_day(frame.published, found.day, future=not future)
    if near is None:
        return (found,)
    other = None if other == near else other
    return (changed(found, start=near, end=near, resolved=True, other=other),)


def _contract(text: str, at: int, m: re.Match[str]) -> bool:
    """Whether a month and a figure without a space are a delivery month: "MAY7", "Jan/Mar8"."""
    glued = m.end("month") == m.start("day") and len(m["day"]) == 1
    return glued and (m["month"].isupper() or text[at - 1 : at] == "/")


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


def trim(text: str, end: int) -> int:
    """An end that leaves the full stop of the sentence out, and keeps that of "Feb. 24"."""
    return end - 1 if text[end - 1] == "." and not _ABBREVIATED.match(text, end) else end
