"""A text on lines of a width, each with carets under what was found in it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from claimcheck.reports.excerpt import excerpt, printable
from claimcheck.types import Span

#: Columns before the text: a place in a file, or the kind of a mention, stands there.
MARGIN = 12
#: A text of more lines than this shows only those with something found in them.
LONG = 8

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of a span of the text: its kind, and its meaning ("": nothing more)."""

    kind: str
    span: Span
    meaning: str = ""


def underlined(text: str, rows: Sequence[Row], *, width: int, label: str = "") -> Iterator[str]:
    """Lines of `text` of at most `width` cells, below each the rows that begin in it.

    A row stands on its line with carets under its span (to the end of the line, then "…", where
    the span goes on) and its meaning beside them, right or left, or below where there is no
    room; rows of one kind that mean nothing more share a line. `label` stands before the first
    line.
    """
    ordered = sorted(rows, key=lambda row: (row.span.start, -row.span.end))
    pieces = list(_pieces(text, width - MARGIN, [row.span for row in ordered]))
    starts = [row.span.start for row in ordered]
    hidden = False
    for at, piece in enumerate(pieces):
        last = at + 1 == len(pieces)
        end = len(text) + 1 if last else pieces[at + 1].start
        here = ordered[bisect_left(starts, piece.start) : bisect_left(starts, end)]
        if not here and len(pieces) > LONG and at:
            if not hidden:
                yield " " * MARGIN + _ELLIPSIS
            hidden = True
            continue
        hidden = False
        gutter = f"{'' if at else label:<{MARGIN - 1}} "
        yield (gutter + printable(piece.of(text))).rstrip()
        for row in _shared(here):
            yield from _below(text, piece, row, width)


def _shared(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of one piece, those of one kind without a meaning together."""
    grouped: list[list[Row]] = []
    plain: dict[str, list[Row]] = {}
    for row in rows:
        if not row.meaning and row.kind in plain:
            plain[row.kind].append(row)
            continue
        grouped.append([row])
        if not row.meaning:
            plain[row.kind] = grouped[-1]
    return grouped


def _below(text: str, piece: Span, rows: Sequence[Row], width: int) -> Iterator[str]:
    carets = ""
    for row in rows:
        under = _carets(text, piece, row.span)
        carets += under[len(carets) :]
    meaning = rows[0].meaning
    line = f"{rows[0].kind:<{MARGIN}}{carets}"
    if len(line) + 1 + len(meaning) <= width:
        yield f"{line} {meaning}".rstrip()
        return
    first = len(line) - len(carets.lstrip())
    if MARGIN + len(meaning) + 1 <= first:
        yield f"{line[: first - len(meaning) - 1]}{meaning} {line[first:]}"
        return
    yield line
    indent = max(MARGIN, min(first, width - len(meaning)))
    for told in wrap(meaning, width - indent):
        yield " " * indent + told


def _carets(text: str, piece: Span, span: Span) -> str:
    """The carets under `span`, after as many spaces as the text before it has cells."""
    within = Span(span.start - piece.start, min(span.end, piece.end) - piece.start)
    shown = piece.of(text)
    carets = excerpt(shown, within, width=2 * len(shown) + 1).carets
    return carets[:-1] + _ELLIPSIS if span.end > piece.end else carets


# --------------------------------------------------------------------------
# Lines


def _pieces(text: str, width: int, spans: Sequence[Span]) -> Iterator[Span]:
    """The text in lines of at most `width` cells, cut at spaces, short spans kept whole."""
    short = [span for span in spans if span.end - span.start <= width // 2]
    starts = [span.start for span in short]
    at = 0
    while at < len(text):
        end = _fitting(text, at, width)
        if end < len(text):
            end = _apart(text, short, starts, at, _at_space(text, at, end))
        yield Span(at, end)
        at = end
        while at < len(text) and text[at].isspace():
            at += 1


def _fitting(text: str, start: int, width: int) -> int:
    """The end of the longest run from `start` that takes at most `width` cells."""
    at, used = start, 0
    while at < len(text):
        used += 2 if unicodedata.east_asian_width(text[at]) in "WF" else 1
        if used > width:
            break
        at += 1
    return max(at, start + 1)


def _at_space(text: str, start: int, end: int) -> int:
    """The last place in ``(start, end]`` before a space, or `end` where there is none."""
    at = end
    while at > start and not text[at].isspace():
        at -= 1
    while at > start and text[at - 1].isspace():
        at -= 1
    return at if at > start else end


def _apart(text: str, short: Sequence[Span], starts: Sequence[int], start: int, end: int) -> int:
    """`end`, or where the word begins at which a short span lies across it."""
    first = bisect_left(starts, end)
    for span in short[max(0, first - _NESTED) : first]:
        if span.end > end:
            at = span.start
            while at > start and not text[at - 1].isspace():
                at -= 1
            return at if at > start else end
    return end


#: Spans that may lie in one another where a line ends.
_NESTED = 4
