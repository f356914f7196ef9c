"""Fill one generation: the store from the sources, the vectors from the store.

Memory: one article and one window of texts at a time, and the vectors once, while the FAISS
file is written.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from claimcheck.errors import ClaimcheckError, ManyErrors
from claimcheck.retrieval import corpus, generations, vectors
from claimcheck.retrieval.embeddings import Embeddings
from claimcheck.retrieval.encoder import Encoder
from claimcheck.retrieval.former import Former, SourceFile
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.store import CLASH, Skip, Store, StoreWriter
from claimcheck.sources import Names
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Sentence

#: Texts sorted by length together, so that batches are even.
WINDOW = 4096

#: Texts embedded and committed at a time: a second or two of work, and of loss when killed.
STEP = 256

READING = "reading"
EMBEDDING = "embedding"

T = TypeVar("T")


Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is: files when reading, texts
when embedding."""


class Builder:
    """Fills the generation `made` of the index in `folder`."""

    def __init__(self, folder: Path, made: Path, encoder: Encoder, progress: Progress) -> None:
        self.articles = self.sentences = 0
        self.skipped: list[Skip] = []
        self._folder, self._made = folder, made
        self._encoder = encoder
        self._progress = progress

    def read(
        self, files: Sequence[SourceFile], root: Path, former: Former, names: Names | None
    ) -> None:
        """Fill the store; files that have not changed are taken from the former index."""
        ids: set[str] = set()
        with closing(StoreWriter(self._made / generations.STORE)) as store:
            for done, each in enumerate(files):
                self._progress(READING, done, len(files))
                file = store.add_file(each.state)
                known = former.items(each.state.path) if each.same else None
                items = known or _read(each.path, root, names)
                for item in items:
                    skip = item if isinstance(item, Skip) else _add(store, file, *item, ids)
                    if skip is not None:
                        store.add_skip(file, skip)
                        self.skipped.append(skip)
            self._progress(READING, len(files), len(files))
            self.articles, self.sentences = store.articles, store.sentences
            store.finish()

    def embed(self) -> tuple[int, int]:
        """Give every sentence its vector: how many were computed, and their length."""
        path = self._folder / generations.EMBEDDINGS
        try:
            return self._embed(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # full or locked, not damaged
            for each in (path, path.with_name(f"{path.name}-journal")):
                each.unlink(missing_ok=True)
            return self._embed(path)

    def _embed(self, known: Path) -> tuple[int, int]:
        with (
            closing(Store(self._made / generations.STORE)) as store,
            closing(Embeddings(known, self._encoder.fingerprint)) as kept,
        ):
            embedded = self._compute(store, kept)
            (first,) = kept.get([next(store.digests())]).values()
            dim = len(first) // vectors.BYTES
            path = self._made / generations.VECTORS
            vectors.write(path, _rows(store, kept), dim, rows=self.sentences)
        return embedded, dim

    def _compute(self, store: Store, kept: Embeddings) -> int:
        """Embed the texts that have no vector yet; how many there were."""
        todo = _unknown(store, kept)
        done = 0
        for start in range(0, len(todo), WINDOW):
            window = sorted(store.texts(todo[start : start + WINDOW]), key=len, reverse=True)
            for texts in blocks(iter(window), STEP):
                self._progress(EMBEDDING, done, len(todo))
                rows = vectors.as_bytes(self._encoder.encode(texts))
                kept.put(dict(zip(map(text_digest, texts), rows, strict=True)))
                done += len(texts)
        if todo:
            self._progress(EMBEDDING, done, len(todo))
        return len(todo)

    def tidy(self) -> None:
        """Forget the vectors that the new generation does not need, if that can be done."""
        path = self._folder / generations.EMBEDDINGS
        with suppress(sqlite3.Error), closing(Embeddings(path, self._encoder.fingerprint)) as kept:
            kept.keep_only(self._made / generations.STORE)


def strictly(skipped: Sequence[Skip]) -> None:
    """Refuse whatever was skipped.

    :raises SourceError: for one fault.
    :raises ManyErrors: for several.
    """
    errors: list[ClaimcheckError] = [corpus.as_skipped(skip).error() for skip in skipped]
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)


def _read(
    path: Path, root: Path, names: Names | None
) -> Iterator[tuple[Article, Sequence[Sentence]] | Skip]:
    for item in corpus.read(path, root=root, names=names):
        yield item if isinstance(item, Skip) else (item, sentences(item))


def _add(
    store: StoreWriter, file: int, article: Article, cut: Sequence[Sentence], ids: set[str]
) -> Skip | None:
    """Add an article, or say why not."""
    line = article.anchors[0][1] if article.anchors else None
    if article.id in ids:
        why = f"the id {article.id!r} is taken by another article"
        return Skip(article.path, why, line, part=CLASH)
    try:
        store.add_article(file, article, cut)
    except UnicodeEncodeError:
        return Skip(article.path, "holds half a surrogate pair, which is no character", line)
    ids.add(article.id)
    return None


def _unknown(store: Store, kept: Embeddings) -> array[int]:
    """The first sentence of each text that has no vector yet: 8 bytes for each."""
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
