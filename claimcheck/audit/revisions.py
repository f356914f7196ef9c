"""Figures that a text takes back or revises, naming both: "1.5 percent, revised from 0.9".

Statisticians revise ("up from an earlier estimate of 40"), forecasters change their minds ("cut its
forecast to 3 percent from 4"), newsrooms correct ("The harbour handled 412 ships, not 388"; "An
earlier version of this article misstated the fee as 40 euros; it is 47").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimcheck.audit.archive import unit_of
from claimcheck.audit.values import differ_in_place, rounds
from claimcheck.evidence import Passage
from claimcheck.types import Quantity, Role

_REVISE = r"(?:revis|correct|amend|restat|re-?estimat)\w*"
_ONCE = r"(?:previous|earlier|initial|original|preliminary|provisional|prior|first)(?:ly)?"
_SAID = (
    r"(?:report|estimat|announc|forecast|project|stat|publish|calculat|predict|giv|put|set|quot|"
    r"figur|number|count|reckon)\w*"
)
#: What is said to become another: a forecast, an offer.
_PLAN = (
    r"(?:forecast|estimate|projection|prediction|outlook|guidance|target|goal|offer|bid|"
    r"proposal|quota|toll)s?"
)
_MOVE = (
    r"(?:rais|lift|boost|increas|cut|lower|reduc|slash|trim|scal|sweeten|improv|chang|upgrad|"
    r"downgrad)\w*"
)
_FEW = r"(?:(?!and\s)[^\W\d][\w’'-]*\s+){0,%d}"
#: Words without a figure but for years.
_WORDS = r"(?:[^.;\d]|\b(?:1[89]|20)\d\d(?:/\d\d)?\b){0,90}"
#: "revised", "cut its forecast".
_CHANGE = rf"(?:{_REVISE}|{_MOVE}\s+{_FEW % 4}{_PLAN})"
#: What stands between a figure and the one that it replaces, behind it.
_REPLACES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "1.5 percent, revised upwards from a previously reported 0.9"
        rf"[^.;\d]{{0,40}}\b{_REVISE}[^.;\d]{{0,40}}\bfrom\s[^.;\d]{{0,40}}",
        # "500 million, from its initial estimate of 350", "instead of the previously reported 6.0"
        rf"[^.;\d]{{0,40}}\b(?:from|instead\s+of|rather\s+than|against|compared\s+(?:with|to)|not)\s+"
        rf"{_FEW % 2}{_ONCE}\s+{_FEW % 1}{_SAID}\s+{_FEW % 4}",
        # "a gain of 117,000, previously reported at 166,000"
        rf"[^.;\d]{{0,40}}[,(]\s*{_FEW % 2}{_ONCE}\s+{_SAID}\s+{_FEW % 3}",
    )
)
#: Behind the figure that is replaced: "to 485,380 from 528,790 dollars *reported earlier*".
TOLD_ONCE = re.compile(
    rf"[^.;\d]{{0,20}}\b(?:{_ONCE}\s+(?:{_SAID}|said)|{_SAID}\s+{_ONCE})\b", re.I
)
_OUT_OF = re.compile(
    r"[^.;\d]{0,40}\b(?:from|instead\s+of|rather\s+than|not)\s+[^.;\d]{0,30}", re.I
)
#: "*revised December orders upward to* 1.6 percent from 1.2".
_REVISED_TO = re.compile(rf"\b{_CHANGE}\b{_WORDS}\bto\s+{_FEW % 5}$", re.I)
_FROM = re.compile(r"[^.;\d]{0,40}\bfrom\s+[^.;\d]{0,40}", re.I)
#: "*revised its forecast from* 4 percent to 3".
_REVISED_FROM = re.compile(rf"\b{_CHANGE}\b{_WORDS}\bfrom\s+{_FEW % 5}$", re.I)
_TO = re.compile(r"[^.;\d]{0,40}\bto\s+[^.;\d]{0,30}", re.I)
#: "should read 45, not 40": in a sentence that corrects.
_NOT = re.compile(
    r"[^.;\d]{0,40}\b(?:and\s+not|not|instead\s+of|rather\s+than)\s+[^.;\d]{0,30}", re.I
)
_CORRECTS = re.compile(
    r"\bcorrect(?:s|ed|ion|ing)?\b|\berror\b|\bmis(?:take|stat|report|quot)\w*|"
    r"\b(?:should|ought\s+to)\s+(?:have\s+)?(?:read|be|been|said|say|stat)|"
    r"\b(?:incorrect|wrong|erroneous|inaccurate)(?:ly)?\b|\bas\s+(?:\w+\s+)?(?:stated|reported)\b",
    re.I,
)
#: A sentence that tells that a text was wrong, the next what.
_WRONG_TEXT = re.compile(
    r"\bmis-?(?:stat|report|quot|g[ai]v)\w*|\b(?:incorrect|wrong|erroneous|mistaken|inaccurate)ly\b",
    re.I,
)
#: "misstated the fee as 40 euros; it is 47": the wrong figure first.
_WRONGLY = re.compile(
    r"\b(?:mis-?(?:stat|report|quot|g[ai]v)\w*|(?:incorrect|wrong|erroneous|mistaken|inaccurate)ly"
    r"\s+\w+)[^.;]{0,90}$",
    re.I,
)
_RIGHTLY = re.compile(
    r"[^\d]{0,60}(?:[;.:,–—-]|\bbut\b|\bin\s+fact\b)[^\d]{0,60}\b(?:is|are|was|were|be|to)\b"
    r"[^.;\d]{0,60}",
    re.I,
)
_TWO = 2
_NO_VALUES = frozenset({Role.ORDINAL, Role.AGE, Role.MEMBER, Role.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that a sentence takes back, and the one that it puts in its place."""

    passage: Passage
    old: Quantity
    new: Quantity


_CUE = re.compile(rf"\b(?:{_CHANGE}|{_ONCE}\b)|{_CORRECTS.pattern}", re.I)


def revisions(passage: Passage) -> Iterator[Revision]:
    """What a sentence takes back, each figure once."""
    text, figures = passage.reading.text, _figures(passage)
    if len(figures) < _TWO or not (_CUE.search(text) or note_before(passage)):
        return
    corrects = bool(_CORRECTS.search(text) or note_before(passage))
    taken: set[int] = set()
    for one, other in pairwise(figures):
        if unit_of(one) != unit_of(other) or not differ_in_place(one, other):
            continue
        if rounds(one, other) or not _is_replaced(text, one, other, corrects=corrects):
            old = one if _replaces_first(text, one, other) else None
        else:
            old = other
        if old is not None and old.span.start not in taken:
            taken.add(old.span.start)
            yield Revision(passage, old, one if old is other else other)


def note_before(passage: Passage) -> str:
    """The sentence before, where it tells that a text before was wrong."""
    before = passage.reading.context.before
    return before if _WRONG_TEXT.search(before) else ""


def _figures(passage: Passage) -> Sequence[Quantity]:
    return [
        replace(one, denied=False)  # "not 388": the value that is taken back
        for one in passage.reading.quantities
        if one.role not in _NO_VALUES and not one.form.is_bound
    ]


def _is_replaced(text: str, one: Quantity, other: Quantity, *, corrects: bool) -> bool:
    """Whether the second figure is the one taken back."""
    start, end = one.span.end, other.span.start
    if any(pattern.fullmatch(text, start, end) for pattern in _REPLACES):
        return True
    if _OUT_OF.fullmatch(text, start, end) and TOLD_ONCE.match(text, other.span.end):
        return True
    if _FROM.fullmatch(text, start, end) and _REVISED_TO.search(text[: one.span.start]):
        return True
    return corrects and bool(_NOT.fullmatch(text, start, end))


def _replaces_first(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether the first figure is the one taken back."""
    before, start, end = text[: one.span.start], one.span.end, other.span.start
    if _TO.fullmatch(text, start, end) and _REVISED_FROM.search(before):
        return True
    return bool(_RIGHTLY.fullmatch(text, start, end) and _WRONGLY.search(before))
