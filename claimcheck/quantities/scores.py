"""Scores and votes: two numbers with a dash that are no range ("won 3-2", "by 6-3")."""

from __future__ import annotations

from claimcheck.quantities.number import Number
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.tokens import FRONT, Tokens, is_digits
from claimcheck.quantities.vocabulary import CLOSED, MONTHS, SCALES

_SCORE_WORDS = frozenset(
    """
    won win wins winning beat beats beating lost lose loses losing drew draw defeat defeated
    defeating defeats victory score scores scored led lead leads trail trailed trailing voted vote
    votes by tie failed passed rejected approved ahead ended finished tied loss ruled ruling
    decision record went down up
    """.split()
)
#: How far before a score its verb may stand, in tokens.
_SCORE_REACH = 9


def score_end(tokens: Tokens, number: Number) -> int | None:
    """Where a score or vote beginning with `number` ends ("won 3-2", "by 6-3"), or None."""
    low, last = tokens.low, number.last
    if low[last] not in ("-", "–", "—") or number.words or number.scaled:
        return None
    if number.value > 999 or number.value % 1 or not tokens.attached(last):
        return None
    other = low[last + 1]
    if not (is_digits(other) and len(other) <= 3 and tokens.attached(last + 1)):
        return None
    end = last + 2
    after = low[end]
    if after in ("%", "percent", "per") or after in SCALES:
        return None
    counts = after.isalpha() and after not in CLOSED and after not in _SCORE_WORDS
    counts = counts and not tokens.capital(end)  # "Spurs 2-2 Leeds"
    if after == "-":
        counts = tokens.attached(end)
    if number.value >= int(other):
        return end if not counts or number.value > int(other) else None
    if not counts and (_scored(tokens, number.first) or _between_names(tokens, number.first, end)):
        return end
    return None


def _between_names(tokens: Tokens, first: int, end: int) -> bool:
    """ "West Ham 1-3 Brighton": a lost game is told between the two sides' names."""
    small = all(len(tokens.low[k]) <= 2 for k in (first, end - 1))
    before = tokens.low[first - 1]
    sides = tokens.capital(first - 1) and tokens.capital(end) and tokens.low[end].isalpha()
    named = before.isalpha() and before not in MONTHS and not before.endswith("day")
    return small and sides and named and not is_plural(tokens.low[end])


def _scored(tokens: Tokens, first: int) -> bool:
    for k in range(first - 1, max(FRONT, first - _SCORE_REACH) - 1, -1):
        if tokens.low[k] in (".", ";", "$", "£", "€"):
            return False
        if tokens.low[k] in _SCORE_WORDS:
            return True
    return False
