"""The sentences of an article as evidence, and as readings: each with what it is read with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.names import find_names
from claimcheck.reading import read
from claimcheck.text.notation import notation_of
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Context, Evidence, Name, Notation, Reading, Sentence


def evidence_of(article: Article) -> tuple[Evidence, ...]:
    """Every sentence of an article as evidence, with its neighbours as context."""
    cut = sentences(article)
    return tuple(
        Evidence(sentence, article, context_of(article, cut, at), rank=at + 1)
        for at, sentence in enumerate(cut)
    )


def context_of(article: Article, cut: Sequence[Sentence], at: int) -> Context:
    """What the sentence at `at` is read with."""
    lead_in = cut[at].lead_in
    return Context(
        published=article.published,
        title=article.title,
        lead_in=lead_in.of(article.text) if lead_in else None,
        before=cut[at - 1].text if at else "",
        after=cut[at + 1].text if at + 1 < len(cut) else "",
        notation=notation_of(article.language),
    )


def sure_names(text: str, named: Sequence[Name]) -> tuple[str, ...]:
    """The names of a text, each once, without words that are only capitals of a first word."""
    sure = [
        name.text
        for name in named
        if " " in name.text
        or name.titles
        or text[: name.span.start].rstrip(" \"'“‘")[-1:].isalnum()
    ]
    return tuple(dict.fromkeys(sure))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, and what it says."""

    article: Article
    sentence: Sentence
    reading: Reading


def passages(article: Article, *, notation: Notation | None = None) -> Iterator[Passage]:
    """The sentences of an article, read with their neighbours and the names of the article.

    `notation` None: that of the article's language.
    """
    cut = sentences(article)
    names = sure_names(article.text, find_names(article.text)) if cut else ()
    for at in range(len(cut)):
        yield passage(article, cut, at, names=names, notation=notation)


def passage(
    article: Article,
    cut: Sequence[Sentence],
    at: int,
    *,
    names: tuple[str, ...],
    notation: Notation | None = None,
) -> Passage:
    """The sentence at `at` of an article cut into sentences; `names` are those of the article."""
    context = context_of(article, cut, at)
    context = replace(context, names=names, notation=notation or context.notation)
    return Passage(article, cut[at], read(cut[at].text, context))
