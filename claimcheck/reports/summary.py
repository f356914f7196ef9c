"""The counts of a run over claims: the last line, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.reports.model import Status
from claimcheck.reports.policy import Policy, excused
from claimcheck.types import Label, Verdict

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.reports.drafts import DraftNotes

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


def summarise(
    verdicts: Sequence[Verdict], policy: Policy, *, draft: DraftNotes | None = None
) -> Summary:
    """Count the verdicts of a run, and what does not fit within the drafts that were checked.

    The latter fails the run where a refuted claim does.
    """
    counts = Counter(verdict.label for verdict in verdicts)
    inner = draft.inner if draft else ()
    fatal = policy.fatal_within if inner else ()  # audits are slow to load
    fates = [policy.fate(verdict) for verdict in verdicts]
    return Summary(
        claims=len(verdicts),
        labels=tuple((label, counts[label]) for label in Label),
        as_expected=sum(verdict.as_expected for verdict in verdicts),
        failed=sum(fate.status is Status.FAIL for fate in fates),
        unchecked=sum(len(verdict.unchecked) for verdict in verdicts),
        fail_on=policy.fail_on,
        inner=len(inner) if draft else None,
        inner_failed=sum(policy.slip_fate(one, fatal).status is Status.FAIL for one in inner),
        excused=excused(fates),
        sure=sum(map(policy.is_sure, verdicts)),
    )
