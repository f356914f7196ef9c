"""One line of a text with carets under a span, whatever the text's length and script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rich.cells import cell_len

from claimcheck.types import Span

_ELLIPSIS = "…"
_MARGIN = 2
"""Cells kept free at each end for an ellipsis and a space."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line and the line of carets below it, of equal start; neither ends in a space."""

    line: str
    carets: str


def printable(text: str) -> str:
    """The text on one line, character for character.

    White space becomes a space; a control or bidirectional control character, which could
    move the cursor or turn the line round, becomes "�".
    """
    return "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char.isspace():
        return " "
    hidden = unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in _TURNING
    return "\N{REPLACEMENT CHARACTER}" if hidden else char


_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def excerpt(text: str, span: Span, *, width: int) -> Excerpt:
    """At most `width` terminal cells of `text` round `span`, and carets under the span.

    A span without characters gets one caret; of a span wider than `width` the beginning
    is shown.
    """
    text = printable(text)
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    left, right = _window(text, start, end, width)
    lead = _ELLIPSIS + " " if left else ""
    tail = " " + _ELLIPSIS if right < len(text) else ""
    shown = text[left:right]
    before = cell_len(lead) + cell_len(text[left:start])
    within = cell_len(text[left : min(end, right)]) - cell_len(text[left:start])
    return Excerpt((lead + shown + tail).rstrip(), " " * before + "^" * max(within, 1))


def _window(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The range of `text` to show: all of it, or words round ``[start, end)``."""
    if cell_len(text) <= width:
        return 0, len(text)
    room = width - 2 * _MARGIN
    left, right = start, _grow_right(text, start, end, room)
    if right == end:
        spare = room - cell_len(text[start:end])
        left = _grow_left(text, start, spare // 2)
        right = _grow_right(text, end, len(text), room - cell_len(text[left:end]))
        left = _grow_left(text, start, room - cell_len(text[start:right]))
        left, right = _whole_words(text, left, right, start, end)
    return left, right


def _grow_right(text: str, start: int, limit: int, room: int) -> int:
    at = start
    while at < limit and cell_len(text[start : at + 1]) <= room:
        at += 1
    return at


def _grow_left(text: str, end: int, room: int) -> int:
    at = end
    while at > 0 and cell_len(text[at - 1 : end]) <= room:
        at -= 1
    return at


def _whole_words(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """The window without the halves of words at its ends, where the context allows."""
    if left and text[left - 1] != " ":
        left = (text.find(" ", left, start) + 1) or left
    if right < len(text) and text[right] != " ":
        cut = text.rfind(" ", end, right)
        right = cut if cut > 0 else right
    while left < start and text[left] == " ":
        left += 1
    while right > end and text[right - 1] == " ":
        right -= 1
    return left, right
