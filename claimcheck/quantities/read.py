"""Text to figures: numbers, with unit, hedge, item, role and scope read from around them.

Two passes. The first takes each number with what touches it (currency, magnitude, unit) and
joins ranges; the second, which needs to know where the neighbours stand, reads what the
figure counts, its role and the period it holds for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.quantities import labels
from claimcheck.quantities.hedges import hedge_after, hedge_before, with_interval
from claimcheck.quantities.items import Item, item_after, item_before
from claimcheck.quantities.numbers import (
    LETTER_SCALES,
    Number,
    NumberKind,
    find_numbers,
)
from claimcheck.quantities.roles import per_of, role_of, scope_of
from claimcheck.quantities.special import find_special
from claimcheck.quantities.units import (
    AGE,
    COUNT,
    FRACTION,
    ORDINAL,
    currency_before,
    unit_after,
)
from claimcheck.types import Form, Moment, MomentKind, Quantity, Role, Span, Unit, Unread

_LETTER = re.compile(r"\s?(?P<letter>[kmbt])(?![\w²³])", re.IGNORECASE)
_LETTER_ATTACHED = re.compile(r"(?P<letter>[km])(?=\s[a-z]{3,})", re.IGNORECASE)
_JOIN = re.compile(r"(?:\s?[-–—]\s?|\sto\s|\sand\s|\sor\s|\s?±\s?)(?:about\s|around\s|some\s)?")
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|some\s)?\S{0,4}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|some\s|nearly\s|almost\s)?\S{0,4}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se\w*|fell|fall\w*|grew|grow\w*|increas\w+|decreas\w+|declin\w+|drop\w*|jump\w*"
    r"|climb\w*|slid\w*|surg\w+|soar\w*|plung\w+|rais\w+|cut\w*|lower\w*|lift\w*|up|down|chang\w+"
    r"|went|gone|slip\w*|shr[aiu]nk\w*|narrow\w*|widen\w*|improv\w+|worsen\w*|expand\w*|reduc\w+"
    r"|doubl\w+|tripl\w+|revis\w+|swell\w*|swelled|mov\w+|took|brought)\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"[-\s](?P<unit>year|month|week|day)s?[-\s](?:old|of[-\s]age)s?\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|aged\sbetween|age\sof|ages)\s(?:about\s|around\s)?$", re.IGNORECASE)
_APPOSED = re.compile(r"[A-Z][\w’'-]+,\s$")
_PERSON_IS = re.compile(r"(?:[A-Z][\w’'-]+|\b[Hh]e|\b[Ss]he),?\s(?:is|was|turns|turned|who\sis)\s$")
_AGE_FACTORS = {"year": "1", "month": "0.08333333333333333", "week": "0.019", "day": "0.0027"}
_YEAR_LIKE = re.compile(r"(?:1[0-9]|20)\d\d")
_OF_A_UNIT = re.compile(
    r"(?:\s(?:of\s)?an?)?(?=[\s-](?:percentage|point|hour|mile|pound|dollar)\b)", re.I
)
_COMPOUNDED = frozenset({"duration", "calendar duration", "length", "mass"})
_COMPOUND_JOIN = re.compile(r"(?:,?\sand\s|,\s|\s)")
_DENIED = re.compile(r"\bnot\s$", re.IGNORECASE)
_ONE_LARGER = re.compile(r"\b(?:an?|one)\s(?P<unit>[a-z]+)\s(?:and\s)?$", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?:^|[\s(])[-−]|\b(?:minus|negative)\s)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Core:
    """A number with what touches it: `start`/`end` cover sign, number and unit."""

    number: Number
    start: int
    end: int
    face: Decimal
    place: Decimal
    unit: Unit
    high: Decimal | None = None  # the upper end of a range, as a face value


def find_quantities(
    text: str, *, moments: Sequence[Moment] = ()
) -> tuple[tuple[Quantity, ...], tuple[Unread, ...]]:
    """The figures of `text` in order, and those seen that could not be understood.

    `moments` are the dates and times of the same text: their digits are no figures, and
    they tell when a figure holds.
    """
    taken = [m.span for m in moments if m.kind is not MomentKind.DURATION]
    numbers = [n for n in find_numbers(text) if not any(n.span.overlaps(t) for t in taken)]
    special = find_special(text, numbers)
    cores, unread = _cores(text, numbers, [q.span for q in special])
    found = [_quantity(text, cores, at, moments) for at in range(len(cores))]
    found = _inherit(text, found)
    everything = sorted([*found, *special], key=lambda q: q.span)
    return tuple(everything), tuple(unread)


# --------------------------------------------------------------------------
# First pass: number, sign, magnitude, unit, range


def _cores(
    text: str, numbers: Sequence[Number], used: Sequence[Span]
) -> tuple[list[_Core], list[Unread]]:
    cores: list[_Core] = []
    unread: list[Unread] = []
    skip_to = 0
    for at, number in enumerate(numbers):
        if number.span.start < skip_to or any(number.span.overlaps(span) for span in used):
            continue
        if number.kind is NumberKind.VAGUE:
            unread.append(Unread(number.span, f"“{number.span.of(text)}” is no single number"))
            continue
        if end := labels.score_end(text, number):
            skip_to = end
            continue
        core = _core(text, number)
        if core is None:
            continue
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _range(text, core, following) or _compound(text, core, following)
        cores.append(joined or core)
        skip_to = (per_of(text, cores[-1].end) or ("", cores[-1].end))[1]
    return cores, unread


def _core(text: str, number: Number) -> _Core | None:
    start, end = number.span.start, number.span.end
    face, place = number.value, number.place
    digits = not number.words
    currency = currency_before(text, start) if digits else None
    letter = _LETTER.match(text, end) if currency else _LETTER_ATTACHED.match(text, end)
    scaled = number.scaled
    if letter and digits and not scaled:
        factor = LETTER_SCALES[letter["letter"].lower()]
        face, place, end, scaled = face * factor, place * factor, letter.end(), True
    unit, found_end = COUNT, end
    if number.kind is NumberKind.FRACTION and (of := _OF_A_UNIT.match(text, end)):
        end = of.end()  # "a quarter of a percentage point", "half an hour"
    if number.kind is NumberKind.ORDINAL:
        unit = ORDINAL
    elif old := _OLD.match(text, end):
        unit = replace(AGE, factor=Decimal(_AGE_FACTORS[old["unit"].lower()]))
        found_end = old.end()
    elif currency:
        unit, start = currency[0], currency[1]
        minor = unit_after(text, end, digits=False, scaled=scaled)
        if minor and minor[0].dimension == "currency":
            found_end = minor[1]
    elif after := unit_after(text, end, digits=digits, scaled=scaled):
        unit, found_end = after
    elif number.kind is NumberKind.FRACTION:
        unit = FRACTION
    if labels.is_label(text, number, has_unit=found_end > number.span.end or currency is not None):
        return None
    if unit is COUNT:
        if _bare_year(text, number, end):
            return None
        if _is_age(text, number, end):
            unit = AGE
    if number.kind is NumberKind.FRACTION and unit is FRACTION and not _is_share(text, end):
        return None
    if unit.dimension in _COMPOUNDED and (
        one := _ONE_LARGER.search(text, max(0, start - 16), start)
    ):
        larger = unit_after(text, one.start("unit"), digits=False, scaled=False)
        if larger and larger[0].dimension == unit.dimension and larger[0].factor > unit.factor:
            face, start = face + larger[0].factor / unit.factor, one.start()
    if _MINUS.search(text, max(0, start - 10), start):
        face = -face
    return _Core(number, start, found_end, face, place, unit)


def _bare_year(text: str, number: Number, end: int) -> bool:
    """A four-digit number that counts nothing and has no separator is most likely a year."""
    if number.words or number.scaled or not _YEAR_LIKE.fullmatch(number.span.of(text)):
        return False
    item = item_after(text, end, measured=False)
    return item is None or (hedge_before(text, number.span.start) is None and not _plural(item))


def _plural(item: Item) -> bool:
    return item.span is not None and item.head != "" and item.span.end - item.span.start > 3


def _is_age(text: str, number: Number, end: int) -> bool:
    if number.value > 120 or number.value % 1:
        return False
    before = text[max(0, number.span.start - 24) : number.span.start]
    if _AGED.search(before):
        return True
    if _PERSON_IS.search(before) and text[end : end + 1] in ("", ",", ".", ";"):
        return True
    return bool(_APPOSED.search(before)) and text[end : end + 1] in (",", ".", ";", ")")


def _is_share(text: str, end: int) -> bool:
    return re.compile(r"\s(?:of|the|its|their|his|her|all)\b").match(text, end) is not None


def _compound(text: str, large: _Core, following: Number | None) -> _Core | None:
    """ "1 hour 47 minutes", "7 years and 4 months", "5 feet 10": one figure in two units."""
    if following is None or large.unit.dimension not in _COMPOUNDED:
        return None
    join = _COMPOUND_JOIN.match(text, large.end)
    small = _core(text, following) if join and join.end() == following.span.start else None
    if small is None or small.unit.dimension != large.unit.dimension:
        return None
    if small.unit.factor >= large.unit.factor:
        return None
    face = large.face * large.unit.factor / small.unit.factor + small.face
    return replace(large, end=small.end, face=face, place=small.place, unit=small.unit)


def _range(text: str, low: _Core, following: Number | None) -> _Core | None:
    """The range that `low` begins, when the number `following` is its upper end."""
    if following is None or following.kind is not NumberKind.CARDINAL or low.unit is ORDINAL:
        return None
    join = _JOIN.match(text, low.end)
    if join is None:
        return None
    high = _core(text, following)
    if high is None or high.start != join.end():
        return None
    word = join.group().strip().lower()
    before = text[max(0, low.start - 24) : low.start]
    if word.startswith("and") and not _BETWEEN.search(before):
        return None
    if word.startswith("or") and high.face - low.face != 1:
        return None
    if word.startswith("to") and _FROM.search(before):
        clause = text[max(0, low.start - 80) : low.start]
        if _CHANGE.search(clause):
            return None
    return _joined(low, high, plus_minus="±" in word)


def _joined(low: _Core, high: _Core, *, plus_minus: bool) -> _Core | None:
    unit = high.unit if high.unit is not COUNT else low.unit
    if low.unit is not COUNT and high.unit is not COUNT and low.unit.code != high.unit.code:
        return None
    face, place = low.face, low.place
    if high.number.value and high.face > low.face and not low.number.scaled:
        scale = _magnitude(high)
        if low.unit.dimension in ("count", "currency") and low.face * scale < high.face:
            face, place = face * scale, place * scale
    if plus_minus:
        return replace(
            low, end=high.end, unit=unit, face=low.face - high.face, high=low.face + high.face
        )
    if face >= high.face:
        return None
    return replace(low, end=high.end, unit=unit, face=face, place=place, high=high.face)


def _magnitude(core: _Core) -> Decimal:
    """The magnitude word's factor: 10^6 for "10 million", 1 for "10"."""
    if not core.number.scaled and core.face == core.number.value:
        return Decimal(1)
    for exponent in (12, 9, 6, 3):
        scale = Decimal(10) ** exponent
        if core.face >= scale:
            return scale
    return Decimal(1)


# --------------------------------------------------------------------------
# Second pass: hedge, item, role, scope


def _quantity(text: str, cores: Sequence[_Core], at: int, moments: Sequence[Moment]) -> Quantity:
    core = cores[at]
    floor = cores[at - 1].end if at else 0
    ceiling = cores[at + 1].start if at + 1 < len(cores) else len(text)
    start, end, form = core.start, core.end, Form.EXACT
    if core.high is not None:
        form = Form.RANGE
    elif (before := hedge_before(text, core.start)) and before[1] >= floor:
        form, start = before
    elif after := hedge_after(text, core.end):
        form, end = after
    per, end = per_of(text, end) or ("", end)
    role = _special_role(core.unit) or role_of(text, start, end, floor)
    if form is Form.RANGE and role is Role.FROM:
        role = Role.VALUE
    item = _item(text, start, end, core, ceiling, moments)
    quantity = Quantity(
        Span(start, end),
        core.number.span,
        None,
        None,
        True,
        True,
        core.face,
        core.place * core.unit.factor if core.unit.factor else core.place,
        form,
        core.unit,
        role=Role.RATE if per and role is Role.VALUE else role,
        item=item.head if item else "",
        modifiers=item.modifiers if item else (),
        item_span=item.span if item else None,
        scope=scope_of(text, start, end, floor, ceiling, moments),
        per=per,
        denied=_DENIED.search(text, max(0, start - 8), start) is not None,
    )
    return with_interval(quantity, core.high)


def _special_role(unit: Unit) -> Role | None:
    return {"ordinal": Role.ORDINAL, "age": Role.AGE, "multiple": Role.MULTIPLE}.get(unit.dimension)


def _item(
    text: str, start: int, end: int, core: _Core, ceiling: int, moments: Sequence[Moment]
) -> Item | None:
    measured = core.unit.dimension not in ("count", "ordinal")
    item = item_after(text, end, measured=measured)
    if item is not None and item.span is not None and item.span.start < ceiling:
        span = item.span
        if not any(m.span.overlaps(span) for m in moments):  # "5.2% in August" counts no August
            return item
    return item_before(text, start)


def _inherit(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Fill what a coordinated figure leaves to its neighbour: role "total", item of from–to."""
    filled: list[Quantity] = []
    for at, quantity in enumerate(found):
        before = filled[-1] if filled else None
        after = found[at + 1] if at + 1 < len(found) else None
        if before and before.role is Role.TOTAL and _continues(text, before, quantity):
            quantity = _inheriting(quantity, "role", role=before.role)
        if before and before.per and quantity.role is Role.FROM and not quantity.per:
            quantity = _with_rate(quantity, before)
        if not quantity.item:
            if after and _lends_item(text, quantity, after):
                quantity = _with_item(quantity, after)
            elif before and before.role is Role.FROM and before.item and _alike(before, quantity):
                quantity = _with_item(quantity, before)
        filled.append(quantity)
    return filled


def _lends_item(text: str, quantity: Quantity, after: Quantity) -> bool:
    """Whether the item of the next figure is this one's too ("from 5 to 7 banks")."""
    if not after.item or not _alike(quantity, after):
        return False
    if ". " in text[quantity.span.end : after.span.start]:
        return False
    return quantity.role is Role.FROM or after.role is Role.WHOLE


def _inheriting(quantity: Quantity, slot: str, *, role: Role) -> Quantity:
    return replace(quantity, role=role, inherited=(*quantity.inherited, slot))


#: Two values of one rate differ by less than this factor.
_ALIKE = 100


def _with_rate(quantity: Quantity, before: Quantity) -> Quantity:
    """ "$1.06 a share, against $1.52" is $1.52 a share."""
    low, high = sorted((abs(before.value), abs(quantity.value)))
    if before.unit != quantity.unit or low * _ALIKE < high:
        return quantity
    return replace(quantity, per=before.per, inherited=(*quantity.inherited, "per"))


def _with_item(quantity: Quantity, other: Quantity) -> Quantity:
    inherited = (*quantity.inherited, "item")
    return replace(quantity, item=other.item, modifiers=other.modifiers, inherited=inherited)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit.dimension == other.unit.dimension


def _continues(text: str, before: Quantity, quantity: Quantity) -> bool:
    between = text[before.span.end : quantity.span.start]
    return (
        quantity.role is Role.VALUE
        and _alike(before, quantity)
        and before.unit.code == quantity.unit.code
        and between.rstrip().endswith("and")
        and ";" not in between
        and ". " not in between
    )
