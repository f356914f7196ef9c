"""Numbers in digits: groups, decimals, fractions with a slash, magnitudes, powers of ten."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from claimcheck.quantities.number import HUNDREDTH, ONE, Number, NumberKind, place_of, scaled
from claimcheck.quantities.tokens import FRONT, Tokens, is_digits
from claimcheck.quantities.vocabulary import (
    GLYPH_VALUES,
    LETTER_SCALES,
    SCALES,
    SLASH_DENOMINATORS,
    SMALL,
)
from claimcheck.types import Notation
from claimcheck.types.members import CONTINENTAL

#: Longest run of digits, points and commas that is read as one number. The largest figure
#: of a newspaper, a world sum in minor units with separators, has under 30 characters.
MAX_DIGITS = 40
#: Largest power of ten that is read ("1.3e6", "6.2x10^-4"): beyond quetta (SI, 2022).
_MAX_POWER = 30

#: Digits of a whole number that are told as they stand: decimals round from 29 on.
_EXACT: Final = 28
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SPACED: Final = re.compile(r"\d{1,3}(?:[\u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?")
_MIXED_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")

_RUPEES = frozenset({"₹", "rs", "inr"})
#: How far from "5m" a word that tells of lengths may stand, in tokens.
_NEAR = 8
#: Words after "5m" and "100m" that tell metres from millions.
_METRIC = frozenset(
    """
    tall high wide long deep thick away above below apart across freestyle hurdles sprint dash race
    relay butterfly backstroke breaststroke swim pool track drop tower wall yacht boat bridge
    trench tunnel cliff waves wave x × -
    """.split()
)
#: Words near "5m" that tell of metres.
_LENGTHS = frozenset(
    "m2 km cm mm dm t kg g metre metres meter meters ft feet foot inch inches miles depth height"
    " distance altitude ran run swam swim walked climbed jumped leapt threw tall deep wide sea"
    " river tide snow".split()
)


def parse_digits(token: str, notation: Notation = Notation.ENGLISH) -> tuple[Decimal, int] | None:
    """Value and number of written decimals of a run of digits and separators, or None."""
    if len(token) > MAX_DIGITS:
        return None
    if token.isdigit():
        return Decimal(token), 0
    token = token.replace("·", ".")  # "3·5", as the Lancet writes it
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
def _parsed(token: str, continental: bool) -> tuple[Decimal, Decimal, bool] | None:
    """Value, place and whether it is whole, of a run of digits.

    A truth value is found again faster than a `Notation`, which hashes its name each time.
    """
    if len(token) <= _EXACT and token.isdigit():  # most tokens, told without arithmetic
        zeros = len(token) - len(token.rstrip("0"))
        return Decimal(token), ONE.scaleb(zeros % len(token)), True
    found = parse_digits(token, Notation.CONTINENTAL if continental else Notation.ENGLISH)
    if found is None:
        return None
    value, decimals = found
    return value, place_of(value, decimals), not decimals


def read_digits(tokens: Tokens, at: int, *, money: bool, notation: Notation) -> Number:
    """The number whose digits are the token `at`; a name or vague where they are none.

    `money`: a currency stands before it, so that a letter may be its magnitude ("$5m").
    """
    low = tokens.low
    token, first, last = low[at], at, at + 1
    parsed = _parsed(token, notation is CONTINENTAL)
    if parsed is None:
        vague = "," in token or len(token) > MAX_DIGITS
        kind = NumberKind.VAGUE if vague else NumberKind.NAME
        return Number(at, last, Decimal(0), ONE, kind)
    value, place, whole = parsed
    following = low[last]
    if low[at - 1] == "." and tokens.attached(at) and whole and _opens_decimals(tokens, at - 1):
        value, place, whole, first = Decimal(f"0.{token}"), ONE.scaleb(-len(token)), False, at - 1
    elif whole and (token[0] == "0" or following == ":") and _is_code(tokens, at):
        return _code(tokens, at)
    if whole:
        if following in _SUFFIXES and tokens.attached(last) and following == _suffix(token):
            return Number(first, last + 1, value, ONE, NumberKind.ORDINAL)
        if "0" <= following < ":" or following in (",", "-", "/"):
            joined = _grouped(tokens, at) or _slashed(tokens, at, value)
            if joined is not None:
                if joined.kind != NumberKind.CARDINAL:
                    return joined
                value, place, last = joined.value, joined.place, joined.last
                following = low[last]
    elif following == "/" and _quoted(tokens, last):
        return Number(first, last + 2, Decimal(0), ONE, NumberKind.VAGUE)
    if following not in _GOING_ON:
        return Number(first, last, value, place)
    if following in GLYPH_VALUES:
        value, last = value + GLYPH_VALUES[following], last + 1
        place, following = place_of(value), low[last]
    if following in LETTER_SCALES and _letter_scales(tokens, last, money):
        scale = LETTER_SCALES[following]
        return Number(first, last + 1, value * scale, place * scale, scaled=True)
    if following in ("e", "x", "×") and (power := _power(tokens, last)):
        scale = Decimal(10) ** power[0]
        return Number(first, power[1], value * scale, place * scale, scaled=True)
    if following in SCALES or following == "-" or following == "and":
        number = scaled(tokens, first, last, value, place, words=False)
        return _continued(tokens, number) if number.scaled else number
    return Number(first, last, value, place)


def _quoted(tokens: Tokens, slash: int) -> bool:
    """ "145.85/90": the two rates of a dealer's quote, which are no single number."""
    attached = tokens.attached(slash) and tokens.attached(slash + 1)
    return attached and is_digits(tokens.low[slash + 1][:1]) and "," not in tokens.low[slash - 1]


def _opens_decimals(tokens: Tokens, point: int) -> bool:
    """Whether a point opens a number (".5", "$.50"); not after a word or a number ("v.5")."""
    return not (tokens.attached(point) and tokens.low[point - 1].isalnum())


_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
#: What may go on with a number, right after its digits.
_GOING_ON: Final = frozenset((*GLYPH_VALUES, *LETTER_SCALES, *SCALES, "e", "x", "×", "-", "and"))


def _suffix(token: str) -> str:
    """The ending that makes an ordinal of digits: "16st" is a weight, "21st" a rank."""
    if token[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(token[-1], "th")


def _is_code(tokens: Tokens, at: int) -> bool:
    """ "0800 555 111", "007", "2:01:09": digits that are dialled, or told by a clock."""
    token, low = tokens.low[at], tokens.low
    if token[0] == "0" and len(token) > 1:
        return True
    colon = low[at + 1] == ":" and tokens.attached(at + 1) and tokens.attached(at + 2)
    return colon and low[at + 2][:1].isdigit()


def _code(tokens: Tokens, at: int) -> Number:
    """The extent of a code, over the groups of digits that go on with it."""
    low, last = tokens.low, at + 1
    while True:
        step = last + 1 if low[last] in (":", "-") and tokens.attached(last) else last
        if not is_digits(low[step][:1]) or (step == last and len(low[step]) < 3):
            break
        last = step + 1
    return Number(at, last, Decimal(0), ONE, NumberKind.NAME)


def _continued(tokens: Tokens, number: Number) -> Number:
    """ "4 thousand 3 hundred *and 21*": smaller magnitudes of one number, as speech has them."""
    low, last = tokens.low, number.last
    if low[last] == "and":
        word, hundreds = low[last + 1], low[last - 1] == "hundred"
        if not hundreds or (tokens.attached(last + 2) and low[last + 2] in (".", ",")):
            return number
        small = SMALL.get(word) if not is_digits(word) or len(word) > 2 else int(word)
        if not small or low[last + 2] in SCALES:
            return number
        return number.on(number.first, last + 2, number.value + small, ONE)
    if low[last + 1] != "hundred" or not is_digits(low[last]) or number.value % 1000:
        return number
    hundreds_of = number.value + 100 * int(low[last][:2])
    joined = number.on(number.first, last + 2, hundreds_of, Decimal(100))
    return _continued(tokens, joined)


def _power(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The power of ten of "1.3*e6*" and "6.2*x10^-4*", and where it ends."""
    low = tokens.low
    if not (tokens.attached(at) and tokens.attached(at + 1)):
        return None
    step = at + 1
    if low[at] != "e":
        if low[at + 1] != "10" or low[at + 2] != "^":
            return None
        step = at + 3
    sign = -1 if low[step] in ("-", "−") else 1
    if low[step] in ("-", "−", "+"):
        step += 1
    if not is_digits(low[step]) or not tokens.attached(step) or len(low[step]) > 2:
        return None
    power = int(low[step])
    ends = not (tokens.attached(step + 1) and low[step + 1].isalnum())
    return (sign * power, step + 1) if power <= _MAX_POWER and ends else None


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
        while len(low[last]) == 3 and is_digits(low[last]) and not tokens.attached(last):
            digits, last = digits + low[last], last + 1
            if len(digits) > MAX_DIGITS:
                return None
        # "10 000" is one number only where the last group is round: "in 21 500 people" is not.
        if last == at + 1 or (last == at + 2 and not digits.endswith("000")):
            return None
    value = Decimal(digits)
    return Number(at, last, value, place_of(value))


def _slashed(tokens: Tokens, at: int, value: Decimal) -> Number | None:
    """ "3/4", "10 1/2", "7-1/8"; other slashes between figures make a name ("24/7")."""
    low = tokens.low
    if low[at + 1] == "/":
        if not (is_digits(low[at + 2]) and tokens.attached(at + 2)):
            return None
        den = int(low[at + 2][:4])
        if 0 < value < den and den in SLASH_DENOMINATORS and low[at + 3] != "/":
            return Number(at, at + 3, value / den, HUNDREDTH, NumberKind.FRACTION)
        return Number(at, at + 3, Decimal(0), ONE, NumberKind.NAME)
    over = at + 2 if low[at + 1] == "-" else at + 1
    if low[over + 1] != "/" or not (is_digits(low[over]) and is_digits(low[over + 2])):
        return None
    num, den = int(low[over][:4]), int(low[over + 2][:4])
    if not (0 < num < den and den in SLASH_DENOMINATORS) or low[over + 3] == "/":
        return None
    whole = value + Decimal(num) / den
    return Number(at, over + 3, whole, place_of(whole))


def _letter_scales(tokens: Tokens, at: int, money: bool) -> bool:
    """Whether the letter at the token `at` is the magnitude of the number before it."""
    letter, following = tokens.low[at], tokens.low[at + 1]
    if tokens.attached(at + 1) and following.isalnum():
        return False  # "9M133"
    if letter == "l":  # lakh, after a rupee sign alone
        return money and tokens.attached(at) and not _RUPEES.isdisjoint(tokens.low[at - 4 : at])
    if money:
        return tokens.attached(at) or letter in ("m", "b", "mm")
    if not tokens.attached(at):
        alone = not (following.isalnum() or following in ("-", "/", "."))
        return alone and (letter == "k" or tokens.raw(at) == "M")  # "2.33 k"
    if letter == "mm":
        return False
    if tokens.raw(at) == "M" and not (following == "-" and tokens.attached(at + 1)):
        return True
    if letter == "k":
        return not following[:1].isdigit()
    if letter == "b" and "." in tokens.low[at - 1]:
        return True
    if letter not in ("m", "b") or following in _METRIC:
        return False
    return _counts(following) or not _long(tokens, at)


def _counts(following: str) -> bool:
    """Whether the word after "5m" is a plural ("5m copies")."""
    return following == "people" or (following.endswith("s") and len(following) > 3)


def _long(tokens: Tokens, at: int) -> bool:
    """Whether the words around "5m" speak of lengths; without that, news means millions."""
    near = tokens.low[max(FRONT, at - _NEAR) : at + _NEAR]
    return not _LENGTHS.isdisjoint(near)
