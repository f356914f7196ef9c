"""A whole index held against itself: files, counts, places, vectors and words.

`Index.open` hashes every file before each answer. This also reads what the files say: a build that
wrote something wrong, with the right digest of it, is found here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimcheck.errors import ClaimcheckError, ManyErrors, StoreError
from claimcheck.retrieval import generations, manifest
from claimcheck.retrieval.embeddings import damaged_rows
from claimcheck.retrieval.generations import Pointer
from claimcheck.retrieval.hashing import text_digest
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.store import Store, embedded_text

Progress = Callable[[str, int, int], None]

FILES = "checking files"
ARTICLES = "checking articles"
SENTENCES = "checking sentences"

#: Faults of one kind that are named: more would say no more.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found whole: how many files of how many bytes, articles, sentences; and of those
    how many had their words compared, and how many their vectors with those that are kept.
    """

    folder: Path
    files: int
    bytes: int
    articles: int
    sentences: int
    words: int
    vectors: int


@dataclass(frozen=True, slots=True)
class _Generation:
    folder: Path
    home: Path
    known: Manifest
    progress: Progress


def inspect(folder: Path, *, progress: Progress) -> Inspection:
    """Check the whole index in a folder.

    :raises StoreError: when there is none, or one thing is damaged: what, and what mends it.
    :raises ManyErrors: when several are.
    """

    def work(pointer: Pointer) -> Inspection:
        known = manifest.read(folder, pointer)
        home = generations.generation(folder, pointer.number)
        try:
            return _inspect(_Generation(folder, home, known, progress))
        except ClaimcheckError:
            if generations.current(folder) == pointer:
                raise
            raise FileNotFoundError from None  # what a build has removed meanwhile is no damage

    return generations.in_use(folder, work)


def _inspect(one: _Generation) -> Inspection:
    faults: list[ClaimcheckError] = [
        manifest.damaged(one.folder, what, one.known) for what in _of_files(one)
    ]
    faults += _beside(one.folder)
    words = vectors = 0
    if not faults:
        what = list(islice(_of_store(one), _MOST))
        if not what:
            from claimcheck.retrieval.agreement import compare

            compared = compare(one.folder, one.home, one.known, one.progress)
            what, words, vectors = list(compared.faults), compared.words, compared.vectors
        faults = [manifest.damaged(one.folder, each, one.known) for each in what]
    if faults:
        raise faults[0] if len(faults) == 1 else ManyErrors(faults)
    records = list(one.known.records())
    return Inspection(
        folder=one.folder,
        files=len(records) + 1,  # and the manifest
        bytes=sum(record.size for _, record in records),
        articles=one.known.articles,
        sentences=one.known.sentences,
        words=words,
        vectors=vectors,
    )


# --------------------------------------------------------------------------
# Files


def _of_files(one: _Generation) -> Iterator[str]:
    """What is wrong with the files that the manifest names."""
    records = list(one.known.records())
    for done, (name, record) in enumerate(records):
        one.progress(FILES, done, len(records))
        try:
            what = manifest.fault_of(one.home / name, record)
        except FileNotFoundError:
            what = f"{name} is missing"
        except OSError as error:
            what = f"{name} cannot be read: {error.strerror or error}"
        if what is not None:
            yield what
    one.progress(FILES, len(records), len(records))


def _beside(folder: Path) -> Iterator[StoreError]:
    """What is wrong with the files that only save work."""
    for name, loss in (
        (generations.EMBEDDINGS, "the next build embeds again"),
        (generations.CACHE, "the next run searches again"),
    ):
        path = folder / name
        try:
            what = damaged_rows(path) if path.exists() else None
        except sqlite3.Error as error:
            what = str(error)
        if what is not None:
            yield StoreError(
                f"{name} is damaged: {what}",
                location=str(folder),
                remedy=f"delete {generations.near(path)}: no answer rests on it, {loss}",
            )


# --------------------------------------------------------------------------
# Articles and sentences


def _of_store(one: _Generation) -> Iterator[str]:
    """What is wrong with the store as it stands."""
    with closing(Store(one.home / generations.STORE)) as store:
        try:
            (whole,) = store.db.execute("PRAGMA integrity_check(1)").fetchone()
            if whole != "ok":
                yield f"{generations.STORE}: {whole}"
                return
            yield from _counts(store, one.known)
            yield from _numbers(store, one.known)
            yield from _texts(store, one)
        except sqlite3.Error as error:
            yield f"{generations.STORE}: {error}"


def _counts(store: Store, known: Manifest) -> Iterator[str]:
    for table, told in (
        ("files", known.files),
        ("articles", known.articles),
        ("sentences", known.sentences),
    ):
        (count,) = store.db.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count != told:
            yield f"{generations.STORE} holds {count:,} {table}, and the manifest says {told:,}"


def _numbers(store: Store, known: Manifest) -> Iterator[str]:
    """Every number belongs to one article, or to what was removed; parts follow each other."""
    ranges = [*store.db.execute("SELECT first, first + count FROM articles"), *store.gone()]
    at = 0
    for first, end in sorted(each for each in ranges if each[0] < each[1]):
        if first != at:
            yield f"the sentences from {min(first, at):,} on are numbered twice or not at all"
            return
        at = end
    if at != known.rows:
        yield f"{at:,} sentences are numbered, and the manifest says {known.rows:,}"
    at = 0
    for part in known.parts:
        if part.first != at:
            yield f"a part begins at sentence {part.first:,}, and the one before ends at {at:,}"
        at = part.first + part.rows


def _texts(store: Store, one: _Generation) -> Iterator[str]:
    """Every sentence stands in its article, and its digest is that of its text."""
    names = store.db.execute("SELECT name FROM articles ORDER BY id").fetchall()
    for done, (name,) in enumerate(names):
        one.progress(ARTICLES, done, len(names))
        stored = store.article(name)
        assert stored is not None
        cut = store.sentences(stored)
        rows = store.db.execute(
            "SELECT digest FROM sentences WHERE id >= ? AND id < ? ORDER BY id",
            (stored.first, stored.first + stored.count),
        ).fetchall()
        if len(cut) != stored.count:
            yield f"the article {name!r} has {len(cut):,} sentences, and says {stored.count:,}"
        for sentence, (digest,) in zip(cut, rows, strict=True):
            span = sentence.span
            if not 0 <= span.start < span.end <= len(stored.article.text):
                yield f"sentence {sentence.ordinal} of {name!r} does not stand in its text"
            elif digest != text_digest(embedded_text(stored.article, sentence)):
                yield f"sentence {sentence.ordinal} of {name!r} is not the one that was indexed"
    one.progress(ARTICLES, len(names), len(names))
