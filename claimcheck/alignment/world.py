"""Figures of the whole world beside those of one place: they may differ and both be right."""

from __future__ import annotations

import re

from claimcheck.places import country
from claimcheck.text.remembered import remembered
from claimcheck.types import Quantity, Reading, Span

_WORLD = re.compile(
    r"\b(?:global(?:ly)?|world(?:wide|['’]s)?|planet(?:ary|['’]s)?|earth['’]s|international(?:ly)?)\b",
    re.I,
)
#: Parts of the world that are no countries.
_PLACE = re.compile(
    r"\b(?:Africa|Antarctica|the Antarctic|the Arctic|Asia|Europe|North America|South America"
    r"|Central America|Latin America|Scandinavia|the (?:Northern|Southern) Hemisphere"
    r"|the Antarctic Peninsula|(?:[Ii]n|[Ff]or) (?:cities|towns|urban areas|rural areas)"
    r"|local(?:ly)?|regional(?:ly)?|national(?:ly)?)\b"
)
_CLAUSE = re.compile(r"[;:()]|,\s(?=(?:and|but|while|whereas)\b)|\b(?:while|whereas|but)\b")
#: How far from a figure its clause reaches at most, in characters.
_REACH = 1000
_NAMES = re.compile(r"\b[A-Z][\w'’.]*(?:\s[A-Z][\w'’.]*)?")


def is_of_a_place(mine: Quantity, claim: Reading, theirs: Quantity, evidence: Reading) -> bool:
    """Whether the claim's figure is the world's, and the evidence's that of one place in it."""
    if not _is_of_the_world(claim):
        return False
    known = _clauses(evidence)
    if theirs.span not in known:
        said = _clause(theirs, evidence.text)
        known[theirs.span] = _place(said) and not _WORLD.search(said)
    return known[theirs.span]


@remembered
def _is_of_the_world(claim: Reading) -> bool:
    return _WORLD.search(claim.text) is not None and not _place(claim.text)


@remembered
def _clauses(evidence: Reading) -> dict[Span, bool]:
    """Of which figures the clause is of one place; filled as they are asked for."""
    return {}


def _place(text: str) -> bool:
    if _PLACE.search(text):
        return True
    return any(
        country(word) is not None
        for name in _NAMES.findall(text)
        for word in (name, name.split()[0], name.split()[-1])
    )


def _clause(figure: Quantity, text: str) -> str:
    """The clause of a figure."""
    start = max(0, figure.span.start - _REACH)
    end = min(len(text), figure.span.end + _REACH)
    for found in _CLAUSE.finditer(text, start, end):
        if found.end() <= figure.span.start:
            start = found.end()
        elif found.start() >= figure.span.end:
            end = found.start()
            break
    return text[start:end]
