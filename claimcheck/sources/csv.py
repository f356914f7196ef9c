"""CSV (.csv, .tsv): an article a row.

What: the first row names the columns: `text` (or `body`, `content`), and optionally `title`,
`date`, `outlet`, `url`, `id`, `language`, by the names that JSON lines have, in capitals or not;
the setting `fields` adds names. Commas, semicolons, tabs or bars stand between cells, whichever
makes a header with a text. Other columns are left alone. UTF-8 is read row by row, so that a file
may be larger than memory. At a quotation mark that nothing closes the reading ends.
The line of a place is the row as a spreadsheet counts it, the header being row 1; the column is
the number of the column.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, TextIO

from claimcheck.errors import SourceError
from claimcheck.sources import records
from claimcheck.sources.decode import bom_encoding, decode
from claimcheck.sources.source import MAX_BYTES, File, Skipped, Source
from claimcheck.types import Article

_DELIMITERS = ",;\t|"
_BLOCK = 2**20


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of a table, with a `Skipped` for each row that gives none.

    :raises SourceError: where it is no text, or none of its columns is.
    """
    # The library has one limit for the whole process, of 128 KiB: less than some articles have.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    with ExitStack() as stack:
        text = stack.enter_context(_text(file))
        header = text.readline(_BLOCK)
        if not header.strip():
            raise SourceError("empty", location=file.name)
        delimiter, known = _columns(header, file)
        text.seek(0)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        row = 0
        try:
            for row, cells in enumerate(rows, 1):
                if row > 1 and any(map(str.strip, cells)):
                    yield from _row(cells, known, file, row)
        except csv.Error as error:
            yield Skipped(file.name, f"not CSV: {error}; nothing after it is read", row + 1, 1)
    if row < 2:
        yield Skipped(file.name, "no row below the header")


def _row(
    cells: list[str], known: records.Columns, file: File, row: int
) -> Iterator[Article | Skipped]:
    if len(cells) > len(known.header):
        why = f"{len(cells)} cells, and the header has {len(known.header)}"
        yield Skipped(file.name, why, row, len(known.header) + 1)
    else:
        yield from records.article(cells, known, file, row)


def _columns(line: str, file: File) -> tuple[str, records.Columns]:
    """What is between the cells, and which columns there are.

    :raises SourceError: where no column is the text.
    """
    headers: list[list[str]] = []
    for delimiter in _DELIMITERS:
        try:
            header = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        known = records.columns(header, file.names)
        if known is not None:
            return delimiter, known
        headers.append(header)
    raise records.no_text(max(headers, key=len, default=[]), file)


def _text(file: File) -> TextIO:
    """The file as text, read as it goes where it is UTF-8."""
    with file.open() as raw:
        mark = bom_encoding(raw.read(4))
        raw.seek(0)
        streams = mark in (None, "utf-8") and _is_utf8(raw, file.name)
    if streams:
        return io.TextIOWrapper(file.open(), encoding="utf-8-sig", newline="")
    return io.StringIO(decode(file.whole(), file.name, declared=file.charset), newline="")


def _is_utf8(raw: BinaryIO, name: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := raw.read(_BLOCK):
            if b"\0" in block:
                raise SourceError("not a text: it holds NUL bytes", location=name)
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


CSV = Source("CSV", (".csv", ".tsv"), read)
