"""Rows of tables as articles: which column is what, and where a cell stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.errors import SourceError, few
from claimcheck.sources.builder import TextBuilder, begins_with
from claimcheck.sources.fields import Names, parse_date
from claimcheck.sources.source import File, Skipped
from claimcheck.text.lines import unwrap
from claimcheck.types import Article


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are parts of an article, by our names, each with its index."""

    header: tuple[str, ...]
    index: Mapping[str, int]

    def value(self, cells: Sequence[str], part: str) -> str:
        """What a row says of a part, "" for nothing."""
        at = self.index.get(part, len(cells))
        return cells[at].strip() if at < len(cells) else ""


def columns(header: Sequence[str], names: Names) -> Columns | None:
    """The columns of a table by their names, in capitals or not; None where none is the text."""
    known: dict[str, int] = {}
    for at, name in enumerate(header):
        known.setdefault(_plain(name), at)
    found = {
        part: next((known[_plain(name)] for name in allowed if _plain(name) in known), -1)
        for part, allowed in names.items()
    }
    index = {part: at for part, at in found.items() if at >= 0}
    return Columns(tuple(header), index) if "text" in index else None


def no_text(header: Sequence[str], file: File) -> SourceError:
    """The error of a table in which no column is known as the text."""
    shown = few([name.strip() or '""' for name in header], 12)
    return SourceError(
        f"no column holds the text (want {' or '.join(file.names['text'])}; found {shown})",
        location=file.name,
        remedy="name the columns with the setting 'fields', for instance fields: {text: Story}",
    )


def article(
    cells: Sequence[str], known: Columns, file: File, row: int
) -> Iterator[Article | Skipped]:
    """The article of a row; first what was wrong with its date, if anything.

    The place of each of its characters is `row` and the number of the column.
    """
    text = known.value(cells, "text").replace("\r\n", "\n").replace("\r", "\n")
    column = known.index["text"] + 1
    if not text:
        yield Skipped(file.name, f"{_named(known, 'text')} is empty", row, column)
        return
    if "\0" in text:
        yield Skipped(file.name, f"{_named(known, 'text')} holds NUL characters", row, column)
        return
    published: date | None = None
    if written := known.value(cells, "date"):
        try:
            published = parse_date(written)
        except ValueError as error:
            why = f"{_named(known, 'date')}: {error}"
            yield Skipped(file.name, why, row, known.index["date"] + 1, part="date")
    built = TextBuilder()
    title = " ".join(known.value(cells, "title").split())
    if title and not begins_with(text, title):
        built.add(title, row, -known.index["title"] - 1)
        built.glue("\n\n")
    built.add(text, row, -column)
    yield Article(
        id=known.value(cells, "id") or f"{file.name}#{row}",
        path=file.name,
        text=unwrap(built.text),
        url=known.value(cells, "url") or None,
        title=title or None,
        outlet=known.value(cells, "outlet") or None,
        published=published,
        language=known.value(cells, "language") or "en",
        anchors=built.anchors,
    )


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())


def _named(known: Columns, part: str) -> str:
    return f"column {known.header[known.index[part]].strip()!r}"
