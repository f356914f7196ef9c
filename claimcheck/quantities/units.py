"""Units and currencies: the tables, and what stands right before or after a number.

The tables are data (`units.tsv`, `currencies.tsv`, written by `scripts/units.py`); nothing
here knows a unit by name but the few whose words are also everyday words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from claimcheck.quantities.tokens import BACK, FRONT, Tokens, tokenise
from claimcheck.quantities.vocabulary import LETTER_SCALES, SCALES
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Unit

COUNT: Final = Unit("count", "", "")
ORDINAL: Final = Unit("ordinal", "", "")
MULTIPLE = Unit("multiple", "x", "times")
#: A mean Gregorian year in days, exactly: 146,097 days in 400 years.
AGE: Final = Unit("age", "y", "years old", Decimal("365.2425"))
#: A fraction ("a third of") is a share in percent.
FRACTION: Final = Unit("percent", "%", "percent", Decimal(100))

DURATIONS: Final = frozenset({"duration", "calendar duration"})
#: Signs before a number below zero.
MINUS: Final = frozenset("-−")
#: Words beside "40C" that tell of a temperature.
_WEATHER = frozenset(
    """
    heat heatwave heatwaves warm warmer warming cool cooler cooling hot hotter cold colder high
    highs low lows hit temperature temperatures degrees
    """.split()
)
#: How far before a closing mark its opening one is looked for, in tokens.
_QUOTED = 120
_CODE_SCALES: Final = {"m": Decimal(10) ** 6, "t": Decimal(1000), "k": Decimal(1000)}
#: Letters of a currency's sign that are also words.
_WORDS_TOO = frozenset({"a", "us", "can", "au"})


class _Form(NamedTuple):
    """A written form: the tokens after (or, of a prefix, before) the one it is found by.

    `written`: it counts only as written so, close to the number; `attached`: only touching it.
    """

    rest: tuple[str, ...]
    unit: Unit
    written: str = ""
    attached: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    after: dict[str, tuple[_Form, ...]]
    before: dict[str, tuple[_Form, ...]]
    everyday: frozenset[str]


def _lines(name: str) -> list[str]:
    table = resources.files("claimcheck.quantities").joinpath(name)
    return table.read_text(encoding="utf-8").splitlines()


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name) if line and not line.startswith("# "))


def _noted(name: str, what: str) -> Iterator[str]:
    """What the header of a table says after "# everyday:" or "# shared:", a line each."""
    opening = f"# {what}: "
    return (line.removeprefix(opening) for line in _lines(name) if line.startswith(opening))


def _pieces(form: str) -> tuple[str, ...]:
    return tuple(tokenise(form).low[FRONT:-BACK])


@cache
def families() -> dict[str, frozenset[str]]:
    """Words and signs of several currencies, with the codes that each may mean ("peso")."""
    notes = (line.split(" = ") for line in _noted("currencies.tsv", "shared"))
    return {word: frozenset(codes.split()) for word, codes in notes}


@cache
def tables() -> _Tables:
    """The forms by their first token (after a number) and by their last (before one)."""
    after: dict[str, list[_Form]] = {}
    before: dict[str, list[_Form]] = {}
    for dimension, code, name, factor, offset, forms in _rows("units.tsv"):
        _add(after, forms, Unit(dimension, code, name, Decimal(factor), Decimal(offset)))
    for row in _rows("currencies.tsv"):
        code, name, prefixes, words, minor = (*row, "", "")[:5]
        unit = Unit("currency", code, name)
        _add(after, words, unit)
        first_minor = minor.split("|")[0]
        _add(after, minor, Unit("currency", code, first_minor, Decimal("0.01")))
        for form in filter(None, prefixes.split("|")):
            _add_prefix(before, after, form, unit)
    everyday = [*_noted("units.tsv", "everyday"), *_noted("currencies.tsv", "everyday")]
    return _Tables(
        _longest_first(after), _longest_first(before), frozenset(" ".join(everyday).split())
    )


def _add(table: dict[str, list[_Form]], forms: str, unit: Unit) -> None:
    for form in filter(None, forms.split("|")):
        plain = form.lstrip("~")
        first, *rest = _pieces(plain)
        written = plain if form[0] == "~" else ""
        known = table.setdefault(first, [])
        if not any(f.rest == tuple(rest) and f.written == written for f in known):
            known.append(_Form(tuple(rest), unit, written, form.startswith("~~")))


def _add_prefix(
    before: dict[str, list[_Form]], after: dict[str, list[_Form]], form: str, unit: Unit
) -> None:
    plain = form.lstrip("~")
    *rest, last = _pieces(plain)
    exact = plain if plain.rstrip(".").isalpha() and not plain.islower() else ""
    before.setdefault(last, []).append(_Form(tuple(rest), unit, exact, form[0] == "~"))
    if not rest and not last.isalpha():
        _add(after, plain, unit)  # "10 $", "100₾"
    if last == "$" and len(rest) == 1:  # "$US" for "US$"
        before.setdefault(rest[0], []).append(_Form(("$",), unit, f"${plain[:-1]}"))


def _longest_first(table: dict[str, list[_Form]]) -> dict[str, tuple[_Form, ...]]:
    """Longer forms first, and of two alike the one that must be written just so."""
    return {
        token: tuple(sorted(forms, key=lambda f: (-len(f.rest), not f.written)))
        for token, forms in table.items()
    }


def scaled_code(tokens: Tokens, at: int) -> tuple[Unit, Decimal] | None:
    """The currency and magnitude of a code as accounts write it: "MEUR", "TSEK", "MUSD"."""
    scale = _CODE_SCALES.get(tokens.low[at][:1])
    if scale is None or len(tokens.low[at]) != 4 or not tokens.raw(at).isupper():
        return None
    code = tokens.low[at][1:]
    forms = tables().after.get(code, ())
    unit = next((f.unit for f in forms if f.unit.code == code.upper()), None)
    return None if unit is None else (unit, scale)


def currency_before(tokens: Tokens, at: int) -> tuple[Unit, int] | None:
    """The currency whose sign ends right before the token `at`, and where the sign begins."""
    forms = tables().before.get(tokens.low[at - 1])
    if forms is None:
        return None
    for rest, unit, written, attached in forms:
        first = at - 1 - len(rest)
        if attached and not (tokens.attached(at) and _is_sum(tokens, at)):
            continue
        if rest and tuple(tokens.low[first : at - 1]) != rest:
            continue
        if written and tokens.text[tokens.start[first] : tokens.end[at - 1]] != written:
            continue
        if tokens.low[first].isalpha() and not _stands_alone(tokens, first, at - 1):
            continue
        return unit, first
    return None


def _is_sum(tokens: Tokens, at: int) -> bool:
    """Whether a number looks like money: separators, a magnitude ("PS2.7m", not "PS5")."""
    word, after = tokens.low[at], tokens.low[at + 1]
    return not word.isdigit() or after in SCALES or (after in LETTER_SCALES and after != "t")


def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
    """Whether letters before a number are a currency and no other word or its tail.

    "Cost us $5" and "a $5 bill" hold a pronoun and an article, "US $5" and "A$5" none.
    """
    if tokens.attached(first) and tokens.low[first - 1].isalnum():
        return False
    if first < last and tokens.low[first] in _WORDS_TOO:
        attached = tokens.attached(first + 1) or tokens.low[first] != "a"
        return attached and tokens.capital(first)
    return True


def unit_after(tokens: Tokens, at: int, *, digits: bool, scaled: bool) -> tuple[Unit, int] | None:
    """The unit that stands at the token `at`, right after a number, and where it ends.

    `digits`: the number is written in digits, so that one-letter units count; `scaled`:
    a magnitude word belongs to it, so that "pounds" is money.
    """
    low = tokens.low
    if low[at] == "-" and low[at + 1].isalpha():
        at += 1
        if low[at] == "in":
            return None  # "a 1-in-4 chance"
    known = tables()
    forms = known.after.get(low[at])
    if forms is None:
        return None
    word = low[at]
    everyday = not (digits or scaled) and word in known.everyday
    for rest, unit, written, attached in forms:
        end = at + 1 + len(rest)
        if attached and not tokens.attached(at):
            continue
        if rest and (tuple(low[at + 1 : end]) != rest or not _in_one(tokens, at, end)):
            continue
        if written and not (digits and _as_written(tokens, at, end, written)):
            continue
        if tokens.attached(end) and (low[end].isalnum() or low[end] in ("&", "_")):
            continue
        if not rest and (everyday or _is_no_unit(tokens, at, end, unit, scaled)):
            continue
        if scaled and unit.code == "lb" and word.startswith("pound"):
            unit = Unit("currency", "GBP", "pounds sterling")
        return unit, end
    return None


def _is_no_unit(tokens: Tokens, at: int, end: int, unit: Unit, scaled: bool) -> bool:
    """Whether a form of one token means something else where it stands."""
    word = tokens.low[at]
    if word == "c" or word == "f":
        return _lettered(tokens, at)
    if unit.dimension in DURATIONS and (scaled or "," in tokens.low[at - 1]):
        return tokens.capital(at)  # "2.5 mln Year", as tables of results run on
    if word.isalpha():
        return False
    if word in ('"', "'"):
        return _closes_quotation(tokens, at)
    return unit.dimension == "currency" and "0" <= tokens.low[end] < ":"  # of the next sum


def _lettered(tokens: Tokens, at: int) -> bool:
    """Whether "C" or "F" after a number is no scale of temperature: "a 13F filing", "777F"."""
    before, after = tokens.low[at - 2], tokens.low[at + 1]
    if "." in tokens.low[at - 1] or before in MINUS:
        return False  # "a 1.5C target", "It was -10C outside"
    if not _WEATHER.isdisjoint(tokens.low[at - 2 : at + 3]):
        return False
    if before in ("the", "a", "an") or (before.isalpha() and tokens.capital(at - 2)):
        return True
    return after in ("-", "/", "&") or (after.isalpha() and after not in STOPWORDS)


def _closes_quotation(tokens: Tokens, at: int) -> bool:
    """Whether a mark after a number closes a quotation and is no sign for inches or feet."""
    return tokens.low[max(FRONT, at - _QUOTED) : at].count(tokens.low[at]) % 2 == 1


def _in_one(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the figures and marks of a form touch what is before them ("m2", "km/h")."""
    return all(tokens.low[k].isalpha() or tokens.attached(k) for k in range(at + 1, end))


def _as_written(tokens: Tokens, at: int, end: int, written: str) -> bool:
    if tokens.text[tokens.start[at] : tokens.end[end - 1]] != written:
        return False
    return tokens.start[at] - tokens.end[at - 1] <= 1
