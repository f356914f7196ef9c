"""A build that is stopped wherever it touches the disk, and what a build finds spoilt."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from retrieval_samples import ARTICLES, NOW, WordEncoder, write

from claimcheck.errors import StoreError
from claimcheck.retrieval.index import BuildReport, build
from claimcheck.retrieval.search import Index

OLD = "Lake Garda covers 370 square kilometres."
NEW = "Lake Garda covers 369.98 square kilometres."
POINTS = 7  # of each signal, spread over the build
LAST = 4  # of these, at its very end, round the switch


def built(
    home: Path, encoder: WordEncoder | None = None, profile: str | None = None
) -> BuildReport:
    used = encoder or WordEncoder()
    return build([home / "articles"], folder=home / "index", now=NOW, encoder=used, profile=profile)


def killing(home: Path, at: int, name: str, profile: str) -> subprocess.CompletedProcess[str]:
    """A build in a process that sends itself a signal at a step; 0 for never."""
    script = str(Path(__file__).with_name("index_killing.py"))
    return subprocess.run(
        [
            sys.executable,
            script,
            str(home / "articles"),
            str(home / "index"),
            str(at),
            name,
            profile,
        ],
        capture_output=True,
        text=True,
        cwd=home,
        timeout=120,
        check=False,
    )


def sentences_of(home: Path) -> list[str]:
    """Every sentence the index holds, each found by its own words."""
    with Index.open(home / "index", encoder=WordEncoder()) as index:
        texts = [s.text for name in index.articles() for s in index.sentences(name)]
        best = index.search_many(texts, k=1)
        assert [(found.sentence.text, found.rank) for (found,) in best] == [(t, 1) for t in texts]
        return texts


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an index of the old articles, and the new articles beside it."""
    made = tmp_path / "home"
    made.mkdir()
    monkeypatch.chdir(made)
    write(made / "articles", ARTICLES)
    built(made)
    lakes = made / "articles/wire/lakes.txt"
    lakes.write_text(lakes.read_text("utf-8").replace(OLD, NEW), "utf-8")
    return made


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("name", "profile"), [("SIGKILL", "exact"), ("SIGINT", "exact"), ("SIGKILL", "fast")]
)
def test_stopped_at_any_touch_of_the_disk_an_index_answers(
    home: Path, name: str, profile: str
) -> None:
    lakes = home / "articles/wire/lakes.txt"
    lakes.write_text(lakes.read_text("utf-8").replace(NEW, OLD), "utf-8")
    built(home, profile=profile)
    lakes.write_text(lakes.read_text("utf-8").replace(OLD, NEW), "utf-8")
    before = sentences_of(home)
    after = [NEW if text == OLD else text for text in before]
    assert before != after
    whole = shutil.copytree(home, home.with_name("whole"))
    steps = int(killing(whole, 0, name, profile).stdout)
    early = random.Random(name).sample(range(1, steps - LAST), POINTS - LAST)
    seen = set()
    for at in [*early, *range(steps - LAST + 1, steps + 1)]:
        copy = shutil.copytree(home, home.with_name(f"{name}-{at}"))
        assert killing(copy, at, name, profile).returncode != 0, (
            f"lived on after step {at} of {steps}"
        )
        held = sentences_of(copy)
        assert held in (before, after), f"step {at} of {steps}"
        seen.add(held == after)
        built(copy)
        assert sentences_of(copy) == after
        assert len(list((copy / "index/generations").iterdir())) == 1, "leftovers"
    assert seen == {False, True}


def test_an_interrupted_build_loses_no_vector(tmp_path: Path) -> None:
    write(tmp_path / "articles", ARTICLES)

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "embedding" and done == total:
            raise KeyboardInterrupt

    first, second = WordEncoder(), WordEncoder()
    with pytest.raises(KeyboardInterrupt):
        build(
            [tmp_path / "articles"],
            folder=tmp_path / "index",
            now=datetime(2026, 1, 1, tzinfo=UTC),
            encoder=first,
            progress=stop,
        )
    assert first.asked
    assert not list((tmp_path / "index/generations").iterdir())
    assert (built(tmp_path, second).embedded, second.asked) == (0, [])


@pytest.mark.parametrize("content", [b"", b"no database, but long enough to be read as one", None])
def test_a_spoilt_file_of_embeddings_is_made_again(home: Path, content: bytes | None) -> None:
    path = home / "index/embeddings.sqlite"
    raw = bytearray(path.read_bytes())
    raw[100:140] = bytes(40)  # the head of the first page
    path.write_bytes(raw if content is None else content)
    report = built(home)
    assert report.embedded == report.sentences
    assert NEW in sentences_of(home)


def test_a_spoilt_vector_is_embedded_again(home: Path) -> None:
    db = sqlite3.connect(home / "index/embeddings.sqlite")
    with db:
        db.execute("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid <= 3")
    db.close()
    encoder = WordEncoder()
    assert built(home, encoder).embedded == len(encoder.asked) == 3 + 1  # and the new sentence
    assert NEW in sentences_of(home)


@pytest.mark.parametrize("name", ["a file", "a file/below"])
def test_a_folder_that_cannot_be_made_is_told(home: Path, name: str) -> None:
    (home / "a file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="the index cannot be written: ") as refused:
        build([home / "articles"], folder=home / name, now=NOW, encoder=WordEncoder())
    assert refused.value.location == str(home / name)
    assert "--index" in str(refused.value.remedy)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_and_the_former_index_serves(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, blocks: object, dim: int, *, rows: int) -> int:
        with open("/dev/full", "wb", buffering=0) as device:
            return device.write(b"vectors")

    monkeypatch.setattr("claimcheck.retrieval.vectors.write", full)
    with pytest.raises(StoreError, match="No space left on device") as refused:
        built(home)
    assert "a former index is kept" in str(refused.value.remedy)
    assert OLD in sentences_of(home)
