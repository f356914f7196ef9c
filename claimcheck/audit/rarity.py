"""What words tell of a subject: the more, the fewer texts of the archive have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log


class Rarity:
    """How rare each word is in so many texts, each given as its words."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        self._texts = 0
        self._frequency = Counter[str]()
        for words in texts:
            self._texts += 1
            self._frequency.update(words)

    def frequency(self, word: str) -> int:
        """How many texts have a word."""
        return self._frequency[word]

    def weight(self, words: Iterable[str]) -> float:
        """The sum of what words tell: the logarithm of how rare each is."""
        return sum(log(1 + self._texts / max(self._frequency[word], 1)) for word in words)

    def shared(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        """Twice what the shared words tell, of what all tell, 0 to 1."""
        whole = self.weight(mine) + self.weight(theirs)
        return 2 * self.weight(mine & theirs) / whole if whole else 0.0
