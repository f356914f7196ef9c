"""An article's text put together from pieces of a file, each with its place there."""

from __future__ import annotations


class TextBuilder:
    """Collects pieces and remembers where in the file each run of characters begins."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._anchors: list[tuple[int, int, int]] = []
        self._length = 0
        self._next = (0, 0)  # where in the file the next character would stand unbroken

    def add(self, piece: str, line: int, column: int) -> None:
        """Append `piece`, which holds no line break and stands at `line` and `column`."""
        if not piece:
            return
        if (line, column) != self._next:
            self._anchors.append((self._length, line, column))
        self._append(piece)
        self._next = (line, column + len(piece))

    def glue(self, piece: str) -> None:
        """Append what the file does not hold there: a line break, a space, a list mark."""
        self._append(piece)
        self._next = (0, 0)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    @property
    def text(self) -> str:
        """What was collected."""
        return "".join(self._pieces)

    @property
    def anchors(self) -> tuple[tuple[int, int, int], ...]:
        """The places of the runs, as `Article.anchors` has them."""
        return tuple(self._anchors)

    def __len__(self) -> int:
        return self._length


def begins_with(body: str, title: str) -> bool:
    """Whether the first line that is not blank says the same as `title`."""
    first = body.lstrip().split("\n", 1)[0].lstrip("#").strip()
    return first.split() == title.split()
