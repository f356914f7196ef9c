"""Text to figures: numbers, with unit, hedge, item, role and scope read from around them.

Two passes over the tokens. The first takes each number with what touches it (`cores`) and
joins ranges (`joins`); the second, which needs to know where the neighbours stand, reads what
the figure counts (`items`), its hedge (`hedging`), its role (`roles`) and the period it holds
for (`scopes`). `shares` then gives what a figure leaves to its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claimcheck.quantities import labels
from claimcheck.quantities.cores import Core, read_core
from claimcheck.quantities.hedges import with_interval
from claimcheck.quantities.hedging import hedge_after, hedge_before
from claimcheck.quantities.items import Item, is_plural, item_after, item_before
from claimcheck.quantities.joins import join
from claimcheck.quantities.number import Number, NumberKind
from claimcheck.quantities.numbers import read_number
from claimcheck.quantities.rates import STARTS, per_of
from claimcheck.quantities.roles import FALLS, RISES, UP, role_of
from claimcheck.quantities.scopes import Period, moment_in, periods_of, scope_of
from claimcheck.quantities.shares import share_slots
from claimcheck.quantities.special import WORDS, special_core
from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.quantities.units import AGE, COUNT, FRACTION, ORDINAL
from claimcheck.quantities.vocabulary import STARTERS
from claimcheck.types import (
    Form,
    Moment,
    MomentKind,
    Notation,
    Quantity,
    Role,
    Span,
    Unread,
)

_DIGIT = re.compile("[0-9]")
_LETTERS = re.compile("[a-z½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]+")
#: A text without digits and without one of these words holds no figure.
_NEEDED = (
    STARTERS
    | (WORDS - {"a", "an"})
    | frozenset("hour minute day week month year decade mile".split())
)
#: Words at which a figure can begin.
_TRIGGERS = STARTERS | WORDS
_WENT = frozenset("went go goes going moved moves move edged inched ticked shot".split())
#: Words after which "over" compares a duration ("for over 3 years", "took well over an hour").
_LASTING = frozenset(
    "for took take takes taking lasted lasts last lasting after in of is was are were well just"
    " spent than by been a being to".split()
)
_DURATIONS = frozenset({"duration", "calendar duration"})
_SPECIAL_ROLES = {"ordinal": Role.ORDINAL, "age": Role.AGE, "multiple": Role.MULTIPLE}


def find_quantities(
    text: str, *, moments: Sequence[Moment] = (), notation: Notation = Notation.ENGLISH
) -> tuple[tuple[Quantity, ...], tuple[Unread, ...]]:
    """The figures of `text` in order, and those seen that could not be understood.

    `moments` are the dates and times of the same text: their digits are no figures, and
    they tell when a figure holds. `notation` tells how digits are grouped.
    """
    if not _DIGIT.search(text) and _NEEDED.isdisjoint(_LETTERS.findall(text.lower())):
        return (), ()
    tokens = tokenise(text)
    cores, unread = _cores(tokens, moments, notation)
    if not cores:
        return (), tuple(unread)
    periods = periods_of(tokens, moments, [tokens.start[core.first] for core in cores])
    found = [_quantity(tokens, cores, at, moments, periods) for at in range(len(cores))]
    return tuple(share_slots(tokens, cores, found)), tuple(unread)


# --------------------------------------------------------------------------
# First pass: cores, joined


def _cores(
    tokens: Tokens, moments: Sequence[Moment], notation: Notation
) -> tuple[list[Core], list[Unread]]:
    """The cores in order, ranges joined and labels left out, and what was seen and not read."""
    low, cores, unread = tokens.low, list[Core](), list[Unread]()
    taken = _Taken(tokens, moments)
    beyond, joins = 0, False
    for at in [k for k, word in enumerate(low) if word in _TRIGGERS or "0" <= word < ":"]:
        if at < beyond or (low[at - 1] == "per" and cores):
            continue  # "35 cases per 100,000 people"
        read: Core | Number | None
        dated = bool(moments) and taken.holds(at)
        special = low[at] in WORDS
        if special:
            read = None if dated else special_core(tokens, at)
        else:
            read = (None if dated else _score(tokens, at)) or read_core(tokens, at, notation)
        if read is None:
            continue
        if dated and not (isinstance(read, Core) and taken.lends(read)):
            continue
        beyond = max(beyond, read.last)
        if not isinstance(read, Core):
            if read.kind is NumberKind.VAGUE:
                span = _span(tokens, read.first, read.last)
                unread.append(Unread(span, f"“{span.of(tokens.text)}” is no single number"))
            continue
        joined = join(tokens, cores[-1], read) if joins and not special else None
        if joined is not None:
            cores[-1] = read = joined
        else:
            cores.append(read)
        joins = not special
        if low[read.last] in STARTS and (per := per_of(tokens, read.last)):
            beyond = max(beyond, per[1])
    kept = [core for at, core in enumerate(cores) if not _bare_year(tokens, cores, at)]
    return kept, unread


def _score(tokens: Tokens, at: int) -> Number | None:
    """The extent of a score ("3-2") that begins at the token `at`, as a name."""
    if tokens.low[at + 1] not in ("-", "–", "—") or not tokens.low[at].isdigit():
        return None
    number = read_number(tokens, at)
    end = labels.score_end(tokens, number) if number is not None else None
    if number is None or end is None:
        return None
    return Number(at, end, Decimal(0), Decimal(1), NumberKind.NAME)


class _Taken:
    """The characters that dates and times cover."""

    def __init__(self, tokens: Tokens, moments: Sequence[Moment]) -> None:
        self._tokens = tokens
        self._moments = [m for m in moments if m.kind is not MomentKind.DURATION]
        self._at = 0

    def holds(self, index: int) -> bool:
        """Whether a date covers the token; asked for growing indexes."""
        start, moments = self._tokens.start[index], self._moments
        while self._at < len(moments) and moments[self._at].span.end <= start:
            self._at += 1
        return self._at < len(moments) and moments[self._at].span.start <= start

    def lends(self, core: Core) -> bool:
        """Whether the date is told by a duration, which is a figure too ("two years later")."""
        if core.unit.dimension not in _DURATIONS:
            return False
        moment = self._moments[self._at]
        return moment.deictic and "ago" not in moment.words.split()


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.start[first], tokens.end[last - 1])


#: Words before four bare digits that make them a year; those before 1900 need one of the first.
_IN_YEAR = frozenset(
    "in since from circa around by until till before after during between early late mid".split()
)
_OVER_YEAR = frozenset({"over", "under", "above", "below"})  # "an increase over 1985"
_YEARS = (1000, 1900, 2100)


def _bare_year(tokens: Tokens, cores: Sequence[Core], at: int) -> bool:
    """A four-digit number that counts nothing and has no separator is most likely a year."""
    core, low = cores[at], tokens.low
    if core.unit is not COUNT or core.number.scaled or core.number.words:
        return False
    if not _YEARS[0] <= core.face < _YEARS[2] or len(low[core.number.first]) != 4:
        return False
    if core.high is not None and not core.high < _YEARS[2]:
        return False
    item = item_after(tokens, core.last, measured=False)
    before = low[core.first - 1]
    if item is None:
        following = cores[at + 1] if at + 1 < len(cores) else None
        if low[core.last] == "to" and following is not None and following.first == core.last + 1:
            return _bare_year(tokens, cores, at + 1)  # "from 1000 to 2000 hires" are no years
        if core.face < _YEARS[1]:
            return before in _IN_YEAR and core.high is None
        return hedge_before(tokens, core.first) is None or before in _IN_YEAR | _OVER_YEAR
    counted = is_plural(low[item.last - 1]) and (core.high is None or item.last == core.last + 1)
    return hedge_before(tokens, core.first) is None and not counted


# --------------------------------------------------------------------------
# Second pass: hedge, rate, role, item, scope


def _quantity(
    tokens: Tokens,
    cores: Sequence[Core],
    at: int,
    moments: Sequence[Moment],
    periods: Sequence[Period],
) -> Quantity:
    core, low = cores[at], tokens.low
    floor = cores[at - 1].last if at else FRONT
    ceiling = cores[at + 1].first if at + 1 < len(cores) else tokens.stop
    form, first, last = _hedged(tokens, core, floor)
    rough = core.high is not None and form is Form.APPROXIMATE
    if core.high is not None:
        form = Form.RANGE
    per = ""
    if low[last] in STARTS and (rate := per_of(tokens, last)):
        per, last = rate
    unit = core.unit
    role = _special_role(tokens, core) or role_of(tokens, first, last, floor)
    if form is Form.RANGE and role is Role.FROM:
        role = Role.VALUE
    if per and role is Role.VALUE:
        role = Role.RATE
    item = _item(tokens, first, last, core, ceiling, moments)
    if item is not None and not per and low[item.last] in STARTS:
        per = _rate_after(tokens, core, item)
    if role is Role.VALUE and item is not None and unit is not COUNT:
        role = _change_of(low[item.last - 1])
    scope = None
    if periods:
        edge = tokens.start[ceiling] if ceiling < tokens.stop else len(tokens.text)
        scope = scope_of(
            tokens.text, periods, tokens.start[first], tokens.end[last - 1],
            tokens.end[floor - 1] if at else 0, edge,
        )  # fmt: skip
    value = core.face * unit.factor + unit.offset
    quantity = Quantity(
        Span(tokens.start[first], tokens.end[last - 1]),
        Span(tokens.start[core.number.first], tokens.end[core.number.last - 1]),
        value,
        value if core.high is None else core.high * unit.factor + unit.offset,
        True,
        True,
        core.face,
        core.place * unit.factor,
        form,
        unit,
        role,
        item.head if item else "",
        item.modifiers if item else (),
        item.span(tokens) if item else None,
        scope,
        per,
        (),
        low[first - 1] == "not",
    )
    if rough:
        return replace(quantity, rough=True)
    plain = form is Form.RANGE or (form is Form.EXACT and unit is not FRACTION)
    return quantity if plain else with_interval(quantity)


def _hedged(tokens: Tokens, core: Core, floor: int) -> tuple[Form, int, int]:
    """The form that the words beside a core give it, and the tokens of both."""
    form, first, last = core.form or Form.EXACT, core.first, core.last
    if core.unit is ORDINAL:
        return form, first, last  # "over the first four years"
    before = hedge_before(tokens, _past_age(tokens, first) if core.unit is AGE else first)
    if before is not None and before[1] >= floor and not _no_cue(tokens, core, before[1]):
        form, first = before
        if form is not Form.APPROXIMATE:
            return form, first, last
    after = hedge_after(tokens, last)
    if after is not None:  # "about 500 or more": the bound is what is vouched for
        form, last = after
    return form, first, last


def _past_age(tokens: Tokens, first: int) -> int:
    """Where "the age of" begins before an age: "under the age of 5" is under 5."""
    low = tokens.low
    if low[first - 1] == "of" and low[first - 2] in ("age", "ages"):
        return first - 3 if low[first - 3] == "the" else first - 2
    return first - 1 if low[first - 1] in ("age", "ages") else first


def _no_cue(tokens: Tokens, core: Core, first: int) -> bool:
    """Whether a cue is none here.

    "$2,000 *over* 3 years" is during them, "took over 3 years" more than they are; "up to" is
    a change in "was up to 2.2 from 1.9" and "went up to 5".
    """
    low = tokens.low
    if low[first] == "up" and low[first + 1] == "to":
        return low[first - 1] in UP or low[core.last] == "from" or low[first - 1] in _WENT
    if low[first] != "over" or core.first != first + 1:
        return False
    return core.unit.dimension in _DURATIONS and low[first - 1] not in _LASTING


def _change_of(noun: str) -> Role:
    """ "A 6.8 percent year-on-year *rise*" is an increment."""
    if noun in RISES:
        return Role.INCREMENT
    return Role.DECREMENT if noun in FALLS else Role.VALUE


def _rate_after(tokens: Tokens, core: Core, item: Item) -> str:
    """ "3,000 tests *a day*", "gallons of fuel *a year*": the rate of what is counted."""
    if item.first < core.last:
        return ""
    rate = per_of(tokens, item.last)
    return rate[0] if rate is not None else ""


def _special_role(tokens: Tokens, core: Core) -> Role | None:
    """The role that the core itself tells; a form of its own has only "one in five"."""
    if core.form is not None:
        return Role.SHARE
    if core.unit is COUNT and tokens.low[core.first] == "one" and tokens.low[core.last] == "of":
        return Role.MEMBER
    return _SPECIAL_ROLES.get(core.unit.dimension)


def _item(
    tokens: Tokens, first: int, last: int, core: Core, ceiling: int, moments: Sequence[Moment]
) -> Item | None:
    dimension = core.unit.dimension
    measured = dimension != "count" and dimension != "ordinal"
    one = core.face == 1 or dimension == "ordinal"
    item = item_after(tokens, last, measured=measured, one=one)
    if item is not None and (item.first < ceiling or ceiling >= tokens.stop):
        if not moments:
            return item
        span = item.span(tokens)
        if moment_in(moments, span) is None:  # "5.2% in August" counts no August
            return item
    return item_before(tokens, first)
