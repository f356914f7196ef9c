"""The setting `claimreview`: who publishes the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from claimcheck.config.files import Read
from claimcheck.errors import ClaimcheckError, did_you_mean
from claimcheck.types import Publisher


def publisher_of(read: Read) -> Publisher | None:
    """Who publishes the checks, as a ClaimReview tells it."""
    if "claimreview" not in read:
        return None
    value, at = read["claimreview"]
    told = value if isinstance(value, dict) else {}
    fault = next(_publisher_faults(told), None)
    if fault:
        raise ClaimcheckError(
            f"claimreview: {fault}",
            location=at,
            remedy="for instance {author: Harbour Courier, author_url: https://courier.example, "
            "url: 'https://courier.example/checks/{id}'}",
        )
    return Publisher(**{key: str(item) for key, item in told.items()})


_PUBLISHER = tuple(field.name for field in fields(Publisher))


def _publisher_faults(told: dict[str, object]) -> Iterator[str]:
    for key in told:
        if key not in _PUBLISHER:
            hint = did_you_mean(key, _PUBLISHER)
            yield f"unknown key '{key}'{hint}"
    for key in ("author", "author_url", "url"):
        if not str(told.get(key) or "").strip():
            yield f"{key} is missing"
        elif key != "author" and not re.match(r"https?://\S+$", str(told[key])):
            yield f"{key}: '{told[key]}' is no address (want https://…)"
    if told.get("kind", "Organization") not in ("Organization", "Person"):
        yield f"kind: '{told['kind']}' is neither Organization nor Person"
    if "date" in told and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(told["date"])):
        yield f"date: '{told['date']}' is not a date (want YYYY-MM-DD)"
