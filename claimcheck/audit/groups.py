"""Things joined pair by pair, as groups: a union-find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Groups of things, two of which are in one where a chain of joins leads between them."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def join(self, one: T, other: T) -> None:
        """Put two things, with all that is joined to them, in one group."""
        first, second = self.head(one), self.head(other)
        if first != second:
            self._above[second] = first

    def head(self, one: T) -> T:
        """The thing that stands for the group of `one`."""
        self._above.setdefault(one, one)
        root = one
        while self._above[root] != root:
            root = self._above[root]
        while self._above[one] != root:  # the next search is short
            self._above[one], one = root, self._above[one]
        return root

    def __iter__(self) -> Iterator[list[T]]:
        """The groups, each in the order in which its things were joined."""
        found: dict[T, list[T]] = defaultdict(list)
        for one in list(self._above):
            found[self.head(one)].append(one)
        return iter(found.values())
