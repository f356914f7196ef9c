"""Which figure of the claim speaks of which figure of the evidence.

Key slots first; then how much the words around the two figures share. One assignment over the
whole sentence: the surest pairs are taken first, each figure once. Pairs that share a value
but not a key are kept too, marked as not comparable: they tell that a claim has swapped items.
"""

from __future__ import annotations

from claimcheck.alignment import keys
from claimcheck.alignment.topics import Actors, rival_modifiers, territory
from claimcheck.dates.printed import printed_of
from claimcheck.quantities import relate
from claimcheck.types import Quantity, QuantityPair, Reading, Relation, Role, Slot

#: Weights of item, words around the figure, and words of the whole sentence in a pair's score.
_ITEM, _LOCAL, _WHOLE = 0.4, 0.3, 0.3
#: Below this score two figures are not taken to speak of the same thing.
COMPARABLE = 0.40
#: What agreeing slots and an agreeing value add: they settle ties between figures alike.
_SLOT_BONUS, _VALUE_BONUS = 0.05, 0.10
#: What a date on one side only takes away: the other may be of another year.
_PERIOD_MALUS = 0.10
#: News of a day is printed within this many days after it.
_NEWS = 3
#: What another modifier of the same noun takes away ("deposit rate" for "key rate").
_SUBJECT_MALUS = 0.20
#: What a subject that the evidence never mentions takes away.
_ABSENT_MALUS = 0.30
#: What percent against percentage points takes away: a partner in the same unit goes first.
_DIMENSION_MALUS = 0.15
#: What a count of the evidence that does not say what it counts takes away.
_UNSAID_MALUS = 0.10
#: What "a month" or "a share" on one side only takes away.
_RATE_MALUS = 0.30
#: What ranks take away: "the first" is first of something that is seldom said twice alike.
_ORDINAL_MALUS = 0.15
#: From this factor on, two values whose item is not known to be one are of two things.
_WORLDS = 2_000_000
#: What "in all" on one side only takes away: a partner that is a total goes first.
_TOTAL_MALUS = 0.15
#: How much the same item says where it is only "people".
_GENERIC = 0.5
_ITEM_SCORE = {Slot.SAME: 1.0, Slot.UNKNOWN: 0.4, Slot.DIFFERENT: 0.0}


def pair(
    claim: Reading, evidence: Reading, *, share: float, acting: Actors
) -> tuple[QuantityPair, ...]:
    """Pairs of figures, the comparable ones first; `share` is the topic coverage, 0 to 1."""
    candidates = [
        _pair(claim, mine, evidence, theirs, share, acting)
        for mine in claim.quantities
        for theirs in evidence.quantities
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
    for candidate in sorted(candidates, key=lambda p: -p.score):
        if candidate.comparable and not any(
            c.claim is candidate.claim or c.evidence is candidate.evidence for c in chosen
        ):
            chosen.append(candidate)
    elsewhere = [p for p in candidates if p not in chosen and _same_figure(p)]
    return (*chosen, *elsewhere)


def _only_one_dated(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one figure is of a stated date and the other of none."""
    dated = [q.scope is not None and q.scope.start is not None for q in (mine, theirs)]
    return dated[0] != dated[1]


def _counts_nothing(mine: Quantity, theirs: Quantity) -> bool:
    """Whether the claim counts something and the evidence's figure does not say what."""
    return mine.unit.dimension == "count" and bool(mine.item) and not theirs.item


def _worlds_apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two values are so far apart that they cannot be of one thing.

    A wrong magnitude word is a factor of a thousand, or of a million at most of slips.
    """
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return low > 0 and high / low > _WORLDS


def _only_one_total(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one count is of all and the other does not say so."""
    totals = [q.role is Role.TOTAL for q in (mine, theirs)]
    return mine.unit.dimension == "count" and totals[0] != totals[1]


def _counts_more(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one side counts all and the other only those besides ("40 others")."""
    roles = {mine.role, theirs.role}
    return mine.unit.dimension == "count" and len(roles) == 2 and Role.INCREMENT in roles


def _told_of_another_day(claim: Reading, theirs: Quantity, evidence: Reading) -> bool:
    """Whether the claim dates itself and the evidence, undated, was published at another time.

    A package of 16 March is not the one that an article of 13 April lists.
    """
    published = evidence.context.published
    if published is None or theirs.scope is not None:
        return False
    told = [printed_of(m, published, early=1, late=_NEWS) for m in claim.moments]
    return False in told and True not in told


def _could_meet(mine: Quantity, theirs: Quantity) -> bool:
    dimensions = {mine.unit.dimension, theirs.unit.dimension}
    return (
        len(dimensions) == 1
        or dimensions == {"percent", "percentage point"}
        or dimensions == {"degree", "temperature"}
    )


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
    role = keys.role(mine, theirs)
    scope = keys.scope(mine, theirs)
    slots = (role, scope, acting.slot if claim.names else Slot.UNKNOWN)
    agreeing = sum(slot is Slot.SAME for slot in slots)
    score = (
        _ITEM * (_GENERIC if item is Slot.SAME and keys.is_generic(mine) else _ITEM_SCORE[item])
        + _LOCAL * _local(claim, mine, evidence, theirs)
        + _WHOLE * share
        + _SLOT_BONUS * agreeing
        - (_PERIOD_MALUS if scope is not Slot.SAME and _only_one_dated(mine, theirs) else 0.0)
        - (_SUBJECT_MALUS if subject is Slot.UNKNOWN else 0.0)
        - (_ABSENT_MALUS if not acting.subject and mine is claim.quantities[0] else 0.0)
        - (_PERIOD_MALUS * 2 if _told_of_another_day(claim, theirs, evidence) else 0.0)
        - (_RATE_MALUS if bool(mine.per) != bool(theirs.per) else 0.0)
        - (_UNSAID_MALUS if _counts_more(mine, theirs) else 0.0)
        - (_TOTAL_MALUS if _only_one_total(mine, theirs) else 0.0)
        - (_ORDINAL_MALUS if mine.unit.dimension == "ordinal" else 0.0)
        - (_UNSAID_MALUS if _counts_nothing(mine, theirs) else 0.0)
        - (_DIMENSION_MALUS if mine.unit.dimension != theirs.unit.dimension else 0.0)
    )
    clear = Slot.DIFFERENT not in (item, role, scope, acting.slot)
    if item is Slot.UNKNOWN and _worlds_apart(mine, theirs):
        clear = False
    comparable = clear and score >= COMPARABLE
    if dimension is Slot.SAME and relate(mine, theirs) is Relation.ENTAILS:
        score += _VALUE_BONUS
    return QuantityPair(
        mine, theirs, dimension, item, role, scope, acting.slot, comparable, min(score, 1.0)
    )


def _local(claim: Reading, mine: Quantity, evidence: Reading, theirs: Quantity) -> float:
    wanted = territory(claim, mine.span)
    if not wanted:
        return 0.5
    return len(wanted & territory(evidence, theirs.span)) / len(wanted)


def _same_figure(candidate: QuantityPair) -> bool:
    mine, theirs = candidate.claim, candidate.evidence
    return mine.face == theirs.face and mine.unit.code == theirs.unit.code
