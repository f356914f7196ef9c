"""What every reader of dates is given: the text, its date, and how to make a moment of a match.

A reader is a function of a frame and a position; it reads a mention that
begins there and returns its moments, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from claimcheck.dates import calendar
from claimcheck.types import Moment, MomentKind, Span
from claimcheck.types.members import DATE

_BOUNDARY: Final = re.compile(
    r"[,;:()—?!]|\.\s|\b(?:that|who|which|where|when|after|before|as|while|but|and)\b", re.I
)
_TENSE: Final = re.compile(
    r"\b(?P<future>will|shall|would|won['’]t|going to|upcoming|forthcoming|"
    r"(?:is|are|be) (?:expected|set|due|planned|slated|scheduled|to)|scheduled (?:for|to)|slated|"
    r"due (?:to|on|in)|payable|"
    r"plans? to|hopes? to|aims? to|expects? to|to be)\b|(?P<short>['’]ll)\b|"
    r"\b(?P<past>said|told|was|were|had|did|has|have|came|went|took|gave|made|began|saw|met|won|"
    r"lost|held|left|spoke|wrote|ago|[a-z]{3,}ed)\b",
    re.I,
)
#: Right before a date: where no verb tells, it is still to come.
_DEADLINE: Final = re.compile(
    r"\bby\s+(?:(?:the\s+)?(?:end|start|middle|beginning)\s+of\s+)?"
    r"(?:the\s+|mid[- ]|early\s+|late\s+)?$",
    re.I,
)
#: Every byte that is no letter or figure to a space, and capitals to small letters.
_FLAT: Final = bytes(
    ord(chr(code).lower())
    if chr(code).isascii() and chr(code).isalnum()
    else code
    if chr(code).isalpha()
    else 32
    for code in range(256)
)


def flatten(text: str) -> bytes:
    """A text's letters and figures, small, with spaces for all else: as long as the text.

    Latin-1; what Latin-1 cannot write is a space too.
    """
    return text.encode("latin-1", "replace").translate(_FLAT)


def as_bytes(words: str | Iterable[str]) -> frozenset[bytes]:
    """Words as they stand in a flattened text."""
    return frozenset(word.encode() for word in (words.split() if isinstance(words, str) else words))


#: Words without one of which, and without "is to", no clause looks ahead: see `_TENSE`.
_AHEAD: Final = as_bytes(
    """
    will shall would won going upcoming forthcoming expected set due planned slated scheduled
    payable plan plans hope hopes aim aims expect expects be ll
    """
)
_IS_TO: Final = re.compile(rb"\b(?:is|are)\s+to\b")
#: The days of each month in a leap year.
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: What may part a word from the mention after it, and marks that end what stands before.
_PARTING: Final = frozenset(" -\n\t\xa0")
_CLOSING: Final = frozenset(',;:)]!?"”')
#: How near behind "will" or "is to" a participle is part of it, in characters.
_PASSIVE = 30
#: How far around a mention its tense is looked for, in characters.
_REACH: Final = 120


class Frame:
    """One text being read, with the day it was published where that is known.

    `flat` is the text as `flatten` makes it; `found` are the moments read so far.
    """

    __slots__ = ("_tail_at", "_tail_words", "flat", "found", "published", "text")

    def __init__(self, text: str, published: date | None, flat: bytes = b"") -> None:
        self.text = text
        self.published = published
        self.flat = flat
        self.found: list[Moment] = []
        self._tail_at = -1  # the position `tail` was last asked for, and its answer
        self._tail_words: list[bytes] = []

    def before(self, at: int, width: int = 28) -> str:
        """Up to `width` characters before a position."""
        return self.text[max(0, at - width) : at]

    def tail(self, at: int) -> list[bytes]:
        """The words of `flat` in the 32 characters before a position, the first perhaps cut."""
        if at != self._tail_at:
            self._tail_at = at
            self._tail_words = self.flat[max(0, at - 32) : at].split()
        return self._tail_words

    def word_before(self, at: int) -> bytes:
        """The word of `flat` before a position; b"" where more than spaces or a hyphen part it."""
        if at < 2 or self.text[at - 1] not in _PARTING:
            return b""
        mark, words = self.text[at - 2], self.tail(at)
        if mark in _CLOSING or not words or (mark == "." and words[-1] != b"vs"):
            return b""
        return words[-1]

    def future(self, start: int, end: int) -> bool:
        """Whether the clause around a mention speaks of what is to come.

        Behind "and" a clause without a verb has that of the clause before; "by" without any looks
        ahead.
        """
        due = _DEADLINE.search(self.text, max(0, start - _PASSIVE), start) is not None
        window = self.flat[max(0, start - _REACH) : end + _REACH]
        if not due and _AHEAD.isdisjoint(window.split()) and not _IS_TO.search(window):
            return False
        left = self.text[max(0, start - _REACH) : start]
        right = self.text[end : end + _REACH]
        cuts = list(_BOUNDARY.finditer(left))
        before = left[cuts[-1].end() :] if cuts else left
        told = _last_tense(before)
        if told is not None:
            return told
        pieces = _BOUNDARY.split(right)
        told = _first_tense(pieces[0])
        if told is None and len(f"{before} {pieces[0]}".split()) <= 2:
            after = next((piece for piece in pieces[1:] if len(piece.split()) > 2), "")
            told = _first_tense(after)
        if told is None and cuts and cuts[-1].group().lower() == "and":
            told = _last_tense(left[cuts[-2].end() if len(cuts) > 1 else 0 : cuts[-1].start()])
        return due if told is None else told

    def words(self, start: int, end: int) -> str:
        """A mention lower-cased and single-spaced."""
        return " ".join(self.text[start:end].lower().split())

    def day(self, start: int, end: int, when: date | None, *, margin: int = 0) -> Moment:
        """A moment that words resolve to one day, or would with a publication date."""
        return self.days(start, end, None if when is None else (when, when), margin=margin)

    def days(
        self, start: int, end: int, when: calendar.Interval | None, *, margin: int = 0
    ) -> Moment:
        """A relative moment: days that follow from the publication date, where it is known."""
        first, last = when if when is not None else (None, None)
        return Moment(
            span=Span(start, end),
            kind=DATE,
            start=first,
            end=last,
            deictic=True,
            resolved=when is not None,
            words=self.words(start, end),
            margin=margin if when is not None else 0,
        )

    def period(
        self, start: int, end: int, days: calendar.Interval | None, *, year: int | None = None
    ) -> Moment:
        """A period as a moment of its first and last day, and of its year where it states one."""
        return Moment(
            span=Span(start, end),
            kind=DATE,
            year=year,
            start=days[0] if days else None,
            end=days[1] if days else None,
            resolved=days is not None,
            words=self.words(start, end),
        )

    def weekday(self, start: int, end: int, weekday: int) -> Moment:
        """A bare weekday: the last one before publication, or the next where the clause says so."""
        near = other = None
        if self.published is not None:
            future = self.future(start, end)
            near = calendar.nearest_weekday(self.published, weekday, future=future)
            other = calendar.add_days(near, -7 if future else 7)
        return Moment(
            span=Span(start, end),
            kind=MomentKind.WEEKDAY,
            weekday=weekday,
            start=near,
            end=near,
            deictic=True,
            resolved=near is not None,
            words=self.words(start, end),
            other=other,
        )

    def calendar_date(
        self,
        start: int,
        end: int,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        weekday: int | None = None,
    ) -> Moment | None:
        """A date by its fields; None where the calendar has no such day."""
        if month is not None and day is not None and day > _LONGEST[month - 1]:
            return None
        days, other = self._resolve(start, end, year, month, day)
        if days is None and day == 29 and month == 2 and year is not None:
            return None
        return Moment(
            span=Span(start, end),
            kind=DATE,
            year=year,
            month=month,
            day=day,
            weekday=weekday,
            start=days[0] if days else None,
            end=days[1] if days else None,
            deictic=year is None,
            resolved=days is not None,
            words=self.words(start, end),
            other=other,
        )

    def _resolve(
        self, start: int, end: int, year: int | None, month: int | None, day: int | None
    ) -> tuple[calendar.Interval | None, date | None]:
        """The days of a date's fields, and the first day of their second-best reading."""
        if month is None:
            return (None, None) if year is None or day else (calendar.of_year(year), None)
        if year is not None:
            return _interval(year, month, day), None
        if self.published is None:
            return None, None
        future = self.future(start, end)
        best = calendar.nearest_year(self.published, month, day, future=future)
        turned = calendar.nearest_year(self.published, month, day, future=not future)
        if best is None:
            return None, None
        days = _interval(best, month, day)
        other = None if turned in (None, best) else _interval(turned or best, month, day)
        if days is None or other is None:
            return days, None
        since = self.word_before(start) == b"since"  # which has begun, however long ago
        if not (future or since) and (self.published - days[1]).days > calendar.LONG_AGO:
            return other, days[0]
        near = abs((other[0] - self.published).days) <= calendar.HALF_YEAR
        return days, other[0] if near else None


Reader = Callable[[Frame, int], tuple[Moment, ...]]
Candidate = tuple[int, tuple[Reader, ...]]  # a place, and the readers to try there, in order


def _last_tense(text: str) -> bool | None:
    """Whether the last verb of a clause looks ahead; None where none tells."""
    future = -_REACH
    told = None
    for m in _TENSE.finditer(text):
        ahead = m["past"] is None
        told = ahead or m.start() - future <= _PASSIVE
        future = m.end() if ahead else future
    return told


def _first_tense(text: str) -> bool | None:
    """Whether the first verb of a clause looks ahead; None where none tells."""
    m = _TENSE.search(text)
    return None if m is None else m["past"] is None


def _interval(year: int, month: int, day: int | None) -> calendar.Interval | None:
    if day is None:
        return calendar.of_month(year, month)
    exact = calendar.valid(year, month, day)
    return None if exact is None else (exact, exact)
