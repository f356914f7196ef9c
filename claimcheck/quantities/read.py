"""Text to figures: numbers, with unit, hedge, item, role and scope read from around them.

Two passes over the tokens. The first takes each number with what touches it (`cores`) and
joins ranges (`joins`); the second, which needs to know where the neighbours stand, reads what
the figure counts (`items`), its hedge (`hedging`), its role (`roles`) and the period it holds
for (`scopes`). `shares` then gives what a figure leaves to its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from claimcheck.quantities.cores import HEDGE_ENDS, Core, read_core
from claimcheck.quantities.figures import figure_of
from claimcheck.quantities.hedging import hedge_before
from claimcheck.quantities.items import item_after
from claimcheck.quantities.joins import join
from claimcheck.quantities.number import Number, NumberKind
from claimcheck.quantities.numbers import read_number
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.rates import STARTS, per_of
from claimcheck.quantities.scopes import periods_of
from claimcheck.quantities.scores import score_end
from claimcheck.quantities.shares import share_slots
from claimcheck.quantities.special import ARTICLES, WORDS, special_core
from claimcheck.quantities.tokens import FRONT, Tokens, is_digits, starts_sentence, tokenise
from claimcheck.quantities.units import AGE, COUNT, DURATIONS
from claimcheck.quantities.vocabulary import SINGLE_UNITS, STARTERS
from claimcheck.types import Moment, Notation, Quantity, Span, Unread
from claimcheck.types.members import DURATION

_DIGIT: Final = re.compile("[0-9]")
#: All but letters made spaces, and capitals small: bytes are cut into words fastest.
_SPACED: Final = bytes(
    ord(chr(byte).lower()) if chr(byte).isascii() and chr(byte).isalpha() else 32
    for byte in range(256)
)
#: A text without digits holds a figure only with one of these words, or with a unit and a hedge.
_NEEDED: Final = frozenset(word.encode() for word in STARTERS | (WORDS - {"a", "an"}))
_SINGLE: Final = frozenset(word.encode() for word in SINGLE_UNITS)
_HEDGES: Final = frozenset(word.encode() for word in HEDGE_ENDS)
_TOLD_IN_WORDS: Final = _NEEDED | _SINGLE | _HEDGES
#: Words at which a figure can begin.
_TRIGGERS: Final = STARTERS | WORDS
_DASHES: Final = frozenset("-–—")


def find_quantities(
    text: str, *, moments: Sequence[Moment] = (), notation: Notation = Notation.ENGLISH
) -> tuple[tuple[Quantity, ...], tuple[Unread, ...]]:
    """The figures of `text` in order, and those seen that could not be understood.

    `moments` are the dates and times of the same text: their digits are no figures, and
    they tell when a figure holds. `notation` tells how digits are grouped.
    """
    if not _has_digits(text, moments) and not _may_hold_words(text):
        return (), ()
    tokens = tokenise(text)
    cores, unread = _cores(tokens, moments, notation)
    if not cores:
        return (), tuple(unread)
    periods = periods_of(tokens, moments, [core.first for core in cores])
    found = [figure_of(tokens, cores, at, moments, periods) for at in range(len(cores))]
    return tuple(share_slots(tokens, cores, found)), tuple(unread)


def _has_digits(text: str, moments: Sequence[Moment]) -> bool:
    """Whether a digit stands beyond the dates and times, whose digits are no figures."""
    at = 0
    for moment in moments:
        if moment.deictic or moment.kind is DURATION:
            continue  # it may be told by a figure ("two years later")
        if _DIGIT.search(text, at, moment.span.start):
            return True
        at = moment.span.end
    return _DIGIT.search(text, at) is not None


def _may_hold_words(text: str) -> bool:
    """Whether a text without digits has a word at which a figure can begin.

    What is not ASCII has marks that bytes do not tell from letters ("“two"): its tokens will tell.
    """
    if not text.isascii():
        return True
    seen = _TOLD_IN_WORDS.intersection(text.encode("ascii").translate(_SPACED).split())
    if not seen:
        return False
    return not (_NEEDED.isdisjoint(seen) and (_SINGLE.isdisjoint(seen) or _HEDGES.isdisjoint(seen)))


# --------------------------------------------------------------------------
# First pass: cores, joined


def _cores(
    tokens: Tokens, moments: Sequence[Moment], notation: Notation
) -> tuple[list[Core], list[Unread]]:
    """The cores in order, ranges joined and labels left out, and what was seen and not read."""
    low = tokens.low
    unread: list[Unread] = []
    cores: list[Core] = []
    taken = _Taken(tokens, moments) if moments else None
    beyond, joins, named = 0, False, 0
    for at in [k for k, word in enumerate(low) if word in _TRIGGERS or ":" > word >= "0"]:
        if at < beyond or (low[at - 1] == "per" and cores):
            continue  # "35 cases per 100,000 people"
        word = low[at]
        if word in ARTICLES and low[at - 1] not in HEDGE_ENDS:
            continue  # the commonest words of all
        special = word in WORDS
        floor = cores[-1].last if cores else FRONT
        if taken is None and not special and low[at + 1] not in _DASHES:
            read = read_core(tokens, at, notation, floor)  # so with most
        else:
            read = _read_at(tokens, at, notation, floor, taken)
        if read is None:
            continue
        if read.last > beyond:
            beyond = read.last
        if not isinstance(read, Core):
            named = read.last if read.kind == NumberKind.CARDINAL and not read.words else 0
            if read.kind == NumberKind.VAGUE:
                span = Span(tokens.start[read.first], tokens.end[read.last - 1])
                unread.append(Unread(span, f"“{span.of(tokens.text)}” is no single number"))
        elif named and _goes_on(tokens, named, read):
            named = read.last  # "Articles 5 and 6"
        else:
            _append(tokens, cores, read, joins=joins and not special)
            joins = not special
            if low[cores[-1].last] in STARTS and (per := per_of(tokens, cores[-1].last)):
                beyond = max(beyond, per[1])
    return _without_years(tokens, cores), unread


def _read_at(
    tokens: Tokens, at: int, notation: Notation, floor: int, taken: _Taken | None
) -> Core | Number | None:
    """What begins at a token; inside a date only a duration that the date is told by."""
    special = tokens.low[at] in WORDS
    if taken is not None and taken.holds(at):
        if special or not taken.may_lend():
            return None
        read = read_core(tokens, at, notation, floor)
        return read if isinstance(read, Core) and read.unit.dimension in DURATIONS else None
    if special:
        return special_core(tokens, at)
    if tokens.low[at + 1] in _DASHES:
        scored = _score(tokens, at)
        if scored is not None:
            return scored
    return read_core(tokens, at, notation, floor)


def _append(tokens: Tokens, cores: list[Core], core: Core, *, joins: bool) -> None:
    """Add a core, as one with the last where the two are one figure."""
    if cores:
        joined = join(tokens, cores[-1], core) if joins else None
        if joined is not None:
            cores[-1] = joined
            return
        if _aged_too(tokens, cores[-1], core):
            core = core.changed(unit=AGE)  # "aged 3, 5 and 11"
    cores.append(core)


def _without_years(tokens: Tokens, cores: list[Core]) -> list[Core]:
    """The cores but for the years of four digits among them."""
    low = tokens.low
    four = [at for at, core in enumerate(cores) if len(low[core.number.first]) == 4]
    years: set[int] = set()
    for at in reversed(four):  # "from 1000 to 2000": the last one tells
        if _bare_year(tokens, cores, at, at + 1 in years):
            years.add(at)
    return [core for at, core in enumerate(cores) if at not in years] if years else cores


#: What stands between the numbers of one list.
_LISTING: Final = frozenset({",", "and", "or", "to", "-", "–", "&"})


def _goes_on(tokens: Tokens, named: int, core: Core) -> bool:
    """Whether a bare number goes on a list of names that ended at the token `named`."""
    if core.unit is not COUNT or core.number.words or core.number.scaled:
        return False
    between = tokens.low[named : core.first]
    if not 0 < len(between) <= 2 or any(word not in _LISTING for word in between):
        return False
    return item_after(tokens, core.last, measured=False) is None


def _aged_too(tokens: Tokens, before: Core, core: Core) -> bool:
    """Whether a bare number is an age as the one before it in a list."""
    if before.unit is not AGE or core.unit is not COUNT:
        return False
    between = tokens.low[before.last : core.first]
    if not 0 < len(between) <= 2 or any(word not in (",", "and", "or") for word in between):
        return False
    return item_after(tokens, core.last, measured=False) is None


def _score(tokens: Tokens, at: int) -> Number | None:
    """The extent of a score ("3-2") that begins at the token `at`, as a name."""
    if not is_digits(tokens.low[at]):
        return None
    number = read_number(tokens, at)
    end = score_end(tokens, number) if number is not None else None
    if number is None or end is None:
        return None
    return Number(at, end, Decimal(0), Decimal(1), NumberKind.NAME)


class _Taken:
    """The characters that dates and times cover."""

    def __init__(self, tokens: Tokens, moments: Sequence[Moment]) -> None:
        self._tokens = tokens
        self._moments = [m for m in moments if m.kind is not DURATION]
        self._at = 0

    def holds(self, index: int) -> bool:
        """Whether a date covers the token; asked for growing indexes."""
        start, moments = self._tokens.start[index], self._moments
        while self._at < len(moments) and moments[self._at].span.end <= start:
            self._at += 1
        return self._at < len(moments) and moments[self._at].span.start <= start

    def may_lend(self) -> bool:
        """Whether the date may be told by a duration, a figure too ("two years later")."""
        moment = self._moments[self._at]
        return moment.deictic and "ago" not in moment.words.split()


#: Words before four bare digits that make them a year; those before 1900 need one of the first.
_IN_YEAR = frozenset(
    "in since from circa around by until till before after during between early late mid".split()
)
_OF_MODELS = frozenset("the of all some most many these those its their his her our old".split())
_OVER_YEAR = frozenset({"over", "under", "above", "below"})  # "an increase over 1985"
_YEARS: Final = (1000, 1900, 2100)


def _bare_year(tokens: Tokens, cores: Sequence[Core], at: int, following_is: bool) -> bool:
    """A four-digit number that counts nothing and has no separator is most likely a year.

    `following_is`: the core after it is one.
    """
    core, low = cores[at], tokens.low
    if core.unit is not COUNT or core.number.scaled or core.number.words:
        return False
    if not _YEARS[0] <= core.face < _YEARS[2]:
        return False
    if core.high is not None and not core.high < _YEARS[2]:
        return False
    item = item_after(tokens, core.last, measured=False)
    before = low[core.first - 1]
    if item is None:
        following = cores[at + 1] if at + 1 < len(cores) else None
        if low[core.last] == "to" and following is not None and following.first == core.last + 1:
            return following_is  # "from 1000 to 2000 hires" are no years
        if core.face < _YEARS[1]:
            return before in _IN_YEAR and core.high is None
        return hedge_before(tokens, core.first) is None or before in _IN_YEAR | _OVER_YEAR
    packed = item.first > core.last and is_plural(low[core.last])  # "1000 crates of wheat"
    counted = packed or is_plural(low[item.last - 1])
    counted = counted and (core.high is None or item.last == core.last + 1)
    if counted and core.face >= _YEARS[1] and tokens.capital(item.first):
        # "The 1987 Pontiacs", but "they sent 2000 Javelin missiles".
        return before in _OF_MODELS or (starts_sentence(tokens, core.first))
    return hedge_before(tokens, core.first) is None and not counted
