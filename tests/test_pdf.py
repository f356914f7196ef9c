"""PDF: lines in print put together again, and what is left out of them."""

from __future__ import annotations

import zlib
from datetime import date

import pytest
from format_samples import Placed, column, pdf

from claimcheck.sources import MAX_BYTES, Skipped
from claimcheck.sources.pdf import PDF
from claimcheck.sources.pdf_lines import Line, paragraphs, without_running
from claimcheck.sources.pdf_streams import bomb
from claimcheck.sources.source import File
from claimcheck.text.places import place
from claimcheck.text.sentences import sentences
from claimcheck.types import Article

FIRST = """\
The council of Upper Valley has bought ten elec-
tric buses for £3.2 million, a well-
known sum. It pays on 16-
17 March, and the Anglo-
American firm of MacNeil delivers.

The first bus is due on June 1. The order includes the following:
• 10 buses with 42 seats
each;
• 4 chargers
The plan goes on to the very end of the page, and does not"""
SECOND = """\
stop there but goes on over it. It is a well-known plan.

No route will be closed."""


def report() -> bytes:
    """Two pages with a heading, running heads and numbers of pages."""
    head: list[Placed] = [(72, 820, 9, "Valley Post - Annual report")]
    title: list[Placed] = [(72, 796, 20, "Buses for the Valley")]
    pages = [
        [*head, *title, *column(FIRST, top=770), (300, 30, 9, "Page 1 of 2")],
        [*head, *column(SECOND, top=770), (300, 30, 9, "Page 2 of 2")],
    ]
    info = {
        "Title": "Buses for the valley",
        "Author": "Valley Post",
        "CreationDate": "D:20220316233000-08'00'",
    }
    return pdf(pages, info)


def one(data: bytes) -> Article:
    (article,) = PDF.items(File.of(data, "a.pdf"))
    assert isinstance(article, Article), article
    return article


def test_pdf() -> None:
    article = one(report())
    assert (article.title, article.outlet, article.published) == (
        "Buses for the valley",
        "Valley Post",
        date(2022, 3, 16),
    )
    assert article.text == (
        "Buses for the Valley\n\n"
        "The council of Upper Valley has bought ten electric buses for £3.2 million, a well-known "
        "sum. It pays on 16-17 March, and the Anglo-American firm of MacNeil delivers.\n\n"
        "The first bus is due on June 1. The order includes the following:\n\n"
        "- 10 buses with 42 seats each;\n- 4 chargers\n\n"
        "The plan goes on to the very end of the page, and does not stop there but goes on over it."
        " It is a well-known plan.\n\nNo route will be closed."
    ).replace("- 4 chargers\n\nThe", "- 4 chargers The")
    at = [(s.text[:12], where.line, where.column) for s in sentences(article)
          for where in [place(article, s.span.start)]]  # fmt: skip
    assert at == [
        ("Buses for th", 1, 2), ("The council ", 1, 3), ("It pays on 1", 1, 5),
        ("The first bu", 1, 8), ("The order in", 1, 8), ("10 buses wit", 1, 9),
        ("4 chargers T", 1, 11), ("It is a well", 2, 2), ("No route wil", 2, 3),
    ]  # fmt: skip
    figure = article.text.index("3.2")
    assert (place(article, figure).line, place(article, figure).column) == (1, 4)


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ({}, "Buses for the Valley"),
        ({"Title": "Microsoft Word - report.docx"}, "Buses for the Valley"),
        ({"Title": "Something else"}, "Buses for the Valley"),
        ({"Title": "THE COUNCIL MET"}, "THE COUNCIL MET"),
    ],
)
def test_title(info: dict[str, str], title: str) -> None:
    lines: list[Placed] = [(72, 796, 20, "Buses for the Valley")]
    assert (
        one(pdf([[*lines, *column("The council met.\nIt voted.", top=770)]], info)).title == title
    )


@pytest.mark.parametrize(
    ("told", "title"), [("Annual report", "Annual report"), ("report-3.docx", None), ("", None)]
)
def test_title_of_a_document_without_headings(told: str, title: str | None) -> None:
    assert one(pdf([column("The council met. It voted.")], {"Title": told})).title == title


def test_a_date_that_is_none_is_named_and_the_article_kept() -> None:
    data = pdf([column("The council met.")], {"CreationDate": "D:20221301"})
    fault, article = PDF.items(File.of(data, "a.pdf"))
    assert fault == Skipped(
        "a.pdf", "CreationDate 'D:20221301' is not a date (want D:YYYYMMDD)", part="date"
    )
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 and no more", "not PDF, or damaged: "),
        (pdf([[]]), "no text in it (scanned pages?)"),
        (pdf([column("1 2 3")]).replace(b"/Helvetica", b"/Helvetic\x00"), ""),
    ],
)
def test_refused(data: bytes, why: str) -> None:
    for item in PDF.items(File.of(data, "a.pdf")):
        assert isinstance(item, Article) if not why else str(item).startswith(f"a.pdf: {why}")


def _packed(size: int, *, filters: bytes = b"/FlateDecode") -> bytes:
    """A document with a stream of as many spaces."""
    stream = zlib.compress(b" " * size, 9)
    return b"%%PDF-1.7\n1 0 obj\n<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream\nendobj\n" % (
        len(stream), filters, stream,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_packed(MAX_BYTES + 2**22), True),
        (_packed(2**25) * 3, False),  # each too small to count
        (_packed(MAX_BYTES - 2**22), False),
        (_packed(9, filters=b"/FlateDecode /FlateDecode"), True),
        (_packed(9, filters=b"/FlateDecode /DCTDecode"), False),
        (_packed(MAX_BYTES + 2**22).replace(b"endstream", b""), True),
        (b"stream\n" * 10**6, False),
        (b"stream\nx\x9c" + b"x" * 10**5, False),
        (b"stream\n", False),
    ],
)
def test_bombs(data: bytes, expected: bool) -> None:
    assert (bomb(data) is not None) is expected
    if expected:
        (item,) = PDF.items(File.of(data, "a.pdf"))
        assert str(item).startswith("a.pdf: a PDF bomb: ")


def test_too_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.sources.pdf.MAX_CHARACTERS", 10)
    (item,) = PDF.items(File.of(pdf([column("The council met.")]), "a.pdf"))
    assert "more than 0 million characters" in str(item)


# --------------------------------------------------------------------------
# Lines alone


def lines(*texts: str, page: int = 1, hyphen: bool = False, step: float = 14) -> list[Line]:
    """Lines of one size, one below the other."""
    return [
        Line(page, i + 1, text.removesuffix("-"), 72, 500, 700 - i * step, 12, text.endswith("-"))
        for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("ten elec-", "tric buses"), "ten electric buses"),
        (("on 16-", "17 March"), "on 16-17 March"),
        (("COVID-", "19 cases"), "COVID-19 cases"),
        (("in 2019–", "20 it rose"), "in 2019–20 it rose"),
        (("the Anglo-", "American firm"), "the Anglo-American firm"),
        (("a well-", "known sum, a well-known one"), "a well-known sum, a well-known one"),
        (("a SE-", "QUENCE, one SEQUENCE"), "a SEQUENCE, one SEQUENCE"),
        (("the coast guard and a guard of the coast, a coast-", "guard"),
         "the coast guard and a guard of the coast, a coast-guard"),
        (("it met", "again"), "it met again"),
    ],
)  # fmt: skip
def test_hyphens_at_line_ends(texts: tuple[str, ...], expected: str) -> None:
    (paragraph,) = paragraphs([lines(*texts)])
    assert paragraph.text == expected


def kept(*pages: list[Line]) -> list[list[str]]:
    return [[line.text for line in page] for page in without_running(pages)]


def test_running_lines_are_left_out() -> None:
    bodies = ("They met.", "It rained on 3 days.", "Nobody came.", "All went home.")
    pages = [
        lines("The Post", f"No. {7 + i} of 2022", body, f"- {i + 4} -", page=i + 1)
        for i, body in enumerate(bodies)
    ]
    assert kept(*pages) == [[body] for body in bodies]
    assert kept(lines("Cover", "Alone."), *pages[1:])[0] == ["Cover", "Alone."]


@pytest.mark.parametrize(
    "pages",
    [
        [lines("In all 45", "Total 45"), lines("It is so.", "Total 300", page=2)],
        [lines("The council met.", "It voted.")],
        [lines("A page.", "1776")],
        [lines("A table", "5"), lines("goes on", "9", page=2)],
        [lines(*"abcdef", "Same.", *"ijklmn"), lines(*"qrstuv", "Same.", *"zABCDE", page=2)],
    ],
    ids=["totals", "one page", "a year", "figures", "in the middle"],
)  # fmt: skip
def test_other_lines_at_the_edge_are_kept(pages: list[list[Line]]) -> None:
    assert kept(*pages) == [[line.text for line in page] for page in pages]


@pytest.mark.parametrize("text", ["Page 1", "page 1 of 9", "p. 1", "1", "- 1 -", "– 1 –"])
def test_the_number_of_a_single_page(text: str) -> None:
    assert kept(lines("The council met.", text)) == [["The council met."]]
