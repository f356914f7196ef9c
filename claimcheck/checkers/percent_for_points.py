"""The claim says percent where the source says percentage points, or the reverse.

What
    "Rates rose 2 percent" against "rates rose 2 percentage points": from 4 % the one gives 4.08
    %, the other 6 %.

Why
    The two are mixed up daily, in headlines above all, and differ by a factor of the base.

Conflicts
    The same figure, once in percent and once in percentage points, on the same thing.

Agrees
    Never by itself.

Limits
    Different figures, once in percent and once in points, may both be right and are unclear. A
    share that is not a change ("5 percent of voters") is no figure in points and is not
    compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.alignment.figures import SURE
from claimcheck.checkers.figures import comparable
from claimcheck.quantities.describe import describe
from claimcheck.types import Checker, Comparison, Observation, Outcome


def check(comparison: Comparison) -> Iterator[Observation]:
    """One observation for each pair of percent and percentage points."""
    for pair in comparable(comparison):
        dimensions = {pair.claim.unit.dimension, pair.evidence.unit.dimension}
        if dimensions != {"percent", "percentage point"}:
            continue
        mine = describe(pair.claim, comparison.claim)
        theirs = describe(pair.evidence, comparison.evidence)
        same = pair.claim.face == pair.evidence.face and pair.score >= SURE
        message = f"claim says {mine}, the source says {theirs}"
        message += ": percent are not percentage points" if same else ": these may both hold"
        outcome = Outcome.CONFLICTS if same else Outcome.UNCLEAR
        yield Observation(outcome, message, pair.claim.span, pair.evidence.span)


CHECKER = Checker("NUM004", "percent-for-points", __doc__, check)
