"""Hedges and bounds: the interval of values that each form of figure means.

The intervals follow the relation table of the design notes: a hedge is read strictly when
it is to agree and leniently when it is to conflict. cues.py knows the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.types import Form, Quantity, Unit

#: "About x" agrees with values within a tenth of x …
APPROXIMATE_STRICT = Decimal("0.10")
#: … and conflicts only with values beyond a fifth of it.
APPROXIMATE_LENIENT = Decimal("0.20")
#: A round bare figure may stand for a value this share away (design notes, relation table).
SLACK = Decimal("0.02")
#: "One in five" and "a third" stand for shares this many percentage points away, either way
#: (design notes), and of a small share for less: at most `APPROXIMATE_LENIENT` of it.
PROPORTION = Decimal("1.5")
#: The factor to percent of the unit in which proportions are read: one fifth is 20 percent.
PROPORTION_FACTOR = Decimal(100)
#: A kelvin in the base unit of temperatures, which is a ninth of it so that °F is exact too.
KELVIN = Decimal(9)
#: Shares of a temperature are taken of its distance from the freezing point of water, 273.15 K,
#: where both common scales count from or near: about 30 °C is no tenth of 303 kelvins …
FREEZING = Decimal("273.15") * KELVIN
#: … and of ten kelvins at least, so that "about zero" is more than one value.
NEAR_FREEZING = 10 * KELVIN
#: Ages up to this many days (120 years) are of people, and told exactly: 49 is not written 50
#: (our own rule). Trees and ruins are older, and "1,000 years old" is round.
LIFETIME = 120 * Decimal("365.2425")


@dataclass(frozen=True, slots=True)
class Interval:
    """The values allowed: a bound of None is infinite; `closed_*`: the bound itself counts."""

    low: Decimal | None
    high: Decimal | None
    closed_low: bool = True
    closed_high: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether `value` is allowed."""
        return Interval(value, value).within(self)

    def within(self, other: Interval) -> bool:
        """Whether every value allowed here is allowed in `other` too."""
        return _low_key(other) <= _low_key(self) and _high_key(self) <= _high_key(other)

    def scaled(self, factor: Decimal, offset: Decimal) -> Interval:
        """The interval of all ``x * factor + offset``; a negative factor turns it round."""
        low = None if self.low is None else self.low * factor + offset
        high = None if self.high is None else self.high * factor + offset
        if factor < 0:
            return Interval(high, low, self.closed_high, self.closed_low)
        return Interval(low, high, self.closed_low, self.closed_high)

    def disjoint(self, other: Interval) -> bool:
        """Whether no value is allowed in both."""
        return _before(self, other) or _before(other, self)


def _low_key(of: Interval) -> tuple[Decimal, int]:
    if of.low is None:
        return (Decimal("-Infinity"), 0)
    return (of.low, 0 if of.closed_low else 1)


def _high_key(of: Interval) -> tuple[Decimal, int]:
    if of.high is None:
        return (Decimal("Infinity"), 0)
    return (of.high, 0 if of.closed_high else -1)


def _before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (
        one.high == other.low and not (one.closed_high and other.closed_low)
    )


def strict(of: Quantity) -> Interval:
    """The values, in base units, that a figure allows when it is to agree."""
    if of.form is Form.RANGE:
        return Interval(of.low, of.high, of.closed_low, of.closed_high)
    return allowed(of.form, of.face, of.unit)


def allowed(form: Form, face: Decimal, unit: Unit) -> Interval:
    """The values, in base units, that a figure of one number strictly allows."""
    value = face * unit.factor + unit.offset
    if form is Form.EXACT:
        margin = proportion_margin(value, unit)
        return Interval(value - margin, value + margin)
    return _hedged(form, face, value, size(value, unit) * APPROXIMATE_STRICT)


def lenient(of: Quantity) -> Interval:
    """The values, in base units, that a figure allows when it is to conflict."""
    if of.form is Form.RANGE:
        low, high = of.low, of.high
        if of.rough and low is not None and high is not None:
            reach = APPROXIMATE_STRICT * max(abs(low), abs(high))
            return Interval(low - reach, high + reach)
        return Interval(low, high, of.closed_low, of.closed_high)
    if of.form is Form.EXACT:
        if margin := proportion_margin(of.value, of.unit):
            return Interval(of.value - margin, of.value + margin)
        # Half open, as rounding is: 6,850 is written 6,900.
        by = slack(of)
        return Interval(of.value - by, of.value + by, closed_high=not by)
    if of.form is Form.ORDER:  # whoever says thousands of 20,000 says little, and nothing false
        return Interval(of.value, None) if of.value >= 0 else Interval(None, of.value)
    return _hedged(of.form, of.face, of.value, size(of.value, of.unit) * APPROXIMATE_LENIENT)


def _hedged(form: Form, face: Decimal, value: Decimal, reach: Decimal) -> Interval:
    match form:
        case Form.APPROXIMATE:
            return Interval(value - reach, value + reach)
        case Form.ALMOST if face < 0:  # "almost minus 5" is reached from zero too
            return Interval(value, value + reach, closed_low=False)
        case Form.ALMOST if reach:  # "almost zero" is no more than zero
            return Interval(value - reach, value, closed_high=False)
        case Form.MORE_THAN:
            return Interval(value, None, closed_low=False)
        case Form.AT_LEAST:
            return Interval(value, None)
        case Form.LESS_THAN:
            return Interval(None, value, closed_high=False)
        case Form.AT_MOST:
            return Interval(None, value)
        case Form.ORDER:
            low, high = sorted((value, 10 * value))
            return Interval(low, high, closed_low=not value, closed_high=not value)
        case _:
            return Interval(value, value)


def slack(of: Quantity) -> Decimal:
    """What a bare figure may be rounded by, in base units: half its last non-zero place, at most
    `SLACK` of it; nothing where figures are told exactly.

    Counts in single digits, tens and odd hundreds ("130 companies", "499 people") are exact in
    news; a count is round only from two trailing zeros or with a magnitude word.
    """
    counted = of.unit.dimension == "count"
    if is_exact(of) or (counted and (of.place < 100 or abs(of.value) < 100)):
        return Decimal(0)
    return min(of.place / 2, size(of.value, of.unit) * SLACK)


def is_exact(of: Quantity) -> bool:
    """Whether a figure is of a kind that is never rounded: a rank, or the age of a person."""
    dimension = of.unit.dimension
    return dimension == "ordinal" or (dimension == "age" and of.value <= LIFETIME)


def proportion_margin(value: Decimal, unit: Unit) -> Decimal:
    """What a share told as a proportion may be off by, in percentage points; else 0."""
    if not (unit.dimension == "percent" and unit.factor == PROPORTION_FACTOR):
        return Decimal(0)
    return min(PROPORTION, abs(value) * APPROXIMATE_LENIENT)


def size(value: Decimal, unit: Unit) -> Decimal:
    """The magnitude that a share of the figure is taken of, in base units."""
    if unit.dimension == "temperature" and unit.offset:
        return max(abs(value - FREEZING), NEAR_FREEZING)
    return abs(value)


def with_interval(quantity: Quantity, high: Decimal | None = None) -> Quantity:
    """The quantity with the values it strictly allows filled in; `high` is a range's end."""
    if high is not None:
        top = high * quantity.unit.factor + quantity.unit.offset
        return replace(quantity, low=quantity.value, high=top)
    told = strict(quantity)
    return replace(
        quantity,
        low=told.low,
        high=told.high,
        closed_low=told.closed_low,
        closed_high=told.closed_high,
    )
