"""The sources there are, by suffix. A new format is its file and its line here."""

from __future__ import annotations

from pathlib import PurePath

from claimcheck.sources.csv import CSV
from claimcheck.sources.docx import DOCX
from claimcheck.sources.feed import FEED
from claimcheck.sources.html import HTML
from claimcheck.sources.jsonl import JSONL
from claimcheck.sources.markdown import MARKDOWN
from claimcheck.sources.parquet import PARQUET
from claimcheck.sources.pdf import PDF
from claimcheck.sources.source import Source
from claimcheck.sources.text import TEXT
from claimcheck.sources.warc import WARC
from claimcheck.sources.zipped import ZIP

SOURCES: tuple[Source, ...] = (
    CSV, DOCX, FEED, HTML, JSONL, MARKDOWN, PARQUET, PDF, TEXT, WARC, ZIP,
)  # fmt: skip


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


def source_for(path: PurePath) -> Source | None:
    """The source that reads files named like `path`, in capitals or not.

    Of two suffixes both together count first: ".warc.gz".
    """
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    return _TABLE.get("".join(suffixes)) or _TABLE.get(path.suffix.lower())
