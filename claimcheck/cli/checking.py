"""`claimcheck check`: drafts in, a report on each of their statements and an exit code out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.audit import FAIL_ON, Discrepancy, audit_article
from claimcheck.cli import changing, drafts, engine, verifying
from claimcheck.cli.outputs import Display, ready
from claimcheck.errors import few
from claimcheck.reports.drafts import DraftNotes
from claimcheck.types import Claim

if TYPE_CHECKING:
    from claimcheck.retrieval.search import Index


@dataclass(frozen=True, slots=True)
class Order:
    """The drafts, their day where they tell none, and the claims extracted from them before."""

    paths: tuple[Path, ...]
    as_of: str | None = None
    former: Path | None = None


def run(order: Order, request: verifying.Request, display: Display) -> int:
    """Check every statement of the drafts, and write the report; the exit code of it.

    :raises ClaimcheckError: when it could not run, also where there is nothing to check.
    """
    ready(display)
    found = drafts.read(
        order.paths,
        as_of=order.as_of,
        notation=request.notation,
        former=order.former,
        names=request.names,
    )
    with engine.open_index(request.index, model=request.model) as index:
        if not request.stale_ok:
            index.refuse_stale(but=[Path(one.path) for one in found.articles])
        claims = found.claims
        if request.changed_since is not None:
            claims = _changed(found, index, request)
        copies = tuple(_copies(found, index).items())
        if not display.quiet:
            _tell(found, copies)
        notes = DraftNotes(found.extraction, found.changes, copies, _inner(found, request))
        return verifying.report(claims, index, request, display, notes)


def _changed(found: drafts.Drafts, index: Index, request: verifying.Request) -> tuple[Claim, ...]:
    """The statements that a change since the revision can have touched."""
    return verifying.changed_among(
        found.claims,
        index,
        request,
        touched=lambda changes: changing.touched_lines(found.claims, changes),
        but=[Path(one.path) for one in found.articles],
    )


def _inner(found: drafts.Drafts, request: verifying.Request) -> tuple[Discrepancy, ...]:
    """What does not fit within each draft, what fails the run first."""
    slips = [
        slip
        for article in found.articles
        for slip in audit_article(article, notation=request.notation)
        if request.codes is None or slip.code in request.codes
    ]
    return tuple(sorted(slips, key=lambda slip: slip.kind not in FAIL_ON))


_Copies = dict[str, tuple[str, ...]]


def _copies(found: drafts.Drafts, index: Index) -> _Copies:
    """For the path of each draft that is indexed, the articles that are the draft itself."""
    copies: _Copies = {}
    for article in found.articles:
        if ids := index.copies_of(article):
            copies[article.path] = tuple(dict.fromkeys((*copies.get(article.path, ()), *ids)))
    return copies


def _tell(found: drafts.Drafts, copies: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    for path, ids in copies:
        drafts.note(f"{path} is in the index as {few(ids)}, which is no evidence for itself")
    drafts.tell_bare(found)
    drafts.tell_undated(found)
