"""Sources: what each format gives, where its characters stand, and what is refused."""

from __future__ import annotations

import codecs
import json
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimcheck.errors import SourceError
from claimcheck.sources import (
    MAX_BYTES,
    SOURCES,
    SUFFIXES,
    Skipped,
    find,
    load,
    read_articles,
    source_for,
)
from claimcheck.sources import jsonl as jsonl_module
from claimcheck.sources.builder import TextBuilder
from claimcheck.sources.fields import parse_date
from claimcheck.sources.inline import edits
from claimcheck.sources.source import File
from claimcheck.text.places import place
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Location, SentenceKind

PROSE = "The council’s plan — “a first step” — costs £3 million. Café owners agreed."
CORPUS = Path(__file__).parent / "corpus"


def one(path: Path) -> Article:
    """The one article of a file, as shown from its own folder."""
    found = list(read_articles(path, root=path.parent))
    assert len(found) == 1
    return found[0]


def all_of(path: Path) -> list[Article | Skipped]:
    return list(load([path], root=path.parent if path.is_file() else path))


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def places(article: Article) -> list[tuple[str, int, int]]:
    return [
        (s.text, at.line, at.column)
        for s in sentences(article)
        for at in [place(article, s.span.start)]
    ]


# --------------------------------------------------------------------------
# Encodings and line ends


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "cp1252"),
        (b"", "mac_roman"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_encodings(tmp_path: Path, mark: bytes, encoding: str, suffix: str) -> None:
    path = written(tmp_path, f"a{suffix}", mark + PROSE.encode(encoding))
    assert one(path).text == PROSE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It’s fine.", "cp1252"),
        ("Café owners agreed to pay 3 euros.", "latin-1"),
        ("Le président a déclaré à la presse que l’été serait chaud.", "cp1252"),
        ("Die Bürger grüßten den Präsidenten; er fuhr über Köln.", "cp1252"),
        ("Vláda řekla, že příští týden přijede pět ministrů ze zahraničí.", "cp1250"),
        ("Президент заявил, что помощь составит три миллиона рублей.", "koi8-r"),
        ("Президент заявил, что помощь составит три миллиона рублей.", "cp1251"),
    ],
)
def test_encodings_that_nothing_names(tmp_path: Path, text: str, encoding: str) -> None:
    assert one(written(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    "declared",
    ['<meta charset="{}">', '<meta http-equiv="Content-Type" content="text/html; charset={}">'],
)
@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251", "iso-8859-5"])
def test_encoding_declared_in_a_page(tmp_path: Path, declared: str, encoding: str) -> None:
    words = "Дело было в мае."
    page = f"<html><head>{declared.format(encoding)}</head><body><p>{words}</p></body></html>"
    assert one(written(tmp_path, "a.html", page.encode(encoding))).text == words


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_lines(tmp_path: Path, end: str) -> None:
    article = one(written(tmp_path, "a.txt", end.join(["One sentence.", "", "Two of them."])))
    assert article.text == "One sentence.\n\nTwo of them."
    assert places(article) == [("One sentence.", 1, 1), ("Two of them.", 3, 1)]


# --------------------------------------------------------------------------
# What is refused

REFUSED: list[tuple[str, bytes, Skipped]] = [
    ("a.txt", b"", Skipped("a.txt", "empty")),
    ("a.txt", b" \r\n\t\n", Skipped("a.txt", "empty")),
    ("a.md", codecs.BOM_UTF8, Skipped("a.md", "empty")),
    ("a.html", b"", Skipped("a.html", "empty")),
    ("a.jsonl", b"\n \n", Skipped("a.jsonl", "empty")),
    ("a.txt", b"ab\0cd", Skipped("a.txt", "not a text: it holds NUL bytes")),
    ("a.txt", b"\x01\x02\x03ab", Skipped("a.txt", "not a text: it holds control characters")),
    (
        "a.txt",
        codecs.BOM_UTF16_LE + b"a",
        Skipped("a.txt", "begins with the mark of UTF-16-LE and is not UTF-16-LE"),
    ),
    (
        "a.txt",
        b"Title: Only a title\n\n \n",
        Skipped("a.txt", "no text after the fields at its head"),
    ),
    ("a.md", b"---\ntitle: T\n---\n", Skipped("a.md", "no text besides the front matter")),
    (
        "a.md",
        b"---\ntitle: [a\n---\nText.\n",
        Skipped("a.md", "front matter:", 3, 1),
    ),
    ("a.md", b"---\ntitle: [a, b]\n---\nText.\n", Skipped("a.md", "title is not a text", 2, 8)),
    (
        "a.html",
        b"<html><body><script>var a;</script></body></html>",
        Skipped("a.html", "no text to extract", remedy="leave it out, or save the article's text"),
    ),
    (
        "a.jsonl",
        b'{"text": "a"\n',
        Skipped(
            "a.jsonl",
            "not JSON: Expecting ',' delimiter",
            1,
            13,
            "write one JSON object a line",
        ),
    ),
    (
        "a.jsonl",
        b"\n[1]\n",
        Skipped("a.jsonl", "not a JSON object", 2, 1, "write one JSON object a line"),
    ),
    (
        "a.jsonl",
        b'{"title": "T"}',
        Skipped("a.jsonl", "it has no text", 1, 1, "give it a field text or body or content"),
    ),
    (
        "a.jsonl",
        b'{"text": " "}',
        Skipped("a.jsonl", "its text is empty", 1, 1, "give it a field text or body or content"),
    ),
    ("a.jsonl", b'{"text": ["a"]}', Skipped("a.jsonl", "'text' is not a string", 1, 10)),
    ("a.jsonl", b'{"body": ""}', Skipped("a.jsonl", "its text is empty", 1, 1)),
    ("a.jsonl", b"[" * 100_000, Skipped("a.jsonl", "nested too deeply", 1, 1)),
    (
        "a.jsonl",
        b'{"text": "a", "n": ' + b"1" * 10_000 + b"}",
        Skipped("a.jsonl", "a number in it has too many digits", 1, 1, "write it as a string"),
    ),
    (
        "a.jsonl",
        b'{"text": "a", "title": "b\\u0000"}',
        Skipped("a.jsonl", "'title' holds NUL characters", 1, 24),
    ),
]


@pytest.mark.parametrize(("name", "content", "expected"), REFUSED)
def test_refused(tmp_path: Path, name: str, content: bytes, expected: Skipped) -> None:
    (got,) = all_of(written(tmp_path, name, content))
    assert isinstance(got, Skipped)
    assert (got.path, got.line, got.column, got.part) == (
        expected.path,
        expected.line,
        expected.column,
        "article",
    )
    if expected.why.endswith(":"):
        assert got.why.startswith(expected.why)
    else:
        assert got.why == expected.why
    if expected.remedy is not None:
        assert got.remedy == expected.remedy
    with pytest.raises(SourceError) as raised:
        list(load([tmp_path / name], root=tmp_path, strict=True))
    assert raised.value.location == got.location
    assert raised.value.message == got.why


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.sources.source.MAX_BYTES", 2**20)
    monkeypatch.setattr(jsonl_module, "MAX_BYTES", 2**20)
    assert MAX_BYTES == 64 * 2**20
    written(tmp_path, "a.txt", "a" * (2**20 + 1))
    written(tmp_path, "b.txt", "Just so. " * 10)
    written(tmp_path, "c.jsonl", '{"text": "' + "a" * 2**20 + '"}\n{"text": "Short."}\n')
    got = [(i.why, i.line) if isinstance(i, Skipped) else i.id for i in all_of(tmp_path)]
    assert got == [
        ("larger than 1 MiB", None),
        "b.txt",
        ("a line larger than 1 MiB", 1),
        "c.jsonl#2",
    ]


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [
        ("a.txt", "Date: 2022-13-01\n\nText here.", 1, 7),
        ("a.md", "---\ntitle: T\ndate: 2022-02-30\n---\nText here.", 3, 7),
        (
            "a.html",
            "<html><head>\n<meta property='article:published_time' content='May 5'></head>"
            "<body><p>Text here.</p></body></html>",
            2,
            50,
        ),
        ("a.jsonl", '{"text": "Text here.", "date": "soon"}', 1, 32),
    ],
)
def test_a_bad_date_is_named_and_the_article_kept(
    tmp_path: Path, name: str, content: str, line: int, column: int
) -> None:
    path = written(tmp_path, name, content)
    fault, article = all_of(path)
    assert isinstance(fault, Skipped)
    assert isinstance(article, Article)
    assert (fault.part, fault.location) == ("date", Location(name, line, column))
    assert "is not a date" in fault.why
    assert article.published is None
    assert article.text.endswith("Text here.")
    with pytest.raises(SourceError, match=f"{name}:{line}:{column}: .* is not a date"):
        list(read_articles(path, root=tmp_path))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-03-16", date(2022, 3, 16)),
        ("2022-03-16T23:30:00Z", date(2022, 3, 16)),
        ("2022-03-16T23:30:00.123-08:00", date(2022, 3, 16)),
        ("2022-03-16 08:00:00 +0000", date(2022, 3, 16)),
        ("20220316", date(2022, 3, 16)),
        (" 2024-02-29 ", date(2024, 2, 29)),
    ],
)
def test_dates(value: str, day: date) -> None:
    assert parse_date(value) == day


@pytest.mark.parametrize(
    "value", ["2022-02-29", "16.03.2022", "2022-3-6", "2022", "2022-03-16T25:00:00Z", "2022-03-16x"]
)
def test_no_dates(value: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date .*want YYYY-MM-DD"):
        parse_date(value)


# --------------------------------------------------------------------------
# Text

HEAD = (
    "Title: Council buys ten buses\nOutlet: Valley Post\nDate: 2022-03-16\nURL: http://a.example\n"
)


def test_text_with_fields(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.txt", HEAD + "\nThe council met. It voted.\n"))
    assert article == Article(
        id="a.txt",
        path="a.txt",
        text="Council buys ten buses\n\nThe council met. It voted.\n",
        url="http://a.example",
        title="Council buys ten buses",
        outlet="Valley Post",
        published=date(2022, 3, 16),
        anchors=((0, 1, 8), (24, 6, 1)),
    )
    assert places(article) == [
        ("Council buys ten buses", 1, 8),
        ("The council met.", 6, 1),
        ("It voted.", 6, 18),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Title: The bus\nThis is no field.\n\nText.",
        "Title: The bus\nWeather: fine\n\nText.",
        "Date: 2022-03-16",
        "Note: the bus left.\n\nText.",
        "Title: A bus\nTitle: Two buses\n\nText.",
    ],
)
def test_other_heads_are_text(tmp_path: Path, text: str) -> None:
    article = one(written(tmp_path, "a.txt", text))
    assert (article.text, article.published, article.anchors) == (text, None, ())


def test_title_that_the_body_repeats_comes_once(tmp_path: Path) -> None:
    text = HEAD + "\nCouncil buys ten buses\n\nThe council met.\n"
    article = one(written(tmp_path, "a.txt", text))
    assert article.text == "Council buys ten buses\n\nThe council met.\n"
    assert places(article)[0] == ("Council buys ten buses", 6, 1)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Council buys ten buses\n\nThe council met.", "Council buys ten buses"),
        ("The council met. It voted.\n\nMore.", None),
        ("\n\nCouncil buys ten buses\nThe council met.", "Council buys ten buses"),
    ],
)
def test_title_of_a_text(tmp_path: Path, text: str, title: str | None) -> None:
    assert one(written(tmp_path, "a.txt", text)).title == title


WRAPPED = """\
Storm closes harbour

The harbour was closed for three days after the storm, and no ship was
allowed to leave. Two of the ferries were damaged, said Ms. Cole, and
the third will not sail before May. The owners have asked for help from
the state.

- 2 ferries, which lie at the northern pier of the old harbour and wait
  for repair
"""


def test_wrapped_paragraphs_become_lines(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.txt", WRAPPED))
    assert article.title == "Storm closes harbour"
    assert places(article) == [
        ("Storm closes harbour", 1, 1),
        (
            "The harbour was closed for three days after the storm, and no ship was "
            "allowed to leave.",
            3,
            1,
        ),
        (
            "Two of the ferries were damaged, said Ms. Cole, and the third will not sail before "
            "May.",
            4,
            19,
        ),
        ("The owners have asked for help from the state.", 5, 37),
        (
            "2 ferries, which lie at the northern pier of the old harbour and wait for repair",
            8,
            3,
        ),
    ]


# --------------------------------------------------------------------------
# Markdown

MARKDOWN = """\
---
title: Council buys *ten* buses
outlet: Valley Post
date: 2022-03-16
url: https://post.example/1
language: en
tags: [a, b]
---
The council has **bought ten buses** for [£3
million](https://post.example/a_(b)). It said_so in "a *statement*" &amp; more.
Price 5 * 3 and snake_case stay[^1].

## What is *in* the plan ##

The plan includes:

- 10 buses;
- [x] 25 **new
  stops**;
  1. one nested item

> Quoted words of the
> mayor.

| Item | Count |
|------|------:|
| Bus  | 10    |

**Bold and alone**

```
code here. Not prose.
```
<!-- a comment
over lines --> Last ![picture](x.png)line.

Setext heading
--------------

See <https://post.example/c_d> or [the page][page].\\
Not \\*this\\*.

[page]: https://post.example
[^1]: A note on 12 things.
"""


def test_markdown(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.md", MARKDOWN))
    assert (article.title, article.outlet, article.published, article.url, article.language) == (
        "Council buys *ten* buses",
        "Valley Post",
        date(2022, 3, 16),
        "https://post.example/1",
        "en",
    )
    assert places(article) == [
        ("Council buys *ten* buses", 2, 8),
        ("The council has bought ten buses for £3 million.", 9, 1),
        ('It said_so in "a statement" & more.', 10, 39),
        ("Price 5 * 3 and snake_case stay.", 11, 1),
        ("What is in the plan", 13, 4),
        ("The plan includes:", 15, 1),
        ("10 buses;", 17, 3),
        ("25 new stops;", 18, 7),
        ("one nested item", 20, 6),
        ("Quoted words of the mayor.", 22, 3),
        ("Item; Count", 25, 3),
        ("Bus; 10", 27, 3),
        ("Bold and alone", 29, 3),
        ("Last line.", 35, 16),
        ("Setext heading", 37, 1),
        ("See https://post.example/c_d or the page.", 40, 1),
        ("Not *this*.", 41, 1),
        ("A note on 12 things.", 44, 7),
    ]
    found = sentences(article)
    assert [s.text for s in found if s.kind is SentenceKind.HEADLINE] == [
        "Council buys *ten* buses",
        "What is in the plan",
        "Bold and alone",
        "Setext heading",
    ]
    assert [s.lead_in.of(article.text) for s in found if s.lead_in] == ["The plan includes:"] * 3


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Council *buys* buses\n\nIt met.", "Council buys buses"),
        ("Council buys buses\n==================\n\nIt met.", "Council buys buses"),
        ("It met.\n\n# Council buys buses", None),
        ("---\ntitle: Buses bought\n---\n# Buses bought\n\nIt met.", "Buses bought"),
        ("---\ntitle: null\ndate:\n---\nIt met.", None),
    ],
)
def test_title_of_markdown(tmp_path: Path, text: str, title: str | None) -> None:
    article = one(written(tmp_path, "a.md", text))
    assert article.title == title
    first = sentences(article)[0]
    assert (first.text if first.kind is SentenceKind.HEADLINE else None) == title


def test_rules_are_no_front_matter(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.md", "---\nIt met.\n---\n\nIt voted.\n"))
    assert places(article) == [("It met.", 2, 1), ("It voted.", 5, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** _b_ __c__ ~~d~~ ***e***", "a b c d e"),
        ("2 * 3 * 4 and a_b_c and * alone", "2 * 3 * 4 and a_b_c and * alone"),
        ("**$800 million** in *“aid”*", "$800 million in “aid”"),
        ("`a *b* c` and ``d`e``", "a *b* c and d`e"),
        ("[a](u) [b][r] [c] [r] [d](u 't')", "a b [c] r d"),
        ("![i](u) ![i][r]x", " x"),
        ("a\\* \\[b\\] &lt;c&gt; &#8364;5", "a* [b] <c> €5"),
        ("<b>a</b><br>b <https://a.b/c>", "a b https://a.b/c"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("x[^n] y<!-- z -->", "x y"),
        ("**unclosed and `open", "**unclosed and `open"),
        ("*a **b** c*", "a b c"),
    ],
)
def test_inline(text: str, words: str) -> None:
    got, at = "", 0
    for edit in edits(text, references=frozenset({"r"})):
        assert edit.start >= at
        got += text[at : edit.start] + edit.reading
        at = edit.end
    assert got + text[at:] == words


@pytest.mark.parametrize("piece", ["*", "[", "](", "`", "``a`", "![", "<a", "_a ", "*a*", "](x)("])
def test_inline_is_linear(piece: str) -> None:
    """A quadratic step would not return."""
    text = piece * (200_000 // len(piece))
    found = edits(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


WORDS = st.lists(
    st.sampled_from("The mayor|said *so* today.|[a](u) link.|**bold**|1,000 tents.|`x`|>|- |\n|"
    "\n\n|# Head\n|  |&amp;|é|\\*|_it_.|| a | b |".split("|")),
    max_size=25,
).map(" ".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, st.sampled_from([".md", ".txt"]))
def test_each_sentence_stands_where_its_place_says(tmp_path: Path, text: str, suffix: str) -> None:
    path = written(tmp_path, f"a{suffix}", text)
    lines = text.split("\n")
    for article in load([path]):
        if isinstance(article, Skipped):
            continue
        for sentence in sentences(article):
            at = place(article, sentence.span.start)
            first = sentence.text[0]
            there = lines[at.line - 1][at.column - 1 :]
            assert there.startswith((first, "&amp;" if first == "&" else first, "\\" + first))


# --------------------------------------------------------------------------
# HTML

PAGE = """\
<!doctype html>
<html lang="en-GB"><head><title>Council buys ten buses | Valley Post</title>
<meta property="og:title" content="Council buys ten buses">
<meta property="og:site_name" content="Valley Post">
<link rel="canonical" href="https://post.example/1">
<script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "datePublished": "2022-03-16T08:00:00+01:00"}]}
</script></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>Council buys ten buses</h1>
<p>The council has <b>bought
ten buses</b> for &pound;3 million. It &amp; they said so.</p>
<h2>What is in it</h2>
<p>The plan includes:</p>
<ul><li>10 buses;</li><li>25 new stops<ol><li>one nested</li></ol></li></ul>
<table><tr><th>Bus</th><td>10</td></tr></table>
<!-- a comment --><p>One line.<br>Another line.</p>
</article><footer>Copyright 2019</footer></body></html>
"""


def test_html(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.html", PAGE))
    assert (article.title, article.outlet, article.published, article.url, article.language) == (
        "Council buys ten buses",
        "Valley Post",
        date(2022, 3, 16),
        "https://post.example/1",
        "en",
    )
    assert places(article) == [
        ("Council buys ten buses", 2, 33),
        ("The council has bought ten buses for £3 million.", 11, 4),
        ("It & they said so.", 12, 37),
        ("What is in it", 13, 5),
        ("The plan includes:", 14, 4),
        ("10 buses;", 15, 9),
        ("25 new stops", 15, 27),
        ("one nested", 15, 47),
        ("Bus; 10", 16, 16),
        ("One line.", 17, 22),
        ("Another line.", 17, 35),
    ]
    leads = [s.lead_in.of(article.text) for s in sentences(article) if s.lead_in]
    assert leads == ["The plan includes:"] * 3


def test_a_page_of_the_usual_size(tmp_path: Path) -> None:
    """The extractor's own way: the frame of the page is left out, the article kept."""
    paragraphs = "".join(
        f"<p>In week {i} the council of the valley bought {i + 2} buses, it said on Monday.</p>\n"
        for i in range(60)
    )
    page = (
        "<html><head><title>Buses</title></head><body><div class='menu'><ul>"
        + "<li><a href='/x'>Section</a></li>" * 20
        + f"</ul></div><article>{paragraphs}</article><footer>All rights reserved</footer></body>"
    )
    found = sentences(one(written(tmp_path, "a.html", page)))
    assert [s.text for s in found[-60:]] == [
        f"In week {i} the council of the valley bought {i + 2} buses, it said on Monday."
        for i in range(60)
    ]
    assert not any("Section" in s.text or "rights" in s.text for s in found)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="2022-03-16">', date(2022, 3, 16)),
        ('<meta name="DC.date.issued" content="2022-03-16">', date(2022, 3, 16)),
        ('<meta itemprop="datePublished" content="2022-03-16">', date(2022, 3, 16)),
        ('<script type="application/ld+json">{"datePublished": "2022-03-16"}</script>',
         date(2022, 3, 16)),
        ('<script type="application/ld+json">{broken</script>', None),
        ("<title>In 2019</title>", None),
    ],
)  # fmt: skip
def test_date_of_a_page(tmp_path: Path, head: str, day: date | None) -> None:
    page = f"<html><head>{head}</head><body><p>It was so. © 2021</p></body></html>"
    assert one(written(tmp_path, "a.html", page)).published == day


def test_a_row_of_more_cells_than_calls_may_nest(tmp_path: Path) -> None:
    cells = "".join(f"<td>c<b></b>ell{i}</td>" for i in range(3000))  # as words, not in the source
    path = written(tmp_path, "a.html", f"<table><tr>{cells}</tr></table>")
    (article,) = all_of(path)
    assert isinstance(article, Article)
    assert article.text.endswith("; cell2999")


def test_a_fragment_is_a_page(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.htm", "<p>It met.</p><p>It <i>voted</i>.</p>"))
    assert places(article) == [("It met.", 1, 4), ("It voted.", 1, 18)]


# --------------------------------------------------------------------------
# JSON lines


def test_jsonl(tmp_path: Path) -> None:
    rows = [
        '{"title": "Council \\"buys\\" buses", "text":'
        ' "It met.\\nIt \\u00e9 \\ud83d\\ude00 voted. So."'
        ', "date": "2022-03-16T10:00:00Z", "outlet": "Post", "url": "u", "extra": {"text": "}"}}',
        "",
        '{"body": "Other.", "published_at": "2022-03-17", "publisher": "P", "id": 7, "lang": "fr"}',
        ' {"headline": "Said", "content": "Said\\n\\nIt was.", "id": "x", "title": null,'
        ' "date": ""}',
    ]
    path = written(tmp_path, "a.jsonl", "\r\n".join(rows))
    found = [item for item in all_of(path) if isinstance(item, Article)]
    assert [
        (a.id, a.path, a.title, a.outlet, a.published, a.url, a.language, a.text) for a in found
    ] == [
        (
            "a.jsonl#1", "a.jsonl", 'Council "buys" buses', "Post", date(2022, 3, 16), "u", "en",
            'Council "buys" buses\n\nIt met.\nIt é 😀 voted. So.',
        ),
        ("7", "a.jsonl", None, "P", date(2022, 3, 17), None, "fr", "Other."),
        ("x", "a.jsonl", "Said", None, None, None, "en", "Said\n\nIt was."),
    ]  # fmt: skip
    assert places(found[0]) == [
        ('Council "buys" buses', 1, rows[0].index("Council") + 1),
        ("It met.", 1, rows[0].index("It met") + 1),
        ("It é 😀 voted.", 1, rows[0].index("It \\u") + 1),
        ("So.", 1, rows[0].index("So.") + 1),
    ]
    assert places(found[2])[-1] == ("It was.", 4, rows[3].index("It was") + 1)


@example("0" * 24 + "\ra", False)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.booleans())
def test_any_text_comes_back_from_json(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only)
    items = list(jsonl_module._record(line, File.of(b"", "a"), 1))
    if not text.strip() or "\0" in text:
        assert isinstance(items[0], Skipped)
        return
    (article,) = items
    assert isinstance(article, Article)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    # Where lines were wrapped a break becomes a space; nothing else changes.
    assert article.text.replace("\n", " ") == plain.replace("\n", " ")
    for at, character in enumerate(article.text):
        column = place(article, at).column
        if character.isalnum() and (character.isascii() or not ascii_only):
            assert line[column - 1] == character


@pytest.mark.parametrize("key", ["text", "title", "outlet"])
def test_half_a_surrogate_pair_is_told_at_its_field(tmp_path: Path, key: str) -> None:
    row = {"text": "It met.", "title": "Met", "outlet": "Post"}
    lines = [json.dumps(row), json.dumps({**row, key: "Half \ud83d of one."}), json.dumps(row)]
    [first, fault, last] = all_of(written(tmp_path, "a.jsonl", "\n".join(lines)))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    column = lines[1].index('"Half') + 1
    assert str(fault) == (
        f"a.jsonl:2:{column}: '{key}' holds half a surrogate pair, which is no character"
    )


def test_jsonl_with_a_mark_of_utf16(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "One “.”"}\n{"text": "Two."}\n'.encode("utf-16"))
    assert [i.text for i in all_of(path) if isinstance(i, Article)] == ["One “.”", "Two."]


# --------------------------------------------------------------------------
# Finding and loading


def test_find(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "sub/c.html", "sub/d.jsonl", "e.doc", "sub/f.doc", "README",
                 ".hidden.txt", ".git/g.txt", "dir.txt/h.txt"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("Text.")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "sub" / "twice.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    found = find([tmp_path, tmp_path / "b.txt", tmp_path / "sub"], root=tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in found.files] == [
        "a.MD", "b.txt", "dir.txt/h.txt", "sub/c.html", "sub/d.jsonl",
    ]  # fmt: skip
    assert found.unknown == {"": 1, ".doc": 2}
    assert found.faults == (Skipped("lost.txt", "a link that leads nowhere"),)


@pytest.mark.parametrize("name", [b"b\xff.txt", b"b\xff/a.txt"])
def test_a_name_that_is_no_text_is_told_and_the_rest_read(tmp_path: Path, name: bytes) -> None:
    written(tmp_path, "a.txt", "Text.")
    odd = tmp_path / os.fsdecode(name)
    try:
        odd.parent.mkdir(exist_ok=True)
        odd.write_text("Text.")
    except OSError:
        pytest.skip("this file system takes no such name")
    written(tmp_path, os.fsdecode(b"c.\xff"), "Text.")
    told = name.decode("utf-8", "surrogateescape").replace("\udcff", "\\udcff")
    fault = Skipped(told, "its name is not UTF-8", remedy="rename it, or the folder it is in")
    found = find([tmp_path], root=tmp_path)
    assert (found.files, found.faults) == ((tmp_path / "a.txt",), (fault,))
    assert found.unknown == {".\\udcff": 1}


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (fault,) = find([tmp_path], root=tmp_path).faults
    assert (fault.path, fault.why) == ("loop.txt", "too many levels of symbolic links")


def test_find_a_hidden_file_given_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, ".hidden.txt", "Text.")
    assert find([path]).files == (path,)


def test_what_an_index_keeps_is_no_article(tmp_path: Path) -> None:
    mine = written(tmp_path, "a.txt", "Text.")
    for folder in ("generations/1", "ix/generations/1", "half"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("", "ix/", "half/"):
        written(tmp_path, f"{folder}CURRENT", "1")
        written(tmp_path, f"{folder}notes.txt", "Text.")
    written(tmp_path, "generations/1/notes.txt", "Text.")
    written(tmp_path, "ix/generations/1/notes.txt", "Text.")
    found = find([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "a.txt", "half/notes.txt", "ix/notes.txt", "notes.txt",
    ]  # fmt: skip
    assert found.unknown == {"": 1}  # CURRENT beside no generations is a file like any
    assert mine in found.files


def test_find_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere: no such file or folder\n  remedy: "):
        find([tmp_path / "nowhere"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert all_of(tmp_path) == [Skipped("pipe.txt", "not a regular file")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Text.")
    path.chmod(0)
    assert all_of(path) == [Skipped("a.txt", "may not be read (permission denied)")]


def test_permission_error_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.txt", "Text.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert all_of(path) == [Skipped("a.txt", "may not be read (permission denied)")]


def test_reading_a_folder_or_an_unknown_format(tmp_path: Path) -> None:
    (tmp_path / "dir.txt").mkdir()
    with pytest.raises(SourceError, match=r"dir\.txt: a folder, not a file"):
        list(read_articles(tmp_path / "dir.txt"))
    written(tmp_path, "a.doc", "Text.")
    with pytest.raises(SourceError, match=r"no source reads \.doc\n  remedy: name the file"):
        list(read_articles(tmp_path / "a.doc"))


def test_load_goes_on_after_faults_and_stops_when_strict(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "")
    written(tmp_path, "b.txt", "It met.")
    written(tmp_path, "c.jsonl", '{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    got = [i.id if isinstance(i, Article) else str(i) for i in all_of(tmp_path)]
    assert got == [
        "a.txt: empty",
        "b.txt",
        "c.jsonl#1",
        "c.jsonl:2:10: not JSON: Expecting value",
        "c.jsonl#3",
    ]
    strict = load([tmp_path], root=tmp_path, strict=True)
    with pytest.raises(SourceError, match=r"a\.txt: empty"):
        next(strict)


def test_an_id_comes_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}')
    first, second = all_of(path)
    assert isinstance(first, Article)
    assert second == Skipped("a.jsonl", "the id 'x' is taken by another article", 2)


def test_load_reads_one_file_at_a_time(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        written(tmp_path, name, "It met.")
    loading = load([tmp_path], root=tmp_path)
    first = next(loading)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Article)
    assert list(loading) == [Skipped("b.txt", "no such file or directory")]


def test_paths_are_shown_as_given_without_a_root(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "It met.")
    (article,) = load([path])
    assert isinstance(article, Article)
    assert article.path == article.id == path.as_posix()


def test_registry() -> None:
    suffixes = [suffix for source in SOURCES for suffix in source.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert tuple(sorted(suffixes)) == SUFFIXES
    assert all(source_for(Path(f"A{s.upper()}")) is not None for s in suffixes)
    assert source_for(Path("a.doc")) is None
    assert source_for(Path("a.B.WARC.gz")) is source_for(Path("b.warc")) is not None
    assert source_for(Path("a.gz")) is None
    assert source_for(Path("txt")) is None


def test_builder_merges_what_stands_together() -> None:
    built = TextBuilder()
    built.add("One ", 3, 5)
    built.add("two", 3, 9)
    built.glue("\n")
    built.add("", 4, 1)
    built.add("three", 3, 13)
    assert (built.text, built.anchors, len(built)) == (
        "One two\nthree",
        ((0, 3, 5), (8, 3, 13)),
        13,
    )


@pytest.mark.parametrize("path", sorted(CORPUS.glob("articles/*")), ids=lambda p: p.name)
def test_corpus(path: Path) -> None:
    """The same article in every format gives the same sentences."""
    article = one(path)
    assert (article.title, article.outlet, article.published) == (
        "Valley council buys ten electric buses",
        "Valley Post",
        date(2022, 3, 16),
    )
    assert [s.text for s in sentences(article)] == [
        "Valley council buys ten electric buses",
        "The council of Upper Valley has bought ten electric buses for £3.2 million, Mayor Ruth "
        "Ames said on Tuesday.",
        "“We start on Monday,” she said.",
        "What comes with them",
        "The order includes the following:",
        "10 buses with 42 seats each;",
        "4 chargers;",
        "a service contract for 8 years",
        "The first bus is due at 7 a.m. GMT on June 1.",
        "No route will be closed.",
    ]
    assert [s.kind.value for s in sentences(article)] == [
        "headline", *["prose"] * 2, "headline", "prose", *["list item"] * 3, *["prose"] * 2,
    ]  # fmt: skip
