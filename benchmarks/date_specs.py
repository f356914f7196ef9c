"""The Recognizers-Text specifications of dates and times: what is expected, and what is counted.

Counted are the expected results of type date, daterange and time that have a value. Left out
is what readers of news would not agree on the value of, or not call a date, by the rules in
`LEFT_OUT`, one for all systems; how many results each rule takes is a row of the output.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import Row, items, mapping, read_json, text

#: Specification files by what they are called here; the model file holds all types.
FILES = {
    "DateTime_DateParser": "date",
    "DateTime_TimeParser": "time",
    "DateTime_DatePeriodParser": "daterange",
    "DateTime_DateTimeModel": "model",
}
TYPES = ("date", "daterange", "time")
#: The day of writing where a specification states none, as its authors have it.
REFERENCE = date(2016, 11, 7)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A class of expected results that are not counted: its words, its types, and the reason."""

    name: str
    words: re.Pattern[str]
    why: str
    types: tuple[str, ...] = TYPES


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_UNIT = r"(?:day|week|weekend|fortnight|month|quarter|year)"
_NUMBER = r"(?:\d+|an?|one|two|three|four|five)"

LEFT_OUT = (
    LeftOut(
        "other event",
        _words(
            rf"\b(?:that|same|my) {_UNIT}\b|^(?:the )?{_UNIT}$|^this day$|of the month|\blater$"
            rf"|\bthe {_UNIT} (?:before|after)\b(?! (?:the )?next| tomorrow| yesterday)"
            r"|\b(?:next|last|past) day$|\b(?:following|previous)\b|\bremaining\b|\brest\b"
            r"|(?:earlier|later) in the|^(?:first|second|third|fifth) \w+day$"
        ),
        "counted from an event the text tells, not from the day of writing: "
        "'the next day', 'two weeks later', 'that week', 'second Sunday'",
        ("date", "daterange"),
    ),
    LeftOut(
        "shorthand",
        _words(
            r"\bnow\b|\bto date\b|till date|current date|\beo[dmy]\b|\bw/c\b|\btmrw\b|\botd\b"
            r"|\b[cs]y ?\d|school year|^mar3$|[<>=~]|greater|ampm|\d ?[ap]$|^\d{3,4} ?[ap]m|\d{8}"
            r"|\d{4}[ /]\d\d[ /]\w|-\d{4}-\w|\b(?:weeks? \d|business day|work(?:ing ?)?week)"
            r"|week (?:commencing|starting|beginning)|\d{4} ?[-/.] ?\d{1,2}$|first 12$"
            r"|^\d{1,2} ?[-/] ?\d{4}|^\d{1,2} ?[hH] ?\d+ pm|past 10 h"
        ),
        "of diaries, chat and data bases, not of print: "
        "'now', 'EOD', 'week 31', '20161016', '2016/11', '> = 2019', business days",
    ),
    LeftOut(
        "bare number",
        _words(
            r"^(?:(?:this|next) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?:the )?"
            r"\d{1,2}(?:[.-]\d{1,2})?$|^(?:the )?(?:second|thirty|seven|six|eight|ten|eleven)$"
            r"|^(?:eight|ten|eleven) (?:forty|ten|five)(?: five)?$|^\d\d? s$"
        ),
        "a number that nothing marks as a day or an hour: 'on 15', '4.22', 'at 7', 'eight forty'",
    ),
    LeftOut(
        "order open",
        _words(r"(?<!\d)(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|1[0-2])(?:[-/,]\s?\d\d(?:\d\d)?)?(?!\d)"),
        "two figures either of which may be the month: '01/02/2018', '3-7-27'",
        ("date", "daterange"),
    ),
    LeftOut(
        "vague part",
        _words(
            r"\b(?:early|mid|late|beginning|start|middle|end)\b(?: |-|$)|\bfew\b|ish$|lunch"
            r"|^(?:circa )?mid-?\w+$|\bmid[- ](?:morning|afternoon|night|day)|\bcouple\b"
        ),
        "how much of the period is meant is a convention, and the specifications have two: "
        "'end of 1989', 'mid-November', 'a few days ago', 'mid-morning'",
    ),
    LeftOut(
        "local feast",
        _words(
            r"independence|labor day|earth day|workers|juneteenth|freedom day|jubilee|patrick"
            r"|\beid\b|thanksgiving|black friday|weekend of|halloween weekend"
        ),
        "a feast of one country or faith, or whose date differs between them: 'Labor Day'",
    ),
    LeftOut(
        "length",
        _words(
            rf"\bwithin\b|^for {_NUMBER}|^{_NUMBER} (?:days|weeks) start|in the future"
            rf"|^in {_NUMBER} |\ba week starting|less than|more than|all day"
        ),
        "a length of time, which is a quantity here: 'within 5 days', 'in 3 years'",
        ("date", "daterange"),
    ),
)
NO_VALUE = LeftOut(
    "no value", _words("(?!)"), "the specification has none: 'summer', 'fiscal year 2008', 'feb 30'"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A result of a specification: its words, extent, type, and the values that are right."""

    words: str
    start: int
    type: str
    values: frozenset[str]

    @property
    def end(self) -> int:
        """Where its words end in the input."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Spec:
    """One input with what is expected of it; `nothing` where no result of any type is.

    `left_out` names the class of each result left out.
    """

    text: str
    reference: date
    expected: tuple[Expected, ...]
    left_out: tuple[str, ...]
    nothing: bool


def specs(path: Path, kind: str) -> list[Spec]:
    """The inputs of one specification file, `kind` as in `FILES`."""
    return [_spec(mapping(case), kind) for case in items(read_json(path))]


def _spec(case: Mapping[str, object], kind: str) -> Spec:
    source = text(case.get("Input"))
    stated = text(mapping(case.get("Context")).get("ReferenceDateTime"))[:10]
    results = [mapping(each) for each in items(case.get("Results"))]
    found = [each for r in results if (each := _expected(r, kind, source)) is not None]
    classes = [left_out(each) for each in found]
    return Spec(
        source,
        date.fromisoformat(stated) if stated else REFERENCE,
        tuple(each for each, name in zip(found, classes, strict=True) if name is None),
        tuple(name for name in classes if name is not None),
        not results,
    )


def _expected(result: Mapping[str, object], kind: str, source: str) -> Expected | None:
    """A result of one of the types counted; None for another type ("set", "duration" …)."""
    words = text(result.get("Text"))
    if kind == "model":
        kind = text(result.get("TypeName")).rpartition(".")[2]
    if kind not in TYPES:
        return None
    values = frozenset(value for each in _resolutions(result) if (value := _value(each, kind)))
    start = int(text(result.get("Start")) or max(0, source.lower().find(words.lower())))
    return Expected(words, start, kind, values)


def left_out(expected: Expected) -> str | None:
    """The class a result is left out by, or None where it is counted."""
    if not expected.values - {"0001-01-01", "not resolv", "not re"}:
        return NO_VALUE.name
    for rule in LEFT_OUT:
        if expected.type in rule.types and rule.words.search(expected.words):
            return rule.name
    return None


def left_out_rows(found: Mapping[str, Sequence[Spec]]) -> list[Row]:
    """How many results of each file each class takes, a row for a class."""
    rows = []
    for rule in (*LEFT_OUT, NO_VALUE):
        counts = {
            name: Counter(each for spec in some for each in spec.left_out)[rule.name]
            for name, some in found.items()
        }
        metrics: dict[str, float | None] = {name: float(count) for name, count in counts.items()}
        rows.append(Row(f"left out: {rule.name}", rule.why, sum(counts.values()), metrics))
    return rows


# --------------------------------------------------------------------------
# Values


def _resolutions(result: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The resolutions of a result, of a parser's file or of the model's."""
    value = mapping(result.get("Value"))
    if value:
        return [mapping(value.get("PastResolution")), mapping(value.get("FutureResolution"))]
    return [mapping(each) for each in items(mapping(result.get("Resolution")).get("values"))]


def _value(resolution: Mapping[str, object], kind: str) -> str:
    """A resolution as one string: a day, a first and last day, or an hour and minute."""
    if kind == "time":
        return (text(resolution.get("time")) or text(resolution.get("value")))[:5]
    if kind == "date":
        return (text(resolution.get("date")) or text(resolution.get("value")))[:10]
    start = text(resolution.get("startDate") or resolution.get("start"))[:10]
    end = text(resolution.get("endDate") or resolution.get("end"))[:10]
    if start and end:
        return span_value(date.fromisoformat(start), date.fromisoformat(end) - timedelta(days=1))
    mod = text(resolution.get("Mod"))
    return f"{mod} {start or end}" if start or end else ""


def span_value(first: date, last: date) -> str:
    """The days from one to another, both within, as one string; one day as that day."""
    return f"{first}..{last}" if last > first else f"{first}"


#: Words that tell a range by its ends, or as one that ends with the day of writing.
_OPEN_END = re.compile(r"[-–~]|\b(?:to|through|until|till?|and|last|past|earlier)\b", re.IGNORECASE)


def same(value: str, expected: Expected) -> bool:
    """Whether a value is one of those expected.

    Where a range is told by its ends, or ends with the day of writing, the specifications leave
    the last day, month, quarter or year named outside, and newspapers leave it inside: either is
    right. Of a day and a clock ("day|clock", of a system that gives both) either may be the value.
    """
    if "|" in value:
        day, clock = value.split("|")
        return any(v in (day, clock) or v.partition("..")[0] == day for v in expected.values)
    if value in expected.values:
        return True
    if ".." not in value or not _OPEN_END.search(expected.words):
        return False
    first, last = map(date.fromisoformat, value.split(".."))
    return any(span_value(first, each) in expected.values for each in _before_last(last))


def _before_last(last: date) -> list[date]:
    """The days before the last day, and before the month, quarter and year that end with it."""
    before = [last - timedelta(days=1)]
    after = last + timedelta(days=1)
    if after.day == 1:
        starts = [date(last.year, last.month, 1)]
        if after.month in (1, 4, 7, 10):
            starts.append(date(last.year, last.month - 2, 1))
        if after.month == 1:
            starts.append(date(last.year, 1, 1))
        before += [start - timedelta(days=1) for start in starts]
    return before
