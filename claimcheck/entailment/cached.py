"""A model of entailment whose answers are kept, so that no pair is judged twice."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence

from claimcheck.entailment.masking import masked
from claimcheck.entailment.model import Judgement, KnownModel, Pair
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.hashing import text_digest

#: A judgement as it is kept: its three shares as little-endian float64.
_SHARES = struct.Struct("<3d")


class CachedModel:
    """A model that is asked, and so loaded, only for pairs which `cache` has no answer to.

    An answer is known by the model's fingerprint and by the two texts as a model is shown them.
    """

    def __init__(self, model: KnownModel, cache: Cache) -> None:
        self._model = model
        self._cache = cache
        self._fingerprint: str | None = None

    @property
    def name(self) -> str:
        """The model as a user names it."""
        return self._model.name

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """A judgement for each pair, in their order.

        :raises ModelError: where a new pair has to be judged and the model cannot be loaded.
        """
        digests = [_digest(pair) for pair in pairs]
        known = self._known(digests)
        todo = {
            digest: pair for digest, pair in zip(digests, pairs, strict=True) if digest not in known
        }
        if todo:
            fresh = dict(zip(todo, self._model.judge(list(todo.values())), strict=True))
            self._keep(fresh)
            known |= fresh
        return [known[digest] for digest in digests]

    def _known(self, digests: Sequence[bytes]) -> dict[bytes, Judgement]:
        model = self._identity()
        if model is None:
            return {}
        return {
            digest: Judgement(*_SHARES.unpack(answer))
            for digest, answer in self._cache.answers(model, digests).items()
            if len(answer) == _SHARES.size
        }

    def _keep(self, fresh: dict[bytes, Judgement]) -> None:
        model = self._identity()
        if model is not None:
            packed = {digest: _SHARES.pack(*told) for digest, told in fresh.items()}
            self._cache.keep_answers(model, packed)

    def _identity(self) -> str | None:
        """The model's fingerprint, asked for until it is known.

        A model of the hub may come to this machine with its first answer.
        """
        if self._fingerprint is None:
            self._fingerprint = self._model.fingerprint(self._cache.file_digest)
        return self._fingerprint


def _digest(pair: Pair) -> bytes:
    return text_digest(json.dumps([masked(pair.evidence), masked(pair.claim)]))
