"""A share that does not fit the part and the whole that the source tells.

What
    Where the source tells a part of a whole ("88 of the 200 seats"), works out the share and
    sets the claim's percentage or fraction beside it.

Why
    Reports count, headlines tell shares: "nearly half" of something is checked by nobody.

Conflicts
    The claim's share of the same things is not the part divided by the whole, each taken as exactly
    as it is written.

Agrees
    It is.

Limits
    Only where the source ties part and whole together with "of" or "out of", and the claim's
    share is of the same things. Bounds are not worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checkers.arithmetic import observed, same_thing, shown
from claimcheck.quantities.relations import exactly, part_of, shares
from claimcheck.types import Checker, Comparison, Observation, Quantity, Role

_CHANGES = (Role.INCREMENT, Role.DECREMENT, Role.FROM, Role.TO)


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe each share of the claim whose part and whole the source tells."""
    claim, evidence = comparison.claim, comparison.evidence
    for share in shares(evidence.quantities):
        follows = part_of(share)
        for mine in claim.quantities:
            if follows is None or not _is_share(mine):
                continue
            if not same_thing(comparison, mine, share.whole, told=True):
                continue
            text = evidence.text[share.part.span.start : share.whole.span.end]
            how = f"the source's “{text}” makes {shown(part_of(share, reader=exactly), mine.unit)}"
            seen = observed(comparison, mine, follows, share.part, how)
            if seen is not None:
                yield seen


def _is_share(figure: Quantity) -> bool:
    return figure.unit.dimension == "percent" and figure.role not in _CHANGES


CHECKER = Checker("SUM003", "share-does-not-fit", __doc__, check)
