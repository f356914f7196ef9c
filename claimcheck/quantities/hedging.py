"""Which cue of the table stands at a figure: the hedge right before it, or right after it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimcheck.quantities.cues import AFTER, BEFORE, BETWEEN, RUNS_ON
from claimcheck.quantities.tokens import Tokens
from claimcheck.types import Form


class _Cue(NamedTuple):
    """The other words of a cue, in the order of the text, and the form it gives."""

    rest: tuple[str, ...]
    form: Form


@cache
def _by_last() -> dict[str, tuple[_Cue, ...]]:
    return _indexed([(cue[-1], _Cue(cue[:-1], form)) for cue, form in BEFORE.items()])


@cache
def _by_first() -> dict[str, tuple[_Cue, ...]]:
    return _indexed([(cue[0], _Cue(cue[1:], form)) for cue, form in AFTER.items()])


def _indexed(cues: list[tuple[str, _Cue]]) -> dict[str, tuple[_Cue, ...]]:
    table: dict[str, list[_Cue]] = {}
    for word, cue in cues:
        table.setdefault(word, []).append(cue)
    return {
        word: tuple(sorted(found, key=lambda cue: -len(cue.rest))) for word, found in table.items()
    }


#: Words of which "near" and "over" are the tail, not a hedge: "over" in "over the past 5 years".
_SIGNS = frozenset("~∼～≈≃≅><≥≤⩾⩽≧≦＞＜")


def hedge_before(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """The hedge whose cue ends right before the token `at`, and where the cue begins."""
    low, table = tokens.low, _by_last()
    word, end = low[at - 1], at
    if word not in table:
        while word in BETWEEN:
            end -= 1
            word = low[end - 1]
        if end == at or word not in table:
            return None
    for rest, form in table[word]:
        first = end - 1 - len(rest)
        if not rest or tuple(low[first : end - 1]) == rest:
            return (form, first) if not _loose(tokens, first) else None
    return None


def _loose(tokens: Tokens, at: int) -> bool:
    """Whether a cue is the tail of a longer word: "better-than", "co-near"."""
    return tokens.low[at - 1] == "-" and tokens.attached(at) and tokens.low[at] not in _SIGNS


def hedge_after(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """The hedge whose cue begins at the token `at`, right after a figure, and where it ends."""
    low = tokens.low
    found = _by_first().get(low[at])
    if found is None:
        return None
    sign = not low[at].isalpha() and low[at] != ","
    if sign and not tokens.attached(at):
        return None
    for rest, form in found:
        end = at + 1 + len(rest)
        if rest and tuple(low[at + 1 : end]) != rest:
            continue
        follows = low[end]
        if follows in RUNS_ON or "0" <= follows < ":" or (sign and follows == "+"):
            return None
        if sign and not rest and tokens.attached(end) and follows.isalnum():
            return None
        return form, end
    return None
