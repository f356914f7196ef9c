"""Whether two texts put the same two events in the same order.

Events are the same only where most of their words are, all verbs and names included, and nothing
on either side makes another event of it ("the deputy mayor", "began to approve"). In doubt there
is no pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from claimcheck.dates.dated import dated_events, dated_orders
from claimcheck.dates.events import changing
from claimcheck.dates.read import find_moments
from claimcheck.dates.sequence import find_orders
from claimcheck.types import Event, Moment, Order, OrderPair, Reading, Span

#: Share of an event's words that the other side must have for it …
ENOUGH = 0.75
#: … share of them that the other side's event must have itself, where it leaves open who acts …
ENOUGH_OWN = 0.5
#: … and share of the other side's words that may be more than these.
ENOUGH_BACK = 0.4
#: Who acts is told elsewhere ("he resigned"): the other side has more words for that.
ENOUGH_BACK_OF_OPEN = 0.25
#: Words of both events together below which two texts may speak of other ones.
FEWEST = 3
#: Texts up to this many characters are remembered with their orders: a claim stands in a pair with
#: each of its evidence, a sentence and its neighbours with each of their claims.
_SHORT = 2000


@dataclass(frozen=True, slots=True)
class _Told:
    """The orders of one text; `own` is the text itself, what lies around it is its context."""

    words: tuple[Order, ...]
    events: tuple[Event, ...]
    own: Span
    keys: frozenset[str]


def pair_orders(claim: Reading, evidence: Reading) -> tuple[OrderPair, ...]:
    """The orders of the claim that the evidence tells too, or tells the other way round.

    The evidence's neighbouring sentences may tell one of the two events. Where any of its words
    or dates agree, what else seems reversed is left out.
    """
    mine = orders(claim)
    return tuple(_paired(mine, _told(evidence))) if mine else ()


def orders(reading: Reading) -> tuple[Order, ...]:
    """Every order that a text tells by itself: by its words first, then by its dates."""
    text, moments = reading.text, reading.moments
    return _remembered(text, moments) if len(text) <= _SHORT else _orders(text, moments)


@lru_cache(maxsize=4096)
def _remembered(text: str, moments: tuple[Moment, ...]) -> tuple[Order, ...]:
    return _orders(text, moments)


def _orders(text: str, moments: tuple[Moment, ...]) -> tuple[Order, ...]:
    return (*find_orders(text, moments), *dated_orders(dated_events(text, moments)))


def reversals(readings: Sequence[Reading]) -> Iterator[tuple[int, int, OrderPair]]:
    """Where of several readings of one text two tell one order and its reverse.

    Gives the numbers of the two readings, each two once; the first tells an order by itself.
    """
    telling = {i: mine for i, one in enumerate(readings) if (mine := orders(one))}
    told = [_told(one) for one in readings] if telling else []
    seen: set[tuple[int, int]] = set()
    for i, mine in telling.items():
        for j, theirs in enumerate(told):
            if i == j or (j, i) in seen:
                continue
            found = next((pair for pair in _paired(mine, theirs) if pair.reversed), None)
            if found is not None:
                seen.add((i, j))
                yield i, j, found


def _told(reading: Reading) -> _Told:
    """What a sentence tells together with its neighbours, spans counted from its own start."""
    context = reading.context
    before, text, after = context.before, reading.text, context.after
    short = len(before) + len(text) + len(after) <= _SHORT
    return (_remembered_told if short else _told_by)(before, text, after, context.published)


@lru_cache(maxsize=4096)
def _remembered_told(before: str, text: str, after: str, published: date | None) -> _Told:
    return _told_by(before, text, after, published)


def _told_by(before: str, text: str, after: str, published: date | None) -> _Told:
    before = f"{before} " if before else ""
    own = Span(len(before), len(before) + len(text))
    whole = before + text + (f" {after}" if after else "")
    moments = find_moments(whole, published=published)
    events = dated_events(whole, moments)
    by_words = [o for o in find_orders(whole, moments) if own.contains(o.cue)]
    keys = frozenset(key for e in (*events, *_events(by_words)) for key in e.keys)
    return _Told(tuple(by_words), events, own, keys)


def _events(told: Sequence[Order]) -> Iterator[Event]:
    for order in told:
        yield order.first
        yield order.second


def _paired(mine: Sequence[Order], theirs: _Told) -> Iterator[OrderPair]:
    """For each of several orders what agrees with it, or else what is its reverse."""
    meant: _Meant = {}
    for order in mine:
        pairs = list(_pairs(order, theirs, meant))
        agreed = [pair for pair in pairs if not pair.reversed]
        yield from agreed or pairs


#: For each event of the claim, by its identity, the numbers of those of the evidence it may be.
_Meant = dict[int, frozenset[int]]


def _pairs(order: Order, told: _Told, meant: _Meant) -> Iterator[OrderPair]:
    if len(order.first.keys | order.second.keys) < FEWEST:
        return
    if order.first.keys.isdisjoint(told.keys) or order.second.keys.isdisjoint(told.keys):
        return  # neither event can be another of which it shares no word
    for other in (*told.words, *_by_dates(order, told, meant)):
        straight = _same(order.first, other.first, other) and _same(
            order.second, other.second, other
        )
        turned = _same(order.first, other.second, other) and _same(order.second, other.first, other)
        if straight != turned:
            cue = _cue(other, told.own)
            yield OrderPair(order, replace(other, cue=cue), turned)


def _by_dates(order: Order, told: _Told, meant: _Meant) -> Iterator[Order]:
    """The order of the two dated events that can be meant, if there are just two."""
    for event in _events([order]):
        if id(event) not in meant:
            could = (i for i, e in enumerate(told.events) if _is(event, e, told.keys))
            meant[id(event)] = frozenset(could)
    both = meant[id(order.first)] | meant[id(order.second)]
    if len(both) == 2:
        two = [told.events[i] for i in sorted(both)]
        if any(told.own.overlaps(event.span) for event in two):
            yield from dated_orders(two)


def _cue(order: Order, own: Span) -> Span:
    """The word or the dates that tell an order, as far as they stand in the sentence itself."""
    spans = [order.cue]
    if order.dated:
        dates = [event.moment.span for event in _events([order]) if event.moment]
        spans = [span for span in dates if own.contains(span)] or [own]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Span(start, end).shifted(-own.start)


def _same(claim: Event, evidence: Event, told: Order) -> bool:
    around = told.first.keys | told.second.keys
    return _is(claim, evidence, around)


def _is(claim: Event, evidence: Event, around: frozenset[str]) -> bool:
    """Whether the evidence's event is the claim's; `around` tells who acts where it does not."""
    known = evidence.keys | around if evidence.open else evidence.keys
    shared = claim.keys & evidence.keys
    if not shared or not claim.verbs <= evidence.keys or not claim.names <= known:
        return False
    if (claim.keys ^ evidence.keys) & changing() or not _labelled(claim, evidence):
        return False
    back = ENOUGH_BACK_OF_OPEN if claim.open else ENOUGH_BACK
    # Whose names stand beside ("President Ivan Kolev" for "Kolev") make no other event.
    beside = evidence.keys - (evidence.names - claim.keys)
    return (
        len(claim.keys & known) >= ENOUGH * len(claim.keys)
        and len(shared) >= ENOUGH_OWN * len(claim.keys)
        and len(shared) >= back * len(beside)
    )


def _labelled(claim: Event, evidence: Event) -> bool:
    """Whether the figures and dates that two events are called by allow them to be one.

    Where one has none it may be any, but "the 2016 election" is not just an election.
    """
    if not claim.labels or (not evidence.labels and claim.verbs):
        return True
    return bool(claim.labels & evidence.labels)
