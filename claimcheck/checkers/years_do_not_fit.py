"""Ages and lengths of time that do not fit the years that the source tells.

What
    An age that the claim gives for some year is set against the birth that the source dates, and a
    length of time ("reigned for 12 years") against the beginning and end that the source gives.

Why
    "Served for 15 years" and "from 1999 to 2007" share no figure, and each looks right.

Conflicts
    The years of the source make another age, or another length, by more than the part of a year
    that may be counted or not.

Agrees
    They make the age or the length that the claim tells.

Limits
    Years alone leave a year's leeway. A source that dates two periods, or whose birth is told with
    "about", is not reckoned with, nor are lengths told together with "after", "before" or "ago".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claimcheck.dates.surroundings import surroundings_of
from claimcheck.dates.synonyms import event_table
from claimcheck.quantities.compare import strict_interval
from claimcheck.quantities.describe import describe
from claimcheck.types import (
    Bound,
    Checker,
    Comparison,
    Moment,
    Observation,
    Outcome,
    Quantity,
)

#: Share of the claim's words below which the source may speak of somebody or something else.
SAME_TOPIC = 0.3
#: Verbs of what goes on for a time.
_LASTS = re.compile(
    r"\b(?:last(?:s|ed)?|reign(?:s|ed)?|rul(?:es?|ed)|serv(?:es?|ed)|play(?:s|ed)?|r[au]n|ran"
    r"|work(?:s|ed)?|liv(?:es?|ed)|governed|presided|led|held|career|tenure|term|stint|presidency"
    r"|spen[dt]|taught|coached|managed|aired|continued|king|queen|president|member)\b",
    re.I,
)
_APART = re.compile(
    r"\b(?:ago|after|before|later|earlier|since|until|within|every|last|past|next|coming)\b", re.I
)
_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BORN = event_table()["born"]


def check(comparison: Comparison) -> Iterator[Observation]:
    """Each age and each length of time of the claim that the source's years can be set against."""
    if comparison.coverage < SAME_TOPIC or comparison.absent:
        return
    for mine in comparison.claim.quantities:
        if mine.unit.dimension == "age" and mine.unit.name == "years old":
            yield from _age(comparison, mine)
        elif mine.unit.name == "years" or mine.item == "season":
            yield from _length(comparison, mine)


def _age(comparison: Comparison, mine: Quantity) -> Iterator[Observation]:
    """An age in a year that the claim tells, of one whose birth the source dates."""
    evidence = comparison.evidence
    births = [m for m in evidence.moments if surroundings_of(evidence, m).event == _BORN]
    dated = [m for m in comparison.claim.moments if m.bound is Bound.ON]
    if len(births) != 1 or len(dated) != 1:
        return
    born, then = births[0], dated[0]
    first, last = _whole_years(born.end, then.start), _whole_years(born.start, then.end)
    if first is None or last is None or born.margin or then.margin or last < 0:
        return
    yield _observed(comparison, mine, born, (first, last), f"born {born.span.of(evidence.text)}")


def _length(comparison: Comparison, mine: Quantity) -> Iterator[Observation]:
    """A length of time, of what the source tells the first and the last year of."""
    claim, evidence = comparison.claim, comparison.evidence
    if not _LASTS.search(claim.text) or _APART.search(claim.text):
        return
    periods = [m for m in evidence.moments if len(_YEARS.findall(m.span.of(evidence.text))) == 2]
    if len(periods) != 1 or any(
        q.unit == mine.unit and q.item == mine.item for q in evidence.quantities
    ):
        return
    period = periods[0]
    if period.start is None or period.end is None or period.margin:
        return
    between = period.end.year - period.start.year
    yield _observed(comparison, mine, period, (between, between + 1), period.span.of(evidence.text))


def _whole_years(first: date | None, last: date | None) -> int | None:
    """The full years from one day to another."""
    if first is None or last is None:
        return None
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _observed(
    comparison: Comparison, mine: Quantity, told: Moment, years: tuple[int, int], how: str
) -> Observation:
    """Whether the figure allows any number of years between the least and the most."""
    allowed = strict_interval(mine)
    factor = mine.unit.factor  # of seasons there is one a year
    fits = any(allowed.holds(each * factor) for each in range(years[0], years[1] + 1))
    made = f"{years[0]}" if years[0] == years[1] else f"{years[0]} or {years[1]}"
    message = f"claim says {describe(mine, comparison.claim)}; {how} makes {made}"
    outcome = Outcome.AGREES if fits else Outcome.CONFLICTS
    return Observation(outcome, message, mine.span, told.span)


CHECKER = Checker("DAT005", "years-do-not-fit", __doc__, check)
