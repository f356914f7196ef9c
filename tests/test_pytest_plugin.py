"""The pytest plugin in runs of pytest of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CLAIMS = """\
version: 1
defaults: {tags: [port]}
claims:
  - id: ships
    text: The port handled 412 ships in March.
  - id: ships-changed
    text: The port handled 512 ships in March.
  - id: ships-false-on-purpose
    text: The port handled 612 ships in March.
    expect: refuted
  - id: airport
    text: The airport has 4 runways.
    tags: [air]
"""
TOLD = (
    "ships-changed: refuted, expected supported: claim says 512 ships March, the source says 412 "
    "ships March"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from claimcheck import build_index

    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    (folder / "articles" / "port.txt").write_text("The port handled 412 ships in March.\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build_index("articles")
    return folder


@pytest.fixture
def run(built: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("CLAIMCHECK_INDEX", "CLAIMCHECK_MODEL", "CLAIMCHECK_ENTAILMENT"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(built, pytester.path, dirs_exist_ok=True)
    (pytester.path / ".git").mkdir()
    (pytester.path / "claims").mkdir()
    (pytester.path / "claims" / "port.yaml").write_text(CLAIMS)
    return Run(pytester)


class Run:
    """Runs pytest in a folder with an index and claims."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.claims = pytester.path / "claims" / "port.yaml"
        installed = {one.name for one in metadata.entry_points(group="pytest11")}
        self._plugin = () if "claimcheck" in installed else ("-p", "claimcheck.pytest_plugin")

    def __call__(self, *arguments: str) -> pytest.RunResult:
        # in a process of its own: a run within this one would have numpy imported twice
        return self.pytester.runpytest_subprocess(
            *self._plugin, "-p", "no:cacheprovider", "--strict-markers", *arguments
        )


def test_each_claim_is_a_test_and_fails_with_its_reason_and_evidence(run: Run) -> None:
    result = run("--claimcheck", "claims/", "-v")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        [
            "claims/port.yaml::ships PASSED*",
            "claims/port.yaml::ships-changed FAILED*",
            "claims/port.yaml::ships-false-on-purpose PASSED*",
            "claims/port.yaml::airport FAILED*",
            "*claim ships-changed*",
            TOLD,
            "  claim: claims/port.yaml:7:11: The port handled 512 ships in March.",
            "  source: articles/port.txt:1:*: The port handled 412 ships in March.",
            "airport: not enough evidence, expected supported: *",
            "  not checked: “4”: *",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_claims_are_chosen_by_name_tag_and_marker(run: Run) -> None:
    run("--claimcheck", "claims/port.yaml::ships").assert_outcomes(passed=1)
    run("--claimcheck", "claims", "-k", "air").assert_outcomes(failed=1, deselected=3)
    run("--claimcheck", "claims", "-m", "not claim").assert_outcomes(deselected=4)


def test_claims_stand_beside_other_tests(run: Run) -> None:
    run.pytester.makepyfile(test_own="def test_own():\n    assert True\n")
    result = run("--claimcheck", "--claimcheck-fail-on", "none")
    result.assert_outcomes(passed=3, skipped=2)


def test_what_is_let_pass_is_skipped_with_the_reason(run: Run) -> None:
    waived = "\n    waive: [{code: NUM001, reason: Told by telephone.}]"
    told = "text: The port handled 512 ships in March."
    run.claims.write_text(CLAIMS.replace(told, told + waived))
    result = run("--claimcheck", "claims", "-rs", "--claimcheck-fail-on", "refuted")
    result.assert_outcomes(passed=2, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "SKIPPED*ships-changed: refuted, expected supported: waived: *Told by telephone.*",
            "SKIPPED*airport: not enough evidence, expected supported: *",
        ]
    )


def test_a_waiver_that_has_ended_lets_nothing_pass(run: Run) -> None:
    waived = "\n    waive: [{code: NUM001, reason: Told by telephone., until: 2020-01-01}]"
    told = "text: The port handled 512 ships in March."
    run.claims.write_text(CLAIMS.replace(told, told + waived))
    result = run("--claimcheck", "claims")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["  *waive*NUM001*2020-01-01*"])


def test_a_waiver_of_no_checker_is_told_once(run: Run) -> None:
    run.claims.write_text(CLAIMS + "    waive: [{code: NUM999, reason: None.}]\n")
    told_once(run("--claimcheck", "claims"), "there is no checker NUM999")


def test_without_the_option_nothing_is_collected_and_nothing_imported(run: Run) -> None:
    run.pytester.makepyfile(test_own="def test_own():\n    assert True\n")
    run().assert_outcomes(passed=1)
    code = (
        "import sys, pytest, claimcheck.pytest_plugin\n"
        "ours = {name for name in sys.modules if name.startswith('claimcheck')}\n"
        "heavy = {'torch', 'numpy', 'faiss', 'yaml', 'onnxruntime'} & set(sys.modules)\n"
        "print(sorted(ours), sorted(heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "['claimcheck', 'claimcheck.pytest_plugin'] []\n"


def test_files_that_hold_no_claims_are_left_unless_named(run: Run) -> None:
    path = run.pytester.path / "claims"
    (path / "other.yaml").write_text("services: {}\n")
    (path / "claimcheck.yaml").write_text("k: 3\nclaims: no\n")
    run("--claimcheck", "claims").assert_outcomes(passed=2, failed=2)
    result = run("--claimcheck", "claims/other.yaml")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*claims/other.yaml:1:1: *services*"])


def test_faults_of_a_claims_file_are_told_at_their_places(run: Run) -> None:
    run.claims.write_text(CLAIMS.replace("expect: refuted", "expect: refused"))
    result = run("--claimcheck", "claims")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*claims/port.yaml:10:13: *refused*", "*remedy: *"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_an_id_that_two_files_have_is_told(run: Run) -> None:
    (run.claims.parent / "second.yaml").write_text(CLAIMS)
    result = run("--claimcheck", "claims")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["*second.yaml:5:11: the id 'ships' is taken, at claims/port.yaml:*"]
    )


# --------------------------------------------------------------------------
# The index, options and settings


def told_once(result: pytest.RunResult, text: str) -> None:
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    lines = [line for line in (*result.errlines, *result.outlines) if text in line]
    assert len(lines) == 1, result.stderr.str()
    result.stderr.no_fnmatch_line("*Traceback*")


def test_an_index_that_cannot_be_used_is_told_once(run: Run) -> None:
    told_once(run("--claimcheck", "claims", "--claimcheck-index", "none"), "there is no index here")
    (run.pytester.path / "articles" / "port.txt").write_text("The port handled 413 ships.\n")
    told_once(run("--claimcheck", "claims"), "the index is stale: no longer as indexed: articles/")
    run("--claimcheck", "claims", "--claimcheck-stale-ok").assert_outcomes(passed=2, failed=2)
    for path in (run.pytester.path / "index").rglob("store.sqlite"):
        path.write_bytes(b"")
    told_once(run("--claimcheck", "claims"), "store.sqlite")


def test_claims_are_listed_without_an_index(run: Run) -> None:
    shutil.rmtree(run.pytester.path / "index")
    result = run("--claimcheck", "claims", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["claims/port.yaml::ships", "claims/port.yaml::airport"])
    assert result.ret == pytest.ExitCode.OK


def test_settings_and_environment_are_heard_and_options_go_before_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.pytester.path / "index").rename(run.pytester.path / "elsewhere")
    (run.pytester.path / "claimcheck.yaml").write_text("index: elsewhere\nfail_on: [refuted]\n")
    result = run("--claimcheck", "claims", "-v")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*ships-changed FAILED*", "*airport SKIPPED*"])
    result = run("--claimcheck", "claims", "--claimcheck-fail-on", "nei", "-v")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*ships-changed SKIPPED*", "*airport FAILED*"])
    monkeypatch.setenv("CLAIMCHECK_INDEX", "none")
    told_once(run("--claimcheck", "claims"), "there is no index here")
    run("--claimcheck", "claims", "--claimcheck-index", "elsewhere").assert_outcomes(
        passed=2, failed=1, skipped=1
    )


@pytest.mark.parametrize(
    ("settings", "skipped", "why"),
    [
        ("min_confidence: 1.0\n", ("ships", "ships-changed"), "unsure: confidence"),
        ("severity: {NUM001: warning}\n", ("ships-changed",), "warning: NUM001 is set to warning"),
        ("baseline: known.json\n", ("ships-changed", "airport"), "known: a failure of known.json"),
    ],
)
def test_what_the_settings_let_pass_is_skipped_as_verify_lets_it_pass(
    run: Run, settings: str, skipped: tuple[str, ...], why: str
) -> None:
    arguments = ("verify", "claims", "--baseline", "known.json", "--write-baseline")
    command = [sys.executable, "-m", "claimcheck", *arguments]
    subprocess.run(command, cwd=run.pytester.path, check=True, capture_output=True)
    (run.pytester.path / "claimcheck.yaml").write_text(settings)
    result = run("--claimcheck", "claims", "-v", "-rs")
    result.stdout.fnmatch_lines_random([f"*{name} SKIPPED*" for name in skipped] + [f"*{why}*"])


def test_checkers_that_are_not_heard_find_nothing(run: Run) -> None:
    (run.pytester.path / "claimcheck.yaml").write_text("ignore: NUM001\n")
    result = run("--claimcheck", "claims")
    result.stdout.no_fnmatch_line("*claim says 512 ships*")
    result.stdout.fnmatch_lines(["*ships-changed: *, expected supported: *"])


def test_a_baseline_that_cannot_be_read_is_told_once(run: Run) -> None:
    (run.pytester.path / "claimcheck.yaml").write_text("baseline: none.json\n")
    told_once(run("--claimcheck", "claims"), "none.json: the baseline cannot be read")


def test_faults_of_options_and_settings_are_told_once(run: Run) -> None:
    told_once(run("--claimcheck", "claims", "--claimcheck-fail-on", "wrong"), "'wrong'")
    (run.pytester.path / "claimcheck.yaml").write_text("indx: there\n")
    told_once(run("--claimcheck", "claims"), "unknown setting 'indx'")


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_told_with_each_claim(run: Run) -> None:
    result = run("--claimcheck", "claims", "--claimcheck-entailment", "./none")
    result.assert_outcomes(failed=4)
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*StopIteration*")


def test_the_page_has_every_option() -> None:
    root = Path(__file__).resolve().parent.parent
    page = (root / "docs" / "editors.md").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "claimcheck.pytest_plugin", "--help"]
        if "claimcheck" not in {one.name for one in metadata.entry_points(group="pytest11")}
        else [sys.executable, "-m", "pytest", "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=root,
    )
    options = set(re.findall(r"--claimcheck[\w-]*", done.stdout))
    assert len(options) == 6
    assert set(re.findall(r"^\| `(--claimcheck[\w-]*)", page, flags=re.M)) == options
