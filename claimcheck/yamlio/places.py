"""Where each character of a YAML value stands in its file."""

from __future__ import annotations

import bisect
import re

from claimcheck.types import Location

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_SPACE = " \t\r\n\x85\u2028\u2029"
_ESCAPE = re.compile(
    r"\\(?:(?P<fold>[ \t]*(?:\r\n|[\r\n])\s*)"
    r"|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)",
    re.DOTALL,
)


class Lines:
    """A text with its places: offset to line and column, both from 1."""

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self.text = text
        self._path = path
        self._first = first_line
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def locate(self, offset: int) -> Location:
        """The place of the character at `offset`."""
        line = bisect.bisect_right(self._starts, offset) - 1
        return Location(self._path, self._first + line, offset - self._starts[line] + 1)


def offsets_of(value: str, raw: str, start: int, style: str) -> list[int]:
    """For each character of `value` the offset in `raw` it was written at.

    Walks both texts side by side: a run of white space that holds a line break stands for
    the fold it makes, a doubled or escaped quote for the one character it means.
    """
    offsets: list[int] = []
    at, last = start, max(len(raw) - 1, 0)
    while len(offsets) < len(value):
        if style == '"' and (escape := _ESCAPE.match(raw, at)):
            if escape["fold"] is None:
                offsets.append(at)
            at = escape.end()
            continue
        run = at
        while run < len(raw) and raw[run] in _SPACE:
            run += 1
        if value[len(offsets)] not in _SPACE:
            at = min(run, last)
            offsets.append(at)
            at += 2 if style == "'" and raw[at : at + 2] == "''" else 1
        elif "\n" in raw[at:run] or "\r" in raw[at:run]:
            while len(offsets) < len(value) and value[len(offsets)] in _SPACE:
                offsets.append(at)
            at = run
        else:
            offsets.append(min(at, last))
            at += at < run
    return offsets
