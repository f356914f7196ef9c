"""Dates in brackets: what they stand beside tells what they are of."""

from __future__ import annotations

#: How far back the bracket around a date may open, in characters.
_REACH = 120


def opening(text: str, at: int) -> int:
    """Where the bracket around a place opens; -1 outside of brackets."""
    found = text.rfind("(", max(0, at - _REACH), at)
    return found if found >= 0 and ")" not in text[found:at] else -1
