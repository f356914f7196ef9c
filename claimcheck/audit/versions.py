"""Texts that are one story sent again: nearly the same words, of the same subject, within days.

Newsrooms send a story anew with a figure corrected, and both stay in the archive. Reports of one
form (a dividend of another firm, the prices of another hour) have nearly the same words too:
two versions share what is rare in their headlines, neither headline has a rare word that the other
text lacks while the other has one too, and nothing is a version of what recurs day after day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.audit.corrections import corrects
from claimcheck.audit.headlines import Headlines
from claimcheck.audit.keyindex import overlap
from claimcheck.audit.sketches import nearly_same, rare_figures, sharing_figures, sketch
from claimcheck.types import Article

#: Days between two versions of a story; and where the later one tells that it corrects.
_DAYS, _CORRECTED_DAYS = 2, 14
#: Versions of one story; of more, it is a form, as the prices of each hour.
_MOST = 4
#: Share of their words that the headlines of two versions have in common, where none is rare.
_SAME_HEADLINE = 0.7


@dataclass(frozen=True, slots=True)
class Version:
    """Two texts of one story, by number: the earlier first, or the one that is corrected.

    `corrected` tells that the other says of itself that it corrects.
    """

    one: int
    other: int
    corrected: bool


def versions(articles: Sequence[Article], headlines: Headlines) -> Iterator[Version]:
    """Every pair of texts that are versions of one story."""
    order = sorted(range(len(articles)), key=lambda n: (_day(articles[n]) or 0, articles[n].id))
    told = _Told(articles, headlines)
    found: list[Version] = []
    near: dict[int, set[int]] = defaultdict(set)
    texts = [articles[n].text for n in order]
    near_ones = set(nearly_same([sketch(text) for text in texts]))
    shared = set(sharing_figures([rare_figures(text) for text in texts]))
    for i, j in sorted(near_ones | shared):
        one, other = order[i], order[j]
        if not told.may_be_versions(one, other, share_figures=(i, j) in shared):
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
    """What an archive tells of two of its texts."""

    def __init__(self, articles: Sequence[Article], headlines: Headlines) -> None:
        self._articles, self._headlines = articles, headlines
        self._corrects: dict[int, bool] = {}

    def may_be_versions(self, one: int, other: int, *, share_figures: bool) -> bool:
        mine, theirs, told = self._articles[one], self._articles[other], self._headlines
        if not self._in_time(one, other) or mine.text == theirs.text:
            return False
        if told.recurs(mine) or told.recurs(theirs) or told.of_other_hours(mine, theirs):
            return False
        if share_figures and told.share_subject(mine, theirs):
            return True
        if told.lack_words(mine, theirs):
            return False
        alike = overlap(told.words(mine), told.words(theirs)) >= _SAME_HEADLINE
        return alike or told.share_subject(mine, theirs)

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
