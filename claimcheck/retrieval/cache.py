"""What need not be computed again: `cache.sqlite` beside an index, which may be deleted.

It keeps the vectors of queries, what was found for them, the answers of models of entailment and
the digests of model files. Several processes may use it at once.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from claimcheck.retrieval.embeddings import VECTORS, whole
from claimcheck.retrieval.hashing import file_digest

_Told = TypeVar("_Told")

_FILES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
)
"""
_ANSWERS = """
CREATE TABLE IF NOT EXISTS answers (
    model TEXT NOT NULL, digest BLOB NOT NULL, answer BLOB NOT NULL, check_sum INTEGER NOT NULL,
    PRIMARY KEY (model, digest)
)
"""
_FOUND = """
CREATE TABLE IF NOT EXISTS found (
    searched TEXT NOT NULL, digest BLOB NOT NULL, hits BLOB NOT NULL, check_sum INTEGER NOT NULL,
    PRIMARY KEY (searched, digest)
)
"""
#: Seconds to wait for another process that writes, before doing without.
_PATIENCE = 1.0

#: Vectors of queries and candidates that are kept: 65,536 of 384 floats are 100 MB.
MOST_QUERIES = 65_536
#: Answers that are kept, up to three for a claim: 65,536 are 12 MB.
MOST_ANSWERS = 65_536
#: Searches whose results are kept: 16,384 of 12 sentences are 4 MB.
MOST_FOUND = 16_384


class Cache:
    """What need not be computed again, where the folder can be written; it never fails.

    A cache that cannot be read or written knows nothing and keeps nothing; a damaged one
    is begun anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._tried(self._open)

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path, isolation_level=None, timeout=_PATIENCE)
        self._db.execute("PRAGMA synchronous = OFF")
        for table in (VECTORS, _FILES, _ANSWERS, _FOUND):
            self._db.execute(table)

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def queries(self, model: str, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        """The vectors of queries that are known."""
        wanted = "SELECT vector, check_sum FROM vectors WHERE model = ? AND digest = ?"
        return self._known(wanted, model, digests)

    def keep_queries(self, model: str, vectors: Mapping[bytes, bytes]) -> None:
        """Keep the vectors of queries; the oldest beyond `MOST_QUERIES` go."""
        self._keep("vectors", MOST_QUERIES, model, vectors)

    def answers(self, model: str, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        """The answers of a model of entailment that are known, by what it was asked."""
        wanted = "SELECT answer, check_sum FROM answers WHERE model = ? AND digest = ?"
        return self._known(wanted, model, digests)

    def keep_answers(self, model: str, answers: Mapping[bytes, bytes]) -> None:
        """Keep the answers of a model of entailment; the oldest beyond `MOST_ANSWERS` go."""
        self._keep("answers", MOST_ANSWERS, model, answers)

    def found(self, searched: str, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is known to be found in what is `searched`, by the digest of what was asked."""
        wanted = "SELECT hits, check_sum FROM found WHERE searched = ? AND digest = ?"
        return self._known(wanted, searched, digests)

    def keep_found(self, searched: str, hits: Mapping[bytes, bytes]) -> None:
        """Keep what was found; the oldest beyond `MOST_FOUND` go."""
        self._keep("found", MOST_FOUND, searched, hits)

    def file_digest(self, path: Path) -> str:
        """The SHA-256 of a file, remembered as long as its size and time stay the same.

        :raises OSError: when it cannot be read.
        """
        status = path.stat()
        key = (str(path.resolve()), status.st_size, status.st_mtime_ns)
        wanted = "SELECT sha256 FROM files WHERE path = ? AND size = ? AND mtime_ns = ?"
        row = self._tried(lambda: self._db and self._db.execute(wanted, key).fetchone())
        if row:
            return str(row[0])
        digest = file_digest(path)
        put = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)"
        self._tried(lambda: self._db and self._db.execute(put, (*key, digest)))
        return digest

    def _known(self, wanted: str, model: str, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}

        def look() -> None:
            for digest in digests if self._db else ():
                assert self._db is not None
                row = self._db.execute(wanted, (model, digest)).fetchone()
                if row is not None and whole(*row):
                    found[digest] = row[0]

        self._tried(look)
        return found

    def _keep(self, table: str, most: int, model: str, values: Mapping[bytes, bytes]) -> None:
        rows = [(model, digest, value, zlib.crc32(value)) for digest, value in values.items()]

        def put() -> None:
            if self._db is None:
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", rows)
                self._db.execute(
                    f"DELETE FROM {table} WHERE rowid <= (SELECT max(rowid) FROM {table}) - ?",
                    (most,),
                )
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

        self._tried(put)

    def _tried(self, work: Callable[[], _Told]) -> _Told | None:
        """What `work` gives, or None where the file does not let it; damage begins it anew."""
        try:
            return work()
        except sqlite3.OperationalError:
            return None  # not writable, which reading may survive, or busy, or not to be opened
        except sqlite3.DatabaseError:
            self.close()
            with suppress(OSError, sqlite3.Error):
                self._path.unlink()
                self._open()
            return None
