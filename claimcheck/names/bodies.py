"""Who may speak for whom: lone names that may be a firm's or a party's, and those in office."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.names.comparing import Kind, kind
from claimcheck.names.finding import find_names


def may_be_body(name: str, known: Iterable[str]) -> bool:
    """Whether a name is one of a body, or one word that ends no longer name of those `known`.

    "Orrin" is a firm's or a place's, unless "Maud Orrin" is named, too; "Orrin Tiles" is, where
    "Orrin" is named for short.
    """
    sort, words, told = kind(name), name.split(), frozenset(known)
    if sort is not Kind.PERSON or not words:
        return sort is Kind.BODY
    if len(words) > 1:
        return words[0] in told and words[-1] not in told
    return not any(other.split()[-1] == name for other in told if " " in other)


def bears_office(speaker: str) -> bool:
    """Whether a full name as written has a title before it: "Finance chief Maud Hale"."""
    return any(name.titles and " " in name.text for name in find_names(speaker))
