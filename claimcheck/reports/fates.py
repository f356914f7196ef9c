"""What becomes of a verdict in a run: whether it fails, and what excuses it where it would."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.reports import known
from claimcheck.reports.model import Excuse, Note, Status
from claimcheck.reports.summary import FAIL_ON, decisive, fails
from claimcheck.types import Finding, Label, Outcome, Verdict, Waiver

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Discrepancy, Kind


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
    less than `min_confidence` neither fail nor pass. `baseline` holds the failures that are known.
    """

    fail_on: tuple[Label, ...] = FAIL_ON
    today: date | None = None
    min_confidence: float = 0.0
    baseline: known.Baseline = field(default_factory=known.Baseline)

    def fate(self, verdict: Verdict) -> Fate:
        """Whether a verdict fails the run, and why not where it would."""
        unsure = self._unsure(verdict)
        if not fails(verdict, fail_on=self.fail_on):
            status = Status.OK if verdict.as_expected and unsure is None else Status.WARN
            return Fate(status, unsure, tuple(map(_idle, verdict.claim.waive)))
        excuse, notes = self._waived(verdict)
        excuse = excuse or unsure or self._known(known.of_verdict(verdict))
        return Fate(Status.FAIL if excuse is None else Status.WARN, excuse, notes)

    def slip_fate(self, slip: Discrepancy, fatal: Collection[Kind]) -> Fate:
        """Whether what does not fit within texts fails the run; `fatal` are the kinds that do."""
        if slip.kind not in fatal:
            return Fate(Status.WARN)
        excuse = self._known(known.of_slip(slip))
        return Fate(Status.FAIL if excuse is None else Status.WARN, excuse)

    def _unsure(self, verdict: Verdict) -> Excuse | None:
        sure = round(verdict.confidence, 4)
        if sure >= self.min_confidence:
            return None
        return Excuse("unsure", f"confidence {sure:.2f} is below {self.min_confidence:g}")

    def _known(self, failure: known.Known) -> Excuse | None:
        if not self.baseline.has(failure):
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


def conflicts(verdict: Verdict) -> tuple[Finding, ...]:
    """The conflicts that a verdict against a claim rests on; none for another one."""
    if verdict.label not in (Label.REFUTED, Label.CONFLICTING):
        return ()
    return tuple(one for one in decisive(verdict) if one.outcome is Outcome.CONFLICTS)


def excused(fates: Sequence[Fate]) -> tuple[tuple[str, int], ...]:
    """How many claims each kind of excuse let pass, in the order in which the kinds came."""
    kinds = [fate.excuse.kind for fate in fates if fate.excuse]
    return tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))


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


def lines(excuse: Excuse | None, notes: Sequence[Note]) -> Iterator[str]:
    """What is told of a fate beside its status, a line each."""
    if excuse is not None:
        yield f"{excuse.kind}: {excuse.why}"
    for note in notes:
        yield f"note: {note}"
