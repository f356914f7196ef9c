"""When a figure holds: the period or date that stands nearest to it.

All periods of a text are found once; each figure then takes the first one after it up to
the next figure, else the one before it, else the one that opens its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.vocabulary import TENS, UNITS
from claimcheck.text.words import STOPWORDS, stem
from claimcheck.types import Bound, Moment, MomentKind, Scope, Span

#: How far a period may stand from its figure, in characters.
_REACH = 140

_UNITS = "hour day week fortnight month quarter year decade century".split()
_SPAN_UNITS = r"hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)"
_NUMBER = r"\d{1,3}|" + "|".join([*UNITS, *TENS]) + "|few|couple\\sof|several"
_PERIOD = re.compile(
    r"\b(?:in|over|during|within|for|throughout|across|inside)\s(?:just\s|only\s|about\s|less\sthan\s)?"
    r"(?P<det>(?:the|a|an|this|that|one)\s)?(?:space\sof\s(?:a\s|the\s)?)?(?:single\s)?"
    rf"(?P<which>(?:last|past|previous|preceding|first|next|coming|current|same|single)\s)?"
    rf"(?:(?P<n>{_NUMBER})[\s-])?(?P<unit>{_SPAN_UNITS})\b",
    re.IGNORECASE,
)
_DEICTIC = re.compile(
    r"\b(?P<which>this|last|next|past|previous)\s(?P<unit>week|month|quarter|year|decade)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\bsince\s", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince\s(?P<what>(?:(?!\sand\s(?:\$|€|£|\d)|\swhile\s|\sbut\s)[^,;.()]){2,70})",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+(?:['’.&-]\w+)*")
#: "The highest level since 2001" dates the record, not the figure.
_SUPERLATIVE = re.compile(
    r"\b(?:\w+est|most|least|first|worst|best|last)(?:\s[\w'’-]+){0,3}\s$", re.IGNORECASE
)
_TO_DATE = re.compile(r"\b(?:so\sfar|to\sdate|till\snow|until\snow|up\sto\snow)\b", re.IGNORECASE)
_NORMAL_WHICH = {"past": "last", "previous": "last", "preceding": "last", "current": "this"}
_STOP = re.compile(r";|\.\s|\bwhile\b|\bbut\b")
_NEXT_OPENS = re.compile(
    r"(?:,|\sand)\s(?:and\s)?(?=(?:since|in|over|during|within|last|this)\s)", re.I
)

_UNIT_WORDS = frozenset([*_UNITS, *(f"{unit}s" for unit in _UNITS), "centuries"])
_NOW = frozenset({"date", "far", "now"})


@dataclass(frozen=True, slots=True)
class Period:
    """A scope with its place; of those in one stretch the one of least `order` is meant."""

    start: int
    end: int
    order: int
    scope: Scope


def periods_of(
    tokens: Tokens, moments: Sequence[Moment], figures: Sequence[int]
) -> tuple[Period, ...]:
    """All periods and dates of a text that can be a figure's scope.

    `figures` are the characters at which the text's figures begin, in order.
    """
    text, seen = tokens.text, tokens.seen
    found: list[Period] = []
    if "since" in seen:
        found += _sinces(text, moments, figures)
    if not seen.isdisjoint(_UNIT_WORDS):
        found += (_period(m) for m in _PERIOD.finditer(text))
        found += (_deictic(m, moments) for m in _DEICTIC.finditer(text))
    for moment in moments:
        dated = _dated(text, moment)
        if dated is not None:
            found.append(dated)
    if not seen.isdisjoint(_NOW):
        found += (
            _placed(m, Scope("to date", since=True, text=m.group(), span=_span(m)), late=_REACH)
            for m in _TO_DATE.finditer(text)
        )
    return tuple(found)


def scope_of(
    text: str, periods: Sequence[Period], start: int, end: int, floor: int, ceiling: int
) -> Scope | None:
    """When the figure on the characters ``[start, end)`` holds.

    `floor` is where the figure before it ends and `ceiling` where the next one begins: a
    period beyond either belongs to that one, but for one that opens the sentence.
    """
    stop = _next_stop(text, end, ceiling)
    opening = max(text.rfind(";", 0, start) + 1, text.rfind(". ", 0, start) + 1, start - _REACH)
    return (
        _first(periods, end, stop)
        or _first(periods, max(opening, floor), start)
        or (_first(periods, opening, start) if floor > opening else None)
    )


def _first(periods: Sequence[Period], low: int, high: int) -> Scope | None:
    inside = [p for p in periods if low <= p.start and p.end <= high]
    return min(inside, key=lambda p: p.order).scope if inside else None


def _next_stop(text: str, end: int, ceiling: int) -> int:
    stop = min(ceiling, end + _REACH, len(text))
    found = _STOP.search(text, end, stop)
    if found:
        stop = found.start()
    if ceiling < len(text) and (opening := _NEXT_OPENS.search(text, end, stop)):
        return opening.start()  # "to $2bn, and since 2021 to $1bn": that period is the next one's
    return stop


def _placed(found: re.Match[str], scope: Scope, *, late: int = 0) -> Period:
    return Period(found.start(), found.end(), found.start() + late, scope)


def _sinces(text: str, moments: Sequence[Moment], figures: Sequence[int]) -> Iterator[Period]:
    """ "Since the invasion", up to the next figure."""
    for opening in _OPENS.finditer(text):
        start = opening.start()
        if _SUPERLATIVE.search(text, max(0, start - 40), start):
            continue
        after = bisect_left(figures, start)
        stop = figures[after] if after < len(figures) else len(text)
        if found := _SINCE.match(text, start, stop):
            yield _since(found, moments)


def _since(found: re.Match[str], moments: Sequence[Moment]) -> Period:
    inside = _moment_in(moments, found.start(), found.end())
    words = " ".join(
        word if word.isdigit() else stem(word)
        for word in _WORDS.findall(found["what"])
        if word.lower() not in STOPWORDS
    )
    start = inside.start if inside else None
    scope = Scope(
        f"since {words}", start, since=True, text=found.group().strip(), span=_span(found)
    )
    return _placed(found, scope)


def _period(found: re.Match[str]) -> Period:
    unit = found["unit"].lower().rstrip("s").replace("ie", "y")
    number = (found["n"] or "1").lower().replace("couple of", "2")
    count = UNITS.get(number, TENS.get(number, number))
    return _placed(found, Scope(f"in {count} {unit}", text=found.group(), span=_span(found)))


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end())


def _deictic(found: re.Match[str], moments: Sequence[Moment]) -> Period:
    which = _NORMAL_WHICH.get(found["which"].lower(), found["which"].lower())
    inside = _moment_in(moments, found.start(), found.end())
    words, text = f"{which} {found['unit'].lower()}", found.group()
    start, end = (inside.start, inside.end) if inside else (None, None)
    return _placed(found, Scope(words, start, end, text=text, span=_span(found)))


def _moment_in(moments: Sequence[Moment], low: int, high: int) -> Moment | None:
    span = Span(low, high)
    return next((m for m in moments if m.kind is MomentKind.DATE and m.span.overlaps(span)), None)


def _dated(text: str, moment: Moment) -> Period | None:
    """A date as a scope; "by 20 April" is when it was counted, not a period of its own."""
    if moment.kind is not MomentKind.DATE or moment.bound in (Bound.UNTIL, Bound.BEFORE):
        return None
    start = moment.span.start
    if _SUPERLATIVE.search(text[max(0, start - 46) : start].removesuffix("since ")):
        return None
    since = moment.bound is Bound.SINCE
    end = None if since else moment.end
    scope = Scope(moment.words, moment.start, end, since, moment.span.of(text))
    return Period(start, moment.span.end, start, scope)
