"""`claimcheck init`: what it writes works as it stands, and what was there stays."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from claimcheck.claims import load_claims
from claimcheck.claims.fields import FIELDS
from claimcheck.cli.commands import cli
from claimcheck.cli.starting import FILES
from claimcheck.config import KEYS, Settings, load_settings
from claimcheck.retrieval.profile import EXACT, MEMORY
from claimcheck.schema import claims_schema

WRITTEN = [name for name, _ in FILES]
ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("CLAIMCHECK_INDEX", "CLAIMCHECK_MODEL", "CLAIMCHECK_ENTAILMENT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


# --------------------------------------------------------------------------
# What is written


def test_the_written_folder_works_as_it_stands(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("init", "news desk")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[: len(WRITTEN)] == [f"written   {name}" for name in WRITTEN]
    assert "  cd 'news desk'" in result.stdout.splitlines()
    monkeypatch.chdir(work / "news desk")
    told = re.findall(r"^  (claimcheck .+?)  ", result.stdout, flags=re.M)
    assert told == ["claimcheck index articles/", "claimcheck verify claims/"]
    for line in told:
        done = run(*line.split()[1:])
        assert done.exit_code == 0, done.output
    report = json.loads(run("verify", "claims/", "--format", "json").stdout)
    verdicts = {one["id"]: one for one in report["verdicts"]}
    assert report["summary"]["failed"] == 0
    codes = {
        name: next(f["code"] for f in one["findings"] if f["outcome"] == "conflicts")
        for name, one in verdicts.items()
        if one["verdict"] == "refuted"
    }
    assert codes == {
        "ships-changed": "NUM001",
        "cost-in-dollars": "NUM002",
        "norway-bound": "NUM003",
        "opening-moved": "DAT001",
        "winter-altered": "QUO001",
        "winter-by-another": "QUO002",
        "night-shift-approved": "NEG001",
    }
    assert [n for n, one in verdicts.items() if one["verdict"] == "not enough evidence"] == [
        "airport"
    ]
    assert run("doctor").exit_code == 0


def test_the_claims_are_of_the_schema_and_show_the_fields(work: Path) -> None:
    run("init")
    text = (work / "claims" / "harwick.yaml").read_text(encoding="utf-8")
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})  # dates as text
    held: Any = yaml.load(text, Loader=loader)
    held["version"] = int(held["version"])
    jsonschema.Draft202012Validator(claims_schema()).validate(held)
    used = {key for claim in held["claims"] for key in claim} | set(held["defaults"])
    of_drafts = {"from", "lead_in", "before"}  # which `claimcheck extract` writes
    assert used <= {field.name for field in FIELDS}
    assert {"id", "text", "as_of", "sources", "expect", "tags", "note"} <= used - of_drafts
    assert len(load_claims([work / "claims"])) == len(held["claims"])


def uncommented(text: str) -> str:
    return re.sub(r"^# (?=[a-z_]+: )", "", text, flags=re.M)


def test_the_settings_show_each_as_a_comment_that_can_be_taken_away(work: Path) -> None:
    run("init")
    path = work / "claimcheck.yaml"
    assert load_settings(work) == Settings()
    shown = uncommented(path.read_text(encoding="utf-8"))
    assert set(yaml.safe_load(shown)) == set(KEYS)
    path.write_text(shown, encoding="utf-8")
    settings = load_settings(work)
    assert (settings.k, settings.profile, settings.memory) == (12, EXACT, MEMORY)
    assert settings.index == work / "index" or settings.index == Path("index")
    assert settings.names is not None
    assert settings.claimreview is not None


def test_the_workflow_may_only_read_and_runs_lines_that_work(work: Path) -> None:
    run("init")
    workflow = yaml.safe_load((work / ".github/workflows/claimcheck.yml").read_text())
    assert set(workflow) == {"name", True, "permissions", "concurrency", "jobs"}  # on: is true
    assert workflow["permissions"] == {"contents": "read"}
    [job] = workflow["jobs"].values()
    assert job["timeout-minutes"] <= 30
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+", name)] == []
    lines = [step["run"] for step in job["steps"] if "run" in step]
    ours = [line for line in lines if line.startswith("claimcheck ")]
    assert ours[0] == "claimcheck index articles/"
    assert run(*ours[0].split()[1:]).exit_code == 0
    done = run(*ours[1].split()[1:])
    assert done.exit_code == 0, done.output
    [kept] = [step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", "")]
    assert (work / kept).is_file()


def test_the_hook_has_what_pre_commit_wants(work: Path) -> None:
    run("init")
    [local] = yaml.safe_load((work / ".pre-commit-config.yaml").read_text())["repos"]
    [hook] = local["hooks"]
    assert (local["repo"], hook["language"]) == ("local", "python")
    assert {"id", "name", "entry", "files"} <= set(hook)
    assert hook["additional_dependencies"] == ["claimcheck-news"]
    assert hook["pass_filenames"] is False
    for name, wanted in (("claims/a.yaml", True), ("articles/a.md", True), ("my-claims/a", False)):
        assert bool(re.search(hook["files"], name)) is wanted
    assert run("index", "articles", "-q").exit_code == 0
    assert run(*hook["entry"].split()[1:]).exit_code == 0


# --------------------------------------------------------------------------
# What is there


def test_a_second_run_changes_nothing(work: Path) -> None:
    run("init")
    before = files_in(work)
    result = run("init")
    assert (result.exit_code, files_in(work)) == (0, before)
    assert result.stdout.splitlines()[: len(WRITTEN)] == [f"as it is  {name}" for name in WRITTEN]


def test_what_is_there_is_kept_and_named_without_force(work: Path) -> None:
    (work / "claimcheck.yaml").write_text("k: 3\n")
    (work / "claims").mkdir()
    (work / "claims" / "mine.yaml").write_text("mine")
    result = run("init")
    assert result.exit_code == 0
    assert "kept      claimcheck.yaml: there already, and not written over" in result.stdout
    assert "1 kept: put into" in result.stdout
    held = files_in(work)
    assert (held["claimcheck.yaml"], held["claims/mine.yaml"]) == ("k: 3\n", "mine")
    assert set(held) == {*WRITTEN, "claims/mine.yaml"}

    result = run("init", "--force")
    assert "replaced  claimcheck.yaml" in result.stdout
    assert " kept" not in result.stdout
    held = files_in(work)
    assert held["claimcheck.yaml"] != "k: 3\n"
    assert held["claims/mine.yaml"] == "mine"


def test_a_link_that_leads_nowhere_is_kept(work: Path) -> None:
    (work / "claimcheck.yaml").symlink_to("nowhere.yaml")
    assert "kept      claimcheck.yaml" in run("init").stdout
    assert not (work / "nowhere.yaml").exists()


@pytest.mark.parametrize("obstacle", ["claims", ".github", "desk"])
def test_a_file_where_a_folder_is_wanted_is_refused_before_anything_is_written(
    work: Path, obstacle: str
) -> None:
    (work / obstacle).write_text("a file")
    result = run("init", "desk" if obstacle == "desk" else ".", "--force")
    assert result.exit_code == 2
    assert "is a file, and a folder is wanted there" in result.stderr
    assert "remedy: move it" in result.stderr
    assert set(files_in(work)) == {obstacle}


def test_a_folder_where_a_file_is_wanted_is_refused(work: Path) -> None:
    (work / "claimcheck.yaml").mkdir()
    result = run("init")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: claimcheck.yaml: is a folder")
    assert files_in(work) == {}
