"""Parts that do not add up to the total.

What
    Where the source tells all parts of a thing ("comprises 600 million in arms and 400 million in
    grants"), adds them up and sets the claim's total beside the sum.

Why
    A total that nobody added up is the commonest slip of a report in a hurry.

Conflicts
    The claim's total of the same thing is not the sum of the parts, each taken as exactly as it is
    written.

Agrees
    It is.

Limits
    Only where the source says that these are all parts ("comprises", "consists of", "is
    made up of", "split into") and a last "and" closes the list; "including" tells only some. Where
    the source tells the total as well, figure is compared with figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checkers.arithmetic import observed, same_thing, shown
from claimcheck.quantities.relations import alike, exactly, sums, total_of
from claimcheck.types import Checker, Comparison, Observation, Role

_TOTALS = (Role.TOTAL, Role.VALUE)


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe each total of the claim whose parts the source tells."""
    claim, evidence = comparison.claim, comparison.evidence
    if len(claim.quantities) != 1 or claim.quantities[0].role not in _TOTALS:
        return  # of several figures none is known to be the total
    (mine,) = claim.quantities
    for told in sums(evidence.text, evidence.quantities):
        follows = total_of(told.parts)
        if follows is None or told.total is not None or not alike(mine, told.parts[0]):
            continue
        if any(part.span.of(evidence.text) == mine.span.of(claim.text) for part in told.parts):
            continue  # the claim tells one of the parts
        if mine.unit.dimension == "count" and not all(
            same_thing(comparison, mine, part) for part in told.parts
        ):
            continue
        how = f"the source's parts make {shown(total_of(told.parts, reader=exactly), mine.unit)}"
        seen = observed(comparison, mine, follows, told.parts[0], how)
        if seen is not None:
            yield seen


CHECKER = Checker("SUM001", "parts-do-not-make-the-total", __doc__, check)
