"""What a build reads, embeds, reuses, skips and reports."""

from __future__ import annotations

import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from retrieval_samples import ARTICLES, NOW, SilentEncoder, WordEncoder, write

from claimcheck.errors import ManyErrors, SourceError, StoreError
from claimcheck.retrieval import corpus
from claimcheck.retrieval.index import BuildReport, build
from claimcheck.retrieval.search import Index
from claimcheck.sources import Names, Skipped

INDEX = Path("index")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), ARTICLES)


def built(*paths: str, encoder: WordEncoder | None = None, strict: bool = False) -> BuildReport:
    given = [Path(path) for path in paths or ("press", "wire")]
    return build(given, folder=INDEX, now=NOW, encoder=encoder or WordEncoder(), strict=strict)


def held() -> dict[str, list[str]]:
    """The sentences of every article in the index."""
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        return {name: [s.text for s in index.sentences(name)] for name in index.articles()}


def report(**counts: object) -> BuildReport:
    """The report of the sample articles, with other counts."""
    usual: dict[str, object] = {
        "folder": INDEX,
        "model": "words",
        "files": 3,
        "unchanged": 0,
        "articles": 3,
        "sentences": 13,
        "embedded": 13,
        "reused": 0,
    }
    return BuildReport(**(usual | counts))  # type: ignore[arg-type]


def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from here on."""
    seen: list[str] = []
    real = corpus.load_file

    def spying(path: Path, *, root: Path | None = None, names: Names | None = None) -> object:
        seen.append(path.as_posix())
        return real(path, root=root, names=names)

    monkeypatch.setattr(corpus, "load_file", spying)
    return seen


# --------------------------------------------------------------------------
# The second run


def test_nothing_changed_nothing_is_read_embedded_or_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert built() == report()
    pointer, before = (INDEX / "CURRENT").read_bytes(), held()
    seen = read_files(monkeypatch)
    again = built(encoder=SilentEncoder())
    assert again == report(unchanged=3, embedded=0, reused=13, fresh=False)
    assert seen == []
    assert ((INDEX / "CURRENT").read_bytes(), held()) == (pointer, before)


def test_only_what_changed_is_read_and_only_new_sentences_are_embedded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built()
    path = Path("wire/lakes.txt")
    path.write_text(path.read_text("utf-8") + "\nLake Como is deeper.\n", "utf-8")
    seen, encoder = read_files(monkeypatch), WordEncoder()
    assert built(encoder=encoder) == report(unchanged=2, sentences=14, embedded=1, reused=13)
    assert (seen, encoder.asked) == (["wire/lakes.txt"], ["Lake Como is deeper."])
    assert "Lake Como is deeper." in held()["wire/lakes.txt"]


def test_a_touched_file_is_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    built()
    os.utime("wire/lakes.txt", (1e9, 1e9))
    seen = read_files(monkeypatch)
    assert not built(encoder=SilentEncoder()).fresh
    assert seen == []


def test_a_change_that_keeps_size_and_time_is_read_where_the_build_was_near() -> None:
    path = Path("wire/lakes.txt")
    status = path.stat()
    at = datetime.fromtimestamp(status.st_mtime, UTC)
    build([Path("wire")], folder=INDEX, now=at, encoder=WordEncoder())
    path.write_text(path.read_text("utf-8").replace("370", "371"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert built("wire").embedded == 1
    assert "Lake Garda covers 371 square kilometres." in held()["wire/lakes.txt"]


def test_the_index_is_exactly_what_was_given() -> None:
    built()
    Path("wire/lakes.txt").unlink()
    assert built().articles == 2
    assert list(held()) == ["press/danube.txt", "press/peaks.md"]
    assert built("press/peaks.md", encoder=SilentEncoder()).articles == 1
    assert list(held()) == ["press/peaks.md"]
    assert built("press", "./press/peaks.md", str(Path("press").resolve())).articles == 2


def test_another_model_embeds_all_again_and_the_old_vectors_go() -> None:
    built()
    assert built(encoder=WordEncoder("other")).embedded == 13
    db = sqlite3.connect(INDEX / "embeddings.sqlite")
    kept = db.execute("SELECT model, count(*) FROM vectors GROUP BY model").fetchall()
    db.close()
    assert kept == [("test:other", 13)]
    assert built().embedded == 13


def test_articles_are_read_again_when_the_reading_code_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built()
    for module in ("index", "former"):
        monkeypatch.setattr(f"claimcheck.retrieval.{module}.reader_digest", lambda _: "new code")
    seen = read_files(monkeypatch)
    again = built(encoder=SilentEncoder())  # vectors are known by their texts
    assert (len(seen), again.unchanged, again.fresh) == (3, 0, True)


def test_equal_sentences_are_all_kept_and_embedded_once() -> None:
    write(Path("press"), {"copy.txt": ARTICLES["wire/lakes.txt"]})
    encoder = WordEncoder()
    built(encoder=encoder)
    assert len(encoder.asked) == len(set(encoder.asked)) == 13
    text = "It lies in Italy."
    with Index.open(INDEX, encoder=encoder) as index:
        found = index.search(text, k=2)
    assert [piece.sentence.text for piece in found] == [text, text]
    assert {piece.article.id for piece in found} == {"press/copy.txt", "wire/lakes.txt"}


# --------------------------------------------------------------------------
# What cannot be read


def test_what_is_skipped_is_named_also_where_it_did_not_change() -> None:
    write(
        Path("press"), {"lines.jsonl": '{"text": "One is here."}\n{"text": 5}\n', "notes.doc": ""}
    )
    first = built()
    assert (first.articles, first.unknown) == (4, ((".doc", 1),))
    (skip,) = first.skipped
    assert (skip.path, skip.line) == ("press/lines.jsonl", 2)
    second = built()
    assert second.skipped == first.skipped
    assert second.embedded == 0


def test_strict_names_all_that_cannot_be_read_and_keeps_the_former_index() -> None:
    built()
    before = held()
    write(Path("press"), {"a.jsonl": "{\n", "b.jsonl": '{"text": 5}\n'})
    with pytest.raises(ManyErrors) as refused:
        built(strict=True)
    assert [str(each.location).split(":")[0] for each in refused.value.errors] == [
        "press/a.jsonl",
        "press/b.jsonl",
    ]
    assert held() == before
    Path("press/b.jsonl").unlink()
    with pytest.raises(SourceError) as one:
        built(strict=True)
    assert str(one.value.location).startswith("press/a.jsonl:1")
    assert built().articles == 3  # what is skipped now …
    with pytest.raises(SourceError):
        built(strict=True)  # … is not forgiven where it did not change


def test_an_id_is_given_once_and_comes_back_when_it_is_free() -> None:
    write(Path("press"), {"a.jsonl": '{"id": "x", "text": "First of two."}\n'})
    write(Path("wire"), {"b.jsonl": '{"id": "x", "text": "Second of two."}\n'})
    first = built()
    assert held()["x"] == ["First of two."]
    assert [(s.path, s.why) for s in first.skipped] == [
        ("wire/b.jsonl", "the id 'x' is taken by another article")
    ]
    assert len(built().skipped) == 1
    Path("press/a.jsonl").unlink()
    assert built().skipped == ()
    assert held()["x"] == ["Second of two."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_file_that_cannot_be_opened_is_skipped_until_it_can() -> None:
    Path("press/gone.txt").symlink_to("nowhere.txt")
    first = built()
    assert first.skipped == (Skipped("press/gone.txt", "a link that leads nowhere"),)
    assert built().skipped == first.skipped
    Path("press/nowhere.txt").write_text("It is here now.\n", "utf-8")
    assert built().skipped == ()
    assert held()["press/gone.txt"] == ["It is here now."]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["nowhere"], "no such file or folder"),
        (["empty"], "no articles to index"),
        (["odd"], r"no articles to index \(found: 1 .doc\)"),
        (["blank.txt"], "no articles to index"),
        (["wire", "nowhere"], "no such file or folder"),
    ],
)
def test_nothing_to_index_is_an_error_and_keeps_the_former_index(
    paths: list[str], message: str
) -> None:
    built()
    before = held()
    Path("empty").mkdir()
    write(Path(), {"odd/x.doc": "", "blank.txt": "\n \n"})
    with pytest.raises(SourceError, match=message) as refused:
        built(*paths)
    assert refused.value.remedy
    assert held() == before


def test_nothing_to_index_makes_no_index() -> None:
    Path("empty").mkdir()
    with pytest.raises(SourceError):
        built("empty")
    assert not INDEX.exists()


# --------------------------------------------------------------------------
# Where things are


def test_an_index_among_the_articles_does_not_index_itself() -> None:
    write(INDEX, {"README.md": "This folder holds indexes.\n"})
    built(".")
    assert list(held()) == ["press/danube.txt", "press/peaks.md", "wire/lakes.txt"]
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert index.stale() == ()
    built("index/README.md")  # but what is named is meant
    assert list(held()) == ["index/README.md"]


def test_an_index_right_among_the_articles_is_refused() -> None:
    articles = Path("articles")
    write(articles, {"a.md": "# Kea\n\nThe kea rose.\n"})
    for folder in (articles, Path("./articles/../articles")):
        with pytest.raises(StoreError, match="among the articles") as refused:
            build([articles], folder=folder, now=NOW, encoder=WordEncoder())
        assert "articles/index" in str(refused.value)
    assert [path.name for path in articles.iterdir()] == ["a.md"]


def test_progress_counts_files_then_texts() -> None:
    told: list[tuple[str, int, int]] = []
    build(
        [Path("press"), Path("wire")],
        folder=INDEX,
        now=NOW,
        encoder=WordEncoder(),
        progress=lambda *stage: told.append(stage),
    )
    assert told == [
        *(("reading", done, 3) for done in range(4)),
        ("embedding", 0, 13),
        ("embedding", 13, 13),
    ]


def test_the_day_of_a_build_is_kept_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    build(
        [Path("wire")],
        folder=INDEX,
        now=datetime(2031, 5, 6, 3, 4, 5, tzinfo=east),
        encoder=WordEncoder(),
    )
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert index.info().created == datetime(2031, 5, 5, 18, 4, 5, tzinfo=UTC)


def test_windows_of_texts_leave_none_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.retrieval.builder.WINDOW", 5)
    monkeypatch.setattr("claimcheck.retrieval.builder.STEP", 2)
    encoder = WordEncoder()
    assert built(encoder=encoder) == report()
    assert len(encoder.asked) == 13
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        for sentences in held().values():
            for text in sentences:
                assert index.search(text, k=1)[0].sentence.text == text
