"""The clause of a figure: its verb, who does it, and to whom.

Without a parser: a clause ends at a mark or a joining word, and its verb is the last one known
before the figure, or the first one behind it.
"""

from __future__ import annotations

from bisect import bisect_left

from claimcheck.quantities.agents import PRONOUNS
from claimcheck.quantities.deeds import Deed, befalls, deed_of, is_auxiliary, is_deed
from claimcheck.quantities.each import DETERMINERS
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.text.words import STOPWORDS, is_verb_like

_BREAKS = frozenset(", ; : . ( ) — – and but then while when after before so".split())
OBJECTS = frozenset("him her them us me you it".split())
_AWAY = frozenset("away out off up back".split())
#: Adverbs that are no part of who does it.
_ADVERBS = frozenset(
    "later then also originally initially already recently first only just together again soon"
    " subsequently eventually finally today yesterday".split()
)
#: What may stand before a figure that shares the verb of the one before: "and another 5".
LISTED = frozenset("and , another an a additional extra further about plus".split())


def put_next(tokens: Tokens, end: int, stop: int) -> tuple[frozenset[str], bool] | None:
    """Where what a figure counts is put next: "cut 15 roses *and put them in the vase*"."""
    low = tokens.low
    at = end + 1
    if low[end] != "and" or low[at + 1] not in ("them", "these", "it"):
        return None
    if deed_of(low[at]) is not Deed.PUT or low[at + 2] not in ("in", "into", "on", "to"):
        return None
    return words_of(tokens, at + 3, clause_end(low, at + 3, stop)), True


def giver_of(tokens: Tokens, floor: int, start: int, other: frozenset[str]) -> frozenset[str]:
    """Who "she" is in "Ann gave him some, and *she* gave him 5": who did the like to him before."""
    low = tokens.low
    before = start
    while before > floor and low[before - 1] in _BREAKS:
        before -= 1
    clause = clause_start(low, before, floor)
    verb = next((k for k in range(clause, start) if is_deed(low[k])), None)
    if verb is None or other.isdisjoint(low[verb:start]):
        return frozenset()
    return words_of(tokens, clause, verb) - PRONOUNS


def index_of(tokens: Tokens, character: int) -> int:
    """The first token that begins at a character or behind it."""
    return bisect_left(tokens.start, character, FRONT, tokens.stop)


def clause_start(low: list[str], at: int, floor: int) -> int:
    """Where the clause of the token at `at` begins, not before `floor`."""
    while at > floor and low[at - 1] not in _BREAKS:
        at -= 1
    return at


def clause_end(low: list[str], at: int, stop: int) -> int:
    """Where the clause of the token at `at` ends, not behind `stop`."""
    while at < stop and low[at] not in _BREAKS:
        at += 1
    return at


def verb_before(tokens: Tokens, floor: int, first: int) -> int | None:
    """The last verb between the figure before and this one; a participle goes with its "was"."""
    low = tokens.low
    for at in range(first - 1, floor - 1, -1):
        if low[at - 1] in DETERMINERS or low[at - 1] in ("of", "to"):
            continue
        if is_deed(low[at]) or is_verb_like(low[at]):
            return at
    return None


def verb_behind(tokens: Tokens, last: int, end: int) -> tuple[int, Deed | None] | None:
    """The verb that those counted are the subject of, with what it says of them."""
    low = tokens.low
    denied = False
    for at in range(last, end):
        denied = denied or low[at] in _DENIED
        if is_auxiliary(low[at]) and low[at] not in ("get", "got"):
            after = at + 1
            while after < end and _is_between(low[after]):
                after += 1
            if after >= end or not (is_deed(low[after]) or _is_participle(low[after])):
                return at, Deed.HAVE
            deed = befalls(low[after], low[after + 1], passive=True)
            return after, _undone(deed) if denied or not _DENIED.isdisjoint(low[at:after]) else deed
        if is_deed(low[at]) or is_verb_like(low[at]):
            if low[at - 1] in DETERMINERS:
                continue
            deed = befalls(low[at], low[at + 1], passive=False)
            return at, _undone(deed) if denied else deed
    return None


_DENIED = frozenset("not never n't didn't don't doesn't didn’t don’t doesn’t couldn't".split())


def _undone(deed: Deed | None) -> Deed | None:
    """What is said of those who do not do something: who does not come is not there."""
    return Deed.GO if deed is Deed.COME else None


def _is_between(word: str) -> bool:
    """Whether a word may stand between "are" and what is done: "are *actually* served"."""
    return is_auxiliary(word) or word in STOPWORDS or word.endswith("ly")


def _is_participle(word: str) -> bool:
    return is_verb_like(word) or (word.endswith("ing") and len(word) > 5)


def words_of(tokens: Tokens, start: int, end: int) -> frozenset[str]:
    """The words of a phrase that name somebody: without what owns it ("Sam 's dad": dad)."""
    low = tokens.low
    found: list[str] = []
    for at in range(start, end):
        word = low[at]
        if word.endswith(("'s", "’s")) or (word == "s" and low[at - 1] in ("'", "’")):
            found = []
        elif word in PRONOUNS or word == "there":
            found.append(word)
        elif word.isalpha() and word not in STOPWORDS and word not in _ADVERBS:
            found += [word] if not is_deed(word) or tokens.capital(at) else []
    return frozenset(found)


def other_of(
    tokens: Tokens, verb: int, bounds: tuple[int, int, int], *, placed: bool
) -> tuple[frozenset[str], bool]:
    """Whom something is given to or taken from, and whether it is given.

    `placed`: what stands behind "in" and "on" is where it gets, not only where it is done.
    """
    first, last, end = bounds
    low = tokens.low
    between = [k for k in range(verb + 1, first) if low[k] not in STOPWORDS or low[k] in OBJECTS]
    between = [k for k in between if low[k].isalpha() and low[k] not in _ADVERBS | LISTED | _AWAY]
    if between:
        theirs = [k for k in between if low[k] == "her" and k + 1 in between]  # "her dad"
        return frozenset(low[k] for k in between if k not in theirs), True
    for at in range(last, end):
        if low[at] in ("to", "from", "into") or (placed and low[at] in ("in", "on")):
            words = words_of(tokens, at + 1, end) or frozenset(low[at + 1 : at + 2]) & OBJECTS
            return words, low[at] != "from"
        if low[at] == "of" and tokens.capital(at + 1):
            return frozenset({low[at + 1].removesuffix("'s").removesuffix("’s")}), False
    return frozenset(), False
