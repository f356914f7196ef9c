"""What fits a text: of all sentences, or of those that a cheaper search brings.

With the profile `exact` every sentence has its vector by the model; those nearest and those that
match best by words are ranked by both. With `fast` it has one made of its words (`static`): ranked
by that and by words, the best `CANDIDATES` are embedded by the model, and ranked as with `exact`.

A rank is by the sum of a cosine and a share of the best match by words, which Bruch, Gai and
Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (ACM TOIS 42, 2023), find better than
ranks fused. So it is here, most with `fast`: among candidates ranks are others than among all
sentences, and cosines are the same (docs/benchmarks.md).

The facts of a text are searched for as it is, and what fits each best has a place among what is
found for the text. Ranked with the rest by the sum of all searches, sentences that are about
nothing but one part came before those that hold both, and fewer supporting ones were found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import Encoder
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.lexical import Lexicon
from claimcheck.retrieval.parts import Parts
from claimcheck.retrieval.store import Store
from claimcheck.retrieval.vectors import as_bytes, as_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Mask = NDArray[np.bool_]

#: What the best match by words counts, where a cosine of 1 counts 1: with vectors by the model, and
#: with those made of words. A third more or less changes little.
WORDS, WORDS_OF_CANDIDATES = 0.3, 0.7

#: Sentences that the model embeds for a text with the profile `fast`, and for each one asked for.
CANDIDATES = 24
CANDIDATES_PER_RESULT = 2
#: The same for each fact of a text, of which only the best is wanted.
FACT_CANDIDATES = 6

_DIGITS = 6  # of a score after the point: the same vectors give it in another place to seven


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
    """The numbers of sentences, best first by both searches, and their cosines; and who found them.

    `by_meaning` are the numbers that the search by meaning found.
    """

    numbers: list[int]
    cosines: list[float]
    by_meaning: list[int]


#: The vector of a text, what is near it, and what may be meant.
Searched: TypeAlias = "tuple[Vectors, list[int], list[int]]"
#: The cosines of a vector with those of sentences.
Cosines: TypeAlias = "Callable[[Vectors, Sequence[int]], list[float]]"


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
    near = _near(every, queries, parts)
    found = [sorted({*some, *each.by_words}) for each, some in zip(every, near, strict=True)]
    return _best(asked, list(zip(queries, near, found, strict=True)), parts.cosines, parts.words)


def by_candidates(
    asked: Sequence[Asked], parts: Parts, embed: Embedder, store: Store
) -> list[Ranked]:
    """The search of the profile `fast`."""
    every = _with_parts(asked)
    queries = embed([each.text for each in every])
    placed = parts.static.placed(queries)
    near = _near(every, placed, parts)
    most = [n for each in asked for n in (_most(each.k), *[FACT_CANDIDATES] * len(each.facts))]
    found = []
    for each, query, some, n in zip(every, placed, near, most, strict=True):
        numbers = sorted({*some, *each.by_words})
        cosines = parts.cosines(query, numbers)
        found.append(_ranking(each, numbers, cosines, parts.words, WORDS_OF_CANDIDATES)[:n])
    candidates = sorted({number for some in found for number in some})
    rows = dict(zip(candidates, embed(list(store.texts(candidates))), strict=True))

    def by_the_model(query: Vectors, numbers: Sequence[int]) -> list[float]:
        return [float(query.dot(rows[number])) for number in numbers]

    return _best(asked, list(zip(queries, near, found, strict=True)), by_the_model, parts.words)


def _best(
    asked: Sequence[Asked], searched: Sequence[Searched], cosines: Cosines, words: Lexicon
) -> list[Ranked]:
    """The best of what was found for each text and then for its facts."""
    rest = iter(searched)
    made = []
    for each in asked:
        query, near, numbers = next(rest)
        wanted = [
            _ranking(fact, some, cosines(of_fact, some), words, WORDS)[:1]
            for fact, (of_fact, _, some) in zip(
                each.facts, islice(rest, len(each.facts)), strict=True
            )
        ]
        ranking = _ranking(each, numbers, cosines(query, numbers), words, WORDS)
        found = given_room(ranking, [number for one in wanted for number in one], each.k)
        made.append(Ranked(found, cosines(query, found), near))
    return made


def _ranking(
    each: Asked, numbers: Sequence[int], cosines: Sequence[float], words: Lexicon, weight: float
) -> list[int]:
    """Sentences, best first by cosine and words; of equals the first comes first."""
    scores = words.scores(each.text, [*each.by_words[:1], *numbers]).tolist()
    best = scores.pop(0) if each.by_words else 1.0
    pairs = zip(cosines, scores, strict=True)
    return ranked(numbers, [cosine + weight * score / best for cosine, score in pairs])


def ranked(numbers: Sequence[int], scores: Sequence[float]) -> list[int]:
    """Numbers, the best first; of those that differ by no more than rounding, the lower first."""
    score_of = dict(zip(numbers, scores, strict=True))
    return sorted(numbers, key=lambda number: (-round(score_of[number], _DIGITS), number))


def _with_parts(asked: Sequence[Asked]) -> list[Asked]:
    """Each text, followed by its facts."""
    return [one for each in asked for one in (each, *each.facts)]


def _most(k: int) -> int:
    """How many sentences the model embeds for a text of which `k` are wanted."""
    return max(CANDIDATES, CANDIDATES_PER_RESULT * k)


def given_room(ranking: Sequence[int], wanted: Sequence[int], k: int) -> list[int]:
    """The first `k` of a ranking, those `wanted` in the place of the last of them.

    What is wanted and not among them comes after them; the best always stays.
    """
    own = list(dict.fromkeys(wanted))[: k - 1]
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
