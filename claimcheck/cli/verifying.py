"""`claimcheck verify`: claims in, report and exit code out."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from claimcheck.claims import load_claims, refuse_unknown
from claimcheck.cli import baselines, changing, engine
from claimcheck.cli.drafts import note
from claimcheck.cli.outputs import Display, ready, write
from claimcheck.config import settings_file
from claimcheck.reports import known
from claimcheck.reports.building import of_results, of_verdict
from claimcheck.reports.known import Known
from claimcheck.reports.policy import FAIL_ON, Policy, fails
from claimcheck.reports.summary import NOTHING_CHECKED
from claimcheck.types import Claim, Label, Notation, Severity, Verdict

if TYPE_CHECKING:
    from claimcheck.cli.changing import Changes
    from claimcheck.reports.drafts import DraftNotes
    from claimcheck.reports.jsonl import LinesReport
    from claimcheck.reports.model import Report
    from claimcheck.reports.terminal import TerminalReport
    from claimcheck.retrieval.search import Index
    from claimcheck.sources import Names


@dataclass(frozen=True, slots=True)
class Request:
    """Against what to judge, and how; `fail_on` None means the default.

    `changed_since` is the revision since which a claim must have changed, None for all claims;
    `codes` are those of the checkers that are heard, None for all.
    """

    index: Path
    model: str | None
    k: int
    fail_on: tuple[Label, ...] | None
    stale_ok: bool = False
    notation: Notation | None = None
    entailment: str | None = None
    names: Names | None = None
    min_confidence: float = 0.0
    codes: frozenset[str] | None = None
    severity: tuple[tuple[str, Severity], ...] = ()
    changed_since: str | None = None
    baseline: baselines.Wish = field(default_factory=baselines.Wish)


def run(paths: Sequence[Path], request: Request, display: Display) -> int:
    """Check the claims of files and folders, and write the report; the exit code of it.

    :raises ClaimcheckError: when it could not run.
    """
    ready(display)
    claims = load_claims(paths)
    with engine.open_index(request.index, model=request.model) as index:
        if not request.stale_ok:
            index.refuse_stale()
        if request.changed_since is not None:
            claims = _changed(claims, index, request)
        return report(claims, index, request, display)


def _changed(claims: Sequence[Claim], index: Index, request: Request) -> tuple[Claim, ...]:
    """The claims that a change since the revision can have touched; how many is told."""
    return changed_among(
        claims, index, request, touched=lambda changes: changing.touched(claims, changes)
    )


def changed_among(
    claims: Sequence[Claim],
    index: Index,
    request: Request,
    *,
    touched: Callable[[Changes], tuple[Claim, ...]],
    but: Sequence[Path] = (),
) -> tuple[Claim, ...]:
    """All claims where what they are judged against has changed, else those `touched`.

    `but` are drafts, which are no articles for themselves.

    :raises ClaimcheckError: where git does not tell.
    """
    revision = request.changed_since or ""
    changes = changing.since(revision, Path())
    roots = index.roots()
    files = list(changing.settings(changes, settings_file(Path())))
    files += [request.baseline.path] if request.baseline.path is not None else []
    why = changing.against(changes, roots, files, but=but)
    if why is not None:
        note(f"{why} has changed since {revision}: every claim is checked")
        return tuple(claims)
    if unknown := [path for path in roots if not changes.knows(path)]:
        note(
            f"{unknown[0]} is outside the repository, or ignored by git: whether its articles "
            "changed is not known"
        )
    found = touched(changes)
    note(f"{len(found)} of {len(claims)} claims changed since {revision}")
    return found


def report(
    claims: Sequence[Claim],
    index: Index,
    request: Request,
    display: Display,
    draft: DraftNotes | None = None,
) -> int:
    """Judge the claims and write the report, for the exit code; `draft` is what else is told.

    :raises ClaimcheckError: where a claim waives what no checker finds.
    """
    if any(claim.waive for claim in claims):
        refuse_unknown(claims, [checker.code for checker in engine.checkers()])
    baseline = baselines.load(request.baseline)
    fail_on = FAIL_ON if request.fail_on is None else request.fail_on
    policy = Policy(fail_on, date.today(), request.min_confidence, request.severity, baseline)
    judged = engine.verify(
        claims,
        index,
        k=request.k,
        notation=request.notation,
        entailment=request.entailment,
        without=[draft.own(claim) for claim in claims] if draft else (),
        codes=request.codes,
    )
    done: list[Verdict] = []
    part = request.changed_since is not None
    told = _show(_kept(_all_of(claims, judged), done), policy, display, draft)
    baselines.settle(request.baseline, baseline, _known(done, draft, policy), part=part)
    summary = told.summary
    if summary.exit_code == NOTHING_CHECKED:
        note(_nothing_checked(told, request))
    return summary.exit_code


def _nothing_checked(told: Report, request: Request) -> str:
    if told.results:
        return (
            f"nothing was checked: no verdict is of confidence {request.min_confidence:g} or more"
        )
    return f"nothing was checked: no claim has changed since {request.changed_since}"


def _kept(verdicts: Iterator[Verdict], done: list[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        done.append(verdict)
        yield verdict


def _known(
    verdicts: Sequence[Verdict], draft: DraftNotes | None, policy: Policy
) -> Iterator[Known]:
    """The failures of a run that a baseline lets pass, or would."""
    adopt = policy.baseline.adopt
    for verdict in verdicts:
        excuse = policy.fate(verdict).excuse
        let_pass = excuse is not None and excuse.kind == "known"
        if let_pass or (not adopt and fails(verdict, fail_on=policy.fail_on)):
            yield known.of_verdict(verdict)
    inner = draft.inner if draft else ()
    yield from (known.of_slip(one) for one in inner if one.kind in policy.fatal_within)


def _all_of(claims: Sequence[Claim], verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """The verdicts, one for each claim or an error: a claim must not vanish."""
    count = 0
    for verdict in verdicts:
        count += 1
        yield verdict
    if count != len(claims):
        raise RuntimeError(f"{len(claims)} claims were given and {count} verdicts came back")


def _show(
    verdicts: Iterator[Verdict],
    policy: Policy,
    display: Display,
    draft: DraftNotes | None,
) -> Report:
    """Write the verdicts as they come where the format allows it, and the other reports after."""
    live = _live(display, draft)
    if live is not None:
        live.open()
    results = []
    for verdict in verdicts:
        results.append(of_verdict(verdict, policy, display.illustrated))
        if live is not None:
            live.show(results[-1])
            sys.stdout.flush()
    report = of_results(
        results,
        policy,
        draft=draft,
        publisher=display.publisher,
        illustrated=display.illustrated,
    )
    if live is not None:
        live.close(report)

    def for_people() -> str:
        stream = io.StringIO()
        told = _terminal(stream, display, draft)
        told.open()
        for result in results:
            told.show(result)
        told.close(report)
        return stream.getvalue()

    write(display, report, terminal=for_people, shown=live is not None)
    return report


def _live(display: Display, draft: DraftNotes | None) -> TerminalReport | LinesReport | None:
    """What writes the claims to the standard output as they are judged; None where nothing can."""
    if display.output is not None:
        return None
    if display.form == "terminal":
        return _terminal(sys.stdout, display, draft)
    if display.form == "jsonl":
        from claimcheck.reports.jsonl import LinesReport

        return LinesReport(sys.stdout, command="check" if draft else "verify")
    return None


def _terminal(stream: TextIO, display: Display, draft: DraftNotes | None) -> TerminalReport:
    from claimcheck.reports.lines import WIDTH
    from claimcheck.reports.terminal import TerminalReport

    return TerminalReport(
        stream,
        colour=colour_wanted(stream, display.colour),
        width=shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() else WIDTH,
        quiet=display.quiet,
        verbose=display.verbose,
        draft=draft,
    )


def colour_wanted(stream: TextIO, wish: str) -> bool:
    """Whether to colour: the option, then NO_COLOR, FORCE_COLOR, then a terminal that can."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
