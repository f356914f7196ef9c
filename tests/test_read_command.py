"""`claimcheck read`: what is shown of a text and of a file, whole, and the laws of showing it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.cli.carets import LONG, MARGIN, Row, underlined
from claimcheck.cli.commands import cli
from claimcheck.quantities.describe import measured
from claimcheck.reading import read
from claimcheck.reports.excerpt import printable
from claimcheck.types import Span

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"

TEXT = (
    "The council said on Tuesday that it had bought nearly 40 ferries, more than 2,000 tonnes of"
    " rope and at least €1.5 million of paint since 2019, and that costs doubled to $5.20 a metre;"
    " at 1:45 pm GMT, Mayor Anna Lind said: “We will not sell one in five boats.” Dozens came."
)
ARTICLE = """\
Title: Harbour buys boats
Date: 2022-04-20

The harbour board will buy 12 tugs for $30 million, it said two days ago.

It was a calm day and nothing else happened there.

The order includes:

- 9 tugs, and up to 80 tonnes of rope;
- an estimated 400 to 450 life jackets, a third of them for children.

“We did not ask for money,” said Ole Berg. The tugs come in May.
"""


def run(*arguments: str, given_input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["read", *arguments], input=given_input)


def golden(name: str, text: str) -> None:
    """Hold `text` against a tracked file; a new or changed one is written beside it to look at."""
    file = GOLDEN / name
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if text != expected:
        file.with_suffix(file.suffix + ".new").write_text(text, encoding="utf-8")
    assert text == expected


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("harbour.txt").write_text(ARTICLE, encoding="utf-8")
    return "harbour.txt"


# --------------------------------------------------------------------------
# Whole outputs


def test_a_text(article: str) -> None:
    golden("read-text.txt", run(TEXT, "--published", "2022-04-21").stdout)


def test_a_text_without_a_date(article: str) -> None:
    golden("read-undated.txt", run("It rained from Monday until 3 March, not two days.").stdout)


def test_a_file(article: str) -> None:
    golden("read-file.txt", run("--file", article).stdout)


def test_a_file_with_all_its_sentences(article: str) -> None:
    golden("read-all.txt", run("--file", article, "--all", "--published", "2022-05-31").stdout)


def test_a_file_for_programs(article: str) -> None:
    golden("read-file.json", run("--file", article, "--format", "json").stdout)


def test_a_narrow_terminal() -> None:
    text = "They sent 25,000 helmets and 300 medical kits to the northern provinces last week."
    rows = [
        Row("figure", Span(10, 16), "25,000 · of helmets"),
        Row("figure", Span(29, 32), "300 · of medical kits"),
        Row("name", Span(0, 4)),
        Row("name", Span(53, 61)),
        Row("said", Span(0, len(text)), "by somebody whose name and office are long to tell"),
    ]
    assert "\n".join(underlined(text, rows, width=48, label="3:1")) == (
        """\
3:1         They sent 25,000 helmets and 300
said        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…
            by somebody whose name and office
            are long to tell
name        ^^^^
figure                ^^^^^^ 25,000 · of helmets
figure             300 · of medical kits ^^^
            medical kits to the northern
name                            ^^^^^^^^
            provinces last week."""
    )


# --------------------------------------------------------------------------
# For programs


def test_a_text_for_programs() -> None:
    found = json.loads(run("At least 450 rifles", "--format", "json").stdout)
    [text] = found["texts"]
    [sentence] = text["sentences"]
    [figure] = sentence["mentions"]
    assert (found["schema_version"], text["path"], sentence["kind"]) == (1, None, None)
    assert (figure["kind"], figure["start"], figure["end"]) == ("figure", 0, 12)
    assert (figure["form"], figure["low"], figure["high"]) == ("at least", "450", None)


def test_the_page_names_every_field_of_the_json(article: str) -> None:
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page.partition("## For programs")[2]))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | set().union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    for arguments in (("--file", article, "--all"), (TEXT, "--published", "2022-04-21")):
        assert keys(json.loads(run(*arguments, "--format", "json").stdout)) - told == set()


def test_places_in_the_file_are_those_of_the_words(article: str) -> None:
    lines = ARTICLE.splitlines()
    found = json.loads(run("--file", article, "--format", "json").stdout)
    for sentence in found["texts"][0]["sentences"]:
        line = lines[sentence["line"] - 1]
        assert line[sentence["column"] - 1 :].startswith(sentence["text"])
        for mention in sentence["mentions"]:
            assert sentence["text"][mention["start"] : mention["end"]] == mention["text"]


# --------------------------------------------------------------------------
# Figures in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,234.50 litres", "1,234.5 litres = 1.2345 cubic metres"),
        ("a third of voters", "33.3333 percent (31.8333 ≤ x ≤ 34.8333)"),
        ("-4 °C", "-4 degrees Celsius"),
        ("about 30 °C", "about 30 degrees Celsius (27 ≤ x ≤ 33)"),
        ("almost 5 tonnes", "almost 5 tonnes (4.5 ≤ x < 5) = 5,000 kilograms"),
        ("between 5 and 7 percent", "5 ≤ x ≤ 7 percent"),
        ("less than 20 pence", "less than 20 pence = 0.2 pounds sterling"),
        ("the third time", "number 3 in order"),
        ("It doubled", "2 times"),
        ("12,345,678,901,234,567.25 people", "12,345,678,901,234,567.25"),
        ("0.00012345678 mm", "0.000123457 millimetres = 0.000000123457 metres"),
    ],
)
def test_what_a_figure_says(text: str, words: str) -> None:
    [figure] = read(text).quantities
    assert measured(figure) == words


# --------------------------------------------------------------------------
# Other inputs


def test_the_standard_input_is_a_file() -> None:
    result = run("--file", "-", given_input="Nine boats sank.\nAll is well.\n")
    assert result.stdout.splitlines() == [
        "standard input",
        "",
        "1:1         Nine boats sank.",
        "figure      ^^^^ 9 · of boats",
        "",
        "2 sentences, 1 figure",
        "1 of them with nothing to compare, not shown (--all shows them)",
    ]


def test_every_article_of_a_file_is_shown_and_faults_are_told(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(
        '{"id": "a", "text": "Nine boats sank."}\n{"id": 3}\n{"id": "b", "text": "Ten sank."}\n',
        encoding="utf-8",
    )
    result = run("--file", str(path))
    assert result.exit_code == 0
    assert result.stdout.count("1 sentence, 1 figure") == 2
    assert re.search(r"^note: .*wire\.jsonl:2:", result.stderr, flags=re.M)


def test_digits_are_read_as_the_article_or_the_project_groups_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Language: de\nTitle: Boote\n\n1.234 boats sank.\n", "utf-8")
    assert "1,234 · of boats" in run("--file", "a.txt").stdout
    Path("claimcheck.yaml").write_text("notation: continental\n", encoding="utf-8")
    assert "1,234 · of boats" in run("1.234 boats sank.").stdout
    Path("claimcheck.yaml").write_text("notation: english\n", encoding="utf-8")
    assert "1.234 · of boats" in run("--file", "a.txt").stdout


@pytest.mark.parametrize(
    ("arguments", "given_input", "message"),
    [
        ((), None, "Give a text, or a file with --file, and not both."),
        (("text", "--file", "-"), None, "Give a text, or a file with --file, and not both."),
        ((" ",), None, "error: nothing to read"),
        (("On Tuesday.", "--published", "21.4."), None, "error: '21.4.' is not a date"),
        (("--file", "-"), " \n", "error: standard input: nothing to read"),
        (("--file", "-"), b"\0\1\2", "error: standard input: not a text"),
        (("--file", "missing.txt"), None, "error: missing.txt: no such file or directory"),
        (("--file", "empty.txt"), None, "error: empty.txt: empty"),
        (("--file", "binary.txt"), None, "error: binary.txt: not a text"),
        (("--file", "notes.odt"), None, "error: notes.odt: no source reads .odt"),
        (("--file", "."), None, "error: .: a folder, not a file"),
    ],
)
def test_bad_input_is_one_error(
    arguments: tuple[str, ...],
    given_input: str | bytes | None,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").touch()
    Path("binary.txt").write_bytes(bytes(range(256)))
    Path("notes.odt").touch()
    result = run(*arguments, given_input=given_input)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "internal error" not in result.stderr


def test_nothing_found_is_said() -> None:
    assert run("All is well there.").stdout.startswith("nothing to compare")


def test_reading_loads_nothing_heavy(article: str) -> None:
    code = (
        "import sys; from claimcheck.cli.commands import cli\n"
        f"cli(['read', '--file', {article!r}], standalone_mode=False)\n"
        "heavy = {'torch', 'numpy', 'faiss', 'sentence_transformers', 'transformers'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == "[]\n"


# --------------------------------------------------------------------------
# Laws


@pytest.mark.parametrize("piece", ["1", "1 ", "word ", "a1, ", "“", "東京", "9 tonnes, "])
def test_a_very_long_line_is_shown_in_short_lines(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(piece * (50_000 // len(piece)), encoding="utf-8")
    started = time.monotonic()
    result = run("--file", str(path), "--all")
    assert result.exit_code == 0
    assert time.monotonic() - started < 30
    assert max(map(len, result.stdout.splitlines()[1:])) <= 100


def test_of_a_long_text_only_the_lines_with_something_in_them_are_shown() -> None:
    text = "word " * 400 + "9 boats"
    shown = list(underlined(text, [Row("figure", Span(2000, 2001), "9")], width=100))
    assert len(shown) == 4
    assert shown[1].strip() == "…"
    assert len(list(underlined("word " * 60, [], width=100))) <= LONG


WORDS = st.text(alphabet="ab1 ,\n\t東é\u0301“\x1b\u202e", max_size=300)
SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=12)


@given(WORDS, SPANS, st.integers(24, 110))
def test_carets_stand_under_their_words(
    text: str, spans: list[tuple[int, int]], width: int
) -> None:
    inside = [Span(a, min(a + b, len(text))) for a, b in spans if a < len(text)]
    rows = [Row("figure", span, f"<{at}>") for at, span in enumerate(inside)]
    lines = list(underlined(text, rows, width=width))
    shown = "\n".join(lines)
    for at in range(len(rows)):
        assert shown.count(f"<{at}>") == 1
    assert all(line == line.rstrip() for line in lines)
    assert all(len(line) <= width for line in lines)
    assert not set(shown) & set("\t\x1b\u202e")


def test_carets_stand_under_wide_characters() -> None:
    text = "東京 9 隻"
    assert list(underlined(text, [Row("figure", Span(3, 4), "9")], width=60)) == [
        " " * MARGIN + "東京 9 隻",
        f"{'figure':<{MARGIN}}     ^ 9",
    ]
    assert printable(text) == text


@pytest.mark.parametrize("name", ["missing", "missing.txt", "missing.xyz"])
def test_a_file_that_is_not_there_is_told_whatever_its_name(tmp_path: Path, name: str) -> None:
    result = run("--file", str(tmp_path / name))
    assert result.exit_code == 2
    assert "no such file or directory" in result.stderr
