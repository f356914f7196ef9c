"""Search among vectors; the only module that imports faiss.

The index is flat: every vector is compared, so the answer is exact. On two cores 100,000
sentences of 384 dimensions take some 15 ms a query. The file is mapped into memory where
this faiss can do so, so that opening costs nothing and processes share it.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO

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


def _read(path: Path, held: BinaryIO | None) -> Any:
    """The index in a file: mapped by its path where that still leads to it, else read."""
    faiss = _faiss()
    mapped = getattr(faiss, "IO_FLAG_MMAP_IFC", 0)
    if held is None:
        return faiss.read_index(str(path), mapped)
    with suppress(RuntimeError, OSError):
        if os.path.samestat(path.stat(), os.fstat(held.fileno())):
            return faiss.read_index(str(path), mapped)
    held.seek(0)
    return faiss.read_index(faiss.PyCallbackIOReader(held.read))


class VectorFile:
    """The vectors of a generation: held from the start, read when first asked for.

    What is answered from the cache needs neither faiss nor numpy, which take longer to import
    than a search takes. The file is held open, since a build may remove its name meanwhile.
    """

    def __init__(self, path: Path, *, rows: int, dim: int) -> None:
        """Hold the file.

        :raises OSError: where it cannot be opened.
        """
        self._path, self._rows, self._dim = path, rows, dim
        self._file = path.open("rb")
        self._index: VectorIndex | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def opened(self) -> VectorIndex:
        """What searches them.

        :raises DamagedVectors: as `VectorIndex` does.
        """
        if self._index is None:
            self._index = VectorIndex(self._path, rows=self._rows, dim=self._dim, held=self._file)
        return self._index


class VectorIndex:
    """The vectors of a generation."""

    def __init__(self, path: Path, *, rows: int, dim: int, held: BinaryIO | None = None) -> None:
        """Open the file; `held` is the same one, opened before, which counts.

        :raises DamagedVectors: where faiss cannot read it, or it holds other than (rows, dim).
        """
        try:
            self._index = _read(path, held)
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
