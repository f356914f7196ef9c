"""The commands on a real index of three small articles, as a user runs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.commands import cli
from claimcheck.schema import report_schema

ARTICLES = {
    "moon.md": (
        "---\ntitle: Eagle lands\noutlet: Tranquility Post\ndate: 1969-07-21\n---\n"
        "Apollo 11 landed on the Moon on 20 July 1969.\n\n"
        "Neil Armstrong and Buzz Aldrin brought back 21.5 kilograms of lunar material.\n"
    ),
    "tower.txt": "The Eiffel Tower is 330 metres tall.\nIt opened on 31 March 1889.\n",
    "rivers.txt": "The Danube flows through ten countries.\n",
}
CLAIMS = """\
version: 1
claims:
  - id: height
    text: The Eiffel Tower is 330 metres tall.
  - id: height-changed
    text: The Eiffel Tower is 430 metres tall.
    expect: refuted
  - id: tunnel
    text: The tunnel under the strait cost nine billion pounds.
    expect: nei
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with articles, claims and an index, built once."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (folder / ".git").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("CLAIMCHECK_INDEX", raising=False)
        patch.delenv("CLAIMCHECK_MODEL", raising=False)
        result = run("index", "articles")
        assert result.exit_code == 0, result.output
        last = result.stdout.splitlines()[-1]
        assert last.startswith("index: 3 files (0 unchanged), 3 articles, 6 sentences; 6 embedded")
        assert run("verify", "claims.yaml").exit_code == 0  # embeds the claims, once
    return folder


@pytest.fixture
def work(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the working folder to change at will."""
    folder = tmp_path / "work"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("CLAIMCHECK_INDEX", raising=False)
    monkeypatch.delenv("CLAIMCHECK_MODEL", raising=False)
    return folder


def test_true_false_and_unknown_claims(work: Path) -> None:
    result = run("verify", "claims.yaml")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("ok   height: supported (confidence ")
    assert lines[0].endswith("  articles/tower.txt:1:1")
    claim = lines.index("          The Eiffel Tower is 430 metres tall.")
    assert lines[claim - 1 : claim + 5] == [
        "  claim   claims.yaml:6:31",
        "          The Eiffel Tower is 430 metres tall.",
        "                              ^^^^^^^^^^",
        "  source  articles/tower.txt:1:21",
        "          The Eiffel Tower is 330 metres tall.",
        "                              ^^^^^^^^^^",
    ]
    assert lines[-1].startswith(
        "3 claims: 1 supported, 1 refuted, 0 conflicting evidence, 1 not enough evidence; "
        "3 as expected, 0 failed; "
    )
    assert result.exit_code == 0


def test_a_false_claim_fails_the_run_and_nothing_hides_it(work: Path) -> None:
    (work / "claims.yaml").write_text(CLAIMS.replace("    expect: refuted\n", ""))
    result = run("verify", "claims.yaml", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.startswith("FAIL height-changed: refuted, expected supported")


def test_the_json_report_of_a_real_run_keeps_its_schema(work: Path) -> None:
    report = json.loads(run("verify", "claims.yaml", "--format", "json").stdout)
    jsonschema.Draft202012Validator(report_schema()).validate(report)
    assert [one["verdict"] for one in report["verdicts"]] == [
        "supported",
        "refuted",
        "not enough evidence",
    ]
    for verdict in report["verdicts"]:
        for piece in verdict["evidence"]:
            line = (
                (work / piece["path"]).read_text(encoding="utf-8").splitlines()[piece["line"] - 1]
            )
            at = piece["column"] - 1
            if piece["line"] > 1 or not piece["path"].endswith(".md"):
                assert line[at : at + len(piece["text"])] == piece["text"]


def test_sources_restrict_the_search(work: Path) -> None:
    found = json.loads(run("search", "tall", "--source", "*moon*", "--format", "json").stdout)
    assert {piece["outlet"] for piece in found["results"]} == {"Tranquility Post"}
    assert found["results"]
    assert run("search", "tall", "--source", "*mars*").stdout == "nothing found\n"


def test_info_tells_what_the_index_holds(work: Path) -> None:
    shown = dict(line.split(maxsplit=1) for line in run("info").stdout.splitlines())
    assert shown["holds"] == "3 files, 3 articles, 6 sentences"
    assert shown["outlets"] == "Tranquility Post 1"
    assert shown["published"] == "1969-07-21 to 1969-07-21; 2 undated"
    assert shown["stale"] == "no: the articles are as they were"
    held = json.loads(run("info", "--format", "json").stdout)
    assert (held["files"], held["stale"], held["paths"]) == (3, [], ["articles"])


def test_profile_and_memory_come_from_options_settings_and_the_index(work: Path) -> None:
    def shown() -> tuple[str, str]:
        held = dict(line.split(maxsplit=1) for line in run("info").stdout.splitlines())
        return held["profile"], held["vectors"]

    assert shown() == ("exact, vectors within 512 MiB", "6 of 384 dimensions, flat")
    assert run("index", "articles", "--profile", "fast", "--memory", "9").exit_code == 0
    assert shown() == ("fast, vectors within 9 MiB", "6 of 192 dimensions, flat")
    held = json.loads(run("info", "--format", "json").stdout)
    part = {"sentences": 6, "kind": "flat", "dimensions": 192, "recall_at_10": 1.0}
    assert (held["profile"], held["memory_mib"], held["parts"], held["removed"]) == (
        ("fast", 9, [part], 0)
    )
    assert "nothing has changed" in run("index", "articles").stdout
    (work / "claimcheck.yaml").write_text("profile: exact\nmemory: 8\n")
    assert run("index", "articles").exit_code == 0
    assert shown() == ("exact, vectors within 8 MiB", "6 of 384 dimensions, flat")
    for option in (("--profile", "quick"), ("--memory", "0")):
        result = run("index", "articles", *option)
        assert (result.exit_code, "Traceback" in result.stderr) == (2, False)


@pytest.mark.parametrize("change", ["altered", "new", "gone"])
def test_a_changed_article_is_noticed_and_indexing_mends_it(work: Path, change: str) -> None:
    name = {"altered": "tower.txt", "new": "extra.txt", "gone": "rivers.txt"}[change]
    file = work / "articles" / name
    if change == "gone":
        file.unlink()
    else:
        file.write_text("The Eiffel Tower is 330 metres tall.\n", encoding="utf-8")
    result = run("verify", "claims.yaml")
    assert result.exit_code == 2
    assert f"no longer as indexed: articles/{name}" in result.stderr
    assert "run: claimcheck index articles --index index" in result.stderr
    assert run("verify", "claims.yaml", "--stale-ok").exit_code == 0
    mended = run("index", "articles")
    assert mended.exit_code == 0
    assert " 0 embedded," in mended.stdout.splitlines()[-1]
    assert run("verify", "claims.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("verify", "claims.yaml", "--index", "none"), "error: none: there is no index here"),
        (("verify", "claims.yaml", "--model", "./none"), "no such model folder"),
        (("index", "nowhere"), "error: nowhere: no such file or folder"),
        (("index", "empty"), "error: empty: no articles to index"),
    ],
)
def test_what_cannot_run_exits_2_with_a_remedy(
    work: Path, arguments: tuple[str, ...], message: str
) -> None:
    (work / "empty").mkdir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "remedy: " in result.stderr
    assert run("verify", "claims.yaml").exit_code == 0


def test_what_is_skipped_is_named_and_counted(work: Path) -> None:
    (work / "articles" / "nothing.txt").touch()
    (work / "articles" / "table.xls").write_text("a,b\n")
    result = run("index", "articles")
    assert result.exit_code == 0
    assert result.stderr == "skipped: articles/nothing.txt: empty\n"
    *_, unknown, last = result.stdout.splitlines()
    assert unknown == "not articles: 1 .xls"
    assert "0 embedded, 6 reused, 1 skipped" in last
    quiet = run("index", "articles", "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("", "skipped: articles/nothing.txt: empty\n")


def test_strict_refuses_what_would_be_skipped_and_keeps_the_former_index(work: Path) -> None:
    (work / "articles" / "nothing.txt").touch()
    result = run("index", "articles", "--strict")
    told = "error: articles/nothing.txt: empty\n  remedy: mend it, or leave it out\n"
    assert (result.exit_code, result.stderr) == (2, told)
    (work / "articles" / "nothing.txt").unlink()
    assert run("verify", "claims.yaml").exit_code == 0


def test_a_second_verify_needs_no_model_and_no_library_that_is_slow_to_import(work: Path) -> None:
    code = (
        "import sys; from claimcheck.cli.commands import cli\n"
        "try:\n    cli(['verify', 'claims.yaml'])\n"
        "except SystemExit as done:\n"
        "    unused = {'torch', 'transformers', 'sentence_transformers', 'onnxruntime',\n"
        "              'tokenizers', 'safetensors', 'numpy', 'faiss', 'trafilatura', 'lxml',\n"
        "              'charset_normalizer', 'docx', 'pyarrow', 'pypdfium2', 'warcio',\n"
        "              'importlib.metadata', 'socket'}\n"
        "    heavy = unused & set(sys.modules)\n"
        "    print(done.code, sorted(heavy), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr == "0 []\n"


# --------------------------------------------------------------------------
# Drafts

DRAFT = """\
---
title: What Eagle brought, and a tower
date: 1969-07-25
---

Apollo 11 landed on the Moon on 21 July 1969. On that day **all** went well. The Eiffel Tower is
330 metres tall. It opened on
Monday, 31 March 1889.

The cargo of Apollo 11 includes:

- 21.5 kilograms of lunar material;

What are 21.5 kilograms? The Danube flows through 12 countries.
"""


def test_a_draft_is_reported_at_its_lines(work: Path) -> None:
    (work / "draft.md").write_text(DRAFT, encoding="utf-8")
    result = run("check", "draft.md")
    assert (result.exit_code, result.stderr) == (1, "")
    shown = re.sub(r"confidence 0\.\d\d", "confidence …", result.stdout)
    file = Path(__file__).parent / "golden" / "check.txt"
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if shown != expected:
        file.with_suffix(".txt.new").write_text(shown, encoding="utf-8")
    assert shown == expected


@pytest.mark.parametrize("name", ["articles/moon.md", "copy.md", "edited.md"])
def test_an_indexed_draft_is_no_evidence_for_itself(work: Path, name: str) -> None:
    text = (work / "articles" / "moon.md").read_text(encoding="utf-8")
    more = "\n".join(f"The crew flew for day {day}.\n" for day in range(3, 7))
    (work / "articles" / "moon.md").write_text(f"{text}\n{more}", encoding="utf-8")
    assert run("index", "articles").exit_code == 0
    (work / "copy.md").write_text(f"{text}\n{more}", encoding="utf-8")
    (work / "edited.md").write_text(f"{text}\n{more.replace('day 5', 'day 9')}", encoding="utf-8")
    result = run("check", name, "--format", "json")
    report = json.loads(result.stdout)
    assert report["draft"]["copies"] == [{"path": name, "articles": ["articles/moon.md"]}]
    used = {piece["article"] for one in report["verdicts"] for piece in one["evidence"]}
    assert "articles/moon.md" not in used
    assert used
    assert f"note: {name} is in the index as articles/moon.md" in result.stderr


def test_one_sentence_of_an_article_is_no_copy_of_it(work: Path) -> None:
    (work / "draft.txt").write_text("The Eiffel Tower is 330 metres tall.\n")
    result = run("check", "draft.txt", "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["draft"]["copies"]) == (0, [])


def test_the_readme_shows_what_check_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).resolve().parent.parent
    monkeypatch.chdir(root)
    readme = (root / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```text\n(FAIL .*?)```$", readme, flags=re.M | re.S)
    article = "seeds/lakeshore-ledger/2022-04-13-howitzers.md"
    assert run("index", article, "--index", str(tmp_path / "index")).exit_code == 0
    result = run("check", "docs/examples/draft.md", "--index", str(tmp_path / "index"))
    told, expected = (
        re.sub(r"confidence 0\.\d\d", "confidence …", text) for text in (result.stdout, shown)
    )
    assert expected in told
    first, second = re.findall(
        r"^claimcheck (extract .*|check .* --claims .*)$", readme, flags=re.M
    )
    command, draft, option, claims = first.split()
    at = str(tmp_path / claims)
    assert run(command, draft, option, at).exit_code == 0
    assert f'from: "{draft}:12:3"' in Path(at).read_text(encoding="utf-8")
    options = second.replace(claims, at).split()
    again = run(*options, "--index", str(tmp_path / "index"))
    assert again.stdout.startswith(f"since {at}: 7 unchanged, 0 changed, 0 new, 0 gone\n")


def test_the_sample_claims_come_out_as_they_expect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    monkeypatch.delenv("CLAIMCHECK_MODEL", raising=False)
    assert run("index", "seeds/", "--index", str(tmp_path / "index")).exit_code == 0
    result = run("verify", "claims/", "--index", str(tmp_path / "index"))
    assert result.exit_code == 0, result.output
    assert "57 as expected, 0 failed" in result.output
