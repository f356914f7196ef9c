"""Whether two sentences give one thing two values, and which of the two is to be believed.

The slots of two figures' keys are compared as for a claim and its evidence, both ways round, since
neither sentence is the claim. In doubt nothing is said: most figures of the news that differ are of
other companies, periods and parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claimcheck.alignment import align
from claimcheck.alignment.topics import key_of, territory, topic_words
from claimcheck.audit.archive import Archive, unit_of
from claimcheck.audit.keyindex import NEWS, Candidate, Tie, overlap
from claimcheck.audit.slots import one_key, same_times
from claimcheck.audit.types import Kind
from claimcheck.evidence import Passage
from claimcheck.quantities import is_rounded, relate
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import stem
from claimcheck.types import (
    Comparison,
    Quantity,
    QuantityPair,
    Reading,
    Relation,
    Role,
    SentenceKind,
    Slot,
)

#: Alignment score from which two figures are of one thing, each side taken as the claim.
SURE = 0.62
#: Share of their words from which two sentences are the same but for a figure.
VERBATIM = 0.85
_MOVES = frozenset({Role.INCREMENT, Role.DECREMENT})


def _stems(words: str) -> frozenset[str]:
    return frozenset(canonical(stem(word)) for word in words.split())


#: What moves by the hour, so that two values of a day are both right.
_VOLATILE = _stems(
    "price share stock index trade quote rate yield dollar yen mark franc sterling bid ask "
    "market session fix intervene exchange futures contract premium discount temperature"
)
#: What something will cost does not, though that word is a synonym of this one.
_PRICE = stem("price")
#: What is counted as it grows: a later count is larger, and both are right for their day.
_GROWING = _stems(
    "kill die injure wound miss flee displace infect commit pledge donate raise collect sanction "
    "arrest detain evacuate rescue vaccinate hospitalise toll death refugee victim total"
)
_REVISES = re.compile(
    r"\b(?:revis|updat|correct|rais|lower|upgrad|downgrad|increas|cut|reduc|rose|risen|climb|"
    r"earlier|previous|originally|initially|first\s+(?:said|reported|offered)|amend|now)\w*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two figures of one thing that differ: the earlier passage first."""

    one: Passage
    other: Passage
    mine: Quantity
    theirs: Quantity
    kind: Kind
    score: float


def met(archive: Archive, candidate: Candidate) -> Iterator[Meeting]:
    """The figures of two sentences that are of one thing and differ."""
    one, other = candidate.one, candidate.other
    first, second = archive.passage(one), archive.passage(other)
    if first.sentence.text == second.sentence.text:
        return
    if not same_times(first, second):
        return
    forth, back = align(first.reading, second.reading), align(second.reading, first.reading)
    cut = _is_headline_of(first, second)  # it leaves out words, and half of a name
    whole = cut and one.words <= other.words  # and all that it says is said below it
    if not _may_be_one(forth) or not (whole or _may_be_one(back)):
        return
    apart = sum(_contradict(p.claim, p.evidence) for p in forth.quantities if p.comparable)
    if apart > 1:
        return  # where all figures differ, it is another thing that is told
    series = _is_series(first, second)
    for pair in forth.quantities:
        if series and not _counted_on(pair):
            continue
        turned = pair.score if whole else _score(back, pair)
        score = pair.score if cut and turned else min(pair.score, turned)
        if not pair.comparable or score < SURE or not one_key(pair, first, second):
            continue
        if candidate.tie is Tie.NAMES and pair.claim.scope is None:
            continue  # told of another day, or another package
        kind = _kind(archive, candidate, first, second, pair)
        if kind is not None:
            yield Meeting(first, second, pair.claim, pair.evidence, kind, score)


def _may_be_one(way: Comparison) -> bool:
    """Whether nobody acts in one sentence, or is named in it, who is not in the other."""
    return way.actors is not Slot.DIFFERENT and not way.absent


def _score(back: Comparison, pair: QuantityPair) -> float:
    """How surely the figures of a pair are of one thing the other way round; 0: not at all."""
    spans = pair.evidence.span, pair.claim.span
    for other in back.quantities:
        if other.comparable and (other.claim.span, other.evidence.span) == spans:
            return other.score
    return 0.0


def _contradict(mine: Quantity, theirs: Quantity) -> bool:
    return relate(mine, theirs) is relate(theirs, mine) is Relation.CONTRADICTS


def _is_series(first: Passage, second: Passage) -> bool:
    """Whether both sentences are alike but for their figures, and not of one day's news.

    What is told in a fixed form day after day is a series, not one thing told twice.
    """
    days = _days(first, second)
    if days is None or days <= NEWS:
        return False
    return _skeleton(first.reading) == _skeleton(second.reading)


def _is_headline_of(first: Passage, second: Passage) -> bool:
    """Whether the first passage is the headline of the article that the second is from."""
    headline = first.sentence.kind is SentenceKind.HEADLINE and first.sentence.ordinal == 0
    return headline and first.article.id == second.article.id


def _counted_on(pair: QuantityPair) -> bool:
    """Whether two figures are counted from one day on ("since 24 February"): told in one form, the
    later one is no new figure of a series, but the same count grown.
    """
    return all(one.scope is not None and one.scope.since for one in (pair.claim, pair.evidence))


def _skeleton(reading: Reading) -> tuple[str, ...]:
    return tuple(word.stem for word in reading.words)


def _days(first: Passage, second: Passage) -> int | None:
    """How many days lie between two articles; None where one has no date."""
    one, other = first.article.published, second.article.published
    return abs((other - one).days) if one and other else None


# --------------------------------------------------------------------------
# What the difference is


def _kind(
    archive: Archive, candidate: Candidate, first: Passage, second: Passage, pair: QuantityPair
) -> Kind | None:
    """How two figures of one key stand to one another; None where they agree, or in doubt."""
    mine, theirs = pair.claim, pair.evidence
    days = _days(first, second)
    words = territory(first.reading, mine.span) | territory(second.reading, theirs.span)
    told = mine.scope is not None and mine.scope.start is not None
    one, other = candidate.one, candidate.other
    headline = SentenceKind.HEADLINE in (first.sentence.kind, second.sentence.kind)
    verbatim = (
        candidate.tie is Tie.STORY and not headline and overlap(one.words, other.words) >= VERBATIM
    )
    if _moves(words, first, second) and not (told and mine.unit.dimension != "currency"):
        return None
    if {mine.role, theirs.role} & _MOVES and mine.unit.dimension == "currency" and not told:
        return None  # "up 50 cents": since when is not told
    if candidate.tie is Tie.ARTICLE and not _tells_news(first, second, pair):
        return None
    if _rounds(mine, theirs, headline=headline):
        return None if days and days > NEWS else Kind.ROUNDED
    if not _contradict(mine, theirs) or _near(mine, theirs) or _worlds_apart(mine, theirs):
        return None
    if mine.face == theirs.face and _one_unit_word(mine, theirs):
        return None
    if _stands_elsewhere(first, mine, second, theirs):
        return None
    if overlap(one.words, other.words) < _SAID_AGAIN[candidate.tie]:
        return None
    if days:
        grows = theirs.value > mine.value and words & _GROWING and _cumulative(mine, theirs)
        states = archive.states(other.article, mine)
        if grows or (states and _REVISES.search(second.reading.text)):
            return Kind.SUPERSEDED
    if (first.article.published is None) != (second.article.published is None):
        return None
    if (
        days
        and days > NEWS
        and not (candidate.tie is Tie.STORY and _of_a_period(mine, first.article.published))
    ):
        return None
    if candidate.tie is Tie.NAMES and days:
        return None  # one a day may be bought, sold or announced
    if (
        candidate.tie is not Tie.ARTICLE
        and not verbatim
        and (archive.states(other.article, mine) or archive.states(one.article, theirs))
    ):
        return None
    return Kind.CONTRADICTS


def _moves(words: frozenset[str], first: Passage, second: Passage) -> bool:
    """Whether words round two figures are of what moves by the hour; undated texts tell no hour."""
    moving = words & _VOLATILE
    if first.article.published is None and second.article.published is None:
        return False
    if moving == {canonical(_PRICE)}:
        return any(word.stem == _PRICE for p in (first, second) for word in p.reading.words)
    return bool(moving)


#: Share of their topic words that two sentences have in common which tell one thing twice, by what
#: ties them: a headline is short, and another article tells much the same news of another firm.
_SAID_AGAIN = {Tie.ARTICLE: 0.0, Tie.STORY: 0.7, Tie.NAMES: 0.6, Tie.WORDS: 0.8}


def _of_a_period(figure: Quantity, told: date | None) -> bool:
    """Whether a figure is of a stated period that was over when it was told."""
    scope = figure.scope
    if scope is None or scope.since or scope.start == scope.end or scope.end is None:
        return False
    return told is not None and scope.end < told


def _rounds(mine: Quantity, theirs: Quantity, *, headline: bool) -> bool:
    """Whether one figure is the other, rounded; a headline cuts further ("2" for 2.3)."""
    if is_rounded(mine, theirs) or is_rounded(theirs, mine):
        return True
    fine, coarse = sorted((mine, theirs), key=lambda one: one.place)
    off = abs(fine.value - coarse.value)
    return headline and fine.place < coarse.place and 0 < off < coarse.place


def _one_unit_word(mine: Quantity, theirs: Quantity) -> bool:
    """ "Tons" may be the "short tons" of the other text."""
    one, other = mine.unit.name.split(), theirs.unit.name.split()
    return len(one) != len(other) and one[-1:] == other[-1:]


def _near(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures may be one, roughly rounded: 20 million and 19.6 million."""
    fine, coarse = sorted((mine, theirs), key=lambda one: one.place)
    return fine.place < coarse.place and 2 * abs(fine.value - coarse.value) <= coarse.place


def _worlds_apart(mine: Quantity, theirs: Quantity) -> bool:
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return low > 0 and high / low > _WORLDS


#: From this factor on, two values are of two things: a wrong magnitude word makes a thousand.
_WORLDS = 1000


def _cumulative(mine: Quantity, theirs: Quantity) -> bool:
    changes = {Role.INCREMENT, Role.DECREMENT, Role.CHANGE, Role.SHARE, Role.RATE}
    return not {mine.role, theirs.role} & changes


def _stands_elsewhere(first: Passage, mine: Quantity, second: Passage, theirs: Quantity) -> bool:
    """Whether one sentence has the other's figure too, of something else or beside its own."""
    return any(
        q is not theirs and unit_of(q) == unit_of(mine) and q.value == mine.value
        for q in second.reading.quantities
    ) or any(
        q is not mine and unit_of(q) == unit_of(theirs) and q.value == theirs.value
        for q in first.reading.quantities
    )


#: What tells of a thing beside the first.
_ANOTHER = re.compile(
    r"\b(?:second|another|others?|further|additional|separate\w*|also|respectively|each)\b", re.I
)
_ANAPHOR = re.compile(r"\W*(?:it|its|he|she|they|their|this|that|these|those|note)\b", re.I)


def _tells_news(first: Passage, second: Passage, pair: QuantityPair) -> bool:
    """Whether two sentences of one article tell one thing: a headline, or a lead, tells it again.

    Further down an article goes on to other things, which differ in words that nobody can weigh.
    """
    if _ANOTHER.search(second.reading.text):
        return False
    if _is_headline_of(first, second):
        return second.sentence.ordinal <= _NEAR_HEADLINE
    if max(len(p.reading.quantities) for p in (first, second)) > _FEW:
        return False  # one row of several
    if _ANAPHOR.match(first.reading.text) or _ANAPHOR.match(second.reading.text):
        return False  # of what, the sentences before tell
    if _REVISES.search(first.reading.text) or _REVISES.search(second.reading.text):
        return False
    counted = pair.item is Slot.SAME and pair.claim.unit.dimension == "count"
    if len(first.reading.quantities) != len(second.reading.quantities) and not counted:
        return False  # without an item, a figure may be of what another one is of
    if _times(first) != _times(second):
        return False
    mine, theirs = ({key_of(word) for word in topic_words(p.reading)} for p in (first, second))
    return mine <= theirs or theirs <= mine


def _times(passage: Passage) -> frozenset[str]:
    return frozenset(moment.words for moment in passage.reading.moments)


#: Figures of a sentence that tells something once more.
_FEW = 3
#: Sentences behind a headline that tell what it tells.
_NEAR_HEADLINE = 3

__all__ = ["Meeting", "met"]
