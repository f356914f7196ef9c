"""Words given to somebody who did not say them.

What
    Compares who says a quotation, or a clause in indirect speech ("Roe said that …"), in
    claim and source. Names are compared with titles, initials, acronyms and the fuller names of
    their own text: "Roe", "Ms Roe" and "Press Secretary Jane Roe" are one person.

Why
    A true sentence in the wrong mouth is false, and no other measure sees it: every word
    of the claim but one stands in the source.

Conflicts
    Both sides name a speaker, the words are the same (in indirect speech: three quarters of
    their content), and the two are clearly two persons or two bodies.

Agrees
    Both name the same.

Limits
    Unclear where the source leaves the speaker open ("he", "officials said"), or names a person
    where the claim names a body the person may speak for. Nothing is said where the claim names
    nobody, nor of quotations of one or two words, which anybody may use. A source that
    has two people say the same will agree in one sentence and conflict in another.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.types import (
    AttributionPair,
    Checker,
    Comparison,
    Observation,
    Outcome,
    QuotationPair,
    Slot,
)

#: Words: what is shorter may be said by two people independently.
_FEWEST_WORDS = 3
#: Similarity of two quotations, 0 to 1, below which they may be two statements of two people.
_SAME_WORDS = 0.9


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe the speaker of every quotation and every indirect clause that both sides give."""
    quoted = [o for pair in comparison.quotations for o in _quotation(pair)]
    yield from quoted
    heard = {o.claim for o in quoted}
    for said in comparison.attributions:
        if said.claim.speaker_span not in heard:  # a quotation inside the clause told it already
            yield _indirect(said)


def _quotation(pair: QuotationPair) -> Iterator[Observation]:
    mine, theirs = pair.claim, pair.evidence
    if mine.speaker is None or len(mine.text.split()) < _FEWEST_WORDS:
        return
    span = mine.speaker_span or mine.span
    place = theirs.speaker_span or theirs.span
    if theirs.speaker is None:
        message = f"claim gives the words to {mine.speaker}, the source names no speaker here"
        yield Observation(Outcome.UNCLEAR, message, span, place)
        return
    outcome = _outcome(pair.speaker)
    if outcome is Outcome.CONFLICTS and pair.similarity < _SAME_WORDS:
        return
    yield Observation(outcome, _message(outcome, mine.speaker, theirs.speaker), span, place)


def _indirect(pair: AttributionPair) -> Observation:
    outcome = _outcome(pair.speaker)
    message = _message(outcome, pair.claim.speaker, pair.evidence.speaker)
    return Observation(outcome, message, pair.claim.speaker_span, pair.evidence.speaker_span)


def _outcome(slot: Slot) -> Outcome:
    if slot is Slot.SAME:
        return Outcome.AGREES
    return Outcome.CONFLICTS if slot is Slot.DIFFERENT else Outcome.UNCLEAR


def _message(outcome: Outcome, mine: str, theirs: str) -> str:
    if outcome is Outcome.AGREES:
        return f"claim and source give the words to {theirs}"
    told = f"claim gives the words to {mine}, the source to {theirs}"
    return told if outcome is Outcome.CONFLICTS else f"{told}: these may be one or two"


CHECKER = Checker("QUO002", "wrong-speaker", __doc__, check)
