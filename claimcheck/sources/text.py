"""Plain text (.txt): an article a file, with or without a block of fields at its head.

What: the text as it stands; its first line is the title where it reads as a headline.
A file may begin with fields, one a line, up to a blank line: "Title: …", "Outlet: …",
"Date: 2022-03-16", "URL: …", "Language: …" in any order. They are no sentences; the title is the
first line of the article. A block with any other line in it is text.
Paragraphs wrapped at a fixed width become one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claimcheck.sources.builder import TextBuilder, begins_with
from claimcheck.sources.decode import read_text
from claimcheck.sources.fields import NAMES, parse_date
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.text.lines import joined, lines
from claimcheck.text.sentences import split
from claimcheck.types import Article, SentenceKind

_FIELD = re.compile(r"([A-Za-z_]{2,12})[ \t]*:[ \t]+(\S.*?)[ \t]*$")
_KEYS = {alias: key for key, names in NAMES.items() for alias in names if key not in ("text", "id")}
_TITLE_WINDOW = 4000  # characters from which the first sentence's kind is judged


def read(file: File) -> Iterator[Article | Skipped]:
    """The one article of a text file; first what was wrong with its date, if anything."""
    name, text = file.name, read_text(file)
    fields, body_line = _head(text)
    body = "\n".join(text.split("\n")[body_line:])
    if not body.strip():
        yield Skipped(name, "no text after the fields at its head")
        return
    published: date | None = None
    if "date" in fields:
        value, line, column = fields["date"]
        try:
            published = parse_date(value)
        except ValueError as error:
            yield Skipped(name, str(error), line, column, part="date")
    built = TextBuilder()
    title = fields["title"][0] if "title" in fields else None
    if title is not None and not begins_with(body, title):
        built.add(*fields["title"])
        built.glue("\n\n")
    _add_body(built, body, body_line + 1)
    own = built.text == text
    yield Article(
        id=name,
        path=name,
        text=built.text,
        url=_value(fields, "url"),
        title=title or _first_headline(body),
        outlet=_value(fields, "outlet"),
        published=published,
        language=_value(fields, "language") or "en",
        anchors=() if own else built.anchors,
    )


_Fields = dict[str, tuple[str, int, int]]  # value, line, column


def _head(text: str) -> tuple[_Fields, int]:
    """The fields at the head, and the number of lines they take with the blank one after."""
    fields: _Fields = {}
    for number, raw in enumerate(text.split("\n", 12)[:12]):
        found = _FIELD.match(raw)
        if found is None:
            return (fields, number + 1) if fields and not raw.strip() else ({}, 0)
        key = _KEYS.get(found[1].lower())
        if key is None or key in fields:
            return {}, 0
        fields[key] = (found[2], number + 1, found.start(2) + 1)
    return {}, 0


def _value(fields: _Fields, key: str) -> str | None:
    return fields[key][0] if key in fields else None


def _first_headline(body: str) -> str | None:
    """The first sentence where it is a headline."""
    first = split(body[:_TITLE_WINDOW])[0]
    return first.span.of(body) if first.kind is SentenceKind.HEADLINE else None


def _add_body(built: TextBuilder, body: str, first_line: int) -> None:
    """Append the body; where a wrapped line goes on, a space stands for the break."""
    found = lines(body)
    soft = joined(body, found)
    raws = body.split("\n")
    for i, raw in enumerate(raws):
        if i - 1 in soft:
            raw, column = found[i].whole.of(body), found[i].indent + 1
        else:
            column = 1
        built.add(raw.rstrip() if i in soft else raw, first_line + i, column)
        if i + 1 < len(raws):
            built.glue(" " if i in soft else "\n")


TEXT = Source("text", (".txt", ".text"), read)
