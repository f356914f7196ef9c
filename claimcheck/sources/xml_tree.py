"""Elements of XML by their local names, whatever their namespaces are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.sources.html_tree import Element, inner


@dataclass(frozen=True, slots=True)
class Node:
    """An element and what is asked of it."""

    element: Element

    @property
    def name(self) -> str:
        """Its name without the namespace; "" for a comment."""
        tag = self.element.tag
        return tag.rpartition("}")[2] if isinstance(tag, str) else ""

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.element.sourceline or 1

    def all(self, name: str) -> Iterator[Node]:
        """The children of a name, and those of a channel that RSS puts beside its items."""
        children: Iterable[Element] = self.element  # type: ignore[assignment]
        for child in map(Node, children):
            if child.name == name:
                yield child
            elif child.name == "channel" and name == "item":
                yield from child.all(name)

    def text(self, name: str) -> str | None:
        """The words of the first child of a name that has any."""
        return next((words for child in self.all(name) if (words := child.words())), None)

    def words(self) -> str:
        """All text within it."""
        return "".join(self.element.itertext()).strip()

    def attribute(self, name: str) -> str | None:
        """An attribute, whatever its namespace."""
        found = self.element.xpath(f"@*[local-name() = '{name}']")
        return str(found[0]) if isinstance(found, list) and found else None

    def markup(self) -> str:
        """Its content as HTML: escaped in it, or as elements of its own."""
        children: Iterable[Element] = self.element  # type: ignore[assignment]
        return inner(self.element) if any(True for _ in children) else self.words()
