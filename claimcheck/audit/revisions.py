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
from claimcheck.audit.corrections import corrects
from claimcheck.audit.values import NO_VALUES, differ_in_place, rounds
from claimcheck.evidence import Passage
from claimcheck.types import Quantity

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
#: What stands between two figures: no figure but a year.
_GAP = r"(?:(?!\b(?:while|whereas|although)\b)[^.;\d]|\b(?:1[89]|20)\d\d(?:/\d\d)?\b)"
_WORDS = rf"{_GAP}{{0,90}}"
#: "revised", "cut its forecast".
_CHANGE = rf"(?:{_REVISE}|{_MOVE}\s+{_FEW % 4}{_PLAN})"
#: What stands between a figure and the one that it replaces, behind it.
_REPLACES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "1.5 percent, revised upwards from a previously reported 0.9"
        rf"{_GAP}{{0,40}}\b{_REVISE}{_GAP}{{0,40}}\bfrom\s{_GAP}{{0,40}}",
        # "500 million, from its initial estimate of 350", "instead of the previously reported 6.0"
        rf"{_GAP}{{0,40}}\b(?:from|instead\s+of|rather\s+than|against|compared\s+(?:with|to)|not)\s+"
        rf"{_FEW % 2}{_ONCE}\s+{_FEW % 1}{_SAID}\s+{_FEW % 4}",
        # "2,300 visitors, correcting an earlier figure of 3,200"
        rf"{_GAP}{{0,60}}\b(?:correct|replac)ing\s+{_FEW % 2}(?:{_ONCE}\s+)?{_SAID}\s+{_FEW % 3}",
        # "a gain of 117,000, previously reported at 166,000"
        rf"{_GAP}{{0,40}}[,(]\s*{_FEW % 2}{_ONCE}\s+{_SAID}\s+{_FEW % 3}",
    )
)
#: Behind the figure that is replaced: "to 485,380 from 528,790 dollars *reported earlier*".
TOLD_ONCE = re.compile(
    rf"{_GAP}{{0,20}}\b(?:{_ONCE}\s+(?:{_SAID}|said)|{_SAID}\s+{_ONCE}|(?:initial|original)ly(?=\W*$|[,.;]))\b",
    re.I,
)
_OUT_OF = re.compile(
    rf"{_GAP}{{0,40}}\b(?:from|instead\s+of|rather\s+than|not)\s+{_GAP}{{0,30}}", re.I
)
#: "*revised December orders upward to* 1.6 percent from 1.2".
_REVISED_TO = re.compile(rf"\b{_CHANGE}\b{_WORDS}\bto\s+{_FEW % 5}$", re.I)
_FROM = re.compile(rf"{_GAP}{{0,40}}\bfrom\s+{_GAP}{{0,40}}", re.I)
#: "*revised its forecast from* 4 percent to 3".
_REVISED_FROM = re.compile(rf"\b{_CHANGE}\b{_WORDS}\bfrom\s+{_FEW % 5}$", re.I)
_TO = re.compile(r"[^.;\d]{0,40}\bto\s+[^.;\d]{0,30}", re.I)
#: "should read 45, not 40": in a sentence that corrects.
_NOT = re.compile(
    rf"{_GAP}{{0,40}}\b(?:and\s+not|not|instead\s+of|rather\s+than)[\s,]+{_GAP}{{0,30}}", re.I
)
_CORRECTS = re.compile(
    r"\bcorrect(?:s|ed|ion|ing)?\b|\berror\b|\bmis(?:take|stat|report|quot)\w*|"
    r"\b(?:should|ought\s+to)\s+(?:have\s+)?(?:read|be|been|said|say|stat)|"
    r"\b(?:incorrect|wrong|erroneous|inaccurate)(?:ly)?\b|\bplease\s+read\b|"
    r"\bas\s+(?:\w+\s+)?(?:stated|reported)\b",
    re.I,
)
#: A sentence that tells that a text was wrong, the next what.
_WRONG = r"(?:incorrect|wrong|erroneous|mistaken|inaccurate)"
_MISSTATED = rf"(?:(?:mis-?|over|under)(?:stat|report|quot|g[ai]v)\w*|{_WRONG}ly\s+\w+)"
_WRONG_TEXT = re.compile(
    rf"\b{_MISSTATED}|\b(?:gave|had|contained|included|cited|used)\s+an?(?:\s+\w+)?\s+{_WRONG}\b|"
    rf"\bgave\s+the\s+{_WRONG}\b",
    re.I,
)
#: "misstated the fee as 40 euros; it is 47": the wrong figure first.
_WRONGLY = re.compile(rf"\b{_MISSTATED}[^.;]{{0,90}}$", re.I)
#: "We said on Tuesday that it drew 3,200 visitors. *In fact* it drew 2,300."
_IN_FACT = re.compile(
    r"\W*(?:in\s+fact|in\s+truth|actually|rather|that\s+(?:is|was)\s+wrong)\b", re.I
)
_RIGHTLY = re.compile(
    r"[^\d]{0,60}(?:[;.:,–—-]|\bbut\b|\bin\s+fact\b)[^\d]{0,60}\b(?:is|are|was|were|be|to)\b"
    r"[^.;\d]{0,60}",
    re.I,
)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that a sentence takes back, and the one that it puts in its place."""

    passage: Passage
    old: Quantity
    new: Quantity


_CUE = re.compile(
    rf"\b(?:{_CHANGE}|{_ONCE}\b|not\b|instead\s+of|rather\s+than)|{_CORRECTS.pattern}", re.I
)


def revisions(passage: Passage, before: Passage | None = None) -> Iterator[Revision]:
    """What a sentence takes back, each figure once; `before` is the sentence before it."""
    text, figures = passage.reading.text, _figures(passage)
    note = bool(note_before(passage))
    taken: set[int] = set()
    if len(figures) >= _TWO and (note or _CUE.search(text)):
        for one, other in pairwise(figures):
            if unit_of(one) != unit_of(other) or not differ_in_place(one, other):
                continue
            old = _taken_back(passage, one, other, note=note)
            if old is not None and old.span.start not in taken:
                taken.add(old.span.start)
                yield Revision(passage, old, one if old is other else other)
    elif len(figures) == 1 and before is not None and (note or _IN_FACT.match(text)):
        told = _figures(before)
        if len(told) == 1 and _of_one_thing(told[0], figures[0]):
            yield Revision(passage, told[0], figures[0])


def _taken_back(passage: Passage, one: Quantity, other: Quantity, *, note: bool) -> Quantity | None:
    """Which of two figures that follow one another is taken back, None where neither."""
    text = passage.reading.text
    if not rounds(one, other) and _is_replaced(passage, one, other, note=note):
        return other
    return one if _replaces_first(text, one, other) else None


def _of_one_thing(old: Quantity, new: Quantity) -> bool:
    """Whether two figures of two sentences may be one, the first of them wrong."""
    same = unit_of(old) == unit_of(new) and (not old.item or not new.item or old.item == new.item)
    return same and differ_in_place(old, new) and not rounds(old, new)


def note_before(passage: Passage) -> str:
    """The sentence before, where it tells that a text before was wrong."""
    before = passage.reading.context.before
    return before if _WRONG_TEXT.search(before) else ""


def _figures(passage: Passage) -> Sequence[Quantity]:
    return [
        replace(one, denied=False)  # "not 388": the value that is taken back
        for one in passage.reading.quantities
        if one.role not in NO_VALUES and not one.form.is_bound
    ]


def _is_replaced(passage: Passage, one: Quantity, other: Quantity, *, note: bool) -> bool:
    """Whether the second figure is the one taken back."""
    text, start, end = passage.reading.text, one.span.end, other.span.start
    ends = {end, other.number.start}  # "the originally *estimated 350*"
    if any(pattern.fullmatch(text, start, at) for pattern in _REPLACES for at in ends):
        return True
    if _OUT_OF.fullmatch(text, start, end) and TOLD_ONCE.match(text, other.span.end):
        return True
    if _FROM.fullmatch(text, start, end) and _REVISED_TO.search(text[: one.span.start]):
        return True
    if not _NOT.fullmatch(text, start, end):
        return False
    return note or bool(_CORRECTS.search(text)) or corrects(passage.article)


def _replaces_first(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether the first figure is the one taken back."""
    before, start, end = text[: one.span.start], one.span.end, other.span.start
    if _TO.fullmatch(text, start, end) and _REVISED_FROM.search(before):
        return True
    return bool(_RIGHTLY.fullmatch(text, start, end) and _WRONGLY.search(before))
