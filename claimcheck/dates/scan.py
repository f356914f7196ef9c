"""Where in a text a mention of a date or time can begin, and which readers to try there.

Two passes, both linear. The words of the text are looked up in one table, and a word that
says nothing by itself ("last", "a", "first") counts only where one it needs beside it ("week",
"ago", "quarter") stands somewhere in the text. Figures are found by one expression, and what
follows a figure tells which readers are worth trying: most figures are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

from claimcheck.dates.absolute import (
    read_day_month,
    read_month,
)
from claimcheck.dates.counted import read_counted, read_in_time
from claimcheck.dates.eras import era_places, may_have_era, read_era
from claimcheck.dates.feasts import read_feast
from claimcheck.dates.figures import TELLING_FIGURES, figure_candidates
from claimcheck.dates.frame import Candidate, Reader, as_bytes
from claimcheck.dates.parts import read_day_of_month, read_part, read_week
from claimcheck.dates.periods import (
    read_century,
    read_decade_in_words,
    read_decade_word,
    read_quarter,
    read_season,
)
from claimcheck.dates.relative import (
    read_weekend,
    read_which,
    read_word_day,
)
from claimcheck.dates.spoken import read_spoken
from claimcheck.dates.vocabulary import (
    DECADE_WORDS,
    LENGTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    ZONE_CODES,
)
from claimcheck.dates.weekdays import read_weekday
from claimcheck.dates.years import SHORT_YEAR, read_short_year, read_year_in_words

_AGO = frozenset("ago earlier later hence".split())
_CLOCK = frozenset(
    """
    clock oclock am pm m past min mins minute minutes morning afternoon evening night
    """.split()
)
_CENTURIES = "fifteen sixteen seventeen eighteen nineteen twenty".split()
#: The words of the second half of a year in words.
_TENS = frozenset(word for word, n in NUMBERS.items() if n >= 10) | {"oh", "zero"}
#: "Dec31": a month and its day without a space.
_GLUED = [f"{month}{day}" for month in MONTHS for day in range(1, 32)]
#: The days of a month in figures.
_DAYS = [f"{day}{end}" for day in range(1, 32) for end in ("st", "nd", "rd", "th")]
_ALWAYS: frozenset[str] = frozenset()


def _triggers() -> dict[str, list[tuple[Reader, frozenset[str]]]]:
    """The readers to try at each word, in order, with words one of which each needs.

    The first that reads wins.
    """
    table: dict[str, list[tuple[Reader, frozenset[str]]]] = {}

    def add(words: Iterable[str], reader: Reader, needs: frozenset[str] = _ALWAYS) -> None:
        for word in words:
            table.setdefault(word, []).append((reader, needs))

    months, weekdays = frozenset(MONTHS), frozenset(WEEKDAYS)
    add(MONTHS, read_month)
    add(_GLUED, read_month)
    add(WEEKDAYS, read_weekday)
    add(("yesterday", "today", "tomorrow", "tonight"), read_word_day)
    add(("day",), read_word_day, frozenset({"yesterday", "tomorrow"}))
    add(("last", "this"), read_word_day, frozenset("night morning afternoon evening".split()))
    add(("weekend",), read_weekend)
    counted = frozenset("day days week weeks weekend month months".split()) | weekdays
    nth = {word.split("-")[0] for word in ORDINALS} | {"last", "final"}
    add(nth, read_part, counted)
    add({word.split("-")[0] for word in ORDINALS}, read_day_of_month, frozenset({"month"}))
    add(("week",), read_week, frozenset({"next", *MONTHS, *_DAYS}))
    add(("month", "year", "weekend"), read_week, frozenset({"next"}))
    which = LENGTHS | months | weekdays
    add("last past previous this current".split(), read_which, which)
    add("next coming following upcoming".split(), read_which, which)
    ordinals = "first second third fourth final last opening closing".split()
    add(ordinals, read_quarter, frozenset({"quarter", "half"}))
    add((f"{letter}{n}" for letter in "qh" for n in "1234"), read_quarter)
    add({word.split("-")[0] for word in ORDINALS}, read_century, frozenset({"century"}))
    add({word.split("-")[0] for word in ORDINALS}, read_day_month, months)
    add((word for word in NUMBERS if word != "an"), read_counted, LENGTHS)
    add(DECADE_WORDS, read_decade_word)
    add(
        ("eighteen", "nineteen", "twenty"), read_decade_in_words, frozenset({"tens", *DECADE_WORDS})
    )
    add(("two",), read_decade_in_words, frozenset({"thousands"}))
    add(("noughties",), read_decade_in_words)
    add(_CENTURIES, read_year_in_words, _TENS)
    add(("one", "two"), read_year_in_words, frozenset({"thousand"}))
    add(SEASONS, read_season)
    add("christmas boxing valentine halloween easter".split(), read_feast)
    add(("new",), read_feast, frozenset({"year"}))
    add("good ash maundy palm".split(), read_feast, weekdays)
    add((word for word, n in NUMBERS.items() if n < 60), read_spoken, _CLOCK)
    add(("noon", "midday", "midnight"), read_spoken)
    add(("half", "quarter"), read_spoken)
    return table


#: For each trigger word its readers, with the word between spaces and the words each needs.
_TRIGGERS: Final[dict[bytes, tuple[tuple[bytes, Reader, frozenset[bytes]], ...]]] = {
    word.encode(): tuple((f" {word} ".encode(), reader, as_bytes(needs)) for reader, needs in all_)
    for word, all_ in _triggers().items()
}
_NEEDED: Final = frozenset(
    word for all_ in _TRIGGERS.values() for _, _, needs in all_ for word in needs
)
#: Words beside which one or two figures may be part of a date or a time.
_FIGURE_COMPANY = as_bytes(
    {*MONTHS, *_GLUED, *_CLOCK, "noon", "midday", "midnight", "month", "time", *ZONE_CODES}
)
#: Trigger words too common to tell anything: they are looked for beside a word they need.
_COMMON = as_bytes(word for word, n in NUMBERS.items() if n <= 12)
_WORDS = (frozenset(_TRIGGERS) | _NEEDED | _FIGURE_COMPANY | as_bytes(_AGO)) - _COMMON
#: Figures on which nothing but themselves depends: they would only make the calls more various.
_YEARS: Final = TELLING_FIGURES - as_bytes(_DAYS)
_SOUGHT: Final = _WORDS | TELLING_FIGURES
_FAR = as_bytes(_AGO)

_IN_NUMBER: Final = re.compile(
    b" in {1,4}(?:[0-9]{1,3}|%b) {1,4}(?:day|week|fortnight|month|quarter|year|decade|centur)"
    % b"|".join(sorted(as_bytes(NUMBERS)))
)
_Active = tuple[tuple[bytes, tuple[Reader, ...]], ...]
_COMMON_TRIGGERS = tuple(each for word in sorted(_COMMON) for each in _TRIGGERS.get(word, ()))


@dataclass(frozen=True, slots=True)
class _Call:
    """What the words of a text call for.

    `active` are the words worth looking for, between spaces, each with its readers; `counts`
    those that may be a number of days or weeks; `figures` tells whether figures may be part of
    a date beside one of the words, `far` whether one of them is "ago" or the like.
    """

    active: _Active
    counts: _Active
    figures: bool
    far: bool


def candidates(text: str, flat: bytes) -> list[Candidate]:
    """Every place a mention may begin, in order, with the readers to try at it.

    `flat` is the text as `frame.flatten` makes it.
    """
    present = _SOUGHT.intersection(flat.split())
    figures = not present.isdisjoint(TELLING_FIGURES)
    call = _call(present - _YEARS if figures else present)
    counted = bool(call.counts) and (
        call.far or b" from " in flat or b" after " in flat or b" before " in flat
    )
    found: list[Candidate] = []
    if may_have_era(text):
        found = [(at, (read_era,)) for at in era_places(text)]
    if figures or call.figures or counted or "/" in text or ":" in text:
        found += figure_candidates(text, counted=counted)
    if "'" in text or "’" in text or "‘" in text:
        found += [(m.start(), (read_short_year,)) for m in SHORT_YEAR.finditer(text)]
    if call.active or call.counts:
        spaced = b" %b " % flat
        # The commonest word of all is tried only where a number and a length follow it.
        found += [(m.start(), (read_in_time,)) for m in _IN_NUMBER.finditer(spaced)]
        _at_words(text, spaced, call.active + call.counts if counted else call.active, found)
    found.sort(key=itemgetter(0))
    return found


@lru_cache(maxsize=8192)
def _call(present: frozenset[bytes]) -> _Call:
    """What the words of a text, those that are common apart, call for."""
    active: dict[bytes, tuple[Reader, ...]] = {}
    counts: dict[bytes, tuple[Reader, ...]] = {}
    found = [each for word in present for each in _TRIGGERS.get(word, ())]
    for spaced, reader, needs in (*found, *_COMMON_TRIGGERS):
        if not needs or not needs.isdisjoint(present):
            table = counts if reader is read_counted else active
            table[spaced] = (*table.get(spaced, ()), reader)
    return _Call(
        tuple(active.items()),
        tuple(counts.items()),
        not _FIGURE_COMPANY.isdisjoint(present),
        not _FAR.isdisjoint(present),
    )


def _at_words(
    text: str,
    flat: bytes,
    active: _Active,
    found: list[Candidate],
) -> None:
    """Add the places of the active words; `flat` has a space more at either end than `text`."""
    ascii_only = text.isascii()
    for spaced, readers in active:
        at = flat.find(spaced)
        while at >= 0:
            end = at + len(spaced) - 2
            # A letter that Latin-1 cannot write has become a space.
            if ascii_only or not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
                found.append((at, readers))
            at = flat.find(spaced, end)
