"""The folder of an index: generations, and the pointer that one rename moves.

    index/
      CURRENT                 "3 <SHA-256 of its manifest>"
      generations/3/          never changed again: manifest.json store.sqlite, for each run
                              of sentences vectors.faiss and words.bin, vectors-1.faiss and so on,
                              with the profile fast static.bin
      embeddings.sqlite       vectors by content, for the next build
      cache.sqlite            vectors of queries, answers of models; may be deleted
      .lock                   held by the one build that writes

A build fills a new generation, brings it to disk, then replaces CURRENT. Until then the former
generation serves; afterwards it is removed. Whoever has it open keeps its files. Where little has
changed, the new generation takes over the runs of the former one by links, and adds one of its own.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from claimcheck.errors import StoreError
from claimcheck.retrieval import lock

MANIFEST = "manifest.json"
STORE = "store.sqlite"
STATIC = "static.bin"
EMBEDDINGS = "embeddings.sqlite"
CACHE = "cache.sqlite"

_CURRENT = "CURRENT"
_GENERATIONS = "generations"
_LOCK = ".lock"

_TRIES = 3  # how often a build may switch while an index is opened

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What CURRENT says: the number of a generation and the digest of its manifest."""

    number: int
    digest: str


def vectors(part: int) -> str:
    """The name of the vectors of a run of sentences."""
    return f"vectors-{part}.faiss" if part else "vectors.faiss"


def words(part: int) -> str:
    """The name of the words of a run of sentences."""
    return f"words-{part}.bin" if part else "words.bin"


def generation(folder: Path, number: int) -> Path:
    """The folder of one generation."""
    return folder / _GENERATIONS / str(number)


def current(folder: Path) -> Pointer | None:
    """The generation in use; None where there is no index.

    :raises StoreError: when CURRENT is not what a build writes.
    """
    try:
        raw = (folder / _CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    words = raw.decode("ascii", "replace").split()
    if len(words) != 2 or not words[0].isdecimal() or len(words[1]) != 64:
        raise StoreError(
            f"the index is damaged: {_CURRENT} does not name a generation",
            location=str(folder),
            remedy=f"build it again: {rebuild_unknown(folder)}",
        )
    return Pointer(int(words[0]), words[1])


def in_use(folder: Path, work: Callable[[Pointer], T]) -> T:
    """What `work` makes of the generation in use; of the next one where a build replaced that.

    :raises StoreError: when there is none, or one of its files is gone or cannot be read.
    """
    missing = ""
    for _ in range(_TRIES):
        try:
            pointer = current(folder)
            if pointer is None:
                raise StoreError(
                    "there is no index here",
                    location=str(folder),
                    remedy=f"build it: {rebuild_unknown(folder)}",
                )
            return work(pointer)
        except FileNotFoundError as error:
            missing = Path(error.filename or "a file").name
            if current(folder) == pointer:
                break  # not replaced by a build: it is gone
        except OSError as error:
            raise StoreError(
                f"the index cannot be read: {error.strerror or error}",
                location=str(folder),
                remedy="check its permissions",
            ) from None
    raise StoreError(
        f"the index is damaged: {missing} is missing",
        location=str(folder),
        remedy=f"build it again: {rebuild_unknown(folder)}",
    )


def rebuild_unknown(folder: Path) -> str:
    """The build command where the index cannot say of what it was built."""
    return f"claimcheck index PATH… --index {shlex.quote(near(folder))}"


def near(path: Path) -> str:
    """A path as people write it: relative to the working folder where it lies under it."""
    absolute, here = Path(os.path.abspath(path)), Path(os.path.abspath("."))
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """A new generation to fill, under the lock; what dead builds left is removed first.

    Afterwards only the generation in use is left: the former one where the block did
    not `switch`.

    :raises StoreError: when the folder cannot be written or another build writes it.
    """
    try:
        (folder / _GENERATIONS).mkdir(parents=True, exist_ok=True)
        with lock.held(folder / _LOCK):
            _sweep(folder, keep=_serving(folder))
            made = generation(folder, _next(folder))
            made.mkdir()
            try:
                yield made
            finally:
                _sweep(folder, keep=_serving(folder))
    except OSError as error:
        raise StoreError(
            f"the index cannot be written: {error.strerror or error}",
            location=str(folder),
            remedy="give a folder that you may write with --index",
        ) from None


def switch(made: Path) -> None:
    """Make a filled generation the current one, in one step that survives a power cut."""
    for path in sorted(made.iterdir()):
        _sync(path)
    _sync(made)
    _sync(made.parent)
    digest = hashlib.sha256((made / MANIFEST).read_bytes()).hexdigest()
    folder = made.parent.parent
    fresh = folder / f"{_CURRENT}.new"
    fresh.write_text(f"{made.name} {digest}\n", encoding="ascii")
    _sync(fresh)
    os.replace(fresh, folder / _CURRENT)
    _sync(folder)


def _serving(folder: Path) -> int | None:
    try:
        pointer = current(folder)
    except StoreError:
        return None
    return pointer.number if pointer else None


def _next(folder: Path) -> int:
    names = [p.name for p in (folder / _GENERATIONS).iterdir() if p.name.isdecimal()]
    serving = _serving(folder) or 0
    return max([serving, *map(int, names)], default=0) + 1


def _sweep(folder: Path, *, keep: int | None) -> None:
    """Remove the generations not in use, as far as the system lets go of them."""
    for path in (folder / _GENERATIONS).iterdir():
        if keep is None or path.name != str(keep):
            shutil.rmtree(path, ignore_errors=True)


def _sync(path: Path) -> None:
    """Bring a file or folder to disk; systems that cannot do so for folders are let be."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if path.is_file() and os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
