"""The audit: texts against themselves and each other, its laws, its reports and its command."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.audit import FAIL_ON, Audit, Kind, audit, audit_article
from claimcheck.audit.archive import Archive
from claimcheck.audit.groups import Groups
from claimcheck.audit.keyindex import candidates
from claimcheck.audit.timeline import timeline
from claimcheck.cli.commands import cli
from claimcheck.evidence import passages
from claimcheck.reports import audit as report
from claimcheck.reports.building import of_audit
from claimcheck.reports.json import render
from claimcheck.reports.policy import Policy
from claimcheck.schema import audit_schema
from claimcheck.sources import load
from claimcheck.types import Article

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases"
INSIDE = yaml.safe_load((CASES / "audit-inside.yaml").read_text("utf-8"))
BETWEEN = yaml.safe_load((CASES / "audit-between.yaml").read_text("utf-8"))


def articles(texts: list[dict[str, Any]]) -> list[Article]:
    return [
        Article(
            f"a{at}",
            f"a{at}.txt",
            f"{row['title']}\n\n{row['text']}" if "title" in row else row["text"],
            title=row.get("title"),
            published=row.get("date"),
        )
        for at, row in enumerate(texts)
    ]


def seeds() -> list[Article]:
    return [a for a in load([ROOT / "seeds"], root=ROOT) if isinstance(a, Article)]


# --------------------------------------------------------------------------
# Tables


@pytest.mark.parametrize("row", INSIDE, ids=lambda row: row["text"][:50])
def test_inside_one_text(row: dict[str, Any]) -> None:
    found = audit_article(Article("a", "a.txt", row["text"], published=date(2021, 3, 2)))
    told = [{"code": one.code, "message": one.message} for one in found]
    assert told == row.get("found", [])


@pytest.mark.parametrize("row", BETWEEN, ids=lambda row: row["why"])
def test_between_texts(row: dict[str, Any]) -> None:
    found = audit(articles(row["texts"])).found
    if "kinds" in row:
        assert [one.kind.value for one in found] == row["kinds"]
        return
    told = [
        {
            "kind": one.kind.value,
            "said": [place.said.split(" on board")[0] for place in one.mentions],
            "outlier": one.outlier,
        }
        for one in found
    ]
    assert told == row.get("found", [])


def test_three_values_cannot_all_be_right() -> None:
    said = "A ferry ran aground off Norvik on Monday with {} passengers, said the coast guard."
    day = {"date": date(2021, 3, 2)}
    texts = [
        {**day, "title": f"Ferry aground, report {count}", "text": said.format(count)}
        for count in (214, 241, 412)
    ]
    [found] = audit(articles(texts)).found
    assert found.message == (
        "3 texts cannot all be right: 214 passengers against 241 passengers against 412 passengers"
    )


def test_near_misses_outnumber_hits() -> None:
    for table in (INSIDE, BETWEEN):
        hits = sum("found" in row or "kinds" in row for row in table)
        assert len(table) - hits > hits


def test_a_span_is_the_words_it_tells() -> None:
    for row in BETWEEN:
        for one in audit(articles(row["texts"])).found:
            for place in one.mentions:
                text = place.article.text
                start = place.sentence.span.start + place.span.start
                assert text[start : start + len(place.said.split()[0])] == place.said.split()[0]


# --------------------------------------------------------------------------
# The sample corpus


def test_the_sample_corpus_has_one_slip_and_it_is_found() -> None:
    (found,) = audit(seeds()).found
    assert (found.kind, found.code) == (Kind.ARITHMETIC, "SUM001")
    assert found.message == "the parts make 6,800, not 6,900"
    assert {a.path for a in found.articles} == {"seeds/nordhavn-review/2022-03-17-firearms.txt"}


def test_the_history_of_a_figure_is_told_by_date() -> None:
    histories = timeline(seeds(), "US military aid to Ukraine")
    money = histories[0]
    days = [entry.published for entry in money.entries]
    assert money.unit == "dollars"
    assert days == sorted(days)
    said = " ".join(entry.mention.said for entry in money.entries)
    assert "$2.6 billion" in said
    assert "$3.7 billion" in said


def test_figures_of_a_day_that_part_are_marked_on_both_sides() -> None:
    told = articles(BETWEEN[0]["texts"])
    (history,) = timeline(told, "passengers of the ferry aground off Norvik")
    assert [entry.parts_from for entry in history.entries] == [(1,), (0,)]


# --------------------------------------------------------------------------
# Laws


@given(st.permutations(range(4)), st.integers(0, len(BETWEEN) - 1))
@settings(max_examples=30, deadline=None)
def test_the_order_of_articles_changes_nothing(order: list[int], at: int) -> None:
    texts = articles(BETWEEN[at]["texts"])
    turned = [texts[k] for k in order if k < len(texts)]
    assert audit(turned).found == audit(texts).found


@pytest.mark.parametrize("row", BETWEEN, ids=lambda row: row["why"])
def test_no_text_contradicts_its_copy(row: dict[str, Any]) -> None:
    one = articles(row["texts"])[0]
    copy = Article("copy", "copy.txt", one.text, title=one.title, published=one.published)
    assert audit([one, copy]).found == audit_article(one) + audit_article(copy)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_groups_are_apart_and_hold_what_was_joined(pairs: list[tuple[int, int]]) -> None:
    groups = Groups[int]()
    for one, other in pairs:
        groups.join(one, other)
    found = list(groups)
    assert sorted(x for group in found for x in group) == sorted({x for p in pairs for x in p})
    for one, other in pairs:
        assert any(one in group and other in group for group in found)


def test_the_pairs_compared_grow_with_the_articles_and_not_with_their_square() -> None:
    def compared(count: int) -> int:
        archive = Archive()
        for at in range(count):
            day = date(2021, 1, 1) + timedelta(days=at % 30)
            text = (
                f"The ferry of Norvik carried {at + 20} passengers on Monday, the Norvik port said."
            )
            article = Article(f"a{at}", f"a{at}.txt", text, title="Norvik ferry", published=day)
            archive.add(article, list(passages(article)))
        return sum(1 for _ in candidates(archive))

    small, large = compared(100), compared(400)
    assert large <= 4.5 * max(small, 100)


# --------------------------------------------------------------------------
# Choosing


def test_since_keeps_what_a_later_article_is_in() -> None:
    texts = articles(BETWEEN[0]["texts"])
    assert audit(texts, since=date(2021, 3, 2)).found
    assert not audit(texts, since=date(2021, 3, 3)).found


def test_about_keeps_what_is_said_of_it() -> None:
    texts = articles(BETWEEN[0]["texts"])
    assert audit(texts, about="passengers of the Norvik ferry").found
    assert not audit(texts, about="dividends of Aldor").found


# --------------------------------------------------------------------------
# Reports


def told(found: Audit, fail_on: tuple[Kind, ...] = FAIL_ON) -> str:
    stream = io.StringIO()
    report.write(stream, of_audit(found, fail_on, Policy()))
    return stream.getvalue()


def golden(name: str, text: str) -> None:
    file = Path(__file__).parent / "golden" / name
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    if text != expected:
        file.with_suffix(file.suffix + ".new").write_text(text, encoding="utf-8")
    assert text == expected


def sample() -> Audit:
    return audit(
        [
            *articles(BETWEEN[1]["texts"]),
            Article("b", "b.txt", INSIDE[0]["text"]),
            *(
                Article(f"c{at}", f"c{at}.txt", a.text, title=a.title, published=a.published)
                for at, a in enumerate(articles(BETWEEN[3]["texts"]))
            ),
        ]
    )


def test_the_report_is_the_golden_one() -> None:
    golden("audit.txt", told(sample()))


def test_the_json_is_the_golden_one_and_keeps_the_schema() -> None:
    found = sample()
    text = render(of_audit(found, FAIL_ON, Policy()))
    jsonschema.validate(json.loads(text), audit_schema())
    golden("audit.json", text)


def test_a_timeline_has_both_totals_of_one_sentence() -> None:
    raised = "On Monday 5 ministers raised the total of aid to Tarva to $1 billion"

    def dollars(text: str) -> list[Decimal | None]:
        made = timeline([Article("a", "a", text)], "aid to Tarva")
        return [e.low for history in made if history.unit == "dollars" for e in history.entries]

    both = f"{raised} in the last week and $2 billion since the war began."
    assert dollars(both) == [1_000_000_000, 2_000_000_000]
    assert dollars(f"{raised}, and farms there sank to $2 billion abroad.") == [1_000_000_000]


def test_the_timeline_is_the_golden_one() -> None:
    stream = io.StringIO()
    about = "US military aid to Ukraine"
    report.write_timeline(stream, about, timeline(seeds(), about))
    golden("timeline.txt", stream.getvalue())


# --------------------------------------------------------------------------
# The command


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, arguments)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    for at, row in enumerate(BETWEEN[0]["texts"]):
        head = f"Title: {row['title']}\nDate: {row['date']}\n\n"
        (tmp_path / f"{at}.txt").write_text(head + row["text"] + "\n", encoding="utf-8")
    return tmp_path


def test_a_contradiction_fails_the_run_and_a_place_can_be_opened(clippings: Path) -> None:
    code, out, _ = run("audit", str(clippings))
    assert code == 1
    assert "0.txt:4:47" in out
    assert out.rstrip().endswith("1 failed")


def test_what_is_not_to_fail_does_not(clippings: Path) -> None:
    assert run("audit", str(clippings), "--fail-on", "weekday,rounded")[0] == 0
    assert run("audit", str(clippings), "--fail-on", "none")[0] == 0


def test_the_help_names_every_kind_and_those_that_fail() -> None:
    told = " ".join(run("audit", "--help")[1].split())
    assert f"fail the run: {', '.join(kind.value for kind in Kind)}, or none" in told
    assert f"default: {','.join(kind.value for kind in FAIL_ON)}]" in told


def test_json_goes_to_stdout_and_the_counts_to_stderr(clippings: Path) -> None:
    code, out, err = run("audit", str(clippings), "--format", "json")
    told = json.loads(out)
    jsonschema.validate(told, audit_schema())
    assert (code, told["summary"]["failed"], len(told["findings"])) == (1, 1, 1)
    assert err.startswith("2 articles, ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fail-on", "refuted"), "'refuted' is no kind of finding"),
        (("--since", "2021-13-01"), "'2021-13-01' is not a date"),
        (("--about", "of the"), "'of the' names nothing"),
        (("--output", "no/such/folder/report.txt"), "there is no such folder"),
    ],
)
def test_bad_input_is_told_with_its_place(
    clippings: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run("audit", str(clippings), *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "remedy: " in err


def test_nothing_audited_is_no_pass(tmp_path: Path) -> None:
    code, _, err = run("audit", str(tmp_path))
    assert code == 2
    assert "no article to audit" in err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_audited(clippings: Path) -> None:
    (clippings / "bad.jsonl").write_text("{\n", encoding="utf-8")
    (clippings / "day.txt").write_text("Date: soon\n\nIt rained.\n", encoding="utf-8")
    code, _, err = run("audit", str(clippings))
    assert code == 1
    assert "skipped: " in err
    assert "bad.jsonl:1:2: not JSON" in err
    assert "skipped the date: " in err
    assert "day.txt:1:7: 'soon' is not a date" in err


def test_a_timeline_of_nothing_cannot_run(clippings: Path) -> None:
    code, _, err = run("timeline", "dividends of Aldor Shipping", str(clippings))
    assert code == 2
    assert "no figure of" in err
    code, _, err = run("timeline", "of the", str(clippings))
    assert (code, err.splitlines()[0]) == (2, "error: ABOUT: 'of the' names nothing")
    code, out, _ = run("timeline", "passengers of the ferry off Norvik", str(clippings))
    assert code == 0
    assert "cannot hold beside 2" in out
