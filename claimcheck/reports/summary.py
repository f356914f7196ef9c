"""The counts of a run: the last line, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.reports.model import Result, Slip, Status
from claimcheck.reports.policy import Policy
from claimcheck.types import Label

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Audit, Kind

NOTHING_CHECKED = 3
"""The exit code of a run without a claim, or without a verdict of enough confidence."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run; `labels` has every label, in the order of `Label`.

    `inner` counts what does not fit within a draft, None where no draft was looked at;
    `inner_failed` those that fail the run. `excused` are the claims that would fail and do not, by
    kind of excuse; `sure` counts those whose verdict is of the confidence asked for.
    """

    claims: int
    labels: tuple[tuple[Label, int], ...]
    as_expected: int
    failed: int
    unchecked: int
    fail_on: tuple[Label, ...]
    inner: int | None = None
    inner_failed: int = 0
    excused: tuple[tuple[str, int], ...] = ()
    sure: int = 0

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, 1 when something did, 3 when nothing was checked."""
        if self.failed or self.inner_failed:
            return 1
        return 0 if self.sure else NOTHING_CHECKED

    def line(self) -> str:
        """Everything counted, on one line."""
        labels = ", ".join(f"{count} {label.value}" for label, count in self.labels)
        noun = "claim" if self.claims == 1 else "claims"
        parts = "part" if self.unchecked == 1 else "parts"
        excused = "".join(f", {count} {kind}" for kind, count in self.excused)
        return (
            f"{self.claims} {noun}: {labels}; {self.as_expected} as expected, "
            f"{self.failed} failed{excused}; "
            f"{self.unchecked} {parts} unchecked{self._within()}"
        )

    def _within(self) -> str:
        if self.inner is None:
            return ""
        slips = "slip" if self.inner == 1 else "slips"
        return f"; {self.inner} {slips} within the draft, {self.inner_failed} failed"


def summarise(results: Sequence[Result], inner: Sequence[Slip] | None, policy: Policy) -> Summary:
    """Count the results of a run; `inner` is what does not fit within drafts, None without any."""
    counts = Counter(result.label for result in results)
    return Summary(
        claims=len(results),
        labels=tuple((label, counts[label]) for label in Label),
        as_expected=sum(result.as_expected for result in results),
        failed=_failed(results),
        unchecked=sum(len(result.gaps) for result in results),
        fail_on=policy.fail_on,
        inner=None if inner is None else len(inner),
        inner_failed=_failed(inner or ()),
        excused=_excused(results),
        sure=sum(policy.is_sure(result.confidence) for result in results),
    )


def _failed(told: Sequence[Result | Slip]) -> int:
    return sum(one.status is Status.FAIL for one in told)


def _excused(told: Sequence[Result | Slip]) -> tuple[tuple[str, int], ...]:
    """How many each kind of excuse let pass, in the order in which the kinds came."""
    return tuple(Counter(one.excuse.kind for one in told if one.excuse).items())


# --------------------------------------------------------------------------
# Audits


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """The counts of an audit; `kinds` has every kind, in the order of `Kind`.

    `excused` are the findings that would fail and do not, by kind of excuse.
    """

    articles: int
    sentences: int
    figures: int
    kinds: tuple[tuple[Kind, int], ...]
    failed: int
    fail_on: tuple[Kind, ...]
    excused: tuple[tuple[str, int], ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, else 1."""
        return 1 if self.failed else 0

    def line(self) -> str:
        """Everything counted, on one line."""
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in self.kinds)
        known = "".join(f", {count} {kind}" for kind, count in self.excused)
        return (
            f"{counted(self.articles, 'article')}, {counted(self.sentences, 'sentence')}, "
            f"{counted(self.figures, 'figure')}: {kinds}; {self.failed} failed{known}"
        )


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 article", "1,200 articles"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def summarise_audit(audit: Audit, slips: Sequence[Slip], fail_on: Sequence[Kind]) -> AuditSummary:
    """Count what an audit found; `slips` are its findings as they are told."""
    from claimcheck.audit import Kind

    counts = Counter(one.kind for one in audit.found)
    return AuditSummary(
        audit.articles,
        audit.sentences,
        audit.figures,
        tuple((kind, counts[kind]) for kind in Kind),
        _failed(slips),
        tuple(fail_on),
        _excused(slips),
    )
