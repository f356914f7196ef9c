"""The names for programs: few, quick to import, and as docs/api.md shows them."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import claimcheck

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
NAMES = [name for name in claimcheck.__all__ if name != "__version__"]


def test_every_name_stands_on_the_page_and_is_used_there() -> None:
    table = re.findall(r"^\| \[`(\w+)`\]", PAGE, flags=re.M)
    assert sorted(table) == sorted(NAMES)
    text = re.sub(r"^\|.*$", "", PAGE, flags=re.M)
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", text, re.I)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there_with_its_documentation(name: str) -> None:
    assert name in dir(claimcheck)
    assert inspect.getdoc(getattr(claimcheck, name))


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'judge_nothing'"):
        claimcheck.judge_nothing  # noqa: B018


def test_no_name_is_that_of_a_module() -> None:
    modules = {path.stem for path in (ROOT / "claimcheck").iterdir()}
    assert set(NAMES) & modules == set()


@pytest.mark.parametrize(
    ("line", "loaded"),
    [
        ("import claimcheck", []),
        ("from claimcheck import Claim, ClaimcheckError, Label, Verdict", []),
        ("import claimcheck; dir(claimcheck)", []),
        ("from claimcheck import Index", []),
        ("from claimcheck import verify, open_index, build_index, judge", []),
    ],
)
def test_importing_loads_nothing_heavy(line: str, loaded: list[str]) -> None:
    code = (
        f"{line}\nimport sys\n"
        "heavy = {'torch', 'numpy', 'faiss', 'sentence_transformers', 'onnxruntime', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"{loaded}\n"


def test_importing_the_package_imports_none_of_its_modules() -> None:
    code = (
        "import claimcheck, sys\n"
        "print([name for name in sys.modules if name.startswith('claimcheck.')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_articles_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The port handled 412 ships.\n")
    (tmp_path / "worse.jsonl").write_text("{\n")
    with pytest.raises(claimcheck.ClaimcheckError, match=r"worse\.jsonl"):
        list(claimcheck.load_articles(str(tmp_path)))
    with pytest.raises(claimcheck.ClaimcheckError, match="no such file or folder"):
        list(claimcheck.load_articles(tmp_path / "nothing"))


def test_faults_of_claims_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\nclaims:\n  - id: a\n  - id: a\n    text: A.\n")
    with pytest.raises(claimcheck.ClaimcheckError) as caught:
        claimcheck.load_claims(str(tmp_path))
    assert str(caught.value).count("a.yaml:") >= 2


@pytest.mark.parametrize("pair", [(None, "x"), ("x", None), (b"x", "x"), ("x", 3), ("x", ["y"])])
def test_what_is_no_text_is_told(pair: tuple[Any, Any]) -> None:
    with pytest.raises(TypeError, match=r"are texts \(str\), not"):
        claimcheck.judge(*pair, entailment="off")
    with pytest.raises(TypeError, match=r"are texts \(str\), not"):
        claimcheck.judge_all([pair], entailment="off")
