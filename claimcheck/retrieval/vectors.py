"""Search among vectors; the only module that imports faiss.

What an index of vectors is depends on how many there are and on the memory they may take (`kind`).
A flat one compares every vector, so the answer is exact; of 100,000 sentences of 384 dimensions
that takes some 15 ms a query on two cores. More are laid into clusters, of which a query visits
the nearest, as they are or with their numbers in eight bits or less; how often the answer is that
of a flat one is measured when it is written. Clusters and not graphs (HNSW): these
answer a few milliseconds earlier, take ten times as long to build and more room, and a search among
some articles may find too few (docs/benchmarks.md). The file is mapped into memory where this faiss
can do so, so that opening costs nothing and processes share it.
"""

from __future__ import annotations

import importlib
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Mask = NDArray[np.bool_]

BYTES = 4  # a float32
MIB = 2**20
_TINY = 1e-12  # the least length that a vector is divided by

#: Vectors from which on they are laid into clusters.
CLUSTERED = 100_000

#: Dimensions that share one byte where vectors are cut into products.
_PRODUCT = 4

BLOCK = 1 << 14  # vectors taken from a file at a time
_TRAINING = 40  # vectors for each cluster that its place is learnt from
_LEAST_TRAINING = 4096
#: Vectors that stand as queries when the recall is measured, and how many neighbours are asked for.
SAMPLE, RECALLED = 100, 10
#: The recall that the number of clusters visited is chosen for, and the part of them that is
#: visited where fewer do not have it.
WANTED, _MOST_VISITED = 0.97, 4

FLAT, EIGHT_BITS = "flat", "SQ8"
_UNDIVIDED = (FLAT, EIGHT_BITS)

Blocks = Callable[[], "Iterable[Vectors]"]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: what kind of index, and its recall against a flat one (1 for a flat one).

    `recall` is the share of the ten nearest vectors of a vector that it finds, itself left out.
    """

    kind: str
    recall: float


def kind(rows: int, dim: int, memory: int, *, coarse: bool = False) -> str:
    """The kind of index for so many vectors that may take `memory` MiB, as faiss names it.

    `coarse` vectors, which only bring candidates, are not kept as they are in clusters.
    """
    within = memory * MIB
    if rows < CLUSTERED:
        return FLAT if rows * dim * BYTES <= within else EIGHT_BITS
    clusters = 1 << round(math.log2(math.sqrt(rows)))
    if rows * dim * BYTES <= within and not coarse:
        return f"IVF{clusters},Flat"
    if rows * dim <= within or dim % _PRODUCT:
        return f"IVF{clusters},SQ8"
    return f"IVF{clusters},PQ{dim // _PRODUCT}x8"


def _faiss() -> ModuleType:
    """The library, without its type stubs: they tell of its C++ side, not of what Python calls."""
    return importlib.import_module("faiss")


class DamagedVectors(Exception):
    """The file is not an index of the vectors it should hold."""


def write(path: Path, blocks: Iterable[Vectors], dim: int, *, rows: int = 0) -> int:
    """Write a flat index of the vectors, shape (some, dim) each block; how many there are.

    They are added block by block; a row's number is its place in the whole. With `rows`,
    how many will come, memory holds them once; without, up to twice while the array grows.
    """
    faiss = _faiss()

    index = faiss.IndexFlatIP(dim)
    if rows and hasattr(index.codes, "resize"):
        index.codes.resize(rows * dim * BYTES)
        index.codes.resize(0)  # a C++ vector keeps its room when it shrinks
    for block in blocks:
        index.add(block)
    faiss.write_index(index, str(path))
    return int(index.ntotal)


def write_as(path: Path, kind: str, blocks: Blocks, dim: int, rows: int) -> Written:
    """Write the `rows` vectors that `blocks` gives, every time it is called, as this kind."""
    if kind == FLAT:
        write(path, blocks(), dim, rows=rows)
        return Written(kind, 1.0)
    faiss = _faiss()
    index = faiss.index_factory(dim, kind, faiss.METRIC_INNER_PRODUCT)
    clusters = 0 if kind in _UNDIVIDED else int(index.nlist)
    index.train(_every(max(1, rows // max(clusters * _TRAINING, _LEAST_TRAINING)), blocks))
    for block in blocks():
        index.add(block)
    queries = _every(max(1, rows // SAMPLE), blocks)[:SAMPLE]
    near = nearest(queries, blocks, dim)
    recall = recall_of(index, queries, near)
    while recall < WANTED and clusters and index.nprobe < clusters // _MOST_VISITED:
        index.nprobe *= 2
        recall = recall_of(index, queries, near)
    faiss.write_index(index, str(path))
    return Written(kind, round(recall, 4))


def recall_of(index: Any, queries: Vectors, near: Any) -> float:
    """The share of the vectors `near` to those of its own that an index of faiss finds.

    A vector that is its own nearest neighbour says nothing, whether it was found or not.
    """
    import numpy as np

    _, found = index.search(queries, RECALLED + 1)
    hits = [len(set(a[a >= 0]) & set(b)) - 1 for a, b in zip(found, near, strict=True)]
    return max(float(np.mean(hits)) / RECALLED, 0.0)


@contextmanager
def spooled(path: Path, blocks: Blocks, dim: int, rows: int, kind: str) -> Iterator[Blocks]:
    """The same blocks; those that are needed more than once come from a file at `path`."""
    if kind == FLAT:
        yield blocks
        return
    import numpy as np

    with path.open("wb") as file:
        for block in blocks():
            block.astype(np.float32, copy=False).tofile(file)

    def again() -> Iterator[Vectors]:
        with path.open("rb") as file:
            for _ in range(0, rows, BLOCK):  # a mapped file would count as memory of the build
                yield np.fromfile(file, np.float32, BLOCK * dim).reshape(-1, dim)

    try:
        yield again
    finally:
        path.unlink()


def _every(step: int, blocks: Blocks) -> Vectors:
    """Every so-manieth vector."""
    import numpy as np

    taken, first = [], 0
    for block in blocks():
        taken.append(np.array(block[-first % step :: step]))
        first += len(block)
    return np.concatenate(taken)


def nearest(queries: Vectors, blocks: Blocks, dim: int) -> Any:
    """The rows that a flat index would find, themselves among them."""
    faiss = _faiss()
    best = faiss.ResultHeap(len(queries), RECALLED + 1, keep_max=True)
    first = 0
    for block in blocks():
        flat = faiss.IndexFlatIP(dim)
        flat.add(block)
        near, rows = flat.search(queries, RECALLED + 1)
        best.add_result(near, rows + first)
        first += len(block)
    best.finalize()
    return best.I


def as_rows(raw: bytes, dim: int) -> Vectors:
    """Bytes of little-endian float32 as an array, shape (len(raw) / 4 / dim, dim)."""
    import numpy as np

    return np.frombuffer(raw, dtype="<f4").astype(np.float32, copy=False).reshape(-1, dim)


def unit(rows: Vectors) -> Vectors:
    """The rows, each brought to the length 1; those of zeros stay so."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.maximum(lengths, _TINY), dtype=np.float32)


def as_bytes(rows: Vectors) -> list[bytes]:
    """Each row as bytes of little-endian float32."""
    return [row.astype("<f4", copy=False).tobytes() for row in rows]


def _read(path: Path, kind: str, held: BinaryIO | None) -> Any:
    """The index in a file: mapped by its path where that still leads to it, else read."""
    faiss = _faiss()
    mapped = getattr(faiss, "IO_FLAG_MMAP_IFC", 0) if kind in _UNDIVIDED else faiss.IO_FLAG_MMAP
    if held is None:
        return faiss.read_index(str(path), mapped)
    with suppress(RuntimeError, OSError):
        if os.path.samestat(path.stat(), os.fstat(held.fileno())):
            return faiss.read_index(str(path), mapped)
    held.seek(0)
    return faiss.read_index(faiss.PyCallbackIOReader(held.read))


class VectorIndex:
    """The vectors of one file."""

    def __init__(
        self, path: Path, *, rows: int, dim: int, kind: str = FLAT, held: BinaryIO | None = None
    ) -> None:
        """Open the file; `held` is the same one, opened before, which counts.

        :raises DamagedVectors: where faiss cannot read it, or it holds other than (rows, dim).
        """
        try:
            self._index = _read(path, kind, held)
        except RuntimeError as error:
            raise DamagedVectors(f"{path.name} cannot be read: {error}") from None
        found = (self._index.ntotal, self._index.d)
        if found != (rows, dim):
            raise DamagedVectors(f"{path.name} holds {found} vectors, not {(rows, dim)}")
        self._clusters = 0 if kind in _UNDIVIDED else int(self._index.nlist)
        self._ordered = False

    def search(
        self, queries: Vectors, n: int, allowed: Mask | None = None
    ) -> list[list[tuple[float, int]]]:
        """For each query, shape (queries, dim), the `n` rows of largest inner product, best first.

        Each is its inner product, negated, and its row. `allowed`, shape (rows,), tells which
        rows may be found.
        """
        n = min(n, self._index.ntotal)
        cosines, found = self._index.search(queries, n, params=self._parameters(allowed))
        return [
            sorted((-near, row) for near, row in zip(*each, strict=True) if row >= 0)
            for each in zip(cosines.tolist(), found.tolist(), strict=True)
        ]

    def _parameters(self, allowed: Mask | None) -> object:
        """Which rows may be found; the fewer they are, the more clusters are visited."""
        import numpy as np

        if allowed is None:
            return None
        faiss = _faiss()
        selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        if not self._clusters:
            return faiss.SearchParameters(sel=selector)
        few = len(allowed) / max(int(allowed.sum()), 1)
        visited = min(self._clusters, math.ceil(self._index.nprobe * few))
        return faiss.SearchParametersIVF(sel=selector, nprobe=visited)

    def cosines(self, query: Vectors, rows: Sequence[int]) -> list[float]:
        """The cosine of one query, shape (dim,), with each of the rows."""
        import numpy as np

        return [float(np.dot(query, vector)) for vector in self.rows(rows)]

    def rows(self, rows: Sequence[int]) -> Vectors:
        """The vectors of rows, shape (rows, dim), as far as this kind of index keeps them."""
        import numpy as np

        if self._clusters and not self._ordered:
            self._index.make_direct_map()
            self._ordered = True
        made = np.empty((len(rows), self._index.d), dtype=np.float32)
        for at, row in enumerate(rows):
            made[at] = self._index.reconstruct(row)
        return made
