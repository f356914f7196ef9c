"""Numbers in digits and words, as runs of tokens with exact values.

English notation ("1,234.5"), unambiguous continental and spaced groups ("1.234,56",
"1 000 000"), number words, mixed forms ("2.5 million", "half a million", "two dozen"),
fractions and ordinals. What is seen and means no single number ("dozens", "several
hundred") is returned as vague, so that it can be reported; what holds digits and is no
number ("24/7", "1.2.3") is returned as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.quantities.vocabulary import (
    DENOMINATORS,
    GLYPH_VALUES,
    LARGE_ORDINALS,
    LETTER_SCALES,
    ORDINALS,
    SCALES,
    SLASH_DENOMINATORS,
    SMALL,
    STARTERS,
    TENS,
    UNITS,
    VAGUE,
    VAGUE_TAIL,
)
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Notation

#: Longest run of digits, points and commas that is read as one number. The largest figure
#: of a newspaper, a world sum in minor units with separators, has under 30 characters.
MAX_DIGITS = 40
ONE = Decimal(1)


class NumberKind(Enum):
    """What shape a number has."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"  # seen, and no single number
    NAME = "name"  # digits that are no number


class Number(NamedTuple):
    """A number on the tokens ``[first, last)``: exact value, place of its last digit, shape.

    `scaled` tells whether a magnitude word belongs to it; `words` whether it is written
    in words only. A vague number has the value 0 and stands for a figure that was seen.
    """

    first: int
    last: int
    value: Decimal
    place: Decimal
    kind: NumberKind = NumberKind.CARDINAL
    scaled: bool = False
    words: bool = False


_CARDINAL, _FRACTION, _ORDINAL = NumberKind.CARDINAL, NumberKind.FRACTION, NumberKind.ORDINAL

_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?:[\u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?")
_MIXED_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def find_numbers(text: str) -> Iterator[Number]:
    """All numbers of `text` in order, not overlapping; names are left out."""
    tokens = tokenise(text)
    at = FRONT
    while at < tokens.stop:
        word = tokens.low[at]
        if word in STARTERS or "0" <= word < ":":
            number = read_number(tokens, at)
            if number is not None:
                if number.kind is not NumberKind.NAME:
                    yield number
                at = number.last
                continue
        at += 1


def read_number(
    tokens: Tokens, at: int, *, money: bool = False, notation: Notation = Notation.ENGLISH
) -> Number | None:
    """The number that begins at the token `at`, or None.

    `money`: a currency stands before it, so that a letter may be its magnitude ("$5m").
    """
    word = tokens.low[at]
    if "0" <= word < ":":
        return _digits(tokens, at, money, notation)
    if word in GLYPH_VALUES:
        return Number(at, at + 1, GLYPH_VALUES[word], Decimal("0.01"), _FRACTION)
    if word in SMALL:
        return _cardinal_words(tokens, at)
    if word in ORDINALS:
        return _ordinal_word(tokens, at, word)
    if word in VAGUE:
        return _vague(tokens, at)
    return _article_form(tokens, at, word)


# --------------------------------------------------------------------------
# Digits


def place_of(value: Decimal, written: int = 0) -> Decimal:
    """The place of the last digit of `value`: written decimals count, trailing zeros do not."""
    if written:
        return ONE.scaleb(-written)
    normal = value.normalize().as_tuple()
    exponent = normal.exponent if isinstance(normal.exponent, int) else 0
    return ONE.scaleb(exponent) if value else ONE


@lru_cache(maxsize=16384)
def parse_digits(token: str, notation: Notation = Notation.ENGLISH) -> tuple[Decimal, int] | None:
    """Value and number of written decimals of a run of digits and separators, or None."""
    if len(token) > MAX_DIGITS:
        return None
    if token.isdigit():
        return Decimal(token), 0
    if notation is Notation.CONTINENTAL and _CONTINENTAL.fullmatch(token):
        plain = token.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(token) or _INDIAN.fullmatch(token):
        plain = token.replace(",", "")
    elif _SPACED.fullmatch(token):
        plain = re.sub(r"[\u00a0\u202f\u2009']", "", token).replace(",", ".")
    elif _MIXED_CONTINENTAL.fullmatch(token):
        plain = token.replace(".", "").replace(",", ".")
    else:
        return None
    return Decimal(plain), len(plain.partition(".")[2])


@lru_cache(maxsize=16384)
def _parsed(token: str, notation: Notation) -> tuple[Decimal, Decimal, bool] | None:
    """Value, place and whether it is whole, of a run of digits."""
    found = parse_digits(token, notation)
    if found is None:
        return None
    value, decimals = found
    return value, place_of(value, decimals), not decimals


def _digits(tokens: Tokens, at: int, money: bool, notation: Notation) -> Number:
    low = tokens.low
    token, first, last = low[at], at, at + 1
    parsed = _parsed(token, notation)
    if parsed is None:
        vague = "," in token or len(token) > MAX_DIGITS
        kind = NumberKind.VAGUE if vague else NumberKind.NAME
        return Number(at, last, Decimal(0), ONE, kind)
    value, place, whole = parsed
    following = low[last]
    if low[at - 1] == "." and tokens.attached(at) and whole and not tokens.attached(at - 1):
        value, place, whole, first = Decimal(f"0.{token}"), ONE.scaleb(-len(token)), False, at - 1
    if whole:
        if tokens.attached(last) and following in ("st", "nd", "rd", "th"):
            return Number(first, last + 1, value, ONE, _ORDINAL)
        if "0" <= following < ":" or following in (",", "-", "/"):
            joined = _grouped(tokens, at) or _slashed(tokens, at, value)
            if joined is not None:
                if joined.kind is not _CARDINAL:
                    return joined
                value, place, last = joined.value, joined.place, joined.last
                following = low[last]
    if following in GLYPH_VALUES:
        value, last = value + GLYPH_VALUES[following], last + 1
        place, following = place_of(value), low[last]
    if following in LETTER_SCALES and _letter_scales(tokens, last, money):
        scale = LETTER_SCALES[following]
        return Number(first, last + 1, value * scale, place * scale, scaled=True)
    if following in SCALES or following == "-" or following == "and":
        return _scaled(tokens, first, last, value, place, words=False)
    return Number(first, last, value, place)


def _grouped(tokens: Tokens, at: int) -> Number | None:
    """ "10 000", "1 250 000"; also "10, 000", as texts cut into words write it."""
    low, last, digits = tokens.low, at + 1, tokens.low[at]
    if len(digits) > 3:
        return None
    if low[last] == ",":
        group = low[last + 1]
        if len(group) != 3 or group[0] != "0" or tokens.attached(last + 1):
            return None
        digits, last = digits + group, last + 2
    else:
        while len(low[last]) == 3 and low[last].isdigit() and not tokens.attached(last):
            digits, last = digits + low[last], last + 1
        # "10 000" is one number only where the last group is round: "in 21 500 people" is not.
        if last == at + 1 or (last == at + 2 and not digits.endswith("000")):
            return None
    value = Decimal(digits)
    return Number(at, last, value, place_of(value))


def _slashed(tokens: Tokens, at: int, value: Decimal) -> Number | None:
    """ "3/4", "10 1/2", "7-1/8"; other slashes between figures make a name ("24/7")."""
    low = tokens.low
    if low[at + 1] == "/":
        if not (low[at + 2].isdigit() and tokens.attached(at + 2)):
            return None
        den = int(low[at + 2][:4])
        if 0 < value < den and den in SLASH_DENOMINATORS and low[at + 3] != "/":
            return Number(at, at + 3, value / den, Decimal("0.01"), _FRACTION)
        return Number(at, at + 3, Decimal(0), ONE, NumberKind.NAME)
    over = at + 2 if low[at + 1] == "-" else at + 1
    if low[over + 1] != "/" or not (low[over].isdigit() and low[over + 2].isdigit()):
        return None
    num, den = int(low[over][:4]), int(low[over + 2][:4])
    if not (0 < num < den and den in SLASH_DENOMINATORS) or low[over + 3] == "/":
        return None
    whole = value + Decimal(num) / den
    return Number(at, over + 3, whole, place_of(whole))


#: Words after "5m" and "100m" that tell metres from millions.
_METRIC = frozenset(
    "tall high wide long deep thick away above below apart across from of in by to and or freestyle"
    " hurdles sprint dash race relay final butterfly backstroke breaststroke".split()
)


def _letter_scales(tokens: Tokens, at: int, money: bool) -> bool:
    """Whether the letter at the token `at` is the magnitude of the number before it."""
    letter = tokens.low[at]
    if tokens.attached(at + 1) and tokens.low[at + 1].isalnum():
        return False  # "9M133"
    if money:
        return tokens.attached(at) or letter in ("m", "b", "mm")
    if not tokens.attached(at) or letter == "mm":
        return False
    following = tokens.low[at + 1]
    if tokens.raw(at) == "M" and not (following == "-" and tokens.attached(at + 1)):
        return True
    if letter == "k":
        return not following[:1].isdigit()
    if letter == "b" and "." in tokens.low[at - 1]:
        return True
    if letter == "t" or following in _METRIC:
        return False
    for word in tokens.low[at + 1 : at + 6]:
        if not word.isalpha():
            return False
        if (word.endswith("s") and len(word) > 3) or word in ("people", "barrels", "euro"):
            return True
    return False


def _scaled(
    tokens: Tokens, first: int, last: int, value: Decimal, place: Decimal, *, words: bool
) -> Number:
    """The number with the magnitude words and "and a half" that follow it."""
    low = tokens.low
    scaled, factor = False, ONE
    value, place, last = _and_a_part(tokens, last, value, place, ONE)
    at = last + 1 if low[last] == "-" else last
    while low[at] in SCALES:
        factor = SCALES[low[at]]
        value, place, last, scaled = value * factor, place * factor, at + 1, True
        at = last
    if scaled:
        value, place, last = _and_a_part(tokens, last, value, place, factor)
    return Number(first, last, value, place, scaled=scaled, words=words)


def _and_a_part(
    tokens: Tokens, at: int, value: Decimal, place: Decimal, unit: Decimal
) -> tuple[Decimal, Decimal, int]:
    """ "two *and a half*", "a million *and a half*", "three *and two thirds*"."""
    low = tokens.low
    if low[at] != "and" or low[at + 2] not in DENOMINATORS:
        return value, place, at
    count = 1 if low[at + 1] in ("a", "an") else UNITS.get(low[at + 1], 0)
    if not count or (count > 1) != low[at + 2].endswith(("s", "halves")):
        return value, place, at
    if count == 1 and low[at + 2] not in ("half", "quarter") and low[at + 3].isalpha():
        return value, place, at  # "one and a third man"
    value += unit * count / DENOMINATORS[low[at + 2]]
    return value, place_of(value), at + 3


# --------------------------------------------------------------------------
# Words


def _ordinal_word(tokens: Tokens, at: int, word: str) -> Number:
    """ "third"; "a third" divides where no noun follows: "a third of them", "by a fifth"."""
    low = tokens.low
    if low[at - 1] in ("a", "an") and word in DENOMINATORS:
        after = low[at + 1]
        if after in STOPWORDS or not (after.isalpha() or after == "-"):
            part = 1 / DENOMINATORS[word]
            return Number(at - 1, at + 1, part, Decimal("0.01"), _FRACTION, words=True)
    return Number(at, at + 1, Decimal(ORDINALS[word]), ONE, _ORDINAL, words=True)


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
        return Number(first, last, Decimal(2), ONE, words=True)
    if word == "few":
        return _vague(tokens, at) if low[at + 1] in SCALES else None
    if word in ("half", "quarter"):
        return _part_of_scale(tokens, first, at)
    if word in LARGE_ORDINALS:
        if article:
            return Number(first, at + 1, 1 / LARGE_ORDINALS[word], ONE / 100, _FRACTION, words=True)
        return Number(at, at + 1, LARGE_ORDINALS[word], ONE, _ORDINAL, words=True)
    if article or (low[at + 1] in SCALES and low[at - 1] not in ("several", "few", "many")):
        return _scaled(tokens, first, at, ONE, ONE, words=True)
    return None  # a bare magnitude word counts nothing by itself


def _part_of_scale(tokens: Tokens, first: int, at: int) -> Number:
    """ "half", "half a million", "a quarter million", "a quarter of a million"."""
    low = tokens.low
    part = 1 / DENOMINATORS[low[at]]
    scale = at + 1
    if low[scale] == "of" and low[scale + 1] in ("a", "an"):
        scale += 2
    elif low[scale] in ("a", "an"):
        scale += 1
    if low[scale] in SCALES:
        return _scaled(tokens, first, scale, part, part, words=True)._replace(
            place=place_of(part * SCALES[low[scale]])
        )
    return Number(first, at + 1, part, Decimal("0.01"), _FRACTION, words=True)


def _cardinal_words(tokens: Tokens, first: int) -> Number:
    """ "twenty-five", "two hundred and fifty thousand", "two thirds", "one and a half million"."""
    low = tokens.low
    total, current = Decimal(0), Decimal(SMALL[low[first]])
    last, at, scaled = low[first], first + 1, False
    while True:
        joined = low[at] == "and"
        step = at + 1 if joined or low[at] == "-" else at
        word = low[step]
        small = SMALL.get(word)
        if joined and (low[step + 1] in DENOMINATORS or low[step + 2] in DENOMINATORS):
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
            scaled = True
        else:
            break
        last, at = word, step + 1
    value = total + current
    ended = _ended(tokens, first, at, last, value, scaled)
    if ended is not None:
        return ended
    value, place, at = _and_a_part(tokens, at, value, place_of(value), SCALES.get(last, ONE))
    if not scaled and low[at] in SCALES:
        return _scaled(tokens, first, at, value, place, words=True)
    return Number(first, at, value, place, scaled=scaled, words=True)


def _ended(
    tokens: Tokens, first: int, at: int, last: str, value: Decimal, scaled: bool
) -> Number | None:
    """A number in words that its next word makes a fraction, an ordinal or a decimal."""
    low = tokens.low
    step = at + 1 if low[at] == "-" else at
    word = low[step]
    if word in ORDINALS and last in TENS and ORDINALS[word] < 10:
        return Number(
            first, step + 1, value + ORDINALS[word], ONE, _ORDINAL, words=True
        )  # "twenty-first"
    if word in LARGE_ORDINALS and step == at and value >= 1:
        return Number(first, step + 1, value * LARGE_ORDINALS[word], ONE, _ORDINAL, words=True)
    if word in DENOMINATORS:
        plural = word.endswith(("s", "half"))
        if plural or value == 1:
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
        number = _scaled(tokens, first, scale, part, part, words=True)
        return number._replace(place=place_of(number.value))
    return Number(first, at + 1, part, Decimal("0.01"), _FRACTION, words=True)


def _point(tokens: Tokens, first: int, at: int, value: Decimal) -> Number:
    """ "two point five", "zero point seventy-one": decimals in words, then a magnitude."""
    low, digits = tokens.low, ""
    while low[at] in SMALL and len(digits) < MAX_DIGITS:
        word = low[at]
        at += 1
        if word in TENS and low[at] == "-" and low[at + 1] in UNITS:
            digits, at = f"{digits}{TENS[word] + UNITS[low[at + 1]]}", at + 2
        else:
            digits += str(SMALL[word])
    value += Decimal(f"0.{digits}")
    return _scaled(tokens, first, at, value, ONE.scaleb(-len(digits)), words=True)


def _follows(last: str, word: str, *, joined: bool) -> bool:
    """Whether the small number `word` continues a number that so far ends in `last`."""
    if last in TENS:
        return not joined and 0 < UNITS.get(word, 0) < 10
    return last in SCALES and last not in ("dozen", "dozens") and word != "zero"
