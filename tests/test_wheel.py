"""What a user installs is the wheel, so the wheel is built, looked into and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import claimcheck

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("claimcheck", "claims", "index", "seeds", "tests", "benchmarks", "docs", "scripts")

pytestmark = pytest.mark.slow


def run(*command: str, cwd: Path, path: Path | None = None) -> str:
    """The standard output of a command that must succeed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by way of the source distribution from a copy of the checkout."""
    source = tmp_path_factory.mktemp("source")
    for folder in FOLDERS:
        if (ROOT / folder).is_dir():
            shutil.copytree(
                ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__")
            )
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), ".", cwd=source)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel."""
    target = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--target", str(target))
    run(sys.executable, "-m", "pip", "install", *options, str(wheel), cwd=target)
    return target


def test_wheel_holds_the_package_whole_and_nothing_else(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "claimcheck").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "claimcheck/py.typed" in wanted
    assert packed == wanted


def test_wheel_carries_the_licence_and_the_readme(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    about = f"claimcheck_news-{claimcheck.__version__}.dist-info"
    assert archive.read(f"{about}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    metadata = archive.read(f"{about}/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert (ROOT / "README.md").read_text(encoding="utf-8").strip() in metadata


def test_installed_module_is_the_wheels_own(installed: Path, tmp_path: Path) -> None:
    code = "import claimcheck; print(claimcheck.__file__)"
    found = run(sys.executable, "-c", code, cwd=tmp_path, path=installed)
    assert Path(found.strip()) == installed / "claimcheck" / "__init__.py"


def test_installed_command_says_whose_it_is(installed: Path, tmp_path: Path) -> None:
    said = run(sys.executable, "-m", "claimcheck", "--version", cwd=tmp_path, path=installed)
    assert said.startswith(f"claimcheck-news {claimcheck.__version__}")


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [(("explain", "NUM001"), "NUM001"), (("schema",), "{")],
)
def test_installed_command_has_its_data(
    installed: Path, tmp_path: Path, arguments: tuple[str, ...], begins: str
) -> None:
    said = run(sys.executable, "-m", "claimcheck", *arguments, cwd=tmp_path, path=installed)
    assert said.lstrip().startswith(begins)


def test_installed_command_indexes_and_verifies(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "harbour.txt").write_text(
        "The harbour handled 42 ships in March.\n\nThe crane broke down on Friday.\n"
    )
    (tmp_path / "claims.yaml").write_text(
        "version: 1\nclaims:\n  - id: ships\n    text: The harbour handled 42 ships in March.\n"
    )
    here = {"cwd": tmp_path, "path": installed}
    run(sys.executable, "-m", "claimcheck", "index", "articles", **here)
    said = run(sys.executable, "-m", "claimcheck", "verify", "claims.yaml", **here)
    assert "ships" in said
