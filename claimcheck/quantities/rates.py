"""What a figure is a rate over: "a year", "per 100,000", "/h", "a-share", "annually"."""

from __future__ import annotations

from typing import Final

from claimcheck.quantities.digits import parse_digits
from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.vocabulary import SCALES

_TIMES: Final = (
    "second millisecond minute hour day week fortnight month quarter year annum decade century"
    " season night weekday weekend shift"
)
_THINGS: Final = (
    "capita head person inhabitant household employee worker pupil student patient passenger"
    " vehicle car kilometre kilometer km mile metre meter tonne ton kilogram kilogramme kilo"
    " kg pound lb ounce gram gramme litre liter gallon barrel bushel acre hectare share unit"
    " unitholder security piece item ticket dozen visit trip game match child family customer"
    " user subscriber claim vote seat room bottle pack page word square cubic mwh kwh mmbtu"
    " btu therm troy cwt hundredweight bag bale ml dl l mol cent million billion thousand"
    " hundred cycle charge dose box case"
)
#: What "a" and "an" make a rate over ("5 a week"); "per" and "each" take any of the rest too.
_OVER: Final = frozenset(f"{_TIMES} {_THINGS}".split()) - {
    "cent",
    "season",
    "game",
    "match",
    "hundred",
}
_ANY: Final = frozenset(f"{_TIMES} {_THINGS}".split()) - {"cent"}
_ADVERBS: Final = {
    "annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month",
    "hourly": "hour", "nightly": "night", "apiece": "piece", "quarterly": "quarter",
}  # fmt: skip
_NAMES: Final = {
    "annum": "year", "capita": "person", "head": "person", "inhabitant": "person",
    "kilometer": "kilometre", "km": "kilometre", "kg": "kilogram", "kilo": "kilogram",
    "kilogramme": "kilogram", "gramme": "gram",
    "liter": "litre", "l": "litre", "ton": "tonne", "meter": "metre", "hr": "hour", "h": "hour",
    "hrs": "hour", "s": "second", "sec": "second", "min": "minute", "yr": "year", "mo": "month",
    "lb": "pound", "shr": "share", "d": "day", "wk": "week", "ms": "millisecond", "m": "metre",
    "mi": "mile",
}  # fmt: skip
_SLASHED: Final = frozenset(_NAMES) | _ANY
#: "A year earlier", "a week ago": a date, no rate.
_DATES: Final = frozenset("earlier later before ago after prior previously old from".split())
_NEAR: Final = frozenset("now today tomorrow yesterday".split())
_ARTICLES: Final = frozenset({"a", "an"})
_EACH: Final = frozenset({"per", "each", "every"})
#: What may begin a rate.
STARTS: Final = _ARTICLES | _EACH | {"/", "-", "in"} | frozenset(_ADVERBS)


def per_of(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """What the figure that ends at the token `at` is a rate over, and where that ends."""
    low = tokens.low
    word = low[at]
    if word in _ARTICLES or word in _EACH:
        return _over(tokens, at + 1, per=word in _EACH)
    if word == "/":
        what = low[at + 1]
        if what not in _SLASHED or (tokens.attached(at + 2) and low[at + 2].isalnum()):
            return None
        return _NAMES.get(what, what), at + 2
    if word == "-" and low[at + 1] in ("a", "an", "per") and low[at + 2] == "-":
        return _over(tokens, at + 3, per=True)
    if word in _ADVERBS:
        return _ADVERBS[word], at + 1
    return None


def _over(tokens: Tokens, at: int, *, per: bool) -> tuple[str, int] | None:
    """The noun of a rate at the token `at`, or the number of "per 100,000 people"."""
    low = tokens.low
    what = low[at]
    if what not in (_ANY if per else _OVER):
        return _per_number(tokens, at) if per else None
    end = at + 1
    if what in ("square", "cubic", "troy") and low[end].isalpha():
        return f"{what} {_NAMES.get(low[end], low[end])}", end + 1
    starts = low[end] == "from" and low[end + 1] not in _NEAR  # "£3,549 a year from 1 October"
    if (low[end] in _DATES and not starts) or (low[end] == "-" and low[end + 1] == "old"):
        return None
    if not per and what in SCALES and what != "dozen":
        return None
    return _NAMES.get(what, what), end


def _per_number(tokens: Tokens, at: int) -> tuple[str, int] | None:
    low = tokens.low
    if not "0" <= low[at] < ":" or parse_digits(low[at]) is None:
        return None
    end = at + 1
    what = low[at]
    if low[end].isalpha() and low[end] not in ("in", "and", "of", "a", "the", "to", "for", "at"):
        what, end = f"{what} {low[end]}", end + 1
    return what, end
