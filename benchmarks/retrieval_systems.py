"""Our systems of retrieval over a corpus of given sentences: both profiles, and what they fuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import OURS, say
from benchmarks.retrieval_peers import Query, System, one_by_one
from claimcheck.retrieval import generations, meaning, postings, static, vectors
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import ModelEncoder, load_exact, run
from claimcheck.retrieval.manifest import SCHEMA, FileRecord, Manifest, Model, Part
from claimcheck.retrieval.parts import Parts
from claimcheck.retrieval.postings import Gathered
from claimcheck.retrieval.profile import EXACT, FAST, MEMORY
from claimcheck.retrieval.search import asked_of
from claimcheck.retrieval.store import FileState, Store
from claimcheck.retrieval.storewriter import StoreWriter
from claimcheck.types import Article, Sentence, Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Range = tuple[int, int]


@dataclass(slots=True)
class Corpus:
    """Texts, and the ranges of them that are documents."""

    texts: list[str] = field(default_factory=list)
    documents: dict[str, Range] = field(default_factory=dict)

    def add(self, name: str, texts: Sequence[str]) -> None:
        """Add a document of these sentences."""
        first = len(self.texts)
        self.texts += texts
        self.documents[name] = (first, len(self.texts))

    def owners(self) -> dict[int, str]:
        """The document of each text."""
        return {n: name for name, (first, end) in self.documents.items() for n in range(first, end)}


def plain(encoder: ModelEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors as sentence-transformers itself makes them, in float32."""
    return run(_loaded(encoder.name, encoder.folder), texts)


@lru_cache(maxsize=1)
def _loaded(name: str, folder: Path | None) -> SentenceTransformer:
    return load_exact(name, folder)


def ours(corpus: Corpus, encoder: ModelEncoder, folder: Path) -> Iterator[System]:
    """Both profiles, and what each fuses by itself."""
    with ExitStack() as stack:
        cache = stack.enter_context(closing(Cache(folder / "cache")))
        embed = meaning.Embedder(encoder, cache, encoder.dim)
        exact = stack.enter_context(closing(_parts(corpus, embed, folder / "exact", EXACT)))
        fast = stack.enter_context(closing(_parts(corpus, embed, folder / "fast", FAST)))
        store = stack.enter_context(closing(Store(folder / "exact" / generations.STORE)))

        def by_words(query: Query) -> list[int]:
            return exact.words.search(query.text, query.n, _mask(corpus, query.within))

        def by_meaning(query: Query) -> list[int]:
            return exact.near(embed([query.text]), query.n, _mask(corpus, query.within))[0]

        def by_sums(query: Query) -> list[int]:
            asked = fast.static.placed(embed([query.text]))
            return fast.near(asked, query.n, _mask(corpus, query.within))[0]

        def asked(query: Query) -> meaning.Asked:
            return asked_of(query.text, query.n, exact.words, _mask(corpus, query.within))

        def both(query: Query) -> list[int]:
            return meaning.by_model([asked(query)], exact, embed)[0].numbers

        def candidates(query: Query) -> list[int]:
            return meaning.by_candidates([asked(query)], fast, embed, store)[0].numbers

        yield OURS, one_by_one(both)
        yield f"{OURS}, profile fast", one_by_one(candidates)
        yield "vectors", one_by_one(by_meaning)
        yield "vectors of words", one_by_one(by_sums)
        yield "words", one_by_one(by_words)


def _mask(corpus: Corpus, within: Range | None) -> NDArray[np.bool_] | None:
    if within is None:
        return None
    allowed = np.zeros(len(corpus.texts), dtype=bool)
    allowed[slice(*within)] = True
    return allowed


def _parts(corpus: Corpus, embed: meaning.Embedder, folder: Path, profile: str) -> Parts:
    """The index of a corpus by a profile, each text a sentence as it is."""
    folder.mkdir()
    with closing(StoreWriter(folder / generations.STORE)) as store:
        file = store.add_file(FileState("corpus", 0, 0, ""))
        for name, (first, end) in corpus.documents.items():
            store.add_article(file, *_article(name, corpus.texts[first:end]))
        store.finish()
    gathered = Gathered()
    gathered.add(corpus.texts)
    postings.write(folder / generations.words(0), gathered)
    if profile == EXACT:
        distinct = list(dict.fromkeys(corpus.texts))
        say(f"embedding {len(distinct):,} texts")
        embed(distinct)
        rows = embed(corpus.texts)
    else:
        words, counts = static.vocabulary(gathered)
        some = corpus.texts[:: -(-len(corpus.texts) // static.SAMPLE)]
        total = len(gathered.words)
        model = static.distilled(words, counts, total, embed(words), some, embed(some))
        model.write(folder / generations.STATIC)
        rows = np.concatenate(list(model.rows(gathered)))
    vectors.write(folder / generations.vectors(0), [rows], rows.shape[1])
    return Parts(folder, _manifest(profile, *rows.shape))


def _manifest(profile: str, rows: int, dim: int) -> Manifest:
    """What opens the parts; nothing is held against it."""
    none = FileRecord(0, "")
    part = Part(0, rows, vectors.FLAT, dim, 1.0, none, none)
    model = Model("", None, "", dim)
    of_words = none if profile == FAST else None
    return Manifest(
        SCHEMA, "", "", model, "", (), "", 0, 0, rows, profile, MEMORY, none, of_words, (part,)
    )


def _article(name: str, texts: Sequence[str]) -> tuple[Article, list[Sentence]]:
    sentences, start = [], 0
    for ordinal, each in enumerate(texts):
        sentences.append(Sentence(name, ordinal, Span(start, start + len(each)), each))
        start += len(each) + 1
    return Article(name, name, "\n".join(texts)), sentences
