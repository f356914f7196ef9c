"""Ages: "aged 44", "6-year-old", "Rossi, 44,", "died at 86 of cancer"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.fates import at_death
from claimcheck.quantities.number import ONE, Number
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.quantities.units import AGE
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Unit

#: Mean Gregorian years and months in days, exactly: 146,097 days in 400 years.
AGES: Final = {
    "year": AGE,
    "yr": AGE,
    "month": Unit("age", "mo", "months old", Decimal("30.436875")),
    "week": Unit("age", "wk", "weeks old", Decimal(7)),
    "day": Unit("age", "d", "days old", ONE),
}
#: What an age begins with, right after its number.
BEFORE_OLD: Final = frozenset({"-", "yo", "y", "yrs", *AGES, *(f"{unit}s" for unit in AGES)})
_AGED: Final = frozenset({"aged", "ages", "age"})
_PERSONS: Final = frozenset({"he", "she"})
_IS: Final = frozenset({"is", "was", "turns", "turned", "turning"})
_PEOPLE: Final = frozenset(
    """
    man woman boy girl victim suspect driver passenger pedestrian mother father son daughter
    brother sister husband wife widow student teacher officer soldier farmer pensioner teenager
    gunman attacker defendant player singer actor actress
    """.split()
)
_AGE_ENDS: Final = frozenset({"", ",", ".", ";", "and", "when", "by", "at"})
#: Largest age of a person that is taken from "Rossi, 44," alone, in years.
_OLDEST: Final = 120
#: What follows an age at death: "died yesterday at 86 of cancer".
_AFTER_DEATH: Final = frozenset("of from after in following on surrounded while".split())
#: Up to here "died at N" may tell the hour.
_HOURS: Final = 12
#: Largest from "died at 470", which is a slip of the writer and no number of people.
_OLDEST_TOLD: Final = 999


def age_after(tokens: Tokens, last: int) -> tuple[Unit, int] | None:
    """ "-year-old", "years of age", "months old", "yo": the unit of an age and its end."""
    low = tokens.low
    at = last + 1 if low[last] == "-" else last
    word = low[at]
    if word in ("yo", "y") and (word == "yo" or low[at + 1 : at + 3] == ["/", "o"]):
        return AGE, at + (1 if word == "yo" else 3)
    unit = AGES.get(word.rstrip("s"))
    if unit is None:
        return None
    end = at + 2 if low[at + 1] == "-" else at + 1
    if low[end] in ("old", "olds"):
        return unit, end + 1
    if low[end] == "of" and low[end + 1 : end + 2] == ["age"]:
        return unit, end + 2
    return (unit, end + 3) if low[end : end + 3] == ["of", "-", "age"] else None


def is_age(tokens: Tokens, number: Number, last: int) -> bool:
    """ "aged 44", "Rossi, 44,", "He is 44.", "who was 10": a bare number that is an age."""
    low, first, value = tokens.low, number.first, number.value
    before = low[first - 1]
    if after_age_of(tokens, first):
        return not low[last].isalpha() or low[last] in STOPWORDS or low[last] == "years"
    if before == "between" and low[first - 2] in _AGED:
        return True
    after = low[last]
    if before != "at" and after not in _AGE_ENDS:
        return False  # so with most numbers
    died = at_death(tokens, first)
    if died and after in _AFTER_DEATH and value > _HOURS and not tokens.capital(last):
        return value <= _OLDEST_TOLD
    oldest = _OLDEST_TOLD if died else _OLDEST
    if after not in _AGE_ENDS or value > oldest or value % 1:
        return False
    if after in ("", ".") and tokens.attached(last + 1) and low[last + 1].isdigit():
        return False
    if before in _IS:
        who = low[first - 2]
        named = tokens.capital(first - 2) and who.isalpha() and len(who) > 2
        return who in _PERSONS or who == "who" or (named and who not in ("that", "this", "there"))
    if before == "be" and low[first - 2] in ("will", "would") and low[first - 3] in _PERSONS:
        return True
    return died or (before == "," and after != "and" and _person_before(tokens, first - 2))


def _person_before(tokens: Tokens, at: int) -> bool:
    """Whether a surname, or a word for a person, stands at `at` ("Rossi, 44,")."""
    word = tokens.low[at]
    return word in _PEOPLE or (at >= FRONT and word.isalpha() and tokens.capital(at))


def after_age_of(tokens: Tokens, first: int) -> bool:
    """ "under the age of 5 years"."""
    low = tokens.low
    return low[first - 1] in _AGED or (low[first - 1] == "of" and low[first - 2] in _AGED)
