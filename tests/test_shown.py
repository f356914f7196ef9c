"""Every command and example of the documentation is run, and does what its page says."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
import shown
import yaml
from shown import ROOT, SHELL, Block, Session, blocks_of, commands_of, said, tools_in
from shown_folders import FOLDERS

from claimcheck.claims import load_claims
from claimcheck.config import Settings, load_settings

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCKS = {path.relative_to(ROOT).as_posix(): blocks_of(path) for path in PAGES}
EVERY = [block for blocks in BLOCKS.values() for block in blocks]
RUN = {
    name: blocks
    for name, blocks in BLOCKS.items()
    if any(block.language in (*SHELL, "python", "pycon") for block in blocks)
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a name, built when it is first asked for."""
    base, done = tmp_path_factory.mktemp("shown"), set[str]()

    def of(name: str) -> Path:
        if name not in done:
            (base / name).mkdir()
            FOLDERS[name](base / name)
            done.add(name)
        return base / name

    return of


# --------------------------------------------------------------------------
# Pages


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN)
def test_what_a_page_shows_is_what_happens(
    page: str, built: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tools_in(tmp_path / "tools")
    session: Session | None = None
    for number, block in enumerate(RUN[page]):
        if block.mark("skip") is not None:
            continue
        if (name := block.mark("folder")) is not None:
            folder = tmp_path / str(number)
            shutil.copytree(built(name), folder)
            session = Session(folder, tools)
        if session is None:
            assert block.language not in (*SHELL, "python", "pycon"), f"{block.place}: no folder"
            continue
        session.follow(block)


SKIPPED = {
    "make demo",  # and make test: this is one of the tests
    "pipx install .",
    "python -m pip install claimcheck-news",
    "pip install claimcheck-news",
    "pip install claimcheck-news pytest",
    "python3 -m venv claimcheck-env",  # and pip install
    'eval "$(_CLAIMCHECK_COMPLETE=zsh_source claimcheck)"',
    "_CLAIMCHECK_COMPLETE=fish_source claimcheck | source",
}


def first_line(block: Block) -> str:
    return next(iter(commands_of(block)))[0]


def test_few_commands_are_not_run_each_for_a_reason() -> None:
    skipped = [block for block in EVERY if block.mark("skip") is not None]
    assert [block.place for block in skipped if not block.mark("skip")] == []
    assert {first_line(block) for block in skipped} == SKIPPED


def test_marks_are_ones_that_there_are() -> None:
    known = {"folder", "exit", "file", "append", "output", "skip"}
    assert [one.place for one in EVERY for key, _ in one.marks if key not in known] == []
    text = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert text.count("<!-- test:") == sum(len(block.marks) for block in EVERY)
    assert text.count("```") == 2 * len(EVERY)


# --------------------------------------------------------------------------
# Files that pages show


def of_language(*languages: str) -> list[Block]:
    return [block for block in EVERY if block.language in languages]


SETTINGS = {*(one.name for one in fields(Settings)), "fields", "select", "ignore"}
WORKFLOW = {"name", "on", "jobs", "permissions", "steps", "repos", "include", "claims"}


@pytest.mark.parametrize("block", of_language("yaml", "toml"), ids=lambda block: block.place)
def test_files_shown_are_ones_that_claimcheck_takes(block: Block, tmp_path: Path) -> None:
    if block.language == "toml":
        (tmp_path / "pyproject.toml").write_text(block.body, encoding="utf-8")
        if "claimcheck" in tomllib.loads(block.body)["tool"]:
            assert load_settings(tmp_path).told
        return
    content = yaml.safe_load(block.body)
    if block.mark("append"):
        return  # a part of a file, which the page has claimcheck read
    if isinstance(content, dict) and isinstance(content.get("claims"), list):
        path = tmp_path / "claims.yaml"
        path.write_text(block.body, encoding="utf-8")
        assert len(load_claims([path])) == len(content["claims"])
    elif isinstance(content, dict) and set(content) <= SETTINGS:
        (tmp_path / "claimcheck.yaml").write_text(block.body, encoding="utf-8")
        assert set(load_settings(tmp_path).told) == set(content)
    elif isinstance(content, dict):
        named = {"on" if key is True else key for key in content}  # YAML 1.1 reads it so
        assert named <= WORKFLOW or content == {"version": 1}
    else:
        assert all({"uses", "run"} & set(step) for step in content)


def test_json_shown_is_json_or_an_output() -> None:
    for block in of_language("json"):
        assert block.mark("output") is not None or json.loads(block.body), block.place


# --------------------------------------------------------------------------
# The reader of pages itself


def block_of(body: str, *marks: tuple[str, str], language: str = "console") -> Block:
    return Block("page.md", 1, 0, language, body, marks, False)


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("$ echo one\ntwo\n", ()),
        ("$ echo one\n", ()),
        ("$ printf 'one\\ntwo\\n'\ntwo\n", ()),
        ("$ false\n", ()),
        ("$ true\n", (("exit", "1"),)),
        ("$ claimcheck explain NUM001\n", ()),
        ("$ claimcheck explain NOPE\n", ()),
        ("no command\n", ()),
    ],
)
def test_what_is_not_so_is_found(
    body: str, marks: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    with pytest.raises(AssertionError, match=r"page\.md:1"):
        Session(tmp_path, tmp_path).follow(block_of(body, *marks))


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("$ echo one\none\n", ()),
        ("$ printf 'one\\ntwo\\nthree\\n'\none\n…\nthree\n", ()),
        ("$ printf 'one\\ntwo\\nthree\\n'\n…\nthree\n", ()),
        ("$ printf 'one\\ntwo\\nthree\\n'\none\n…\n", ()),
        ("$ echo took 12 s and more\ntook 3 s and …\n", ()),
        ("$ false\n$ true\n", (("exit", "1 0"),)),
        ("$ echo one \\\n>   two\none two\n", ()),
    ],
)
def test_what_is_so_passes(body: str, marks: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    Session(tmp_path, tmp_path).follow(block_of(body, *marks))


def test_code_says_what_its_comments_say(tmp_path: Path) -> None:
    session = Session(tmp_path, tmp_path)
    session.follow(block_of("print(1 + 1)  # 2\n", language="python"))
    with pytest.raises(AssertionError, match=r"page\.md:1"):
        session.follow(block_of("print(1 + 1)  # 3\n", language="python"))
    with pytest.raises(AssertionError, match="Expected"):
        session.follow(block_of(">>> 1 + 1\n3\n", language="pycon"))


def test_a_part_of_an_output_is_lines_of_it() -> None:
    assert said("two\nthree\n", "one\ntwo\nthree\nfour\n", whole=False)
    assert not said("two\nfour\n", "one\ntwo\nthree\nfour\n", whole=False)
    assert not said("wo\n", "one\ntwo\n", whole=False)


def test_outputs_are_written_anew_where_they_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    monkeypatch.setattr(shown, "ROOT", tmp_path)
    page.write_text(
        "<!-- test: folder empty -->\n```console\n$ echo a \\\n>   b\nold\n$ echo kept\n…\n"
        "$ true\n```\n\nEnd.\n"
    )
    assert shown.with_outputs(page, tmp_path) == (
        "<!-- test: folder empty -->\n```console\n$ echo a \\\n>   b\na b\n$ echo kept\n…\n"
        "$ true\n```\n\nEnd.\n"
    )


def test_a_page_is_run_as_by_a_reader_and_not_as_by_a_ci_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CI", "BUILD_NUMBER", "GITHUB_ACTIONS", "PY_COLORS"):
        monkeypatch.setenv(name, "1")
    session = Session(tmp_path, tools_in(tmp_path / "tools"))
    code, output = session.run("echo ${CI-none} ${BUILD_NUMBER-none} ${GITHUB_ACTIONS-none}")
    assert (code, output) == (0, "none none none\n")
    code, output = session.run('python -c "import os; print(sorted(os.environ))"')
    assert code == 0
    assert "PY_COLORS" not in output
