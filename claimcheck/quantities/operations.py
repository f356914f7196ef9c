"""Which reckoning the words of a sentence call for, and what it makes.

What is left is what there was with what was got, lost or handed on; what there is in all is the
sum; so many each is times or shared out; "more than" is a difference. Each is told by words on both
sides (`ledger` reads those of the source), and where a figure of the same things has no known
part in it, nothing is told: that some reckoning of the figures would make the claim's is no reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claimcheck.quantities.agents import PRONOUNS
from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.describe import number
from claimcheck.quantities.ledger import OBJECTS, Entry, subject_words
from claimcheck.quantities.portions import portions
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LOSING, TOTAL, Reckoned, of_it, same_things, summed
from claimcheck.types import Quantity, Role

#: Words by which a claim tells what is left, what there is in all, how many each has, and by how
#: much one is more than another.
LEFT = re.compile(
    r"\b(?:left|remain(?:s|ed|ing)?|now|still|at the end|(?:will|would) have)\b", re.I
)
MORE = re.compile(
    r"\b(more|fewer|less|greater|higher|taller|longer|heavier|shorter)\b.*\b(?:than|compared)\b",
    re.I,
)
#: Words that only say that a figure is a result: no source need have them.
RESULT_WORDS = frozenset(
    "left remain remains remained remaining still now altogether total totals combined together"
    " overall sum average each compared present".split()
)
_FEWER = frozenset({"fewer", "less", "shorter"})
#: Wholes of which two kinds are all: "boys and girls" are all the children.
_KINDS = (
    (frozenset({"boy", "girl"}), frozenset("child children student pupil kid youngster".split())),
    (frozenset({"man", "woman", "men", "women"}), frozenset("adult peopl people person".split())),
)


def reckoned(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str = ""
) -> Reckoned | None:
    """What `result`, a figure of `claim`, must be by the reckoning that the words call for.

    `given` are the claim's other figures, `source` is the text of the entries `told`. The value
    is in the result's unit; None: none is told.
    """
    if any(entry.result and same_things(result, entry) for entry in told) and LEFT.search(claim):
        return None  # it is told, and not to be reckoned
    found = _by_units(result, [entry.figure for entry in told])
    found = found or (None if given else _rest(claim, result, told, source))
    for reading in (_difference, portions, _left, _total):
        found = found or reading(claim, result, given, told)
    if found is None:
        return None
    bare = result.unit.dimension == "count" and not result.item
    if bare and found.used[0].unit.dimension != "count":  # "the total weight is 2.5"
        return found._replace(value=found.value / found.used[0].unit.factor)
    return found


# --------------------------------------------------------------------------
# What is left


def _left(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """What there was, with what was got and lost by whom the claim speaks of."""
    mine = _start_first(of_it(result, told))
    if len(mine) < 2 or given or any(entry.each for entry in mine):
        return None
    if any(entry.result for entry in mine[1:]) or (mine[0].result and not _is_opening(mine[0])):
        return None
    asked = LEFT.search(claim) is not None
    holder = mine[0].doer
    me = subject_words(claim, result)
    me = holder if not me or me & PRONOUNS or "there" in me else me
    if me != holder and not me & holder:
        return None
    me = holder  # "for the party Ann baked 20", and "Ann has 12"
    anybody = not subject_words(claim, result) and LEFT_OVER.search(claim) is not None
    opening = [e.deed is Deed.HAVE and e.doer == holder and not e.part for e in mine]
    start = (opening.index(False) if False in opening else len(mine)) or 1
    signs = [
        _anybodys(entry) if anybody else _sign(entry, me, holder, first=at < start)
        for at, entry in enumerate(mine)
    ]
    if not all(signs) or (all(sign == 1 for sign in signs) and not _changes(mine)):
        return None
    stated = any(entry.figure.face == result.face for entry in mine)
    sure = asked and not (stated and LEFT_OVER.search(claim) is None)
    return summed(mine, [s for s in signs if s], sure=sure)


LEFT_OVER = re.compile(r"\b(?:left|remain(?:s|ed|ing)?)\b", re.I)


def _is_opening(entry: Entry) -> bool:
    """ "Has a total of 7,422": what there was before, told as a sum."""
    return entry.deed is Deed.HAVE and entry.figure.role is Role.TOTAL


def _anybodys(entry: Entry) -> int | None:
    """The sign of a deed where the claim asks what is left of all, whoever did it."""
    if entry.deed in (Deed.HAVE, Deed.GAIN, Deed.COME, Deed.PUT):
        return 1
    return -1 if entry.deed in (Deed.LOSS, Deed.GO, Deed.TAKE) else None


def _start_first(mine: list[Entry]) -> list[Entry]:
    """The entries with what there was first: "took 5 of the jar, in which there were 46"."""
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
    return done and mine[0].deed in (Deed.HAVE, Deed.GAIN)


def _sign(entry: Entry, me: frozenset[str], holder: frozenset[str], *, first: bool) -> int | None:
    """Whether an entry makes what `me` has more (1) or less (-1); None: not known."""
    deed = entry.deed
    if first and deed in (Deed.HAVE, Deed.GAIN):
        return 1
    if deed in (None, Deed.HAVE):  # "and there are 40 more of them"
        return 1 if deed and entry.figure.role is Role.INCREMENT and entry.item else None
    if deed in (Deed.COME, Deed.GO):
        return 1 if deed is Deed.COME else -1
    by_me = bool(entry.doer & me) or (bool(entry.doer & PRONOUNS) and me == holder)
    to_me = bool(entry.other & me) or (bool(entry.other & OBJECTS) and not by_me and me == holder)
    nobody = not me or bool(me & {"there"})
    if deed is Deed.PUT:
        return 1 if nobody or not by_me else None
    if nobody:
        return -1 if deed in (Deed.LOSS, Deed.TAKE) else None
    return _given(entry, deed, by_me=by_me, to_me=to_me)


def _given(entry: Entry, deed: Deed, *, by_me: bool, to_me: bool) -> int | None:
    """The sign of what somebody gets, loses, gives or takes."""
    if deed in (Deed.GAIN, Deed.TAKE):
        if to_me:
            return 1 if entry.to else -1
        return 1 if by_me and not (entry.to and entry.other) else None
    if deed is Deed.GIVE:
        if to_me and entry.to:
            return 1
        return -1 if by_me and not to_me else None
    return -1 if by_me or not entry.doer else None


# --------------------------------------------------------------------------
# What there is in all


def _total(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """The sum of all that are of the claim's kind."""
    asked = TOTAL.search(claim) is not None
    mine = of_it(result, told)
    kinds = _are_all_kinds(result, told)
    if not mine and (asked or kinds):
        mine = [entry for entry in told if alike(result, entry.figure)]
    given = [one for one in given if one.face != len(mine)]  # "the *two* crews together"
    if len(mine) < 2 or given or (not asked and not kinds):
        return None
    if any(entry.figure.role in _SUMS for entry in mine):
        return None  # "with the 18 sent before, it has been promised 90 in all"
    plain = all(not (e.each or e.part or e.result) for e in mine)
    growing = all(e.deed in (Deed.HAVE, Deed.GAIN, Deed.COME, Deed.PUT) for e in mine)
    units = all(alike(mine[0].figure, e.figure) for e in mine)
    alone = len({e.deed for e in mine}) == 1
    if not plain or not units or (any(e.deed in LOSING for e in mine) and not alone):
        return None
    if LEFT.search(claim) and (not asked or not growing):
        return None
    same = all(same_things(result, e) for e in mine) and _is_named(result, mine)
    sure = (growing or alone) and (kinds or same)
    return summed(mine, [1] * len(mine), sure=sure)


#: Roles of figures that hold others already.
_SUMS = frozenset({Role.TOTAL, Role.WHOLE, Role.TO})


def _is_named(result: Quantity, mine: Sequence[Entry]) -> bool:
    """Whether the sum is of one thing, or the claim's figure is bare."""
    return not result.item or len({e.item for e in mine}) == 1 or result.unit.dimension != "count"


def _are_all_kinds(result: Quantity, told: Sequence[Entry]) -> bool:
    """Whether the source counts both kinds of which the claim counts the whole."""
    items = {entry.item for entry in told}
    return len(told) == 2 and any(
        len(items) == 2 and items <= kinds and result.item in wholes for kinds, wholes in _KINDS
    )


# --------------------------------------------------------------------------
# The rest

#: What the rest are: "and the rest were rubies".
_REST = re.compile(
    r"\b(?:the (?:rest|remainder|remaining|others?)(?: \d+)?(?: of (?:them|the \w+))?"
    r" (?:is|are|was|were) (?:all )?)(\w+)",
    re.I,
)


def _rest(claim: str, result: Quantity, told: Sequence[Entry], source: str) -> Reckoned | None:
    """A whole without its parts, where the source says what the rest are and the claim of those."""
    rest = _REST.search(source)
    if rest is None or len(told) < 2 or not re.search(rf"\b{re.escape(rest[1])}\b", claim, re.I):
        return None
    whole, *parts = told
    if whole.each or any(e.each or e.figure.span.start > rest.start() for e in told):
        return None
    if not all(alike(result, e.figure) and same_things(whole.figure, e) for e in told):
        return None
    return summed(told, [1] + [-1] * len(parts), sure=True)


# --------------------------------------------------------------------------
# By how much


def _difference(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """ "155 more girls than boys": the difference of two counts, that of the more taken first."""
    word = MORE.search(claim, result.span.end)
    if word is None or given or len(told) != 2 or any(e.each or e.part or e.result for e in told):
        return None
    if not alike(told[0].figure, told[1].figure):
        return None
    ahead, behind = re.split(
        r"\b(?:than|compared(?: to| with)?)\b", claim[word.start() :], maxsplit=1, flags=re.I
    )
    named = [
        [_is_in(e, part) for part in (ahead + claim[: result.span.start], behind)] for e in told
    ]
    if named == [[True, False], [False, True]]:
        first, second = told
    elif named == [[False, True], [True, False]]:
        second, first = told
    else:
        return None
    if word[1].lower() in _FEWER:
        first, second = second, first
    value = first.figure.value - second.figure.value
    how = f"{number(first.figure.face)} − {number(second.figure.face)}"
    return Reckoned(value, how, (first.figure, second.figure), sure=True)


def _is_in(entry: Entry, words: str) -> bool:
    """Whether words name what an entry counts, or who has it."""
    names = {entry.item[:-1] if len(entry.item) > 3 else entry.item, *entry.doer} - {"", "there"}
    return any(re.search(rf"\b{re.escape(name)}", words, re.I) for name in names)


# --------------------------------------------------------------------------
# By the units

#: Kilometres an hour, the base unit of speeds, in a metre a second, that of ways and times.
_HOURLY = Decimal("3.6")


def _by_units(result: Quantity, told: Sequence[Quantity]) -> Reckoned | None:
    """What a way, a time and a speed make of each other, which the units alone tell."""
    if len(told) != 2:
        return None
    by = {one.unit.dimension: one for one in told if not one.per}
    way, time, speed = by.get("length"), by.get("duration"), by.get("speed")
    asked = result.unit.dimension
    if asked == "duration" and way and speed and speed.value:
        used, sign = (way, speed), "÷"
    elif asked == "speed" and way and time and time.value:
        used, sign = (way, time), "÷"
    elif asked == "length" and speed and time:
        used, sign = (speed, time), "×"
    else:
        return None
    first, second = used
    value = first.value / second.value if sign == "÷" else first.value * second.value
    value = value * _HOURLY if asked != "length" else value / _HOURLY
    return Reckoned(value, f"{number(first.face)} {sign} {number(second.face)}", used, sure=True)
