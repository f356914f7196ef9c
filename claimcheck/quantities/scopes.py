"""When a figure holds: the period or date that stands nearest to it.

All periods of a text are found once; each figure then takes the first one after it up to
the next figure, else the one before it, else the one that opens its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from claimcheck.quantities.telling import PERIOD_UNITS, SO_FAR
from claimcheck.quantities.tokens import Tokens
from claimcheck.quantities.vocabulary import TENS, UNITS
from claimcheck.text.words import STOPWORDS, stem
from claimcheck.types import Moment, Scope, Span
from claimcheck.types.members import BEFORE, DATE, SINCE, UNTIL

#: How far a period may stand from its figure, in characters.
_REACH: Final = 140

_SPAN_UNITS = r"hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)"
_NUMBER = r"\d{1,3}|" + "|".join([*UNITS, *TENS]) + "|few|couple\\sof|several"
_PERIOD: Final = re.compile(
    r"(?:in|over|during|within|for|throughout|across|inside)\s(?:just\s|only\s|about\s|less\sthan\s)?"
    r"(?P<det>(?:the|a|an|this|that|one)\s)?(?:space\sof\s(?:a\s|the\s)?)?(?:single\s)?"
    rf"(?P<which>(?:last|past|previous|preceding|first|next|coming|current|same|single)\s)?"
    rf"(?:(?P<n>{_NUMBER})[\s-])?(?P<unit>{_SPAN_UNITS})\b(?!\sand\sa\s(?:half|quarter)\b)",
    re.IGNORECASE,
)
_FIRST: Final = ("first ", "First ")
_SINCE: Final = re.compile(
    r"\bsince\s(?P<what>(?:(?!\sand\s(?:\$|€|£|\d)|\swhile\s|\sbut\s)[^,;.()]){2,70})",
    re.IGNORECASE,
)
#: Behind "since …", right before a figure: the verb that it belongs to ("amounts to nearly").
_LEADS_ON: Final = re.compile(
    r"\s(?:(?:now|already|thus|still|together)\s)?(?:(?:has|have|had|will|would)\s(?:now\s|already\s)?)?"
    r"(?:add|amount|com|total|stand|run|reach|equal|exceed|climb|grow|ris|number|sum)"
    r"(?:s|es|e|ed|led|n|ing)?(?:\s(?:up|in|to|at|out))*"
    r"(?:\s(?:almost|nearly|about|around|roughly|some|just|over|more|less|than|at|least|only|a))*\s*$"
    r"|\s(?:came|stood|ran|rose|grew|is|are|was|were|has\sbeen|have\sbeen)(?:\s(?:up|to|at))*"
    r"(?:\s(?:almost|nearly|about|around|roughly|some|just|over|more|less|than|at|least|only|a))*\s*$",
    re.IGNORECASE,
)
#: Behind the date of "since 2021", what begins the sentence proper: "since 2021 *the port has*".
_GOES_ON: Final = re.compile(
    r"\s(?:(?:the|a|an|its|his|her|their|our|this|these|those|it|he|she|they|we|there|has|have|had"
    r"|is|are|was|were|will|would|more|about|some|in|for|by|to|with|from)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
#: Behind "since the strike", a subject and its verb: "*the port has* handled".
_HAS: Final = re.compile(
    r"(?<=\w)\s(?=(?:(?:the|a|an|its|his|her|their|our)\s(?:[\w'’-]+\s){1,4}?"
    r"|(?-i:(?:[A-Z][\w'’-]*\s)+)|(?:it|he|she|they|we)\s)(?:has|have|had)\b)",
    re.IGNORECASE,
)
#: A period that tells how long before the time of the figure before it another one held.
_EARLIER: Final = re.compile(r"\b(?:earlier|before|ago|previously)$", re.IGNORECASE)
#: What stands before a period that something is compared with: "than in", "as in".
_THAN: Final = re.compile(r"\b(?:as|than)\s+(?:(?:in|on|at|during|for)\s+)?$", re.IGNORECASE)
_WORDS: Final = re.compile(r"\w+(?:['’.&-]\w+)*")
#: "The *highest* level since 2001" dates the record, not the figure.
_RECORDS: Final = frozenset("most least first worst best last".split())
_NORMAL_WHICH: Final = {"past": "last", "previous": "last", "preceding": "last", "current": "this"}
#: Each way begins with a letter or a mark, so that the next of them is sprung to.
_STOP: Final = re.compile(r";|\.\s|while\b(?<=\bwhile)|but\b(?<=\bbut)")
_NEXT_OPENS: Final = re.compile(
    r"(?:,|\sand)\s(?:and\s)?(?=(?:since|in|over|during|within|last|this)\s)", re.I
)

_LISTING: Final = re.compile(r"\s?(?:,|,?\s?(?:and|or|&))\s")

_WHICH_UNITS: Final = frozenset("week month quarter year decade".split())
_WHICH: Final = frozenset("this last next past previous".split())
_PREPOSITIONS: Final = frozenset("in over during within for throughout across inside".split())
_OPENERS: Final = _WHICH | _PREPOSITIONS | frozenset(SO_FAR) | {"since"}
#: How many tokens after its preposition the unit of a period stands at most.
_WITHIN = 8


class Period:
    """A scope with its place; of those in one stretch the one of least `order` is meant."""

    __slots__ = ("end", "order", "scope", "start")

    def __init__(self, start: int, end: int, order: int, scope: Scope) -> None:
        self.start = start
        self.end = end
        self.order = order
        self.scope = scope


def periods_of(tokens: Tokens, moments: Sequence[Moment], figures: Sequence[int]) -> Periods | None:
    """All periods and dates of a text that can be a figure's scope; None where it has none.

    `figures` are the tokens at which the text's figures begin, in order.
    """
    if not (tokens.timed or moments):
        return None
    low = tokens.low
    found: list[Period] = []
    for k in [k for k, word in enumerate(low) if word in _OPENERS] if tokens.timed else []:
        word = low[k]
        if word in _PREPOSITIONS:
            if not PERIOD_UNITS.isdisjoint(low[k + 1 : k + _WITHIN]):
                found += (p for p in _period(tokens, k) if not _is_told_by(moments, p))
        elif word in _WHICH:
            if low[k + 1] in _WHICH_UNITS:
                found.append(_deictic(tokens, k, moments))
        elif word == "since":
            found += _since(tokens, k, moments, figures)
        elif low[k + 1] == SO_FAR[word]:
            found.append(_so_far(tokens, k))
    text = tokens.text
    listed = _listed(text, moments) if len(moments) > 1 else ()
    for moment in moments:
        if _is_scope(text, moment) and not (listed and moment in listed):
            found.append(_dated(text, moment))
    if not found:
        return None
    found.sort(key=_start)  # stable: of two alike the one told in words comes first
    return Periods(tokens.text, found)


class Periods:
    """The periods of one text in order, asked by figures in order of where they stand."""

    def __init__(self, text: str, periods: Sequence[Period]) -> None:
        self._text = text
        self._periods = periods
        self._starts = [period.start for period in periods]

    def scope_of(self, start: int, end: int, floor: int, ceiling: int) -> Scope | None:
        """When the figure on the characters ``[start, end)`` holds.

        `floor` is where the figure before it ends and `ceiling` where the next one begins: a
        period beyond either belongs to that one, but for one that opens the sentence.
        """
        text, starts = self._text, self._starts
        if starts[-1] >= end:
            ceiling = self._past_number(end, ceiling)
            beyond = min(ceiling, end + _REACH, len(text))
            if self._first(end, beyond) is not None:
                after = self._first(end, self._stop(end, beyond, ceiling))
                if after is not None:
                    return after
        if starts[0] >= start:
            return None
        near = max(0, start - _REACH)
        opening = max(text.rfind(";", near, start) + 1, text.rfind(". ", near, start) + 1, near)
        low = max(opening, floor)
        before = self._first(self._past_compared(low, start), start)
        if before is not None and opening < floor and self._is_of_the_last(floor):
            return None
        return self._first(opening, floor) if before is None and floor > opening else before

    def _past_compared(self, floor: int, start: int) -> int:
        """Past the periods that the figure before is compared with.

        "From $2bn *a year earlier*, not $3bn"; "twice as many as *in 2005*, at a cost of $3bn".
        """
        text = self._text
        for at in range(bisect_left(self._starts, floor), len(self._periods)):
            period = self._periods[at]
            if period.start >= start:
                break
            earlier = _EARLIER.search(text, period.start, period.end)
            beside = earlier and floor and not text[floor : period.start].strip()
            if not beside and not _THAN.search(text, floor, period.start):
                break
            floor = period.end
        return floor

    def _is_of_the_last(self, floor: int) -> bool:
        """ "From 6bn *a year earlier*, beating the 7bn expected": a period of the figure before.

        `floor` is where that figure ends.
        """
        at = bisect_left(self._starts, floor)
        earlier = self._periods[at].scope.words.endswith(("earlier", "before"))
        return earlier and not self._text[floor : self._periods[at].start].strip()

    def _past_number(self, end: int, ceiling: int) -> int:
        """Where a figure's stretch ends, if the next figure is the length of its period.

        "To $1bn *in one week*", "40 dead *within 24 hours*".
        """
        for at in range(bisect_left(self._starts, end), len(self._periods)):
            period = self._periods[at]
            if period.start >= ceiling:
                break
            if period.end > ceiling:
                return period.end
        return ceiling

    def _stop(self, end: int, stop: int, ceiling: int) -> int:
        """Where the figure's stretch ends: at a mark, the next figure, or that one's period.

        In "to $2bn, and since 2021 to $1bn" the period is the next figure's.
        """
        found = _STOP.search(self._text, end, stop)
        stop = found.start() if found else stop
        if ceiling >= len(self._text):
            return stop
        opening = _NEXT_OPENS.search(self._text, end, stop)
        return opening.start() if opening else stop

    def _first(self, low: int, high: int) -> Scope | None:
        best: Period | None = None
        periods = self._periods
        for at in range(bisect_left(self._starts, low), len(periods)):
            period = periods[at]
            if period.start >= high:
                break
            if period.end <= high and (best is None or period.order < best.order):
                best = period
        return None if best is None else best.scope


def _start(period: Period) -> int:
    return period.start


def _is_record(text: str, start: int) -> bool:
    """Whether a superlative stands in the last four words before `start`."""
    before = text[max(0, start - 46) : start].lower()
    if "st" not in before:
        return False  # none of `_RECORDS`, and no other superlative
    return any(word in _RECORDS or word.endswith("est") for word in before.split()[-4:])


def _since(
    tokens: Tokens, at: int, moments: Sequence[Moment], figures: Sequence[int]
) -> Iterator[Period]:
    """ "Since the invasion", up to the next figure."""
    text, start = tokens.text, tokens.start[at]
    after = bisect_left(figures, at)
    end = tokens.start[figures[after]] if after < len(figures) else len(text)
    found = _SINCE.match(text, start, end)
    if found is None or _is_record(text, start):
        return
    inside = _date_in(moments, Span(start, found.end()))
    span = Span(start, _since_end(text, found, inside))
    words = " ".join(
        word if word.isdigit() else stem(word)
        for word in _WORDS.findall(text, found.start("what"), span.end)
        if word.lower() not in STOPWORDS
    )
    since = inside.start if inside else None
    scope = Scope(f"since {words}", since, since=True, text=span.of(text).strip(), span=span)
    yield Period(start, span.end, start, scope)


def _since_end(text: str, found: re.Match[str], inside: Moment | None) -> int:
    """Where "since …" ends: with its date, or before the verb that leads to the figure behind it.

    "Since 2021 | the port has handled 5", "since the strike began | amounts to nearly 5".
    """
    end = found.end()
    if inside is not None and _GOES_ON.match(text, inside.span.end, end):
        return inside.span.end
    what = found.start("what")
    verb = _HAS.search(text, what, end) or _LEADS_ON.search(text, what, end)
    return verb.start() if verb else end


def _period(tokens: Tokens, at: int) -> Iterator[Period]:
    """ "In the last two weeks", "over a decade"."""
    start = tokens.start[at]
    found = _PERIOD.match(tokens.text, start)
    if found is None:
        return
    unit = found["unit"].lower().rstrip("s").replace("ie", "y")
    if unit == "quarter" and found["which"] in _FIRST and found["n"] is None:
        return  # a date, as the second one is
    number = (found["n"] or "1").lower().replace("couple of", "2")
    count = UNITS.get(number, TENS.get(number, number))
    span = Span(start, found.end())
    yield Period(
        start, found.end(), start, Scope(f"in {count} {unit}", text=found.group(), span=span)
    )


def _is_told_by(moments: Sequence[Moment], period: Period) -> bool:
    """Whether a date tells the period more fully: "in the first quarter *of 1986*"."""
    inside = _date_in(moments, Span(period.start, period.end))
    return inside is not None and inside.start is not None and inside.span.end > period.end


def _deictic(tokens: Tokens, at: int, moments: Sequence[Moment]) -> Period:
    """ "Last week", "this year", with its days where they are known."""
    low, span = tokens.low, Span(tokens.start[at], tokens.end[at + 1])
    inside = _date_in(moments, span)
    words = f"{_NORMAL_WHICH.get(low[at], low[at])} {low[at + 1]}"
    start, end = (inside.start, inside.end) if inside else (None, None)
    scope = Scope(words, start, end, text=span.of(tokens.text), span=span)
    return Period(span.start, span.end, span.start, scope)


def _so_far(tokens: Tokens, at: int) -> Period:
    span = Span(tokens.start[at], tokens.end[at + 1])
    scope = Scope("to date", since=True, text=span.of(tokens.text), span=span)
    return Period(span.start, span.end, span.start + _REACH, scope)


def moment_in(moments: Sequence[Moment], span: Span) -> Moment | None:
    """The first of the `moments`, in order and apart, that a span touches."""
    if not moments or moments[0].span.start >= span.end or moments[-1].span.end <= span.start:
        return None
    after = bisect_left(moments, span.end, key=lambda moment: moment.span.start)
    found = None
    while after and moments[after - 1].span.end > span.start:
        after -= 1
        found = moments[after]
    return found


def _date_in(moments: Sequence[Moment], span: Span) -> Moment | None:
    moment = moment_in(moments, span)
    return moment if moment is not None and moment.kind is DATE else None


def _is_scope(text: str, moment: Moment) -> bool:
    """Whether a date tells a period; "by 20 April" is when it was counted."""
    if moment.kind is not DATE or moment.bound in (UNTIL, BEFORE):
        return False
    start = moment.span.start
    before = start - 6 if text[max(0, start - 6) : start].lower() == "since " else start
    return not _is_record(text, before)


def _listed(text: str, moments: Sequence[Moment]) -> Collection[Moment]:
    """The years of a list, "in 2002, 2006 and 2010": of a figure none of them alone is meant."""
    return [
        each
        for pair in pairwise(moments)
        if all(m.year is not None and m.month is None and not m.part for m in pair)
        and _LISTING.fullmatch(text, pair[0].span.end, pair[1].span.start)
        for each in pair
    ]


def _dated(text: str, moment: Moment) -> Period:
    """A date as a scope."""
    start, since = moment.span.start, moment.bound is SINCE
    end = None if since else moment.end
    scope = Scope(moment.words, moment.start, end, since, moment.span.of(text))
    return Period(start, moment.span.end, start, scope)
