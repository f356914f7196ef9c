"""Indexes of words behind one shape: our postings, tantivy, SQLite's FTS5 and bm25s.

Each is built of texts in a folder, opened, asked, and given more texts. Each cuts words by its own
means, with English stop words and stems where it has them; "tantivy, our terms" gets the terms
that our postings have, so that the engines can be told from the ways of cutting words.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.common import peer
from benchmarks.retrieval_peers import Query, Search, one_by_one
from claimcheck.retrieval import postings, terms
from claimcheck.retrieval.lexical import Lexicon
from claimcheck.retrieval.postings import Gathered, Postings
from claimcheck.text.words import STOPWORDS

_WORD = re.compile(r"\w+")
_ANY = 2**62  # more than any number of a sentence
_WRITER_BYTES = 64 << 20  # memory that tantivy's writer may take


class WordIndex(Protocol):
    """An index of words in a folder."""

    def add(self, texts: Sequence[str], first: int) -> None:
        """Add texts, numbered from `first`; what was there before stays."""

    def opened(self) -> Search:
        """What answers queries."""


class OurPostings:
    """A file of postings for each run of texts, as the parts of an index have them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, texts: Sequence[str], first: int) -> None:
        """Add a run."""
        gathered = Gathered()
        gathered.add(texts)
        postings.write(self._folder / f"{first:012}", gathered)

    def opened(self) -> Search:
        """Search by `Lexicon`."""
        runs = [Postings(path.open("rb")) for path in sorted(self._folder.iterdir())]
        lexicon, rows = Lexicon(runs), sum(len(run.lengths) for run in runs)

        def search(query: Query) -> list[int]:
            allowed = None
            if query.within is not None:
                allowed = np.zeros(rows, dtype=bool)
                allowed[slice(*query.within)] = True
            return lexicon.search(query.text, query.n, allowed)

        return one_by_one(search)


class Tantivy:
    """tantivy: lower case, without accents, its English stop words and stems; one writer thread.

    With `ours` the words are our terms, which are cut beforehand.
    """

    def __init__(self, folder: Path, module: Any, *, ours: bool = False) -> None:
        self._module, self._ours = module, ours
        schema = module.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True, indexed=True, fast=True)
        schema.add_text_field("words", tokenizer_name="words", index_option="freq")
        self._schema = schema.build()
        self._index = module.Index(self._schema, path=str(folder), reuse=True)
        self._analyzer = self._made_analyzer()
        self._index.register_tokenizer("words", self._analyzer)

    def _made_analyzer(self) -> Any:
        tokenizer, step = self._module.Tokenizer, self._module.Filter
        if self._ours:
            return self._module.TextAnalyzerBuilder(tokenizer.whitespace()).build()
        made = self._module.TextAnalyzerBuilder(tokenizer.simple())
        for each in (step.lowercase(), step.ascii_fold(), step.stopword("english")):
            made = made.filter(each)
        return made.filter(step.stemmer("english")).build()

    def add(self, texts: Sequence[str], first: int) -> None:
        """Add documents and commit."""
        writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        for number, told in enumerate(texts, start=first):
            words = " ".join(map(terms.term, terms.surfaces(told))) if self._ours else told
            document = self._module.Document(words=[words])
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def opened(self) -> Search:
        """Search for any of the words."""
        self._index.reload()
        searcher = self._index.searcher()
        query_of, occur = self._module.Query, self._module.Occur

        def search(query: Query) -> list[int]:
            cut = terms.asked if self._ours else self._analyzer.analyze
            words = dict.fromkeys(cut(query.text))
            any_of = [
                (occur.Should, query_of.term_query(self._schema, "words", word, "freq"))
                for word in words
            ]
            asked = query_of.boolean_query(any_of)
            if query.within is not None:
                unsigned = self._module.FieldType.Unsigned
                first, end = query.within
                place = query_of.range_query(self._schema, "number", unsigned, first, end - 1)
                limits = query_of.const_score_query(place, 0.0)
                asked = query_of.boolean_query([(occur.Must, asked), (occur.Must, limits)])
            hits = searcher.search(asked, query.n).hits
            return [int(searcher.doc(at)["number"][0]) for _, at in hits]

        return one_by_one(search)


class Fts5:
    """SQLite's FTS5: its Porter stems, queries without our stop words, since it has none."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "words.db")
        self._db.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words "
            "USING fts5(told, content='', tokenize='porter unicode61')"
        )

    def add(self, texts: Sequence[str], first: int) -> None:
        """Add rows in one transaction."""
        with self._db:
            self._db.executemany(
                "INSERT INTO words(rowid, told) VALUES (?, ?)", enumerate(texts, start=first)
            )

    def opened(self) -> Search:
        """Search for any of the words."""

        def search(query: Query) -> list[int]:
            words = dict.fromkeys(_WORD.findall(query.text.lower()))
            asked = " OR ".join(f'"{word}"' for word in words if word not in STOPWORDS)
            if not asked:
                return []
            first, end = query.within or (0, _ANY)
            rows = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? "
                "ORDER BY rank LIMIT ?",
                (asked, first, end, query.n),
            )
            return [int(number) for (number,) in rows]

        return one_by_one(search)


class Bm25s:
    """bm25s with its English stop words and snowball stems; to add is to build again."""

    def __init__(self, folder: Path, module: Any) -> None:
        self._folder, self._module = folder, module
        stemmer = peer("snowballstemmer")
        self._stems = stemmer.stemmer("english").stemWords if stemmer else None

    def _tokens(self, texts: Sequence[str], **more: bool) -> Any:
        return self._module.tokenize(
            list(texts), stopwords="en", stemmer=self._stems, show_progress=False, **more
        )

    def add(self, texts: Sequence[str], first: int) -> None:
        """Build the index of all texts; those from before are kept for that."""
        kept = self._folder / "texts"
        lines = [re.sub(r"\s+", " ", each) + "\n" for each in texts]
        with kept.open("a", encoding="utf-8") as out:
            out.writelines(lines)
        every = kept.read_text(encoding="utf-8").split("\n")[:-1] if first else texts
        made = self._module.BM25()
        made.index(self._tokens(every), show_progress=False)
        made.save(str(self._folder / "index"))

    def opened(self) -> Search:
        """Scores of all texts, of which the best are taken."""
        made = self._module.BM25.load(str(self._folder / "index"), mmap=True)

        def search(query: Query) -> list[int]:
            words = self._tokens([query.text], return_ids=False)[0]
            if not words:
                return []
            scores = np.asarray(made.get_scores(words))
            first, end = query.within or (0, len(scores))
            part = scores[first:end]
            best = np.argsort(-part, kind="stable")[: query.n]
            return [first + int(at) for at in best if part[at] > 0]

        return one_by_one(search)


def engines() -> dict[str, Callable[[Path], WordIndex]]:
    """Those that are installed, by name; of the others it is told."""
    made: dict[str, Callable[[Path], WordIndex]] = {"words": OurPostings}
    tantivy, bm25s = peer("tantivy"), peer("bm25s")
    if tantivy is not None:
        made["tantivy"] = lambda folder: Tantivy(folder, tantivy)
        made["tantivy, our terms"] = lambda folder: Tantivy(folder, tantivy, ours=True)
    made["SQLite FTS5"] = Fts5
    if bm25s is not None:
        made["bm25s"] = lambda folder: Bm25s(folder, bm25s)
    return made
