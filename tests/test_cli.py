"""The command line on a made-up engine: options, settings, errors, exit codes, streams."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from report_samples import BOATS, DRONES, VERDICTS

from claimcheck import __version__
from claimcheck.audit import audit_article
from claimcheck.audit.types import Kind
from claimcheck.checkers import registry
from claimcheck.claims import load_claims
from claimcheck.cli import checking, engine, files
from claimcheck.cli.commands import cli
from claimcheck.errors import StoreError
from claimcheck.retrieval.holdings import Holdings
from claimcheck.schema import claims_schema, dump, report_schema
from claimcheck.types import Article, Checker, Claim, Evidence, Label, Notation, Period, Verdict

CLAIMS = "version: 1\nclaims:\n  - id: a\n    text: It rained.\n"


@dataclass
class Engine:
    """Stands for index and verdicts, and notes what it was asked."""

    label: Label = Label.SUPPORTED
    stale: tuple[str, ...] = ()
    fault: BaseException | None = None
    asked: list[object] = field(default_factory=list)
    closed: int = 0
    copies: tuple[str, ...] = ()
    without: list[tuple[str, ...]] = field(default_factory=list)

    def open_index(self, folder: Path, *, model: str | None) -> FakeIndex:
        self.asked.append((str(folder), model))
        if folder.name == "missing":
            raise StoreError(
                "there is no index", location=str(folder), remedy="run: claimcheck index PATH…"
            )
        return FakeIndex(folder, self)

    def verify(
        self,
        claims: Sequence[Claim],
        index: FakeIndex,
        *,
        k: int,
        notation: Notation | None,
        entailment: str | None,
        without: Sequence[Sequence[str]] = (),
        codes: frozenset[str] | None = None,
    ) -> Iterator[Verdict]:
        self.asked.append(k if entailment is None else (k, entailment))
        self.without = [tuple(ids) for ids in without]
        for claim in claims:
            if self.fault:
                raise self.fault
            yield replace(VERDICTS[0], claim=claim, label=self.label, findings=())


@dataclass
class FakeIndex:
    folder: Path
    made_by: Engine

    def __enter__(self) -> FakeIndex:
        return self

    def __exit__(self, *error: object) -> None:
        self.made_by.closed += 1

    def rebuild_command(self) -> str:
        return "claimcheck index articles"

    def stale(self, *, but: Sequence[Path] = ()) -> tuple[str, ...]:
        return tuple(name for name in self.made_by.stale if Path(name) not in but)

    refuse_stale = Holdings.refuse_stale

    def copies_of(self, article: Article) -> tuple[str, ...]:
        return self.made_by.copies

    def search(
        self, text: str, *, k: int, sources: Sequence[str], period: Period
    ) -> tuple[Evidence, ...]:
        self.made_by.asked.append((text, k, tuple(sources), period))
        return (DRONES, BOATS)[:k]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Engine:
    """An engine, in an empty working folder with one claims file."""
    made = Engine()
    monkeypatch.setattr(engine, "open_index", made.open_index)
    monkeypatch.setattr(engine, "verify", made.verify)
    monkeypatch.chdir(tmp_path)
    for name in (
        "CLAIMCHECK_INDEX", "CLAIMCHECK_MODEL", "CLAIMCHECK_ENTAILMENT", "NO_COLOR", "FORCE_COLOR",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "c.yaml").write_text(CLAIMS)
    (tmp_path / ".git").mkdir()
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_that_a_report_cannot_be_written_is_told_before_the_work(
    fake: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(**_given: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    (tmp_path / "old.html").write_text("former")
    before = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.setattr(files, "TemporaryFile", full)
    for name in ("new.html", "old.html"):
        result = run("verify", "c.yaml", "--output", f"html={name}")
        assert result.exit_code == 2
        assert result.stderr.startswith(
            f"error: {name}: the report cannot be written: Read-only file system\n  remedy: "
        )
    assert not fake.asked
    assert (tmp_path / "old.html").read_text() == "former"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


# --------------------------------------------------------------------------
# verify


@pytest.mark.parametrize(
    ("label", "options", "expect", "code"),
    [
        (Label.SUPPORTED, (), "", 0),
        (Label.REFUTED, (), "", 1),
        (Label.CONFLICTING, (), "", 1),
        (Label.NOT_ENOUGH, (), "", 1),
        (Label.NOT_ENOUGH, ("--fail-on", "refuted,conflicting"), "", 0),
        (Label.NOT_ENOUGH, ("--fail-on", "nei"), "", 1),
        (Label.REFUTED, ("--fail-on", "none"), "", 0),
        (Label.REFUTED, ("--fail-on", "none"), "    expect: supported\n", 1),
        (Label.REFUTED, (), "    expect: refuted\n", 0),
        (Label.SUPPORTED, ("--fail-on", "none"), "    expect: refuted\n", 1),
    ],
)
def test_exit_codes(
    fake: Engine, label: Label, options: tuple[str, ...], expect: str, code: int
) -> None:
    fake.label = label
    Path("c.yaml").write_text(CLAIMS + expect)
    result = run("verify", "c.yaml", *options)
    assert result.exit_code == code
    last = result.stdout.splitlines()[-1]
    assert last.startswith("1 claim: ")
    assert f"{code} failed" in last
    assert result.stderr == ""


def test_json_goes_to_stdout_and_the_counts_to_stderr(fake: Engine) -> None:
    result = run("verify", "c.yaml", "--format", "json")
    report = json.loads(result.stdout)
    jsonschema.Draft202012Validator(report_schema()).validate(report)
    assert report["summary"]["claims"] == 1
    assert result.stderr.startswith("1 claim: 1 supported")
    assert run("verify", "c.yaml", "--format", "json", "--quiet").stderr == ""


@pytest.mark.parametrize("form", ["json", "terminal"])
def test_a_report_in_a_file_is_the_one_on_stdout(fake: Engine, form: str) -> None:
    shown = run("verify", "c.yaml", "--format", form).stdout
    result = run("verify", "c.yaml", "--format", form, "-o", "report")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("1 claim: 1 supported")
    assert Path("report").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [
        ({}, "auto", False),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": ""}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"FORCE_COLOR": "1"}, "never", False),
    ],
)
def test_colour(
    fake: Engine,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    option: str,
    coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(cli, ["verify", "c.yaml", "--color", option], color=True)
    assert ("\x1b[" in result.stdout) is coloured


def test_claims_is_the_default_folder(fake: Engine) -> None:
    result = run("verify")
    assert result.exit_code == 2
    assert "there is no folder claims/ here" in result.stderr
    Path("claims").mkdir()
    Path("c.yaml").rename("claims/c.yaml")
    assert run("verify").exit_code == 0


# --------------------------------------------------------------------------
# Settings


def test_options_before_environment_before_settings_before_defaults(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("verify", "c.yaml")
    Path("pyproject.toml").write_text('[tool.claimcheck]\nindex = "i1"\nmodel = "m1"\nk = 3\n')
    run("verify", "c.yaml")
    monkeypatch.setenv("CLAIMCHECK_INDEX", "i2")
    monkeypatch.setenv("CLAIMCHECK_MODEL", "m2")
    run("verify", "c.yaml")
    run("verify", "c.yaml", "--index", "i3", "--model", "m3", "--k", "5")
    assert fake.asked == [
        ("index", None), 12, ("i1", "m1"), 3, ("i2", "m2"), 3, ("i3", "m3"), 5
    ]  # fmt: skip


def test_the_entailment_model_is_named_like_the_embedding_model(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("claimcheck.yaml").write_text("entailment: e1\n")
    run("verify", "c.yaml")
    monkeypatch.setenv("CLAIMCHECK_ENTAILMENT", "e2")
    run("verify", "c.yaml")
    run("verify", "c.yaml", "--entailment", "off")
    assert fake.asked[1::2] == [(12, "e1"), (12, "e2"), (12, "off")]


def test_settings_are_found_above_the_working_folder_as_far_as_the_repository(
    fake: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "claimcheck.yaml").write_text("index: there\nfail_on: [refuted]\n")
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    fake.label = Label.NOT_ENOUGH
    assert run("verify", "../../c.yaml").exit_code == 0
    assert fake.asked == [(str(tmp_path / "there"), None), 12]
    (tmp_path / "a" / ".git").mkdir()
    assert run("verify", "../../c.yaml").exit_code == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("claimcheck.yaml", "indx: a", "claimcheck.yaml:1:1: unknown setting 'indx' (did you mean"),
        ("claimcheck.yaml", "k: 0", "claimcheck.yaml:1:4: k: want a whole number from 1"),
        ("claimcheck.yaml", "k: true", "claimcheck.yaml:1:4: k: want a whole number from 1"),
        ("claimcheck.yaml", "index: [a]", "claimcheck.yaml:1:8: index: want text"),
        ("claimcheck.yaml", "- a", "claimcheck.yaml:1:1: want a mapping of settings"),
        (
            "claimcheck.yaml",
            "fail_on: [refuted, nie]",
            "claimcheck.yaml:1:10: fail_on: 'nie' is no",
        ),
        (
            "claimcheck.yaml",
            "notation: continental-ish",
            "claimcheck.yaml:1:11: notation: 'continental-ish' is none (did you mean 'continental'",
        ),
        (
            "claimcheck.yaml",
            "profile: fst",
            "claimcheck.yaml:1:10: profile: 'fst' is none (did you mean 'fast'?)\n"
            "  remedy: one of: exact, fast",
        ),
        ("claimcheck.yaml", "memory: 1.5", "claimcheck.yaml:1:9: memory: want a whole number"),
        ("claimcheck.yaml", "fields: Story", "claimcheck.yaml:1:9: fields: want a mapping"),
        (
            "claimcheck.yaml",
            "fields: {txt: Story}",
            "claimcheck.yaml:1:9: fields: 'txt' is no part of an article\n  remedy: name some of: ",
        ),
        (
            "pyproject.toml",
            "[tool.claimcheck.fields]\ntext = 3",
            "pyproject.toml:1:1: fields: text: want the name of a column, or several",
        ),
        ("claimcheck.yaml", "fail_on: 3", "claimcheck.yaml:1:10: fail_on: want a list of verdicts"),
        (
            "pyproject.toml",
            '[project]\nname = "x"\n[tool.claimcheck]\nmodle = "y"\n',
            "pyproject.toml:4:1: unknown setting 'modle' (did you mean 'model'?)",
        ),
        ("pyproject.toml", "[tool.claimcheck]\nk = true", "pyproject.toml:2:1: k: want a whole"),
        ("pyproject.toml", "[tool.claimcheck", "pyproject.toml: not valid TOML"),
        ("pyproject.toml", "[tool]\nclaimcheck = 3", "pyproject.toml: [tool.claimcheck] must be"),
    ],
)
def test_faults_in_settings(fake: Engine, name: str, text: str, message: str) -> None:
    Path(name).write_text(text)
    result = run("verify", "c.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {message}")


# --------------------------------------------------------------------------
# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("verify", "none.yaml"), "error: none.yaml: no such file or folder"),
        (("verify", "c.yml"), "remedy: did you mean c.yaml?"),
        (("verify", "bad.yaml"), "error: bad.yaml:1:1: unknown key 'versoin'"),
        (("verify", "bad.yaml"), "2 errors"),
        (("verify", "empty"), "error: empty: the folder holds no claims files"),
        (
            ("verify", "c.yaml", "--index", "missing"),
            "error: missing: there is no index\n  remedy:",
        ),
        (("verify", "c.yaml", "--fail-on", "refuted,ne"), "did you mean 'nei'?"),
        (("verify", "c.yaml", "-o", "no/report"), "error: no: the report cannot be written"),
        (("verify", "c.yaml", "-o", "empty"), "error: empty: is a folder"),
        (("verify", "c.yaml", "--format", "xml"), "'xml' is not one of"),
        (("verify", "c.yaml", "--k", "0"), "0 is not in the range"),
        (("verify", "c.yaml", "--formt", "json"), "No such option"),
        (("verfy",), "No such command 'verfy'"),
        (("index",), "Missing argument"),
        (("search",), "Missing argument"),
        (("search", "  "), "error: nothing to search for"),
        (("search", "tugs", "--since", "May"), "error: 'May' is not a date (want YYYY-MM-DD)"),
        (
            ("search", "tugs", "--since", "2022-04-02", "--until", "2022-04-01"),
            "error: no day is both since 2022-04-02 and until 2022-04-01",
        ),
        (("explain", "XYZ999"), "error: no checker is called 'XYZ999'"),
        ((), "Usage:"),
    ],
)
def test_what_could_not_run_exits_2_with_a_message(
    fake: Engine, arguments: tuple[str, ...], message: str
) -> None:
    Path("empty").mkdir()
    Path("bad.yaml").write_text("versoin: 1\nclaims:\n  - {id: a, text: It rained.}\n")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_stale_index_is_refused_with_the_command_that_mends_it(fake: Engine) -> None:
    fake.stale = ("a.txt", "b.txt", "c.txt", "d.txt")
    result = run("verify", "c.yaml")
    assert result.exit_code == 2
    assert (
        "index: the index is stale: no longer as indexed: a.txt, b.txt, c.txt and 1 more"
        in result.stderr
    )
    assert "run: claimcheck index articles" in result.stderr
    assert run("verify", "c.yaml", "--stale-ok").exit_code == 0


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "\ninterrupted\n"),
        (BrokenPipeError(), 141, ""),
        (
            ValueError("odd\nthing"),
            2,
            "internal error: ValueError: odd thing\n  This is a fault of",
        ),
    ],
)
def test_interruptions_and_faults_of_ours(
    fake: Engine, fault: BaseException, code: int, message: str
) -> None:
    fake.fault = fault
    result = run("verify", "c.yaml")
    assert result.exit_code == code
    assert result.stderr.startswith(message)
    assert "Traceback" not in result.output


def test_debug_shows_the_traceback(fake: Engine) -> None:
    fake.fault = ValueError("odd")
    result = run("--debug", "verify", "c.yaml")
    assert result.exit_code == 2
    assert "Traceback" in result.stderr


def test_a_verdict_that_is_lost_is_no_success(
    fake: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "verify", lambda *_, **__: iter(()))
    result = run("verify", "c.yaml")
    assert result.exit_code == 2
    assert "1 claims were given and 0 verdicts came back" in result.stderr


# --------------------------------------------------------------------------
# The smaller commands


def test_search_shows_places_scores_and_texts(fake: Engine) -> None:
    result = run("search", "drones", "--k", "2", "--source", "*wire*", "--until", "2022-04-21")
    until = Period(until=date(2022, 4, 21))
    assert (fake.asked[-1], fake.closed) == (("drones", 2, ("*wire*",), until), 1)
    assert result.stdout.splitlines()[:3] == [
        "  1. 0.800  seeds/courier.txt:2:1  Harbour Courier, 2022-04-21  [vectors, lexical]",
        "            The ministry gave 300 drones to the coast guard on Monday.",
        "",
    ]
    found = json.loads(run("search", "drones", "--format", "json").stdout)
    assert (found["query"], len(found["results"])) == ("drones", 2)


def test_schema_prints_both_schemas() -> None:
    assert run("schema").stdout == dump(claims_schema())
    assert run("schema", "--report").stdout == dump(report_schema())


def test_version_tells_whose_command_it_is() -> None:
    assert run("--version").stdout == (
        f"claimcheck-news {__version__} (module and command: claimcheck)\n"
    )


@pytest.mark.parametrize("checker", registry.load(), ids=lambda checker: checker.code)
def test_explain_prints_the_manual_page(checker: Checker) -> None:
    page = run("explain", checker.code.lower()).stdout
    assert page.startswith(f"{checker.code} {checker.name}\n===")
    assert page == run("explain", checker.name).stdout
    assert f"{checker.code}  {checker.name}" in run("explain").stdout


def test_explain_knows_near_misses() -> None:
    known = registry.load()[0].code
    result = run("explain", known.replace("0", "O"))
    assert result.exit_code == 2
    assert f"(did you mean {known}?)" in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["explain"], ["schema"], ["verify", "--help"]])
def test_quick_commands_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from claimcheck.cli.commands import cli\n"
        f"cli({arguments!r}, standalone_mode=False)\n"
        "heavy = {'torch', 'numpy', 'faiss', 'sentence_transformers', 'transformers'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == "[]\n"


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "--version"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("claimcheck-news ")


def test_a_reader_that_leaves_ends_the_run_quietly() -> None:
    command = f"{sys.executable} -m claimcheck schema | true"
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("0", "141")


# --------------------------------------------------------------------------
# extract and check

DRAFT = """\
The port handled 412 ships on Tuesday. Nobody complained.

Did 412 come?

The quay was opened on 3 May 2019.
"""


@pytest.fixture
def draft(fake: Engine) -> str:
    Path("draft.txt").write_text(DRAFT, encoding="utf-8")
    return "draft.txt"


def test_extract_writes_claims_with_their_places(draft: str) -> None:
    result = run("extract", draft, "--as-of", "2022-04-20")
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "left out: draft.txt:3:1: question: Did 412 come?",
            "4 sentences read, 2 claims; left out: 1 question, 1 without figure, date or quotation",
        ],
    )
    Path("claims.yaml").write_text(result.stdout, encoding="utf-8")
    first, second = load_claims([Path("claims.yaml")])
    assert (first.text, first.as_of) == (
        "The port handled 412 ships on Tuesday.",
        date(2022, 4, 20),
    )
    assert [str(claim.origin) for claim in (first, second)] == ["draft.txt:1:1", "draft.txt:5:1"]
    assert run("extract", draft, "--quiet").stderr == (
        "note: draft.txt tells no date, so that “Tuesday” (line 1) is no known day: "
        "give one with --as-of\n"
    )


def test_extract_again_tells_what_has_changed_and_keeps_what_was_written(draft: str) -> None:
    day = ("--as-of", "2022-04-20")
    assert run("extract", draft, "-o", "claims.yaml", *day).exit_code == 0
    written = Path("claims.yaml").read_text(encoding="utf-8")
    Path("claims.yaml").write_text(
        written.replace("    from: ", "    expect: refuted\n    from: "), encoding="utf-8"
    )
    Path(draft).write_text(f"It rained for 3 days.\n\n{DRAFT.replace('412 ships', '421 ships')}")
    result = run("extract", draft, "-o", "claims.yaml", *day)
    assert result.stderr.splitlines()[:4] == [
        "changed: draft.txt:3:1: The port handled 421 ships on Tuesday.",
        "    was: claims.yaml:7:12: The port handled 412 ships on Tuesday.",
        "new:     draft.txt:1:1: It rained for 3 days.",
        "since claims.yaml: 1 unchanged, 1 changed, 1 new, 0 gone",
    ]
    expected = [claim.expect_stated for claim in load_claims([Path("claims.yaml")])]
    assert expected == [False, False, True]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("c.yaml", "error: c.yaml:4:11: the file holds claims written by hand, which would be"),
        ("other.yaml", "error: other.yaml:7:12: the file holds claims of other.txt, which would"),
    ],
)
def test_extract_overwrites_no_claims_of_others(draft: str, file: str, told: str) -> None:
    Path("other.txt").write_text("Varna has 12 mills.")
    run("extract", "other.txt", "-o", "other.yaml", "--as-of", "2022-04-20")
    before = Path(file).read_text()
    result = run("extract", draft, "-o", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert Path(file).read_text() == before
    Path("other.txt").unlink()  # gone, or renamed: its claims are gone, too
    if file == "other.yaml":
        assert "gone:    other.yaml:7:12: Varna has" in run("extract", draft, "-o", file).stderr


@pytest.mark.parametrize("old", ["    from: ", "version: 1"])
def test_extract_overwrites_no_comment(draft: str, old: str) -> None:
    run("extract", draft, "-o", "claims.yaml")
    file = Path("claims.yaml")
    written = file.read_text(encoding="utf-8").replace(old, f"    # asked the port\n{old}", 1)
    file.write_text(written, encoding="utf-8")
    result = run("extract", draft, "-o", "claims.yaml")
    line = written.split("\n").index("    # asked the port") + 1
    assert (result.exit_code, result.stderr) == (
        2,
        f"error: claims.yaml:{line}:5: the comment '# asked the port' would be lost\n"
        "  remedy: write it as the 'note' of a claim, or name another file than claims.yaml\n",
    )
    assert file.read_text(encoding="utf-8") == written


def test_a_write_that_fails_leaves_the_former_claims(
    draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract", draft, "-o", "claims.yaml")
    before = Path("claims.yaml").read_bytes()
    Path(draft).write_text(DRAFT.replace("412", "421"), encoding="utf-8")

    def full(path: Path, text: str, *, encoding: str) -> None:
        with path.open("w", encoding=encoding) as file:
            file.write(text[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = run("extract", draft, "-o", "claims.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: claims.yaml: the claims file cannot be written: No space left on device\n"
        "  remedy: name another file\n",
    )
    assert Path("claims.yaml").read_bytes() == before
    assert not list(Path().glob(".*.new"))


def test_a_file_keeps_its_permissions_and_its_link(draft: str) -> None:
    Path("kept.yaml").touch(mode=0o640)  # empty: nothing in it could be lost
    Path("link.yaml").symlink_to("kept.yaml")
    assert run("extract", draft, "-o", "link.yaml").exit_code == 0
    assert Path("link.yaml").is_symlink()
    assert len(load_claims([Path("kept.yaml")])) == 2
    assert Path("kept.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_device_is_written_and_not_read(draft: str, command: str) -> None:
    result = run(command, draft, "-o", "/dev/full")
    assert (result.exit_code, "error: /dev/full: the " in result.stderr) == (2, True)
    assert run(command, draft, "-o", "/dev/null").exit_code == 0


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_file_that_may_not_be_written_is_told_before_the_work(
    draft: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path("kept.yaml")
    kept.touch()
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK or path != kept)
    result = run(command, "missing.txt", "-o", "kept.yaml")
    assert result.exit_code == 2
    assert re.match(r"error: kept.yaml: the .* cannot be written: permission", result.stderr)


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (
            "It was a calm day.\n",
            (),
            "draft.txt: no statement to check: 1 sentence was read, none states a figure, a date",
        ),
        ("", (), "draft.txt: "),
        (DRAFT, ("--as-of", "2022-13-40"), "'2022-13-40' is not a date (want YYYY-MM-DD)"),
        (DRAFT, ("-o", "no/where"), "no: the "),
    ],
)
def test_what_cannot_be_checked_is_no_success(
    draft: str, command: str, text: str, options: tuple[str, ...], message: str
) -> None:
    Path(draft).write_text(text)
    result = run(command, draft, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", b"PK", "a.doc: no source reads .doc\n  remedy: name the file with one of"),
        ("a.txt", b"", "a.txt: empty\n"),
        ("a.txt", b"a\0b", "a.txt: not a text: it holds NUL bytes\n"),
    ],
)
def test_every_draft_that_is_named_must_be_read(
    draft: str, command: str, name: str, content: bytes, message: str
) -> None:
    Path("more").mkdir()
    for folder in (Path(), Path("more")):
        (folder / name).write_bytes(content)
    result = run(command, draft, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")
    in_folder = run(command, draft, "more")
    assert in_folder.exit_code == 0
    if name.endswith(".txt"):
        assert in_folder.stderr.startswith(f"note: skipped: more/{message.strip()}\n")


@pytest.mark.parametrize("command", ["extract", "check"])
def test_drafts_without_a_statement_are_told(draft: str, command: str) -> None:
    for number in range(5):
        Path(f"bare{number}.txt").write_text("It was a calm day.\n")
    told = "note: no statement to check in bare0.txt\n"
    assert told in run(command, draft, "bare0.txt").stderr
    told = "note: no statement to check in bare0.txt, bare1.txt, bare2.txt and 2 more\n"
    assert told in run(command, ".").stderr
    assert "no statement" not in run(command, draft).stderr


def test_a_draft_is_the_same_by_any_path(draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sentences that went are gone, and are no other draft's that would be lost."""
    run("extract", draft, "-o", "claims.yaml", "--as-of", "2022-04-20")
    Path(draft).write_text("The port handled 412 ships on Tuesday.\n")
    here = Path.cwd()
    result = run("extract", str(here / draft), "-o", "claims.yaml")
    assert (result.exit_code, result.stderr.splitlines()[2]) == (
        0,
        "since claims.yaml: 1 unchanged, 0 changed, 0 new, 1 gone",
    ), result.stderr
    run("extract", draft, "-o", "claims.yaml", "--as-of", "2022-04-20")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    Path("other.txt").write_text("Varna has 12 mills.\n")
    lost = run("extract", "other.txt", "-o", "../claims.yaml")
    assert (lost.exit_code, "holds claims of draft.txt, which would be lost" in lost.stderr) == (
        2,
        True,
    ), lost.stderr
    assert run("extract", "other.txt", f"../{draft}", "-o", "../claims.yaml").exit_code == 0


def test_what_a_draft_holds_moves_no_cursor(draft: str) -> None:
    Path(draft).write_text(f"{DRAFT}\nDid \x1b[31m 30 tugs come\N{RIGHT-TO-LEFT OVERRIDE}?\n")
    left = run("extract", draft).stderr.splitlines()[2]
    assert left == "left out: draft.txt:7:1: question: Did �[31m 30 tugs come�?"


@pytest.mark.parametrize(
    ("label", "options", "code"),
    [
        (Label.SUPPORTED, (), 0),
        (Label.REFUTED, (), 1),
        (Label.NOT_ENOUGH, (), 1),
        (Label.NOT_ENOUGH, ("--fail-on", "refuted,conflicting"), 0),
        (Label.REFUTED, ("--fail-on", "none"), 0),
    ],
)
def test_exit_codes_of_check(
    fake: Engine, draft: str, label: Label, options: tuple[str, ...], code: int
) -> None:
    fake.label = label
    result = run("check", draft, "--as-of", "2022-04-20", *options)
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout.splitlines()[-1].startswith("2 claims: ")
    assert result.stdout.splitlines()[-1].endswith("; 0 slips within the draft, 0 failed")


@pytest.mark.parametrize(("options", "code"), [((), 1), (("--fail-on", "nei"), 0)])
def test_what_does_not_fit_within_the_draft_fails_like_a_refuted_claim(
    draft: str, options: tuple[str, ...], code: int
) -> None:
    Path(draft).write_text("It was signed on Monday, 13 April 2022.")
    result = run("check", draft, *options)
    assert result.exit_code == code
    [head] = [line for line in result.stdout.splitlines() if "does not fit" in line]
    assert head == f"{'FAIL' if code else 'warn'} draft.txt:1:18: does not fit within the draft"
    report = json.loads(run("check", draft, "--format", "json", *options).stdout)
    assert [(one["code"], one["ok"]) for one in report["draft"]["inner"]] == [("DAT002", not code)]


def test_what_cannot_be_right_within_the_draft_comes_first_and_counts_alone(
    draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = audit_article(Article("d", draft, "It was signed on Monday, 13 April 2022."))[0]
    rounded = replace(slip, kind=Kind.ROUNDED, code="NUM001", name="value-differs")
    monkeypatch.setattr(checking, "audit_article", lambda *_, notation: (rounded, slip))
    result = run("check", draft, "--format", "json", "--as-of", "2022-04-20")
    inner = json.loads(result.stdout)["draft"]["inner"]
    assert [(one["kind"], one["ok"]) for one in inner] == [("weekday", False), ("rounded", True)]
    assert result.stderr.endswith("; 2 slips within the draft, 1 failed\n")


def test_a_draft_that_tells_its_day_keeps_it(draft: str) -> None:
    Path("dated.txt").write_text(f"Date: 2020-05-06\n\n{DRAFT}", encoding="utf-8")
    run("extract", draft, "dated.txt", "-o", "claims.yaml", "--as-of", "2022-04-20")
    days = {(claim.origin.path if claim.origin else "", str(claim.as_of))
            for claim in load_claims([Path("claims.yaml")])}  # fmt: skip
    assert days == {("dated.txt", "2020-05-06"), ("draft.txt", "2022-04-20")}


def test_every_sentence_that_was_left_out_is_named_on_demand(draft: str) -> None:
    Path(draft).write_text(f"{DRAFT}\nDid 9 come? Did 30 come? Did 40 come? Did 50 come?\n")
    few, every = run("extract", draft).stderr, run("extract", draft, "--verbose").stderr
    assert (few.count("question: "), every.count("question: ")) == (3, 5)
    assert "left out: 2 more (--verbose names them)\n" in few


def test_a_draft_is_no_evidence_for_itself(fake: Engine, draft: str) -> None:
    fake.copies = ("articles/draft.txt",)
    result = run("check", draft, "--as-of", "2022-04-20")
    assert fake.without == [("articles/draft.txt",)] * 2
    assert result.stderr == (
        "note: draft.txt is in the index as articles/draft.txt, which is no evidence for itself\n"
    )


def test_a_draft_that_changed_since_it_was_indexed_makes_no_index_stale(
    fake: Engine, draft: str
) -> None:
    fake.stale = ("draft.txt",)
    assert run("check", draft).exit_code == 0
    fake.stale = ("draft.txt", "other.txt")
    result = run("check", draft)
    assert (result.exit_code, "no longer as indexed: other.txt" in result.stderr) == (2, True)


def test_check_with_former_claims(fake: Engine, draft: str) -> None:
    run("extract", draft, "-o", "claims.yaml")
    Path(draft).write_text(DRAFT.replace("3 May", "4 May"))
    result = run("check", draft, "--claims", "claims.yaml", "--as-of", "2022-04-20")
    assert result.stdout.splitlines()[:4] == [
        "changed: draft.txt:5:1: The quay was opened on 4 May 2019.",
        "    was: claims.yaml:11:12: The quay was opened on 3 May 2019.",
        "since claims.yaml: 1 unchanged, 1 changed, 0 new, 0 gone",
        "",
    ]
    report = json.loads(run("check", draft, "--claims", "claims.yaml", "--format", "json").stdout)
    jsonschema.Draft202012Validator(report_schema()).validate(report)
    changes = report["draft"]["changes"]
    assert [one["now"]["line"] for one in changes["changed"]] == [5]
    assert [verdict["from"] for verdict in report["verdicts"]] == ["draft.txt:1:1", "draft.txt:5:1"]
    assert [one["why"] for one in report["draft"]["left_out"]] == ["question"]
