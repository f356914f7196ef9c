"""Retrieval: claims found for tweets, and sentences found for claims, beside BM25 in one run.

`clef2020` ranks the fact-checked claims for a tweet (CLEF 2020 CheckThat! task 2: MAP@5; a
document is a claim and its title, and ranks where its better sentence does). `wice` ranks the
sentences of the cited articles for a claim, sentences as given, within those articles only:
`recall_at_10` is the share found of that set of supporting sentences of which most was found.
Systems: ours by both profiles, each of which fuses; vectors and words alone, those of `exact` and
the sums of words' vectors of `fast`; bm25s where it is installed.

With --sample N there are N queries, and of the documents the right ones and 20 N others.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import (
    OURS,
    Data,
    DataFile,
    Options,
    Row,
    finish,
    items,
    options,
    parser,
    peer,
    pick,
    ratio,
    read_jsonl,
    read_text,
    say,
    text,
)
from claimcheck.retrieval import generations, meaning, postings, static, vectors
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import ModelEncoder, load_encoder
from claimcheck.retrieval.manifest import SCHEMA, FileRecord, Manifest, Model, Part
from claimcheck.retrieval.parts import Parts
from claimcheck.retrieval.postings import Gathered
from claimcheck.retrieval.profile import EXACT, FAST, MEMORY
from claimcheck.retrieval.search import DEPTH, DEPTH_PER_RESULT
from claimcheck.retrieval.store import FileState, Store
from claimcheck.retrieval.storewriter import StoreWriter
from claimcheck.types import Article, Sentence, Span

OTHERS = 20  # documents that are not right, for each query of a sample
CUT = 5  # ranks that count in MAP@5
WANTED = 10  # ranks that count in recall@10

Range = tuple[int, int]
Search = Callable[[str, int, Sequence[Range] | None], list[int]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every system on every file that is found."""
    chosen = options(parser(__doc__), argv)
    data = Data(chosen.data)
    encoder = load_encoder(None)
    rows: list[Row] = []
    documents = data.files("clef2020/verified_claims*.tsv")
    for queries in data.files("clef2020/*.queries.tsv") if documents else []:
        rows += _clef(documents[0], queries, chosen, encoder)
    for file in data.files("wice/claims.*.jsonl"):
        rows += _wice(file, chosen, encoder)
    return finish(rows, data, chosen)


# --------------------------------------------------------------------------
# A corpus searched


@dataclass(slots=True)
class Corpus:
    """Texts, and the ranges of them that are documents."""

    texts: list[str] = field(default_factory=list)
    documents: dict[str, Range] = field(default_factory=dict)

    def add(self, name: str, texts: Sequence[str]) -> None:
        """Add a document of these sentences."""
        first = len(self.texts)
        self.texts += texts
        self.documents[name] = (first, len(self.texts))

    def owners(self) -> dict[int, str]:
        """The document of each text."""
        return {n: name for name, (first, end) in self.documents.items() for n in range(first, end)}


def _systems(corpus: Corpus, encoder: ModelEncoder, folder: Path) -> Iterator[tuple[str, Search]]:
    """Each system as a function of query, depth and ranges; they share one index."""
    with ExitStack() as stack:
        cache = stack.enter_context(closing(Cache(folder / "cache")))
        embed = meaning.Embedder(encoder, cache, encoder.dim)
        exact = stack.enter_context(closing(_parts(corpus, embed, folder / "exact", EXACT)))
        fast = stack.enter_context(closing(_parts(corpus, embed, folder / "fast", FAST)))
        store = stack.enter_context(closing(Store(folder / "exact" / generations.STORE)))

        def by_words(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
            return exact.words.search(query, n, _mask(corpus, within))

        def by_meaning(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
            return exact.near(embed([query]), n, _mask(corpus, within))[0]

        def by_sums(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
            return fast.near(fast.static.encode([query], embed), n, _mask(corpus, within))[0]

        def asked(query: str, n: int, within: Sequence[Range] | None) -> meaning.Asked:
            depth = max(DEPTH, DEPTH_PER_RESULT * n)
            words = by_words(query, depth, within)
            return meaning.Asked(query, n, depth, _mask(corpus, within), words)

        def both(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
            return meaning.by_model([asked(query, n, within)], exact, embed)[0].numbers

        def candidates(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
            of = asked(query, n, within)
            return meaning.by_candidates([of], fast, embed, store)[0].numbers

        yield OURS, both
        yield f"{OURS}, profile fast", candidates
        yield "vectors", by_meaning
        yield "vectors of words", by_sums
        yield "words", by_words
        bm25s = _bm25s(corpus)
        if bm25s is not None:
            yield "bm25s", bm25s


def _mask(corpus: Corpus, within: Sequence[Range] | None) -> NDArray[np.bool_] | None:
    if within is None:
        return None
    allowed = np.zeros(len(corpus.texts), dtype=bool)
    for first, end in within:
        allowed[first:end] = True
    return allowed


def _parts(corpus: Corpus, embed: meaning.Embedder, folder: Path, profile: str) -> Parts:
    """The index of a corpus by a profile, each text a sentence as it is."""
    folder.mkdir()
    with closing(StoreWriter(folder / generations.STORE)) as store:
        file = store.add_file(FileState("corpus", 0, 0, ""))
        for name, (first, end) in corpus.documents.items():
            store.add_article(file, *_article(name, corpus.texts[first:end]))
        store.finish()
    gathered = Gathered()
    gathered.add(corpus.texts)
    postings.write(folder / generations.words(0), gathered)
    if profile == EXACT:
        distinct = list(dict.fromkeys(corpus.texts))
        say(f"embedding {len(distinct):,} texts")
        embed(distinct)
        rows = embed(corpus.texts)
    else:
        words, counts = static.vocabulary(gathered)
        model = static.distilled(words, counts, len(gathered.words), embed(words))
        model.write(folder / generations.STATIC)
        rows = np.concatenate(list(model.rows(gathered)))
    vectors.write(folder / generations.vectors(0), [rows], rows.shape[1])
    return Parts(folder, _manifest(profile, *rows.shape))


def _manifest(profile: str, rows: int, dim: int) -> Manifest:
    """What opens the parts; nothing is held against it."""
    none = FileRecord(0, "")
    part = Part(0, rows, vectors.FLAT, dim, 1.0, none, none)
    model = Model("", None, "", dim)
    of_words = none if profile == FAST else None
    return Manifest(
        SCHEMA, "", "", model, "", (), "", 0, 0, rows, profile, MEMORY, none, of_words, (part,)
    )


def _article(name: str, texts: Sequence[str]) -> tuple[Article, list[Sentence]]:
    sentences, start = [], 0
    for ordinal, each in enumerate(texts):
        sentences.append(Sentence(name, ordinal, Span(start, start + len(each)), each))
        start += len(each) + 1
    return Article(name, name, "\n".join(texts)), sentences


def _bm25s(corpus: Corpus) -> Search | None:
    """The peer with its defaults and English stop words; None where it is not installed."""
    module = peer("bm25s")
    if module is None:
        return None
    retriever = module.BM25()
    tokens = module.tokenize(corpus.texts, stopwords="en", show_progress=False)
    retriever.index(tokens, show_progress=False)

    def search(query: str, n: int, within: Sequence[Range] | None) -> list[int]:
        words = module.tokenize(query, stopwords="en", return_ids=False, show_progress=False)[0]
        scores = np.asarray(retriever.get_scores(words))
        allowed = [at for a, b in within or [(0, len(scores))] for at in range(a, b)]
        found = sorted(allowed, key=lambda at: (-scores[at], at))[:n]
        return [at for at in found if scores[at] > 0]

    return search


# --------------------------------------------------------------------------
# CLEF 2020


def _clef(
    documents: DataFile, queries: DataFile, chosen: Options, encoder: ModelEncoder
) -> list[Row]:
    qrels = queries.path.with_name(f"{queries.name}.qrels")
    if not qrels.is_file():
        say(f"skipped: no {qrels.name} beside {queries.path.name}")
        return []
    right: dict[str, set[str]] = {}
    for query, _, document, relevant in (line.split() for line in read_text(qrels).splitlines()):
        if relevant != "0":
            right.setdefault(query, set()).add(document)
    asked = chosen.pick([q for q in _table(queries.path) if q[0] in right])
    corpus = Corpus()
    wanted = set().union(*(right[query] for query, *_ in asked))
    rest = [row for row in _table(documents.path) if row[0] not in wanted]
    others = pick(rest, chosen.sample and OTHERS * chosen.sample, chosen.seed)
    kept = wanted | {row[0] for row in others}
    for name, *texts in _table(documents.path):
        if name in kept:
            corpus.add(name, [each for each in texts if each.strip()])
    owners = corpus.owners()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for system, search in _systems(corpus, encoder, Path(folder)):
            found = [
                list(dict.fromkeys(owners[n] for n in search(tweet, CUT * 4, None)))[:CUT]
                for _, tweet, *_ in asked
            ]
            gold = [right[query] for query, *_ in asked]
            score = ratio(sum(map(_average_precision, found, gold)), len(asked))
            metrics = {"map_at_5": score, "documents": float(len(corpus.documents))}
            rows.append(Row("clef2020", system, len(asked), metrics, queries.name))
    return rows


def _table(path: Path) -> list[list[str]]:
    """The rows of a table in tab-separated values, its head left out."""
    return list(csv.reader(read_text(path).splitlines(keepends=True), delimiter="\t"))[1:]


def _average_precision(found: Sequence[str], right: set[str]) -> float:
    """Average precision at the cut, of as many right documents as fit in."""
    total, hits = 0.0, 0
    for rank, each in enumerate(found, start=1):
        if each in right:
            hits += 1
            total += hits / rank
    return ratio(total, min(len(right), CUT))


# --------------------------------------------------------------------------
# WiCE


def _wice(file: DataFile, chosen: Options, encoder: ModelEncoder) -> list[Row]:
    records = chosen.pick([r for r in read_jsonl(file.path) if _supports(r)])
    corpus = Corpus()
    for at, record in enumerate(records):
        corpus.add(str(at), [text(each) for each in items(record["evidence"])])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for system, search in _systems(corpus, encoder, Path(folder)):
            recalls = []
            for at, record in enumerate(records):
                first, end = corpus.documents[str(at)]
                found = search(text(record["claim"]), WANTED, [(first, end)])
                recalls.append(_recall({n - first for n in found}, _supports(record)))
            metrics = {"recall_at_10": ratio(sum(recalls), len(recalls))}
            rows.append(Row("wice", system, len(records), metrics, file.part))
    return rows


def _supports(record: Mapping[str, object]) -> list[set[int]]:
    """The sets of sentences, by number, of which each supports the claim."""
    sets = [{int(text(n)) for n in items(each)} for each in items(record["supporting_sentences"])]
    return [each for each in sets if each]


def _recall(found: set[int], sets: Sequence[set[int]]) -> float:
    return max(len(found & each) / len(each) for each in sets)


if __name__ == "__main__":
    raise SystemExit(main())
