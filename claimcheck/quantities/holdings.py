"""What somebody has after what was got, lost and handed on: "had 80 and gave 19 of them away"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.quantities.agents import PRONOUNS
from claimcheck.quantities.clauses import OBJECTS
from claimcheck.quantities.deeds import HARMING, Deed
from claimcheck.quantities.ledger import Entry, subject_words
from claimcheck.quantities.terms import (
    LEFT_OVER,
    LOSING,
    TOTAL,
    Reckoned,
    of_it,
    same_things,
    summed,
)
from claimcheck.text.words import stem
from claimcheck.types import Quantity, Role

#: Words by which a claim tells what is left …
LEFT = re.compile(
    r"\b(?:left|remain(?:s|ed|ing)?|now|still|at the end|(?:will|would) have)\b", re.I
)
#: … and what came of it without what went wrong.
_IN_FACT = re.compile(r"\b(?:successfully|actually|in fact|after all)\b", re.I)
#: What is to be done, and what of it is: "needs to read 563 pages and has already read 147".
_TO_DO = re.compile(
    r"\b(?:needs?|needed|must|ha[sd]|have|wants?|wanted|plans?|planned|aims?)\s+(?:to\s+)?(\w+)\b"
    r".*\balready\s+(\w+)\b",
    re.I,
)
#: "134 pages left to read".
_LEFT_TO = re.compile(r"\bleft to (\w+)", re.I)
_THEY = frozenset({"they", "we"})


def left(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """What there was, with what was got and lost by whom the claim speaks of."""
    all_of_it = _start_first(of_it(result, told))
    mine = [entry for entry in all_of_it if entry.deed is not Deed.MARK]
    if len(mine) < 2 or given or any(entry.each for entry in mine):
        return None
    if any(entry.result for entry in mine[1:]) or (mine[0].result and not is_opening(mine[0])):
        return None
    asked = LEFT.search(claim) is not None
    holder = mine[0].doer
    me = subject_words(claim, result)
    anybody = (not me and LEFT_OVER.search(claim) is not None) or (
        bool(me & _THEY) and _are_several(mine)
    )
    placed = "there" in holder and any(me & e.beside for e in told)  # "in a park", "the park"
    me = holder if not me or placed or me & PRONOUNS or "there" in me else me
    if me != holder and not me & holder:
        return None
    said = {stem(word) for word in claim.split()}
    if mine[0].deed is None and mine[0].verb in said and not mine[0].planned:
        mine[0] = mine[0]._replace(deed=Deed.HAVE)  # "9 were docked", and "10 are docked now"
    me = holder  # "for the party Ann baked 20", and "Ann has 12"
    opening = [e.deed is Deed.HAVE and e.doer == holder and not e.part for e in mine]
    start = (opening.index(False) if False in opening else len(mine)) or 1
    signs = [
        _anybodys(entry, mine) if anybody else _sign(entry, me, holder, first=at < start)
        for at, entry in enumerate(mine)
    ]
    parts = [e.part and e.deed is None and LEFT_OVER.search(claim) is not None for e in mine]
    signs = [-1 if part and not sign else sign for part, sign in zip(parts, signs, strict=True)]
    if not all(signs) or (all(sign == 1 for sign in signs) and not _changes(mine)):
        return None
    sure = asked and not _is_told(claim, result, mine) and len(mine) == len(all_of_it)
    sure = (
        sure and _is_all(mine[0]) and not any(parts)
    )  # "finished 40 of the problems": they may be there yet
    return summed(mine, [s for s in signs if s], sure=sure)


def _is_all(first: Entry) -> bool:
    """Whether what comes first is all there was: a town that "hired 12 guards" had some before."""
    agent = first.figure.agent
    return first.deed is Deed.HAVE or not agent or agent[0].isupper() or agent.lower() in PRONOUNS


def _is_told(claim: str, result: Quantity, mine: Sequence[Entry]) -> bool:
    """Whether the source has the claim's figure, and not only as what there once was."""
    if LEFT_OVER.search(claim) is not None:
        return False
    same = [entry for entry in mine if entry.figure.face == result.face]
    if TOTAL.search(claim) is not None and any(e.deed is Deed.PUT for e in mine):
        return False  # a part is not what there is in all
    return any(not entry.past or entry is not mine[0] for entry in same)


def _are_several(mine: Sequence[Entry]) -> bool:
    """Whether several have or got what is counted: "Jason picked 46 and Keith picked 47"."""
    doers = {e.doer for e in mine if e.deed in (Deed.HAVE, Deed.GAIN) and not e.doer & PRONOUNS}
    return len(doers - {frozenset()}) > 1


def is_opening(entry: Entry) -> bool:
    """ "Has a total of 7,422": what there was before, told as a sum."""
    return entry.deed is Deed.HAVE and entry.figure.role is Role.TOTAL


def _anybodys(entry: Entry, mine: Sequence[Entry]) -> int | None:
    """The sign of a deed where the claim asks what is left of all, whoever did it."""
    if entry.deed is Deed.GIVE and entry.to and entry.other:
        return None if any(entry.other & e.doer for e in mine) else -1  # to somebody else
    if entry.deed in (Deed.HAVE, Deed.GAIN, Deed.COME, Deed.PUT):
        return 1
    return -1 if entry.deed in (Deed.LOSS, Deed.GO, Deed.TAKE) else None


def _start_first(mine: list[Entry]) -> list[Entry]:
    """The entries with what there was first: "took 5 of the jar, in which there were 46"."""
    if len(mine) == 2 and mine[1].whole:  # "dropped 17 of his 65 eggs"
        return [mine[1]._replace(deed=Deed.HAVE, doer=mine[0].doer), mine[0]]
    had = [entry for entry in mine if entry.deed is Deed.HAVE]
    if len(had) != 1:
        return mine
    return had + [entry for entry in mine if entry is not had[0]]


def _changes(mine: Sequence[Entry]) -> bool:
    """Whether something was had or got before, and then something done."""
    done = any(
        entry.deed not in (Deed.HAVE, None) or entry.figure.role is Role.INCREMENT
        for entry in mine[1:]
    )
    return done and mine[0].deed in (Deed.HAVE, Deed.GAIN, Deed.PUT)


def _sign(entry: Entry, me: frozenset[str], holder: frozenset[str], *, first: bool) -> int | None:
    """Whether an entry makes what `me` has more (1) or less (-1); None: not known."""
    deed = entry.deed
    if first and deed in (Deed.HAVE, Deed.GAIN, Deed.PUT):
        return 1
    if deed in (None, Deed.HAVE):  # "and there are 40 more of them"
        return 1 if deed and entry.figure.role is Role.INCREMENT and entry.item else None
    if deed in (Deed.COME, Deed.GO):
        if entry.doer & me and not entry.bare and "there" not in me:
            return None  # "10 cards were given to Tom"
        return 1 if deed is Deed.COME else -1
    by_me = bool(entry.doer & me) or (bool(entry.doer & PRONOUNS) and me == holder)
    to_me = bool(entry.other & me) or (bool(entry.other & OBJECTS) and not by_me and me == holder)
    if entry.doer & PRONOUNS and entry.other & OBJECTS and not entry.doer & me:
        return None  # "she gave him 5": the one or the other may be meant
    nobody = not me or bool(me & {"there"})
    if deed is Deed.PUT:
        return 1 if nobody or not by_me else None
    if nobody:
        return -1 if deed in (Deed.LOSS, Deed.TAKE) else None
    return _given(entry, deed, by_me=by_me, to_me=to_me)


def _given(entry: Entry, deed: Deed, *, by_me: bool, to_me: bool) -> int | None:
    """The sign of what somebody gets, loses, gives or takes."""
    if deed is Deed.TAKE and entry.part and not by_me and not to_me:
        return -1
    if deed is Deed.TAKE and not entry.doer and not entry.other:
        return -1  # "25 coins were stolen"
    if deed is Deed.GAIN and entry.part:
        return None  # "bought 60 of them": of those it has, or of that kind
    if deed in (Deed.GAIN, Deed.TAKE):
        if to_me:
            return 1 if entry.to else -1
        return 1 if by_me and not (entry.to and entry.other) else None
    if deed is Deed.GIVE:
        if to_me and entry.to:
            return 1
        return -1 if by_me and not to_me else None
    harmed = entry.part or (entry.bare and entry.verb in HARMING)  # "her cat ate 6"
    return -1 if by_me or harmed or not entry.doer else None


#: Words by which a claim tells no change, but what there is.
_STATES = re.compile(rf"{LEFT.pattern}|{TOTAL.pattern}|\b(?:is|are|has|have|had)\b", re.I)


def changed(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """What was got or lost between two counts: "there were 31 bales, and now there are 58"."""
    if given or len(told) != 2 or not all(same_things(result, e) for e in told):
        return None
    before, after = told
    if not before.past or before.deed is not Deed.HAVE or after.deed is not Deed.HAVE or after.past:
        return None
    if (
        "now" not in after.ahead | after.beside
        or _STATES.search(claim)
        or before.part
        or after.part
    ):
        return None
    first, second = sorted(told, key=lambda e: -e.figure.value)
    return summed([first, second], [1, -1], sure=False)


def kept(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """What came of a deed in fact: "served 9 pizzas, but 6 were returned"."""
    mine = of_it(result, told)
    if _IN_FACT.search(claim) is None or given or len(mine) < 2 or len(mine) != len(told):
        return None
    first = mine[0]
    if not first.verb or first.deed in LOSING or any(e.each or e.result for e in mine):
        return None
    signs = []
    for entry in mine:
        undone = entry.deed is Deed.LOSS and not entry.doer
        if not undone and entry.verb != first.verb:
            return None
        signs.append(-1 if undone else 1)
    return summed(mine, signs, sure=-1 in signs) if -1 in signs else None


def to_do(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """What is left to do: "needs to read 563 pages and has already read 147"."""
    going = _LEFT_TO.search(claim)
    alike = all(same_things(result, e) and not e.each for e in told)
    spoken = {stem(word) for word in told[-1].ahead} if told else set()
    if going and alike and len(told) == 2 and not given and stem(going[1]) in spoken:
        return summed(told, [1, -1], sure=True)  # "a book of 312 pages, and she read 178"
    verbs = _TO_DO.search(source)
    if verbs is None or LEFT_OVER.search(claim) is None or given or len(told) != 2:
        return None
    if stem(verbs[1]) != stem(verbs[2]) or any(e.each or e.result for e in told):
        return None
    whole, done = told
    if whole.figure.span.start < verbs.start(1) or done.figure.span.start < verbs.start(2):
        return None
    if whole.figure.span.start > verbs.start(2) or not all(same_things(result, e) for e in told):
        return None
    return summed(told, [1, -1], sure=True)


def together(claim: str, result: Quantity, source: str) -> bool:
    """Whether several put what they have together, and the claim asks what they have then."""
    subject = subject_words(claim, result)
    if subject and _GIVES_ALL.search(source):
        return True
    return bool(subject & _THEY) and TOTAL.search(source) is not None


_GIVES_ALL = re.compile(r"\b(?:gives?|gave|hands?|handed) (?:\w+ )?all (?:of )?(?:his|her|their)\b")
