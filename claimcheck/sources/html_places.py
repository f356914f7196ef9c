"""Where in the source of a page the words of its text stand."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.sources.builder import TextBuilder
    from claimcheck.sources.html_tree import FlowLine

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<[!/?A-Za-z][^<>]*>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<word>[^<&\s]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
#: Lines that are nowhere in the source are looked for in all of it so many times at most.
MISSES = 200


class PagePlaces:
    """The words of a page without its markup, each with its place in the source.

    Space is left out, because extractors and browsers treat it as they please.
    """

    def __init__(self, source: str) -> None:
        words: list[str] = []
        self._visible = array("L")  # where each run begins in the text without space
        self._source = array("L")  # and in the source
        length = 0
        for token in _TOKEN.finditer(source):
            entity, word = token["entity"], token["word"]
            if entity is not None:
                word = "".join(html.unescape(entity).split())
            if word:
                self._visible.append(length)
                self._source.append(token.start())
                words.append(word)
                length += len(word)
        self._text = "".join(words)
        self._lines = array("L", [0])
        self._lines.extend(m.end() for m in re.finditer("\n", source))
        self._cursor = 0
        self._misses = 0

    def runs(self, line: str) -> Iterator[tuple[str, int, int]]:
        """`line` in pieces, each with line and column of the source; lines come in order.

        A line that cannot be found is looked for cell by cell, as rows of tables are written;
        else it is one piece at the place of the one before it.
        """
        at = self._find(line)
        while at is None and "; " in line:
            cell, _, line = line.partition("; ")
            yield from self._run(cell, self._find(cell))
            yield "; ", 0, 0
            at = self._find(line)
        yield from self._run(line, at)

    def _run(self, line: str, at: int | None) -> Iterator[tuple[str, int, int]]:
        """`line` in pieces, whose words begin at `at` in the text without space."""
        if at is None:
            yield line, *self._place(self._cursor)
            return
        self._cursor = at
        piece, begun, expected = "", 0, -1
        for word in line.split(" "):
            source = self._offset(at)
            if source != expected:
                if piece:
                    yield piece + " ", *self._line_column(begun)
                piece, begun = word, source
            else:
                piece += " " + word
            expected = source + len(word) + 1
            at += len("".join(word.split()))
        yield piece, *self._line_column(begun)

    def _find(self, line: str) -> int | None:
        key = line.replace(" ", "")
        at = self._text.find(key, self._cursor)
        if at < 0 and self._misses < MISSES:
            at = self._text.find(key)
            if at < 0:
                self._misses += 1
        return at if at >= 0 else None

    def _place(self, at: int) -> tuple[int, int]:
        return self._line_column(self._offset(at)) if self._visible else (1, 1)

    def _offset(self, at: int) -> int:
        """The source offset of a character of the text without space."""
        run = bisect_right(self._visible, at) - 1
        return self._source[run] + at - self._visible[run]

    def _line_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset) - 1
        return line + 1, offset - self._lines[line] + 1


def add_lines(
    built: TextBuilder, lines: Sequence[FlowLine], places: PagePlaces, title: str | None
) -> None:
    """Append lines at their places; a first one that is the title has no mark."""
    for i, line in enumerate(lines):
        if i:
            built.glue("\n" if line.tight else "\n\n")
        if line.mark and not (i == 0 and line.text == title):
            built.glue(line.mark)
        add_words(built, line.text, places)


def add_words(built: TextBuilder, text: str, places: PagePlaces) -> None:
    """Append words at their places, as far as they are found."""
    for piece, row, column in places.runs(text):
        if row:
            built.add(piece, row, column)
        else:
            built.glue(piece)
