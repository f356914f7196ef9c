"""What a report tells, decided once: every format writes this and derives nothing of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from claimcheck.types import Claim, Label, Location, Outcome, Publisher, Span

if TYPE_CHECKING:  # what a run of another command does not load
    from claimcheck.reports.drafts import DraftNotes
    from claimcheck.reports.summary import AuditSummary, Summary

TOOL = "claimcheck-news"
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.I)


class Status(Enum):
    """What a claim or a finding means for the run."""

    OK = "ok"
    WARN = "warn"  # not as expected, or a finding, and told not to fail the run
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text: characters ``[start, end)`` of it, and where they stand in their file.

    `until` is the place just past the last character.
    """

    start: int
    end: int
    text: str
    at: Location
    until: Location

    @property
    def span(self) -> Span:
        """Its characters within the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of an article; `before` and `after` are its neighbours, "" at an end."""

    text: str
    at: Location
    article: str
    before: str = ""
    after: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None

    @property
    def credits(self) -> str:
        """Who published it and when, as far as is known."""
        day = self.published.isoformat() if self.published else ""
        return ", ".join(part for part in (self.outlet or "", day) if part)

    @property
    def link(self) -> str | None:
        """The address, where it is one of the web: another one may run a script."""
        return self.url if self.url and _WEB.fullmatch(self.url) else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: a sentence, and how it was found."""

    source: Source
    score: float | None
    rank: int
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a chart; `low` and `high` bound its values, None where they are open.

    `standing` is a word on how it stands to the others, `fault` whether it is at odds with them.
    """

    day: date
    low: Decimal | None
    high: Decimal | None
    said: str
    credits: str
    standing: str
    fault: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one thing over time, the earliest first; `claimed` is the claim's own."""

    title: str
    unit: str
    points: tuple[Point, ...]
    claimed: Point | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, on the piece of evidence of that number; the verdict rests on `decisive` ones."""

    code: str
    name: str
    outcome: Outcome
    message: str
    claim: Mark
    evidence: int
    mark: Mark
    decisive: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a claim that nothing could be said about, and why."""

    mark: Mark
    why: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a claim that would fail the run does not: the kind of excuse, and its grounds in words.

    The kinds are "waived" (beside the claim), "known" (in a baseline), "unsure" (of too little
    confidence, which a claim that would not fail may be too), "warning" and "note" (so set for the
    checkers).
    """

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to mend that fails nothing: a waiver that waives nothing, and the like."""

    text: str
    at: Location

    def __str__(self) -> str:
        return f"{self.text} ({self.at})"


@dataclass(frozen=True, slots=True)
class Result:
    """A claim and its verdict; `chart` is there where dated sources tell its figure.

    `excuse` is there where the claim would fail the run and does not; its status is then `WARN`.
    """

    claim: Claim
    label: Label
    status: Status
    confidence: float
    reason: str
    whole: Mark
    findings: tuple[Found, ...] = ()
    evidence: tuple[Piece, ...] = ()
    gaps: tuple[Gap, ...] = ()
    chart: Chart | None = None
    excuse: Excuse | None = None
    notes: tuple[Note, ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one that the claim expects."""
        return self.label is self.claim.expect

    @property
    def decisive(self) -> tuple[Found, ...]:
        """The findings that the verdict rests on, conflicts first: they are what is at fault."""
        kept = (found for found in self.findings if found.decisive)
        return tuple(sorted(kept, key=lambda found: found.outcome is not Outcome.CONFLICTS))


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places of a slip: the words, and `said`, the same with what is counted."""

    source: Source
    mark: Mark
    said: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Places that cannot all be right; `outlier` is the number of the one that stands alone."""

    kind: str
    code: str
    name: str
    message: str
    status: Status
    weight: float
    outlier: int | None
    places: tuple[Place, ...]
    chart: Chart | None = None
    excuse: Excuse | None = None

    @property
    def main(self) -> Place:
        """The place to look at first: the one that stands alone, else the earliest."""
        return self.places[self.outlier or 0]


@dataclass(frozen=True, slots=True)
class Report:
    """A run of `command`: claims with their verdicts, and what does not fit within texts."""

    command: str
    version: str
    summary: Summary | AuditSummary
    results: tuple[Result, ...] = ()
    slips: tuple[Slip, ...] = ()
    draft: DraftNotes | None = None
    publisher: Publisher | None = None
