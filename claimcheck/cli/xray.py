"""`claimcheck read`: what the tool sees in a text, span by span."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from claimcheck.errors import ClaimcheckError
from claimcheck.reports.excerpt import excerpt
from claimcheck.types import Context, Form, Moment, MomentKind, Quantity, Reading, Role, Span

_WIDTH = 100
_MARGIN = 12
"""Columns before the text: the kind of the mention stands there."""


def xray(text: str, *, published: str | None) -> str:
    """Figures, dates, quotations, names and negations of a text, each with carets.

    :raises ClaimcheckError: for an empty text, or a publication date that is no date.
    """
    from claimcheck.reading import read

    if not text.strip():
        raise ClaimcheckError("nothing to read", remedy='claimcheck read "some text"')
    reading = read(text, Context(published=_day(published)))
    mentions = sorted(_mentions(reading), key=lambda mention: (mention[1], mention[0]))
    if not mentions:
        return "nothing to compare: no figure, date, quotation, name or negation\n"
    lines = []
    for kind, span, meaning in mentions:
        shown = excerpt(text, span, width=_WIDTH - _MARGIN)
        carets = f"{'':<{_MARGIN}}{shown.carets}"
        fits = len(carets) + 1 + len(meaning) <= _WIDTH
        told = [f"{carets} {meaning}".rstrip()] if fits else [carets, f"{'':<{_MARGIN}}{meaning}"]
        lines += [f"{kind:<{_MARGIN}}{shown.line}", *told]
    return "\n".join([*lines, ""])


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise ClaimcheckError(
            f"'{published}' is not a date (want YYYY-MM-DD)", remedy="for instance 2022-04-21"
        ) from None


def _mentions(reading: Reading) -> Iterator[tuple[str, Span, str]]:
    """Kind, span and meaning of everything found."""
    for quantity in reading.quantities:
        yield "figure", quantity.span, _figure(quantity)
    for part in reading.unread:
        yield "unread", part.span, part.why
    for moment in reading.moments:
        yield moment.kind.value, moment.span, _moment(moment)
    for quotation in reading.quotations:
        yield "quotation", quotation.span, f"by {quotation.speaker or 'an unnamed speaker'}"
    for said in reading.attributions:
        yield "said", said.clause, f"by {said.speaker}"
    for negation in reading.negations:
        yield "negation", negation.cue, f"denies {' '.join(negation.words)}".rstrip()
    for name in reading.names:
        yield "name", name.span, ", ".join(name.titles)


def _figure(quantity: Quantity) -> str:
    """The values allowed in base units, then what they count."""
    unit = quantity.unit
    measure = unit.code if unit.dimension == "currency" else unit.dimension
    words = [_values(quantity), measure]
    if quantity.form is not Form.EXACT:
        words.insert(0, f"({quantity.form.value})")
    details = [
        ("of", " ".join([*quantity.modifiers, quantity.item]) if quantity.item else ""),
        ("per", quantity.per),
        ("when", quantity.scope.words if quantity.scope else ""),
        ("as", quantity.role.value if quantity.role is not Role.VALUE else ""),
    ]
    return " ".join([*words, *(f"· {key} {value}" for key, value in details if value)])


def _values(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return _number(low)
    left = "[" if quantity.closed_low and low is not None else "("
    right = "]" if quantity.closed_high and high is not None else ")"
    return (
        f"{left}{'-∞' if low is None else _number(low)}, "
        f"{'∞' if high is None else _number(high)}{right}"
    )


def _number(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(moment: Moment) -> str:
    if moment.kind is MomentKind.TIME and moment.hour is not None:
        clock = f"{moment.hour:02}:{moment.minute or 0:02}"
        return f"{clock} {moment.zone or 'in no stated zone'}"
    if moment.start is None or moment.end is None:
        return "needs the date of publication" if moment.deictic else moment.words
    days = str(moment.start) if moment.start == moment.end else f"{moment.start} to {moment.end}"
    bound = moment.bound.value
    return days if bound == "on" else f"{bound} {days}"
