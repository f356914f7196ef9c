"""Which claims fail a run, and the counts of the last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.types import Finding, Label, Outcome, Verdict

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.reports.drafts import DraftNotes
    from claimcheck.reports.fates import Policy

FAIL_ON: tuple[Label, ...] = (Label.REFUTED, Label.CONFLICTING, Label.NOT_ENOUGH)
"""The labels that fail a claim without an expectation of its own, unless told otherwise:
all that are not supported, since what could not be checked must not pass in silence."""

NOTHING_CHECKED = 3
"""The exit code of a run without a claim, or without a verdict of enough confidence."""

_DECISIVE: dict[Label, tuple[Outcome, ...]] = {
    Label.SUPPORTED: (Outcome.AGREES,),
    Label.REFUTED: (Outcome.CONFLICTS,),
    Label.CONFLICTING: (Outcome.CONFLICTS, Outcome.AGREES),
    Label.NOT_ENOUGH: (Outcome.CONFLICTS, Outcome.UNCLEAR),
}


def fails(verdict: Verdict, *, fail_on: Iterable[Label]) -> bool:
    """Whether the claim fails the run.

    One that states what it expects fails on anything else. One that does not fails when its
    label is among `fail_on`.
    """
    if verdict.as_expected:
        return False
    return verdict.claim.expect_stated or verdict.label in tuple(fail_on)


def decisive(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings that the label rests on, those of one outcome together, in their order."""
    return tuple(
        finding
        for outcome in _DECISIVE[verdict.label]
        for finding in verdict.findings
        if finding.outcome is outcome
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run; `labels` has every label, in the order of `Label`.

    `inner` counts what does not fit within a draft, None where no draft was looked at;
    `inner_failed` those that fail the run. `excused` are the claims that would fail and do not, by
    kind of excuse.
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

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, 1 when something did, 3 when nothing was checked."""
        if self.failed or self.inner_failed:
            return 1
        return 0 if self.claims > dict(self.excused).get("unsure", 0) else NOTHING_CHECKED

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
    from claimcheck.reports.fates import excused
    from claimcheck.reports.model import Status

    counts = Counter(verdict.label for verdict in verdicts)
    fates = [policy.fate(verdict) for verdict in verdicts]
    return Summary(
        claims=len(verdicts),
        labels=tuple((label, counts[label]) for label in Label),
        as_expected=sum(verdict.as_expected for verdict in verdicts),
        failed=sum(fate.status is Status.FAIL for fate in fates),
        unchecked=sum(len(verdict.unchecked) for verdict in verdicts),
        fail_on=policy.fail_on,
        inner=len(draft.inner) if draft else None,
        inner_failed=_inner_failed(draft, policy)
        if draft and Label.REFUTED in policy.fail_on
        else 0,
        excused=excused(fates),
    )


def _inner_failed(draft: DraftNotes, policy: Policy) -> int:
    from claimcheck.audit import FAIL_ON as FATAL
    from claimcheck.reports.model import Status

    return sum(policy.slip_fate(one, FATAL).status is Status.FAIL for one in draft.inner)
