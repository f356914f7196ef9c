"""Numbers written in words: "twenty-five", "half a million", "two thirds", "a couple", "dozens"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.number import (
    HUNDREDTH,
    ONE,
    Number,
    NumberKind,
    and_a_part,
    part_at,
    place_of,
    scaled,
)
from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.vocabulary import (
    DENOMINATORS,
    GLYPH_VALUES,
    LARGE_ORDINALS,
    ORDERS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    TIMES_ORDERS,
    UNITS,
    VAGUE,
    VAGUE_TAIL,
)
from claimcheck.text.words import STOPWORDS

#: Longest run of decimals in words ("point nought five") that is read.
_MAX_DECIMALS = 40
#: Words before a plural magnitude that tell another part of it, or how many of it.
_PARTLY = frozenset("low mid high upper lower some several few couple dozen dozens scores".split())
#: Words before "three quarters" that make them quarters of a year.
PERIODS: Final = frozenset("last past first next previous consecutive straight coming".split())
#: The small numbers with their places, for those that stand alone, as most do …
_ALONE: Final = {word: (Decimal(n), place_of(Decimal(n))) for word, n in SMALL.items()}
#: … without any of these after them.
_GOING_ON: Final = frozenset(
    (*SMALL, *SCALES, *ORDINALS, *LARGE_ORDINALS, *DENOMINATORS, "-", "and", "point")
)


def read_words(tokens: Tokens, at: int) -> Number | None:
    """The number whose words begin at the token `at`, or None."""
    word = tokens.low[at]
    if word in GLYPH_VALUES:
        return Number(at, at + 1, GLYPH_VALUES[word], HUNDREDTH, NumberKind.FRACTION)
    if word in SMALL:
        if tokens.low[at + 1] not in _GOING_ON:
            value, place = _ALONE[word]
            return Number(at, at + 1, value, place, words=True)
        return _cardinal_words(tokens, at, at + 1, word)
    if word in ORDINALS:
        return _ordinal_word(tokens, at, word)
    if word in VAGUE:
        return _order(tokens, at) or _vague(tokens, at)
    return _article_form(tokens, at, word)


def _ordinal_word(tokens: Tokens, at: int, word: str) -> Number:
    """ "third"; "a third" divides where no noun follows: "a third of them", "by a fifth"."""
    low = tokens.low
    if low[at - 1] in ("a", "an") and word in DENOMINATORS:
        after = low[at + 1]
        if after in STOPWORDS or after == "last" or not (after.isalpha() or after == "-"):
            part = 1 / DENOMINATORS[word]
            return Number(at - 1, at + 1, part, HUNDREDTH, NumberKind.FRACTION, words=True)
    return Number(at, at + 1, Decimal(ORDINALS[word]), ONE, NumberKind.ORDINAL, words=True)


def _order(tokens: Tokens, at: int) -> Number | None:
    """ "thousands", "tens of millions": between two powers of ten."""
    low = tokens.low
    times, last = ONE, at
    if low[at] in TIMES_ORDERS and low[at + 1] == "of" and low[at + 2] in ORDERS:
        times, last = TIMES_ORDERS[low[at]], at + 2
    scale = ORDERS.get(low[last])
    after = last + 2 if low[last + 1] == "of" else last + 1
    if scale is None or times >= scale or low[after] in VAGUE_TAIL or low[at - 1] in _PARTLY:
        return None
    value = times * scale
    return Number(at, last + 1, value, value, NumberKind.ORDER, scaled=True, words=True)


def _vague(tokens: Tokens, at: int) -> Number:
    last = at + 1
    while True:
        of = last + 1 if tokens.low[last] == "of" else last
        if tokens.low[of] not in VAGUE_TAIL:
            break
        last = of + 1
    return Number(at, last, Decimal(0), ONE, NumberKind.VAGUE, words=True)


def _article_form(tokens: Tokens, at: int, word: str) -> Number | None:
    """ "hundred" after "a", "half a million", "a third", "a quarter of a million", "a couple"."""
    low = tokens.low
    article = low[at - 1] in ("a", "an")
    first = at - 1 if article else at
    if word in ("couple", "pair"):
        if not article:
            return None
        last = at + 2 if low[at + 1] == "of" else at + 1
        if low[last] in SCALES:  # "a couple of hundred"
            return Number(first, last + 1, Decimal(0), ONE, NumberKind.VAGUE, words=True)
        return Number(first, last, Decimal(2), ONE, words=True)
    if word == "few":
        return _vague(tokens, at) if low[at + 1] in SCALES else None
    if word in ("half", "quarter"):
        return _part_of_scale(tokens, first, at)
    if word in LARGE_ORDINALS:
        if article:
            return Number(
                first,
                at + 1,
                1 / LARGE_ORDINALS[word],
                HUNDREDTH,
                NumberKind.FRACTION,
                words=True,
            )
        return Number(at, at + 1, LARGE_ORDINALS[word], ONE, NumberKind.ORDINAL, words=True)
    if article or (low[at + 1] in SCALES and low[at - 1] not in ("several", "few", "many")):
        return _cardinal_words(tokens, first, at, "one")
    return None  # a bare magnitude word counts nothing by itself


def _part_of_scale(tokens: Tokens, first: int, at: int) -> Number | None:
    """ "half", "half a million", "a quarter million", "a quarter of a million"."""
    low = tokens.low
    part = 1 / DENOMINATORS[low[at]]
    scale = at + 1
    if low[scale] == "of" and low[scale + 1] in ("a", "an"):
        scale += 2
    elif low[scale] in ("a", "an"):
        scale += 1
    if low[scale] in SCALES:
        number = scaled(tokens, first, scale, part, part, words=True)
        number.place = place_of(part * SCALES[low[scale]])
        return number
    if low[at] == "quarter" and first == at:
        return None  # "12th consecutive quarter of growth"
    return Number(first, at + 1, part, HUNDREDTH, NumberKind.FRACTION, words=True)


def _cardinal_words(tokens: Tokens, first: int, at: int, last: str) -> Number:
    """ "twenty-five", "two hundred and fifty thousand", "two thirds", "one and a half million".

    `last` is the small number before the token `at`: "one" for the article of "a hundred and two".
    """
    low = tokens.low
    total, current, has_scale = Decimal(0), Decimal(SMALL[last]), False
    while True:
        step = at + 1 if low[at] == "-" else at
        joined = low[step] == "and"
        if joined:  # "two-hundred-and-fifty"
            step += 2 if low[step + 1] == "-" else 1
        word = low[step]
        small = SMALL.get(word)
        if joined and part_at(tokens, step) is not None:
            break  # "two million and one half", "a hundred and three quarters"
        if small is not None and _follows(last, word, joined=joined):
            current += small
        elif word in SCALES and not joined:
            if not current and last in SCALES:  # "two lakh crore"
                total *= SCALES[word]
            elif SCALES[word] <= 100:
                current *= SCALES[word]
            else:
                total, current = total + current * SCALES[word], Decimal(0)
            has_scale = True
        else:
            break
        last, at = word, step + 1
    value = total + current
    ended = _ended(tokens, first, at, last, value)
    if ended is not None:
        return ended
    value, place, at = and_a_part(tokens, at, value, place_of(value), SCALES.get(last, ONE))
    if not has_scale and (low[at] in SCALES or (low[at] == "-" and low[at + 1] in SCALES)):
        return scaled(tokens, first, at, value, place, words=True)
    return Number(first, at, value, place, scaled=has_scale, words=True)


def _ended(tokens: Tokens, first: int, at: int, last: str, value: Decimal) -> Number | None:
    """A number in words that its next word makes a fraction, an ordinal or a decimal."""
    low = tokens.low
    step = at + 1 if low[at] == "-" else at
    word = low[step]
    if word in ORDINALS and last in TENS and ORDINALS[word] < 10:
        return Number(
            first, step + 1, value + ORDINALS[word], ONE, NumberKind.ORDINAL, words=True
        )  # "twenty-first"
    if word in LARGE_ORDINALS and step == at and value >= 1:
        return Number(
            first,
            step + 1,
            value * LARGE_ORDINALS[word],
            ONE,
            NumberKind.ORDINAL,
            words=True,
        )
    if word in DENOMINATORS:
        years = word == "quarters" and low[first - 1] in PERIODS
        if (word.endswith("s") or value == 1) and not years:
            return _fraction_words(tokens, first, step, value)
    if word == "point" and step == at and low[step + 1] in SMALL:
        return _point(tokens, first, step + 1, value)
    return None


def _fraction_words(tokens: Tokens, first: int, at: int, value: Decimal) -> Number:
    """ "two thirds"; "three quarters of a million" is a number of its own."""
    low = tokens.low
    part = value / DENOMINATORS[low[at]]
    scale = at + 3 if low[at + 1] == "of" and low[at + 2] in ("a", "an") else at + 1
    if low[scale] in SCALES:
        number = scaled(tokens, first, scale, part, part, words=True)
        number.place = place_of(number.value)
        return number
    return Number(first, at + 1, part, HUNDREDTH, NumberKind.FRACTION, words=True)


def _point(tokens: Tokens, first: int, at: int, value: Decimal) -> Number:
    """ "two point five", "zero point seventy-one": decimals in words, then a magnitude."""
    low, digits = tokens.low, ""
    while low[at] in SMALL and len(digits) < _MAX_DECIMALS:
        word = low[at]
        at += 1
        if word in TENS and low[at] == "-" and low[at + 1] in UNITS:
            digits, at = f"{digits}{TENS[word] + UNITS[low[at + 1]]}", at + 2
        else:
            digits += str(SMALL[word])
    value += Decimal(f"0.{digits}")
    return scaled(tokens, first, at, value, ONE.scaleb(-len(digits)), words=True)


def _follows(last: str, word: str, *, joined: bool) -> bool:
    """Whether the small number `word` continues a number that so far ends in `last`."""
    if last in TENS:
        return not joined and 0 < UNITS.get(word, 0) < 10
    return last in SCALES and last not in ("dozen", "dozens") and word != "zero"
