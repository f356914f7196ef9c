"""Periods told by both ends ("from 1816 to 1828"), beside another such, or beside one of the ends.

Two periods of one thing that begin or end apart are two statements, though they overlap; and what
"ended in August 1995" is told by the end of "from September 1994 to August 1995" alone.
"""

from __future__ import annotations

import re
from datetime import date

from claimcheck.dates.surroundings import Surroundings
from claimcheck.dates.synonyms import event_table
from claimcheck.types import Bound, Moment, MomentKind, Reading, Relation

#: What joins the two ends of a period in its words.
_BOTH_ENDS = re.compile(r"\d\s*(?:-|–|—|to|through|until|till)\s*(?:the\s+)?(?:[A-Za-z]+\.?\s+)?\d")
_FROM = re.compile(r"\bfrom\s+$", re.I)
#: How far before a period its "from" may begin, in characters: the word, and blanks.
_FROM_REACH = 12
_BEGAN, _ENDED = (event_table()[word] for word in ("began", "ended"))


def of_ends(
    claim: Reading, mine: Moment, around: Surroundings, evidence: Reading, theirs: Moment
) -> Relation | None:
    """How a period, a beginning or an end of the claim stands to a period of the evidence.

    None where it is none of these: then the two compare as any two dates do.
    """
    if not _is_period(evidence, theirs) or mine.bound is not Bound.ON or mine.margin:
        return None
    if _is_period(claim, mine):
        return _of_periods(claim, mine, evidence, theirs)
    if around.event == _BEGAN and theirs.start is not None:
        return _of_day(mine, theirs.start)
    if around.event == _ENDED and theirs.end is not None:
        return _of_day(mine, theirs.end)
    return None


def _is_period(reading: Reading, moment: Moment) -> bool:
    whole = moment.kind is MomentKind.DATE and not moment.margin and moment.bound is Bound.ON
    return whole and _BOTH_ENDS.search(moment.span.of(reading.text)) is not None


def _of_periods(claim: Reading, mine: Moment, evidence: Reading, theirs: Moment) -> Relation | None:
    """Whether a period told by "from" sticks out of the other: within it, it may be a part."""
    if not _is_from(claim.text, mine) or not _is_from(evidence.text, theirs):
        return None
    if mine.start is None or mine.end is None or theirs.start is None or theirs.end is None:
        return None
    sticks_out = mine.start.year < theirs.start.year or mine.end.year > theirs.end.year
    return Relation.CONTRADICTS if sticks_out else None


def _is_from(text: str, moment: Moment) -> bool:
    start = moment.span.start
    return _FROM.search(text, max(0, start - _FROM_REACH), start) is not None


def _of_day(mine: Moment, day: date) -> Relation | None:
    if mine.start is None or mine.end is None or mine.year is None:
        return None
    return Relation.ENTAILS if mine.start <= day <= mine.end else Relation.CONTRADICTS
