"""What a claim and a piece of evidence speak of: topic words and names, and how much is shared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimcheck.names import find_names
from claimcheck.places import country, seat_of
from claimcheck.text.covers import Cover
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words, stem
from claimcheck.types import Reading, Slot, Span, Word

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


def topic_words(reading: Reading) -> tuple[Word, ...]:
    """The content words of a reading that lie outside figures and dates and say a topic."""
    inside = Cover([*(q.span for q in reading.quantities), *(m.span for m in reading.moments)])
    return tuple(
        word
        for word in reading.words
        if canonical(word.stem) not in _EMPTY and not inside.overlaps(word.span)
    )


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
    missing = [
        word
        for word in wanted
        if key_of(word) not in had
        and not any(span.contains(word.span) and land in had for land, span in lands.items())
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
    wanted, own = _modified(claim, mine), _modified(evidence, theirs)
    rivals = {
        (modifier, head)
        for modifier, head in wanted - own
        if any(head == other and modifier != mod for mod, other in own)
        and modifier not in {word for pair in own for word in pair}
    }
    if not rivals:
        return Slot.SAME
    others = [q.span for q in evidence.quantities if q.span != theirs]
    if any(rivals & _modified(evidence, other) for other in others):
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def _placed_elsewhere(claim: Reading, mine: Span, evidence: Reading, theirs: Span) -> bool:
    """Whether the names after the claim's figure stand after another figure of the evidence.

    "1,100 in North America and 900 in Europe" does not give Europe 1,100.
    """
    wanted, own = _trailing(claim, mine), _trailing(evidence, theirs)
    if not wanted or not own or wanted & own:
        return False
    others = (q.span for q in evidence.quantities if q.span != theirs)
    return any(wanted & _trailing(evidence, other) for other in others)


def _trailing(reading: Reading, span: Span) -> frozenset[str]:
    """The names between a figure and the next one, or the end of its clause."""
    high = min((q.span.start for q in reading.quantities if q.span.start >= span.end), default=None)
    stop = _CLAUSE_END.search(reading.text, span.end)
    periods = [q.scope.span for q in reading.quantities if q.scope and q.scope.span]
    high = min(high or len(reading.text), stop.start() if stop else len(reading.text))
    return frozenset(
        country(name.text) or name.text
        for name in reading.names
        if span.end <= name.span.start < high and not any(p.overlaps(name.span) for p in periods)
    )


def _modified(reading: Reading, span: Span) -> frozenset[tuple[str, str]]:
    """The pairs of adjacent topic words that lead to the figure at `span`, or that it counts."""
    leading = _leading(reading, span)
    pairs = {
        (key_of(one), key_of(two))
        for one, two in pairwise(leading)
        if reading.text[one.span.end : two.span.start] in (" ", "-")
    }
    found = next((q for q in reading.quantities if q.span == span), None)
    if found is not None and found.item and found.modifiers:
        pairs.add((canonical(found.modifiers[-1]), canonical(found.item)))
    return frozenset(pairs)


def _leading(reading: Reading, span: Span) -> tuple[Word, ...]:
    """The topic words before the figure in its own clause, or the subject it shares.

    A figure whose clause has a subject and a verb of its own shares none.
    """
    others = sorted(q.span for q in reading.quantities if q.span != span)
    low = max((s.end for s in others if s.end <= span.start), default=0)
    words = topic_words(reading)
    cut = _clause_start(reading.text, low, span.start)
    own = tuple(w for w in words if max(low, cut) <= w.span.start < span.start)
    if low == 0 or (cut > low and len(own) >= _OWN_SUBJECT):
        return own
    first = min([span, *others])
    return (*(w for w in words if w.span.end <= first.start), *own)


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
    others = sorted(q.span for q in reading.quantities if q.span != span)
    first = min([span, *others])
    low = max((s.end for s in others if s.end <= span.start), default=0)
    high = min((s.start for s in others if s.start >= span.end), default=len(reading.text))
    return frozenset(
        key_of(word)
        for word in topic_words(reading)
        if low <= word.span.start < high or word.span.end <= first.start
    )
