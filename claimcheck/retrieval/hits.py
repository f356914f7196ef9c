"""What a search finds, before articles and sentences are fetched; and its form in the cache."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from claimcheck.retrieval.hashing import text_digest

VECTORS, LEXICAL = "vectors", "lexical"

#: A hit as it is kept: number, cosine, and a bit for each search that found it.
_KEPT = struct.Struct("<qdB")
_BITS = (VECTORS, LEXICAL)


class Hit(NamedTuple):
    """The number of a sentence, its cosine with what was asked, and the searches that found it."""

    number: int
    cosine: float
    via: tuple[str, ...]


class Question(NamedTuple):
    """What is searched for: a text, how many sentences, in which articles and in which not.

    Only articles published from `since` to `until` are searched.
    """

    text: str
    k: int
    sources: tuple[str, ...]
    without: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    def digest(self) -> bytes:
        """What it is known by in the cache."""
        return text_digest(json.dumps(self, default=str))


def packed(hits: Sequence[Hit]) -> bytes:
    """The hits as the cache keeps them, 17 bytes each."""
    return b"".join(
        _KEPT.pack(hit.number, hit.cosine, sum(1 << _BITS.index(each) for each in hit.via))
        for hit in hits
    )


def unpacked(raw: bytes) -> tuple[Hit, ...]:
    """The hits again."""
    return tuple(
        Hit(number, cosine, tuple(name for at, name in enumerate(_BITS) if bits >> at & 1))
        for number, cosine, bits in _KEPT.iter_unpack(raw)
    )
