"""Words that several formats share: what a result says, in one line or with all its grounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from claimcheck.reports.model import Result, Slip, Source, Status
from claimcheck.types import Label

#: The codes of verdicts that rest on no checker's finding.
VERDICT_CODES = {
    Label.SUPPORTED: "supported",
    Label.REFUTED: "refuted",
    Label.CONFLICTING: "conflicting-evidence",
    Label.NOT_ENOUGH: "not-enough-evidence",
}

#: The word that stands for a status in formats for people.
STATUS_WORDS = {Status.FAIL: "FAIL", Status.WARN: "warn", Status.OK: "ok"}


def standing(told: Result | Slip) -> str:
    """What it means for the run, or what excuses it.

    "ok" beside "refuted" would read as praise of the claim: what is as expected says so.
    """
    if told.excuse is not None:
        return told.excuse.kind
    if isinstance(told, Result) and told.status is Status.OK and told.label is not Label.SUPPORTED:
        return "as expected"
    return STATUS_WORDS[told.status]


def title(result: Result) -> str:
    """The claim and its verdict: "ships: refuted, expected supported"."""
    return f"{result.claim.id}: {result.label.value}{expectation(result)}"


def expectation(result: Result) -> str:
    """How the verdict stands to what is expected: ", expected supported", ", as expected"."""
    claim = result.claim
    if result.as_expected:
        return ", as expected" if claim.expect_stated else ""
    return f", expected {claim.expect.value}"


def source(one: Source) -> str:
    """A sentence with its publisher and its place."""
    credits = f" ({one.credits})" if one.credits else ""
    return f"{one.at}{credits}: {one.text}"


def grounds(result: Result) -> Iterator[str]:
    """What the verdict rests on, a line each: findings with their sources, else the nearest."""
    seen: dict[str, None] = dict.fromkeys(beside(result))
    for found in result.decisive:
        if found.message != result.reason:
            seen.setdefault(f"{found.code} {found.name}: {found.message}")
        seen.setdefault(f"source: {source(result.evidence[found.evidence].source)}")
    if not result.decisive and result.evidence:
        word = "nearest" if result.label is Label.NOT_ENOUGH else "source"
        seen.setdefault(f"{word}: {source(result.evidence[0].source)}")
    yield from seen


def beside(told: Result | Slip) -> Iterator[str]:
    """What is told beside it: why it does not fail the run, and what to mend."""
    if told.excuse is not None:
        yield f"{told.excuse.kind}: {told.excuse.why}"
    if isinstance(told, Result):
        yield from (f"note: {note}" for note in told.notes)


def gaps(result: Result, said: Collection[str] = ()) -> Iterator[str]:
    """What could not be checked, a line each; why, where that is not `said` above."""
    for gap in result.gaps:
        words = " ".join(gap.mark.text.split())
        why = "see above" if gap.why in said else gap.why
        yield f"not checked: “{words}”: {why}" if words else f"not checked: {why}"


def slip_title(slip: Slip) -> str:
    """What kind of thing does not fit: "contradicts: NUM001 value-differs"."""
    return f"{slip.kind}: {slip.code} {slip.name}"


def slip_grounds(slip: Slip) -> Iterator[str]:
    """The places of a slip, a line each."""
    yield from beside(slip)
    for at, place in enumerate(slip.places):
        word = "alone" if at == slip.outlier else "here"
        yield f"{word}: {place.mark.at}: {place.source.text}"
