"""Search an index: by meaning and by words, fused by rank."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from claimcheck.errors import StoreError
from claimcheck.retrieval import generations, lexical, manifest
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.hashing import searcher_digest, text_digest
from claimcheck.retrieval.hits import LEXICAL, VECTORS, Hit, Question, packed, unpacked
from claimcheck.retrieval.holdings import Holdings
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.store import Store, Stored
from claimcheck.retrieval.vectors import (
    DamagedVectors,
    VectorFile,
    VectorIndex,
    as_bytes,
    as_rows,
)
from claimcheck.text.notation import notation_of
from claimcheck.types import Context, Evidence, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The constant k of reciprocal rank fusion, the sum of 1 / (k + rank) over the searches, as
#: published: Cormack, Clarke and Büttcher, SIGIR 2009, section 2.
RRF_K = 60

#: Sentences that each search hands to the fusion, at least; and for each one asked for.
DEPTH = 50
DEPTH_PER_RESULT = 5

#: Sentences for a text where the caller does not say: as many as `verify` takes.
DEFAULT_K = 12

_TRIES = 3  # how often a build may switch while an index is opened
_ARTICLES_IN_MEMORY = 512


class Index(Holdings):
    """An index opened for searching; what it answers is of one generation throughout.

    `cache` is what need not be computed again, for whoever works with it.
    Used as ``with Index.open(folder) as index:``.
    """

    def __init__(
        self,
        folder: Path,
        known: Manifest,
        store: Store,
        vectors: VectorFile,
        encoder: Encoder,
        cache: Cache,
        digest: str,
    ) -> None:
        super().__init__(folder, known, store)
        self.cache = cache
        self._file = vectors
        self._searched = f"{digest} {searcher_digest()}"
        self._encoder = encoder
        self._queries: dict[bytes, bytes] = {}
        self._stored = lru_cache(_ARTICLES_IN_MEMORY)(store.article_of)

    @classmethod
    def open(
        cls, folder: Path, *, model: str | None = None, encoder: Encoder | None = None
    ) -> Index:
        """The index in `folder`, every byte of it checked.

        Without `model` its own model is used. `encoder` stands in for the model of that name.

        :raises StoreError: when it is missing, damaged or of another schema or model.
        :raises ModelError: when the model cannot be found.
        """
        for _ in range(_TRIES):
            try:
                pointer = generations.current(folder)
                if pointer is None:
                    raise StoreError(
                        "there is no index here",
                        location=str(folder),
                        remedy=f"build it: {manifest.rebuild_unknown(folder)}",
                    )
                return cls._of(folder, pointer, model, encoder)
            except FileNotFoundError as error:
                missing = Path(error.filename or "a file").name
                if generations.current(folder) == pointer:
                    break  # not replaced by a build: it is gone
            except OSError as error:
                raise StoreError(
                    f"the index cannot be read: {error.strerror or error}",
                    location=str(folder),
                    remedy="check its permissions",
                ) from None
        raise manifest.damaged(folder, f"{missing} is missing")

    @classmethod
    def _of(
        cls,
        folder: Path,
        pointer: generations.Pointer,
        model: str | None,
        encoder: Encoder | None,
    ) -> Index:
        known = manifest.read(folder, pointer)
        manifest.check_files(folder, pointer.number, known)
        home = generations.generation(folder, pointer.number)
        cache = Cache(folder / generations.CACHE)
        try:
            used = encoder or load_encoder(
                model or known.model_of(folder), digest=cache.file_digest
            )
            _same_model(used, known, folder)
            store = Store(home / generations.STORE)
            vectors = VectorFile(
                home / generations.VECTORS, rows=known.sentences, dim=known.model.dim
            )
        except BaseException as error:
            cache.close()
            if isinstance(error, sqlite3.Error):
                raise manifest.damaged(folder, str(error), known) from None
            raise
        return cls(folder, known, store, vectors, used, cache, pointer.digest)

    def close(self) -> None:
        """Close its files."""
        self._store.close()
        self._file.close()
        self.cache.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ----------------------------------------------------------------------
    # Search

    def search(
        self, text: str, *, k: int = DEFAULT_K, sources: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """The `k` sentences that fit `text` best, best first: see `search_many`."""
        return self.search_many([text], k=k, sources=[sources])[0]

    def search_many(
        self,
        texts: Sequence[str],
        *,
        k: int = DEFAULT_K,
        sources: Sequence[Sequence[str]] = (),
        without: Sequence[Sequence[str]] = (),
    ) -> tuple[tuple[Evidence, ...], ...]:
        """For each text the `k` sentences that fit it best, best first.

        `sources` are glob patterns for each text; only articles whose id, path, file name or
        outlet matches one are searched, so that a restricted search still gives `k`; none
        means all articles. `without` are, for each text, the ids of articles that are not
        searched. Scores are cosines; the order is that of both searches fused.

        :raises ValueError: when `sources` or `without` are for another number of texts.
        :raises ModelError: when a new text has to be embedded and the model cannot be loaded.
        """
        patterns = [tuple(each) for each in sources] or [()] * len(texts)
        barred = [tuple(each) for each in without] or [()] * len(texts)
        for what, given in (("sources", patterns), ("without", barred)):
            if len(given) != len(texts):
                raise ValueError(f"{len(texts)} texts, but {what} for {len(given)}")
        if not texts or k < 1:
            return ((),) * len(texts)
        questions = [
            Question(_storable(text), k, *limits)
            for text, *limits in zip(texts, patterns, barred, strict=True)
        ]
        return tuple(self._evidence(hits) for hits in self._hits(questions))

    def _hits(self, questions: Sequence[Question]) -> list[tuple[Hit, ...]]:
        """What is found for each; only what this generation was not asked before is searched."""
        digests = [each.digest() for each in questions]
        known = {d: unpacked(h) for d, h in self.cache.found(self._searched, digests).items()}
        todo = {d: q for d, q in zip(digests, questions, strict=True) if d not in known}
        if todo:
            fresh = dict(zip(todo, self._search(list(todo.values())), strict=True))
            self.cache.keep_found(self._searched, {d: packed(h) for d, h in fresh.items()})
            known |= fresh
        return [known[digest] for digest in digests]

    def _search(self, questions: Sequence[Question]) -> list[tuple[Hit, ...]]:
        queries = self._embedded([each.text for each in questions])
        found: list[tuple[Hit, ...]] = [()] * len(questions)
        limits = [(each.k, each.sources, each.without) for each in questions]
        for k, sources, without in dict.fromkeys(limits):
            within = self._ranges(sources, without) if sources or without else None
            if within == []:
                continue
            depth = max(DEPTH, DEPTH_PER_RESULT * k)
            rows = [at for at, each in enumerate(limits) if each == (k, sources, without)]
            near = self._vectors.search(queries[rows], depth, within)
            for at, by_meaning in zip(rows, near, strict=True):
                by_words = lexical.search(self._store.db, questions[at].text, depth, within)
                found[at] = self._ranked(queries[at], by_meaning, by_words, k)
        return found

    @property
    def _vectors(self) -> VectorIndex:
        try:
            return self._file.opened()
        except DamagedVectors as error:
            raise manifest.damaged(self.folder, str(error), self.manifest) from None

    def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, shape (texts, dim); only unknown ones are computed."""
        digests = [text_digest(text) for text in texts]
        model = self._encoder.fingerprint
        unknown = [digest for digest in digests if digest not in self._queries]
        self._queries |= self.cache.queries(model, unknown)
        todo = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if digest not in self._queries
        }
        if todo:
            rows = as_bytes(self._encoder.encode(list(todo.values())))
            fresh = dict(zip(todo, rows, strict=True))
            self.cache.keep_queries(model, fresh)
            self._queries |= fresh
        raw = b"".join(self._queries[digest] for digest in digests)
        return as_rows(raw, self.manifest.model.dim)

    def _ranges(self, sources: tuple[str, ...], without: tuple[str, ...]) -> list[tuple[int, int]]:
        """The sentences of the articles that match a pattern, as ranges; `without` are ids."""
        return [
            (first, first + count)
            for name, first, count in self._matching(sources)
            if count and name not in without
        ]

    def _ranked(
        self, query: NDArray[np.float32], by_meaning: list[int], by_words: list[int], k: int
    ) -> tuple[Hit, ...]:
        ranked = fused((by_meaning, by_words))[:k]
        cosines = self._vectors.cosines(query, ranked)
        searches = ((VECTORS, set(by_meaning)), (LEXICAL, set(by_words)))
        return tuple(
            Hit(number, cosine, tuple(name for name, found in searches if number in found))
            for number, cosine in zip(ranked, cosines, strict=True)
        )

    def _evidence(self, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        return tuple(self._piece(hit, rank) for rank, hit in enumerate(hits, start=1))

    def _piece(self, hit: Hit, rank: int) -> Evidence:
        number = hit.number
        stored = self._stored(number)
        around = self._store.between(stored, number - 1, number + 2)
        at = number - max(number - 1, stored.first)
        sentence = around[at]
        return Evidence(
            sentence=sentence,
            article=stored.article,
            context=_context(stored, around, at),
            score=hit.cosine,
            rank=rank,
            via=hit.via,
        )


def fused(rankings: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of all rankings, best first by reciprocal rank fusion.

    Equal sums stand in the order of the first ranking that has them.
    """
    sums: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            sums[number] = sums.get(number, 0.0) + 1.0 / (RRF_K + rank)
    return sorted(sums, key=lambda number: -sums[number])


def _same_model(used: Encoder, known: Manifest, folder: Path) -> None:
    if used.fingerprint == known.model.fingerprint:
        return
    what = (
        f"the index was made by the model {known.model.name}, which has changed since"
        if used.name == known.model.name
        else f"the index is of the model {known.model.name}, not of {used.name}"
    )
    raise StoreError(
        what,
        location=str(folder),
        remedy=f"use its own model, or build it again: {known.rebuild_command(folder)}",
    )


def _context(stored: Stored, around: Sequence[Sentence], at: int) -> Context:
    lead = around[at].lead_in
    return Context(
        published=stored.article.published,
        title=stored.article.title,
        lead_in=lead.of(stored.article.text) if lead else None,
        before=around[at - 1].text if at else "",
        after=around[at + 1].text if at + 1 < len(around) else "",
        notation=notation_of(stored.article.language),
    )


def _storable(text: str) -> str:
    """The text without halves of surrogate pairs, which no encoder takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
