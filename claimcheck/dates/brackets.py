"""Dates in brackets: what they stand beside tells what they are of."""

from __future__ import annotations

import re
from typing import Final

#: "-LRB-" is how treebanks, and texts cut by their tools, write it.
_BRACKET = re.compile(r"(?P<opens>\(|-LRB-)|\)|-RRB-")
#: How far back the bracket around a date may open, in characters.
_REACH: Final = 120


def opening(text: str, at: int) -> int:
    """Where the bracket around a place opens; -1 outside of brackets."""
    found = -1
    for bracket in _BRACKET.finditer(text, max(0, at - _REACH), at):
        found = bracket.start() if bracket["opens"] else -1
    return found
