"""Times in words: "noon", "nine o'clock", "half past eight", "eight thirty pm"."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.dates.clock import HALF, clock
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numerals import TWO_DIGITS, word_number
from claimcheck.dates.vocabulary import NUMBERS, bounded
from claimcheck.types import Moment, Span, changed

_HOURS: Final = "|".join(
    sorted((w for w, n in NUMBERS.items() if 1 <= n <= 12 and len(w) > 2), key=len, reverse=True)
)
_LATE_HOURS = "|".join(w for w, n in NUMBERS.items() if 13 <= n <= 19)
_OCLOCK = bounded(rf"(?P<h>1[0-2]|[1-9]|{_HOURS})\s?o['’]?\s?clock\b", re.I)
_PART = r"(?:in\s+the\s+(?:morning|afternoon|evening|night)|at\s+night)\b"
_WORD_HALF = bounded(
    rf"(?P<h>{_HOURS}|{_LATE_HOURS})(?:[\s-](?P<m>{TWO_DIGITS}))?"
    rf"(?:\s*{HALF}|(?=\s+{_PART}))",
    re.I,
)
_PAST = bounded(
    rf"(?P<what>half|(?:a\s+|three\s+)?quarters?|(?:{TWO_DIGITS}|{_HOURS}|\d{{1,2}})"
    r"(?P<min>\s+min(?:ute)?s?)?)"
    rf"\s+(?P<way>past|to)\s+(?P<h>1[0-2]|[1-9]|{_HOURS})\b(?:[\s-](?P<half_hour>thirty)\b)?"
    rf"(?P<marked>\s*o['’]?clock|(?=\s+{_PART}))?(?:\s*{HALF})?",
    re.I,
)
#: "Past 8pm" leaves no word boundary after the hour.
_PAST_HALF = bounded(
    r"(?P<what>half|(?:a\s+|three\s+)?quarters?)\s+(?P<way>past|to)"
    rf"\s+(?P<h>1[0-2]|[1-9])\s*{HALF}",
    re.I,
)
_NOON = bounded(r"(?:12\s+)?(?P<noon>noon|midday|midnight)\b", re.I)
_NO_TIME = bounded(r"\s+(?:sun|oil|mass|snack|feast|train|express)\b")
_OPENS = bounded(r"(?:[.!?]|[Aa]t)\s+$")
_HOUR_AND_PART = bounded(rf"(?P<h>1[0-2]|[1-9]|{_HOURS})\s+(?P<part>{_PART})", re.I)
_AT = as_bytes("at by until till from since around about circa before after s is was")
_AT_PAST = as_bytes("at by until since")


def read_spoken(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "noon", "midnight", "nine o'clock", "half past eight", "eight thirty pm"."""
    m = _NOON.match(frame.text, at)
    if m is not None:
        return _noon(frame, at, m)
    m = _OCLOCK.match(frame.text, at)
    if m is not None:
        return clock(frame, at, m.end(), word_number(m["h"]), 0, None, written="1")
    m = _PAST.match(frame.text, at) or _PAST_HALF.match(frame.text, at)
    if m is not None:
        return _past(frame, at, m)
    m = _WORD_HALF.match(frame.text, at)
    if m is not None and (m["m"] or m["half"]):
        minute = word_number(m["m"]) if m["m"] else 0
        if minute < 60:
            return clock(frame, at, m.end(), word_number(m["h"]), minute, m["half"], written="1")
    m = _HOUR_AND_PART.match(frame.text, at)
    if m is not None and frame.word_before(at) in _AT:
        return _hour_and_part(frame, at, m)
    return ()


def _hour_and_part(frame: Frame, at: int, m: re.Match[str]) -> tuple[Moment, ...]:
    """Read "at 8 in the evening": the part of the day belongs to the mention."""
    found = clock(frame, at, m.end("h"), word_number(m["h"]), 0, None, written="1")
    words = frame.words(at, m.end())
    return tuple(changed(each, span=Span(at, m.end()), words=words) for each in found)


def _noon(frame: Frame, at: int, m: re.Match[str]) -> tuple[Moment, ...]:
    """Read "noon" and "midnight", but no name ("High Noon", "Midnight Oil")."""
    if _NO_TIME.match(frame.text, m.end()):
        return ()
    if m["noon"][0].isupper() and at and not _OPENS.search(frame.before(at)):
        return ()
    hour = 0 if m["noon"].lower() == "midnight" else 12
    return clock(frame, at, m.end(), hour, 0, None, written="00")


def _past(frame: Frame, at: int, m: re.Match[str]) -> tuple[Moment, ...]:
    """Read "half past eight", "a quarter to nine", "20 min past eight"."""
    groups = m.groupdict()
    what, way = m["what"].lower(), m["way"].lower()
    plain = what != "half" and "quarter" not in what and not groups.get("min")
    marked = groups.get("marked") is not None or m["half"]
    if plain and (way == "to" or not (marked or frame.word_before(at) in _AT_PAST)):
        return ()  # "ten to twelve people"
    if "quarter" in what:
        minutes = 45 if what.startswith("three") else 15
    else:
        minutes = 30 if what == "half" else word_number(re.split(r"\s+min", what)[0])
    if not 0 < minutes < 60 or (what == "half" and way == "to"):
        return ()
    hour, past = word_number(m["h"]), 30 if groups.get("half_hour") else 0
    total = hour * 60 + past + (minutes if way == "past" else -minutes)
    return clock(frame, at, m.end(), total // 60 or 12, total % 60, m["half"], written="1")
