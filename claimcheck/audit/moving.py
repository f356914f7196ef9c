"""What has another value by the hour or the day: rates, counts that grow, reports that recur.

Two values of such a thing are both right, each for its time.
"""

from __future__ import annotations

import re

from claimcheck.alignment.topics import territory
from claimcheck.audit.keyindex import NEWS
from claimcheck.audit.values import cumulative
from claimcheck.evidence import Passage
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import stem
from claimcheck.types import Article, Quantity, Reading

#: Words for an hour, or for a part of the day or of a session.
_HOUR = re.compile(
    r"\b(?:a\.?m|p\.?m|noon|mid-?day|mid-?session|morning|afternoon|evening|overnight|early|late|"
    r"open(?:s|ed|ing)?|close[sd]?|closing|[012]?\d[:.]?[0-5]\d(?=\s*(?:hrs|hours|gmt|utc|[ecmp][ds]t)\b))"
    r"\b",
    re.I,
)
#: What is told of a count that goes on: "43,900 head so far this week".
_RUNNING = re.compile(r"\b(?:so\s+far|(?:[a-z]+[\s-])?to[\s-]date|up\s+to\s+now|by\s+now)\b", re.I)


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


def moves(words: frozenset[str], first: Passage, second: Passage) -> bool:
    """Whether words round two figures are of what moves by the hour; undated texts tell no hour."""
    moving = words & _VOLATILE
    if first.article.published is None and second.article.published is None:
        return False
    if moving == {canonical(_PRICE)}:
        return any(word.stem == _PRICE for p in (first, second) for word in p.reading.words)
    return bool(moving)


def of_other_hours(one: str, other: str) -> bool:
    """Whether two headlines or openings both tell an hour or a part of the day, not the same."""
    mine, theirs = ({hour.lower() for hour in _HOUR.findall(text)} for text in (one, other))
    return bool(mine and theirs and mine != theirs)


def goes_on(passage: Passage, figure: Quantity) -> bool:
    """Whether a figure is told as a count so far."""
    if figure.scope is not None and _RUNNING.search(figure.scope.text):
        return True
    return len(passage.reading.quantities) == 1 and bool(_RUNNING.search(passage.reading.text))


def grows(first: Passage, mine: Quantity, second: Passage, theirs: Quantity) -> bool:
    """Whether the second figure is a larger count of what is counted as it grows."""
    if theirs.value <= mine.value or not cumulative(mine, theirs):
        return False
    if goes_on(first, mine) and goes_on(second, theirs):
        return True
    if is_since(mine) and is_since(theirs):
        return True
    words = territory(first.reading, mine.span) | territory(second.reading, theirs.span)
    return bool(words & _GROWING)


def is_series(first: Passage, second: Passage) -> bool:
    """Whether both sentences are alike but for their figures, and not of one day's news.

    What is told in a fixed form day after day is a series, not one thing told twice.
    """
    days = days_between(first, second)
    if days is None or days <= NEWS:
        return False
    return one_skeleton(first.reading, second.reading)


def one_skeleton(one: Reading, other: Reading) -> bool:
    """Whether two sentences have the same words but for their figures."""
    return [word.stem for word in one.words] == [word.stem for word in other.words]


def is_since(figure: Quantity) -> bool:
    """Whether a figure is counted from a day on ("since 24 February"): told in one form with one
    counted from that day too, the later one is no new figure of a series, but the count grown.
    """
    return figure.scope is not None and figure.scope.since


def days_between(first: Passage, second: Passage) -> int | None:
    """How many days lie between two articles; None where one has no date."""
    days = days_from(first.article, second.article)
    return None if days is None else abs(days)


def days_from(first: Article, second: Article) -> int | None:
    """How many days after the first text the second was published; None where one has no date."""
    one, other = first.published, second.published
    return (other - one).days if one and other else None
