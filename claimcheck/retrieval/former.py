"""The index that serves while the next one is built: what of it can be taken over."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import StoreError
from claimcheck.retrieval import corpus, generations, manifest
from claimcheck.retrieval.hashing import reader_digest
from claimcheck.retrieval.manifest import Manifest, Part
from claimcheck.retrieval.store import FileState, Skip, Store
from claimcheck.sources import Names
from claimcheck.types import Article, Sentence

#: Sentences from which on a build goes on from the former index: fewer are as quickly written anew.
LARGE = 20_000
#: Parts that an index is left with, at most, and the share of its numbers that may be empty. Where
#: there would be more, all is written anew as one part.
MOST_PARTS = 16
MOST_GONE = 0.2


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
        return (
            known is not None
            and known.files == len(files)
            and all(each.same for each in files)
            and known.paths == like.paths
            and self._is_whole(like)
        )

    def can_be_amended(self, files: Sequence[SourceFile], like: Manifest) -> bool:
        """Whether it is worth to go on from it, and it is whole."""
        known = self.manifest
        if known is None or self._store is None or known.sentences < LARGE:
            return False
        if len(known.parts) >= MOST_PARTS or self._store.clashing():
            return False
        kept = self._store.sentences_in(each.state.path for each in files if each.same)
        return known.rows - kept <= MOST_GONE * known.rows and self._is_whole(like)

    def _is_whole(self, like: Manifest) -> bool:
        known = self.manifest
        if known is None or known.identity() != like.identity():
            return False
        try:
            manifest.check_files(self._folder, self._number, known, checked=[generations.STORE])
        except (StoreError, OSError):
            return False
        return True

    @property
    def rows(self) -> int:
        """How many numbers sentences have in it."""
        return self.manifest.rows if self.manifest else 0

    def copy_store(self, path: Path) -> dict[str, FileState]:
        """Copy its store to a path; the source files that are in it, by their names."""
        assert self._store is not None
        shutil.copyfile(self._home() / generations.STORE, path)
        return {each.path: each for each in self._store.files()}

    def hand_over(self, made: Path) -> tuple[Part, ...]:
        """Give its parts, and the table of words they go with, to the generation in a folder."""
        assert self.manifest is not None
        for name, _ in self.manifest.records():
            if name != generations.STORE:
                _link(self._home() / name, made / name)
        return self.manifest.parts

    def _home(self) -> Path:
        return generations.generation(self._folder, self._number)


def _link(path: Path, made: Path) -> None:
    """Give a file, which nobody changes, a second name; a copy where the system has no links."""
    try:
        os.link(path, made)
    except OSError:
        shutil.copyfile(path, made)
