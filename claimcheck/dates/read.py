"""All mentions of dates and times in a text, with their spans.

A scan over the tokens finds the words and figures a mention can begin with;
anchored expressions read from there. Every expression is bounded, so the time
taken grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from claimcheck.dates import calendar, ranges
from claimcheck.dates.absolute import (
    read_day_month,
    read_feast,
    read_iso,
    read_month,
    read_numeric,
    read_ordinal_day,
)
from claimcheck.dates.clock import read_clock, read_spoken
from claimcheck.dates.frame import Frame, Reader
from claimcheck.dates.periods import (
    read_decade,
    read_decade_word,
    read_quarter,
    read_season,
    read_years,
)
from claimcheck.dates.relative import (
    month_of_year,
    read_counted,
    read_in_time,
    read_weekend,
    read_which,
    read_word_day,
)
from claimcheck.dates.vocabulary import (
    DECADE_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    bounded,
)
from claimcheck.dates.weekdays import read_weekday
from claimcheck.types import Bound, Moment, MomentKind, Span


def _triggers() -> dict[str, tuple[Reader, ...]]:
    """The readers to try at each word, in order; the first that reads wins."""
    table: dict[str, tuple[Reader, ...]] = {}

    def add(words: object, *readers: Reader) -> None:
        for word in words:  # type: ignore[attr-defined]
            table[word] = table.get(word, ()) + readers

    add(MONTHS, read_month)
    add(WEEKDAYS, read_weekday)
    add(("day", "yesterday", "today", "tomorrow", "tonight", "last", "this"), read_word_day)
    add(("weekend",), read_weekend)
    add(("last", "past", "previous", "this", "current"), read_which)
    add(("next", "coming", "following", "upcoming"), read_which)
    add(("first", "second", "third", "fourth", "final", "last", "opening", "closing"), read_quarter)
    add(("q", "h"), read_quarter)
    add({word.split("-")[0] for word in ORDINALS}, read_day_month)
    add((word for word in NUMBERS if word != "an"), read_counted)
    add(("in",), read_in_time)
    add(DECADE_WORDS, read_decade_word)
    add(SEASONS, read_season)
    add(("christmas", "boxing", "new", "valentine", "halloween"), read_feast)
    add((word for word, n in NUMBERS.items() if n <= 25), read_spoken)
    add(("noon", "midday", "midnight", "half", "quarter"), read_spoken)
    return table


_TRIGGERS = _triggers()

#: What must follow the commonest of the words a mention can begin with.
_FOLLOWED = {
    "a": r"\s+(?:day|week|fortnight|month|quarter|year|decade|centur|couple)",
    "in": rf"\s+(?:\d|(?:{'|'.join(NUMBERS)})\b)",
}


def _token_expression() -> re.Pattern[str]:
    """One expression for all words and figures a mention can begin with, by first letter."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_TRIGGERS, key=len, reverse=True):
        followed = _FOLLOWED.get(word)
        rest = re.escape(word[1:]) + (f"(?={followed})" if followed else "")
        by_letter.setdefault(word[0], []).append(rest)
    branches = "|".join(
        f"[{letter}{letter.upper()}](?i:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )
    return bounded(rf"(?<![^\W\d_])(?:{branches})(?![^\W\d_])|\d+")


_TOKEN = _token_expression()
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")

#: A text without figures and without one of these words has no mention: number words and "in"
#: alone make none, they need a unit or a clock beside them.
_NEEDED = frozenset(_TRIGGERS) - frozenset(NUMBERS) - {"in"} | frozenset(
    """
    days week weeks fortnight month months year years decade decades century centuries quarters
    clock am pm m
    """.split()
)
_SHORT_FIGURES: tuple[Reader, ...] = (
    read_numeric,
    read_clock,
    read_day_month,
    read_ordinal_day,
    read_quarter,
    read_decade,
    read_counted,
)
_LONG_FIGURES: tuple[Reader, ...] = (
    read_clock,
    read_iso,
    read_numeric,
    read_decade,
    read_years,
)

_PART_BEFORE = bounded(
    r"(?:\b(?:the\s+)?(?P<part>early|mid|late|"
    r"(?:beginning|start|end|middle|first half|second half)\s+of)"
    r"(?:\s+in)?(?:\s+the)?[\s-]+)$",
    re.I,
)
_PARTS = {"ea": "early", "be": "early", "st": "early", "fi": "early", "mi": "mid"}
_BOUND_BEFORE = bounded(
    r"\b(?P<word>since|from|until|till|up to|by|before|prior to|ahead of|after|following|"
    r"as from|starting|beginning|effective|no later than|through|onwards? from|pre|post)"
    r"(?:\s+(?:on|in|at|the|about|around|roughly|approximately|year|end of))*[\s-]+$",
    re.I,
)
_BOUNDS = {
    "since": Bound.SINCE, "from": Bound.SINCE, "as from": Bound.SINCE,
    "starting": Bound.SINCE, "beginning": Bound.SINCE, "effective": Bound.SINCE,
    "until": Bound.UNTIL, "till": Bound.UNTIL, "up to": Bound.UNTIL, "by": Bound.UNTIL,
    "no later than": Bound.UNTIL, "through": Bound.UNTIL, "before": Bound.BEFORE,
    "prior to": Bound.BEFORE, "ahead of": Bound.BEFORE, "pre": Bound.BEFORE,
    "after": Bound.AFTER, "following": Bound.AFTER, "post": Bound.AFTER,
}  # fmt: skip
_CHANGE_BEFORE = bounded(
    r"\b(?:up|down|rose|risen|fell|fallen|increase[sd]?|decrease[sd]?|decline[sd]?|change[sd]?|"
    r"higher|lower|drop(?:ped)?|grew|gain|compared)\b|%|\bper\s?cent\b",
    re.I,
)
_JOIN = bounded(r"\s*,?\s*(?P<how>-|–|—|to|through|until|till|and)\s*(?:the\s+)?", re.I)
_OPENS = bounded(r"\b(?P<how>from|between)\s+(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?$", re.I)
_RANGED = bounded(r"[-–—]\s*\d|\b(?:to|through|until|till)\b")
_ONWARD = bounded(r"\s+(?:on|onwards?|forward)\b", re.I)


def find_moments(text: str, *, published: date | None = None) -> tuple[Moment, ...]:
    """Every date, weekday and time mentioned in a text, in order, none overlapping.

    Relative and partial dates are resolved against `published` where it is
    given: a bare weekday or month and day is the last such day, or the next one
    where its clause speaks of what is to come. Without it they keep the fields
    they state and are not resolved. A bare number is never a date.
    """
    if not _DIGIT.search(text) and _NEEDED.isdisjoint(_LETTERS.findall(text.lower())):
        return ()
    frame = Frame(text, published)
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word[0] in "0123456789":
            readers = _figures(text, token.end(), len(word))
        else:
            readers = _TRIGGERS.get(word.lower(), ())
        if not readers:
            continue
        at = token.start()
        if at > 1 and text[at - 1] in ",." and text[at - 2].isdigit() and word[0].isdigit():
            continue  # the later figures of "1,000" or "3.14"
        if frame.found and at < frame.found[-1].span.end:
            continue
        for reader in readers:
            moments = reader(frame, at)
            if moments:
                frame.found.extend(month_of_year(frame, moment) for moment in moments)
                break
    if not frame.found:
        return ()
    return _finished(frame)


def _figures(text: str, end: int, length: int) -> tuple[Reader, ...]:
    """The readers to try at a run of figures, by its length and what follows."""
    if length == 4:
        return _LONG_FIGURES
    if length == 3:
        return (read_counted,)
    if length > 2 or text[end : end + 1] in (",", "", ")", "%", "]"):
        return ()
    return _SHORT_FIGURES


def _finished(frame: Frame) -> tuple[Moment, ...]:
    """The moments found, with what the words around them add."""
    moments = [_with_part(frame, moment) for moment in frame.found]
    moments = _joined(frame, moments)
    return tuple(_with_bound(frame, moment) for moment in moments)


def _with_part(frame: Frame, moment: Moment) -> Moment:
    """Read "early 2022", "mid-March", "the end of the 1990s": the part of a period before it."""
    if moment.kind is not MomentKind.DATE or moment.day is not None or moment.part:
        return moment
    at = moment.span.start
    m = _PART_BEFORE.search(frame.text, max(0, at - 28), at)
    if m is None:
        return moment
    part = _PARTS.get(m["part"][:2].lower(), "late")
    span = Span(m.start("part"), moment.span.end)
    words = frame.words(span.start, span.end)
    if moment.start is None or moment.end is None or moment.start == moment.end:
        return replace(moment, span=span, words=words, part=part)
    start, end = calendar.part_of((moment.start, moment.end), part)
    return replace(moment, span=span, words=words, part=part, start=start, end=end)


def _joined(frame: Frame, moments: list[Moment]) -> list[Moment]:
    """Two moments with "to", or "between … and …", made one range where both are dated."""
    joined: list[Moment] = []
    for moment in moments:
        if joined:
            merged = _range(frame, joined[-1], moment)
            if merged is not None:
                joined[-1:] = merged
                continue
        joined.append(moment)
    return joined


def _range(frame: Frame, first: Moment, last: Moment) -> list[Moment] | None:
    """The range two neighbouring moments make, or None where they make none."""
    if first.bound is not Bound.ON or last.bound is not Bound.ON:
        return None
    m = _JOIN.fullmatch(frame.text, first.span.end, last.span.start)
    if m is None:
        return None
    opens = _OPENS.search(frame.before(first.span.start))
    how = m["how"].lower()
    if not opens and ("," in m.group() or how in ("until", "till")):
        return None
    if how == "and" and not (opens and opens["how"].lower() == "between"):
        return None
    times = MomentKind.TIME in (first.kind, last.kind)
    if times or first.kind is not last.kind:
        if first.kind is last.kind:
            return [replace(first, bound=Bound.SINCE), replace(last, bound=Bound.UNTIL)]
        return None
    if first.year is None and last.year is not None and first.month is not None:
        dated = frame.calendar_date(
            first.span.start, first.span.end, year=last.year, month=first.month, day=first.day
        )
        first = dated if dated is not None else first
    return ranges.between(frame, first, last)


def _with_bound(frame: Frame, moment: Moment) -> Moment:
    """Read "since 2021", "by Friday", "from March 1": the side of a moment that is meant."""
    if moment.bound is not Bound.ON:
        return moment
    text, at, end = frame.text, moment.span.start, moment.span.end
    m = _BOUND_BEFORE.search(text, max(0, at - 32), at)
    if m is None:
        onward = _ONWARD.match(text, end) and re.search(r"\bfrom\s+$", frame.before(at))
        return replace(moment, bound=Bound.SINCE) if onward else moment
    if text[end : end + 2] in ("'s", "’s", "' ") or (
        re.search(r"\bthe\s+$", m.group()) and re.match(r"\s+[A-Za-z]", text[end : end + 2])
    ):
        return moment  # "after Tuesday's vote", "before the 2016 election": bounds the event
    word = " ".join(m["word"].lower().split())
    if word in ("from", "starting", "beginning") and _RANGED.search(moment.words):
        return moment
    if word == "from" and _CHANGE_BEFORE.search(text[max(0, m.start() - 40) : m.start()]):
        return moment  # "up 5 % from 2019": a comparison
    if word == "through" and m.group().rstrip().lower().endswith("the"):
        return moment
    return replace(moment, bound=_BOUNDS.get(word, Bound.SINCE))
