"""Days that are told by the day of the sentence before: "on that day", "a day earlier"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimcheck.dates.read import find_moments
from claimcheck.dates.vocabulary import MONTHS
from claimcheck.extraction.resolving import Resolved
from claimcheck.types import MomentKind, Span

_WEEK = 7
#: What opens a sentence and counts from the day before it, with the days between the two.
_COUNTED: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?:{words})(?=[,\s]\s*\w)(?!\s+(?:of|that|when|he|she|it|they)\b)"), days)
    for words, days in (
        (r"On that(?: same)? day|That(?: same)? day|(?:On )?[Tt]he same day", 0),
        (r"(?:A|One) day (?:earlier|before)|(?:On )?[Tt]he (?:previous day|day before(?=,))", -1),
        (r"(?:A|One) day later|(?:On )?[Tt]he (?:next|following) day|[Tt]he day after(?=,)", 1),
        (r"(?:A|One) week (?:earlier|before)", -_WEEK),
        (r"(?:A|One) week later", _WEEK),
    )
)
_NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items())}


def day_of(text: str, told: frozenset[date | None]) -> Resolved | None:
    """The day that opens `text`, counted from the one day told before it; `told` as `days_told`."""
    for pattern, days in _COUNTED:
        if found := pattern.match(text):
            before = next(iter(told), None)
            if before is None or len(told) > 1:
                return None
            day = before + timedelta(days=days)
            comma = "" if text[found.end()] == "," else ","
            words = f"On {day.day} {_NAMES[day.month]} {day.year}{comma}"
            return Resolved(Span(*found.span()), words)
    return None


def days_told(text: str, published: date | None) -> frozenset[date | None]:
    """The days that a sentence tells, None among them for a date that is no one day."""
    return frozenset(
        moment.start if moment.start == moment.end else None
        for moment in find_moments(text, published=published)
        if moment.kind in (MomentKind.DATE, MomentKind.WEEKDAY)
    )
