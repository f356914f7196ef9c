"""Earlier texts that state a figure which a later one takes back or revises.

A sentence that names both figures tells what is wrong, so that the texts to look for are those that
state it, of the same subject: their headlines and sentences share what is rare in the later one's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from claimcheck.alignment.topics import key_of, topic_words
from claimcheck.audit.archive import Archive, unit_of, value_of
from claimcheck.audit.headlines import Headlines
from claimcheck.audit.moving import days_from
from claimcheck.audit.rarity import Rarity
from claimcheck.audit.revisions import TOLD_ONCE, Revision, note_before, revisions
from claimcheck.audit.slots import of_other_times
from claimcheck.audit.types import Kind, Meeting
from claimcheck.audit.values import digits
from claimcheck.evidence import Passage
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words
from claimcheck.types import Quantity

#: Days within which a figure is taken back.
_DAYS = 100
#: Digits, noughts at the end left out, from which two figures are hardly alike by chance.
_DIGITS = 3
#: Share of what their words tell, sentence and headline, that two texts have in common: the fewer
#: digits a figure has, the more texts have it.
_SUBJECTS = (1.0, 0.4, 0.32, 0.22)
#: The same of an article's headline and first sentences, below which it is not read again.
_STORY = 0.1


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Words of which notes that correct are full, whatever they correct.
_OF_NOTES = frozenset(
    key_of(word)
    for word in content_words(
        "article story item report version earlier previous correction clarification correct "
        "incorrect wrong error figure number note editor misstate overstate understate instead "
        "read initial original"
    )
)


def taken_back(
    archive: Archive, revised: Sequence[tuple[int, Revision]], headlines: Headlines
) -> Iterator[Meeting]:
    """Each earlier figure beside the one that was put in its place; numbers are articles'."""
    wanted: dict[tuple[str, str, object], list[tuple[int, Revision]]] = defaultdict(list)
    for number, revision in revised:
        wanted[value_of(revision.old)].append((number, revision))
        if _may_lack_its_unit(revision.old):
            wanted["count", "", revision.old.value].append((number, revision))
    if not wanted:
        return
    rarity = Rarity(story.words for story in archive.stories)
    found: dict[Revision, list[Meeting]] = defaultdict(list)
    for article in range(len(archive.articles)):
        for value in sorted(archive.values(article) & wanted.keys(), key=str):
            for number, revision in wanted[value]:
                if _may_state(archive, article, number, revision, headlines):
                    found[revision] += _told(archive, article, revision, rarity)
    for revision, meetings in found.items():
        yield from meetings if digits(revision.old) >= _DIGITS else _latest(meetings)


def _latest(meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    """Those of the last day on which the figure was told: before, it may be of another time."""
    last = max((each.one.article.published or date.min for each in meetings), default=None)
    yield from (each for each in meetings if each.one.article.published == last)


def _may_state(
    archive: Archive, article: int, number: int, revision: Revision, headlines: Headlines
) -> bool:
    """Whether an article is old enough to state a figure taken back, and does not know the new."""
    if article == number or value_of(revision.new) in archive.values(article):
        return False
    specific = digits(revision.old) >= _DIGITS
    named = bool(archive.stories[article].names & archive.stories[number].names)
    days = days_from(archive.articles[article], archive.articles[number])
    if days is None:
        return specific or named
    if specific or days == 0:
        return 0 <= days <= _DAYS
    if _of_its_day(revision.passage) or headlines.recurs(archive.articles[article]):
        return False
    return 0 < days <= _DAYS and named


def _of_its_day(passage: Passage) -> bool:
    """Whether a sentence tells of the day on which it is told ("today")."""
    day = passage.article.published
    return any(
        one.start == one.end == day and one.weekday is None for one in passage.reading.moments
    )


def _told(archive: Archive, article: int, revision: Revision, rarity: Rarity) -> Iterator[Meeting]:
    """The place of an article that states a figure taken back, of the same subject."""
    later, story = _words(revision.passage), archive.stories[article]
    if rarity.shared(story.words, later) < _STORY:
        return
    needed = _SUBJECTS[min(digits(revision.old), _DIGITS)]
    best: tuple[float, Passage, Quantity] | None = None
    for passage in archive.passages(article):
        if TOLD_ONCE.search(passage.reading.text):
            continue  # it does not state the figure, it recalls it
        given_up = {each.old.span for each in revisions(passage)}
        for figure in passage.reading.quantities:
            if figure.span in given_up or not _is_it(figure, revision.old, later):
                continue
            share = rarity.shared(_words(passage), later)
            if share >= needed and (best is None or share > best[0]):
                best = share, passage, figure
    if best is None:
        return
    share, passage, figure = best
    if not _of_another_time(passage, revision.passage):
        yield Meeting(passage, revision.passage, figure, revision.new, Kind.SUPERSEDED, share)


def _of_another_time(first: Passage, second: Passage) -> bool:
    """Whether both tell times, and none that both tell; a note may tell the year before."""
    if of_other_times(first, second):
        return True
    mine, theirs = (set(_YEAR.findall(text)) for text in (first.reading.text, note_before(second)))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _is_it(figure: Quantity, old: Quantity, later: frozenset[str]) -> bool:
    """Whether a figure is the one taken back; `later` are the words of what takes it back."""
    if figure.value != old.value or figure.denied or figure.form.is_bound:
        return False
    if unit_of(figure) != unit_of(old):
        return _may_lack_its_unit(old) and figure.unit.dimension == "count"
    counted = figure.unit.dimension == "count" and bool(figure.item and old.item)
    return not counted or figure.item == old.item or canonical(figure.item) in later


def _may_lack_its_unit(old: Quantity) -> bool:
    """Whether a figure may stand in a table that tells its currency elsewhere: "Net 528,790"."""
    return old.unit.dimension == "currency" and digits(old) > _DIGITS


def _words(passage: Passage) -> frozenset[str]:
    """The words of a sentence and of its headline; of a note that corrects, of its lead-in too."""
    title, before = passage.article.title or "", note_before(passage)
    words = {key_of(word) for word in topic_words(passage.reading)}
    words |= {key_of(word) for word in content_words(f"{title}\n{before}")}
    return frozenset(words - _OF_NOTES)
