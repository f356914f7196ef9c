"""What a source is, and what it says of a file or record that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import SourceError
from claimcheck.sources.fields import NAMES, Names
from claimcheck.types import Article, Location

#: Bytes beyond which a file (a line, for JSON lines) is refused: far above any article,
#: and what can be held in memory several times over.
MAX_BYTES = 64 * 2**20

#: What can be done about any file that gives no article.
_REMEDY = "mend it, or leave it out"


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
        return SourceError(self.why, location=self.location, remedy=self.remedy or _REMEDY)

    @property
    def notice(self) -> str:
        """The same for those who go on without it."""
        what = "" if self.part == "article" else f" the {self.part}"
        return f"skipped{what}: {self}"

    def __str__(self) -> str:
        return f"{self.location}: {self.why}"


@dataclass(frozen=True, slots=True)
class File:
    """What is to be read: a file of the folder, or a member of an archive.

    `name` is the path to show, `open` gives the bytes as a stream that can seek. `charset` is an
    encoding told outside of the file, `names` what the fields of its records go by.
    """

    name: str
    open: Callable[[], BinaryIO]
    charset: str | None = None
    names: Names = field(default_factory=lambda: NAMES)

    @classmethod
    def at(cls, path: Path, name: str, *, names: Names = NAMES) -> File:
        """The file at a path."""
        return cls(name, lambda: path.open("rb"), names=names)

    @classmethod
    def of(
        cls, data: bytes, name: str, *, charset: str | None = None, names: Names = NAMES
    ) -> File:
        """What an archive holds as `data`."""
        return cls(name, partial(BytesIO, data), charset, names)

    def begun(self) -> BinaryIO:
        """The stream of a file that holds anything.

        :raises SourceError: where it is empty.
        :raises OSError: where it cannot be opened.
        """
        file = self.open()
        if file.read(1):
            file.seek(0)
            return file
        file.close()
        raise SourceError("empty", location=self.name)

    def whole(self) -> bytes:
        """All of its bytes.

        :raises SourceError: where it is empty, or larger than `MAX_BYTES`.
        :raises OSError: where it cannot be opened.
        """
        with self.begun() as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise too_large(self.name)
        return data


def too_large(name: str) -> SourceError:
    """The error of a file beyond `MAX_BYTES`."""
    return SourceError(
        f"larger than {MAX_BYTES // 2**20} MiB",
        location=name,
        remedy="split the file into one file an article, or into JSON lines",
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A format as a value: its name, the suffixes of its files, and how to read one.

    ``read(file)`` yields what the file holds, one article at a time. It raises `SourceError` or
    `OSError` where the file as a whole cannot be read. `extra` is what to install for it,
    `archive` tells that its files hold files.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[File], Iterator[Article | Skipped]]
    extra: str | None = None
    archive: bool = False

    def items(self, file: File) -> Iterator[Article | Skipped]:
        """What the file holds; where it cannot be read that is said, and nothing raised.

        :raises OSError: where it cannot be opened.
        """
        try:
            yield from self.read(file)
        except SourceError as error:
            place = error.location
            if place is None or isinstance(place, str):
                yield Skipped(file.name, error.message, remedy=error.remedy)
            else:
                yield Skipped(file.name, error.message, place.line, place.column, error.remedy)
        except OSError:
            raise
        except Exception as error:  # one file must not end the reading of an archive of them
            what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
            yield Skipped(file.name, f"internal error, please report this file: {what}")
