"""Which date or time of the evidence speaks of the same event as one of the claim.

Two mentions are of one event when the words around them are: each content
word counts by how near its clause is to the mention. Where several would do,
the one that agrees is taken, and where none is near enough there is no pair: a
false alarm is worse than silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.dates.brackets import opening
from claimcheck.dates.compare import relate
from claimcheck.dates.synonyms import (
    LIFE_EVENTS,
    canonical,
    event_stems,
    event_table,
    generic_stems,
    light_stems,
)
from claimcheck.text.words import content_words, in_capitals
from claimcheck.types import Bound, Moment, MomentKind, MomentPair, Reading, Relation, Word

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
_SAME_BOUND = 1.0
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
            if relation is not Relation.ENTAILS and _of_another_time(claim, evidence, other):
                continue
            if _one_event(around, other_around, score, relation, known):
                found.append((score + _preference(moment, other, relation), i, j, relation))
    paired = _one_to_one(claim, evidence, found)
    return (*paired, *_misplaced([pair.claim for pair in paired], mine, theirs, known))


def candidates(claim: Reading, mine: Moment, evidence: Reading) -> tuple[MomentPair, ...]:
    """A moment of the claim beside each of its kind that may be of its event, the nearest first."""
    around = _surroundings(claim, mine)
    found: list[tuple[float, MomentPair]] = []
    for theirs in evidence.moments:
        other = _surroundings(evidence, theirs)
        known = None not in (around.event, other.event) or LIFE_EVENTS & {around.event, other.event}
        parted = known and around.event != other.event
        if _of_another_time(claim, evidence, theirs):
            continue
        if _family(mine) == _family(theirs) and not parted:
            pair = MomentPair(mine, theirs, relate(mine, theirs))
            found.append((_overlap(around, other), pair))
    return tuple(pair for _, pair in sorted(found, key=lambda each: -each[0]))


def _preference(mine: Moment, theirs: Moment, relation: Relation) -> float:
    """What a relation is worth where several dates would do; ends of periods go with such ends.

    Any day of the past lies "until 2048": that it does says little beside "until 2037".
    """
    if mine.bound is Bound.ON:
        return _PREFERENCE[relation]
    return _SAME_BOUND if mine.bound is theirs.bound else _PREFERENCE[Relation.NEITHER]


#: What tells, beside a date, that something happened so long before or after it …
_APART = re.compile(
    r"\s*,?\s*(?:[\w-]+\s+){1,3}(?:year|month|week|day|decade|centur(?:y|ie))s?\s+"
    r"(?:after|before|since|following)\b",
    re.I,
)
#: … or long after what the date recalls.
_RECALLED = re.compile(r"\banniversar(?:y|ies)\b", re.I)


def _of_another_time(claim: Reading, evidence: Reading, moment: Moment) -> bool:
    """Whether a date is of what came long after the event, or before it, that a text tells of.

    "In 1994, 12 years after its defeat", "on 21 July, the 30th anniversary of the landing".
    """
    if _RECALLED.search(claim.text) or _APART.search(claim.text):
        return False
    apart = _APART.match(evidence.text, moment.span.end)
    return apart is not None or _RECALLED.search(evidence.text) is not None


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
    subject = [stem for stem in claim.weights if stem not in event_stems()]
    told = claim.event is not None and claim.event == evidence.event and bool(subject)
    befalls = told and _is_known(subject, claim.names, known)
    if relation is Relation.ENTAILS:
        return befalls or min(score, topic) >= ENOUGH_TO_AGREE
    if claim.event != evidence.event and LIFE_EVENTS & {claim.event, evidence.event}:
        return False
    if told:
        return befalls
    # Names alone tell who, not what: some of what happened must be shared as well.
    return (
        score >= ENOUGH_TO_DIFFER
        and topic >= ENOUGH_OF_TOPIC
        and all(name in known or _shortened(name, known) for name in claim.names)
        and _overlap(claim, evidence, without=claim.names) >= ENOUGH_BESIDES_NAMES
    )


def _misplaced(
    paired: Sequence[Moment],
    mine: Sequence[tuple[Moment, _Surroundings]],
    theirs: Sequence[tuple[Moment, _Surroundings]],
    known: frozenset[str],
) -> Iterator[MomentPair]:
    """Days of the claim that the evidence tells of a birth or death, and the claim of another.

    "Died on 8 September 1979" of somebody who was born that very day. Two events of one life
    seldom share a day, a month and a year.
    """
    for moment, around in mine:
        subject = [stem for stem in around.weights if stem not in event_stems()]
        if moment in paired or None in (moment.day, moment.year, around.event) or not subject:
            continue
        for other, there in theirs:
            apart = there.event in LIFE_EVENTS and there.event != around.event
            same = relate(moment, other) is relate(other, moment) is Relation.ENTAILS
            if apart and same and _is_known(subject, around.names, known):
                yield MomentPair(moment, other, Relation.CONTRADICTS, misplaced=True)


#: Share of a dated event's other words, who and what it befell, that the evidence must have.
ENOUGH_OF_SUBJECT = 0.65


def _is_known(subject: list[str], names: frozenset[str], known: frozenset[str]) -> bool:
    """Whether an event that both tell ("was released", "was born") befalls the same."""
    had = sum(stem in known or (stem in names and _shortened(stem, known)) for stem in subject)
    return had >= ENOUGH_OF_SUBJECT * len(subject)


#: Letters that a first name and its short form share at least ("Alex" and "Alexander").
_SHORTEST = 4


def _shortened(name: str, known: frozenset[str]) -> bool:
    """Whether a name is known in a longer or shorter form."""
    return len(name) >= _SHORTEST and any(
        len(other) >= _SHORTEST and (other.startswith(name) or name.startswith(other))
        for other in known
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
    told = not in_capitals(reading.text)
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
        if told and word.text[:1].isupper() and (word.span.start > 0 or _is_name(word, reading)):
            names.add(stem)
    return _Surroundings(weights, frozenset(names), _event(reading, moment))


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
    if moment.month is None and moment.year is not None:
        work = _of_a_work(reading.text, moment)
        if work is not None:
            return _PUBLISHED if work["book"] else _RELEASED
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
        parted = _PART.search(between) and not _in_one_bracket(reading.text, word, moment)
        if parted and not (not before and _LEADING.match(reading.text)):
            continue
        distance = len(between) if before else 2 * len(between)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, number)
    return None if nearest is None else nearest[1]


_DASHED = re.compile(r"\s*(?:[-–—]+|to)\s*")


def _in_one_bracket(text: str, word: Word, moment: Moment) -> bool:
    """Whether word and date stand in one bracket: "(born Ann Ray; 4 October 1941)"."""
    opened = opening(text, moment.span.start)
    return 0 <= opened < word.span.start and word.span.end <= moment.span.start


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
    before = _ARTICLE.search(text, max(0, moment.span.start - 8), moment.span.start)
    return _WORK.match(text, moment.span.end) if before is not None else None


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
