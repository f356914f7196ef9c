"""Which date or time of the evidence speaks of the same event as one of the claim.

Two mentions are of one event when the words around them are: each content
word counts by how near its clause is to the mention. Where several would do,
the one that agrees is taken, and where none is near enough there is no pair: a
false alarm is worse than silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.dates.compare import relate
from claimcheck.dates.lifetimes import Dated, of_one_subject
from claimcheck.dates.spells import of_ends
from claimcheck.dates.surroundings import Surroundings, overlap, surroundings_of
from claimcheck.dates.synonyms import (
    LIFE_EVENTS,
    are_apart,
    canonical,
    event_stems,
    generic_stems,
)
from claimcheck.text.remembered import meeting, remembered
from claimcheck.text.words import content_words
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

#: How many pairs of dates of a claim and a sentence are compared at most. Beyond that (71 dates on
#: either side, or 5,000 beside a single one) the last are of no pair: a part of the claim stays
#: open, and is told to be.
MEETINGS = 5_000

#: What an agreeing pair, and one that may agree, is worth beside one that does not.
_SAME_BOUND = 1.0
_PREFERENCE = {Relation.ENTAILS: 1.0, Relation.NEITHER: 0.3, Relation.CONTRADICTS: 0.0}

#: A score, a moment of the claim and one of the evidence by their places, and how they relate.
_Found = tuple[float, int, int, Relation]


def pair(claim: Reading, evidence: Reading) -> tuple[MomentPair, ...]:
    """The claim's moments beside the evidence's for the same event, one to one.

    Dates and weekdays go with dates and weekdays, times with times. A
    moment whose event the evidence does not speak of has no pair.
    """
    if not claim.moments or not evidence.moments:
        return ()
    known = _stems_of(evidence.words) | _context_stems(evidence)
    ours, others = meeting(claim.moments, evidence.moments, MEETINGS)
    mine = [(m, surroundings_of(claim, m)) for m in ours]
    theirs = [(m, surroundings_of(evidence, m)) for m in others]
    of_another_time = [_of_another_time(claim, evidence, other) for other in others]
    found: list[_Found] = []
    one_event: set[tuple[int, int]] = set()
    for i, (moment, around) in enumerate(mine):
        befalls = _befalls(around, known)
        for j, (other, other_around) in enumerate(theirs):
            if _family(moment) != _family(other):
                continue
            ends = of_ends(claim, moment, around, evidence, other)
            relation = ends or relate(moment, other)
            score = overlap(around, other_around)
            told = around.event is not None and around.event == other_around.event
            if told and befalls:
                one_event.add((moment.span.start, other.span.start))
            agrees = relation is Relation.ENTAILS
            if not (agrees or told) and (of_another_time[j] or _is_entry(evidence, other)):
                continue
            loose = moment.bound is not Bound.ON and moment.bound is not other.bound
            one = ends and around.event != other_around.event and befalls
            one = one and (agrees or _ranks(claim) or not _ranks(evidence))
            if one or _one_event(around, other_around, score, relation, known, loose=loose):
                found.append((score + _preference(moment, other, relation), i, j, relation))
    paired = [
        replace(pair, told=(pair.claim.span.start, pair.evidence.span.start) in one_event)
        for pair in _one_to_one(claim, evidence, list(_not_another(claim, evidence, found)))
    ]
    taken = {id(pair.claim) for pair in paired}
    alone = [each for each in mine if id(each[0]) not in taken]
    return (
        *paired,
        *_misplaced(alone, theirs, known),
        *of_one_subject(claim, alone, evidence, theirs, _context_stems(evidence)),
    )


def _not_another(claim: Reading, evidence: Reading, found: Sequence[_Found]) -> Iterator[_Found]:
    """The pairs but those that differ, where one of the two agrees with another date like it.

    Beside "during the 21st century" the source's 21st century is no slip for the claim's 20th.
    """
    like_mine: set[tuple[int, _Fineness]] = set()
    like_theirs: set[tuple[int, _Fineness]] = set()
    for _, i, j, relation in found:
        if relation is Relation.ENTAILS:
            like_mine.add((i, _fineness(evidence.moments[j])))
            like_theirs.add((j, _fineness(claim.moments[i])))
    for each in found:
        _, i, j, relation = each
        elsewhere = (i, _fineness(evidence.moments[j])) in like_mine or (
            j,
            _fineness(claim.moments[i]),
        ) in like_theirs
        if relation is not Relation.CONTRADICTS or not elsewhere:
            yield each


_Fineness = tuple[bool, bool, bool]


def _fineness(moment: Moment) -> _Fineness:
    """Which of year, month and day a date tells."""
    return moment.year is None, moment.month is None, moment.day is None


def candidates(claim: Reading, mine: Moment, evidence: Reading) -> tuple[MomentPair, ...]:
    """A moment of the claim beside each of its kind that may be of its event, the nearest first."""
    around = surroundings_of(claim, mine)
    told = around.deed in _stems_of(evidence.words) | _context_stems(evidence)
    found: list[tuple[float, MomentPair]] = []
    for theirs in meeting(claim.moments, evidence.moments, MEETINGS)[1]:
        other = surroundings_of(evidence, theirs)
        parted = _are_apart(around, other) or (
            around.event != other.event and LIFE_EVENTS & {around.event, other.event}
        )
        if _of_another_time(claim, evidence, theirs):
            continue
        if _family(mine) == _family(theirs) and not parted:
            relation = relate(mine, theirs)
            # Where the deed is told by its very word, the date of another deed is not its own.
            if relation is Relation.CONTRADICTS and _of_another_deed(around, other) and told:
                continue
            found.append((overlap(around, other), MomentPair(mine, theirs, relation)))
    return tuple(pair for _, pair in sorted(found, key=lambda each: -each[0]))


def _ranks(reading: Reading) -> bool:
    """Whether a text tells which of several it speaks of: "the second season"."""
    return any(quantity.unit.dimension == "ordinal" for quantity in reading.quantities)


def _is_entry(evidence: Reading, moment: Moment) -> bool:
    """Whether a date heads an entry of a chronology, which may have the like at other dates."""
    return moment.span.start == 0 and evidence.text.startswith(":", moment.span.end)


def _are_apart(claim: Surroundings, evidence: Surroundings) -> bool:
    """Whether two mentions date two events, as "a 1996 film" and "the 1996 novel" do."""
    works = claim.of_work and evidence.of_work and claim.event != evidence.event
    return works or are_apart(claim.event, evidence.event)


def _of_another_deed(claim: Surroundings, evidence: Surroundings) -> bool:
    """Whether two dates stand beside verbs that tell of two deeds.

    A town that was founded in 1250 was not destroyed in 1250.
    """
    return bool(claim.deed and evidence.deed) and claim.deed != evidence.deed


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
    if _recalls(claim) or _is_apart(claim):
        return False
    return _APART.match(evidence.text, moment.span.end) is not None or _recalls(evidence)


@remembered
def _recalls(reading: Reading) -> bool:
    return _RECALLED.search(reading.text) is not None


@remembered
def _is_apart(reading: Reading) -> bool:
    return _APART.search(reading.text) is not None


def _one_event(
    claim: Surroundings,
    evidence: Surroundings,
    score: float,
    relation: Relation,
    known: frozenset[str],
    *,
    loose: bool,
) -> bool:
    """Whether the words around two mentions are near enough for what the pair would say.

    `loose`: the claim has an end of a period, within which nearly any date lies.
    """
    if _are_apart(claim, evidence):
        return False
    generic = generic_stems()
    topical = any(stem not in generic for stem in claim.weights)
    topic = overlap(claim, evidence, without=generic) if topical else score
    told = claim.event is not None and claim.event == evidence.event and bool(_subject(claim))
    befalls = told and _befalls(claim, known)
    if relation is Relation.ENTAILS:
        enough = ENOUGH_TO_DIFFER if loose and not told else ENOUGH_TO_AGREE
        return befalls or min(score, topic) >= enough
    if claim.event != evidence.event and LIFE_EVENTS & {claim.event, evidence.event}:
        return False
    if told:
        return befalls
    if _of_another_deed(claim, evidence):
        return False
    # Names alone tell who, not what: some of what happened must be shared as well.
    return (
        score >= ENOUGH_TO_DIFFER
        and topic >= ENOUGH_OF_TOPIC
        and all(name in known or _shortened(name, known) for name in claim.names)
        and overlap(claim, evidence, without=claim.names) >= ENOUGH_BESIDES_NAMES
    )


_OF_ANOTHER_EVENT = "in the source that is the day of another event"


def _misplaced(
    mine: Sequence[Dated],
    theirs: Sequence[Dated],
    known: frozenset[str],
) -> Iterator[MomentPair]:
    """Days of the claim that the evidence tells of a birth or death, and the claim of another.

    "Died on 8 September 1979" of somebody who was born that very day. Two events of one life
    seldom share a day, a month and a year.
    """
    for moment, around in mine:
        subject = _subject(around)
        if None in (moment.day, moment.year, around.event) or not subject:
            continue
        for other, there in theirs:
            apart = there.event in LIFE_EVENTS and there.event != around.event
            same = relate(moment, other) is relate(other, moment) is Relation.ENTAILS
            if apart and same and _is_known(subject, around.names, known):
                yield MomentPair(moment, other, Relation.CONTRADICTS, _OF_ANOTHER_EVENT)


def _subject(claim: Surroundings) -> list[str]:
    """The stems beside those of the event: who and what it befell."""
    return [stem for stem in claim.weights if stem not in event_stems()]


def _befalls(claim: Surroundings, known: frozenset[str]) -> bool:
    """Whether the evidence knows whom or what the event befell."""
    subject = _subject(claim)
    return bool(subject) and _is_known(subject, claim.names, known)


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
    claim: Reading, evidence: Reading, found: Sequence[_Found]
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


def _stems_of(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(canonical(word.stem) for word in words)


def _context_stems(evidence: Reading) -> frozenset[str]:
    """The stems of the text around a sentence: a name may stand in the sentence before."""
    context = evidence.context
    text = " ".join(filter(None, (context.title, context.lead_in, context.before, context.after)))
    return _stems_of(content_words(text))
