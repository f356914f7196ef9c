"""Answers of a model of entailment, kept by what was asked."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimcheck.entailment import load_entailment, packaged
from claimcheck.entailment.cached import CachedModel
from claimcheck.entailment.crossencoder import CrossEncoderModel
from claimcheck.entailment.model import Digest, Judgement, Pair
from claimcheck.errors import ModelError
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.hashing import file_digest

PAIRS = [
    Pair("The ferry sank near the old harbour.", "The ferry went down."),
    Pair("Nobody drowned when the ferry sank.", "Nobody died."),
]


class Fake:
    """A model whose answers differ from pair to pair; it notes what it was asked."""

    name = "fake"

    def __init__(self, fingerprint: str | None = "one") -> None:
        self.told = fingerprint
        self.asked: list[Pair] = []

    def fingerprint(self, digest: Digest) -> str | None:
        return self.told

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        self.asked += pairs
        share = [len(pair.evidence) / 300 for pair in pairs]
        return [Judgement(each, 1 / 3, 2 / 3 - each) for each in share]


def asked(folder: Path, pairs: Sequence[Pair], model: Fake | None = None) -> list[Pair]:
    """What a model is asked when a new process has these pairs judged; the answers are right."""
    used = model or Fake()
    cache = Cache(folder / "cache.sqlite")
    told = CachedModel(used, cache).judge(pairs)
    cache.close()
    assert told == Fake().judge(pairs)
    return used.asked


def test_a_pair_is_judged_once(tmp_path: Path) -> None:
    assert asked(tmp_path, PAIRS) == PAIRS
    assert asked(tmp_path, PAIRS) == []
    assert asked(tmp_path, PAIRS[::-1]) == []


def test_a_pair_that_stands_twice_is_asked_once(tmp_path: Path) -> None:
    assert asked(tmp_path, [*PAIRS, *PAIRS]) == PAIRS


def test_a_changed_text_is_asked_again_and_no_other(tmp_path: Path) -> None:
    asked(tmp_path, PAIRS)
    changed = Pair(PAIRS[0].evidence, "The ferry did not go down.")
    assert asked(tmp_path, [changed, PAIRS[1]]) == [changed]
    swapped = Pair(PAIRS[0].claim, PAIRS[0].evidence)
    assert asked(tmp_path, [swapped]) == [swapped]


def test_two_texts_are_told_apart_by_where_they_part(tmp_path: Path) -> None:
    asked(tmp_path, [Pair("ab", "c")])
    assert asked(tmp_path, [Pair("a", "bc")]) == [Pair("a", "bc")]


def test_what_the_model_is_not_shown_changes_nothing(tmp_path: Path) -> None:
    asked(tmp_path, [Pair("It carried 412 people.", "It carried 450.")])
    assert asked(tmp_path, [Pair("It carried 413 people.", "It carried 9.")]) == []


def test_models_share_no_answers(tmp_path: Path) -> None:
    asked(tmp_path, PAIRS)
    assert asked(tmp_path, PAIRS, Fake("another")) == PAIRS
    assert asked(tmp_path, PAIRS, Fake("one")) == []


def test_a_model_that_cannot_be_told_from_others_is_always_asked(tmp_path: Path) -> None:
    assert asked(tmp_path, PAIRS, Fake(None)) == PAIRS
    assert asked(tmp_path, PAIRS, Fake(None)) == PAIRS


def test_a_model_that_is_known_once_it_has_answered_keeps_its_answers(tmp_path: Path) -> None:
    class Fetched(Fake):
        def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
            self.told = "fetched"
            return super().judge(pairs)

    assert asked(tmp_path, PAIRS, Fetched(None)) == PAIRS
    assert asked(tmp_path, PAIRS, Fake("fetched")) == []


def test_any_characters_are_kept(tmp_path: Path) -> None:
    odd = Pair("a \ud800 half", "nul \0 and “quotes”")
    assert asked(tmp_path, [odd]) == [odd]
    assert asked(tmp_path, [odd]) == []


def test_a_folder_that_cannot_be_written_keeps_nothing_and_answers(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "such" / "folder"
    assert asked(missing, PAIRS) == PAIRS
    assert asked(missing, PAIRS) == PAIRS


def test_a_cache_that_can_only_be_read_is_read(tmp_path: Path) -> None:
    asked(tmp_path, PAIRS[:1])
    cache = Cache(tmp_path / "cache.sqlite")
    assert cache._db is not None
    cache._db.execute("PRAGMA query_only = ON")  # what a file without write permission gives
    model = Fake()
    assert CachedModel(model, cache).judge(PAIRS) == Fake().judge(PAIRS)
    assert model.asked == PAIRS[1:]
    cache.close()
    assert asked(tmp_path, PAIRS) == PAIRS[1:]


def test_a_cache_without_a_table_for_answers_gets_one(tmp_path: Path) -> None:
    asked(tmp_path, PAIRS)
    with sqlite3.connect(tmp_path / "cache.sqlite") as db:
        db.execute("DROP TABLE answers")
    db.close()
    assert asked(tmp_path, PAIRS) == PAIRS
    assert asked(tmp_path, PAIRS) == []


def spoil(file: Path, fault: str) -> None:
    raw = bytearray(file.read_bytes())
    if fault == "garbage":
        raw[:] = b"no database" * 1000
    elif fault == "cut":
        del raw[len(raw) // 2 :]
    elif fault == "a page overwritten":
        raw[4096:] = b"\xa5" * (len(raw) - 4096)
    else:
        put = bytes(24 if fault == "other answers" else 1)  # … these with their right check sum
        with sqlite3.connect(file) as db:
            db.execute("UPDATE answers SET answer = ?", (put,))
            if fault == "short answers":
                db.execute("UPDATE answers SET check_sum = ?", (zlib.crc32(put),))
        db.close()
        return
    file.write_bytes(raw)


@pytest.mark.parametrize(
    "fault", ["garbage", "cut", "a page overwritten", "other answers", "short answers"]
)
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, fault: str) -> None:
    asked(tmp_path, PAIRS)
    spoil(tmp_path / "cache.sqlite", fault)
    assert asked(tmp_path, PAIRS) == PAIRS
    asked(tmp_path, PAIRS)  # damage that only a first write met is mended by the second
    assert asked(tmp_path, PAIRS) == []


def test_a_write_that_fails_leaves_the_cache_to_others(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    assert cache._db is not None
    cache._db.execute("PRAGMA max_page_count = 1")  # what a full disk gives
    cache.keep_answers("one", {bytes([n]): bytes(1000) for n in range(200)})
    assert asked(tmp_path, PAIRS) == PAIRS
    assert asked(tmp_path, PAIRS) == []
    cache.close()


def test_the_oldest_answers_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.retrieval.cache.MOST_ANSWERS", 2)
    pairs = [Pair(f"The ferry sank {word}.", "It sank.") for word in ("here", "there", "where")]
    for pair in pairs:
        asked(tmp_path, [pair])
    assert asked(tmp_path, pairs[1:]) == []
    assert asked(tmp_path, pairs[:1]) == pairs[:1]


def test_several_use_one_cache_at_once(tmp_path: Path) -> None:
    pairs = [
        [Pair(f"Ferry {'x' * i} sank.", f"Case {'y' * j}") for j in range(8)] for i in range(6)
    ]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda some: asked(tmp_path, some), pairs))
    assert [asked(tmp_path, some) for some in pairs] == [[]] * 6


# --------------------------------------------------------------------------
# Which model it is


def test_the_shipped_model_is_known_by_its_weights_note_tokenizer_and_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_entailment(None)
    assert model is not None
    first = model.fingerprint(file_digest)
    assert first == model.fingerprint(file_digest)
    read: list[str] = []

    def noted(path: Path) -> str:
        read.append(path.name)
        return file_digest(path)

    model.fingerprint(noted)
    assert {"tokenizer.json", Path(packaged.__file__).name} < set(read)
    names = (packaged.MODEL, packaged.NOTE)
    for changed in names:
        for name in names:
            (tmp_path / name).write_bytes((packaged.HERE / name).read_bytes())
        (tmp_path / changed).write_bytes(b"other")
        with monkeypatch.context() as patch:
            patch.setattr(packaged, "HERE", tmp_path)
            assert model.fingerprint(file_digest) not in (first, None)
    monkeypatch.setattr(packaged, "HERE", tmp_path / "missing")
    with pytest.raises(ModelError, match="the shipped entailment model cannot be read"):
        model.fingerprint(file_digest)


def test_a_cross_encoder_is_known_by_its_files_and_not_before_it_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    kept = tmp_path / "models--someone--nli"
    model = CrossEncoderModel("someone/nli")
    assert model.fingerprint(file_digest) is None
    folder = kept / "snapshots" / "abc"
    folder.mkdir(parents=True)
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("abc", "ascii")
    (folder / "config.json").write_text("{}", "utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    first = model.fingerprint(file_digest)
    assert first is not None
    assert CrossEncoderModel(str(folder)).fingerprint(file_digest) == first
    (folder / "model.safetensors").write_bytes(b"others!")
    assert model.fingerprint(file_digest) not in (first, None)

    def other_code(path: Path) -> str:
        return "other" if path.suffix == ".py" else file_digest(path)

    assert model.fingerprint(other_code) != model.fingerprint(file_digest)


@pytest.mark.slow
def test_the_shipped_model_judges_a_pair_alike_in_any_company() -> None:
    model = load_entailment(None)
    assert model is not None
    long = Pair("The council never sold the theatre, " * 9, "The council sold the theatre.")
    assert model.judge([*PAIRS, long]) == [model.judge([pair])[0] for pair in (*PAIRS, long)]
