"""Days and years in words: "twenty-first", "twenty one", "nineteen eighty-four", "two thousand"."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.dates.vocabulary import NUMBERS, ORDINALS

_ONES: Final = {word: n for word, n in NUMBERS.items() if 1 <= n <= 9 and word not in ("a", "an")}
_TEENS = {word: n for word, n in NUMBERS.items() if 10 <= n <= 19}
_TENS = {word: n for word, n in NUMBERS.items() if 20 <= n <= 90}
_VALUES = _ONES | _TEENS | _TENS


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL = rf"(?:{_either(_ONES)})"
#: Ten to ninety-nine in words.
TWO_DIGITS = rf"(?:(?:{_either(_TEENS)})|(?:{_either(_TENS)})(?:[\s-]{_SMALL})?)"
_CENTURY = "fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
#: A year in words, from 1500 on. "Twenty one" is none: the second half has two figures.
WORD_YEAR = (
    rf"(?:(?:{_CENTURY})[\s-](?:hundred(?:\s(?:and\s)?(?:{TWO_DIGITS}|{_SMALL}))?"
    rf"|(?:oh|zero|o)[\s-]{_SMALL}|{TWO_DIGITS})"
    rf"|two\sthousand(?:[\s-](?:and[\s-])?(?:{TWO_DIGITS}|{_SMALL}))?"
    rf"|one\sthousand\s(?:five|six|seven|eight|nine)\shundred"
    rf"(?:\s(?:and\s)?(?:{TWO_DIGITS}|{_SMALL}))?)(?![A-Za-z])"
)
#: The days of a month as ordinal words, and those of two words as cardinals ("May twenty one").
ORDINAL_DAY = "|".join(sorted({w.replace("-", r"[\s-]") for w in ORDINALS}, key=len, reverse=True))
CARDINAL_DAY = rf"twenty[\s-]{_SMALL}|thirty[\s-]one"


def word_year(words: str) -> int:
    """The year of words that match `WORD_YEAR`."""
    parts = [part for part in re.split(r"[\s-]+", words.lower()) if part not in ("and", "oh", "o")]
    parts = [part for part in parts if part != "zero"]
    if parts[0] in ("one", "two") and parts[1] == "thousand":
        thousands, rest = 1000 * _VALUES[parts[0]], parts[2:]
        if len(rest) > 1 and rest[1] == "hundred":
            return thousands + 100 * _VALUES[rest[0]] + sum(_VALUES[part] for part in rest[2:])
        return thousands + sum(_VALUES[part] for part in rest)
    rest = parts[1:]
    if rest[0] == "hundred":
        rest = rest[1:]
    return 100 * _VALUES[parts[0]] + sum(_VALUES[part] for part in rest)


def word_number(words: str) -> int:
    """A whole number below 100 in figures or words ("45", "forty-five")."""
    if words.isdigit():
        return int(words)
    return sum(_VALUES[part] for part in re.split(r"[\s-]+", words.lower()))


def word_day(words: str) -> int:
    """The number of an ordinal or cardinal of one or two words ("twenty-first", "thirty one")."""
    joined = re.sub(r"[\s-]+", "-", words.lower())
    if joined in ORDINALS:
        return ORDINALS[joined]
    return word_number(words)
