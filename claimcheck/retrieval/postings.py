"""The words of a run of sentences: for each term the sentences that hold it, and how often.

They are gathered while articles are read and written once. Sentences are numbered from 0 within
the run; the numbers under a term ascend.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from claimcheck.retrieval import arrays
from claimcheck.retrieval.terms import surfaces, term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Occurrences of a term in one sentence that are told apart; BM25 hardly does.
MOST = 255


class Gathered:
    """The words of sentences as they were read: each known by a number, in order."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.words = array("I")
        self.ends = array("Q")

    def add(self, texts: Sequence[str]) -> None:
        """Add the sentences that come next."""
        numbers = self.numbers
        for text in texts:
            self.words.extend([numbers.setdefault(w, len(numbers)) for w in surfaces(text)])
            self.ends.append(len(self.words))

    def lengths(self) -> NDArray[np.int64]:
        """How many words each sentence has."""
        import numpy as np

        ends = np.frombuffer(self.ends, dtype=np.uint64).astype(np.int64)
        ends[1:] -= ends[:-1].copy()
        return ends


def write(path: Path, gathered: Gathered) -> None:
    """Write what was gathered."""
    import numpy as np

    terms: dict[str, int] = {}
    of_word = [terms.setdefault(term(word), len(terms)) for word in gathered.numbers]
    ordered = sorted(terms)
    rank = np.empty(len(terms), dtype=np.uint64)
    for place, each in enumerate(ordered):
        rank[terms[each]] = place
    lengths = gathered.lengths()
    # One number for each occurrence, term before sentence: sorted, they are the postings.
    occurring = np.frombuffer(gathered.words, dtype=np.uint32)
    keys = rank[np.array(of_word, dtype=np.int64)][occurring]
    keys <<= np.uint64(32)
    keys |= np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]) != 0)
    times = np.minimum(np.diff(first, append=len(keys)), MOST).astype(np.uint8)
    keys = keys[first]
    starts = np.searchsorted(keys, np.arange(len(terms) + 1, dtype=np.uint64) << np.uint64(32))
    names = [each.encode("utf-8") for each in ordered]
    arrays.write(
        path,
        {
            "names": np.frombuffer(b"".join(names), dtype=np.uint8),
            "name_ends": np.cumsum([0, *map(len, names)], dtype=np.int64),
            "starts": starts.astype(np.int64),
            "sentences": (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
            "times": times,
            "lengths": np.minimum(lengths, 0xFFFF).astype(np.uint16),
        },
    )


class Found(NamedTuple):
    """The sentences that hold a term, ascending, and how often each does."""

    sentences: NDArray[np.uint32]
    times: NDArray[np.uint8]


class Postings:
    """What `write` wrote, opened.

    :raises DamagedArrays: where it is something else.
    """

    def __init__(self, file: BinaryIO) -> None:
        read = arrays.read(file)
        try:
            self._names, self._ends = read["names"], read["name_ends"]
            self._starts = read["starts"]
            self._sentences, self._times = read["sentences"], read["times"]
            self.lengths: NDArray[np.uint16] = read["lengths"]
        except KeyError as error:
            raise arrays.DamagedArrays(f"has no {error}") from None

    def find(self, wanted: str) -> Found | None:
        """The sentences of a term; None where no sentence holds it."""
        name = wanted.encode("utf-8", "replace")
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high) // 2
            if self._name(middle) < name:
                low = middle + 1
            else:
                high = middle
        if low == len(self._starts) - 1 or self._name(low) != name:
            return None
        start, end = int(self._starts[low]), int(self._starts[low + 1])
        return Found(self._sentences[start:end], self._times[start:end])

    def sums(self, digest: Callable[[str], int]) -> NDArray[np.uint64]:
        """For each sentence the sum of its terms' digests, each as often as the term occurs.

        Modulo 2**64; with it the words of a sentence can be told from others without a list of
        them.
        """
        import numpy as np

        names = (self._name(at).decode("utf-8", "replace") for at in range(len(self._starts) - 1))
        digests = np.array([digest(name) for name in names], dtype=np.uint64)
        found = np.repeat(digests, np.diff(self._starts)) * self._times.astype(np.uint64)
        made = np.zeros(len(self.lengths), dtype=np.uint64)
        np.add.at(made, self._sentences, found)
        return made

    def _name(self, at: int) -> bytes:
        return self._names[int(self._ends[at]) : int(self._ends[at + 1])].tobytes()
