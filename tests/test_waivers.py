"""Waivers beside a claim: what they let pass, when they end, and how every format tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from lxml import etree
from report_samples import (
    BAY,
    CAUGHT,
    CONFLICTING,
    DRONES,
    MISSING,
    REFUTED,
    SUPPORTED,
    VERDICTS,
    finding,
)

from claimcheck.claims import claims_file, load_claims, refuse_unknown
from claimcheck.cli import engine
from claimcheck.cli.commands import cli
from claimcheck.errors import ClaimcheckError, ManyErrors
from claimcheck.extraction.changes import Changes, carried
from claimcheck.reports.building import of_verdict, of_verdicts
from claimcheck.reports.formats import render
from claimcheck.reports.model import Report, Status
from claimcheck.reports.policy import Policy
from claimcheck.reports.summary import Summary
from claimcheck.reports.terminal import TerminalReport
from claimcheck.schema import claims_schema, report_schema
from claimcheck.types import Claim, Label, Location, Outcome, Verdict, Waiver

TODAY = date(2026, 6, 1)
PLACE = Location("claims/aid.yaml", 7, 20)
BY_CLAIM = {verdict.claim.id: verdict for verdict in VERDICTS}
_QUOTED = finding(
    "QUO001", "quotation-altered", Outcome.CONFLICTS, "other words", REFUTED, "400 drones",
    DRONES, "300 drones",
)  # fmt: skip


def waived(claim: Claim, *codes: str, until: date | None = None) -> Verdict:
    """The verdict on a sample claim with waivers beside it."""
    verdict = BY_CLAIM[claim.id]
    waive = tuple(Waiver(code, "as the desk knows", PLACE, until) for code in codes)
    return replace(verdict, claim=replace(claim, waive=waive))


def with_quotation(verdict: Verdict) -> Verdict:
    return replace(verdict, findings=(*verdict.findings, _QUOTED))


IDLE = "the waiver of {} waives nothing: remove it"


@pytest.mark.parametrize(
    ("verdict", "status", "why", "notes"),
    [
        (waived(REFUTED, "NUM001"), Status.WARN, "NUM001: as the desk knows", []),
        (
            waived(REFUTED, "NUM001", until=TODAY),
            Status.WARN,
            "NUM001: as the desk knows (until 2026-06-01)",
            [],
        ),
        (
            waived(REFUTED, "NUM001", until=date(2026, 5, 31)),
            Status.FAIL,
            None,
            ["the waiver of NUM001 ended on 2026-05-31 (as the desk knows)"],
        ),
        (waived(REFUTED, "QUO001"), Status.FAIL, None, [IDLE.format("QUO001")]),
        (
            waived(REFUTED, "NUM001", "QUO001"),
            Status.WARN,
            "NUM001: as the desk knows",
            [IDLE.format("QUO001")],
        ),
        (
            with_quotation(waived(REFUTED, "NUM001")),
            Status.FAIL,
            None,
            ["not waived: QUO001"],
        ),
        (
            with_quotation(waived(REFUTED, "QUO001", "NUM001")),
            Status.WARN,
            "NUM001: as the desk knows; QUO001: as the desk knows",
            [],
        ),
        (
            replace(waived(CONFLICTING, "NUM001"), claim=replace(
                waived(CONFLICTING, "NUM001").claim, expect=Label.SUPPORTED, expect_stated=False)),
            Status.WARN,
            "NUM001: as the desk knows",
            [],
        ),
        # what waives nothing: verdicts that do not fail, and those that rest on no conflict
        (waived(SUPPORTED, "NUM001"), Status.OK, None, [IDLE.format("NUM001")]),
        (waived(CAUGHT, "QUO001"), Status.OK, None, [IDLE.format("QUO001")]),
        (waived(MISSING, "NUM001"), Status.FAIL, None, [IDLE.format("NUM001")]),
        (BY_CLAIM[REFUTED.id], Status.FAIL, None, []),
        (BY_CLAIM[SUPPORTED.id], Status.OK, None, []),
    ],
)  # fmt: skip
def test_what_a_waiver_lets_pass(
    verdict: Verdict, status: Status, why: str | None, notes: list[str]
) -> None:
    fate = Policy(today=TODAY).fate(verdict)
    assert fate.status is status
    assert (fate.excuse and fate.excuse.why) == why
    assert [note.text for note in fate.notes] == notes
    assert all(note.at == PLACE for note in fate.notes)


def test_a_verdict_that_fails_without_findings_cannot_be_waived() -> None:
    bare = replace(waived(REFUTED, "NUM001"), findings=())
    assert Policy(today=TODAY).fate(bare).status is Status.FAIL


# --------------------------------------------------------------------------
# How it is told


def sample() -> tuple[Report, Summary, tuple[Verdict, ...]]:
    verdicts = (
        waived(REFUTED, "NUM001", until=TODAY), waived(BAY, "QUO001"), waived(SUPPORTED, "NUM001"),
    )  # fmt: skip
    policy = Policy(today=TODAY)
    report = of_verdicts(verdicts, policy)
    assert isinstance(report.summary, Summary)
    return report, report.summary, verdicts


def test_the_counts_tell_what_was_waived() -> None:
    _, summary, _ = sample()
    assert summary.line() == (
        "3 claims: 1 supported, 2 refuted, 0 conflicting evidence, 0 not enough evidence; "
        "1 as expected, 1 failed, 1 waived; 0 parts unchecked"
    )
    assert summary.exit_code == 1
    passed = (waived(REFUTED, "NUM001"),)
    assert of_verdicts(passed, Policy(today=TODAY)).summary.exit_code == 0


def test_the_terminal_tells_the_reason_below_the_verdict() -> None:
    _, _, verdicts = sample()
    stream = StringIO()
    report = TerminalReport(stream)
    for verdict in verdicts:
        report.show(of_verdict(verdict, Policy(today=TODAY)))
    lines = stream.getvalue().splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("warn more-drones: refuted"))
    assert lines[at + 1].strip() == "waived: NUM001: as the desk knows (until 2026-06-01)"
    told = " ".join(stream.getvalue().split())
    assert "note: the waiver of QUO001 waives nothing: remove it (claims/aid.yaml:7:20)" in told
    assert "note: the waiver of NUM001 waives nothing: remove it (claims/aid.yaml:7:20)" in told


def test_json_tells_it_within_the_schema() -> None:
    report, _, _ = sample()
    told = json.loads(render("json", report))
    jsonschema.validate(told, report_schema())
    first, second, _ = told["verdicts"]
    assert first["ok"] is True
    assert first["excuse"] == {
        "kind": "waived", "why": "NUM001: as the desk knows (until 2026-06-01)",
    }  # fmt: skip
    assert (second["ok"], second["excuse"]) == (False, None)
    assert second["notes"] == [f"{IDLE.format('QUO001')} (claims/aid.yaml:7:20)"]
    assert told["summary"]["excused"] == {"waived": 1}


def test_sarif_suppresses_what_is_waived_and_nothing_else() -> None:
    report, _, _ = sample()
    log = json.loads(render("sarif", report))
    schema = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
    jsonschema.Draft4Validator(json.loads(schema.read_text("utf-8"))).validate(log)
    told = [
        (one["ruleId"], one["level"], [s["justification"] for s in one["suppressions"]])
        for one in log["runs"][0]["results"]
    ]
    assert told == [
        ("NUM001", "error", ["NUM001: as the desk knows (until 2026-06-01)"]),
        ("NUM001", "error", []),
        ("to-mend", "note", []),
        ("to-mend", "note", []),
    ]


def test_sarif_of_a_run_without_waivers_has_no_suppressions() -> None:
    plain = of_verdicts(VERDICTS, Policy())
    assert "suppressions" not in render("sarif", plain)


def test_junit_skips_what_is_waived() -> None:
    report, _, _ = sample()
    first, second, third = etree.fromstring(render("junit", report).encode()).iter("testcase")
    assert first.find("skipped").get("message").endswith(
        "; waived: NUM001: as the desk knows (until 2026-06-01)"
    )  # fmt: skip
    assert second.find("failure") is not None
    assert third.find("skipped") is None
    assert "waives nothing" in third.findtext("system-out")


def test_github_shows_a_notice() -> None:
    report, _, _ = sample()
    lines = render("github", report).splitlines()
    kinds = [line.split()[0] for line in lines[:-1]]
    assert kinds == ["::notice", "::notice", "::error", "::notice"]
    assert "waived: NUM001: as the desk knows" in lines[0]
    assert "line=7,col=20" in lines[1]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_pages_tell_the_reason(name: str) -> None:
    report, _, _ = sample()
    text = render(name, report)
    assert "waived: NUM001: as the desk knows (until 2026-06-01)" in text.replace("\\", "")
    assert "the waiver of QUO001 waives nothing" in text
    assert {"markdown": "| ⚠️ waived |", "html": "<b>! waived</b>"}[name] in text


# --------------------------------------------------------------------------
# Claims files


def load(tmp_path: Path, waive: str) -> Claim:
    file = tmp_path / "c.yaml"
    file.write_text(f"version: 1\nclaims:\n  - id: a\n    text: It rained.\n    waive: {waive}\n")
    (claim,) = load_claims([file])
    return claim


@pytest.mark.parametrize(
    "waive",
    [
        "[{code: NUM001, reason: It is so., until: 2026-12-31}, {code: QUO001, reason: 'a: b'}]",
        "{code: NUM001, reason: One alone.}",
        "\n      - code: NUM001\n        reason: >\n          Over\n          lines.\n",
    ],
)
def test_waivers_are_read_written_and_in_the_schema(tmp_path: Path, waive: str) -> None:
    claim = load(tmp_path, waive)
    jsonschema.validate(
        yaml.load((tmp_path / "c.yaml").read_text(), Loader=yaml.BaseLoader) | {"version": 1},
        claims_schema(),
    )
    again = tmp_path / "again.yaml"
    again.write_text(claims_file([claim]))
    (back,) = load_claims([again])
    assert claim.waive
    assert [replace(one, location=PLACE) for one in back.waive] == [
        replace(one, location=PLACE) for one in claim.waive
    ]


def test_a_waiver_has_the_place_of_its_code(tmp_path: Path) -> None:
    (waiver,) = load(tmp_path, "[{code: NUM001, reason: It is so., until: 2026-12-31}]").waive
    place = Location(str(tmp_path / "c.yaml"), 5, 20)
    assert waiver == Waiver("NUM001", "It is so.", place, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("waive", "message"),
    [
        ("NUM001", "5:12: waive: want a mapping of code, reason, until, got 'NUM001'"),
        ("[]", "5:12: waive: want at least one waiver, got an empty list"),
        ("[{code: NUM001}]", "5:13: waive: the waiver has no 'reason'"),
        ("[{reason: It is so.}]", "5:13: waive: the waiver has no 'code'"),
        ("[{code: NUM001, reason: ''}]", "5:37: waive: reason: want text, got nothing"),
        ("[{code: num001, reason: x}]",
         "5:20: waive: 'num001' is no code of a checker (did you mean 'NUM001'?)"),
        ("[{code: value, reason: x}]", "5:20: waive: 'value' is no code of a checker"),
        ("[{code: NUM001, reason: x, untill: 2026-12-31}]",
         "5:39: waive: unknown key 'untill' (did you mean 'until'?)"),
        ("[{code: NUM001, reason: x, until: soon}]",
         "5:46: waive: until: 'soon' is not a date (want YYYY-MM-DD)"),
        ("[{code: NUM001, reason: x}, {code: NUM001, reason: y}]",
         "5:47: waive: NUM001 is waived twice"),
    ],
)  # fmt: skip
def test_a_faulty_waiver_is_one_error_with_its_place(
    tmp_path: Path, waive: str, message: str
) -> None:
    with pytest.raises(ClaimcheckError) as caught:
        load(tmp_path, waive)
    assert not isinstance(caught.value, ManyErrors)
    assert caught.value.remedy
    told = str(caught.value).splitlines()[0].replace(f"{tmp_path}/c.yaml:", "")
    assert told == message


def test_an_unknown_code_is_refused_where_it_stands(tmp_path: Path) -> None:
    claim = load(tmp_path, "[{code: NUM001, reason: x}, {code: NUM901, reason: y}]")
    refuse_unknown([replace(claim, waive=claim.waive[:1])], ["NUM001", "QUO001"])
    with pytest.raises(
        ClaimcheckError, match=r"c\.yaml:5:47: waive: there is no checker NUM901 \("
    ):
        refuse_unknown([claim], ["NUM001", "QUO001"])


# --------------------------------------------------------------------------
# Runs


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which every claim is refuted by a figure."""

    def verify(claims: Sequence[Claim], *_: object, **__: object) -> Iterator[Verdict]:
        text = BY_CLAIM[REFUTED.id].claim.text
        for claim in claims:
            yield replace(BY_CLAIM[REFUTED.id], claim=replace(claim, text=text))

    index = SimpleNamespace(refuse_stale=lambda but=(): None)
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))
    monkeypatch.setattr(engine, "verify", verify)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("waive", "code", "told"),
    [
        ("{code: NUM001, reason: known}", 0, "waived: NUM001: known"),
        ("{code: NUM001, reason: known, until: 2000-01-01}", 1, "ended on 2000-01-01 (known)"),
        ("{code: NUM001, reason: known, until: 9999-12-31}", 0, "(until 9999-12-31)"),
        ("{code: QUO001, reason: known}", 1, "the waiver of QUO001 waives nothing"),
    ],
)
def test_a_run_keeps_to_waivers(folder: Path, waive: str, code: int, told: str) -> None:
    text = f"version: 1\nclaims:\n  - id: a\n    text: It rained.\n    waive: {waive}\n"
    Path("c.yaml").write_text(text)
    result = CliRunner().invoke(cli, ["verify", "c.yaml"])
    assert (result.exit_code, result.stderr) == (code, "")
    assert told in " ".join(result.stdout.split())


def test_a_run_refuses_codes_that_there_are_not(folder: Path) -> None:
    text = "version: 1\nclaims:\n"
    for name, code in (("a", "NUM901"), ("b", "NUM001"), ("c", "QUO901")):
        text += f"  - {{id: {name}, text: It rained., waive: {{code: {code}, reason: x}}}}\n"
    Path("c.yaml").write_text(text)
    result = CliRunner().invoke(cli, ["verify", "c.yaml"])
    assert (result.exit_code, result.stdout) == (2, "")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error")]
    assert [line.split(" (")[0] for line in errors] == [
        "error: c.yaml:3:45: waive: there is no checker NUM901",
        "error: c.yaml:5:45: waive: there is no checker QUO901",
    ]


def test_a_statement_that_has_not_changed_keeps_its_waivers() -> None:
    before = replace(SUPPORTED, waive=(Waiver("NUM001", "known", PLACE),), origin=PLACE)
    same = carried(Changes(((before, SUPPORTED),), (), (), (), ()), [SUPPORTED])
    assert same[0].waive == before.waive
    other = replace(SUPPORTED, text="The ministry gave 301 drones.")
    changed = carried(Changes((), ((before, other),), (), (), ()), [other])
    assert changed[0].waive == ()
