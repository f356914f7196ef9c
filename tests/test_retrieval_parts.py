"""The parts below the index: which model, kept vectors, the query of words, the store."""

from __future__ import annotations

import json
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from retrieval_samples import WordEncoder

from claimcheck.errors import ModelError
from claimcheck.retrieval import arrays, postings, static, terms, vectors
from claimcheck.retrieval import encoder as encoders
from claimcheck.retrieval.bert import Bert, Unfit, shape_of
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.embeddings import Embeddings
from claimcheck.retrieval.encoder import load_encoder, offline_here, packaged_folder
from claimcheck.retrieval.hashing import reader_digest, text_digest
from claimcheck.retrieval.lexical import Lexicon
from claimcheck.retrieval.onnxgraph import FLOAT, Graph
from claimcheck.retrieval.postings import Gathered, Postings
from claimcheck.retrieval.static import StaticModel
from claimcheck.retrieval.store import FileState, Skip, Store, embedded_text
from claimcheck.retrieval.storewriter import StoreWriter
from claimcheck.sources import NAMES, named
from claimcheck.text.sentences import sentences
from claimcheck.types import Article

# --------------------------------------------------------------------------
# Which model


def a_model(folder: Path, weights: bytes = b"weights") -> Path:
    """A folder that looks like a model; it cannot be loaded."""
    folder.mkdir(parents=True)
    (folder / "modules.json").write_text("[]", "utf-8")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_a_fingerprint_is_of_contents_not_of_place_papers_or_exports(tmp_path: Path) -> None:
    one, two = a_model(tmp_path / "one"), a_model(tmp_path / "deep/two")
    (two / "README.md").write_text("papers", "utf-8")
    (two / "onnx").mkdir()
    (two / "onnx/config.json").write_text("{}", "utf-8")
    other = a_model(tmp_path / "other", b"other weights")
    moved = a_model(tmp_path / "moved")
    (moved / "modules.json").rename(moved / "config.json")
    prints = [load_encoder(str(each)).fingerprint for each in (one, two, other, moved)]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("./nowhere", "there is no such model folder"),
        ("two words", "there is no such model folder"),
        ("file", "is a file, not a model folder"),
        ("empty", "modules.json or config.json missing"),
        ("bare", "weights missing"),
    ],
)
def test_what_is_no_model_is_told_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("", "utf-8")
    Path("empty").mkdir()
    Path("bare").mkdir()
    Path("bare/config.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match=message) as refused:
        load_encoder(name)
    assert refused.value.location == name
    assert refused.value.remedy


def test_a_missing_packaged_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "PACKAGED", ("some-distribution", "no_such_module_anywhere"))
    with pytest.raises(ModelError, match="some-distribution is not installed") as refused:
        load_encoder(None)
    assert str(refused.value.remedy).startswith("pip install some-distribution")


def test_a_hub_name_is_the_folder_in_the_hub_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    kept = tmp_path / "models--sentence-transformers--tiny"
    model = a_model(kept / "snapshots/abc")
    (kept / "refs").mkdir()
    (kept / "refs/main").write_text("abc", "ascii")
    for name in ("tiny", "sentence-transformers/tiny"):
        found = load_encoder(name)
        assert (found.name, found.folder) == (name, model)
        assert found.fingerprint == load_encoder(str(model)).fingerprint
    assert load_encoder("someone/tiny").folder is None


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for name in (str(a_model(tmp_path / "broken")), "nobody/no-such-model"):
        with pytest.raises(ModelError, match="the model cannot be loaded: ") as refused:
            load_encoder(name).encode(["text"])
        assert refused.value.location == name
        assert "packaged model" in str(refused.value.remedy)


@pytest.mark.slow
def test_the_packaged_model_embeds_quietly_in_order_and_the_same_in_any_company() -> None:
    script = """
import sys
from claimcheck.retrieval.encoder import load_encoder
encoder = load_encoder(None)
encoder.fingerprint
assert not {"torch", "numpy", "transformers"} & set(sys.modules)
import numpy as np
texts = ["A dog.", "word " * 400, "The town's two bridges were closed for a week.", "A dog."]
rows = encoder.encode(texts)
assert rows.dtype == np.float32 and rows.shape == (4, 384) == (4, encoder.dim)
assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
alone = np.concatenate([encoder.encode([text]) for text in texts])
assert (rows * alone).sum(axis=1).min() >= 0.9999
near = encoder.encode(["Both bridges of the town were shut."])[0]
assert rows.dot(near).argmax() == 2
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.slow
def test_rounded_weights_are_as_good_or_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoModel(Bert):
        def __init__(self, folder: Path) -> None:
            raise Unfit("other model")

    texts = ["Prices fell by 0.4 percent.", "No one was hurt in the fire on 3 May 2019."]
    monkeypatch.setattr(encoders, "Bert", NoModel)  # what else would run it
    monkeypatch.setattr(encoders, "native_bfloat16", lambda: False)
    exact = load_encoder(None).encode(texts)
    monkeypatch.setattr(encoders, "native_bfloat16", lambda: True)
    rounded = load_encoder(None).encode(texts)
    assert (exact * rounded).sum(axis=1).min() >= encoders.LEAST_COSINE
    assert not np.array_equal(exact, rounded)
    monkeypatch.setattr(encoders, "LEAST_COSINE", 1.01)  # what no rounding passes
    assert np.array_equal(load_encoder(None).encode(texts), exact)


@pytest.mark.slow
def test_weights_of_eight_bits_are_as_good_as_float32_in_any_company() -> None:
    texts = [
        "Oil",
        "Prices fell by 0.4 percent.",
        "Café Zürich: 3–4 °C, „nein“ — 北京",
        "No one was hurt in the fire on 3 May 2019, the mayor's office said on Monday.",
        "word, another " * 300,
    ]
    exact = encoders.run(encoders.load_exact("packaged", packaged_folder()), texts)
    eight = Bert(packaged_folder())
    rows = eight.encode(texts)
    assert (exact * rows).sum(axis=1).min() >= 0.99
    assert not np.array_equal(exact, rows)
    alone = np.concatenate([eight.encode([text]) for text in texts])
    assert (rows * alone).sum(axis=1).min() >= 0.99999
    as_it_is = Bert(packaged_folder(), eight_bits=False).encode(texts)
    assert (exact * as_it_is).sum(axis=1).min() >= 0.99999


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("config.json", "model_type", "mpnet"),
        ("config.json", "hidden_act", "relu"),
        ("config.json", "hidden_size", 100),
        ("config.json", "position_embedding_type", "relative_key"),
        ("1_Pooling/config.json", "pooling_mode_cls_token", True),
        ("1_Pooling/config.json", "pooling_mode_mean_tokens", False),
        ("sentence_bert_config.json", "do_lower_case", True),
        ("config_sentence_transformers.json", "default_prompt_name", "query"),
    ],
)
def test_another_model_is_left_to_its_library(
    tmp_path: Path, name: str, key: str, value: object
) -> None:
    made = tmp_path / "model"
    for each in packaged_folder().rglob("*.json"):
        copy = made / each.relative_to(packaged_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(each.read_bytes())
    assert (shape_of(made).layers, shape_of(made).pieces) == (6, 256)
    stated = json.loads((made / name).read_text("utf-8"))
    (made / name).write_text(json.dumps(stated | {key: value}), "utf-8")
    with pytest.raises(Unfit):
        shape_of(made)
    with pytest.raises(Unfit):
        Bert(made)


def test_a_graph_is_run_as_it_was_written() -> None:
    import onnxruntime

    graph = Graph()
    weight = np.arange(6, dtype=np.float32).reshape(2, 3)
    parts = graph.several(
        "Split", ["given", graph.constant(np.array([1, 300], dtype=np.int64))], 2, axis=-1
    )
    scaled = graph.add("LeakyRelu", [parts[0]], alpha=0.5)
    output = graph.add("MatMul", [scaled, graph.constant(weight[:1])])
    raw = graph.model({"given": (FLOAT, ("rows", 301))}, output)
    session = onnxruntime.InferenceSession(raw, providers=["CPUExecutionProvider"])
    given = np.linspace(-1, 1, 602, dtype=np.float32).reshape(2, 301)
    [made] = session.run(None, {"given": given})
    expected = np.where(given[:, :1] < 0, 0.5 * given[:, :1], given[:, :1]) @ weight[:1]
    assert np.allclose(made, expected)


# --------------------------------------------------------------------------
# Kept vectors


def test_vectors_are_kept_by_model_and_forgotten_with_their_texts(tmp_path: Path) -> None:
    one, two = Embeddings(tmp_path / "db", "one"), Embeddings(tmp_path / "db", "two")
    texts = [f"text {i}" for i in range(1200)]  # more than one statement takes
    rows = {text_digest(text): f"vector {text}".encode() for text in texts}
    one.put(rows)
    two.put({text_digest("text 0"): b"another"})
    assert one.get(rows) == rows
    assert two.get(rows) == {text_digest("text 0"): b"another"}
    article = Article("a", "a.txt", "Text 5 is here.")
    writer = StoreWriter(tmp_path / "store")
    writer.add_article(writer.add_file(FileState("a.txt", 1, 1, "x")), article, sentences(article))
    writer.finish()
    writer.close()
    one.put({text_digest("Text 5 is here."): b"kept"})
    one.keep_only(tmp_path / "store")
    assert one.get([*rows, text_digest("Text 5 is here.")]) == {
        text_digest("Text 5 is here."): b"kept"
    }
    assert two.get(rows) == {}


def test_a_cache_remembers_a_file_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b"one")
    cache = Cache(tmp_path / "cache")
    first = cache.file_digest(path)
    status = path.stat()
    path.write_bytes(b"two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert cache.file_digest(path) == first  # size and time are all that is looked at
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert cache.file_digest(path) != first
    cache.close()
    assert cache.file_digest(path) != first  # without its file it computes


def test_a_cache_forgets_the_oldest_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.retrieval.cache.MOST_QUERIES", 3)
    cache = Cache(tmp_path / "cache")
    for i in range(5):
        cache.keep_queries("m", {bytes([i]): b"v"})
    assert cache.queries("m", [bytes([i]) for i in range(5)]).keys() == {b"\2", b"\3", b"\4"}


# --------------------------------------------------------------------------
# Vectors


def test_search_is_exact_within_ranges_and_ties_ascend(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    rows = rng.standard_normal((300, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows[200] = rows[20]
    assert vectors.write(tmp_path / "f", [rows[:100], rows[100:]], 16) == 300
    index = vectors.VectorIndex(tmp_path / "f", rows=300, dim=16)
    for within in (None, [(0, 30), (150, 260)], [(299, 300)]):
        allowed = [r for a, b in within or [(0, 300)] for r in range(a, b)]
        expected = sorted(allowed, key=lambda r: (-float(rows[r] @ rows[20]), r))[:7]
        mask = np.isin(np.arange(300), allowed) if within else None
        (found,) = index.search(rows[20:21], 7, mask)
        assert [row for _, row in found] == expected
    assert index.cosines(rows[20], [200, 5]) == pytest.approx([1.0, float(rows[20] @ rows[5])])


@pytest.mark.parametrize(("rows", "dim"), [(4, 8), (5, 7)])
def test_vectors_of_another_shape_are_refused(tmp_path: Path, rows: int, dim: int) -> None:
    vectors.write(tmp_path / "f", [np.eye(5, 8, dtype=np.float32)], 8)
    with pytest.raises(vectors.DamagedVectors, match="holds"):
        vectors.VectorIndex(tmp_path / "f", rows=rows, dim=dim)


@pytest.mark.parametrize(
    ("rows", "dim", "memory", "kind"),
    [
        (99_999, 384, 147, "flat"),
        (99_999, 384, 146, "SQ8"),
        (100_000, 384, 512, "IVF256,Flat"),
        (1_000_000, 384, 512, "IVF1024,SQ8"),
        (1_000_000, 384, 100, "IVF1024,PQ96x8"),
        (1_000_000, 127, 100, "IVF1024,SQ8"),  # no product of four
    ],
)
def test_the_kind_follows_the_number_and_the_memory(
    rows: int, dim: int, memory: int, kind: str
) -> None:
    assert vectors.kind(rows, dim, memory) == kind
    coarse = vectors.kind(rows, dim, memory, coarse=True)
    assert coarse == kind.replace(",Flat", ",SQ8")


@pytest.mark.parametrize("kind", ["SQ8", "IVF16,Flat", "IVF16,SQ8", "IVF16,PQ4x8"])
def test_clusters_find_what_a_flat_index_finds_as_often_as_they_say(
    tmp_path: Path, kind: str
) -> None:
    rng = np.random.default_rng(5)
    rows = rng.standard_normal((4000, 16)).astype(np.float32)
    rows[:, 8:] *= 0.1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    blocks = [rows[:1000], rows[1000:]]
    with vectors.spooled(tmp_path / "spool", lambda: blocks, 16, 4000, kind) as again:
        assert [len(block) for block in again()] == [4000]
        written = vectors.write_as(tmp_path / "f", kind, again, 16, 4000)
        assert vectors.write_as(tmp_path / "same", kind, again, 16, 4000) == written
    assert (tmp_path / "f").read_bytes() == (tmp_path / "same").read_bytes()
    assert not (tmp_path / "spool").exists()
    assert written.kind == kind
    index = vectors.VectorIndex(tmp_path / "f", rows=4000, dim=16, kind=kind)
    found = [{row for _, row in each} for each in index.search(rows[7::40], 11)]
    near = [set(np.argsort(-rows @ query)[:11].tolist()) for query in rows[7::40]]
    recall = sum(len(a & b) - 1 for a, b in zip(found, near, strict=True)) / 10 / len(near)
    assert abs(recall - written.recall) < 0.1
    assert written.recall > (0.9 if "PQ" not in kind else 0.3)
    few = np.zeros(4000, dtype=bool)
    few[[5, 3000]] = True
    assert {row for each in index.search(rows[:3], 4, few) for _, row in each} == {5, 3000}
    held = (tmp_path / "f").open("rb")
    (tmp_path / "f").unlink()  # a build has removed its name
    again_ = vectors.VectorIndex(tmp_path / "f", rows=4000, dim=16, kind=kind, held=held)
    assert again_.search(rows[:3], 4) == index.search(rows[:3], 4)
    assert index.cosines(rows[9], [9, 70]) == pytest.approx(
        (rows[[9, 70]] @ rows[9]).tolist(), abs=0.02 if "PQ" not in kind else 0.5
    )


# --------------------------------------------------------------------------
# Words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The harbour was closed.", ["harbor", "close"]),
        ("$1.5 billion for nine banks", ["1.5", "billion", "nine", "9", "bank"]),
        ("9 banks", ["9", "nine", "bank"]),
        ("1,500 tents, 1,50 or 1.500", ["1500", "tent", "1,50", "1.500"]),
        ("Côte d’Ivoire", ["cote", "d'ivoir"]),
        ("The U.S. and the US told us", ["usa", "tell"]),
        ("banks, bank", ["bank"]),
        ("the of and", []),
        ("", []),
    ],
)
def test_the_terms_of_a_query(text: str, asked: list[str]) -> None:
    assert terms.asked(text) == asked


def a_lexicon(folder: Path, *runs: list[str]) -> Lexicon:
    opened = []
    for number, texts in enumerate(runs):
        gathered = Gathered()
        gathered.add(texts)
        postings.write(folder / f"words-{number}", gathered)
        opened.append(Postings((folder / f"words-{number}").open("rb")))
    return Lexicon(opened)


@given(st.text(max_size=200))
def test_any_text_is_found_by_itself_where_it_has_a_word(text: str) -> None:
    gathered = Gathered()
    gathered.add([text, "nothing at all"])
    with tempfile.TemporaryDirectory() as folder:
        postings.write(Path(folder) / "words", gathered)
        with (Path(folder) / "words").open("rb") as file:
            found = Lexicon([Postings(file)]).search(text, 5)
    assert found[:1] == ([0] if terms.asked(text) else [])


def test_words_find_their_forms_and_figures_their_own(tmp_path: Path) -> None:
    texts = ["It sanctioned banks.", "It sent 1,500 tents.", "It sent 500 tents.", "Nine banks."]
    lexicon = a_lexicon(tmp_path, texts)
    assert lexicon.search("sanctions", 9) == [0]
    assert lexicon.search("1,500", 9) == lexicon.search("1500", 9) == [1]
    assert lexicon.search("9", 9) == [3]
    assert lexicon.search("tents", 9) == [1, 2]
    assert lexicon.search("tents", 1) == [1]
    assert lexicon.search("tents", 9, np.array([False, False, True, True])) == [2]
    assert lexicon.search("tents", 9, np.array([True, False, False, True])) == []
    assert lexicon.search("boats", 9) == []


def test_a_lexicon_in_runs_ranks_as_one_in_a_piece(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    names = [f"word{n}" for n in range(40)]
    texts = [" ".join(rng.choice(names, size=rng.integers(1, 12))) for _ in range(300)]
    (tmp_path / "one").mkdir()
    whole = a_lexicon(tmp_path / "one", texts)
    parted = a_lexicon(tmp_path, texts[:120], [], texts[120:])
    for query in ("word1", "word3 word4", "word7 word7 word39 elsewhere"):
        found = whole.search(query, 20)
        assert found == parted.search(query, 20) != []
        scores = whole.scores(query, found)
        assert (np.diff(scores) <= 0).all()
        assert scores.all()
        assert parted.scores(query, found).tolist() == scores.tolist()


def test_bm25_is_that_of_its_definition(tmp_path: Path) -> None:
    texts = ["boat", "boat boat tide", "tide moon sun", "moon"]
    lengths, average, rows = [1, 3, 3, 1], 2.0, 4
    weight = math.log1p((rows - 2 + 0.5) / (2 + 0.5))
    counts = {"boat": [1, 2, 0, 0], "moon": [0, 0, 1, 1]}
    scores = [
        sum(
            weight * times[at] * 2.2 / (times[at] + 1.2 * (0.25 + 0.75 * lengths[at] / average))
            for times in counts.values()
        )
        for at in range(4)
    ]
    ranked = sorted(range(4), key=lambda at: (-round(scores[at], 5), at))
    lexicon = a_lexicon(tmp_path, texts)
    assert lexicon.search("boat moon", 9) == ranked
    some = [3, 0, 3]
    assert lexicon.scores("boat moon", some) == pytest.approx([scores[at] for at in some], rel=1e-5)
    assert lexicon.scores("boat moon", []).tolist() == []
    assert lexicon.scores("sun", [0, 1]).tolist() == [0, 0]


@pytest.mark.parametrize("size", [0, 7, 40, 200])
def test_arrays_cut_short_are_damage(tmp_path: Path, size: int) -> None:
    arrays.write(tmp_path / "a", {"one": np.arange(30, dtype=np.int64)})
    raw = (tmp_path / "a").read_bytes()
    with (tmp_path / "a").open("rb") as file:
        assert arrays.read(file)["one"].tolist() == list(range(30))
    (tmp_path / "b").write_bytes(raw[:size])
    with (tmp_path / "b").open("rb") as file, pytest.raises(arrays.DamagedArrays):
        arrays.read(file)
    with (tmp_path / "a").open("rb") as file, pytest.raises(arrays.DamagedArrays):
        Postings(file)
    with (tmp_path / "a").open("rb") as file, pytest.raises(arrays.DamagedArrays):
        StaticModel.read(file)


# --------------------------------------------------------------------------
# Vectors of words


def a_table(encoder: WordEncoder, texts: list[str], path: Path) -> tuple[Gathered, StaticModel]:
    gathered = Gathered()
    gathered.add(texts)
    words, counts = static.vocabulary(gathered)
    raw, wanted = encoder.encode(words), encoder.encode(texts)
    total = len(gathered.words)
    static.distilled(words, counts, total, raw, texts, wanted).write(path)
    with path.open("rb") as file:
        return gathered, StaticModel.read(file)


def test_the_words_that_get_a_vector_are_the_most_frequent_but_no_figures() -> None:
    gathered = Gathered()
    gathered.add(["harbour boats", "harbour tides", "harbour lights 1,500", "1,500", "boats boats"])
    assert static.vocabulary(gathered) == (
        ["boats", "harbour", "lights", "tides"],
        [3, 3, 1, 1],
    )


def test_a_sentence_lies_near_where_the_model_puts_it(tmp_path: Path) -> None:
    """What is learnt of some sentences holds for others: those that share words are nearest."""
    encoder = WordEncoder()
    words = [f"{a}{b}" for a in ("bo", "ti", "ma", "lu") for b in ("ra", "ne", "vi", "so", "gu")]
    texts = [f"{a} {b}" for at, a in enumerate(words) for b in words[at + 1 :]]
    _, model = a_table(encoder, texts[::2], tmp_path / "static")
    gathered = Gathered()
    gathered.add(texts[1::2])
    rows = np.concatenate(list(model.rows(gathered)))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    found = (model.placed(encoder.encode(texts[1::2])) @ rows.T).argmax(axis=1)
    right = np.mean(found == np.arange(len(rows)))
    assert right > 0.9  # by chance .01


@pytest.mark.parametrize("texts", [["boats"], ["1,500"], ["boats", "boats"], ["boats", "1,500"]])
def test_few_sentences_and_those_without_words_have_a_vector_too(
    texts: list[str], tmp_path: Path
) -> None:
    gathered, model = a_table(WordEncoder(), texts, tmp_path / "static")
    rows = np.concatenate(list(model.rows(gathered)))
    assert rows.shape == (len(texts), model.dim)
    assert np.isfinite(rows).all()
    assert np.isfinite(model.placed(WordEncoder().encode(texts))).all()


# --------------------------------------------------------------------------
# The store


def test_what_is_stored_comes_back_whole(tmp_path: Path) -> None:
    full = Article(
        id="news.jsonl#2",
        path="news.jsonl",
        text="Headline\n\nThe package includes:\n- nine “boats”\n- 1\u202f200 tents 🏕\n",
        url="https://example.org/2",
        title="Headline",
        outlet="Post",
        published=date(2020, 2, 29),
        language="en",
        anchors=((0, 2, 14), (10, 2, 40)),
    )
    bare, silent = Article("b", "b.txt", "One. Two."), Article("c", "c.txt", "…")
    skip = Skip("b.txt", "why", 3, 1, "remedy", "date")
    writer = StoreWriter(tmp_path / "store")
    for article in (full, bare, silent):
        file = writer.add_file(FileState(article.path, 5, 7, "abc"))
        writer.add_article(file, article, sentences(article))
        if article is bare:
            writer.add_skip(file, skip)
    writer.finish()
    writer.close()

    store = Store(tmp_path / "store")
    kept = [each for path in ("news.jsonl", "b.txt", "c.txt") for each in store.articles(path)]
    assert [each.article for each in kept] == [full, bare, silent]
    assert [store.sentences(each) for each in kept] == [sentences(a) for a in (full, bare, silent)]
    assert [(each.first, each.count) for each in kept] == [(0, 4), (4, 2), (6, 0)]
    assert [store.article_of(number).article for number in (0, 3, 4)] == [full, full, bare]
    assert list(store.skipped()) == list(store.skipped("b.txt")) == [skip]
    texts = [embedded_text(a, s) for a in (full, bare, silent) for s in sentences(a)]
    assert list(store.texts(range(6))) == texts
    assert texts[2] == "The package includes: nine “boats”"
    assert list(store.digests()) == [text_digest(text) for text in texts]
    store.close()


def test_the_digest_of_the_reading_code_follows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import claimcheck.text

    before = reader_digest()
    copy = shutil.copytree(Path(claimcheck.text.__path__[0]), tmp_path / "reading_code")
    monkeypatch.syspath_prepend(tmp_path)
    (copy / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr("claimcheck.retrieval.hashing._READERS", ("reading_code",))
    one = reader_digest()
    (copy / "lines.py").write_text("# changed", "utf-8")
    assert len({before, one, reader_digest()}) == 3


def test_the_digest_of_the_reading_code_follows_extras_and_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = reader_digest()
    assert reader_digest(dict(NAMES)) == before
    assert reader_digest(named({"text": ["Story"]})) != before
    monkeypatch.setattr("claimcheck.retrieval.hashing.installed", lambda: iter(()))
    assert reader_digest() != before


def _refused(*_: object) -> NoReturn:
    raise OSError("no such name")


@pytest.mark.parametrize(
    ("variables", "resolves", "offline"),
    [
        ({}, False, True),
        ({}, True, False),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, False, False),
        ({"HF_HUB_OFFLINE": "1", "HTTPS_PROXY": "http://proxy.example:3128"}, True, True),
    ],
)
def test_nothing_is_fetched_where_the_hub_has_no_name(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], resolves: bool, offline: bool
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(socket, "getaddrinfo", (lambda *_: ["somewhere"]) if resolves else _refused)
    assert offline_here() is offline
