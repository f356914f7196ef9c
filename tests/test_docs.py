"""What the documentation says is so: pages are fresh, links lead somewhere, examples work."""

from __future__ import annotations

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click
import pytest

from claimcheck.alignment import figures
from claimcheck.checkers import registry
from claimcheck.cli.commands import cli
from claimcheck.quantities import compare
from claimcheck.retrieval import builder, search, vectors
from claimcheck.types import Checker
from claimcheck.verdicts import hearing, parts
from claimcheck.verdicts.rule import ENTAILED, ENTAILED_WITHOUT_PARTS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "index").glob("*.md")])
CHECKERS = registry.load()
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def anchors(page: str) -> set[str]:
    """The names that a page's headings can be linked by."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def blocks(page: str, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(page) if language in languages]


# --------------------------------------------------------------------------
# Generated pages


def test_generated_pages_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert (script("docs").main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_page_that_no_longer_says_what_the_code_says_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = script("docs")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(docs, "README", tmp_path / "README.md")
    (tmp_path / "README.md").write_text("<!-- checkers -->\n<!-- /checkers -->\n")
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (tmp_path / "docs" / "cli.md").write_text("old")
    (tmp_path / "docs" / "checkers" / "XXX001.md").write_text("gone")
    capsys.readouterr()
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: docs/cli.md\nstale: docs/checkers/XXX001.md\n"
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.code)
def test_every_checker_has_a_page_with_its_whole_manual(checker: Checker) -> None:
    page = (ROOT / "docs" / "checkers" / f"{checker.code}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", page, flags=re.M)
    assert headings == ["What", "Why", "Conflicts", "Agrees", "Limits"]
    assert all(body.strip() for body in re.split(r"^## .+$", page, flags=re.M))
    words = page.split()
    assert [
        word for word in checker.doc.split() if re.search(r"\w", word) and word not in words
    ] == []


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_has_help_and_stands_in_the_docs(name: str) -> None:
    command = cli.commands[name]
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## claimcheck {name}\n")[2].partition("\n## ")[0]
    assert command.help
    assert command.help.split("\n")[0] in section
    assert f"claimcheck {name}" in README
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            for spelling in option.opts:
                assert re.search(rf"`.*{re.escape(spelling)}\b", section), spelling


def test_the_page_of_the_design_has_the_thresholds_of_the_code() -> None:
    page = " ".join((ROOT / "docs" / "design.md").read_text(encoding="utf-8").split())
    tenths = {0.3: "three tenths", 0.5: "half", 0.6: "six tenths", 0.8: "eight"}
    heard = f"a conflict from {tenths[hearing.HEARD_CONFLICT]} of its topic words on, an agreement"
    for said in (
        f"{builder.STEP} at a time",
        f"Up to {vectors.CLUSTERED:,} sentences",
        f"its best {search.DEFAULT_K} sentences",
        f"Below a score of {figures.COMPARABLE:.2f} nothing is compared",
        f"below {figures.SURE:.2f} no conflict is called",
        f"at most {float(100 * compare.ROUNDING):g} % off",
        f"Counts below {compare.SMALL_COUNT}",
        f"{heard} from {tenths[hearing.HEARD_AGREEMENT]}",
        f"less than {parts.EQUAL_STANDING} apart",
        f"({tenths[ENTAILED]} of them, {tenths[ENTAILED_WITHOUT_PARTS]} where",
    ):
        assert said in page, said


# --------------------------------------------------------------------------
# Links


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    broken = []
    for target in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, heading = target.partition("#")
        page = (path.parent / file).resolve() if file else path
        if not page.exists() or (
            heading and heading not in anchors(page.read_text(encoding="utf-8"))
        ):
            broken.append(target)
    assert broken == []


# --------------------------------------------------------------------------
# Examples


def commands_shown(page: str) -> list[str]:
    """The command lines of ``claimcheck`` in a page's blocks and inline code."""
    lines = [line for block in blocks(page, "sh", "console", "yaml") for line in block.splitlines()]
    shown = [re.sub(r"^\s*(- run: |entry: |\$ )?", "", line) for line in lines]
    inline = re.findall(r"`(claimcheck [a-z][^`]*)`", FENCE.sub("", page))
    return [line for line in (*shown, *inline) if re.match("claimcheck [a-z]", line)]


SHOWN = sorted(
    {
        (name_of(path), line)
        for path in PAGES
        for line in commands_shown(path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_command_lines_shown_are_ones_that_the_command_takes(page: str, line: str) -> None:
    _, *words = shlex.split(line)
    root = click.Context(cli, info_name="claimcheck")
    name, command, rest = cli.resolve_command(root, words)
    assert name
    assert command
    context = click.Context(command, info_name=name, parent=root)
    values, left, order = command.make_parser(context).parse_args(list(rest))
    assert left == []
    for parameter in order:
        if isinstance(parameter.type, click.Choice):
            parameter.type.convert(values[parameter.name or ""], parameter, context)


def test_command_lines_are_shown() -> None:
    assert {line.split()[1] for page, line in SHOWN if page == "README.md"} == set(cli.commands)
