"""From the paths a user gives to articles, one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.errors import SourceError
from claimcheck.sources.fields import NAMES, Names
from claimcheck.sources.registry import SUFFIXES, source_for
from claimcheck.sources.source import File, Skipped
from claimcheck.types import Article


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies under some paths.

    `files` can be read by some source: sorted, none twice. `unknown` counts by
    suffix ("" for none) those that cannot; `faults` are folders and links that lead nowhere
    or may not be opened. Hidden files and folders are passed over unless given by name, and so is
    what an index keeps.
    """

    files: tuple[Path, ...]
    unknown: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Skipped, ...] = ()


def find(paths: Sequence[Path], *, root: Path | None = None) -> FoundFiles:
    """The files under `paths`; folders are searched with all that is in them.

    A folder is entered once, however many links lead to it. Paths in faults are shown
    relative to `root` where they lie under it.

    :raises SourceError: where a path does not exist.
    """
    search = _Search(root)
    for path in paths:
        if not os.path.lexists(path):
            raise SourceError(
                "no such file or folder", location=str(path), remedy="check the path's spelling"
            )
        search.take(path)
    return FoundFiles(
        tuple(sorted(search.files.values())),
        dict(sorted(search.unknown.items())),
        tuple(sorted(search.faults, key=lambda fault: fault.path)),
    )


#: By what a folder is known to hold an index, and what of it is the index's: no articles, whatever
#: their suffixes (see index/README.md).
_MARKS = frozenset(("CURRENT", "generations"))
_OF_INDEX = _MARKS | {"cache.sqlite", "embeddings.sqlite"}


class _Search:
    def __init__(self, root: Path | None) -> None:
        self.files: dict[tuple[int, int], Path] = {}  # by device and inode
        self.unknown: dict[str, int] = {}
        self.faults: list[Skipped] = []
        self._root = root
        self._seen: set[tuple[int, int]] = set()  # folders entered, files not read

    def take(self, path: Path) -> None:
        """A file or folder; links are followed."""
        pending = [path]
        while pending:
            at = pending.pop()
            try:
                status = at.stat()
                identity = (status.st_dev, status.st_ino)
                if stat.S_ISDIR(status.st_mode):
                    if identity not in self._seen:
                        self._seen.add(identity)
                        with os.scandir(at) as entries:
                            names = {e.name for e in entries if not e.name.startswith(".")}
                        if names >= _MARKS:
                            names -= _OF_INDEX
                        pending += [at / each for each in sorted(names, reverse=True)]
                else:
                    self._file(at, status.st_mode, identity)
            except OSError as error:
                self._fault(at, _reason(error, link=at.is_symlink()))

    def _file(self, path: Path, mode: int, identity: tuple[int, int]) -> None:
        if source_for(path) is None:
            if identity not in self._seen:
                self._seen.add(identity)
                suffix = _printable(path.suffix.lower())
                self.unknown[suffix] = self.unknown.get(suffix, 0) + 1
        elif not stat.S_ISREG(mode):
            self._fault(path, "not a regular file")
        elif not _is_utf8(path):
            self._fault(path, "its name is not UTF-8", "rename it, or the folder it is in")
        else:
            known = self.files.get(identity)
            self.files[identity] = min(path, known) if known else path

    def _fault(self, path: Path, why: str, remedy: str | None = None) -> None:
        self.faults.append(Skipped(shown(path, self._root), why, remedy=remedy))


def shown(path: Path, root: Path | None) -> str:
    """The path as ids and messages show it: relative to `root` where it lies under it."""
    if root is not None:
        absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))
        if absolute.is_relative_to(base):
            path = absolute.relative_to(base)
    return _printable(path.as_posix())


def _is_utf8(path: Path) -> bool:
    """Whether a path is text, as ids and reports need it; file systems take any bytes."""
    return _printable(str(path)) == str(path)


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def load(
    paths: Sequence[Path],
    *,
    root: Path | None = None,
    strict: bool = False,
    names: Names | None = None,
) -> Iterator[Article | Skipped]:
    """The articles under `paths` in the order of their files, and what gave none.

    `names` are those that the fields of records go by, None for the usual ones. One file, and of
    JSON lines or tables one record, is held in memory at a time. Every id
    comes once: a second article of the same id is skipped.

    :raises SourceError: where a path does not exist; with `strict`, at the first thing
        that would be skipped.
    """
    found = find(paths, root=root)
    ids: set[str] = set()
    for item in _items(found, root, names):
        if isinstance(item, Article):
            if item.id in ids:
                line = item.anchors[0][1] if item.anchors else None
                item = Skipped(item.path, f"the id {item.id!r} is taken by another article", line)
            else:
                ids.add(item.id)
        if strict and isinstance(item, Skipped):
            raise item.error()
        yield item


def _items(
    found: FoundFiles, root: Path | None, names: Names | None
) -> Iterator[Article | Skipped]:
    yield from found.faults
    for path in found.files:
        yield from load_file(path, root=root, names=names)


def load_file(
    path: Path, *, root: Path | None = None, names: Names | None = None
) -> Iterator[Article | Skipped]:
    """The articles of one file, and what in it gave none; nothing is raised."""
    name = shown(path, root)
    source = source_for(path)
    if source is None:
        try:
            path.stat()
        except OSError as error:
            yield Skipped(name, _reason(error, link=path.is_symlink()))
            return
        yield Skipped(
            name,
            f"no source reads {path.suffix or 'files without a suffix'}",
            remedy=f"name the file with one of {', '.join(SUFFIXES)}",
        )
        return
    try:
        yield from source.items(File.at(path, name, names=names or NAMES))
    except OSError as error:
        yield Skipped(name, _reason(error, link=path.is_symlink()))


def read_articles(path: Path, *, root: Path | None = None) -> Iterator[Article]:
    """The articles of one file.

    :raises SourceError: at the first record or field that cannot be read.
    """
    for item in load_file(path, root=root):
        if isinstance(item, Skipped):
            raise item.error()
        yield item


def _reason(error: OSError, *, link: bool) -> str:
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    if link and isinstance(error, FileNotFoundError):
        return "a link that leads nowhere"
    return (error.strerror or str(error)).lower()
