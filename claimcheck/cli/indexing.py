"""`claimcheck index`: folders of articles in, an index and the counts out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import engine
from claimcheck.cli.progress import Meter, clock

if TYPE_CHECKING:
    from claimcheck.retrieval.encoder import Encoder
    from claimcheck.retrieval.index import BuildReport
    from claimcheck.sources import Names

_SHOWN = 20
"""Skipped files named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to index, where and how; None where it is for the index or the tool to say.

    `names` are those that fields of records go by.
    """

    paths: tuple[Path, ...]
    folder: Path
    model: str | None = None
    profile: str | None = None
    memory: int | None = None
    strict: bool = False
    quiet: bool = False
    names: Names | None = None


def run(order: Order, *, encoder: Encoder | None = None) -> None:
    """Build the index; counts go to stdout, progress and what was skipped to stderr.

    `encoder` is the one of `order.model`, where it is there already.

    :raises ClaimcheckError: when it could not be built; the former index serves.
    """
    begun = time.monotonic()
    with Meter(sys.stderr, quiet=order.quiet) as meter:
        report = engine.build(
            order.paths,
            folder=order.folder,
            model=order.model,
            profile=order.profile,
            memory=order.memory,
            strict=order.strict,
            names=order.names,
            encoder=encoder,
            progress=meter.update,
            now=datetime.now(UTC),
        )
    for line in warnings(report):
        print(line, file=sys.stderr)
    if not order.quiet:
        for line in counts(report, seconds=time.monotonic() - begun):
            print(line)


def verify(folder: Path, *, quiet: bool) -> None:
    """Check the whole index in a folder; what was checked goes to stdout.

    :raises ClaimcheckError: where anything in it is damaged, with what mends it.
    """
    begun = time.monotonic()
    with Meter(sys.stderr, quiet=quiet) as meter:
        found = engine.inspect(folder, progress=meter.update)
    if not quiet:
        vectors = f"{found.vectors:,} of {_several(found.sentences, 'vector')} compared"
        print(
            f"{found.folder}: whole: {_several(found.files, 'file')} of {found.bytes:,} bytes, "
            f"{_several(found.articles, 'article')}, {_several(found.sentences, 'sentence')} with "
            f"their words; {vectors}; {clock(time.monotonic() - begun)}"
        )


def warnings(report: BuildReport) -> Iterator[str]:
    """What is not in the index, and why."""
    for item in report.skipped[:_SHOWN]:
        yield item.notice
    if len(report.skipped) > _SHOWN:
        yield f"skipped: {len(report.skipped) - _SHOWN} more (--strict refuses them)"


def counts(report: BuildReport, *, seconds: float) -> Iterator[str]:
    """Everything counted, on the last line but for files of other formats."""
    if report.unknown:
        kinds = ", ".join(
            f"{count} {suffix or 'without suffix'}" for suffix, count in report.unknown
        )
        yield f"not articles: {kinds}"
    if not report.fresh:
        yield "nothing has changed: the index stays as it is"
    yield (
        f"{report.folder}: {_several(report.files, 'file')} ({report.unchanged:,} unchanged), "
        f"{_several(report.articles, 'article')}, {_several(report.sentences, 'sentence')}; "
        f"{report.embedded:,} embedded, {report.reused:,} reused, "
        f"{len(report.skipped):,} skipped; {clock(seconds)}"
    )


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
