"""Search an index: by meaning and by words, ranked by both."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from claimcheck.errors import StoreError
from claimcheck.retrieval import generations, manifest
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.facts import facts
from claimcheck.retrieval.hashing import searcher_digest
from claimcheck.retrieval.hits import LEXICAL, VECTORS, Hit, Question, packed, unpacked
from claimcheck.retrieval.holdings import Holdings
from claimcheck.retrieval.lexical import Lexicon
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.meaning import Asked, Embedder, Ranked, by_candidates, by_model
from claimcheck.retrieval.parts import DamagedPart, Parts
from claimcheck.retrieval.profile import FAST
from claimcheck.retrieval.store import Store, Stored
from claimcheck.text.notation import notation_of
from claimcheck.types import ALWAYS, Context, Evidence, Period, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

#: Sentences that each search hands to the fusion, at least; and for each one asked for.
DEPTH = 50
DEPTH_PER_RESULT = 5

#: Sentences for a text where the caller does not say: as many as `verify` takes.
DEFAULT_K = 12

_ARTICLES_IN_MEMORY = 512
_MASKS_IN_MEMORY = 16  # which sentences may be found: a byte each


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
        parts: Parts,
        encoder: Encoder,
        cache: Cache,
        digest: str,
    ) -> None:
        super().__init__(folder, known, store)
        self.cache = cache
        self._parts = parts
        self._searched = f"{digest} {searcher_digest()}"
        self._embed = Embedder(encoder, cache, known.model.dim)
        self._allowed = lru_cache(_MASKS_IN_MEMORY)(self._may_be_found)
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
        return generations.in_use(folder, lambda pointer: cls._of(folder, pointer, model, encoder))

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
            parts = Parts(home, known)
        except BaseException as error:
            cache.close()
            if isinstance(error, sqlite3.Error):
                raise manifest.damaged(folder, str(error), known) from None
            raise
        return cls(folder, known, store, parts, used, cache, pointer.digest)

    def close(self) -> None:
        """Close its files."""
        self._store.close()
        self._parts.close()
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
        self,
        text: str,
        *,
        k: int = DEFAULT_K,
        sources: Sequence[str] = (),
        period: Period = ALWAYS,
    ) -> tuple[Evidence, ...]:
        """The `k` sentences that fit `text` best, best first: see `search_many`."""
        return self.search_many([text], k=k, sources=[sources], periods=[period])[0]

    def search_many(
        self,
        texts: Sequence[str],
        *,
        k: int = DEFAULT_K,
        sources: Sequence[Sequence[str]] = (),
        without: Sequence[Sequence[str]] = (),
        periods: Sequence[Period] = (),
    ) -> tuple[tuple[Evidence, ...], ...]:
        """For each text the `k` sentences that fit it best, best first.

        `sources` are glob patterns for each text; only articles whose id, path, file name or
        outlet matches one are searched, so that a restricted search still gives `k`; none
        means all articles. `without` are, for each text, the ids of articles that are not
        searched; of each of `periods`, only articles published within it are, none without a
        date. Scores are cosines; the order is that of both searches together. Of a text with
        several facts, the sentence that fits each best is among those found.

        :raises ValueError: when one of these is for another number of texts.
        :raises ModelError: when a new text has to be embedded and the model cannot be loaded.
        """
        patterns = [tuple(each) for each in sources] or [()] * len(texts)
        barred = [tuple(each) for each in without] or [()] * len(texts)
        days = list(periods) or [ALWAYS] * len(texts)
        for what, given in (("sources", patterns), ("without", barred), ("periods", days)):
            if len(given) != len(texts):
                raise ValueError(f"{len(texts)} texts, but {what} for {len(given)}")
        if not texts or k < 1:
            return ((),) * len(texts)
        questions = [
            Question(_storable(text), k, wanted, unwanted, *period)
            for text, wanted, unwanted, period in zip(texts, patterns, barred, days, strict=True)
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
        try:
            return self._hits_of([self._asked(each) for each in questions])
        except DamagedPart as error:
            raise manifest.damaged(self.folder, str(error), self.manifest) from None

    def _asked(self, question: Question) -> Asked:
        """A question with what the words find for it."""
        period = Period(question.since, question.until)
        allowed = self._allowed(question.sources, question.without, period)
        return asked_of(question.text, question.k, self._parts.words, allowed)

    def _hits_of(self, asked: Sequence[Asked]) -> list[tuple[Hit, ...]]:
        if self.manifest.profile == FAST:
            ranked = by_candidates(asked, self._parts, self._embed, self._store)
        else:
            ranked = by_model(asked, self._parts, self._embed)
        return [_hits(*each) for each in zip(asked, ranked, strict=True)]

    def _may_be_found(
        self, sources: tuple[str, ...], without: tuple[str, ...], period: Period
    ) -> Mask | None:
        """Which numbers may be found, shape (numbers,); None for all."""
        import numpy as np

        if not sources and not without and period == ALWAYS:
            return self._there
        allowed = np.zeros(self.manifest.rows, dtype=bool)
        for name, first, count in self._matching(sources, period):
            if name not in without:
                allowed[first : first + count] = True
        return allowed

    @cached_property
    def _there(self) -> Mask | None:
        """Which numbers are those of sentences; None where all are."""
        import numpy as np

        gone = self._store.gone()
        if not gone:
            return None
        there = np.ones(self.manifest.rows, dtype=bool)
        for first, end in gone:
            there[first:end] = False
        return there

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


def _hits(asked: Asked, ranked: Ranked) -> tuple[Hit, ...]:
    """What was found, with the searches that found it."""
    searches = ((VECTORS, set(ranked.by_meaning)), (LEXICAL, set(asked.by_words)))
    return tuple(
        Hit(number, cosine, tuple(name for name, found in searches if number in found))
        for number, cosine in zip(ranked.numbers, ranked.cosines, strict=True)
    )


def asked_of(text: str, k: int, words: Lexicon, allowed: Mask | None) -> Asked:
    """What is asked for the `k` best sentences for a text, with what the words find for it."""
    depth = max(DEPTH, DEPTH_PER_RESULT * k)
    parts = facts(text) if k > 1 else ()  # else there is room for the best only
    found, *of_parts = [words.search(each, depth, allowed) for each in (text, *parts)]
    asked = zip(parts, of_parts, strict=True)
    return Asked(
        text, k, depth, allowed, found, tuple(Asked(p, 1, depth, allowed, f) for p, f in asked)
    )


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
