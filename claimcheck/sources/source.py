"""What a source is, and what it says of a file or record that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import SourceError
from claimcheck.types import Article, Location

#: Bytes beyond which a file (a line, for JSON lines) is refused: far above any article,
#: and what can be held in memory several times over.
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that gave no article, or an article that lost a part of itself.

    `line` and `column` count from 1, None where the whole file is meant. `part` is
    "article", or "date" where only that field is left out and the article follows.
    """

    path: str
    why: str
    line: int | None = None
    column: int | None = None
    remedy: str | None = None
    part: str = "article"

    @property
    def location(self) -> Location | str:
        """The place as errors print it."""
        if self.line is None:
            return self.path
        return Location(self.path, self.line, self.column or 1)

    def error(self) -> SourceError:
        """The same as an error, for those who want none skipped."""
        return SourceError(self.why, location=self.location, remedy=self.remedy)

    def __str__(self) -> str:
        return f"{self.location}: {self.why}"


@dataclass(frozen=True, slots=True)
class Source:
    """A format as a value: its name, the suffixes of its files, and how to read one.

    ``read(path, name)`` yields what the file at `path` holds, one article at a
    time; `name` is the path to show. It raises `SourceError` or `OSError` where the file
    as a whole cannot be read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, str], Iterator[Article | Skipped]]
