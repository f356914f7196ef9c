"""Both reports against golden files, and the laws they keep."""

from __future__ import annotations

import io
import json as stdlib_json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import VERDICTS
from rich.cells import cell_len

from claimcheck.reports import json
from claimcheck.reports.building import of_verdict, of_verdicts
from claimcheck.reports.excerpt import excerpt, printable
from claimcheck.reports.grounds import decisive
from claimcheck.reports.policy import FAIL_ON, Policy, fails
from claimcheck.reports.terminal import TerminalReport
from claimcheck.schema import report_schema
from claimcheck.types import Claim, Label, Location, Outcome, Span, Verdict

GOLDEN = Path(__file__).parent / "golden"


def terminal(
    *,
    quiet: bool = False,
    verbose: bool = False,
    colour: bool = False,
    width: int = 100,
    fail_on: tuple[Label, ...] = FAIL_ON,
) -> str:
    stream = io.StringIO()
    report = TerminalReport(stream, quiet=quiet, verbose=verbose, colour=colour, width=width)
    told = of_verdicts(VERDICTS, Policy(fail_on))
    for result in told.results:
        report.show(result)
    report.close(told)
    return stream.getvalue()


def golden(name: str, text: str) -> None:
    """Hold `text` against a tracked file; a new or changed one is written beside it to look at."""
    file = GOLDEN / name
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if text != expected:
        file.with_suffix(file.suffix + ".new").write_text(text, encoding="utf-8")
    assert text == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report.txt", terminal()),
        ("report-verbose.txt", terminal(verbose=True)),
        ("report-quiet.txt", terminal(quiet=True)),
        ("report-narrow.txt", terminal(width=60)),
        ("report-colour.txt", terminal(colour=True)),
        ("report-relaxed.txt", terminal(fail_on=(Label.REFUTED,), quiet=True)),
        (
            "report.json",
            json.render(of_verdicts(VERDICTS, Policy())),
        ),
    ],
)
def test_reports_are_as_tracked(name: str, text: str) -> None:
    golden(name, text)


def test_the_json_report_keeps_its_schema() -> None:
    report = stdlib_json.loads(json.render(of_verdicts(VERDICTS, Policy())))
    jsonschema.Draft202012Validator(report_schema()).validate(report)
    for verdict in report["verdicts"]:
        for item in verdict["findings"]:
            source = verdict["evidence"][item["evidence"]]
            span = item["evidence_span"]
            assert source["text"][span["start"] : span["end"]] == span["text"]
            claim_span = item["claim_span"]
            assert verdict["text"][claim_span["start"] : claim_span["end"]] == claim_span["text"]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_excerpt_is_wider_than_asked(width: int) -> None:
    lines = [line for line in terminal(width=width).splitlines() if line.startswith(" " * 10)]
    assert len(lines) > 20
    assert max(map(cell_len, lines)) <= width


class Closed(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_reader_that_leaves_is_told_apart_from_a_claim_that_fails() -> None:
    with pytest.raises(BrokenPipeError):
        TerminalReport(Closed()).show(of_verdict(VERDICTS[0], Policy()))


# --------------------------------------------------------------------------
# Counts and failures


@pytest.mark.parametrize(
    ("label", "expect", "stated", "fail_on", "failed"),
    [
        (Label.SUPPORTED, Label.SUPPORTED, False, FAIL_ON, False),
        (Label.REFUTED, Label.SUPPORTED, False, FAIL_ON, True),
        (Label.CONFLICTING, Label.SUPPORTED, False, FAIL_ON, True),
        (Label.NOT_ENOUGH, Label.SUPPORTED, False, FAIL_ON, True),
        (Label.NOT_ENOUGH, Label.SUPPORTED, False, (Label.REFUTED,), False),
        (Label.NOT_ENOUGH, Label.SUPPORTED, True, (Label.REFUTED,), True),
        (Label.REFUTED, Label.SUPPORTED, False, (), False),
        (Label.REFUTED, Label.REFUTED, True, FAIL_ON, False),
        (Label.SUPPORTED, Label.REFUTED, True, (), True),
        (Label.NOT_ENOUGH, Label.REFUTED, True, (), True),
    ],
)
def test_which_claims_fail(
    label: Label, expect: Label, stated: bool, fail_on: tuple[Label, ...], failed: bool
) -> None:
    claim = Claim("a", "b", Location("c", 1, 1), expect=expect, expect_stated=stated)
    assert fails(Verdict(claim, label, 0.5, ""), fail_on=fail_on) is failed


def test_the_last_line_counts_everything() -> None:
    summary = of_verdicts(VERDICTS, Policy()).summary
    assert summary.line() == (
        "7 claims: 2 supported, 3 refuted, 1 conflicting evidence, 1 not enough evidence; "
        "3 as expected, 4 failed; 1 part unchecked"
    )
    assert summary.exit_code == 1
    assert of_verdicts(VERDICTS[:1], Policy()).summary.line() == (
        "1 claim: 1 supported, 0 refuted, 0 conflicting evidence, 0 not enough evidence; "
        "1 as expected, 0 failed; 0 parts unchecked"
    )
    assert of_verdicts(VERDICTS[:1], Policy()).summary.exit_code == 0


def test_what_is_decisive_depends_on_the_label() -> None:
    outcomes = [[item.outcome for item in decisive(verdict)] for verdict in VERDICTS]
    assert outcomes == [
        [Outcome.AGREES],
        [Outcome.CONFLICTS] * 3,
        [Outcome.CONFLICTS],
        [Outcome.CONFLICTS, Outcome.AGREES],
        [],
        [Outcome.CONFLICTS],
        [],
    ]


# --------------------------------------------------------------------------
# Excerpts

LONG = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi"


@pytest.mark.parametrize(
    ("text", "words", "width", "line", "carets"),
    [
        ("one two three", "two", 40, "one two three", "    ^^^"),
        ("one\ttwo\nthree", "three", 40, "one two three", "        ^^^^^"),
        ("東京 has 20 boats", "20", 40, "東京 has 20 boats", "         ^^"),
        ("20 漁船 here", "漁船", 40, "20 漁船 here", "   ^^^^"),
        ("cafe\u0301 two", "two", 40, "cafe\u0301 two", "     ^^^"),
        ("a\x1b[31mb \u202ec", "c", 40, "a�[31mb �c", "         ^"),
        (LONG, "alpha", 30, "alpha beta gamma delta …", "^^^^^"),
        (LONG, "xi", 30, "… iota kappa lambda mu nu xi", "                          ^^"),
        (LONG, "theta", 30, "… zeta eta theta iota kappa …", "           ^^^^^"),
        (LONG, LONG, 30, "alpha beta gamma delta eps …", "^" * 26),
    ],
)
def test_carets_stand_under_the_span(
    text: str, words: str, width: int, line: str, carets: str
) -> None:
    start = text.index(words)
    shown = excerpt(text, Span(start, start + len(words)), width=width)
    assert (shown.line, shown.carets) == (line, carets)


ANY = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300)


@given(ANY, st.data(), st.integers(20, 120))
def test_an_excerpt_fits_its_width_and_shows_the_span(
    text: str, data: st.DataObject, width: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 10)))
    shown = excerpt(text, Span(start, end), width=width)
    assert cell_len(shown.line) <= width
    assert cell_len(shown.carets) <= width
    assert printable(text[start:end]).strip() in shown.line
    assert set(shown.carets) <= {" ", "^"}


@given(ANY)
def test_printable_text_is_one_line_of_equal_length(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
