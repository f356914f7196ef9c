"""Zip archives, opened with care: what is refused before anything is unpacked.

Nothing is ever written to disk: members are read into memory one at a time, and no more of one
than the archive's list says it has.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError

from claimcheck.errors import SourceError
from claimcheck.sources.source import MAX_BYTES, File

#: Bytes that all members together may have.
MAX_TOTAL = 4 * 2**30

#: Bytes to which one byte of an archive may grow, once there are `MAX_BYTES` of them. Repetitive
#: JSON comes to 50, texts to 10; deflate can reach 1,032.
MAX_RATIO = 200

#: Members at most: a list of them is held in memory, 500 bytes each.
MAX_MEMBERS = 500_000

_ENCRYPTED = 0x1
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)


@contextmanager
def opened(file: File) -> Iterator[zipfile.ZipFile]:
    """The archive, whose sizes are what they should be.

    :raises SourceError: where it is none, or would grow without measure.
    :raises OSError: where it cannot be opened.
    """
    with file.begun() as raw:
        try:
            archive = zipfile.ZipFile(raw)
        except (*_FAULTS, OverflowError) as error:
            why = f"not a zip archive, or damaged: {error}"
            raise SourceError(why, location=file.name) from None
        with archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise SourceError(f"holds more than {MAX_MEMBERS:,} members", location=file.name)
            total = sum(member.file_size for member in members)
            packed = raw.seek(0, 2)
            if total > MAX_TOTAL or (total > MAX_BYTES and total > MAX_RATIO * packed):
                raise SourceError(
                    f"a zip bomb: {packed:,} bytes would become {total:,}",
                    location=file.name,
                    remedy="unpack it yourself where you know it, and index the folder",
                )
            yield archive


def fault(member: zipfile.ZipInfo) -> str | None:
    """Why a member is not read, by what the list says of it; None where it may be."""
    if not member.filename:
        return "it has no name"
    if _ABSOLUTE.match(member.filename) or ".." in re.split(r"[/\\]", member.filename):
        return "its path leads out of the archive"
    if _CONTROL.search(member.filename):
        return "its name holds control characters"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted: unpack the archive with its password, and index the folder"
    if member.file_size > MAX_BYTES:
        return f"larger than {MAX_BYTES // 2**20} MiB"
    return None


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member that has no `fault`.

    :raises SourceError: where it is damaged.
    """
    try:
        with archive.open(member) as stream:
            return stream.read(MAX_BYTES)
    except (*_FAULTS, OSError, RuntimeError) as error:
        raise SourceError(f"damaged: {error}", location=name) from None
