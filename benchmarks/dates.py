"""Dates and times in the Recognizers-Text specifications: what is found, and read right.

Counted are the expected results of type date, daterange and time. Left out, and counted as
`left_out`, is what a reader of news would not write or not agree on the value of: types of
set, duration, datetime and timerange; week numbers ("week 10"), "the week of the 18th", "rest
of the week"; seasons and parts of the day; hours that nothing marks as such ("at 7", "eight
forty"); "now", "that day", "the same week"; lunches, alternatives and holidays by name.

A result is found when a mention has its extent, prepositions and articles at its edges apart. It
is right when the days, or hour and minute, are those expected, in the past or the future
resolution; a daterange's first and last day both, where the specifications leave the day
that "from 4 to 22 January" names last outside, and we and newspapers leave it inside: either is
right. False alarms are mentions in inputs of which
nothing at all is expected, durations included. `dateparser.search` runs on the same lines
where it is installed; it knows no ranges, and its first day is taken for them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.common import (
    OURS,
    Data,
    DataFile,
    Options,
    Row,
    dump,
    finish,
    items,
    mapping,
    parser,
    peer,
    ratio,
    read_json,
    shared,
    text,
    timed,
)
from claimcheck.dates import find_moments
from claimcheck.types import Bound, Moment

#: Specification files by what they are called here; the model file holds all types.
FILES = {
    "DateTime_DateParser": "date",
    "DateTime_TimeParser": "time",
    "DateTime_DatePeriodParser": "daterange",
    "DateTime_DateTimeModel": "model",
}
#: The day of writing where a specification states none, as its authors have it.
REFERENCE = date(2016, 11, 7)

_LEFT_OUT = re.compile(
    r"\bweek \d|\bweek(?:end)? of\b|\bw/c\b|\brest\b|\b(?:that|same|the|my|this|on|every)\s+(?:day|"
    r"week|weekend|month|year)\b(?! after| before)|\b(?:spring|summer|autumn|fall|winter)\b|"
    r"\b(?:morning|afternoon|evening|night|lunch\w*|dinner)\b|\bnow\b|ish\b|\bweek\s+(?:commencing|"
    r"starting|beginning)|\b(?:first|second|third|fourth|fifth|last|\d\w\w) "
    r"(?:week|day|month|\w+day)"
    r"\b.*\bof\b|\bsales?\b|\bcouple\b|\bfew\b|\beo[dmy]\b|day\W* of\b|\bwithin\b|\bago\b.*\bago\b",
    re.I,
)
_UNMARKED_HOUR = re.compile(r"(?:\d{1,2}|[a-z]+(?:[\s-][a-z]+){0,2})", re.I)
_MARKED = re.compile(
    r"[ap]\s?\.?\s?m|o'?\s?clock|noon|midnight|midday|past|\bto\b|quarter|half", re.I
)
_EDGE = re.compile(
    r"^(?:(?:on|in|at|the|of|for|since|from|between|by|until|till|before|after|about|around|during|"
    r"this|a|starting|beginning|through)\s+)+|[\s.,;:!?]+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A result of a specification: its words, extent, and the values that are right."""

    words: str
    start: int
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spec:
    """One input with what is expected of it; `nothing` where no result of any type is."""

    text: str
    reference: date
    expected: tuple[Expected, ...]
    left_out: int
    nothing: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention a system read: its words, where it begins, and its value."""

    words: str
    start: int
    value: str


def main(argv: Sequence[str] | None = None) -> int:
    """Run on every date specification found; ``--errors FILE`` writes ours that are wrong there."""
    made = parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write wrong cases there")
    namespace = made.parse_args(argv)
    chosen, errors = shared(namespace), namespace.errors
    data = Data(chosen.data)
    rows: list[Row] = []
    wrong: list[Mapping[str, object]] = []
    for file in data.files("recognizers_text/DateTime_*.json"):
        if file.name in FILES:
            rows += _rows(file, chosen, wrong)
    if isinstance(errors, Path):
        dump(errors, wrong)
    return finish(rows, data, chosen)


def _rows(file: DataFile, chosen: Options, wrong: list[Mapping[str, object]]) -> list[Row]:
    specs = [_spec(mapping(case), FILES[file.name]) for case in items(read_json(file.path))]
    specs = chosen.pick(specs)
    rows = [_score(FILES[file.name], OURS, ours, specs, wrong)]
    search = _dateparser()
    if search is not None:
        rows.append(_score(FILES[file.name], "dateparser", search, specs, None))
    return rows


# --------------------------------------------------------------------------
# What is expected


def _spec(case: Mapping[str, object], kind: str) -> Spec:
    source = text(case.get("Input"))
    stated = text(mapping(case.get("Context")).get("ReferenceDateTime"))[:10]
    results = [mapping(each) for each in items(case.get("Results"))]
    expected = [found for each in results if (found := _expected(each, kind, source)) is not None]
    return Spec(
        source,
        date.fromisoformat(stated) if stated else REFERENCE,
        tuple(expected),
        len(results) - len(expected),
        not results,
    )


def _expected(result: Mapping[str, object], kind: str, source: str) -> Expected | None:
    words = text(result.get("Text"))
    if kind == "model":
        kind = text(result.get("TypeName")).rpartition(".")[2]
    if kind not in ("date", "time", "daterange") or _LEFT_OUT.search(words):
        return None
    unmarked = _UNMARKED_HOUR.fullmatch(words) is not None and not _MARKED.search(words)
    if kind == "time" and unmarked:
        return None
    values = frozenset(value for each in _resolutions(result) if (value := _value(each, kind)))
    start = int(text(result.get("Start")) or max(0, source.lower().find(words.lower())))
    return Expected(words, start, values) if values else None


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
        last = date.fromisoformat(end) - timedelta(days=1)
        return f"{start}..{last.isoformat()}" if last > date.fromisoformat(start) else start
    mod = text(resolution.get("Mod"))
    return f"{mod} {start or end}" if start or end else ""


# --------------------------------------------------------------------------
# What is read


def ours(source: str, reference: date) -> list[Seen]:
    """claimcheck's mentions."""
    return [
        Seen(moment.span.of(source), moment.span.start, _shown(moment))
        for moment in find_moments(source, published=reference)
    ]


def _shown(moment: Moment) -> str:
    if moment.hour is not None:
        return f"{moment.hour:02d}:{moment.minute or 0:02d}"
    if moment.start is None or moment.end is None:
        return ""
    if moment.bound in (Bound.SINCE, Bound.UNTIL, Bound.BEFORE):
        at = moment.end if moment.bound is Bound.UNTIL else moment.start
        return f"{moment.bound.value} {at.isoformat()}"
    if moment.bound is Bound.AFTER:
        at = moment.end if moment.start == moment.end else moment.end + timedelta(days=1)
        return f"{moment.bound.value} {at.isoformat()}"
    if moment.start == moment.end:
        return moment.start.isoformat()
    return f"{moment.start.isoformat()}..{moment.end.isoformat()}"


def _dateparser() -> Callable[[str, date], list[Seen]] | None:
    """dateparser's search, or None where it is not installed."""
    module = peer("dateparser.search", distribution="dateparser")
    if module is None:
        return None

    def search(source: str, reference: date) -> list[Seen]:
        base = datetime(reference.year, reference.month, reference.day)
        found = module.search_dates(source, languages=["en"], settings={"RELATIVE_BASE": base})
        return [
            Seen(words, source.find(words), f"{when:%Y-%m-%d}|{when:%H:%M}")
            for words, when in found or []
        ]

    return search


# --------------------------------------------------------------------------
# Scores


def _score(
    name: str,
    system: str,
    read: Callable[[str, date], list[Seen]],
    specs: Sequence[Spec],
    wrong: list[Mapping[str, object]] | None,
) -> Row:
    answers, rate = timed(lambda spec: read(spec.text, spec.reference), specs)
    expected = found = right = alarms = 0
    for spec, seen in zip(specs, answers, strict=True):
        alarms += len(seen) if spec.nothing else 0
        if spec.nothing and seen and wrong is not None:
            wrong.append({"set": name, "text": spec.text, "alarm": [s.words for s in seen]})
        for each in spec.expected:
            near = [s for s in seen if _trim(s.words) == _trim(each.words)]
            good = any(_same(s.value, each.values) for s in near)
            expected, found, right = expected + 1, found + bool(near), right + good
            if not good and wrong is not None:
                shown = [(s.words, s.value) for s in seen]
                gold = sorted(each.values)
                wrong.append({"set": name, "text": spec.text, "want": each.words, "values": gold,
                              "got": shown})  # fmt: skip
    metrics = {
        "found": ratio(found, expected),
        "right": ratio(right, expected),
        "false_alarms": float(alarms),
        "empty_inputs": float(sum(spec.nothing for spec in specs)),
        "left_out": float(sum(spec.left_out for spec in specs)),
        "per_second": rate,
    }
    return Row(f"recognizers_{name}", system, expected, metrics)


def _trim(words: str) -> str:
    return _EDGE.sub("", _EDGE.sub("", " ".join(words.lower().split())))


def _same(value: str, values: frozenset[str]) -> bool:
    """Whether a value is one of those expected; dateparser's are a day and a clock."""
    if value in values:
        return True
    start, _, end = value.partition("..")
    if "|" not in value and end:
        before = date.fromisoformat(end) - timedelta(days=1)
        return f"{start}..{before.isoformat()}" in values
    if "|" not in value:
        return False
    day, clock = value.split("|")
    return any(v in (day, clock) or v.partition("..")[0] == day for v in values)


if __name__ == "__main__":
    sys.exit(main())
