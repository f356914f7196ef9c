"""The sources there are, by suffix. A new format is its file and its line here."""

from __future__ import annotations

from pathlib import Path

from claimcheck.sources.html import HTML
from claimcheck.sources.jsonl import JSONL
from claimcheck.sources.markdown import MARKDOWN
from claimcheck.sources.source import Source
from claimcheck.sources.text import TEXT

SOURCES: tuple[Source, ...] = (HTML, JSONL, MARKDOWN, TEXT)


def _by_suffix(sources: tuple[Source, ...]) -> dict[str, Source]:
    table: dict[str, Source] = {}
    for source in sources:
        for suffix in source.suffixes:
            if suffix in table:
                raise ValueError(f"{suffix} is claimed by {table[suffix].name} and {source.name}")
            table[suffix] = source
    return table


_TABLE = _by_suffix(SOURCES)

#: The suffixes that are read, in order.
SUFFIXES: tuple[str, ...] = tuple(sorted(_TABLE))


def source_for(path: Path) -> Source | None:
    """The source that reads files named like `path`, in capitals or not."""
    return _TABLE.get(path.suffix.lower())
