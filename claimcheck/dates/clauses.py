"""What the readers of orders share: a text without its asides, and the pieces of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.types import Moment, Span

#: A relative clause or an apposition between two commas, a bracket, a quotation.
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|whom|where|an?|the|then|now|aged)\b[^,;.]{1,80},|\([^()]{0,160}\)"
    r"|[“\"][^”\"]{0,400}[”\"]|\s[–—]\s[^–—.;]{1,120}\s[–—]\s"
)


def plain(text: str, moments: Sequence[Moment]) -> str:
    """The text with asides and the commas of dates blanked, every other character in its place."""
    kept = list(_ASIDE.sub(lambda m: " " * len(m.group()), text))
    for moment in moments:
        for at in range(moment.span.start, moment.span.end):
            kept[at] = " " if kept[at] == "," else kept[at]
    return "".join(kept)


def between(text: str, span: Span, boundary: re.Pattern[str]) -> Iterator[Span]:
    """The pieces of a span that lie between boundaries and are not blank."""
    start = span.start
    for match in (*boundary.finditer(text, span.start, span.end), None):
        piece = Span(start, match.start() if match else span.end)
        if piece.of(text).strip():
            yield piece
        start = match.end() if match else span.end
