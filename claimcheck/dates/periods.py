"""Periods: decades, centuries, quarters, halves and seasons."""

from __future__ import annotations

import re

from claimcheck.dates import calendar
from claimcheck.dates.absolute import year_number
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numerals import WORD_YEAR
from claimcheck.dates.vocabulary import DECADE_WORDS, NUMBERS, ORDINALS, SEASONS, bounded
from claimcheck.types import Moment, changed

_DECADE = bounded(r"(?P<year>1[0-9]\d0|20\d0)['’]?s\b")
_SHORT_DECADE = bounded(r"(?P<year>[2-9]0)['’]?s\b")
_ORDINAL_WORD = r"(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th|opening|closing)"
_QUARTER = bounded(
    rf"(?:(?P<code>[QH][1-4])(?!\w|-(?!(?:19|20)\d\d))|{_ORDINAL_WORD}[\s-](?P<unit>quarter|half))"
    r"(?!\s+of\s+an?\b)"
    r"(?:(?:\s+of)?(?:\s+the)?(?P<fiscal>\s+fiscal(?:\s+year)?|\s+FY)?[\s-]*['’]?"
    rf"(?P<year>(?:19|20)\d\d|(?<=['’])\d\d|{WORD_YEAR})(?!\d|[.,]\d|%)"
    r"|\s+(?:of\s+)?(?P<which>this|last|next|(?<=of\s)the)\s+(?:financial\s+)?year\b)?",
    re.I,
)
_YEAR_QUARTER = bounded(
    r"(?P<year>(?:19|20)\d\d)(?:[\s-]?(?P<code>[QHqh][1-4])(?!\w)"
    r"|\s+(?:the\s+)?(?P<ordinal>first|second|third|fourth|final)\s+(?P<unit>quarter|half)\b)"
)
_WORD_DECADE = bounded(
    rf"(?:(?P<century>eighteen|nineteen|twenty)[\s-](?P<tens>{'|'.join(DECADE_WORDS)}|tens)"
    r"|(?P<noughties>two[\s-]thousands|noughties))(?![A-Za-z])",
    re.I,
)
_WORD = re.compile(r"[a-z]+", re.I)
_BEFORE_CODE = as_bytes("in for of during since by from until through to and vs the last this")
#: The longest first: "twenty-first" is no first.
_CENTURY_WORDS = sorted((word for word, n in ORDINALS.items() if n <= 21), key=len, reverse=True)
_SEASON = bounded(
    rf"(?P<season>{'|'.join(SEASONS)})"
    rf"(?:\s*,?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d|{WORD_YEAR})(?!\d|[.,]\d|%))",
    re.I,
)
_CENTURY = bounded(
    rf"(?:(?P<n>[1-9]|1\d|2[01])(?:st|nd|rd|th)|(?P<word>{'|'.join(_CENTURY_WORDS)}))"
    r"[\s-]+century\b(?!\s+(?:fox|bc))",
    re.I,
)


def read_decade(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the 1990s", "the '90s", and what else begins with figures: "the 21st century"."""
    before = frame.before(at)
    m = _DECADE.match(frame.text, at)
    if m is not None:
        apostrophe = not m.group()[-2].isdigit()
        if apostrophe and not re.search(r"\b(?:the|early|mid|late)[\s-]+$", before, re.I):
            return ()
        year = int(m["year"])
        width = 99 if year % 100 == 0 and year < 2000 else 9
        return (frame.period(at, m.end(), calendar.of_years(year, year + width)),)
    m = _SHORT_DECADE.match(frame.text, at)
    if m is not None and re.search(r"\b(?:the|early|mid|late)[\s-]+['’]?$", before, re.I):
        if not before.endswith(("'", "’")) and not _is_of_years(before, frame.text[m.end() :]):
            return ()  # "in her 40s", "temperatures in the 80s"
        year = 1900 + int(m["year"])
        return (frame.period(at, m.end(), calendar.of_years(year, year + 9)),)
    return read_century(frame, at)


#: "In the 80s", of what happened, and not of temperatures or ages.
_HAPPENED = re.compile(
    r"\b(?:came\s+out|released|born|founded|opened|closed|built|filmed|recorded|formed|published|aired"
    r"|premiered|popular|music|fashion|began|started|ended|back)\b[\w\s,'’.-]{0,40}\bthe\s+"
    r"(?:early\s+|mid[\s-]+|late\s+)?$",
    re.I,
)
_WORK = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:film|movie|album|song|hit|single|series|show|band|music|style|fashion)s?\b"
)


def _is_of_years(before: str, after: str) -> bool:
    """Whether "the 80s" without an apostrophe is a decade, by what happened in it or is of it."""
    return bool(_HAPPENED.search(before[-90:]) or _WORK.match(after[:60]))


def read_century(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the 21st century", "the twentieth century"."""
    m = _CENTURY.match(frame.text, at)
    if m is None or (m["word"] and not _tells_time(frame, at, m)):
        return ()
    first = (int(m["n"]) if m["n"] else ORDINALS[m["word"].lower()]) * 100 - 100
    return (frame.period(at, m.end(), calendar.of_years(max(1, first), first + 99)),)


def _tells_time(frame: Frame, at: int, m: re.Match[str]) -> bool:
    """Whether a century in words is a time: "his tenth century" is a batsman's."""
    if m["word"] + "-" == m.group()[: len(m["word"]) + 1]:
        return True  # "a tenth-century church"
    of = re.match(r"\s+of\b", frame.text[m.end() : m.end() + 6])
    return not of and bool(re.search(r"\b(?:the|early|mid|late)[\s-]+$", frame.before(at), re.I))


def read_decade_in_words(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the nineteen seventies", "the twenty-tens", "the noughties"."""
    m = _WORD_DECADE.match(frame.text, at)
    if m is None:
        return ()
    first = 2000
    if m["century"]:
        first = 100 * NUMBERS[m["century"].lower()] + (DECADE_WORDS.get(m["tens"].lower()) or 10)
    return (frame.period(at, m.end(), calendar.of_years(first, first + 9)),)


def read_decade_word(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the nineties", "the roaring twenties" apart."""
    m = _WORD.match(frame.text, at)
    if m is None or m.group().lower() not in DECADE_WORDS:
        return ()
    if not re.search(
        r"\b(?:in|since|during|until|of|early|mid|late)\s+(?:the\s+)?$", frame.before(at), re.I
    ):
        return ()
    if not re.search(r"\bthe\s+(?:early\s+|mid-?\s*|late\s+)?$", frame.before(at), re.I):
        return ()
    year = 1900 + DECADE_WORDS[m.group().lower()]
    return (frame.period(at, m.end(), calendar.of_years(year, year + 9)),)


def read_year_quarter(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "2016 Q3", "2016-H2", "2016 the third quarter"."""
    m = _YEAR_QUARTER.match(frame.text, at)
    if m is None:
        return ()
    letter, number = _part_of_year(m)
    length = 3 if letter == "Q" else 6
    if number * length > 12:
        return ()
    year = int(m["year"])
    days = calendar.of_months(year, (number - 1) * length + 1, number * length)
    return (changed(frame.period(at, m.end(), days, year=year), part=f"{letter}{number}"),)


def read_quarter(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "Q3 2021", "third quarter of 2021", "first half of the year"."""
    m = _QUARTER.match(frame.text, at)
    if m is None:
        return ()
    letter, number = _part_of_year(m)
    if letter == "H" and (number > 2 or not (m["year"] or m["which"])):
        return ()
    fiscal = bool(m["fiscal"]) or bool(re.search(r"\bfiscal[\s-]+$", frame.before(at), re.I))
    dated = m["year"] or m["which"] or (m["code"] and frame.word_before(at) in _BEFORE_CODE)
    if not (dated or _reported(frame, at, m.end())):
        return ()  # "an Audi Q3", "the third quarter" of a match
    year = year_number(m["year"]) if m["year"] else None
    if year is not None and year < 100:
        year += 2000
    length = 3 if letter == "Q" else 6
    last_month = number * length
    days = None
    if not fiscal:
        where = year if year is not None else _year_of(frame, at, m, last_month)
        days = calendar.of_months(where, last_month - length + 1, last_month) if where else None
    found = frame.period(at, m.end(), days, year=year)
    return (changed(found, part=f"{letter}{number}", deictic=year is None),)


def _part_of_year(m: re.Match[str]) -> tuple[str, int]:
    """ "Q" for a quarter or "H" for a half, and which of the year's it is."""
    if m["code"]:
        return m["code"][0].upper(), int(m["code"][1])
    letter = "Q" if m["unit"].lower() == "quarter" else "H"
    return letter, _which(m["ordinal"].lower(), letter)


def _which(word: str, letter: str) -> int:
    if word in ("final", "last", "closing"):
        return 4 if letter == "Q" else 2
    if word == "opening":
        return 1
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _reported(frame: Frame, at: int, end: int) -> bool:
    """Whether a quarter with no year is one of the calendar, not of a match."""
    return bool(
        re.search(r"\b(?:in|for|during|fiscal|of)\s+(?:the\s+)?$", frame.before(at), re.I)
        and re.search(
            r"\b(?:profit|revenue|sales|earnings|gdp|growth|loss|economy|inflation|income|results|"
            r"output|percent|per cent|rose|fell|grew|exports|imports|shares)\b|[%$€£]",
            frame.text[max(0, at - 120) : end + 120],
            re.I,
        )
    ) or bool(
        re.match(
            r"[\s-]+(?:profit|revenue|sales|earnings|gdp|growth|loss|results)",
            frame.text[end : end + 12],
        )
    )


def _year_of(frame: Frame, at: int, m: re.Match[str], last_month: int) -> int | None:
    """The year of a quarter that states none, by the publication date."""
    if frame.published is None:
        return None
    which = (m["which"] or "").lower()
    if which in ("this", "the", "last", "next"):
        return frame.published.year + {"last": -1, "next": 1}.get(which, 0)
    future = frame.future(at, m.end())
    found = calendar.nearest_year(frame.published, last_month, None, future=future)
    if found == frame.published.year and not future and last_month - 2 > frame.published.month:
        return found - 1
    return found


def read_season(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "summer 2019", "the winter of 1941": the months depend on the hemisphere."""
    m = _SEASON.match(frame.text, at)
    if m is None:
        return ()
    season = m["season"].lower().replace("fall", "autumn")
    found = frame.period(at, m.end(), None, year=year_number(m["year"]))
    return (changed(found, part=season),)
