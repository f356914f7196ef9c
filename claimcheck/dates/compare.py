"""How a date or time of the evidence stands to one of the claim.

Each moment has one or two readings ("03/04/2022", "on Tuesday"), each of them
the fields it states or implies and, where it resolves, its days. What every
pair of readings denies is a contradiction; what the first reading of
the evidence leaves no doubt about is entailed. A day or a year has no tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimcheck.dates import calendar
from claimcheck.dates.vocabulary import ZONES
from claimcheck.types import Bound, Moment, MomentKind, Relation

#: Beyond every date, in days: where an open bound ends.
_FAR = 10**7

#: Minutes by which "about 9 a.m." may be off before it is told apart.
_ABOUT = 60

_MONTHS_OF_PART: dict[str, frozenset[int]] = {
    "Q1": frozenset({1, 2, 3}),
    "Q2": frozenset({4, 5, 6}),
    "Q3": frozenset({7, 8, 9}),
    "Q4": frozenset({10, 11, 12}),
    "H1": frozenset(range(1, 7)),
    "H2": frozenset(range(7, 13)),
}
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation with its reason in words, "" where the two excerpts say it all."""

    relation: Relation
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Sense:
    """One reading of a moment: its fields by name, and its days as ordinals, inclusive."""

    fields: dict[str, int]
    days: tuple[int, int] | None


_ENTAILS = Judgement(Relation.ENTAILS)
_CONTRADICTS = Judgement(Relation.CONTRADICTS)


def relate(claim: Moment, evidence: Moment) -> Relation:
    """Whether the evidence's moment entails or contradicts the claim's, taken as one event."""
    return judge(claim, evidence).relation


def judge(claim: Moment, evidence: Moment) -> Judgement:
    """The relation of two moments taken to be of one event, with the reason where it is open."""
    times = (claim.kind is MomentKind.TIME, evidence.kind is MomentKind.TIME)
    if all(times):
        return _judge_times(claim, evidence)
    if any(times) or MomentKind.DURATION in (claim.kind, evidence.kind):
        return Judgement(Relation.NEITHER, "a date and a time of day do not compare")
    if claim.bound is not Bound.ON or evidence.bound is not Bound.ON:
        return _judge_bounds(claim, evidence)
    return _judge_dates(claim, evidence)


# --------------------------------------------------------------------------
# Dates


def _judge_dates(claim: Moment, evidence: Moment) -> Judgement:
    ours, theirs = _senses(claim), _senses(evidence)
    pairs = [(c, e) for c in ours for e in theirs]
    if all(_deny(c, e, claim, evidence) for c, e in pairs):
        if claim.kind is MomentKind.WEEKDAY and _same_weekday(claim, ours, theirs):
            return Judgement(
                Relation.NEITHER, f"the {claim.words} of the claim may be of another week"
            )
        return _CONTRADICTS
    if claim.words == evidence.words and _stated(claim) == _stated(evidence):
        return _same_words(claim, evidence)
    if _open_numbers(claim) or _open_numbers(evidence):
        return Judgement(Relation.NEITHER, "day and month of a date in figures cannot be told")
    if _deny(ours[0], theirs[0], claim, evidence):
        return Judgement(Relation.NEITHER, "which week or year is meant cannot be told")
    return _covered(claim, evidence, ours[0], theirs[0])


def _same_words(claim: Moment, evidence: Moment) -> Judgement:
    """Equal words are one date, unless two publication dates make them two."""
    both = claim.start is not None and evidence.start is not None
    if both and (claim.start, claim.end) != (evidence.start, evidence.end):
        return Judgement(Relation.NEITHER, "the same words, written on different days")
    return _ENTAILS


def _covered(claim: Moment, evidence: Moment, ours: _Sense, theirs: _Sense) -> Judgement:
    """Whether a claim that is not denied is stated by the evidence, or finer than it."""
    if claim.part in _SEASONS or claim.part == "FY":
        if claim.part != evidence.part:
            return Judgement(Relation.NEITHER, f"the source does not say '{claim.words}'")
    elif claim.kind is not MomentKind.WEEKDAY and ours.days and theirs.days:
        wide = (ours.days[0] - claim.margin, ours.days[1] + claim.margin)
        if (
            wide[0] <= theirs.days[0] - evidence.margin
            and theirs.days[1] + evidence.margin <= wide[1]
        ):
            return _ENTAILS
        if ours.days == theirs.days:  # "around 589" is told as 589
            return _ENTAILS
        return Judgement(Relation.NEITHER, "the claim is more precise than its source")
    stated = _stated(claim)
    if stated and all(theirs.fields.get(name) == value for name, value in stated.items()):
        return _part_covered(claim, evidence)
    return Judgement(Relation.NEITHER, _why_open(claim, evidence))


def _part_covered(claim: Moment, evidence: Moment) -> Judgement:
    """Whether the quarter or part of a year that a claim states is the evidence's."""
    if not claim.part or claim.part == evidence.part:
        return _ENTAILS
    if evidence.month is not None and evidence.month in _MONTHS_OF_PART.get(claim.part, ()):
        return _ENTAILS
    return Judgement(Relation.NEITHER, "the claim is more precise than its source")


def _why_open(claim: Moment, evidence: Moment) -> str:
    if evidence.deictic and not evidence.resolved and evidence.month is None:
        return f"the source says '{evidence.words}' and has no publication date"
    if claim.deictic and not claim.resolved and claim.month is None:
        return f"the claim says '{claim.words}' and has no date of its own (as_of)"
    return "the claim is more precise than its source"


def _stated(moment: Moment) -> dict[str, int]:
    """The fields a moment states in so many words."""
    found = {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "weekday": moment.weekday,
    }
    return {name: value for name, value in found.items() if value is not None}


def _senses(moment: Moment) -> list[_Sense]:
    """The readings of a moment, the best first."""
    if moment.start is None or moment.end is None:
        return [_Sense(_stated(moment), None)]
    starts = [moment.start] + ([moment.other] if moment.other is not None else [])
    length = (moment.end - moment.start).days
    found = []
    for start in starts:
        end = start + timedelta(days=length)
        if length >= 27 and start.day == 1 and moment.end.day != start.day:
            end = calendar.of_month(end.year, end.month)[1] if length < 31 else end
        found.append(_Sense(_implied(moment, start, end), (start.toordinal(), end.toordinal())))
    return found


def _implied(moment: Moment, start: date, end: date) -> dict[str, int]:
    """The fields a moment states, with those its days imply."""
    fields = _stated(moment)
    if moment.margin:
        return fields
    if start.year == end.year:
        fields.setdefault("year", start.year)
        if start.month == end.month:
            fields.setdefault("month", start.month)
            if start.day == end.day:
                fields.setdefault("day", start.day)
                fields.setdefault("weekday", start.weekday())
    return fields


def _deny(ours: _Sense, theirs: _Sense, claim: Moment, evidence: Moment) -> bool:
    """Whether two readings cannot both be true of one event."""
    known = None not in (ours.days, theirs.days)
    hedged = any(
        moment.margin and (known or sense.days is None)  # years before Christ have no days
        for moment, sense in ((claim, ours), (evidence, theirs))
    )
    for name, value in ours.fields.items():
        if not hedged and theirs.fields.get(name, value) != value:
            return True
    if _parts_deny(claim, evidence, ours, theirs):
        return True
    if ours.days is None or theirs.days is None:
        return False
    slack = claim.margin + evidence.margin
    return ours.days[1] + slack < theirs.days[0] or theirs.days[1] + slack < ours.days[0]


def _parts_deny(claim: Moment, evidence: Moment, ours: _Sense, theirs: _Sense) -> bool:
    """Whether two parts of a year, or a quarter and a month, exclude each other."""
    mine, other = _MONTHS_OF_PART.get(claim.part), _MONTHS_OF_PART.get(evidence.part)
    if mine is not None and other is not None:
        return not mine & other
    if mine is not None and "month" in theirs.fields:
        return theirs.fields["month"] not in mine
    if other is not None and "month" in ours.fields:
        return ours.fields["month"] not in other
    return claim.part != evidence.part and {claim.part, evidence.part} <= _SEASONS


def _same_weekday(claim: Moment, ours: list[_Sense], theirs: list[_Sense]) -> bool:
    return any(e.fields.get("weekday") == claim.weekday for e in theirs) and bool(ours)


def _open_numbers(moment: Moment) -> bool:
    """Whether a date in figures leaves open which is the day and which the month."""
    return moment.other is not None and not moment.resolved


# --------------------------------------------------------------------------
# Since, until, before, after


def _judge_bounds(claim: Moment, evidence: Moment) -> Judgement:
    ours, theirs = _bounded(claim), _bounded(evidence)
    if claim.bound is evidence.bound:
        anchors = _judge_dates(claim, evidence)
        if anchors.relation is not Relation.CONTRADICTS:
            return anchors
        if claim.bound in (Bound.SINCE, Bound.UNTIL):
            # A beginning or a deadline is one day, but a source may name a later one too.
            return Judgement(
                Relation.NEITHER, f"the source says {evidence.bound.value} another date"
            )
    if ours is None or theirs is None:
        return Judgement(Relation.NEITHER, _why_open(claim, evidence))
    if ours[0] <= theirs[0] and theirs[1] <= ours[1]:
        return _ENTAILS
    if ours[1] < theirs[0] or theirs[1] < ours[0]:
        return _CONTRADICTS
    return Judgement(Relation.NEITHER, "the claim and its source bound the time differently")


def _bounded(moment: Moment) -> tuple[int, int] | None:
    """The days a moment with its bound allows, as ordinals; the margin makes it wider."""
    if moment.start is None or moment.end is None or _open_numbers(moment):
        return None
    first = moment.start.toordinal() - moment.margin
    last = moment.end.toordinal() + moment.margin
    if moment.bound is Bound.SINCE:
        return first, _FAR
    if moment.bound is Bound.AFTER:
        return (first if moment.start == moment.end else last + 1), _FAR
    if moment.bound is Bound.UNTIL:
        return -_FAR, last
    if moment.bound is Bound.BEFORE:
        return -_FAR, (last if moment.start == moment.end else first - 1)
    return first, last


# --------------------------------------------------------------------------
# Times


def _judge_times(claim: Moment, evidence: Moment) -> Judgement:
    if claim.hour is None or evidence.hour is None:
        return Judgement(Relation.NEITHER, "the hour is not stated")
    open_zone = _zoneless(claim) or _zoneless(evidence)
    gaps = _gaps(claim, evidence, convert=not open_zone and claim.zone != evidence.zone)
    if gaps == {0} or (0 in gaps and claim.half_day and not evidence.half_day):
        if claim.bound is evidence.bound or Bound.ON in (claim.bound, evidence.bound):
            return _ENTAILS
        return Judgement(Relation.NEITHER, "the claim and its source bound the time differently")
    if 0 in gaps:
        return Judgement(Relation.NEITHER, _why_time(claim, evidence))
    if open_zone and claim.zone != evidence.zone:
        return Judgement(Relation.NEITHER, "only one of the two times names its zone")
    if not gaps:
        return Judgement(Relation.NEITHER, "the zone is not known on this machine")
    if not open_zone and claim.zone != evidence.zone and 0 in _other_gaps(claim, evidence):
        return Judgement(Relation.NEITHER, "the zone's abbreviation has several meanings")
    about = "about" in (claim.part, evidence.part)
    if about and min(min(gap, 1440 - gap) for gap in gaps) <= _ABOUT:
        return Judgement(Relation.NEITHER, "the time is approximate")
    if claim.bound is not evidence.bound:
        return Judgement(Relation.NEITHER, "the claim and its source bound the time differently")
    return _CONTRADICTS


def _why_time(claim: Moment, evidence: Moment) -> str:
    if claim.half_day or evidence.half_day:
        return "a.m. or p.m. is not stated"
    return "whether summer time holds is not known"


def _zoneless(moment: Moment) -> bool:
    return moment.zone is None or moment.zone == "local"


def _gaps(claim: Moment, evidence: Moment, *, convert: bool) -> set[int]:
    """The minutes by which two times may differ, modulo a day, over all their readings."""
    day = claim.on or evidence.on
    return {
        (mine - other) % 1440
        for mine in _instants(claim, day, convert=convert)
        for other in _instants(evidence, day, convert=convert)
    }


def _other_gaps(claim: Moment, evidence: Moment) -> set[int]:
    """The gaps of two times if a zone's abbreviation has its rarer meaning (IST, BST, CST)."""
    day = claim.on or evidence.on
    return {
        (mine - other) % 1440
        for ours in _meanings(claim)
        for theirs in _meanings(evidence)
        for mine in _instants(ours, day, convert=True)
        for other in _instants(theirs, day, convert=True)
    }


def _meanings(moment: Moment) -> list[Moment]:
    zone = ZONES.get((moment.zone or "").lower())
    others = zone.others if zone is not None else ()
    return [moment, *(replace(moment, offset=offset) for offset in others)]


def _instants(moment: Moment, day: date | None, *, convert: bool) -> set[int]:
    """The minutes of the day a time may be, in UTC where `convert`."""
    clock = (moment.hour or 0) * 60 + (moment.minute or 0)
    clocks = {clock, clock + 720} if moment.half_day else {clock}
    offsets = _offsets(moment, day) if convert else {0}
    return {(time - offset) % 1440 for time in clocks for offset in offsets}


def _offsets(moment: Moment, day: date | None) -> set[int]:
    """The offsets a moment's zone may have, in minutes east of UTC."""
    if moment.offset is not None:
        return {moment.offset}
    iana = moment.zone or ""
    on_day = calendar.zone_offset(iana, day) if day is not None else None
    return {on_day} if on_day is not None else set(calendar.zone_offsets(iana))
