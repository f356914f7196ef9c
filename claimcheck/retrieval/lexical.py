"""Search by words, numbers and names, ranked by BM25 over all runs of sentences at once.

Our own postings, though tantivy finds as much and answers faster (docs/benchmarks.md): an index is
parts that never change and that generations share, and one count of words ranks them all, while
tantivy ranks within one index that changes in place. They are made of the words that a build
gathers for the vectors of words anyway, their files are the same for the same articles, and one or
two milliseconds a claim are little beside embedding it. SQLite's FTS5, which was used before, takes
many times as long over a million sentences, and bm25s cannot add to what it has. A search adds up
the scores of a claim's terms over the postings, mapped from disk.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.retrieval import terms
from claimcheck.retrieval.postings import Found, Postings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

#: The constants of BM25, as usual: Robertson and Zaragoza, "The Probabilistic Relevance Framework:
#: BM25 and Beyond" (2009), section 3.5.
K1 = 1.2
B = 0.75


class Lexicon:
    """The words of an index: runs of sentences, one after the other."""

    def __init__(self, runs: Sequence[Postings]) -> None:
        self._runs = runs
        self._rows = sum(len(run.lengths) for run in runs)
        words = sum(int(run.lengths.sum(dtype="int64")) for run in runs)
        self._average = max(words / max(self._rows, 1), 1.0)

    def search(self, text: str, n: int, allowed: Mask | None = None) -> list[int]:
        """The `n` sentences that match best, best first; `allowed` tells which may be found."""
        import numpy as np

        scores = np.zeros(self._rows, dtype=np.float32)
        for first, run, found, weight in self._found(text):
            scores[first : first + len(run.lengths)][found.sentences] += self._gains(
                run, found, weight
            )
        if allowed is not None:
            scores[~allowed] = 0.0
        return best(scores, n)

    def scores(self, text: str, numbers: Sequence[int]) -> NDArray[np.float32]:
        """How well each of these sentences matches, as `search` ranks them."""
        import numpy as np

        wanted = np.array(numbers, dtype=np.int64)
        made = np.zeros(len(wanted), dtype=np.float32)
        for first, run, found, weight in self._found(text):
            rows = np.maximum(wanted - first, 0).astype(np.uint32)  # of another type: a slow search
            places = np.searchsorted(found.sentences, rows)
            places = np.minimum(places, len(found.sentences) - 1)
            held = found.sentences[places] == wanted - first
            some = Found(found.sentences[places[held]], found.times[places[held]])
            made[held] += self._gains(run, some, weight)
        return made

    def _found(self, text: str) -> Iterator[tuple[int, Postings, Found, float]]:
        """Where the terms of a text are: the first number of a run, it, what it has, its weight."""
        for each in terms.asked(text):
            found = [run.find(each) for run in self._runs]
            count = sum(len(one.sentences) for one in found if one)
            weight = math.log1p((self._rows - count + 0.5) / (count + 0.5))
            first = 0
            for run, one in zip(self._runs, found, strict=True):
                if one:
                    yield first, run, one, weight
                first += len(run.lengths)

    def _gains(self, run: Postings, found: Found, weight: float) -> NDArray[np.float32]:
        import numpy as np

        lengths = run.lengths[found.sentences].astype(np.float32)
        lengths *= np.float32(K1 * B / self._average)
        lengths += np.float32(K1 * (1 - B))
        times = found.times.astype(np.float32)
        lengths += times
        gains: NDArray[np.float32] = times * np.float32(weight * (K1 + 1)) / lengths
        return gains


def best(scores: NDArray[np.float32], n: int) -> list[int]:
    """The places of the `n` highest scores above 0, best first; of equals the first comes first."""
    import numpy as np

    places = np.flatnonzero(scores > 0)
    found = scores[places]
    if n < len(found):
        kept = found >= np.partition(found, len(found) - n)[len(found) - n]
        places, found = places[kept], found[kept]
    order = np.argsort(-found, kind="stable")[:n]
    return [int(place) for place in places[order]]
