"""WARC (.warc, .warc.gz): an article a page of a web archive; the only user of warcio.

What: the pages that were answered with status 200 (and resources, and the texts of WET files),
each read as HTML or plain text. Its path is the archive's with the address of the record,
``crawl.warc.gz/https://post.example/1``, with lines and columns of the page's source; the address
is the page's own canonical one, else the record's. A page that tells no date has that on which it
was fetched. Images, styles and other records are passed over, records of more than 64 MiB refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, BinaryIO

from claimcheck.errors import SourceError
from claimcheck.sources.extras import missing
from claimcheck.sources.fields import parse_date
from claimcheck.sources.html import HTML
from claimcheck.sources.source import MAX_BYTES, File, Skipped, Source
from claimcheck.sources.text import TEXT
from claimcheck.types import Article

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_READERS = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
_GZIP = b"\x1f\x8b"
_BLOCK = 2**16  # what the library may have read ahead
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of the pages, in the order of their records.

    :raises SourceError: where it is no WARC file, or damaged at a record.
    """
    seen: set[str] = set()
    found = False
    held: list[Article | Skipped] = []  # of the last record: what follows tells whether it is whole
    with file.begun() as raw:
        for record in _records(raw, file):
            yield from held
            held = [
                _once(item, seen, record) if isinstance(item, Article) else item
                for item in _page(record, raw, file)
            ]
            found = found or bool(held)
        yield from held
    if not found:
        yield Skipped(file.name, "no page in it")


def _records(raw: BinaryIO, file: File) -> Iterator[ArcWarcRecord]:
    """The records one by one.

    :raises SourceError: where the next one cannot be read, or the one before is not whole.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise missing("warc") from None
    packed = raw.read(2) == _GZIP
    raw.seek(0)
    # The library would pass over what cannot be unpacked; Python's own reader checks all of it.
    records = iter(ArchiveIterator(_Unpacked(raw) if packed else raw))
    count = 0
    while True:
        try:
            with _complaints() as told:
                record = next(records, None)
        except Exception as error:  # of zlib, of the library, and of what it takes for numbers
            told = [" ".join(str(error).split()) or type(error).__name__]
            record = None
        if told:
            where = f" at record {count}" if count else ""
            why = f"not WARC, or damaged{where}: {told[0][:120]}"
            raise SourceError(why, location=file.name)
        if record is None:
            return
        count += 1
        yield record


class _Unpacked:
    """A stream of gzip, unpacked; that it is cut short is no end to the library, as others are."""

    def __init__(self, raw: BinaryIO) -> None:
        import gzip

        self._stream = gzip.GzipFile(fileobj=raw)
        self.tell = self._stream.tell

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        :raises OSError: where they are damaged, or cut short.
        """
        try:
            return self._stream.read(size)
        except EOFError:
            raise OSError("cut short") from None


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What the library tells on the standard error output, where it goes on in spite of it."""
    told: list[str] = []
    stream = StringIO()
    with redirect_stderr(stream):
        yield told
    told.extend(filter(None, map(str.strip, stream.getvalue().splitlines())))


def _page(record: ArcWarcRecord, raw: BinaryIO, file: File) -> Iterator[Article | Skipped]:
    """What a record holds, where it is a page.

    :raises SourceError: where it would grow without measure.
    """
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    source, charset = _kind(record)
    if source is None or uri.endswith("/robots.txt"):
        return
    name = f"{file.name}/{_shown(uri)}"
    before = raw.tell()
    try:
        with _complaints() as told:
            data = record.content_stream().read(MAX_BYTES + 1)
    except Exception as error:
        told, data = [" ".join(str(error).split()) or type(error).__name__], b""
    if len(data) > MAX_BYTES:
        from claimcheck.sources.zips import MAX_RATIO

        if len(data) > MAX_RATIO * (raw.tell() - before + _BLOCK):
            why = f"grows without measure at {uri}, and is read no further"
            raise SourceError(why, location=file.name)
        yield Skipped(name, f"larger than {MAX_BYTES // 2**20} MiB")
    elif told:
        yield Skipped(name, f"damaged: {told[0][:120]}")
    else:
        for item in source.items(File.of(data, name, charset=charset)):
            yield _dated(item, uri, record) if isinstance(item, Article) else item


def _kind(record: ArcWarcRecord) -> tuple[Source | None, str | None]:
    """What reads a record, None for nothing, and its encoding where that is told."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None, None
        told = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type in ("resource", "conversion"):
        told = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None, None
    charset = _CHARSET.search(told)
    kind = told.partition(";")[0].strip().lower()
    return _READERS.get(kind), charset[1] if charset else None


def _dated(article: Article, uri: str, record: ArcWarcRecord) -> Article:
    """The article with the record's address and day where the page tells none."""
    published = article.published
    if published is None:
        try:
            published = parse_date(record.rec_headers.get_header("WARC-Date") or "")
        except ValueError:
            published = None
    return replace(article, url=article.url or uri or None, published=published)


def _once(article: Article, seen: set[str], record: ArcWarcRecord) -> Article:
    """The article under an id of its own: a page may have been fetched several times."""
    key = article.id
    if key in seen:
        key = f"{article.id}#{record.rec_headers.get_header('WARC-Date') or len(seen)}"
    while key in seen:
        key += "+"
    seen.add(key)
    return replace(article, id=key)


def _shown(uri: str) -> str:
    return "".join(c if c.isprintable() and not c.isspace() else f"%{ord(c):02X}" for c in uri)


WARC = Source("WARC", (".warc", ".warc.gz"), read, extra="warc", archive=True)
