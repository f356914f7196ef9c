"""Which figure of the claim speaks of which figure of the evidence.

Key slots first; then how much the words around the two figures share. One assignment over the
whole sentence: the surest pairs are taken first, each figure once. Pairs that share a value
but not a key are kept too, marked as not comparable: they tell that a claim has swapped items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from claimcheck.alignment import keys
from claimcheck.alignment.actors import Actors
from claimcheck.alignment.holders import holder
from claimcheck.alignment.topics import rival_modifiers, territory
from claimcheck.alignment.world import is_of_a_place
from claimcheck.dates.printed import printed_of
from claimcheck.quantities import relate
from claimcheck.text.remembered import meeting, remembered
from claimcheck.text.words import in_capitals
from claimcheck.types import Comparison, Quantity, QuantityPair, Reading, Relation, Role, Slot

#: How many pairs of figures of a claim and a sentence are compared at most. Beyond that (141 on
#: either side, or 20,000 beside a single one) the last are of no pair: a part of the claim stays
#: open, and is told to be.
MEETINGS = 20_000

#: Weights of item, words around the figure, and words of the whole sentence in a pair's score.
_ITEM, _LOCAL, _WHOLE = 0.4, 0.3, 0.3
#: Below this score two figures are not taken to speak of the same thing.
COMPARABLE = 0.40
#: From this score on they surely do: a conflict is called only then, and is UNCLEAR below. Fitted
#: by eye on development claims so that no true claim is flagged (see docs/benchmarks.md).
SURE = 0.55
#: What agreeing slots and an agreeing value add: they settle ties between figures alike.
_SLOT_BONUS, _VALUE_BONUS = 0.05, 0.10
#: An agreeing value adds more where no item tells figures apart.
_VALUE_ALONE = 0.20
#: What it adds that both are the only figures of their kind, one of them in the lead of an article
#: that has this share of the words of a headline, or of another claim: a headline is its article's,
#: while what a port cost may be told beside what roofs cost (chosen on headlines).
_LEAD_BONUS, _LEADING, _LEADING_PROSE = 0.15, 0.5, 0.75
#: What share of that a value adds that may be the same, being rounded.
_ROUNDED = 0.5
#: What the very same words for the item add: more than an equal value, or a swap is not seen.
_WORD_BONUS = 0.15
#: By how much a pair goes before others where a list tells both to be of one holder: by more than
#: another does that has the value. How sure it is of one thing stays as it is.
_HELD_FIRST = 0.30
#: News of a day is printed within this many days after it.
_NEWS = 3
#: From this factor on, two values whose item is not known to be one are of two things.
_WORLDS = 2_000_000
#: How much the same item says where it is only "people".
_GENERIC = 0.5
_ITEM_SCORE = {Slot.SAME: 1.0, Slot.UNKNOWN: 0.4, Slot.DIFFERENT: 0.0}


def pair(
    claim: Reading, evidence: Reading, *, share: float, acting: Actors
) -> tuple[QuantityPair, ...]:
    """Pairs of figures, the comparable ones first; `share` is the topic coverage, 0 to 1."""
    ours, others = meeting(claim.quantities, evidence.quantities, MEETINGS)
    candidates = [
        _pair(claim, mine, evidence, theirs, share, acting)
        for mine in ours
        for theirs in others
        if _could_meet(mine, theirs)
    ]
    totals = {
        id(p.claim)
        for p in candidates
        if p.comparable and p.claim.role is p.evidence.role is Role.TOTAL
    }
    candidates = [
        p for p in candidates if p.evidence.role is Role.TOTAL or id(p.claim) not in totals
    ]
    chosen: list[QuantityPair] = []
    taken: set[int] = set()

    def rank(candidate: QuantityPair) -> float:
        held = holder(candidate.claim, claim, candidate.evidence, evidence)
        return candidate.score + _HELD_FIRST * (held is Slot.SAME)

    for candidate in sorted(candidates, key=rank, reverse=True):
        two = {id(candidate.claim), id(candidate.evidence)}
        if candidate.comparable and taken.isdisjoint(two):
            chosen.append(candidate)
            taken |= two
    kept = {id(p) for p in chosen}
    # A figure that stands elsewhere, too: it tells of swapped items, and agrees with nothing.
    elsewhere = [
        replace(p, comparable=False) for p in candidates if id(p) not in kept and _same_figure(p)
    ]
    return tuple(replace(p, score=min(p.score, 1.0)) for p in (*chosen, *elsewhere))


def candidates(comparison: Comparison, mine: Quantity) -> Iterator[QuantityPair]:
    """A figure of the claim beside each of the evidence that could be of the same thing."""
    claim, evidence = comparison.claim, comparison.evidence
    acting = Actors(comparison.actors, comparison.absent)
    for theirs in meeting(claim.quantities, evidence.quantities, MEETINGS)[1]:
        if _could_meet(mine, theirs):
            yield _pair(claim, mine, evidence, theirs, comparison.coverage, acting)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two figures met, with the two texts and what is known of their keys."""

    mine: Quantity
    theirs: Quantity
    claim: Reading
    evidence: Reading
    acting: Actors
    subject: Slot
    scope: Slot

    @property
    def counts(self) -> bool:
        """Whether things are counted, not measured."""
        return self.mine.unit.dimension == "count"


def _only_one_dated(met: _Meeting) -> bool:
    """One figure is of a stated date and the other of none: it may be of another year."""
    dated = [q.scope is not None and q.scope.start is not None for q in (met.mine, met.theirs)]
    return met.scope is not Slot.SAME and dated[0] != dated[1]


def _other_modifier(met: _Meeting) -> bool:
    """The noun that leads to the figure has another modifier ("deposit rate", "key rate")."""
    return met.subject is Slot.UNKNOWN


def _no_subject(met: _Meeting) -> bool:
    """The evidence never mentions the subject of the claim's first figure."""
    return not met.acting.subject and met.mine is met.claim.quantities[0]


def _told_of_another_day(met: _Meeting) -> bool:
    """The claim dates itself and the evidence, undated, was published at another time.

    A package of 16 March is not the one that an article of 13 April lists.
    """
    published = met.evidence.context.published
    if published is None or met.theirs.scope is not None:
        return False
    known = _days_of_news(met.claim)
    if published not in known:
        told = {printed_of(m, published, early=1, late=_NEWS) for m in met.claim.moments}
        known[published] = False in told and True not in told
    return known[published]


@remembered
def _days_of_news(claim: Reading) -> dict[date, bool]:
    """For each day whether the claim tells of other days; filled as they are asked for."""
    return {}


def _only_one_rate(met: _Meeting) -> bool:
    """ "A month" or "a share" stands on one side only."""
    return bool(met.mine.per) != bool(met.theirs.per)


def _only_one_of_the_rest(met: _Meeting) -> bool:
    """One side counts all and the other only those besides ("40 others")."""
    roles = {met.mine.role, met.theirs.role}
    return met.counts and len(roles) == 2 and Role.INCREMENT in roles


def _only_one_total(met: _Meeting) -> bool:
    """One count is "in all" and the other does not say so: a partner that does goes first."""
    return met.counts and (met.mine.role is Role.TOTAL) != (met.theirs.role is Role.TOTAL)


def _ranks(met: _Meeting) -> bool:
    """ "The first" is first of something that is seldom said twice alike."""
    return met.mine.unit.dimension == "ordinal"


def _counts_nothing(met: _Meeting) -> bool:
    """The claim counts something and the evidence's figure does not say what."""
    return met.counts and bool(met.mine.item) and not met.theirs.item


def _only_one_fate(met: _Meeting) -> bool:
    """One side tells what befell its people ("16 dead") and the other does not."""
    return met.counts and bool(met.mine.fate) != bool(met.theirs.fate)


def _percent_for_points(met: _Meeting) -> bool:
    """Percent meet percentage points: a partner in the same unit goes first."""
    return met.mine.unit.dimension != met.theirs.unit.dimension


#: What makes it doubtful that two figures speak of one thing, and what it takes from their
#: score. Set by hand on development claims, so that no true one was flagged.
_DOUBTS: tuple[tuple[float, Callable[[_Meeting], bool]], ...] = (
    (0.10, _only_one_dated),
    (0.20, _other_modifier),
    (0.30, _no_subject),
    (0.20, _told_of_another_day),
    (0.30, _only_one_rate),
    (0.30, _only_one_of_the_rest),
    (0.15, _only_one_total),
    (0.15, _ranks),
    (0.10, _counts_nothing),
    (0.15, _only_one_fate),
    (0.15, _percent_for_points),
)


def _worlds_apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two values are so far apart that they cannot be of one thing.

    A wrong magnitude word is a factor of a thousand, or of a million at most of slips.
    """
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return low > 0 and high / low > _WORLDS


def _could_meet(mine: Quantity, theirs: Quantity) -> bool:
    if (mine.role is Role.MEMBER) != (theirs.role is Role.MEMBER):
        return False  # "one of the ministers" is no count of ministers
    dimensions = {mine.unit.dimension, theirs.unit.dimension}
    return (
        len(dimensions) == 1
        or dimensions == {"percent", "percentage point"}
        or (dimensions == {"multiple", "percent"} and _changes(mine, theirs))
        or dimensions == {"degree", "temperature"}
    )


def _changes(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the percentage of the two tells a change, as a multiple does ("doubled")."""
    percent = mine if mine.unit.dimension == "percent" else theirs
    return percent.role in (Role.INCREMENT, Role.DECREMENT, Role.CHANGE)


def _pair(
    claim: Reading,
    mine: Quantity,
    evidence: Reading,
    theirs: Quantity,
    share: float,
    acting: Actors,
) -> QuantityPair:
    dimension = keys.dimension(mine, theirs)
    item = keys.item(mine, claim, theirs, evidence)
    subject = rival_modifiers(claim, mine.span, evidence, theirs.span)
    if subject is Slot.DIFFERENT:
        item = Slot.DIFFERENT
    held = holder(mine, claim, theirs, evidence)
    if held is Slot.DIFFERENT or (held is Slot.SAME and item is Slot.UNKNOWN):
        item = held
    role = keys.role(mine, theirs)
    placed = is_of_a_place(mine, claim, theirs, evidence)
    scope = Slot.DIFFERENT if placed else keys.scope(mine, theirs)
    met = _Meeting(mine, theirs, claim, evidence, acting, subject, scope)
    slots = (role, scope, acting.slot if claim.names else Slot.UNKNOWN)
    agreeing = sum(slot is Slot.SAME for slot in slots)
    score = (
        _ITEM * (_GENERIC if _only_people(met, item) else _ITEM_SCORE[item])
        + _LOCAL * _local(claim, mine, evidence, theirs)
        + _WHOLE * share
        + _SLOT_BONUS * agreeing
        - sum(weight for weight, applies in _DOUBTS if applies(met))
    )
    clear = Slot.DIFFERENT not in (item, role, scope, acting.slot)
    if item is Slot.UNKNOWN and _worlds_apart(mine, theirs):
        clear = False
    comparable = clear and score >= COMPARABLE
    leading = _LEADING if in_capitals(claim.text) else _LEADING_PROSE
    if dimension is Slot.SAME and comparable and share >= leading and _alone(met):
        score += _LEAD_BONUS
    if dimension is Slot.SAME:
        bonus = _VALUE_BONUS if item is Slot.SAME else _VALUE_ALONE
        score += bonus * _may_be_one(mine, theirs)
    if item is Slot.SAME and mine.item == theirs.item and mine.modifiers == theirs.modifiers:
        score += _WORD_BONUS
    return QuantityPair(mine, theirs, dimension, item, role, scope, acting.slot, comparable, score)


def _only_people(met: _Meeting, item: Slot) -> bool:
    """Whether both count people and nothing tells which, nor what befell them."""
    return item is Slot.SAME and not met.mine.fate and keys.is_generic(met.mine)


def _alone(met: _Meeting) -> bool:
    """Whether each is the only figure of its kind: in the claim, and in the lead of an article.

    A lead tells what the article is about; a sentence from its middle, or one alone, may not.
    """
    context = met.evidence.context
    if context.before or not context.after or met.mine.unit.dimension == "ordinal":
        return False
    mine = (q for q in met.claim.quantities if _could_meet(q, met.mine))
    theirs = (q for q in met.evidence.quantities if _could_meet(met.mine, q))
    return len(list(islice(mine, 2))) == len(list(islice(theirs, 2))) == 1


def _may_be_one(mine: Quantity, theirs: Quantity) -> float:
    """1 for values that agree, less for one that the other may round to, else 0.

    Within a bound lies any value: that tells nothing.
    """
    relation = relate(mine, theirs)
    if relation is Relation.NEITHER and not (mine.form.is_bound or theirs.form.is_bound):
        return _ROUNDED
    return 1.0 if relation is Relation.ENTAILS else 0.0


def _local(claim: Reading, mine: Quantity, evidence: Reading, theirs: Quantity) -> float:
    wanted = territory(claim, mine.span)
    if not wanted:
        return 0.5
    return len(wanted & territory(evidence, theirs.span)) / len(wanted)


def _same_figure(candidate: QuantityPair) -> bool:
    mine, theirs = candidate.claim, candidate.evidence
    return mine.face == theirs.face and mine.unit.code == theirs.unit.code
