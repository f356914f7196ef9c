"""Evidence, what checkers find in it, and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from claimcheck.types.claims import Claim, Label
from claimcheck.types.comparisons import Comparison
from claimcheck.types.texts import Article, Context, Sentence, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence found for a claim.

    `score` is the cosine of claim and sentence (None where no vectors were
    compared, as with given evidence), `rank` counts from 1, `via` names the searches that
    found it ("vectors", "lexical").
    """

    sentence: Sentence
    article: Article
    context: Context
    score: float | None = None
    rank: int = 1
    via: tuple[str, ...] = ()


class Outcome(Enum):
    """What a checker found."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNCLEAR = "unclear"


class Severity(Enum):
    """What a conflict that a checker finds does to a run; only an error fails it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one checker saw in one comparison; spans are of claim and sentence text."""

    outcome: Outcome
    message: str
    claim: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Checker:
    """A consistency rule as a value: its code, name, manual page and function."""

    code: str
    name: str
    doc: str
    check: Callable[[Comparison], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Finding:
    """An observation with its checker's code and the evidence it was made on."""

    code: str
    name: str
    outcome: Outcome
    message: str
    claim: Span
    evidence: Evidence
    evidence_span: Span


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A part of the claim that nothing could be said about, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one claim, with everything it rests on.

    `reason` is one sentence in words; `confidence` is between 0 and 1;
    `evidence` holds what was considered, the decisive pieces first.
    """

    claim: Claim
    label: Label
    confidence: float
    reason: str
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether the label is the one the claims file expects."""
        return self.label is self.claim.expect
