"""All mentions of dates and times in a text, with their spans.

A scan over the tokens finds the words and figures a mention can begin with;
anchored expressions read from there. Every expression is bounded, so the time
taken grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from claimcheck.dates import calendar, ranges
from claimcheck.dates.brackets import opening
from claimcheck.dates.eras import LEEWAY_OF_YEAR
from claimcheck.dates.frame import Frame, as_bytes, flatten
from claimcheck.dates.relative import month_of_year
from claimcheck.dates.scan import candidates
from claimcheck.dates.vocabulary import bounded
from claimcheck.text.normalise import hyphenated
from claimcheck.types import Bound, Moment, MomentKind, Span, changed
from claimcheck.types.members import BEFORE, DATE, ON, SINCE, UNTIL

_PART_BEFORE: Final = bounded(
    r"(?:\b(?:the\s+)?(?P<part>early|mid|late|"
    r"(?:beginning|start|end|middle|first half|second half)\s+of)"
    r"(?:\s+in)?(?:\s+the)?[\s-]+)$",
    re.I,
)
_PART_WORDS: Final = as_bytes("early mid late beginning start end middle half")
_BETWEEN: Final = as_bytes("of in the")
_BOUND_WORDS: Final = as_bytes(
    """
    since from until till by before after following starting beginning effective through than to of
    pre post
    """
)
#: Words that may stand between such a word and a moment.
_SKIPPED: Final = as_bytes("on in at the about around roughly approximately year")
#: What must stand before the last of a bound of several words.
_LONGER: Final = {
    b"than": as_bytes("later earlier"),
    b"to": as_bytes("prior up"),
    b"of": as_bytes("ahead end"),
}
#: The last words before a moment that may tell its part or its side.
_CUES: Final = _PART_WORDS | _BETWEEN
_PARTS: Final = {"ea": "early", "be": "early", "st": "early", "fi": "early", "mi": "mid"}
_BOUND_BEFORE: Final = bounded(
    r"\b(?P<word>since|from|until|till|up to|by|before|prior to|ahead of|after|following|"
    r"later than|earlier than|"
    r"as from|starting|beginning|effective|no later than|through|onwards? from|pre|post)"
    r"(?:\s+(?:on|in|at|the|about|around|roughly|approximately|year|end of))*[\s-]+$",
    re.I,
)
_BOUNDS: Final = {
    "since": SINCE, "from": SINCE, "as from": SINCE,
    "starting": SINCE, "beginning": SINCE, "effective": SINCE,
    "until": UNTIL, "till": UNTIL, "up to": UNTIL, "by": UNTIL,
    "no later than": UNTIL, "through": UNTIL, "before": BEFORE,
    "prior to": BEFORE, "ahead of": BEFORE, "pre": BEFORE,
    "after": Bound.AFTER, "following": Bound.AFTER, "post": Bound.AFTER, "later than": Bound.AFTER,
    "earlier than": BEFORE,
}  # fmt: skip
_CHANGE_BEFORE: Final = bounded(
    r"\b(?:up|down|rose|risen|fell|fallen|increase[sd]?|decrease[sd]?|decline[sd]?|change[sd]?|"
    r"higher|lower|drop(?:ped)?|grew|gain|compared)\b|%|\bper\s?cent\b",
    re.I,
)
#: What is dated by the year it was made in: "a photograph from 2001".
_MADE_BEFORE: Final = bounded(
    r"\b(?:album|article|book|clip|comedy|documentary|drama|essay|film|footage|illustration|image"
    r"|interview|letter|manuscript|map|movie|novel|opera|painting|paper|photo|photograph|picture"
    r"|play|poem|portrait|recording|report|sitcom|song|study|symphony|thriller|video|vintage)\s+from\s+$",
    re.I,
)
_JOIN: Final = bounded(r"\s*,?\s*(?P<how>-|–|—|to|through|until|till|and)\s*(?:the\s+)?", re.I)
_OPENS: Final = bounded(
    r"\b(?P<how>from|between)\s+(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?$", re.I
)
_RANGED: Final = bounded(r"[-–—]\s*\d|\b(?:to|through|until|till)\b")


def find_moments(text: str, *, published: date | None = None) -> tuple[Moment, ...]:
    """Every date, weekday and time mentioned in a text, in order, none overlapping.

    Relative and partial dates are resolved against `published` where it is
    given: a bare weekday or month and day is the last such day, or the next one
    where its clause speaks of what is to come. Without it they keep the fields
    they state and are not resolved. A bare number is never a date.
    """
    text = hyphenated(text)
    flat = flatten(text)
    places = candidates(text, flat)
    if not places:
        return ()
    frame = Frame(text, published, flat)
    found, end = frame.found, 0
    for at, readers in places:
        if at < end:
            continue
        for reader in readers:
            moments = reader(frame, at)
            if moments:
                last = moments[-1]
                if last.month is not None and last.year is None:
                    moments = (*moments[:-1], month_of_year(frame, last))
                found += moments
                end = moments[-1].span.end
                break
    return _finished(frame) if found else ()


def _finished(frame: Frame) -> tuple[Moment, ...]:
    """The moments found, with what the words around them add."""
    moments = [_hedged(frame, moment) for moment in frame.found]
    if len(moments) > 1:
        moments = _joined(frame, moments)
    return tuple([_with_bound(frame, moment) for moment in moments])


def _hedged(frame: Frame, moment: Moment) -> Moment:
    """A moment with its part and its margin, where the words right before it may tell them."""
    tail = frame.tail(moment.span.start)
    if tail and tail[-1] in _CUES:
        moment = _with_part(frame, moment)
        tail = frame.tail(moment.span.start)
    return moment if _HEDGES.isdisjoint(tail[-2:]) else _with_margin(frame, moment)


def _may_be_part(tail: list[bytes]) -> bool:
    """Whether the words before a moment may name a part of it: "early", "the end of the"."""
    if not tail or tail[-1] not in _BETWEEN:
        return bool(tail) and tail[-1] in _PART_WORDS
    return not _PART_WORDS.isdisjoint(tail[-4:-1])


def _may_be_bound(tail: list[bytes]) -> bool:
    """Whether the words before a moment may tell the side of it: "since", "by the"."""
    last = len(tail) - 1
    while last >= 0 and tail[last] in _SKIPPED:
        last -= 1
    if last < 0 or tail[last] not in _BOUND_WORDS:
        return False
    longer = _LONGER.get(tail[last])
    return longer is None or (last > 0 and tail[last - 1] in longer)


def _with_part(frame: Frame, moment: Moment) -> Moment:
    """Read "early 2022", "mid-March", "the end of the 1990s": the part of a period before it."""
    if moment.kind is not DATE or moment.day is not None or moment.part:
        return moment
    at = moment.span.start
    if not _may_be_part(frame.tail(at)):
        return moment
    m = _PART_BEFORE.search(frame.text, max(0, at - 28), at)
    if m is None:
        return moment
    part = _PARTS.get(m["part"][:2].lower(), "late")
    span = Span(m.start("part"), moment.span.end)
    words = frame.words(span.start, span.end)
    if moment.start is None or moment.end is None or moment.start == moment.end:
        return changed(moment, span=span, words=words, part=part)
    start, end = calendar.part_of((moment.start, moment.end), part)
    return changed(moment, span=span, words=words, part=part, start=start, end=end)


#: Words that hedge a date …
_ABOUT: Final = bounded(
    r"\b(?:about|around|approximately|roughly|circa|ca?\.|(?:in|on)\s+or\s+(?:about|around))\s+"
    r"(?:the\s+)?$",
    re.I,
)
_HEDGES: Final = frozenset(
    (b"about", b"around", b"approximately", b"roughly", b"circa", b"c", b"ca")
)
#: … and by how many days it may then be off: a week of a day, a month of a month, two years of one.
_LEEWAY_OF_DAY, _LEEWAY_OF_MONTH = 7, 31


def _with_margin(frame: Frame, moment: Moment) -> Moment:
    """Read "around 1932", "on or about 3 May": a date that may be off."""
    at = moment.span.start
    if moment.kind is not DATE or moment.margin or moment.start is None:
        return moment
    if not _ABOUT.search(frame.before(at)):
        return moment
    if moment.day is not None:
        return changed(moment, margin=_LEEWAY_OF_DAY)
    if moment.month is not None:
        return changed(moment, margin=_LEEWAY_OF_MONTH)
    return changed(moment, margin=LEEWAY_OF_YEAR) if moment.year is not None else moment


def _joined(frame: Frame, moments: list[Moment]) -> list[Moment]:
    """Two moments with "to", or "between … and …", made one range where both are dated."""
    joined: list[Moment] = []
    for moment in moments:
        if joined:
            merged = _range(frame, joined[-1], moment)
            if merged is not None:
                joined[-1:] = merged
                continue
        joined.append(moment)
    return joined


#: Characters of a range from its first word to its last; "March to March to March …" has no end.
_LONGEST: Final = 120


def _range(frame: Frame, first: Moment, last: Moment) -> list[Moment] | None:
    """The range two neighbouring moments make, or None where they make none."""
    if first.bound is not ON or last.bound is not ON or _is_before_christ(first, last):
        return None
    m = _JOIN.fullmatch(frame.text, first.span.end, last.span.start)
    if m is None or last.span.end - first.span.start > _LONGEST:
        return None
    opens = _OPENS.search(frame.before(first.span.start))
    how = m["how"].lower()
    if not opens and ("," in m.group() or how in ("until", "till")):
        return None
    if how == "and" and not (opens and opens["how"].lower() == "between"):
        return None
    if how in _DASHES and _is_life(frame, first, last):
        return None
    times = MomentKind.TIME in (first.kind, last.kind)
    if times:
        if first.kind is last.kind:
            return [changed(first, bound=SINCE), changed(last, bound=UNTIL)]
        return None
    if first.year is None and last.year is not None and first.month is not None:
        dated = frame.calendar_date(
            first.span.start, first.span.end, year=last.year, month=first.month, day=first.day
        )
        first = dated if dated is not None else first
    return ranges.between(frame, first, last)


def _is_before_christ(first: Moment, last: Moment) -> bool:
    """Whether one of two dates is of a year that the calendar has not."""
    return min(first.year or 0, last.year or 0) < 0


_DASHES: Final = frozenset("-–—")
#: Years from which two days in brackets are of a life and not of a term or a tour.
_LIFE = 15


def _is_life(frame: Frame, first: Moment, last: Moment) -> bool:
    """Whether two days are those of a birth and a death: "Jo Doe (4 May 1820 – 3 June 1901)"."""
    if first.day is None or first.year is None or last.day is None or last.year is None:
        return False
    return opening(frame.text, first.span.start) >= 0 and last.year - first.year >= _LIFE


def _with_bound(frame: Frame, moment: Moment) -> Moment:
    """Read "since 2021", "by Friday", "from March 1": the side of a moment that is meant."""
    if moment.bound is not ON:
        return moment
    text, at, end = frame.text, moment.span.start, moment.span.end
    if not _may_be_bound(frame.tail(at)):
        return moment
    m = _BOUND_BEFORE.search(text, max(0, at - 32), at)
    if m is None:
        return moment
    if text[end : end + 2] in ("'s", "’s", "' ") or (
        re.search(r"\bthe\s+$", m.group()) and re.match(r"\s+[A-Za-z]", text[end : end + 2])
    ):
        return moment  # "after Tuesday's vote", "before the 2016 election": bounds the event
    word = " ".join(m["word"].lower().split())
    if word in ("from", "starting", "beginning") and _RANGED.search(moment.words):
        return moment
    if word == "from" and _CHANGE_BEFORE.search(text[max(0, m.start() - 40) : m.start()]):
        return moment  # "up 5 % from 2019": a comparison
    if moment.year and not moment.month and _MADE_BEFORE.search(text, max(0, at - 32), at):
        return moment
    if word == "through" and m.group().rstrip().lower().endswith("the"):
        return moment
    return changed(moment, bound=_BOUNDS.get(word, SINCE))
