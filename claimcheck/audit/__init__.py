"""Audit: articles against themselves and each other, before anyone writes a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.audit import arithmetic, lists, wordings
from claimcheck.audit.types import FAIL_ON, Discrepancy, Kind, Mention, kinds_named
from claimcheck.evidence import Passage, passages
from claimcheck.types import Article, Notation


def audit_article(article: Article, *, notation: Notation | None = None) -> tuple[Discrepancy, ...]:
    """What does not fit within one article, in the order of its places.

    `notation` tells how digits are grouped; None: as the article's language does.
    """
    return tuple(_inside(list(passages(article, notation=notation))))


def _inside(read: Sequence[Passage]) -> Iterator[Discrepancy]:
    for one in read:
        yield from arithmetic.slips(one)
    yield from lists.slips(read)
    yield from wordings.altered(read)


__all__ = ["FAIL_ON", "Discrepancy", "Kind", "Mention", "audit_article", "kinds_named"]
