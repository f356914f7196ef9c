"""One writer at a time, by a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    _FAR = 0x7FFF0000  # the byte locked lies beyond the text, which others may read

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at `path` for the time of the block.

    The file stays behind, unlocked: removing it would let two writers hold two files
    of one name. A killed holder leaves no lock.

    :raises StoreError: when another process holds it, naming that process.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            _take(handle)
        except OSError:
            holder = os.read(handle, 64).decode("ascii", "replace").strip()
            raise StoreError(
                "another build is writing this index" + (f" (process {holder})" if holder else ""),
                location=str(path.parent),
                remedy="wait until it has ended, or give another folder with --index",
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        os.close(handle)
