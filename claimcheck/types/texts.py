"""Places, articles and sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def record(*, order: bool = False) -> Callable[[type[_T]], type[_T]]:
    """A dataclass of what is made for every figure: frozen to the type checker, and no further.

    A frozen dataclass sets each field through `object.__setattr__`; with the 21 fields of a
    `Quantity` that was a tenth of the time in which a sentence is read (docs/benchmarks.md).
    """
    return dataclass(slots=True, unsafe_hash=True, order=order)


def changed(of: _T, **changes: object) -> _T:
    """A record with some fields other than they were, as `dataclasses.replace` makes it.

    That looks at every field by its name, and takes many times as long.
    """
    kind = type(of)
    made = kind(*_fields(kind)(of))  # type: ignore[arg-type]
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@cache
def _fields(kind: type) -> attrgetter[tuple[object, ...]]:
    """What takes the fields of a record, of which there are two or more, in their order."""
    return attrgetter(*kind.__slots__)  # type: ignore[attr-defined]


@record(order=True)
class Span:
    """A half-open range of characters ``[start, end)`` of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1, in characters.

    Formats without lines have something else there (a page and its line, a row and its column,
    docs/sources.md). Where that is no character, the column is `fixed`.
    """

    path: str
    line: int
    column: int
    fixed: bool = field(default=False, compare=False, repr=False)

    def after(self, characters: int) -> Location:
        """The place so many characters further on in the line."""
        if self.fixed or not characters:
            return self
        return Location(self.path, self.line, max(self.column + characters, 1))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Article:
    """One source text, as read.

    `text` begins with the headline where the source states one apart from the
    body, so that a headline is a sentence like any other. `anchors` are
    ``(offset in text, line, column)`` in ascending order, each telling where in
    the file at `path` a run of characters begins that stands there unbroken; they are set
    where the text is not the file's own (markup taken out, wrapped lines joined,
    a string of JSON); without any, the lines are the file's own. A column below 0 counts no
    characters: the whole run stands at its amount (a line of a page, a cell of a row). `id` is
    unique within an index and stable between runs (a path, for JSON lines ``path#line``).
    """

    id: str
    path: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str = "en"
    anchors: tuple[tuple[int, int, int], ...] = ()


class SentenceKind(Enum):
    """What a sentence is in its article."""

    PROSE = "prose"
    HEADLINE = "headline"
    LIST_ITEM = "list item"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``span.of(article.text) == text``.

    `lead_in` is the line that introduces a list ("The package includes:"),
    kept with each of its items.
    """

    article_id: str
    ordinal: int
    span: Span
    text: str
    kind: SentenceKind = SentenceKind.PROSE
    lead_in: Span | None = None


class Notation(Enum):
    """How digits are grouped: "1,234.56" or "1.234,56"."""

    ENGLISH = "english"
    CONTINENTAL = "continental"


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read with; nothing in it has a span of its own.

    `before` and `after` are the neighbouring sentences' texts ("" at an end);
    `names` are the names that the whole article has, each once.
    """

    published: date | None = None
    title: str | None = None
    lead_in: str | None = None
    before: str = ""
    after: str = ""
    names: tuple[str, ...] = ()
    notation: Notation = Notation.ENGLISH
