"""Every format through every command that reads articles or drafts, as a user runs them."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from format_samples import column, docx_bytes, pdf, warc_bytes, zip_bytes

from claimcheck.cli.commands import cli

SENTENCE = "The council of {town} bought {count} electric buses on 14 March 2022."
CLAIMS = "version: 1\nclaims:\n"
CLAIM = """\
  - id: {town}
    text: The council of {town} bought {count} electric buses on 14 March 2022.
  - id: {town}-changed
    text: The council of {town} bought 99 electric buses on 14 March 2022.
    expect: refuted
"""


def _docx(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph("A title")
    made.add_paragraph(text)
    return docx_bytes(made)


def _parquet(text: str) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"text": [text], "date": [datetime.date(2022, 3, 16)]}), made)
    return made.getvalue()


def _page(text: str) -> bytes:
    page = f"<html><body><p>{text}</p></body></html>".encode()
    return warc_bytes([("https://post.example/1", "200 OK", "text/html", page)])


#: For each file its town, the count it tells, how it is made, and where the sentence stands in it.
FILES: dict[str, tuple[str, int, Callable[[str], bytes], str]] = {
    "a.csv": ("Ashby", 11, lambda text: f"id,text\nx,{text}\n".encode(), "a.csv:2:2"),
    "b.docx": ("Bexton", 12, _docx, "b.docx:2:1"),
    "c.parquet": ("Corley", 13, _parquet, "c.parquet:1:1"),
    "d.pdf": ("Denford", 14, lambda text: pdf([column(f"A title\n\n{text}")]), "d.pdf:1:2"),
    "e.rss": (
        "Elstow",
        15,
        lambda text: (
            f"<rss><channel><item>\n<title>A title</title>\n<description>{text}</description>"
            "</item></channel></rss>"
        ).encode(),
        "e.rss:3:14",
    ),
    "f.warc.gz": ("Farway", 16, _page, "f.warc.gz/https://post.example/1:1:16"),
    "g.zip": (
        "Gosford",
        17,
        lambda text: zip_bytes({"in/g.txt": f"\n{text}\n".encode()}),
        "g.zip/in/g.txt:2:1",
    ),
}


def sentence(name: str) -> str:
    town, count, _, _ = FILES[name]
    return SENTENCE.format(town=town, count=count)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one article in each format, and an index of them."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "articles").mkdir()
    claims = CLAIMS
    for name, (town, count, made, _) in FILES.items():
        (folder / "articles" / name).write_bytes(made(sentence(name)))
        claims += CLAIM.format(town=town, count=count)
    (folder / "claims.yaml").write_text(claims, "utf-8")
    (folder / ".git").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("INDEX", "MODEL", "ENTAILMENT"):
            patch.delenv(f"CLAIMCHECK_{name}", raising=False)
        result = run("index", "articles")
        assert result.exit_code == 0, result.output
        assert f" {len(FILES)} articles" in result.stdout
        assert ", 0 skipped" in result.stdout
    return folder


@pytest.fixture
def work(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(built)
    for name in ("INDEX", "MODEL", "ENTAILMENT"):
        monkeypatch.delenv(f"CLAIMCHECK_{name}", raising=False)
    return built


@pytest.mark.slow
def test_verify_finds_them_and_tells_where(work: Path) -> None:
    result = run("verify", "claims.yaml", "--format", "json")
    assert result.exit_code == 0, result.output
    told = {each["id"]: each for each in json.loads(result.stdout)["verdicts"]}
    assert len(told) == 2 * len(FILES)
    for town, _, _, place in FILES.values():
        (finding, *_) = told[f"{town}-changed"]["findings"]
        span = finding["evidence_span"]
        path, line, number = place.rsplit(":", 2)
        assert (span["path"], span["line"]) == (f"articles/{path}", int(line))
        if path.endswith((".csv", ".parquet", ".pdf")):
            assert span["column"] == int(number)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_draft_of_each_format_is_checked(work: Path, name: str) -> None:
    (work / "drafts").mkdir(exist_ok=True)
    town, count, made, place = FILES[name]
    draft = work / "drafts" / name
    draft.write_bytes(made(SENTENCE.format(town=town, count=count + 1)))
    result = run("check", f"drafts/{name}")
    assert result.exit_code == 1, result.output
    assert f"drafts/{place.rsplit(':', 1)[0]}:" in result.stdout
    assert f"{town} bought {count} electric buses" in result.stdout


@pytest.mark.parametrize("name", FILES)
def test_read_and_extract_tell_the_place(work: Path, name: str) -> None:
    place = FILES[name][3]
    shown = run("read", "--file", f"articles/{name}", "--format", "json")
    assert shown.exit_code == 0, shown.output
    (text,) = json.loads(shown.stdout)["texts"]
    one = next(s for s in text["sentences"] if s["text"] == sentence(name))
    assert f"{text['path']}:{one['line']}:{one['column']}" == f"articles/{place}"
    claims = run("extract", f"articles/{name}", "--as-of", "2022-03-16")
    assert claims.exit_code == 0, claims.output
    assert f"articles/{place}" in claims.stdout
    assert sentence(name) in claims.stdout.replace("\n      ", " ")


def test_audit_compares_them(work: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, (_, _, made, _) in FILES.items():
        count = 12 if name == "d.pdf" else 11
        (folder / name).write_bytes(made(SENTENCE.format(town="Ashby", count=count)))
    result = run("audit", str(folder), "--format", "json")
    assert result.exit_code == 1, result.output
    (finding,) = json.loads(result.stdout)["findings"]
    paths = {each["path"] for each in finding["places"]}
    for name, (*_, place) in FILES.items():
        if name not in ("c.parquet", "f.warc.gz"):  # these have dates of their own, and later ones
            assert f"{folder}/{place.rsplit(':', 2)[0]}" in paths


def test_extracted_claims_of_an_archive_are_kept_up(work: Path, tmp_path: Path) -> None:
    archive, other = tmp_path / "g.zip", tmp_path / "b.txt"
    archive.write_bytes(FILES["g.zip"][2](sentence("g.zip")))
    other.write_text("The council of Bexton bought 12 buses on 14 March 2022.\n", "utf-8")
    claims = tmp_path / "claims.yaml"
    assert run("extract", str(archive), str(other), "-o", str(claims)).exit_code == 0
    again = run("extract", str(other), "-o", str(claims))
    assert again.exit_code == 2  # the archive is there, and was not read: nothing is forgotten
    assert "g.zip/in/g.txt" in again.stderr


def test_the_names_of_a_project_hold_for_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    Path("a.csv").write_text(f"Story,Tag\n{sentence('a.csv')},2022-03-16\n", "utf-8")
    Path("b.jsonl").write_text(json.dumps({"Story": "It met."}) + "\n", "utf-8")
    assert "no column holds the text" in run("read", "--file", "a.csv").stderr
    Path("claimcheck.yaml").write_text("fields: {text: Story, date: [Day, Tag]}\n", "utf-8")
    shown = json.loads(run("read", "--file", "a.csv", "--format", "json").stdout)
    assert shown["texts"][0]["published"] == "2022-03-16"
    assert run("read", "--file", "b.jsonl", "--all").exit_code == 0
    assert sentence("a.csv") in run("extract", "a.csv").stdout.replace("\n      ", " ")
    assert run("audit", "a.csv").exit_code == 0
    assert run("mutate", "a.csv").exit_code == 0
