"""The slots of two figures' keys, compared one by one."""

from __future__ import annotations

import re
from datetime import date

from claimcheck.places import country
from claimcheck.quantities.fates import BEFALLEN
from claimcheck.quantities.units import families
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import stem
from claimcheck.types import Quantity, Reading, Role, Scope, Slot

#: Nouns for people in general: they stand for any group of people.
_PEOPLE = frozenset(
    canonical(stem(word))
    for word in (
        "people person individual human citizen resident civilian man woman others body corpse"
    ).split()
)
_PERSON = canonical(stem("person"))
#: Nouns that say only what kind of thing something is ("Stinger systems" are Stingers).
_GENERIC = frozenset(
    canonical(stem(word))
    for word in """
    system missile weapon unit vehicle rifle launcher round drone aircraft plane helicopter
    rocket device model kit equipment piece item
    """.split()
)
#: What is counted, or is old: a figure is then nothing without its thing.
_OF_THINGS = frozenset({"count", "age"})
_ROLE_CLASH = frozenset(
    {
        frozenset({Role.TOTAL, Role.INCREMENT}),
        frozenset({Role.TOTAL, Role.DECREMENT}),
        frozenset({Role.TO, Role.INCREMENT}),
        frozenset({Role.TO, Role.DECREMENT}),
        frozenset({Role.TO, Role.FROM}),
        frozenset({Role.VALUE, Role.FROM}),
        frozenset({Role.TOTAL, Role.FROM}),
        frozenset({Role.INCREMENT, Role.FROM}),
        frozenset({Role.DECREMENT, Role.FROM}),
        frozenset({Role.ORDINAL, Role.VALUE}),
    }
)


def dimension(claim: Quantity, evidence: Quantity) -> Slot:
    """SAME where the two can be compared; UNKNOWN where the unit leaves it open."""
    mine, theirs = claim.unit, evidence.unit
    if {mine.dimension, theirs.dimension} == {"degree", "temperature"}:
        return Slot.UNKNOWN
    if {mine.dimension, theirs.dimension} == {"multiple", "percent"}:
        return Slot.SAME  # "doubled" and "rose by 100 percent" are one change
    if mine.dimension != theirs.dimension:
        return Slot.DIFFERENT
    if mine.dimension == "currency" and mine.code != theirs.code:
        return _currency(mine.code, theirs.code)
    if claim.per and evidence.per and claim.per != evidence.per:
        return Slot.DIFFERENT
    return Slot.UNKNOWN if claim.per != evidence.per else Slot.SAME


def _currency(mine: str, theirs: str) -> Slot:
    for code, other in ((mine, theirs), (theirs, mine)):
        if code == "$":  # taken for US dollars, and never against another dollar
            if other == "USD":
                return Slot.SAME
            if other in families()["$"]:
                return Slot.UNKNOWN
        elif other in families().get(code, ()):
            return Slot.SAME
    return Slot.DIFFERENT


def role(claim: Quantity, evidence: Quantity) -> Slot:
    """Whether the two figures say the same of their item (a total is no increment)."""
    if claim.role is evidence.role:
        return Slot.SAME
    if frozenset({claim.role, evidence.role}) in _ROLE_CLASH:
        told = claim.scope and evidence.scope and claim.scope.words == evidence.scope.words
        if told and {claim.role, evidence.role} == {Role.VALUE, Role.FROM}:
            return Slot.UNKNOWN  # "it was 1.6bn a year earlier", "from 1.6bn a year earlier"
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def scope(claim: Quantity, evidence: Quantity) -> Slot:
    """Whether the two figures hold for the same period."""
    mine, theirs = claim.scope, evidence.scope
    if mine is None or theirs is None:
        earlier = mine is not None and mine.words.endswith(("earlier", "before"))
        # "It was 14 a year earlier" is not what "fell by 3 to 11" came to.
        return Slot.DIFFERENT if earlier and evidence.role is Role.TO else Slot.UNKNOWN
    return compare_scopes(mine, theirs)


def compare_scopes(mine: Scope, theirs: Scope) -> Slot:
    """Periods are the same by their words or their dates, and different where both are clear."""
    if mine.words == theirs.words:
        return Slot.DIFFERENT if _told_on_other_days(mine, theirs) else Slot.SAME
    if _calendar_apart(mine.words, theirs.words) or _other_length(mine.words, theirs.words):
        return Slot.DIFFERENT
    if mine.start and theirs.start and mine.since == theirs.since:
        if mine.since:
            return Slot.SAME if _begin_alike(mine, theirs) else Slot.DIFFERENT
        if mine.end and theirs.end:
            apart = mine.end < theirs.start or theirs.end < mine.start
            return Slot.DIFFERENT if apart else Slot.SAME
    if mine.since != theirs.since and mine.start and mine.start == theirs.start:
        current = theirs if mine.since else mine
        if current.words.startswith("this "):
            return Slot.SAME  # "since January", "this year"
    if mine.words.startswith("since ") and theirs.words.startswith("since "):
        shared = _since_words(mine) & _since_words(theirs)
        return Slot.SAME if shared else Slot.UNKNOWN
    if mine.words.startswith("in ") and theirs.words.startswith("in "):
        lengths = _hours(mine.words), _hours(theirs.words)
        if None not in lengths and lengths[0] == lengths[1]:
            return Slot.SAME  # "in 24 hours", "in a day"
        return Slot.DIFFERENT if _unit_of(mine) != _unit_of(theirs) else Slot.UNKNOWN
    if _unit_of(mine) == _unit_of(theirs):
        last = {"last", "past", "previous", "in"}
        words = {mine.words.split()[0], theirs.words.split()[0]}
        return Slot.SAME if words <= last or words <= {"this", "in"} else Slot.DIFFERENT
    if mine.since != theirs.since and "to date" not in (mine.words, theirs.words):
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def _begin_alike(mine: Scope, theirs: Scope) -> bool:
    """Whether two periods begin on one day, or one begins in the year that the other names alone.

    "Since the 2021 strike" and "since the strike of March 2021".
    """
    if mine.start == theirs.start or mine.start is None or theirs.start is None:
        return mine.start == theirs.start
    whole = any(
        of.start == date(of.start.year, 1, 1) and not _MONTH.search(of.words)
        for of in (mine, theirs)
        if of.start
    )
    return whole and mine.start.year == theirs.start.year


def _told_on_other_days(mine: Scope, theirs: Scope) -> bool:
    """Whether one wording means two periods, each by the day of its text: "today", "last week"."""
    if mine.start is None or theirs.start is None:
        return False
    return (mine.end or mine.start) < theirs.start or (theirs.end or theirs.start) < mine.start


_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = re.compile(rf"\b(?:{'|'.join(month[:3] for month in _MONTHS)})")
_WORDS = re.compile(r"[^\W\d_][\w.]*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _calendar_apart(mine: str, theirs: str) -> bool:
    """Whether both name years, or both months or quarters, and none is shared."""
    years = [set(_YEAR.findall(words)) for words in (mine, theirs)]
    months = [{m for m in _MONTHS if re.search(rf"\b{m}", words)} for words in (mine, theirs)]
    quarters = [set(_QUARTER.findall(words)) for words in (mine, theirs)]
    named = (years, months, quarters)
    return any(bool(one) and bool(other) and not one & other for one, other in named)


_QUARTER = re.compile(r"\b(first|second|third|fourth) quarter")


_WHICH = frozenset("this last next".split())
_LENGTHS = frozenset("day week month quarter year decade century".split())


def _other_length(mine: str, theirs: str) -> bool:
    """ "This year" is not "this decade", though its days lie within it."""
    one, other = mine.split(), theirs.split()
    told = len(one) == len(other) == 2 and one[0] in _WHICH and other[0] in _WHICH
    return told and one[1] != other[1] and {one[1], other[1]} <= _LENGTHS


_HOURS = {"hour": 1, "day": 24, "week": 168, "fortnight": 336}
_LASTS = re.compile(r"in (\d+) (hour|day|week|fortnight)")


def _hours(words: str) -> int | None:
    """How long a period of so many hours, days or weeks is, in hours; None of another."""
    told = _LASTS.fullmatch(words)
    return int(told[1]) * _HOURS[told[2]] if told else None


def _since_words(of: Scope) -> frozenset[str]:
    return frozenset(canonical(word) for word in of.words.split()[1:])


def _unit_of(of: Scope) -> str:
    words = of.words.split()
    return " ".join(words[1:]) if words[0] == "in" else f"1 {words[-1]}"


def item(claim: Quantity, claimed: Reading, evidence: Quantity, told: Reading) -> Slot:
    """Whether the two figures count the same thing."""
    if claim.fate and evidence.fate and claim.fate != evidence.fate:
        return Slot.DIFFERENT  # "10 dead" and "12 injured"
    if claim.fate and evidence.fate and claim.unit.dimension == evidence.unit.dimension == "age":
        return Slot.SAME  # the age at which somebody died
    mine, theirs = _head(claim, claimed), _head(evidence, told)
    if not mine or not theirs:
        return Slot.UNKNOWN
    if mine == theirs:
        if mine in _PEOPLE and bool(claim.fate) != bool(evidence.fate):
            return Slot.UNKNOWN  # "16 dead" may be of the "300 people", or not
        return _modifiers(claim, claimed, evidence, told)
    if claim.fate and claim.fate == evidence.fate and _PERSON in (mine, theirs):
        whole, part = (claim, evidence) if mine == _PERSON else (evidence, claim)
        if whole.value > part.value:
            return Slot.DIFFERENT  # four children may be among the ten dead
        if _is_befallen(whole):
            return Slot.UNKNOWN  # "25,000 deaths" may be of bees
    if _named_by(claim, claimed, evidence, told) or _named_by(evidence, told, claim, claimed):
        return Slot.SAME
    if mine in _PEOPLE or theirs in _PEOPLE:
        both_people = _is_people(claim, claimed) and _is_people(evidence, told)
        return Slot.UNKNOWN if both_people else Slot.DIFFERENT
    if {mine, theirs} & {canonical(m) for m in (*claim.modifiers, *evidence.modifiers)}:
        return Slot.UNKNOWN
    return Slot.DIFFERENT if claim.unit.dimension in _OF_THINGS else Slot.UNKNOWN


def is_generic(of: Quantity) -> bool:
    """Whether the figure counts people in general, which tells little of what it is about."""
    return canonical(of.item) in _PEOPLE and not of.modifiers


def _is_befallen(of: Quantity) -> bool:
    """Whether those counted are told only by what befell them ("killed 10", "five deaths")."""
    return bool(of.fate) and (not of.item or of.item in BEFALLEN)


def _head(of: Quantity, reading: Reading) -> str:
    if _is_befallen(of):
        return _PERSON if of.unit.dimension == "count" else of.fate
    surface = of.item_span.of(reading.text).split()[-1] if of.item_span else ""
    if surface[:1].isupper() and (land := country(surface)):
        return f"@{land}"
    return canonical(of.item)


def _modifiers(claim: Quantity, claimed: Reading, evidence: Quantity, told: Reading) -> Slot:
    """Two guns are other guns where both sides say which and share no word of it.

    Of a nation and of a kind ("Thai protesters", "student protesters") they may be the same.
    """
    mine, theirs = _kinds(claim, claimed), _kinds(evidence, told)
    if not mine or not theirs or mine & theirs:
        return Slot.SAME
    if claim.unit.dimension != "count":
        return Slot.UNKNOWN
    nations = [{word for word in words if word[0] == "@"} for words in (mine, theirs)]
    alike = all(nations) or (mine - nations[0] and theirs - nations[1])
    return Slot.DIFFERENT if alike else Slot.UNKNOWN


def of_other_nations(claim: Quantity, claimed: Reading, evidence: Quantity, told: Reading) -> bool:
    """Whether both say of which nation their things are, and it is not one."""
    mine, theirs = (
        {word for word in _kinds(of, reading) if word[0] == "@"}
        for of, reading in ((claim, claimed), (evidence, told))
    )
    return bool(mine) and bool(theirs) and not mine & theirs


def _kinds(of: Quantity, reading: Reading) -> set[str]:
    """The modifiers of the item, nations by their country."""
    nations = {}
    if of.item_span:
        for word in _WORDS.findall(of.item_span.of(reading.text)):
            if word[0].isupper() and (land := country(word)):
                nations[stem(word.lower())] = f"@{land}"
    return {nations.get(m, canonical(m)) for m in of.modifiers}


def _named_by(one: Quantity, of: Reading, other: Quantity, told: Reading) -> bool:
    """ "800 Stingers" are "800 Stinger systems": the name stands before a noun of kind."""
    if canonical(other.item) not in _GENERIC or one.item not in other.modifiers:
        return False
    span = one.item_span
    return span is not None and _head(one, of)[0] != "@"


def _is_people(of: Quantity, reading: Reading) -> bool:
    """Whether the item is people: a word for them, or a nation's plural."""
    head = _head(of, reading)
    return head in _PEOPLE or head.startswith("@") or head.endswith(("er", "or", "ist", "ian"))
