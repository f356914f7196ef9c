"""The report for people: a line a claim, and below it what the verdict rests on.

Excerpts of claim and source stand with ``path:line:column`` and carets under the span.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from claimcheck.reports import wording
from claimcheck.reports.excerpt import excerpt, printable
from claimcheck.reports.lines import (
    BODY,
    INDENT,
    WIDTH,
    carets,
    console,
    heading,
    width_within,
    wrapped,
)
from claimcheck.reports.model import Found, Gap, Report, Result, Slip, Source, Status
from claimcheck.types import Claim, Label, Outcome, Span

if TYPE_CHECKING:  # what a run without drafts does not load
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
    """Writes results one by one, and the counts at the end.

    `quiet` leaves out the claims that did not fail, `verbose` shows the evidence of supported
    claims and every finding too.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        colour: bool = False,
        width: int = WIDTH,
        quiet: bool = False,
        verbose: bool = False,
        draft: DraftNotes | None = None,
    ) -> None:
        self._console = console(stream, colour=colour)
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

    def show(self, result: Result) -> None:
        """Write one result."""
        failed = result.status is Status.FAIL
        wanting = result.label is Label.NOT_ENOUGH and not result.claim.expect_stated
        self._relaxable |= failed and wanting
        if self._quiet and not failed:
            return
        for line in render(result, width=self._width, verbose=self._verbose):
            self._console.print(line)

    def close(self, report: Report) -> None:
        """Write what does not fit within a draft, what was left out of it, and the counts."""
        for slip in report.slips:
            if slip.status is Status.FAIL or not self._quiet:
                for line in _inner(slip, width=self._width):
                    self._console.print(line)
        if self._draft is not None and not self._quiet:
            from claimcheck.reports.drafts import read_lines

            for told in read_lines(self._draft, every=self._verbose):
                self._console.print(Text(printable(told), style="dim"))
        if self._relaxable:
            relax = _RELAX if self._draft is not None else _RELAX + _RELAX_CLAIM
            self._console.print(Text(f"{relax}.", style="dim"))
        summary = report.summary
        self._console.print(Text(summary.line(), style="bold red" if summary.failed else "bold"))


def render(result: Result, *, width: int, verbose: bool) -> Iterator[Text]:
    """The lines on one result."""
    drafted = _drafted(result.claim)
    yield _draft_head(result) if drafted else _head(result)
    for line in wording.beside(result):
        yield from wrapped(line, width, INDENT, style="yellow")
    if _plain(result) and not verbose:
        yield from _unchecked(result, width)
        return
    findings = _distinct(result.decisive)
    shown = findings if verbose else _worth_showing(findings)
    told = any(found.message == result.reason for found in shown)
    if not told:
        yield from wrapped(result.reason, width, INDENT)
    before: Span | None = None
    for found in shown:
        if before is not None or not told:
            yield Text("")
        yield from _finding(found, result, width, again=found.claim.span == before)
        before = found.claim.span
    for found in (item for item in findings if item not in shown):
        yield Text.assemble(INDENT, (found.code, "bold"), f" also at {found.mark.at}")
    if not findings:
        yield from _nearest(result, width)
    yield from _unchecked(result, width, said={found.message for found in shown})
    if drafted and result.claim.note:
        yield from wrapped(f"note: {result.claim.note}", width, INDENT, style="dim")
    codes = sorted({found.code for found in shown})
    if codes:
        yield Text(f"{INDENT}see: claimcheck explain {' '.join(codes)}", style="dim")
    yield Text("")


def _plain(result: Result) -> bool:
    """Whether one line tells it: it is supported, and does not fail."""
    return result.label is Label.SUPPORTED and result.status is not Status.FAIL


def _head(result: Result) -> Text:
    """``FAIL id: refuted, expected supported (confidence 0.93)  claims.yaml:3:11``."""
    claim = result.claim
    head = _verdict(result, printable(claim.id), wording.expectation(result))
    by_source = _plain(result) and result.evidence
    at = result.evidence[0].source.at if by_source else claim.location
    head.append(f"  {at}", style="dim")
    return head


def _verdict(result: Result, name: str, expected: str) -> Text:
    word, style = _WORDS[result.status]
    return Text.assemble(
        (word, style),
        " ",
        (name, "bold"),
        ": ",
        (result.label.value, _COLOURS[result.label]),
        f"{expected} (confidence {result.confidence:.2f})",
    )


def _drafted(claim: Claim) -> bool:
    """Whether the claim is judged where it stands in its draft, not as a claims file has it."""
    return claim.origin is not None and claim.origin == claim.location


def _draft_head(result: Result) -> Text:
    """``FAIL draft.md:12:5: refuted (confidence 0.93)``; where it is supported, by what."""
    claim = result.claim
    expected = f", expected {claim.expect.value}" if claim.expect_stated else ""
    head = _verdict(result, str(claim.location), expected)
    if _plain(result) and result.evidence:
        head.append(f"  {result.evidence[0].source.at}", style="dim")
    return head


def _titled(code: str, name: str, message: str, style: str, width: int) -> Iterator[Text]:
    """A finding in words, after its code and what the checker calls it."""
    title = f"{code} {name}: "
    for index, line in enumerate(wrapped(title + message, width, INDENT)):
        if not index:
            line.stylize(style, len(INDENT), len(INDENT) + len(title) - 2)
        yield line


def _finding(found: Found, result: Result, width: int, *, again: bool) -> Iterator[Text]:
    """A finding with its excerpts; without the claim's where it has just been shown."""
    claim, style = result.claim, _CARETS[found.outcome]
    conflicts = found.outcome is Outcome.CONFLICTS
    name = found.name if conflicts else found.outcome.value
    yield from _titled(found.code, name, found.message, f"bold {style}", width)
    if not again:
        yield heading(_kind(claim), str(found.claim.at))
        yield from carets(claim.text, found.claim.span, width, style)
    source = result.evidence[found.evidence].source
    yield heading("source", str(found.mark.at), _credits(source, claim))
    yield from carets(source.text, found.mark.span, width, style)


def _inner(slip: Slip, *, width: int) -> Iterator[Text]:
    """The lines on what does not fit within a draft."""
    word, style = ("FAIL", "bold red") if slip.status is Status.FAIL else ("warn", "yellow")
    at = (str(slip.places[0].mark.at), "bold")
    yield Text.assemble((word, style), " ", at, ": ", ("does not fit within the draft", style))
    yield from _titled(slip.code, slip.name, slip.message, style, width)
    for told in wording.beside(slip):
        yield from wrapped(told, width, INDENT, style="yellow")
    for source, group in groupby(slip.places, key=lambda place: place.source):
        marks = sorted((place.mark for place in group), key=lambda mark: mark.start)
        yield heading("draft", str(marks[0].at))
        yield from _all_carets(source.text, [mark.span for mark in marks], width, style)
    yield Text(f"{INDENT}see: claimcheck explain {slip.code}", style="dim")
    yield Text("")


def _nearest(result: Result, width: int) -> Iterator[Text]:
    """The claim and the sentence that comes closest, where no finding could be made."""
    claim = result.claim
    yield Text("")
    yield heading(_kind(claim), str(claim.location))
    yield from _paragraph(claim.text, width)
    if not result.evidence:
        return
    source = result.evidence[0].source
    word = "nearest" if result.label is Label.NOT_ENOUGH else "source"
    yield heading(word, str(source.at), _credits(source, claim))
    yield from _paragraph(source.text, width)


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


def _unchecked(result: Result, width: int, *, said: Collection[str] = ()) -> Iterator[Text]:
    """What could not be checked, and why where the findings have not `said` so."""
    for gap in result.gaps:
        why = "see above" if gap.why in said else gap.why
        yield from wrapped(f"not checked: {_quoted(gap)}{why}", width, INDENT, style="yellow")


def _quoted(gap: Gap) -> str:
    words = printable(gap.mark.text).strip()
    return f"“{textwrap.shorten(words, 60, placeholder=' …')}”: " if words else ""


def _distinct(findings: Sequence[Found]) -> tuple[Found, ...]:
    """One finding for each code, outcome and part of the claim first, then the others."""
    first: dict[tuple[str, Outcome, Span], Found] = {}
    for found in findings:
        first.setdefault((found.code, found.outcome, found.claim.span), found)
    kept = tuple(first.values())
    return kept + tuple(found for found in findings if found not in kept)


def _worth_showing(findings: Sequence[Found]) -> tuple[Found, ...]:
    """The first few that do not say what one before them said."""
    said = {(found.code, found.message): found for found in reversed(findings)}
    return tuple(item for item in findings if said[item.code, item.message] is item)[:_SHOWN]


def _credits(source: Source, claim: Claim) -> str:
    """Who published it and when, as far as is known; for a draft, how long before it."""
    return ", ".join(filter(None, (printable(source.credits), _age(source, claim))))


def _age(source: Source, claim: Claim) -> str:
    """How much older than a draft its source is: what was true then may have changed since."""
    if not _drafted(claim) or claim.as_of is None or source.published is None:
        return ""
    days = (claim.as_of - source.published).days
    return f"{days} days older" if days >= _OLD else ""
