"""Figures in words: as written, for a message, and as read, for whoever asks what was read."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache

from claimcheck.quantities.hedges import PROPORTION_FACTOR, Interval
from claimcheck.quantities.units import tables
from claimcheck.types import Form, Quantity, Reading, Unit


def describe(quantity: Quantity, reading: Reading) -> str:
    """ "almost 40 organisations", "$2 billion since the administration began"."""
    said = quantity.span.of(reading.text)
    item = quantity.item_span
    if item is not None and item.start >= quantity.span.end and item.start - quantity.span.end < 24:
        said = reading.text[quantity.span.start : item.end]
    if quantity.scope is not None and quantity.scope.text:
        period = quantity.scope.text
        said = f"{said} {period}" if period not in said else said
    return " ".join(said.split())


def thing(quantity: Quantity, reading: Reading) -> str:
    """What the figure counts, as written; "" where it does not say."""
    return quantity.item_span.of(reading.text) if quantity.item_span else ""


def number(value: Decimal) -> str:
    """A value in full, its thousands apart and without idle zeros: "1,234.5"."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def values(allowed: Interval) -> str:
    """The values of an interval: "450", "≥ 450", "63 ≤ x < 70"."""
    low, high = allowed.low, allowed.high
    if low is None and high is None:
        return "any value"
    if low is None and high is not None:
        return f"{'≤' if allowed.closed_high else '<'} {number(high)}"
    if high is None and low is not None:
        return f"{'≥' if allowed.closed_low else '>'} {number(low)}"
    assert low is not None
    assert high is not None
    if low == high:
        return number(low)
    left, right = ("≤" if c else "<" for c in (allowed.closed_low, allowed.closed_high))
    return f"{number(low)} {left} x {right} {number(high)}"


def measured(quantity: Quantity) -> str:
    """What the figure says, in the unit it is written in, with the values that a hedge allows,
    and in the base unit where that is another: "about 5 tonnes (4.5 ≤ x ≤ 5.5) = 5,000 kilograms".
    """
    unit = quantity.unit
    allowed = values(_as_written(quantity))
    if unit.dimension == "ordinal":
        return f"number {allowed} in order"
    if quantity.form in (Form.RANGE, Form.ORDER):
        return _named(allowed, unit.name)
    told = number(_short(quantity.value if _is_share(unit) else quantity.face))
    words = _named(told, unit.name)
    if quantity.form is not Form.EXACT:
        words = f"{_HEDGES.get(quantity.form, quantity.form.value)} {words}"
    if allowed != told and not quantity.form.is_bound:
        words += f" ({allowed})"
    base = base_name(unit)
    return f"{words} = {number(_short(quantity.value))} {base}" if base else words


_HEDGES = {Form.APPROXIMATE: "about"}
#: Forms whose words are as exact as signs.


def base_name(unit: Unit) -> str:
    """The name of the unit that figures of this one are compared in; "" where it is this one,
    or one that nobody writes.
    """
    if (unit.factor == 1 and not unit.offset) or _is_share(unit) or unit.dimension in _ODD_BASES:
        return ""
    return _base_names().get(_family(unit), "")


#: Dimensions compared in a unit that tells a reader nothing: arcseconds, ninths of a kelvin.
_ODD_BASES = frozenset({"degree", "temperature", "age"})


@cache
def _base_names() -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for forms in tables().after.values():
        for form in forms:
            if form.unit.factor == 1 and not form.unit.offset:
                names.setdefault(_family(form.unit), form.unit.name)
    return names


def _family(unit: Unit) -> tuple[str, str]:
    """What units are converted within: a dimension, and of currencies each."""
    return unit.dimension, unit.code if unit.dimension == "currency" else ""


def _named(value: str, unit: str) -> str:
    return f"{value} {unit}" if unit else value


def _is_share(unit: Unit) -> bool:
    """Whether the unit is that of fractions, which are told in percent."""
    return unit.dimension == "percent" and unit.factor == PROPORTION_FACTOR


def _as_written(quantity: Quantity) -> Interval:
    """The values the figure allows, in the unit it is written in; of fractions, in percent."""
    unit = quantity.unit
    allowed = Interval(quantity.low, quantity.high, quantity.closed_low, quantity.closed_high)
    if not _is_share(unit):
        allowed = allowed.scaled(1 / unit.factor, -unit.offset / unit.factor)
    low = None if allowed.low is None else _short(allowed.low)
    high = None if allowed.high is None else _short(allowed.high)
    return Interval(low, high, allowed.closed_low, allowed.closed_high)


def _short(value: Decimal) -> Decimal:
    """The value without the tail of thirds and ninths: `_DECIMALS` decimals at most."""
    whole = max(value.adjusted(), -1) + 1
    return Context(prec=max(whole + _DECIMALS, _DIGITS)).plus(value)


_DECIMALS, _DIGITS = 4, 6
