"""Retrieval: claims found for tweets, and sentences found for claims, beside peers in one run.

`clef2020` ranks the fact-checked claims for a tweet (CLEF 2020 CheckThat! task 2: MAP@5; a
document is a claim and its title, and ranks where its better sentence does). `wice` ranks the
sentences of the cited articles for a claim, sentences as given: `recall_at_10` is the share found
of that set of supporting sentences of which most was found, `any_at_10` how often one was; in the
cited article alone (`wice/article`) and in all of them (`wice/pool`).
Systems: ours by both profiles, each of which fuses; vectors and words alone, those of `exact` and
the sums of words' vectors of `fast`; the peers of `retrieval_peers.py` by the same model, and the
indexes of words of `word_indexes.py`.

With --sample N there are N queries, and of the documents the right ones and 20 N others.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import (
    Data,
    DataFile,
    Options,
    Row,
    finish,
    interpreters,
    items,
    parser,
    pick,
    ratio,
    read_jsonl,
    read_text,
    say,
    shared,
    text,
)
from benchmarks.retrieval_peers import (
    MODULE,
    TXTAI,
    Query,
    System,
    Unanswered,
    by_txtai,
    by_vectors,
)
from benchmarks.retrieval_systems import Corpus, ours, plain
from benchmarks.word_indexes import OurPostings, engines
from claimcheck.retrieval.encoder import ModelEncoder, load_encoder

if TYPE_CHECKING:
    pass

OTHERS = 20  # documents that are not right, for each query of a sample
CUT = 5  # ranks that count in MAP@5
WANTED = 10  # ranks that count in recall@10

Found = list[list[int]]  # for each query the numbers of sentences, best first


@dataclass(frozen=True, slots=True)
class Setting:
    """The options, the model, and the peers to ask: none, or those here and an interpreter's."""

    options: Options
    encoder: ModelEncoder
    peers: bool
    txtai: str | None


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every system on every file that is found."""
    made = parser(__doc__)
    made.add_argument("--ours", action="store_true", help="ask no peer")
    made.add_argument(
        "--peers", action="append", default=[], metavar="PYTHON", help="one that has txtai"
    )
    given = made.parse_args(argv)
    chosen = shared(given)
    data = Data(chosen.data)
    txtai = None if given.ours else interpreters(MODULE, [TXTAI], given.peers).get(TXTAI)
    setting = Setting(chosen, load_encoder(None), not given.ours, txtai)
    rows: list[Row] = []
    documents = data.files("clef2020/verified_claims*.tsv")
    for queries in data.files("clef2020/*.queries.tsv") if documents else []:
        rows += _clef(documents[0], queries, setting)
    for file in data.files("wice/claims.*.jsonl"):
        rows += _wice(file, setting)
    return finish(rows, data, chosen)


# --------------------------------------------------------------------------
# Asking


def _systems(corpus: Corpus, setting: Setting, folder: Path) -> Iterator[System]:
    """Each system; ours share one index."""
    yield from ours(corpus, setting.encoder, folder)
    if not setting.peers:
        return
    for name, engine in engines().items():
        if engine is OurPostings:
            continue  # those of our index are asked already
        home = folder / name
        home.mkdir()
        index = engine(home)
        index.add(corpus.texts, 0)
        yield name, index.opened()
    yield from by_vectors(corpus.texts, lambda texts: plain(setting.encoder, texts))
    if setting.txtai is not None and setting.encoder.folder is not None:
        yield from by_txtai(setting.txtai, corpus.texts, setting.encoder.folder)


def _answered(systems: Iterator[System], queries: Sequence[Query]) -> Iterator[tuple[str, Found]]:
    """What each system finds; one that gives no answer is left out."""
    for name, search in systems:
        say(f"asking {name}")
        with suppress(Unanswered):
            yield name, search(queries)


# --------------------------------------------------------------------------
# CLEF 2020


def _clef(documents: DataFile, queries: DataFile, setting: Setting) -> list[Row]:
    chosen = setting.options
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
        tweets = [Query(tweet, CUT * 4) for _, tweet, *_ in asked]
        gold = [right[query] for query, *_ in asked]
        for system, numbers in _answered(_systems(corpus, setting, Path(folder)), tweets):
            found = [list(dict.fromkeys(owners[n] for n in each))[:CUT] for each in numbers]
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


def _wice(file: DataFile, setting: Setting) -> list[Row]:
    records = setting.options.pick([r for r in read_jsonl(file.path) if _supports(r)])
    corpus = Corpus()
    articles: dict[tuple[str, ...], str] = {}  # several claims cite one
    for record in records:
        sentences = tuple(text(each) for each in items(record["evidence"]))
        if sentences not in articles:
            articles[sentences] = str(len(articles))
            corpus.add(articles[sentences], sentences)
    cited = [
        corpus.documents[articles[tuple(text(each) for each in items(record["evidence"]))]]
        for record in records
    ]
    claims = [Query(text(record["claim"]), WANTED) for record in records]
    within = [query._replace(within=place) for query, place in zip(claims, cited, strict=True)]
    gold = [_supports(record) for record in records]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        systems = _systems(corpus, setting, Path(folder))
        for system, found in _answered(systems, [*within, *claims]):
            for name, numbers in (
                ("wice/article", found[: len(claims)]),
                ("wice/pool", found[len(claims) :]),
            ):
                own = [
                    {n - first for n in each}
                    for each, (first, _) in zip(numbers, cited, strict=True)
                ]
                rows.append(Row(name, system, len(own), _recalls(own, gold), file.part))
    return sorted(rows, key=lambda row: row.set)


def _recalls(found: Sequence[set[int]], gold: Sequence[Sequence[set[int]]]) -> dict[str, float]:
    pairs = list(zip(found, gold, strict=True))
    recalls = [_recall(each, sets) for each, sets in pairs]
    hits = [any(each & right for right in sets) for each, sets in pairs]
    return {
        "recall_at_10": ratio(sum(recalls), len(recalls)),
        "any_at_10": ratio(sum(hits), len(hits)),
    }


def _supports(record: Mapping[str, object]) -> list[set[int]]:
    """The sets of sentences, by number, of which each supports the claim."""
    sets = [{int(text(n)) for n in items(each)} for each in items(record["supporting_sentences"])]
    return [each for each in sets if each]


def _recall(found: set[int], sets: Sequence[set[int]]) -> float:
    return max(len(found & each) / len(each) for each in sets)


if __name__ == "__main__":
    raise SystemExit(main())
