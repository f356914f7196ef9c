"""What a reading holds, mention by mention: in words for people, in fields for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimcheck.quantities.describe import measured
from claimcheck.schema import Json
from claimcheck.text.words import stem
from claimcheck.types import (
    Bound,
    Moment,
    MomentKind,
    Quantity,
    Quotation,
    Reading,
    Role,
    Scope,
    Span,
    Unread,
)

#: The kinds of a mention, in the order in which they are counted, each in the plural.
PLURALS: Mapping[str, str] = {
    "figure": "figures",
    "unread": "unread",
    "date": "dates",
    "weekday": "weekdays",
    "time": "times",
    "duration": "durations",
    "quotation": "quotations",
    "said": "said",
    "negation": "negations",
    "name": "names",
}
#: Characters of a meaning at most: it may repeat a word of any length.
_BRIEF = 160
#: The key of each slot as the words of a message name it.
_SLOTS = {"per": "rate"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a text: `meaning` in words, `fields` in full."""

    kind: str
    span: Span
    meaning: str
    fields: Mapping[str, Json]


def mentions(reading: Reading) -> list[Mention]:
    """Everything found in a text, in its order, the longer of two before the shorter."""
    found = [
        *(_figure(quantity, reading.text) for quantity in reading.quantities),
        *(_unread(seen) for seen in reading.unread),
        *(_moment(moment) for moment in reading.moments),
        *(_quotation(quotation) for quotation in reading.quotations),
        *_others(reading),
    ]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end, one.kind))


def _unread(seen: Unread) -> Mention:
    return Mention("unread", seen.span, shorten(seen.why, _BRIEF), {"why": seen.why})


def _others(reading: Reading) -> Iterator[Mention]:
    for said in reading.attributions:
        yield Mention("said", said.clause, f"by {said.speaker}", {"speaker": said.speaker})
    for denied in reading.negations:
        words = list(denied.words)
        meaning = f"denies: {' '.join(words)}" if words else ""
        yield Mention("negation", denied.cue, meaning, {"words": words})
    for name in reading.names:
        yield Mention("name", name.span, "", {"titles": list(name.titles)})


def _quotation(quotation: Quotation) -> Mention:
    whole = " ".join(quotation.text.split())
    meaning = f"by {quotation.speaker}" if quotation.speaker else "by nobody named"
    fields = {"speaker": quotation.speaker, "quoted": whole}
    return Mention("quotation", quotation.span, meaning, fields)


# --------------------------------------------------------------------------
# Figures


def _figure(quantity: Quantity, text: str) -> Mention:
    item = quantity.item_span.of(text) if quantity.item_span else quantity.item
    said = {stem(word.strip(",")) for word in item.split()}
    modifiers = [word for word in quantity.modifiers if word not in said]
    details = [
        f"of {' '.join(item.split())}" if item else "",
        f"modified by {', '.join(modifiers)}" if modifiers else "",
        quantity.fate if quantity.fate not in item.lower().split() else "",
        f"by {' '.join(quantity.agent.split())}" if quantity.agent else "",
        f"per {quantity.per}" if quantity.per else "",
        f"role {quantity.role.value}" if quantity.role is not Role.VALUE else "",
        f"when {_period(quantity.scope)}" if quantity.scope else "",
        "denied" if quantity.denied else "",
    ]
    if quantity.inherited:
        slots = (_SLOTS.get(slot, slot) for slot in quantity.inherited)
        details.append(f"inherited: {', '.join(slots)}")
    meaning = " · ".join([measured(quantity), *filter(None, details)])
    return Mention("figure", quantity.span, meaning, _figure_fields(quantity, item))


def _period(scope: Scope) -> str:
    words = " ".join((scope.text or scope.words).split())
    if scope.start is None:
        return words
    return f"{words} ({_days(scope.start, None if scope.since else scope.end)})"


def _figure_fields(quantity: Quantity, item: str) -> dict[str, Json]:
    unit, scope = quantity.unit, quantity.scope
    return {
        "form": quantity.form.value,
        "face": _exact(quantity.face),
        "base": _exact(quantity.value),
        "low": _exact(quantity.low),
        "high": _exact(quantity.high),
        "closed_low": quantity.closed_low,
        "closed_high": quantity.closed_high,
        "unit": {"dimension": unit.dimension, "code": unit.code, "name": unit.name},
        "item": quantity.item,
        "item_text": item,
        "modifiers": list(quantity.modifiers),
        "fate": quantity.fate,
        "agent": quantity.agent,
        "per": quantity.per,
        "role": quantity.role.value,
        "scope": None
        if scope is None
        else {
            "words": scope.words,
            "first_day": _iso(scope.start),
            "last_day": _iso(scope.end),
            "since": scope.since,
        },
        "denied": quantity.denied,
        "inherited": list(quantity.inherited),
    }


def _exact(value: Decimal | None) -> str | None:
    """The value in digits; a string, since a program's floats would not hold it."""
    return None if value is None else f"{value.normalize():f}"


# --------------------------------------------------------------------------
# Dates and times


def _moment(moment: Moment) -> Mention:
    fields: dict[str, Json] = {
        "bound": moment.bound.value,
        "first_day": _iso(moment.start),
        "last_day": _iso(moment.end),
        "hour": moment.hour,
        "minute": moment.minute,
        "zone": moment.zone,
        "utc_offset": moment.offset,
        "margin": moment.margin,
        "needs_publication": moment.deictic,
        "resolved": moment.resolved,
    }
    is_time = moment.kind is MomentKind.TIME and moment.hour is not None
    meaning = _clock(moment) if is_time else _calendar(moment)
    return Mention(moment.kind.value, moment.span, meaning, fields)


def _clock(moment: Moment) -> str:
    words = f"{moment.hour:02}:{moment.minute or 0:02}"
    if moment.half_day:
        words += ", a.m. or p.m. not stated"
    if moment.zone is None:
        return f"{words}, no zone stated"
    words += f" {moment.zone}"
    if moment.offset is None:
        return words
    sign = "-" if moment.offset < 0 else "+"
    hours, minutes = divmod(abs(moment.offset), 60)
    return f"{words} (UTC{sign}{hours:02}:{minutes:02})"


def _calendar(moment: Moment) -> str:
    if moment.start is None or moment.end is None:
        if moment.kind is MomentKind.DURATION:
            return ""
        return "unclear: needs a publication date" if moment.deictic else "unclear"
    words = _days(moment.start, moment.end)
    if moment.bound is not Bound.ON:
        words = f"{moment.bound.value} {words if moment.start == moment.end else f'({words})'}"
    if moment.margin:
        words += f", give or take {_count(moment.margin, 'day')}"
    if moment.other:
        words += f", or {moment.other}"
    return words + (", by the publication date" if moment.deictic else "")


def _days(start: date, end: date | None) -> str:
    if end is None:
        return f"from {start}"
    return str(start) if start == end else f"{start} to {end}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def shorten(text: str, length: int) -> str:
    """`text`, or its beginning and "…" where it is longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"
