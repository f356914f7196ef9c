"""`index --watch`: which changes count, and what becomes of a build that fails."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from claimcheck.cli import indexing, watching
from claimcheck.errors import ClaimcheckError, SourceError


def _write(name: str) -> Callable[[Path], object]:
    def write(home: Path) -> None:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("It met.", "utf-8")

    return write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("press/a.txt", "press/sub/b.md", "press/index/CURRENT", "alone.txt", "other.txt"):
        _write(name)(tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "counts"),
    [
        (_write("press/new.txt"), True),
        (_write("press/a.txt"), True),
        (_write("press/new/deep.html"), True),
        (lambda home: (home / "press/a.txt").unlink(), True),
        (lambda home: (home / "press/a.txt").rename(home / "press/z.txt"), True),
        (lambda home: shutil.rmtree(home / "press/sub"), True),
        (lambda home: (home / "other.txt").replace(home / "alone.txt"), True),
        (_write("press/index/generations/1/store.txt"), False),
        (_write("press/.hidden.txt"), False),
        (_write("press/picture.jpg"), False),
        (_write("other.txt"), False),
    ],
    ids=range(11),
)
def test_what_counts_as_a_change(
    home: Path, change: Callable[[Path], object], counts: bool
) -> None:
    paths = [home / "press", home / "alone.txt"]
    changes = watching.changed(paths, but=home / "press/index")
    assert next(changes) == frozenset()
    change(home)
    _write("press/last.txt")(home)  # so that there is something to wait for
    found: set[Path] = set()
    while home / "press/last.txt" not in found:
        found |= next(changes)
    found -= {home / "press/last.txt"}
    assert bool(found) is counts, found


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match="no such file or folder"):
        next(watching.changed([tmp_path / "none"], but=tmp_path / "index"))


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(ClaimcheckError) as raised:
        next(watching.changed([tmp_path], but=tmp_path / "index"))
    assert raised.value.remedy == "pip install 'claimcheck-news[watch]'"


def test_builds_follow_changes_and_outlive_those_that_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []

    def changes(paths: Sequence[Path], *, but: Path) -> Iterator[frozenset[Path]]:
        for what in ("watching", "change 1", "change 2"):
            told.append(what)
            yield frozenset()

    def build(order: indexing.Order, *, encoder: object) -> None:
        told.append(f"build with {encoder}")
        if len(told) == 4:
            raise SourceError("no articles to index", location="press")

    monkeypatch.setattr(watching, "changed", changes)
    monkeypatch.setattr(indexing, "run", build)
    monkeypatch.setattr(watching.engine, "encoder", lambda model: f"encoder of {model}")
    watching.run(indexing.Order((Path("press"),), Path("index"), "m"))
    with_one = "build with encoder of m"
    assert told == ["watching", with_one, "change 1", with_one, "change 2", with_one]
    assert capsys.readouterr().err == (
        "watching; interrupt to end\nerror: press: no articles to index\n"
    )


def test_the_first_build_must_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(order: indexing.Order, *, encoder: object) -> None:
        raise SourceError("no articles to index")

    monkeypatch.setattr(watching, "changed", lambda paths, *, but: iter([frozenset()]))
    monkeypatch.setattr(indexing, "run", refuse)
    monkeypatch.setattr(watching.engine, "encoder", lambda model: None)
    with pytest.raises(SourceError, match="no articles to index"):
        watching.run(indexing.Order((Path("press"),), Path("index")))
