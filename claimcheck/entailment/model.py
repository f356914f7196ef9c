"""What a model of entailment is asked and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

Digest = Callable[[Path], str]


class Pair(NamedTuple):
    """A passage of evidence and a claim."""

    evidence: str
    claim: str


class Judgement(NamedTuple):
    """How likely the evidence contradicts the claim, entails it, or does neither; they sum to 1."""

    contradiction: float
    entailment: float
    neutral: float


class EntailmentModel(Protocol):
    """What judges pairs."""

    @property
    def name(self) -> str:
        """The model as a user names it."""

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """A judgement for each pair, in their order."""


class KnownModel(EntailmentModel, Protocol):
    """A model whose answers may be kept: which it is can be told without loading it."""

    def fingerprint(self, digest: Digest) -> str | None:
        """The same for the same model only; None where that cannot be told.

        `digest` gives the SHA-256 of a file, so that a caller may remember it.
        """
