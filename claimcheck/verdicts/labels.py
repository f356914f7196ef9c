"""Labels with digits, which are no figures: "Flight 894", "iPhone 5S", "No. 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.quantities.vocabulary import ORDINALS, SMALL
from claimcheck.types import Article, Reading, Span
from claimcheck.verdicts.hearing import Piece

_WORD = re.compile(r"\w+")
#: "Season 1" is the "first season", and "Part 2" may be "part two".
_SPELLED = {word: str(value) for word, value in (SMALL | ORDINALS).items()}
_LABEL = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*")


def unseen_label(claim: Reading, pieces: Sequence[Piece]) -> Span | None:
    """Where in the claim a label stands that no source has; None where there is none.

    No checker judges it, and a model is shown no digits.
    """
    judged = [*(q.span for q in claim.quantities), *(m.span for m in claim.moments)]
    judged += [q.span for q in claim.quotations]
    labels = [
        found
        for found in _LABEL.finditer(claim.text)
        if not any(span.start < found.end() and found.start() < span.end for span in judged)
    ]
    if not labels:
        return None
    articles = {id(piece.article): piece.article for piece in pieces}.values()
    told = {
        found.group().lower()
        for article in articles
        for found in _LABEL.finditer(f"{article.title or ''}\n{article.text}")
    } | {_SPELLED[word] for article in articles for word in _words(article) if word in _SPELLED}
    unseen = (each for each in labels if each.group().lower() not in told)
    return next((Span(each.start(), each.end()) for each in unseen), None)


def _words(article: Article) -> list[str]:
    return _WORD.findall(f"{article.title or ''}\n{article.text}".lower())
