"""`claimcheck extract`: drafts in, a claims file out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from claimcheck import yamlio
from claimcheck.claims import claims_file
from claimcheck.cli import drafts
from claimcheck.cli.files import check_writable, write_text
from claimcheck.errors import ClaimsError
from claimcheck.extraction.changes import Changes
from claimcheck.reports.drafts import DraftNotes, changed, read_lines, short
from claimcheck.sources import Names
from claimcheck.types import Notation

_HEAD = """\
Written by claimcheck extract from the statements of a draft. Written again, it keeps the ids,
expectations, sources, speakers, tags and notes given here to sentences that have not changed.
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What to extract, and where to: `output` None is the standard output."""

    paths: tuple[Path, ...]
    output: Path | None = None
    as_of: str | None = None
    notation: Notation | None = None
    verbose: bool = False
    quiet: bool = False
    names: Names | None = None


def run(order: Order) -> None:
    """Write the claims of the drafts; what was left out and has changed goes to stderr.

    :raises ClaimcheckError: when there is nothing to write, or the file is not of these drafts.
    """
    output = order.output
    check_writable(output, what="the claims file")
    former = output if output is not None and _holds_claims(output) else None
    found = drafts.read(
        order.paths, as_of=order.as_of, notation=order.notation, former=former, names=order.names
    )
    if found.changes is not None and found.changes.foreign:
        raise _others(found.changes, output)
    if former is not None:
        _refuse_comments(former)
    text = claims_file(found.claims, comment=_HEAD)
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(output, text, what="the claims file")
    drafts.tell_bare(found)
    drafts.tell_undated(found)
    notes = DraftNotes(found.extraction, found.changes)
    lines = list(changed(found.changes)) if found.changes is not None else []
    for line in [] if order.quiet else [*lines, *read_lines(notes, every=order.verbose)]:
        print(line, file=sys.stderr)


def _holds_claims(output: Path) -> bool:
    """Whether a file has anything that could be lost; a device has not."""
    return output.is_file() and bool(output.read_bytes().strip())


def _refuse_comments(former: Path) -> None:
    """Refuse to write over a comment, which is in no field of a claim.

    :raises ClaimsError: at the first one that is not the head which `run` writes.
    """
    text = yamlio.decode(former.read_bytes(), path=str(former))
    head = [f"# {line}" for line in _HEAD.splitlines()]
    for comment in yamlio.comments(text, path=str(former)):
        if comment.text not in head:
            raise ClaimsError(
                f"the comment '{short(comment.text)}' would be lost",
                location=comment.at,
                remedy=f"write it as the 'note' of a claim, or name another file than {former}",
            )


def _others(changes: Changes, output: Path | None) -> ClaimsError:
    """The file holds claims that would be lost."""
    first = changes.foreign[0]
    origin = f"of {first.origin.path}" if first.origin else "written by hand"
    more = len(changes.foreign) - 1
    return ClaimsError(
        f"the file holds claims {origin}, which would be lost"
        + (f" ({more} more)" if more else ""),
        location=first.location,
        remedy=f"name that draft too, or another file than {output}",
    )
