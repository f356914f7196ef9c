"""Vectors kept by the content they are of, so that no text is ever embedded twice.

One class serves two files: `embeddings.sqlite`, which a build keeps for the next one (every
batch is committed, so that a killed build loses little), and, as `Cache`, `cache.sqlite` with the
vectors of queries and the digests of model files, a mere convenience that may be deleted.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from claimcheck.retrieval.hashing import file_digest

_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, check_sum INTEGER NOT NULL,
    PRIMARY KEY (model, digest)
)
"""
_FILES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
)
"""
_AT_ONCE = 500  # variables in one statement; SQLite before 3.32 allowed 999

#: Vectors of queries that are kept: 16,384 of 384 floats are 25 MB.
MOST_QUERIES = 16_384


class Embeddings:
    """The vectors of one model in one file: bytes of little-endian float32 by text digest.

    :raises sqlite3.Error: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path, model: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._model = model
        self._db.execute(_TABLE)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """The vectors that are known and whole."""
        wanted = list(dict.fromkeys(digests))
        found: dict[bytes, bytes] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            rows = self._db.execute(
                "SELECT digest, vector, check_sum FROM vectors WHERE model = ? "
                f"AND digest IN ({', '.join('?' * len(some))})",
                (self._model, *some),
            )
            found |= {digest: vector for digest, vector, sum_ in rows if _whole(vector, sum_)}
        return found

    def put(self, vectors: Mapping[bytes, bytes]) -> None:
        """Add vectors, all or none; they are on disk afterwards."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                ((self._model, d, v, zlib.crc32(v)) for d, v in vectors.items()),
            )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def keep_only(self, store: Path) -> None:
        """Forget the vectors of other models and of texts that `store` does not hold."""
        self._db.execute("ATTACH ? AS store", (str(store),))
        self._db.execute("CREATE TEMP TABLE used (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("INSERT OR IGNORE INTO used SELECT digest FROM store.sentences")
        self._db.execute(
            "DELETE FROM vectors WHERE model <> ? OR digest NOT IN (SELECT digest FROM used)",
            (self._model,),
        )
        self._db.execute("DROP TABLE used")
        self._db.execute("DETACH store")
        free, pages = (self._pragma(name) for name in ("freelist_count", "page_count"))
        if free * 2 > pages:
            self._db.execute("VACUUM")

    def _pragma(self, name: str) -> int:
        (value,) = self._db.execute(f"PRAGMA {name}").fetchone()
        return int(value)


def _whole(vector: bytes, check_sum: int) -> bool:
    return zlib.crc32(vector) == check_sum


class Cache:
    """What need not be computed again, where the folder can be written; it never fails.

    A cache that cannot be read, written or is damaged knows nothing and keeps nothing.
    """

    def __init__(self, path: Path) -> None:
        self._db: sqlite3.Connection | None = None
        try:
            self._open(path)
        except sqlite3.OperationalError:
            pass  # not writable, which reading may survive, or not to be opened
        except sqlite3.DatabaseError:
            self.close()
            with suppress(OSError, sqlite3.Error):
                path.unlink()
                self._open(path)

    def _open(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(_TABLE)
        self._db.execute(_FILES)

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def queries(self, model: str, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        """The vectors of queries that are known."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error):
            for digest in digests if self._db else ():
                assert self._db is not None
                row = self._db.execute(
                    "SELECT vector, check_sum FROM vectors WHERE model = ? AND digest = ?",
                    (model, digest),
                ).fetchone()
                if row is not None and _whole(*row):
                    found[digest] = row[0]
        return found

    def keep(self, model: str, vectors: Mapping[bytes, bytes]) -> None:
        """Keep the vectors of queries; the oldest beyond `MOST_QUERIES` go."""
        rows = [(model, d, v, zlib.crc32(v)) for d, v in vectors.items()]
        with suppress(sqlite3.Error):
            if self._db is not None:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
                self._db.execute(
                    "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?",
                    (MOST_QUERIES,),
                )
                self._db.execute("COMMIT")

    def file_digest(self, path: Path) -> str:
        """The SHA-256 of a file, remembered as long as its size and time stay the same.

        :raises OSError: when it cannot be read.
        """
        status = path.stat()
        key = (str(path.resolve()), status.st_size, status.st_mtime_ns)
        with suppress(sqlite3.Error):
            row = (
                self._db
                and self._db.execute(
                    "SELECT sha256 FROM files WHERE path = ? AND size = ? AND mtime_ns = ?", key
                ).fetchone()
            )
            if row:
                return str(row[0])
        digest = file_digest(path)
        with suppress(sqlite3.Error):
            if self._db is not None:
                self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (*key, digest))
        return digest
