"""What a claim and a piece of evidence speak of: topic words and names, and how much is shared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from claimcheck.names import find_names
from claimcheck.places import country, seat_of
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import remembered
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words, stem
from claimcheck.types import Reading, Slot, Span, Word

_Key = TypeVar("_Key")

#: Words that report, count or point, and tell nothing of the topic.
_EMPTY = frozenset(
    canonical(stem(word))
    for word in """
    say according report total amount number figure people thing time way fact part lot make take
    get go come include accord state hundred thousand million billion trillion dozen percent
    per cent quote mr mrs ms today currently already about around roughly approximately nearly
    almost least estimate estimated
    """.split()
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic words of one side, as canonical stems; countries by their name."""

    words: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether the side has a canonical stem."""
        return word in self.words


def key_of(word: Word) -> str:
    """The canonical stem of a word; a country or its people, the country's name."""
    return _key(word.text, word.stem)


@lru_cache(maxsize=65536)
def _key(text: str, stem: str) -> str:
    if text[:1].isupper() and (land := country(text) or seat_of(text)):
        return f"@{land}"
    return canonical(stem)


def keys(words: Iterable[Word]) -> frozenset[str]:
    """The canonical stems of some words."""
    return frozenset(key_of(word) for word in words)


@remembered
def topic_words(reading: Reading) -> tuple[Word, ...]:
    """The content words of a reading that lie outside figures and dates and say a topic."""
    inside = Cover([*(q.span for q in reading.quantities), *(m.span for m in reading.moments)])
    return tuple(
        word
        for word in reading.words
        if canonical(word.stem) not in _EMPTY and not inside.overlaps(word.span)
    )


@remembered
def evidence_keys(reading: Reading) -> frozenset[str]:
    """What the evidence speaks of: its sentence, its lead-in and its headline."""
    context = reading.context
    near = f"{context.lead_in or ''}\n{context.title or ''}"
    return keys(reading.words) | keys(content_words(near)) | _lands(reading.text + "\n" + near)


def _lands(text: str) -> frozenset[str]:
    found = (country(name.text) for name in find_names(text))
    return frozenset(f"@{land}" for land in found if land)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the claim's topic the evidence has (0 to 1), and the words it has not."""

    share: float
    missing: tuple[str, ...]


#: How much a word lacks that only the sentence before has: "they are on the list too".
_TOLD_BEFORE = 0.5


def coverage(claim: Reading, evidence: Reading) -> Coverage:
    """The share of the claim's topic words that the evidence has, in its sentence or context."""
    wanted = topic_words(claim)
    had = evidence_keys(evidence)
    lands = {f"@{country(n.text)}": n.span for n in claim.names if country(n.text)}
    named = [span for land, span in lands.items() if land in had]
    missing = [
        word
        for word in wanted
        if key_of(word) not in had and not any(span.contains(word.span) for span in named)
    ]
    before = keys(content_words(evidence.context.before))
    lacking = sum(_TOLD_BEFORE if key_of(word) in before else 1.0 for word in missing)
    share = 1.0 - lacking / len(wanted) if wanted else 0.0
    missing = [word for word in missing if key_of(word) not in before]
    return Coverage(share, tuple(word.text for word in missing))


def rival_modifiers(claim: Reading, mine: Span, evidence: Reading, theirs: Span) -> Slot:
    """Whether the subjects of two figures are told apart by a modifier of one noun.

    "Energy prices rose 9.8%" is no claim on the second figure of "energy prices fell 1.1%
    while food prices rose 9.8%": DIFFERENT, since the claim's "energy prices" lead to another
    figure. Where they stand nowhere ("deposit rate" against "key rate") it is UNKNOWN.
    """
    if _placed_elsewhere(claim, mine, evidence, theirs):
        return Slot.DIFFERENT
    wanted, own = _modified(claim)[mine], _modified(evidence)[theirs]
    if not wanted - own:
        return Slot.SAME
    heads = {head for _, head in own}
    words = {word for pair in own for word in pair}
    rivals = {
        (modifier, head)
        for modifier, head in wanted - own
        if head in heads and modifier not in words
    }
    if not rivals:
        return Slot.SAME
    by_pair = _by_pair(evidence)
    if any(by_pair.get(rival, frozenset()) - {theirs} for rival in rivals):
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def _placed_elsewhere(claim: Reading, mine: Span, evidence: Reading, theirs: Span) -> bool:
    """Whether the names after the claim's figure stand after another figure of the evidence.

    "1,100 in North America and 900 in Europe" does not give Europe 1,100.
    """
    wanted, own = _trailing(claim)[mine], _trailing(evidence)[theirs]
    if not wanted or not own or wanted & own:
        return False
    by_name = _by_name(evidence)
    return any(by_name.get(name, frozenset()) - {theirs} for name in wanted)


@remembered
def _trailing(reading: Reading) -> dict[Span, frozenset[str]]:
    """For each figure the names between it and the next one, or the end of its clause."""
    starts = sorted(q.span.start for q in reading.quantities)
    names = [name.span.start for name in reading.names]
    periods = Cover(q.scope.span for q in reading.quantities if q.scope and q.scope.span)
    return {
        span: frozenset(
            country(name.text) or name.text
            for name in reading.names[bisect_left(names, span.end) : bisect_left(names, high)]
            if not periods.overlaps(name.span)
        )
        for span in {q.span for q in reading.quantities}
        for high in [_until(reading.text, span.end, _next(starts, span.end, reading.text))]
    }


def _until(text: str, start: int, end: int) -> int:
    """Where a clause ends, or `end` where that is nearer."""
    stop = _CLAUSE_END.search(text, start, end)
    return stop.start() if stop else end


def _next(starts: list[int], end: int, text: str) -> int:
    """The start of the figure after one that ends there, or the end of the text."""
    at = bisect_left(starts, end)
    return starts[at] if at < len(starts) else len(text)


@remembered
def _by_name(reading: Reading) -> dict[str, frozenset[Span]]:
    return _turned(_trailing(reading))


@remembered
def _by_pair(reading: Reading) -> dict[tuple[str, str], frozenset[Span]]:
    return _turned(_modified(reading))


def _turned(found: Mapping[Span, frozenset[_Key]]) -> dict[_Key, frozenset[Span]]:
    """For each key the figures that have it."""
    spans: dict[_Key, set[Span]] = {}
    for span, keys_of in found.items():
        for key in keys_of:
            spans.setdefault(key, set()).add(span)
    return {key: frozenset(had) for key, had in spans.items()}


@remembered
def _modified(reading: Reading) -> dict[Span, frozenset[tuple[str, str]]]:
    """For each figure the pairs of adjacent topic words that lead to it, or that it counts."""
    found: dict[Span, frozenset[tuple[str, str]]] = {}
    for quantity in reading.quantities:
        if quantity.span in found:
            continue
        leading = _leading(reading, quantity.span)
        pairs = {
            (key_of(one), key_of(two))
            for one, two in pairwise(leading)
            if reading.text[one.span.end : two.span.start] in (" ", "-")
        }
        if quantity.item and quantity.modifiers:
            pairs.add((canonical(quantity.modifiers[-1]), canonical(quantity.item)))
        found[quantity.span] = frozenset(pairs)
    return found


def _leading(reading: Reading, span: Span) -> tuple[Word, ...]:
    """The topic words before the figure in its own clause, or the subject it shares.

    A figure whose clause has a subject and a verb of its own shares none.
    """
    figures = _figures(reading)
    low = figures.end_before(span)
    words = topic_words(reading)
    cut = _clause_start(reading.text, low, span.start)
    starts = _starts(reading)
    own = words[bisect_left(starts, max(low, cut)) : bisect_left(starts, span.start)]
    if low == 0 or (cut > low and len(own) >= _OWN_SUBJECT):
        return own
    return (*words[: figures.subject], *own)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where the figures of a text lie: their starts, in order, and the last end up to each.

    `subject` is how many topic words tell what all are of: those before the first of them, or the
    first of those.
    """

    starts: list[int]
    ends: list[int]
    subject: int

    def end_before(self, span: Span) -> int:
        """The end of the last figure before one, 0 where it is the first."""
        at = bisect_right(self.ends, span.start)
        return self.ends[at - 1] if at else 0


#: The most topic words before its first figure that are the subject of a text.
_SUBJECT = 200


@remembered
def _figures(reading: Reading) -> _Figures:
    spans = [q.span for q in reading.quantities]
    first = min(spans, default=Span(len(reading.text), len(reading.text)))
    subject = sum(word.span.end <= first.start for word in topic_words(reading))
    ends = sorted(s.end for s in spans)
    return _Figures(sorted(s.start for s in spans), ends, min(subject, _SUBJECT))


@remembered
def _starts(reading: Reading) -> list[int]:
    return [word.span.start for word in topic_words(reading)]


#: This many topic words between a clause's start and its figure make a subject and a verb.
_OWN_SUBJECT = 2
_CLAUSE_END = re.compile(r"[;:]|[.!?]\s|\b(?:while|whereas|but)\b")
_CLAUSE = re.compile(r"[;:]|,?\s(?:while|whereas|but|and|as|with|compared|against)\s|,\s|[.!?]\s")


def _clause_start(text: str, low: int, high: int) -> int:
    last = low
    for found in _CLAUSE.finditer(text, low, high):
        last = found.end()
    return last


def territory(reading: Reading, span: Span) -> frozenset[str]:
    """The topic words that belong to the figure at `span`.

    From the end of the figure before it (or the sentence's start) to the beginning of the one
    after; what stands before the first figure is the subject that all share.
    """
    known = _territories(reading)
    if span not in known:
        figures, starts, words = _figures(reading), _starts(reading), topic_words(reading)
        low, high = figures.end_before(span), _next(figures.starts, span.end, reading.text)
        subject = min(figures.subject, bisect_left(starts, span.start))
        own = words[bisect_left(starts, low) : bisect_left(starts, high)]
        known[span] = keys((*words[:subject], *own))
    return known[span]


@remembered
def _territories(reading: Reading) -> dict[Span, frozenset[str]]:
    return {}  # filled as they are asked for
