"""How findings about dates are worded, in one place for all checkers of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.dates.compare import judge
from claimcheck.types import (
    Bound,
    Comparison,
    Moment,
    MomentKind,
    MomentPair,
    Observation,
    Outcome,
    Relation,
)

_OUTCOMES = {
    Relation.ENTAILS: Outcome.AGREES,
    Relation.CONTRADICTS: Outcome.CONFLICTS,
    Relation.NEITHER: Outcome.UNCLEAR,
}


def describe(moment: Moment, text: str) -> str:
    """A moment as its text has it, with its bound, and the day it resolved to."""
    words = moment.span.of(text)
    if moment.bound.value != "on":
        words = f"{moment.bound.value} {words}"
    if moment.kind is MomentKind.TIME or not moment.deictic or moment.start is None:
        return words
    first, last = moment.start, moment.end or moment.start
    if first == last:
        return f"{words} ({first.day} {first:%B} {first.year})"
    return f"{words} ({first.isoformat()} to {last.isoformat()})"


#: Share of the claim's words in the source from which another beginning or deadline of it is a
#: slip. Two periods that both hold are told of two figures, and in two sentences.
SAME_WORDS = 0.9


def _is_slip(comparison: Comparison, pair: MomentPair) -> bool:
    """Whether two sentences alike differ in a beginning or a deadline: "from 17 May"."""
    mine, theirs = pair.claim, pair.evidence
    if mine.bound is not theirs.bound or mine.bound not in (Bound.SINCE, Bound.UNTIL):
        return False
    if comparison.coverage < SAME_WORDS or mine.start is None or theirs.start is None:
        alike = comparison.coverage >= SAME_WORDS and _same_figures(comparison)
        return alike and _named_apart(mine, theirs)
    apart = mine.start > (theirs.end or theirs.start) or theirs.start > (mine.end or mine.start)
    return apart and _same_figures(comparison)


def _named_apart(mine: Moment, theirs: Moment) -> bool:
    """Whether both name a day or a month, without a year, and not the same."""
    if mine.month is None or theirs.month is None:
        return False
    days = None not in (mine.day, theirs.day) and mine.day != theirs.day
    return mine.month != theirs.month or days


def _same_figures(comparison: Comparison) -> bool:
    """Whether each figure of the claim stands in the source: two periods have two figures."""
    told = {q.face for q in comparison.evidence.quantities}
    return all(q.face in told for q in comparison.claim.quantities)


def observations(comparison: Comparison, wanted: Callable[[Moment], bool]) -> Iterator[Observation]:
    """What the pairs of a comparison show, for those whose claim moment is wanted."""
    for found in comparison.moments:
        if not wanted(found.claim):
            continue
        claim = describe(found.claim, comparison.claim.text)
        evidence = describe(found.evidence, comparison.evidence.text)
        outcome = _OUTCOMES[found.relation]
        if outcome is Outcome.UNCLEAR and _is_slip(comparison, found):
            outcome = Outcome.CONFLICTS
        if outcome is Outcome.AGREES:
            message = (
                f"both say {claim}"
                if claim == evidence
                else (f"claim says {claim}, the source says {evidence}: the same")
            )
        elif outcome is Outcome.CONFLICTS:
            message = f"claim says {claim}, the source says {evidence}"
        else:
            reason = judge(found.claim, found.evidence).reason
            message = f"claim says {claim}, the source says {evidence}: {reason}"
        yield Observation(outcome, message, found.claim.span, found.evidence.span)
