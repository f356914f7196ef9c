"""Which sentences to compare: those that share their rarest words, in blocks of bounded size.

Each sentence stands in the blocks of its rarest topic words and of pairs of them; in a block it is
set beside the few before it in time. The work grows with the number of sentences, not with its
square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations

from claimcheck.audit.archive import Archive, Fact
from claimcheck.audit.rarity import Rarity

#: Rarest words of a sentence that make blocks, alone; and those of which each pair makes one.
_ALONE, _PAIRED = 3, 5
#: Sentences before it in a block that a sentence is compared with.
_WINDOW = 12
#: Twice the words shared, of the words of both, from which two sentences may say the same.
ALIKE = 0.45
#: The same for sentences published more than `NEWS` days apart, which mostly tell other news.
SERIES = 0.55
#: Days within which two articles tell the same news.
NEWS = 2


class Tie(Enum):
    """What tells that two sentences have one subject."""

    ARTICLE = "article"
    STORY = "story"
    NAMES = "names"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two sentences that may speak of one thing, the earlier first."""

    one: Fact
    other: Fact
    tie: Tie


def candidates(archive: Archive) -> Iterator[Candidate]:
    """Pairs of facts that may speak of one thing, each once."""
    facts, subjects = archive.facts, _Subjects(archive)
    found: list[Candidate] = []
    forms: set[Fact] = set()
    for fact, others in _met(facts):
        tied = [
            Candidate(other, fact, tie)
            for other in others
            if _alike(other, fact) and (tie := subjects.tie(other, fact)) is not None
        ]
        again = [one.one for one in tied if one.tie is not Tie.ARTICLE]
        if _recurs(fact, again):
            forms.update((fact, *again))
        found += tied
    for one in found:
        if one.tie in (Tie.NAMES, Tie.ARTICLE) or not {one.one, one.other} & forms:
            yield one
        elif subjects.named(one.one, one.other):  # each of its day, perhaps, but of one count
            yield replace(one, tie=Tie.NAMES)


def _met(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Each fact in order of time, with the few before it that share a block with it."""
    frequency = Counter(word for fact in facts for word in fact.words)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in sorted(range(len(facts)), key=lambda n: (facts[n].day or 0, n)):
        met: set[int] = set()
        for key in _keys(facts[number], frequency):
            block = blocks[key]
            met.update(block[-_WINDOW:])
            block.append(number)
        yield facts[number], [facts[other] for other in sorted(met)]


def _keys(fact: Fact, frequency: Counter[str]) -> Iterator[tuple[str, ...]]:
    """The blocks of a fact: words that no other fact has make none."""
    rare = sorted(
        (word for word in fact.words if frequency[word] > 1),
        key=lambda word: (frequency[word], word),
    )
    for word in rare[:_ALONE]:
        yield (word,)
    yield from combinations(rare[:_PAIRED], 2)


def _alike(one: Fact, other: Fact) -> bool:
    mine, theirs = dict(one.values), dict(other.values)
    if one.values == other.values or not mine.keys() & theirs.keys():
        return False
    apart = one.day is not None and other.day is not None and abs(one.day - other.day) > NEWS
    wanted = SERIES if apart else ALIKE
    return overlap(one.words, other.words) >= wanted


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice the words shared, of the words of both, 0 to 1."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


#: Words of names that, with a period, tell a subject without the article: "since February 24, the
#: *United States* has committed".
_NAMED = 1
#: Share of their first words, each weighed by how rare it is, that two versions of one story
#: share, and of the words of their names.
_SAME_STORY, _SAME_NAMES = 0.45, 0.6
#: Stories that a name stands in at most, for it to tell them from others; in an archive of many,
#: the share of them.
_FEW_STORIES, _SHARE_OF_STORIES = 20, 0.005
#: Share of their words that two sentences of undated texts have in common.
_SAME_WORDS = 0.8


def _recurs(fact: Fact, tied: Sequence[Fact]) -> bool:
    """Whether a sentence is of a form in which its subject is told of again and again.

    `tied` are sentences of one subject with it. It is where one much like it is published on
    another day, or where many articles have one: what a bank bought today, what hogs cost.
    """
    same = [other for other in tied if overlap(other.words, fact.words) >= _FORM]
    days = [other.day for other in same if other.day is not None and fact.day is not None]
    if any(abs(day - (fact.day or 0)) > NEWS for day in days):
        return True
    return len({other.article for other in same}) >= _MANY


#: Share of their words that two sentences of one form have in common, and the articles that make
#: it one.
_FORM, _MANY = 0.6, 5


class _Subjects:
    """Whether two sentences have one subject.

    By their articles, which tell one story, or by a name and a period that both state; texts
    without a date (a manual, a law) by nearly the same words.
    Sentences of fixed form ("Fees comprise 1 percent for selling") are of as many subjects as
    there are articles.
    """

    def __init__(self, archive: Archive) -> None:
        self._stories = archive.stories
        self._rarity = Rarity(story.words for story in archive.stories)

    def tie(self, one: Fact, other: Fact) -> Tie | None:
        """What tells that the two have one subject; None where nothing does."""
        if one.article == other.article:
            return Tie.ARTICLE
        if self._one_story(one.article, other.article):
            return Tie.STORY
        undated = one.day is None and other.day is None
        if undated and overlap(one.words, other.words) >= _SAME_WORDS:
            return Tie.WORDS
        return Tie.NAMES if self.named(one, other) else None

    def named(self, one: Fact, other: Fact) -> bool:
        """Whether both state a name and a period of their own."""
        return one.dated and other.dated and len(one.names & other.names) >= _NAMED

    def _one_story(self, one: int, other: int) -> bool:
        mine, theirs = self._stories[one], self._stories[other]
        rare = max(_FEW_STORIES, _SHARE_OF_STORIES * len(self._stories))
        if not any(self._rarity.frequency(name) <= rare for name in mine.names & theirs.names):
            return False
        words = self._rarity.shared(mine.words, theirs.words)
        names = self._rarity.shared(mine.names, theirs.names)
        return words >= _SAME_STORY and names >= _SAME_NAMES
