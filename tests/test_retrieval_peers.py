"""The peers of retrieval answer by one shape, and the indexes of words are measured alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a sentence splitter installs a package of the same name

from benchmarks import lexical, retrieval_peers, steps, word_indexes  # noqa: E402
from benchmarks.common import interpreters  # noqa: E402
from benchmarks.retrieval_peers import Query  # noqa: E402
from benchmarks.speed import Spent  # noqa: E402

FAKE_TXTAI = """
class Embeddings:
    def __init__(self, path, hybrid, models):
        assert path == "model" and hybrid

    def index(self, rows):
        self.rows = rows

    def search(self, asked, n, weights):
        kept = [(number, 1.0) for number, told, _ in self.rows if asked in told]
        return kept[:n] if weights == 1.0 else kept[::-1][:n]
"""


def test_txtai_is_asked_elsewhere_by_both_of_its_rankings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "txtai.py").write_text(FAKE_TXTAI)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert interpreters(retrieval_peers.MODULE, ["txtai"], [sys.executable]) == {
        "txtai": sys.executable
    }
    texts = ["a tug", "a pier", "two tugs", "no tug"]
    systems = dict(retrieval_peers.by_txtai(sys.executable, texts, Path("model")))
    queries = [Query("tug", 2), Query("tug", 2, (1, 3)), Query("quay", 2)]
    found = {}
    for name, search in retrieval_peers.by_txtai(sys.executable, texts, Path("model")):
        found[name] = search(queries)
    assert list(systems) == list(found) == ["txtai", "txtai, hybrid"]
    assert found["txtai"] == [[0, 2], [2], []]
    assert found["txtai, hybrid"] == [[3, 2], [2], []]
    (tmp_path / "txtai.py").write_text("raise ImportError('no model here')")
    [(_, search), _] = list(retrieval_peers.by_txtai(sys.executable, texts, Path("model")))
    with pytest.raises(retrieval_peers.Unanswered):
        search(queries)
    assert "skipped: peer txtai" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["words", "tantivy", "tantivy, our terms", "SQLite FTS5", "bm25s"])
def test_each_index_of_words_finds_adds_and_keeps_to_its_range(tmp_path: Path, name: str) -> None:
    if name not in (engines := word_indexes.engines()):
        pytest.skip("an optional peer")
    texts = ["The tugs of Varna.", "It rained.", "Tugs and barges of Varna", "The pier is old."]
    engines[name](tmp_path).add(texts, 0)
    engines[name](tmp_path).add(["A pier in Burgas", "The tugs\nof Burgas"], 4)
    search = engines[name](tmp_path).opened()
    queries = [
        Query("tug VARNA", 9),
        Query("tug varna", 1),
        Query("tug", 9, (2, 6)),
        Query("the of", 9),
        Query("glacier", 9),
        Query("Burgas", 9),
    ]
    found = search(queries)
    assert [set(each) for each in found[1:]] == [{0}, {2, 5}, set(), set(), {4, 5}]
    assert (found[0][:2], set(found[0])) == ([0, 2], {0, 2, 5})


def test_indexes_of_words_are_measured_by_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def spent(command: Sequence[str], folder: Path) -> Spent:
        assert lexical.main(command[3:]) == 0
        done.append(command[4])
        return Spent(wall=2.0, cpu=4.0, peak=2**20 * (3 if command[4] in ("build", "ask") else 1))

    monkeypatch.setattr(steps, "spent", spent)
    monkeypatch.setattr(
        lexical, "engines", lambda: {"words": word_indexes.OurPostings, "fts": word_indexes.Fts5}
    )
    (tmp_path / "corpora").mkdir()
    record = {"body": "Tin rose by 3 pct. The mines of Bolivia closed at noon on Monday."}
    (tmp_path / "corpora/one.jsonl").write_text(json.dumps(record) + "\n")
    out = tmp_path / "out.json"
    given = ["--data", str(tmp_path), "--json", str(out), "--sizes", "200"]
    assert lexical.main(given) == 0
    rows = json.loads(out.read_text())["rows"]
    assert [(row["set"], row["system"]) for row in rows] == [
        ("lexical/200", "words"), ("lexical/200", "fts"),
    ]  # fmt: skip
    assert done == ["write", *["idle", "bare", "build", "ask", "add"] * 2]
    for row in rows:
        assert (row["build_peak_mib"], row["ask_peak_mib"]) == (2, 2)
        assert row["disk_mib"] > 0 < row["build_cpu_seconds"]
