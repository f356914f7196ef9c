"""Times of day, with their zone: "13:45 GMT", "1.45pm", "9 a.m. ET", "0900 hours", "noon"."""

from __future__ import annotations

import re

from claimcheck.dates import calendar
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import ZONE_CODES, ZONE_PLACES, ZONES, bounded
from claimcheck.types import Bound, Moment, MomentKind, Span, changed

_CODES = "|".join((*ZONE_CODES, *map(str.upper, ZONE_CODES)))
HALF = r"(?P<half>[ap])\s?\.?\s?m\b\.?"
_COLON = bounded(
    rf"(?P<h>[01]?\d|2[0-4])(?P<sep>[:.])(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d|[:.]\d|%)"
    rf"(?:\s*{HALF})?",
    re.I,
)
_HOUR_HALF = bounded(rf"(?P<h>1[0-2]|0?[1-9])\s*\.?{HALF}", re.I)
_HOUR_TO_HOUR = bounded(
    rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*"
    rf"(?=(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s*{HALF})",
    re.I,
)
_FOUR = bounded(
    rf"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:(?P<hours>\s?(?:hours|hrs|h\b))|(?=\s?(?:{_CODES})"
    rf"\b)|(?P<zulu>Z)\b)",
)
_H = bounded(r"(?P<h>[01]?\d|2[0-3])\s?[hH]\s?(?P<m>[0-5]\d)(?!\d|\w)")
_PART_OF_DAY = bounded(
    r"\s+(?:in\s+the\s+|at\s+|on\s+\w+day\s+|this\s+)?(?P<part>morning|afternoon|evening|night|tonight)\b",
    re.I,
)
_PART_BEFORE = bounded(
    r"\b(?P<part>morning|afternoon|evening|night|tonight),?\s+(?:at\s+(?:about\s+)?)?$", re.I
)
_ZONE = bounded(
    rf"(?:\s*\(?\s?)(?:(?P<sign>(?:UTC|GMT)\s?(?P<pm>[+\-−–])\s?(?P<oh>1[0-4]|0?\d)(?::?(?P<om>[0-5]\d))?(?!\d))"
    rf"|(?P<code>{'|'.join(c.upper() for c in ZONE_CODES)}|Z)(?!\w)"
    rf"|(?P<place>{'|'.join(ZONE_PLACES)}|local)\s+(?:standard\s+|daylight\s+|summer\s+)?time\b"
    rf"|(?P<bare>Eastern|Pacific|Central|Mountain)\b(?!\s+[A-Z]))",
)
_ZONE_LOWER = bounded(
    rf"\s*(?:(?P<code>gmt|utc|est|edt|pst|pdt|cet|ist|bst)(?!\w)|(?P<place>{'|'.join(ZONE_PLACES)}|local)"
    r"\s+(?:standard\s+|daylight\s+|summer\s+)?time\b)",
    re.I,
)
_CLOCK_BEFORE = bounded(
    r"(?:\b(?:at|by|from|until|till|before|after|around|about|since|to|and|between|shortly|just|"
    r"approximately|roughly|time|morning|afternoon|evening|night|day|today|tomorrow|starts?|"
    r"begins?|opens?|closes?|T)[,:]?\s*|[-–(]\s*|\d{4},?\s+)$",
    re.I,
)
_ABOUT_BEFORE = bounded(
    r"\b(?:about|around|roughly|approximately|shortly|just|nearly|almost|soon)\s+"
    r"(?:before\s+|after\s+|past\s+|at\s+)?$",
    re.I,
)
_DURATION_BEFORE = bounded(r"\b(?:of|in|ratio|score|scored|won|lost|record)\s+$", re.I)
_RACED = bounded(
    r"\b(?:ran|run|won|swam|rode|finished|clocked|recorded|timed|took|time\s+of)\s+(?:a\s+)?$", re.I
)
_NAME_BEFORE = bounded(r"[A-Z][a-z]+\s+$")
_HOURS_OF = bounded(r"\s+(?:of|a|per|each|worked|lost)\b")
_AT_HOURS = as_bytes("at by until till from to since before after around between and")
_SCALES = bounded(r"\s?(?:%|percent|per cent|million|billion|km|m\b|kg|points?|goals?)", re.I)


def read_clock(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Times in figures: "13:45 GMT", "1.45 pm", "9 a.m.", "0900 hours", "14h30", "5 to 6pm"."""
    last = frame.text[at - 1] if at else " "
    iso = last == "T" and frame.text[max(0, at - 2)].isdigit()
    if not iso and (last in "$€£.,:/#" or last.isalnum()):
        return ()
    return (
        _hour_to_hour(frame, at)
        or _colon(frame, at)
        or _hour_half(frame, at)
        or _four(frame, at)
        or _h(frame, at)
    )


def _hour_to_hour(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "5 to 6pm": the first hour takes its half of the day from the second."""
    m = _HOUR_TO_HOUR.match(frame.text, at)
    if m is None:
        return ()
    last = _colon(frame, m.end()) or _hour_half(frame, m.end())
    if not last or last[0].hour is None:
        return ()
    hour = _on_24(int(m["h"]), m["half"])
    if hour is not None and hour > last[0].hour:
        hour = _on_24(int(m["h"]), "a")
    end = m.end("m") if m["m"] else m.end("h")
    first = _time(frame, at, end, hour, int(m["m"] or 0))
    first = changed(first, offset=last[0].offset, zone=last[0].zone)
    if "or" in frame.text[end : m.end()].lower():
        return (first, *last)
    return (changed(first, bound=Bound.SINCE), changed(last[0], bound=Bound.UNTIL))


def _colon(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _COLON.match(frame.text, at)
    if m is None:
        return ()
    hour, end = int(m["h"]), m.end()
    before = frame.before(at)
    half, zone = m["half"], _zone(frame, m.end())
    stated = half or zone is not None or _part(frame, at, end)
    if m["sep"] == ".":
        if not stated or (
            m["s"] is None
            and not half
            and not re.search(r"\b(?:at|from|to|by|for|until|till|around|about)\s+$", before)
        ):
            return ()
        if not half and zone is None:
            return ()
    elif not stated:
        if m["s"] and _RACED.search(before):
            return ()  # "ran 2:01:09": how long it took
        if _SCALES.match(frame.text, end) or _DURATION_BEFORE.search(before):
            return ()
        if _NAME_BEFORE.search(before) and not _CLOCK_BEFORE.search(before):
            return ()  # chapter and verse
    return clock(frame, at, end, hour, int(m["m"]), half, written=m["h"])


def _hour_half(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _HOUR_HALF.match(frame.text, at)
    if m is None:
        return ()
    return clock(frame, at, m.end(), int(m["h"]), 0, m["half"], written=m["h"])


def _four(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _FOUR.match(frame.text, at)
    if m is None:
        return ()
    if m["hours"] and (_HOURS_OF.match(frame.text, m.end()) or not _hours_of_day(frame, at)):
        return ()
    end = m.end() if m["hours"] else m.end("m")
    return clock(frame, at, end, int(m["h"]), int(m["m"]), None, written="00")


def _hours_of_day(frame: Frame, at: int) -> bool:
    """Whether "1900 hours" is a time, and no length: it has a nought or a preposition before."""
    return not at or frame.text[at] == "0" or frame.word_before(at) in _AT_HOURS


def _h(frame: Frame, at: int) -> tuple[Moment, ...]:
    m = _H.match(frame.text, at)
    if m is None:
        return ()
    return clock(frame, at, m.end(), int(m["h"]), int(m["m"]), None, written="00")


def _on_24(hour: int, half: str | None) -> int | None:
    """An hour on the 24-hour clock, by its half of the day where that is stated."""
    if half is None:
        return hour % 24 if hour <= 24 else None
    if hour > 12:
        return hour if half.lower() == "p" and hour < 24 else None
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _part(frame: Frame, at: int, end: int) -> str | None:
    """The part of the day told beside a time: "8:30 in the evening", "Friday night at 8:30"."""
    m = _PART_OF_DAY.match(frame.text, end) or _PART_BEFORE.search(frame.before(at))
    return None if m is None else m["part"].lower()


def clock(
    frame: Frame, at: int, end: int, hour: int, minute: int, half: str | None, *, written: str
) -> tuple[Moment, ...]:
    """A time with what follows it: its half of the day and its zone."""
    half_day = False
    if (half is None and 1 <= hour <= 12 and len(written) == 1) or (
        half is None and written in ("10", "11", "12")
    ):
        part = _part(frame, at, end)
        if part == "morning":
            half = "a"
        elif part is not None and not (part == "night" and hour in (12, 1, 2, 3, 4)):
            half = "p"
        elif part is not None:
            half = "a"
        else:
            half_day = True
    on_24 = _on_24(hour, half)
    if on_24 is None:
        return ()
    if frame.text[end - 1] == "." and not re.match(
        r"\s*[a-z(\d]|\s+[A-Z]{2,4}\b", frame.text[end : end + 6]
    ):
        end -= 1 if frame.text[end - 2] not in "mM" or frame.text[end - 3] != "." else 0
    moment = _time(frame, at, end, on_24, minute)
    return (changed(moment, half_day=half_day),)


def _time(frame: Frame, at: int, end: int, hour: int | None, minute: int) -> Moment:
    moment = Moment(
        span=Span(at, end),
        kind=MomentKind.TIME,
        hour=hour,
        minute=minute,
        part="about" if _ABOUT_BEFORE.search(frame.before(at)) else "",
        resolved=True,
        on=frame.published,
        words=frame.words(at, end),
    )
    zone = _zone(frame, end)
    if zone is None:
        return moment
    name, offset, stop = zone
    return changed(
        moment, span=Span(at, stop), zone=name, offset=offset, words=frame.words(at, stop)
    )


def _zone(frame: Frame, at: int) -> tuple[str, int | None, int] | None:
    """The zone named at a position: its name, offset where it is sure, and where its name ends."""
    m = _ZONE.match(frame.text, at) or _ZONE_LOWER.match(frame.text, at)
    if m is None:
        return None
    end = m.end()
    if "(" in m.group() and frame.text[end : end + 1] == ")":
        end += 1
    groups = m.groupdict()
    if groups.get("sign"):
        minutes = int(m["oh"]) * 60 + int(m["om"] or 0)
        minutes = minutes if m["pm"] == "+" else -minutes
        return f"UTC{minutes:+d}", minutes, end
    word = (groups.get("code") or groups.get("place") or groups.get("bare") or "").lower()
    if word == "local":
        return "local", None, end
    zone = ZONES[word]
    offset = zone.offset
    if zone.iana is not None and frame.published is not None:
        offset = calendar.zone_offset(zone.iana, frame.published)
    elif zone.iana is not None:
        offsets = calendar.zone_offsets(zone.iana)
        offset = next(iter(offsets)) if len(offsets) == 1 else None
    return zone.name, offset, end
