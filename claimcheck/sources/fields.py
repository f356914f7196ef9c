"""What the fields of an article's head may hold: dates, and the names they go by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

#: For each part of an article, the names that its field may have in a record.
Names = Mapping[str, tuple[str, ...]]

#: For each part of an article the field names accepted, the documented one first.
NAMES: Names = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "id": ("id",),
}


def named(given: Mapping[str, Sequence[str]]) -> Names:
    """The names that fields go by in a project that gives some: its own before the usual ones."""
    return {part: (*given.get(part, ()), *usual) for part, usual in NAMES.items()}


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}.*))?")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")


def parse_date(value: str) -> date:
    """The day of an ISO 8601 or RFC 3339 date or date-time, as its own zone counts days.

    :raises ValueError: with the reason, where it is none.
    """
    text = value.strip()
    found = _DATE.fullmatch(text) or _BASIC.fullmatch(text)
    if found is None:
        raise ValueError(f"{value!r} is not a date (want YYYY-MM-DD)")
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found.re is _DATE and found[4]:
            datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    except ValueError as error:
        raise ValueError(f"{value!r} is not a date ({error}; want YYYY-MM-DD)") from None
    return day
