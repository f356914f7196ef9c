"""The report for people: a line a claim, and below it what the verdict rests on.

Excerpts of claim and source stand with ``path:line:column`` and carets under the span.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from typing import TextIO

from rich.text import Text

from claimcheck.reports.excerpt import printable
from claimcheck.reports.lines import (
    BODY,
    INDENT,
    WIDTH,
    carets,
    console,
    credits,
    heading,
    width_within,
    wrapped,
)
from claimcheck.reports.summary import Summary, decisive, fails
from claimcheck.text.places import place
from claimcheck.types import Claim, Evidence, Finding, Label, Outcome, Span, Unchecked, Verdict

_SHOWN = 3
"""Findings shown in full for a verdict; the others are named with their places."""

_RELAX = (
    "To let claims pass for which the index holds too little: "
    "--fail-on refuted,conflicting, or 'expect: nei' in the claim."
)
_COLOURS = {
    Label.SUPPORTED: "green",
    Label.REFUTED: "red",
    Label.CONFLICTING: "magenta",
    Label.NOT_ENOUGH: "yellow",
}
_CARETS = {Outcome.AGREES: "green", Outcome.CONFLICTS: "red", Outcome.UNCLEAR: "yellow"}


class TerminalReport:
    """Writes verdicts one by one, and the counts at the end.

    `quiet` leaves out the claims that did not fail, `verbose` shows the evidence of supported
    claims and every finding too.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        fail_on: Sequence[Label],
        colour: bool = False,
        width: int = WIDTH,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self._console = console(stream, colour=colour)
        self._fail_on = tuple(fail_on)
        self._width = width_within(width)
        self._quiet = quiet
        self._verbose = verbose
        self._relaxable = False  # a claim failed only for want of evidence

    def show(self, verdict: Verdict) -> None:
        """Write one verdict."""
        failed = fails(verdict, fail_on=self._fail_on)
        wanting = verdict.label is Label.NOT_ENOUGH and not verdict.claim.expect_stated
        self._relaxable |= failed and wanting
        if self._quiet and not failed:
            return
        for line in render(verdict, failed=failed, width=self._width, verbose=self._verbose):
            self._console.print(line)

    def close(self, summary: Summary) -> None:
        """Write the counts."""
        if self._relaxable:
            self._console.print(Text(_RELAX, style="dim"))
        self._console.print(Text(summary.line(), style="bold red" if summary.failed else "bold"))


def render(verdict: Verdict, *, failed: bool, width: int, verbose: bool) -> Iterator[Text]:
    """The lines on one verdict."""
    yield _head(verdict, failed=failed)
    if verdict.label is Label.SUPPORTED and not failed and not verbose:
        yield from _unchecked(verdict, width)
        return
    findings = _distinct(decisive(verdict))
    shown = findings if verbose else _worth_showing(findings)
    told = any(finding.message == verdict.reason for finding in shown)
    if not told:
        yield from wrapped(verdict.reason, width, INDENT)
    before: Span | None = None
    for finding in shown:
        if before is not None or not told:
            yield Text("")
        yield from _finding(finding, verdict.claim, width, again=finding.claim == before)
        before = finding.claim
    for finding in (item for item in findings if item not in shown):
        yield Text.assemble(INDENT, (finding.code, "bold"), f" also at {_source_place(finding)}")
    if not findings:
        yield from _nearest(verdict, width)
    yield from _unchecked(verdict, width, said={finding.message for finding in shown})
    codes = sorted({finding.code for finding in shown})
    if codes:
        yield Text(f"{INDENT}see: claimcheck explain {' '.join(codes)}", style="dim")
    yield Text("")


def _head(verdict: Verdict, *, failed: bool) -> Text:
    """``FAIL id: refuted, expected supported (confidence 0.93)  claims.yaml:3:11``."""
    claim = verdict.claim
    word, style = ("FAIL", "bold red") if failed else ("ok  ", "green")
    if not failed and not verdict.as_expected:
        word, style = "warn", "yellow"
    expected = ", as expected" if claim.expect_stated else ""
    if not verdict.as_expected:
        expected = f", expected {claim.expect.value}"
    head = Text.assemble(
        (word, style),
        " ",
        (printable(claim.id), "bold"),
        ": ",
        (verdict.label.value, _COLOURS[verdict.label]),
        f"{expected} (confidence {verdict.confidence:.2f})",
    )
    at = str(claim.location)
    if verdict.label is Label.SUPPORTED and not failed and verdict.evidence:
        at = _place(verdict.evidence[0], Span(0, 0))
    head.append(f"  {at}", style="dim")
    return head


def _finding(finding: Finding, claim: Claim, width: int, *, again: bool) -> Iterator[Text]:
    """A finding with its excerpts; without the claim's where it has just been shown."""
    style = _CARETS[finding.outcome]
    conflicts = finding.outcome is Outcome.CONFLICTS
    title = f"{finding.code} {finding.name if conflicts else finding.outcome.value}: "
    for index, line in enumerate(wrapped(title + finding.message, width, INDENT)):
        if not index:
            line.stylize(f"bold {style}", len(INDENT), len(INDENT) + len(title) - 2)
        yield line
    if not again:
        yield heading("claim", str(claim.place(finding.claim.start)))
        yield from carets(claim.text, finding.claim, width, style)
    evidence = finding.evidence
    yield heading("source", _source_place(finding), credits(evidence.article))
    yield from carets(evidence.sentence.text, finding.evidence_span, width, style)


def _nearest(verdict: Verdict, width: int) -> Iterator[Text]:
    """The claim and the sentence that comes closest, where no finding could be made."""
    yield Text("")
    yield heading("claim", str(verdict.claim.location))
    yield from _paragraph(verdict.claim.text, width)
    if not verdict.evidence:
        return
    evidence = verdict.evidence[0]
    word = "nearest" if verdict.label is Label.NOT_ENOUGH else "source"
    yield heading(word, _place(evidence, Span(0, 0)), credits(evidence.article))
    yield from _paragraph(evidence.sentence.text, width)


def _paragraph(text: str, width: int) -> Iterator[Text]:
    yield from wrapped(textwrap.shorten(printable(text), 3 * width, placeholder=" …"), width, BODY)


def _unchecked(verdict: Verdict, width: int, *, said: Collection[str] = ()) -> Iterator[Text]:
    """What could not be checked, and why where the findings have not `said` so."""
    for part in verdict.unchecked:
        quoted = _quoted(verdict.claim, part)
        why = "see above" if part.why in said else part.why
        yield from wrapped(f"not checked: {quoted}{why}", width, INDENT, style="yellow")


def _quoted(claim: Claim, part: Unchecked) -> str:
    words = printable(part.span.of(claim.text)).strip()
    return f"“{textwrap.shorten(words, 60, placeholder=' …')}”: " if words else ""


def _distinct(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding for each code, outcome and part of the claim first, then the others."""
    first: dict[tuple[str, Outcome, Span], Finding] = {}
    for finding in findings:
        first.setdefault((finding.code, finding.outcome, finding.claim), finding)
    kept = tuple(first.values())
    return kept + tuple(finding for finding in findings if finding not in kept)


def _worth_showing(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The first few that do not say what one before them said."""
    said = {(finding.code, finding.message): finding for finding in reversed(findings)}
    return tuple(item for item in findings if said[item.code, item.message] is item)[:_SHOWN]


def _source_place(finding: Finding) -> str:
    return _place(finding.evidence, finding.evidence_span)


def _place(evidence: Evidence, span: Span) -> str:
    return str(place(evidence.article, evidence.sentence.span.start + span.start))
