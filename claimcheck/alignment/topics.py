"""What a claim and a piece of evidence speak of: topic words and names, and how much is shared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.places import country, seat_of
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words, in_capitals, is_verb_like, stem
from claimcheck.types import Name, Reading, Slot, Span, Word

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
    inside = [
        *(q.span for q in reading.quantities),
        *(m.span for m in reading.moments),
    ]
    return tuple(
        word
        for word in reading.words
        if canonical(word.stem) not in _EMPTY and not any(s.overlaps(word.span) for s in inside)
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


@dataclass(frozen=True, slots=True)
class Actors:
    """The claim's names against the evidence's.

    `slot` is DIFFERENT where the evidence names another of the same kind in place of one of the
    claim's, UNKNOWN where one is only told elsewhere in the article; `missing` are the
    names that the whole article does not have, or only where this sentence names others;
    `subject` is whether the evidence has a word of the claim's first noun phrase.
    """

    slot: Slot
    missing: tuple[Name, ...]
    subject: bool = True


def actors(claim: Reading, evidence: Reading) -> Actors:
    """Whether the evidence speaks of those the claim names."""
    here = [*_actors(evidence), *find_names(evidence.context.lead_in or "")]
    near = [*here, *find_names(evidence.context.before), *find_names(evidence.context.title or "")]
    slot, missing = Slot.SAME, []
    for name in _actors(claim):
        if _is_kin(name, claim, evidence):
            missing.append(name)
            continue
        if name.text.lower() in evidence.text.lower() or _held(
            name, [other.text for other in here]
        ):
            continue
        slot = Slot.UNKNOWN if slot is Slot.SAME else slot
        if _rivals(name, here, claim):
            slot = Slot.DIFFERENT
        if _held(name, [n.text for n in near]):
            continue
        if _names_others(here, claim) or not _held(name, evidence.context.names):
            missing.append(name)
    subject = _subject(claim)
    had = evidence_keys(evidence)
    had |= keys(content_words(evidence.context.before))
    # The items of a list leave its subject to the line that leads in, or to the article.
    listed = evidence.context.lead_in is not None
    stated = not subject or listed or bool(keys(subject) & had)
    return Actors(slot, tuple(missing), stated)


def _subject(claim: Reading) -> tuple[Word, ...]:
    """The first noun phrase of a claim: its topic words up to a verb or a gap."""
    run: list[Word] = []
    for word in topic_words(claim):
        gap = claim.text[run[-1].span.end : word.span.start] if run else ""
        if run and gap.strip(" -"):
            break
        if run and is_verb_like(word.text):
            break
        run.append(word)
    return tuple(run)


def _actors(reading: Reading) -> list[Name]:
    """The names that are neither what a figure counts nor part of a figure or date."""
    inside = [q.span for q in reading.quantities]
    inside += [q.item_span for q in reading.quantities if q.item_span]
    inside += [m.span for m in reading.moments]
    return [
        name
        for name in reading.names
        if not any(span.overlaps(name.span) for span in inside) and _is_sure(name, reading)
    ]


def _is_sure(name: Name, reading: Reading) -> bool:
    """Whether a name is more than the capital of a sentence's first word."""
    if country(name.text) or name.text in reading.context.names:
        return True
    if in_capitals(reading.text):
        return False
    if " " in name.text or name.titles:
        return True
    before = reading.text[: name.span.start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".!?:;"


_KIN = (
    r"(?:grand|step|half-|great-)?(?:son|daughter|child|mother|father|brother|sister)|wife|widow(?:er)?"
    r"|husband|spouse|niece|nephew|aunt|uncle|cousin|fianc[eé]e?|in-law"
)
_IS_KIN = re.compile(rf"\b(?:{_KIN})s?\b", re.I)
_KIN_OF = re.compile(
    rf"\b(?:{_KIN})s?\s+of\s+(?:the\s+)?(?:(?:late|former)\s+)?(?:[\w.]+\s+){{0,3}}$", re.I
)


def _is_kin(name: Name, claim: Reading, evidence: Reading) -> bool:
    """Whether a sentence names someone only to say whose niece or widow it speaks of."""
    if _IS_KIN.search(claim.text):
        return False
    places = [m.start() for m in re.finditer(re.escape(name.text), evidence.text)]
    return bool(places) and all(_KIN_OF.search(evidence.text[:at]) for at in places)


def _held(name: Name, others: Iterable[str]) -> bool:
    land = seat_of(name.text)
    return any(
        compare_names(name.text, other) is Slot.SAME
        or (land is not None and country(other) == land)
        or (seat_of(other) is not None and country(name.text) == seat_of(other))
        for other in others
    )


def _names_others(here: Iterable[Name], claim: Reading) -> bool:
    """Whether the evidence names somebody or something that the claim does not."""
    mine = [name.text for name in claim.names]
    return any(not _held(other, mine) for other in here)


def _rivals(name: Name, here: Iterable[Name], claim: Reading) -> bool:
    """Whether the evidence has a name of the same kind that the claim does not have."""
    sort = kind(name.text)
    if sort in (Kind.VAGUE, Kind.ROLE):
        return False
    return any(
        kind(other.text) is sort
        and compare_names(name.text, other.text) is Slot.DIFFERENT
        and not any(compare_names(mine.text, other.text) is Slot.SAME for mine in claim.names)
        for other in here
    )


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
