"""Labels with digits, which are no figures: "Flight 894", "iPhone 5S", "No. 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.quantities.vocabulary import ORDINALS, SMALL
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import remembered
from claimcheck.text.words import in_capitals
from claimcheck.types import Reading, Span
from claimcheck.verdicts.hearing import Piece

_WORD = re.compile(r"\w+")
#: "Season 1" is the "first season", and "Part 2" may be "part two".
_SPELLED = {word: str(value) for word, value in (SMALL | ORDINALS).items()}
_LABEL = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*")
#: "Fox *2000* Pictures", but not "In 2000 Congress".
_BEFORE = re.compile(r"\b(?!(?:In|On|By|Since|From|Until|At)\s)[A-Z][\w'’.-]*\s$")
#: How far before a year the word before it may begin, in characters.
_WORD_REACH = 80
_AFTER = re.compile(r"\s[A-Z][\w'’-]*")
#: "Fantastic Four (*2005* film)", at the start of a claim.
_QUALIFIED = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s)?(?:[A-Z\d][\w'’.:&!-]*\s(?:(?:of|the|and|in|on|a|to|for)\s)*)+\($"
)
_QUALIFIES = re.compile(r"\s[a-z][\w ]*\)")


def is_label(span: Span, claim: Reading) -> bool:
    """Whether a figure or year is a part of a name, or tells which of that name is meant.

    A figure between names counts: "gave Kyiv 300 Switchblade drones". A year may be of one.
    """
    text = claim.text
    bracketed = text[max(0, span.start - 1) : span.start] == "("
    if bracketed and _QUALIFIED.match(text, 0, span.start) and _QUALIFIES.match(text, span.end):
        return True
    if span not in _years(claim) or not span.of(text).isdigit():
        return False
    before = _BEFORE.search(text, max(0, span.start - _WORD_REACH), span.start)
    return before is not None and _AFTER.match(text, span.end) is not None


@remembered
def _years(claim: Reading) -> frozenset[Span]:
    """Where a claim that is no headline has years alone."""
    prose = any(word.islower() and len(word) > 3 for word in claim.text.split())
    if not prose or in_capitals(claim.text):
        return frozenset()
    return frozenset(m.span for m in claim.moments if m.year and not m.month)


def unseen_label(claim: Reading, pieces: Sequence[Piece]) -> Span | None:
    """Where in the claim a label stands that no source has; None where there is none.

    No checker judges it, and a model is shown no digits.
    """
    judged = [*(q.span for q in claim.quantities), *(m.span for m in claim.moments)]
    judged = [span for span in judged if not is_label(span, claim)]
    judged += [q.span for q in claim.quotations]
    cover = Cover(judged)
    labels = [
        found for found in _LABEL.finditer(claim.text) if not cover.overlaps(Span(*found.span()))
    ]
    if not labels:
        return None
    articles = {id(piece.article): piece.article for piece in pieces}.values()
    text = "\n".join(f"{article.title or ''}\n{article.text}" for article in articles).lower()
    told = {*_LABEL.findall(text), *(_SPELLED.get(word, "") for word in _WORD.findall(text))}
    unseen = (each for each in labels if each.group().lower() not in told)
    return next((Span(*each.span()) for each in unseen), None)
