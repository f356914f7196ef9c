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
#: Share of a text's inner line breaks that must come after full lines where it was wrapped;
#: in newswire of fixed width nine in ten do, fewer where a dateline was cut from a first line.
WRAPPED_SHARE = 0.6
#: Columns that a line fills at least where a sentence goes on with a small letter in the next:
#: rows and items set without marks are shorter.
SHORTEST = 24

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
    if stripped[indent].isalpha() and stripped[indent + 1 : indent + 2] not in (".", ")"):
        body = Span(start + indent, end)
        return Line(body, body, LineKind.TEXT, indent)  # as most lines are
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

    A break is soft where a long line stops within a sentence and the next begins with
    a small letter; before the indented continuation of an item; and, in a text that
    was wrapped, after every full line: one that the first word of the next would have
    made too long. A line set in deeper than the one before begins a paragraph.
    """
    breaks = [i for i, (a, b) in enumerate(pairwise(found)) if _may_join(a, b)]
    if not breaks:
        return frozenset()
    width = max(_column(found[i]) for i in breaks)
    full = [i for i in breaks if _is_full(text, found[i], found[i + 1], width)]
    wrapped = _is_wrapped(text, found, full, width) and len(full) >= WRAPPED_SHARE * len(breaks)
    soft = {i for i in breaks if _goes_on(text, found[i], found[i + 1])}
    return frozenset(soft.union(full) if wrapped else soft)


def unwrap(text: str) -> str:
    """`text` with a space for each line break within a paragraph; its length stays."""
    found = lines(text)
    soft = joined(text, found)
    if not soft:
        return text
    breaks = sorted(text.index("\n", found[i].whole.end) for i in soft)
    return " ".join(text[a + 1 : b] for a, b in pairwise((-1, *breaks, len(text))))


def _is_wrapped(text: str, found: tuple[Line, ...], full: list[int], width: int) -> bool:
    """Whether full lines tell of wrapping: most stop within a sentence, before a small letter.

    So do not one sentence a line, nor headlines or rows that chance to be of one length.
    """
    if not NARROWEST <= width <= WIDEST:
        return False
    inner = [i for i in full if not _stops(text, found[i])]
    small = [i for i in inner if not text[found[i + 1].body.start].isupper()]
    return len(inner) >= 2 and 2 * len(inner) > len(full) and 2 * len(small) > len(inner)


def _may_join(line: Line, following: Line) -> bool:
    item = line.kind is LineKind.ITEM
    return (
        (item or line.kind is LineKind.TEXT)
        and following.kind is LineKind.TEXT
        and line.quoted == following.quoted
        and (item or following.indent <= line.indent)
    )


def _column(line: Line) -> int:
    """How many columns the line fills."""
    return line.indent + line.whole.end - line.whole.start


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would have gone beyond `width` columns."""
    first = text[following.body.start : following.body.start + width + 1].split(None, 1)[0]
    return _column(line) + 1 + len(first) > width


def _goes_on(text: str, line: Line, following: Line) -> bool:
    if line.kind is LineKind.ITEM and following.indent > line.indent:
        return True
    small = text[following.body.start].islower()
    return small and _column(line) >= SHORTEST and not _stops(text, line)


def _stops(text: str, line: Line) -> bool:
    """Whether the line ends as sentences and clauses do."""
    return _FINAL.search(text[max(line.body.end - 4, 0) : line.body.end]) is not None
