"""Records as articles: the rows of tables, and what lines of JSON have in common with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Field:
    """What a record says of a part of an article.

    `name` is what messages call it, `column` its place in its line or row, `begin` that of its
    first character as `TextBuilder.add` takes it.
    """

    value: str
    name: str
    column: int
    begin: int


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
    """The article of a row of a table; first what was wrong with its date, if anything.

    The place of each of its characters is `row` and the number of the column.
    """
    fields = {
        part: Field(
            cells[at].strip(), f"column {known.header[at].strip()!r}", column=at + 1, begin=-at - 1
        )
        for part, at in known.index.items()
        if at < len(cells)
    }
    text = fields.get("text")
    if text is None or not text.value:
        at = known.index["text"]
        why = f"column {known.header[at].strip()!r} is empty"
        yield Skipped(file.name, why, row, at + 1)
        return
    words = text.value.replace("\r\n", "\n").replace("\r", "\n")
    yield from made(fields, [(words, text.begin)], file, row)


def made(
    fields: Mapping[str, Field], text: Iterable[tuple[str, int]], file: File, row: int
) -> Iterator[Article | Skipped]:
    """The article of a record; first what was wrong with its date, if anything.

    `fields` go by our names, "text" among them; `text` is its text in pieces, each with the column
    at which it begins, 0 for one that does not stand there.
    """
    odd = next((field for field in fields.values() if "\0" in field.value), None)
    if odd is not None:
        yield Skipped(file.name, f"{odd.name} holds NUL characters", row, odd.column)
        return
    published: date | None = None
    told = fields.get("date")
    if told is not None and told.value:
        try:
            published = parse_date(told.value)
        except ValueError as error:
            yield Skipped(file.name, f"{told.name}: {error}", row, told.column, part="date")
    built = TextBuilder()
    title = " ".join(_value(fields, "title").split())
    if title and not begins_with(fields["text"].value, title):
        built.add(title, row, fields["title"].begin)
        built.glue("\n\n")
    for piece, column in text:
        if column:
            built.add(piece, row, column)
        else:
            built.glue(piece)
    yield Article(
        id=_value(fields, "id") or f"{file.name}#{row}",
        path=file.name,
        text=unwrap(built.text),
        url=_value(fields, "url") or None,
        title=title or None,
        outlet=_value(fields, "outlet") or None,
        published=published,
        language=_value(fields, "language") or "en",
        anchors=built.anchors,
    )


def _value(fields: Mapping[str, Field], part: str) -> str:
    """What a record says of a part, "" for nothing."""
    return fields[part].value if part in fields else ""


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())
