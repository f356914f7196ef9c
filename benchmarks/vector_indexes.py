"""Indexes of vectors: ours of each kind, and graphs (HNSW), beside a flat one of the same vectors.

The first sentences of a corpus have vectors by the packaged model, or, with --profile fast, made of
words; queries are `ASKED` sentences after them by the model, which no index holds. Each index is
built, opened and asked in a process of its own: seconds by the clock and of processor time, the
most memory that building held beyond that of reading the vectors and asking beyond that of
importing, the size of the file, and `recall_at_10`, the share of the ten nearest by the flat index
that it finds. Ours visit as many clusters as `vectors.write_as` finds to be enough; a graph
searches by the least `efSearch` that has the same recall on the same vectors, else by the largest
tried. `found_among` is the share found of the ten nearest of one sentence in a hundred, where no
other may be found, as in a search among some articles.

    python -m benchmarks.vector_indexes --sizes 100000
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import Row, read_jsonl, say, text
from benchmarks.speed import MIB
from benchmarks.steps import by_size, peak_of, sized
from claimcheck.retrieval import static, vectors
from claimcheck.retrieval.encoder import load_encoder
from claimcheck.retrieval.postings import Gathered
from claimcheck.retrieval.profile import EXACT, FAST, MEMORY, PROFILES
from claimcheck.text.lines import unwrap
from claimcheck.text.sentences import split

SIZES = (100_000,)
ASKED = 200
NEAREST = 10
FEW = 100  # one of so many may be found, where not all may
WINDOW = 4096  # sentences embedded at a time
#: Links of a graph's node and how far a search of it looks, doubled as long as it is not enough:
#: faiss's own defaults, 32 and 16, to begin with.
GRAPHS = ("HNSW32", "HNSW32_SQ8")
LEAST_SEARCHED, MOST_SEARCHED = 16, 512

IDLE, BUILD, BARE, ASK = "idle", "build", "bare", "ask"
ROWS, QUERIES, TOLD = "rows.npy", "queries.npy", "told.json"
FOUND, AMONG = "found.json", "among.json"

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]
Search = Callable[[Vectors, "Mask | None"], list[int]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each kind at each size, or be the process of one step."""
    made = sized(__doc__, SIZES)
    made.add_argument("--profile", choices=PROFILES, default=EXACT, help="what makes the vectors")
    return by_size(made, argv, _step, _measured)


def kinds(rows: int, dim: int, profile: str) -> list[str]:
    """The flat index, those that we would choose with and without room, and the graphs."""
    ours = [
        vectors.kind(rows, dim, memory, coarse=profile == FAST)
        for memory in (MEMORY, rows * dim // MIB + 1, 1)
    ]
    return list(dict.fromkeys([vectors.FLAT, *ours, *GRAPHS]))


def _measured(corpus: Path, size: int, folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    profile: str = given.profile
    say(f"embedding {size:,} sentences by the profile {profile}")
    _spent(profile, str(size), corpus, folder)
    count, dim = np.load(folder / ROWS, mmap_mode="r").shape
    idle = _spent(IDLE, "", folder, folder)[1]
    bare = _spent(BARE, "", folder, folder)[1]
    right: dict[str, list[list[int]]] = {}
    for kind in kinds(count, dim, profile):
        say(f"{kind}: {count:,} vectors of {dim}")
        built, most = _spent(BUILD, kind, folder, folder)
        asked, held = _spent(ASK, kind, folder, folder)
        found = {name: json.loads((folder / name).read_text("utf-8")) for name in (FOUND, AMONG)}
        right = right or found
        measures = {
            "build_seconds": built["wall"],
            "build_cpu_seconds": built["cpu"],
            "build_peak_mib": (most - idle) / MIB,
            "disk_mib": (folder / kind).stat().st_size / MIB,
            "query_cpu_ms": asked["cpu"] * 1000 / ASKED,
            "query_ms": asked["wall"] * 1000 / ASKED,
            "query_peak_mib": (held - bare) / MIB,
            "recall_at_10": _share(found[FOUND], right[FOUND]),
            "found_among": _share(found[AMONG], right[AMONG]),
        }
        yield Row(f"vectors/{profile}/{size}", kind, count, measures)


def _share(found: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> float:
    """The share of the right numbers that is found."""
    hits = sum(len(set(a) & set(b)) for a, b in zip(found, right, strict=True))
    return hits / sum(map(len, right))


def _spent(step: str, name: str, file: Path, folder: Path) -> tuple[dict[str, float], int]:
    """What a step told of its time, without imports, and the most bytes it held."""
    peak = peak_of("benchmarks.vector_indexes", step, name, file, folder)
    told = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    return told, peak


# --------------------------------------------------------------------------
# The steps


def _step(step: str, kind: str, file: Path, folder: Path) -> None:
    if step in PROFILES:
        _embed(file, int(kind), step, folder)
    importlib.import_module("faiss")
    rows = np.load(folder / ROWS) if step in (IDLE, BUILD) else np.empty((0, 0), dtype=np.float32)
    queries = np.load(folder / QUERIES)
    search = _opened(folder, kind) if step == ASK else None
    if search is not None:
        search(queries[:1], None)  # what is read at first only is no part of a query
    found: list[list[int]] = []
    wall, cpu = time.perf_counter(), time.process_time()
    if step == BUILD:
        _build(rows, kind, folder / kind)
    elif search is not None:
        found = [search(queries[at : at + 1], None) for at in range(len(queries))]
    told = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    (folder / TOLD).write_text(json.dumps(told), encoding="utf-8")
    (folder / FOUND).write_text(json.dumps(found), encoding="utf-8")
    if search is not None:
        allowed = np.zeros(np.load(folder / ROWS, mmap_mode="r").shape[0], dtype=bool)
        allowed[::FEW] = True
        among = [search(queries[at : at + 1], allowed) for at in range(len(queries))]
        (folder / AMONG).write_text(json.dumps(among), encoding="utf-8")


def _embed(corpus: Path, size: int, profile: str, folder: Path) -> None:
    """The vectors of the first sentences of a corpus, and those of the queries after them."""
    bodies = (unwrap(text(record["body"])) for record in read_jsonl(corpus) if record.get("body"))
    every = dict.fromkeys(each.span.of(body) for body in bodies for each in split(body))
    texts = list(islice(every, size + ASKED))
    rows, queries = texts[:-ASKED], np.concatenate(list(_encoded(texts[-ASKED:])))
    if profile == EXACT:
        np.save(folder / ROWS, np.concatenate(list(_encoded(rows))))
        np.save(folder / QUERIES, queries)
        return
    gathered = Gathered()
    gathered.add(rows)
    model = _distilled(rows, gathered)
    np.save(folder / ROWS, np.concatenate(list(model.rows(gathered))))
    np.save(folder / QUERIES, model.placed(queries))


def _encoded(texts: Sequence[str]) -> Iterator[Vectors]:
    encoder = load_encoder(None)
    for at in range(0, len(texts), WINDOW):
        yield encoder.encode(texts[at : at + WINDOW])


def _distilled(texts: Sequence[str], gathered: Gathered) -> static.StaticModel:
    words, counts = static.vocabulary(gathered)
    some = texts[:: -(-len(texts) // static.SAMPLE)]
    rows = np.concatenate(list(_encoded([*words, *some])))
    raw, wanted = rows[: len(words)], rows[len(words) :]
    return static.distilled(words, counts, len(gathered.words), raw, some, wanted)


def _build(rows: Vectors, kind: str, path: Path) -> None:
    if kind not in GRAPHS:
        count, dim = rows.shape
        blocks = [rows[at : at + vectors.BLOCK] for at in range(0, count, vectors.BLOCK)]
        vectors.write_as(path, kind, lambda: blocks, dim, count)
        return
    faiss: Any = importlib.import_module("faiss")
    index = faiss.index_factory(rows.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    index.train(rows)
    index.add(rows)
    sample = rows[:: max(1, len(rows) // vectors.SAMPLE)][: vectors.SAMPLE]
    near = vectors.nearest(sample, lambda: [rows], rows.shape[1])
    index.hnsw.efSearch = LEAST_SEARCHED
    while (
        vectors.recall_of(index, sample, near) < vectors.WANTED
        and index.hnsw.efSearch < MOST_SEARCHED
    ):
        index.hnsw.efSearch *= 2
    faiss.write_index(index, str(path))


def _opened(folder: Path, kind: str) -> Search:
    """What gives the numbers of the rows nearest to one query, shape (1, dim), of those allowed."""
    if kind not in GRAPHS:
        count, dim = np.load(folder / ROWS, mmap_mode="r").shape
        ours = vectors.VectorIndex(folder / kind, rows=count, dim=dim, kind=kind)
        return lambda query, allowed: [row for _, row in ours.search(query, NEAREST, allowed)[0]]
    faiss: Any = importlib.import_module("faiss")
    index = faiss.read_index(str(folder / kind), faiss.IO_FLAG_MMAP)

    def search(query: Vectors, allowed: Mask | None) -> list[int]:
        options = None
        if allowed is not None:
            few = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
            options = faiss.SearchParametersHNSW(sel=few, efSearch=index.hnsw.efSearch)
        _, found = index.search(query, NEAREST, params=options)
        return [int(row) for row in found[0] if row >= 0]

    return search


if __name__ == "__main__":
    raise SystemExit(main())
