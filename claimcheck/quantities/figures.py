"""Second pass: a core with the words around it, as a figure.

Its hedge (`hedging`), what it is a rate over (`rates`), its role (`roles`), what it counts
(`items`) and when it holds (`scopes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from claimcheck.quantities.cores import Core
from claimcheck.quantities.fates import at_death, fate_of
from claimcheck.quantities.hedges import allowed
from claimcheck.quantities.hedging import FIRST_OF_CUES, LAST_OF_CUES, hedge_after, hedge_before
from claimcheck.quantities.items import Item, item_after, item_before
from claimcheck.quantities.number import ONE
from claimcheck.quantities.rates import STARTS, per_of
from claimcheck.quantities.roles import FALLS, RISES, UP, role_of
from claimcheck.quantities.scopes import Periods, moment_in
from claimcheck.quantities.telling import MISTOLD, WRONGLY
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.quantities.units import AGE, COUNT, DURATIONS, FRACTION, ORDINAL
from claimcheck.text.words import stem
from claimcheck.types import Form, Moment, Quantity, Role, Span
from claimcheck.types.members import (
    APPROXIMATE,
    DECREMENT,
    EXACT,
    FROM,
    INCREMENT,
    ORDER,
    RANGE,
    VALUE,
    WHOLE,
)

_SPECIAL_ROLES: Final = {"ordinal": Role.ORDINAL, "age": Role.AGE, "multiple": Role.MULTIPLE}
_WENT = frozenset("went go goes going moved moves move edged inched ticked shot".split())
_BROUGHT = frozenset("brought brings bringing took takes taking lifted lifting".split())
#: What is run, won or held over a distance.
_RACED = frozenset(
    "record records race races raced title titles champion champions event events win victory gold"
    " silver bronze medal medals time times best distance final heat sprint".split()
)
#: What "passed" and "crossed" go beyond, not what they pass as a law or a road.
_PASSED = 1000
#: Words after which "over" compares a duration ("for over 3 years", "took well over an hour").
_LASTING = frozenset(
    "for took take takes taking lasted lasts last lasting after in of is was are were well just"
    " spent than by been a being to".split()
)


#: Head, modifiers and place of what is counted where that is not told.
_NO_ITEM: Final[tuple[str, tuple[str, ...], Span | None]] = ("", (), None)
#: How far after what is counted "per" may stand, in tokens.
_REACH: Final = 6


def figure_of(
    tokens: Tokens,
    cores: Sequence[Core],
    at: int,
    moments: Sequence[Moment],
    periods: Periods | None,
) -> Quantity:
    """The figure of the core at `at`, read with the words around it up to its neighbours."""
    core, low = cores[at], tokens.low
    unit, number = core.unit, core.number
    floor = cores[at - 1].last if at else FRONT
    ceiling = cores[at + 1].first if at + 1 < len(cores) else tokens.stop
    form, first, last = _hedged(tokens, core, floor)
    per = ""
    if low[last] in STARTS and (rate := per_of(tokens, last)):
        per, last = rate
    item = _item(tokens, first, last, core, ceiling, moments)
    head, modifiers, item_span = _NO_ITEM
    if item is not None:
        head, modifiers, item_span = item.head, item.modifiers, item.span(tokens)
        if not per:
            per = _rate_after(tokens, core, item)
    rough = False
    if core.high is not None and form is not ORDER:
        rough, form = form is APPROXIMATE, RANGE
    role = _role(tokens, core, first, last, floor, item, per, form)
    if role is WHOLE and (not at or cores[at - 1].unit != unit):
        role = VALUE  # "of its 8.7 percent bonds" is no whole of what stands before
    start, end = tokens.start[first], tokens.end[last - 1]
    scope = None
    if periods is not None:
        edge = tokens.start[ceiling] if at + 1 < len(cores) else len(tokens.text)
        scope = periods.scope_of(start, end, tokens.end[floor - 1] if at else 0, edge)
    low_end, high_end, closed_low, closed_high = _interval(core, form)
    return Quantity(  # by their places: fields given by name take half as long again
        Span(start, end),
        Span(tokens.start[number.first], tokens.end[number.last - 1]),
        low_end,
        high_end,
        closed_low,
        closed_high,
        core.face,
        core.place * unit.factor if unit is not COUNT else core.place,
        form,
        unit,
        role,
        head,
        modifiers,
        item_span,
        scope,
        per,
        (),
        (tokens.mistold or low[first - 1] in _DENYING) and _denied(tokens, first),
        "",
        None,
        rough,
        _fate(tokens, core, first, last, item) if tokens.fated else "",
    )


def _fate(tokens: Tokens, core: Core, first: int, last: int, item: Item | None) -> str:
    """What befell those counted; of an age, "dead" where it was reached at death."""
    if core.unit is AGE:
        return "dead" if at_death(tokens, _past_age(tokens, first)) else ""
    if core.unit is not COUNT:
        return ""
    return fate_of(
        tokens, first, last, item.last if item is not None and item.first >= last else last
    )


def _interval(core: Core, form: Form) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The least and the greatest value that the figure strictly allows, in base units."""
    unit = core.unit
    if form is ORDER:
        told = allowed(form, core.face, unit)
        return told.low, told.high, told.closed_low, told.closed_high
    if core.high is None and (form is not EXACT or unit is FRACTION):
        told = allowed(form, core.face, unit)
        return told.low, told.high, told.closed_low, told.closed_high
    if unit is COUNT:
        return core.face, core.face if core.high is None else core.high, True, True
    value = core.face * unit.factor + unit.offset
    high = value if core.high is None else core.high * unit.factor + unit.offset
    return value, high, True, True


def _denied(tokens: Tokens, first: int) -> bool:
    """ "Not nine years", "not the $5 claimed", "instead of 40", "misstated the toll as 421"."""
    low = tokens.low
    at = first - 2 if low[first - 1] in ("the", "a", "an") else first - 1
    if low[at] == "not" or (low[at] in ("of", "than") and (low[at - 1], low[at]) in _RATHER):
        return True
    if not tokens.mistold:
        return False
    near = low[max(FRONT, first - _MISTOLD_REACH) : first]
    if MISTOLD.isdisjoint(near):
        return False
    told = max(k for k, word in enumerate(near) if word in MISTOLD)
    said = near[told] not in WRONGLY or low[first - len(near) + told + 1] in _SAID
    return said and _CLOSES.isdisjoint(near[told:])


#: What stands right before a figure that is denied, but where a note of correction tells so.
_DENYING: Final = frozenset({"the", "a", "an", "not", "of", "than"})
_RATHER: Final = {("instead", "of"), ("rather", "than")}
#: How far before what was wrong a note of correction tells so.
_MISTOLD_REACH: Final = 16
_SAID = frozenset(
    "said stated reported gave given listed put described wrote told referred identified".split()
)
_CLOSES = frozenset({".", ";", "!", "?"})


def _hedged(tokens: Tokens, core: Core, floor: int) -> tuple[Form, int, int]:
    """The form that the words beside a core give it, and the tokens of both."""
    form, first, last = core.form or EXACT, core.first, core.last
    if core.unit is ORDINAL or form is ORDER:
        return form, first, last  # "over the first four years", "nearly thousands"
    low, edge = tokens.low, _past_age(tokens, first) if core.unit is AGE else first
    if low[edge - 1] in LAST_OF_CUES:
        before = hedge_before(tokens, edge)
        if before is not None and before[1] >= floor and not _no_cue(tokens, core, before[1]):
            form, first = before
            if form is not APPROXIMATE:
                return form, first, last
    if low[last] in FIRST_OF_CUES:
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
    a change in "was up to 2.2 from 1.9" and "went up to 5"; a record over 800 metres is that of
    the distance.
    """
    low = tokens.low
    if low[first] == "over" and core.unit.dimension == "length" and low[first - 1] in _RACED:
        return True
    if low[first] in ("passed", "crossed"):
        return not core.number.scaled and core.face < _PASSED
    if low[first] == "up" and low[first + 1] == "to":
        moved = low[first - 1] in UP or low[core.last] == "from" or low[first - 1] in _WENT
        return moved or not _BROUGHT.isdisjoint(low[first - 4 : first])
    article = 1 if low[first + 1] in ("a", "an") else 0  # "over a three-year period"
    if low[first] != "over" or core.first != first + 1 + article:
        return False
    return core.unit.dimension in DURATIONS and low[first - 1] not in _LASTING


def _rate_after(tokens: Tokens, core: Core, item: Item) -> str:
    """ "3,000 tests *a day*", "gallons of fuel *a year*": the rate of what is counted."""
    low, last = tokens.low, item.last
    if item.first < core.last:
        return ""
    if low[last] in STARTS:
        rate = per_of(tokens, last)
        return rate[0] if rate is not None else ""
    near = low[last : last + _REACH]
    if "per" not in near:
        return ""
    at = near.index("per")  # "tonnes of gas into the air per year"
    rate = per_of(tokens, last + at) if all(word.isalpha() for word in near[:at]) else None
    return rate[0] if rate is not None else ""


def _role(
    tokens: Tokens,
    core: Core,
    first: int,
    last: int,
    floor: int,
    item: Item | None,
    per: str,
    form: Form,
) -> Role:
    """The role that the core itself tells, or the words around it."""
    unit, low = core.unit, tokens.low
    if unit is COUNT:
        if low[core.first] == "one" and low[core.last] == "of":
            return Role.MEMBER
    elif unit is FRACTION and core.form is not None:
        return Role.SHARE  # "one in five"
    elif unit.dimension in _SPECIAL_ROLES:
        return _SPECIAL_ROLES[unit.dimension]
    role = role_of(tokens, first, last, floor)
    if form is RANGE and role is FROM:
        role = VALUE
    if role is INCREMENT or role is DECREMENT:
        return role if _is_change(tokens, first, last, item) else VALUE
    if role is not VALUE:
        return role
    if per:
        return Role.RATE
    if (
        item is not None and unit is not COUNT and item.first >= last
    ):  # "a 6.8 percent year-on-year rise"
        noun = low[item.last - 1]
        return INCREMENT if noun in RISES else DECREMENT if noun in FALLS else role
    return role


def _is_change(tokens: Tokens, first: int, last: int, item: Item | None) -> bool:
    """Whether a change is by the figure: "added *a 30 degree shot*" adds the shot."""
    if tokens.low[first - 1] not in ("a", "an") or item is None or item.first < last:
        return True
    noun = tokens.low[item.last - 1]
    return noun in RISES or noun in FALLS


def _item(
    tokens: Tokens, first: int, last: int, core: Core, ceiling: int, moments: Sequence[Moment]
) -> Item | None:
    dimension = core.unit.dimension
    measured = dimension != "count" and dimension != "ordinal"
    if dimension == "count" and tokens.low[first - 1] == "magnitude":
        return Item(stem("magnitude"), (), first - 1, first)  # "a magnitude 4.9 earthquake"
    if core.unit is AGE and tokens.low[last] == "of":
        return None  # "died at 88 of pneumonia"
    one = core.face == ONE or dimension == "ordinal"
    item = item_after(tokens, last, measured=measured, one=one)
    if item is not None and (item.first < ceiling or ceiling >= tokens.stop):
        if not moments:
            return item
        span = item.span(tokens)
        if moment_in(moments, span) is None:  # "5.2% in August" counts no August
            return item
    return item_before(tokens, first, last)
