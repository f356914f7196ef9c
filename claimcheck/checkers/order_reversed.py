"""Two events that claim and source put in opposite orders.

What
    Reads which of two events came first, from words ("before", "after", "prior to", "following",
    "then", "followed by", "two days later") or from the dates of both, and compares it with the
    order in which the source has the same two events, there too by words or by dates.

Why
    What came first is often what the story is about: a payment before the vote is a bribe, one
    after it a debt. Exchanging "before" for "after" keeps every name and figure in place.

Conflicts
    The source tells of both events, and the other way round: "resigned before the vote" against
    "resigned after the vote", or against a vote on 3 May and a resignation on 5 May.

Agrees
    The same order in any form: "after A, B" is "A before B" and "A, followed by B".

Limits
    Two events are the same only where most of their words are, their verbs and names among them;
    of one that other words tell, nothing is said. Nor is anything of what is denied ("not
    until"), planned, possible or conditional, of what lasts or recurs ("lived", "rose"), of
    sentences in which several such words could reach over one another, and of "before 3 pm" and
    "after 2021", which time-differs and date-differs judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.types import Checker, Comparison, Event, Observation, OrderPair, Outcome

#: Longest excerpt of an event in a message, in characters.
_LONGEST = 60


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe every order of the claim that the evidence tells as well or reverses."""
    for pair in comparison.orders:
        outcome = Outcome.CONFLICTS if pair.reversed else Outcome.AGREES
        message = _message(pair, comparison.claim.text)
        yield Observation(outcome, message, pair.claim.cue, pair.evidence.cue)


def _message(pair: OrderPair, text: str) -> str:
    first, second = shown(pair.claim.first, text), shown(pair.claim.second, text)
    if not pair.reversed:
        how = "as the source's dates do" if pair.evidence.dated else "as the source does"
        return f"claim puts {first} before {second}, {how}"
    how = "the source's dates put it after" if pair.evidence.dated else "the source puts it after"
    return f"claim puts {first} before {second}, {how}"


def shown(event: Event, text: str) -> str:
    """An event in the words of its text, shortened, in quotation marks."""
    said = " ".join(event.span.of(text).split()).rstrip(" .,;")
    if len(said) > _LONGEST:
        said = said[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
    return f"“{said}”"


CHECKER = Checker("DAT004", "order-reversed", __doc__, check)
