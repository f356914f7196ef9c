"""Peers that search sentences for a text, each behind one function, with its own defaults.

All that use vectors embed with the same model as claimcheck. sentence-transformers, FAISS, bm25s,
tantivy and FTS5 are asked in this process, where they are installed. txtai is asked in an
interpreter of its own: as ``python -m benchmarks.retrieval_peers --worker txtai`` questions come in
on stdin, see `Task` and `benchmarks.common.ask_worker`; ``--list`` names the peers installed there.
This module imports nothing of claimcheck.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import ask_worker, items, peer, read_json, serve_worker, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]

MODULE = "benchmarks.retrieval_peers"
TXTAI = "txtai"
HYBRID = "txtai, hybrid"


class Query(NamedTuple):
    """A text to search for: how many sentences, and the range of numbers to search, or all."""

    text: str
    n: int
    within: tuple[int, int] | None = None


#: Answers queries with the numbers of sentences, best first.
Search = Callable[[Sequence[Query]], list[list[int]]]
System = tuple[str, Search]


def one_by_one(search: Callable[[Query], list[int]]) -> Search:
    """A search that is asked once for each query."""
    return lambda queries: [search(query) for query in queries]


# --------------------------------------------------------------------------
# In this process


def by_vectors(texts: Sequence[str], embed: Embed) -> Iterator[System]:
    """sentence-transformers' `semantic_search` and a flat FAISS index, over the same vectors."""
    import numpy as np

    util = peer("sentence_transformers.util", distribution="sentence-transformers")
    faiss = peer("faiss")
    if util is None and faiss is None:
        return
    vectors = np.ascontiguousarray(embed(texts), dtype=np.float32)
    if util is not None:
        yield "sentence-transformers' semantic_search", _semantic_search(util, vectors, embed)
    if faiss is not None:
        yield "FAISS", _faiss(faiss, vectors, embed)


def _semantic_search(util: Any, vectors: NDArray[np.float32], embed: Embed) -> Search:
    def search(query: Query) -> list[int]:
        first, end = query.within or (0, len(vectors))
        asked = embed([query.text])
        found = util.semantic_search(asked, vectors[first:end], top_k=query.n)[0]
        return [first + int(hit["corpus_id"]) for hit in found]

    return one_by_one(search)


def _faiss(faiss: Any, vectors: NDArray[np.float32], embed: Embed) -> Search:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)

    def search(query: Query) -> list[int]:
        first, end = query.within or (0, len(vectors))
        limits = faiss.SearchParameters(sel=faiss.IDSelectorRange(first, end))
        _, found = index.search(embed([query.text]), query.n, params=limits)
        return [int(number) for number in found[0] if number >= 0]

    return one_by_one(search)


# --------------------------------------------------------------------------
# txtai, in an interpreter of its own


class Task(NamedTuple):
    """A question to the worker: the file of the texts as a JSON array, the model's folder, a query.

    Where a range is searched, that range is an index of its own, since txtai filters what it has
    found and would find less than is asked for.
    """

    corpus: str
    model: str
    text: str
    n: int
    within: Sequence[int] | None


def by_txtai(python: str, texts: Sequence[str], model: Path) -> Iterator[System]:
    """txtai by vectors alone, which is its default, and with its BM25 beside them."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "texts.json"
        corpus.write_text(json.dumps(list(texts)), encoding="utf-8")
        kept: dict[tuple[Query, ...], Sequence[object] | None] = {}

        def ask(queries: Sequence[Query]) -> Sequence[object] | None:
            """What the worker says: for each query a ranking by each of the two."""
            key = tuple(queries)
            if key not in kept:
                tasks = [json.dumps(Task(str(corpus), str(model), *query)) for query in queries]
                answers = ask_worker(python, MODULE, TXTAI, tasks)
                kept[key] = answers.answers if answers else None
            return kept[key]

        def ranking(at: int) -> Search:
            def search(queries: Sequence[Query]) -> list[list[int]]:
                told = ask(queries)
                if told is None:
                    raise Unanswered(TXTAI)
                return [[int(text(n)) for n in items(items(each)[at])] for each in told]

            return search

        yield TXTAI, ranking(0)
        yield HYBRID, ranking(1)


class Unanswered(Exception):
    """A peer that gave no answer, which has been told."""


def _txtai() -> Callable[[str], object]:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    embeddings = importlib.import_module("txtai").Embeddings
    models: dict[str, Any] = {}  # loaded once, for all indexes

    @cache
    def opened(corpus: str, model: str, within: tuple[int, int] | None) -> Any:
        texts = items(read_json(Path(corpus)))
        first, end = within or (0, len(texts))
        made = embeddings(path=model, hybrid=True, models=models)
        made.index([(number, text(texts[number]), None) for number in range(first, end)])
        return made

    def answer(line: str) -> list[list[int]]:
        corpus, model, asked, n, within = items(json.loads(line))
        place = tuple(int(text(each)) for each in items(within))
        index = opened(text(corpus), text(model), (place[0], place[1]) if place else None)
        searched = (index.search(text(asked), int(text(n)), weights=w) for w in (1.0, 0.5))
        return [[int(number) for number, _ in found] for found in searched]

    return answer


def main(argv: list[str]) -> int:
    """List the peers, or serve as a worker; exit code 1 where the peer cannot be imported."""
    if argv == ["--list"]:
        print(*(name for name in (TXTAI,) if importlib.util.find_spec(name)))
        return 0
    if argv != ["--worker", TXTAI]:
        print(f"usage: python -m {MODULE} --worker {TXTAI}", file=sys.stderr)
        return 2
    return 1 if peer(TXTAI) is None else serve_worker(_txtai())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
