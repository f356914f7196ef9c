"""Which cue of the table stands at a figure: the hedge right before it, or right after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from claimcheck.quantities.cues import AFTER, BEFORE, BETWEEN, RUNS_ON
from claimcheck.quantities.tokens import Tokens
from claimcheck.types import Form


def _lengths(cues: Iterable[tuple[str, ...]], end: int) -> dict[str, tuple[int, ...]]:
    """How long the cues are that have a word at one end (0 or -1), the longest first."""
    found: dict[str, set[int]] = {}
    for cue in cues:
        found.setdefault(cue[end], set()).add(len(cue))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


_BEFORE, _AFTER = dict(BEFORE), dict(AFTER)
_BY_LAST, _BY_FIRST = _lengths(BEFORE, -1), _lengths(AFTER, 0)
#: What stands right before, and right after, a figure that has a hedge there.
LAST_OF_CUES: Final = BETWEEN | frozenset(_BY_LAST)
FIRST_OF_CUES: Final = frozenset(_BY_FIRST)
#: Signs that are cues, and may touch a word before them.
_SIGNS: Final = frozenset("~∼～≈≃≅><≥≤⩾⩽≧≦＞＜")


def hedge_before(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """The hedge whose cue ends right before the token `at`, and where the cue begins."""
    low, end = tokens.low, at
    lengths = _BY_LAST.get(low[at - 1])
    while lengths is None:
        if low[end - 1] not in BETWEEN:
            return None
        end -= 1
        lengths = _BY_LAST.get(low[end - 1])
    for length in lengths:
        form = _BEFORE.get(tuple(low[end - length : end]))
        if form is not None:
            first = end - length
            return None if _loose(tokens, first) else (form, first)
    return None


def _loose(tokens: Tokens, at: int) -> bool:
    """Whether a cue is the tail of a longer word: "better-than", "co-near"."""
    if tokens.low[at] == "c":  # "Washington, D.C. 300 people"
        return tokens.capital(at) or tokens.attached(at)
    return tokens.low[at - 1] == "-" and tokens.attached(at) and tokens.low[at] not in _SIGNS


def hedge_after(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """The hedge whose cue begins at the token `at`, right after a figure, and where it ends."""
    low = tokens.low
    lengths = _BY_FIRST.get(low[at])
    if lengths is None:
        return None
    sign = not low[at].isalpha() and low[at] != ","
    if sign and not tokens.attached(at):
        return None
    for length in lengths:
        end = at + length
        form = _AFTER.get(tuple(low[at:end]))
        if form is None:
            continue
        follows = low[end]
        if follows in RUNS_ON or "0" <= follows < ":" or (sign and follows == "+"):
            return None
        if sign and length == 1 and tokens.attached(end) and follows.isalnum():
            return None
        return form, end
    return None
