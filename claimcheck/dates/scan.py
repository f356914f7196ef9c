"""Where in a text a mention of a date or time can begin, and which readers to try there.

Two passes, both linear. The words of the text are looked up in one table, and a word that
says nothing by itself ("last", "a", "first") counts only where one it needs beside it ("week",
"ago", "quarter") stands somewhere in the text. Figures are found by one expression, and what
follows a figure tells which readers are worth trying: most figures are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from claimcheck.dates.absolute import (
    read_day_month,
    read_month,
    read_ordinal_day,
)
from claimcheck.dates.clock import read_clock
from claimcheck.dates.counted import read_counted, read_in_time
from claimcheck.dates.feasts import read_feast
from claimcheck.dates.frame import Reader, as_bytes
from claimcheck.dates.numeric import read_iso, read_numeric
from claimcheck.dates.parts import read_day_of_month, read_part, read_week
from claimcheck.dates.periods import (
    read_decade,
    read_decade_in_words,
    read_decade_word,
    read_quarter,
    read_season,
    read_year_quarter,
)
from claimcheck.dates.relative import (
    read_weekend,
    read_which,
    read_word_day,
)
from claimcheck.dates.spoken import read_spoken
from claimcheck.dates.vocabulary import (
    DECADE_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    ZONE_CODES,
)
from claimcheck.dates.weekdays import read_weekday
from claimcheck.dates.years import read_year_in_words, read_years

Candidate = tuple[int, tuple[Reader, ...]]

_UNITS = frozenset(
    """
    day days week weeks weekend weekends fortnight fortnights month months quarter quarters year
    years decade decades century centuries
    """.split()
)
_AWAY = frozenset("ago earlier later hence before after from".split())
_CLOCK = frozenset(
    """
    clock oclock am pm m past quarter min mins minute minutes morning afternoon evening night
    """.split()
)
_CENTURIES = "fifteen sixteen seventeen eighteen nineteen twenty".split()
#: The words of the second half of a year in words.
_TENS = frozenset(word for word, n in NUMBERS.items() if n >= 10) | {"oh", "zero"}
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
    add((f"{month}{day}" for month in MONTHS for day in range(10, 32)), read_month)  # "Dec31"
    add(WEEKDAYS, read_weekday)
    add(("yesterday", "today", "tomorrow", "tonight"), read_word_day)
    add(("day",), read_word_day, frozenset({"yesterday", "tomorrow"}))
    add(("last", "this"), read_word_day, frozenset("night morning afternoon evening".split()))
    add(("weekend",), read_weekend)
    counted = frozenset("day days week weeks weekend month months".split()) | weekdays
    nth = {word.split("-")[0] for word in ORDINALS} | {"last", "final"}
    add(nth, read_part, counted)
    add({word.split("-")[0] for word in ORDINALS}, read_day_of_month, frozenset({"month"}))
    add(("week",), read_week, frozenset({"of", "next", "beginning", "starting"}))
    add(("month", "year", "weekend"), read_week, frozenset({"next"}))
    which = _UNITS | months | weekdays
    add("last past previous this current".split(), read_which, which)
    add("next coming following upcoming".split(), read_which, which)
    ordinals = "first second third fourth final last opening closing".split()
    add(ordinals, read_quarter, frozenset({"quarter", "half"}))
    add((f"{letter}{n}" for letter in "qh" for n in "1234"), read_quarter)
    add({word.split("-")[0] for word in ORDINALS}, read_day_month, months)
    add((word for word in NUMBERS if word != "an"), read_counted, _AWAY)
    add(("in",), read_in_time, _UNITS)
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
    add(("half", "quarter"), read_spoken, frozenset({"past", "to"}))
    return table


_Needs = frozenset[bytes]


_TRIGGERS: dict[bytes, tuple[tuple[Reader, _Needs], ...]] = {
    word.encode(): tuple((reader, as_bytes(needs)) for reader, needs in readers)
    for word, readers in _triggers().items()
}
_NEEDED = frozenset(need for every in _TRIGGERS.values() for _, needs in every for need in needs)
_WORDS = frozenset(_TRIGGERS) | _NEEDED
#: Words without one of which, and without figures, a text holds no mention.
_TELLING = (
    frozenset(word for word, every in _TRIGGERS.items() if not all(n for _, n in every)) | _NEEDED
) - as_bytes("to from before after past of next".split())

#: How the words begin that may follow one to three figures in a date or a time: months,
#: units, "am", "o'clock", "st" … Character classes are faster here than ignoring case.
_NEXT = (
    r"(?:[jJ][aAuU]|[fF][eE]|[mM](?:[aA][rRyY]|[iI][nNdD]|[oO])"
    r"|[aA](?:[pPuU]|[nN][dD]\b|\.?\s?[mM]|\b)|[sS](?:[eEtT]|\b)|[oO](?:[cCfFrR]|['’]?\s?[cC])|[nN][oOdD]|[dDcC][eE]|[rR][dD]|[tT][hHoOiI]"
    r"|[uU][nN]|[fF][oO]|[iI][nN] [tT]|[aA][tT] [nN]"
    r"|[pP](?:\.?\s?[mM]|[aA][sS]|\b)|[hH](?:\b|[0-9])|[dD][aA]|[wW][eE]|[qQ][uU]|[yY][eE])"
)
#: What joins one or two figures to others in a date or a time, and no fraction or version.
_MARK = (
    r"(?:[:/]|\s?[-–—~]\s?)[0-9]"
    r"|\.[0-9]{1,2}(?:\.[0-9]|\s?[apAP]\.?\s?[mM]\b|\s\(?[A-Z]|\s?[-–—]\s?[0-9])"
)
#: A run of one to four figures, not the later part of "1,000" or "3.14", with what may follow
#: it where it is a date: four are a year or an hour, fewer need a mark or a word.
_FIGURE = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][.,][0-9])(?:(?P<four>[0-9]{3})(?![0-9])|[0-9]{0,2}(?![0-9,])"
    rf"(?:(?P<joined>(?={_MARK}))|(?=[\s'’./-]{{0,4}}{_NEXT})))"
)
_WORD_NEXT = re.compile(
    r"(?:\s{0,4}|['’]|\s?[-/.,]\s?)(?:of\s|(?:to|and|or|through|until|till)\s{1,4}(?:the\s)?(?=[0-9]))?"
    r"([A-Za-z]+|[0-9])"
)
#: What makes two joined figures hours or days.
_RANGED = (
    r"(?:st|nd|rd|th)?(?:\s?[ap]\.?\s?m|\s?[ap]\b|:"
    r"|\s{1,4}(?:of\s)?(?i:ja|fe|ma[ry]|ap|ju|au|se|oc|no|de)|\s{1,4}(?:of\s|in\s)?(?:this|next|last)\smonth)"
)
#: One or two figures joined to others: a clock, a date in figures, a range of days or hours.
#: Two figures with a slash that may both be months are a fraction more often than a date.
_JOINED = re.compile(
    r"[0-9]{1,2}(?:(?P<clock>:[0-5][0-9]|\.[0-5][0-9](?=\s?[apAP]\.?\s?[mM]|\s\(?[A-Z]|\s?[-–—]\s?[0-9]))"
    r"|(?P<numeric>([-/.])[0-9]{1,2}\3[0-9]{2}|/(?:1[3-9]|[23][0-9]|[12][0-9]{3})(?![0-9])"
    r"|(?<=1[3-9]|2[0-9]|3[01])/(?:0?[1-9]|1[0-2])(?![0-9])|-[12][0-9]{3})"
    rf"|(?P<range>\s?[-–—~]\s?[0-9]{{1,2}}(?![0-9/]){_RANGED}))"
)
_JOINED_READERS: dict[str, tuple[Reader, ...]] = {
    "clock": (read_clock,),
    "numeric": (read_numeric,),
    "range": (read_clock, read_day_month, read_day_of_month),
}
_MONTH_NEXT = (read_day_month,)
_ORDINAL_NEXT = (
    read_day_month, read_part, read_day_of_month, read_ordinal_day, read_quarter, read_decade,
)  # fmt: skip
_CLOCK_NEXT = (read_clock, read_spoken)
_SPOKEN_NEXT = (read_spoken,)
_AFTER_SHORT: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(MONTHS, _MONTH_NEXT),
    **dict.fromkeys(("st", "nd", "rd", "th"), _ORDINAL_NEXT),
    **dict.fromkeys(("s",), (read_decade,)),
    **dict.fromkeys("123456789", (read_clock, read_day_month, read_day_of_month)),
    **dict.fromkeys("am pm a p o oclock h noon midday midnight".split(), _CLOCK_NEXT),
    **dict.fromkeys("min mins minutes minute past in at".split(), _SPOKEN_NEXT),
    **dict.fromkeys(_UNITS, (read_counted,)),
}  # fmt: skip
_AFTER_FOUR: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    ("hours", "hrs", "h", "z", *ZONE_CODES), (read_clock,)
)
_MARKS = frozenset("-/.–—,")
_YEAR_ALONE = (read_years,)
_YEAR_JOINED = (read_iso, read_numeric, read_year_quarter, read_years)
_QUARTER_NEXT = frozenset("q h the first second third fourth".split())


def candidates(text: str, flat: bytes) -> list[Candidate]:
    """Every place a mention may begin, in order, with the readers to try at it.

    `flat` is the text as `frame.flatten` makes it.
    """
    found = [(m.start(), readers) for m in _FIGURE.finditer(text) if (readers := _at_figure(m))]
    active = _active(_WORDS.intersection(flat.split()))
    if active:
        _at_words(text, b" %b " % flat, active, found)
    return found


@lru_cache(maxsize=4096)
def _active(present: frozenset[bytes]) -> tuple[tuple[bytes, tuple[Reader, ...]], ...]:
    """The words of a text worth looking for, between spaces, each with its readers."""
    if _TELLING.isdisjoint(present):
        return ()
    found = []
    for word in present & _TRIGGERS.keys():
        every = _TRIGGERS[word]
        readers = tuple(r for r, needs in every if not needs or not needs.isdisjoint(present))
        if readers:
            found.append((b" %b " % word, readers))
    return tuple(found)


def _at_figure(m: re.Match[str]) -> tuple[Reader, ...]:
    """The readers to try at a figure, by its length and what follows it."""
    text, at, kind = m.string, m.start(), m.lastgroup
    if kind == "joined":
        joined = _JOINED.match(text, at)
        return _JOINED_READERS[joined.lastgroup] if joined and joined.lastgroup else ()
    if kind == "four":
        return _at_four(text, at)
    word = _WORD_NEXT.match(text, m.end())
    readers = _AFTER_SHORT.get(word[1].lower(), ()) if word else ()
    return readers if m.end() - at < 3 or readers == (read_counted,) else ()


def _at_four(text: str, at: int) -> tuple[Reader, ...]:
    """The readers to try at four figures: most are a year with a word of no date after it."""
    after, year = text[at + 4 : at + 6], text[at] in "12"
    if after[:1] in _MARKS or after == " -":
        return _YEAR_JOINED if year else ()
    if after[:1] == "s" or after in ("'s", "’s"):
        return (read_decade, read_years) if year else ()
    word = _WORD_NEXT.match(text, at + 4)
    clock = _AFTER_FOUR.get(word[1].lower(), ()) if word else ()
    if not year:
        return clock
    if word and word[1].lower() in _QUARTER_NEXT:
        return (read_year_quarter, *clock, read_years)
    if clock:
        return clock + _YEAR_ALONE
    return _YEAR_JOINED if word and word[1].lower() in MONTHS else _YEAR_ALONE


def _at_words(
    text: str,
    flat: bytes,
    active: tuple[tuple[bytes, tuple[Reader, ...]], ...],
    found: list[Candidate],
) -> None:
    """Add the places of the active words; `flat` has a space more at either end than `text`."""
    for spaced, readers in active:
        at = flat.find(spaced)
        while at >= 0:
            end = at + len(spaced) - 2
            if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
                found.append((at, readers))
            at = flat.find(spaced, end)
    found.sort(key=itemgetter(0))
