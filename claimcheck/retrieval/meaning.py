"""What stands near in meaning: of all sentences, or of those that a cheaper search brings.

With the profile `exact` every sentence has its vector by the model, and the nearest are searched.
With `fast` it has one that is the sum of its words (`static`): of what is near by that, and of what
the search by words finds, the best `CANDIDATES` are embedded by the model, and ranked by it.

The facts of a text are searched for as it is, and what fits each best has a place among what is
found for the text. Ranked with the rest by the sum of all searches, sentences that are about
nothing but one part came before those that hold both, and fewer supporting ones were found.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import islice
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
#: The same for each fact of a text, of which only the best is wanted.
FACT_CANDIDATES = 6


class Asked(NamedTuple):
    """A text that is searched for: how deep, where, and what the search by words found.

    `facts` are its parts, searched for in the same place.
    """

    text: str
    k: int
    depth: int
    allowed: Mask | None
    by_words: list[int]
    facts: tuple[Asked, ...] = ()


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
    every = _with_parts(asked)
    queries = embed([each.text for each in every])
    rankings = iter(zip(every, queries, _near(every, queries, parts), strict=True))
    made = []
    for each, query, near in rankings:
        best = [
            _first(fused((n, fact.by_words))) for fact, _, n in islice(rankings, len(each.facts))
        ]
        numbers = given_room(fused((near, each.by_words)), best, each.k)
        made.append(Ranked(numbers, parts.cosines(query, numbers), near))
    return made


def by_candidates(
    asked: Sequence[Asked], parts: Parts, embed: Embedder, store: Store
) -> list[Ranked]:
    """The search of the profile `fast`."""
    every = _with_parts(asked)
    queries = embed([each.text for each in every])
    sums = parts.static.encode([each.text for each in every], embed)
    most = [n for each in asked for n in (_most(each.k), *[FACT_CANDIDATES] * len(each.facts))]
    candidates = [
        fused((near, each.by_words))[:n]
        for each, n, near in zip(every, most, _near(every, sums, parts), strict=True)
    ]
    numbers = sorted({number for some in candidates for number in some})
    rows = embed(list(store.texts(numbers)))
    place = {number: row for row, number in enumerate(numbers)}

    def cosines(query: Vectors, some: Sequence[int]) -> dict[int, float]:
        if not some:
            return {}
        found = (rows[[place[number] for number in some]] @ query).tolist()
        return dict(zip(some, found, strict=True))

    def ranking(each: Asked, near: Sequence[int], of: Container[int]) -> list[int]:
        return [number for number in fused((near, each.by_words)) if number in of]

    rankings = iter(zip(every, queries, candidates, strict=True))
    made = []
    for each, query, some in rankings:
        near = _nearest(cosines(query, some))
        best = []
        for fact, wanted, others in islice(rankings, len(each.facts)):
            best.append(_first(ranking(fact, _nearest(cosines(wanted, others)), set(others))))
        found = given_room(ranking(each, near, set(some)), best, each.k)
        cosine_of = cosines(query, found)
        made.append(Ranked(found, [cosine_of[number] for number in found], near))
    return made


def _with_parts(asked: Sequence[Asked]) -> list[Asked]:
    """Each text, followed by its facts."""
    return [one for each in asked for one in (each, *each.facts)]


def _most(k: int) -> int:
    """How many sentences the model embeds for a text of which `k` are wanted."""
    return max(CANDIDATES, CANDIDATES_PER_RESULT * k)


def _nearest(cosine_of: Mapping[int, float]) -> list[int]:
    return sorted(cosine_of, key=lambda number: (-cosine_of[number], number))


def _first(ranking: Sequence[int]) -> int | None:
    return ranking[0] if ranking else None


def given_room(ranking: Sequence[int], wanted: Sequence[int | None], k: int) -> list[int]:
    """The first `k` of a ranking, those `wanted` in the place of the last of them.

    What is wanted and not among them comes after them; the best always stays.
    """
    own = [each for each in dict.fromkeys(wanted) if each is not None][: k - 1]
    rest = [number for number in ranking if number not in own][: k - len(own)]
    kept = [number for number in ranking[:k] if number in own or number in rest]
    return kept + [number for number in own if number not in kept]


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
