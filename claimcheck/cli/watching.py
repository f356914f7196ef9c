"""`claimcheck index --watch`: index again whenever articles change; the only user of watchfiles."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimcheck.cli import engine, indexing
from claimcheck.errors import ClaimcheckError
from claimcheck.sources import source_for

#: Milliseconds without a change after which the ones before are taken together.
_PAUSE = 400
#: Milliseconds after which the library looks up whether it was interrupted; also those after which
#: it has begun to watch for sure.
_LOOK_UP = 300


def run(order: indexing.Order) -> None:
    """Build the index, and again after each change, until interrupted.

    :raises ClaimcheckError: when the first build fails. What later ones fail on is told on
        stderr, and mended by a further change.
    """
    changes = changed(order.paths, but=order.folder)
    next(changes)  # watch before the files are read, so that no change falls between
    encoder = engine.encoder(order.model)
    indexing.run(order, encoder=encoder)
    if not order.quiet:
        print("watching; interrupt to end", file=sys.stderr)
    sys.stdout.flush()  # somebody may read along
    for _ in changes:
        try:
            indexing.run(order, encoder=encoder)
        except ClaimcheckError as error:
            print(f"error: {error}", file=sys.stderr)
        sys.stdout.flush()


def changed(paths: Sequence[Path], *, but: Path) -> Iterator[frozenset[Path]]:
    """The files that changed, a burst at a time; the first comes, empty, when watching has begun.

    Files are meant that `index` would read from `paths`, and folders that went; what lies in
    the folder `but` is not. Ends when interrupted.

    :raises ClaimcheckError: where the library is missing, or a path is.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise ClaimcheckError(
            "--watch needs watchfiles, which is not installed",
            remedy="pip install 'claimcheck-news[watch]'",
        ) from None
    real = [Path(os.path.realpath(path)) for path in paths]
    for path, at in zip(paths, real, strict=True):
        if not at.exists():
            raise ClaimcheckError(
                "no such file or folder", location=str(path), remedy="check the path's spelling"
            )
    # a file is often saved by putting another one in its place: its folder tells of that
    folders = {at if at.is_dir() else at.parent for at in real}
    home = Path(os.path.realpath(but))
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # that it was interrupted is known
    bursts = watch(
        *sorted(folders),
        watch_filter=None,
        debounce=_PAUSE * 4,
        step=_PAUSE,
        rust_timeout=_LOOK_UP,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    for number, burst in enumerate(bursts):
        found = frozenset(path for _, name in burst if _meant(path := Path(name), real, home))
        if found or not number:
            yield found


def _meant(path: Path, paths: Sequence[Path], home: Path) -> bool:
    if path.is_relative_to(home):
        return False
    for above in paths:
        if path == above:
            return True
        if path.is_relative_to(above):
            hidden = any(part.startswith(".") for part in path.relative_to(above).parts)
            return not hidden and (source_for(path) is not None or not path.is_file())
    return False
