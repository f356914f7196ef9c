"""Articles and sentences in one SQLite file, written by `storewriter`, then only read.

Sentences are numbered from 0 in the order of their articles, so that a sentence's number is its
row among the vectors, and an article's sentences are a range.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimcheck.retrieval.hashing import text_digest
from claimcheck.types import Article, Sentence, SentenceKind, Span

#: The columns of an article and of a sentence, as `storewriter` fills them.
ARTICLE = "name, path, url, title, outlet, published, language, text, anchors"
SENTENCE = 'ordinal, start, "end", kind, lead_start, lead_end'


#: The `Skip.part` of an article whose id another one has: it may come back when that one goes.
CLASH = "id"


@dataclass(frozen=True, slots=True)
class FileState:
    """A source file as it was read: its path as shown, size, time and SHA-256 ("" if unread)."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a file or a part of it gave no article; `line` and `column` count from 1."""

    path: str
    why: str
    line: int | None = None
    column: int | None = None
    remedy: str | None = None
    part: str = "article"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article with the range of its sentences' numbers."""

    article: Article
    first: int
    count: int


def embedded_text(article: Article, sentence: Sentence) -> str:
    """What is embedded and searched for a sentence: for an item of a list, its lead-in too.

    "2,000 tents" says neither who gives nor to whom; "The package includes:" does.
    """
    if sentence.lead_in is None:
        return sentence.text
    return f"{sentence.lead_in.of(article.text)} {sentence.text}"


class Store:
    """Reads a finished store; the file must not change meanwhile."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self.db = sqlite3.connect(uri, uri=True, isolation_level=None)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def files(self) -> Iterator[FileState]:
        """The source files in the order of their paths."""
        for row in self.db.execute("SELECT path, size, mtime_ns, sha256 FROM files ORDER BY path"):
            yield FileState(*row)

    def skipped(self, path: str | None = None) -> Iterator[Skip]:
        """What gave no article, of one source file or of all, in order."""
        yield from (
            Skip(*row)
            for row in self.db.execute(
                'SELECT skipped.path, why, line, "column", remedy, part FROM skipped '
                "JOIN files ON files.id = file WHERE ?1 IS NULL OR files.path = ?1 "
                "ORDER BY file, skipped.rowid",
                (path,),
            )
        )

    def articles(self, path: str) -> Iterator[Stored]:
        """The articles of one source file, in order."""
        query = (
            f"SELECT {ARTICLE}, first, count FROM articles "
            "WHERE file = (SELECT id FROM files WHERE path = ?) ORDER BY id"
        )
        for row in self.db.execute(query, (path,)):
            yield Stored(_article(row[:-2]), *row[-2:])

    def all_articles(self) -> Iterator[Article]:
        """Every article, in the order in which they were indexed."""
        for row in self.db.execute(f"SELECT {ARTICLE} FROM articles ORDER BY id"):
            yield _article(row)

    def article(self, name: str) -> Stored | None:
        """The article of an id."""
        return self._stored("name = ?", name)

    def article_of(self, number: int) -> Stored:
        """The article that holds the sentence of this number."""
        found = self._stored("id = (SELECT article FROM sentences WHERE id = ?)", number)
        if found is None:
            raise IndexError(f"no sentence {number}")
        return found

    def _stored(self, where: str, value: str | int) -> Stored | None:
        row = self.db.execute(
            f"SELECT {ARTICLE}, first, count FROM articles WHERE {where}", (value,)
        ).fetchone()
        return Stored(_article(row[:-2]), *row[-2:]) if row else None

    def sentences(self, stored: Stored) -> tuple[Sentence, ...]:
        """All sentences of an article, in order."""
        return self.between(stored, stored.first, stored.first + stored.count)

    def between(self, stored: Stored, first: int, end: int) -> tuple[Sentence, ...]:
        """The sentences of an article whose numbers lie in ``[first, end)``, clipped to it."""
        bounds = (max(first, stored.first), min(end, stored.first + stored.count))
        rows = self.db.execute(
            f"SELECT {SENTENCE} FROM sentences WHERE id >= ? AND id < ? ORDER BY id", bounds
        )
        return tuple(_sentence(stored.article, row) for row in rows)

    def digests(self, first: int = 0) -> Iterator[bytes]:
        """The digest of each sentence's embedded text, from this number on, in order."""
        query = "SELECT digest FROM sentences WHERE id >= ? ORDER BY id"
        for (digest,) in self.db.execute(query, (first,)):
            yield digest

    def distinct(self, first: int = 0) -> Iterator[tuple[int, bytes]]:
        """Each different text from this number on: its first number and its digest, in order."""
        yield from self.db.execute(
            "SELECT min(id) AS least, digest FROM sentences WHERE id >= ? "
            "GROUP BY digest ORDER BY least",
            (first,),
        )

    def gone(self) -> list[tuple[int, int]]:
        """The numbers of removed sentences, as ``[first, end)`` ranges, in order."""
        return list(self.db.execute('SELECT first, "end" FROM gone ORDER BY first'))

    def sharing(self, texts: Sequence[str], *, least: float) -> tuple[str, ...]:
        """The articles that have the share `least` of `texts`, and are no longer by more, in order.

        `texts` are embedded texts; each counts once.
        """
        digests = sorted({text_digest(text).hex().upper() for text in texts})
        query = (
            "SELECT name FROM articles JOIN (SELECT article, count(DISTINCT digest) AS shared "
            "FROM sentences WHERE hex(digest) IN (SELECT value FROM json_each(?1)) "
            "GROUP BY article) ON article = articles.id "
            "WHERE shared >= ?2 * max(?3, count) ORDER BY articles.id"
        )
        rows = self.db.execute(query, (json.dumps(digests), least, len(digests)))
        return tuple(name for (name,) in rows)

    def sentences_in(self, paths: Iterable[str]) -> int:
        """How many sentences the articles of these source files have."""
        of_file = dict(
            self.db.execute(
                "SELECT files.path, total(count) FROM files JOIN articles ON file = files.id "
                "GROUP BY files.path"
            )
        )
        return int(sum(of_file.get(path, 0) for path in paths))

    def clashing(self) -> frozenset[str]:
        """The source files of which an article was left out for an id that was taken."""
        query = (
            "SELECT DISTINCT files.path FROM skipped JOIN files ON files.id = file WHERE part = ?"
        )
        return frozenset(path for (path,) in self.db.execute(query, (CLASH,)))

    def texts(self, numbers: Sequence[int]) -> Iterator[str]:
        """The embedded text of each sentence; quick where `numbers` ascend."""
        stored: Stored | None = None
        for number in numbers:
            if stored is None or not stored.first <= number < stored.first + stored.count:
                stored = self.article_of(number)
            (sentence,) = self.between(stored, number, number + 1)
            yield embedded_text(stored.article, sentence)


def _article(row: Sequence[str]) -> Article:
    name, path, url, title, outlet, published, language, text, anchors = row
    return Article(
        id=name,
        path=path,
        text=text,
        url=url,
        title=title,
        outlet=outlet,
        published=date.fromisoformat(published) if published else None,
        language=language,
        anchors=tuple((a, b, c) for a, b, c in json.loads(anchors)),
    )


def _sentence(article: Article, row: tuple[int, int, int, str, int | None, int | None]) -> Sentence:
    ordinal, start, end, kind, lead_start, lead_end = row
    span = Span(start, end)
    lead = None if lead_start is None or lead_end is None else Span(lead_start, lead_end)
    text = span.of(article.text)
    return Sentence(article.id, ordinal, span, text, SentenceKind(kind), lead)
