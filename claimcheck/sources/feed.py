"""RSS and Atom (.rss, .atom, .xml): an article an entry.

What: RSS 0.9 to 2.0 and Atom 1.0. The text is the entry's content where the feed carries it, else
its summary, read as HTML; `pubDate`, `published`, `updated` or `dc:date` is its date, the feed's
title its outlet, the link its address. Ids are ``path#guid``, or the number of the entry. Places
are those of the words in the file, as far as they are found there. An .xml file
that is no feed is skipped. Nothing is fetched, and a feed that declares entities is refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.errors import SourceError
from claimcheck.sources.builder import TextBuilder
from claimcheck.sources.decode import read_text
from claimcheck.sources.fields import parse_date
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article, Location

if TYPE_CHECKING:
    from claimcheck.sources.html_places import PagePlaces
    from claimcheck.sources.html_tree import FlowLine
    from claimcheck.sources.xml_tree import Node

_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_PLAIN = (
    ("<![CDATA[", " " * 9),
    ("]]>", " " * 3),
    ("&lt;", "   <"),
    ("&gt;", ">   "),
    ("&amp;", "    &"),
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DATES = "pubDate published date issued updated modified".split()
_TEXTS = "encoded content fulltext description summary".split()


@dataclass(frozen=True, slots=True)
class _Feed:
    """What the entries of a feed have in common."""

    name: str
    places: PagePlaces
    outlet: str | None
    language: str


def read(file: File) -> Iterator[Article | Skipped]:
    """The articles of a feed, with a `Skipped` for each entry that gives none.

    :raises SourceError: where it is no feed, no XML, or declares entities.
    """
    from claimcheck.sources.html_places import PagePlaces

    source = read_text(file, declared=_ENCODING)
    root = _root(source, file)
    feed = next(root.all("channel"), root)
    entries = [*root.all("item"), *root.all("entry")]
    if not entries:
        yield Skipped(file.name, "no entry in the feed")
        return
    outlet = _line(feed.text("title"))
    language = re.split("[-_]", feed.text("language") or root.attribute("lang") or "en")[0]
    about = _Feed(file.name, PagePlaces(_unescaped(source)), outlet, language.lower())
    for number, entry in enumerate(entries, 1):
        yield from _entry(entry, number, about)


def _unescaped(source: str) -> str:
    """The feed with its escaped HTML as tags, each character at its own offset."""
    for escape, plain in _PLAIN:
        source = source.replace(escape, plain)
    return source


def _root(source: str, file: File) -> Node:
    """The root of the feed.

    :raises SourceError: where there is none.
    """
    from claimcheck.sources.html_tree import XmlFault, parse_xml
    from claimcheck.sources.xml_tree import Node

    found = _ENTITY.search(source)
    if found is not None:
        line = source.count("\n", 0, found.start()) + 1
        at = Location(file.name, line, found.start() - source.rfind("\n", 0, found.start()))
        raise SourceError("declares entities, which no feed needs", location=at)
    try:
        root = Node(parse_xml(_NAMED.sub(_character, source)))
    except XmlFault as error:
        at = Location(file.name, error.line, error.column)
        raise SourceError(f"not XML: {error}", location=at) from None
    if root.name.lower() not in ("rss", "rdf", "feed"):
        raise SourceError(
            f"no feed: its root is <{root.name}>",
            location=file.name,
            remedy="RSS and Atom are read; leave other XML out, or convert it",
        )
    return root


def _character(entity: re.Match[str]) -> str:
    """What HTML's name of a character stands for; XML knows five of them, and feeds use more."""
    if entity[1] in ("amp", "lt", "gt", "quot", "apos"):
        return entity[0]
    return html.unescape(entity[0])


def _entry(entry: Node, number: int, feed: _Feed) -> Iterator[Article | Skipped]:
    published: date | None = None
    written = next(filter(None, map(entry.text, _DATES)), None)
    if written is not None:
        try:
            published = _date(written)
        except ValueError as error:
            yield Skipped(feed.name, str(error), entry.line, 1, part="date")
    title = _line(entry.text("title"))
    body = _body(entry)
    if not any(any(map(str.isalnum, line.text)) for line in body) and not title:
        yield Skipped(feed.name, f"entry {number} has neither title nor text", entry.line, 1)
        return
    built = _build(title, body, feed.places)
    guid = entry.text("guid") or entry.text("id") or entry.attribute("about")
    yield Article(
        id=f"{feed.name}#{guid or number}",
        path=feed.name,
        text=built.text,
        url=_link(entry),
        title=title,
        outlet=_line(entry.text("source")) or feed.outlet,
        published=published,
        language=feed.language,
        anchors=built.anchors,
    )


def _date(written: str) -> date:
    """The day of a date in the form of Atom (ISO 8601), or of RSS (RFC 2822).

    :raises ValueError: where it is neither.
    """
    try:
        return parse_date(written)
    except ValueError as error:
        from email.utils import parsedate_to_datetime  # brings sockets along

        try:
            return parsedate_to_datetime(written).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            raise error from None


def _link(entry: Node) -> str | None:
    for link in entry.all("link"):
        address = (link.attribute("href") or link.words()).strip()
        if address and link.attribute("rel") in (None, "alternate"):
            return address
    return None


def _body(entry: Node) -> list[FlowLine]:
    """The lines of the first of an entry's texts that has any."""
    from claimcheck.sources.html_tree import SKIPPED, flow
    from claimcheck.sources.html_tree import parse as parse_html

    for name in _TEXTS:
        for node in entry.all(name):
            markup = node.markup()
            if not markup.strip():
                continue
            try:
                lines = flow(parse_html(markup), skipped=SKIPPED)
            except ValueError:
                continue
            if lines:
                return lines
    return []


def _build(title: str | None, lines: list[FlowLine], places: PagePlaces) -> TextBuilder:
    from claimcheck.sources.html_places import add_lines, add_words

    built = TextBuilder()
    if title and not (lines and lines[0].text == title):
        add_words(built, title, places)
        if lines:
            built.glue("\n\n")
    add_lines(built, lines, places, title)
    return built


def _line(text: str | None) -> str | None:
    """A title on one line, its own markup taken out."""
    if not text:
        return None
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", html.unescape(text))).split()) or None


FEED = Source("RSS and Atom", (".rss", ".atom", ".xml"), read)
