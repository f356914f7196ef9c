"""What a figure says of its item (an extra, a total, a change) and when it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.quantities.numbers import TENS, UNITS
from claimcheck.text.words import content_words
from claimcheck.types import Bound, Moment, MomentKind, Role, Scope, Span

#: How far a role word may stand from its figure, in characters.
_REACH = 140

_UP = (
    r"(?:rose|risen|rises|rise|rising|grew|grown|grow|grows|growing|jumped|jumps|jump|climbed|climb"
)
_UP += (
    r"|climbs|gained|gain|gains|surged|surge|surges|soared|increased|increase|increases|increasing"
)
_UP += r"|up|advanced|added|adds|raised|raise|higher|expanded|widened|strengthened)"
_DOWN = r"(?:fell|fallen|falls|fall|falling|dropped|drop|drops|dropping|declined|decline|declines"
_DOWN += (
    r"|down|decreased|decrease|decreases|cut|cuts|cutting|lost|slid|slipped|sank|plunged|shrank"
)
_DOWN += (
    r"|tumbled|reduced|reduce|reduces|reduction|lowered|lower|slumped|contracted|narrowed|dipped)"
)
_BY = r"(?:\s(?:by|of|about|around|some|nearly|almost|another|a|an|just|only|roughly|over"
_BY += r"|more\sthan))*"
_TO = r"(?:\s[\w$€£%'’.-]+){0,9}?\s(?:to|at)"

_INCREMENT_CUE = re.compile(
    r"\b(?:extra|additional|another|further|new|latest|fresh|added)(?:\s[\w-]+)?\s$", re.IGNORECASE
)
_MORE_AFTER = re.compile(
    r"\s(?:more|extra|additional|further|higher|above|others?)\b", re.IGNORECASE
)
_LESS_AFTER = re.compile(r"\s(?:less|fewer|lower|below)\b(?!\sthan\s\d)", re.IGNORECASE)
_RISE = re.compile(rf"\b{_UP}{_BY}\s$", re.IGNORECASE)
_FALL = re.compile(rf"\b{_DOWN}{_BY}\s$", re.IGNORECASE)
_CHANGED_TO = re.compile(rf"\b(?:{_UP}|{_DOWN}){_TO}\s$", re.IGNORECASE)
#: The figure that another one is set against: where a change began, or what it is not.
_FROM = re.compile(
    r"\b(?:from|instead\sof|rather\sthan|compared\s(?:with|to)|against|versus|up\son|down\son)"
    r"(?:\san?\s[\w-]+\sof)?(?:\sthe)?\s$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total|totals|totalled|totaled|totalling|totaling|altogether|overall|sum|combined"
    r"|cumulative|cumulatively)\b",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"\s(?:[\w'’-]+\s){0,5}?(?:in\stotal|in\sall|altogether|overall|in\sthe\saggregate)\b",
    re.IGNORECASE,
)
_SO_FAR_TOTAL = re.compile(r"\bbring(?:s|ing)?\b|\btaking\b|\btakes\b", re.IGNORECASE)
_BOUNDARY = re.compile(r"[;:!?]|\.\s|,\s(?:and|but|while|as|with|which|who)\b|\bwhile\b|\bbut\b")

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
_SINCE = re.compile(
    r"\bsince\s(?P<what>(?:(?!\sand\s(?:\$|€|£|\d)|\swhile\s|\sbut\s)[^,;.()]){2,70})",
    re.IGNORECASE,
)
#: "The highest level since 2001" dates the record, not the figure.
_SUPERLATIVE = re.compile(
    r"\b(?:\w+est|most|least|first|worst|best|last)(?:\s[\w'’-]+){0,3}\s$", re.IGNORECASE
)
_TO_DATE = re.compile(r"\b(?:so\sfar|to\sdate|till\snow|until\snow|up\sto\snow)\b", re.IGNORECASE)
_NORMAL_WHICH = {"past": "last", "previous": "last", "preceding": "last", "current": "this"}


_WHOLE = re.compile(
    r"^\s(?:[\w-]+\s)?(?:out\s)?of\s(?:the|its|their|all|all\sthe|a\stotal\sof)?\s?$", re.IGNORECASE
)
#: "The $100m it had first offered" is what the figure was before.
_FORMERLY = re.compile(
    r"\s(?:[\w'’-]+\s){0,3}?(?:first|originally|initially|previously|once)\s"
    r"(?:offered|promised|pledged|planned|proposed|announced|estimated|expected|reported|asked)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r";|\.\s|\bwhile\b|\bbut\b")
_NEXT_OPENS = re.compile(
    r"(?:,|\sand)\s(?:and\s)?(?=(?:since|in|over|during|within|last|this)\s)", re.I
)


def role_of(text: str, start: int, end: int, floor: int) -> Role:
    """The role of the figure at ``[start, end)``; `floor`: where the figure before it ends."""
    low = max(floor, start - _REACH, 0)
    before = text[low:start]
    if _WHOLE.search(before) and floor:
        return Role.WHOLE
    if _FROM.search(before) or _FORMERLY.match(text, end):
        return Role.FROM
    clause = before[_last_boundary(before) :]
    if _TOTAL.search(clause) or _TOTAL_AFTER.match(text, end):
        return Role.TOTAL
    if _FALL.search(clause) or _LESS_AFTER.match(text, end):
        return Role.DECREMENT
    if _RISE.search(clause) or _INCREMENT_CUE.search(clause) or _MORE_AFTER.match(text, end):
        return Role.INCREMENT
    wider = text[max(0, start - _REACH) : start]
    if _CHANGED_TO.search(wider[_last_boundary(wider) :]):
        return Role.TO
    return Role.VALUE


def _last_boundary(before: str) -> int:
    last = 0
    for found in _BOUNDARY.finditer(before):
        last = found.end()
    return last


def scope_of(
    text: str, start: int, end: int, floor: int, ceiling: int, moments: Sequence[Moment]
) -> Scope | None:
    """When the figure holds: the nearest period after it, else before it, else the sentence's.

    `floor` is where the figure before it ends and `ceiling` where the next one begins: a
    period beyond either belongs to that one, but for one that opens the sentence.
    """
    stop = _next_stop(text, end, ceiling)
    opening = max(_sentence_start(text, start), start - _REACH)
    return (
        _scope_in(text, end, stop, moments)
        or _scope_in(text, max(opening, floor), start, moments)
        or (_scope_in(text, opening, start, moments) if floor > opening else None)
    )


def _next_stop(text: str, end: int, ceiling: int) -> int:
    stop = min(ceiling, end + _REACH, len(text))
    found = _STOP.search(text, end, stop)
    if found:
        stop = found.start()
    if ceiling < len(text) and (opening := _NEXT_OPENS.search(text, end, stop)):
        return opening.start()  # "to $2bn, and since 2021 to $1bn": that period is the next one's
    return stop


def _sentence_start(text: str, start: int) -> int:
    """Periods before a figure are its own only up to the figure's clause."""
    return max(text.rfind(";", 0, start), text.rfind(". ", 0, start), -1) + 1


def _scope_in(text: str, low: int, high: int, moments: Sequence[Moment]) -> Scope | None:
    found: list[tuple[int, Scope]] = []
    since = _SINCE.search(text, low, high)
    if since and not _SUPERLATIVE.search(text, max(0, since.start() - 40), since.start()):
        inside = _moment_in(moments, since.start(), since.end())
        words = " ".join(word.stem for word in content_words(since["what"]))
        found.append(
            (
                since.start(),
                Scope(
                    f"since {words}",
                    inside.start if inside else None,
                    None,
                    True,
                    since.group().strip(),
                ),
            )
        )
    if period := _PERIOD.search(text, low, high):
        found.append((period.start(), _period(period)))
    if deictic := _DEICTIC.search(text, low, high):
        found.append((deictic.start(), _deictic(deictic, moments)))
    if date := _date_scope(text, moments, low, high):
        found.append(date)
    if to_date := _TO_DATE.search(text, low, high):
        found.append(
            (
                to_date.start() + _REACH,
                Scope("to date", since=True, text=to_date.group(), span=_span(to_date)),
            )
        )
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _period(found: re.Match[str]) -> Scope:
    unit = found["unit"].lower().rstrip("s").replace("ie", "y")
    number = (found["n"] or "1").lower().replace("couple of", "2")
    count = UNITS.get(number, TENS.get(number, number))
    return Scope(f"in {count} {unit}", text=found.group(), span=_span(found))


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end())


def _deictic(found: re.Match[str], moments: Sequence[Moment]) -> Scope:
    which = _NORMAL_WHICH.get(found["which"].lower(), found["which"].lower())
    inside = _moment_in(moments, found.start(), found.end())
    words = f"{which} {found['unit'].lower()}"
    if inside is None:
        return Scope(words, text=found.group(), span=_span(found))
    return Scope(words, inside.start, inside.end, text=found.group(), span=_span(found))


def _moment_in(moments: Sequence[Moment], low: int, high: int) -> Moment | None:
    span = Span(low, high)
    return next((m for m in moments if m.span.overlaps(span) and _is_date(m)), None)


def _is_date(moment: Moment) -> bool:
    return moment.kind is MomentKind.DATE


def _date_scope(
    text: str, moments: Sequence[Moment], low: int, high: int
) -> tuple[int, Scope] | None:
    for moment in moments:
        if moment.bound in (Bound.UNTIL, Bound.BEFORE):
            continue  # "by 20 April" is when it was counted, not a period of its own
        if not _is_date(moment) or moment.span.start < low or moment.span.end > high:
            continue
        before = text[max(0, moment.span.start - 46) : moment.span.start].removesuffix("since ")
        if not _SUPERLATIVE.search(before):
            since = moment.bound is Bound.SINCE
            end = None if since else moment.end
            return moment.span.start, Scope(
                moment.words, moment.start, end, since, moment.span.of(text)
            )
    return None


_PER = re.compile(
    r"\s?(?:-\s?)?(?:(?:a|an|per|each|every)\s|/\s?)(?P<what>second|minute|hour|day|week|month|quarter|year|annum"
    r"|capita|head|person|inhabitant|household|kilometre|kilometer|km|mile|tonne|ton|kilogram|kg|litre"
    r"|liter|gallon|barrel|share|unit|night|pupil|student|patient|passenger|vehicle|head|MWh|kWh"
    r"|\d{1,3}(?:,\d{3})+(?:\s\w+)?|million\b)\b"
    r"|\s(?P<adverb>annually|yearly|daily|weekly|monthly|hourly|a-year|a-day|a-week)\b"
    r"|-(?P<hyphen>a-year|a-month|a-week|a-day|an-hour)\b",
    re.IGNORECASE,
)
_PER_NAMES = {
    "annum": "year", "annually": "year", "yearly": "year", "a-year": "year", "a-day": "day",
    "a-week": "week", "a-month": "month", "an-hour": "hour", "daily": "day", "weekly": "week",
    "monthly": "month", "hourly": "hour", "capita": "person", "head": "person",
    "inhabitant": "person", "kilometer": "kilometre", "km": "kilometre", "kg": "kilogram",
    "liter": "litre", "ton": "tonne",
}  # fmt: skip


_EARLIER = re.compile(r"\s(?:earlier|later|before|ago|after|prior|previously)\b", re.IGNORECASE)


def per_of(text: str, end: int) -> tuple[str, int] | None:
    """What the figure is a rate over ("a year", "per 100,000"), and where that ends."""
    found = _PER.match(text, end)
    if found is None or _EARLIER.match(text, found.end()):
        return None
    what = (found["what"] or found["adverb"] or found["hyphen"]).lower()
    return _PER_NAMES.get(what, what), found.end()
