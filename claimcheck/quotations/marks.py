"""Where quoted passages begin and end, from the marks alone.

Double marks straight and curly, guillemets, the doubled single marks of tokenised text, and single
marks where they cannot be apostrophes. A second opening mark while one is
open, with no closing one left, is the closing one: a common slip of newsrooms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from claimcheck.types import Span

_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_OPENING = "“„«"
_CLOSING = "”»"
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[—–“\"-])['‘](?=[^\s'’‘])")
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n['’]|bout\b|round\b|s\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘(\[])['’](?!\w)")
#: Characters: a single-quoted passage longer than this is two stray apostrophes.
_LONGEST_SINGLE = 800


class _Role(Enum):
    OPEN = 1
    CLOSE = 2
    EITHER = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage: `inner` without its marks, `outer` with them.

    `begun` and `ended` tell whether its marks stand in the text itself; `nested` that
    another passage holds it.
    """

    inner: Span
    outer: Span
    begun: bool = True
    ended: bool = True
    nested: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    role: _Role


def find_passages(text: str, *, opened: bool = False) -> tuple[Passage, ...]:
    """The quoted passages of `text` in order, nested ones after the one that holds them.

    `opened` tells that a passage is open where the text begins. What is still open where it
    ends reaches to the end (`ended` is False).
    """
    doubles = _doubles(text, opened=opened)
    found: list[Passage] = []
    at = 0
    for passage in doubles:
        found += _singles(text, at, passage.outer.start, nested=False)
        found.append(passage)
        found += _singles(text, passage.inner.start, passage.inner.end, nested=True)
        at = passage.outer.end
    found += _singles(text, at, len(text), nested=False)
    return tuple(found)


def _doubles(text: str, *, opened: bool) -> list[Passage]:
    marks = _marks(text)
    found: list[Passage] = []
    start: _Mark | None = _Mark(Span(0, 0), _Role.OPEN) if opened else None
    depth = 0
    opens = sum(mark.role is _Role.OPEN for mark in marks)
    left = len(marks) - opens
    for mark in marks:
        opens -= mark.role is _Role.OPEN
        left -= mark.role is not _Role.OPEN
        if start is None:
            if mark.role is _Role.CLOSE:
                if not found:  # its opening stands before this text
                    found.append(_passage(_Mark(Span(0, 0), _Role.OPEN), mark, begun=False))
            else:
                start = mark
            continue
        if mark.role is _Role.OPEN and left:
            depth += 1 if left >= opens + 2 + depth else 0
        elif depth:
            depth -= 1
        else:
            found.append(_passage(start, mark, begun=start.span.end > 0))
            start = None
    if start is not None:
        end = len(text.rstrip())
        found.append(
            Passage(
                Span(start.span.end, end), Span(start.span.start, end), start.span.end > 0, False
            )
        )
    return [p for p in found if p.inner.start < p.inner.end]


def _passage(start: _Mark, end: _Mark, *, begun: bool) -> Passage:
    return Passage(
        Span(start.span.end, end.span.start), Span(start.span.start, end.span.end), begun=begun
    )


def _marks(text: str) -> list[_Mark]:
    marks: list[_Mark] = []
    opened = False
    for match in _DOUBLE.finditer(text):
        mark = match.group()
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens = (before.isspace() or before in "([{—–-/‘'") and not after.isspace()
        closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-'’")
        if mark in _OPENING or mark == "``":
            role = _Role.OPEN
        elif mark in _CLOSING or mark == "''":
            apart = before.isspace() and after.isspace()  # a text cut into tokens
            role = _Role.EITHER if (opens and not closes) or apart else _Role.CLOSE
        elif before.isdigit() and not closes:
            continue  # inches
        else:
            role = _Role.OPEN if opens else _Role.CLOSE if closes else _Role.EITHER
        if mark == '"' and before.isdigit() and not opened:
            continue  # inches: 5'10"
        opened = opened or role is _Role.OPEN
        marks.append(_Mark(Span(match.start(), match.end()), role))
    return marks


def _singles(text: str, low: int, high: int, *, nested: bool) -> list[Passage]:
    found: list[Passage] = []
    at = low
    while opening := _SINGLE_OPEN.search(text, at, high):
        at = opening.end()
        if _ELISION.match(text, opening.start(), high):
            continue
        end = _single_end(text, opening.end(), min(high, opening.end() + _LONGEST_SINGLE))
        if end is None:
            continue
        found.append(
            Passage(Span(opening.end(), end), Span(opening.start(), end + 1), nested=nested)
        )
        at = end + 1
    return found


def _single_end(text: str, low: int, high: int) -> int | None:
    """The mark that closes: the first that cannot be a plural's apostrophe, else the first."""
    candidates = [m.start() for m in _SINGLE_CLOSE.finditer(text, low, high)]
    sure = [c for c in candidates if text[c - 1] not in "sS"]
    return next(iter(sure or candidates), None)
