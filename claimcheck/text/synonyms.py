"""One stem for words that news uses for one another ("aid", "assistance", "help")."""

from __future__ import annotations

from functools import cache
from importlib import resources

from claimcheck.text.words import stem


@cache
def _table() -> dict[str, str]:
    text = resources.files("claimcheck.text").joinpath("synonyms.txt").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        group = [stem(word) for word in line.split()]
        for member in group:
            table.setdefault(member, group[0])
    return table


def canonical(stemmed: str) -> str:
    """The stem that stands for the group of `stemmed`, or `stemmed` itself."""
    return _table().get(stemmed, stemmed)
