"""`claimcheck read`: what the tool sees in a text or a file, mention by mention."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TextIO

from claimcheck.cli.carets import Row, underlined
from claimcheck.cli.files import day
from claimcheck.cli.mentions import PLURALS, Mention, mentions, shorten
from claimcheck.errors import ClaimcheckError
from claimcheck.reading import read
from claimcheck.reports.excerpt import printable
from claimcheck.schema import Json
from claimcheck.sources import Names, Skipped, load_file
from claimcheck.sources.decode import decode
from claimcheck.text.places import place
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Context, Notation, SentenceKind
from claimcheck.verdicts import context_of

SCHEMA_VERSION = 1
"""`schema_version` of the JSON."""

#: Columns at most: carets far from their words are hard to follow.
WIDTH = 100
_LEAST = 40
_STDIN = "-"
_NEEDED = "unclear: needs a publication date"


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and show: `published` is a date in ISO form, `form` "terminal" or "json".

    `notation` is that of the project, None where none is set: then a text is in English
    notation, and an article in that of its language.
    """

    published: str | None = None
    form: str = "terminal"
    all: bool = False
    notation: Notation | None = None
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sentence (or a whole text, if `place` is None) with what was found in it."""

    text: str
    mentions: list[Mention]
    kind: SentenceKind | None = None
    line: int = 1
    column: int = 1

    @property
    def bare(self) -> bool:
        """Whether nothing was found that could be compared; names alone compare nothing."""
        return all(mention.kind == "name" for mention in self.mentions)


def of_text(text: str, options: Options, stream: TextIO) -> None:
    """Show what is read in a text given as it stands, as one claim.

    :raises ClaimcheckError: for an empty text, or a publication date that is no date.
    """
    if not text.strip():
        raise ClaimcheckError("nothing to read", remedy='claimcheck read "some text"')
    context = Context(
        published=day(options.published), notation=options.notation or Notation.ENGLISH
    )
    seen = _Seen(text, mentions(read(text, context)))
    if options.form == "json":
        _write_json([(None, [seen])], replace(options, all=True), stream)
    elif not seen.mentions:
        stream.write("nothing to compare: no figure, date, quotation, name or negation\n")
    else:
        stream.writelines(f"{line}\n" for line in _lines(seen, _width(stream), ""))


def of_file(path: Path, options: Options, stream: TextIO) -> None:
    """Show what is read in a file, sentence by sentence; "-" is the standard input.

    :raises ClaimcheckError: where the file cannot be read, or holds no text.
    """
    articles = _articles(path, day(options.published), options.names)
    read_ = ((article, _sentences(article, options.notation)) for article in articles)
    if options.form == "json":
        _write_json(read_, options, stream)
    else:
        _write_lines(read_, options, stream)


# --------------------------------------------------------------------------
# Reading


def _articles(path: Path, published: date | None, names: Names | None) -> Iterator[Article]:
    """The articles of a file, one at a time, as published on that day where one is given.

    What else the file holds is told on the standard error output.

    :raises ClaimcheckError: where the file cannot be read, or holds no article.
    """
    held: list[Skipped] = []  # faults before the first article: the whole file may be at fault
    found = False
    for item in _items(path, names):
        if isinstance(item, Article):
            found = True
            for fault in held:
                _note(fault)
            held.clear()
            yield item if published is None else replace(item, published=published)
        elif found:
            _note(item)
        else:
            held.append(item)
    if not found:
        raise held[0].error() if held else ClaimcheckError("no text", location=str(path))


def _note(fault: Skipped) -> None:
    print(f"note: {fault}", file=sys.stderr)


def _items(path: Path, names: Names | None) -> Iterator[Article | Skipped]:
    if str(path) == _STDIN:
        text = decode(sys.stdin.buffer.read(), "standard input")
        if not text.strip():
            raise ClaimcheckError("nothing to read", location="standard input")
        yield Article("standard input", "standard input", text)
    elif path.is_dir():
        raise ClaimcheckError(
            "a folder, not a file", location=str(path), remedy="name one of its files"
        )
    else:
        yield from load_file(path, names=names)


def _sentences(article: Article, notation: Notation | None) -> list[_Seen]:
    cut = sentences(article)
    seen = []
    for at, sentence in enumerate(cut):
        context = context_of(article, cut, at)
        context = replace(context, notation=notation or context.notation)
        found = mentions(read(sentence.text, context))
        where = place(article, sentence.span.start)
        seen.append(_Seen(sentence.text, found, sentence.kind, where.line, where.column))
    return seen


# --------------------------------------------------------------------------
# For people


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return WIDTH
    return max(_LEAST, min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH))


def _lines(seen: _Seen, width: int, label: str) -> Iterator[str]:
    rows = [Row(mention.kind, mention.span, mention.meaning) for mention in seen.mentions]
    return underlined(seen.text, rows, width=width, label=label)


def _write_lines(
    read_: Iterable[tuple[Article, list[_Seen]]], options: Options, stream: TextIO
) -> None:
    width = _width(stream)
    for article, found in read_:
        stream.write(_heading(article, width))
        for seen in found:
            if options.all or not seen.bare:
                stream.write("\n")
                label = f"{seen.line}:{seen.column}"
                stream.writelines(f"{line}\n" for line in _lines(seen, width, label))
        stream.write(f"\n{_summary(article, found, options)}\n")


def _heading(article: Article, width: int) -> str:
    title = f"  {printable(article.title)}" if article.title else ""
    published = f", {article.published}" if article.published else ""
    return f"{shorten(article.id + title, width - len(published))}{published}\n"


def _summary(article: Article, found: list[_Seen], options: Options) -> str:
    """What was found, counted, and what is not shown."""
    counts = Counter(mention.kind for seen in found for mention in seen.mentions)
    told = [
        f"{counts[kind]} {kind if counts[kind] == 1 else many}"
        for kind, many in PLURALS.items()
        if counts[kind]
    ]
    parts = [f"{len(found)} sentence{'' if len(found) == 1 else 's'}", *told]
    text = ", ".join(parts)
    bare = sum(seen.bare for seen in found)
    if bare and not options.all:
        text += f"\n{bare} of them with nothing to compare, not shown (--all shows them)"
    if article.published is None:
        open_ = sum(mention.meaning == _NEEDED for seen in found for mention in seen.mentions)
        if open_:
            text += f"\n{open_} unclear without a publication date (--published DATE gives one)"
    return text


# --------------------------------------------------------------------------
# For programs


def _write_json(
    read_: Iterable[tuple[Article | None, list[_Seen]]], options: Options, stream: TextIO
) -> None:
    """One object with the texts, their sentences and the mentions of each."""
    texts: list[Json] = [_text_object(article, found, options) for article, found in read_]
    whole: Json = {"schema_version": SCHEMA_VERSION, "texts": texts}
    stream.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def _text_object(article: Article | None, found: list[_Seen], options: Options) -> Json:
    shown = [seen for seen in found if options.all or not seen.bare]
    published = article.published if article else day(options.published)
    return {
        "path": article.path if article else None,
        "title": article.title if article else None,
        "published": published.isoformat() if published else None,
        "sentences_read": len(found),
        "sentences": [_sentence_object(seen) for seen in shown],
    }


def _sentence_object(seen: _Seen) -> Json:
    return {
        "line": seen.line,
        "column": seen.column,
        "kind": seen.kind.value if seen.kind else None,
        "text": seen.text,
        "mentions": [
            {
                "kind": mention.kind,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.span.of(seen.text),
                **mention.fields,
            }
            for mention in seen.mentions
        ],
    }
