"""Which changes a text ties so closely to their ends that they must fit.

`relations.changes` finds what a claim may be set against; to call a text wrong takes more. The
three figures stand in a row, and the words between them are those of one change ("rose 8 percent to
5.3 billion from 4.9 billion", "from 4.9 to 5.3 billion, up 8 percent").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.quantities.relations import Change, alike
from claimcheck.types import Form, Quantity, Role

#: "rose 8 percent *in March to* 5.3 billion": in between, no mark and no other measure.
_TO = re.compile(r"(?!.*\band\b)[^.;:,()]{0,40}\bto\s+(?:an?\s+\w+\s+|\w{1,8}\s+)?$", re.I)
_FROM = re.compile(r"[^.;:,()]{0,40},?\s*\bfrom\s+(?:an?\s+)?(?:\w+\s+)?$", re.I)
#: "from 4.9 to 5.3 billion, *or* 8 percent", "…, *an increase of* 8 percent".
_AGAIN = re.compile(
    r"[^.;:,()\d]{0,24}(?:,\s*|\s+\(|\()(?:(?:or|up|down|by|an?)\s+)*"
    r"(?:(?:rise|fall|increase|decrease|gain|drop|decline|jump|growth|cut)\s+of\s+)?(?:about\s+)?$",
    re.I,
)
#: "5.3 billion, *up* 8 percent *from* 4.9".
_UP = re.compile(
    r"[^.;:,()\d]{0,24},?\s*(?:which\s+(?:is|was)\s+)?(?:up|down)\s+(?:by\s+)?(?:an?\s+)?$", re.I
)
#: "4 more boats*, increasing its fleet to* 26 *from* 20", "…*, bringing the toll from* 9 *to* 12".
#: What one takes more of may reduce the share of another ("another 10 percent, cutting his to 30").
_BRINGING = (
    r"[^.;:,()\d]{0,40},\s*(?:which\s+)?(?:br(?:ings?|inging|ought)|tak(?:es|ing)|took|"
    r"(?:rais|lift|push|increas|boost)\w*)\s+(?:[\w'’-]+\s+){1,5}"
)
_BRINGING_TO = re.compile(_BRINGING + r"to\s+(?:an?\s+)?$", re.I)
_BRINGING_FROM = re.compile(_BRINGING + r"from\s+(?:an?\s+)?$", re.I)
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s$")
#: A change told on another base than its ends.
_OTHER_BASE = re.compile(
    r"\bbas[ie]s\b|\bcomparable|\bsame-?\s?store|\blike-for-like|\badjust|\bconstant|\breal\b|"
    r"\bunderlying|\borganic|\bannual|\bexclud|\binflation|\bcompound|\baverage|\bexchange\b",
    re.I,
)


def is_tied(told: Change, text: str, figures: Sequence[Quantity]) -> bool:
    """Whether the three terms of a change stand in a row, told of one thing and exactly."""
    before, by, after = told
    if before is None or by is None or after is None:
        return False
    terms = sorted((before, by, after), key=lambda one: one.span)
    if any(one.form is not Form.EXACT for one in terms) or not alike(before, after):
        return False
    if any(_MONTH.search(text[: one.span.start]) for one in terms):
        return False  # "ended April four, up 11 percent"
    first = [one.span for one in figures].index(terms[0].span)
    if [one.span for one in figures[first : first + 3]] != [one.span for one in terms]:
        return False
    if by.unit.dimension == "percent" and by.unit.factor != 1:
        return False  # "by half" is said of many falls
    start = text.rfind(".", 0, terms[0].span.start) + 1
    if _OTHER_BASE.search(text, start, terms[-1].span.end) or _other_base_behind(text, terms[-1]):
        return False
    if before.item and after.item and before.item != after.item:
        return False
    one, other = (text[terms[at].span.end : terms[at + 1].span.start] for at in range(2))
    brought = not by.item or by.item in (before.item, after.item)
    match (terms.index(before), terms.index(by), terms.index(after)):
        case (2, 0, 1):
            to = _TO.fullmatch(one) or (brought and _BRINGING_TO.fullmatch(one))
            return bool(to and _FROM.fullmatch(other))
        case (1, 0, 2):
            since = _FROM.fullmatch(one) or (brought and _BRINGING_FROM.fullmatch(one))
            return bool(since and _TO.fullmatch(other))
        case (2, 1, 0):
            return bool(_UP.fullmatch(one) and _FROM.fullmatch(other))
        case (0, 2, 1):
            return bool(_TO.fullmatch(one) and _AGAIN.fullmatch(other))
        case (1, 2, 0):
            return bool(_FROM.fullmatch(one) and _AGAIN.fullmatch(other))
    return False


def completed(told: Change, text: str, figures: Sequence[Quantity]) -> Change:
    """A change told by its ends with the percentage right behind them: "…, or 15 percent"."""
    if told.before is None or told.after is None or told.by is not None:
        return told
    last = max((told.before, told.after), key=lambda one: one.span)
    by = next((one for one in figures if one.span.start >= last.span.end), None)
    if by is None or by.unit.dimension != "percent" or by.role is not Role.VALUE:
        return told
    if not _OR.fullmatch(text, last.span.end, by.span.start):
        return told
    up = told.after.value >= told.before.value
    return Change(told.before, replace(by, role=_WAYS[up]), told.after)


_OR = re.compile(r"[^.;:,()\d]{0,24},?\s*\(?or\s+(?:about\s+|by\s+)?", re.I)
_WAYS = {True: Role.INCREMENT, False: Role.DECREMENT}


def _other_base_behind(text: str, last: Quantity) -> bool:
    """ "…, after adjustment for inflation", right behind the last figure."""
    rest = re.split(r"[.;:]", text[last.span.end :], maxsplit=1)[0]
    return bool(_OTHER_BASE.search(rest[:60]))
