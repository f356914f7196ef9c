"""A corpus and an encoder for the tests of retrieval: no model, the same vectors everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: Long after any file of a test was written, so that a file's time can be trusted.
NOW = datetime(2100, 1, 1, tzinfo=UTC)

ARTICLES = {
    "press/danube.txt": (
        "The Danube\n\nThe Danube rises in the Black Forest. It is about 2,850 kilometres long. "
        "Ten countries lie along it.\n"
    ),
    "press/peaks.md": (
        "---\ntitle: High peaks\noutlet: Summit Post\ndate: 2021-05-03\n---\n"
        "Mont Blanc is 4,806 metres high.\n\n"
        "The first ascents were:\n\n- Mont Blanc in 1786\n- the Matterhorn in 1865\n\n"
        "Edward Whymper led the party on the Matterhorn.\n"
    ),
    "wire/lakes.txt": "Lake Garda\n\nLake Garda covers 370 square kilometres. It lies in Italy.\n",
}


class WordEncoder:
    """Adds up a fixed direction for each word: texts that share words are near."""

    def __init__(self, name: str = "words", dim: int = 64) -> None:
        self.name = name
        self.fingerprint = f"test:{name}"
        self.dim = dim
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32, shape (texts, dim), rows of unit length."""
        self.asked += texts
        rows = [sum(map(self._direction, _words(text)), np.zeros(self.dim)) for text in texts]
        found = np.array(rows, dtype=np.float32).reshape(len(texts), self.dim)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)

    def _direction(self, word: str) -> NDArray[np.float64]:
        seed = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        return np.random.default_rng(int.from_bytes(seed)).standard_normal(self.dim)


class SilentEncoder(WordEncoder):
    """Fails where a text would have to be embedded."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Never."""
        raise AssertionError(f"embedded {list(texts)}")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower()) or [""]


def write(folder: Path, articles: dict[str, str]) -> None:
    """Write articles under a folder."""
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
