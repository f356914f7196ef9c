"""Searching an index: what it finds, what it refuses, when it is stale."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from retrieval_samples import ARTICLES, NOW, SilentEncoder, WordEncoder, write

from claimcheck.errors import StoreError
from claimcheck.retrieval import manifest
from claimcheck.retrieval.facts import facts
from claimcheck.retrieval.hits import Hit, packed, unpacked
from claimcheck.retrieval.holdings import matches
from claimcheck.retrieval.index import build
from claimcheck.retrieval.meaning import given_room, ranked
from claimcheck.retrieval.search import Index
from claimcheck.types import Article, Context, Period, SentenceKind

FOLDERS = (Path("press"), Path("wire"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the articles and their index in ``index``."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    write(root, ARTICLES)
    build(FOLDERS, folder=Path("index"), now=NOW, encoder=WordEncoder())
    return root


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """One index for the tests that only read."""
    root = tmp_path_factory.mktemp("shared")
    write(root, ARTICLES)
    before = Path.cwd()
    os.chdir(root)
    try:
        build(FOLDERS, folder=root / "index", now=NOW, encoder=WordEncoder())
    finally:
        os.chdir(before)
    return Index.open(root / "index", encoder=WordEncoder())


def opened(folder: Path = Path("index")) -> Index:
    return Index.open(folder, encoder=WordEncoder())


def texts(found: Sequence[object]) -> list[str]:
    return [piece.sentence.text for piece in found]  # type: ignore[attr-defined]


# --------------------------------------------------------------------------
# What is found


def test_evidence_is_whole(index: Index) -> None:
    best = index.search("the Matterhorn in 1865", k=1)[0]
    article = index.article("press/peaks.md")
    assert article is not None
    assert best.article == article
    assert (article.outlet, article.published) == ("Summit Post", date(2021, 5, 3))
    assert best.sentence.text == "the Matterhorn in 1865"
    assert best.sentence.kind is SentenceKind.LIST_ITEM
    assert best.sentence.span.of(article.text) == best.sentence.text
    assert best.context == Context(
        published=date(2021, 5, 3),
        title="High peaks",
        lead_in="The first ascents were:",
        before="Mont Blanc in 1786",
        after="Edward Whymper led the party on the Matterhorn.",
    )
    assert (best.rank, best.via) == (1, ("vectors", "lexical"))
    query, row = WordEncoder().encode(
        ["the Matterhorn in 1865", "The first ascents were: the Matterhorn in 1865"]
    )
    assert best.score == pytest.approx(float(query @ row), abs=1e-6)


def test_the_ends_of_an_article_have_no_neighbours_from_another(index: Index) -> None:
    for article in index.articles():
        first, *_, last = index.sentences(article)
        for sentence, side in ((first, "before"), (last, "after")):
            found = index.search(sentence.text, k=50, sources=[article])
            (piece,) = [each for each in found if each.sentence == sentence]
            assert getattr(piece.context, side) == ""


def test_an_item_is_found_by_its_lead_in(index: Index) -> None:
    assert "Mont Blanc in 1786" in texts(index.search("first ascents", k=3))


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("2,850", "It is about 2,850 kilometres long."),
        ("countries: 10", "Ten countries lie along it."),
        ("WHYMPER", "Edward Whymper led the party on the Matterhorn."),
        ("370", "Lake Garda covers 370 square kilometres."),
    ],
)
def test_names_and_figures_are_found_though_vectors_are_blind(
    project: Path, query: str, best: str
) -> None:
    class Blind(WordEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return np.tile(np.eye(1, self.dim, dtype=np.float32), (len(texts), 1))

    build(FOLDERS, folder=Path("blind"), now=NOW, encoder=Blind("blind"))
    with Index.open(Path("blind"), encoder=Blind("blind")) as blind:
        assert texts(blind.search(query, k=1)) == [best]


def test_what_shares_no_word_is_found_by_meaning(index: Index) -> None:
    found = index.search("it of a the", k=3)  # function words: the lexical search has nothing
    assert found
    assert {piece.via for piece in found} == {("vectors",)}


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_searched(index: Index, text: str) -> None:
    found = index.search(text, k=4)
    assert [piece.rank for piece in found] == [1, 2, 3, 4]
    assert len({piece.sentence for piece in found}) == 4


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "a AND",
        "NEAR(x y)",
        "*",
        "lake -garda",
        "terms:lake",
        "\x00",
        "\ud800",
        "1,2.3,",
        "it's",
    ],
)
def test_query_syntax_is_only_text(index: Index, text: str) -> None:
    assert len(index.search(f"Lake Garda {text}", k=2)) == 2


def test_many_are_found_as_one_by_one_are(index: Index) -> None:
    asked = ["The Danube", "Lake Garda in Italy", "The Danube", "Mont Blanc"]
    sources = [(), ("*.txt",), ("wire/*",), ()]
    assert index.search_many(asked, k=5, sources=sources) == tuple(
        index.search(text, k=5, sources=each) for text, each in zip(asked, sources, strict=True)
    )
    assert index.search_many([]) == ()
    assert index.search_many(["a", "b"], k=0) == ((), ())
    with pytest.raises(ValueError, match="2 texts, but sources for 1"):
        index.search_many(["a", "b"], sources=[("x",)])


# --------------------------------------------------------------------------
# Sources


@pytest.mark.parametrize(
    ("patterns", "articles"),
    [
        ((), {"press/danube.txt", "press/peaks.md", "wire/lakes.txt"}),
        (("press/danube.txt",), {"press/danube.txt"}),
        (("danube.txt",), {"press/danube.txt"}),
        (("PRESS/*",), {"press/danube.txt", "press/peaks.md"}),
        (("press",), {"press/danube.txt", "press/peaks.md"}),
        (("./press/",), {"press/danube.txt", "press/peaks.md"}),
        (("summit post",), {"press/peaks.md"}),
        (("Summit*", "lake?.txt"), {"press/peaks.md", "wire/lakes.txt"}),
        (("danube",), set()),
        (("pres",), set()),
        (("Summit",), set()),
        (("*.html",), set()),
    ],
)
def test_sources_restrict_before_the_best_are_chosen(
    index: Index, patterns: tuple[str, ...], articles: set[str]
) -> None:
    assert set(index.articles(patterns)) == articles
    there = sum(len(index.sentences(each)) for each in articles)
    found = index.search("The Danube is long", k=1000, sources=patterns)
    assert {piece.article.id for piece in found} == articles
    assert len(found) == there


@pytest.mark.parametrize("profile", ["exact", "fast"])
@pytest.mark.parametrize(
    ("period", "articles"),
    [
        (Period(), {"old", "new", "newer", "undated"}),
        (Period(since=date(2020, 3, 1)), {"new", "newer"}),
        (Period(since=date(2020, 3, 2)), {"newer"}),
        (Period(until=date(2020, 3, 1)), {"old", "new"}),
        (Period(until=date(2020, 2, 29)), {"old"}),
        (Period(date(2020, 3, 1), date(2020, 3, 1)), {"new"}),
        (Period(date(2020, 3, 2), date(2020, 12, 31)), set()),
    ],
)
def test_days_restrict_before_the_best_are_chosen(
    tmp_path: Path, profile: str, period: Period, articles: set[str]
) -> None:
    days = {"old": "1999-12-31", "new": "2020-03-01", "newer": "2021-01-01", "undated": None}
    wire = tmp_path / "wire.jsonl"
    records = [
        {
            "id": name,
            "date": day,
            "outlet": f"The {name} post",
            "text": f"Tug {name} left. It rained.",
        }
        for name, day in days.items()
    ]
    wire.write_text("".join(json.dumps(each) + "\n" for each in records))
    folder = tmp_path / "index"
    build([wire], folder=folder, now=NOW, encoder=WordEncoder(), profile=profile)
    with Index.open(folder, encoder=WordEncoder()) as index:
        assert index.manifest.profile == profile
        found = index.search("Tug undated left", k=1000, period=period)
        assert {piece.article.outlet for piece in found} == {
            f"The {each} post" for each in articles
        }
        assert len(index.search("Tug undated left", k=2, period=period)) == min(2, len(found))
        both = index.search("tug", k=1000, period=period, sources=["the new*"])
        wanted = {f"The {each} post" for each in articles & {"new", "newer"}}
        assert {piece.article.outlet for piece in both} == wanted
        again, without = index.search_many(["A tug"] * 2, k=1000, periods=[period, Period()])
        assert (len(again), len(without)) == (2 * len(articles), 2 * len(days))  # not mixed up
        with pytest.raises(ValueError, match="1 texts, but periods for 2"):
            index.search_many(["a"], periods=[period, period])


def test_articles_that_are_no_evidence_are_left_out_for_their_own_text_only(index: Index) -> None:
    asked = ["The Danube is long"] * 3
    barred = [("press/danube.txt",), (), ("press/danube.txt", "press/peaks.md")]
    found = index.search_many(asked, k=1000, without=barred)
    everything = set(index.articles())
    assert [{piece.article.id for piece in each} for each in found] == [
        everything - set(names) for names in barred
    ]
    [both] = index.search_many(asked[:1], k=1000, sources=[("press",)], without=barred[:1])
    assert {piece.article.id for piece in both} == {"press/peaks.md"}
    with pytest.raises(ValueError, match="3 texts, but without for 1"):
        index.search_many(asked, without=[("x",)])


# --------------------------------------------------------------------------
# Facts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The bridge of Arda opened in 1894, and its deck was widened in 1962.",
            ("The bridge of Arda opened in 1894", "its deck was widened in 1962."),
        ),
        (
            "The tug left Varna on Monday. It reached Burgas port on Friday.",
            ("The tug left Varna on Monday.", "It reached Burgas port on Friday."),
        ),
        ("Ivan Kolev, who led the Varna council, raised the budget; Berg objected.", ()),
        ("The bridge opened in 1894.", ()),
        ("Bread and butter and jam are sold in Varna.", ()),  # no part that says enough
        ("He won, and she lost.", ()),
        ("", ()),
        (" ".join(f"The tug number {n} left Varna port." for n in range(5)), ()),
    ],
)
def test_a_text_is_cut_into_facts_that_say_enough(text: str, parts: tuple[str, ...]) -> None:
    assert facts(text) == parts


@pytest.mark.parametrize("profile", ["exact", "fast"])
def test_a_claim_of_two_facts_finds_the_best_for_each(tmp_path: Path, profile: str) -> None:
    """Of the longer fact there are more sentences than are asked for."""
    first = [f"In year {n} the Arda bridge opened its iron lanes." for n in range(1890, 1900)]
    article = tmp_path / "bridge.txt"
    article.write_text("\n\n".join([*first, "Masons repaired cracked piers."]))
    folder = tmp_path / "index"
    build([article], folder=folder, now=NOW, encoder=WordEncoder(), profile=profile)
    one = "In year 1894 the Arda bridge opened its iron lanes"
    other = "masons repaired the cracked piers"
    with Index.open(folder, encoder=WordEncoder()) as index:
        alone = texts(index.search(one, k=4))
        both = index.search(f"{one}, and {other}.", k=4)
        [only] = index.search(f"{one}, and {other}.", k=1)
        assert only.sentence.text == both[0].sentence.text == alone[0]
        assert texts(both)[-1] == "Masons repaired cracked piers."
        assert [piece.rank for piece in both] == [1, 2, 3, 4]
        query, row = WordEncoder().encode([f"{one}, and {other}.", both[-1].sentence.text])
        assert both[-1].score == pytest.approx(float(query @ row), abs=1e-5)
        again = index.search_many([f"{one}, and {other}.", other, one], k=4)
        assert again[0] == both
        assert again[1:] == (index.search(other, k=4), index.search(one, k=4))


@pytest.mark.parametrize(
    ("wanted", "k", "found"),
    [
        ([], 3, [1, 2, 3]),
        ([9], 3, [1, 2, 9]),
        ([3], 3, [1, 2, 3]),
        ([4, 3], 3, [1, 3, 4]),
        ([9, 9], 3, [1, 2, 9]),
        ([7, 8, 9], 3, [1, 7, 8]),
        ([9], 1, [1]),
        ([4], 9, [1, 2, 3, 4]),
    ],
)
def test_what_fits_a_fact_takes_the_place_of_the_last(
    wanted: list[int], k: int, found: list[int]
) -> None:
    assert given_room([1, 2, 3, 4], wanted, k) == found


def test_copies_are_known_by_path_and_by_their_sentences(project: Path) -> None:
    text = " ".join(f"The town of Varna has {number} tugs." for number in range(10))
    Path("press/tugs.txt").write_text(text)
    build(FOLDERS, folder=Path("index"), now=NOW, encoder=WordEncoder())
    edited = text.replace("has 3", "had 3")
    with opened() as index:
        assert index.copies_of(Article("d", "press/tugs.txt", "All is new.")) == ("press/tugs.txt",)
        assert index.copies_of(Article("d", "d.txt", text)) == ("press/tugs.txt",)
        assert index.copies_of(Article("d", "d.txt", edited)) == ("press/tugs.txt",)
        assert index.copies_of(Article("d", "d.txt", text[: len(text) // 2])) == ()
        longer = f"{text} " + " ".join(f"Nobody saw number {number}." for number in range(10))
        assert index.copies_of(Article("d", "d.txt", longer)) == ()
        assert index.copies_of(Article("d", "d.txt", "The town has mills.")) == ()


def test_a_pattern_matches_no_empty_outlet() -> None:
    assert not matches(("a.txt", ""), ("",))
    assert matches(("a.txt", ""), ("*",))


# --------------------------------------------------------------------------
# Fusion


@pytest.mark.parametrize(
    ("scores", "order"),
    [
        ({5: 0.2, 3: 0.9, 4: 0.5}, [3, 4, 5]),
        ({5: 0.2, 3: 0.2}, [3, 5]),
        ({5: 0.2000001, 3: 0.2}, [3, 5]),  # the same vector, multiplied in another place
        ({5: 0.20001, 3: 0.2}, [5, 3]),
        ({}, []),
    ],
)
def test_the_best_come_first_and_equals_in_their_order(
    scores: dict[int, float], order: list[int]
) -> None:
    assert ranked(list(scores), list(scores.values())) == order


class Blind(WordEncoder):
    """Has seen cosines: 1 for the text that is asked for, and what is given for each other."""

    def __init__(self, cosines: dict[str, float]) -> None:
        super().__init__(dim=64)
        self._cosines = cosines

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32, shape (texts, dim), rows of unit length."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            cosine = self._cosines.get(text, 1.0)
            row[0], row[1] = cosine, (1 - cosine**2) ** 0.5
        return rows


@pytest.mark.parametrize("profile", ["exact", "fast"])
@pytest.mark.parametrize(
    ("far", "first"), [(0.79, "Tugs left Varna."), (0.81, "Ships sailed off.")]
)
def test_all_words_of_a_text_count_three_tenths_of_a_cosine(
    tmp_path: Path, profile: str, far: float, first: str
) -> None:
    """The first shares all of the words, the other none."""
    article = tmp_path / "port.txt"
    article.write_text("Tugs left Varna.\n\nShips sailed off.")
    encoder = Blind({"Tugs left Varna.": 0.5, "Ships sailed off.": far})
    build([article], folder=tmp_path / "index", now=NOW, encoder=encoder, profile=profile)
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        found = index.search("tugs leave Varna", k=2)
    assert texts(found)[0] == first
    assert sorted(piece.score for piece in found) == pytest.approx([0.5, far], abs=1e-5)


# --------------------------------------------------------------------------
# Remembered queries


def test_a_query_is_embedded_once(project: Path) -> None:
    with opened() as first:
        found = first.search("Lake Garda", k=3)
    with Index.open(Path("index"), encoder=SilentEncoder()) as second:
        assert second.search("Lake Garda", k=3) == found
        with pytest.raises(AssertionError, match="embedded"):
            second.search("Lake Como")


def test_what_was_found_is_found_again_without_searching(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, sources = ["Lake Garda", "the Danube", "Lake Garda"], [(), ("press",), ("press",)]
    barred: list[tuple[str, ...]] = [(), ("press/danube.txt",), ()]
    with opened() as first:
        found = first.search_many(asked, k=3, sources=sources, without=barred)
    assert len({found[0], found[1], found[2]}) == 3

    def searched(*given: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr("claimcheck.retrieval.parts.Parts.near", searched)
    with Index.open(Path("index"), encoder=SilentEncoder()) as second:
        assert second.search_many(asked, k=3, sources=sources, without=barred) == found
        for other in ({"k": 4}, {"sources": sources[::-1]}):
            with pytest.raises(AssertionError, match="searched"):
                second.search_many(asked, **({"k": 3} | other))  # type: ignore[arg-type]
    monkeypatch.setattr("claimcheck.retrieval.search.searcher_digest", lambda: "another code")
    with opened() as third, pytest.raises(AssertionError, match="searched"):
        third.search_many(asked, k=3, sources=sources, without=barred)


def test_what_was_found_is_of_one_generation(project: Path) -> None:
    with opened() as former:
        assert texts(former.search("Lake Como", k=1)) != ["Lake Como is deep."]
    Path("wire/lakes.txt").write_text("Lake Como is deep.")
    build(FOLDERS, folder=Path("index"), now=NOW, encoder=WordEncoder())
    with opened() as fresh:
        assert texts(fresh.search("Lake Como", k=1)) == ["Lake Como is deep."]


@given(
    st.lists(
        st.builds(
            Hit,
            st.integers(0, 2**40),
            st.floats(-1, 1),
            st.sampled_from([("vectors",), ("lexical",), ("vectors", "lexical")]),
        )
    )
)
def test_hits_come_back_from_the_cache_as_they_were(hits: list[Hit]) -> None:
    assert unpacked(packed(hits)) == tuple(hits)


def unflipped_hits(raw: bytes) -> bytes:
    """What a cache keeps of the one search it knows."""
    db = sqlite3.connect(":memory:")
    db.deserialize(bytes(raw))
    ((hits,),) = db.execute("SELECT hits FROM found")
    db.close()
    assert isinstance(hits, bytes)
    return hits


@pytest.mark.parametrize("fault", ["garbage", "folder", "other tables", "flipped", "hit flipped"])
def test_a_spoilt_cache_changes_no_answer(project: Path, fault: str) -> None:
    with opened() as index:
        found = index.search("Lake Garda", k=3)
    cache = Path("index/cache.sqlite")
    raw = bytearray(cache.read_bytes())
    cache.unlink()
    if fault == "garbage":
        cache.write_bytes(b"no database" * 1000)
    elif fault == "folder":
        cache.mkdir()
    elif fault == "other tables":
        with sqlite3.connect(cache) as db:
            db.execute("CREATE TABLE vectors (a, b)")
        db.close()
    else:
        row = WordEncoder().encode(["Lake Garda"]).astype("<f4").tobytes()
        if fault == "hit flipped":
            row = unflipped_hits(raw)
        raw[raw.index(row) + 7] ^= 0x40
        cache.write_bytes(raw)
    with opened() as index:
        assert index.search("Lake Garda", k=3) == found


def test_a_folder_that_cannot_be_written_is_searched(project: Path) -> None:
    Path("index/cache.sqlite").unlink()
    files = [*Path("index").rglob("*"), Path("index")]
    for path in files:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with opened() as index:
            assert index.search("Lake Garda covers", k=1)[0].article.id == "wire/lakes.txt"
    finally:
        for path in files:
            path.chmod(0o755)


# --------------------------------------------------------------------------
# What is refused

Spoil = Callable[[Path], object]


def _flip(name: str, at: float) -> Spoil:
    def spoil(folder: Path) -> None:
        path = folder / name
        raw = bytearray(path.read_bytes())
        raw[int(at * (len(raw) - 1))] ^= 1
        path.write_bytes(raw)

    return spoil


def _cut(name: str, keep: float) -> Spoil:
    def spoil(folder: Path) -> None:
        raw = (folder / name).read_bytes()
        (folder / name).write_bytes(raw[: int(keep * len(raw))])

    return spoil


def _rewrite(name: str, text: str) -> Spoil:
    return lambda folder: (folder / name).write_text(text)


HOME = "generations/1"
DAMAGES: dict[str, Spoil] = {
    **{
        f"{name} flipped at {at}": _flip(f"{HOME}/{name}", at)
        for name in ("store.sqlite", "vectors.faiss", "manifest.json")
        for at in (0.0, 0.31, 0.77, 1.0)
    },
    **{
        f"{name} cut to {keep}": _cut(f"{HOME}/{name}", keep)
        for name in ("store.sqlite", "vectors.faiss", "manifest.json")
        for keep in (0.0, 0.5, 0.99)
    },
    **{
        f"{name} gone": lambda folder, name=name: (folder / HOME / name).unlink()  # type: ignore[misc]
        for name in ("store.sqlite", "vectors.faiss", "manifest.json")
    },
    "generation gone": lambda folder: shutil.rmtree(folder / HOME),
    "pointer empty": _rewrite("CURRENT", ""),
    "pointer of words": _rewrite("CURRENT", "one two"),
    "pointer cut": _cut("CURRENT", 0.7),
    "pointer to another": _rewrite("CURRENT", f"7 {'0' * 64}\n"),
}


@pytest.mark.parametrize("spoil", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_named_with_the_command_that_mends_it(project: Path, spoil: Spoil) -> None:
    spoil(Path("index"))
    with pytest.raises(StoreError) as refused:
        opened()
    assert "damaged" in refused.value.message
    assert "claimcheck index " in str(refused.value.remedy)
    build(FOLDERS, folder=Path("index"), now=NOW, encoder=SilentEncoder())
    with opened() as mended:  # without embedding anything again
        assert mended.search("Lake Garda covers", k=1)[0].article.id == "wire/lakes.txt"


@pytest.mark.parametrize("make", [lambda p: None, Path.mkdir, lambda p: p.write_text("x")])
def test_no_index(tmp_path: Path, make: Callable[[Path], object]) -> None:
    folder = tmp_path / "none"
    make(folder)
    with pytest.raises(StoreError, match="there is no index") as refused:
        opened(folder)
    assert "claimcheck index PATH" in str(refused.value.remedy)


def test_another_schema_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = manifest.SCHEMA
    monkeypatch.setattr("claimcheck.retrieval.manifest.SCHEMA", 99)
    with pytest.raises(
        StoreError, match=f"schema {built}, this version of claimcheck reads 99"
    ) as old:
        opened()
    assert "claimcheck index press wire --index index" in str(old.value.remedy)


def test_another_model_is_refused(project: Path) -> None:
    with pytest.raises(StoreError, match="of the model words, not of other") as refused:
        Index.open(Path("index"), encoder=WordEncoder("other"))
    assert "claimcheck index press wire --index index" in str(refused.value.remedy)


def test_a_changed_model_is_refused(project: Path) -> None:
    changed = WordEncoder()
    changed.fingerprint = "test:changed"
    with pytest.raises(StoreError, match="the model words, which has changed since"):
        Index.open(Path("index"), encoder=changed)


# --------------------------------------------------------------------------
# Stale or not


def _touch(path: Path) -> None:
    os.utime(path, ns=(10**18, 10**18))


STALE: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "nothing": (lambda: None, ()),
    "touched": (lambda: _touch(Path("wire/lakes.txt")), ()),
    "written again": (lambda: Path("wire/lakes.txt").write_text(ARTICLES["wire/lakes.txt"]), ()),
    "no article": (lambda: Path("wire/notes.rst").write_text("x"), ()),
    "hidden": (lambda: Path("wire/.draft.txt").write_text("x"), ()),
    "outside": (lambda: Path("other.txt").write_text("x"), ()),
    "changed": (lambda: Path("wire/lakes.txt").write_text("Lakes."), ("wire/lakes.txt",)),
    "gone": (lambda: Path("wire/lakes.txt").unlink(), ("wire/lakes.txt",)),
    "folder gone": (lambda: shutil.rmtree("wire"), ("wire/lakes.txt",)),
    "new": (lambda: Path("wire/sea.txt").write_text("Salt."), ("wire/sea.txt",)),
    "renamed": (
        lambda: Path("wire/lakes.txt").rename("wire/pools.txt"),
        ("wire/lakes.txt", "wire/pools.txt"),
    ),
    "two": (
        lambda: write(Path(), {"press/a.txt": "A.", "press/danube.txt": "B."}),
        ("press/a.txt", "press/danube.txt"),
    ),
}


@pytest.mark.parametrize(("change", "paths"), STALE.values(), ids=STALE)
def test_stale(project: Path, change: Callable[[], object], paths: tuple[str, ...]) -> None:
    change()
    with opened() as index:
        assert index.stale() == paths
        assert index.stale(but=[Path(path) for path in paths]) == ()
        assert index.stale(but=[Path("wire/none.txt")]) == paths


def test_a_change_that_keeps_size_and_time_is_seen_where_it_was_just_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.txt": "It is 10 metres."})
    status = Path("a.txt").stat()
    now = datetime.fromtimestamp(status.st_mtime, UTC)
    build([Path("a.txt")], folder=Path("index"), now=now, encoder=WordEncoder())
    Path("a.txt").write_text("It is 90 metres.")
    os.utime("a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    with opened() as index:
        assert index.stale() == ("a.txt",)


def test_stale_does_not_depend_on_the_working_folder(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(project / "index") as index:
        assert index.stale() == ()
    Path(project / "wire/lakes.txt").write_text("Lakes.")
    with opened(project / "index") as index:
        assert index.stale() == ("wire/lakes.txt",)


def test_a_clone_elsewhere_is_as_fresh_as_its_files(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "elsewhere" / "clone"
    shutil.copytree(project, clone)
    shutil.rmtree(project / "wire")
    monkeypatch.chdir(clone)
    with opened() as index:
        assert index.stale() == ()
        assert index.rebuild_command() == "claimcheck index press wire --index index"


def test_an_index_moved_alone_finds_the_articles_in_the_working_folder(
    project: Path, tmp_path: Path
) -> None:
    shutil.move("index", tmp_path / "deep" / "in" / "cache")
    with opened(tmp_path / "deep" / "in" / "cache") as index:
        assert index.stale() == ()


def test_what_is_open_stays_whole_while_another_is_built(project: Path) -> None:
    with opened() as former:
        found = former.search("Lake Garda", k=3)
        Path("wire/lakes.txt").write_text("Lake Como is deep.")
        build(FOLDERS, folder=Path("index"), now=NOW, encoder=WordEncoder())
        assert former.search("Lake Garda", k=3) == found
        with opened() as fresh:
            assert texts(fresh.search("Lake Como", k=1)) == ["Lake Como is deep."]
            assert fresh.article("wire/lakes.txt") != former.article("wire/lakes.txt")


def test_what_is_open_and_not_yet_searched_stays_whole_too(project: Path) -> None:
    with opened() as former:
        Path("wire/lakes.txt").write_text("Lake Como is deep.")
        build(FOLDERS, folder=Path("index"), now=NOW, encoder=WordEncoder())
        assert texts(former.search("370 square kilometres", k=1)) == [
            "Lake Garda covers 370 square kilometres."
        ]


def test_info(project: Path) -> None:
    with opened() as index:
        info = index.info()
    assert (info.files, info.articles, info.sentences) == (3, 3, 13)
    assert info.outlets == (("Summit Post", 1),)
    assert (info.first, info.last, info.undated) == (date(2021, 5, 3), date(2021, 5, 3), 2)
    assert (info.model, info.dim, info.created) == ("words", 64, NOW)
    assert info.paths == ("press", "wire")


# --------------------------------------------------------------------------
# The packaged model

_RUN = """
import json, sys
from pathlib import Path
from claimcheck.retrieval.search import Index
with Index.open(Path("index")) as index:
    found = index.search("nations beside the waterway", k=3)
    stale = index.stale()
heavy = {"torch", "transformers", "sentence_transformers", "onnxruntime", "faiss", "numpy"}
print(json.dumps([sorted(heavy & set(sys.modules)), [e.sentence.text for e in found], stale]))
"""


@pytest.mark.slow
def test_a_second_run_with_the_packaged_model_loads_nothing_heavy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    write(tmp_path, ARTICLES)
    report = build(FOLDERS, folder=Path("index"), now=NOW)
    assert (report.embedded, report.reused, report.fresh) == (13, 0, True)
    again = build(FOLDERS, folder=Path("index"), now=NOW)
    assert (again.embedded, again.reused, again.fresh) == (0, 13, False)

    def run() -> list[object]:
        done = subprocess.run(
            [sys.executable, "-c", _RUN], capture_output=True, text=True, check=True, timeout=300
        )
        assert done.stderr == ""
        result: list[object] = json.loads(done.stdout)
        return result

    first, second = run(), run()
    assert first[0] == ["faiss", "numpy", "onnxruntime"]
    assert second == [[], first[1], []]
    assert second[1][0] == "Ten countries lie along it."  # type: ignore[index]
