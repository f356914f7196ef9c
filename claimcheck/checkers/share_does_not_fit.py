"""A share that does not fit the part and the whole that the source tells.

What
    Where the source tells a part of a whole ("88 of the 200 seats"), works out the share and
    sets the claim's percentage or fraction beside it. Where it tells a share and what becomes of
    the rest ("60 percent is bought, with the remainder taken from stocks"), the claim's share of
    the rest is set beside what is left of a hundred.

Why
    Reports count, headlines tell shares: "nearly half" of something is checked by nobody.

Conflicts
    The claim's share of the same things is not the part divided by the whole, each taken as exactly
    as it is written.

Agrees
    It is.

Limits
    Only where the source ties part and whole together with "of" or "out of", or tells one share and
    the rest, and the claim's share is of the same things. Bounds are not worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.alignment.holders import part_beside_its_rest
from claimcheck.checkers.arithmetic import observed, same_thing, shown
from claimcheck.quantities.breakdowns import HUNDRED
from claimcheck.quantities.hedges import Interval
from claimcheck.quantities.relations import exactly, part_of, shares, written
from claimcheck.types import Checker, Comparison, Form, Observation, Quantity, Role

#: By how many percent a share told with "about" may differ, for what it leaves.
_ABOUT = 5
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
    for mine in claim.quantities:
        if _is_share(mine) and (seen := _of_the_rest(comparison, mine)):
            yield seen


def _of_the_rest(comparison: Comparison, mine: Quantity) -> Observation | None:
    """ "40 percent is taken from stocks" where 60 percent is bought and the rest is so taken."""
    part = part_beside_its_rest(mine, comparison.claim, comparison.evidence)
    taken = written(part) if part is not None else None
    if part is None or taken is None or not same_thing(comparison, mine, part, told=True):
        return None
    exact = Interval(part.value, part.value)
    if part.form is Form.APPROXIMATE:  # "about 60" leaves about 40, not anything from 28 to 52
        taken = Interval(part.value - _ABOUT, part.value + _ABOUT)
    follows = taken.scaled(Decimal(-1), HUNDRED)
    told = shown(exact.scaled(Decimal(-1), HUNDRED), mine.unit)
    words = part.span.of(comparison.evidence.text)
    return observed(comparison, mine, follows, part, f"the source's “{words}” leaves {told}")


def _is_share(figure: Quantity) -> bool:
    return figure.unit.dimension == "percent" and figure.role not in _CHANGES


CHECKER = Checker("SUM003", "share-does-not-fit", __doc__, check)
