"""Where in a text a mention of a date or time can begin, and which readers to try there.

Two passes, both linear. The words of the text are looked up in one table, and a word that
says nothing by itself ("last", "a", "first") counts only where one it needs beside it ("week",
"ago", "quarter") stands somewhere in the text. Figures are found by one expression, and what
follows a figure tells which readers are worth trying: most figures are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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

_AGO: Final = frozenset("ago earlier later hence".split())
_CLOCK: Final = frozenset(
    """
    clock oclock am pm m past min mins minute minutes morning afternoon evening night
    """.split()
)
_CENTURIES = "fifteen sixteen seventeen eighteen nineteen twenty".split()
#: The words of the second half of a year in words.
_TENS: Final = frozenset(word for word, n in NUMBERS.items() if n >= 10) | {"oh", "zero"}
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


_TRIGGERS = {word.encode(): all_ for word, all_ in _triggers().items()}
_NEEDED = as_bytes(word for all_ in _TRIGGERS.values() for _, needs in all_ for word in needs)
#: Words beside which one or two figures may be part of a date or a time.
_FIGURE_COMPANY = as_bytes(
    {*MONTHS, *_GLUED, *_CLOCK, "noon", "midday", "midnight", "month", "time", *ZONE_CODES}
)
#: Trigger words too common to tell anything: they are looked for beside a word they need.
_COMMON = as_bytes(word for word, n in NUMBERS.items() if n <= 12)
_FAR: Final = as_bytes(_AGO)
_SOUGHT: Final = (
    (frozenset(_TRIGGERS) | _NEEDED | _FIGURE_COMPANY | _FAR) - _COMMON
) | TELLING_FIGURES
_MAY_BE_FIGURES: Final = TELLING_FIGURES | _FIGURE_COMPANY
_LENGTHS: Final = as_bytes(LENGTHS)

#: A word worth looking for, between spaces, and the readers to try where it stands.
_Active = tuple[bytes, tuple[Reader, ...]]
_Needs = tuple[Reader, frozenset[bytes]]


def _spaced(word: bytes) -> bytes:
    return b" %b " % word


def _common() -> Iterator[tuple[frozenset[bytes], list[_Active]]]:
    """The common words by what they need, for each reader of theirs: few needs are asked for."""
    groups: dict[_Needs, list[_Active]] = {}
    for word in sorted(_COMMON):
        for reader, needs in _TRIGGERS.get(word, ()):
            if reader is not read_counted:
                group = groups.setdefault((reader, as_bytes(needs)), [])
                group.append((_spaced(word), (reader,)))
    return ((needs, group) for (_, needs), group in groups.items())


#: Words all of whose readers need no other word; those with one that does; the common ones; and
#: those that may be a number of days or weeks.
_ALONE: Final[dict[bytes, _Active]] = {
    word: (_spaced(word), tuple(reader for reader, _ in all_))
    for word, all_ in _TRIGGERS.items()
    if not any(needs for _, needs in all_)
}
_BESIDE: Final[dict[bytes, tuple[bytes, list[_Needs]]]] = {
    word: (
        _spaced(word),
        [(reader, as_bytes(needs)) for reader, needs in all_ if reader is not read_counted],
    )
    for word, all_ in _TRIGGERS.items()
    if word not in _ALONE and word not in _COMMON
}
_COMMON_BESIDE: Final = tuple(_common())
_COUNTS: Final[dict[bytes, _Active]] = {
    word: (_spaced(word), (read_counted,))
    for word, all_ in _TRIGGERS.items()
    if any(reader is read_counted for reader, _ in all_)
}
_COMMON_COUNTS: Final = [active for word, active in _COUNTS.items() if word in _COMMON]

_IN_NUMBER: Final = re.compile(
    b" in {1,4}(?:[0-9]{1,3}|%b) {1,4}(?:day|week|fortnight|month|quarter|year|decade|centur)"
    % b"|".join(sorted(as_bytes(NUMBERS)))
)


def candidates(text: str, flat: bytes) -> list[Candidate]:
    """Every place a mention may begin, in order, with the readers to try at it.

    `flat` is the text as `frame.flatten` makes it.
    """
    present = _SOUGHT.intersection(flat.split())
    figures = counted = False
    active: list[_Active] = []
    found: list[Candidate] = []
    if may_have_era(text):
        found = [(at, (read_era,)) for at in era_places(text)]
    if present:
        spaced = _spaced(flat)
        figures = not present.isdisjoint(_MAY_BE_FIGURES)
        active = _called(present)
        if not present.isdisjoint(_LENGTHS):
            # The commonest word of all is tried only where a number and a length follow it.
            if b" in " in spaced:
                found += [(m.start(), (read_in_time,)) for m in _IN_NUMBER.finditer(spaced)]
            counted = not present.isdisjoint(_FAR) or (
                b" from " in flat or b" after " in flat or b" before " in flat
            )
            if counted:
                active += [_COUNTS[word] for word in present if word in _COUNTS] + _COMMON_COUNTS
        if active:
            _at_words(text, spaced, active, found)
    if figures or counted or "/" in text or ":" in text:
        found += figure_candidates(text, counted=counted)
    if "'" in text or "’" in text or "‘" in text:
        found += [(m.start(), (read_short_year,)) for m in SHORT_YEAR.finditer(text)]
    if len(found) > 1:
        found.sort(key=itemgetter(0))
    return found


def _called(present: frozenset[bytes]) -> list[_Active]:
    """The words of a text worth looking for.

    This is not remembered by the words: there are so many sets of them that to keep what each
    calls for took most of the memory, and of the garbage collector's time, of a first pass.
    """
    active: list[_Active] = []
    for word in present:
        alone = _ALONE.get(word)
        if alone is not None:
            active.append(alone)
        elif word in _BESIDE:
            spaced, all_ = _BESIDE[word]
            tried = [reader for reader, needs in all_ if not (needs and needs.isdisjoint(present))]
            if tried:
                active.append((spaced, tuple(tried)))
    for needs, common in _COMMON_BESIDE:
        if not needs.isdisjoint(present):
            active += common
    return active


def _at_words(
    text: str,
    flat: bytes,
    active: list[_Active],
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
