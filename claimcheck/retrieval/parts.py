"""The parts of a generation opened as one: all its vectors, and all its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.retrieval import generations
from claimcheck.retrieval.arrays import DamagedArrays
from claimcheck.retrieval.lexical import Lexicon
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.postings import Postings
from claimcheck.retrieval.static import StaticModel
from claimcheck.retrieval.vectors import DamagedVectors, VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Mask = NDArray[np.bool_]


class DamagedPart(Exception):
    """A file is not what the manifest says."""


class Parts:
    """The parts of a generation: held from the start, read when first asked for.

    What is answered from the cache needs neither faiss nor numpy, which take longer to import
    than a search takes. The files are held open, since a build may remove their names meanwhile.
    """

    def __init__(self, home: Path, known: Manifest) -> None:
        """Hold the files.

        :raises OSError: where one cannot be opened.
        """
        self._home, self._parts = home, known.parts
        with ExitStack() as stack:
            self._files = {
                name: stack.enter_context((home / name).open("rb"))
                for name, _ in known.records()
                if name != generations.STORE
            }
            self._held = stack.pop_all()

    def close(self) -> None:
        """Let go of the files."""
        self._held.close()

    def vectors_of(self, number: int) -> VectorIndex:
        """The vectors of one part.

        :raises DamagedPart: where the file cannot be read.
        """
        name, part = generations.vectors(number), self._parts[number]
        path, held = self._home / name, self._files[name]
        try:
            return VectorIndex(path, rows=part.rows, dim=part.dim, kind=part.kind, held=held)
        except DamagedVectors as error:
            raise DamagedPart(str(error)) from None

    def postings_of(self, number: int) -> Postings:
        """The words of one part.

        :raises DamagedPart: where the file cannot be read.
        """
        name, rows = generations.words(number), self._parts[number].rows
        try:
            opened = Postings(self._files[name])
        except DamagedArrays as error:
            raise DamagedPart(f"{name} cannot be read: {error}") from None
        if len(opened.lengths) != rows:
            raise DamagedPart(f"{name} has {len(opened.lengths):,} sentences, not {rows:,}")
        return opened

    @cached_property
    def _vectors(self) -> list[VectorIndex]:
        return [self.vectors_of(number) for number in range(len(self._parts))]

    @cached_property
    def words(self) -> Lexicon:
        """What searches words.

        :raises DamagedPart: where a file cannot be read.
        """
        return Lexicon([self.postings_of(number) for number in range(len(self._parts))])

    @cached_property
    def static(self) -> StaticModel:
        """The table of words of the profile `fast`.

        :raises DamagedPart: where it cannot be read.
        """
        try:
            return StaticModel.read(self._files[generations.STATIC])
        except DamagedArrays as error:
            raise DamagedPart(f"{generations.STATIC} cannot be read: {error}") from None

    def near(self, queries: Vectors, n: int, allowed: Mask | None = None) -> list[list[int]]:
        """For each query, shape (queries, dim), the `n` nearest numbers, best first.

        `allowed` tells of each number whether it may be found.

        :raises DamagedPart: where a file cannot be read.
        """
        found = [list(self._near(at, queries, n, allowed)) for at in range(len(self._parts))]
        return [
            [number for _, number in islice(merge(*each), n)] for each in zip(*found, strict=True)
        ]

    def _near(
        self, at: int, queries: Vectors, n: int, allowed: Mask | None
    ) -> Iterator[list[tuple[float, int]]]:
        part = self._parts[at]
        mask = None if allowed is None else allowed[part.first : part.first + part.rows]
        if mask is not None and not mask.any():
            yield from ([] for _ in queries)
            return
        for rows in self._vectors[at].search(queries, n, mask):
            yield [(distance, part.first + row) for distance, row in rows]

    def cosines(self, query: Vectors, numbers: Sequence[int]) -> list[float]:
        """The cosine of one query, shape (dim,), with each of these sentences.

        :raises DamagedPart: where a file cannot be read.
        """
        found: dict[int, float] = {}
        for part, vectors in zip(self._parts, self._vectors, strict=True):
            own = [each for each in numbers if part.first <= each < part.first + part.rows]
            near = vectors.cosines(query, [each - part.first for each in own])
            found |= dict(zip(own, near, strict=True))
        return [found[each] for each in numbers]
