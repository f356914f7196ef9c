"""Reports to files: several at once, whole or not at all, and one clear error for a bad wish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from test_cli import CLAIMS, Engine, fake, run

from claimcheck.cli.commands import cli
from claimcheck.cli.outputs import named
from claimcheck.errors import ClaimcheckError
from claimcheck.reports import markdown
from claimcheck.reports.formats import AUDIT_NAMES, NAMES
from claimcheck.types import Label

__all__ = ["fake"]

ARTICLE = "The mayor opened the bridge on Sunday, 14 March 2022, and 20 came.\n"


def test_several_reports_at_once_and_the_one_on_stdout_as_ever(fake: Engine) -> None:
    fake.label = Label.REFUTED
    plain = run("verify", "c.yaml")
    wanted = [name for name in NAMES if name != "claimreview"]
    options = [word for name in wanted for word in ("--output", f"{name}=out.{name}")]
    result = run("verify", "c.yaml", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (1, plain.stdout, "")
    assert Path("out.terminal").read_text("utf-8") == plain.stdout
    assert json.loads(Path("out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert etree.parse("out.junit").getroot().get("failures") == "1"
    assert Path("out.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    for name in wanted:
        if name != "terminal":
            alone = run("verify", "c.yaml", "--format", name)
            assert alone.exit_code == 1
            assert Path(f"out.{name}").read_bytes().decode() == alone.stdout
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".")) == [".git"]


def test_a_file_without_a_format_takes_the_one_of_format(fake: Engine) -> None:
    result = run("verify", "c.yaml", "--format", "json", "-o", "a.json", "-o", "html=a.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("1 claim: ")
    assert json.loads(Path("a.json").read_text("utf-8"))["summary"]["claims"] == 1
    assert Path("a.html").exists()


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["sraif=a"], "--output: 'sraif' is no format of this command (did you mean 'sarif'"),
        (["xml=a"], "--output: 'xml' is no format of this command\n  remedy: one of: terminal"),
        (["=a"], "--output: '' is no format"),
        (["sarif="], "--output: 'sarif=' names no file"),
        (["sarif=-"], "--output: 'sarif=-' names no file"),
        ([""], "--output: '' names no file"),
        (["a", "b"], "--output: two files for one report: a and b"),
        (["sarif=a", "sarif=b"], "--output: the format sarif is given twice"),
        (["sarif=a", "html=./a"], "--output: the file a is given twice"),
        (["a", "html=a"], "--output: the file a is given twice"),
        (["a", "terminal=b"], "--output: the format terminal is given twice"),
        (["sarif=ok", "html=no/a"], "no: the report cannot be written: there is no such"),
        (["sarif=ok", "html=folder"], "folder: is a folder"),
        (["claimreview=a"], "claimreview: a ClaimReview tells who publishes it"),
    ],
)  # fmt: skip
def test_a_bad_wish_is_one_error_before_the_work_and_writes_nothing(
    fake: Engine, outputs: list[str], message: str
) -> None:
    Path("folder").mkdir()
    before = sorted(Path().rglob("*"))
    result = run("verify", "c.yaml", *(word for each in outputs for word in ("-o", each)))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {message}")
    assert result.stderr.count("error:") == 1
    assert fake.asked == []
    assert sorted(Path().rglob("*")) == before


def test_a_file_that_cannot_be_written_is_told_and_the_former_one_stays(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.html").write_text("former")

    def fail(self: Path, text: str, *, encoding: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)
    result = run("verify", "c.yaml", "-o", "html=out.html")
    assert result.exit_code == 2
    assert "error: out.html: the report cannot be written: No space left" in result.stderr
    assert Path("out.html").read_text() == "former"
    assert not list(Path().glob(".out*"))


def test_names_of_formats_are_no_paths() -> None:
    assert named(["./sarif=a", "a/b=c", "x.y=z"][:1], form="json", known=NAMES) == (
        Path("./sarif=a"), (),
    )  # fmt: skip
    assert named(["SARIF=a"], form="json", known=NAMES) == (None, (("sarif", Path("a")),))
    assert named(["json=C:/a=b"], form="sarif", known=NAMES) == (
        None, (("json", Path("C:/a=b")),),
    )  # fmt: skip
    with pytest.raises(ClaimcheckError, match="no format of this command"):
        named(["claimreview=a"], form="json", known=AUDIT_NAMES)


# --------------------------------------------------------------------------
# JSON lines as they come, and the job summary


def test_lines_of_json_are_written_while_claims_are_judged(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("c.yaml").write_text(CLAIMS + "  - id: b\n    text: It snowed.\n")
    judge = fake.verify

    def broken(*arguments: object, **options: object) -> object:
        yield next(iter(judge(*arguments, **options)))  # type: ignore[arg-type]
        raise OSError("gone")

    monkeypatch.setattr("claimcheck.cli.engine.verify", broken)
    result = run("verify", "c.yaml", "--format", "jsonl")
    assert result.exit_code == 2
    assert [json.loads(line)["type"] for line in result.stdout.splitlines()] == [
        "report", "verdict",
    ]  # fmt: skip


def test_the_summary_of_a_job_is_added_to(fake: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.label = Label.REFUTED
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("verify", "c.yaml", "--format", "json")
    assert not Path("summary.md").exists()
    Path("summary.md").write_text("# Before\n")
    result = run("verify", "c.yaml", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=c.yaml,line=4,col=11,endColumn=21,title=a%3A ")
    assert Path("summary.md").read_text("utf-8").startswith("# Before\n# ❌ claimcheck verify\n")
    for room, fits in ((310, True), (20, False), (-20, False)):
        size = Path("summary.md").stat().st_size
        monkeypatch.setattr(markdown, "LIMIT", size + room)
        run("verify", "c.yaml", "--format", "github")
        grown = Path("summary.md").stat().st_size - size
        assert 0 < grown <= room if fits else grown == 0
    assert "are left out here" in Path("summary.md").read_text("utf-8")


def test_a_log_has_the_counts_once(fake: Engine) -> None:
    result = run("verify", "c.yaml", "--format", "github", "--output", "html=out.html")
    assert result.output.count("supported, 0 refuted") == 1
    result = run("verify", "c.yaml", "--format", "github", "--output", "out.txt")
    assert result.stderr.count("supported, 0 refuted") == 1


def test_a_summary_that_cannot_be_written_is_told(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/summary.md")
    result = run("verify", "c.yaml", "--format", "github")
    assert result.exit_code == 2
    assert "error: no/summary.md: the summary of the job cannot be written" in result.stderr


# --------------------------------------------------------------------------
# ClaimReview, drafts, audits

SETTING = (
    "claimreview: {author: Courier, author_url: 'https://c.example', url: 'https://c.example/{id}'}"
)


def test_a_review_has_its_publisher_from_the_settings(fake: Engine) -> None:
    Path("claimcheck.yaml").write_text(SETTING + "\n")
    [review] = json.loads(run("verify", "c.yaml", "--format", "claimreview").stdout)["@graph"]
    assert (review["author"]["name"], review["url"]) == ("Courier", "https://c.example/a")
    Path("claimcheck.yaml").unlink()
    Path("pyproject.toml").write_text(
        '[tool.claimcheck.claimreview]\nauthor = "A"\nauthor_url = "https://a.example"\n'
        'url = "https://a.example"\ndate = 2022-04-23\nkind = "Person"\n'
    )
    [review] = json.loads(run("verify", "c.yaml", "--format", "claimreview").stdout)["@graph"]
    assert (review["author"]["@type"], review["datePublished"]) == ("Person", "2022-04-23")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("claimreview: {author: C}", "1:14: claimreview: author_url is missing"),
        ("claimreview: Courier", "1:14: claimreview: author is missing"),
        (SETTING.replace("https://c.example'", "c.example'"), "'c.example' is no address"),
        (SETTING.replace("author:", "athor:"), "unknown key 'athor' (did you mean 'author'?)"),
        (SETTING.replace("}'}", "}', kind: Robot}"), "kind: 'Robot' is neither"),
        (SETTING.replace("}'}", "}', date: Monday}"), "date: 'Monday' is not a date"),
    ],
)
def test_faults_in_the_publisher_are_told(fake: Engine, setting: str, message: str) -> None:
    Path("claimcheck.yaml").write_text(setting)
    result = run("verify", "c.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: claimcheck.yaml:1:14: claimreview: ")
    assert message in result.stderr


def audited(*options: str) -> Result:
    Path("draft.txt").write_text(ARTICLE)
    return CliRunner().invoke(cli, ["audit", "draft.txt", *options])


def test_an_audit_has_all_formats_but_that_of_claims(fake: Engine) -> None:
    options = [word for name in AUDIT_NAMES for word in ("-o", f"{name}=out.{name}")]
    result = audited(*options)
    assert result.exit_code == 1
    assert result.stdout == Path("out.terminal").read_text("utf-8")
    assert "::error file=draft.txt,line=1,col=" in Path("out.github").read_text("utf-8")
    assert audited("--format", "claimreview").exit_code == 2
    assert "is no format of this command" in audited("-o", "claimreview=a").stderr


def test_a_draft_is_annotated_at_its_own_line(fake: Engine) -> None:
    fake.label = Label.REFUTED
    Path("draft.txt").write_text(ARTICLE)
    result = run("check", "draft.txt", "--format", "github", "--quiet")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(",title")[0] for line in lines[:-1]] == [
        "::error file=draft.txt,line=1,col=1,endColumn=67",
        "::error file=draft.txt,line=1,col=32,endColumn=53",
    ]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_what_was_left_out_of_a_draft_is_told_for_people(fake: Engine, form: str) -> None:
    Path("draft.txt").write_text(ARTICLE + "\nDid 20 of them come by boat?\n")
    told = run("check", "draft.txt", "--format", form, "--quiet").stdout
    assert "Of the draft" in told
    assert "draft.txt:3:1: question: Did 20 of them come by boat?" in told
