"""Indexes for large archives: the profile fast, and builds that go on from the former index."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from retrieval_samples import ARTICLES, NOW, SilentEncoder, WordEncoder, write

from claimcheck.errors import StoreError
from claimcheck.retrieval import former, static, vectors
from claimcheck.retrieval.index import BuildReport, build
from claimcheck.retrieval.search import Index
from claimcheck.sources import Names, named
from claimcheck.types import Evidence

INDEX = Path("index")
PROFILES = pytest.mark.parametrize("profile", ["exact", "fast"])
ASKED = ("Lake Garda", "Mont Blanc is high", "the Danube's length", "ten countries", "in 1865")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(former, "LARGE", 1)
    monkeypatch.setattr(former, "MOST_GONE", 0.9)
    write(Path(), ARTICLES)


def built(
    folder: Path = INDEX,
    *,
    profile: str | None = None,
    memory: int | None = None,
    encoder: WordEncoder | None = None,
    names: Names | None = None,
) -> BuildReport:
    return build(
        [Path("press"), Path("wire")],
        folder=folder,
        now=NOW,
        profile=profile,
        memory=memory,
        encoder=encoder or WordEncoder(),
        names=names,
    )


def found(folder: Path = INDEX, texts: Sequence[str] = ASKED) -> list[tuple[Evidence, ...]]:
    with Index.open(folder, encoder=WordEncoder()) as index:
        return list(index.search_many(texts, k=20))


def as_told(evidence: Sequence[tuple[Evidence, ...]]) -> list[dict[tuple[str, str], float]]:
    """What was found for each text, without the order of equals: by article and sentence."""
    return [
        {(e.article.id, e.sentence.text): round(e.score or 0, 4) for e in each} for each in evidence
    ]


def parts() -> list[int]:
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        return [part.rows for part in index.manifest.parts]


# --------------------------------------------------------------------------
# The profile


def test_fast_finds_with_the_models_cosines_and_embeds_candidates_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(static, "SAMPLE", 4)
    first = WordEncoder()
    report = built(profile="fast", encoder=first)
    assert (report.embedded, report.sentences) == (13, 13)
    whole = [text for text in first.asked if " " in text]
    assert len(whole) == 4, "words are embedded, and some sentences"
    asking = WordEncoder()
    with Index.open(INDEX, encoder=asking) as index:
        best = index.search("How high is Mont Blanc?", k=3)
    assert best[0].sentence.text == "Mont Blanc is 4,806 metres high."
    exact = WordEncoder().encode(["How high is Mont Blanc?", best[0].sentence.text])
    assert best[0].score == pytest.approx(float(exact[0] @ exact[1]), abs=1e-5)
    assert best[0].via == ("vectors", "lexical")
    assert best[0].sentence.text in asking.asked
    with Index.open(INDEX, encoder=SilentEncoder()) as index:
        assert index.search("How high is Mont Blanc?", k=3) == best
    (INDEX / "cache.sqlite").unlink()
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert index.search("How high is Mont Blanc?", k=3) == best


def test_fast_searches_only_where_it_may() -> None:
    built(profile="fast")
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        here = index.search("Mont Blanc", k=20, sources=["wire"])
        [there] = index.search_many(["Mont Blanc"], k=20, without=[["press/peaks.md"]])
    assert {e.article.id for e in here} == {"wire/lakes.txt"}
    assert {e.article.id for e in there} == {"press/danube.txt", "wire/lakes.txt"}


@PROFILES
def test_profile_and_memory_stay_as_they_are_until_another_is_asked_for(profile: str) -> None:
    built(profile=profile, memory=64)
    assert not built(encoder=SilentEncoder()).fresh
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        held, command = index.info(), index.rebuild_command()
    assert (held.profile, held.memory) == (profile, 64)
    assert command.endswith("--profile fast --memory 64" if profile == "fast" else "--memory 64")
    other = "exact" if profile == "fast" else "fast"
    assert built(profile=other).fresh
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert (index.info().profile, index.info().memory) == (other, 64)
    assert (INDEX / "generations/2/static.bin").exists() == (other == "fast")
    assert found() == found()


def test_words_stay_embedded_when_all_is_written_anew() -> None:
    built(profile="fast")
    path = Path("wire/lakes.txt")
    path.write_text(path.read_text("utf-8").replace("370", "371"), "utf-8")
    shutil.rmtree(INDEX / "generations")
    again = WordEncoder()
    assert built(profile="fast", encoder=again).embedded == 13
    assert again.asked == ["Lake Garda covers 371 square kilometres."]


@PROFILES
def test_the_same_articles_give_the_same_files(profile: str) -> None:
    one, two = Path("one"), Path("two")
    for folder in (one, two):
        built(folder, profile=profile)
    names = sorted(path.name for path in (one / "generations/1").iterdir())
    assert names == [
        "manifest.json",
        *(["static.bin"] if profile == "fast" else []),
        "store.sqlite",
        "vectors.faiss",
        "words.bin",
    ]
    for name in names:
        if name != "manifest.json":
            own, other = (each / "generations/1" / name for each in (one, two))
            assert own.read_bytes() == other.read_bytes(), name


def test_articles_of_figures_alone_are_indexed() -> None:
    for each in ("press", "wire"):
        shutil.rmtree(each)
    write(Path(), {"press/a.txt": "1 2 3.\n\n4,806.\n", "wire/b.txt": "It is not.\n"})
    built(profile="fast")
    best = found(texts=["4,806 metres"])[0][0]
    assert (best.sentence.text, best.via) == ("4,806.", ("vectors", "lexical"))


# --------------------------------------------------------------------------
# Clusters


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sentences enough for clusters, which are asked for of fewer here."""
    monkeypatch.setattr(vectors, "CLUSTERED", 500)
    rivers = [
        f"The river {_named(n)} is {100 + n} km long and flows past {_named(n * 7)}."
        for n in range(600)
    ]
    write(Path(), {"press/rivers.txt": "\n\n".join(rivers) + "\n"})
    return rivers


def _named(number: int) -> str:
    syllables = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu")
    return "".join(syllables[int(digit)] for digit in f"{number:04}").capitalize()


@pytest.mark.parametrize(("profile", "kind"), [("exact", "IVF32,Flat"), ("fast", "IVF32,SQ8")])
def test_many_sentences_lie_in_clusters_with_the_recall_that_is_told(
    many: list[str], profile: str, kind: str
) -> None:
    built(profile=profile)
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        [part] = index.info().parts
        assert (part.kind, part.rows, 0.3 < part.recall <= 1) == (kind, 613, True)
        best = index.search_many(many[::60], k=3)
        assert [each[0].sentence.text for each in best] == many[::60]
        assert all(each[0].score == pytest.approx(1, abs=1e-5) for each in best)
        [here] = index.search_many(["Lake Garda"], k=20, sources=[["wire"]])
        assert {e.article.id for e in here} == {"wire/lakes.txt"}
        assert {"vectors", "lexical"} <= {via for e in here for via in e.via}
    write(Path(), {"press/alps.txt": "The Alps lie in eight countries.\n"})
    Path("press/danube.txt").unlink()
    built()
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert [part.kind for part in index.info().parts] == [kind, "flat"]
        [alps] = index.search("The Alps lie in eight countries.", k=1)
        assert alps.sentence.text == "The Alps lie in eight countries."
        found = index.search("The Danube rises in the Black Forest.", k=50)
        assert len(found) == 50
        assert all(e.article.id != "press/danube.txt" for e in found)


# --------------------------------------------------------------------------
# Going on from the former index


@PROFILES
def test_what_changed_is_a_part_of_its_own_and_found_as_in_a_new_index(profile: str) -> None:
    built(profile=profile)
    kept = (INDEX / "generations/1/vectors.faiss").read_bytes()
    path = Path("wire/lakes.txt")
    path.write_text(path.read_text("utf-8").replace("370", "369.98"), "utf-8")
    Path("press/danube.txt").unlink()
    write(Path(), {"press/alps.txt": "The Alps\n\nThe Alps lie in eight countries.\n"})
    encoder = WordEncoder()
    report = built(encoder=encoder)
    assert (report.files, report.unchanged, report.articles, report.sentences) == (3, 1, 3, 11)
    assert (report.embedded, report.fresh) == (5 if profile == "fast" else 3, True)
    if profile == "exact":
        assert "The Alps lie in eight countries." in encoder.asked
    assert parts() == [13, 5]
    assert (INDEX / "generations/2/vectors.faiss").read_bytes() == kept
    again = Path("again")
    built(again, profile=profile)
    if profile == "exact":  # words that came later have no vector until all is written anew
        assert as_told(found()) == as_told(found(again))
    texts = [e.sentence.text for each in found() for e in each]
    assert not any("370" in text or "Black Forest" in text for text in texts)
    assert {"Lake Garda covers 369.98 square kilometres.", "The Alps lie in eight countries."} <= {
        *texts
    }
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert index.stale() == ()
        held = index.info()
        assert (held.articles, held.sentences, held.rows) == (3, 11, 18)
        assert sorted(index.articles()) == ["press/alps.txt", "press/peaks.md", "wire/lakes.txt"]
    assert not built(encoder=SilentEncoder()).fresh


@PROFILES
def test_removing_alone_adds_no_part(profile: str) -> None:
    built(profile=profile)
    Path("wire/lakes.txt").unlink()
    assert built(encoder=SilentEncoder()).sentences == 10
    assert parts() == [13]
    assert all(e.article.id != "wire/lakes.txt" for each in found() for e in each)
    assert [len(each) for each in found()] == [10] * len(ASKED)


@PROFILES
def test_an_article_that_comes_back_is_found_once(profile: str) -> None:
    built(profile=profile)
    text = Path("wire/lakes.txt").read_text("utf-8")
    Path("wire/lakes.txt").unlink()
    built()
    write(Path(), {"wire/lakes.txt": text})
    built()
    assert parts() == [13, 3]
    for each in found():
        named = [(e.article.id, e.sentence.span) for e in each]
        assert len(named) == len(set(named)) == 13


def test_a_touched_file_is_no_change_but_its_time_is_kept() -> None:
    built()
    os.utime("wire/lakes.txt", (1e9, 1e9))
    write(Path(), {"press/alps.txt": "The Alps lie in eight countries.\n"})
    assert built().unchanged == 3
    with Index.open(INDEX, encoder=WordEncoder()) as index:
        assert index.stale() == ()
        times = index._store.db.execute("SELECT mtime_ns FROM files WHERE path = 'wire/lakes.txt'")
        assert times.fetchone() == (10**18,)


@PROFILES
@pytest.mark.parametrize(("name", "value"), [("MOST_PARTS", 2), ("MOST_GONE", 0.3)])
def test_many_parts_or_gaps_are_written_anew_as_one(
    monkeypatch: pytest.MonkeyPatch, profile: str, name: str, value: float
) -> None:
    monkeypatch.setattr(former, name, value)
    built(profile=profile)
    seen = []
    for number in range(3):
        Path("wire/lakes.txt").write_text(f"The Po\n\nIt is {number + 650} km long.\n", "utf-8")
        built()
        seen.append(parts())
    assert seen == [[13, 2], [12], [12, 2]]
    assert "It is 652 km long." in {e.sentence.text for each in found() for e in each}


def test_an_id_that_two_articles_claim_is_settled_over_all_files() -> None:
    for each in ("press", "wire"):
        shutil.rmtree(each)
    record = {"id": "x", "text": "The Po is long."}
    write(Path(), {"press/b.jsonl": json.dumps(record), "wire/c.txt": "The Rhine is longer.\n"})
    built()
    write(Path(), {"press/a.jsonl": json.dumps(record | {"text": "The Elbe is long."})})
    report = built()
    assert [(s.path, "taken" in s.why) for s in report.skipped] == [("press/b.jsonl", True)]
    assert len(parts()) == 1
    texts = {e.sentence.text for each in found() for e in each}
    assert texts == {"The Elbe is long.", "The Rhine is longer."}
    Path("press/a.jsonl").unlink()
    assert built().skipped == ()
    assert "The Po is long." in {e.sentence.text for each in found() for e in each}


@PROFILES
def test_changed_files_are_read_by_the_names_of_their_fields(profile: str) -> None:
    stories = Path("wire/stories.jsonl")
    stories.write_text('{"id": "etna", "Story": "Etna is 3,357 metres high."}\n', "utf-8")
    names = named({"text": ["Story"]})
    built(profile=profile, names=names)
    with stories.open("a", encoding="utf-8") as file:
        file.write('{"id": "elbrus", "Story": "Elbrus is 5,642 metres high."}\n')
    report = built(names=names)
    assert (report.unchanged, report.skipped, len(parts())) == (report.files - 1, (), 2)
    [[best, *_]] = found(texts=["Elbrus"])
    assert best.article.id == "elbrus"
    other = built(names=named({"text": ["Tale"]}))
    assert (other.unchanged, len(other.skipped), len(parts())) == (0, 2, 1)


def test_what_was_skipped_in_unchanged_files_is_told_again() -> None:
    write(Path(), {"press/bad.jsonl": '{"id": "only"}\n{"id": "y", "text": "The Oder."}\n'})
    first = built().skipped
    assert len(first) == 1
    write(Path(), {"press/alps.txt": "The Alps lie in eight countries.\n"})
    assert built().skipped == first
    assert len(parts()) == 2


@pytest.mark.parametrize("large", [1, 1000])
def test_what_was_skipped_in_an_archive_is_told_by_its_own_name(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former, "LARGE", large)
    with zipfile.ZipFile("wire/old.zip", "w") as archive:
        archive.writestr("year/nothing.txt", "")
    first = built()
    assert [str(each) for each in first.skipped] == ["wire/old.zip/year/nothing.txt: empty"]
    write(Path(), {"wire/new.txt": "The Rhine is 1,233 kilometres long.\n"})
    assert built().skipped == first.skipped
    assert built().skipped == first.skipped


# --------------------------------------------------------------------------
# Damage


@PROFILES
@pytest.mark.parametrize("how", ["cut", "flipped", "gone"])
def test_damage_of_any_file_is_told_and_mended(profile: str, how: str) -> None:
    built(profile=profile)
    write(Path(), {"press/alps.txt": "The Alps lie in eight countries.\n"})
    built()
    before = found()
    home = INDEX / "generations/2"
    names = sorted(path.name for path in home.iterdir())
    assert {"vectors-1.faiss", "words.bin", "words-1.bin"} <= set(names)
    for name in names:
        copy = Path(f"{how}-{name}")
        shutil.copytree(INDEX, copy)
        path = copy / "generations/2" / name
        raw = bytearray(path.read_bytes())
        if how == "gone":
            path.unlink()
        else:
            raw[len(raw) // 2] ^= 1
            path.write_bytes(raw if how == "flipped" else raw[:-1])
        with pytest.raises(StoreError, match="the index is damaged") as refused:
            Index.open(copy, encoder=WordEncoder())
        assert "claimcheck index" in str(refused.value.remedy)
        built(copy, profile=profile)
        assert as_told(found(copy)) == as_told(before) or profile == "fast", name
        assert [len(each) for each in found(copy)] == [len(each) for each in before]


def test_an_index_of_the_former_format_names_the_command_that_mends_it() -> None:
    built()
    home = INDEX / "generations/1"
    stated = json.loads((home / "manifest.json").read_text("utf-8"))
    stated |= {"schema": 2, "vectors": stated["store"]}
    for name in ("profile", "memory", "static", "parts"):
        del stated[name]
    raw = json.dumps(stated).encode()
    (home / "manifest.json").write_bytes(raw)
    import hashlib

    (INDEX / "CURRENT").write_text(f"1 {hashlib.sha256(raw).hexdigest()}\n", "ascii")
    with pytest.raises(StoreError, match="has schema 2, this version of claimcheck reads 5") as old:
        Index.open(INDEX, encoder=WordEncoder())
    assert old.value.remedy == "build it again: claimcheck index press wire --index index"
    report = built(encoder=SilentEncoder())  # the vectors of its texts are still known
    assert (report.embedded, report.fresh) == (0, True)
    assert found()
