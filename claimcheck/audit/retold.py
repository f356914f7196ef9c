"""Whether two sentences of one article tell one thing: a headline, or a lead, tells it again.

Further down an article goes on to other things, which differ in words that nobody can weigh.
"""

from __future__ import annotations

import re

from claimcheck.alignment.topics import key_of, topic_words
from claimcheck.evidence import Passage
from claimcheck.text.words import content_words
from claimcheck.types import QuantityPair, SentenceKind, Slot

#: Figures of a sentence that tells something once more.
_FEW = 3
#: Sentences behind a headline that tell what it tells.
_NEAR_HEADLINE = 3
#: What tells of a thing beside the first.
ANOTHER = re.compile(
    r"\b(?:second|another|others?|further|additional|separate\w*|also|respectively|each)\b", re.I
)
_ANAPHOR = re.compile(r"\W*(?:it|its|he|she|they|their|this|that|these|those|note)\b", re.I)
#: "…, the council said on Monday."
_WHO_SAYS = re.compile(
    r",\s+(?:[^,;.]{1,60}\s)?(?:said|says|told|reported|added|according\s+to)\b[^;]{0,80}$", re.I
)
#: Topic words that tell what a sentence is of, where who says it is left out.
_ENOUGH = 3
#: What tells that a figure was another one before.
REVISES = re.compile(
    r"\b(?:revis|updat|correct|rais|lower|upgrad|downgrad|increas|cut|reduc|rose|risen|climb|"
    r"earlier|previous|originally|initially|first\s+(?:said|reported|offered)|amend|now)\w*",
    re.I,
)


def is_headline_of(first: Passage, second: Passage) -> bool:
    """Whether the first passage is the headline of the article that the second is from."""
    headline = first.sentence.kind is SentenceKind.HEADLINE and first.sentence.ordinal == 0
    return headline and first.article.id == second.article.id


def is_retold(first: Passage, second: Passage, pair: QuantityPair) -> bool:
    """Whether the second sentence of an article tells what the first does, of these two figures."""
    if ANOTHER.search(second.reading.text):
        return False
    if is_headline_of(first, second):
        return second.sentence.ordinal <= _NEAR_HEADLINE and not _adds_up(second, pair)
    if max(len(p.reading.quantities) for p in (first, second)) > _FEW:
        return False  # one row of several
    if _ANAPHOR.match(first.reading.text) or _ANAPHOR.match(second.reading.text):
        return False  # of what, the sentences before tell
    if REVISES.search(first.reading.text) or REVISES.search(second.reading.text):
        return False
    counted = pair.item is Slot.SAME and pair.claim.unit.dimension == "count"
    if len(first.reading.quantities) != len(second.reading.quantities) and not counted:
        return False  # without an item, a figure may be of what another one is of
    if _times(first) != _times(second):
        return False
    mine, theirs = _told(first), _told(second)
    return mine <= theirs or theirs <= mine


def _told(passage: Passage) -> set[str]:
    """The topic words of a sentence, without those that only name who says it."""
    words = {key_of(word) for word in topic_words(passage.reading)}
    who = _WHO_SAYS.search(passage.reading.text)
    if who is None:
        return words
    rest = {key_of(word) for word in content_words(passage.reading.text[: who.start()])}
    return words & rest if len(words & rest) >= _ENOUGH else words


def _times(passage: Passage) -> frozenset[str]:
    """The times that a sentence names, without the day on which somebody says it."""
    who = _WHO_SAYS.search(passage.reading.text)
    end = who.start() if who else len(passage.reading.text)
    return frozenset(one.words for one in passage.reading.moments if one.span.start < end)


def _adds_up(second: Passage, pair: QuantityPair) -> bool:
    """Whether a headline tells the sum of what the sentence tells apart."""
    parts = [
        one.value
        for one in second.reading.quantities
        if one.unit.dimension == pair.claim.unit.dimension
    ]
    return len(parts) > 1 and sum(parts) == pair.claim.value
