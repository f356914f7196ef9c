"""The checkable parts of a claim, and what the findings say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from claimcheck.alignment import keys
from claimcheck.dates.printed import printed_of
from claimcheck.quantities.compare import SMALL_COUNT, relate
from claimcheck.text.words import is_verb_like
from claimcheck.types import (
    Article,
    Comparison,
    Evidence,
    Finding,
    Form,
    MomentKind,
    Outcome,
    Quantity,
    QuantityPair,
    Reading,
    Relation,
    Role,
    Slot,
    Span,
)

#: A conflict is heard only from evidence that speaks of this share of the claim's topic …
HEARD_CONFLICT = 0.5
#: … and an agreement from this share, since an equal figure is itself a sign.
HEARD_AGREEMENT = 0.3
#: Whatever its words, evidence speaks of the claim where a model gives entailment this share.
SAME_SENSE = 0.6
#: Evidence within this distance of the best is of equal standing.
EQUAL_STANDING = 0.15


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with its comparison and what the checkers found in it."""

    evidence: Evidence
    comparison: Comparison
    findings: tuple[Finding, ...]

    @property
    def article(self) -> Article:
        """The article the piece stands in."""
        return self.evidence.article


class Status(Enum):
    """What is known of one part."""

    AGREED = "agreed"
    CONFLICTING = "conflicting"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Part:
    """A figure, date, quotation or attribution of the claim; `what` names its sort."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with its status and the pieces that decide it."""

    part: Part
    status: Status
    findings: tuple[Finding, ...] = ()
    pieces: tuple[Piece, ...] = ()


def parts_of(claim: Reading) -> tuple[Part, ...]:
    """Everything in the claim that a checker can confirm or contradict, in order."""
    quoted = [q.span for q in claim.quotations]
    found = [
        *(Part(q.span, "figure") for q in claim.quantities if _tells_a_figure(q, claim)),
        *(Part(m.span, "date") for m in claim.moments if m.kind is not MomentKind.DURATION),
        *(Part(q.span, "quotation") for q in claim.quotations),
    ]
    inside = [
        part
        for part in found
        if part.what == "quotation" or not any(span.contains(part.span) for span in quoted)
    ]
    return tuple(sorted(inside, key=lambda part: part.span))


def _tells_a_figure(quantity: Quantity, claim: Reading) -> bool:
    """Whether a figure is to be found again: not "one of them", nor "was first shown"."""
    if quantity.role is Role.MEMBER:
        return False
    counted = quantity.item_span.of(claim.text) if quantity.item_span else ""
    adverb = not counted or is_verb_like(counted)
    return not (quantity.role is Role.ORDINAL and quantity.value == 1 and adverb)


def judge_part(part: Part, pieces: Sequence[Piece]) -> Judged:
    """The status of one part over all pieces, the better-standing piece winning."""
    agreeing = _heard(part, pieces, Outcome.AGREES) or _held_as_scope(part, pieces)
    conflicting = _surest(_heard(part, pieces, Outcome.CONFLICTS), pieces)
    unclear = _heard(part, pieces, Outcome.UNCLEAR)
    if not agreeing and not conflicting and (told := _published_then(part, pieces)):
        return Judged(part, Status.AGREED, (), told)
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
    if _stands_elsewhere(part, pieces, conflicting):
        return _judged(part, Status.UNCLEAR, conflicting)
    return judged


def _surest(conflicting: _Heard, pieces: Sequence[Piece]) -> _Heard:
    """The conflicts that words show; where there are none, those by a model's sense.

    Words that are not the claim's may speak of something else. Where the article has the claim's
    figure, its own sentence is another one.
    """
    by_words = [pair for pair in conflicting if not _is_sensed(*pair)]
    if by_words:
        return by_words
    return [pair for pair in conflicting if not _is_told_elsewhere(*pair, pieces)]


def _is_sensed(piece: Piece, finding: Finding) -> bool:
    pairs = [pair for pair in _pairs(piece, finding) if pair.comparable]
    return bool(pairs) and all(pair.sensed for pair in pairs)


def _is_told_elsewhere(piece: Piece, finding: Finding, pieces: Sequence[Piece]) -> bool:
    """Whether a conflict is over a figure that its article has in another place."""
    figures = [
        theirs
        for other in pieces
        if other.article.id == piece.article.id
        for theirs in other.comparison.evidence.quantities
    ]
    return any(
        keys.dimension(pair.claim, theirs) is Slot.SAME and _may_be(pair.claim, theirs)
        for pair in _pairs(piece, finding)
        if pair.comparable
        for theirs in figures
    )


def _may_be(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures may be one, the source's bound aside: "10K jobs", "nearly 10,000"."""
    same = mine.face == theirs.face and mine.form is Form.EXACT
    return same or relate(mine, theirs) is not Relation.CONTRADICTS


def _stands_elsewhere(part: Part, pieces: Sequence[Piece], conflicting: _Heard) -> bool:
    """Whether an article that conflicts also has the claim's figure, on nothing that is another.

    "Recalls 650,000 cars" is no slip where the article tells of 650,000 hybrids and of 8.5 million
    cars recalled before: which of the two is meant is not known.
    """
    if part.what != "figure":
        return False
    articles = {piece.article.id for piece, _ in conflicting}
    for piece in pieces:
        if piece.article.id not in articles:
            continue
        claim, evidence = piece.comparison.claim, piece.comparison.evidence
        for mine in claim.quantities:
            small = mine.unit.dimension == "count" and abs(mine.face) < SMALL_COUNT
            if not mine.span.overlaps(part.span) or small:
                continue
            for theirs in evidence.quantities:
                same = mine.face == theirs.face and mine.unit.code == theirs.unit.code
                if not same or mine.form is not Form.EXACT:
                    continue
                if any(piece is p and f.evidence_span == theirs.span for p, f in conflicting):
                    continue
                if keys.scope(mine, theirs) is Slot.DIFFERENT or _is_anothers(
                    mine, claim, theirs, evidence
                ):
                    continue
                if keys.item(mine, claim, theirs, evidence) is Slot.UNKNOWN:
                    return True
    return False


#: One statement is quoted in several wordings, two people say the same words, and an actor may
#: be named in another sentence: for these, agreement anywhere outweighs a conflict elsewhere.
_ANYWHERE = frozenset({"QUO001", "QUO002", "ENT001", "NLI001"})

#: A quotation found again needs no further words or names in common. The model of entailment looks
#: for what is said in other words, and for nobody else's names.
_QUOTED = frozenset({"QUO001", "QUO002"})

#: Which checkers speak of which sort of part; a finding on the whole claim is of its own code.
_CODES = {
    "figure": ("NUM", "SUM"),
    "date": ("DAT001", "DAT002", "DAT003"),
    "quotation": ("QUO001",),
}

_Heard = list[tuple[Piece, Finding]]


def _is_anothers(mine: Quantity, claim: Reading, theirs: Quantity, evidence: Reading) -> bool:
    """Whether a figure of the evidence counts what another figure of the claim counts."""
    return any(
        keys.item(other, claim, theirs, evidence) is Slot.SAME
        for other in claim.quantities
        if other is not mine
    )


def _held_as_scope(part: Part, pieces: Sequence[Piece]) -> _Heard:
    """A period that is the scope of an agreeing figure is agreed with the figure."""
    if part.what != "date":
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
        moment = next((m for m in piece.comparison.claim.moments if m.span == part.span), None)
        if published is None or moment is None or not printed_of(moment, published):
            continue
        if any(m.kind in _DAYS and m.start for m in piece.comparison.evidence.moments):
            continue
        if any(f.outcome is Outcome.AGREES and f.code.startswith("NUM") for f in piece.findings):
            told.append(piece)
    return tuple(told)


_DAYS = frozenset({MomentKind.DATE, MomentKind.WEEKDAY})


def _settle(part: Part, agreeing: _Heard, conflicting: _Heard) -> Judged:
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
        pair.item is Slot.SAME and pair.scope is Slot.SAME for pair in _pairs(piece, finding)
    )


def _of_one_period(piece: Piece, finding: Finding) -> bool:
    """Whether a conflict is over figures of the same stated period."""
    return any(pair.scope is Slot.SAME for pair in _pairs(piece, finding))


def _pairs(piece: Piece, finding: Finding) -> list[QuantityPair]:
    return [
        pair
        for pair in piece.comparison.quantities
        if pair.claim.span == finding.claim and pair.evidence.span == finding.evidence_span
    ]


def standing(piece: Piece, finding: Finding) -> float:
    """How surely a finding speaks of the claim: the score of its pair of figures, else coverage."""
    scores = [pair.score for pair in _pairs(piece, finding) if pair.comparable]
    return max(scores, default=piece.comparison.coverage)


def _superseded(agreeing: _Heard, conflicting: _Heard) -> bool:
    """Whether every conflicting article is older than one that agrees: it was updated since."""
    newest = [p.article.published for p, _ in agreeing if p.article.published]
    older = [p.article.published for p, _ in conflicting]
    return bool(newest) and all(day is not None and day < max(newest) for day in older)


def _judged(part: Part, status: Status, heard: _Heard) -> Judged:
    ranked = sorted(heard, key=lambda pair: (-standing(*pair), pair[0].evidence.rank))
    pieces = tuple(dict.fromkeys(piece for piece, _ in ranked))
    return Judged(part, status, tuple(finding for _, finding in ranked), pieces)


def _heard(part: Part, pieces: Sequence[Piece], outcome: Outcome) -> _Heard:
    return [
        (piece, finding)
        for piece in pieces
        for finding in piece.findings
        if finding.outcome is outcome and finding.claim.overlaps(part.span)
        if finding.code.startswith(_CODES.get(part.what, (part.what,)))
        if _is_heard(finding, piece.comparison)
    ]


def _is_heard(finding: Finding, comparison: Comparison) -> bool:
    """Whether a finding counts, by how surely the evidence speaks of the claim."""
    if finding.code in _QUOTED:
        return True
    if finding.code == "NLI001" and finding.outcome is Outcome.CONFLICTS:
        return not _is_of_another(comparison)
    return _speaks_of_it(comparison, finding.outcome)


def _is_of_another(comparison: Comparison) -> bool:
    """Whether the evidence does not name the first whom the claim names: its subject, mostly."""
    first = next(iter(comparison.claim.names), None)
    return first is not None and first in comparison.absent


def _speaks_of_it(comparison: Comparison, outcome: Outcome) -> bool:
    """Whether the evidence speaks of the claim: by its words and names, or by its sense.

    A model of entailment sees no figures: where it holds the rest to be entailed, the two
    figures stand for one thing, whatever the words.
    """
    told = comparison.entailment
    if told is not None and told.entailment >= SAME_SENSE:
        return True
    if outcome is Outcome.CONFLICTS:
        return comparison.coverage >= HEARD_CONFLICT and not comparison.absent
    return comparison.coverage >= HEARD_AGREEMENT
