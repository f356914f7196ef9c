"""Parquet (.parquet): an article a row; the only user of pyarrow.

What: columns as in CSV, of texts; `date` may also be a column of days or times, `id` one of
numbers. Only those columns are read, a thousand rows at a time. The line of a place
is the row, counted from 1, the column the number of the column in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from claimcheck.errors import SourceError
from claimcheck.sources import records
from claimcheck.sources.extras import missing
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 1000


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of a table, with a `Skipped` for each row that gives none.

    :raises SourceError: where it is no Parquet file, or none of its columns is a text.
    """
    with file.begun() as raw:
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise missing("parquet") from None
        try:
            table = ParquetFile(raw)
            header = [str(name) for name in table.schema_arrow.names]
        except Exception as error:  # the library has no one class for what is damaged
            raise _damaged(error, file) from None
        known = records.columns(header, file.names)
        if known is None:
            raise records.no_text(header, file)
        _refuse_odd(table, known, file)
        row = 0
        for row, cells in enumerate(_rows(table, known, file), 1):
            yield from records.article(cells, known, file, row)
        if not row:
            yield Skipped(file.name, "no rows")


def _refuse_odd(table: ParquetFile, known: records.Columns, file: File) -> None:
    """Refuse columns of which nothing could be read.

    :raises SourceError: where the text is of another type, or a name stands twice.
    """
    from pyarrow import types

    at = known.index["text"]
    kind = table.schema_arrow.field(at).type
    kind = kind.value_type if types.is_dictionary(kind) else kind
    if str(kind) not in ("string", "large_string", "string_view", "null"):
        why = f"column {known.header[at]!r} holds {kind}, no text"
        raise SourceError(why, location=file.name, remedy="write it as a column of strings")
    for name in (known.header[at] for at in known.index.values()):
        if known.header.count(name) > 1:  # the library takes columns by name
            remedy = "give each column a name of its own"
            raise SourceError(f"two columns are called {name!r}", location=file.name, remedy=remedy)


def _rows(table: ParquetFile, known: records.Columns, file: File) -> Iterator[Sequence[str]]:
    """The cells of each row as texts, "" where a column is none of ours.

    :raises SourceError: where the rows to come are damaged.
    """
    width = len(known.header)
    wanted = sorted(set(known.index.values()))
    batches = table.iter_batches(
        batch_size=_ROWS, columns=[known.header[at] for at in wanted], use_threads=False
    )
    row = 0
    while True:
        try:
            batch = next(batches, None)
            values = [column.to_pylist() for column in batch.columns] if batch else []
        except Exception as error:
            raise _damaged(error, file, after=row) from None
        if batch is None:
            return
        for found in zip(*values, strict=True):
            cells = [""] * width
            for at, value in zip(wanted, found, strict=True):
                cells[at] = _written(value)
            row += 1
            yield cells


def _written(value: object) -> str:
    """A value as CSV would write it; "" for what no part of an article can be."""
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _damaged(error: Exception, file: File, *, after: int | None = None) -> SourceError:
    what = " ".join(str(error).split())[:120]
    where = "" if after is None else f" after row {after}"
    return SourceError(f"not Parquet, or damaged{where}: {what}", location=file.name)


PARQUET = Source("Parquet", (".parquet",), read, extra="parquet")
