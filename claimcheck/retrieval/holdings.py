"""What an index holds: its articles, those of a name or equal to a text, those that changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePath

from claimcheck.errors import StoreError, few
from claimcheck.retrieval import corpus
from claimcheck.retrieval.manifest import Manifest, Part
from claimcheck.retrieval.store import Skip, Store, embedded_text
from claimcheck.text.sentences import sentences
from claimcheck.types import ALWAYS, Article, Period, Sentence

#: Share of sentences in common, 0 to 1, from which two articles are one text: a copy, or a version
#: with a few sentences changed. The sample articles of one event share none.
SAME_TEXT = 0.8


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index holds. `outlets` counts articles, `first` and `last` are their dates.

    `parts` are its runs of sentences, `rows` how many numbers they have, removed ones included.
    """

    folder: Path
    version: str
    created: datetime
    model: str
    dim: int
    paths: tuple[str, ...]
    files: int
    articles: int
    sentences: int
    profile: str
    memory: int
    parts: tuple[Part, ...]
    rows: int
    outlets: tuple[tuple[str, int], ...]
    undated: int
    first: date | None
    last: date | None
    skipped: tuple[Skip, ...]
    bytes: int


class Holdings:
    """The articles of one generation of an index, open for reading."""

    def __init__(self, folder: Path, known: Manifest, store: Store) -> None:
        self.folder = folder
        self.manifest = known
        self._store = store

    def article(self, article_id: str) -> Article | None:
        """The article of this id; None where the index has none."""
        stored = self._store.article(article_id)
        return stored.article if stored else None

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        """The sentences of the article of this id, in order; none where there is none."""
        stored = self._store.article(article_id)
        return self._store.sentences(stored) if stored else ()

    def articles(self, sources: Sequence[str] = (), period: Period = ALWAYS) -> tuple[str, ...]:
        """The ids of the articles, or of those that match a pattern, in order.

        Of a `period`, those published within it; not those without a date.
        """
        return tuple(name for name, _, _ in self._matching(tuple(sources), period))

    def _matching(self, sources: tuple[str, ...], period: Period) -> Iterator[tuple[str, int, int]]:
        """The ids of those articles, each with its first sentence and how many it has."""
        rows = self._store.db.execute(
            "SELECT name, path, outlet, published, first, count FROM articles ORDER BY id"
        )
        for name, path, outlet, published, first, count in rows:
            named = (name, path, PurePath(path).name, outlet or "")
            if (
                period != ALWAYS
                and (date.fromisoformat(published) if published else None) not in period
            ):
                continue
            if not sources or matches(named, sources):
                yield name, first, count

    def every_article(self) -> Iterator[Article]:
        """Every article of the index, one at a time."""
        return self._store.all_articles()

    def copies_of(self, article: Article) -> tuple[str, ...]:
        """The ids of the articles that are `article` itself, in order.

        They are of the file at its path, or have nearly all their sentences in common with it.
        """
        own = self._of_files.get(os.path.realpath(article.path), [])
        texts = [embedded_text(article, sentence) for sentence in sentences(article)]
        return tuple(dict.fromkeys([*own, *self._store.sharing(texts, least=SAME_TEXT)]))

    @cached_property
    def _of_files(self) -> dict[str, list[str]]:
        """The ids of the articles of each file, by its path without links; asked of the disk."""
        root = self._root()
        ids: dict[str, list[str]] = {}
        for name, path in self._store.db.execute("SELECT name, path FROM articles ORDER BY id"):
            ids.setdefault(path, []).append(name)
        found: dict[str, list[str]] = {}
        for path, names in ids.items():
            found.setdefault(os.path.realpath(root / path), []).extend(names)
        return found

    def stale(self, *, but: Sequence[Path] = ()) -> tuple[str, ...]:
        """The source files that changed, came or went since the build, in order, save those `but`.

        A file is read only where its size or time differs.
        """
        known, root = self.manifest, self._root()
        changed = corpus.changes(
            self._store.files(), known.paths, root=root, index=self.folder, since=known.built
        )
        allowed = {os.path.realpath(path) for path in but}
        return tuple(name for name in changed if os.path.realpath(root / name) not in allowed)

    def refuse_stale(self, *, but: Sequence[Path] = (), option: str = "--stale-ok") -> None:
        """Refuse to answer where articles have changed since the build, those at `but` apart.

        :raises StoreError: with the command that mends it, and the option that lets it be.
        """
        if stale := self.stale(but=but):
            raise StoreError(
                f"the index is stale: no longer as indexed: {few(stale)}",
                location=str(self.folder),
                remedy=f"run: {self.rebuild_command()}   (or use it as it is with {option})",
            )

    def _root(self) -> Path:
        """What the indexed paths are relative to, as seen from the index, else from here."""
        first = self.manifest.root_of(self.folder)
        for root in (first, Path(os.path.abspath("."))):
            if any(os.path.lexists(root / path) for path in self.manifest.paths):
                return root
        return first

    def roots(self) -> tuple[Path, ...]:
        """The files and folders that were indexed."""
        root = self._root()
        return tuple(root / path for path in self.manifest.paths)

    def rebuild_command(self) -> str:
        """The command that builds this index again."""
        return self.manifest.rebuild_command(self.folder)

    def info(self) -> IndexInfo:
        """What the index holds."""
        known, db = self.manifest, self._store.db
        outlets = db.execute(
            "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL "
            "GROUP BY outlet ORDER BY count(*) DESC, outlet"
        ).fetchall()
        first, last, dated = db.execute(
            "SELECT min(published), max(published), count(published) FROM articles"
        ).fetchone()
        return IndexInfo(
            folder=self.folder,
            version=known.claimcheck,
            created=known.built,
            model=known.model.name,
            dim=known.model.dim,
            paths=known.paths,
            files=known.files,
            articles=known.articles,
            sentences=known.sentences,
            profile=known.profile,
            memory=known.memory,
            parts=known.parts,
            rows=known.rows,
            outlets=tuple((outlet, count) for outlet, count in outlets),
            undated=known.articles - dated,
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            skipped=tuple(self._store.skipped()),
            bytes=sum(each.stat().st_size for each in self.folder.rglob("*") if each.is_file()),
        )


def matches(names: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether a glob pattern matches one of the names, in capitals or not.

    "*" also matches "/", and a pattern may be a folder above the name.
    """
    folded = [name.casefold() for name in names if name]
    wanted = [each.casefold().removeprefix("./").rstrip("/") for each in patterns]
    return any(
        name == pattern or fnmatchcase(name, pattern) or fnmatchcase(name, f"{pattern}/*")
        for pattern in filter(None, wanted)
        for name in folded
    )
