"""`--changed-since` in real repositories, and `--min-confidence`: what is checked, what passes."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from report_samples import REFUTED, SUPPORTED, VERDICTS

from claimcheck.claims import load_claims
from claimcheck.cli import changing, engine
from claimcheck.cli.commands import cli
from claimcheck.reports.building import of_verdict, of_verdicts
from claimcheck.reports.formats import render
from claimcheck.reports.model import Status
from claimcheck.reports.policy import Policy
from claimcheck.reports.terminal import TerminalReport
from claimcheck.types import Claim, Verdict, Waiver

BY_ID = {verdict.claim.id: verdict for verdict in VERDICTS}
CLAIMS = """\
version: 1
defaults:
  as_of: 2022-04-21
claims:
  - id: one
    text: It rained.
  - id: two
    text: It snowed.
"""
DRAFT = """\
Ships

The port handled 100 ships in April.

It handled 90 ships in March.

The harbour master counted 12 tugs.
"""

# --------------------------------------------------------------------------
# Confidence


def judged(name: str, confidence: float) -> Verdict:
    return replace(BY_ID[name], confidence=confidence)


@pytest.mark.parametrize(
    ("name", "confidence", "status", "kind"),
    [
        ("more-drones", 0.7, Status.FAIL, None),
        ("more-drones", 0.69, Status.WARN, "unsure"),
        ("planes", 0.4, Status.WARN, "unsure"),
        ("drones", 0.69, Status.WARN, "unsure"),  # it is as expected, and no more a pass
        ("drones", 0.7, Status.OK, None),
        ("ships", 0.2, Status.WARN, "unsure"),
    ],
)
def test_a_verdict_of_less_confidence_neither_fails_nor_passes(
    name: str, confidence: float, status: Status, kind: str | None
) -> None:
    fate = Policy(min_confidence=0.7).fate(judged(name, confidence))
    assert (fate.status, fate.excuse.kind if fate.excuse else None) == (status, kind)


def test_what_is_waived_is_told_as_waived() -> None:
    waive = (Waiver("NUM001", "known", REFUTED.location),)
    verdict = judged("more-drones", 0.2)
    verdict = replace(verdict, claim=replace(verdict.claim, waive=waive))
    fate = Policy(min_confidence=0.7).fate(verdict)
    assert fate.excuse is not None
    assert fate.excuse.kind == "waived"


@pytest.mark.parametrize(
    ("confidences", "code"), [((0.9, 0.2), 0), ((0.2, 0.2), 3), ((0.2, 0.9), 1), ((), 3)]
)
def test_a_run_without_a_verdict_of_enough_confidence_is_no_pass(
    confidences: tuple[float, ...], code: int
) -> None:
    names = ("drones", "more-drones")
    verdicts = [judged(name, sure) for name, sure in zip(names, confidences, strict=False)]
    assert of_verdicts(verdicts, Policy(min_confidence=0.7)).summary.exit_code == code


def test_what_is_let_pass_otherwise_is_not_checked_by_that() -> None:
    waive = (Waiver("NUM001", "known", REFUTED.location),)
    verdict = judged("more-drones", 0.2)
    waived = replace(verdict, claim=replace(verdict.claim, waive=waive))
    assert of_verdicts([waived], Policy(min_confidence=0.7)).summary.exit_code == 3
    assert of_verdicts([waived], Policy()).summary.exit_code == 0


def test_the_terminal_warns_of_what_is_unsure() -> None:
    stream = StringIO()
    policy = Policy(min_confidence=0.7)
    TerminalReport(stream).show(of_verdict(judged("drones", 0.5), policy))
    first, second, *_ = stream.getvalue().splitlines()
    assert first.startswith("warn drones: supported (confidence 0.50)")
    assert second.strip() == "unsure: confidence 0.50 is below 0.7"


def test_formats_tell_what_is_unsure() -> None:
    verdicts = (judged(SUPPORTED.id, 0.5), judged(REFUTED.id, 0.5))
    policy = Policy(min_confidence=0.7)
    report = of_verdicts(verdicts, policy)
    results = json.loads(render("sarif", report))["runs"][0]["results"]
    assert [(one["ruleId"], one["level"]) for one in results] == [
        ("unsure", "warning"), ("NUM001", "warning"),
    ]  # fmt: skip
    assert all("suppressions" not in one for one in results)
    told = json.loads(render("json", report))
    assert told["summary"]["excused"] == {"unsure": 2}
    assert told["verdicts"][0]["excuse"]["why"] == "confidence 0.50 is below 0.7"
    assert render("junit", report).count("<skipped") == 2
    assert render("github", report).count("::warning") == 2
    assert "unsure: confidence 0.50 is below 0.7" in render("html", report)


# --------------------------------------------------------------------------
# Repositories


def git(*arguments: str) -> str:
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *name, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with claims, a draft and articles, whose claims all are supported."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "-q")
    Path("claims").mkdir()
    Path("articles").mkdir()
    Path("claims/c.yaml").write_text(CLAIMS)
    Path("claims/d.yaml").write_text("version: 1\nclaims: [{id: three, text: It froze.}]\n")
    Path("d.md").write_text(DRAFT)
    Path("articles/a.txt").write_text("It rained.\n")
    Path("notes.txt").write_text("Nothing.\n")
    git("add", ".")
    git("commit", "-qm", "First")

    def verify(claims: Sequence[Claim], *_: object, **__: object) -> Iterator[Verdict]:
        yield from (replace(VERDICTS[0], claim=claim, findings=()) for claim in claims)

    index = SimpleNamespace(
        refuse_stale=lambda but=(): None,
        copies_of=lambda article: (),
        roots=lambda: (Path("articles"),),
    )
    monkeypatch.setattr(engine, "open_index", lambda *_, **__: nullcontext(index))
    monkeypatch.setattr(engine, "verify", verify)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def checked(*arguments: str) -> tuple[int, list[str], str]:
    """The exit code, the ids of the claims that were checked, and what was told beside."""
    result = run(*arguments, "--changed-since", "HEAD", "--format", "json", "--quiet")
    assert result.stdout, result.stderr
    told = json.loads(result.stdout)
    names = [one["id"] for one in told["verdicts"]]
    if arguments[0] == "check":
        names = [one["text"] for one in told["verdicts"]]
    return result.exit_code, names, result.stderr


def test_without_a_change_nothing_is_checked_which_is_no_pass(repository: Path) -> None:
    Path("notes.txt").write_text("Something else.\n")
    code, names, told = checked("verify", "claims")
    assert (code, names) == (3, [])
    assert "note: nothing was checked: no claim has changed since HEAD" in told


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("claims/c.yaml", CLAIMS.replace("It snowed.", "It snowed much."), ["two"]),
        ("claims/c.yaml", CLAIMS + "  - id: new\n    text: It hailed.\n", ["new"]),
        ("claims/c.yaml", CLAIMS.replace("2022-04-21", "2022-04-22"), ["one", "two"]),
        ("claims/c.yaml", CLAIMS + "    expect: supported\n", ["two"]),
        ("claims/c.yaml", CLAIMS + "    waive: {code: NUM001, reason: x}\n", ["two"]),
        ("claims/e.yaml", "version: 1\nclaims: [{id: four, text: It thawed.}]\n", ["four"]),
        # moved, commented and in another order: they say the same
        ("claims/c.yaml", "# A comment.\n\n" + CLAIMS.replace("It rained.", "'It rained.'"), []),
        # what all are judged against
        ("articles/a.txt", "It poured.\n", ["one", "two", "three"]),
        ("articles/b.txt", "It poured.\n", ["one", "two", "three"]),
        ("claimcheck.yaml", "k: 3\n", ["one", "two", "three"]),
        ("articles/picture.png", "no article", []),
    ],
)
def test_claims_that_a_change_touches(
    repository: Path, path: str, text: str, names: list[str]
) -> None:
    Path(path).write_text(text)
    code, found, _ = checked("verify", "claims")
    assert (code, found) == (0 if names else 3, names)


def test_an_article_that_went_touches_all_claims_and_a_moved_claims_file_its_own(
    repository: Path,
) -> None:
    git("mv", "claims/d.yaml", "claims/z.yaml")
    assert checked("verify", "claims")[1] == ["three"]
    Path("articles/a.txt").unlink()
    code, names, told = checked("verify", "claims")
    assert (code, names) == (0, ["one", "two", "three"])
    assert "note: the article articles/a.txt has changed since HEAD: every claim is checked" in told


def test_a_claims_file_that_could_not_be_read_before_is_new(repository: Path) -> None:
    Path("claims/c.yaml").write_text("version: 1\nclaims: [\n")
    git("commit", "-qam", "Break it")
    Path("claims/c.yaml").write_text(CLAIMS)
    assert checked("verify", "claims")[1] == ["one", "two"]


def test_a_baseline_that_changed_touches_all_claims(repository: Path) -> None:
    run("verify", "claims", "--write-baseline", "--baseline", "b.json")
    names = checked("verify", "claims", "--baseline", "b.json")[1]
    assert names == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (DRAFT.replace("90 ships", "95 ships"), ["It handled 95 ships in March."]),
        (DRAFT.replace("Ships\n", "Ships\n\nA new line.\n"), []),
        (DRAFT.replace("in March.\n", "in March.\nThe pier held 7 cranes.\n"),
         ["The pier held 7 cranes."]),
        (DRAFT.replace("It handled 90 ships in March.\n\n", ""), []),
    ],
)  # fmt: skip
def test_statements_of_a_draft_whose_lines_changed(
    repository: Path, text: str, names: list[str]
) -> None:
    Path("d.md").write_text(text)
    code, found, _ = checked("check", "d.md")
    assert found == names
    assert code == (0 if names else 3)


def test_a_draft_that_is_indexed_is_no_article_that_changed(repository: Path) -> None:
    Path("articles/d.md").write_text(DRAFT)
    git("add", ".")
    git("commit", "-qm", "Publish it")
    Path("articles/d.md").write_text(DRAFT.replace("90 ships", "95 ships"))
    assert checked("check", "articles/d.md")[1] == ["It handled 95 ships in March."]
    assert len(checked("verify", "claims")[1]) == 3


def test_a_new_draft_is_checked_as_a_whole(repository: Path) -> None:
    Path("new.md").write_text(DRAFT)
    assert len(checked("check", "new.md")[1]) == 3


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nowhere", "--changed-since: git knows no revision 'nowhere'"),
        ("--output=x", "--changed-since: git knows no revision '--output=x'"),
        ("HEAD:claims", "--changed-since: git knows no revision 'HEAD:claims'"),
        ("", "--changed-since: git knows no revision ''"),
    ],
)
def test_an_unknown_revision_is_one_error(repository: Path, revision: str, message: str) -> None:
    result = run("verify", "claims", f"--changed-since={revision}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == f"error: {message}"
    assert "remedy" in result.stderr


def test_without_a_repository_or_git_it_is_one_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    result = run("verify", "claims", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "the working folder is in no git repository" in result.stderr
    monkeypatch.setenv("PATH", "")
    result = run("verify", "claims", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "git cannot be run: No such file" in result.stderr


def test_what_git_refuses_is_told_in_its_words(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = b"fatal: detected dubious ownership in repository at '/x'\nTo add an exception ...\n"
    refused = subprocess.CompletedProcess([], 128, b"", words)
    monkeypatch.setattr(changing, "_git", lambda *_: refused)
    result = run("verify", "claims", "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        "error: --changed-since: git rev-parse failed: "
        "fatal: detected dubious ownership in repository at '/x'"
    )


def test_articles_that_git_does_not_watch_are_told(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    Path("kept").mkdir()
    Path("kept/k.txt").write_text("It rained.\n")
    Path(".gitignore").write_text("kept/\n")
    changes = changing.since("HEAD", Path())
    assert [changes.knows(path) for path in (elsewhere, Path("kept"), Path("kept/k.txt"))] == [
        False, False, False,
    ]  # fmt: skip
    assert changes.knows(Path("articles"))
    assert changes.knows(Path("articles/new.txt"))
    assert changing.against(changes, [Path("articles")], []) is None
    for roots, told in (((Path("kept"),), True), ((Path("articles"),), False)):
        index = SimpleNamespace(refuse_stale=lambda but=(): None, roots=lambda roots=roots: roots)
        monkeypatch.setattr(engine, "open_index", lambda *_, index=index, **__: nullcontext(index))
        words = "note: kept is outside the repository, or ignored by git"
        assert (words in checked("verify", "claims")[2]) is told


def test_claims_and_drafts_that_git_ignores_are_checked(repository: Path) -> None:
    Path("own").mkdir()
    shutil.copy("claims/c.yaml", "own/c.yaml")
    shutil.copy("d.md", "own/d.md")
    Path(".gitignore").write_text("own/\n")
    assert checked("verify", "own")[1] == ["one", "two"]
    assert len(checked("check", "own/d.md")[1]) == 3


@pytest.mark.parametrize("name", ["claimcheck.yaml", "claimcheck.yml", "pyproject.toml"])
@pytest.mark.parametrize("below", [".", "claims"])
def test_settings_that_went_touch_all_claims(
    repository: Path, monkeypatch: pytest.MonkeyPatch, name: str, below: str
) -> None:
    Path(name).write_text("[tool.claimcheck]\nk = 3\n" if name.endswith("toml") else "k: 3\n")
    git("add", ".")
    git("commit", "-qm", "Set")
    claims = Path("claims/c.yaml").resolve()
    monkeypatch.chdir(below)
    assert checked("verify", str(claims))[1] == []
    path = repository / name
    if name.endswith("toml"):
        path.write_text("[project]\n")
    else:
        path.unlink()
    assert checked("verify", str(claims))[1] == ["one", "two"]


def test_files_of_other_projects_named_as_settings_touch_nothing(repository: Path) -> None:
    Path("pyproject.toml").write_text("[project]\nname = 'a'\n")
    Path("claims/pyproject.toml").write_text("[tool.claimcheck]\nk = 3\n")
    assert checked("verify", "claims")[1] == []


def test_a_submodule_counts_as_one_file(repository: Path, tmp_path: Path) -> None:
    within = Path("articles/desk")
    within.mkdir()
    shutil.copy("claims/c.yaml", within / "c.yaml")
    (within / "a.txt").write_text("It rained.\n")
    git("-C", str(within), "init", "-q")
    git("-C", str(within), "add", ".")
    git("-C", str(within), "commit", "-qm", "First")
    git("-c", "advice.addEmbeddedRepo=false", "add", "articles")
    git("commit", "-qm", "Add the desk")
    changes = changing.since("HEAD", Path())
    assert changing.against(changes, [Path("articles")], []) is None
    (within / "b.txt").write_text("It poured.\n")
    changes = changing.since("HEAD", Path())
    for articles in (Path("articles"), within, within / "deep"):
        told = changing.against(changes, [articles], [])
        assert told == f"the submodule {within}"
    assert changing.against(changes, [Path("claims")], []) is None
    assert len(changing.touched(load_claims([within / "c.yaml"]), changes)) == 2
    assert changing.touched(load_claims([Path("claims/c.yaml")]), changes) == ()


def test_a_link_to_another_file_is_another_file(repository: Path) -> None:
    Path("now.yaml").symlink_to("claims/c.yaml")
    git("add", ".")
    git("commit", "-qm", "Link it")
    assert checked("verify", "now.yaml")[1] == []
    Path("now.yaml").unlink()
    Path("now.yaml").symlink_to("claims/d.yaml")
    assert checked("verify", "now.yaml")[1] == ["three"]
    git("checkout", "-q", "now.yaml")
    Path("claims/c.yaml").write_text(CLAIMS.replace("It snowed.", "It hailed."))
    assert checked("verify", "now.yaml")[1] == ["two"]


def test_statements_of_a_draft_in_an_archive(repository: Path) -> None:
    def packed(text: str) -> None:
        with zipfile.ZipFile("d.zip", "w") as archive:
            archive.writestr("d.md", text)

    packed(DRAFT)
    git("add", ".")
    git("commit", "-qm", "Pack it")
    assert checked("check", "d.zip")[1] == []
    packed(DRAFT.replace("90 ships", "95 ships"))
    assert len(checked("check", "d.zip")[1]) == 3


@pytest.mark.parametrize("name", ["[d]*.md", ":d.md", "d\nd.md", "d d.md", "dé.md"])
def test_names_of_drafts_are_taken_as_they_are(repository: Path, name: str) -> None:
    Path(name).write_text(DRAFT)
    git("add", ".")
    git("commit", "-qm", "Name it")
    assert checked("check", f"./{name}")[1] == []
    Path(name).write_text(DRAFT.replace("90 ships", "95 ships"))
    Path("d.md").write_text("One.\nTwo.\n" + DRAFT)  # a pattern would take it too
    assert checked("check", f"./{name}")[1] == ["It handled 95 ships in March."]
