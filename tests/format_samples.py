"""Small files of the formats of documents and archives, made in the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

#: A line of a page: where it stands (points from the left and from the bottom), size, words.
Placed = tuple[float, float, float, str]

_CATALOG, _TREE, _INFO, _FONT = 1, 2, 3, 4


def pdf(pages: Sequence[Sequence[Placed]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF file with these lines on its pages, in Helvetica, and these properties."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    told = " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items())
    objects = [
        f"<< /Type /Catalog /Pages {_TREE} 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {told} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        words = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, size, text in lines
        )
        content = 6 + 2 * i
        objects.append(
            f"<< /Type /Page /Parent {_TREE} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            f"/Resources << /Font << /F1 {_FONT} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
    made, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(offsets) + 1} /Root {_CATALOG} 0 R /Info {_INFO} 0 R >>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode("ascii")


def column(
    text: str, *, top: float = 780, left: float = 72, size: float = 11, leading: float = 14
) -> list[Placed]:
    """The lines of a text one below the other; an empty one leaves room between paragraphs."""
    rows = text.split("\n")
    return [(left, top - i * leading, size, row) for i, row in enumerate(rows) if row]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def zip_bytes(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """A zip archive of these members."""
    made = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def rewritten(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip archive with the bytes of one member changed, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members.get(member, b""))
    return zip_bytes(members)


def docx_bytes(document: docx.document.Document) -> bytes:
    """The document as a file."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def warc_bytes(records: Sequence[tuple[str, str, str, bytes]], *, packed: bool = True) -> bytes:
    """A web archive: address, status, type and content of each page, fetched on 2022-05-01."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for address, status, kind, content in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(content),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2022-05-01T12:00:00Z"},
        )
        writer.write_record(record)
    return made.getvalue()
