"""Build an index: read what changed, embed what is new, switch to it in one step.

The index holds exactly the articles under the paths that are given: what lay in the
former one and is not among them is gone. Memory: one article and one window of texts at a
time, and the vectors once, while the FAISS file is written.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, ManyErrors, SourceError, StoreError
from claimcheck.retrieval import corpus, generations, manifest, vectors
from claimcheck.retrieval.embeddings import Cache, Embeddings
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.hashing import reader_digest, text_digest
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.store import CLASH, FileState, Skip, Store, StoreWriter
from claimcheck.sources import SUFFIXES, FoundFiles, Skipped
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Sentence

#: Texts embedded, and committed, at a time: enough to sort them by length into even batches.
WINDOW = 4096

READING = "reading"
EMBEDDING = "embedding"
EMBEDDINGS = generations.EMBEDDINGS
CACHE = generations.CACHE

T = TypeVar("T")


Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is: files when reading, texts
when embedding."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `unchanged` of the `files` were not read again. Of the `sentences`, `embedded` got a new
    vector, `reused` one that was known. `skipped` names what gave no article, also in
    unchanged files; `unknown` counts by suffix the files that no source reads. `fresh` is
    false where nothing had changed, so that the former generation stays.
    """

    folder: Path
    model: str
    files: int
    unchanged: int
    articles: int
    sentences: int
    embedded: int
    reused: int
    fresh: bool = True
    skipped: tuple[Skipped, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()


def build(
    paths: Sequence[Path],
    *,
    folder: Path,
    now: datetime,
    model: str | None = None,
    strict: bool = False,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> BuildReport:
    """Build the index of the articles under `paths` in `folder`.

    `now` is aware of its zone. With `strict`, anything that cannot be read fails the build.
    `encoder` stands in for the model of this name. Whatever fails or is interrupted
    leaves the former index serving.

    :raises SourceError: when there is nothing to index, or a path does not exist.
    :raises ManyErrors: with `strict`, when several things cannot be read.
    :raises StoreError: when the folder cannot be written, or another build writes it.
    :raises ModelError: when the model cannot be found or loaded.
    """
    root = Path(os.path.abspath("."))
    found = corpus.found(paths, root=root, index=folder)
    if not found.files:
        raise _nothing(paths, found)
    with generations.writing(folder) as made, closing(Cache(folder / CACHE)) as cache:
        known = encoder or load_encoder(model, digest=cache.file_digest)
        try:
            builder = _Builder(folder, made, known, progress or _silent)
            with closing(_Former.open(folder)) as former:
                if former.serves(paths, root=root, folder=folder, encoder=known):
                    return former.report(folder, found)
                unchanged = builder.read(found, root, former, strict=strict)
            if not builder.sentences:
                raise _nothing(paths, found, builder.skipped)
            embedded, dim = builder.embed()
            written = _manifest(builder, known, model, dim, paths, root, now)
            manifest.write(written, made / generations.MANIFEST)
            generations.switch(made)
            builder.tidy()
        except (sqlite3.Error, OSError) as error:
            raise _unwritable(folder, error) from None
    return BuildReport(
        folder=folder,
        model=known.name,
        files=written.files,
        unchanged=unchanged,
        articles=written.articles,
        sentences=written.sentences,
        embedded=embedded,
        reused=written.sentences - embedded,
        skipped=tuple(map(corpus.as_skipped, builder.skipped)),
        unknown=tuple(found.unknown.items()),
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class _Former:
    """The index that serves while the next one is built; empty where none is of use."""

    def __init__(
        self, store: Store | None = None, known: Manifest | None = None, *, whole: bool = False
    ) -> None:
        self.store = store
        self._known = known
        self._whole = whole  # the vectors are sound as well as the store
        self.files = {each.path: each for each in store.files()} if store else {}
        self._clashing = store.clashing() if store else frozenset()

    @classmethod
    def open(cls, folder: Path) -> _Former:
        """The index in `folder`, if its store is whole."""
        try:
            pointer = generations.current(folder)
            if pointer is not None:
                known = manifest.read(folder, pointer)
                home = generations.generation(folder, pointer.number)
                path = home / generations.STORE
                if known.reader == reader_digest() and manifest.record(path) == known.store:
                    whole = _is(home / generations.VECTORS, known.vectors)
                    return cls(Store(path), known, whole=whole)
        except (StoreError, OSError, sqlite3.Error):
            pass  # what is damaged is built anew, from the sources
        return cls()

    def close(self) -> None:
        if self.store is not None:
            self.store.close()

    def serves(self, paths: Sequence[Path], *, root: Path, folder: Path, encoder: Encoder) -> bool:
        """Whether it is what a build would make: the same paths, files and model.

        What was skipped before is tried again.
        """
        known = self._known
        return (
            self.store is not None
            and known is not None
            and self._whole
            and known.paths == _names(paths, root)
            and known.root == _relative(root, folder)
            and known.model.fingerprint == encoder.fingerprint
            and not any(self.store.skipped())
            and not corpus.changes(
                self.files.values(), known.paths, root=root, index=folder, since=known.built
            )
        )

    def report(self, folder: Path, found: FoundFiles) -> BuildReport:
        """What is said of a build that had nothing to do."""
        assert self._known is not None
        return BuildReport(
            folder=folder,
            model=self._known.model.name,
            files=self._known.files,
            unchanged=self._known.files,
            articles=self._known.articles,
            sentences=self._known.sentences,
            embedded=0,
            reused=self._known.sentences,
            fresh=False,
            skipped=found.faults,
            unknown=tuple(found.unknown.items()),
        )

    def state(self, path: Path, name: str) -> tuple[FileState, bool]:
        """The file as it is, and whether the former index holds it as such."""
        old = self.files.get(name)
        new = corpus.state(path, name, old, self._known.built if self._known else None)
        same = old is not None and new.sha256 == old.sha256 != ""
        return new, same and name not in self._clashing


def _is(path: Path, known: manifest.FileRecord) -> bool:
    try:
        return manifest.record(path) == known
    except OSError:
        return False


class _Builder:
    """Fills one generation."""

    def __init__(self, folder: Path, made: Path, encoder: Encoder, progress: Progress) -> None:
        self.folder, self.made = folder, made
        self.files = self.articles = self.sentences = 0
        self.skipped: list[Skip] = []
        self._encoder = encoder
        self._progress = progress

    def read(self, found: FoundFiles, root: Path, former: _Former, *, strict: bool) -> int:
        """Fill the store; how many files had not changed."""
        self.skipped += [corpus.as_skip(fault) for fault in found.faults]
        unchanged = 0
        ids: set[str] = set()
        with closing(StoreWriter(self.made / generations.STORE)) as store:
            for done, path in enumerate(found.files):
                self._progress(READING, done, len(found.files))
                name = corpus.name_of(path, root=root)
                state, same = former.state(path, name)
                file = store.add_file(state)
                items = _kept(former.store, name) if same and former.store else _read(path, root)
                for item in items:
                    skip = item if isinstance(item, Skip) else _add(store, file, *item, ids)
                    if skip is not None:
                        store.add_skip(file, skip)
                        self.skipped.append(skip)
                unchanged += same
            self._progress(READING, len(found.files), len(found.files))
            if strict and self.skipped:
                raise _strictly(self.skipped)
            self.files, self.articles = len(found.files), store.articles
            self.sentences = store.sentences
            store.finish()
        return unchanged

    def embed(self) -> tuple[int, int]:
        """Give every sentence its vector: how many were computed, and their length."""
        path = self.folder / EMBEDDINGS
        try:
            return self._embed(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # full or locked, not damaged
            for each in (path, path.with_name(f"{path.name}-journal")):
                each.unlink(missing_ok=True)
            return self._embed(path)

    def _embed(self, path: Path) -> tuple[int, int]:
        with (
            closing(Store(self.made / generations.STORE)) as store,
            closing(Embeddings(path, self._encoder.fingerprint)) as kept,
        ):
            todo = _unknown(store, kept)
            for start in range(0, len(todo), WINDOW):
                self._progress(EMBEDDING, start, len(todo))
                texts = list(store.texts(todo[start : start + WINDOW]))
                rows = vectors.as_bytes(self._encoder.encode(texts))
                kept.put(dict(zip(map(text_digest, texts), rows, strict=True)))
            if todo:
                self._progress(EMBEDDING, len(todo), len(todo))
            (first,) = kept.get([next(store.digests())]).values()
            dim = len(first) // vectors.BYTES
            vectors.write(self.made / generations.VECTORS, _rows(store, kept), dim)
        return len(todo), dim

    def tidy(self) -> None:
        """Forget the vectors that the new generation does not need."""
        with closing(Embeddings(self.folder / EMBEDDINGS, self._encoder.fingerprint)) as kept:
            kept.keep_only(self.made / generations.STORE)


def _read(path: Path, root: Path) -> Iterator[tuple[Article, tuple[Sentence, ...]] | Skip]:
    for item in corpus.read(path, root=root):
        yield item if isinstance(item, Skip) else (item, sentences(item))


def _kept(store: Store, name: str) -> Iterator[tuple[Article, tuple[Sentence, ...]] | Skip]:
    """What the former index holds of an unchanged file."""
    for stored in store.articles(name):
        yield stored.article, store.sentences(stored)
    yield from store.skipped(name)


def _add(
    store: StoreWriter,
    file: int,
    article: Article,
    cut: Sequence[Sentence],
    ids: set[str],
) -> Skip | None:
    """Add an article, or say why not."""
    if article.id in ids:
        line = article.anchors[0][1] if article.anchors else None
        why = f"the id {article.id!r} is taken by another article"
        return Skip(article.path, why, line, part=CLASH)
    try:
        store.add_article(file, article, cut)
    except UnicodeEncodeError:
        return Skip(article.path, "holds half a surrogate pair, which is no character")
    ids.add(article.id)
    return None


def _unknown(store: Store, kept: Embeddings) -> array[int]:
    """The first sentence of each text that has no vector yet, 8 bytes for each."""
    todo = array("q")
    for block in blocks(store.distinct(), WINDOW):
        have = kept.get(digest for _, digest in block)
        todo.extend(number for number, digest in block if digest not in have)
    return todo


def _rows(store: Store, kept: Embeddings) -> Iterator[list[bytes]]:
    """The vectors of all sentences in order, by blocks."""
    for block in blocks(store.digests(), WINDOW):
        have = kept.get(block)
        yield [have[digest] for digest in block]


def blocks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`."""
    while block := list(islice(items, size)):
        yield block


def _manifest(
    builder: _Builder,
    encoder: Encoder,
    model: str | None,
    dim: int,
    paths: Sequence[Path],
    root: Path,
    now: datetime,
) -> Manifest:
    if model is not None and Path(model).expanduser().is_dir():
        model = corpus.name_of(Path(model).expanduser(), root=root)
    return Manifest(
        schema=manifest.SCHEMA,
        claimcheck=__version__,
        created=now.astimezone(UTC).isoformat(timespec="seconds"),
        model=manifest.Model(encoder.name, model, encoder.fingerprint, dim),
        root=_relative(root, builder.folder),
        paths=_names(paths, root),
        reader=reader_digest(),
        files=builder.files,
        articles=builder.articles,
        sentences=builder.sentences,
        store=manifest.record(builder.made / generations.STORE),
        vectors=manifest.record(builder.made / generations.VECTORS),
    )


def _names(paths: Sequence[Path], root: Path) -> tuple[str, ...]:
    return tuple(corpus.name_of(path, root=root) for path in paths)


def _relative(root: Path, folder: Path) -> str:
    """The working folder as seen from the index, so that both can be moved together."""
    try:
        return Path(os.path.relpath(os.path.realpath(root), os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return root.as_posix()


def _nothing(paths: Sequence[Path], found: FoundFiles, skipped: Sequence[Skip] = ()) -> SourceError:
    places = ", ".join(manifest.near(path) for path in paths)
    others = ", ".join(
        f"{count} {suffix or 'without a suffix'}" for suffix, count in found.unknown.items()
    )
    why = f" (found: {others})" if others else ""
    why += f" ({skipped[0].path}: {skipped[0].why})" if skipped else ""
    return SourceError(
        f"no articles to index{why}",
        location=places,
        remedy=f"give files or folders that hold {', '.join(SUFFIXES)}; a former index is kept",
    )


def _strictly(skipped: Sequence[Skip]) -> ClaimcheckError:
    errors = [corpus.as_skipped(skip).error() for skip in skipped]
    return errors[0] if len(errors) == 1 else ManyErrors(errors)


def _unwritable(folder: Path, error: Exception) -> StoreError:
    what = error.strerror if isinstance(error, OSError) else None
    return StoreError(
        f"the index cannot be written: {what or error}",
        location=str(folder),
        remedy="free some space or give another folder with --index; a former index is kept",
    )
