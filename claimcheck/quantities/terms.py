"""What the readings of operations share: which figures are of the same things, and their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.describe import number
from claimcheck.quantities.ledger import Entry
from claimcheck.quantities.plurals import same_noun
from claimcheck.quantities.relations import alike
from claimcheck.types import Quantity

#: Words by which a claim tells what there is in all.
TOTAL = re.compile(
    r"\b(?:altogether|in all|in total|(?:sub)?total(?:s|led|ed|ling|ing)?|combined|together"
    r"|overall)\b",
    re.I,
)
#: Words by which it tells what is left of something.
LEFT_OVER = re.compile(r"\b(?:left|remain(?:s|ed|ing)?)\b", re.I)
#: Deeds that make a count smaller.
LOSING = frozenset({Deed.LOSS, Deed.GIVE, Deed.TAKE, Deed.GO})


class Reckoned(NamedTuple):
    """What the words call for: its value in base units, told ("127 − 88"), the figures used.

    `sure` is whether another value is then wrong.
    """

    value: Decimal
    how: str
    used: tuple[Quantity, ...]
    sure: bool

    @property
    def by(self) -> Quantity:
        """The figure to point at."""
        return self.used[0]


#: Of what a bare number may tell the sum ("the total weight is 2.5").
_SUMMED_BARE = frozenset("mass length volume area currency duration energy".split())


#: Letters from which a noun may be the head of another that ends in it.
_HEAD = 4


def same_things(result: Quantity, entry: Entry) -> bool:
    """Whether an entry counts what the claim's figure counts, as far as their nouns tell."""
    if not alike(replace(result, per=""), replace(entry.figure, per="")):
        bare = result.unit.dimension == "count" and not result.item
        return bare and entry.figure.unit.dimension in _SUMMED_BARE
    if not result.item or not entry.item or same_noun(result.item, entry.item):
        return True
    short, long = sorted((result.item, entry.item), key=len)
    if len(short) >= _HEAD and long.endswith(short):
        return True  # "firewood" is wood
    return entry.item in result.modifiers or result.item in entry.modifiers  # "pieces of cake"


def of_it(result: Quantity, told: Sequence[Entry]) -> list[Entry]:
    """The entries of the claim's things, those of another sort of them left out."""
    same = [entry for entry in told if same_things(result, entry)]
    mine = frozenset(result.modifiers)
    named = [entry for entry in same if mine & entry.modifiers]
    if mine and named:
        return [e for e in same if e in named or not e.modifiers]
    return same


def summed(mine: Sequence[Entry], signs: Sequence[int], *, sure: bool) -> Reckoned | None:
    """The sum of figures with their signs; None where it would be less than nothing."""
    value = sum((s * e.figure.value for s, e in zip(signs, mine, strict=True)), Decimal(0))
    if value < 0:
        return None
    how = number(abs(mine[0].figure.face)) if signs[0] > 0 else f"−{number(mine[0].figure.face)}"
    for sign, entry in zip(signs[1:], mine[1:], strict=True):
        how += f" {'+' if sign > 0 else '−'} {number(entry.figure.face)}"
    return Reckoned(value, how, tuple(e.figure for e in mine), sure)
