"""What has so many each: "25 tents per truck", "each table needs 6 chairs", "boxes of 12".

Without a parser: the noun behind "each", before the figure or behind it, or the container that
holds so many of the things counted.
"""

from __future__ import annotations

import re

from claimcheck.quantities.deeds import is_deed
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.tokens import Tokens
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Quantity

EACH = frozenset({"each", "every", "per"})
DETERMINERS = frozenset("a an the his her its their my our your this that these those some".split())
#: How far behind "each" its noun may stand, and before a figure "each".
_NOUN_REACH = 5
_DIGIT = re.compile(r"\d")
#: What so many things at a time are put into, so that "boxes of 12" tells of each of them.
_HOLDERS = frozenset(
    stem(word)
    for word in """
    package pack packet parcel box bag case carton crate bundle tray stack pile row basket jar
    bottle pallet roll sack bunch batch tin envelope binder
    """.split()
)
#: Verbs of what so many of fit on one: "4 discs fit on a shelf".
_MAKING = frozenset("make fill build bake sew knit feed".split())
_FITTING = frozenset("fit fits fitted go goes".split())


def each_of(tokens: Tokens, figure: Quantity, bounds: tuple[int, int, int], clause: int) -> str:
    """What has so many each: the stem of its noun, "*" for "each" alone, "" where none has.

    `bounds` are the first token of the figure, that behind it, and the end of its clause; `clause`
    is where its clause begins, be it before another figure.
    """
    low = tokens.low
    first, last, end = bounds
    if figure.per and not _DIGIT.search(figure.per):
        return stem(figure.per.split()[-1])
    for at in range(last, end):
        if low[at] in EACH or low[at] == "apiece":
            return _noun(tokens, at + 1, end) or "*"
        if low[at] in _FITTING and low[at + 1] in ("on", "in", "into") and low[at + 2] in _ONE:
            return _noun(tokens, at + 3, end)
        if low[at] == "to" and low[at + 1] in _MAKING and low[at + 2] in _ONE:
            return _noun(tokens, at + 3, end)  # "4 apples to make a pie"
    for at in range(clause, first):
        if low[at] in EACH and not _is_counted(low, at, first):
            return _noun(tokens, at + 1, first, doing=True) or "*"
    if low[first - 1] == "of" and is_plural(low[first - 2]):
        # "5 laps of 400 metres", but not "20 members of 5 families"
        so_many = figure.unit.dimension != "count" and _DIGIT.match(low[first - 3])
        return stem(low[first - 2]) if so_many or stem(low[first - 2]) in _HOLDERS else ""
    return ""


_ONE = frozenset("a an one each every".split())


def _is_counted(low: list[str], at: int, first: int) -> bool:
    """ "Each of the *8 trucks*", "every one of her 6": the figure counts what has so many."""
    of = at + 2 if low[at + 1] in ("1", "1.0", "one", "single") else at + 1
    between = low[of + 1 : first]
    doing = any(is_deed(word) or is_verb_like(word) or _DIGIT.match(word) for word in between)
    return of < first and low[of] == "of" and not doing


def _noun(tokens: Tokens, at: int, end: int, *, doing: bool = False) -> str:
    """The head of the noun phrase behind "each": "each of the boxes", "each fish bowl has".

    `doing`: a verb stands before `end`, known or not ("each table *needs*").
    """
    low = tokens.low
    words: list[str] = []
    for k in range(at, min(at + _NOUN_REACH, end)):
        word = low[k]
        if not words and (word == "of" or word in DETERMINERS):
            continue
        known = bool(words) and (is_deed(word) or is_verb_like(word))
        if not word.isalpha() or word in STOPWORDS or known:
            doing = doing and word == "to"  # "each packet *needs* to hold"
            break
        words.append(word)
    if doing and len(words) > 1:
        words.pop()
    return stem(words[-1]) if words else ""
