"""What stands near in meaning: of all sentences, or of those that a cheaper search brings.

With the profile `exact` every sentence has its vector by the model, and the nearest are searched.
With `fast` it has one that is the sum of its words (`static`): of what is near by that, and of what
the search by words finds, the best `CANDIDATES` are embedded by the model, and ranked by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import Encoder
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.parts import Parts
from claimcheck.retrieval.store import Store
from claimcheck.retrieval.vectors import as_bytes, as_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Mask = NDArray[np.bool_]

#: The constant k of reciprocal rank fusion, the sum of 1 / (k + rank) over the searches, as
#: published: Cormack, Clarke and Büttcher, SIGIR 2009, section 2.
RRF_K = 60

#: Sentences that the model embeds for a text with the profile `fast`, and for each one asked for.
CANDIDATES = 24
CANDIDATES_PER_RESULT = 2


class Asked(NamedTuple):
    """A text that is searched for: how deep, where, and what the search by words found."""

    text: str
    k: int
    depth: int
    allowed: Mask | None
    by_words: list[int]


class Ranked(NamedTuple):
    """The numbers of sentences, best first, fused by rank, and their cosines; and who found them.

    `by_meaning` are the numbers that the search by meaning found.
    """

    numbers: list[int]
    cosines: list[float]
    by_meaning: list[int]


class Embedder:
    """Vectors by the model; those that were computed before are taken from the cache."""

    def __init__(self, encoder: Encoder, cache: Cache, dim: int) -> None:
        self.encoder = encoder
        self._cache, self._dim = cache, dim
        self._known: dict[bytes, bytes] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts`, shape (texts, dim); only unknown ones are computed."""
        digests = [text_digest(text) for text in texts]
        model = self.encoder.fingerprint
        unknown = [digest for digest in digests if digest not in self._known]
        self._known |= self._cache.queries(model, unknown)
        todo = {d: t for d, t in zip(digests, texts, strict=True) if d not in self._known}
        if todo:
            rows = as_bytes(self.encoder.encode(list(todo.values())))
            fresh = dict(zip(todo, rows, strict=True))
            self._cache.keep_queries(model, fresh)
            self._known |= fresh
        return as_rows(b"".join(self._known[digest] for digest in digests), self._dim)


def by_model(asked: Sequence[Asked], parts: Parts, embed: Embedder) -> list[Ranked]:
    """The search of the profile `exact`."""
    queries = embed([each.text for each in asked])
    made = []
    for query, each, near in zip(queries, asked, _near(asked, queries, parts), strict=True):
        numbers = fused((near, each.by_words))[: each.k]
        made.append(Ranked(numbers, parts.cosines(query, numbers), near))
    return made


def by_candidates(
    asked: Sequence[Asked], parts: Parts, embed: Embedder, store: Store
) -> list[Ranked]:
    """The search of the profile `fast`."""
    import numpy as np

    queries = embed([each.text for each in asked])
    sums = parts.static.encode([each.text for each in asked], embed)
    candidates = []
    for each, near in zip(asked, _near(asked, sums, parts), strict=True):
        most = max(CANDIDATES, CANDIDATES_PER_RESULT * each.k)
        candidates.append(fused((near, each.by_words))[:most])
    numbers = sorted({number for some in candidates for number in some})
    rows = embed(list(store.texts(numbers)))
    place = {number: row for row, number in enumerate(numbers)}
    made = []
    for query, each, some in zip(queries, asked, candidates, strict=True):
        cosines = rows[[place[number] for number in some]] @ query if some else np.zeros(0)
        cosine_of = dict(zip(some, cosines.tolist(), strict=True))
        near = sorted(some, key=lambda number: (-cosine_of[number], number))
        best = [n for n in fused((near, each.by_words)) if n in cosine_of][: each.k]
        made.append(Ranked(best, [cosine_of[number] for number in best], near))
    return made


def _near(asked: Sequence[Asked], queries: Vectors, parts: Parts) -> list[list[int]]:
    """The numbers near to each query; those that are searched for in the same place at once."""
    alike: dict[tuple[int, int], list[int]] = {}
    for at, each in enumerate(asked):
        alike.setdefault((id(each.allowed), each.depth), []).append(at)
    found: list[list[int]] = [[]] * len(asked)
    for rows in alike.values():
        one = asked[rows[0]]
        near = parts.near(queries[rows], one.depth, one.allowed)
        for at, numbers in zip(rows, near, strict=True):
            found[at] = numbers
    return found


def fused(rankings: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of all rankings, best first by reciprocal rank fusion.

    Equal sums stand in the order of the first ranking that has them.
    """
    sums: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            sums[number] = sums.get(number, 0.0) + 1.0 / (RRF_K + rank)
    return sorted(sums, key=lambda number: -sums[number])
