"""Events that one text tells in an order and in its reverse (DAT004)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.audit.types import Discrepancy, Kind, mention
from claimcheck.checkers.order_reversed import CHECKER, shown
from claimcheck.dates import reversals
from claimcheck.evidence import Passage

#: Between two places of one text there is no doubt that the same day is meant.
_WEIGHT = 1.0


def reversed_orders(passages: Sequence[Passage]) -> Iterator[Discrepancy]:
    """Each two sentences of an article that put two events in opposite orders, the earlier first.

    What a text quotes or recalls is not told apart from what it says itself.
    """
    for i, j, pair in reversals([passage.reading for passage in passages]):
        told = passages[i].reading.text
        first, second = shown(pair.claim.first, told), shown(pair.claim.second, told)
        message = f"{first} stands before {second} here, and after it there"
        places = [
            mention(passages[i], pair.claim.cue),
            mention(passages[j], pair.evidence.cue),
        ]
        places.sort(key=lambda one: one.key)
        yield Discrepancy(
            Kind.ORDER, CHECKER.code, CHECKER.name, message, tuple(places), weight=_WEIGHT
        )
