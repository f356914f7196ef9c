"""Figures without a number: "doubled", "no casualties", "less than an hour"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.cores import HEDGE_ENDS, Core
from claimcheck.quantities.hedging import hedge_before
from claimcheck.quantities.number import ONE, Number
from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.units import COUNT, MULTIPLE, unit_after
from claimcheck.quantities.vocabulary import STARTERS

_HALF = Decimal("0.5")
_MULTIPLES: dict[str, Decimal] = {
    word: Decimal(value)
    for value, words in (
        (2, "double doubled doubles doubling twice twofold"),
        (3, "triple tripled triples tripling treble trebled trebles trebling thrice threefold"),
        (4, "quadruple quadrupled quadrupling fourfold"),
        (5, "quintupled fivefold"),
        (6, "sixfold"),
        (7, "sevenfold"),
        (8, "eightfold"),
        (9, "ninefold"),
        (10, "tenfold"),
        (100, "hundredfold"),
    )
    for word in words.split()
} | {"halved": _HALF, "halving": _HALF, "halves": _HALF}
#: "A double bed", "a double murder": a kind, no multiple.
_KINDS = frozenset(
    "bed beds room rooms murder check agent agents standard standards fault jump glazing digit"
    " digits decker act bogey bogeys play header whammy edged bill espresso crown time".split()
)
#: "No casualties" is none of them. Only for nouns that news counts: "no plans" is no figure.
_COUNTED = frozenset(
    """
    casualties deaths fatalities injuries victims survivors cases arrests seats goals medals
    losses infections hospitalisations hospitalizations votes people civilians soldiers
    troops jobs homes tickets patients
    """.split()
)
_SINGLE: Final = frozenset({"duration", "calendar duration", "length", "mass", "area", "volume"})
_DATES = frozenset("earlier later before ago after previously".split())
#: Words that make a figure of a unit behind a hedge alone ("less than an hour").
ARTICLES: Final = frozenset({"a", "an"})
#: Words at which something of this module can begin.
WORDS: Final = frozenset(_MULTIPLES) | {"no"} | ARTICLES


def special_core(tokens: Tokens, at: int) -> Core | None:
    """The multiple, zero or single unit that begins at the token `at`, one of `WORDS`."""
    low, word = tokens.low, tokens.low[at]
    if word in ARTICLES:
        return _single(tokens, at) if low[at - 1] in HEDGE_ENDS else None
    if word == "no":
        counted = at + 1 if low[at + 1] in _COUNTED else at + 2
        if low[counted] not in _COUNTED or low[at + 1] in ("more", "fewer", "less", "other"):
            return None
        number = Number(at, at + 1, Decimal(0), ONE, words=True)
        return Core(number, at, at + 1, Decimal(0), ONE, COUNT)
    if low[at + 1] in _KINDS or low[at + 1] == "-":
        return None
    return _core(at, at + 1, _MULTIPLES[word])


def _core(first: int, last: int, face: Decimal) -> Core:
    number = Number(first, last, face, Decimal("0.1"), words=True)
    return Core(number, first, last, face, Decimal("0.1"), MULTIPLE)


def _single(tokens: Tokens, at: int) -> Core | None:
    """ "Less than an hour", "almost a decade": a hedge makes "a" a figure."""
    if tokens.low[at + 1] in STARTERS:
        return None  # "less than a quarter of them"
    unit = unit_after(tokens, at + 1, digits=False, scaled=False)
    if unit is None or unit[0].dimension not in _SINGLE or hedge_before(tokens, at) is None:
        return None
    if tokens.low[unit[1]] in _DATES:
        return None  # "lower than a year earlier"
    number = Number(at, at + 1, ONE, ONE, words=True)
    return Core(number, at, unit[1], ONE, ONE, unit[0])
