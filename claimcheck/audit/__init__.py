"""Audit: articles against themselves and each other, before anyone writes a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck.audit import arithmetic, lists, sequences, wordings
from claimcheck.audit.about import Topic
from claimcheck.audit.archive import Archive
from claimcheck.audit.changed import changes
from claimcheck.audit.conflicts import conflicts
from claimcheck.audit.headlines import Headlines
from claimcheck.audit.keyindex import candidates
from claimcheck.audit.pairs import met
from claimcheck.audit.revisions import Revision, revisions
from claimcheck.audit.superseded import taken_back
from claimcheck.audit.types import FAIL_ON, Discrepancy, Kind, Meeting, Mention, kinds_named
from claimcheck.audit.versions import versions
from claimcheck.evidence import Passage, passages
from claimcheck.types import Article, Notation


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in so many articles, sentences and figures, the weightiest first."""

    articles: int
    sentences: int
    figures: int
    found: tuple[Discrepancy, ...]


def audit(
    articles: Iterable[Article],
    *,
    notation: Notation | None = None,
    since: date | None = None,
    about: str | None = None,
) -> Audit:
    """What does not fit within articles and between them.

    `notation` tells how digits are grouped; None: as each article's language does. With `since`,
    only findings that have a place in an article published on that day or later; with `about`, only
    those that have one in a sentence that speaks of it.
    """
    archive, found = Archive(notation), list[Discrepancy]()
    revised: list[tuple[int, Revision]] = []
    topic = Topic(about) if about else None
    sentences = figures = 0
    for article in articles:
        read = list(passages(article, notation=notation))
        sentences += len(read)
        figures += sum(len(one.reading.quantities) for one in read)
        found += _inside(read)
        revised += ((len(archive.articles), each) for each in _revised(read))
        archive.add(article, read)
    found += conflicts(_between(archive, revised))
    kept = [one for one in found if _wanted(one, since, topic)]
    return Audit(len(archive.articles), sentences, figures, tuple(sorted(kept, key=_order)))


def audit_article(article: Article, *, notation: Notation | None = None) -> tuple[Discrepancy, ...]:
    """What does not fit within one article, the weightiest first."""
    return audit([article], notation=notation).found


def _revised(read: Sequence[Passage]) -> Iterator[Revision]:
    for before, one in zip([None, *read], read, strict=False):
        yield from revisions(one, before)


def _between(archive: Archive, revised: Sequence[tuple[int, Revision]]) -> Iterator[Meeting]:
    """The figures of different texts, or of two sentences of one, that cannot both hold."""
    headlines = Headlines(archive.articles)
    found = list(versions(archive.articles, headlines))
    corrected = {
        (archive.articles[each.one].id, archive.articles[each.other].id)
        for each in found
        if each.corrected
    }
    told = {_places(each): each for version in found for each in changes(archive, version)}
    yield from told.values()
    for pair in candidates(archive):
        for each in met(archive, pair):
            first, second = each.one.article.id, each.other.article.id
            if _places(each) in told or (second, first) in corrected:
                continue
            yield replace(each, kind=Kind.SUPERSEDED) if (first, second) in corrected else each
    yield from taken_back(archive, revised, headlines)


def _places(one: Meeting) -> frozenset[tuple[str, int]]:
    """Where the two figures of a meeting stand."""
    return frozenset(
        (passage.article.id, passage.sentence.span.start + figure.span.start)
        for passage, figure in ((one.one, one.mine), (one.other, one.theirs))
    )


def _inside(read: Sequence[Passage]) -> Iterator[Discrepancy]:
    for one in read:
        yield from arithmetic.slips(one)
    yield from lists.slips(read)
    yield from wordings.altered(read)
    yield from sequences.reversed_orders(read)


def _wanted(one: Discrepancy, since: date | None, topic: Topic | None) -> bool:
    if since is not None and not any(
        a.published is not None and a.published >= since for a in one.articles
    ):
        return False
    return topic is None or any(topic.is_of(m.sentence.text, m.article) for m in one.mentions)


def _order(one: Discrepancy) -> tuple[float, str, int, str]:
    article, start, _ = one.mentions[0].key
    return -round(one.weight, 4), article, start, one.code


__all__ = [
    "FAIL_ON",
    "Audit",
    "Discrepancy",
    "Kind",
    "Mention",
    "audit",
    "audit_article",
    "kinds_named",
]
