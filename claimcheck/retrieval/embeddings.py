"""Vectors kept by the content they are of, so that no text is ever embedded twice.

`embeddings.sqlite` is what a build keeps for the next one; every batch is committed, so that a
killed build loses little. The vectors of queries are kept elsewhere: see `cache`.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Vectors by model and text, each with its CRC-32.
VECTORS = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, check_sum INTEGER NOT NULL,
    PRIMARY KEY (model, digest)
)
"""
_AT_ONCE = 500  # variables in one statement; SQLite before 3.32 allowed 999


class Embeddings:
    """The vectors of one model in one file: bytes of little-endian float32 by text digest.

    :raises sqlite3.Error: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path, model: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._model = model
        self._db.execute(VECTORS)

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
            found |= {digest: vector for digest, vector, sum_ in rows if whole(vector, sum_)}
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
            if self._db.in_transaction:  # on a full disk SQLite has ended it already
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


def damaged_rows(path: Path) -> str | None:
    """What is wrong with a file of vectors or of answers; None where it is whole.

    :raises sqlite3.Error: where it cannot be read.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            return str(found)
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
        for table in tables:
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            if "check_sum" not in names:
                continue
            value = names[names.index("check_sum") - 1]
            rows = db.execute(f"SELECT {value}, check_sum FROM {table}")
            wrong = sum(not whole(value, sum_) for value, sum_ in rows)
            if wrong:
                return f"{wrong:,} of its {table} are not as they were written"
    finally:
        db.close()
    return None


def whole(value: bytes, check_sum: int) -> bool:
    """Whether a stored value is as it was written."""
    return zlib.crc32(value) == check_sum
