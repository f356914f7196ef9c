"""The words around a date, each weighed by how near its clause is, and the event it dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.dates.brackets import opening
from claimcheck.dates.synonyms import canonical, event_phrases, event_table, light_stems
from claimcheck.text.covers import Cover
from claimcheck.text.words import in_capitals
from claimcheck.types import Moment, Reading, Span, Word

#: What one clause boundary between a mention and a word leaves of the word's weight.
_COMMA, _SUBORDINATE = 0.9, 0.4

#: "Sunday's earthquake" dates the words this many characters after it, and no others.
_OWNED = 24

_BOUNDARY = re.compile(
    r"(?P<comma>[,:()—–]|\band\b)|(?P<strong>;|[.!?]\s|\b(?:that|who|which|where|when|after|"
    r"before|while|but|because|although|whereas)\b)",
    re.I,
)


#: "Was *first* released" is when it came out; "the first season was released" tells which.
_ADVERB = re.compile(
    r"(?:first|originally|initially|officially|formally)\s+\w+(?:ed|own|lt|nt)\b", re.I
)
_PART = re.compile(r"[,;()—]|\b(?:and|that|who|which|where|when|after|before|while|but)\b", re.I)
#: What bounds the date itself: "released in or *before* 1997".
_BOUND = re.compile(r"\b(?:(?:in|on|at)\s+or\s+)?(?:before|after)\s*$", re.I)
_LEADING = re.compile(r"(?:On|In|At|Since|By|From)\b")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The weight of each stem around one mention, and of those that are proper names.

    `event` is the number of the event that it dates, None where none is told; `of_work` is whether
    it stands before a work as its year ("a 1994 film").
    """

    weights: dict[str, float]
    names: frozenset[str]
    event: int | None
    of_work: bool = False


def surroundings_of(reading: Reading, moment: Moment) -> Surroundings:
    """The words of a text weighed by how many clause boundaries part them from a mention."""
    weights: dict[str, float] = {}
    names = set()
    told = not in_capitals(reading.text)
    owned = reading.text[moment.span.end : moment.span.end + 2] in ("'s", "’s")
    last = len(reading.text[: moment.span.start].rstrip())  # but blanks follow up to the mention
    boundaries = [
        (m.start(), _COMMA if m["comma"] else _SUBORDINATE)
        for m in _BOUNDARY.finditer(reading.text)
        if m.end() < last or m.end() > moment.span.start
    ]  # but for the "before" of "released in or before 1997"
    phrases = (span for span, _ in _phrases(reading.text))
    apart = Cover([*(other.span for other in reading.moments), *phrases])
    for word in reading.words:
        if word.stem in light_stems() or apart.overlaps(word.span):
            continue
        if _ADVERB.match(reading.text, word.span.start):
            continue
        if owned and not moment.span.end <= word.span.start <= moment.span.end + _OWNED:
            continue
        low = min(word.span.start, moment.span.start)
        high = max(word.span.start, moment.span.start)
        weight = 1.0
        for at, factor in boundaries:
            if low <= at < high:
                weight *= factor
        stem = canonical(word.stem)
        weights[stem] = max(weight, weights.get(stem, 0.0))
        if told and word.text[:1].isupper() and (word.span.start > 0 or _is_name(word, reading)):
            names.add(stem)
    return Surroundings(
        weights,
        frozenset(names),
        _event(reading, moment),
        _of_a_work(reading.text, moment) is not None,
    )


#: "A 1994 comedy film": what a year before a work tells is when it came out.
_WORK = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,5}?(?:(?P<book>novel|book|anthology|memoir|poem)|film|movie|album|song|"
    r"single|series|sitcom|game|play|musical|documentary|EP|miniseries|show|drama|comedy|opera|"
    r"ballet)s?\b",
    re.I,
)
_ARTICLE = re.compile(r"\b(?:an?|the)\s+$", re.I)
_RELEASED, _PUBLISHED, _BORN, _DIED = (
    event_table()[word] for word in ("released", "published", "born", "died")
)


def _event(reading: Reading, moment: Moment) -> int | None:
    """The dated event whose word stands nearest to a mention in its clause, or None."""
    life = _of_a_life(reading, moment)
    if life is not None:
        return life
    nearest: tuple[int, int] | None = None
    work = _of_a_work(reading.text, moment)
    if work is not None:
        return _PUBLISHED if work["book"] else _RELEASED
    for span, number in _told(reading):
        before = span.end <= moment.span.start
        between = (
            reading.text[span.end : moment.span.start]
            if before
            else reading.text[moment.span.end : span.start]
        )
        parted = _PART.search(_BOUND.sub("", between)) and not _in_one_bracket(
            reading.text, span, moment
        )
        if parted and not (not before and _LEADING.match(reading.text)):
            continue
        distance = len(between) if before else 2 * len(between)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, number)
    return None if nearest is None else nearest[1]


@lru_cache(maxsize=64)  # a text is asked for each of its dates
def _phrases(text: str) -> tuple[tuple[Span, int], ...]:
    return tuple(
        (Span(*found.span()), number)
        for phrase, number in event_phrases()
        for found in phrase.finditer(text)
    )


def _told(reading: Reading) -> Iterator[tuple[Span, int]]:
    """What tells of an event, with its number: phrases, and the words that are in none of them."""
    phrases = _phrases(reading.text)
    yield from phrases
    for word in reading.words:
        number = event_table().get(word.text.lower())
        if number is not None and not any(span.overlaps(word.span) for span, _ in phrases):
            yield word.span, number


_DASHED = re.compile(r"\s*(?:[-–—]+|to)\s*")


def _in_one_bracket(text: str, word: Span, moment: Moment) -> bool:
    """Whether word and date stand in one bracket: "(born Ann Ray; 4 October 1941)"."""
    opened = opening(text, moment.span.start)
    return 0 <= opened < word.start and word.end <= moment.span.start


def _of_a_life(reading: Reading, moment: Moment) -> int | None:
    """The first of two days in one bracket is that of a birth, the second that of a death."""
    opened = opening(reading.text, moment.span.start)
    if opened < 0 or moment.day is None:
        return None
    for other in reading.moments:
        if other.day is None or opening(reading.text, other.span.start) != opened:
            continue
        if _DASHED.fullmatch(reading.text, moment.span.end, other.span.start):
            return _BORN
        if _DASHED.fullmatch(reading.text, other.span.end, moment.span.start):
            return _DIED
    return None


def _of_a_work(text: str, moment: Moment) -> re.Match[str] | None:
    """What follows a year that stands before a work as its year ("a 1994 comedy film")."""
    if moment.month is not None or moment.year is None:
        return None
    before = _ARTICLE.search(text, max(0, moment.span.start - 8), moment.span.start)
    return _WORK.match(text, moment.span.end) if before is not None else None


_NAMES = 2


def overlap(
    claim: Surroundings, evidence: Surroundings, *, without: frozenset[str] = frozenset()
) -> float:
    """The share of the claim's weighed words, some apart, that the evidence has near its own.

    All words of long names together weigh no more than `_NAMES` words.
    """
    scale = min(1.0, _NAMES / len(claim.names)) if claim.names else 1.0
    weights = {
        stem: weight * (scale if stem in claim.names else 1.0)
        for stem, weight in claim.weights.items()
        if stem not in without
    }
    total = sum(weights.values())
    if not total:
        return 0.0
    return (
        sum(min(weight, evidence.weights.get(stem, 0.0)) for stem, weight in weights.items())
        / total
    )


def _is_name(word: Word, reading: Reading) -> bool:
    """Whether the first word of a text, which is capital anyway, is read as a name."""
    return any(name.span.contains(word.span) for name in reading.names)
