"""JSON lines (.jsonl, .ndjson): one article a line.

What: an object a line with `text` (or `body`, `content`), and optionally `title`
(`headline`), `date` (`published`, `published_at`), `outlet` (`source`, `publisher`), `url`
(`link`), `id`, `language` (`lang`). Dates are ISO 8601 or RFC 3339. Other fields
are left alone. Without an `id` the article's is ``path#line``. Lines are read
one at a time, so that a file may be larger than memory; blank lines are passed over.
In a text that was wrapped at a fixed width, spaces stand for the line breaks in its paragraphs.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from json.decoder import JSONDecodeError, JSONDecoder
from typing import BinaryIO

from claimcheck.errors import SourceError
from claimcheck.sources.decode import bom_encoding, decode
from claimcheck.sources.records import Field, made
from claimcheck.sources.source import MAX_BYTES, File, Skipped, Source
from claimcheck.types import Article

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
#: The escapes that nearly all texts have, so that they need no reader each.
_ESCAPES = {"\\n": "\n", '\\"': '"', "\\r": "\r", "\\t": "\t", "\\\\": "\\"}
_RUN = re.compile(r'[^"\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\.')
_HALF = re.compile("[\\ud800-\\udfff]")  # an escape may stand for one; no encoding has it
_REMEDY = "write one JSON object a line"


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of a file of JSON lines, with a `Skipped` for each that cannot be read."""
    empty = True
    for number, line in _lines(file):
        if isinstance(line, Skipped):
            empty = False
            yield line
        elif line.strip():
            empty = False
            yield from _record(line, file, number)
    if empty:
        yield Skipped(file.name, "empty")


def _lines(source: File) -> Iterator[tuple[int, str | Skipped]]:
    with ExitStack() as stack:
        file = stack.enter_context(source.open())
        encoding = bom_encoding(file.read(4))
        file.seek(0)
        if encoding in (None, "utf-8"):
            yield from _byte_lines(file, source.name)
            return
        text = stack.enter_context(io.TextIOWrapper(file, encoding=encoding, newline=None))
        try:
            for number, line in enumerate(text, 1):
                yield number, line.removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise SourceError(
                f"begins with the mark of {encoding} and is not", location=source.name
            ) from None


def _byte_lines(file: BinaryIO, name: str) -> Iterator[tuple[int, str | Skipped]]:
    number = 0
    while raw := file.readline(MAX_BYTES + 1):
        number += 1
        if len(raw) > MAX_BYTES:
            yield number, Skipped(name, f"a line larger than {MAX_BYTES // 2**20} MiB", number, 1)
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_BYTES)
            continue
        try:
            yield number, decode(raw, name).rstrip("\n")
        except SourceError as error:
            yield number, Skipped(name, error.message, number, 1, error.remedy)


def _record(line: str, file: File, number: int) -> Iterator[Article | Skipped]:
    name, names = file.name, file.names
    try:
        value = json.loads(line)
    except JSONDecodeError as error:
        yield Skipped(name, f"not JSON: {error.msg}", number, error.colno, _REMEDY)
        return
    except RecursionError:
        yield Skipped(name, "nested too deeply", number, 1, _REMEDY)
        return
    except ValueError:  # sys.get_int_max_str_digits
        yield Skipped(name, "a number in it has too many digits", number, 1, "write it as a string")
        return
    if not isinstance(value, dict):
        yield Skipped(name, "not a JSON object", number, 1, _REMEDY)
        return
    places = _places(line)
    fields: dict[str, Field] = {}
    for ours in names:
        key = _key(value, names[ours])
        if key is None:
            continue
        found, column = value[key], places[key] + 1
        if isinstance(found, int) and not isinstance(found, bool) and ours == "id":
            found = str(found)
        if not isinstance(found, str):
            yield Skipped(name, f"{key!r} is not a string", number, column)
            return
        if _HALF.search(found):
            why = f"{key!r} holds half a surrogate pair, which is no character"
            yield Skipped(name, why, number, column)
            return
        fields[ours] = Field(
            found.strip() if ours != "text" else found, repr(key), column, column + 1
        )
    if "text" not in fields or not fields["text"].value.strip():
        empty = any(key in value for key in names["text"])
        why = "its text is empty" if empty else "it has no text"
        yield Skipped(name, why, number, 1, f"give it a field {' or '.join(names['text'])}")
        return
    yield from made(fields, _text(line, fields["text"].column - 1), file, number)


def _key(value: Mapping[str, object], names: Sequence[str]) -> str | None:
    """The first of a field's names under which the record holds anything."""
    return next((key for key in names if value.get(key) not in (None, "")), None)


def _places(line: str) -> dict[str, int]:
    """For each key of the object its value's offset in the line, which is known to be JSON."""
    places: dict[str, int] = {}
    at = _skip(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = _DECODER.raw_decode(line, at)
        at = _skip(line, _skip(line, at) + 1)
        places[key] = at
        _, at = _DECODER.raw_decode(line, at)
        at = _skip(line, at)
        if line[at] == ",":
            at = _skip(line, at + 1)
    return places


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _text(line: str, at: int) -> Iterator[tuple[str, int]]:
    """The runs of the JSON string at `at` with their columns, 0 for what breaks a line."""
    for piece, column in _characters(line, at):
        if "\n" in piece or "\r" in piece:
            yield piece.replace("\r\n", "\n").replace("\r", "\n"), 0
        else:
            yield piece, column


def _characters(line: str, at: int) -> Iterator[tuple[str, int]]:
    """The runs of the JSON string at `at`, escapes resolved, each with its column from 1."""
    at += 1
    while line[at] != '"':
        run = _RUN.match(line, at)
        if run is None:  # cannot be: the line was read as JSON
            return
        piece = run.group()
        reading = _ESCAPES.get(piece) or (
            json.loads(f'"{piece}"', strict=False) if piece[0] == "\\" else piece
        )
        if reading == "\r" and line.startswith("\\n", run.end()):
            reading = ""
        yield reading, at + 1
        at = run.end()


JSONL = Source("JSON lines", (".jsonl", ".ndjson"), read)
