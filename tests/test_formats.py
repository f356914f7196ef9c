"""Formats that people have: what each gives, where its words stand, and what is refused.

All files are made here, the hostile ones too.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from format_samples import Placed, column, docx_bytes, pdf, rewritten, warc_bytes, zip_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.sources import MAX_BYTES, Skipped, load, read_articles
from claimcheck.sources import csv as csv_module
from claimcheck.sources.fields import NAMES
from claimcheck.sources.registry import SOURCES, source_for
from claimcheck.sources.source import File
from claimcheck.text.places import place
from claimcheck.text.sentences import sentences
from claimcheck.types import Article

DAY = date(2022, 3, 16)


def items(name: str, data: bytes | str) -> list[Article | Skipped]:
    """What a file of this name and content gives."""
    raw = data.encode() if isinstance(data, str) else data
    source = source_for(Path(name))
    assert source is not None
    return list(source.items(File.of(raw, name)))


def one(name: str, data: bytes | str) -> Article:
    (article,) = items(name, data)
    assert isinstance(article, Article), article
    return article


def refused(name: str, data: bytes | str) -> str:
    (skipped,) = items(name, data)
    assert isinstance(skipped, Skipped), skipped
    return str(skipped)


def placed(article: Article) -> list[tuple[str, int, int]]:
    return [
        (s.text, at.line, at.column)
        for s in sentences(article)
        for at in [place(article, s.span.start)]
    ]


# --------------------------------------------------------------------------
# CSV

TABLE = """\
Headline,Text,Published,Note
Ten buses,"The council bought ""ten"" buses.

It paid.",2022-03-16,x
"""
NO_DATE = "is not a date (want YYYY-MM-DD)"


def test_csv() -> None:
    assert one("a.csv", TABLE) == Article(
        id="a.csv#2",
        path="a.csv",
        text='Ten buses\n\nThe council bought "ten" buses.\n\nIt paid.',
        title="Ten buses",
        published=DAY,
        anchors=((0, 2, -1), (11, 2, -2)),
    )
    assert placed(one("a.csv", TABLE)) == [
        ("Ten buses", 2, 1),
        ('The council bought "ten" buses.', 2, 2),
        ("It paid.", 2, 2),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_however_it_was_saved(delimiter: str, encoding: str, end: str) -> None:
    rows = [["published at", "BODY", "source"], ["", "Café owners paid £3.", "Post"]]
    text = end.join(delimiter.join(row) for row in rows)
    article = one("a.csv", text.encode(encoding))
    assert (article.text, article.outlet, article.id) == ("Café owners paid £3.", "Post", "a.csv#2")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("text\nOne.\n", []),
        ("text,a\n,\n \nOne.,\n", []),
        ("text,date\nOne.,soon\n", [f"a.csv:2:2: column 'date': 'soon' {NO_DATE}"]),
        (
            "date,text\n2022-03-16,\nx,One.\n",
            ["a.csv:2:2: column 'text' is empty", f"a.csv:3:1: column 'date': 'x' {NO_DATE}"],
        ),
        (
            "text,date\nOne, and two.,2022-03-16\nOne.,\n",
            ["a.csv:2:3: 3 cells, and the header has 2"],
        ),
        (
            'text\nOne.\n"Two\n\nThree.\n',
            ["a.csv:3:1: not CSV: unexpected end of data; nothing after it is read"],
        ),
    ],
)
def test_csv_rows_that_give_nothing_are_named(data: str, expected: Sequence[str]) -> None:
    found = items("a.csv", data)
    assert [str(item) for item in found if isinstance(item, Skipped)] == expected
    assert [item.text for item in found if isinstance(item, Article)] == ["One."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "empty"),
        ("text,date\n", "no row below the header"),
        ("a,b\n1,2\n", "no column holds the text (want text or body or content; found a, b)"),
        (b"text\na\0b\n", "not a text: it holds NUL bytes"),
    ],
)
def test_csv_refused(data: bytes | str, why: str) -> None:
    assert refused("a.csv", data) == f"a.csv: {why}"


def test_csv_has_cells_longer_than_the_library_takes_at_first() -> None:
    text = "The council met. " * 20_000
    assert one("a.csv", f'text\n"{text}"\n').text == text.strip()


def test_csv_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.sources.source.MAX_BYTES", 2**10)
    rows = "text\n" + "One £ more.\n" * 500
    assert len(items("a.csv", rows)) == 500
    assert refused("a.csv", rows.encode("cp1252")) == "a.csv: larger than 0 MiB"


def test_columns_by_the_names_of_a_project() -> None:
    names = {**NAMES, "text": ("story", *NAMES["text"]), "date": ("tag", *NAMES["date"])}
    file = File.of(b"Tag;Story\n2022-03-16;One.\n", "a.csv", names=names)
    (article,) = csv_module.read(file)
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("One.", DAY)


# --------------------------------------------------------------------------
# Parquet


def parquet(columns: dict[str, Sequence[object]]) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def twins() -> bytes:
    made = io.BytesIO()
    columns = [pa.array(["One."]), pa.array(["Two."])]
    pq.write_table(pa.Table.from_arrays(columns, names=["text", "text"]), made)
    return made.getvalue()


def test_parquet() -> None:
    data = parquet(
        {
            "views": [1, 2],
            "title": ["Ten buses", None],
            "text": ["The council met. It voted.", "One."],
            "date": [datetime.datetime(2022, 3, 16, 23, 30), None],
            "id": [7, 8],
            "vector": [[0.1], [0.2]],
        }
    )
    first, second = items("a.parquet", data)
    assert isinstance(first, Article)
    assert (first.id, first.title, first.published) == ("7", "Ten buses", DAY)
    assert placed(first) == [("Ten buses", 1, 2), ("The council met.", 1, 3), ("It voted.", 1, 3)]
    assert second == Article("8", "a.parquet", "One.", anchors=((0, 2, -3),))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (parquet({"a": ["x"]}), "no column holds the text (want text or body or content; found a)"),
        (parquet({"text": []}), "no rows"),
        (b"", "empty"),
        (parquet({"text": [1]}), "column 'text' holds int64, no text"),
        (parquet({"text": [b"One."]}), "column 'text' holds binary, no text"),
        (twins(), "two columns are called 'text'"),
        (b"PAR1 and no more PAR1", "not Parquet, or damaged: "),
        (parquet({"text": ["One."]})[:-20], "not Parquet, or damaged: "),
    ],
)
def test_parquet_refused(data: bytes, why: str) -> None:
    assert refused("a.parquet", data).startswith(f"a.parquet: {why}")


# --------------------------------------------------------------------------
# RSS and Atom

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Valley Post</title><language>en-GB</language>
<item><title>Council buys &amp; pays</title><link>https://post.example/1</link>
  <guid>g1</guid><pubDate>Wed, 16 Mar 2022 23:30:00 -0800</pubDate>
  <description>&lt;p&gt;The caf&#233; got &lt;b&gt;ten&lt;/b&gt; buses.&lt;/p&gt;
  &lt;p&gt;It&amp;rsquo;s paid.&lt;/p&gt;</description></item>
<item><title>Two</title><description>Short.</description>
  <content:encoded><![CDATA[<p>The plan includes:</p><ul><li>10 buses;</li>
<li>4 chargers</li></ul>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-AT"><title>Post</title>
<entry><title type="html">A &amp;amp; B</title><id>urn:1</id><link rel="self" href="x"/>
<link href="http://p/1"/><updated>2022-03-17T00:00:00Z</updated>
<published>2022-03-16T10:00:00+01:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten buses came.</p>
<p>Two left.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Post</title></channel>
<item rdf:about="http://p/2"><title>Ten</title><dc:date>2022-03-16</dc:date>
<description>Ten buses&nbsp;came.</description></item></rdf:RDF>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_rss(encoding: str) -> None:
    first, second = items("a.rss", RSS.format(encoding=encoding).encode(encoding))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.url, first.title, first.outlet, first.published, first.language) == (
        "a.rss#g1", "https://post.example/1", "Council buys & pays", "Valley Post", DAY, "en",
    )  # fmt: skip
    assert placed(first) == [
        ("Council buys & pays", 4, 14),
        ("The café got ten buses.", 6, 25),
        ("It’s paid.", 7, 12),
    ]
    assert (second.id, second.published) == ("a.rss#2", None)
    assert placed(second) == [
        ("Two", 8, 14), ("The plan includes:", 9, 32), ("10 buses;", 9, 62), ("4 chargers", 10, 5),
    ]  # fmt: skip


def test_atom_and_rdf() -> None:
    atom = one("a.atom", ATOM)
    assert (atom.id, atom.url, atom.title, atom.outlet, atom.published, atom.language) == (
        "a.atom#urn:1", "http://p/1", "A & B", "Post", DAY, "de",
    )  # fmt: skip
    assert placed(atom)[1:] == [("Ten buses came.", 5, 68), ("Two left.", 6, 4)]
    rdf = one("a.xml", RDF)
    assert (rdf.id, rdf.outlet, rdf.published) == ("a.xml#http://p/2", "Post", DAY)
    assert rdf.text == "Ten\n\nTen buses came."


_TENFOLD = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
LAUGHS = f"<!DOCTYPE r [{_TENFOLD}]>"
OUTSIDE = '<!DOCTYPE r [<!entity x SYSTEM "file:///etc/passwd">]>'
NOTHING = "<rss><channel>\n<item><guid>x</guid></item></channel></rss>"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<html><body>x</body></html>", "a.xml: no feed: its root is <html>"),
        ("<rss><channel></channel></rss>", "a.xml: no entry in the feed"),
        ("<rss><channel><item>", "a.xml:1:21: not XML: Premature end of data in tag item line 1"),
        (f"{LAUGHS}<rss>&a8;</rss>", "a.xml:1:14: declares entities, which no feed needs"),
        (f"{OUTSIDE}<rss>&x;</rss>", "a.xml:1:14: declares entities, which no feed needs"),
        ("<rss>" + "<a>" * 100_000, "a.xml:1:"),
        ("no XML at all", "a.xml:1:1: not XML: "),
        ("", "a.xml: empty"),
        (NOTHING, "a.xml:2:1: entry 1 has neither title nor text"),
    ],
)
def test_feeds_refused(data: str, why: str) -> None:
    assert refused("a.xml", data).startswith(why)


def test_a_date_of_a_feed_that_is_none_is_named() -> None:
    undated = RSS.format(encoding="utf-8").replace("Wed, 16 Mar", "Thor 16 M")
    fault, article = items("a.rss", undated)[:2]
    assert isinstance(fault, Skipped)
    assert (fault.part, fault.line) == ("date", 4)
    assert isinstance(article, Article)


# --------------------------------------------------------------------------
# DOCX


def document(fill: Callable[[docx.document.Document], None]) -> bytes:
    made = docx.Document()
    made.core_properties.comments = ""
    fill(made)
    return docx_bytes(made)


def _report(made: docx.document.Document) -> None:
    made.core_properties.author = "Valley Post"
    made.core_properties.title = "Draft 3"
    made.core_properties.created = datetime.datetime(2022, 3, 16, 9)
    made.add_heading("Ten buses", 0)
    made.add_paragraph("The council met. It bought ").add_run("ten").bold = True
    made.paragraphs[-1].add_run(" buses.")
    made.add_paragraph("")
    made.add_paragraph("10 buses;", style="List Bullet")
    made.add_paragraph("4 chargers", style="List Bullet")
    table = made.add_table(2, 2)
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, words in zip(cells, "Item Count Bus 10".split(), strict=True):
        cell.text = words
    made.add_heading("What is next", 1)
    made.add_paragraph("No route closes.")


def test_docx() -> None:
    article = one("a.docx", document(_report))
    assert (article.title, article.outlet, article.published) == ("Ten buses", "Valley Post", DAY)
    assert article.text == (
        "Ten buses\n\nThe council met. It bought ten buses.\n\n- 10 buses;\n- 4 chargers\n\n"
        "Item; Count\nBus; 10\n\n# What is next\n\nNo route closes."
    )
    assert placed(article)[:4] == [
        ("Ten buses", 1, 1),
        ("The council met.", 2, 1),
        ("It bought ten buses.", 2, 18),
        ("10 buses;", 3, 1),
    ]
    assert placed(article)[-2:] == [("What is next", 7, 1), ("No route closes.", 8, 1)]


def test_docx_with_tracked_changes_reads_as_if_they_were_accepted() -> None:
    data = rewritten(
        document(lambda made: made.add_paragraph("It cost MARK pounds.")),
        "word/document.xml",
        lambda xml: xml.replace(
            b"It cost MARK pounds.</w:t></w:r>",
            b'It cost </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r>'
            b"<w:t>4</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> pounds.</w:t></w:r>",
        ),
    )  # fmt: skip
    assert one("a.docx", data).text == "It cost 4 pounds."


def test_docx_of_a_template_tells_no_date_of_its_own() -> None:
    made = docx.Document()
    made.add_paragraph("One sentence.")
    article = one("a.docx", docx_bytes(made))
    assert (article.title, article.outlet, article.published) == (None, None, None)


def _entity(xml: bytes) -> bytes:
    return xml.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY a "aaaa">]>', 1)


def _wide(xml: bytes) -> bytes:
    return _entity(xml).decode().encode("utf-16")


PLAIN = document(lambda made: made.add_paragraph("One."))
BODY, CORE = "word/document.xml", "docProps/core.xml"
OLDER = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(99)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"PK\3\4 and no more", "not a zip archive, or damaged: "),
        (zip_bytes({"a.txt": b"x"}), "not DOCX, or damaged: "),
        (OLDER, "encrypted, or a document of an older Word"),
        (document(lambda made: None), "no text in it"),
        (rewritten(PLAIN, BODY, _entity), f"'{BODY}' declares entities, which no document needs"),
        (rewritten(PLAIN, CORE, _wide), f"'{CORE}' declares entities, which no document needs"),
        (rewritten(PLAIN, BODY, lambda xml: xml[:-40]), "not DOCX, or damaged: "),
        (rewritten(PLAIN, BODY, lambda xml: xml + bytes(MAX_BYTES + 1)), "a zip bomb: "),
        (rewritten(PLAIN, "../a.xml", lambda _: b"<a/>"), "'../a.xml': its path leads out"),
    ],
)
def test_docx_refused(data: bytes, why: str) -> None:
    assert refused("a.docx", data).startswith(f"a.docx: {why}")


# --------------------------------------------------------------------------
# Zip archives


def test_zip() -> None:
    data = zip_bytes(
        {
            "press/b.txt": "Ten buses came.\n\nThey cost £5.".encode(),
            "a.csv": TABLE.encode(),
            "pictures/x.jpg": b"x",
            ".hidden.txt": b"Hidden.",
            "__MACOSX/press/b.txt": b"Mac.",
            "bad.jsonl": b"{",
            "c.docx": PLAIN,
        }
    )
    found = items("old.zip", data)
    assert [item.id if isinstance(item, Article) else str(item) for item in found] == [
        "old.zip/a.csv#2",
        "old.zip/bad.jsonl:1:2: not JSON: Expecting property name enclosed in double quotes",
        "old.zip/c.docx",
        "old.zip/press/b.txt",
    ]
    last = found[-1]
    assert isinstance(last, Article)
    assert str(place(last, last.text.index("They"))) == "old.zip/press/b.txt:3:1"


def test_zip_members_that_are_refused_leave_the_others() -> None:
    names = {
        "../up.txt": b"x", "/root.txt": b"x", "C:\\x.txt": b"x", "a/../../b.txt": b"x",
        "in.zip": b"x", "in.tar.gz": b"x", "in.warc.gz": b"x", "line\nbreak.txt": b"x",
        "good.txt": b"Ten buses came.",
    }  # fmt: skip
    found = {i.path: i for i in items("a.zip", zip_bytes(names))}
    good = found.pop("a.zip/good.txt")
    assert isinstance(good, Article)
    whys = [i.why for i in found.values() if isinstance(i, Skipped)]
    assert sorted(whys) == [
        *["an archive in an archive: unpack the outer one, and index the folder"] * 3,
        "its name holds control characters",
        *["its path leads out of the archive"] * 4,
    ]


def test_zip_encrypted_and_damaged_members() -> None:
    data = bytearray(zip_bytes({"a.txt": b"Ten buses came.", "b.txt": b"Two left."}, packed=False))
    data[data.index(b"Ten")] ^= 1
    directory = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)  # that of the second
    data[directory + 8] |= 1
    assert [str(item) for item in items("a.zip", bytes(data))] == [
        "a.zip/a.txt: damaged: Bad CRC-32 for file 'a.txt'",
        "a.zip/b.txt: encrypted: unpack the archive with its password, and index the folder",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n", "not a zip archive, or damaged: "),
        (zip_bytes({}), "no articles in it (found: nothing)"),
        (zip_bytes({"a.jpg": b"", "b.jpg": b""}), "no articles in it (found: 2 .jpg)"),
        (zip_bytes({"a.txt": b"a" * (MAX_BYTES + 1)}), "a zip bomb: "),
        (zip_bytes({f"{i}.txt": b"a" * 2**20 for i in range(70)}), "a zip bomb: "),
    ],
)
def test_zip_refused(data: bytes, why: str) -> None:
    assert refused("a.zip", data).startswith(f"a.zip: {why}")


def test_zip_member_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.sources.zips.MAX_BYTES", 10)
    monkeypatch.setattr("claimcheck.sources.zips.MAX_RATIO", 10**6)
    assert refused("a.zip", zip_bytes({"a.txt": b"a" * 11})) == "a.zip/a.txt: larger than 0 MiB"


def test_zip_member_without_a_name() -> None:
    data = bytearray(zip_bytes({"a.txt": b"Ten buses came.", "b.txt": b"Two left."}))
    at = data.index(b"a.txt", data.index(b"PK\1\2"))
    data[at] = 0  # names end at a zero byte
    nameless, good = items("a.zip", bytes(data))
    assert str(nameless) == "a.zip/: it has no name"
    assert isinstance(good, Article)


def test_zip_that_lies_about_a_size_is_damaged() -> None:
    raw = bytearray(zip_bytes({"a.txt": b"a" * 5000}))
    at = raw.index(b"PK\1\2")
    raw[at + 24 : at + 28] = (50).to_bytes(4, "little")  # the size that the directory tells
    assert refused("a.zip", bytes(raw)).startswith("a.zip/a.txt: damaged: ")


# --------------------------------------------------------------------------
# WARC

PAGE = """<html><head><title>Ten</title></head><body>
<p>The café’s ten buses cost £3.</p></body></html>"""
_META = '<meta property="article:published_time" content="2022-03-16">'
RUSSIAN = "<p>Дело было.</p>".encode("koi8-r")
BOMB = b"a" * (MAX_BYTES + 9)


def test_warc() -> None:
    dated = PAGE.replace("<title>", f"{_META}<title>").encode()
    records = [
        ("https://post.example/1", "200 OK", "text/html; charset=utf-8", dated),
        ("https://post.example/2", "200 OK", "text/html; charset=koi8-r", RUSSIAN),
        ("https://post.example/1", "200 OK", "text/html", PAGE.encode()),
        ("https://post.example/3", "404 Not Found", "text/html", PAGE.encode()),
        ("https://post.example/x.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://post.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
        ("https://post.example/empty", "200 OK", "text/html", b"<html></html>"),
    ]  # fmt: skip
    for packed in (True, False):
        name = "c.warc.gz" if packed else "c.warc"
        found = items(name, warc_bytes(records, packed=packed))
        told = [(i.id, i.published) if isinstance(i, Article) else str(i) for i in found]
        assert told == [
            (f"{name}/https://post.example/1", DAY),
            (f"{name}/https://post.example/2", date(2022, 5, 1)),
            (f"{name}/https://post.example/1#2022-05-01T12:00:00Z", date(2022, 5, 1)),
            f"{name}/https://post.example/empty: no text to extract",
        ]
        first, second = found[:2]
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert first.url == "https://post.example/1"
        assert str(place(first, first.text.index("The"))) == f"{name}/https://post.example/1:2:4"
        assert second.text == "Дело было."


WARC = warc_bytes([("http://a/1", "200 OK", "text/html", PAGE.encode())])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n", "no page in it"),
        (b"neither here nor there\n", "not WARC, or damaged: "),
        (WARC[:-5], "not WARC, or damaged: cut short"),
        (WARC[:200] + bytes([WARC[200] ^ 8]) + WARC[201:], "not WARC, or damaged: "),
        (warc_bytes([("http://a/x", "200 OK", "image/png", b"x")]), "no page in it"),
        (warc_bytes([("http://a/x", "200 OK", "text/html", BOMB)]), "grows without measure at "),
    ],
)
def test_warc_refused(data: bytes, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused("a.warc.gz", data).startswith(f"a.warc.gz: {why}")
    assert capsys.readouterr().err == ""


# --------------------------------------------------------------------------
# All of them

VALID: dict[str, bytes] = {
    "a.csv": TABLE.encode(),
    "a.docx": document(_report),
    "a.parquet": parquet({"text": ["The council met."], "date": ["2022-03-16"]}),
    "a.pdf": pdf([column("The council met. It bought ten bu-\nses.")], {"Title": "Ten"}),
    "a.rss": RSS.format(encoding="utf-8").encode(),
    "a.warc.gz": WARC,
    "a.zip": zip_bytes({"a.txt": b"Ten buses came.", "b.csv": TABLE.encode()}),
}


def test_every_format_has_a_valid_sample() -> None:
    older = {"HTML", "JSON lines", "Markdown", "text"}
    read_by = {source_for(Path(name)) for name in VALID}
    assert read_by == {source for source in SOURCES if source.name not in older}
    assert all(isinstance(items(name, data)[0], Article) for name, data in VALID.items())


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_bytes_crash_a_reader(name: str, data: st.DataObject) -> None:
    """Neither arbitrary bytes nor a valid file that was cut, and some of whose bytes changed."""
    valid = VALID[name]
    raw = bytearray(data.draw(st.one_of(st.just(valid), st.binary(max_size=300))))
    spots = st.tuples(st.integers(0, max(len(raw) - 1, 0)), st.integers(0, 255))
    for at, value in data.draw(st.lists(spots, max_size=8)) if raw else ():
        raw[at] = value
    cut = data.draw(st.integers(0, len(raw)))
    for item in items(name, bytes(raw[: cut or len(raw)])):
        if isinstance(item, Article):
            assert all(place(item, s.span.start).line >= 1 for s in sentences(item))
        else:
            assert "\n" not in item.why
            assert "internal error" not in item.why


@pytest.mark.parametrize(
    ("name", "module"),
    [("a.docx", "docx"), ("a.parquet", "pyarrow.parquet"), ("a.pdf", "pypdfium2"),
     ("a.warc.gz", "warcio.archiveiterator")],
)  # fmt: skip
def test_a_missing_extra_is_named(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    extra = name.split(".")[1]
    assert f"not installed: pip install 'claimcheck-news[{extra}]'" in refused(name, VALID[name])


def _as_docx() -> bytes:
    def fill(made: docx.document.Document) -> None:
        made.add_heading(ARTICLE[0], 0)
        for line in ARTICLE[1:]:
            if line.startswith("- "):
                made.add_paragraph(line[2:], style="List Bullet")
            elif line == "What comes with them":
                made.add_heading(line, 2)
            elif line:
                made.add_paragraph(line)

    return document(fill)


def _as_pdf() -> bytes:
    """In lines of 40 characters, broken at hyphens too, on pages of 6 lines."""
    rows: list[Placed] = [(60, 770, 18, ARTICLE[0])]
    height = 740.0
    for line in ARTICLE[2:]:
        if line == "What comes with them":
            rows.append((60, height, 14, line))
            height -= 28
            continue
        marked = line.replace("- ", "\u2022 ", 1) if line.startswith("- ") else line
        for piece in textwrap.wrap(marked, 40) or [""]:
            if piece:
                rows.append((60, height, 11, piece))
            height -= 14
    pages = [rows[at : at + 6] for at in range(0, len(rows), 6)]
    return pdf([[*page, (300, 20, 9, f"{i + 1}")] for i, page in enumerate(pages)])


CORPUS = Path(__file__).parent / "corpus" / "articles"
_RECORD = json.loads((CORPUS / "records.jsonl").read_text("utf-8").splitlines()[0])
ARTICLE: list[str] = [_RECORD["title"], "", *_RECORD["text"].split("\n")]


@pytest.mark.parametrize(("name", "made"), [("a.docx", _as_docx), ("a.pdf", _as_pdf)])
def test_the_corpus_in_formats_that_are_made(name: str, made: Callable[[], bytes]) -> None:
    article = one(name, made())
    (plain,) = read_articles(CORPUS / "plain.txt")
    assert article.title == plain.title
    assert [(s.text, s.kind) for s in sentences(article)] == [
        (s.text, s.kind) for s in sentences(plain)
    ]


def test_the_rest_of_a_folder_is_read(tmp_path: Path) -> None:
    for name, data in VALID.items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / f"broken-{name}").write_bytes(b"\0\xff broken")
    found = list(load([tmp_path], root=tmp_path))
    assert {item.path.split("/")[0] for item in found if isinstance(item, Article)} == set(VALID)
    broken = [item.path for item in found if isinstance(item, Skipped)]
    assert broken == sorted(f"broken-{name}" for name in VALID)


def test_a_fault_of_ours_does_not_end_the_reading_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(VALID["a.csv"])
    calls = iter([IndexError("none\nat all"), None])

    def faulty(*_: object) -> Iterator[Article]:
        error = next(calls)
        if error is not None:
            raise error
        yield Article("b", "b.csv", "One.")

    monkeypatch.setattr(csv_module.records, "article", faulty)
    first, second = load([tmp_path], root=tmp_path)
    assert str(first) == "a.csv: internal error, please report this file: IndexError: none at all"
    assert isinstance(second, Article)


def test_zip_of_every_sample_is_as_the_folder() -> None:
    inner = {name: data for name, data in VALID.items() if name not in ("a.zip", "a.warc.gz")}
    found = items("all.zip", zip_bytes(inner))
    texts = [item.text for item in found if isinstance(item, Article)]
    alone = [
        item.text
        for name in sorted(inner)
        for item in items(name, inner[name])
        if isinstance(item, Article)
    ]
    assert texts == alone
    assert zipfile.is_zipfile(io.BytesIO(VALID["a.zip"]))
