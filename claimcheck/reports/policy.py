"""What becomes of a verdict in a run: whether it fails, and what excuses it where it would."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.reports import known
from claimcheck.reports.grounds import decisive
from claimcheck.reports.model import Excuse, Note, Status
from claimcheck.types import Finding, Label, Outcome, Severity, Verdict, Waiver

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Discrepancy, Kind

FAIL_ON: tuple[Label, ...] = (Label.REFUTED, Label.CONFLICTING, Label.NOT_ENOUGH)
"""The labels that fail a claim without an expectation of its own, unless told otherwise:
all that are not supported, since what could not be checked must not pass in silence."""


@dataclass(frozen=True, slots=True)
class Fate:
    """`excuse` is there where the verdict would fail the run and does not."""

    status: Status
    excuse: Excuse | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What fails a run.

    `fail_on` are the labels that fail a claim which does not say what it expects. `today` is the
    day after whose end waivers are held to have ended; without one none ends. Verdicts of
    less than `min_confidence` neither fail nor pass. `severity` has codes, or the beginnings of
    some, the longest first: a conflict of another severity than an error fails nothing. `baseline`
    holds the failures that are known.
    """

    fail_on: tuple[Label, ...] = FAIL_ON
    today: date | None = None
    min_confidence: float = 0.0
    severity: tuple[tuple[str, Severity], ...] = ()
    baseline: known.Baseline = field(default_factory=known.Baseline)

    def fate(self, verdict: Verdict) -> Fate:
        """Whether a verdict fails the run, and why not where it would."""
        unsure = self._unsure(verdict)
        if not fails(verdict, fail_on=self.fail_on):
            status = Status.OK if verdict.as_expected and unsure is None else Status.WARN
            return Fate(status, unsure, tuple(map(_idle, verdict.claim.waive)))
        excuse, notes = self._waived(verdict)
        excuse = excuse or unsure or self._slight([one.code for one in conflicts(verdict)])
        excuse = excuse or self._known(verdict)
        return Fate(Status.FAIL if excuse is None else Status.WARN, excuse, notes)

    def slip_fate(self, slip: Discrepancy, fatal: Collection[Kind]) -> Fate:
        """Whether what does not fit within texts fails the run; `fatal` are the kinds that do."""
        if slip.kind not in fatal:
            return Fate(Status.WARN)
        excuse = self._slight([slip.code]) or self._known(slip)
        return Fate(Status.FAIL if excuse is None else Status.WARN, excuse)

    @property
    def fatal_within(self) -> tuple[Kind, ...]:
        """The kinds of slips within a draft that fail a run: where a refuted claim does."""
        if Label.REFUTED not in self.fail_on:
            return ()
        from claimcheck.audit import FAIL_ON as kinds

        return kinds

    def is_sure(self, confidence: float) -> bool:
        """Whether a verdict is of the confidence asked for, to the digits that are told."""
        return round(confidence, 4) >= self.min_confidence

    def _unsure(self, verdict: Verdict) -> Excuse | None:
        if self.is_sure(verdict.confidence):
            return None
        sure = f"{verdict.confidence:.2f}"
        return Excuse("unsure", f"confidence {sure} is below {self.min_confidence:g}")

    def _slight(self, codes: Sequence[str]) -> Excuse | None:
        """The excuse where none of the conflicts is an error."""
        found = {code: self._severity(code) for code in codes}
        if not found or Severity.ERROR in found.values():
            return None
        kind = Severity.WARNING if Severity.WARNING in found.values() else Severity.NOTE
        told = (f"{code} is set to {severity.value}" for code, severity in found.items())
        return Excuse(kind.value, ", ".join(told))

    def _severity(self, code: str) -> Severity:
        set_to = (severity for name, severity in self.severity if code.startswith(name))
        return next(set_to, Severity.ERROR)

    def _known(self, failure: Verdict | Discrepancy) -> Excuse | None:
        if not self.baseline.known and not self.baseline.adopt:
            return None  # digests take time
        told = known.of_verdict(failure) if isinstance(failure, Verdict) else known.of_slip(failure)
        if not self.baseline.has(told):
            return None
        return Excuse("known", f"a failure of {self.baseline.name}")

    def _waived(self, verdict: Verdict) -> tuple[Excuse | None, tuple[Note, ...]]:
        """The waivers that hold for all the conflicts a verdict rests on, and what to say of them.

        Without a conflict there is nothing to waive: what the sources are silent on is no fault
        of a checker's.
        """
        waivers = {one.code: one for one in verdict.claim.waive}
        codes = dict.fromkeys(one.code for one in conflicts(verdict))
        used = [waivers[code] for code in codes if code in waivers]
        ended = [one for one in used if self._ended(one)]
        notes = [_idle(one) for one in waivers.values() if one not in used]
        notes += [_ended(one) for one in ended]
        if not used or ended:
            return None, tuple(notes)
        if rest := [code for code in codes if code not in waivers]:
            told = f"not waived: {', '.join(rest)}"
            return None, (*notes, Note(told, used[0].location))
        return Excuse("waived", "; ".join(map(_told, used))), tuple(notes)

    def _ended(self, waiver: Waiver) -> bool:
        return waiver.until is not None and self.today is not None and self.today > waiver.until


def fails(verdict: Verdict, *, fail_on: Iterable[Label]) -> bool:
    """Whether the claim fails the run.

    One that states what it expects fails on anything else. One that does not fails when its
    label is among `fail_on`.
    """
    if verdict.as_expected:
        return False
    return verdict.claim.expect_stated or verdict.label in tuple(fail_on)


def conflicts(verdict: Verdict) -> tuple[Finding, ...]:
    """The conflicts that a verdict against a claim rests on; none for another one."""
    if verdict.label not in (Label.REFUTED, Label.CONFLICTING):
        return ()
    return tuple(one for one in decisive(verdict) if one.outcome is Outcome.CONFLICTS)


def _told(waiver: Waiver) -> str:
    until = f" (until {waiver.until.isoformat()})" if waiver.until else ""
    return f"{waiver.code}: {waiver.reason}{until}"


def _idle(waiver: Waiver) -> Note:
    return Note(f"the waiver of {waiver.code} waives nothing: remove it", waiver.location)


def _ended(waiver: Waiver) -> Note:
    assert waiver.until is not None
    day = waiver.until.isoformat()
    return Note(
        f"the waiver of {waiver.code} ended on {day} ({waiver.reason})",
        waiver.location,
    )
