"""What a number is, and what may follow any number: magnitude words, "and a half"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.vocabulary import DENOMINATORS, SCALES, SMALL, TENS, UNITS

ONE: Final = Decimal(1)
#: The place that is told of fractions: their decimals do not end.
HUNDREDTH = Decimal("0.01")


class NumberKind:
    """What shape a number has.

    Plain numbers: a member of an enumeration is found ten times slower (`types.members`).
    """

    CARDINAL: Final = 0
    ORDINAL: Final = 1
    FRACTION: Final = 2
    ORDER: Final = 3  # a plural magnitude: "thousands", "tens of millions"
    VAGUE: Final = 4  # seen, and no single number
    NAME: Final = 5  # digits that are no number


class Number:
    """A number on the tokens ``[first, last)``: exact value, place of its last digit, shape.

    `scaled` tells whether a magnitude word belongs to it; `words` whether it is written
    in words only. A vague number has the value 0 and stands for a figure that was seen; that of an
    order of magnitude is its lower end, and ten times that the upper.
    """

    __slots__ = ("first", "kind", "last", "place", "scaled", "value", "words")

    def __init__(
        self,
        first: int,
        last: int,
        value: Decimal,
        place: Decimal,
        kind: int = NumberKind.CARDINAL,
        *,
        scaled: bool = False,
        words: bool = False,
    ) -> None:
        self.first = first
        self.last = last
        self.value = value
        self.place = place
        self.kind = kind
        self.scaled = scaled
        self.words = words

    def on(self, first: int, last: int, value: Decimal, place: Decimal) -> Number:
        """The same number on other tokens, with another value."""
        return Number(first, last, value, place, self.kind, scaled=self.scaled, words=self.words)


def place_of(value: Decimal, written: int = 0) -> Decimal:
    """The place of the last digit of `value`: written decimals count, trailing zeros do not."""
    if written:
        return ONE.scaleb(-written)
    normal = value.normalize().as_tuple()
    exponent = normal.exponent if isinstance(normal.exponent, int) else 0
    return ONE.scaleb(exponent) if value else ONE


def scaled(
    tokens: Tokens, first: int, last: int, value: Decimal, place: Decimal, *, words: bool
) -> Number:
    """The number with the magnitude words and "and a half" that follow it."""
    low = tokens.low
    has_scale, factor = False, ONE
    value, place, last = and_a_part(tokens, last, value, place, ONE)
    at = last + 1 if low[last] == "-" else last
    while low[at] in SCALES:
        factor = SCALES[low[at]]
        value, place, last, has_scale = value * factor, place * factor, at + 1, True
        at = last
    if has_scale:
        value, place, last = and_a_part(tokens, last, value, place, factor)
    return Number(first, last, value, place, scaled=has_scale, words=words)


def and_a_part(
    tokens: Tokens, at: int, value: Decimal, place: Decimal, unit: Decimal
) -> tuple[Decimal, Decimal, int]:
    """ "two *and a half*", "a million *and a half*", "two *and fifty-four hundredths*".

    `unit` is what the part is of: "a million and a half" is half a million more, but "a hundred
    and a half" a half.
    """
    low = tokens.low
    joined = at + 1 if low[at] == "-" else at  # "two-and-a-half"
    if low[joined] != "and":
        return value, place, at
    part = part_at(tokens, joined + 2 if low[joined + 1] == "-" else joined + 1)
    if part is None:
        return value, place, at
    share, end = part
    value += (unit if unit > 100 or unit == 12 else ONE) * share
    return value, place_of(value), end


def part_at(tokens: Tokens, at: int) -> tuple[Decimal, int] | None:
    """The fraction in words at a token ("a half", "three quarters"), and where it ends."""
    low, end = tokens.low, at + 1
    if low[at] in ("a", "an"):
        count = 1
    elif low[at] in TENS and low[end] == "-" and low[end + 1] in UNITS:
        count, end = TENS[low[at]] + UNITS[low[end + 1]], end + 2
    else:
        count = SMALL.get(low[at], 0)
    if low[end] == "-":
        end += 1
    word = low[end]
    if not count or word not in DENOMINATORS or (count > 1) != word.endswith(("s", "halves")):
        return None
    if count == 1 and word not in ("half", "quarter") and low[end + 1].isalpha():
        return None  # "one and a third man"
    return count / DENOMINATORS[word], end + 1
