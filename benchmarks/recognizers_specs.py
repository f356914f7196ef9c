"""The Recognizers-Text specifications as a test: what is found, and read right.

Each file speaks of one class of figures only, so a system is counted on figures of that
class: those that touch an expected one, and those read (with a unit, where the class has
one) in an input from which nothing is expected.

Left out is what a news reader would not agree on, by the rules of
`benchmarks.recognizers_left_out`, the same for all systems; how many expected figures each
takes is a row of its own in the output.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.common import Row, f1, items, mapping, ratio, read_json, text
from benchmarks.figure_scores import Figure, same_value, same_value_unit, shown
from benchmarks.recognizers_left_out import Case, reason
from claimcheck.types import Span

#: Specification file by what it is called here, and whether its units count.
CLASSES = {
    "Number_NumberModel": ("number", False),
    "Number_NumberRangeModel": ("number_range", False),
    "Number_PercentModel": ("percent", True),
    "Number_OrdinalModel": ("ordinal", False),
    "NumberWithUnit_CurrencyModel": ("currency", True),
    "NumberWithUnit_DimensionModel": ("dimension", True),
    "NumberWithUnit_AgeModel": ("age", True),
    "NumberWithUnit_TemperatureModel": ("temperature", True),
}


INCHES_IN_FOOT = 12
_IN_INCHES = (("Foot", "inch"), ("Foot", "inches"))
#: A plain range, of which one input expects nothing and its like expect what it says.
_RANGE = re.compile(r"\bfrom \d+ to \d+\b")


@dataclass(frozen=True, slots=True)
class Spec:
    """One input with the figures expected of it, and the rules that left others out.

    `silent` tells that nothing is expected, so that whatever is read is wrong.
    """

    text: str
    gold: tuple[Figure, ...]
    left_out: tuple[str, ...] = ()
    silent: bool = False


def specs(path: Path, name: str) -> list[Spec]:
    """The inputs of one specification file, `name` as in `CLASSES`."""
    return [_spec(mapping(each), name) for each in items(read_json(path))]


def _spec(case: Mapping[str, object], name: str) -> Spec:
    gold: list[Figure] = []
    left_out: list[str] = []
    whole, comment = text(case.get("Input")), text(case.get("Comment"))
    results = [mapping(each) for each in items(case.get("Results"))]
    for each in results:
        value = text(mapping(each.get("Resolution")).get("value"))
        start = int(text(each.get("Start")) or 0)
        end = _end(each, start)
        asked = Case(whole[:start], whole[start:end], whole[end:], value, comment)
        why = reason(name, asked)
        figure = None if why else _gold(each, name)
        if figure is None:
            left_out.append(why or "no-value")
        else:
            gold.append(figure)
    silent = all(why == "unit-without-number" for why in left_out) and not gold
    silent = silent and not (name == "number_range" and _RANGE.search(whole))
    return Spec(whole, tuple(gold), tuple(left_out), silent)


def left_out_rows(path: Path, name: str, part: str) -> list[Row]:
    """How many expected figures each rule leaves out of one file."""
    counts = Counter(why for spec in specs(path, name) for why in spec.left_out)
    return [Row(f"recognizers/{name}/left-out", why, n, {}, part) for why, n in counts.items()]


def _gold(result: Mapping[str, object], name: str) -> Figure | None:
    resolution = mapping(result.get("Resolution"))
    interval = re.fullmatch(r"[\[(]([^,]*),([^,]*)[\])]", text(resolution.get("value")))
    value = text(resolution.get("value")).rstrip("%")
    try:
        if interval:
            low, high = (Decimal(end) if end else None for end in interval.groups())
        else:
            low = high = Decimal(value)
    except InvalidOperation:
        return None
    start = int(text(result.get("Start")) or 0)
    return Figure(low, high, _unit(resolution, name), None, Span(start, _end(result, start)))


def _unit(resolution: Mapping[str, object], name: str) -> str:
    unit = text(resolution.get("unit"))
    if name == "percent":
        return "percentage"
    if (name, unit) == ("currency", "Pound"):
        return "pound sterling"
    return f"{unit} of age" if name == "age" and unit != "Age" else unit


def _end(result: Mapping[str, object], start: int) -> int:
    if "End" in result:  # inclusive
        return int(text(result["End"])) + 1
    return start + len(text(result.get("Text")))


def score(
    name: str, with_unit: bool, found: Sequence[Spec], read: Sequence[Sequence[Figure]]
) -> tuple[dict[str, float | None], list[Mapping[str, object]]]:
    """The metrics of one system on one class, and the inputs it did not get all right.

    `found` is the share of expected figures that it touches, `right` the share whose
    value it gives.
    """
    gold = predicted = touched = right = right_unit = 0
    misses: list[Mapping[str, object]] = []
    for spec, figures in zip(found, read, strict=True):
        ours = [f for f in figures if _of_class(f, spec, with_unit)]
        pairs = [[f for f in ours if _overlap(g, f)] for g in spec.gold]
        values = [
            any(same_value(g, f) or _same_length(g, f) for f in near)
            for g, near in zip(spec.gold, pairs, strict=True)
        ]
        gold += len(spec.gold)
        predicted += len(ours)
        touched += sum(map(bool, pairs))
        right += sum(values)
        right_unit += sum(
            any(same_value_unit(g, f) for f in near)
            for g, near in zip(spec.gold, pairs, strict=True)
        )
        if not all(values) or len(ours) > len(spec.gold):
            expected = [shown(g) for g in spec.gold]
            misses.append({"text": spec.text, "gold": expected, "read": [shown(f) for f in ours]})
    scores: dict[str, float | None] = {
        "found": ratio(touched, gold),
        "right": ratio(right, gold),
        "value_f1": f1(right, predicted, gold),
        "value_unit_f1": f1(right_unit, predicted, gold) if with_unit else None,
        "left_out": float(sum(len(spec.left_out) for spec in found)),
    }
    return scores, misses


def _of_class(figure: Figure, spec: Spec, with_unit: bool) -> bool:
    if spec.gold:
        return any(_overlap(gold, figure) for gold in spec.gold)
    return spec.silent and (bool(figure.unit) or not with_unit)


def _same_length(gold: Figure, figure: Figure) -> bool:
    """Whether the figure has in inches what is expected in feet: "5 ft 2 in" may be told so."""
    if gold.low is None or (gold.unit, (figure.unit or "").lower()) not in _IN_INCHES:
        return False
    inches = gold.low * INCHES_IN_FOOT
    return same_value(Figure(inches, inches), figure)


def _overlap(gold: Figure, figure: Figure) -> bool:
    return gold.span is not None and figure.span is not None and gold.span.overlaps(figure.span)


def spec_row(
    name: str,
    part: str,
    with_unit: bool,
    found: Sequence[Spec],
    read: Sequence[Sequence[Figure]],
    system: str,
) -> tuple[Row, list[Mapping[str, object]]]:
    """The row of one system on one class, and its misses."""
    scores, misses = score(name, with_unit, found, read)
    marked: list[Mapping[str, object]] = [
        {"set": name, "system": system, **miss} for miss in misses
    ]
    return Row(f"recognizers/{name}", system, len(found), scores, part), marked
