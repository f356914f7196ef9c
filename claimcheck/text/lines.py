"""The lines of a text: which belong together, which are list items, which stand alone.

Newlines end paragraphs, except where a text was wrapped at a fixed width: there
the lines of a paragraph belong together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from claimcheck.types import Span

#: The narrowest and widest columns at which texts are wrapped by machines and by hand.
NARROWEST, WIDEST = 50, 100
#: How many of a text's inner line breaks must look wrapped before any is joined.
WRAPPED_SHARE = 0.9

_BULLET = r"[·•‣⁃▪▫●○◦∙➢►✓–—*+-]\s+|[·•‣⁃▪●◦∙](?=\S)"
_NUMBER = r"\(?(?P<mark>\d{1,3}|[a-z])(?P<stop>\.\)|[.)])\s+"
_MARKER = re.compile(rf"(?:(?P<bullet>{_BULLET})|{_NUMBER})(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+(?=\S)")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]*_]*\Z")


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    TEXT = auto()
    HEADING = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `whole` leaves out indent and trailing space, `body` also marker or "#".

    `indent` counts the columns before, `mark` is the number or letter of an item
    ("•" for a bullet), `quoted` tells that the line is a block quotation's.
    """

    whole: Span
    body: Span
    kind: LineKind
    indent: int = 0
    mark: str = ""
    quoted: bool = False


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` in order, blank ones included."""
    found: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        found.append(_line(raw, start))
        start += len(raw) + 1
    return _without_stray_numbers(found)


def _line(raw: str, start: int) -> Line:
    stripped = raw.rstrip()
    indent = len(stripped) - len(stripped.lstrip())
    end = start + len(stripped)
    if not stripped:
        return Line(Span(start, start), Span(start, start), LineKind.BLANK)
    quote = _QUOTE.match(stripped, indent)
    begin = quote.end() if quote else indent
    whole = Span(start + begin, end)
    kind, mark, at = LineKind.TEXT, "", begin
    if heading := _HEADING.match(stripped, begin):
        kind, at = LineKind.HEADING, heading.end()
    elif marker := _MARKER.match(stripped, begin):
        kind, at, mark = LineKind.ITEM, marker.end(), marker.group("mark") or "•"
    return Line(whole, Span(start + at, end), kind, indent, mark, quote is not None)


def _without_stray_numbers(found: list[Line]) -> tuple[Line, ...]:
    """Take back the numbers and letters that count nothing: "5. May was warm" is no item.

    A number or letter is an item's where it begins a count or follows the one before.
    """
    kept: list[Line] = []
    last: dict[int, str] = {}  # by indent: the mark of the item before
    for line in found:
        if line.kind is LineKind.ITEM and line.mark != "•":
            before = last.get(line.indent, "•")
            if line.mark not in ("1", "a") and line.mark != _successor(before):
                line = replace(line, kind=LineKind.TEXT, body=line.whole, mark="")
        if line.kind is LineKind.ITEM:
            last[line.indent] = line.mark
        elif line.kind is not LineKind.BLANK and not line.indent:
            last.clear()
        kept.append(line)
    return tuple(kept)


def _successor(mark: str) -> str:
    if mark.isdigit():
        return str(int(mark) + 1)
    return chr(ord(mark) + 1) if mark.isalpha() else ""


def joined(text: str, found: tuple[Line, ...]) -> frozenset[int]:
    """The lines (by index) whose text goes on in the next line.

    A break is soft where the line was full, so that the first word of the next would
    not have fitted, in a text most of whose breaks are of that sort; where a long
    line stops within a sentence and the next begins with a small letter; and before
    the indented continuation of an item.
    """
    breaks = [i for i, (a, b) in enumerate(pairwise(found)) if _may_join(a, b)]
    if not breaks:
        return frozenset()
    soft = {i for i in breaks if _goes_on(text, found[i], found[i + 1])}
    width = max(_column(found[i]) for i in breaks)
    if NARROWEST <= width <= WIDEST:
        full = [i for i in breaks if _is_full(text, found[i], found[i + 1], width)]
        inner = [
            i for i in full if not _FINAL.search(text[found[i].body.end - 4 : found[i].body.end])
        ]
        if len(full) >= WRAPPED_SHARE * len(breaks) and 2 * len(inner) > len(full):
            soft.update(full)
    return frozenset(soft)


def _may_join(line: Line, following: Line) -> bool:
    return (
        line.kind in (LineKind.TEXT, LineKind.ITEM)
        and following.kind is LineKind.TEXT
        and line.quoted == following.quoted
    )


def _column(line: Line) -> int:
    """How many columns the line fills."""
    return line.indent + line.whole.end - line.whole.start


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would have gone beyond `width` columns."""
    first = text[following.body.start : following.body.start + width + 1].split(None, 1)[0]
    return _column(line) + 1 + len(first) > width


def _goes_on(text: str, line: Line, following: Line) -> bool:
    head = text[following.body.start]
    if line.kind is LineKind.ITEM and following.indent > line.indent:
        return True
    stops = _FINAL.search(text[max(line.body.end - 4, 0) : line.body.end])
    return head.islower() and stops is None and _column(line) >= NARROWEST
