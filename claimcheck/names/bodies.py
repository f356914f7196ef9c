"""Who may speak for whom: lone names that may be a firm's or a party's, and those in office."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.names.comparing import Kind, kind
from claimcheck.names.finding import find_names


def may_be_body(name: str, known: Iterable[str]) -> bool:
    """Whether a name is one of a body, or one word that ends no longer name of those `known`.

    "Orrin" is a firm's or a place's, unless "Maud Orrin" is named, too.
    """
    if kind(name) is Kind.BODY:
        return True
    if kind(name) is not Kind.PERSON or len(name.split()) != 1:
        return False
    return not any(other.split()[-1] == name for other in known if " " in other)


def bears_office(speaker: str) -> bool:
    """Whether a full name as written has a title before it: "Finance chief Maud Hale"."""
    return any(name.titles and " " in name.text for name in find_names(speaker))
