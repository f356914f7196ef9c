"""Texts that are one story sent again: nearly the same words, of the same subject, within days.

Newsrooms send a story anew with a figure corrected, and both stay in the archive. Reports of one
form (a dividend of another firm, the prices of another hour) have nearly the same words too:
two versions share what is rare in their headlines, neither headline has a rare word that the other
text lacks while the other has one too, and nothing is a version of what recurs day after day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimcheck.audit.corrections import corrects
from claimcheck.audit.keyindex import overlap
from claimcheck.audit.moving import of_other_hours
from claimcheck.audit.sketches import nearly_same, rare_figures, sharing_figures, sketch, tokens
from claimcheck.types import Article

#: Days between two versions of a story; and where the later one tells that it corrects.
_DAYS, _CORRECTED_DAYS = 2, 14
#: Versions of one story; of more, it is a form, as the prices of each hour.
_MOST = 4
#: Days over which one headline stands, from which it is that of a report that recurs.
_RECURS = 3
#: A word that so many texts have, or such a share of them, tells no subject.
_COMMON, _SHARE = 10, 0.03
#: Share of their words that the headlines of two versions have in common, where none is rare.
_SAME_HEADLINE = 0.7
#: Characters of a text that tell its hour, and stand for a headline where it has none.
_OPENING = 80


@dataclass(frozen=True, slots=True)
class Version:
    """Two texts of one story, by number: the earlier first, or the one that is corrected.

    `corrected` tells that the other says of itself that it corrects.
    """

    one: int
    other: int
    corrected: bool


def versions(articles: Sequence[Article]) -> Iterator[Version]:
    """Every pair of texts that are versions of one story."""
    order = sorted(range(len(articles)), key=lambda n: (_day(articles[n]) or 0, articles[n].id))
    told = _Told(articles)
    found: list[Version] = []
    near: dict[int, set[int]] = defaultdict(set)
    texts = [articles[n].text for n in order]
    near_ones = set(nearly_same([sketch(text) for text in texts]))
    shared = set(sharing_figures([rare_figures(text) for text in texts]))
    for i, j in sorted(near_ones | shared):
        one, other = order[i], order[j]
        if not told.may_be_versions(one, other):
            continue
        if not told.share_subject(one, other, nearly_same=(i, j) in near_ones):
            continue
        near[one].add(other)
        near[other].add(one)
        found.append(told.version(one, other))
    for each in found:
        if max(len(near[each.one]), len(near[each.other])) < _MOST:
            yield each


def _day(article: Article) -> int | None:
    return article.published.toordinal() if article.published else None


class _Told:
    """What the headlines and words of an archive tell of two of its texts."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._corrects: dict[int, bool] = {}

    def may_be_versions(self, one: int, other: int) -> bool:
        mine, theirs = self._articles[one], self._articles[other]
        if not self._in_time(one, other) or mine.text == theirs.text:
            return False
        if self._recurs(mine) or self._recurs(theirs):
            return False
        if of_other_hours(mine.text[:_OPENING], theirs.text[:_OPENING]):
            return False
        return not (self._lacks(mine, theirs) and self._lacks(theirs, mine))

    def share_subject(self, one: int, other: int, *, nearly_same: bool) -> bool:
        """Whether two headlines have a rare word in common, or two texts nearly the same most."""
        mine, theirs = _headline(self._articles[one]), _headline(self._articles[other])
        if any(self._frequency[word] <= self._common for word in mine & theirs):
            return True
        return nearly_same and overlap(mine, theirs) >= _SAME_HEADLINE

    def version(self, one: int, other: int) -> Version:
        first, second = self.is_correction(one), self.is_correction(other)
        same_day = _day(self._articles[one]) == _day(self._articles[other])
        if first and not second and same_day:
            return Version(other, one, corrected=True)
        return Version(one, other, corrected=second)

    def is_correction(self, number: int) -> bool:
        if number not in self._corrects:
            self._corrects[number] = corrects(self._articles[number])
        return self._corrects[number]

    def _in_time(self, one: int, other: int) -> bool:
        first, second = _day(self._articles[one]), _day(self._articles[other])
        if first is None or second is None:
            return first is second
        apart = second - first
        return apart <= _DAYS or (apart <= _CORRECTED_DAYS and self.is_correction(other))

    def _recurs(self, article: Article) -> bool:
        first, last = self._days.get(_form(article), (0, 0))
        return last - first >= _RECURS

    def _lacks(self, mine: Article, theirs: Article) -> frozenset[str]:
        """The rare words of the first headline that the second text has nowhere."""
        rare = frozenset(w for w in _headline(mine) if self._frequency[w] <= self._common)
        return rare - _words(theirs.text)

    @cached_property
    def _common(self) -> float:
        return max(_COMMON, _SHARE * len(self._articles))

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(word for each in self._articles for word in _words(each.text))

    @cached_property
    def _days(self) -> dict[str, tuple[int, int]]:
        """The first and last day on which a headline, its figures masked, stands."""
        found: dict[str, tuple[int, int]] = {}
        for each in self._articles:
            day = _day(each)
            if day is not None:
                form = _form(each)
                first, last = found.get(form, (day, day))
                found[form] = min(first, day), max(last, day)
        return found


def _words(text: str) -> frozenset[str]:
    return frozenset({token.text for token in tokens(text) if token.text[0].isalpha()})


def _headline(article: Article) -> frozenset[str]:
    words = _words(article.title or article.text[:_OPENING])
    return frozenset(word for word in words if len(word) > 2)


def _form(article: Article) -> str:
    return " ".join(token.masked for token in tokens(article.title or article.text[:_OPENING]))
