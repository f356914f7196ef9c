"""What is reckoned once for a value, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isqrt
from typing import Final, Generic, TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")

#: How many values a function is remembered for: a claim, and the evidence it is compared with.
_KEPT: Final = 64


class _Same(Generic[_A]):
    """A value that is only the same as itself: to hash a whole reading takes as long as it is."""

    __slots__ = ("value",)

    def __init__(self, value: _A) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def remembered(function: Callable[[_A], _B]) -> Callable[[_A], _B]:
    """`function`, called once for each value while that is one of the last asked for."""

    @lru_cache(maxsize=_KEPT)
    def of_same(same: _Same[_A]) -> _B:
        return function(same.value)

    def of(value: _A) -> _B:
        return of_same(_Same(value))

    return of


def meeting(
    mine: Sequence[_A], theirs: Sequence[_B], most: int
) -> tuple[Sequence[_A], Sequence[_B]]:
    """The first of each of two lists that are compared each with each, at most `most` pairs.

    The shorter list is kept as long as it can be.
    """
    if len(mine) * len(theirs) <= most:
        return mine, theirs
    side = isqrt(most)
    return mine[: max(side, most // len(theirs))], theirs[: max(side, most // len(mine))]
