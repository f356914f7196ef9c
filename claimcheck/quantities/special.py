"""Figures that are not a number and its unit: "doubled", "one in five", "no casualties"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from claimcheck.quantities.hedges import hedge_before, with_interval
from claimcheck.quantities.items import item_after
from claimcheck.quantities.numbers import Number, NumberKind
from claimcheck.quantities.units import COUNT, FRACTION, MULTIPLE, unit_after
from claimcheck.text.words import stem
from claimcheck.types import Form, Quantity, Role, Span

_VERBS = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2,
    "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "treble": 3, "trebled": 3,
    "thrice": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4, "fourfold": 4, "quintupled": 5,
    "fivefold": 5, "tenfold": 10,
}  # fmt: skip
_MULTIPLE = re.compile(
    rf"\b(?:(?P<hedge>more\sthan|nearly|almost|about|at\sleast|roughly)\s)?(?P<verb>{'|'.join(_VERBS)}"
    r"|halved|halving|halves)\b(?!\s(?:bed|room|murder|check|agent|standard|fault|jump|glazing))",
    re.IGNORECASE,
)
_HEDGES = {
    "more than": Form.MORE_THAN, "nearly": Form.ALMOST, "almost": Form.ALMOST,
    "about": Form.APPROXIMATE, "roughly": Form.APPROXIMATE, "at least": Form.AT_LEAST,
}  # fmt: skip
_TIMES = re.compile(
    r"(?:\s|-)?times\s(?:as\s|more|higher|larger|greater|bigger|faster|the\s|that\s|its\s|their\s|what"
    r"|over\b|less|smaller)|-fold\b|x\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?$", re.IGNORECASE)
_OUT_OF = re.compile(r"\sout\sof\s(?:every\s)?$", re.IGNORECASE)
#: "No casualties" is none of them. Only for nouns that news counts: "no plans" is no figure.
_COUNTED = (
    "casualties|deaths|fatalities|injuries|victims|survivors|cases|arrests|seats|goals|medals"
    "|losses|infections|hospitalisations|hospitalizations|survivors|votes|people|civilians|soldiers"
    "|troops|jobs|homes|tickets|patients|reports\\sof\\sinjuries"
)
_SINGLE = frozenset({"duration", "calendar duration", "length", "mass", "area", "volume"})
_A_UNIT = re.compile(
    r"\b(?:than|nearly|almost|about|under|over|least|around|roughly|most|of|to)\s(?P<one>an?)(?=\s\w)",
    re.IGNORECASE,
)
_NONE = re.compile(rf"\b(?P<no>no)\s(?:[a-z]+\s)?(?P<what>{_COUNTED})\b", re.IGNORECASE)


def find_special(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    """Multiples, proportions and zeros of `text`; `numbers` are the plain numbers in it."""
    return [
        *_verbs(text),
        *_multiples(text, numbers),
        *_proportions(text, numbers),
        *_none(text),
        *_single(text),
    ]


def _single(text: str) -> list[Quantity]:
    """ "Less than an hour", "almost a decade": a hedge makes "a" a figure."""
    found = []
    for match in _A_UNIT.finditer(text):
        hedge = hedge_before(text, match.start("one"))
        unit = unit_after(text, match.end("one"), digits=False, scaled=False)
        if hedge is None or unit is None or unit[0].dimension not in _SINGLE:
            continue
        one, number = Decimal(1), Span(match.start("one"), match.end("one"))
        quantity = Quantity(
            Span(hedge[1], unit[1]), number, None, None, True, True, one, unit[0].factor, hedge[0],
            unit[0],
        )  # fmt: skip
        found.append(with_interval(quantity))
    return found


def _verbs(text: str) -> list[Quantity]:
    found = []
    for match in _MULTIPLE.finditer(text):
        word = match["verb"].lower()
        face = Decimal(_VERBS[word]) if word in _VERBS else Decimal("0.5")
        form = _HEDGES.get((match["hedge"] or "").lower(), Form.EXACT)
        span = Span(match.start(), match.end())
        found.append(_multiple(span, Span(match.start("verb"), match.end()), face, form))
    return found


def _multiples(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    found = []
    for number in numbers:
        if number.kind is NumberKind.CARDINAL and (end := _TIMES.match(text, number.span.end)):
            span = Span(number.span.start, end.end())
            found.append(_multiple(span, number.span, number.value, Form.EXACT))
    return found


def _multiple(span: Span, number: Span, face: Decimal, form: Form) -> Quantity:
    return Quantity(
        span, number, face, face, True, True, face, Decimal("0.1"), form, MULTIPLE, Role.MULTIPLE
    )


def _proportions(text: str, numbers: Sequence[Number]) -> list[Quantity]:
    """ "One in five" is 20 % within the rounding of its own words, "9 out of 10" likewise."""
    found = []
    for one, other in pairwise(numbers):
        between = text[one.span.end : other.span.start]
        whole = NumberKind.CARDINAL
        if not (one.kind is whole and other.kind is whole and 0 < one.value < other.value):
            continue
        if not (_OUT_OF.match(between) or (one.value == 1 and _IN.match(between))):
            continue
        if one.value == 1 and other.value > 1000:
            continue
        span = Span(one.span.start, other.span.end)
        item = item_after(text, span.end, measured=False)
        share = one.value / other.value
        found.append(
            Quantity(
                span, span, share * 90, share * 110, True, True, share, Decimal("0.01"),
                Form.APPROXIMATE, FRACTION, Role.SHARE, item=item.head if item else "",
                modifiers=item.modifiers if item else (), item_span=item.span if item else None,
            )
        )  # fmt: skip
    return found


def _none(text: str) -> list[Quantity]:
    zero = Decimal(0)
    return [
        Quantity(
            Span(match.start(), match.end("no")), Span(match.start(), match.end("no")),
            zero, zero, True, True, zero, Decimal(1), Form.EXACT, COUNT,
            item=stem(match["what"].split()[-1]),
            item_span=Span(match.start("what"), match.end("what")),
        )
        for match in _NONE.finditer(text)
    ]  # fmt: skip
