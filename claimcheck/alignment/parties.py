"""Whether two names in their sentences are of one party to what is told, or of two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.alignment.actors import is_held
from claimcheck.names import Kind, compare_names, kind
from claimcheck.types import Name, Reading, Slot

_ARTICLE = re.compile(r"\bthe\s+$", re.I)
#: How far before a name its article may begin, in characters.
_REACH = 8


def is_same(name: Name, others: Iterable[Name]) -> bool:
    """Whether one of some names is that of the same, or ends with the same word."""
    last = name.text.split()[-1].lower()
    return any(
        last == other.text.split()[-1].lower()
        or compare_names(name.text, other.text) is Slot.SAME
        or is_held(name, (other.text,))
        for other in others
    )


def differ(name: Name, reading: Reading, other: Name, beside: Reading) -> bool:
    """Whether two names are clearly of two parties of one kind."""
    mine, theirs = _sort(name, reading), _sort(other, beside)
    if mine is not theirs or mine in (Kind.VAGUE, Kind.ROLE) or is_same(name, [other]):
        return False
    # "the Greens" are no person, and those that bodies are compared with are told by other words.
    kinds = kind(name.text) is kind(other.text)
    return not kinds or compare_names(name.text, other.text) is Slot.DIFFERENT


def _sort(name: Name, reading: Reading) -> Kind:
    """The kind of a name: with an article one is a body, or only describes somebody."""
    sort = kind(name.text)
    start = name.span.start
    if sort is Kind.PERSON and _ARTICLE.search(reading.text, max(0, start - _REACH), start):
        if name.text.endswith("s"):
            return Kind.BODY
        return sort if " " in name.text else Kind.VAGUE  # "the Republican" may be anyone
    return sort
