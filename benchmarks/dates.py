"""Dates and times in the Recognizers-Text specifications: what is found, and read right.

`found` is the share of expected results that a mention touches, `exact` of those with a mention
of the same extent, prepositions and articles at the edges apart, and `right` of those with a
mention that has the value: the days (a daterange's first and last both), or hour and minute, in
the past or the future resolution. What a range's last day, month or year is, see
`date_specs.same`. `false_alarms` are mentions in inputs of which nothing at all is expected.

Left out are the classes of `date_specs.LEFT_OUT`: what is counted from another event ("the next
day"), the shorthand of diaries and data bases ("EOD", "week 31", "2016/11"), numbers that
nothing marks ("at 7", "the 27"), two figures either of which may be the month, parts of a period
("end of 1989", "mid-morning"), feasts of one country, lengths of time ("within 5 days"), and
results without a value ("summer"). How many each takes is printed after the scores.

Durations are quantities here ("3 hours"): their row tells how many `find_quantities` finds, and
gives in seconds, a month being 30 days and a year 365 in the specifications.

Peers run in the interpreters given by --peers, else in this one; those not installed are
skipped.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from benchmarks import date_peers
from benchmarks.common import (
    OURS,
    Data,
    DataFile,
    Row,
    ask_worker,
    dump,
    finish,
    items,
    mapping,
    parser,
    ratio,
    read_json,
    shared,
    text,
    timed,
)
from benchmarks.date_specs import FILES, Expected, Spec, left_out_rows, same, span_value, specs
from claimcheck.dates import find_moments
from claimcheck.quantities import find_quantities
from claimcheck.types import Bound, Moment, Quantity

_EDGE = re.compile(
    r"^(?:(?:on|in|at|the|of|for|since|from|between|by|until|till|before|after|about|around|during|"
    r"this|a|starting|beginning|through|later than|prior to)\s+)+|[\s.,;:!?]+$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:since|until|till|before|after|by|from|no later)\b", re.IGNORECASE)
#: Seconds of the calendar units, as the specifications have them.
_CALENDAR = {"month": 30 * 86400, "year": 365 * 86400}


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention a system read: where it is in its text, and its value.

    `bare` is the value without the side ("since", "before") that words before it tell.
    """

    start: int
    end: int
    value: str
    bare: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """A reader of dates: the mentions in each input, and the inputs done in a second."""

    name: str
    read: Callable[[Sequence[Spec]], tuple[Sequence[Sequence[Seen]], float] | None]


Wrong = list[Mapping[str, object]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run on every date specification found; ``--errors FILE`` writes ours that are wrong there."""
    namespace = _parser().parse_args(argv)
    chosen, errors = shared(namespace), namespace.errors
    systems = [System(OURS, _read_ours)]
    if not namespace.ours:
        pythons: Sequence[str] = namespace.peers or [sys.executable]
        systems += [System(name, partial(_ask, name, pythons)) for name in date_peers.READERS]
    data = Data(chosen.data)
    rows: list[Row] = []
    wrong: Wrong = []
    counted: dict[str, Sequence[Spec]] = {}
    for file in data.files("recognizers_text/DateTime_*.json"):
        if file.name in FILES:
            kind = FILES[file.name]
            counted[kind] = chosen.pick(specs(file.path, kind))
            for system in systems:
                rows += _score(kind, system, counted[kind], wrong if system.name == OURS else None)
        elif file.name == "DateTime_DurationParser":
            rows.append(_durations(file, wrong))
    if isinstance(errors, Path):
        dump(errors, wrong)
    return finish(rows + left_out_rows(counted), data, chosen)


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write wrong cases there")
    made.add_argument(
        "--peers", action="append", metavar="PYTHON", help="an interpreter with peers installed"
    )
    made.add_argument("--ours", action="store_true", help="leave the peers out")
    return made


# --------------------------------------------------------------------------
# What is read


def _read_ours(found: Sequence[Spec]) -> tuple[Sequence[Sequence[Seen]], float]:
    """claimcheck's mentions; the time is that of the reading alone."""
    read, rate = timed(lambda spec: find_moments(spec.text, published=spec.reference), found)
    return [[_seen(moment) for moment in moments] for moments in read], rate


def _seen(moment: Moment) -> Seen:
    bare = shown(replace(moment, bound=Bound.ON))
    return Seen(moment.span.start, moment.span.end, shown(moment), bare)


def shown(moment: Moment) -> str:
    """A moment as the specifications write its value."""
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
    return span_value(moment.start, moment.end)


def _ask(
    name: str, pythons: Sequence[str], found: Sequence[Spec]
) -> tuple[Sequence[Sequence[Seen]], float] | None:
    """A peer's mentions, from the first interpreter that has it."""
    lines = [date_peers.packed(spec.text, spec.reference) for spec in found]
    for python in pythons:
        reply = ask_worker(python, date_peers.MODULE, name, lines)
        if reply is not None:
            return [[_record(items(r)) for r in items(each)] for each in reply.answers], reply.rate
    return None


def _record(record: Sequence[object]) -> Seen:
    start, end, value = record
    return Seen(int(text(start)), int(text(end)), text(value))


# --------------------------------------------------------------------------
# Scores


def _score(name: str, system: System, found: Sequence[Spec], wrong: Wrong | None) -> list[Row]:
    """The row of one system on one file, none where the system is not installed."""
    reply = system.read(found)
    if reply is None:
        return []
    answers, rate = reply
    expected = touched = exact = right = alarms = 0
    for spec, seen in zip(found, answers, strict=True):
        alarms += len({(s.start, s.end) for s in seen}) if spec.nothing else 0
        if spec.nothing and seen and wrong is not None:
            read = [spec.text[s.start : s.end] for s in seen]
            wrong.append({"set": name, "text": spec.text, "alarm": read})
        for each in spec.expected:
            near = [s for s in seen if s.start < each.end and each.start < s.end]
            good = any(_right(s, each) for s in near)
            expected, touched, right = expected + 1, touched + bool(near), right + good
            exact += any(_trim(spec.text[s.start : s.end]) == _trim(each.words) for s in near)
            if not good and wrong is not None:
                wrong.append(_shown_wrong(name, spec, each, seen))
    metrics: dict[str, float | None] = {
        "found": ratio(touched, expected),
        "exact": ratio(exact, expected),
        "right": ratio(right, expected),
        "false_alarms": float(alarms),
        "empty_inputs": float(sum(spec.nothing for spec in found)),
        "left_out": float(sum(len(spec.left_out) for spec in found)),
        "per_second": rate,
    }
    return [Row(f"recognizers_{name}", system.name, expected, metrics)]


def _right(seen: Seen, each: Expected) -> bool:
    """Whether a mention has the value expected; its side counts where the words tell one."""
    if same(seen.value, each):
        return True
    return bool(seen.bare) and not _SIDE.match(each.words) and same(seen.bare, each)


def _shown_wrong(
    name: str, spec: Spec, each: Expected, seen: Sequence[Seen]
) -> Mapping[str, object]:
    return {
        "set": name,
        "text": spec.text,
        "want": each.words,
        "values": sorted(each.values),
        "got": [(spec.text[s.start : s.end], s.value) for s in seen],
    }


def _trim(words: str) -> str:
    return _EDGE.sub("", _EDGE.sub("", " ".join(words.lower().split())))


# --------------------------------------------------------------------------
# Durations


def _durations(file: DataFile, wrong: Wrong) -> Row:
    """How many durations are found as quantities, and how many have the length expected."""
    expected = touched = right = 0
    for case in map(mapping, items(read_json(file.path))):
        source = text(case.get("Input"))
        read = find_quantities(source, moments=find_moments(source))[0]
        for result in map(mapping, items(case.get("Results"))):
            start = int(text(result.get("Start")) or 0)
            end = start + len(text(result.get("Text")))
            near = [q for q in read if q.span.start < end and start < q.span.end]
            length = mapping(mapping(result.get("Value")).get("FutureResolution")).get("duration")
            good = any(_seconds(q) == Decimal(text(length)) for q in near)
            expected, touched, right = expected + 1, touched + bool(near), right + good
            if not good:
                got = [(q.span.of(source), str(_seconds(q))) for q in near]
                wrong.append({"set": "duration", "text": source, "want": text(result.get("Text")),
                              "values": [text(length)], "got": got})  # fmt: skip
    metrics: dict[str, float | None] = {
        "found": ratio(touched, expected),
        "right": ratio(right, expected),
    }
    return Row("recognizers_duration", OURS, expected, metrics)


def _seconds(quantity: Quantity) -> Decimal:
    """The length of a duration in seconds; of any other quantity its value."""
    per_unit = _CALENDAR.get(quantity.unit.code.rstrip("s"))
    return quantity.face * per_unit if per_unit is not None else quantity.value


if __name__ == "__main__":
    sys.exit(main())
