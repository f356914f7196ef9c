"""What the checkers of figures share: which pairs they look at, and how sure is sure."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.types import Comparison, Form, Quantity, QuantityPair

#: A conflict is called only above this alignment score; below it is UNCLEAR. Fitted by eye on
#: development claims so that no true claim is flagged (see docs/benchmarks.md).
SURE = 0.55

#: Share of the claim's words in the source from which another period, beginning or deadline of the
#: same thing is a slip: what is true of two periods is told in two sentences. Chosen on claims
#: made from the sample corpus (`claimcheck selftest`), none of whose true ones is flagged.
SAME_WORDS = 0.9

_BOUNDS = frozenset({Form.MORE_THAN, Form.AT_LEAST, Form.LESS_THAN, Form.AT_MOST})


def comparable(comparison: Comparison) -> Iterator[QuantityPair]:
    """The pairs whose figures speak of the same thing."""
    return (pair for pair in comparison.quantities if pair.comparable)


def is_bound(pair: QuantityPair) -> bool:
    """Whether either figure is a bound ("at least 450")."""
    return pair.claim.form in _BOUNDS or pair.evidence.form in _BOUNDS


def partner(comparison: Comparison, figure: Quantity) -> QuantityPair | None:
    """The comparable pair of a figure of the claim, if it has one."""
    return next((pair for pair in comparable(comparison) if pair.claim is figure), None)
