"""What the checkers of figures share: which pairs they look at, and how sure is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words
from claimcheck.types import Comparison, Quantity, QuantityPair, Slot

#: Share of the claim's words in the source from which another period, beginning or deadline of the
#: same thing is a slip: what is true of two periods is told in two sentences. Chosen on claims
#: made from the sample corpus (`claimcheck selftest`), none of whose true ones is flagged.
SAME_WORDS = 0.9


def comparable(comparison: Comparison) -> Iterator[QuantityPair]:
    """The pairs whose figures speak of the same thing."""
    return (pair for pair in comparison.quantities if pair.comparable)


def is_bound(pair: QuantityPair) -> bool:
    """Whether either figure is a bound ("at least 450")."""
    return pair.claim.form.is_bound or pair.evidence.form.is_bound


def one_is_a_rate(pair: QuantityPair) -> bool:
    """Whether one figure is "a day" or "a head" and the other is neither that nor of a period.

    "2,000 a day" and "35,000 in all" may both be true; "29 billion tonnes a year" and "49 billion
    in 2010" are told alike.
    """
    mine, theirs = pair.claim, pair.evidence
    if bool(mine.per) == bool(theirs.per):
        return False
    rate, other = (mine, theirs) if mine.per else (theirs, mine)
    return other.scope is None or "year" not in rate.per


def of_another_subject(pair: QuantityPair) -> bool:
    """Whether two shares or changes are of things that share no common noun.

    "Oil exports rose 20 percent" and "gross domestic product rose 1.1 percent" name one country.
    """
    if pair.claim.unit.dimension not in _SHARES or pair.item is not Slot.UNKNOWN or pair.sensed:
        return False
    mine, theirs = _nouns(pair.claim.agent), _nouns(pair.evidence.agent)
    return bool(mine and theirs) and not mine & theirs


_SHARES = frozenset({"percent", "percentage point"})


def _nouns(agent: str) -> frozenset[str]:
    """The canonical stems of the words that name no one."""
    words = content_words(agent)
    return frozenset(canonical(word.stem) for word in words if word.text.islower())


def only_expected(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether the source tells the figure as expected ("were looking for 38 cents a share").

    The claim tells it as having come to pass.
    """
    text, at = comparison.evidence.text, pair.evidence.span.start
    clause = _BREAK.split(text[max(0, at - _CLAUSE) : at])[-1]
    told = _EXPECTED.search(clause) or _MAY.search(clause)
    return told is not None and not _OPEN.search(comparison.claim.text)


#: Characters before a figure in which its clause is looked for; a point in "2.5" ends none.
_CLAUSE = 90
_BREAK = re.compile(r"[,;:.](?!\d)|[()]|\b(?:but|and|while|which)\b")
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|predict(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)"
    r"|look(?:s|ed|ing)? for|hop(?:e|es|ed|ing) (?:for|to)|plan(?:s|ned|ning)? to"
    r"|want(?:s|ed|ing)? to|aim(?:s|ed|ing)? to|project(?:ed|s|ions?)|(?:un)?likely to"
    r"|will reach)\b",
    re.I,
)
#: "Damage *may* exceed 1.5 billion": right before the figure.
_MAY = re.compile(r"\b(?:may|might|could)\s+(?:\w+\s+)?$", re.I)
_OPEN = re.compile(rf"{_EXPECTED.pattern}|\b(?:may|might|could|would|will)\b", re.I)


def partner(comparison: Comparison, figure: Quantity) -> QuantityPair | None:
    """The comparable pair of a figure of the claim, if it has one."""
    return next((pair for pair in comparable(comparison) if pair.claim is figure), None)
