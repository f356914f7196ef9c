"""What headlines tell of two texts: one subject, another hour, or a report that recurs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from claimcheck.audit.moving import of_other_hours
from claimcheck.audit.rarity import Rarity
from claimcheck.audit.sketches import tokens
from claimcheck.types import Article

#: Days over which one headline stands, from which it is that of a report that recurs.
_RECURS = 3
#: A word that more texts have, and a larger share of them, tells no subject.
_COMMON, _SHARE = 10, 0.03
#: Characters of a text that tell its hour, and stand for a headline where it has none.
_OPENING = 80
#: Letters of a word that may tell a subject.
_LETTERS = 3


class Headlines:
    """The headlines of an archive, and how rare their words are in its texts."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles

    def words(self, article: Article) -> frozenset[str]:
        """The words of a headline."""
        found = _words(article.title or article.text[:_OPENING])
        return frozenset(word for word in found if len(word) >= _LETTERS)

    def share_subject(self, mine: Article, theirs: Article) -> bool:
        """Whether two headlines have a rare word in common."""
        return bool(self._rare(self.words(mine) & self.words(theirs)))

    def lack_words(self, mine: Article, theirs: Article) -> bool:
        """Whether each headline has a rare word that the other text has nowhere."""
        return bool(self._lacks(mine, theirs) and self._lacks(theirs, mine))

    def of_other_hours(self, mine: Article, theirs: Article) -> bool:
        """Whether two texts begin with other hours of the day."""
        return of_other_hours(mine.text[:_OPENING], theirs.text[:_OPENING])

    def recurs(self, article: Article) -> bool:
        """Whether a headline stands on other days too, its figures aside."""
        first, last = self._days.get(_form(article), (0, 0))
        return last - first >= _RECURS

    def _lacks(self, mine: Article, theirs: Article) -> frozenset[str]:
        return self._rare(self.words(mine)) - _words(theirs.text)

    def _rare(self, words: frozenset[str]) -> frozenset[str]:
        most = max(_COMMON, _SHARE * len(self._articles))
        return frozenset(word for word in words if self._rarity.frequency(word) <= most)

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(_words(each.text) for each in self._articles)

    @cached_property
    def _days(self) -> dict[str, tuple[int, int]]:
        """The first and last day on which a headline, its figures masked, stands."""
        found: dict[str, tuple[int, int]] = {}
        for each in self._articles:
            if each.published is not None:
                form, day = _form(each), each.published.toordinal()
                first, last = found.get(form, (day, day))
                found[form] = min(first, day), max(last, day)
        return found


def _words(text: str) -> frozenset[str]:
    return frozenset({token.text for token in tokens(text) if token.text[0].isalpha()})


def _form(article: Article) -> str:
    return " ".join(token.masked for token in tokens(article.title or article.text[:_OPENING]))
