"""Zip archives (.zip): the articles of the files in it.

What: every member whose suffix is that of a format here is read as if it lay in a folder
named like the archive: ``press.zip/2022/danube.txt``, with lines and columns of its own.
Nothing is unpacked to disk. Hidden members and those of other formats are passed over.
Refused are archives that grow to more than 200 times their size or 4 GiB, members of more than
64 MiB, members whose path leads out of the archive, encrypted ones, and archives in an archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from claimcheck.errors import SourceError
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_ARCHIVES = frozenset(".zip .gz .bz2 .xz .zst .7z .rar .tar .tgz".split())


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of the members in the order of their names, and what gave none.

    :raises SourceError: where the archive as a whole is refused.
    """
    from claimcheck.sources import zips
    from claimcheck.sources.registry import source_for  # which knows of this module

    passed: Counter[str] = Counter()
    found = False
    with zips.opened(file) as archive:
        for member in sorted(archive.infolist(), key=lambda one: one.filename):
            path = PurePosixPath(member.filename.replace("\\", "/"))
            if member.filename.endswith("/") or _hidden(path):
                continue
            source = source_for(path)
            suffix = path.suffix.lower()
            if source is None and suffix not in _ARCHIVES and member.filename:
                passed[suffix or "without a suffix"] += 1
            else:
                found = True
                yield from _member(archive, member, source, file)
    if not found:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(passed.items()))
        yield Skipped(file.name, f"no articles in it (found: {kinds or 'nothing'})")


def _member(
    archive: ZipFile, member: ZipInfo, source: Source | None, file: File
) -> Iterator[Article | Skipped]:
    from claimcheck.sources import zips

    name = f"{file.name}/{_shown(member.filename)}"
    why = zips.fault(member)
    if why is not None or source is None or source.archive:
        nested = "an archive in an archive: unpack the outer one, and index the folder"
        yield Skipped(name, why or nested)
        return
    try:
        data = zips.content(archive, member, name)
    except SourceError as error:
        yield Skipped(name, error.message)
        return
    yield from source.items(File.of(data, name, names=file.names))


def _shown(name: str) -> str:
    """The name of a member as a path, what cannot be printed as an escape."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in name.replace("\\", "/"))


def _hidden(path: PurePosixPath) -> bool:
    """Whether a member is hidden, or of what macOS adds; ".." is no hidden folder."""
    parts = [part for part in path.parts if part != ".."]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


ZIP = Source("Zip archives", (".zip",), read, archive=True)
