"""`index --verify`: a whole index passes, and each kind of damage is named with its remedy.

Damage that the digests tell is made by changing files; that which only their contents tell, by a
forger who changes files and writes the digests anew, as a faulty build would.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from retrieval_samples import ARTICLES, NOW, WordEncoder, write

from claimcheck.cli.commands import cli
from claimcheck.errors import ManyErrors, StoreError
from claimcheck.retrieval import former, postings, vectors
from claimcheck.retrieval.index import build
from claimcheck.retrieval.inspection import Inspection, inspect
from claimcheck.retrieval.profile import PROFILES

INDEX = Path("index")
HOME = INDEX / "generations/1"
DAMAGE = "the index is damaged: "


def check() -> Inspection:
    return inspect(INDEX, progress=lambda stage, done, total: None)


def faults() -> list[str]:
    """What is told to be wrong, each with a remedy that can be followed."""
    try:
        check()
    except ManyErrors as error:
        found = list(error.errors)
    except StoreError as error:
        found = [error]
    else:
        return []
    for each in found:
        assert "claimcheck index " in str(each.remedy) or str(each.remedy).startswith("delete ")
        assert each.location == str(INDEX)
    return [each.message.removeprefix(DAMAGE) for each in found]


def make(profile: str = "exact") -> None:
    write(Path(), ARTICLES)
    paths = [Path("press"), Path("wire")]
    build(paths, folder=INDEX, now=NOW, encoder=WordEncoder(), profile=profile)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_whole_index_passes(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(profile)
    found = check()
    assert (found.articles, found.sentences, found.words, found.vectors) == (3, 13, 13, 13)
    assert found.files == len(list(HOME.iterdir()))
    told: list[tuple[str, int, int]] = []
    inspect(INDEX, progress=lambda *step: told.append(step))
    assert [step for step in told if step[1] == step[2]] == [
        ("checking files", found.files - 1, found.files - 1),
        ("checking articles", 3, 3),
        ("checking sentences", 13, 13),
    ]


def test_an_index_of_several_runs_with_sentences_gone_passes(
    built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former, "LARGE", 1)
    monkeypatch.setattr(former, "MOST_GONE", 0.9)
    lakes = Path("wire/lakes.txt")
    lakes.write_text(lakes.read_text("utf-8").replace("370", "369"), "utf-8")
    build([Path("press"), Path("wire")], folder=INDEX, now=NOW, encoder=WordEncoder())
    (home,) = (INDEX / "generations").iterdir()
    assert len(list(home.glob("vectors*"))) == 2
    found = check()
    assert (found.sentences, found.words, found.vectors) == (13, 13, 13)


def test_vectors_that_nobody_keeps_are_not_compared(built: None) -> None:
    (INDEX / "embeddings.sqlite").unlink()
    (INDEX / "cache.sqlite").unlink()
    found = check()
    assert (found.words, found.vectors) == (13, 0)


def test_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="there is no index here") as raised:
        check()
    assert "claimcheck index PATH…" in str(raised.value.remedy)


# --------------------------------------------------------------------------
# Files


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


FILES = ("store.sqlite", "vectors.faiss", "words.bin")


@pytest.mark.parametrize("name", FILES)
def test_files_flipped_cut_and_gone(built: None, name: str) -> None:
    raw = (HOME / name).read_bytes()
    _flip(HOME / name)
    assert faults() == [f"{name} is not as it was written"]
    (HOME / name).write_bytes(raw[:-7])
    assert faults() == [f"{name} has {len(raw) - 7:,} bytes, not {len(raw):,}"]
    (HOME / name).unlink()
    assert faults() == [f"{name} is missing"]


def test_all_that_is_damaged_is_named(built: None) -> None:
    for name in FILES:
        _flip(HOME / name)
    assert faults() == [f"{name} is not as it was written" for name in FILES]


@pytest.mark.parametrize("spoil", [_flip, _cut, Path.unlink])
@pytest.mark.parametrize("path", [HOME / "manifest.json", INDEX / "CURRENT"], ids=str)
def test_manifest_and_pointer(built: None, path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    if not (INDEX / "CURRENT").exists():
        with pytest.raises(StoreError, match="there is no index here"):
            check()
    else:
        with pytest.raises(StoreError, match=DAMAGE):
            check()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("path", [HOME / "manifest.json", INDEX / "CURRENT"], ids=str)
def test_what_cannot_be_read_is_one_clear_error(built: None, path: Path) -> None:
    _folder(path)
    with pytest.raises(StoreError, match="the index cannot be read: ") as told:
        check()
    assert told.value.location == str(INDEX)


def test_an_index_that_a_build_replaces_meanwhile_is_checked_again(
    built: None,
) -> None:
    lakes = Path("wire/lakes.txt")
    builds: list[str] = []

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "checking files" and not builds:
            builds.append(stage)
            lakes.write_text(lakes.read_text("utf-8") + "\n\nOne more.\n", "utf-8")
            build([Path("press"), Path("wire")], folder=INDEX, now=NOW, encoder=WordEncoder())

    assert inspect(INDEX, progress=progress).sentences == 14
    assert builds
    _flip(INDEX / "generations/2/words.bin")
    with pytest.raises(StoreError, match="is not as it was written"):
        check()


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database " * 500)


def _zero_vector(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid <= 2")
    db.close()


@pytest.mark.parametrize(
    ("name", "spoil", "what"),
    [
        ("embeddings.sqlite", _zero_vector, "2 of its vectors are not as they were written"),
        ("embeddings.sqlite", _garbage, "file is not a database"),
        ("cache.sqlite", _garbage, "file is not a database"),
    ],
)  # fmt: skip
def test_what_only_saves_work(
    built: None, name: str, spoil: Callable[[Path], object], what: str
) -> None:
    spoil(INDEX / name)
    assert faults() == [f"{name} is damaged: {what}"]
    (INDEX / name).unlink()  # as the remedy says
    assert faults() == []


# --------------------------------------------------------------------------
# Contents


def forge(change: Callable[[dict[str, object]], object]) -> None:
    """Change what an index holds and write all its digests anew."""
    path = HOME / "manifest.json"
    fields = json.loads(path.read_text("utf-8"))
    change(fields)
    (part,) = fields["parts"]
    records = ((fields["store"], FILES[0]), (part["vectors"], FILES[1]), (part["words"], FILES[2]))
    for record, name in records:
        raw = (HOME / name).read_bytes()
        record |= {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    path.write_text(json.dumps(fields), "utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (INDEX / "CURRENT").write_text(f"1 {digest}\n", "ascii")


def _sql(statement: str) -> Callable[[dict[str, object]], None]:
    def change(fields: dict[str, object]) -> None:
        db = sqlite3.connect(HOME / "store.sqlite")
        with db:
            db.execute(statement)
        db.close()

    return change


def _vectors_in_another_order(fields: dict[str, object]) -> None:
    index = vectors.VectorIndex(HOME / FILES[1], rows=13, dim=64)
    rows = index.rows([1, 0, *range(2, 13)])
    del index
    vectors.write(HOME / FILES[1], [rows], 64)


def _a_vector_of_no_number(fields: dict[str, object]) -> None:
    rows = vectors.VectorIndex(HOME / FILES[1], rows=13, dim=64).rows(range(13))
    rows[5] = np.nan
    vectors.write(HOME / FILES[1], [rows], 64)


def _words_of(*texts: str) -> Callable[[dict[str, object]], None]:
    def change(fields: dict[str, object]) -> None:
        gathered = postings.Gathered()
        gathered.add(texts)
        postings.write(HOME / FILES[2], gathered)

    return change


def _told(**values: int) -> Callable[[dict[str, object]], None]:
    return lambda fields: fields.update(values)


FORGED: list[tuple[Callable[[dict[str, object]], object], list[str]]] = [
    (_told(articles=4), ["store.sqlite holds 3 articles, and the manifest says 4"]),
    (_told(files=2), ["store.sqlite holds 3 files, and the manifest says 2"]),
    (
        _sql("DELETE FROM sentences WHERE id = 4"),
        ["store.sqlite holds 12 sentences, and the manifest says 13", "the article "],
    ),
    (
        _sql("UPDATE articles SET first = first + 1 WHERE id = 2"),
        ["the sentences from 4 on are numbered twice or not at all", "sentence 0 of 'press/peaks"],
    ),
    (
        _sql("INSERT INTO gone VALUES (13, 15)"),
        ["15 sentences are numbered, and the manifest says 13"],
    ),
    (
        _sql("UPDATE sentences SET start = start + 1 WHERE id = 1"),
        ["sentence 1 of 'press/danube.txt' is not the one that was indexed"],
    ),
    (
        _sql('UPDATE sentences SET "end" = 9999 WHERE id = 1'),
        ["sentence 1 of 'press/danube.txt' does not stand in its text"],
    ),
    (
        _sql("UPDATE sentences SET digest = zeroblob(16) WHERE id = 1"),
        ["sentence 1 of 'press/danube.txt' is not the one that was indexed"],
    ),
    (
        _sql("UPDATE articles SET text = replace(text, '2,850', '2,580') WHERE id = 1"),
        ["sentence 2 of 'press/danube.txt' is not the one that was indexed"],
    ),
    (_vectors_in_another_order, ["sentence 0 has another vector", "sentence 1 has another vector"]),
    (_a_vector_of_no_number, ["sentence 5 has another vector than its text"]),
    (_words_of("One.", "Two."), ["words.bin has 2 sentences, not 13"]),
    (_words_of(*["The Danube"] * 13), ["sentence 1 is not found by its own words: "]),
    (lambda fields: (HOME / FILES[2]).write_bytes(b"ccarray1 and no more"), ["words.bin cannot"]),
    (lambda fields: (HOME / FILES[1]).write_bytes(b"no index"), ["vectors.faiss cannot be read: "]),
]


@pytest.mark.parametrize(("change", "told"), FORGED, ids=range(len(FORGED)))
def test_contents_that_do_not_agree(
    built: None,
    change: Callable[[dict[str, object]], object],
    told: list[str],
) -> None:
    forge(change)
    found = faults()
    assert found
    for beginning in told:
        assert any(each.startswith(beginning) for each in found), found


def test_a_forger_who_changes_nothing_is_not_noticed(built: None) -> None:
    forge(lambda fields: None)
    assert faults() == []


# --------------------------------------------------------------------------
# The command


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["index", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command(built: None) -> None:
    size = sum((HOME / name).stat().st_size for name in FILES)
    code, out, err = run("--verify")
    assert (code, err) == (0, "")
    assert out.startswith(
        f"index: whole: 4 files of {size:,} bytes, 3 articles, 13 sentences with their words; "
        "13 of 13 vectors compared; "
    )
    assert run("--verify", "--quiet") == (0, "", "")
    _flip(HOME / "words.bin")
    code, out, err = run("--verify")
    assert (code, out) == (2, "")
    assert err == (
        "error: index: the index is damaged: words.bin is not as it was written\n"
        "  remedy: build it again: claimcheck index press wire --index index\n"
    )


@pytest.mark.parametrize("arguments", [(), ("--verify", "press")])
def test_the_command_takes_paths_or_verifies(arguments: tuple[str, ...]) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert "Usage: " in err
