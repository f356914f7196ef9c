"""Figures that a source makes and does not tell: when that is no chance, without a word for it.

"There were 105 parents in the hall and 698 pupils" has no word of a sum, and 803 people are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.quantities.contrasts import EITHER
from claimcheck.quantities.holdings import LEFT
from claimcheck.quantities.ledger import entries, subject_words
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import LEFT_OVER
from claimcheck.types import Comparison, Quantity, Role


def is_dated(figure: Quantity) -> bool:
    """Whether a figure is told of a time, or as a total: then the source tells what it adds up to.

    Somebody may have spent more "in all departments" than what was given in a week and in a year.
    """
    return figure.scope is not None or figure.role is Role.TOTAL


#: Digits from which a sum of two is none by chance, whatever they count: "532 people and 750 free
#: seats" make 1,282.
MANY = 4


def _is_of_one_time(result: Quantity, one: Quantity) -> bool:
    """Whether a figure is told of the same time as the claim's, and is no total."""
    mine, theirs = result.scope, one.scope
    if mine is None or theirs is None or one.role is Role.TOTAL:
        return False
    return mine.words.lower() == theirs.words.lower()


def is_no_chance(
    comparison: Comparison, result: Quantity, used: Sequence[Quantity], how: str, *, own: bool
) -> bool:
    """Whether all figures there are make one of as many digits: by chance few of two do.

    The more there are of them, the more results they have. What somebody has left is told by who
    did what, and what is planned or denied makes nothing.
    """
    claim, evidence = comparison.claim, comparison.evidence
    digits = len(result.face.normalize().as_tuple().digits)
    if any(is_dated(one) and not _is_of_one_time(result, one) for one in used):
        return False
    if digits < len(used) or (digits < MANY and any(one.value < 0 for one in used)):
        return False
    if evidence.negations or _PLANNED.search(evidence.text):
        return False
    if LEFT.search(claim.text) and subject_words(claim.text, result):
        return False
    if any(name.text not in evidence.text for name in claim.names):
        return False
    if {"×", "÷"} & set(how):
        return _SO_MANY_EACH.search(evidence.text) is not None
    if own:
        return False
    if "−" in how and _is_of_the_part(comparison, used):
        return False
    return (digits >= MANY and "−" not in how) or _are_its_things(claim.text, result, used, how)


def _is_of_the_part(comparison: Comparison, used: Sequence[Quantity]) -> bool:
    """Whether the claim speaks of a part that is taken off: "150 white ones" of 560 sheep."""
    evidence = comparison.evidence
    if EITHER.search(evidence.text):
        return True  # which of the two it speaks of is read from the words, or not at all
    told = [e for e in entries(evidence.text, evidence.quantities) if e.figure in used]
    told.sort(key=lambda entry: -entry.figure.value)
    words = [e.beside | e.modifiers | {e.item} for e in told]
    said = {w for word in comparison.claim.words for w in (word.text.lower(), word.stem)}
    return any(not said.isdisjoint(part - words[0]) for part in words[1:])


def _are_its_things(claim: str, result: Quantity, used: Sequence[Quantity], how: str) -> bool:
    """Whether a sum is of what the claim counts: of it alone, or of kinds of it."""
    if not result.item or not alike(result, used[0]):
        return False
    if "−" not in how and LEFT_OVER.search(claim):
        return False
    same = [one.item in ("", result.item) for one in used]
    return all(same) or not any(same)


#: What is not yet so, or is no longer all of it.
_PLANNED = re.compile(
    r"\b(?:will|would|could|may|might|should|plan(?:s|ned)?|wants?|expect(?:s|ed)?|hopes?|needs?"
    r"|intend(?:s|ed)?|rest|remaind\w+)\b",
    re.I,
)
_SO_MANY_EACH = re.compile(r"\b(?:each|every|per|apiece|times|an?)\b", re.I)
