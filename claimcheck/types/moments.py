"""Dates and times, and the events that they order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from claimcheck.types.texts import Span, record


class MomentKind(Enum):
    """What a mention of time is."""

    DATE = "date"  # a day, month, quarter, year or decade, as far as stated
    WEEKDAY = "weekday"
    TIME = "time"
    DURATION = "duration"


class Bound(Enum):
    """Which side of a moment the text speaks of."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@record()
class Moment:
    """One mention of a date, weekday or time.

    Fields not stated are None: "February 24" has month and day only, and
    "Tuesday" a weekday. `start` and `end` (both inclusive) are the days meant
    where they resolve, alone or against the publication date; `deictic` marks
    words that need that date ("two days ago", "on Tuesday"), and
    `resolved` that it was known. `hour`/`minute` are as stated on the 24-hour clock and
    `offset` the zone in minutes east of UTC (None: no zone stated).
    """

    span: Span
    kind: MomentKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    hour: int | None = None
    minute: int | None = None
    offset: int | None = None
    zone: str | None = None
    start: date | None = None
    end: date | None = None
    bound: Bound = Bound.ON
    deictic: bool = False
    resolved: bool = False
    words: str = ""  # the mention lower-cased, single-spaced: equal words of one text are equal
    part: str = ""  # "Q3", "H1", "FY", "summer", "morning" …: what the fields cannot hold
    margin: int = 0  # days either side that the words allow ("three weeks ago")
    other: date | None = None  # first day of the second-best reading ("on Tuesday": 7 days off)
    on: date | None = None  # of a time: the publication date, which tells if summer time holds
    half_day: bool = False  # the hour is on a 12-hour clock and a.m. or p.m. is not stated


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a text says happened.

    `keys` are the canonical stems of its content words, `verbs` those of its verbs in a past
    form, `names` those of its proper names; `labels` are the figures in it and the dates by which
    it is called ("the 2016 election"). `open` is whether who acts, or on what, stands elsewhere
    ("he resigned", "after resigning"); `moment` is when it happened, where its clause tells.
    """

    span: Span
    keys: frozenset[str]
    verbs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    open: bool = False
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Two events of which a text says that the one came before the other.

    `cue` covers the word that says so, or, where only their dates tell, the two dates.
    """

    first: Event
    second: Event
    cue: Span
    dated: bool = False
