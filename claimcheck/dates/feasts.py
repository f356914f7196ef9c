"""Feasts of a date that is known everywhere: "Christmas Day", "New Year's Eve 2019", "Easter".

Those of one country, and those whose date differs between countries, are no dates here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimcheck.dates import calendar
from claimcheck.dates.absolute import YEAR, year_number
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import EASTER, FEASTS, bounded
from claimcheck.types import Moment, changed

_NAMES = "|".join(
    name.replace("'", "['’]") for name in sorted((*FEASTS, *EASTER), key=len, reverse=True)
)
_FEAST = bounded(rf"(?P<feast>{_NAMES})(?!['’]?[A-Za-z])(?:\s*,?\s+(?:of\s+|in\s+)?{YEAR})?", re.I)
#: A feast named by one word is a date after one of these, and before no noun of its own.
_SHORT = frozenset({"christmas", "easter", "new year"})
_AT = as_bytes("at on by since until till before after around from last next this over")
_RELATIVE = as_bytes("last next this")
_TREATY_NEXT = bounded(r"\s+(?:agreement|accords?|rising)\b", re.I)
_NOUN_NEXT = bounded(r"\s+[A-Z]|\s+(?:and|or|[a-z]+s|party|eve|day|tree|market|carol)\b|-")


def read_feast(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "Christmas Day", "New Year's Eve 2019", "at Easter", "Good Friday 2020"."""
    m = _FEAST.match(frame.text, at)
    if m is None or not (m["feast"][0].isupper() or m["year"]):
        return ()
    name = " ".join(m["feast"].lower().replace("’", "'").split())
    year = year_number(m["year"])
    if name in _SHORT and year is None:
        word = frame.word_before(at)
        title = word in _RELATIVE and frame.text[at - 1 - len(word)].isupper()  # "Last Christmas"
        if title or word not in _AT or _NOUN_NEXT.match(frame.text, m.end()):
            return ()
    if _TREATY_NEXT.match(frame.text, m.end()):
        return ()
    if name in EASTER:
        return (_easter(frame, at, m.end(), year, EASTER[name]),)
    month, day = FEASTS[name]
    found = frame.calendar_date(at, m.end(), year=year, month=month, day=day)
    return (found,) if found else ()


def _easter(frame: Frame, at: int, end: int, year: int | None, days: int) -> Moment:
    """A day counted from Easter Sunday, of the year stated, or the last or next such day."""
    if year is not None:
        day = _day(year, days)
        return changed(
            frame.day(at, end, day), deictic=False, year=year, month=day.month, day=day.day
        )
    if frame.published is None:
        return frame.day(at, end, None)
    today, future = frame.published, frame.future(at, end)
    near = _day(today.year, days)
    if (near < today) if future else (near > today):
        near = _day(today.year + (1 if future else -1), days)
    return frame.day(at, end, near)


def _day(year: int, days: int) -> date:
    return calendar.easter(year) + timedelta(days=days)
