"""Whether a sentence speaks of something that a user names: "US military aid to Ukraine"."""

from __future__ import annotations

from claimcheck.alignment.topics import key_of
from claimcheck.text.words import content_words
from claimcheck.types import Article

#: Share of the words asked for that a sentence with its headline must have.
_SHARE = 0.7


class Topic:
    """The words of a topic, as canonical stems."""

    def __init__(self, text: str) -> None:
        self.words = frozenset(key_of(word) for word in content_words(text))

    def share(self, sentence: str, article: Article) -> float:
        """The share of the topic's words that a sentence has, the headline counted in."""
        had = {key_of(word) for word in content_words(f"{article.title or ''}\n{sentence}")}
        return len(self.words & had) / len(self.words) if self.words else 0.0

    def is_of(self, sentence: str, article: Article) -> bool:
        """Whether a sentence speaks of the topic."""
        return self.share(sentence, article) >= _SHARE
