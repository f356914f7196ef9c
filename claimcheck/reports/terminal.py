"""The report for people: a line a claim, and below it what the verdict rests on.

Excerpts of claim and source stand with ``path:line:column`` and carets under the span.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from claimcheck.reports import policy as policies
from claimcheck.reports.excerpt import excerpt, printable
from claimcheck.reports.grounds import decisive
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
from claimcheck.reports.model import Status
from claimcheck.reports.summary import Summary
from claimcheck.text.places import place
from claimcheck.types import (
    Article,
    Claim,
    Evidence,
    Finding,
    Label,
    Outcome,
    Span,
    Unchecked,
    Verdict,
)

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Discrepancy
    from claimcheck.reports.drafts import DraftNotes

_SHOWN = 3
"""Findings shown in full for a verdict; the others are named with their places."""

_OLD = 7
"""Days by which a source is older than a draft before that is told: a week of news."""

_RELAX = "To let claims pass for which the index holds too little: --fail-on refuted,conflicting"
_RELAX_CLAIM = ", or 'expect: nei' in the claim"
_COLOURS = {
    Label.SUPPORTED: "green",
    Label.REFUTED: "red",
    Label.CONFLICTING: "magenta",
    Label.NOT_ENOUGH: "yellow",
}
#: The word that a verdict's line begins with, and its style.
_WORDS = {
    Status.FAIL: ("FAIL", "bold red"),
    Status.WARN: ("warn", "yellow"),
    Status.OK: ("ok  ", "green"),
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
        policy: policies.Policy,
        colour: bool = False,
        width: int = WIDTH,
        quiet: bool = False,
        verbose: bool = False,
        draft: DraftNotes | None = None,
    ) -> None:
        self._console = console(stream, colour=colour)
        self._policy = policy
        self._width = width_within(width)
        self._quiet = quiet
        self._verbose = verbose
        self._draft = draft
        self._relaxable = False  # a claim failed only for want of evidence

    def open(self) -> None:
        """Write what has changed in the draft since its former claims."""
        if self._draft is not None and self._draft.changes is not None:
            from claimcheck.reports.drafts import changed

            for line in changed(self._draft.changes):
                self._console.print(Text(printable(line), style="dim" if line[0] == " " else ""))
            self._console.print(Text(""))

    def show(self, verdict: Verdict) -> None:
        """Write one verdict."""
        fate = self._policy.fate(verdict)
        failed = fate.status is Status.FAIL
        wanting = verdict.label is Label.NOT_ENOUGH and not verdict.claim.expect_stated
        self._relaxable |= failed and wanting
        if self._quiet and not failed:
            return
        for line in render(verdict, fate, width=self._width, verbose=self._verbose):
            self._console.print(line)

    def close(self, summary: Summary) -> None:
        """Write what does not fit within a draft, what was left out of it, and the counts."""
        if self._draft is not None:
            self._close_draft(self._draft)
        if self._relaxable:
            relax = _RELAX if self._draft is not None else _RELAX + _RELAX_CLAIM
            self._console.print(Text(f"{relax}.", style="dim"))
        self._console.print(Text(summary.line(), style="bold red" if summary.failed else "bold"))

    def _close_draft(self, draft: DraftNotes) -> None:
        from claimcheck.reports.drafts import read_lines

        for discrepancy in draft.inner:
            fate = self._policy.slip_fate(discrepancy, self._policy.fatal_within)
            if fate.status is Status.FAIL or not self._quiet:
                for shown in _inner(discrepancy, fate, width=self._width):
                    self._console.print(shown)
        if not self._quiet:
            for line in read_lines(draft, every=self._verbose):
                self._console.print(Text(printable(line), style="dim"))


def render(verdict: Verdict, fate: policies.Fate, *, width: int, verbose: bool) -> Iterator[Text]:
    """The lines on one verdict."""
    failed = fate.status is Status.FAIL
    drafted = _drafted(verdict.claim)
    yield _draft_head(verdict, fate.status) if drafted else _head(verdict, fate.status)
    for line in policies.lines(fate.excuse, fate.notes):
        yield from wrapped(line, width, INDENT, style="yellow")
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
    if drafted and verdict.claim.note:
        yield from wrapped(f"note: {verdict.claim.note}", width, INDENT, style="dim")
    codes = sorted({finding.code for finding in shown})
    if codes:
        yield Text(f"{INDENT}see: claimcheck explain {' '.join(codes)}", style="dim")
    yield Text("")


def _head(verdict: Verdict, status: Status) -> Text:
    """``FAIL id: refuted, expected supported (confidence 0.93)  claims.yaml:3:11``."""
    claim = verdict.claim
    word, style = _WORDS[status]
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
    if verdict.label is Label.SUPPORTED and status is not Status.FAIL and verdict.evidence:
        at = _place(verdict.evidence[0], Span(0, 0))
    head.append(f"  {at}", style="dim")
    return head


def _drafted(claim: Claim) -> bool:
    """Whether the claim is judged where it stands in its draft, not as a claims file has it."""
    return claim.origin is not None and claim.origin == claim.location


def _draft_head(verdict: Verdict, status: Status) -> Text:
    """``FAIL draft.md:12:5: refuted (confidence 0.93)``; where it is supported, by what."""
    claim = verdict.claim
    word, style = _WORDS[status]
    expected = f", expected {claim.expect.value}" if claim.expect_stated else ""
    head = Text.assemble(
        (word, style),
        " ",
        (str(claim.location), "bold"),
        ": ",
        (verdict.label.value, _COLOURS[verdict.label]),
        f"{expected} (confidence {verdict.confidence:.2f})",
    )
    if verdict.label is Label.SUPPORTED and status is not Status.FAIL and verdict.evidence:
        head.append(f"  {_place(verdict.evidence[0], Span(0, 0))}", style="dim")
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
        yield heading(_kind(claim), str(claim.place(finding.claim.start)))
        yield from carets(claim.text, finding.claim, width, style)
    evidence = finding.evidence
    yield heading("source", _source_place(finding), _credits(evidence, claim))
    yield from carets(evidence.sentence.text, finding.evidence_span, width, style)


def _inner(found: Discrepancy, fate: policies.Fate, *, width: int) -> Iterator[Text]:
    """The lines on what does not fit within a draft."""
    failed = fate.status is Status.FAIL
    word, style = ("FAIL", "bold red") if failed else ("warn", "yellow")
    at = (str(found.mentions[0].location), "bold")
    yield Text.assemble((word, style), " ", at, ": ", ("does not fit within the draft", style))
    title = f"{found.code} {found.name}: "
    for index, line in enumerate(wrapped(title + found.message, width, INDENT)):
        if not index:
            line.stylize(style, len(INDENT), len(INDENT) + len(title) - 2)
        yield line
    for told in policies.lines(fate.excuse, fate.notes):
        yield from wrapped(told, width, INDENT, style="yellow")
    for sentence, group in groupby(found.mentions, key=lambda mention: mention.sentence):
        mentions = sorted(group, key=lambda mention: mention.span)
        yield heading("draft", str(mentions[0].location))
        yield from _all_carets(sentence.text, [one.span for one in mentions], width, style)
    yield Text(f"{INDENT}see: claimcheck explain {found.code}", style="dim")
    yield Text("")


def _nearest(verdict: Verdict, width: int) -> Iterator[Text]:
    """The claim and the sentence that comes closest, where no finding could be made."""
    yield Text("")
    yield heading(_kind(verdict.claim), str(verdict.claim.location))
    yield from _paragraph(verdict.claim.text, width)
    if not verdict.evidence:
        return
    evidence = verdict.evidence[0]
    word = "nearest" if verdict.label is Label.NOT_ENOUGH else "source"
    yield heading(word, _place(evidence, Span(0, 0)), _credits(evidence, verdict.claim))
    yield from _paragraph(evidence.sentence.text, width)


def _kind(claim: Claim) -> str:
    return "draft" if _drafted(claim) else "claim"


def _paragraph(text: str, width: int) -> Iterator[Text]:
    yield from wrapped(textwrap.shorten(printable(text), 3 * width, placeholder=" …"), width, BODY)


def _all_carets(text: str, spans: Sequence[Span], width: int, style: str) -> Iterator[Text]:
    """The carets under several spans of one text: in one line where it fits, else one by one."""
    if len(text) > width - len(BODY):
        for span in spans:
            yield from carets(text, span, width, style)
        return
    lines = [excerpt(text, span, width=width - len(BODY)) for span in spans]
    rows = zip_longest(*(shown.carets for shown in lines), fillvalue=" ")
    yield Text(BODY + lines[0].line)
    yield Text(BODY + "".join("^" if "^" in row else " " for row in rows), style=style)


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


def _credits(evidence: Evidence, claim: Claim) -> str:
    """Who published it and when, as far as is known; for a draft, how long before it."""
    told = (credits(evidence.article), _age(evidence.article, claim))
    return ", ".join(filter(None, told))


def _age(article: Article, claim: Claim) -> str:
    """How much older than a draft its source is: what was true then may have changed since."""
    if not _drafted(claim) or claim.as_of is None or article.published is None:
        return ""
    days = (claim.as_of - article.published).days
    return f"{days} days older" if days >= _OLD else ""
