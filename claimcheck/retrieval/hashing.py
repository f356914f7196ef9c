"""Digests: of a text as embedded, of a file, of the code that reads articles or searches them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from claimcheck.sources import NAMES, Names
from claimcheck.sources.extras import installed

#: Bytes of a text's digest. Among a thousand million texts the chance that any two
#: of 128-bit digests meet is about 1e-21 (n² / 2^129).
TEXT_DIGEST = 16

_READERS = ("claimcheck.sources", "claimcheck.text")
_SEARCHERS = ("claimcheck.retrieval", "claimcheck.text")


def text_digest(text: str) -> bytes:
    """The digest by which the vector of `text` is known: 16 bytes of BLAKE2b."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=TEXT_DIGEST).digest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; it is read in blocks.

    :raises OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reader_digest(names: Names | None = None) -> str:
    """The digest of what turns files into sentences: our code, the libraries that formats need.

    `names` are those that the fields of records go by. An index remembers it, so that a build
    after an update, or with an extra more, reads all articles again. Vectors are known by their
    texts and outlive it.
    """
    used = [_code(_READERS), *installed(), repr(sorted((names or NAMES).items()))]
    return hashlib.sha256("\n".join(used).encode()).hexdigest()


def searcher_digest() -> str:
    """The digest of the code that searches: what it found before, another code may not find."""
    return _code(_SEARCHERS)


def _code(packages: Sequence[str]) -> str:
    total = hashlib.sha256()
    for package in packages:
        for item in sorted(resources.files(package).iterdir(), key=lambda each: each.name):
            if _counts(item):
                total.update(f"{package}/{item.name}\n".encode())
                total.update(hashlib.sha256(item.read_bytes()).digest())
    return total.hexdigest()


def _counts(item: Traversable) -> bool:
    return item.is_file() and item.name.endswith((".py", ".txt", ".tsv"))
