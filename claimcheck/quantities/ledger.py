"""A sentence as a ledger: for each figure, which verb it goes with, who does it and to whom.

Without a parser: the verb is the last one known before the figure in its clause, or, where the
figure is the subject, the first one behind it. What is not known is told as such, and what is
reckoned of it is then not told either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.quantities.agents import PRONOUNS
from claimcheck.quantities.clauses import (
    LISTED,
    OBJECTS,
    clause_end,
    clause_start,
    giver_of,
    index_of,
    other_of,
    put_next,
    verb_before,
    verb_behind,
    words_of,
)
from claimcheck.quantities.deeds import Deed, deed_of, is_deed
from claimcheck.quantities.each import DETERMINERS, each_of
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Form, Quantity

_MODAL = frozenset(
    "will would could may might should can shall must plan plans planned plan planning want wants"
    " wanted expect expects expected hope hopes hoped intend intends need needs needed to not never"
    " n't didn't don't doesn't if".split()
)
#: Those of them that tell what is to come: "will plant 33 more".
_PLANS = frozenset("will would plan plans planned planning want wants expect expects to".split())
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
    it is to come, `whole` whether the figure before is a part of it ("17 of his 65"), and `ahead`
    and `beside` are the words of its clause before and behind it.
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
    whole: bool = False
    ahead: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def entries(text: str, figures: Sequence[Quantity]) -> list[Entry]:
    """An entry for each figure of a text, in order."""
    tokens = tokenise(text)
    found: list[Entry] = []
    floor = FRONT
    for at, figure in enumerate(figures):
        first = index_of(tokens, figure.span.start)
        last = index_of(tokens, figure.span.end)
        beyond = figures[at + 1].span.start if at + 1 < len(figures) else len(text)
        stop = min(index_of(tokens, beyond), tokens.stop)
        entry = _entry(tokens, figure, found, (floor, first, last, stop))
        if found and floor > FRONT:
            found[-1] = _with_next(tokens, found[-1], entry, (floor, first))
        found.append(entry)
        floor = last
    return list(filter(_is_count, found))


def _with_next(tokens: Tokens, former: Entry, entry: Entry, between: tuple[int, int]) -> Entry:
    """A figure as the next one tells it: "*3 packs* of 8", "*9* of his 65", "*9 men* and 5"."""
    low, (last, first) = tokens.low, between
    if first - last == 2 and low[first - 1] == "of" and entry.each == stem(low[last]):
        return former._replace(item=entry.each, bare=False)
    if entry.whole and first - last == 2:
        return former._replace(part=True, item=entry.item)
    joined = low[first - 1] == "and" and _behind_noun(tokens, former.figure, last) == first - 1
    if joined and former.deed is None and not former.verb and entry.deed in _MOVING:
        return former._replace(deed=entry.deed, doer=entry.doer, verb=entry.verb)
    return former


#: What those counted do together with those counted next.
_MOVING = frozenset({Deed.COME, Deed.GO})


#: Figures that count nothing that could be reckoned with.
_NO_COUNTS = frozenset({"ordinal", "age", "percent"})


def _is_count(entry: Entry) -> bool:
    return entry.figure.unit.dimension not in _NO_COUNTS


def _entry(
    tokens: Tokens, figure: Quantity, before: list[Entry], bounds: tuple[int, int, int, int]
) -> Entry:
    floor, first, last, stop = bounds
    former = next((e for e in reversed(before) if _is_count(e)), None)
    clause = clause_start(tokens.low, first, floor)
    end = clause_end(tokens.low, last, stop)
    entry = _counted(tokens, figure, former, (floor, clause, first, last, end))
    if figure.form is not Form.EXACT or figure.denied:
        return entry
    verb = verb_before(tokens, floor, first)
    if verb is None or verb < clause:
        doing = verb_behind(tokens, _behind_noun(tokens, figure, last), end)
        if doing is not None:
            at, deed = doing
            doer, verb_stem = words_of(tokens, at + 1, end), stem(tokens.low[at])
            return entry._replace(deed=deed, doer=doer, result=False, verb=verb_stem)
    put = put_next(tokens, end, stop)
    if verb is not None:
        return _done(tokens, entry, former, verb, put, (floor, first, last, end))
    if put is not None:
        other, to = put
        doer = words_of(tokens, clause, first)
        return entry._replace(deed=Deed.PUT, doer=doer, other=other, to=to)
    if former is None or not LISTED.issuperset(tokens.low[clause:first]):
        return entry
    return entry._replace(
        deed=former.deed,
        doer=former.doer,
        other=former.other,
        to=former.to,
        verb=former.verb,
        past=former.past,
    )


def _counted(
    tokens: Tokens, figure: Quantity, former: Entry | None, bounds: tuple[int, int, int, int, int]
) -> Entry:
    """What a figure counts, and of what it is a part; nothing yet of what is done."""
    floor, clause, first, last, end = bounds
    low = tokens.low
    each = each_of(tokens, figure, (first, last, end), clause_start(low, first, FRONT))
    own = "item" not in figure.inherited and figure.item
    if former and figure.item in _SAME_AGAIN and former.item and not each:
        own = ""
    if _is_verb(tokens, last):
        own = ""
    bare = not own
    if _is_owned(tokens, last):
        own = ""
    return Entry(
        figure,
        item=_item(figure, former, each, own=bool(own)),
        modifiers=frozenset(map(stem, figure.modifiers if own else _of_ones(low, last))),
        deed=None,
        each=each,
        part=_is_part(low, clause, first, last) or (bare and low[first - 1] == "only"),
        result=not _RESULT.isdisjoint(low[clause:first]) or not _RESULT.isdisjoint(low[last:end]),
        bare=bare,
        whole=low[first - 2] == "of" and low[first - 1] in DETERMINERS and first - 2 == floor,
        ahead=_content(low[clause:first]),
        beside=_content(low[last:end]),
    )


def _done(
    tokens: Tokens,
    entry: Entry,
    former: Entry | None,
    verb: int,
    put: tuple[frozenset[str], bool] | None,
    bounds: tuple[int, int, int, int],
) -> Entry:
    """The entry with what the verb before its figure says is done, by whom and to whom."""
    floor, first, last, end = bounds
    low = tokens.low
    start = clause_start(low, verb, floor)
    modal = _MODAL.intersection(low[start:first])
    if modal - _PLANS:
        return entry
    doer = words_of(tokens, start, verb) or (former.doer if former else frozenset())
    deed = _deed(low, verb, (first, last, end))
    other, to = other_of(tokens, verb, (first, last, end), placed=deed is not Deed.GAIN)
    if entry.figure.unit.dimension == "currency" and low[first - 1] == "for":
        deed, other = _PAID.get(stem(low[verb]), deed), frozenset()
    if put is not None:
        deed, (other, to) = Deed.PUT, put
    elif doer & PRONOUNS and other & OBJECTS:
        doer = giver_of(tokens, floor, start, other) or doer
    return entry._replace(
        deed=deed,
        doer=doer,
        other=other,
        to=to,
        verb=stem(low[verb]),
        past=low[verb] in ("had", "was", "were"),
        planned=bool(modal),
    )


def _deed(low: list[str], verb: int, bounds: tuple[int, int, int]) -> Deed | None:
    """What a verb says is done to those counted behind it, with what stands behind those."""
    first, last, end = bounds
    deed = deed_of(low[verb], low[verb + 1])
    if low[last] in ("away", "out") or (end - last < 6 and low[end - 1] == "away"):
        deed = Deed.LOSS
    if deed is None and low[verb + 1] in ("out", "away") and "from" in low[last:end]:
        deed = deed_of(low[verb])  # "takes out 11 of them from the drawer"
    if deed is Deed.GO or (deed is Deed.COME and low[first - 1] != "by"):
        return None  # "the fire left 10 people homeless"
    return deed


def _behind_noun(tokens: Tokens, figure: Quantity, last: int) -> int:
    """The token behind a figure's noun: "people" and "ships" look like verbs."""
    noun = figure.item_span
    if _is_verb(tokens, last):
        return last
    if noun is None or noun.start < figure.span.start:
        return last
    return max(last, index_of(tokens, noun.end))


def _is_verb(tokens: Tokens, last: int) -> bool:
    """Whether a verb stands right behind a figure, and no noun: "19 *flew* away", "29 *walk*"."""
    word, after = tokens.low[last], tokens.low[last + 1]
    if not is_deed(word):
        return False
    return is_verb_like(word) or (
        not is_plural(word) and (not after.isalpha() or after in STOPWORDS)
    )


#: What a deed for a price does to one's money: "bought a pencil *for* 28 cents".
_PAID = {"buy": Deed.LOSS, "purchas": Deed.LOSS, "get": Deed.LOSS, "sell": Deed.GAIN}


def _of_ones(low: list[str], last: int) -> list[str]:
    """What "ones" are like: "3 *brown* ones"."""
    ones = next((k for k in range(last, last + 3) if low[k] == "ones"), last)
    return low[last:ones]


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isalpha() and word not in STOPWORDS)


def _item(figure: Quantity, former: Entry | None, each: str, *, own: bool) -> str:
    """What a figure counts: its own noun, or else that of the figure before."""
    if each and figure.item == each:
        return ""  # "packages of 6"
    if own or former is None:
        return figure.item
    return former.item if not each or figure.item in _SAME_AGAIN else figure.item


def subject_words(claim: str, figure: Quantity) -> frozenset[str]:
    """The words that name whom a claim speaks of, before its figure; empty where none does."""
    tokens = tokenise(claim)
    first = index_of(tokens, figure.span.start)
    verb = next((k for k in range(FRONT, first) if is_deed(tokens.low[k])), None)
    modal = next((k for k in range(FRONT, first) if tokens.low[k] in _MODAL), first)
    if verb is None:
        return frozenset()
    words = words_of(tokens, FRONT, min(verb, modal))
    return frozenset() if words & _NOBODY else words


#: Words by which a claim's subject is a figure itself ("the total number of pages").
_NOBODY = frozenset("total sum number amount weight height length distance average".split())


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
