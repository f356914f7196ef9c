"""The source files of an index: which there are, and which have changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from claimcheck.errors import SourceError
from claimcheck.retrieval.hashing import file_digest
from claimcheck.retrieval.store import FileState, Skip
from claimcheck.sources import FoundFiles, Names, Skipped, find, load_file
from claimcheck.types import Article

#: Seconds before a build began in which a file's time proves nothing: a change within one tick
#: of the file system's clock leaves size and time alike. FAT counts in 2 s, others finer.
TICK = 2.0


def found(paths: Sequence[Path], *, root: Path, index: Path) -> FoundFiles:
    """The files under `paths`; those within the folder of the index itself are left out.

    A path that lies in that folder is meant, and nothing is left out.

    :raises SourceError: where a path does not exist.
    """
    everything = find(paths, root=root)
    home = Path(os.path.abspath(index))
    if any(Path(os.path.abspath(path)).is_relative_to(home) for path in paths):
        return everything
    files = tuple(p for p in everything.files if home not in Path(os.path.abspath(p)).parents)
    return replace(everything, files=files)


def name_of(path: Path, *, root: Path) -> str:
    """A file as ids and messages show it: relative to `root` where it lies under it."""
    absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))
    return (absolute.relative_to(base) if absolute.is_relative_to(base) else path).as_posix()


def read(path: Path, *, root: Path, names: Names | None = None) -> Iterator[Article | Skip]:
    """The articles of one file, and what in it gave none; nothing is raised."""
    for item in load_file(path, root=root, names=names):
        yield as_skip(item) if isinstance(item, Skipped) else item


def as_skip(skipped: Skipped) -> Skip:
    """What a source skipped, as the store keeps it."""
    return Skip(
        skipped.path, skipped.why, skipped.line, skipped.column, skipped.remedy, skipped.part
    )


def as_skipped(skip: Skip) -> Skipped:
    """What the store keeps of something skipped, as a source says it."""
    return Skipped(skip.path, skip.why, skip.line, skip.column, skip.remedy, skip.part)


def state(path: Path, name: str, known: FileState | None, since: datetime | None) -> FileState:
    """The file as it is now.

    It is hashed only where `known`, its state in a build that began at `since`, has another
    size or time, or a time too near to that build. The SHA-256 is "" where it cannot be read.
    """
    try:
        status = path.stat()
        if known is not None and since is not None and _surely_same(status, known, since):
            return known
        return FileState(name, status.st_size, status.st_mtime_ns, file_digest(path))
    except OSError:
        return FileState(name, 0, 0, "")


def _surely_same(status: os.stat_result, known: FileState, since: datetime) -> bool:
    return (
        known.sha256 != ""
        and (status.st_size, status.st_mtime_ns) == (known.size, known.mtime_ns)
        and status.st_mtime_ns < (since.timestamp() - TICK) * 1e9
    )


def changes(
    files: Iterable[FileState],
    paths: Sequence[str],
    *,
    root: Path,
    index: Path,
    since: datetime,
) -> tuple[str, ...]:
    """The source files that changed, came or went since the build, in order.

    `files` are those that were read, `paths` what was indexed, relative to `root`, `index` the
    folder of the index.
    """
    known = {each.path: each for each in files}
    present: dict[str, Path] = {}
    for path in paths:
        try:
            here = found([root / path], root=root, index=index).files
        except SourceError:
            continue  # gone, and so are its files
        present |= {name_of(each, root=root): each for each in here}
    changed = {
        name
        for name, path in present.items()
        if name not in known or state(path, name, known[name], since).sha256 != known[name].sha256
    }
    return tuple(sorted(changed | (known.keys() - present.keys())))
