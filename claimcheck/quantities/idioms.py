"""Number words that count nothing: "one another", "no one", "Air Force One", "first aid"."""

from __future__ import annotations

from typing import Final

from claimcheck.quantities.number import Number, NumberKind
from claimcheck.quantities.tokens import Tokens, starts_sentence
from claimcheck.quantities.vocabulary import PREFIXES, SMALL
from claimcheck.text.words import STOPWORDS


def _is_title(tokens: Tokens, first: int, last: int) -> bool:
    """ "Group of Seven", "Five Guys", "Three Mile Island": capitals in the middle of a sentence."""
    low = tokens.low
    if not tokens.capital(first) or starts_sentence(tokens, first) or tokens.is_headline():
        return False
    of = low[first - 1] == "of" and tokens.capital(first - 2)
    return of or (low[last].isalpha() and tokens.capital(last))


_ONE_AFTER: Final = frozenset(
    "another another's thing day who that which can could should must may would has is way might"
    " does needs wants hand side".split()
)
_ONE_BEFORE: Final = frozenset("no any every some another same number day not square loved".split())
#: Function words that may follow a "one" that counts: "one in five", "one more person".
_ONE_AND: Final = frozenset("in out more other further most very such few".split())
#: What "first" is a name with, and no rank of.
_FIRST_OF_NAMES: Final = frozenset("mortgage mortgages lady aid".split())
_LABELLED_WORDS: Final = frozenset("big chapter article part phase".split())


def is_idiom(tokens: Tokens, number: Number) -> bool:
    """ "one another", "no one", "the one", "Air Force One", "one day": no figures."""
    low, first, last = tokens.low, number.first, number.last
    tied = tokens.attached(first) and low[first - 1] == "-" and tokens.attached(first - 1)
    if tied and low[first - 2].isalpha() and low[first - 2] not in PREFIXES:
        return True
    if number.kind == NumberKind.ORDINAL:
        named = tokens.capital(first) and low[last].isalpha() and tokens.capital(last)
        if named and not tokens.is_headline():
            return True  # "First Interstate", "Third World"
        if low[first] == "first" and low[last] in _FIRST_OF_NAMES:
            return True
        return _compound_ordinal(tokens, last)
    if number.scaled:
        return False
    after = low[last]
    if after == "-" and low[last + 1] == "for" and tokens.attached(last + 1):
        return True  # "a two-for-one split"
    if low[first - 1] in ("bottom", "top", "big") and (not after.isalpha() or after in STOPWORDS):
        return True  # "in the top five"
    if last - first > 1 or low[first] != "one":
        before = low[first - 1]
        if _is_title(tokens, first, last):
            return True
        return before in _LABELLED_WORDS and tokens.capital(first - 1) and tokens.capital(first)
    if after == "of" or low[first - 1] in ("minus", "negative"):
        return False
    if not after.isalpha() and after != "-" and after != "(":
        return True  # "… than the last one."
    if after in ("to", "or") and low[last + 1] in SMALL:
        return False
    if after == "-":  # "one-way", "one-off"
        return low[last + 1] in _ONE_AFTER or low[last + 1] in STOPWORDS
    if after in _ONE_AFTER or (after in ("by", "and", "or") and low[last + 1] in ("one", "only")):
        return True
    if tokens.capital(first) and tokens.capital(first - 1):
        return True  # "Formula One drivers"
    return low[first - 1] in _ONE_BEFORE or (after in STOPWORDS and after not in _ONE_AND)


#: What makes a rank of an ordinal with a hyphen: "second-largest", "third-placed".
_RANKED: Final = frozenset({"place", "placed", "ranked", "best", "worst", "most", "least"})


def _compound_ordinal(tokens: Tokens, last: int) -> bool:
    """ "first-team", "third-quarter", "second-hand": part of a word, not a rank."""
    if tokens.low[last] != "-" or not tokens.attached(last) or not tokens.attached(last + 1):
        return False
    word = tokens.low[last + 1]
    return word.isalpha() and not word.endswith("est") and word not in _RANKED
