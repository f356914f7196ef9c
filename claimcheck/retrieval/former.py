"""The index that serves while the next one is built: what of it can be taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import StoreError
from claimcheck.retrieval import corpus, generations, manifest
from claimcheck.retrieval.hashing import reader_digest
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.store import FileState, Skip, Store
from claimcheck.sources import Names
from claimcheck.types import Article, Sentence


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file as it is now, and whether the former index holds it as such."""

    path: Path
    state: FileState
    same: bool


class Former:
    """The former index; empty where there is none, or none that is whole and of today's code."""

    def __init__(self, folder: Path, *, names: Names | None = None) -> None:
        self._reader = reader_digest(names)
        self.manifest: Manifest | None = None
        self._folder = folder
        self._number = 0
        self._store: Store | None = None
        try:
            self._open()
        except (StoreError, OSError, sqlite3.Error):
            self.close()  # what is damaged is built anew, from the sources
            self.manifest = None

    def _open(self) -> None:
        pointer = generations.current(self._folder)
        if pointer is None:
            return
        known = manifest.read(self._folder, pointer)
        path = generations.generation(self._folder, pointer.number) / generations.STORE
        if known.reader == self._reader and manifest.record(path) == known.store:
            self._store = Store(path)
            self.manifest, self._number = known, pointer.number

    def close(self) -> None:
        """Close its store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def files(self, found: Sequence[Path], root: Path) -> list[SourceFile]:
        """The files of today, each beside what was read of it."""
        old = {each.path: each for each in self._store.files()} if self._store else {}
        clashing = self._store.clashing() if self._store else frozenset()
        since = self.manifest.built if self.manifest else None
        made = []
        for path in found:
            name = corpus.name_of(path, root=root)
            known = old.get(name)
            state = corpus.state(path, name, known, since)
            same = known is not None and state.sha256 == known.sha256 != ""
            made.append(SourceFile(path, state, same and name not in clashing))
        return made

    def items(self, name: str) -> Iterator[tuple[Article, Sequence[Sentence]] | Skip]:
        """What it holds of a file: the articles with their sentences, and what was skipped."""
        if self._store is not None:
            for stored in self._store.articles(name):
                yield stored.article, self._store.sentences(stored)
            yield from self._store.skipped(name)

    def skipped(self) -> tuple[Skip, ...]:
        """All that gave no article."""
        return tuple(self._store.skipped()) if self._store else ()

    def answers(self, files: Sequence[SourceFile], like: Manifest) -> bool:
        """Whether it is what a build of these files would make: `like`, but for its contents."""
        known = self.manifest
        if known is None or known.files != len(files) or not all(each.same for each in files):
            return False
        if known.identity() != like.identity():
            return False
        try:
            manifest.check_files(self._folder, self._number, known)
        except (StoreError, OSError):
            return False
        return True
