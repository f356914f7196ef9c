"""Figures in one shape for gold and systems, and the scorer that counts right ones.

As in CQE (Almasian et al., EMNLP 2023): the figures of a sentence are matched one to one
with the gold ones; precision, recall and F1 are over all sentences. A range is one figure,
and which of its ends is named first does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.common import f1, ratio
from benchmarks.unit_names import our_unit, same_unit
from claimcheck.types import Form, Quantity, Role, Span

#: Values compare within this share, so that a peer's binary floats are not held against it.
CLOSE = Decimal("1e-6")

CHANGES = {
    Form.EXACT: "=",
    Form.RANGE: "=",
    Form.ORDER: "=",
    Form.APPROXIMATE: "~",
    Form.ALMOST: "~",
    Form.MORE_THAN: ">",
    Form.AT_LEAST: ">",
    Form.LESS_THAN: "<",
    Form.AT_MOST: "<",
}
TRENDS = {Role.INCREMENT: "up", Role.DECREMENT: "down"}
#: What is extra, or is set against something else, has no trend in the gold: "another 5",
#: "5 more", "5% higher", "a 5% pay rise"; only "rose (by) 5", "up 5" and the like have one.
_EXTRA = re.compile(r"\b(?:another|extra|additional|further|latest|new)\s+\S{0,12}$", re.I)
_EXTRA_OF_LIST = re.compile(r"\b(?:another|extra|additional|further)\b[^.;:]{0,60}$", re.I)
_SET_AGAINST = re.compile(
    r"\s+(?:more|less|fewer|extra|additional|further|others?|higher|lower|cheaper|above|below"
    r"|(?:[a-z]+\s)?(?:rise|increase|improvement|boost|gain|jump|surge|drop|fall|decline|decrease"
    r"|reduction|loss|cut|slump)s?)\b",
    re.I,
)
#: "Almost" is "~" in the gold, and "just under" is "<".
_UNDER = re.compile(r"\b(?:under|below|less|fewer|short|shy)\b[^.;]{0,30}$", re.I)
#: Characters between the ends of "from 5 to 7" at most; further apart they are two figures.
_TO = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as all sides can state it; None in a slot is a side that does not tell.

    `low` equals `high` but for ranges, where None is an open end; `change` is one of
    = ~ > < up down. `written` is the gold unit in the words of the text.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    change: str | None = None
    span: Span | None = None
    written: str = ""


Same = Callable[[Figure, Figure], bool]


def same_value(gold: Figure, predicted: Figure) -> bool:
    """Whether both bounds are equal, within `CLOSE`."""
    return all(map(_close, _ends(gold), _ends(predicted)))


def _ends(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The lower end first: "fell from 9 to 7" is one range in the gold, written "9-7"."""
    low, high = figure.low, figure.high
    return (high, low) if low is not None and high is not None and high < low else (low, high)


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= CLOSE * max(abs(a), abs(b))


def same_value_unit(gold: Figure, predicted: Figure) -> bool:
    """Whether value and unit are equal; a side without units has none right."""
    if gold.unit is None or predicted.unit is None:
        return False
    return same_value(gold, predicted) and same_unit(gold.unit, predicted.unit, gold.written)


def same_value_change(gold: Figure, predicted: Figure) -> bool:
    """Whether value and hedge or trend are equal; a side without hedges says "="."""
    return same_value(gold, predicted) and gold.change == (predicted.change or "=")


def same_all(gold: Figure, predicted: Figure) -> bool:
    """Whether value, unit and hedge or trend are equal."""
    return same_value_unit(gold, predicted) and same_value_change(gold, predicted)


#: The columns: metric by what must be equal.
VALUE: Mapping[str, Same] = {"value": same_value}
VALUE_UNIT: Mapping[str, Same] = {**VALUE, "value_unit": same_value_unit}
ALL: Mapping[str, Same] = {
    "value": same_value,
    "value_change": same_value_change,
    "value_unit": same_value_unit,
    "all": same_all,
}


def matched(gold: Sequence[Figure], predicted: Sequence[Figure], same: Same) -> dict[int, int]:
    """The largest one-to-one matching: index of gold by index of predicted."""
    taken: dict[int, int] = {}

    def place(g: int, seen: set[int]) -> bool:
        for p, each in enumerate(predicted):
            if p not in seen and same(gold[g], each):
                seen.add(p)
                if p not in taken or place(taken[p], seen):
                    taken[p] = g
                    return True
        return False

    for g in range(len(gold)):
        place(g, set())
    return taken


@dataclass(slots=True)
class Tally:
    """Counts over the sentences of a set, and the sentences that were not all right."""

    columns: Mapping[str, Same]
    texts: int = 0
    gold: int = 0
    predicted: int = 0
    right: dict[str, int] = field(default_factory=dict)
    misses: list[Mapping[str, object]] = field(default_factory=list)

    def add(self, text: str, gold: Sequence[Figure], predicted: Sequence[Figure]) -> None:
        """Count one sentence."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        missed: dict[str, list[str]] = {}
        wrong: dict[str, list[str]] = {}
        for column, same in self.columns.items():
            pairs = matched(gold, predicted, same)
            self.right[column] = self.right.get(column, 0) + len(pairs)
            if len(pairs) < max(len(gold), len(predicted)):
                missed[column] = [shown(g) for i, g in enumerate(gold) if i not in pairs.values()]
                wrong[column] = [shown(p) for i, p in enumerate(predicted) if i not in pairs]
        if missed:
            self.misses.append({"line": self.texts, "text": text, "missed": missed, "wrong": wrong})
        self.texts += 1

    def metrics(self) -> dict[str, float | None]:
        """Precision and recall of the value, F1 of every column."""
        right = self.right.get("value", 0)
        scores: dict[str, float | None] = {
            "value_precision": ratio(right, self.predicted),
            "value_recall": ratio(right, self.gold),
        }
        for column in self.columns:
            scores[f"{column}_f1"] = f1(self.right.get(column, 0), self.predicted, self.gold)
        return scores


def shown(figure: Figure) -> str:
    """A figure for people: ``> 60 [percentage]``."""
    low, high = ("" if end is None else f"{end.normalize():f}" for end in (figure.low, figure.high))
    value = low if low == high else f"{low}-{high}"
    unit = "" if figure.unit is None else f" [{figure.unit or '-'}]"
    return f"{figure.change or '='} {value}{unit}"


# --------------------------------------------------------------------------
# Ours in the conventions of the gold sets


def our_figures(text: str, quantities: Sequence[Quantity]) -> list[Figure]:
    """Our quantities as NewsQuant states them.

    The gold sets count no ordinals, no "no" for zero, no verbs ("doubled") and no articles
    ("a decade"), and write "from X to Y" as one range: those conventions are met here, not
    in the grammar.
    """
    kept = [q for q in quantities if _counted_in_gold(text, q)]
    figures: list[Figure] = []
    for before, q in zip([None, *kept], kept, strict=False):
        figure = our_figure(text, q)
        if before is not None and _one_range(before, q):
            start = figures.pop()
            unit = figure.unit or start.unit
            figures.append(Figure(start.low, figure.high, unit, "=", before.span))
        else:
            figures.append(figure)
    return figures


def _one_range(before: Quantity, q: Quantity) -> bool:
    return (
        (before.role, q.role) == (Role.FROM, Role.TO)
        and Form.RANGE not in (before.form, q.form)
        and q.number.start - before.span.end <= _TO
    )


def _counted_in_gold(text: str, q: Quantity) -> bool:
    if q.role is Role.ORDINAL or q.unit.dimension == "ordinal":
        return False
    number = q.number.of(text).lower()
    if number in ("a", "an"):
        return False
    return any(c.isdigit() for c in number) or not number.startswith(
        ("no", "zero", "doubl", "tripl", "halv", "quadrupl", "twice", "thrice", "both")
    )


def our_figure(text: str, q: Quantity) -> Figure:
    """One quantity of ours: the number as written, its unit, hedge and trend."""
    low = high = q.face
    if q.form in (Form.RANGE, Form.ORDER) and q.low is not None and q.high is not None:
        low, high = (_written(q, bound) for bound in (q.low, q.high))
    return Figure(low, high, our_unit(text, q), _change(text, q), q.span)


def _change(text: str, q: Quantity) -> str:
    """The hedge, else the trend: the gold, too, writes "climbed more than 3%" as ">".

    A negative percentage is "down" in the gold ("FTSE -0.6%"); other negatives are not.
    """
    before = text[max(0, q.span.start - 80) : q.number.start]
    if q.form is Form.ALMOST and _UNDER.search(before):
        return "<"
    hedge = "~" if q.rough else CHANGES[q.form]
    if hedge != "=":
        return hedge
    if q.unit.dimension == "percent" and q.face < 0:
        return "down"
    if q.role not in TRENDS:
        return hedge
    extra = _EXTRA_OF_LIST if "role" in q.inherited else _EXTRA
    apart = extra.search(before) or _SET_AGAINST.match(text, q.span.end)
    return hedge if apart else TRENDS[q.role]


def as_interval(figure: Figure) -> Figure:
    """A figure as the interval that its hedge makes of it: "at least 30" has no upper end."""
    low = None if figure.change == "<" else figure.low
    high = None if figure.change == ">" else figure.high
    return Figure(low, high, figure.unit, figure.change, figure.span)


def _written(q: Quantity, bound: Decimal) -> Decimal:
    """A bound in base units, taken back to the unit it was written in."""
    factor = q.unit.factor or Decimal(1)
    return (bound - q.unit.offset) / factor
