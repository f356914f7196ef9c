"""The folders in which pages of the documentation begin: see shown.py."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from shown import ROOT, Session, blocks_of


def sample(folder: Path) -> None:
    """What `claimcheck init` writes."""
    run("init", folder=folder)


def indexed(folder: Path) -> None:
    """That, indexed, with a claim that fails and a folder of tests."""
    sample(folder)
    (folder / "tests").mkdir()
    (folder / "claims" / "wrong.yaml").write_text(
        "version: 1\nclaims:\n  - id: ships-in-february\n"
        "    text: The port of Harwick handled 512 ships in February 2026.\n"
    )
    run("index", "articles", folder=folder)


def newsroom(folder: Path) -> None:
    """Articles, claims, a draft and an index, in a repository in which claims have changed."""
    for outlet in ("lakeshore-ledger", "nordhavn-review"):
        shutil.copytree(ROOT / "seeds" / outlet, folder / "articles" / outlet)
    (folder / "drafts").mkdir()
    shutil.copy(ROOT / "docs" / "examples" / "draft.md", folder / "drafts")
    shutil.copy(
        folder / "articles" / "nordhavn-review" / "2022-03-17-firearms.txt", folder / "article.txt"
    )
    (folder / "claims").mkdir()
    (folder / "claims" / "japan.yaml").write_text(
        "version: 1\nclaims:\n  - id: banks\n    text: Nine banks are under Japanese sanctions.\n"
    )
    run("index", "articles", folder=folder)
    for words in ("init -q -b main", "add articles claims drafts", "commit -q -m Begin",
                  "update-ref refs/remotes/origin/main HEAD"):  # fmt: skip
        git(folder, *words.split())
    [claims] = [
        block for block in blocks_of(ROOT / "README.md") if block.body.startswith("version: 1")
    ]
    (folder / "claims.yaml").write_text(claims.body, encoding="utf-8")
    (folder / "claims" / "new.yaml").write_text(claims.body, encoding="utf-8")


def aid(folder: Path) -> None:
    """Two claims about one sentence, of which one stands."""
    for name in ("articles", "claims"):
        (folder / name).mkdir()
    (folder / "articles" / "aid.txt").write_text("The ministry gave 300 drones.\n")
    (folder / "claims" / "aid.yaml").write_text(
        "version: 1\nclaims:\n  - id: drones\n    text: The ministry gave 300 drones.\n"
        "  - id: more-drones\n    text: The ministry gave 400 drones.\n"
    )
    run("index", "articles", folder=folder)


def checkout(folder: Path) -> None:
    """What the repository of claimcheck has: its sample, indexed."""
    for name in ("seeds", "claims", "docs/examples"):
        shutil.copytree(ROOT / name, folder / name)
    run("index", "seeds", folder=folder)


def empty(folder: Path) -> None:
    """Nothing, as for a reader who begins."""


FOLDERS: dict[str, Callable[[Path], None]] = {
    build.__name__: build for build in (sample, indexed, newsroom, aid, checkout, empty)
}


def run(*words: str, folder: Path) -> None:
    code, output = Session(folder, folder).run(shlex.join(("claimcheck", *words)))
    assert code == 0, output


def git(folder: Path, *words: str) -> None:
    named = ("-c", "user.name=Reader", "-c", "user.email=reader@post.example")
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)
