"""Every number that a text tells in any form, and what a few of them make together.

For one question: can a figure have come from this text? Names with digits, dates and words for
numbers ("a decade", "twins") count as well as figures, and so does what a reader makes of two of
them in the head, so that "no" is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

from claimcheck.quantities.compare import relate
from claimcheck.quantities.numbers import read_number
from claimcheck.quantities.tokens import FRONT, tokenise
from claimcheck.types import Quantity, Relation, Role

#: Two values this near are one, told more coarsely.
_NEAR = Decimal("0.05")
#: A result is written to at least this share.
_MADE = Decimal("0.01")
#: Nouns that tell a number.
_WORDS = {
    word: Decimal(value)
    for words, value in (
        ("century centuries centennial centenary", "100"),
        ("decade decades", "10"),
        ("dozen", "12"),
        ("half", "0.5"),
        ("quarter quarters", "0.25"),
        ("triple tripled triplets trio trilogy threesome triplet", "3"),
        ("double doubled doubles twice couple pair both twin twins duo", "2"),
        ("single alone lone", "1"),
        ("quadruplets quartet quadrupled", "4"),
        ("quintuplets", "5"),
        ("sextuplets", "6"),
    )
    for word in words.split()
}
#: Years of the calendar, between which lie those of "51 years later".
_YEARS = (Decimal(1000), Decimal(2100))
#: What a rate is made a sum by: days of a week, months of a year, weeks, days.
_OVER = tuple(Decimal(value) for value in (7, 12, 52, 365))
#: Seconds and months of the two scales of time: 30 days make a month.
_MONTH = Decimal(30 * 86400)
_TIME = ("duration", "calendar duration", "age")


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of a text as written, in order and each once, and its figures."""

    numbers: tuple[Decimal, ...]
    figures: tuple[Quantity, ...]


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """All numbers of a text, those of names, dates and nouns ("a decade") too."""
    return tuple(dict.fromkeys(_numbers(text)))


def _numbers(text: str) -> Iterator[Decimal]:
    tokens = tokenise(text)
    for at in range(FRONT, tokens.stop):
        word = tokens.low[at]
        if word in _WORDS:
            yield _WORDS[word]
        number = read_number(tokens, at)
        if number is not None:
            yield number.value


def could_come_from(figure: Quantity, told: Told) -> bool:
    """Whether a text has a figure in any form, roughly, or figures that make it."""
    return stands_in(figure, told) or _is_made(figure, told)


def stands_in(figure: Quantity, told: Told) -> bool:
    """Whether a text has a figure, in any form and roughly, or two years so far apart."""
    if any(_rounds(figure, abs(figure.face), number) for number in told.numbers):
        return True
    if figure.unit.dimension in _TIME:
        apart = _years_between(figure, told.numbers)
        if any(abs(figure.value) == value for value in apart):
            return True
    return any(_is_told(figure, other) for other in told.figures)


def _is_made(figure: Quantity, told: Told) -> bool:
    return any(_is_near(abs(figure.value), value, _MADE) for value in _made(figure, told))


def _rounds(figure: Quantity, written: Decimal, number: Decimal) -> bool:
    """Whether a number is written as a figure, within the figure's last digit."""
    place = figure.place / abs(figure.unit.factor) if figure.unit.factor else figure.place
    return written == number or abs(written - number) < min(place, _NEAR * number)


def _is_near(value: Decimal, other: Decimal, share: Decimal) -> bool:
    return abs(value - other) <= share * other


def _is_told(figure: Quantity, other: Quantity) -> bool:
    """Whether a figure of the text may be meant, whatever it is of."""
    if _months(figure) is not None and _months(other) is not None:
        mine, theirs = _months(figure) or Decimal(0), _months(other) or Decimal(0)
        return _is_near(mine, theirs, _NEAR)
    if figure.unit.dimension != other.unit.dimension:
        return False
    if abs(figure.value) == abs(other.value):
        return True
    if figure.form.is_bound or other.form.is_bound:
        return _is_near(abs(figure.value), abs(other.value), _NEAR)
    return relate(figure, other) is not Relation.CONTRADICTS


def _months(figure: Quantity) -> Decimal | None:
    """A length of time in months, on either scale of time."""
    if figure.unit.dimension == "duration":
        return abs(figure.value) / _MONTH
    return abs(figure.value) if figure.unit.dimension == "calendar duration" else None


def _made(figure: Quantity, told: Told) -> Iterator[Decimal]:
    """What two figures of the text make that the figure could be, in its base unit."""
    alike = [q for q in told.figures if q.unit.dimension == figure.unit.dimension]
    values = list(dict.fromkeys(abs(q.value) for q in alike))
    yield from (abs(q.value) + 1 for q in alike if q.role is Role.INCREMENT and _counts(q))
    for one, other in combinations(values, 2):
        yield one + other
        yield abs(one - other)
    if figure.unit.dimension == "percent":
        yield from _shares(told.figures)
    if figure.unit.dimension == "currency":
        yield from _over_time(figure, alike, told.numbers)


def _counts(figure: Quantity) -> bool:
    """Whether things are counted: one with "16 other states" makes 17."""
    return figure.unit.dimension == "count"


def _years_between(figure: Quantity, numbers: Sequence[Decimal]) -> Iterator[Decimal]:
    """The years between two that the text names, counted from either end."""
    years = [n for n in numbers if _YEARS[0] <= n <= _YEARS[1]]
    for one, other in combinations(years, 2):
        for apart in (-1, 0, 1):
            yield (abs(one - other) + apart) * figure.unit.factor


def _shares(figures: Sequence[Quantity]) -> Iterator[Decimal]:
    """What one figure is of another of its kind in percent, and what is left of a whole."""
    for one, other in permutations(figures, 2):
        if one.unit.dimension == other.unit.dimension and 0 < one.value < other.value:
            share = 100 * one.value / other.value
            if one.unit.dimension == "percent":
                continue
            yield from (share, 100 - share, 100 * other.value / one.value - 100)
    yield from (100 - q.value for q in figures if q.unit.dimension == "percent")


def _over_time(
    figure: Quantity, alike: Sequence[Quantity], numbers: Sequence[Decimal]
) -> Iterator[Decimal]:
    """Sums of money by rates and shares: so much a month, each, of so many."""
    small = [n for n in numbers if 1 < n <= max(_OVER)]
    for rate in alike:
        if rate.per and not figure.per:
            yield from (rate.value * times for times in (*_OVER, *small))


__all__ = ["Told", "could_come_from", "numbers_in"]
