"""The measures of retrieval score as they say, right answers, wrong ones and none."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from retrieval_samples import WordEncoder

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a sentence splitter installs a package of the same name

from benchmarks import editors, retrieval, retrieval_scale, strangers, wice  # noqa: E402
from benchmarks.speed import Spent  # noqa: E402
from claimcheck.claims import load_claims  # noqa: E402
from claimcheck.types import (  # noqa: E402
    Article,
    Claim,
    Context,
    Evidence,
    Label,
    Location,
    Sentence,
    Span,
    Verdict,
)


@pytest.mark.parametrize(
    ("found", "right", "score"),
    [
        (["a"], {"a"}, 1.0),
        (["b", "a"], {"a"}, 0.5),
        (["a", "b", "c"], {"a", "c"}, (1 + 2 / 3) / 2),
        (["a"], {"a", "c"}, 0.5),
        (list("abcde"), set("abcdefgh"), 1.0),  # no more than five fit in
        (["b"], {"a"}, 0.0),
        ([], {"a"}, 0.0),
    ],
)
def test_average_precision(found: list[str], right: set[str], score: float) -> None:
    assert retrieval._average_precision(found, right) == pytest.approx(score)


@pytest.mark.parametrize(
    ("found", "sets", "recall"),
    [
        ({1, 2, 3}, [{1, 2}], 1.0),
        ({1, 3}, [{1, 2}], 0.5),
        ({1, 3}, [{1, 2}, {3}], 1.0),  # one annotator's set is enough
        (set(), [{1}], 0.0),
    ],
)
def test_recall_of_the_set_met_best(found: set[int], sets: list[set[int]], recall: float) -> None:
    assert retrieval._recall(found, sets) == recall


def test_every_system_finds_what_only_one_document_can_mean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = measured(tmp_path, monkeypatch, "--ours")
    assert {row["system"] for row in rows} == OURS
    assert "skipped" not in capsys.readouterr().err


@pytest.mark.slow
def test_peers_are_asked_the_same_in_the_same_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """sentence-transformers imports torch."""
    rows = measured(tmp_path, monkeypatch)
    peers = {row["system"] for row in rows} - OURS
    assert peers >= {"SQLite FTS5", "FAISS", "sentence-transformers' semantic_search"}
    assert "skipped: peer txtai (not installed for" in capsys.readouterr().err


OURS = {"claimcheck", "claimcheck, profile fast", "vectors", "vectors of words", "words"}


def measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str
) -> list[dict[str, object]]:
    """The rows of a run over two small sets, in which every system must find all."""
    monkeypatch.setattr(retrieval, "load_encoder", lambda model: WordEncoder())
    monkeypatch.setattr(retrieval, "plain", lambda encoder, texts: encoder.encode(texts))
    clef, wice = folder / "clef2020", folder / "wice"
    clef.mkdir()
    wice.mkdir()
    (clef / "verified_claims.docs.tsv").write_text(
        "\tvclaim\ttitle\n0\tGlaciers melt in Norway.\tGlaciers\n1\tCocoa grows in Ghana.\tCocoa\n"
        '2\t"Penguins live in ""Antarctica""."\tPenguins\n'
    )
    (clef / "dev.queries.tsv").write_text(
        "\ttweet_content\n7\tWhere cocoa grows: Ghana!\n8\tPenguins of Antarctica\n9\tno gold\n"
    )
    (clef / "dev.qrels").write_text("7\t0\t1\t1\n8\t0\t2\t1\n")
    case = {
        "claim": "The ferry sails at noon to Oslo.",
        "evidence": ["The ferry sails at noon to Oslo."] + [f"Line {n}." for n in range(30)],
        "supporting_sentences": [[0]],
    }
    no_support = case | {"supporting_sentences": [[]]}
    second = case | {  # of another article, in which other sentences are numbered alike
        "claim": "Bakers in Bergen bake bread at night.",
        "evidence": ["It rained.", "Bakers in Bergen bake bread at night."],
        "supporting_sentences": [[1]],
    }
    lines = [json.dumps(each) for each in (case, no_support, second)]
    (wice / "claims.dev.jsonl").write_text("\n".join(lines) + "\n")
    out = folder / "out.json"
    assert retrieval.main(["--data", str(folder), "--json", str(out), *options]) == 0
    rows: list[dict[str, object]] = json.loads(out.read_text())["rows"]
    assert {row["set"] for row in rows} == {"clef2020", "wice/article", "wice/pool"}
    for row in rows:
        if row["set"] == "clef2020":
            assert (row["part"], row["n"], row["map_at_5"]) == ("dev", 2, 1.0), row
        else:
            assert (row["n"], row["recall_at_10"], row["any_at_10"]) == (2, 1.0, 1.0), row
    return rows


def test_written_articles_differ_in_figures_and_names_only(tmp_path: Path) -> None:
    articles = [
        ("RATES", "The bank of Oslo\ncut 12 rates by 1.50 pct.\n    It was bid, Norges said.\n"),
        ("TIN", "Tin rose to 9,000 dlrs, Norges said on 3 May.\n"),
    ]
    files = retrieval_scale.written(articles, 700, tmp_path / "articles")
    assert [path.name for path in files] == ["00000.jsonl", "00001.jsonl", "00002.jsonl"]
    records = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    assert (records[0]["text"], records[1]["title"]) == (articles[0][1], "TIN")
    texts = {record["text"] for record in records}
    assert len(texts) == len(records) > 200
    for text in texts:
        plain = re.sub(r"[A-Z][a-z]+|\d", "·", text)
        assert plain in {re.sub(r"[A-Z][a-z]+|\d", "·", body) for _, body in articles}
    again = retrieval_scale.written(articles, 700, tmp_path / "again")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]


def test_growth_is_measured_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spent(command: Sequence[str], folder: Path) -> Spent:
        asked = len(command) == 6  # index, claims, where to tell
        Path(command[-1]).write_text("[0.5, 1.5, 2.5]" if asked else "70")
        (folder / "index").mkdir(exist_ok=True)
        return Spent(wall=2.0, cpu=4.0, peak=2**20)

    monkeypatch.setattr(retrieval_scale, "spent", spent)
    (tmp_path / "corpora").mkdir()
    record = {"title": "Tin", "body": "Tin rose by 3 pct. It fell by 4 pct."}
    (tmp_path / "corpora/one.jsonl").write_text(json.dumps(record) + "\n")
    out = tmp_path / "out.json"
    given = ["--data", str(tmp_path), "--json", str(out), "--sizes", "60", "90"]
    assert retrieval_scale.main(given) == 0
    rows = json.loads(out.read_text())["rows"]
    assert [row["set"] for row in rows] == ["scale/exact", "scale/60", "scale/90"]
    assert (rows[1]["n"], rows[1]["sentences_per_second"], rows[1]["update_share"]) == (70, 35, 1)
    assert (rows[2]["open_seconds"], rows[2]["ask_seconds"], rows[2]["peak_mib"]) == (0.5, 1.5, 1)


def test_without_data_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retrieval, "load_encoder", lambda model: WordEncoder())
    assert retrieval.main(["--data", str(tmp_path)]) == 2
    assert "no data" in capsys.readouterr().err


def test_wice_is_searched_and_judged_within_the_article_and_over_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wice, "load_encoder", lambda model: WordEncoder())
    cases = [
        {
            "label": "supported",
            "claim": "The quay at Molde handled 412 ships in 2019.",
            "evidence": [
                "(meta data) TITLE: The quay at Molde",
                "Bread was baked at night.",
                "The quay at Molde handled 412 ships in 2019.",
            ],
            "supporting_sentences": [[2], [0, 2]],
        },
        {
            "label": "not_supported",
            "claim": "The quay at Molde handled 500 ships in 2019.",
            "evidence": ["The quay at Molde handled 412 ships in 2019.", "  ", "It rained."],
            "supporting_sentences": [[]],
        },
        {
            "label": "partially_supported",
            "claim": "Penguins live on the ice of Antarctica, said Ann Berg.",
            "evidence": ["(meta data) TITLE: Birds", "Penguins live on\xa0the ice of Antarctica."],
            "supporting_sentences": [[1]],
        },
    ]
    folder = tmp_path / "wice"
    folder.mkdir()
    (folder / "claims.dev.jsonl").write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    out, errors = tmp_path / "out.json", tmp_path / "alarms.jsonl"
    options = ["--data", str(tmp_path), "--json", str(out), "--errors", str(errors)]
    assert wice.main(options) == 0
    assert "indexed 3 articles, 7 sentences" in capsys.readouterr().err
    rows = {row["set"]: row for row in json.loads(out.read_text())["rows"]}
    labels = ("", "/not_supported", "/partially_supported", "/supported")
    assert list(rows) == [f"wice/{each}{label}" for each in ("article", "pool") for label in labels]
    for within in ("wice/article", "wice/pool"):
        row = rows[within]
        assert (row["n"], row["right"], row["gold_found"], row["gold_first"]) == (3, 1, 1, 1)
        assert row["set_found"] == row["gold_shown_first"] == 1
        assert rows[f"{within}/supported"]["supported"] == 1
        assert rows[f"{within}/not_supported"]["gold_found"] is None
    assert rows["wice/article/not_supported"]["refuted"] == 1  # there are none in WiCE itself
    alarms = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [alarm["claim"] for alarm in alarms] == [cases[1]["claim"]] * 2
    assert "500 ships" in alarms[0]["reason"]


def test_wice_finds_its_sentences_in_order() -> None:
    article = "It rained. It rained. A pier, long and old."
    spans = dict(wice.spans_of(["It rained.", "", "It rained.", "A pier", "gone"], article))
    assert {n: span.of(article) for n, span in spans.items()} == {
        0: "It rained.", 2: "It rained.", 3: "A pier",
    }  # fmt: skip
    assert [spans[n].start for n in (0, 2)] == [0, 11]


@pytest.mark.parametrize(
    ("found", "hits"),
    [
        ([("a", 1), ("a", 2)], (1, 1, 1, 1)),
        ([("a", 0), ("a", 2), ("a", 1)], (1, 1, 0, 0)),
        ([("a", 1), ("a", 0)], (0, 1, 1, 1)),  # one of the two that support it together
        ([("b", 1), ("b", 2)], (0, 0, 0, 0)),  # as worded, but of another article
        ([("a", 0)], (0, 0, 0, 0)),
        ([], (0, 0, 0, 0)),
    ],
)
def test_a_set_is_found_only_whole_and_in_its_own_article(
    found: list[tuple[str, int]], hits: tuple[int, ...]
) -> None:
    sentences = ("It rained.", "The pier is old.", "It is long.")
    case = wice.Case("a", "The pier is old.", "supported", "", sentences, (frozenset({1, 2}),))
    evidence = [
        _evidence(article, sentences, n, rank) for rank, (article, n) in enumerate(found, 1)
    ]
    keys = ("set_found", "gold_found", "gold_first", "gold_shown_first")
    told = Verdict(Claim("a", case.claim, Location("a", 1, 1)), Label.NOT_ENOUGH, 0.5, "")
    scores = wice.metrics([case], [replace(told, evidence=tuple(evidence))])
    assert tuple(scores[key] for key in keys) == hits
    assert (scores["open"], scores["right"]) == (1, 0)


def _evidence(name: str, sentences: Sequence[str], n: int, rank: int) -> Evidence:
    whole = "\n\n".join(sentences)
    start = whole.index(sentences[n])
    span = Span(start, start + len(sentences[n]))
    sentence = Sentence(name, n, span, sentences[n])
    return Evidence(sentence, Article(name, name, whole), Context(), rank=rank)


def test_strangers_are_searched_in_all_stories_but_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(strangers, "load_encoder", lambda model: WordEncoder())
    filler = "The weather was fair and the streets were full of people who had come to see it. " * 6
    said = {
        "1": "The quay at Molde handled 412 ships in 2019, the mayor said.",
        "2": "The quay at Bergen sold 30 cranes on Monday to the port of Oslo.",
        "3": "It handled 500 ships at the quay of Molde in 2019, she said.",
    }
    rows = [
        {"id": name, "date": "2-MAR-2021 15:00:00.00", "title": "SHIPS", "body": f"{one} {filler}"}
        for name, one in said.items()
    ]
    folder = tmp_path / "corpora"
    folder.mkdir()
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(strangers, "_is_news", lambda text: text in said.values())
    out, errors = tmp_path / "out.json", tmp_path / "alarms.jsonl"
    options = ["--data", str(tmp_path), "--json", str(out), "--errors", str(errors)]
    assert strangers.main(options) == 0
    assert "indexed 3 articles" in capsys.readouterr().err
    told = {row["set"]: row for row in json.loads(out.read_text())["rows"]}
    assert {name: row["n"] for name, row in told.items()} == {
        "strangers": 3, "strangers/named": 2, "own": 3, "slips": 3,
    }  # fmt: skip
    # The ships of Molde are told twice and differ: each story is what refutes the other.
    assert told["strangers"]["refuted"] == pytest.approx(2 / 3, abs=1e-4)
    assert told["own"]["refuted"] == 0
    alarms = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert {alarm["claim"] for alarm in alarms} == {said["1"], said["3"]}
    assert "500 ships" in alarms[0]["reason"] + alarms[1]["reason"]


def test_a_stranger_is_made_of_a_sentence_of_its_story_and_a_slip_of_another() -> None:
    body = (
        "The quay at Molde handled 412 ships in March. The mayor of Molde hired 40 men on Monday."
    )
    articles = [Article(str(n), f"{n}.txt", body.replace("4", str(n))) for n in range(5, 9)]
    said, slips = strangers.cases(articles, 1)
    assert [case.claim.text in case.article.text for case in said] == [True] * 4
    assert [case.claim.text in case.article.text for case in slips] == [False] * 4
    assert strangers.cases(articles, 1) == (said, slips)


def test_what_editors_expect_is_set_beside_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editors, "load_encoder", lambda model: WordEncoder())
    monkeypatch.setattr(editors, "FOLDER", tmp_path)
    for name in ("articles", "claims"):
        (tmp_path / "own" / name).mkdir(parents=True)
    (tmp_path / "own" / "articles" / "a.txt").write_text("The quay at Molde handled 412 ships.")
    (tmp_path / "own" / "claims" / "c.yaml").write_text(
        "version: 1\nclaims:\n"
        "- {id: c0, text: The quay at Molde handled 412 ships., expect: supported}\n"
        "- {id: c1, text: The quay at Molde handled 500 ships., expect: supported}\n"
        "- {id: c2, text: The quay at Molde handled 500 ships., expect: refuted}\n"
    )
    out = tmp_path / "out.json"
    assert editors.main(["--json", str(out)]) == 0
    told = {row["set"]: row for row in json.loads(out.read_text())["rows"]}
    assert [(row["n"], row["supported"], row["refuted"]) for row in told.values()] == [
        (2, 0.5, 0.5), (1, 0, 1), (0, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("folder", sorted(p for p in editors.FOLDER.iterdir() if p.is_dir()))
def test_the_sets_of_editors_tell_what_each_claim_is_expected_to_be(folder: Path) -> None:
    claims = load_claims(sorted((folder / "claims").glob("*.yaml")))
    assert all(claim.expect_stated for claim in claims)
    assert len(claims) in (126, 97)
    assert len(list((folder / "articles").iterdir())) in (6, 5)
