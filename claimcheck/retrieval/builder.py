"""Fill one generation: the store from the sources, the vectors from the store.

Memory: one article and one window of texts at a time, and the vectors once, while the FAISS
file is written.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from claimcheck.errors import ClaimcheckError, ManyErrors
from claimcheck.retrieval import corpus, generations, postings, static, vectors
from claimcheck.retrieval.embeddings import Embeddings
from claimcheck.retrieval.encoder import Encoder
from claimcheck.retrieval.former import Former, SourceFile
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.manifest import Manifest, Part, record
from claimcheck.retrieval.postings import Gathered
from claimcheck.retrieval.profile import FAST
from claimcheck.retrieval.static import StaticModel
from claimcheck.retrieval.store import CLASH, Skip, Store
from claimcheck.retrieval.storewriter import StoreWriter
from claimcheck.sources import Names
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Sentence

#: Texts sorted by length together, so that batches are even.
WINDOW = 4096

#: Texts embedded and committed at a time: a second or two of work, and of loss when killed.
STEP = 256

#: Vectors on their way into an index that has to see them more than once.
SPOOL = "spool"

READING = "reading"
EMBEDDING = "embedding"

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

T = TypeVar("T")


Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is: files when reading, texts
when embedding."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is in a generation: the parts, the model's dimensions, how many vectors were new."""

    computed: int
    dim: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """What one file of vectors is, and how many of them are new."""

    kind: str
    dim: int
    recall: float
    computed: int


Writing = Callable[[Path], WrittenRows]


class Builder:
    """Fills the generation `made` of the index in `folder`."""

    def __init__(
        self,
        folder: Path,
        made: Path,
        encoder: Encoder,
        progress: Progress,
        *,
        names: Names | None = None,
    ) -> None:
        self.articles = self.sentences = 0
        self.skipped: list[Skip] = []
        self._gathered = Gathered()
        self._folder, self._made = folder, made
        self._encoder = encoder
        self._progress = progress
        self._names = names

    # ----------------------------------------------------------------------
    # Articles

    def read(self, files: Sequence[SourceFile], root: Path, former: Former) -> None:
        """Fill the store; files that have not changed are taken from the former index."""
        with closing(StoreWriter(self._made / generations.STORE)) as store:
            for done, each in enumerate(files):
                self._progress(READING, done, len(files))
                file = store.add_file(each.state)
                items = (
                    former.items(each.state.path)
                    if each.same
                    else _read(each.path, root, self._names)
                )
                self.skipped += self._add(store, file, items)
            self._progress(READING, len(files), len(files))
            self._finish(store)

    def amend(self, files: Sequence[SourceFile], root: Path, former: Former) -> bool:
        """Fill the store from a copy of the former one; false where that cannot be done.

        It cannot where an id is claimed twice: which article has it depends on all files.
        """
        path = self._made / generations.STORE
        known = former.copy_store(path)
        with closing(StoreWriter(path, rows=former.rows)) as store:
            changed = [each for each in files if not each.same]
            kept = {each.state.path: each.state for each in files if each.same}
            for name in known.keys() - kept.keys():
                store.remove_file(name)
            for name, state in kept.items():
                if known[name] != state:
                    store.touch_file(state)
            for done, each in enumerate(changed):
                self._progress(READING, done, len(changed))
                file = store.add_file(each.state)
                if any(
                    s.part == CLASH
                    for s in self._add(store, file, _read(each.path, root, self._names))
                ):
                    break
            else:
                self._progress(READING, len(changed), len(changed))
                self._finish(store)
                with closing(Store(path)) as made:
                    self.skipped += sorted(made.skipped(), key=lambda skip: skip.path)
                return True
        path.unlink()
        self._gathered = Gathered()
        return False

    def _add(
        self,
        store: StoreWriter,
        file: int,
        items: Iterable[tuple[Article, Sequence[Sentence]] | Skip],
    ) -> list[Skip]:
        """Add what a file holds; what of it gave no article."""
        skipped = []
        for item in items:
            skip = item if isinstance(item, Skip) else self._article(store, file, *item)
            if skip is not None:
                store.add_skip(file, skip)
                skipped.append(skip)
        return skipped

    def _article(
        self, store: StoreWriter, file: int, article: Article, cut: Sequence[Sentence]
    ) -> Skip | None:
        """Add an article, or say why not."""
        line = article.anchors[0][1] if article.anchors else None
        if store.has_article(article.id):
            why = f"the id {article.id!r} is taken by another article"
            return Skip(article.path, why, line, part=CLASH)
        try:
            self._gathered.add(store.add_article(file, article, cut))
        except UnicodeEncodeError:
            return Skip(article.path, "holds half a surrogate pair, which is no character", line)
        return None

    def _finish(self, store: StoreWriter) -> None:
        self.articles, self.sentences = store.articles, store.sentences
        store.finish()

    # ----------------------------------------------------------------------
    # Vectors and words

    def index(self, like: Manifest, former: Sequence[Part] = ()) -> Filled:
        """Write vectors and words of the sentences read, beside the `former` parts."""
        path = self._folder / generations.EMBEDDINGS
        try:
            return self._index(path, like, former)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # full or locked, not damaged
            for each in (path, path.with_name(f"{path.name}-journal")):
                each.unlink(missing_ok=True)
            return self._index(path, like, former)

    def _index(self, known: Path, like: Manifest, former: Sequence[Part]) -> Filled:
        rows, number = len(self._gathered.ends), len(former)
        first = sum(part.rows for part in former)
        if not rows:
            return Filled(0, like.model.dim, tuple(former))
        with closing(Embeddings(known, self._encoder.fingerprint)) as kept:
            taken = sum(part.vectors.size for part in former) // vectors.MIB
            memory = max(like.memory - taken, 1)
            if like.profile == FAST:
                known_dim = like.model.dim if former else None
                dim, writing = self._by_words(kept, memory, known_dim)
            else:
                dim, writing = self._by_model(kept, memory, first)
            written = writing(self._made / generations.vectors(number))
        words = self._made / generations.words(number)
        postings.write(words, self._gathered)
        part = Part(
            first=first,
            rows=rows,
            kind=written.kind,
            dim=written.dim,
            recall=written.recall,
            vectors=record(self._made / generations.vectors(number)),
            words=record(words),
        )
        return Filled(written.computed, dim, (*former, part))

    def _by_model(self, kept: Embeddings, memory: int, first: int) -> tuple[int, Writing]:
        """How the vectors of the sentences from `first` on are written, by the model itself."""
        with closing(Store(self._made / generations.STORE)) as store:
            todo = _unknown(store, kept, first)
            self._embed(kept, todo, store.texts)
            (one,) = kept.get([next(store.digests(first))]).values()
        dim = len(one) // vectors.BYTES

        def blocks() -> Iterator[Vectors]:
            with closing(Store(self._made / generations.STORE)) as store:
                for block in blocks_of(store.digests(first), WINDOW):
                    have = kept.get(block)
                    yield vectors.as_rows(b"".join(have[digest] for digest in block), dim)

        return dim, lambda path: self._write(path, blocks, dim, memory, computed=len(todo))

    def _by_words(self, kept: Embeddings, memory: int, dim: int | None) -> tuple[int, Writing]:
        """How they are written as sums of the vectors of words.

        `dim` is that of the model where the former index's words are taken, else None.
        """
        path = self._made / generations.STATIC
        if dim is None:
            dim = self._distil(kept, path)
        with path.open("rb") as file:
            model = StaticModel.read(file)
        rows = len(self._gathered.ends)

        def blocks() -> Iterator[Vectors]:
            return model.rows(self._gathered)

        return dim, lambda path: self._write(
            path, blocks, model.dim, memory, computed=rows, coarse=True
        )

    def _distil(self, kept: Embeddings, path: Path) -> int:
        """Write the table of words, made of some sentences too; the model's dimensions."""
        words, counts = static.vocabulary(self._gathered)
        every = len(self._gathered.ends)
        with closing(Store(self._made / generations.STORE)) as store:
            some = list(store.texts(range(0, every, -(-every // static.SAMPLE))))
        texts = [*words, *some]
        digests = [text_digest(text) for text in texts]
        have = kept.get(digests)
        todo = {d: at for at, d in enumerate(digests) if d not in have}
        self._embed(kept, array("q", todo.values()), lambda chosen: (texts[at] for at in chosen))
        have = kept.get(digests)
        dim = len(have[digests[0]]) // vectors.BYTES
        rows = vectors.as_rows(b"".join(have[each] for each in digests), dim)
        raw, wanted = rows[: len(words)], rows[len(words) :]
        static.distilled(words, counts, len(self._gathered.words), raw, some, wanted).write(path)
        return dim

    def _embed(
        self, kept: Embeddings, todo: array[int], texts_of: Callable[[array[int]], Iterable[str]]
    ) -> None:
        """Embed texts that have no vector yet, by their numbers."""
        done = 0
        for start in range(0, len(todo), WINDOW):
            window = sorted(texts_of(todo[start : start + WINDOW]), key=len, reverse=True)
            for texts in blocks_of(iter(window), STEP):
                self._progress(EMBEDDING, done, len(todo))
                rows = vectors.as_bytes(self._encoder.encode(texts))
                kept.put(dict(zip(map(text_digest, texts), rows, strict=True)))
                done += len(texts)
        if todo:
            self._progress(EMBEDDING, done, len(todo))

    def _write(
        self,
        path: Path,
        blocks: vectors.Blocks,
        dim: int,
        memory: int,
        *,
        computed: int,
        coarse: bool = False,
    ) -> WrittenRows:
        rows = len(self._gathered.ends)
        kind = vectors.kind(rows, dim, memory, coarse=coarse)
        with vectors.spooled(self._made / SPOOL, blocks, dim, rows, kind) as again:
            written = vectors.write_as(path, kind, again, dim, rows)
        return WrittenRows(kind, dim, written.recall, computed)

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


def _unknown(store: Store, kept: Embeddings, first: int) -> array[int]:
    """The first sentence of each text that has no vector yet, from a number on: 8 bytes each."""
    todo = array("q")
    for block in blocks_of(store.distinct(first), WINDOW):
        have = kept.get(digest for _, digest in block)
        todo.extend(number for number, digest in block if digest not in have)
    return todo


def blocks_of(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`."""
    while block := list(islice(items, size)):
        yield block
