"""The store as a build writes it: filled anew, or gone on with from a copy of the former one.

In a copy what is new gets the next numbers, and those of what went stay empty (`gone`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.store import ARTICLE, SENTENCE, FileState, Skip, embedded_text
from claimcheck.types import Article, Sentence

_TABLES = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, name TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL, url TEXT, title TEXT, outlet TEXT, published TEXT,
    language TEXT NOT NULL, text TEXT NOT NULL, anchors TEXT NOT NULL,
    first INTEGER NOT NULL, count INTEGER NOT NULL
);
CREATE INDEX articles_of_file ON articles (file);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT NOT NULL, lead_start INTEGER, lead_end INTEGER, digest BLOB NOT NULL
);
CREATE TABLE skipped (
    file INTEGER NOT NULL REFERENCES files, path TEXT NOT NULL, line INTEGER, "column" INTEGER,
    why TEXT NOT NULL, remedy TEXT, part TEXT NOT NULL
);
CREATE INDEX skipped_of_file ON skipped (file);
CREATE TABLE gone (first INTEGER PRIMARY KEY, "end" INTEGER NOT NULL);
"""


class StoreWriter:
    """Fills a new store, or changes the copy of one. Nothing is safe before `finish`."""

    def __init__(self, path: Path, *, rows: int | None = None) -> None:
        """Begin; `rows`, how many numbers are given away, where there is a copy to change."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")
        for statement in _TABLES.split(";") if rows is None else ():
            self._db.execute(statement)
        self.articles, self.sentences = self._counted() if rows is not None else (0, 0)
        self.rows = rows or 0

    def _counted(self) -> tuple[int, int]:
        (counts,) = self._db.execute("SELECT count(*), total(count) FROM articles")
        return int(counts[0]), int(counts[1])

    def add_file(self, state: FileState) -> int:
        """Add a source file; the number to give with its articles."""
        added = self._db.execute(
            "INSERT INTO files (path, size, mtime_ns, sha256) VALUES (?, ?, ?, ?)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        return added.lastrowid or 0

    def touch_file(self, state: FileState) -> None:
        """Note the size and time of a file whose contents are as they were."""
        self._db.execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?",
            (state.size, state.mtime_ns, state.path),
        )

    def remove_file(self, path: str) -> None:
        """Remove a source file with its articles; the numbers of their sentences stay empty."""
        (file,) = self._db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        ranges = self._db.execute(
            "SELECT first, first + count FROM articles WHERE file = ?", (file,)
        ).fetchall()
        for first, end in ranges:
            self._db.execute("DELETE FROM sentences WHERE id >= ? AND id < ?", (first, end))
            if first < end:
                self._db.execute("INSERT INTO gone VALUES (?, ?)", (first, end))
            self.articles -= 1
            self.sentences -= end - first
        for table, column in (("articles", "file"), ("skipped", "file"), ("files", "id")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (file,))

    def has_article(self, name: str) -> bool:
        """Whether an article of this id is there."""
        row = self._db.execute("SELECT 1 FROM articles WHERE name = ?", (name,)).fetchone()
        return row is not None

    def add_skip(self, file: int, skip: Skip) -> None:
        """Add the reason why something in a file gave no article."""
        self._db.execute(
            "INSERT INTO skipped VALUES (?, ?, ?, ?, ?, ?, ?)",
            (file, skip.path, skip.line, skip.column, skip.why, skip.remedy, skip.part),
        )

    def add_article(self, file: int, article: Article, sentences: Sequence[Sentence]) -> list[str]:
        """Add an article with its sentences; their embedded texts.

        :raises UnicodeEncodeError: when its text holds half a surrogate pair; nothing is added.
        """
        texts = [embedded_text(article, sentence) for sentence in sentences]
        digests = [text_digest(text) for text in texts]
        first = self.rows
        added = self._db.execute(
            f"INSERT INTO articles (file, {ARTICLE}, first, count) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, *_row(article), first, len(sentences)),
        )
        self._db.executemany(
            f"INSERT INTO sentences (id, article, {SENTENCE}, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (first + i, added.lastrowid, *_places(sentence), digests[i])
                for i, sentence in enumerate(sentences)
            ),
        )
        self.articles += 1
        self.sentences += len(sentences)
        self.rows += len(sentences)
        return texts

    def finish(self) -> None:
        """Bring everything into the file; nothing can be added afterwards."""
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file, which is of no use where it was not finished."""
        self._db.close()


def _row(article: Article) -> tuple[str | None, ...]:
    return (
        article.id,
        article.path,
        article.url,
        article.title,
        article.outlet,
        article.published.isoformat() if article.published else None,
        article.language,
        article.text,
        json.dumps(article.anchors, separators=(",", ":")),
    )


def _places(sentence: Sentence) -> tuple[int | str | None, ...]:
    lead = sentence.lead_in
    return (
        sentence.ordinal,
        sentence.span.start,
        sentence.span.end,
        sentence.kind.value,
        lead.start if lead else None,
        lead.end if lead else None,
    )
