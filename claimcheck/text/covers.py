"""Whether spans lie over any of many others, in the time of a look-up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from claimcheck.types import Span


class Cover:
    """Some spans of a text, to be asked about each of its words."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Whether any of the spans shares a character with this one."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start

    def contains(self, span: Span) -> bool:
        """Whether one of the spans holds all of this one."""
        upto = bisect_right(self._starts, span.start)
        return upto > 0 and self._ends[upto - 1] >= span.end
