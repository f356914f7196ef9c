"""First pass: each number with what touches it: currency, sign, magnitude, unit, age."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities import labels
from claimcheck.quantities.ages import AGES, BEFORE_OLD, after_age_of, age_after, is_age
from claimcheck.quantities.digits import read_digits
from claimcheck.quantities.number import HUNDREDTH, Number, NumberKind
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.roles import DOWN, UP
from claimcheck.quantities.spelled import PERIODS, read_words
from claimcheck.quantities.tokens import FRONT, GLYPHS, Tokens
from claimcheck.quantities.units import (
    AGE,
    COUNT,
    DURATIONS,
    FRACTION,
    MINUS,
    MULTIPLE,
    ORDINAL,
    currency_before,
    scaled_code,
    unit_after,
)
from claimcheck.quantities.vocabulary import SCALES, SINGLE_UNITS
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Form, Notation, Unit

_TIMES: Final = frozenset(
    "as more higher larger greater bigger faster the that its their what over less smaller lower"
    " longer older stronger worse better cheaper fewer".split()
)
#: Dimensions whose figures are told in two units together ("1 hour 47 minutes").
COMPOUNDED: Final = DURATIONS | {"length", "mass"}
_SHARED = frozenset({"of", "the", "its", "their", "his", "her", "all", "our", "your"})
#: The last words of the hedges that make "a" and "half" figures ("more than an hour").
HEDGE_ENDS: Final = frozenset(
    "than nearly almost about under over least around roughly most just".split()
)
_NEGATIVE = frozenset({"minus", "negative"})
#: How codes of money begin that have their magnitude in them ("MAUD 60").
_CODES: Final = frozenset("mtk")
_SIGNS: Final = MINUS | _NEGATIVE
#: Words between a number and a length of time that leave it as long as it is.
_WHOLE: Final = frozenset(
    "full fully whole entire long short consecutive straight successive solid continuous calendar"
    " extra additional further more paid unpaid".split()
)
_OPENING: Final = {"(": ")", "[": "]", "{": "}", "<": ">"}


class Core:
    """A number with what touches it, on the tokens ``[first, last)``.

    `face` is the number as written with its magnitude; `high` the upper end of a range, as a
    face value; `form` is set where the core itself tells it.
    """

    __slots__ = ("face", "first", "form", "high", "last", "number", "place", "unit")

    def __init__(
        self,
        number: Number,
        first: int,
        last: int,
        face: Decimal,
        place: Decimal,
        unit: Unit,
        *,
        high: Decimal | None = None,
        form: Form | None = None,
    ) -> None:
        self.number = number
        self.first = first
        self.last = last
        self.face = face
        self.place = place
        self.unit = unit
        self.high = high
        self.form = form

    def changed(self, **changes: object) -> Core:
        """The same core but for some fields."""
        made = Core(
            self.number, self.first, self.last, self.face, self.place, self.unit,
            high=self.high, form=self.form,
        )  # fmt: skip
        for name, value in changes.items():
            setattr(made, name, value)
        return made


def read_core(
    tokens: Tokens, at: int, notation: Notation, floor: int = FRONT
) -> Core | Number | None:
    """The core whose number begins at the token `at`; the one before it ends at `floor`.

    A Number is returned for digits and words that were seen and are no figure: its extent is
    to be passed over, and reported where it is vague. None: nothing begins here.
    """
    low = tokens.low
    digits = "0" <= low[at] < ":"
    number: Number | None
    if digits:
        currency, negative = _money_before(tokens, at, floor)
        number = read_digits(tokens, at, money=currency is not None, notation=notation)
    else:
        currency, negative = None, False
        number = read_words(tokens, at)
    if number is None:
        return None
    kind = number.kind
    if kind == NumberKind.VAGUE or kind == NumberKind.NAME:
        return number
    first, last, face, place = number.first, number.last, number.value, number.place
    unit = COUNT
    before = low[first - 1]
    may_be_code = currency is None and digits and len(before) == 4 and before[0] in _CODES
    if may_be_code and not tokens.attached(first):
        code = scaled_code(tokens, first - 1)  # "MAUD 60"
        if code is not None:
            currency, face, place = (code[0], first - 1), face * code[1], place * code[1]
    if currency is not None:
        unit, first = currency
        last, face, place = _money_after(tokens, last, face, place, number.scaled)
    else:
        unit, last, face, place = _measure(tokens, number, digits)
    money = currency is not None
    if labels.is_label(tokens, number, money=money, has_unit=money or last > number.last):
        return number
    if unit is COUNT:
        if kind != NumberKind.ORDINAL and is_age(tokens, number, last):
            unit = AGE
    elif kind == NumberKind.FRACTION and unit is FRACTION:
        half_more = _and_a_half(tokens, number)
        if half_more is not None:
            return half_more
        if not _is_share(tokens, number):
            return number
    elif unit.dimension in COMPOUNDED:
        face, first = _with_larger(tokens, first, face, unit)
        if unit.code in ("y", "mo") and after_age_of(tokens, first):
            unit = AGES["year" if unit.code == "y" else "month"]
    if not negative and low[first - 1] in _SIGNS:
        negative, first = _signed(tokens, first, unit)
    if kind == NumberKind.ORDER:
        return Core(number, first, last, face, place, unit, high=10 * face, form=Form.ORDER)
    about = (
        Form.APPROXIMATE if number.words and "couple" in low[number.first : number.last] else None
    )
    return Core(number, first, last, -face if negative else face, place, unit, form=about)


def _money_before(tokens: Tokens, at: int, floor: int) -> tuple[tuple[Unit, int] | None, bool]:
    """The currency before the digits at a token with its place, and whether a minus is inside."""
    low = tokens.low
    edge = at - 1 if low[at - 1] == "." and tokens.attached(at) else at
    if low[edge - 1] not in MINUS:
        currency = currency_before(tokens, edge)
        if currency is not None and currency[1] < floor:
            currency = None  # it is the unit of the number before
        return currency, False
    inside = tokens.attached(edge) and tokens.attached(edge - 1)
    if not inside or low[edge - 2].isalpha():
        return None, False  # "F-16"
    currency = currency_before(tokens, edge - 1)  # "$-5"
    return currency, currency is not None


def _money_after(
    tokens: Tokens, last: int, face: Decimal, place: Decimal, scaled: bool
) -> tuple[int, Decimal, Decimal]:
    """ "$5 dollars" and "$31.20 US dollars" name their currency twice."""
    if tokens.low[last].isalpha():
        named = unit_after(tokens, last, digits=False, scaled=scaled)
        if named is not None and named[0].dimension == "currency":
            last = named[1]
    return last, face, place


def _measure(tokens: Tokens, number: Number, digits: bool) -> tuple[Unit, int, Decimal, Decimal]:
    """Unit, end, face and place of a number without a currency sign before it."""
    low, last, face, place = tokens.low, number.last, number.value, number.place
    if number.kind == NumberKind.ORDINAL:
        return ORDINAL, last, face, place
    after_it, kind = low[last], number.kind
    if after_it in BEFORE_OLD:
        old = age_after(tokens, last)
        if old is not None:
            return (*old, face, place)
    if after_it == "times" and low[last + 1] in _TIMES and kind == NumberKind.CARDINAL:
        return MULTIPLE, last + 1, face, place
    at = last
    if kind == NumberKind.FRACTION:
        at = _of_a(tokens, last)
    elif kind == NumberKind.ORDER and after_it == "of":
        at = last + 1  # "millions of dollars"
    if len(after_it) == 4 and after_it[0] in _CODES and (code := scaled_code(tokens, last)):
        return code[0], last + 1, face * code[1], place * code[1]
    sure = digits or low[number.first - 1] in PERIODS  # "the past three quarters"
    after = unit_after(tokens, at, digits=sure, scaled=number.scaled)
    if after is None and low[at] in _WHOLE:
        after = _lasting(tokens, at)
    if after is not None and after[0].name == "quarters" and _are_coins(tokens, number):
        after = None
    if after is not None:
        unit, end = after
        if unit.dimension == "currency" and low[end] in SCALES and not number.scaled:
            scale = SCALES[low[end]]  # "75 USD million"
            return unit, end + 1, face * scale, place * scale
        return unit, end, face, place
    if kind == NumberKind.FRACTION:
        slashed = low[number.first + 1] == "/" and after_it not in _SHARED
        return COUNT if slashed else FRACTION, last, face, place  # "shares rose 3/4"
    if after_it in _OPENING and not tokens.attached(last):
        bracketed = unit_after(tokens, last + 1, digits=digits, scaled=False)
        if bracketed is not None and low[bracketed[1]] == _OPENING[after_it]:
            return bracketed[0], bracketed[1] + 1, face, place  # "20 (kg)"
    return COUNT, last, face, place


#: Quarters of a year that news counts at most: more of them, or some beside other coins, are coins.
_QUARTERS = 20
_COINS = frozenset("coin coins penny pennies nickel nickels dime dimes".split())


#: Words before a time: "in 24 quarters".
_FOR = PERIODS | frozenset("in for over of after than within".split())


def _are_coins(tokens: Tokens, number: Number) -> bool:
    """Whether "783 quarters" are no times, but things."""
    many = number.value > _QUARTERS and tokens.low[number.first - 1] not in _FOR
    return many or not _COINS.isdisjoint(tokens.low)


def _lasting(tokens: Tokens, at: int) -> tuple[Unit, int] | None:
    """ "Three full days", "16 fully paid weeks": a length of time behind words that change none.

    One of these stands at the token `at`.
    """
    low, end = tokens.low, at
    while low[end] in _WHOLE and end < at + 3:
        end += 1
    if not is_plural(low[end]):
        return None
    after = unit_after(tokens, end, digits=False, scaled=False)
    return after if after is not None and after[0].dimension in DURATIONS else None


def _of_a(tokens: Tokens, last: int) -> int:
    """Past "of a" in "a quarter of a percentage point", "an" in "half an hour"."""
    at = last + 1 if tokens.low[last] == "of" else last
    return at + 1 if tokens.low[at] in ("a", "an") else last


def _is_share(tokens: Tokens, number: Number) -> bool:
    """Whether a fraction is a share of something: "half the homes", "a one-third interest"."""
    low = tokens.low
    after, before = low[number.last], low[number.first - 1]
    if after == "-":
        return False  # "half-time"
    if after in _SHARED or before in HEDGE_ENDS or before == "between":
        return True
    if before == "and" and low[number.first - 2].rstrip("s") in SINGLE_UNITS:
        return True  # "two hours and a half later"
    if number.last - number.first > 1 and low[number.first] not in ("a", "an"):
        return True  # "two thirds", "a one-third interest"
    if not number.words and after.isalpha():
        return True
    moved = before == "by" or before in UP or before in DOWN
    if moved and (after in STOPWORDS or after == "last"):
        return True  # "fell by a third in 2022"
    if after.isalpha():
        return False
    quarter = low[number.last - 1] == "quarter"  # of a year, of a dollar
    return before == "by" or low[number.first] in GLYPHS or not quarter


def _and_a_half(tokens: Tokens, number: Number) -> Core | None:
    """ "An hour *and a half*", "a mile and a quarter": one unit and a part of it."""
    low, first = tokens.low, number.first
    if low[first - 1] != "and" or low[first - 3] not in ("a", "an"):
        return None
    unit = unit_after(tokens, first - 2, digits=False, scaled=False)
    if unit is None or unit[1] != first - 1 or unit[0].dimension not in COMPOUNDED:
        return None
    face = 1 + number.value
    whole = Number(
        first - 3, number.last, face, number.place, scaled=number.scaled, words=number.words
    )
    return Core(whole, first - 3, number.last, face, HUNDREDTH, unit[0])


def _with_larger(tokens: Tokens, first: int, face: Decimal, unit: Unit) -> tuple[Decimal, int]:
    """ "an hour and 47 minutes": the larger unit of which there is one."""
    low = tokens.low
    at = first - 2 if low[first - 1] == "and" else first - 1
    if low[at - 1] not in ("a", "an", "one") or not low[at].isalpha():
        return face, first
    larger = unit_after(tokens, at, digits=False, scaled=False)
    if larger is None or larger[1] != at + 1 or larger[0].dimension != unit.dimension:
        return face, first
    if larger[0].factor <= unit.factor:
        return face, first
    return face + larger[0].factor / unit.factor, at - 1


def _signed(tokens: Tokens, first: int, unit: Unit) -> tuple[bool, int]:
    """Whether a minus stands before the core, and where the core begins with it.

    A dash between spaces is a minus only before degrees ("fell to - 20 degrees").
    """
    low = tokens.low
    before = low[first - 1]
    if before in MINUS and tokens.attached(first):
        if low[first - 2] in _NEGATIVE:
            return True, first - 2  # "minus-5 yards"
        if not tokens.attached(first - 1) or low[first - 2] in ("(", "<", ">", "=", "~", "["):
            return True, first - 1
    if before in _NEGATIVE:
        if low[first - 2] == "or" and low[first - 3] == "plus":
            return False, first - 3  # "plus or minus 3 points": a margin either way
        return True, first - 1
    spaced = before in MINUS and unit.dimension in ("temperature", "degree")
    return (True, first - 1) if spaced and low[first - 2].isalpha() else (False, first)
