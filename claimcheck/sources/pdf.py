"""PDF (.pdf): an article a document; the only user of pypdfium2.

What: the text in print, its lines joined to paragraphs: hyphens at line ends are taken out
where the word has none, running heads and feet and the numbers of pages left out, what is in larger
print is a heading ("# "). The title is that of the properties where the first page has it,
else the first heading; `CreationDate` is the date, the author the outlet. The line of a
place is the page, the column the line on that page. A document that needs a password, or
has no text (a scan), is skipped; one whose streams grow to more than 200 times
their size and 64 MiB is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.errors import SourceError
from claimcheck.sources.builder import TextBuilder
from claimcheck.sources.extras import missing
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

    from claimcheck.sources.pdf_lines import Line, Paragraph

#: Characters of a document that are read: 5,000 pages full of print.
MAX_CHARACTERS = 20_000_000

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHENS = (0x02, 0xFFFE)  # how the library writes a hyphen at the end of a line
_CUT = re.compile(r"[^\W_]-$")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_FILE_NAME = re.compile(
    r"(?i)^(microsoft \w+ - )|\.(docx?|indd|qxp|pdf|tex|odt|rtf|pub)$|^untitled"
)
_LIGATURES = {0xFB00 + i: s for i, s in enumerate("ff fi fl ffi ffl st st".split())}
_GONE = dict.fromkeys([*range(0x20), 0x7F, 0xAD, 0xFEFF, 0xFFFE, 0xFFFF]) | _LIGATURES | {9: " "}


def read(file: File) -> Iterator[Article | Skipped]:
    """The one article of a document; first what was wrong with its date, if anything.

    :raises SourceError: where it is no PDF, damaged, or needs a password.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise missing("pdf") from None
    from claimcheck.sources.pdf_lines import paragraphs
    from claimcheck.sources.pdf_streams import bomb

    data = file.whole()
    if (why := bomb(data)) is not None:
        raise SourceError(f"a PDF bomb: {why}", location=file.name)
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            remedy = "save it without one"
            raise SourceError("needs a password", location=file.name, remedy=remedy) from None
        raise SourceError(f"not PDF, or damaged: {_what(error)}", location=file.name) from None
    try:
        told = document.get_metadata_dict()
        pages = list(_pages(document, file))
    except PdfiumError as error:
        raise SourceError(f"damaged: {_what(error)}", location=file.name) from None
    finally:
        document.close()
    found = paragraphs(pages)
    if not any(any(map(str.isalnum, paragraph.text)) for paragraph in found):
        yield Skipped(file.name, "no text in it (scanned pages?)", remedy="run OCR on it first")
        return
    published: date | None = None
    if written := told["CreationDate"].strip():
        try:
            published = _date(written)
        except ValueError as error:
            yield Skipped(file.name, str(error), part="date")
    built = _build(found)
    yield Article(
        id=file.name,
        path=file.name,
        text=built.text,
        title=_title(told["Title"], found),
        outlet=" ".join(told["Author"].split()) or None,
        published=published,
        anchors=built.anchors,
    )


def _what(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _date(written: str) -> date:
    """The day of a date as PDF writes it: D:20220316080000+01'00'.

    :raises ValueError: where it is none.
    """
    found = _DATE.match(written)
    try:
        if found is not None:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        pass
    raise ValueError(f"CreationDate {written!r} is not a date (want D:YYYYMMDD)")


def _title(told: str, found: Sequence[Paragraph]) -> str | None:
    """The title of the properties, unless it is but the name of a file; else the first heading."""
    told = " ".join(told.split())
    opening = " ".join(" ".join(p.text.split()) for p in found[:12]).casefold()
    if told and told.casefold() in opening:
        return told
    heading = next((p.text for p in found[:12] if p.mark == "# "), None)
    if heading is not None:
        return " ".join(heading.split())
    return told if told and not _FILE_NAME.search(told) else None


def _build(found: Sequence[Paragraph]) -> TextBuilder:
    built = TextBuilder()
    mark = ""
    for number, paragraph in enumerate(found):
        if number:
            built.glue("\n" if mark == paragraph.mark == "- " else "\n\n")
        mark = paragraph.mark
        if mark and not (number == 0 and mark == "# "):
            built.glue(mark)
        for at, line in enumerate(paragraph.lines):
            if at:
                built.glue(paragraph.glue[at - 1])
            built.add(line.text, line.page, -line.number)
    return built


# --------------------------------------------------------------------------
# Pages


def _pages(document: PdfDocument, file: File) -> Iterator[list[Line]]:
    """The lines of each page.

    :raises SourceError: where there is too much of it.
    """
    total = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        try:
            total += text.count_chars()
            if total > MAX_CHARACTERS:
                why = f"more than {MAX_CHARACTERS // 10**6} million characters"
                raise SourceError(why, location=file.name, remedy="split it")
            yield list(_lines(text, index + 1))
        finally:
            text.close()
            page.close()


def _lines(page: PdfTextPage, number: int) -> Iterator[Line]:
    """The lines of a page in the order in which they are written there."""
    from pypdfium2 import raw

    count = 0
    begun: list[int] = []  # the indices of the characters of the line at hand
    codes: list[int] = []
    size = page.count_chars()
    for index in range(size + 1):
        code = raw.FPDFText_GetUnicode(page, index) if index < size else 10
        hyphen = code in _HYPHENS
        if code != 10 and not hyphen:
            if code != 13 and (begun or not chr(code).isspace()):
                begun.append(index)
                codes.append(code)
            continue
        words = _decoded(codes).rstrip()
        if words:
            count += 1
            yield _line(page, number, count, words, begun, hyphen=hyphen and index + 1 < size)
        begun, codes = [], []


def _line(
    page: PdfTextPage, number: int, count: int, words: str, at: Sequence[int], *, hyphen: bool
) -> Line:
    from claimcheck.sources.pdf_lines import Line

    if _CUT.search(words):
        words, hyphen = words[:-1], True
    left, bottom, _, top = page.get_charbox(at[0], loose=True)
    right = page.get_charbox(at[-1], loose=True)[2]
    return Line(number, count, words, left, right, bottom, top - bottom, hyphen)


def _decoded(codes: Sequence[int]) -> str:
    """Code points, or units of UTF-16, as text without what cannot be printed."""
    raw = b"".join(
        code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
        if code < 0x110000
    )
    return raw.decode("utf-16-le", "ignore").translate(_GONE)


PDF = Source("PDF", (".pdf",), read, extra="pdf")
