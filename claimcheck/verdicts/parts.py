"""The checkable parts of a claim, and what the findings say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from claimcheck.dates.printed import printed_of
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import remembered
from claimcheck.text.words import is_verb_like
from claimcheck.types import (
    Finding,
    Form,
    Moment,
    MomentKind,
    Outcome,
    Quantity,
    Reading,
    Role,
    Slot,
    Span,
)
from claimcheck.verdicts.elsewhere import stands_elsewhere
from claimcheck.verdicts.hearing import Heard, Piece, is_heard, pairs_of, standing
from claimcheck.verdicts.labels import is_label
from claimcheck.verdicts.nowhere import may_be_told, told_otherwise

#: Evidence within this distance of the best is of equal standing.
EQUAL_STANDING = 0.15


class Status(Enum):
    """What is known of one part."""

    AGREED = "agreed"
    CONFLICTING = "conflicting"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Part:
    """A figure, date, quotation or attribution of the claim; `what` names its sort.

    `exists` is whether it says only that there is such a thing: "at least one". No source need tell
    of that in figures.
    """

    span: Span
    what: str
    exists: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with its status and the pieces that decide it."""

    part: Part
    status: Status
    findings: tuple[Finding, ...] = ()
    pieces: tuple[Piece, ...] = ()


def parts_of(claim: Reading) -> tuple[Part, ...]:
    """Everything in the claim that a checker can confirm or contradict, in order."""
    quoted = Cover(q.span for q in claim.quotations)
    found = [
        *(
            Part(q.span, "figure", _only_exists(q))
            for q in claim.quantities
            if _tells_a_figure(q, claim)
        ),
        *(
            Part(m.span, "date")
            for m in claim.moments
            if m.kind is not MomentKind.DURATION and not is_label(m.span, claim)
        ),
        *(Part(q.span, "quotation") for q in claim.quotations),
    ]
    inside = [part for part in found if part.what == "quotation" or not quoted.contains(part.span)]
    return tuple(sorted(inside, key=lambda part: part.span))


def _tells_a_figure(quantity: Quantity, claim: Reading) -> bool:
    """Whether a figure is to be found again: not "one of them", nor "was first shown"."""
    if quantity.role is Role.MEMBER or _is_a_speaker(quantity, claim):
        return False
    if is_label(quantity.span, claim):
        return False
    counted = quantity.item_span.of(claim.text) if quantity.item_span else ""
    adverb = not counted or is_verb_like(counted)
    return not (quantity.role is Role.ORDINAL and quantity.value == 1 and adverb)


def _only_exists(quantity: Quantity) -> bool:
    one = quantity.form is Form.AT_LEAST and quantity.value == 1
    return one and quantity.unit.dimension == "count"


def _is_a_speaker(quantity: Quantity, claim: Reading) -> bool:
    """ "*One executive* says so": somebody, and not how many there are."""
    spans = [said.speaker_span for said in claim.attributions]
    return quantity.value == 1 and any(span.contains(quantity.span) for span in spans)


def judge_part(part: Part, pieces: Sequence[Piece], *, headline: bool = False) -> Judged:
    """The status of one part over all pieces, the better-standing piece winning.

    `headline`: the claim is the headline of the article that is its evidence.
    """
    agreeing = _heard(part, pieces, Outcome.AGREES)
    conflicting = _heard(part, pieces, Outcome.CONFLICTS)
    if not agreeing and (part.what == "date" or not conflicting):
        agreeing = _held_as_scope(part, pieces)
    unclear = _heard(part, pieces, Outcome.UNCLEAR)
    if not agreeing and not conflicting and (told := _published_then(part, pieces)):
        return Judged(part, Status.AGREED, (), told)
    is_open = part.what == "figure" and not conflicting and _only_within(agreeing)
    if headline and is_open and (otherwise := _instead(part, pieces, agreeing)):
        return _judged(part, Status.CONTRADICTED, otherwise)
    if not agreeing and not conflicting:
        status = Status.UNCLEAR if unclear else Status.UNMET
        return _judged(part, status, unclear)
    if not conflicting:
        return _judged(part, Status.AGREED, agreeing)
    judged = (
        _settle(part, agreeing, conflicting)
        if agreeing
        else _judged(part, Status.CONTRADICTED, conflicting)
    )
    dated = any(_of_one_period(*heard) for heard in conflicting)
    if judged.status is not Status.CONTRADICTED or dated:
        return judged
    if part.what == "figure" and (
        stands_elsewhere(part.span, pieces, conflicting)
        or may_be_told(part.span, pieces, conflicting, headline=headline)
    ):
        return _judged(part, Status.UNCLEAR, conflicting)
    return judged


def _instead(part: Part, pieces: Sequence[Piece], within: Heard) -> Heard:
    """What an article tells in place of a figure; where that lies within a bound, of that alone."""
    places = [(piece, finding.evidence_span) for piece, finding in within]
    return [
        (piece, finding)
        for piece, finding in told_otherwise(part.span, pieces)
        if not within or any(piece is p and finding.evidence_span == at for p, at in places)
    ]


def _only_within(agreeing: Heard) -> bool:
    """Whether nothing agrees but that a figure lies within a bound."""
    return all(finding.code == "NUM003" for _, finding in agreeing)


#: One statement is quoted in several wordings, two people say the same words, and an actor may
#: be named in another sentence: for these, agreement anywhere outweighs a conflict elsewhere.
_ANYWHERE = frozenset({"QUO001", "QUO002", "ENT001", "NLI001"})


#: Which checkers speak of which sort of part; a finding on the whole claim is of its own code.
_CODES = {
    "figure": ("NUM", "SUM", "DAT005"),
    "date": ("DAT001", "DAT002", "DAT003"),
    "quotation": ("QUO001",),
}


def _held_as_scope(part: Part, pieces: Sequence[Piece]) -> Heard:
    """A period that is the scope of an agreeing figure is agreed with the figure.

    So is its length: the one week of "$1 billion in one week".
    """
    if part.what not in ("date", "figure"):
        return []
    agreed = []
    for piece in pieces:
        spans = [
            pair.claim.span
            for pair in piece.comparison.quantities
            if pair.comparable and pair.scope is Slot.SAME
            if pair.claim.scope
            and pair.claim.scope.span
            and pair.claim.scope.span.overlaps(part.span)
        ]
        agreed += [
            (piece, finding)
            for finding in piece.findings
            if finding.outcome is Outcome.AGREES and finding.claim in spans
        ]
    return agreed


def _published_then(part: Part, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces published when the claim says it happened, that agree in a figure and tell no day.

    News is printed on its day or the day after; a date that no sentence states is then the
    article's own.
    """
    if part.what != "date":
        return ()
    told = []
    for piece in pieces:
        published = piece.article.published
        moment = _moments(piece.comparison.claim).get(part.span)
        if published is None or moment is None or not printed_of(moment, published):
            continue
        if any(m.kind in _DAYS and m.start for m in piece.comparison.evidence.moments):
            continue
        if any(f.outcome is Outcome.AGREES and f.code.startswith("NUM") for f in piece.findings):
            told.append(piece)
    return tuple(told)


@remembered
def _moments(reading: Reading) -> dict[Span, Moment]:
    """The first date at each place."""
    return {moment.span: moment for moment in reversed(reading.moments)}


_DAYS = frozenset({MomentKind.DATE, MomentKind.WEEKDAY})


def _settle(part: Part, agreeing: Heard, conflicting: Heard) -> Judged:
    """Agreement against conflict: standing first, then dates, else both are told."""
    if all(finding.code in _ANYWHERE for _, finding in conflicting):
        return _judged(part, Status.AGREED, agreeing)
    best_yes = max(standing(piece, finding) for piece, finding in agreeing)
    best_no = max(standing(piece, finding) for piece, finding in conflicting)
    articles = {piece.article.id for piece, _ in agreeing}
    others = [pair for pair in conflicting if pair[0].article.id not in articles]
    firm = [pair for pair in others if _firm(*pair)]
    if best_yes > best_no + EQUAL_STANDING and not firm:
        return _judged(part, Status.AGREED, agreeing)
    if best_no > best_yes + EQUAL_STANDING:
        return _judged(part, Status.CONTRADICTED, conflicting)
    if not others or _superseded(agreeing, others):
        return _judged(part, Status.AGREED, agreeing)
    return _judged(part, Status.CONFLICTING, [*agreeing, *others])


def _firm(piece: Piece, finding: Finding) -> bool:
    """Whether a conflict is over the same item in the same stated period, whatever the words."""
    return any(
        pair.item is Slot.SAME and pair.scope is Slot.SAME for pair in pairs_of(piece, finding)
    )


def _of_one_period(piece: Piece, finding: Finding) -> bool:
    """Whether a conflict is over figures of the same stated period."""
    return any(pair.scope is Slot.SAME for pair in pairs_of(piece, finding))


def _superseded(agreeing: Heard, conflicting: Heard) -> bool:
    """Whether every conflicting article is older than one that agrees: it was updated since."""
    newest = [p.article.published for p, _ in agreeing if p.article.published]
    older = [p.article.published for p, _ in conflicting]
    return bool(newest) and all(day is not None and day < max(newest) for day in older)


def _judged(part: Part, status: Status, heard: Heard) -> Judged:
    ranked = sorted(heard, key=lambda pair: (-standing(*pair), pair[0].evidence.rank))
    if status is Status.CONTRADICTED and ranked:
        ranked = _newest_first(ranked)
    pieces = tuple(dict.fromkeys(piece for piece, _ in ranked))
    return Judged(part, status, tuple(finding for _, finding in ranked), pieces)


def _newest_first(ranked: Heard) -> Heard:
    """Of conflicts of equal standing, that of the latest article first: it is what is known now."""
    least = standing(*ranked[0]) - EQUAL_STANDING
    equal = [pair for pair in ranked if standing(*pair) >= least]
    newest = sorted(equal, key=lambda pair: pair[0].article.published or date.min, reverse=True)
    return [*newest, *ranked[len(equal) :]]


def _heard(part: Part, pieces: Sequence[Piece], outcome: Outcome) -> Heard:
    return [
        (piece, finding)
        for piece in pieces
        for finding in piece.findings
        if finding.outcome is outcome and finding.claim.overlaps(part.span)
        if finding.code.startswith(_CODES.get(part.what, (part.what,)))
        if is_heard(piece, finding)
    ]
