"""An article cut into what can be a claim: a sentence, or the sentences of one quotation.

A dateline ("LONDON (Agency) -") is no part of the sentence behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.quotations.marks import find_passages
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Context, Sentence, SentenceKind, Span
from claimcheck.verdicts import context_of

#: Sentences at most that one quotation may run over; a mark left open longer is a slip.
_LONGEST = 4
#: A place in capitals, more of the place, a day or an agency, and a dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:,\s[A-Z][\w. ]{1,30})?(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|"
    r"\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?\s?(?:\([^)]{2,40}\)\s?)?(?:—|–|--?)\s+(?=[A-Z0-9“\"‘'$€£])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be one claim: ``span.of(article.text) == text``; `lead_in` as in `Sentence`.

    `opens` tells that a paragraph begins with it.
    """

    span: Span
    text: str
    kind: SentenceKind
    lead_in: Span | None
    context: Context
    opens: bool


def units_of(article: Article) -> tuple[Unit, ...]:
    """The sentences of an article in order, those of one quotation together."""
    cut = sentences(article)
    return tuple(_unit(article, cut, first, last) for first, last in _groups(article, cut))


def _groups(article: Article, cut: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The first and last sentence of each unit, as positions in `cut`."""
    at = 0
    while at < len(cut):
        last = _closing(article, cut, at)
        yield at, last
        at = last + 1


def _closing(article: Article, cut: Sequence[Sentence], at: int) -> int:
    """The sentence that closes the quotation left open in the one at `at`; else that one."""
    if not _is_open(cut[at].text):
        return at
    for last in range(at + 1, min(at + _LONGEST, len(cut))):
        between = article.text[cut[last - 1].span.end : cut[last].span.start]
        if "\n" in between or cut[last].kind is not cut[at].kind:
            break
        if not _is_open(article.text[cut[at].span.start : cut[last].span.end]):
            return last
    return at


def _is_open(text: str) -> bool:
    return any(not passage.ended for passage in find_passages(text))


def _unit(article: Article, cut: Sequence[Sentence], first: int, last: int) -> Unit:
    start, end = cut[first].span.start, cut[last].span.end
    opens = not first or "\n" in article.text[cut[first - 1].span.end : start]
    if opens and (dateline := _DATELINE.match(article.text, start, end)):
        start = dateline.end()
    context = replace(context_of(article, cut, first), after=context_of(article, cut, last).after)
    span = Span(start, end)
    kind, lead_in = cut[first].kind, cut[first].lead_in
    return Unit(span, span.of(article.text), kind, lead_in, context, opens)
