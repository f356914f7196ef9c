"""A figure in words for a message: as written, with what it counts and when it holds."""

from __future__ import annotations

from claimcheck.types import Quantity, Reading


def describe(quantity: Quantity, reading: Reading) -> str:
    """ "almost 40 organisations", "$2 billion since the administration began"."""
    said = quantity.span.of(reading.text)
    item = quantity.item_span
    if item is not None and item.start >= quantity.span.end and item.start - quantity.span.end < 24:
        said = reading.text[quantity.span.start : item.end]
    if quantity.scope is not None and quantity.scope.text:
        period = quantity.scope.text
        said = f"{said} {period}" if period not in said else said
    return " ".join(said.split())


def thing(quantity: Quantity, reading: Reading) -> str:
    """What the figure counts, as written; "" where it does not say."""
    return quantity.item_span.of(reading.text) if quantity.item_span else ""
