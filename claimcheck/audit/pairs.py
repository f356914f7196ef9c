"""Whether two sentences give one thing two values, and which of the two is to be believed.

The slots of two figures' keys are compared as for a claim and its evidence, both ways round, since
neither sentence is the claim. In doubt nothing is said: most figures of the news that differ are of
other companies, periods and parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimcheck.alignment import align
from claimcheck.alignment.topics import territory
from claimcheck.audit.archive import Archive, unit_of
from claimcheck.audit.keyindex import NEWS, Candidate, Tie, overlap
from claimcheck.audit.moving import days_between, goes_on, grows, is_series, is_since, moves
from claimcheck.audit.retold import ANOTHER, REVISES, is_headline_of, is_retold
from claimcheck.audit.slots import one_key, same_times
from claimcheck.audit.types import Kind, Meeting
from claimcheck.audit.values import contradict, differ, rounds
from claimcheck.evidence import Passage
from claimcheck.places import country
from claimcheck.types import Comparison, Quantity, QuantityPair, Role, SentenceKind, Slot

#: Alignment score from which two figures are of one thing, each side taken as the claim.
SURE = 0.62
#: Share of their words from which two sentences are the same but for a figure.
VERBATIM = 0.85
#: Days over which a count is told as it grows, where it does not tell since when it is counted.
_GROWTH = 14
_MOVES = frozenset({Role.INCREMENT, Role.DECREMENT})


def met(archive: Archive, candidate: Candidate) -> Iterator[Meeting]:
    """The figures of two sentences that are of one thing and differ."""
    one, other = candidate.one, candidate.other
    first, second = archive.passage(one), archive.passage(other)
    if first.sentence.text == second.sentence.text:
        return
    if not same_times(first, second) or _of_other_lands(first, second):
        return
    forth, back = align(first.reading, second.reading), align(second.reading, first.reading)
    cut = is_headline_of(first, second)  # it leaves out words, and half of a name
    whole = cut and one.words <= other.words  # and all that it says is said below it
    if not _may_be_one(forth) or not (whole or _may_be_one(back)):
        return
    apart = sum(contradict(p.claim, p.evidence) for p in forth.quantities if p.comparable)
    if apart > 1:
        return  # where all figures differ, it is another thing that is told
    series = is_series(first, second)
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


def _of_other_lands(first: Passage, second: Passage) -> bool:
    """Whether both sentences tell of a country, and it is not one; also where all are capitals."""
    mine, theirs = (
        {
            land
            for word in passage.reading.words
            if word.text[:1].isupper() and (land := country(word.text))
        }
        for passage in (first, second)
    )
    return bool(mine) and bool(theirs) and not mine & theirs


def _score(back: Comparison, pair: QuantityPair) -> float:
    """How surely the figures of a pair are of one thing the other way round; 0: not at all."""
    spans = pair.evidence.span, pair.claim.span
    for other in back.quantities:
        if other.comparable and (other.claim.span, other.evidence.span) == spans:
            return other.score
    return 0.0


# --------------------------------------------------------------------------
# What the difference is


def _kind(
    archive: Archive, candidate: Candidate, first: Passage, second: Passage, pair: QuantityPair
) -> Kind | None:
    """How two figures of one key stand to one another; None where they agree, or in doubt."""
    mine, theirs = pair.claim, pair.evidence
    days = days_between(first, second)
    if _moves(first, mine, second, theirs):
        return None
    if candidate.tie is Tie.ARTICLE and not is_retold(first, second, pair):
        return None
    if rounds(mine, theirs, headline=_has_headline(first, second)):
        return None if days and days > NEWS else Kind.ROUNDED
    if not differ(mine, theirs) or _stands_elsewhere(first, mine, second, theirs):
        return None
    if overlap(candidate.one.words, candidate.other.words) < _SAID_AGAIN[candidate.tie]:
        return None
    if days and _is_superseded(archive, candidate, first, second, pair):
        return Kind.SUPERSEDED
    if goes_on(first, mine) or goes_on(second, theirs):
        return None
    return Kind.CONTRADICTS if _of_one_time(archive, candidate, first, second, pair) else None


def _moves(first: Passage, mine: Quantity, second: Passage, theirs: Quantity) -> bool:
    """Whether two figures are of what has another value soon, and no period is told."""
    told = mine.scope is not None and mine.scope.start is not None
    money = mine.unit.dimension == "currency"
    words = territory(first.reading, mine.span) | territory(second.reading, theirs.span)
    if moves(words, first, second) and (money or not told):
        return True
    return bool({mine.role, theirs.role} & _MOVES) and money and not told  # "up 50 cents"


def _is_superseded(
    archive: Archive, candidate: Candidate, first: Passage, second: Passage, pair: QuantityPair
) -> bool:
    """Whether the later figure is a grown count, or its text tells that it was another before."""
    mine, theirs = pair.claim, pair.evidence
    days = days_between(first, second) or 0
    if (days <= _GROWTH or _counted_on(pair)) and grows(first, mine, second, theirs):
        return True
    text = second.reading.text
    revises = REVISES.search(text) and not ANOTHER.search(text)
    return bool(revises) and archive.states(candidate.other.article, mine)


def _of_one_time(
    archive: Archive, candidate: Candidate, first: Passage, second: Passage, pair: QuantityPair
) -> bool:
    """Whether both figures are told of one time, and neither text knows the other's."""
    mine, theirs, tie = pair.claim, pair.evidence, candidate.tie
    if (first.article.published is None) != (second.article.published is None):
        return False
    days, alike = days_between(first, second), overlap(candidate.one.words, candidate.other.words)
    over = _of_a_period(mine, first.article.published)
    if days and tie is Tie.NAMES and not (over and alike >= VERBATIM):
        return False  # one a day may be bought, sold or announced
    if days and days > NEWS and not (tie is Tie.STORY and over):
        return False
    if tie is Tie.ARTICLE:
        return True
    if tie is Tie.STORY and not _has_headline(first, second) and alike >= VERBATIM:
        return True
    one, other = candidate.one.article, candidate.other.article
    return not (archive.states(other, mine) or archive.states(one, theirs))


def _counted_on(pair: QuantityPair) -> bool:
    return is_since(pair.claim) and is_since(pair.evidence)


def _has_headline(first: Passage, second: Passage) -> bool:
    return SentenceKind.HEADLINE in (first.sentence.kind, second.sentence.kind)


#: Share of their topic words that two sentences have in common which tell one thing twice, by what
#: ties them: a headline is short, and another article tells much the same news of another firm.
_SAID_AGAIN = {Tie.ARTICLE: 0.0, Tie.STORY: 0.7, Tie.NAMES: 0.6, Tie.WORDS: 0.8}


def _of_a_period(figure: Quantity, told: date | None) -> bool:
    """Whether a figure is of a stated period that was over when it was told."""
    scope = figure.scope
    if scope is None or scope.since or scope.start == scope.end or scope.end is None:
        return False
    return told is not None and scope.end < told


def _stands_elsewhere(first: Passage, mine: Quantity, second: Passage, theirs: Quantity) -> bool:
    """Whether one sentence has the other's figure too, of something else or beside its own."""
    return any(
        q is not theirs and unit_of(q) == unit_of(mine) and q.value == mine.value
        for q in second.reading.quantities
    ) or any(
        q is not mine and unit_of(q) == unit_of(theirs) and q.value == theirs.value
        for q in first.reading.quantities
    )
