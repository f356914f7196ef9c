"""Whether the words and vectors of an index are those of its sentences."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.retrieval import generations, vectors
from claimcheck.retrieval.embeddings import Embeddings
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.manifest import Manifest, Part
from claimcheck.retrieval.parts import DamagedPart, Parts
from claimcheck.retrieval.postings import MOST, Gathered
from claimcheck.retrieval.profile import FAST
from claimcheck.retrieval.store import Store
from claimcheck.retrieval.terms import surfaces, term
from claimcheck.retrieval.vectors import FLAT

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

#: Sentences compared at a time.
BLOCK = 4096
#: The least cosine of a vector with the one it was made from: of those kept as they are, and of
#: those made smaller (8 bits a number, or a byte for several). Two sentences by chance have 0.1.
EXACT_COSINE, SMALL_COSINE = 0.9999, 0.7

_STAGE = "checking sentences"


@dataclass(frozen=True, slots=True)
class Compared:
    """How many sentences had their words and their vectors compared, and what did not agree."""

    words: int
    vectors: int
    faults: tuple[str, ...]


def compare(
    folder: Path, home: Path, known: Manifest, progress: Callable[[str, int, int], None]
) -> Compared:
    """Compare every sentence with its words, and with its vector where that can be known.

    It can where the vectors of the texts are kept, or are sums of words.
    """
    faults: list[str] = []
    words = found = 0
    kept: Embeddings | None = None
    with suppress(sqlite3.Error):
        path = folder / generations.EMBEDDINGS
        kept = Embeddings(path, known.model.fingerprint) if path.exists() else None
    try:
        with (
            closing(Store(home / generations.STORE)) as store,
            closing(Parts(home, known)) as opened,
        ):
            for number, part in enumerate(known.parts):
                try:
                    one = _Part(opened, number, part, known)
                    for block in _live(store, part):
                        progress(_STAGE, block[0], known.rows)
                        texts = list(store.texts(block))
                        faults += one.wrong_words(block, texts)
                        compared, wrong = one.wrong_vectors(block, texts, kept)
                        faults += wrong
                        words, found = words + len(block), found + compared
                except DamagedPart as error:
                    faults.append(str(error))
    finally:
        if kept is not None:
            kept.close()
    progress(_STAGE, known.rows, known.rows)
    return Compared(words, found, tuple(faults[:20]))


def _live(store: Store, part: Part) -> Iterator[list[int]]:
    """The numbers of a part that sentences have, by blocks."""
    for first in range(part.first, part.first + part.rows, BLOCK):
        end = min(first + BLOCK, part.first + part.rows)
        rows = store.db.execute(
            "SELECT id FROM sentences WHERE id >= ? AND id < ? ORDER BY id", (first, end)
        )
        if numbers := [number for (number,) in rows]:
            yield numbers


class _Part:
    """One part, opened.

    :raises DamagedPart: where one of its files cannot be read.
    """

    def __init__(self, opened: Parts, number: int, part: Part, known: Manifest) -> None:
        self._part = part
        postings = opened.postings_of(number)
        self._sums, self._lengths = postings.sums(_digest), postings.lengths
        self._index = opened.vectors_of(number)
        self._static = opened.static if known.profile == FAST else None

    def wrong_words(self, numbers: Sequence[int], texts: Sequence[str]) -> Iterator[str]:
        """Which of these sentences have other words in the index than in their texts."""
        for number, text in zip(numbers, texts, strict=True):
            found = surfaces(text)
            row = number - self._part.first
            times = Counter(map(term, found))
            own = sum(_digest(t) * min(count, MOST) for t, count in times.items()) % 2**64
            if int(self._sums[row]) != own or int(self._lengths[row]) != min(len(found), 0xFFFF):
                yield f"sentence {number:,} is not found by its own words: “{text[:60]}”"

    def wrong_vectors(
        self, numbers: Sequence[int], texts: Sequence[str], kept: Embeddings | None
    ) -> tuple[int, list[str]]:
        """How many of these were compared, and which have another vector than their texts."""
        import numpy as np

        known, rows = self._vectors(texts, kept)
        if not known:
            return 0, []
        own = self._index.rows([numbers[at] - self._part.first for at in known])
        lengths = np.linalg.norm(own, axis=1) * np.linalg.norm(rows, axis=1)
        both = np.einsum("ij,ij->i", own, rows)
        least = EXACT_COSINE if self._part.kind == FLAT else SMALL_COSINE
        wrong = np.flatnonzero((both < least * lengths) | ~np.isfinite(both))
        told = [f"sentence {numbers[known[at]]:,} has another vector than its text" for at in wrong]
        return len(known), told

    def _vectors(self, texts: Sequence[str], kept: Embeddings | None) -> tuple[list[int], Vectors]:
        """The vectors that texts should have, and of which of the texts they are known."""
        if self._static is not None:
            gathered = Gathered()
            gathered.add(texts)
            import numpy as np

            return list(range(len(texts))), np.concatenate(list(self._static.rows(gathered)))
        digests = [text_digest(text) for text in texts]
        have = kept.get(digests) if kept is not None else {}
        known = [at for at, digest in enumerate(digests) if digest in have]
        raw = b"".join(have[digests[at]] for at in known)
        return known, vectors.as_rows(raw, self._part.dim)


@lru_cache(1 << 17)
def _digest(name: str) -> int:
    """A term as 8 bytes."""
    return int.from_bytes(text_digest(name)[:8], "little")
