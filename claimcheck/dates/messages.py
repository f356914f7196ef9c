"""How findings about dates are worded, in one place for all checkers of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.dates.compare import judge
from claimcheck.types import (
    Comparison,
    Moment,
    MomentKind,
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


def observations(comparison: Comparison, wanted: Callable[[Moment], bool]) -> Iterator[Observation]:
    """What the pairs of a comparison show, for those whose claim moment is wanted."""
    for found in comparison.moments:
        if not wanted(found.claim):
            continue
        claim = describe(found.claim, comparison.claim.text)
        evidence = describe(found.evidence, comparison.evidence.text)
        outcome = _OUTCOMES[found.relation]
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
