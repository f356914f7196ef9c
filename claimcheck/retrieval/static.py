"""Vectors of sentences from those of words: a hundred times as fast as the model, and coarser.

The words are the most frequent ones of the index, each embedded by itself by the configured model,
once, and weighted by a / (a + p), p being a word's share of all words (Arora, Liang and Ma, "A
Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017: "SIF"). A sentence is the sum of
its words. Some sentences of the index are embedded as a whole too, and what brings their sums
closest to that, by least squares, is applied to every word: sums then lie where the model would put
the sentence, so that a query needs no words and has its own vector by the model. Queries that were
sums of words as well found two thirds of what they do (docs/benchmarks.md). Figures are left to the
search by words, which finds them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claimcheck.retrieval import arrays
from claimcheck.retrieval.postings import Gathered
from claimcheck.retrieval.vectors import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

#: Words that have a vector, at most: a minute of work, once.
MOST_WORDS = 20_000
#: Words of an index from which on one that occurs once in it gets none.
MANY = 100_000
#: Sentences that are embedded as a whole: 8 seconds of work, once. Half as many find somewhat less.
SAMPLE = 2_000
#: Dimensions that are kept: the principal components of those sentences. Twice as many find no more
#: once the model has ranked what was found, two thirds of them somewhat less.
DIM = 192
#: The constant a of SIF, within the range that its authors found to make no difference.
SIF = 1e-3
#: What is added to the squares, as in ridge regression; a third of it or twice as much is as good.
RIDGE = 0.5

_ROWS = 1 << 14  # sentences whose vectors are summed at a time


def vocabulary(gathered: Gathered) -> tuple[list[str], list[int]]:
    """The words that get a vector, the most frequent first, and how often each occurs."""
    import numpy as np

    counts = np.bincount(
        np.frombuffer(gathered.words, dtype=np.uint32), minlength=len(gathered.numbers)
    )
    least = 2 if len(gathered.words) >= MANY else 1
    named = [
        (word, int(count))
        for word, count in zip(gathered.numbers, counts, strict=True)
        if count >= least and _has_vector(word)
    ]
    named.sort(key=lambda each: (-each[1], each[0]))
    kept = named[:MOST_WORDS] or [("a", 1)]  # figures alone: any word will do
    return [word for word, _ in kept], [count for _, count in kept]


def _has_vector(word: str) -> bool:
    return not word[0].isdigit()


class StaticModel:
    """Words with their vectors; what else is needed to place a query among them."""

    def __init__(self, parts: Mapping[str, NDArray[np.generic]]) -> None:
        """Take what `parts` gave.

        :raises DamagedArrays: where something is missing.
        """
        try:
            self._parts = dict(parts)
            ends, names = parts["word_ends"], parts["words"].tobytes()
            self._table: Vectors = parts["vectors"].view("<f4").reshape(len(ends) - 1, -1)
            self._mean: Vectors = parts["mean"].view("<f4")
            self._axes: Vectors = parts["axes"].view("<f4").reshape(len(self._mean), -1)
            bounds = ends.tolist()
            self._rows = {
                names[start:end].decode("utf-8"): row
                for row, (start, end) in enumerate(pairwise(bounds))
            }
        except (KeyError, ValueError) as error:
            raise arrays.DamagedArrays(f"is no table of words: {error}") from None

    @property
    def dim(self) -> int:
        """The length of a vector."""
        return int(self._axes.shape[1])

    @classmethod
    def read(cls, file: BinaryIO) -> StaticModel:
        """The model in an open file.

        :raises DamagedArrays: where there is none.
        """
        return cls(arrays.read(file))

    def write(self, path: Path) -> None:
        """Write it to a file."""
        arrays.write(path, self._parts)

    def rows(self, gathered: Gathered) -> Iterator[Vectors]:
        """The vectors of the sentences gathered, in order, by blocks, of unit length or zero."""
        import numpy as np

        at = np.array([self._rows.get(word, -1) for word in gathered.numbers], dtype=np.int64)
        words = at[np.frombuffer(gathered.words, dtype=np.uint32)]
        ends = np.frombuffer(gathered.ends, dtype=np.uint64).astype(np.int64)
        for first in range(0, len(ends), _ROWS):
            block = ends[first : first + _ROWS]
            start = int(ends[first - 1]) if first else 0
            yield self._sums(words[start : int(block[-1])], block - start)

    def _sums(self, words: NDArray[np.int64], ends: NDArray[np.int64]) -> Vectors:
        """The sums of the vectors of runs of words; -1 stands for a word without one."""
        import numpy as np

        known = words >= 0
        words = words[known]
        ends = np.concatenate([[0], np.cumsum(known)])[ends]
        lengths = np.diff(ends, prepend=0)
        # The first words of all runs are added, then the second ones of those that have any, …
        order = np.argsort(-lengths, kind="stable")
        starts, longest = (ends - lengths)[order], lengths[order]
        sums = np.zeros((len(ends), self.dim), dtype=np.float32)
        for at in range(int(longest[0])):
            some = int(np.searchsorted(-longest, -at))  # runs of more than `at` words
            sums[:some] += self._table[words[starts[:some] + at]]
        rows = np.empty_like(sums)
        rows[order] = sums
        return unit(rows)

    def placed(self, queries: Vectors) -> Vectors:
        """Queries, shape (queries, the model's dim), as vectors to search the sentences with."""
        return unit(((queries - self._mean) @ self._axes).astype("float32", copy=False))


def distilled(
    words: Sequence[str],
    counts: Sequence[int],
    total: int,
    raw: Vectors,
    texts: Sequence[str],
    wanted: Vectors,
) -> StaticModel:
    """The static model of words, most frequent first, with their vectors by the model, `raw`.

    `counts` are how often each occurs among the `total` words of the index; `texts` are some of
    its sentences, `wanted` their vectors by the model.
    """
    import numpy as np

    shares = np.array(counts, dtype=np.float64) / max(total, 1)
    weights = (SIF / (SIF + shares)).astype(np.float32)
    table = (raw - raw.mean(axis=0)) * weights[:, np.newaxis]
    some = Gathered()
    some.add(texts)
    dim = raw.shape[1]
    as_they_are = _model(words, table, np.zeros(dim), np.eye(dim))
    sums = np.concatenate(list(as_they_are.rows(some))).astype(np.float64)
    mean = wanted.mean(axis=0)
    centred = (wanted - mean).astype(np.float64)
    fitted = np.linalg.solve(sums.T @ sums + RIDGE * np.eye(dim), sums.T @ centred)
    axes = _principal(centred)
    return _model(words, table @ (fitted @ axes), mean, axes)


def _principal(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    """The axes along which the rows differ most, as columns, the same on every machine."""
    import numpy as np

    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :DIM]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    found: NDArray[np.float64] = axes * signs
    return found


def _model(
    words: Sequence[str],
    table: NDArray[np.floating],
    mean: NDArray[np.floating],
    axes: NDArray[np.floating],
) -> StaticModel:
    import numpy as np

    names = [word.encode("utf-8") for word in words]
    return StaticModel(
        {
            "words": np.frombuffer(b"".join(names), dtype=np.uint8),
            "word_ends": np.cumsum([0, *map(len, names)], dtype=np.int64),
            "vectors": table.astype(np.float32).ravel(),
            "mean": mean.astype(np.float32),
            "axes": axes.astype(np.float32).ravel(),
        }
    )
