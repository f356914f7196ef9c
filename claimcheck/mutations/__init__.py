"""True and false claims made from articles, to see what is caught and what is flagged in vain.

Each claim is a sentence of an article with one thing changed. A false one no longer says what the
article says; a true one says the same in another notation. A sentence is taken only where it was
read whole, and no change makes a figure or name that stands elsewhere in the article, so
that the claim is not true by chance.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.mutations import figures, words
from claimcheck.mutations.change import Change, Maker, Source
from claimcheck.reading import read
from claimcheck.types import Article, Sentence
from claimcheck.verdicts import evidence_of

#: Sentences of this many words make claims: shorter ones say too little, longer ones too much.
_FEWEST, _MOST = 6, 40
MAKERS: dict[str, Maker] = {**figures.MAKERS, **words.MAKERS}
#: Kinds whose claims say the same as their sentence.
TRUE_KINDS = frozenset({"unchanged", "notation", "spelled", "reordered-date"})


@dataclass(frozen=True, slots=True)
class Mutation:
    """A claim made from a sentence; `kind` names the change, `true` whether it still holds."""

    kind: str
    true: bool
    text: str
    sentence: Sentence
    article: Article
    changed: tuple[tuple[str, str], ...]


def mutations_of(article: Article, *, seed: int = 0) -> Iterator[Mutation]:
    """Every claim that can be made from an article, one of each kind a sentence at most.

    The same article and seed give the same claims.
    """
    rng = random.Random(seed ^ zlib.crc32(article.text.encode()))
    for one in evidence_of(article):
        sentence = one.sentence
        if not _FEWEST <= len(sentence.text.split()) <= _MOST or sentence.text[-1:] not in ".!":
            continue
        reading = read(sentence.text, one.context)
        if reading.unread:
            continue
        source = Source(article, sentence, reading, rng)
        for kind, make in MAKERS.items():
            change = make(source)
            if change is not None:
                yield _made(kind, change, source)


def _made(kind: str, change: Change, source: Source) -> Mutation:
    text = source.reading.text
    for span, words_ in sorted(change.edits, key=lambda edit: -edit[0].start):
        text = text[: span.start] + words_ + text[span.end :]
    changed = tuple((span.of(source.reading.text), put) for span, put in change.edits)
    return Mutation(kind, kind in TRUE_KINDS, text, source.sentence, source.article, changed)


__all__ = ["MAKERS", "TRUE_KINDS", "Mutation", "mutations_of"]
