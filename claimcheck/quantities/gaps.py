"""Lists whose verb and noun are told once: "won 240 seats, Congress 99 and the Greens 7"."""

from __future__ import annotations

from typing import Final

from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.tokens import Tokens, is_digits
from claimcheck.types import Quantity

#: Verbs whose object is a count that the names after it may each have.
_WON: Final = frozenset(
    "won wins win gained took got lost scored polled secured received sent gave pledged have has"
    " had killed lose gain hold holds held keep keeps kept".split()
)
_NAME_WORDS: Final = 4
#: How many names with their numbers one verb is looked for over.
_GAPS: Final = 12
#: What opens a member of a list, and what ends one, after its figure.
_OPENS: Final = frozenset({",", "and", "but", "while"})
_ENDS: Final = frozenset({"", ",", ".", ";", "and", "but", "while", ")"})
#: Longest name before a figure of a list, with its article and adjectives, in tokens.
_LONGEST: Final = 8


def is_gapped(tokens: Tokens, at: int) -> bool:
    """ "The BJP won 240, *Congress* 99": a name with its number, whose verb was told before."""
    low, k = tokens.low, at
    for _ in range(_GAPS):
        for _ in range(_NAME_WORDS):
            if not (low[k].isalpha() and tokens.capital(k)):
                break
            k -= 1
        k = _before_article(tokens, k)
        if low[k] not in (",", "and"):
            return False
        k -= 2 if low[k] == "and" and low[k - 1] == "," else 1
        if not is_digits(low[k]) and is_plural(low[k]):
            k -= 1  # "won 13 golds, Italy 10"
        if not is_digits(low[k]):
            return False
        k -= 1
        if not (tokens.capital(k) and low[k].isalpha()):
            return low[k] in _WON
    return False


def _before_article(tokens: Tokens, at: int) -> int:
    """The token before "the", or "the far-right", which ends at the token `at`."""
    low, k = tokens.low, at
    while k > at - _NAME_WORDS and (low[k] == "-" or (low[k].isalpha() and low[k] not in _OPENS)):
        if low[k] == "the":
            return k - 1
        k -= 1
    return at


def goes_on(tokens: Tokens, before: Quantity, ended: int, first: int, last: int) -> bool:
    """ "Hold 76 seats, *the Radicals 70*": whether a bare figure counts what the one before does.

    The figure is on the tokens ``[first, last)``; that before ends before the token `ended`.
    """
    low = tokens.low
    if low[last] not in _ENDS or not tokens.capital(first - 1):
        return False
    opens = next((k for k in range(first - 1, ended - 1, -1) if low[k] in _OPENS), 0)
    if not opens or first - opens > _LONGEST:
        return False
    if low[opens - 1] == ",":
        opens -= 1
    counted = before.item_span if "item" not in before.inherited else None
    return tokens.end[opens - 1] == (counted.end if counted else tokens.end[ended - 1])
