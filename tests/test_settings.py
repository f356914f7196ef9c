"""Settings of which checkers are heard and what they do: read, refused, and kept by runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from report_samples import DRONES, REFUTED, VERDICTS, finding

from claimcheck.checkers import registry
from claimcheck.cli import engine
from claimcheck.cli.commands import cli
from claimcheck.cli.commands.options import choose
from claimcheck.config import KEYS, load_settings
from claimcheck.evidence import evidence_of
from claimcheck.reports.building import of_verdicts
from claimcheck.reports.formats import render
from claimcheck.reports.model import Status
from claimcheck.reports.policy import Policy
from claimcheck.types import Article, Claim, Label, Location, Outcome, Severity, Verdict
from claimcheck.verdicts import Judge

BY_ID = {verdict.claim.id: verdict for verdict in VERDICTS}
WRONG = BY_ID["more-drones"]
_QUOTED = finding(
    "QUO001", "quotation-altered", Outcome.CONFLICTS, "other words", REFUTED, "400 drones",
    DRONES, "300 drones",
)  # fmt: skip
BOTH = replace(WRONG, findings=(*WRONG.findings, _QUOTED))
CODES = frozenset(checker.code for checker in registry.load())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


# --------------------------------------------------------------------------
# What is read


def family(*names: str) -> frozenset[str]:
    return frozenset(code for code in CODES if code.startswith(names))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("k: 3", None),
        ("select: [NUM]", family("NUM")),
        ("select: NUM, QUO001", family("NUM", "QUO001")),
        ("ignore: [QUO]", CODES - family("QUO")),
        ("select: [NUM, SUM]\nignore: [NUM00]", family("SUM")),
        ("ignore: NUM001", CODES - {"NUM001"}),
    ],
)
def test_checkers_are_chosen_by_code_or_its_beginning(
    folder: Path, text: str, codes: frozenset[str] | None
) -> None:
    Path("claimcheck.yaml").write_text(text)
    assert load_settings(Path()).codes == codes


def test_the_longest_name_tells_the_severity(folder: Path) -> None:
    Path("pyproject.toml").write_text(
        '[tool.claimcheck]\nseverity = {NUM = "warning", NUM001 = "error", DAT = "note"}\n'
        "min_confidence = 0.25\n"
    )
    settings = load_settings(Path())
    assert settings.severity == (
        ("NUM001", Severity.ERROR), ("DAT", Severity.NOTE), ("NUM", Severity.WARNING),
    )  # fmt: skip
    assert settings.min_confidence == 0.25


@pytest.mark.parametrize(
    ("told", "share"), [("0", 0), ("1", 1), ("0.7", 0.7), ("1.0", 1), ("1e-3", 0.001)]
)
def test_shares(folder: Path, told: str, share: float) -> None:
    Path("claimcheck.yaml").write_text(f"min_confidence: {told}")
    assert load_settings(Path()).min_confidence == share


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tool = 3\n[project]\n", None),
        ("[tool]\nclaimcheck = 3\n", "[tool.claimcheck] must be a table"),
        ("a = " + "[" * 3000 + "]" * 3000, "not valid TOML: "),
        ("a = \n", "not valid TOML: "),
    ],
)
def test_a_pyproject_that_is_odd_is_one_error(folder: Path, text: str, message: str | None) -> None:
    Path("pyproject.toml").write_text(text)
    result = run("config")
    assert result.exit_code == (0 if message is None else 2)
    if message is not None:
        assert result.stderr.startswith(f"error: pyproject.toml: {message}")
        assert "\n  remedy: " in result.stderr


def test_a_model_of_a_name_that_no_folder_can_have_is_a_name(folder: Path) -> None:
    Path("claimcheck.yaml").write_text(f"model: {'a' * 400}\n")
    assert load_settings(Path()).model == "a" * 400


@pytest.mark.parametrize(
    "option", ["--min-confidence=nan", "--min-confidence=1.1", "--k=0", "--k=1000000001"]
)
def test_options_that_no_run_can_take_are_refused(folder: Path, option: str) -> None:
    result = run("verify", "c.yaml", option)
    assert result.exit_code == 2
    assert "is not in the range" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select: [NUMB]", "1:9: select: there is no checker 'NUMB' (did you mean 'NUM'?)"),
        ("ignore: [num001]", "1:9: ignore: there is no checker 'num001' (did you mean 'NUM001'?)"),
        ("ignore: ['']", "1:9: ignore: there is no checker ''"),
        ("select: 3", "1:9: select: want a list of codes"),
        ("select: {NUM: 1}", "1:9: select: want a list of codes"),
        ("select: []", "1:9: select: no checker is left\n  remedy: name a code"),
        ("select: [NUM001]\nignore: [NUM]", "2:9: ignore: no checker is left\n  remedy: ignore"),
        ("k: 99999999999", "1:4: k: want a whole number from 1 to 1,000,000,000"),
        ("memory: 1000000001", "1:9: memory: want a whole number from 1 to 1,000,000,000"),
        ("min_confidence: .nan", "1:17: min_confidence: want a share from 0 to 1"),
        ("min_confidence: -0.1", "1:17: min_confidence: want a share from 0 to 1"),
        ('index: "a\\0b"', "1:9: index: want text"),
        ("severity: warning", "1:11: severity: want a mapping of codes"),
        ("severity: {NUMM: note}", "1:11: severity: there is no checker 'NUMM' (did you mean"),
        ("severity: {NUM: warn}", "1:11: severity: NUM: 'warn' is none (did you mean 'warning'?)"),
        ("severity: {NUM: [note]}", "1:11: severity: NUM: '['note']' is none"),
        ("min_confidence: 70", "1:17: min_confidence: want a share from 0 to 1"),
        ("min_confidence: true", "1:17: min_confidence: want a share from 0 to 1"),
        ("min_confidence: high", "1:17: min_confidence: want a share from 0 to 1"),
        ("baseline: [a]", "1:11: baseline: want text"),
        ("severities: {}", "1:1: unknown setting 'severities' (did you mean 'severity'?)"),
    ],
)
def test_faulty_settings_are_one_error(folder: Path, text: str, message: str) -> None:
    Path("claimcheck.yaml").write_text(text)
    Path("a.txt").write_text("It rained.\n")
    result = run("audit", "a.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: claimcheck.yaml:{message}")
    assert "remedy" in result.stderr


# --------------------------------------------------------------------------
# Telling them


@pytest.fixture
def bare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CLAIMCHECK_INDEX", "CLAIMCHECK_MODEL", "CLAIMCHECK_ENTAILMENT"):
        monkeypatch.delenv(name, raising=False)
    return folder


def told(*arguments: str) -> dict[str, tuple[object, str]]:
    result = run("config", "--format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert list(rows) == list(KEYS)
    return {key: (row["value"], row["origin"]) for key, row in rows.items()}


def test_without_settings_all_are_defaults(bare: Path) -> None:
    rows = told()
    assert {origin for _, origin in rows.values()} == {"default"}
    assert rows["k"][0] == 12
    assert rows["fail_on"][0] == ["refuted", "conflicting evidence", "not enough evidence"]
    assert rows["model"][0] is None
    lines = run("config").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KEYS)
    assert re.fullmatch("model +the packaged MiniLM +default", lines[1])


def test_each_value_has_its_origin(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("claimcheck.yaml").write_text(
        "# ours\nindex: there\nk: 5\nfail_on: [refuted]\nseverity: {NUM: note}\n"
        "min_confidence: 0.5\nselect: NUM, QUO001\nfields: {text: Story}\n"
    )
    monkeypatch.setenv("CLAIMCHECK_MODEL", "small")
    rows = told("--k", "7", "--fail-on", "nei,conflicting")
    assert {key: row for key, row in rows.items() if row[1] != "default"} == {
        "index": ("there", "claimcheck.yaml:2"),
        "model": ("small", "environment CLAIMCHECK_MODEL"),
        "k": (7, "option --k"),
        "fields": ({"text": "Story"}, "claimcheck.yaml:8"),
        "fail_on": (["not enough evidence", "conflicting evidence"], "option --fail-on"),
        "min_confidence": (0.5, "claimcheck.yaml:6"),
        "select": (["NUM", "QUO001"], "claimcheck.yaml:7"),
        "severity": ({"NUM": "note"}, "claimcheck.yaml:5"),
    }
    shown = run("config", "--k", "7").stdout
    assert re.search(r"^severity +\{NUM: note\} +claimcheck\.yaml:5$", shown, re.M)
    assert re.search(r"^k +7 +option --k$", shown, re.M)


def test_settings_of_a_table_have_their_lines(bare: Path) -> None:
    Path("pyproject.toml").write_text(
        '[project]\nname = "k"\n\n[tool.claimcheck]\nindex = "i"\n\n'
        '[tool.claimcheck.severity]\nNUM = "note"\n'
    )
    rows = told()
    assert rows["index"] == ("i", "pyproject.toml:5")
    assert rows["severity"] == ({"NUM": "note"}, "pyproject.toml:7")


def test_what_config_tells_is_what_a_run_takes(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held against `choose`, which every run goes by, with all that may be set in a file."""
    Path("claimcheck.yaml").write_text("index: there\nk: 5\nmin_confidence: 0.5\nbaseline: b\n")
    chosen, rows = choose(None, None), told()
    assert str(chosen.index) == rows["index"][0]
    assert (chosen.k, chosen.min_confidence) == (rows["k"][0], rows["min_confidence"][0])
    assert str(chosen.baseline) == rows["baseline"][0]
    Path("claimcheck.yaml").unlink()
    chosen, rows = choose(None, None), told()
    assert str(chosen.index) == rows["index"][0]
    assert (chosen.k, chosen.min_confidence) == (rows["k"][0], rows["min_confidence"][0])


def test_faulty_settings_and_options_end_it(bare: Path) -> None:
    assert run("config", "--fail-on", "nie").exit_code == 2
    Path("claimcheck.yaml").write_text("kk: 1")
    result = run("config")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: claimcheck.yaml:1:1: unknown setting 'kk'")


def test_the_page_tells_every_setting() -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text("utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", page.split("| setting |")[1], re.M)
    assert re.findall(r"\w+", " ".join(rows[: len(KEYS)]))[: len(KEYS)] == list(KEYS)


# --------------------------------------------------------------------------
# What they do


@pytest.mark.parametrize(
    ("verdict", "severity", "status", "kind"),
    [
        (WRONG, {"NUM": Severity.WARNING}, Status.WARN, "warning"),
        (WRONG, {"NUM001": Severity.NOTE}, Status.WARN, "note"),
        (WRONG, {"QUO": Severity.NOTE}, Status.FAIL, None),
        (BOTH, {"NUM": Severity.WARNING}, Status.FAIL, None),
        (BOTH, {"NUM": Severity.NOTE, "QUO": Severity.WARNING}, Status.WARN, "warning"),
        (BOTH, {"NUM": Severity.NOTE, "QUO": Severity.ERROR}, Status.FAIL, None),
        (BY_ID["planes"], {"NUM": Severity.NOTE}, Status.FAIL, None),
        (BY_ID["drones"], {"NUM": Severity.NOTE}, Status.OK, None),
    ],
)
def test_a_warning_never_fails(
    verdict: Verdict, severity: dict[str, Severity], status: Status, kind: str | None
) -> None:
    fate = Policy(severity=tuple(severity.items())).fate(verdict)
    assert (fate.status, fate.excuse.kind if fate.excuse else None) == (status, kind)


@pytest.mark.parametrize(("level", "word"), [("warning", "warning"), ("note", "notice")])
def test_formats_tell_the_severity(level: str, word: str) -> None:
    policy = Policy(severity=(("NUM", Severity(level)),))
    report = of_verdicts([WRONG], policy)
    assert report.summary.exit_code == 0
    (result,) = json.loads(render("sarif", report))["runs"][0]["results"]
    assert (result["level"], "suppressions" in result) == (level, False)
    assert render("github", report).startswith(f"::{word} ")
    assert f"NUM001 is set to {level}" in render("github", report)
    assert json.loads(render("json", report))["summary"]["excused"] == {level: 1}


def judge(codes: frozenset[str] | None) -> Verdict:
    text = "The port handled 412 ships in 2021."
    article = Article("a", "a.txt", text)
    claim = Claim("c", "The port handled 450 ships in 2021.", Location("c.yaml", 1, 1))
    return Judge(codes=codes).judge(claim, evidence_of(article))


def test_a_checker_that_is_not_heard_neither_contradicts_nor_confirms() -> None:
    heard, ignored = judge(None), judge(CODES - family("NUM"))
    assert heard.label is Label.REFUTED
    assert ignored.label is Label.NOT_ENOUGH  # the figure was not checked: that is no support
    assert not any(one.code.startswith("NUM") for one in ignored.findings)
    assert judge(CODES) == heard


SLIP = "Ships\n\nThe port handled 100 ships on Monday, 20 April 2022.\n"


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("k: 12", 1, ["DAT002"]),
        ("ignore: [DAT002]", 0, []),
        ("select: [NUM]", 0, []),
        ("severity: {DAT: warning}", 0, ["DAT002"]),
        ("severity: {NUM: warning}", 1, ["DAT002"]),
    ],
)
def test_an_audit_and_a_draft_keep_the_settings(
    folder: Path, monkeypatch: Any, text: str, code: int, found: list[str]
) -> None:
    Path("claimcheck.yaml").write_text(text)
    Path("a.md").write_text(SLIP)
    audited = run("audit", "a.md", "--format", "json")
    told = [one["code"] for one in json.loads(audited.stdout)["findings"]]
    assert (audited.exit_code, told) == (code, found)

    def verify(claims: Sequence[Claim], *_: object, **__: object) -> Iterator[Verdict]:
        yield from (replace(VERDICTS[0], claim=claim, findings=()) for claim in claims)

    index = SimpleNamespace(refuse_stale=lambda but=(): None, copies_of=lambda article: ())
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))
    monkeypatch.setattr(engine, "verify", verify)
    checked = run("check", "a.md", "--format", "json")
    told = [one["code"] for one in json.loads(checked.stdout)["draft"]["inner"]]
    assert (checked.exit_code, told) == (code, found)


def test_a_run_takes_confidence_codes_and_baseline_from_the_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []

    def verify(claims: Sequence[Claim], *_: object, **options: Any) -> Iterator[Verdict]:
        heard.append(options["codes"])
        yield from (replace(WRONG, claim=claim) for claim in claims)

    index = SimpleNamespace(refuse_stale=lambda but=(): None)
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))
    monkeypatch.setattr(engine, "verify", verify)
    Path("c.yaml").write_text(f"version: 1\nclaims: [{{id: a, text: '{WRONG.claim.text}'}}]\n")
    Path("claimcheck.yaml").write_text("select: [NUM]\nmin_confidence: 0.95\nbaseline: b.json\n")
    missing = run("verify", "c.yaml")
    assert missing.exit_code == 2
    assert missing.stderr.startswith("error: b.json: the baseline cannot be read")
    assert run("verify", "c.yaml", "--write-baseline").exit_code == 3  # nothing is sure enough
    assert run("verify", "c.yaml", "--min-confidence", "0").exit_code == 1
    assert run("verify", "c.yaml", "--min-confidence", "0", "--write-baseline").exit_code == 0
    assert run("verify", "c.yaml", "--min-confidence", "0").exit_code == 0
    assert heard == [family("NUM")] * 4
