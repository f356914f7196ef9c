"""HTML (.html, .htm): an article a page; the only user of trafilatura.

What: the body as trafilatura finds it; a page that it takes for empty, or small and
halved by it, is read as it stands without its navigation. Title, outlet, date and address come
from the page's own metadata (Open Graph, JSON-LD, meta, time and link elements). Items keep
a mark ("- "), headings "# ". Places are those of the words in the page's source, as far
as they are found there. Nothing is fetched.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.errors import SourceError
from claimcheck.sources.builder import TextBuilder
from claimcheck.sources.decode import read_text
from claimcheck.sources.fields import parse_date
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article

if TYPE_CHECKING:
    from claimcheck.sources.html_tree import Element, FlowLine

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

#: Characters up to which a page is small: below it the extractor's own thresholds make it
#: drop whole pages written by hand.
SMALL = 3000

_DATE_QUERIES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name, 'DCATEPUBLISH.-_', 'dcatepublish')='date']/@content",
    "//meta[contains('|pubdate|publishdate|publish_date|publication_date|dc.date|dc.date.issued|"
    "dcterms.created|sailthru.date|parsely-pub-date|', concat('|', translate(@name, "
    "'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '|'))]/@content",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)


@dataclass(frozen=True, slots=True)
class _Head:
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    date: str | None


def read(file: File) -> Iterator[Article | Skipped]:
    """The one article of a page; first what was wrong with its date, if anything.

    :raises SourceError: where the page is no HTML.
    """
    name, source = file.name, read_text(file, declared=_CHARSET)
    tree = _parse(source, name)
    head = _head(tree)
    published: date | None = None
    if head.date is not None:
        try:
            published = parse_date(head.date)
        except ValueError as error:
            line, column = _place(source, head.date)
            yield Skipped(name, str(error), line, column, part="date")
    lines = _lines(source, tree)
    if not any(any(map(str.isalnum, line.text)) for line in lines):
        yield Skipped(name, "no text to extract", remedy="leave it out, or save the article's text")
        return
    built = _build(source, lines, head.title)
    yield Article(
        id=name,
        path=name,
        text=built.text,
        url=head.url,
        title=head.title,
        outlet=head.outlet,
        published=published,
        language=head.language,
        anchors=built.anchors,
    )


def _parse(source: str, name: str) -> Element:
    from claimcheck.sources.html_tree import parse

    try:
        return parse(source)
    except ValueError as error:
        raise SourceError(f"not HTML: {error}", location=name) from None


def _place(source: str, value: str) -> tuple[int, int]:
    """Line and column of the first place where `value` stands; 1:1 where it does not."""
    at = max(source.find(value), 0)
    return source.count("\n", 0, at) + 1, at - (source.rfind("\n", 0, at) + 1) + 1


# --------------------------------------------------------------------------
# Metadata


def _head(tree: Element) -> _Head:
    from claimcheck.sources.html_tree import words

    linked = list(_linked_data(tree))
    language = words(tree, "/html/@lang") or "en"
    return _Head(
        title=words(tree, "//meta[@property='og:title']/@content")
        or _linked(linked, "headline")
        or words(tree, "//h1")
        or words(tree, "//head/title"),
        outlet=words(tree, "//meta[@property='og:site_name']/@content")
        or _linked(linked, "publisher")
        or words(tree, "//meta[@name='application-name']/@content"),
        url=words(tree, "//link[@rel='canonical']/@href")
        or words(tree, "//meta[@property='og:url']/@content"),
        language=re.split(r"[-_]", language)[0].lower(),
        date=words(tree, _DATE_QUERIES[0])
        or _linked(linked, "datePublished")
        or next(filter(None, (words(tree, query) for query in _DATE_QUERIES[1:])), None),
    )


def _linked_data(tree: Element) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD, nested graphs included; broken ones are left out."""
    found = tree.xpath("//script[@type='application/ld+json']/text()")
    for script in found if isinstance(found, list) else ():
        try:
            pending: list[object] = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop()
            if isinstance(value, list):
                pending += value
            elif isinstance(value, dict):
                yield value
                pending.append(value.get("@graph"))


def _linked(objects: Sequence[dict[str, object]], key: str) -> str | None:
    for each in objects:
        value = each.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


# --------------------------------------------------------------------------
# Body


def _lines(source: str, tree: Element) -> list[FlowLine]:
    from claimcheck.sources.html_tree import SKIPPED, flow

    body = _extracted(source)
    found = flow(body) if body is not None else []
    size = sum(len(line.text) for line in found)
    if size >= SMALL:
        return found
    inner = tree.xpath("//article | //main | //body")
    root = inner[0] if isinstance(inner, list) and inner else tree
    plain = flow(root, skipped=SKIPPED)
    whole = sum(len(line.text) for line in plain)
    if not found or (whole < SMALL and size < whole / 2):
        return plain
    return found


def _extracted(source: str) -> Element | None:
    """The body that trafilatura finds, None where it finds none or fails."""
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # its reasons are not the user's
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(source, include_comments=False)
    except Exception:  # any fault in a page the library cannot take
        return None
    body: Element | None = getattr(document, "body", None)
    return body


def _build(source: str, lines: Sequence[FlowLine], title: str | None) -> TextBuilder:
    from claimcheck.sources.html_places import PagePlaces, add_lines

    built = TextBuilder()
    if title is not None and lines[0].text != title:
        built.add(title, *_place(source, title))
        built.glue("\n\n")
    add_lines(built, lines, PagePlaces(source), title)
    return built


HTML = Source("HTML", (".html", ".htm", ".xhtml"), read)
