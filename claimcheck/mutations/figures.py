"""Figures and dates changed: values, magnitudes, units, bounds, items, periods, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claimcheck.dates.vocabulary import MONTHS, WEEKDAYS
from claimcheck.mutations.change import Change, Maker, Source, swap
from claimcheck.quantities.vocabulary import SMALL
from claimcheck.types import Form, Moment, MomentKind, Quantity, Role, Span

#: What a value is multiplied by: a slip of magnitude, a double, a half, a third more.
_FACTORS = tuple(Decimal(text) for text in ("10", "2", "0.5", "1.5", "3"))
_PLAIN = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?")
_MAGNITUDES = {"million": "billion", "billion": "million", "thousand": "million"}
_UNITS = {
    "dollars": "euros", "euros": "dollars", "dollar": "euro", "pounds": "kilograms",
    "miles": "kilometres", "kilometres": "miles", "kilometers": "miles", "km": "miles",
    "metres": "feet", "meters": "feet", "feet": "metres", "tonnes": "kilograms",
    "tons": "pounds", "hours": "days", "days": "weeks", "weeks": "months", "months": "years",
    "years": "months", "minutes": "hours", "$": "€", "€": "$", "£": "€",
}  # fmt: skip
_BOUNDS = {
    "more than": "less than", "less than": "more than", "at least": "at most",
    "at most": "at least", "fewer than": "more than", "over": "under", "nearly": "more than",
    "almost": "more than", "up to": "at least",
}  # fmt: skip
_PERIODS = {"week": "month", "month": "year", "year": "decade", "day": "week", "decade": "year"}
#: The full names, in order: of each number the first that the vocabulary has.
_MONTHS, _WEEKDAYS = (
    [next(name.capitalize() for name, n in table.items() if n == number) for number in numbers]
    for table, numbers in ((MONTHS, range(1, 13)), (WEEKDAYS, range(7)))
)
#: Counts that news writes in words, by their words.
_WORDS = {word: n for word, n in SMALL.items() if 2 <= n <= 20}
_SPELLED = {n: word for word, n in _WORDS.items()}
_VALUES = (Role.VALUE, Role.TOTAL, Role.INCREMENT, Role.DECREMENT, Role.TO)


def _figures(source: Source) -> Iterator[Quantity]:
    """The figures that say something by themselves, in a random order."""
    found = [
        q
        for q in source.reading.quantities
        if q.unit.dimension not in ("ordinal", "multiple") and q.role in _VALUES and not q.denied
        if q.form not in (Form.RANGE, Form.ORDER)
    ]
    source.rng.shuffle(found)
    yield from found


def value(source: Source) -> Change | None:
    """A figure in digits, another value in the same notation."""
    for figure in _figures(source):
        number = _PLAIN.search(source.reading.text, figure.number.start, figure.number.end)
        if number is None:
            continue
        factors = list(_FACTORS)
        source.rng.shuffle(factors)
        for factor in factors:
            words = _written(number, factor)
            if words and not source.stands_elsewhere(words):
                return swap(Span(*number.span()), words)
    return None


def _written(number: re.Match[str], factor: Decimal) -> str | None:
    """A number times a factor, with as many decimals and the same separators; None: no change."""
    decimals = len(number["decimals"] or "") - 1 if number["decimals"] else 0
    old = Decimal(number.group().replace(",", ""))
    new = round(old * factor, decimals)
    if new == old or new <= 0:
        return None
    return f"{new:{',' if ',' in number['whole'] or new >= 10000 else ''}.{decimals}f}"


def magnitude(source: Source) -> Change | None:
    """Million for billion."""
    for figure in _figures(source):
        words = figure.span.of(source.reading.text)
        for old, new in _MAGNITUDES.items():
            at = words.find(f" {old}")
            changed = words.replace(old, new)
            if at >= 0 and not source.stands_elsewhere(changed):
                start = figure.span.start + at + 1
                return swap(Span(start, start + len(old)), new)
    return None


def unit(source: Source) -> Change | None:
    """Another unit or currency behind the same number."""
    for figure in _figures(source):
        text = source.reading.text
        sign = text[figure.span.start : figure.number.start].strip()
        if sign in _UNITS:
            start = text.index(sign, figure.span.start)
            return swap(Span(start, start + len(sign)), _UNITS[sign])
        after = Span(figure.number.end, figure.span.end)
        word = after.of(text).strip(" -")
        if word in _UNITS:
            start = text.index(word, after.start)
            return swap(Span(start, start + len(word)), _UNITS[word])
    return None


def bound(source: Source) -> Change | None:
    """A bound turned round."""
    for figure in _figures(source):
        words = figure.span.of(source.reading.text)
        for old, new in _BOUNDS.items():
            if words.lower().startswith(f"{old} "):
                start = figure.span.start
                capital = words[0].isupper()
                put = new.capitalize() if capital else new
                return swap(Span(start, start + len(old)), put)
    return None


def items(source: Source) -> Change | None:
    """Two counts of different things with their numbers exchanged."""
    counted = [
        q
        for q in source.reading.quantities
        if q.unit.dimension == "count" and q.item and q.form is Form.EXACT and not q.inherited
        if q.role is Role.VALUE
    ]
    for one, other in pairwise(counted):
        mine, theirs = (q.number.of(source.reading.text) for q in (one, other))
        if one.item != other.item and one.face != other.face and 1 not in (one.face, other.face):
            if mine[:1].isupper():
                mine, theirs = mine.lower(), theirs.capitalize()
            return Change(((one.number, theirs), (other.number, mine)))
    return None


def period(source: Source) -> Change | None:
    """A figure's period made longer or shorter: "in the last week", "in the last month"."""
    for figure in _figures(source):
        scope = figure.scope
        if scope is None or scope.span is None or scope.since:
            continue
        words = scope.span.of(source.reading.text)
        found = re.search(rf"\b({'|'.join(_PERIODS)})\b", words)
        if found:
            start = scope.span.start + found.start()
            return swap(Span(start, start + len(found[1])), _PERIODS[found[1]])
    return None


def _dates(source: Source) -> Iterator[Moment]:
    found = [m for m in source.reading.moments if m.kind is MomentKind.DATE and m.month]
    source.rng.shuffle(found)
    yield from found


def day(source: Source) -> Change | None:
    """Another day of the month, or another month."""
    for moment in _dates(source):
        words = moment.span.of(source.reading.text)
        old = str(moment.day) if moment.day else None
        if old and (at := re.search(rf"\b{old}(?=\b|st|nd|rd|th)", words)):
            shift = source.rng.choice((3, 5, 9))
            new = str((moment.day or 0) + shift if (moment.day or 0) + shift <= 28 else 2)
            start = moment.span.start + at.start()
            return swap(Span(start, start + len(old)), new) if new != old else None
        for number, month in enumerate(_MONTHS, 1):
            if month in words and moment.month == number:
                new = _MONTHS[(number + source.rng.choice((2, 4, 6))) % 12]
                start = moment.span.start + words.index(month)
                return swap(Span(start, start + len(month)), new)
    return None


def year(source: Source) -> Change | None:
    """Another year."""
    for moment in source.reading.moments:
        words = moment.span.of(source.reading.text)
        if moment.year and str(moment.year) in words and moment.kind is MomentKind.DATE:
            new = str(moment.year + source.rng.choice((-3, -2, 2, 4)))
            if not source.stands_elsewhere(new):
                start = moment.span.start + words.index(str(moment.year))
                return swap(Span(start, start + 4), new)
    return None


def weekday(source: Source) -> Change | None:
    """Another day of the week."""
    for moment in source.reading.moments:
        words = moment.span.of(source.reading.text)
        if moment.kind is MomentKind.WEEKDAY and words in _WEEKDAYS:
            new = _WEEKDAYS[(_WEEKDAYS.index(words) + source.rng.choice((2, 3, 4))) % 7]
            if not source.stands_elsewhere(new):
                return swap(moment.span, new)
    return None


def notation(source: Source) -> Change | None:
    """The same figure in another notation: "$800 million" as "$0.8 billion"."""
    for figure in _figures(source):
        words = figure.span.of(source.reading.text)
        found = re.fullmatch(r"(\$)(\d+(?:\.\d+)?) (million|billion)", words)
        if found:
            number = Decimal(found[2])
            scaled = number / 1000 if found[3] == "million" else number * 1000
            scale = "billion" if found[3] == "million" else "million"
            return swap(figure.span, f"${scaled.normalize():,f} {scale}")
        if words.endswith(" percent"):
            return swap(figure.span, words.removesuffix(" percent") + "%")
        plain = re.fullmatch(r"\d{4,6}", figure.number.of(source.reading.text))
        if plain and figure.unit.dimension != "age":
            return swap(figure.number, f"{int(plain.group()):,}")
    return None


def spelled(source: Source) -> Change | None:
    """A small count in words for digits, or in digits for words."""
    for figure in _figures(source):
        words = figure.number.of(source.reading.text)
        if figure.unit.dimension != "count" or figure.per or not figure.item:
            continue
        if words.isdigit() and int(words) in _SPELLED and figure.number.start:
            return swap(figure.number, _SPELLED[int(words)])
        if words in _WORDS:
            return swap(figure.number, str(_WORDS[words]))
    return None


def reordered_date(source: Source) -> Change | None:
    """ "13 April 2022" for "April 13, 2022"."""
    for moment in _dates(source):
        words = moment.span.of(source.reading.text)
        found = re.fullmatch(r"([A-Z][a-z]+) (\d{1,2})(?:, (\d{4}))?", words)
        if found and found[1] in _MONTHS:
            return swap(moment.span, " ".join(filter(None, (found[2], found[1], found[3]))))
        found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+)(?: (\d{4}))?", words)
        if found and found[2] in _MONTHS:
            put = f"{found[2]} {found[1]}" + (f", {found[3]}" if found[3] else "")
            return swap(moment.span, put)
    return None


MAKERS: dict[str, Maker] = {
    "value": value,
    "magnitude": magnitude,
    "unit": unit,
    "bound": bound,
    "item-swap": items,
    "period": period,
    "date": day,
    "year": year,
    "weekday": weekday,
    "notation": notation,
    "spelled": spelled,
    "reordered-date": reordered_date,
}
