"""Events that one text tells in an order and in its reverse (DAT004)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.audit.types import Discrepancy, Kind, mention
from claimcheck.checkers.order_reversed import CHECKER, shown
from claimcheck.dates import reversals
from claimcheck.evidence import Passage
from claimcheck.types import OrderPair, Span

#: Between two places of one text there is no doubt that the same day is meant.
_WEIGHT = 1.0


def reversed_orders(passages: Sequence[Passage]) -> Iterator[Discrepancy]:
    """Each order that a sentence tells and others of its article reverse, with all of them.

    What a text quotes or recalls is not told apart from what it says itself.
    """
    told: dict[tuple[int, Span], list[tuple[int, OrderPair]]] = defaultdict(list)
    for i, j, pair in reversals([passage.reading for passage in passages]):
        told[i, pair.claim.cue].append((j, pair))
    for (i, cue), others in told.items():
        claim, text = others[0][1].claim, passages[i].reading.text
        first, second = shown(claim.first, text), shown(claim.second, text)
        message = f"{first} stands before {second} here, and after it there"
        places = [mention(passages[i], cue)]
        places += [mention(passages[j], pair.evidence.cue) for j, pair in others]
        places.sort(key=lambda one: one.key)
        yield Discrepancy(
            Kind.ORDER, CHECKER.code, CHECKER.name, message, tuple(places), weight=_WEIGHT
        )
