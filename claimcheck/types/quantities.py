"""Figures with what they count, in which role and of which period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from claimcheck.types.texts import Span, record


class Form(Enum):
    """How a figure is hedged or shaped."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    ALMOST = "almost"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    RANGE = "range"
    ORDER = "order of magnitude"  # "thousands", "tens of millions"

    @property
    def is_bound(self) -> bool:
        """Whether it tells one end of what the figure may be ("at least 450")."""
        return self in _BOUNDS


_BOUNDS = (Form.MORE_THAN, Form.AT_LEAST, Form.LESS_THAN, Form.AT_MOST)


class Role(Enum):
    """What a figure says about the thing it counts."""

    VALUE = "value"
    TOTAL = "total"
    INCREMENT = "increment"
    DECREMENT = "decrement"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    FROM = "from"
    TO = "to"
    ORDINAL = "ordinal"
    AGE = "age"
    WHOLE = "whole"  # the 200 of "88 of the 200 seats"
    MULTIPLE = "multiple"
    MEMBER = "member"  # "one of the ministers": that it belongs to them, not how many there are


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure is measured in.

    `dimension` is "count", "currency", "percent", "percentage point", "mass",
    "length", "area", "volume", "speed", "temperature", "duration", "age",
    "multiple", "ordinal" …; two units of one dimension compare after scaling,
    except currencies, which compare only under the same `code`. `factor`
    takes a value in this unit to the base unit of its dimension, exactly.
    """

    dimension: str
    code: str
    name: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


@record()
class Scope:
    """When a figure holds: normalised words, and dates where they resolve.

    `since` tells a period that is counted from its start ("since 2021"); `text` is the
    period as written.
    """

    words: str
    start: date | None = None
    end: date | None = None
    since: bool = False
    text: str = ""
    span: Span | None = None


@record()
class Quantity:
    """One figure of a text: the values it allows, in base units, and its key.

    `low` and `high` bound the values allowed when agreeing (None: unbounded);
    `closed_low`/`closed_high` tell whether the bound itself is allowed.
    `face` is the number as written, before its unit's factor is applied, with its magnitude word
    ("$2.5 million" has face 2500000); `place` is the value of its last
    written digit in base units ("2.5 million": 100000), which is how precise the
    text claims to be; trailing zeros of a whole number are not digits of it ("800": 100).
    `number` covers the number alone, `span` number, unit
    and hedge. `item` is the head noun counted, as its stem, or "" where
    none is stated; `modifiers` are the stems beside it. `inherited` names
    the slots ("item", "agent", "scope", "role") taken from the context.
    """

    span: Span
    number: Span
    low: Decimal | None
    high: Decimal | None
    closed_low: bool
    closed_high: bool
    face: Decimal
    place: Decimal
    form: Form
    unit: Unit
    role: Role = Role.VALUE
    item: str = ""
    modifiers: tuple[str, ...] = ()
    item_span: Span | None = None
    scope: Scope | None = None
    per: str = ""
    inherited: tuple[str, ...] = ()
    denied: bool = False  # "not nine years": the text says that this is not the figure
    agent: str = ""  # who acts on what is counted, as written ("Canada" in "Canada sent 8 tanks")
    agent_span: Span | None = None  # None where the agent was taken from the context
    rough: bool = False  # the ends of a range are hedged ("about 40 to 50")
    fate: str = ""  # what befell those counted: "dead", "hurt", "missing", …

    @property
    def value(self) -> Decimal:
        """The face value in the base unit of the dimension."""
        return self.face * self.unit.factor + self.unit.offset
