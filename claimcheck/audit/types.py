"""What an audit finds: places of articles that cannot all be right, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from claimcheck.errors import ClaimcheckError
from claimcheck.evidence import Passage
from claimcheck.text.places import place
from claimcheck.types import Article, Location, Quantity, Sentence, Span


class Kind(Enum):
    """How the places of a finding stand to one another."""

    CONTRADICTS = "contradicts"  # figures of one thing that cannot both hold
    ARITHMETIC = "arithmetic"  # figures that the text ties together and that do not fit
    WEEKDAY = "weekday"  # a weekday that is not that of its date
    ORDER = "order"  # two events told in one order and in its reverse
    QUOTATION = "quotation"  # one quotation in two wordings
    SUPERSEDED = "superseded"  # a figure that a later text corrects or revises, or that has grown
    ROUNDED = "rounded"  # one figure is the other, rounded


#: The kinds that fail a run unless told otherwise: all that cannot be right.
FAIL_ON = (Kind.CONTRADICTS, Kind.ARITHMETIC, Kind.WEEKDAY, Kind.ORDER, Kind.QUOTATION)


def kinds_named(names: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds of `--fail-on`: their names, or "none" alone.

    :raises ClaimcheckError: for a name that is none.
    """
    given = [name.strip().lower() for name in names]
    if given == ["none"]:
        return ()
    known = {kind.value: kind for kind in Kind}
    for name in given:
        if name not in known:
            raise ClaimcheckError(
                f"'{name}' is no kind of finding",
                location="--fail-on",
                remedy=f"some of: {', '.join(known)}; or none",
            )
    return tuple(kind for kind in Kind if kind.value in given)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two figures of one thing that differ: the earlier passage first."""

    one: Passage
    other: Passage
    mine: Quantity
    theirs: Quantity
    kind: Kind
    score: float  # how surely, 0 to 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A part of a sentence that a finding rests on; `span` is of the sentence's text.

    `said` is the part in words, for people: a figure with what it counts.
    """

    article: Article
    sentence: Sentence
    span: Span
    said: str

    @property
    def key(self) -> tuple[str, int, int]:
        """Article and place in it, which sort and tell mentions apart."""
        return self.article.id, self.sentence.span.start + self.span.start, self.span.end

    @property
    def location(self) -> Location:
        """The place in the user's file."""
        return place(self.article, self.sentence.span.start + self.span.start)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One conflict with all its places, the earliest first.

    `code` and `name` are those of the checker that finds the same between a claim and a source.
    `outlier` is the number of the mention that stands alone against two or more articles.
    `weight` orders findings: the larger, the more it matters.
    """

    kind: Kind
    code: str
    name: str
    message: str
    mentions: tuple[Mention, ...]
    outlier: int | None = None
    weight: float = 0.0

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of the mentions, each once."""
        return tuple({mention.article.id: mention.article for mention in self.mentions}.values())


def mention(passage: Passage, span: Span, said: str = "") -> Mention:
    """A part of a passage; `said` is its own words unless told."""
    words = said or " ".join(span.of(passage.sentence.text).split())
    return Mention(passage.article, passage.sentence, span, words)
