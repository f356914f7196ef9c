"""What others run us with: the action, the hooks, the GitLab template, completion in shells."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from claimcheck.cli.commands import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "ci-setup.md").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
GITLAB: dict[str, Any] = yaml.safe_load(
    (ROOT / "templates" / "claimcheck.gitlab-ci.yml").read_text(encoding="utf-8")
)


def taken(line: list[str]) -> dict[str, Any]:
    """The values that the command line reads from the words of a command.

    :raises click.UsageError: where it does not take them.
    """
    assert line[0] == "claimcheck"
    root = click.Context(cli, info_name="claimcheck")
    name, command, rest = cli.resolve_command(root, line[1:])
    assert command
    context = click.Context(command, info_name=name, parent=root)
    values, left, _ = command.make_parser(context).parse_args(list(rest))
    assert left == []
    return dict(values)


# --------------------------------------------------------------------------
# The action


def test_the_action_is_composite_and_every_step_is_whole() -> None:
    assert {"name", "description", "inputs", "runs"} <= set(ACTION)
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert ("run" in step) != ("uses" in step)
        if "run" in step:
            assert step["shell"] == "bash"  # which a composite action must say
            assert "${{" not in step["run"], "inputs are read from the environment"
        else:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])


def test_inputs_have_a_meaning_and_a_default_and_are_used() -> None:
    body = "\n".join(
        str(value)
        for step in STEPS
        for key in ("with", "env")
        for value in step.get(key, {}).values()
    )
    for name, told in ACTION["inputs"].items():
        assert set(told) == {"description", "default"}, name
        assert isinstance(told["default"], str)
        assert f"${{{{ inputs.{name} }}}}" in body, name
    assert set(re.findall(r"inputs\.([\w-]+)", body)) == set(ACTION["inputs"])
    assert ACTION["inputs"]["python-version"]["default"] in ("3.11", "3.12", "3.13")


def test_the_page_has_the_inputs_as_they_are() -> None:
    table = PAGE.partition("<!-- action -->")[2].partition("<!-- /action -->")[0]
    rows = [
        f"| `{name}` | {told['description']} | "
        + (f"`{told['default']}` |" if told["default"] else "|")
        for name, told in ACTION["inputs"].items()
    ]
    assert table.strip().splitlines()[2:] == rows


def run_step(name: str, work: Path, **environment: str) -> list[list[str]]:
    """What the step runs of claimcheck, each as a list of words."""
    (work / "bin").mkdir(exist_ok=True)
    for command in ("claimcheck", "uv", "python"):
        stand_in = work / "bin" / command
        stand_in.write_text(
            f'#!/usr/bin/env bash\nprintf "%s\\0" {command} "$@" >> "$CALLS"\necho >> "$CALLS"\n'
        )
        stand_in.chmod(0o755)
    [step] = [step for step in STEPS if step.get("name") == name]
    assert set(environment) <= set(step["env"])
    calls = work / "calls"
    calls.write_text("")
    path = f"{work / 'bin'}{os.pathsep}{os.environ['PATH']}"
    own = {key: environment.get(key, "") for key in step["env"]}
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=work,
        env={**os.environ, "PATH": path, "CALLS": str(calls),
             "GITHUB_OUTPUT": str(work / "output"), **own},
        check=True,
        timeout=60,
    )  # fmt: skip
    return [line.split("\0")[:-1] for line in calls.read_text().splitlines()]


def test_the_action_installs_itself_with_its_extras(tmp_path: Path) -> None:
    for extras, wanted in (("", "/action"), ("pdf,docx", "/action[pdf,docx]")):
        _, install = run_step("Install claimcheck", tmp_path, SOURCE="/action", EXTRAS=extras)
        assert install == ["uv", "pip", "install", "--system", "--torch-backend=auto", wanted]


def test_the_action_indexes_each_line_as_one_path(tmp_path: Path) -> None:
    given = "articles\n\npress releases/$(touch x)\n  \n"
    [call] = run_step("Index the articles", tmp_path, ARTICLES=given)
    assert call == ["claimcheck", "index", "articles", "press releases/$(touch x)"]
    assert not (tmp_path / "x").exists()
    assert taken(call)["paths"] == ("articles", "press releases/$(touch x)")


@pytest.mark.parametrize(
    ("given", "outputs", "fail_on"),
    [
        ({}, [], None),
        ({"SARIF": "out.sarif"}, ["sarif=out.sarif"], None),
        (
            {
                "SARIF": "a b.sarif",
                "HTML": "a.html",
                "FAIL_ON": "refuted",
                "OPTIONS": "--baseline\nmy baseline.json\n",
            },
            ["sarif=a b.sarif", "html=a.html"],
            "refuted",
        ),
    ],
)
def test_the_action_verifies_with_the_outputs_asked_for(
    tmp_path: Path, given: dict[str, str], outputs: list[str], fail_on: str | None
) -> None:
    [call] = run_step("Verify the claims", tmp_path, CLAIMS="claims\nmore claims\n", **given)
    values = taken(call)
    assert values["claims"] == ("claims", "more claims")
    assert values["form"] == "github"
    assert list(values.get("outputs") or []) == outputs
    assert not isinstance(values.get("fail_on"), str) if fail_on is None else True
    assert fail_on is None or values["fail_on"] == fail_on
    assert (str(values.get("baseline")) == "my baseline.json") is ("OPTIONS" in given)


def test_the_key_of_the_index_changes_with_the_articles(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    def key() -> str:
        (tmp_path / "output").write_text("")
        run_step("Tell which articles there are", tmp_path, ARTICLES="articles\n")
        [line] = (tmp_path / "output").read_text().splitlines()
        return line

    git("init", "-q")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("one")
    git("add", "articles")
    first = key()
    assert re.fullmatch(r"digest=[0-9a-f]{40,}", first)
    (tmp_path / "other.txt").write_text("two")
    git("add", "other.txt")
    assert key() == first
    (tmp_path / "articles" / "a.txt").write_text("two")
    git("add", "articles")
    assert key() != first


# --------------------------------------------------------------------------
# Hooks and the template


_OF_A_HOOK = {
    "id", "name", "description", "entry", "args", "language", "files", "types", "types_or",
    "exclude", "pass_filenames", "require_serial", "always_run", "minimum_pre_commit_version",
}  # fmt: skip


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_has_what_pre_commit_wants(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language", "files"} <= set(hook) <= _OF_A_HOOK
    assert hook["language"] == "python"
    line = [*shlex.split(hook["entry"]), *hook["args"]]
    if hook.get("pass_filenames", True):
        line += ["drafts/a.md", "drafts/b.md"]
        assert taken(line)["paths"] == ("drafts/a.md", "drafts/b.md")
        assert hook["require_serial"] is True  # one run answers for all files of a commit
    else:
        assert taken(line)["claims"] == ("claims/",)
    re.compile(hook["files"])


@pytest.mark.parametrize(
    ("hook", "path", "runs"),
    [
        ("claimcheck", "claims/a.yaml", True),
        ("claimcheck", "claims/deep/a.yml", True),
        ("claimcheck", "other/claims/a.yaml", False),
        ("claimcheck", "claims/a.md", False),
        ("claimcheck-drafts", "drafts/a.md", True),
        ("claimcheck-drafts", "drafts/a.png", False),
        ("claimcheck-drafts", "articles/a.md", False),
    ],
)
def test_hooks_run_for_their_files(hook: str, path: str, runs: bool) -> None:
    [found] = [one for one in HOOKS if one["id"] == hook]
    assert bool(re.search(found["files"], path)) is runs


def test_the_page_names_hooks_that_there_are() -> None:
    shown = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S) if "rev:" in block)
    [repo] = yaml.safe_load(shown)["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in HOOKS}


def test_the_gitlab_template_reports_what_it_writes() -> None:
    [(name, job)] = GITLAB.items()
    assert name == "claimcheck"
    assert {"stage", "image", "script", "artifacts", "cache"} <= set(job)
    assert all(isinstance(line, str) for line in job["script"])
    assert job["artifacts"]["when"] == "always"  # also where a claim fails
    index, verify = (
        taken(shlex.split(re.sub(r"\$(\w+)", lambda found: job["variables"][found[1]], line)))
        for line in job["script"]
        if line.startswith("claimcheck ")
    )
    assert (index["paths"], verify["claims"]) == (("articles",), ("claims",))
    written = dict(each.split("=") for each in verify["outputs"])
    assert job["artifacts"]["reports"] == {"junit": written["junit"]}
    assert job["artifacts"]["paths"] == [written["html"]]
    assert job["cache"]["paths"] == ["index/"]
    for variable in job["variables"]:
        assert variable in PAGE


# --------------------------------------------------------------------------
# Completion


def completion(instruction: str, words: str = "", at: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck"],
        env={**os.environ, "_CLAIMCHECK_COMPLETE": instruction, "COMP_WORDS": words,
             "COMP_CWORD": str(at)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script_as_the_page_says(shell: str) -> None:
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    assert f"_CLAIMCHECK_COMPLETE={shell}_source claimcheck" in page
    script = completion(f"{shell}_source")
    assert "_claimcheck_completion" in script
    assert f"_CLAIMCHECK_COMPLETE={shell}_complete" in script


@pytest.mark.parametrize(
    ("words", "at", "wanted"),
    [
        ("claimcheck ver", 1, ["plain,verify"]),
        ("claimcheck verify --form", 2, ["plain,--format"]),
        ("claimcheck audit --format sa", 3, ["plain,sarif"]),
        ("claimcheck index --profile ", 3, ["plain,exact", "plain,fast"]),
    ],
)
def test_commands_options_and_values_are_completed(words: str, at: int, wanted: list[str]) -> None:
    assert completion("bash_complete", words, at).splitlines() == wanted
