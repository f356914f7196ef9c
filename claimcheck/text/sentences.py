"""A text cut into sentences with exact spans; list items and headlines are sentences too.

Newlines end sentences, except where a paragraph was wrapped at a fixed width.
The marker of a list item ("·", "2."), the "#" of a heading and the ">" of a block quotation
stay outside the spans; in a list written within one line the markers are words of the
line and stay inside. Every other character that is not space lies in one segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from claimcheck.text.boundaries import cut, inline_items
from claimcheck.text.lines import Line, LineKind, joined, lines
from claimcheck.types import Article, Sentence, SentenceKind, Span

#: A headline is a line of at most so many words: news style books ask for fewer than
#: fifteen, and the longest in everyday use hold about twenty.
HEADLINE_WORDS = 22

_LEAD_IN = re.compile(
    r"[:：]\Z|\b(?:the following\b[^.;]{0,60}|as follows\W*|includes?(?: *[-–—])?)\W?\Z"
)
_STOPPED = re.compile(r"[.!?…:;,。！？][\"'”’»)\]*_]*\Z")
_CREDIT = re.compile(
    r"(?:published|edited|written|reported|updated|posted|compiled|photo(?:graph)?|image|source|"
    r"by|credit|with inputs?)\b[^:]{0,20}(?::|\bby\b)|by [A-Z]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a text: its place, what it is, and the line that leads in its list."""

    span: Span
    kind: SentenceKind
    lead_in: Span | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together: from the first's body to the last's end."""

    span: Span
    line: Line
    alone: bool  # one line


def split(text: str) -> tuple[Segment, ...]:
    """The sentences of `text`, ordered and apart, each without outer space.

    Takes time linear in the length of the text. Line ends are "\\n"; a sentence
    holds one only where a wrapped paragraph had it.
    """
    segments: list[Segment] = []
    lists = _Lists()
    for block in _packing_lists(text, _blocks(text)):
        spans = tuple(cut(text, block.span.start, block.span.end))
        kind = _kind(text, block, spans)
        lead_in = lists.take(text, block, spans, kind)
        segments.extend(Segment(span, kind, lead_in) for span in spans)
    return tuple(segments)


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article's text that hold a letter or a digit, numbered from 0.

    The title, where the text opens with it as a line of its own, is one headline.
    """
    text = article.text
    found: Iterator[Segment] = iter(split(text))
    title = _title(article)
    if title is not None:
        rest = (segment for segment in found if segment.span.start >= title.end)
        found = chain([Segment(title, SentenceKind.HEADLINE)], rest)
    worded = (s for s in found if any(map(str.isalnum, s.span.of(text))))
    return tuple(
        Sentence(article.id, ordinal, s.span, s.span.of(text), s.kind, s.lead_in)
        for ordinal, s in enumerate(worded)
    )


def _title(article: Article) -> Span | None:
    """The span of the title where it is the first line of the text."""
    title = article.title.strip() if article.title else ""
    if not title or not article.text.startswith(title):
        return None
    after = article.text[len(title) : len(title) + 1]
    return Span(0, len(title)) if after in ("", "\n") else None


def _blocks(text: str) -> Iterator[_Block]:
    found = lines(text)
    soft = joined(text, found)
    first: int | None = None
    for i, line in enumerate(found):
        if line.kind is LineKind.BLANK:
            continue
        first = i if first is None else first
        if i not in soft:
            head, end = found[first], line.body.end
            within = inline_items(text, head.whole.start, end)
            start = head.whole.start if within else head.body.start
            yield _Block(Span(start, end), head, alone=first == i)
            first = None


def _packing_lists(text: str, blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Turn lines that end in semicolons after a lead-in into items, the last one included."""
    awaited = ""  # ":" after a lead-in, ";" after an item
    for block in blocks:
        last = text[block.span.end - 1]
        inside = awaited == ";" or (awaited == ":" and last == ";")
        if inside and block.line.kind is LineKind.TEXT:
            awaited = ";" if last == ";" else ""
            block = replace(block, line=replace(block.line, kind=LineKind.ITEM, mark=";"))
        else:
            awaited = ":" if last == ":" else ""
        yield block


def _kind(text: str, block: _Block, spans: tuple[Span, ...]) -> SentenceKind:
    if block.line.kind is LineKind.ITEM:
        return SentenceKind.LIST_ITEM
    if block.line.kind is LineKind.HEADING:
        return SentenceKind.HEADLINE
    if block.alone and len(spans) == 1 and is_headline(spans[0].of(text)):
        return SentenceKind.HEADLINE
    return SentenceKind.PROSE


def is_headline(line: str) -> bool:
    """Whether a line that stands alone reads as a headline.

    It begins with a capital, a digit or a quotation mark, has 2 to `HEADLINE_WORDS`
    words and no stop at its end, and is no credit line ("Edited by: …").
    """
    if (
        len(line) > 20 * HEADLINE_WORDS
        or "; " in line
        or _STOPPED.search(line)
        or _CREDIT.match(line)
    ):
        return False
    words = line.split()
    first = line.lstrip("\"'“‘«(*_$€£")[:1]
    return 2 <= len(words) <= HEADLINE_WORDS and (first.isupper() or first.isdigit())


class _Lists:
    """The lists open while the blocks of a text go by, and the line that leads in each."""

    def __init__(self) -> None:
        self._before: Span | None = None  # the line that would lead in a list beginning now
        self._lead: Span | None = None
        self._inner: list[tuple[int, Span]] = []  # items that lead in deeper items
        self._open = False

    def take(
        self, text: str, block: _Block, spans: tuple[Span, ...], kind: SentenceKind
    ) -> Span | None:
        """The lead-in of a block's sentences, None outside lists."""
        leads = spans[-1] if spans and _leads_in(spans[-1].of(text)) else None
        if kind is not SentenceKind.LIST_ITEM:
            headline = spans[-1] if spans and kind is SentenceKind.HEADLINE else None
            self._before, self._open = leads or headline, False
            return None
        if not self._open:
            self._lead, self._inner, self._open = self._before, [], True
        while self._inner and self._inner[-1][0] >= block.line.indent:
            self._inner.pop()
        lead = self._inner[-1][1] if self._inner else self._lead
        if leads is not None:
            self._inner.append((block.line.indent, leads))
        return lead


def _leads_in(sentence: str) -> bool:
    return _LEAD_IN.search(sentence[-200:]) is not None
