"""Known failures: what they are keyed on, the file, and what a run does with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from report_samples import AGAIN, BOATS, DRONES, NORTH, REFUTED, VERDICTS, value

from claimcheck.cli import engine
from claimcheck.cli.commands import cli
from claimcheck.errors import ClaimcheckError
from claimcheck.reports.known import Baseline, Known, of_verdict, read, written
from claimcheck.reports.model import Status
from claimcheck.reports.policy import Policy
from claimcheck.types import Claim, Label, Location, Outcome, Verdict

BY_ID = {verdict.claim.id: verdict for verdict in VERDICTS}
WRONG = BY_ID["more-drones"]
SILENT = BY_ID["planes"]


def of_claim(verdict: Verdict, **changes: Any) -> Verdict:
    return replace(verdict, claim=replace(verdict.claim, **changes))


# --------------------------------------------------------------------------
# What a failure is keyed on


@pytest.mark.parametrize(
    "same",
    [
        of_claim(WRONG, location=Location("elsewhere.yaml", 99, 3)),
        of_claim(WRONG, id="another-name", tags=("new",), note="new"),
        of_claim(WRONG, text="the ministry gave 400 drones  to the guard."),
        replace(WRONG, confidence=0.5, reason="in other words"),
        replace(WRONG, findings=WRONG.findings[::-1]),
        replace(WRONG, findings=(*WRONG.findings, WRONG.findings[0])),
        replace(WRONG, evidence=(*WRONG.evidence, BOATS)),
        replace(
            WRONG,
            findings=(
                *WRONG.findings,
                value(Outcome.UNCLEAR, "unclear", REFUTED, "400 drones", BOATS, "1,250"),
            ),
        ),
    ],
)
def test_places_names_and_order_make_no_difference(same: Verdict) -> None:
    assert of_verdict(same) == of_verdict(WRONG)


@pytest.mark.parametrize(
    "other",
    [
        of_claim(WRONG, text="The ministry gave 500 drones to the guard."),
        replace(WRONG, label=Label.CONFLICTING),
        replace(WRONG, findings=WRONG.findings[:1]),
        replace(WRONG, findings=tuple(replace(one, code="NUM003") for one in WRONG.findings)),
        SILENT,
    ],
)
def test_text_verdict_codes_and_evidence_do(other: Verdict) -> None:
    assert of_verdict(other) != of_verdict(WRONG)


def test_what_the_sources_say_instead_is_no_part_of_a_silence() -> None:
    other = replace(SILENT, evidence=(DRONES, AGAIN))
    assert of_verdict(other) == of_verdict(SILENT)
    assert of_verdict(SILENT).evidence == ""
    assert NORTH in SILENT.evidence


def test_a_known_failure_passes_and_another_does_not() -> None:
    policy = Policy(baseline=Baseline("b.json", frozenset({of_verdict(WRONG)})))
    fate = policy.fate(WRONG)
    assert fate.status is Status.WARN
    assert fate.excuse is not None
    assert (fate.excuse.kind, fate.excuse.why) == ("known", "a failure of b.json")
    assert policy.fate(SILENT).status is Status.FAIL
    fewer = replace(WRONG, findings=WRONG.findings[:1])
    assert policy.fate(fewer).status is Status.FAIL


# --------------------------------------------------------------------------
# The file


def test_what_is_written_is_read_again_and_the_same_for_the_same_failures() -> None:
    failures = [of_verdict(one) for one in VERDICTS]
    assert read(written(failures), "b") == frozenset(failures)
    assert written(failures) == written([*failures[::-1], failures[0]])
    assert json.loads(written([]))["failures"] == []


_GOOD = {"text": "a", "verdict": "refuted", "codes": ["NUM001"], "evidence": ""}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "b.json:1:1: is no JSON: "),
        ('{"format": "claimcheck baseline",\n<<<<<<< HEAD\n', "b.json:2:1: is no JSON: "),
        ("[" * 100_000, "b.json:1:1: is no JSON: nested too deeply"),
        ("1" * 10_000, "b.json:1:1: is no JSON: a number is too long"),
        ("[]", "b.json: is no baseline of claimcheck"),
        ('{"schema_version": 1}', "b.json: is no baseline of claimcheck"),
        ('{"format": "claimcheck baseline", "version": 2, "failures": []}',
         "b.json: is a baseline of version 2, want 1"),
        ('{"format": "claimcheck baseline", "version": true, "failures": []}',
         "b.json: is a baseline of version true, want 1"),
        ('{"format": "claimcheck baseline", "version": 1}', "b.json: has no list of failures"),
        (json.dumps({"format": "claimcheck baseline", "version": 1,
                     "failures": [_GOOD, {"text": "a"}]}),
         "b.json: failures[1]: want an object of text, verdict, codes, evidence"),
        (json.dumps({"format": "claimcheck baseline", "version": 1,
                     "failures": [{**_GOOD, "codes": "NUM001"}]}),
         "b.json: failures[0]: want text, and for codes a list of it"),
        (json.dumps({"format": "claimcheck baseline", "version": 1,
                     "failures": [{**_GOOD, "text": None}]}),
         "b.json: failures[0]: want text, and for codes a list of it"),
    ],
)  # fmt: skip
def test_another_file_is_refused_with_its_fault(text: str, message: str) -> None:
    with pytest.raises(ClaimcheckError) as caught:
        read(text, "b.json")
    assert str(caught.value).startswith(message)
    assert "--write-baseline" in (caught.value.remedy or "")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_KEYS = ("text", "verdict", "codes", "evidence")


@given(
    failures=st.lists(st.fixed_dictionaries({key: _JSON | st.text() for key in _KEYS})) | _JSON,
    version=st.just(1) | _JSON,
)
def test_whatever_stands_in_it_is_read_or_refused(failures: Any, version: Any) -> None:
    text = json.dumps({"format": "claimcheck baseline", "version": version, "failures": failures})
    try:
        found = read(text, "b.json")
    except ClaimcheckError:
        return
    assert read(written(found), "b.json") == found
    assert len(found) <= len(failures)


# --------------------------------------------------------------------------
# Runs

Judge = dict[str, Verdict]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Judge:
    """Verdicts by the id of a claim, in a folder with two claims that fail."""
    verdicts = {"wrong": WRONG, "silent": SILENT}

    def verify(claims: Sequence[Claim], *_: object, **__: object) -> Iterator[Verdict]:
        for claim in claims:
            verdict = verdicts[claim.id]
            text = verdict.claim.text
            yield replace(verdict, claim=replace(claim, text=text))

    index = SimpleNamespace(refuse_stale=lambda but=(): None)
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))
    monkeypatch.setattr(engine, "verify", verify)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "c.yaml").write_text(
        "version: 1\nclaims:\n  - id: wrong\n    text: a\n  - id: silent\n    text: b\n"
    )
    return verdicts


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_written_once_the_known_failures_pass_and_new_ones_do_not(judged: Judge) -> None:
    assert run("verify", "c.yaml").exit_code == 1
    made = run("verify", "c.yaml", "--write-baseline")
    assert (made.exit_code, made.stderr) == (
        0, "note: claims.baseline.json: 2 known failures written, 2 new, 0 dropped\n",
    )  # fmt: skip
    again = run("verify", "c.yaml", "--baseline", "claims.baseline.json")
    assert (again.exit_code, again.stderr) == (0, "")
    assert "known: a failure of claims.baseline.json" in again.stdout
    assert again.stdout.splitlines()[-1].endswith("0 failed, 2 known; 1 part unchecked")
    judged["wrong"] = replace(WRONG, findings=WRONG.findings[:1])
    other = run("verify", "c.yaml", "--baseline", "claims.baseline.json")
    assert other.exit_code == 1
    assert "0 as expected, 1 failed, 1 known" in other.stdout


def test_failures_that_no_longer_occur_are_told_and_dropped(judged: Judge) -> None:
    run("verify", "c.yaml", "--baseline", "b.json", "--write-baseline")
    judged["wrong"] = replace(WRONG, label=Label.SUPPORTED, findings=())
    told = run("verify", "c.yaml", "--baseline", "b.json")
    assert (told.exit_code, told.stderr) == (
        0,
        "note: b.json: 1 known failure no longer occurs: “the ministry gave 400 drones to the "
        "guard.” (refuted); drop it with --write-baseline\n",
    )
    dropped = run("verify", "c.yaml", "--baseline", "b.json", "--write-baseline")
    assert dropped.stderr == "note: b.json: 1 known failure written, 0 new, 1 dropped\n"
    (left,) = json.loads(Path("b.json").read_text())["failures"]
    assert left["verdict"] == "not enough evidence"


def test_what_is_waived_is_not_written(judged: Judge) -> None:
    Path("c.yaml").write_text(
        "version: 1\nclaims:\n  - id: wrong\n    text: a\n"
        "    waive: {code: NUM001, reason: known}\n  - id: silent\n    text: b\n"
    )
    made = run("verify", "c.yaml", "--write-baseline")
    assert "1 known failure written" in made.stderr
    assert made.stdout.splitlines()[-1].endswith("0 failed, 1 waived, 1 known; 1 part unchecked")


@pytest.mark.parametrize("write", [False, True])
def test_a_damaged_baseline_ends_the_run_and_is_kept(judged: Judge, write: bool) -> None:
    Path("b.json").write_text("{")
    extra = ["--write-baseline"] if write else []
    result = run("verify", "c.yaml", "--baseline", "b.json", *extra)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: b.json:1:2: is no JSON: ")
    assert result.stdout == ""
    assert Path("b.json").read_text() == "{"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--baseline", "none.json"], "none.json: the baseline cannot be read: No such file"),
        (["--baseline", "folder"], "folder: the baseline cannot be read: Is a directory"),
        (["--baseline", "folder", "--write-baseline"], "folder: is a folder"),
        (["--baseline", "no/b.json", "--write-baseline"], "no: the baseline cannot be written"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_before_anything_is_judged(
    judged: Judge, arguments: list[str], message: str
) -> None:
    Path("folder").mkdir()
    judged.clear()  # judging would fail
    result = run("verify", "c.yaml", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {message}")
    assert "remedy" in result.stderr


DRAFT = "Ships\n\nThe port handled 100 ships on Monday, 20 April 2022.\n"


def test_slips_of_a_draft_are_known_too(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("d.md").write_text(DRAFT)
    index = SimpleNamespace(refuse_stale=lambda but=(): None, copies_of=lambda article: ())
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))

    def verify(claims: Sequence[Claim], *_: object, **__: object) -> Iterator[Verdict]:
        yield from (replace(VERDICTS[0], claim=claim, findings=()) for claim in claims)

    monkeypatch.setattr(engine, "verify", verify)
    assert run("check", "d.md").exit_code == 1
    made = run("check", "d.md", "--write-baseline", "--quiet")
    assert (made.exit_code, "1 known failure written" in made.stderr) == (0, True)
    Path("d.md").write_text("More ships\n\nAn added line.\n" + DRAFT)
    again = run("check", "d.md", "--baseline", "claims.baseline.json", "--format", "json")
    (slip,) = json.loads(again.stdout)["draft"]["inner"]
    assert (again.exit_code, slip["ok"], slip["excuse"]["kind"]) == (0, True, "known")
    shown = run("check", "d.md", "--baseline", "claims.baseline.json")
    assert "known: a failure of claims.baseline.json" in shown.stdout


def test_findings_of_an_audit_are_known_too(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(DRAFT)
    assert run("audit", "a.txt").exit_code == 1
    assert run("audit", "a.txt", "--baseline", "b.json", "--write-baseline").exit_code == 0
    again = run("audit", "a.txt", "--baseline", "b.json", "--format", "json")
    told = json.loads(again.stdout)
    assert (again.exit_code, told["summary"]["failed"], told["summary"]["excused"]) == (
        0,
        0,
        {"known": 1},
    )
    assert "known: a failure of b.json" in run("audit", "a.txt", "--baseline", "b.json").stdout
    Path("a.txt").write_text("Ships\n\nThe port handled 100 ships.\n")
    gone = run("audit", "a.txt", "--baseline", "b.json")
    assert gone.exit_code == 0
    assert "1 known failure no longer occurs" in gone.stderr
    part = run("audit", "a.txt", "--baseline", "b.json", "--about", "ships", "--write-baseline")
    assert "1 known failure written, 0 new, 0 dropped" in part.stderr


def test_the_entries_tell_a_reader_what_they_are() -> None:
    known = of_verdict(WRONG)
    assert (known.text, known.verdict, known.codes) == (
        "the ministry gave 400 drones to the guard.", "refuted", ("NUM001",),
    )  # fmt: skip
    assert isinstance(known, Known)
    assert len(known.evidence) == 32
