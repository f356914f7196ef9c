"""Words of a sentence that stand for something told before it, with what they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.text.places import place
from claimcheck.types import Article, Location, Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """Words at `span` of a sentence, and the `name` (or the day) to read in their place."""

    span: Span
    name: str


def read_out(text: str, meant: Sequence[Resolved]) -> str:
    """The text with what was meant in the place of the words for it; `meant` is in order."""
    pieces, at = [], 0
    for one in meant:
        pieces += [text[at : one.span.start], one.name]
        at = one.span.end
    return "".join([*pieces, text[at:]])


def note_of(text: str, meant: Sequence[Resolved]) -> str | None:
    """In words, what is read as what; None where nothing is."""
    told = (f"“{one.span.of(text)}” is read as “{one.name.rstrip(',')}”" for one in meant)
    return "; ".join(told) or None


def places(
    article: Article, span: Span, meant: Sequence[Resolved]
) -> Iterator[tuple[int, Location]]:
    """Where the text read out of `span` stops running on in its line, as `Claim` keeps it.

    What was put in stands, with every letter, where the word for it stands.
    """
    first, last = (
        bisect_left(article.anchors, at, key=lambda anchor: anchor[0])
        for at in (span.start, span.end)
    )
    starts = {at for at, _, _ in article.anchors[first:last]}
    grown, at = 0, span.start
    for one in (*meant, Resolved(Span(span.end - span.start, span.end - span.start), "")):
        word = one.span.shifted(span.start)
        after = at > span.start  # behind what was put in
        for here in range(at, word.start):
            turns = here in starts or article.text[here - 1 : here] == "\n"
            if here > span.start and (turns or (after and here == at)):
                yield here - span.start + grown, place(article, here)
        for letter in range(len(one.name)):
            yield word.start - span.start + grown + letter, place(article, word.start)
        grown += len(one.name) - (word.end - word.start)
        at = word.end
