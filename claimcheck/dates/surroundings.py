"""The words around a date, each weighed by how near its clause is, and the event it dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.dates.brackets import opening
from claimcheck.dates.synonyms import canonical, event_phrases, event_table, light_stems
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import remembered
from claimcheck.text.words import in_capitals, is_verb_like
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
#: How many words of content away the verb of a date is looked for.
_DEED_REACH = 12
#: How long a bound is at most, with the blanks around its words, in characters.
_BOUND_REACH = 24
_LEADING = re.compile(r"(?:On|In|At|Since|By|From)\b")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The weight of each stem around one mention, and of those that are proper names.

    `event` is the number of the event that it dates, None where none is told; `of_work` is whether
    it stands before a work as its year ("a 1994 film"). `deed` is the canonical stem of the last
    verb in a past form before it in its clause, "" where there is none.
    """

    weights: dict[str, float]
    names: frozenset[str]
    event: int | None
    of_work: bool = False
    deed: str = ""


#: How far from a date its event and the words around it are looked for, in characters: in a list of
#: a thousand dates what stands further off is of another.
_REACH = 2000


def surroundings_of(reading: Reading, moment: Moment) -> Surroundings:
    """The words of a text weighed by how many clause boundaries part them from a mention."""
    known = _known(reading)
    if moment not in known:
        known[moment] = _surroundings(reading, moment)
    return known[moment]


@remembered
def _known(reading: Reading) -> dict[Moment, Surroundings]:
    return {}  # filled as they are asked for


def _surroundings(reading: Reading, moment: Moment) -> Surroundings:
    weights: dict[str, float] = {}
    names = set()
    for start, stem, is_name, weight in _weighed(reading, moment):
        if _is_owned(reading, moment) and not 0 <= start - moment.span.end <= _OWNED:
            continue
        weights[stem] = max(weight, weights.get(stem, 0.0))
        if is_name:
            names.add(stem)
    return Surroundings(
        weights,
        frozenset(names),
        _event(reading, moment),
        _of_a_work(reading.text, moment) is not None,
        _deed(reading, moment),
    )


def _is_owned(reading: Reading, moment: Moment) -> bool:
    return reading.text[moment.span.end : moment.span.end + 2] in ("'s", "’s")


def _weighed(reading: Reading, moment: Moment) -> Iterator[tuple[int, str, bool, float]]:
    """The words within reach of a mention: where each starts, its stem, if a name, its weight."""
    starts, told = _told_words(reading)
    low = bisect_left(starts, moment.span.start - _REACH)
    middle = bisect_left(starts, moment.span.start)
    high = bisect_right(starts, moment.span.start + _REACH)
    before = _weights(reading, moment, starts[low:middle][::-1], back=True)[::-1]
    after = _weights(reading, moment, starts[middle:high])
    for at, weight in zip(range(low, high), [*before, *after], strict=True):
        yield starts[at], *told[at], weight


def _weights(
    reading: Reading, moment: Moment, starts: Sequence[int], *, back: bool = False
) -> list[float]:
    """What the boundaries between a mention and each of some words leave, the nearest first."""
    places, ends, factors = _boundaries(reading)
    text = reading.text[max(0, moment.span.start - _REACH) : moment.span.start]
    last = moment.span.start - len(text) + len(text.rstrip())  # blanks follow up to the mention
    at = bisect_left(places, moment.span.start) - back
    weight, weights = 1.0, []
    for start in starts:
        while 0 <= at < len(places) and (places[at] >= start if back else places[at] < start):
            # But for the "before" of "released in or before 1997".
            if ends[at] < last or ends[at] > moment.span.start:
                weight *= factors[at]
            at += -1 if back else 1
        weights.append(weight)
    return weights


@remembered
def _boundaries(reading: Reading) -> tuple[list[int], list[int], list[float]]:
    """Where the boundaries of clauses start and end, and what each leaves of a word's weight."""
    found = list(_BOUNDARY.finditer(reading.text))
    return (
        [m.start() for m in found],
        [m.end() for m in found],
        [_COMMA if m["comma"] else _SUBORDINATE for m in found],
    )


@remembered
def _told_words(reading: Reading) -> tuple[list[int], list[tuple[str, bool]]]:
    """The words that tell of an event: where each starts, its stem, and whether it is a name."""
    starts, words = [], []
    told = not in_capitals(reading.text)
    phrases = (span for span, _ in _phrases(reading.text))
    apart = Cover([*(other.span for other in reading.moments), *phrases])
    for word in reading.words:
        if word.stem in light_stems() or apart.overlaps(word.span):
            continue
        if _ADVERB.match(reading.text, word.span.start):
            continue
        capital = told and word.text[:1].isupper()
        starts.append(word.span.start)
        is_name = capital and (word.span.start > 0 or _is_name(word, reading))
        words.append((canonical(word.stem), is_name))
    return starts, words


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
    nearest: tuple[int, int, int] | None = None
    work = _of_a_work(reading.text, moment)
    if work is not None:
        return _PUBLISHED if work["book"] else _RELEASED
    starts, told = _told(reading)
    low = bisect_left(starts, moment.span.start - _REACH)
    high = bisect_right(starts, moment.span.end + _REACH)
    for span, number, rank in told[low:high]:
        before = span.end <= moment.span.start
        between = (
            reading.text[span.end : moment.span.start]
            if before
            else reading.text[moment.span.end : span.start]
        )
        parted = _PART.search(_unbound(between)) and not _in_one_bracket(reading.text, span, moment)
        if parted and not (not before and _LEADING.match(reading.text)):
            continue
        distance = len(between) if before else 2 * len(between)
        if nearest is None or (distance, rank) < nearest[:2]:
            nearest = (distance, rank, number)
    return None if nearest is None else nearest[2]


def _unbound(between: str) -> str:
    """What stands between a word and a date, without a bound of the date itself at its end."""
    return between[:-_BOUND_REACH] + _BOUND.sub("", between[-_BOUND_REACH:])


def _deed(reading: Reading, moment: Moment) -> str:
    """The verb whose date a mention is: the last before it in its clause.

    A date that opens a sentence is of all that it tells.
    """
    starts, text = _starts(reading), reading.text
    at = bisect_left(starts, moment.span.start)
    before = reading.words[max(0, at - _DEED_REACH) : at]
    for word in reversed(before):
        if _PART.search(_unbound(text[word.span.end : moment.span.start])):
            break
        if _is_deed(word, text):
            return canonical(word.stem)
    return ""


def _is_deed(word: Word, text: str) -> bool:
    """Whether a word is a verb in a past form: "built", and not "teen-oriented"."""
    hyphened = "-" in word.text or text[max(0, word.span.start - 1) : word.span.start] == "-"
    return word.text.islower() and not hyphened and is_verb_like(word.text)


@remembered
def _starts(reading: Reading) -> list[int]:
    return [word.span.start for word in reading.words]


@lru_cache(maxsize=64)  # a text is asked for each of its dates
def _phrases(text: str) -> tuple[tuple[Span, int], ...]:
    return tuple(
        (Span(*found.span()), number)
        for phrase, number in event_phrases()
        for found in phrase.finditer(text)
    )


@remembered
def _told(reading: Reading) -> tuple[list[int], list[tuple[Span, int, int]]]:
    """What tells of an event, with its number and rank: phrases, and words that are in none.

    In the order of the text, where each starts beside them; phrases rank before words.
    """
    phrases = _phrases(reading.text)
    inside = Cover(span for span, _ in phrases)
    words = (
        (word.span, number)
        for word in reading.words
        if (number := event_table().get(word.text.lower())) is not None
        and not inside.overlaps(word.span)
    )
    told = [(span, number, rank) for rank, (span, number) in enumerate((*phrases, *words))]
    told.sort(key=lambda each: each[0])
    return [span.start for span, _, _ in told], told


#: How far apart two days in one bracket may start, in characters.
_BRACKETED = 240
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
        if other.day is None or abs(other.span.start - moment.span.start) > _BRACKETED:
            continue
        if opening(reading.text, other.span.start) != opened:
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
