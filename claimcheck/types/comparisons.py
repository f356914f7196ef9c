"""A claim beside one piece of evidence, mention by mention."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claimcheck.types.moments import Moment, Order
from claimcheck.types.quantities import Quantity
from claimcheck.types.readings import Attribution, Name, Quotation, Reading
from claimcheck.types.texts import Span


class Relation(Enum):
    """How what the evidence says stands to what the claim says."""

    ENTAILS = "entails"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


class Slot(Enum):
    """How one slot of two keys compares."""

    SAME = "same"
    UNKNOWN = "unknown"  # at least one side leaves it open
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class QuantityPair:
    """A figure of the claim beside the figure of the evidence set against it.

    Each slot tells whether the two keys agree there; `comparable` is whether
    the two speak of the same thing, all slots considered; `score`, 0 to 1, how surely.
    `sensed` is whether that is known by a model of entailment, not by the words.
    """

    claim: Quantity
    evidence: Quantity
    dimension: Slot
    item: Slot
    role: Slot
    scope: Slot
    agent: Slot
    comparable: bool
    score: float = 0.0
    sensed: bool = False


@dataclass(frozen=True, slots=True)
class MomentPair:
    """A date or time of the claim beside the one of the evidence for the same event.

    `told` is whether both tell of one event of one thing, in words ("born", "released") or by where
    the date stands.
    `fault` says, where the two contradict each other otherwise than by their fields, how: "{}"
    stands in it for the evidence's words.
    """

    claim: Moment
    evidence: Moment
    relation: Relation
    fault: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class OrderPair:
    """Two events in the order of the claim, beside the same two in that of the evidence.

    `reversed` is whether the evidence has them the other way round. Events of the evidence may
    stand in its neighbouring sentences: only the span of its `cue` is one of its own text.
    """

    claim: Order
    evidence: Order
    reversed: bool


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """A quotation of the claim beside the passage of the evidence nearest to it.

    `similarity` is 0 to 1 (1: the same words); `speaker` compares the speakers.
    `changes` lists the differing runs of words, claim's beside evidence's.
    """

    claim: Quotation
    evidence: Quotation
    similarity: float
    speaker: Slot
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AttributionPair:
    """Words that both sides put to somebody, one of them at least without marks.

    `overlap` is the share of the content words of the claim's clause that the evidence's
    has, 0 to 1; `speaker` compares the speakers.
    """

    claim: Attribution
    evidence: Attribution
    overlap: float
    speaker: Slot


@dataclass(frozen=True, slots=True)
class PolarityPair:
    """One predicate that both sides state, and whether each denies it.

    Spans are those of the cue where there is one, else of the predicate.
    """

    predicate: str
    claim: Span
    evidence: Span
    claim_denies: bool
    evidence_denies: bool


@dataclass(frozen=True, slots=True)
class RolePair:
    """A verb that claim and evidence share, and whether both give it to the same.

    The spans are those of who does it (of whom it is done to, where neither says by whom) and of
    the verb. `doer` is DIFFERENT where another is in the place of the claim's; `exchanged`
    is whether doer and receiver of the claim stand in each other's places.
    """

    claim: Span
    evidence: Span
    claim_verb: Span
    evidence_verb: Span
    doer: Slot
    exchanged: bool = False


@dataclass(frozen=True, slots=True)
class Entailment:
    """What a model of entailment says of a claim beside a passage, figures left out of both.

    The three shares are between 0 and 1 and sum to 1; `model` names it.
    """

    contradiction: float
    entailment: float
    neutral: float
    model: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside one piece of evidence, both read, their mentions aligned.

    This is all that a checker sees.
    """

    claim: Reading
    evidence: Reading
    quantities: tuple[QuantityPair, ...] = ()
    moments: tuple[MomentPair, ...] = ()
    orders: tuple[OrderPair, ...] = ()
    quotations: tuple[QuotationPair, ...] = ()
    polarity: tuple[PolarityPair, ...] = ()
    roles: tuple[RolePair, ...] = ()
    attributions: tuple[AttributionPair, ...] = ()
    coverage: float = 0.0  # share of the claim's content words that the evidence has, 0 to 1
    missing: tuple[str, ...] = ()  # the claim's content words it has not
    actors: Slot = Slot.UNKNOWN  # whether the evidence speaks of those the claim names
    absent: tuple[Name, ...] = ()  # the claim's names that the whole article has not
    entailment: Entailment | None = None  # None where no model was asked
