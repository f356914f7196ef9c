"""Search among vectors; the only module that imports faiss.

The index is flat: every vector is compared, so the answer is exact. On two cores 100,000
sentences of 384 dimensions take some 15 ms a query. The file is mapped into memory where
this faiss can do so, so that opening costs nothing and processes share it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

BYTES = 4  # a float32


def _faiss() -> ModuleType:
    """The library, without its type stubs: they tell of its C++ side, not of what Python calls."""
    return importlib.import_module("faiss")


class DamagedVectors(Exception):
    """The file is not an index of the vectors it should hold."""


def write(path: Path, blocks: Iterable[Sequence[bytes]], dim: int, *, rows: int = 0) -> int:
    """Write the vectors, each bytes of `dim` little-endian float32; how many there are.

    They are added block by block; a row's number is its place in the whole. With `rows`,
    how many will come, memory holds them once; without, up to twice while the array grows.
    """
    faiss = _faiss()

    index = faiss.IndexFlatIP(dim)
    if rows and hasattr(index.codes, "resize"):
        index.codes.resize(rows * dim * BYTES)
        index.codes.resize(0)  # a C++ vector keeps its room when it shrinks
    for block in blocks:
        index.add(as_rows(b"".join(block), dim))
    faiss.write_index(index, str(path))
    return int(index.ntotal)


def as_rows(raw: bytes, dim: int) -> Vectors:
    """Bytes of little-endian float32 as an array, shape (len(raw) / 4 / dim, dim)."""
    import numpy as np

    return np.frombuffer(raw, dtype="<f4").astype(np.float32, copy=False).reshape(-1, dim)


def as_bytes(rows: Vectors) -> list[bytes]:
    """Each row as bytes of little-endian float32."""
    return [row.astype("<f4", copy=False).tobytes() for row in rows]


class VectorIndex:
    """The vectors of a generation."""

    def __init__(self, path: Path, *, rows: int, dim: int) -> None:
        """Open the file.

        :raises DamagedVectors: where faiss cannot read it, or it holds other than (rows, dim).
        """
        faiss = _faiss()

        mapped = getattr(faiss, "IO_FLAG_MMAP_IFC", 0)
        try:
            self._index = faiss.read_index(str(path), mapped)
        except RuntimeError as error:
            raise DamagedVectors(f"{path.name} cannot be read: {error}") from None
        found = (self._index.ntotal, self._index.d)
        if found != (rows, dim):
            raise DamagedVectors(f"{path.name} holds {found} vectors, not {(rows, dim)}")

    def search(
        self, queries: Vectors, n: int, within: Sequence[tuple[int, int]] | None = None
    ) -> list[list[int]]:
        """For each query, shape (queries, dim), the `n` rows of largest inner product, best first.

        `within` restricts the search to the rows of ``[first, end)`` ranges.
        """
        faiss = _faiss()

        params = None
        if within is not None:
            selector = self._selector(within)
            params = faiss.SearchParameters(sel=selector)
        n = min(n, self._index.ntotal)
        cosines, found = self._index.search(queries, n, params=params)
        return [
            [row for _, row in sorted(zip(-near, map(int, rows), strict=True)) if row >= 0]
            for near, rows in zip(cosines, found, strict=True)
        ]

    def _selector(self, within: Sequence[tuple[int, int]]) -> object:
        import numpy as np

        allowed = np.zeros(self._index.ntotal, dtype=bool)
        for first, end in within:
            allowed[first:end] = True
        selector: object = _faiss().IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        return selector

    def cosines(self, query: Vectors, rows: Sequence[int]) -> list[float]:
        """The cosine of one query, shape (dim,), with each of the rows."""
        import numpy as np

        return [float(np.dot(query, self._index.reconstruct(row))) for row in rows]
