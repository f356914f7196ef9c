"""Whether two names of a unit mean the same, whoever wrote them: gold sets, peers, or us.

A name is a measure or a counted thing, with an optional ``per`` part ("dollar per
month", "barrel per day"), which must be the same. The rules are one for all systems:

- measures compare after spelling and synonyms;
- of a counted thing the head noun must be the same after stemming ("countries" for
  "european country"); a longer phrase is right where all of it stands in the gold one. The
  head is taken from the words of the text where the set tells them (NewsQuant: the unit
  "old ballpark America" is "oldest ballparks" there), else it is the last word;
- a bare number is right only where the gold has no unit ("-"): a system that does not
  say what is counted ("dimensionless") has no counted thing right;
- of a measure of something ("barrel of oil") the measure is enough.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.text.words import stem
from claimcheck.types import Quantity

#: American spellings and abbreviations of the words in unit names.
_SPELLING = {
    "meter": "metre", "meters": "metre", "liter": "litre", "liters": "litre", "kph": "km/h",
    "gramme": "gram", "grammes": "gram", "rouble": "ruble", "roubles": "ruble",
    "feet": "foot", "inches": "inch", "pence": "penny", "pennies": "penny", "pounds": "pound",
    "persons": "people", "person": "people", "children": "child",
    "men": "man", "women": "woman", "centuries": "century", "gallons": "gallon",
    "yuan": "yuan", "celcius": "celsius", "knots": "knot", "an": "per", "hours": "hour",
    "tds": "td",
}  # fmt: skip
for _prefix in ("kilo", "centi", "milli", "micro", "nano", "pico", "deci"):
    _SPELLING[f"{_prefix}meter"] = _SPELLING[f"{_prefix}meters"] = f"{_prefix}metre"
for _prefix in ("milli", "centi", "deci"):
    _SPELLING[f"{_prefix}liter"] = _SPELLING[f"{_prefix}liters"] = f"{_prefix}litre"

#: Names of one measure; the first is the key.
_SYNONYMS = (
    "percentage|percent|per cent|%",
    "dollar|us dollar|united states dollar|usd",
    "pound sterling|british pound|gbp|pound sterlings",
    "pound-mass|pound|lb",
    "chinese yuan|yuan|renminbi",
    "japanese yen|yen",
    "rupee|indian rupee",
    "malaysian ringgit|ringgit",
    "shekel|israeli shekel|new shekel|israeli new shekel",
    "turkish lira|lira",
    "south african rand|rand",
    "russian ruble|ruble",
    "korean won|south korean won|won",
    "netherlands guilder|netherlands guilde|guilder",
    "new taiwan dollar|taiwan dollar",
    "singapore dollar|singaporean dollar",
    "brazilian real|real",
    "costa rican colon|costa rican colón|colon",
    "sri lankan rupee",
    "swiss franc", "finnish markka|markka", "georgian lari|lari", "lao kip|kip",
    "canadian dollar", "australian dollar", "hong kong dollar", "new zealand dollar",
    "mexican peso", "bitcoin", "satoshi", "euro", "cent", "penny", "peso", "franc",
    "celsius|c|degree celsius|degree centigrade|centigrade",
    "fahrenheit|f|degree fahrenheit",
    "degree|degree angle",
    "metric ton|tonne",
    "ton|short ton",
    "minute|minute time",
    "second|second time",
    "square metre", "square kilometre", "square foot", "square mile", "cubic foot", "cubic metre",
    "kilowatt hour|kilowatt-hour", "megawatt hour", "gigawatt hour", "watt hour",
    "milliampere hour|milliampere-hour|milliamp hour",
    "brake horsepower|bhp", "horsepower|hp",
    "revolution per minute|rpm|revolutions per minute",
    "pound foot|foot pound-force|pound-foot",
    "megabit per second|mbps",
    "parts-per-billion|part per billion|ppb",
    "parts per million|part per million|ppm",
    "year of age|age|year old", "month of age", "week of age", "day of age",
    "kilopound per square inch|ksi",
    "kilogram|kilo", "gram", "milligram", "microgram", "ounce", "stone",
    "millilitre|cubic centimetre",
    "metre", "kilometre", "centimetre", "millimetre", "micrometre|micron", "nanometre",
    "mile", "yard", "foot", "inch", "acre", "hectare", "litre", "gallon", "barrel",
    "kilometre per hour", "mile per hour", "watt", "kilowatt", "megawatt", "gigawatt",
    "year", "month", "week", "day", "hour", "decade", "century", "percentage point",
    "byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "bit", "hertz", "volt", "kelvin",
    "count|time|fold",
)  # fmt: skip

#: Currency codes of ours as the gold sets name them; others go by our name.
_CURRENCIES = {
    "$": "dollar", "USD": "dollar", "GBP": "pound sterling", "INR": "rupee", "TRY": "turkish lira",
    "ZAR": "south african rand", "RUB": "russian ruble", "KRW": "korean won",
}  # fmt: skip
#: Units of ours for which the gold sets have one name with another's.
_ALSO = {"metric horsepower": "horsepower"}


def same_unit(gold: str, predicted: str, written: str = "") -> bool:
    """Whether `predicted` names the gold unit; "" and "-" are figures without a unit.

    `written` is the gold unit in the words of the text, where the set tells it. A gold
    "dimensionless" (quantulum3) stands for anything that is only counted.
    """
    gold_base, gold_per = _parts(gold)
    base, per = _parts(predicted)
    if gold == "dimensionless":
        return base not in _MEASURES
    if gold_per != per:
        return False
    if gold_base == base or _of_something(gold_base, base) or _of_something(base, gold_base):
        return True
    if gold_base in _MEASURES or base in _MEASURES or not base or not gold_base:
        return False
    return _same_item(gold_base, _parts(written)[0], base)


def _of_something(longer: str, measure: str) -> bool:
    return measure in _MEASURES and longer.startswith(f"{measure} of ")


def _same_item(gold: str, written: str, predicted: str) -> bool:
    """Whether a counted thing is the gold one: the same head, or a part of the phrase with it."""
    head = _head(written or gold)
    words = predicted.split()
    if _head(predicted) == head:
        return True
    return head in words and set(words) <= {*gold.split(), *written.split()}


def _head(phrase: str) -> str:
    """The last word before "of" or "in": the "snap" of "snap of man coverage"."""
    return (re.split(r" (?:of|in) ", phrase)[0].split() or [""])[-1]


def our_unit(text: str, q: Quantity) -> str:
    """The unit of a quantity of ours, read from `text`, in the words of the gold sets."""
    name = _our_base(text, q)
    return f"{name} per {q.per}" if q.per and " per " not in name else name


def _our_base(text: str, q: Quantity) -> str:
    unit = q.unit
    if unit.dimension == "currency":
        if unit.factor != 1:
            return unit.name.split()[-1]  # "Malaysian sen" is "sen"
        return _CURRENCIES.get(unit.code, unit.name)
    if unit.dimension == "age":
        return unit.name.replace("s old", " of age")
    if unit.dimension == "percent" and unit.factor == 1:
        return "percentage"
    if unit.dimension in ("count", "percent"):  # a fraction ("half the homes") has no unit
        return _item(text, q)
    return {"multiple": "count", "ratio": ""}.get(unit.dimension, _ALSO.get(unit.name, unit.name))


def _item(text: str, q: Quantity) -> str:
    """What is counted, as written: its stem must not be stemmed a second time."""
    here = q.item_span is not None and "item" not in q.inherited
    return q.item_span.of(text) if here and q.item_span is not None else q.item


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, str]:
    if name.strip() in ("", "-", "dimensionless"):
        return "", ""
    words = _canonical(name)
    if words in _KEYS:  # "kilometre per hour" is one measure
        return _KEYS[words], ""
    base, _, per = words.partition(" per ")
    return _KEYS.get(base, base), _KEYS.get(per, per)


def _canonical(name: str) -> str:
    lowered = re.sub(r"[\s_-]+", " ", name.lower().strip())
    return " ".join(stem(_SPELLING.get(word, word)) for word in lowered.split())


_KEYS = {
    _canonical(each): _canonical(group.split("|")[0])
    for group in _SYNONYMS
    for each in group.split("|")
}
_MEASURES = frozenset(_KEYS.values())
