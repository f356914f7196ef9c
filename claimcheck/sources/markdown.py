"""Markdown (.md, .markdown): an article a file, its fields in YAML front matter.

What: `title`, `outlet` (or `source`, `publisher`), `date` (or `published`), `url`, `language`
between two lines of "---" at the head; other keys are left alone. Without a title
there, a first heading of the first level is the title. The text holds
the words alone: emphasis, links' targets, images, code blocks, comments and tables' rules
are left out, a paragraph is one line, headings keep "# " and items their mark.
Each character keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck import yamlio
from claimcheck.errors import SourceError
from claimcheck.sources.builder import TextBuilder, begins_with
from claimcheck.sources.decode import read_text
from claimcheck.sources.fields import NAMES, parse_date
from claimcheck.sources.inline import edits
from claimcheck.sources.source import File, Skipped, Source
from claimcheck.types import Article

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_ITEM = re.compile(r"[ \t]*([-*+•·‣]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(r"[ ]{0,3}\[([^\[\]]+)\]:[ \t]*\S*(?:[ \t]+[\"'(].*)?[ \t]*$")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\[\]\s]+\]:[ \t]+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)[^*_]*[^*_\s.!?:;,](?:\1)[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of a line: its text and the place of its first character."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that read as one, with the mark that the article's text shows before them."""

    parts: tuple[_Part, ...]
    mark: str = ""
    tight: bool = False  # no blank line before: the items of a list, the rows of a table
    glue: str = " "  # between the parts


def read(file: File) -> Iterator[Article | Skipped]:
    """The one article of a Markdown file; first what was wrong with its date, if anything.

    :raises SourceError: where the front matter is no YAML mapping of names to texts.
    """
    name, text = file.name, read_text(file)
    fields, first = _front_matter(text, name)
    published: date | None = None
    if "date" in fields:
        found = fields["date"]
        try:
            published = parse_date(found.text)
        except ValueError as error:
            yield Skipped(name, str(error), found.line, found.column, part="date")
    paragraphs, references = _paragraphs(text, first)
    title = fields.get("title")
    built = TextBuilder()
    heading = _render(built, paragraphs, references, title)
    if not any(map(str.isalnum, built.text[len(title.text) if title else 0 :])):
        yield Skipped(name, "no text besides the front matter" if fields else "no text")
        return
    yield Article(
        id=name,
        path=name,
        text=built.text,
        url=_value(fields, "url"),
        title=title.text if title else heading,
        outlet=_value(fields, "outlet"),
        published=published,
        language=_value(fields, "language") or "en",
        anchors=built.anchors,
    )


def _value(fields: dict[str, _Part], key: str) -> str | None:
    return fields[key].text if key in fields else None


def _front_matter(text: str, name: str) -> tuple[dict[str, _Part], int]:
    """The known fields, and the index of the line on which the body begins."""
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        return {}, 0
    end = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), None)
    if end is None:
        return {}, 0
    try:
        node = yamlio.parse("\n".join(rows[1:end]) + "\n", path=name, first_line=2)
    except yamlio.YamlError as error:
        raise SourceError(
            f"front matter: {error.message}", location=error.location, remedy=error.remedy
        ) from None
    if not isinstance(node, yamlio.Mapping):
        # a rule, a line and a rule again; or nothing between the two
        return {}, 0 if isinstance(node, yamlio.Scalar) and node.text else end + 1
    fields: dict[str, _Part] = {}
    for key in ("title", "outlet", "date", "url", "language"):
        for alias in NAMES[key]:
            value = node.get(alias)
            if value is None or key in fields:
                continue
            if not isinstance(value, yamlio.Scalar):
                raise SourceError(f"{alias} is not a text", location=value.at)
            if value.kind != "null" and value.text.strip():
                words = " ".join(value.text.split())
                fields[key] = _Part(words, value.at.line, value.at.column)
    return fields, end + 1


# --------------------------------------------------------------------------
# Blocks


def _paragraphs(text: str, first: int) -> tuple[list[_Paragraph], frozenset[str]]:
    """The paragraphs after line index `first`, and the labels that links are defined for."""
    blocks = _Blocks()
    rows = _without_comments(text).split("\n")
    for number in range(first, len(rows)):
        following = rows[number + 1] if number + 1 < len(rows) else ""
        blocks.take(rows[number], number + 1, following)
    blocks.flush()
    return blocks.done, frozenset(blocks.references)


def _without_comments(text: str) -> str:
    """`text` with spaces for its comments, line breaks kept."""
    if "<!--" not in text:
        return text
    blank = re.compile(r"[^\n]")
    return re.sub(r"<!--.*?(?:-->|\Z)", lambda m: blank.sub(" ", m.group()), text, flags=re.DOTALL)


class _Blocks:
    """Lines of Markdown gathered into paragraphs."""

    def __init__(self) -> None:
        self.done: list[_Paragraph] = []
        self.references: set[str] = set()
        self._parts: list[_Part] = []
        self._mark = ""
        self._tight = False
        self._fence = ""
        self._table = False
        self._in_list = False
        self._after_blank = True

    def flush(self, *, tight: bool = False) -> None:
        """End the paragraph at hand; `tight` where the next follows without a blank line."""
        if self._parts:
            self.done.append(_Paragraph(tuple(self._parts), self._mark, self._tight))
        self._parts, self._mark, self._tight = [], "", tight

    def take(self, row: str, number: int, following: str) -> None:
        """The next line; `following` is the one after it."""
        if self._in_fence(row):
            return
        quote = _QUOTE.match(row)
        skip = quote.end() if quote else 0
        rest = row[skip:]
        if not rest.strip():
            self.flush()
            self._table, self._after_blank = False, True
            return
        if not self._special(rest, number, skip, following):
            self._text(rest, number, skip)
        self._after_blank = False

    def _in_fence(self, row: str) -> bool:
        fence = _FENCE.match(row)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not row[fence.end() :].strip():
                self._fence = ""
            return True
        if fence:
            self.flush()
            self._fence = fence[1]
        return fence is not None

    def _special(self, rest: str, number: int, skip: int, following: str) -> bool:
        """Headings, rules, tables, definitions and items; whether the line was one."""
        if self._parts and not self._mark and _SETEXT.match(rest):
            self._mark = "# "
            self.flush()
        elif heading := _HEADING.match(rest):
            self.flush()
            self._in_list = False
            end = _HEADING_END.search(rest, heading.end())
            self._start(rest, heading.end(), number, skip, end.start() if end else len(rest))
            self._mark = "# "
            self.flush()
        elif _RULE.match(rest):
            self.flush()
        elif (defined := _DEFINITION.match(rest)) and defined[1][0] != "^":
            self.references.add(defined[1].lower())
        elif self._table or ("|" in rest and "|" in following and _TABLE_RULE.match(following)):
            self._row(rest, number, skip)
        elif item := _ITEM.match(rest):
            self.flush(tight=bool(self._parts) or not self._after_blank)
            indent = rest[: len(rest) - len(rest.lstrip())]
            self._in_list = True
            self._mark = f"{indent}{item[1]} "
            self._start(rest, item.end(), number, skip, len(rest))
        else:
            return False
        return True

    def _start(self, rest: str, begin: int, number: int, skip: int, end: int) -> None:
        piece = rest[begin:end].rstrip()
        if piece:
            self._parts.append(_Part(piece, number, skip + begin + 1))

    def _row(self, rest: str, number: int, skip: int) -> None:
        """A row of a table: its cells stand apart, "; " between them."""
        self.flush(tight=self._table)
        self._table = True
        if _TABLE_RULE.match(rest):
            return
        cells: list[_Part] = []
        for cell in re.finditer(r"(?:[^|\\]|\\.)+", rest):
            words = cell.group().strip()
            if words:
                lead = len(cell.group()) - len(cell.group().lstrip())
                cells.append(_Part(words, number, skip + cell.start() + lead + 1))
        if cells:
            self.done.append(_Paragraph(tuple(cells), "", self._tight, "; "))

    def _text(self, rest: str, number: int, skip: int) -> None:
        footnote = _FOOTNOTE.match(rest)
        if footnote:
            self.flush(tight=True)
        begin = footnote.end() if footnote else len(rest) - len(rest.lstrip())
        if not self._parts:
            indented = begin > 1 and self._in_list
            self._in_list = self._in_list and indented
            self._mark = "  " if indented else ""
        hard = rest.endswith("  ") or rest.endswith("\\")
        piece = rest.removesuffix("\\")
        alone = not self._parts and not self._mark
        self._start(piece, begin, number, skip, len(piece))
        if alone and _STRONG.fullmatch(piece[begin:]):
            self._mark = "# "  # a line in bold alone is a heading, unless text follows
        elif self._mark == "# ":
            self._mark = ""
        if hard:
            self.flush(tight=True)


# --------------------------------------------------------------------------
# Rendering


def _render(
    built: TextBuilder,
    paragraphs: Sequence[_Paragraph],
    references: frozenset[str],
    title: _Part | None,
) -> str | None:
    """Append the title and the paragraphs; the first heading's text, where it comes first."""
    heading: str | None = None
    first = True
    for paragraph in paragraphs:
        runs = _runs(paragraph, references)
        words = "".join(run.text for run in runs).strip()
        if not any(map(str.isalnum, words)):
            continue
        if first and title is not None and not begins_with(words, title.text):
            built.add(title.text, title.line, title.column)
            first = False
        if first:
            if paragraph.mark == "# ":
                heading = words
                paragraph = replace(paragraph, mark="")
        else:
            built.glue("\n" if paragraph.tight else "\n\n")
        first = False
        if paragraph.mark:
            built.glue(paragraph.mark)
        for run in runs:
            if run.line:
                built.add(run.text, run.line, run.column)
            else:
                built.glue(run.text)
    return heading


def _runs(paragraph: _Paragraph, references: frozenset[str]) -> list[_Part]:
    """The words of a paragraph without markup, each run with its place; line 0: none."""
    text = paragraph.glue.join(part.text for part in paragraph.parts)
    runs: list[_Part] = []
    changes = iter((*edits(text, references=references), None))
    change = next(changes)
    at = 0
    for part in paragraph.parts:
        end = at + len(part.text)
        base = at
        while at < end:
            while change is not None and change.end <= at:
                change = next(changes)
            if change is None or change.start >= end:
                runs.append(_Part(text[at:end], part.line, part.column + at - base))
                break
            if change.start > at:
                runs.append(_Part(text[at : change.start], part.line, part.column + at - base))
            if change.reading and change.start >= base:
                runs.append(_Part(change.reading, part.line, part.column + change.start - base))
            at = max(at, change.end)
        at = end + len(paragraph.glue)
        if part is not paragraph.parts[-1]:
            runs.append(_Part(paragraph.glue, 0, 0))
    return runs


MARKDOWN = Source("Markdown", (".md", ".markdown"), read)
