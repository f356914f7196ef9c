"""The articles of an audit, and what is kept of each sentence that holds figures.

Readings are large, so that none is kept: what a sentence speaks of is kept as its topic words and
units, and the few sentences that come to be compared are read again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.alignment.topics import key_of, topic_words
from claimcheck.audit.values import NO_VALUES
from claimcheck.evidence import Passage, passage, sure_names
from claimcheck.names import find_names
from claimcheck.places import country
from claimcheck.text.sentences import sentences
from claimcheck.text.words import content_words
from claimcheck.types import (
    Article,
    Notation,
    Quantity,
    Reading,
    Sentence,
)

#: Articles whose sentences are remembered while pairs are compared.
_REMEMBERED = 512
#: Topic words below which a sentence says too little to know what its figures are of.
FEWEST_WORDS = 3
#: Figures above which a sentence is a table.
_MOST_FIGURES = 8
#: Share of a sentence's words that are figures, above which it is a table.
_TABLE = 0.4
#: The same for what ends without a stop, as rows do.
_ROW = 0.25


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with figures: `article` and `ordinal` tell which, `day` when it was published.

    `words` are its topic words as canonical stems, `names` those of its names;
    `values` its figures, each with its dimension, of money with the currency; `dated` whether one
    of them is of a stated period.
    """

    article: int
    ordinal: int
    day: int | None
    words: frozenset[str]
    values: frozenset[tuple[str, Decimal]]
    names: frozenset[str]
    dated: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What an article tells, by its headline and first sentences: their words and names."""

    words: frozenset[str]
    names: frozenset[str]


#: Sentences that tell what an article is about: the headline and two more.
_LEAD = 3


class Archive:
    """Articles by number, their facts, and readings on demand."""

    def __init__(self, notation: Notation | None = None) -> None:
        self.articles: list[Article] = []
        self.facts: list[Fact] = []
        self.stories: list[Story] = []
        self._notation = notation
        self._values: dict[int, set[tuple[str, str, Decimal]]] = defaultdict(set)
        self._open: OrderedDict[int, _Open] = OrderedDict()

    def add(self, article: Article, read: Sequence[Passage]) -> None:
        """Add an article with its sentences as read."""
        number = len(self.articles)
        self.articles.append(article)
        self.stories.append(_story(article, read))
        day = article.published.toordinal() if article.published else None
        for one in read:
            figures = one.reading.quantities
            if not figures:
                continue
            for figure in figures:
                self._values[number].add(value_of(figure))
            words = frozenset(key_of(word) for word in topic_words(one.reading))
            if len(words) < FEWEST_WORDS or is_table(one.reading) or one.sentence.lead_in:
                continue
            values = frozenset((unit_of(q), q.value) for q in figures if q.role not in NO_VALUES)
            if values:
                names = _named(one.reading)
                dated = any(q.scope is not None for q in figures)
                ordinal = one.sentence.ordinal
                self.facts.append(Fact(number, ordinal, day, words, values, names, dated))

    def values(self, article: int) -> set[tuple[str, str, Decimal]]:
        """What figures an article has anywhere."""
        return self._values[article]

    def passages(self, article: int) -> Iterator[Passage]:
        """The sentences of an article, read."""
        found = self._opened(article)
        yield from map(found.passage, range(found.sentences))

    def states(self, article: int, figure: Quantity) -> bool:
        """Whether an article has a figure's value anywhere, for the same thing as far as told."""
        return value_of(figure) in self._values[article]

    def passage(self, fact: Fact) -> Passage:
        """The sentence of a fact, read."""
        return self._opened(fact.article).passage(fact.ordinal)

    def passage_at(self, article: int, position: int) -> Passage | None:
        """The sentence of an article that a position of its text is in, read."""
        found = self._opened(article)
        ordinal = found.ordinal_at(position)
        return None if ordinal is None else found.passage(ordinal)

    def _opened(self, article: int) -> _Open:
        found = self._open.get(article)
        if found is None:
            found = self._open[article] = _Open(self.articles[article], self._notation)
            if len(self._open) > _REMEMBERED:
                self._open.popitem(last=False)
        self._open.move_to_end(article)
        return found


def _story(article: Article, read: Sequence[Passage]) -> Story:
    first = [one.reading for one in read[:_LEAD] if not is_table(one.reading)]
    words = {key_of(word) for reading in first for word in topic_words(reading)}
    words |= {key_of(word) for word in content_words(article.title or "")}
    return Story(frozenset(words), frozenset().union(*map(_named, first)))


def _named(reading: Reading) -> frozenset[str]:
    """The words of the names of a sentence, those that are sure; countries by their name."""
    sure = [
        name
        for name in reading.names
        if " " in name.text or name.text in reading.context.names or country(name.text)
    ]
    return frozenset(key_of(word) for name in sure for word in content_words(name.text))


class _Open:
    """One article with its sentences cut, and those that were read."""

    def __init__(self, article: Article, notation: Notation | None) -> None:
        self._article = article
        self._notation = notation
        self._cut: tuple[Sentence, ...] = sentences(article)
        self._names = sure_names(article.text, find_names(article.text))
        self._read: dict[int, Passage] = {}

    @property
    def sentences(self) -> int:
        """How many sentences the article has."""
        return len(self._cut)

    def ordinal_at(self, position: int) -> int | None:
        """The number of the sentence that a position is in."""
        at = bisect_right(self._cut, position, key=lambda one: one.span.start) - 1
        return at if at >= 0 and position < self._cut[at].span.end else None

    def passage(self, ordinal: int) -> Passage:
        if ordinal not in self._read:
            self._read[ordinal] = passage(
                self._article, self._cut, ordinal, names=self._names, notation=self._notation
            )
        return self._read[ordinal]


def unit_of(of: Quantity) -> str:
    """The dimension of a figure, of money the currency with it."""
    unit = of.unit
    return f"{unit.dimension}:{unit.code}" if unit.dimension == "currency" else unit.dimension


def value_of(of: Quantity) -> tuple[str, str, Decimal]:
    """What tells that a figure stands in an article: of small counts their item too."""
    small = of.unit.dimension == "count" and abs(of.value) < _SMALL
    return unit_of(of), of.item if small else "", of.value


_SMALL = 100


def is_table(reading: Reading) -> bool:
    """Whether a sentence is a row of figures: nobody reads from it what each is of.

    So is one that begins as no sentence does: "shr diluted loss 46 cts".
    """
    figures = reading.quantities
    first = next((char for char in reading.text if char.isalnum()), "")
    if first.islower():
        return True
    if len(figures) > _MOST_FIGURES or " vs " in reading.text:
        return True
    words = reading.text.split()
    most = _TABLE if reading.text.rstrip("\"'”’)")[-1:] in (".", "!", "?") else _ROW
    return sum(any(c.isdigit() for c in word) for word in words) > most * len(words)
