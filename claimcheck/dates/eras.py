"""Years and centuries that are told with their era: "44 BC", "AD 79", "5th century BCE".

The calendar of the library that dates are kept in begins with the year 1. A year before it has its
number, negative, and no days: two such years compare, and such a year with any other. A period
before it has no number either, and agrees with the very same words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from claimcheck.dates import calendar
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import MONTHS, ORDINALS, bounded
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Moment, Span, changed
from claimcheck.types.members import DATE

_BEFORE = r"(?:BCE?|B\.\s?C\.(?:\s?E\.)?)"
_AFTER = r"(?:AD|A\.\s?D\.|CE|C\.\s?E\.)"
_NUMBER = r"(?:\d{1,3},\d{3}|[1-9]\d{0,5})"
_MONTH = rf"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"[1-9]\d?(?:st|nd|rd|th)?"
_YEAR: Final = bounded(
    rf"(?:(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})\s*,?\s+"
    rf"|(?P<named>{_MONTH})\s+(?:(?P<nth>{_DAY})\s*,?\s+)?)?"
    rf"(?P<year>{_NUMBER})(?:\s*(?P<join>[-–—/]|to|and|or)\s*(?P<last>{_NUMBER}))?"
    rf"\s?(?:(?P<before>{_BEFORE})|{_AFTER})(?!\w)"
)
_LED: Final = bounded(r"(?:AD|A\.\s?D\.)\s?(?P<year>[1-9]\d{0,3})(?!\d|[.,]\d|\w)")
_CENTURY: Final = bounded(
    rf"(?i:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
    rf"[\s-]+(?:century|millennium)\s+{_BEFORE}(?!\w)"
)
#: "C. 950 to c. 1250" needs none.
_ABOUT: Final = bounded(
    r"ca?\.\s?(?P<first>[1-9]\d{2,3})\s*(?:[-–—]|to)\s*(?:ca?\.\s?)?(?P<last>[1-9]\d{2,3})"
    r"(?=\s*(?:[.,;:)](?!\d)|$))"
)
#: Where one of them may begin; the eras are rare, so that they are looked for first.
_ERA = re.compile(rf"\b(?:{_BEFORE}|{_AFTER})(?!\w)")
#: How far before its era a date or century may begin, in characters.
_REACH: Final = 40
_START = re.compile(r"(?<![\w.,$€£/–—-])[A-Za-z\d]")
#: Words before a year with its era, where a word that is none of grammar follows.
_TOLD = as_bytes(
    """
    in since until till by from before after around about circa c ca between year years early late
    mid during throughout
    """
)
_HEDGED = bounded(
    r"\b(?:about|around|approximately|roughly|circa|ca?\.?|some)\s+(?:the\s+)?$", re.I
)
_PUNCTUATED = re.compile(r"\s*(?:[.,;:)\]–—-]|$)")
_FOLLOWING = re.compile(r"\s+([A-Za-z]+)")


def may_have_era(text: str) -> bool:
    """Whether a text has the letters of an era: a cheap look before the places are sought."""
    return any(letters in text for letters in ("BC", "AD", "CE", "C.", "D.", "c.", "ca."))


def era_places(text: str) -> Iterator[int]:
    """The places before an era where a date, a year or a century may begin, and the era's own."""
    for era in _ERA.finditer(text):
        low = max(0, era.start() - _REACH)
        yield from (m.start() for m in _START.finditer(text, low, era.start()))
        yield era.start()
    yield from (about.start() for about in _ABOUT.finditer(text))


def read_era(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "44 BC", "15 March 44 BC", "300–200 BCE", "AD 79", "79 CE", "c. 950 to c. 1250"."""
    text = frame.text
    if (m := _ABOUT.match(text, at)) and int(m["first"]) < int(m["last"]) <= _LATEST:
        days = calendar.of_years(int(m["first"]), int(m["last"]))
        return (changed(frame.period(at, m.end(), days), margin=LEEWAY_OF_YEAR),)
    if m := _CENTURY.match(text, at):
        return (frame.period(at, m.end(), None),)
    if m := _LED.match(text, at):
        found = frame.calendar_date(at, m.end(), year=int(m["year"]))
        return (found,) if found is not None else ()
    m = _YEAR.match(text, at)
    if m is None or not _tells_time(frame, at, m.end()):
        return ()
    named = m["month"] or m["named"]
    month = MONTHS[named.lower().rstrip(".")] if named else None
    figures = m["day"] or m["nth"]
    day = int(re.sub(r"\D", "", figures)) if figures else None
    year = int(m["year"].replace(",", ""))
    if m["before"] is None:
        if m["last"]:
            return _period(frame, m)
        if year > _LATEST:
            return ()
        found = frame.calendar_date(at, m.end(), year=year, month=month, day=day)
        return (found,) if found is not None else ()
    if m["last"]:
        return (frame.period(at, m.end(), None),)
    words = frame.words(at, m.end())
    margin = LEEWAY_OF_YEAR if _HEDGED.search(frame.before(at)) else 0
    found = Moment(Span(at, m.end()), DATE, year=-year, month=month, day=day, words=words)
    return (changed(found, margin=margin),)


def _period(frame: Frame, m: re.Match[str]) -> tuple[Moment, ...]:
    """The period of "900–1100 AD": "in 79 and 81 AD" is none."""
    first, last = (int(m[name].replace(",", "")) for name in ("year", "last"))
    joined = m["join"] not in ("and", "or") or frame.word_before(m.start()) == b"between"
    if not joined or m["month"] or m["named"] or not first < last <= _LATEST:
        return ()
    return (frame.period(m.start(), m.end(), calendar.of_years(first, last)),)


#: By how many days a year may be off that is hedged.
LEEWAY_OF_YEAR: Final = 731
#: The last year that the calendar has.
_LATEST: Final = 9999


def _tells_time(frame: Frame, at: int, end: int) -> bool:
    """Whether an era is one: "44 BC hydro workers" are of a province."""
    following = _FOLLOWING.match(frame.text, end)
    if _PUNCTUATED.match(frame.text, end) or following is None:
        return True
    return following[1] in STOPWORDS or frame.word_before(at) in _TOLD
