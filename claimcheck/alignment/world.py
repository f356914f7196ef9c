"""Figures of the whole world beside those of one place: they may differ and both be right."""

from __future__ import annotations

import re

from claimcheck.places import country
from claimcheck.types import Quantity, Reading

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
_NAMES = re.compile(r"\b[A-Z][\w'’.]*(?:\s[A-Z][\w'’.]*)?")


def is_of_a_place(mine: Quantity, claim: Reading, theirs: Quantity, evidence: Reading) -> bool:
    """Whether the claim's figure is the world's, and the evidence's that of one place in it."""
    if not _WORLD.search(claim.text) or _place(claim.text):
        return False
    said = _clause(theirs, evidence.text)
    return _place(said) and not _WORLD.search(said)


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
    start, end = 0, len(text)
    for found in _CLAUSE.finditer(text):
        if found.end() <= figure.span.start:
            start = found.end()
        elif found.start() >= figure.span.end:
            end = found.start()
            break
    return text[start:end]
