"""`--baseline` and `--write-baseline`: the file of known failures, read before a run and written
after it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimcheck.cli.drafts import note
from claimcheck.cli.files import check_writable, write_text
from claimcheck.reports import known
from claimcheck.reports.known import Baseline, Known

DEFAULT = Path("claims.baseline.json")
_WHAT = "the baseline"
_SHOWN = 3
"""Failures that no longer occur of which the text is told."""
_WIDTH = 70


@dataclass(frozen=True, slots=True)
class Wish:
    """What options ask: the file, None for none, and whether to write it."""

    path: Path | None = None
    write: bool = False

    @property
    def file(self) -> Path | None:
        """The file to read or write."""
        return self.path or (DEFAULT if self.write else None)


def load(wish: Wish) -> Baseline:
    """The baseline to judge by.

    :raises ClaimcheckError: where it cannot be read, or will not be writable.
    """
    path = wish.file
    if path is None:
        return Baseline()
    if wish.write:
        check_writable(path, what=_WHAT)
        if not path.exists():
            return Baseline(str(path), adopt=True)
    return known.load(path, adopt=wish.write)


def settle(wish: Wish, baseline: Baseline, found: Iterable[Known], *, part: bool) -> None:
    """Write the baseline where that is asked for, else tell what of it no longer occurs.

    `found` are the failures of the run that were let pass by the baseline, or that are known to
    it and were let pass otherwise; of a `part` of the claims nothing follows for the others.

    :raises ClaimcheckError: where it cannot be written.
    """
    path = wish.file
    if path is None:
        return
    occurring = frozenset(found)
    gone = frozenset() if part else baseline.known - occurring
    if wish.write:
        kept = (occurring | baseline.known) - gone
        write_text(path, known.written(kept), what=_WHAT)
        new = len(occurring - baseline.known)
        note(f"{path}: {_counted(len(kept))} written, {new} new, {len(gone)} dropped")
    elif gone:
        texts = "; ".join(
            f"“{textwrap.shorten(one.text, _WIDTH, placeholder=' …')}” ({one.verdict})"
            for one in sorted(gone)[:_SHOWN]
        )
        more = f"; and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
        verb = "occurs" if len(gone) == 1 else "occur"
        note(
            f"{path}: {_counted(len(gone))} no longer {verb}: {texts}{more}; "
            "drop it with --write-baseline"
        )


def _counted(count: int) -> str:
    return f"{count} known failure{'' if count == 1 else 's'}"
