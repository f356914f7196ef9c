"""Which date or time of the evidence speaks of the same event as one of the claim.

Two mentions are of one event when the words around them are: each content
word counts by how near its clause is to the mention. Where several would do,
the one that agrees is taken, and where none is near enough there is no pair: a
false alarm is worse than silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.dates.compare import relate
from claimcheck.dates.synonyms import (
    LIFE_EVENTS,
    canonical,
    event_table,
    generic_stems,
    light_stems,
)
from claimcheck.text.words import content_words
from claimcheck.types import Moment, MomentKind, MomentPair, Reading, Relation, Word

#: Share of the claim's weighed words that the evidence must have, for a pair that agrees, and
#: for one that does not: of all words, of those that are not "begin", "end" or "say", and of
#: those that are no names. An alarm needs more in common than an assent. Chosen on
#: the FEVER development pairs in which both sides state a date: of the pairs that then differ,
#: 97 in 100 are labelled refuted, and raising them further loses more of these than others.
ENOUGH_TO_AGREE = 0.3
ENOUGH_TO_DIFFER = 0.5
ENOUGH_OF_TOPIC = 0.4
ENOUGH_BESIDES_NAMES = 0.4

#: What one clause boundary between a mention and a word leaves of the word's weight.
_COMMA, _SUBORDINATE = 0.9, 0.4

#: "Sunday's earthquake" dates the words this many characters after it, and no others.
_OWNED = 24

#: What an agreeing pair, and one that may agree, is worth beside one that does not.
_PREFERENCE = {Relation.ENTAILS: 1.0, Relation.NEITHER: 0.3, Relation.CONTRADICTS: 0.0}

_BOUNDARY = re.compile(
    r"(?P<comma>[,:()—–]|\band\b)|(?P<strong>;|[.!?]\s|\b(?:that|who|which|where|when|after|"
    r"before|while|but|because|although|whereas)\b)",
    re.I,
)


_PART = re.compile(r"[,;()—]|\b(?:and|that|who|which|where|when|after|before|while|but)\b", re.I)
_LEADING = re.compile(r"(?:On|In|At|Since|By|From)\b")


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The weight of each stem around one mention, and of those that are proper names."""

    weights: dict[str, float]
    names: frozenset[str]
    event: int | None


def pair(claim: Reading, evidence: Reading) -> tuple[MomentPair, ...]:
    """The claim's moments beside the evidence's for the same event, one to one.

    Dates and weekdays go with dates and weekdays, times with times. A
    moment whose event the evidence does not speak of has no pair.
    """
    if not claim.moments or not evidence.moments:
        return ()
    known = _stems_of(evidence.words) | _context_stems(evidence)
    mine = [(m, _surroundings(claim, m)) for m in claim.moments]
    theirs = [(m, _surroundings(evidence, m)) for m in evidence.moments]
    found: list[tuple[float, int, int, Relation]] = []
    for i, (moment, around) in enumerate(mine):
        for j, (other, other_around) in enumerate(theirs):
            if _family(moment) != _family(other):
                continue
            relation = relate(moment, other)
            score = _overlap(around, other_around)
            if _one_event(around, other_around, score, relation, known):
                found.append((score + _PREFERENCE[relation], i, j, relation))
    return _one_to_one(claim, evidence, found)


def _one_event(
    claim: _Surroundings,
    evidence: _Surroundings,
    score: float,
    relation: Relation,
    known: frozenset[str],
) -> bool:
    """Whether the words around two mentions are near enough for what the pair would say."""
    if None not in (claim.event, evidence.event) and claim.event != evidence.event:
        return False
    generic = generic_stems()
    topical = any(stem not in generic for stem in claim.weights)
    topic = _overlap(claim, evidence, without=generic) if topical else score
    if relation is Relation.ENTAILS:
        return min(score, topic) >= ENOUGH_TO_AGREE
    if claim.event in LIFE_EVENTS and evidence.event != claim.event:
        return False
    # Names alone tell who, not what: some of what happened must be shared as well.
    return (
        score >= ENOUGH_TO_DIFFER
        and topic >= ENOUGH_OF_TOPIC
        and claim.names <= known
        and _overlap(claim, evidence, without=claim.names) >= ENOUGH_BESIDES_NAMES
    )


def _one_to_one(
    claim: Reading, evidence: Reading, found: list[tuple[float, int, int, Relation]]
) -> tuple[MomentPair, ...]:
    """The best pairs that share no moment, in the order of the claim."""
    taken: dict[int, MomentPair] = {}
    used: set[int] = set()
    for _, i, j, relation in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        if i not in taken and j not in used:
            taken[i] = MomentPair(claim.moments[i], evidence.moments[j], relation)
            used.add(j)
    return tuple(taken[i] for i in sorted(taken))


def _family(moment: Moment) -> MomentKind:
    """Dates and weekdays are one family, times another."""
    return MomentKind.DATE if moment.kind is MomentKind.WEEKDAY else moment.kind


def _surroundings(reading: Reading, moment: Moment) -> _Surroundings:
    """The words of a text weighed by how many clause boundaries part them from a mention."""
    weights: dict[str, float] = {}
    names = set()
    owned = reading.text[moment.span.end : moment.span.end + 2] in ("'s", "’s")
    boundaries = [
        (m.start(), _COMMA if m["comma"] else _SUBORDINATE)
        for m in _BOUNDARY.finditer(reading.text)
    ]
    for word in reading.words:
        if word.stem in light_stems() or any(
            word.span.overlaps(other.span) for other in reading.moments
        ):
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
        if word.text[:1].isupper() and (word.span.start > 0 or _is_name(word, reading)):
            names.add(stem)
    return _Surroundings(weights, frozenset(names), _event(reading, moment))


def _event(reading: Reading, moment: Moment) -> int | None:
    """The dated event whose word stands nearest to a mention in its clause, or None."""
    nearest: tuple[int, int] | None = None
    for word in reading.words:
        number = event_table().get(word.text.lower())
        if number is None:
            continue
        before = word.span.end <= moment.span.start
        between = (
            reading.text[word.span.end : moment.span.start]
            if before
            else reading.text[moment.span.end : word.span.start]
        )
        if _PART.search(between) and not (not before and _LEADING.match(reading.text)):
            continue
        distance = len(between) if before else 2 * len(between)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, number)
    return None if nearest is None else nearest[1]


def _overlap(
    claim: _Surroundings, evidence: _Surroundings, *, without: frozenset[str] = frozenset()
) -> float:
    """The share of the claim's weighed words, some apart, that the evidence has near its own."""
    weights = {stem: weight for stem, weight in claim.weights.items() if stem not in without}
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


def _stems_of(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(canonical(word.stem) for word in words)


def _context_stems(evidence: Reading) -> frozenset[str]:
    """The stems of the text around a sentence: a name may stand in the sentence before."""
    context = evidence.context
    text = " ".join(filter(None, (context.title, context.lead_in, context.before, context.after)))
    return _stems_of(content_words(text))
