"""What the checkers of dates and times share: how a pair of moments is judged and worded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.checkers.figures import SAME_WORDS
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


def _is_slip(comparison: Comparison, pair: MomentPair) -> bool:
    """Whether two sentences alike differ in a beginning or a deadline: "from 17 May"."""
    mine, theirs = pair.claim, pair.evidence
    if mine.bound is not theirs.bound or mine.bound not in (Bound.SINCE, Bound.UNTIL):
        return False
    alike = comparison.coverage >= SAME_WORDS and _same_figures(comparison)
    return alike and _apart(mine, theirs)


def _apart(mine: Moment, theirs: Moment) -> bool:
    """Whether two days or months are surely two: by their dates, or by what both name of them."""
    if mine.start is not None and theirs.start is not None:
        return mine.start > (theirs.end or theirs.start) or theirs.start > (mine.end or mine.start)
    if mine.month is None or theirs.month is None:
        return False
    days = None not in (mine.day, theirs.day) and mine.day != theirs.day
    return mine.month != theirs.month or days


#: A deadline, which any day before it keeps: "by 2013".
_BY = re.compile(r"\b(?:by|no later than|before)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.I)


def _is_only_within(comparison: Comparison, pair: MomentPair) -> bool:
    """Whether a day lies in what the claim says goes on "since" or "until" another.

    Closed on the 11th is not closed "until the 18th", nor opened in 2015 open "since 2010".
    """
    mine, theirs = pair.claim, pair.evidence
    if mine.bound not in (Bound.SINCE, Bound.UNTIL) or theirs.bound is not Bound.ON or pair.told:
        return False
    if mine.bound is Bound.UNTIL and _BY.search(comparison.claim.text, 0, mine.span.start):
        return False
    return _apart(mine, theirs)


#: Days between two texts from which "today" and "on Tuesday" are of two events.
_WEEK = 7


def _told_on_other_days(comparison: Comparison, pair: MomentPair) -> bool:
    """Whether each side tells its own day: "today", of two papers more than a week apart."""
    mine, theirs = comparison.claim.context.published, comparison.evidence.context.published
    relative = (each.deictic and each.month is None for each in (pair.claim, pair.evidence))
    if mine is None or theirs is None or not all(relative):
        return False
    return abs((mine - theirs).days) > _WEEK


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
        if outcome is Outcome.AGREES and _is_only_within(comparison, found):
            yield Observation(
                Outcome.UNCLEAR,
                f"claim says {claim}, the source says {evidence}: it is within, and no end of it",
                found.claim.span,
                found.evidence.span,
            )
            continue
        if outcome is Outcome.UNCLEAR and _is_slip(comparison, found):
            outcome = Outcome.CONFLICTS
        if outcome is Outcome.AGREES:
            message = (
                f"both say {claim}"
                if claim == evidence
                else (f"claim says {claim}, the source says {evidence}: the same")
            )
        elif found.fault:
            message = f"claim says {claim}; {found.fault.format(evidence)}"
        elif outcome is Outcome.CONFLICTS and _told_on_other_days(comparison, found):
            outcome = Outcome.UNCLEAR
            message = f"claim says {claim}, the source says {evidence}: each is of its own day"
        elif outcome is Outcome.CONFLICTS:
            message = f"claim says {claim}, the source says {evidence}"
        else:
            reason = judge(found.claim, found.evidence).reason
            message = f"claim says {claim}, the source says {evidence}: {reason}"
        yield Observation(outcome, message, found.claim.span, found.evidence.span)
