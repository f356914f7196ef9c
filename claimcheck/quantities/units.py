"""Units and currencies: the tables beside this file, and how they are met in text.

Factors are exact (SI definitions; customary units by the international yard and pound
agreement of 1959). Two tables, no code, say what is known: a new unit is a new line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from claimcheck.types import Unit

COUNT = Unit("count", "", "")
ORDINAL = Unit("ordinal", "", "")
MULTIPLE = Unit("multiple", "x", "times")
AGE = Unit("age", "y", "years old")
#: A fraction ("a third of") is a share in percent.
FRACTION = Unit("percent", "%", "percent", Decimal(100))

#: Currency words that are also everyday words: read only after digits or a magnitude.
_EVERYDAY = frozenset(
    "won real mark marks crown crowns rand rands lei dong sterling lira sh".split()
)
#: The longest symbol, prefix or code before a number, in characters.
_PREFIX_WINDOW = 6


@dataclass(frozen=True, slots=True)
class _Tables:
    units: dict[str, Unit]
    attached: dict[str, Unit]
    after: re.Pattern[str]
    attached_after: re.Pattern[str]
    prefixes: dict[str, Unit]
    before: re.Pattern[str]


def _rows(name: str) -> list[list[str]]:
    text = resources.files("claimcheck.quantities").joinpath(name).read_text(encoding="utf-8")
    return [
        line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("# ")
    ]


def _alternatives(forms: list[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form) for form in ordered)


@cache
def _tables() -> _Tables:
    units: dict[str, Unit] = {}
    attached: dict[str, Unit] = {}
    prefixes: dict[str, Unit] = {}
    for dimension, code, name, factor, offset, forms in _rows("units.tsv"):
        unit = Unit(dimension, code, name, Decimal(factor), Decimal(offset))
        _add(forms, unit, units, attached)
    for row in _rows("currencies.tsv"):
        code, name, before, words, minor = (*row, "", "")[:5]
        unit = Unit("currency", code, name)
        _add(words, unit, units, attached)
        _add(minor, Unit("currency", code, minor.split("|")[0], Decimal("0.01")), units, attached)
        prefixes.update({form: unit for form in before.split("|") if form})
    ends = r"(?![^\W_])"
    return _Tables(
        units,
        attached,
        re.compile(rf"[\s\u00a0]?-?(?P<form>{_alternatives(list(units))}){ends}", re.IGNORECASE),
        re.compile(rf"[\s\u00a0]?(?P<form>{_alternatives(list(attached))}){ends}"),
        prefixes,
        re.compile(rf"(?<![^\W\d_])(?P<form>{_alternatives(list(prefixes))})[\s\u00a0]?$"),
    )


def _add(forms: str, unit: Unit, units: dict[str, Unit], attached: dict[str, Unit]) -> None:
    for form in forms.split("|"):
        if form.startswith("~"):
            attached.setdefault(form[1:], unit)
        elif form:
            units.setdefault(form.lower(), unit)


def currency_before(text: str, start: int) -> tuple[Unit, int] | None:
    """The currency whose sign stands right before `start`, and where the sign begins."""
    low = max(0, start - _PREFIX_WINDOW)
    found = _tables().before.search(text[low:start])
    if found is None:
        return None
    return _tables().prefixes[found["form"]], low + found.start()


def unit_after(text: str, end: int, *, digits: bool, scaled: bool) -> tuple[Unit, int] | None:
    """The unit that stands right after `end`, and where it ends.

    `digits`: the number is written in digits, so that one-letter units count; `scaled`:
    a magnitude word belongs to it, so that "pounds" is money.
    """
    tables = _tables()
    if digits and (found := tables.attached_after.match(text, end)):
        return tables.attached[found["form"]], found.end()
    found = tables.after.match(text, end)
    if found is None:
        return None
    form = found["form"].lower()
    if form in _EVERYDAY and not (digits or scaled):
        return None
    unit = tables.units[form]
    if unit.code == "lb" and scaled:
        unit = Unit("currency", "GBP", "pounds sterling")
    return unit, found.end()
