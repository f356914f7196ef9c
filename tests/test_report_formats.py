"""Each format against its golden file, its schema, and what hostile texts may do to it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from report_format_samples import HOSTILE, SAMPLE_VERDICTS, audited, sample

from claimcheck.audit.timeline import timeline
from claimcheck.checkers import registry
from claimcheck.reports import (
    claimreview,
    github,
    history_page,
    html,
    junit,
    markdown,
    sarif,
)
from claimcheck.reports.building import of_verdicts
from claimcheck.reports.excerpt import printable
from claimcheck.reports.formats import AUDIT_NAMES, FORMATS, NAMES, render
from claimcheck.reports.html_chart import drawn
from claimcheck.reports.html_parts import Marked, asset, marked
from claimcheck.reports.model import Chart, Point, Report, Status
from claimcheck.reports.policy import Policy
from claimcheck.schema import dump, report_schema
from claimcheck.sources import load
from claimcheck.types import Article, Label, Location

HERE = Path(__file__).parent
SCHEMAS = HERE / "schemas"
ENDINGS = {
    "json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml", "github": "github.txt",
    "markdown": "md", "html": "html", "claimreview": "claimreview.json",
}  # fmt: skip
REPORTS = {"claims": sample, "audit": audited}


def golden(name: str, text: str) -> None:
    """Hold `text` against a tracked file; a new or changed one is written beside it to look at."""
    file = HERE / "golden" / name
    expected = file.read_bytes().decode() if file.exists() else ""
    if text != expected:
        file.with_name(f"{file.name}.new").write_bytes(text.encode())
    assert text == expected


def without_pages(name: str, text: str) -> str:
    """The report without what changes by itself: the checkers' pages, style and script."""
    if name == "sarif":
        log = json.loads(text)
        log["runs"][0]["tool"]["driver"]["rules"] = "…"
        for result in log["runs"][0]["results"]:
            result["ruleIndex"] = "…"
        return dump(log)
    if name == "html":
        text = text.replace(asset("page.css"), "…").replace(asset("page.js"), "…")
        text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text)
        return re.sub(r"(<dt id=.*\n<dd>).*(</dd>)", r"\1…\2", text)
    return text


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.name != "terminal"])
@pytest.mark.parametrize("kind", REPORTS)
def test_formats_are_as_tracked(kind: str, name: str) -> None:
    if kind == "audit" and name not in AUDIT_NAMES:
        return
    text = render(name, REPORTS[kind](illustrated=name == "html"))
    golden(f"format-{kind}.{ENDINGS[name]}", without_pages(name, text))


def test_a_format_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys, claimcheck.cli.commands;"
        "print(*sorted(m for m in sys.modules if m.startswith('claimcheck.reports')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["claimcheck.reports", "claimcheck.reports.formats"]


def test_every_format_has_a_module_and_words() -> None:
    assert set(NAMES) == {"terminal", *ENDINGS}
    assert all(one.doc for one in FORMATS)


# --------------------------------------------------------------------------
# JSON lines


def test_every_line_of_json_is_whole_and_the_verdicts_are_those_of_the_json() -> None:
    text = render("jsonl", sample())
    lines = [json.loads(line) for line in text.splitlines()]
    assert text.count("\n") == len(lines)
    assert [line["type"] for line in lines] == [
        "report", *["verdict"] * len(SAMPLE_VERDICTS), "discrepancy", "summary",
    ]  # fmt: skip
    schema = report_schema()
    verdict = {**schema["$defs"]["verdict"], "$defs": schema["$defs"]}  # type: ignore[index, dict-item]
    whole = json.loads(render("json", sample()))
    for line, other in zip(lines[1:-2], whole["verdicts"], strict=True):
        del line["type"]
        jsonschema.validate(line, verdict)
        assert line == other
    assert lines[-1]["failed"] == whole["summary"]["failed"]
    assert lines[-1]["exit_code"] == 1


# --------------------------------------------------------------------------
# SARIF


def log_of(report: Report) -> dict[str, Any]:
    log = json.loads(sarif.render(report))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    return dict(log["runs"][0])


@pytest.mark.parametrize("make", REPORTS.values(), ids=REPORTS)
def test_sarif_keeps_the_official_schema_and_its_rules_have_help(make: Any) -> None:
    run = log_of(make())
    rules = run["tool"]["driver"]["rules"]
    assert {checker.code for checker in registry.load()} < {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        linked = set(re.findall(r"(?<!\\)\[\d+\]\((\d+)\)", result["message"]["text"]))
        assert linked <= {str(place["id"]) for place in result["relatedLocations"]}


def test_sarif_tells_what_is_not_as_it_should_be_at_its_words() -> None:
    results = log_of(sample())["results"]
    told = [(r["properties"].get("claim"), r["ruleId"], r["level"]) for r in results]
    assert told == [
        ("more-drones", "NUM001", "error"),
        ("planes", "not-enough-evidence", "error"),
        ("boats", "NUM001", "error"),
        ("wrongly-refuted", "supported", "error"),
        ("drafted", "NUM001", "error"),
        (SAMPLE_VERDICTS[8].claim.id, "not-enough-evidence", "error"),
        ("partly", "part-not-checked", "note"),
        (None, "NUM001", "error"),
    ]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "claims/aid.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 6, "startColumn": 29, "endLine": 6, "endColumn": 39,
        "snippet": {"text": "400 drones"},
    }  # fmt: skip
    [draft] = [r for r in results if r["properties"].get("claim") == "drafted"]
    drafts = [p["physicalLocation"]["artifactLocation"]["uri"] for p in draft["relatedLocations"]]
    assert drafts == ["seeds/courier.txt", "later.txt", "drafts/drones.md"]
    [odd] = [r for r in results if r["properties"].get("claim", "").startswith("odd")]
    uri = odd["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "odd%2C%20100%25/c%3A1.yaml"


def test_what_is_told_not_to_fail_is_a_warning() -> None:
    results = log_of(sample(fail_on=(Label.CONFLICTING,)))["results"]
    assert [r["level"] for r in results][:2] == ["warning", "warning"]


def test_a_verdict_that_rests_on_no_fault_has_its_own_rule() -> None:
    agreeing = replace(
        SAMPLE_VERDICTS[0],
        claim=replace(SAMPLE_VERDICTS[0].claim, expect=Label.REFUTED, expect_stated=True),
    )
    [result] = log_of(of_verdicts([agreeing], Policy()))["results"]
    assert (result["ruleId"], result["level"]) == ("supported", "error")
    assert result["message"]["text"].startswith("drones: supported, expected refuted")


def fingerprints(report: Report) -> list[str]:
    return [r["partialFingerprints"]["claimcheckContent/v1"] for r in log_of(report)["results"]]


def test_a_fingerprint_is_of_the_words_and_not_of_their_line_or_name() -> None:
    def moved(by: int, text: str = "") -> Report:
        verdicts = [
            replace(
                one,
                claim=replace(
                    one.claim,
                    id=f"{one.claim.id}{by}",
                    location=Location("claims/aid.yaml", one.claim.location.line + by, 3),
                    text=one.claim.text + text,
                ),
            )
            for one in SAMPLE_VERDICTS
        ]
        return of_verdicts(verdicts, Policy())

    here = fingerprints(moved(0))
    assert here == fingerprints(moved(40))
    assert here == fingerprints(moved(0, "  "))
    assert not set(here) & set(fingerprints(moved(0, " Indeed.")))
    assert len(set(here)) == len(here)


def test_two_results_of_the_same_words_have_fingerprints_of_their_own() -> None:
    twice = [SAMPLE_VERDICTS[1], SAMPLE_VERDICTS[1]]
    one, two = fingerprints(of_verdicts(twice, Policy()))
    assert one.removesuffix(":1") == two.removesuffix(":2")


# --------------------------------------------------------------------------
# JUnit


@pytest.mark.parametrize("make", REPORTS.values(), ids=REPORTS)
def test_junit_keeps_its_schema_and_has_a_case_a_claim(make: Any) -> None:
    report = make()
    root = etree.fromstring(junit.render(report).encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(root)
    cases = list(root.iter("testcase"))
    assert len(cases) == len(report.results) + len(report.slips)
    fates = {name: len(list(root.iter(name))) for name in ("failure", "error", "skipped")}
    assert (root.get("failures"), root.get("errors")) == (
        str(fates["failure"]), str(fates["error"]),
    )  # fmt: skip
    for suite in root:
        assert suite.get("skipped") == str(len(list(suite.iter("skipped"))))
    failed = [one for one in (*report.results, *report.slips) if one.status is Status.FAIL]
    assert fates["failure"] + fates["error"] == len(failed)


def test_what_was_told_not_to_fail_is_skipped() -> None:
    root = etree.fromstring(junit.render(sample(fail_on=())).encode())
    assert [len(list(root.iter(name))) for name in ("failure", "error", "skipped")] == [2, 0, 5]


# --------------------------------------------------------------------------
# GitHub


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them."""
    for line in text.split("\n"):
        found = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        if found:
            fields = dict(part.split("=", 1) for part in found[2].split(","))
            yield found[1], {k: unescaped(v) for k, v in fields.items()}, unescaped(found[3])


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_annotations_stand_at_the_claim_and_at_its_draft() -> None:
    text = github.render(sample())
    told = list(commands(text))
    assert len(told) == len(text.splitlines()) - 1  # and the counts
    at = [(level, f["file"], f["line"], f.get("col"), f.get("endColumn")) for level, f, _ in told]
    assert at[:2] == [
        ("error", "claims/aid.yaml", "6", "29", "39"),
        ("error", "claims/aid.yaml", "12", "11", "43"),
    ]
    assert ("error", "claims/aid.yaml", "20", "25", "35") in at
    assert ("error", "drafts/drones.md", "3", "5", None) in at
    [odd] = [one for one in told if one[1]["file"] == "odd, 100%/c:1.yaml"]
    assert odd[1]["title"].startswith("odd%2C: id ::warning::: not enough evidence")
    assert printable(HOSTILE) in odd[2]
    assert [level for level, fields, _ in told if "partly" in fields["title"]] == ["notice"]


# --------------------------------------------------------------------------
# Markdown


def test_markdown_in_too_little_room_keeps_the_counts_and_says_what_is_left_out() -> None:
    whole = markdown.render(sample())
    assert markdown.within(sample(), len(whole.encode())) == whole
    cut = markdown.within(sample(), 2500)
    assert len(cut.encode()) <= 2500
    assert cut.startswith("# ❌ claimcheck verify\n\n10 claims: ")
    assert re.search(r"\n\d+ more are left out here", cut)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<b> & [a](b)", r"\<b\> \& \[a\](b)"),
        ("$5 and $6", r"\$5 and \$6"),
        ("a | b", r"a \| b"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("see https://a.example", r"see https\://a.example"),
        ("a 1.5 b-c", "a 1.5 b-c"),
    ],
)
def test_nothing_in_a_text_is_markdown(text: str, told: str) -> None:
    assert markdown.escaped(text) == told


# --------------------------------------------------------------------------
# ClaimReview

#: What search engines ask of a ClaimReview, and what schema.org has of its parts.
CLAIM_REVIEW = {
    "type": "object",
    "required": ["@type", "url", "claimReviewed", "reviewRating", "author", "itemReviewed"],
    "additionalProperties": False,
    "properties": {
        "@type": {"const": "ClaimReview"},
        "url": {"type": "string", "pattern": "^https?://"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "author": {"$ref": "#/$defs/publisher"},
        "publisher": {"$ref": "#/$defs/publisher"},
        "datePublished": {"type": "string", "format": "date"},
        "reviewBody": {"type": "string"},
        "keywords": {"type": "array", "items": {"type": "string"}},
        "itemReviewed": {
            "type": "object",
            "required": ["@type"],
            "properties": {"@type": {"const": "Claim"}, "author": {"required": ["@type", "name"]}},
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {"@type": {"const": "Rating"}},
            "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
        },
        "citation": {"type": "array", "items": {"required": ["@type"]}},
    },
    "$defs": {
        "publisher": {
            "required": ["@type", "name", "url"],
            "properties": {"@type": {"enum": ["Organization", "Person"]}},
        }
    },
}


def test_reviews_have_what_is_asked_of_them_and_may_stand_in_a_page() -> None:
    text = claimreview.render(sample())
    assert "<" not in text
    told = json.loads(text)
    assert told["@context"] == "https://schema.org"
    for review in told["@graph"]:
        jsonschema.Draft202012Validator(CLAIM_REVIEW).validate(review)
    drafted = told["@graph"][7]
    assert drafted["itemReviewed"]["author"] == {"@type": "Person", "name": "Anna Berg"}
    assert drafted["reviewRating"]["ratingValue"] == 1
    assert [one.get("url") for one in drafted["citation"]] == [
        None, "https://review.example/drones?a=1&b=2",
    ]  # fmt: skip
    odd = told["@graph"][8]
    assert odd["url"] == "https://courier.example/checks/odd%252C%3A%20id%0A%3A%3Awarning%3A%3A"
    assert odd["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}


def test_a_review_without_publisher_is_refused() -> None:
    with pytest.raises(ValueError, match="publisher"):
        claimreview.render(replace(sample(), publisher=None))


# --------------------------------------------------------------------------
# HTML

_VOID = {"meta", "input", "br", "line", "circle", "path", "rect"}


class Page(HTMLParser):
    """Elements, attributes and text of a page; every element must be closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def pages() -> dict[str, str]:
    hostile = Article("h", "h.txt", "Drones: 300 drones <script>x</script> flew.", outlet="<o>")
    return {
        "claims": html.render(sample()),
        "audit": html.render(audited()),
        "timeline": history_page.render("drones </title><script>", timeline([hostile], "drones")),
    }


PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_no_text_becomes_markup_and_nothing_is_loaded(name: str) -> None:
    page = Page(PAGES[name])
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("script"), tags.count("style")) == (1, 1)
    assert not {"img", "iframe", "object", "embed", "link", "base", "form", "x", "i"} & set(tags)
    for tag, attributes in page.elements:
        assert not [key for key in attributes if key.startswith("on") or key in ("style", "src")]
        for key in ("href", "xlink:href", "action"):
            address = attributes.get(key)
            assert address is None or re.match(r"https?://|#", address), (tag, address)
    [policy] = [a["content"] for t, a in page.elements if t == "meta" and "http-equiv" in a]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not set(PAGES[name]) & set("\x00\x1b\u202e")


def test_the_page_has_every_claim_whole_and_what_was_not_checked() -> None:
    page = Page(PAGES["claims"])
    told = page.text
    for one in SAMPLE_VERDICTS:
        assert printable(one.claim.text) in told
        assert printable(one.reason) in told
        for part in one.unchecked:
            assert printable(part.why) in told
    assert "Winter is over." in told
    assert "More will come." in told
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for t, a in page.elements if t == "a" and (a["href"] or "").startswith("#")]
    assert {(link or "")[1:] for link in links} <= set(ids)


def test_two_claims_of_one_id_have_anchors_of_their_own() -> None:
    twice = [SAMPLE_VERDICTS[1], SAMPLE_VERDICTS[1]]
    page = Page(html.render(of_verdicts(twice, Policy())))
    cards = [a["id"] for tag, a in page.elements if tag == "article"]
    assert cards == ["claim-more-drones", "claim-more-drones--2"]


def test_a_chart_shows_the_figures_of_dated_sources_and_the_claims_own() -> None:
    [result] = [one for one in sample().results if one.claim.id == "drafted"]
    assert result.chart is not None
    assert [(p.day.isoformat(), int(p.low or 0), p.fault) for p in result.chart.points] == [
        ("2022-04-21", 300, True), ("2022-05-02", 350, True),
    ]  # fmt: skip
    assert result.chart.claimed is not None
    assert result.chart.claimed.low == 400
    assert PAGES["claims"].count("<svg") == sum(
        one.chart is not None for one in (*sample().results, *sample().slips)
    )


def test_the_timeline_of_the_sample_is_a_chart() -> None:
    articles = [one for one in load([HERE.parent / "seeds"]) if isinstance(one, Article)]
    about = "US military aid to Ukraine"
    page = Page(history_page.render(about, timeline(articles, about)))
    assert [tag for tag, _ in page.elements].count("svg") >= 1


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ([], "a &lt;b&gt; c"),
        (
            [Marked(2, 5, 1, "agrees")],
            'a <mark class="agrees" data-n="1">&lt;b&gt;<sup>1</sup></mark> c',
        ),
        (
            [Marked(0, 5, 1, "agrees"), Marked(2, 7, 2, "conflicts")],
            '<mark class="agrees" data-n="1">a </mark>'
            '<mark class="conflicts" data-n="1 2">&lt;b&gt;<sup>1</sup></mark>'
            '<mark class="conflicts" data-n="2"> c<sup>2</sup></mark>',
        ),
        ([Marked(5, 5, 1, "agrees"), Marked(6, 99, 2, "unclear")],
         'a &lt;b&gt; <mark class="unclear" data-n="2">c<sup>2</sup></mark>'),
    ],
)  # fmt: skip
def test_marks_may_overlap_and_end_beyond_the_text(marks: list[Marked], told: str) -> None:
    assert marked("a <b> c", marks) == told


# --------------------------------------------------------------------------
# Charts


def chart(*values: tuple[str, str | None, str | None], claimed: str | None = None) -> Chart:
    def point(day: str, low: str | None, high: str | None) -> Point:
        ends = [None if end is None else Decimal(end) for end in (low, high)]
        return Point(date.fromisoformat(day), ends[0], ends[1], "said", "who", "stands", False)

    own = point("2022-01-01", claimed, claimed) if claimed else None
    return Chart("title", "dollars", tuple(point(*one) for one in values), own)


@pytest.mark.parametrize(
    ("drawing", "ticks"),
    [
        (chart(("2022-01-01", "0", "0"), ("2022-01-02", "0", "0")), ["0", "0.05", "0.1"]),
        (
            chart(("2022-01-01", "300", "300"), ("2022-01-02", "350", "350"), claimed="400"),
            ["300", "350", "400"],
        ),
        (
            chart(("2022-01-01", "800000000", None), ("2022-01-01", None, "3700000000")),
            ["0", "2 bn", "4 bn"],
        ),
        (chart(("2022-01-01", "-5", "-5"), ("2022-03-01", "5", "5")), ["-5", "0", "5"]),
        (
            chart(("1900-01-01", "1", "1"), ("2022-01-02", "9e14", "9e14")),
            ["0", "500 tn", "1,000 tn"],
        ),
    ],
)
def test_a_scale_has_round_values_and_all_figures_within(drawing: Chart, ticks: list[str]) -> None:
    svg = drawn(drawing, "key")
    told = re.findall(r'<text class="tick" x="76".*?>(.*?)</text>', svg)
    assert told == ticks
    ys = [float(y) for y in re.findall(r'c?y[12]?="([\d.-]+)"', svg)]
    assert ys
    assert all(0 <= y <= 240 for y in ys)
    assert svg.count("<tr>") == 1 + len(drawing.points) + bool(drawing.claimed)
    opened = sum(end is None for one in drawing.points for end in (one.low, one.high))
    assert svg.count("arrow") == opened
