"""The Recognizers-Text specifications as a test: what is found, and read right.

Each file speaks of one class of figures only, so a system is counted on figures of that
class: those that touch an expected one, and those read (with a unit, where the class has
one) in an input from which nothing is expected.

Left out is what a news reader would not agree on, by the rules in `LEFT_OUT`, one for all
systems; how many expected figures each rule takes is a row of its own in the output.
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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reason to leave an expected figure out: in `classes`, where all patterns fit.

    `before`, `expected` and `after` are searched in the words before the figure, in its own,
    and in those after it, `whole` in all of them; `value` in what it resolves to; `comment`
    in the remark of the specification.
    """

    name: str
    classes: tuple[str, ...]
    why: str
    before: str = ""
    expected: str = ""
    after: str = ""
    whole: str = ""
    value: str = ""
    comment: str = ""

    def fits(self, name: str, case: Case) -> bool:
        """Whether the rule leaves out the figure of `case`, of the class `name`."""
        return name in self.classes and all(
            re.search(pattern, part, re.IGNORECASE)
            for pattern, part in (
                (self.before, case.before),
                (self.expected, case.expected),
                (self.after, case.after),
                (self.whole, case.before + case.expected + case.after),
                (self.value, case.value),
                (self.comment, case.comment),
            )
        )


@dataclass(frozen=True, slots=True)
class Case:
    """An expected figure in its input."""

    before: str
    expected: str
    after: str
    value: str
    comment: str


_TENS = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_NUM = rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|{_TENS})"
_PARTS = r"(?!thousand)[a-z]+(?:th|st|rd|nd)s?$"
#: "Twenty one fifths", "one hundred thirty fifths", but not "… and two fifths".
_PUZZLE = (
    rf"\bhundred(?: and)?(?:[ -]+{_NUM})+ (?:thousand )?{_PARTS}|\bhundred(?:[ -]{_NUM})+-{_PARTS}"
    rf"|\b{_TENS} {_NUM} {_PARTS}|\b{_NUM} {_TENS} {_PARTS}"
    rf"|\b{_TENS} ?- ?{_NUM} hundred[ -]{_PARTS}"
    r"|^one one hundred"
)

#: What a news reader would not agree on. Every input was read before a rule was made.
LEFT_OUT = (
    LeftOut(
        "unit-without-number",
        ("percent", "currency", "dimension", "temperature"),
        "a unit alone is no figure",
        value=r"^(?:null)?$",
    ),
    LeftOut(
        "relative-ordinal",
        ("ordinal",),
        '"last", "next", "the one before the last": a place in a list, and no number is said',
        value=r"^(?:end|current)",
    ),
    LeftOut(
        "power",
        ("number",),
        "powers are sums to do and not values told (scientific notation stays in)",
        expected=r"^(?!.*x ?10\^).*\^",
    ),
    LeftOut(
        "division",
        ("number",),
        '"one over twenty" is a sum to do; "2000 over 3" in news is an amount and a time',
        expected=r"\bover\b",
    ),
    LeftOut(
        "compound-fraction",
        ("number",),
        "fractions of several number words that read two ways: the specification itself has"
        ' "one hundred and thirty fifths" as 26 and the same without "and" as 2.86',
        expected=_PUZZLE,
    ),
    LeftOut(
        "label",
        ("number",),
        "pieces of addresses, dates, telephone numbers, and what only names a thing by number",
        whole=r"^\d+(?:\.\d+){3}$|\d/\d+/\d{4}|\+\d-\d{3}|[A-Z]{3}-\d+$|\bnrs?\. |\bversion two",
    ),
    LeftOut(
        "metric-letter",
        ("number",),
        'a G after a number is no "billion" in news',
        expected=r"\d ?g$",
    ),
    LeftOut(
        "continental",
        ("number",),
        "the notation of another language, which an English text reads otherwise",
        expected=r"^\d+,\d{1,2}$|\.\d{3},\d+$",
    ),
    LeftOut(
        "part-of-a-number",
        ("number",),
        'the "100" of a number that goes on with "millionths"',
        after=r"^\s?[mbtr]+illionths?\b",
    ),
    LeftOut(
        "own-doubt",
        ("number_range",),
        "the specification calls it ambiguous",
        comment="ambiguous",
    ),
    LeftOut(
        "ordinal-or-fraction",
        ("ordinal",),
        'without an article, "two hundredth" is the 200th or 2/100',
        expected=r"^(?:an?|two|three)\s(?:\w+\s)*(?:hundr|[mbtr]+illi)(?:ed|on)th$|^two hundredth$",
    ),
    LeftOut(
        "part-of-a-fraction",
        ("ordinal",),
        'the "third" of "forty-two and a third" is no rank',
        before=r"\band an? $",
    ),
    LeftOut(
        "percent-first",
        ("percent",),
        '"percent of ten" is no ten per cent',
        expected=r"^per ?cents? of",
    ),
    LeftOut(
        "cents-unsaid",
        ("currency",),
        '"one dollar and two" may be $1.02 or two of something else',
        expected=r"\band\s[\w-]+$",
    ),
    LeftOut(
        "end-of-a-range",
        ("dimension", "age", "currency"),
        "only the upper end of a range is expected, and the reader reads both",
        before=rf"(?:\d|\b{_NUM}) ?(?:to|-|–) ?$",
    ),
)


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
        reasons = [rule.name for rule in LEFT_OUT if rule.fits(name, asked)]
        figure = None if reasons else _gold(each, name)
        if figure is None:
            left_out += reasons[:1] or ["no-value"]
        else:
            gold.append(figure)
    silent = all(reason == "unit-without-number" for reason in left_out) and not gold
    silent = silent and not (name == "number_range" and _RANGE.search(whole))
    return Spec(whole, tuple(gold), tuple(left_out), silent)


def left_out_rows(path: Path, name: str, part: str) -> list[Row]:
    """How many expected figures each rule leaves out of one file."""
    counts = Counter(reason for spec in specs(path, name) for reason in spec.left_out)
    return [
        Row(f"recognizers/{name}/left-out", reason, n, {}, part) for reason, n in counts.items()
    ]


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
            any(same_value(g, f) for f in near) for g, near in zip(spec.gold, pairs, strict=True)
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
