"""What a maker of claims is given and gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from claimcheck.types import Article, Reading, Sentence, Span


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence with its article, read, and the chance that picks among changes."""

    article: Article
    sentence: Sentence
    reading: Reading
    rng: random.Random

    def stands_elsewhere(self, words: str) -> bool:
        """Whether the article says these words anywhere."""
        return words.lower() in self.article.text.lower()


@dataclass(frozen=True, slots=True)
class Change:
    """Words put in the place of others; without any the sentence stays as it is."""

    edits: tuple[tuple[Span, str], ...]


Maker = Callable[[Source], Change | None]


def swap(span: Span, words: str) -> Change:
    """One edit."""
    return Change(((span, words),))
