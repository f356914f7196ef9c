"""A sentence as a ledger: for each figure, which verb it goes with, who does it and to whom.

Without a parser: the verb is the last one known before the figure in its clause, or, where the
figure is the subject, the first one behind it. What is not known is told as such, and what is
reckoned of it is then not told either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.quantities.agents import PRONOUNS
from claimcheck.quantities.deeds import Deed, befalls, deed_of, is_auxiliary, is_deed
from claimcheck.quantities.each import DETERMINERS, each_of
from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Form, Quantity

_BREAKS = frozenset(", ; : . ( ) — – and but then while when after before so".split())
OBJECTS = frozenset("him her them us me you it".split())
_MODAL = frozenset(
    "will would could may might should can shall must plan plans planned plan planning want wants"
    " wanted expect expects expected hope hopes hoped intend intends need needs needed to not never"
    " n't didn't don't doesn't if".split()
)
#: Those of them that tell what is to come: "will plant 33 more".
_PLANS = frozenset("will would plan plans planned planning want wants expect expects to".split())
#: What may stand between a figure and the verb it is the subject of.
_OF_THEM = frozenset("of them those the whom which these more others other people".split())
_AWAY = frozenset("away out off up back".split())
#: Adverbs that are no part of who does it.
_ADVERBS = frozenset(
    "later then also originally initially already recently first only just together again soon"
    " subsequently eventually finally today yesterday".split()
)
#: What may stand before a figure that shares the verb of the one before: "and another 5".
_LISTED = frozenset("and , another an a additional extra further about plus".split())
#: Words that stand for what the figure before counts: "36 new *ones*".
_SAME_AGAIN = frozenset({"one", "next", "more", "piec"})
#: Words by which a sentence tells that a figure is itself a result.
_RESULT = frozenset("left remain remains remained remaining altogether total".split())


class Entry(NamedTuple):
    """A figure with what is done to those it counts.

    `doer` and `other` are words that name who does it and whom it is done to or taken from; `to`
    is whether the other one receives. `each` is the stem of what has so many each, "*" where each
    of the others counted has. `part` is whether it is a part of another figure, `result` whether it
    is told as what is left or makes a total, `bare` whether its noun is that of the figure before.
    `verb` is the stem of its verb, `past` whether that tells what once was had, `planned` whether
    it is to come, and `ahead` and `beside` are the words of its clause before and behind it.
    """

    figure: Quantity
    item: str
    modifiers: frozenset[str]
    deed: Deed | None
    doer: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    to: bool = False
    each: str = ""
    part: bool = False
    result: bool = False
    bare: bool = False
    verb: str = ""
    past: bool = False
    planned: bool = False
    ahead: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def entries(text: str, figures: Sequence[Quantity]) -> list[Entry]:
    """An entry for each figure of a text, in order."""
    tokens = tokenise(text)
    found: list[Entry] = []
    floor = FRONT
    for at, figure in enumerate(figures):
        first = _index(tokens, figure.span.start)
        last = _index(tokens, figure.span.end)
        beyond = figures[at + 1].span.start if at + 1 < len(figures) else len(text)
        stop = min(_index(tokens, beyond), tokens.stop)
        found.append(_entry(tokens, figure, found, (floor, first, last, stop)))
        floor = last
    return list(filter(_is_count, found))


#: Figures that count nothing that could be reckoned with.
_NO_COUNTS = frozenset({"ordinal", "age", "percent"})


def _is_count(entry: Entry) -> bool:
    return entry.figure.unit.dimension not in _NO_COUNTS


def _entry(
    tokens: Tokens, figure: Quantity, before: list[Entry], bounds: tuple[int, int, int, int]
) -> Entry:
    floor, first, last, stop = bounds
    low = tokens.low
    former = next((e for e in reversed(before) if _is_count(e)), None)
    clause = _clause(low, first, floor)
    end = _clause_end(low, last, stop)
    each = each_of(tokens, figure, (first, last, end), _clause(low, first, FRONT))
    own = "item" not in figure.inherited and figure.item
    if former and figure.item in _SAME_AGAIN and former.item and not each:
        own = ""
    bare = not own
    if _is_owned(tokens, last):
        own = ""
    entry = Entry(
        figure,
        item=_item(figure, former, each, own=bool(own)),
        modifiers=frozenset(map(stem, figure.modifiers)) if own else frozenset(),
        deed=None,
        each=each,
        part=_is_part(low, clause, first, last) or (bare and low[first - 1] == "only"),
        result=not _RESULT.isdisjoint(low[clause:first]) or not _RESULT.isdisjoint(low[last:end]),
        bare=bare,
        ahead=_content(low[clause:first]),
        beside=_content(low[last:end]),
    )
    if figure.form is not Form.EXACT or figure.denied:
        return entry
    verb = _verb_before(tokens, floor, first)
    doing = (
        None
        if verb is not None and verb >= clause
        else _verb_behind(tokens, _behind_noun(tokens, figure, last), end)
    )
    if doing is not None:
        at, deed = doing
        doer = _words(tokens, at + 1, end)
        return entry._replace(deed=deed, doer=doer, result=False, verb=stem(low[at]))
    put = _put(tokens, end, stop)
    if verb is None and put is not None:
        other, to = put
        return entry._replace(deed=Deed.PUT, doer=_words(tokens, clause, first), other=other, to=to)
    if verb is None:
        if former is None or not _LISTED.issuperset(low[clause:first]):
            return entry
        return entry._replace(
            deed=former.deed,
            doer=former.doer,
            other=former.other,
            to=former.to,
            verb=former.verb,
            past=former.past,
        )
    start = _clause(low, verb, floor)
    modal = _MODAL.intersection(low[start:first])
    if modal - _PLANS:
        return entry
    doer = _words(tokens, start, verb) or (former.doer if former else frozenset())
    deed = deed_of(low[verb], low[verb + 1])
    if low[last] in ("away", "out") or (end - last < 6 and low[end - 1] == "away"):
        deed = Deed.LOSS
    if deed is None and low[verb + 1] in ("out", "away") and "from" in low[last:end]:
        deed = deed_of(low[verb])  # "takes out 11 of them from the drawer"
    if deed is Deed.GO or (deed is Deed.COME and low[first - 1] != "by"):
        deed = None  # "the fire left 10 people homeless"
    other, to = _other(tokens, verb, (first, last, end), placed=deed is not Deed.GAIN)
    if put is not None:
        deed, (other, to) = Deed.PUT, put
    elif doer & PRONOUNS and other & OBJECTS:
        doer = _giver(tokens, floor, start, other) or doer
    return entry._replace(
        deed=deed,
        doer=doer,
        other=other,
        to=to,
        verb=stem(low[verb]),
        past=low[verb] in ("had", "was", "were"),
        planned=bool(modal),
    )


def _behind_noun(tokens: Tokens, figure: Quantity, last: int) -> int:
    """The token behind a figure's noun: "people" and "ships" look like verbs."""
    noun = figure.item_span
    if noun is None or noun.start < figure.span.start:
        return last
    return max(last, _index(tokens, noun.end))


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isalpha() and word not in STOPWORDS)


def _item(figure: Quantity, former: Entry | None, each: str, *, own: bool) -> str:
    """What a figure counts: its own noun, or else that of the figure before."""
    if each and figure.item == each:
        return ""  # "packages of 6"
    if own or former is None:
        return figure.item
    return former.item if not each or figure.item in _SAME_AGAIN else figure.item


def _put(tokens: Tokens, end: int, stop: int) -> tuple[frozenset[str], bool] | None:
    """Where what a figure counts is put next: "cut 15 roses *and put them in the vase*"."""
    low = tokens.low
    at = end + 1
    if low[end] != "and" or low[at + 1] not in ("them", "these", "it"):
        return None
    if deed_of(low[at]) is not Deed.PUT or low[at + 2] not in ("in", "into", "on", "to"):
        return None
    return _words(tokens, at + 3, _clause_end(low, at + 3, stop)), True


def _giver(tokens: Tokens, floor: int, start: int, other: frozenset[str]) -> frozenset[str]:
    """Who "she" is in "Ann gave him some, and *she* gave him 5": who did the like to him before."""
    low = tokens.low
    before = start
    while before > floor and low[before - 1] in _BREAKS:
        before -= 1
    clause = _clause(low, before, floor)
    verb = next((k for k in range(clause, start) if is_deed(low[k])), None)
    if verb is None or other.isdisjoint(low[verb:start]):
        return frozenset()
    return _words(tokens, clause, verb) - PRONOUNS


def subject_words(claim: str, figure: Quantity) -> frozenset[str]:
    """The words that name whom a claim speaks of, before its figure; empty where none does."""
    tokens = tokenise(claim)
    first = _index(tokens, figure.span.start)
    verb = next((k for k in range(FRONT, first) if is_deed(tokens.low[k])), None)
    modal = next((k for k in range(FRONT, first) if tokens.low[k] in _MODAL), first)
    if verb is None:
        return frozenset()
    words = _words(tokens, FRONT, min(verb, modal))
    return frozenset() if words & _NOBODY else words


#: Words by which a claim's subject is a figure itself ("the total number of pages").
_NOBODY = frozenset("total sum number amount weight height length distance average".split())


def _index(tokens: Tokens, character: int) -> int:
    """The first token that begins at a character or behind it."""
    return bisect_left(tokens.start, character, FRONT, tokens.stop)


def _clause(low: list[str], at: int, floor: int) -> int:
    """Where the clause of the token at `at` begins, not before `floor`."""
    while at > floor and low[at - 1] not in _BREAKS:
        at -= 1
    return at


def _clause_end(low: list[str], at: int, stop: int) -> int:
    while at < stop and low[at] not in _BREAKS:
        at += 1
    return at


def _verb_before(tokens: Tokens, floor: int, first: int) -> int | None:
    """The last verb between the figure before and this one; a participle goes with its "was"."""
    low = tokens.low
    for at in range(first - 1, floor - 1, -1):
        if low[at - 1] in DETERMINERS or low[at - 1] in ("of", "to"):
            continue
        if is_deed(low[at]) or is_verb_like(low[at]):
            return at
    return None


def _verb_behind(tokens: Tokens, last: int, end: int) -> tuple[int, Deed | None] | None:
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


def _words(tokens: Tokens, start: int, end: int) -> frozenset[str]:
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


def _other(
    tokens: Tokens, verb: int, bounds: tuple[int, int, int], *, placed: bool
) -> tuple[frozenset[str], bool]:
    """Whom something is given to or taken from, and whether it is given.

    `placed`: what stands behind "in" and "on" is where it gets, not only where it is done.
    """
    first, last, end = bounds
    low = tokens.low
    between = [k for k in range(verb + 1, first) if low[k] not in STOPWORDS or low[k] in OBJECTS]
    between = [k for k in between if low[k].isalpha() and low[k] not in _ADVERBS | _LISTED | _AWAY]
    if between:
        theirs = [k for k in between if low[k] == "her" and k + 1 in between]  # "her dad"
        return frozenset(low[k] for k in between if k not in theirs), True
    for at in range(last, end):
        if low[at] in ("to", "from", "into") or (placed and low[at] in ("in", "on")):
            words = _words(tokens, at + 1, end) or frozenset(low[at + 1 : at + 2]) & OBJECTS
            return words, low[at] != "from"
        if low[at] == "of" and tokens.capital(at + 1):
            return frozenset({low[at + 1].removesuffix("'s").removesuffix("’s")}), False
    return frozenset(), False


def _is_owned(tokens: Tokens, last: int) -> bool:
    """ "224 *of Jason's* cards": the noun that is counted stands behind who has them."""
    low = tokens.low
    if low[last] != "of" or not tokens.capital(last + 1):
        return False
    return low[last + 1].endswith(("'s", "’s")) or low[last + 2] in ("'", "’")


def _is_part(low: list[str], clause: int, first: int, last: int) -> bool:
    """ "88 *of them*", "*of whom* 200"."""
    behind = low[last] == "of" and low[last + 1] in ("them", "those", "the", "these", "which")
    return behind or any(
        low[k] == "of" and low[k + 1] in ("whom", "which", "them", "those", "these")
        for k in range(clause, first)
    )
