"""Which of its findings a verdict rests on."""

from __future__ import annotations

from claimcheck.types import Finding, Label, Outcome, Verdict

_DECISIVE: dict[Label, tuple[Outcome, ...]] = {
    Label.SUPPORTED: (Outcome.AGREES,),
    Label.REFUTED: (Outcome.CONFLICTS,),
    Label.CONFLICTING: (Outcome.CONFLICTS, Outcome.AGREES),
    Label.NOT_ENOUGH: (Outcome.CONFLICTS, Outcome.UNCLEAR),
}


def decisive(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings that the label rests on, those of one outcome together, in their order."""
    return tuple(
        finding
        for outcome in _DECISIVE[verdict.label]
        for finding in verdict.findings
        if finding.outcome is outcome
    )
