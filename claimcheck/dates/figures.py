"""Where in a text figures may begin a date or a time, and which readers to try there.

What follows a figure tells: four figures may be a year or an hour, fewer need a mark or a word
behind them ("13:45", "24 February", "9 p.m."). Most figures are no dates.
"""

from __future__ import annotations

import re
from typing import Final

from claimcheck.dates.absolute import read_day_month, read_ordinal_day
from claimcheck.dates.clock import read_clock
from claimcheck.dates.counted import read_counted
from claimcheck.dates.frame import Candidate, Reader, as_bytes
from claimcheck.dates.numeric import read_iso, read_numeric
from claimcheck.dates.parts import read_day_of_month, read_part
from claimcheck.dates.periods import read_decade, read_quarter, read_year_quarter
from claimcheck.dates.spoken import read_spoken
from claimcheck.dates.vocabulary import LENGTHS, MONTHS, ZONE_CODES
from claimcheck.dates.years import read_years

#: How the words begin that may follow one to three figures in a date or a time: months,
#: units, "am", "o'clock", "st" … Character classes are faster here than ignoring case.
_NEXT: Final = (
    r"(?:[jJ][aAuU]|[fF][eE]|[mM](?:[aA][rRyY]|[iI][nNdD]|[oO])"
    r"|[aA](?:[pPuU]|[nN][dD]\b|\.?\s?[mM]|\b)|[sS](?:[eEtT]|\b)|[oO](?:[cCfFrR]|['’]?\s?[cC])|[nN][oOdD]|[dDcC][eE]|[rR][dD]|[tT][hHoOiI]"
    r"|[uU][nN]|[fF][oO]|[iI][nN] [tT]|[aA][tT] [nN]"
    r"|[pP](?:\.?\s?[mM]|[aA][sS]|\b)|[hH](?:\b|[0-9])|[dD][aA]|[wW][eE]|[qQ][uU]|[yY][eE])"
)
#: What joins one or two figures to others in a date or a time, and no fraction or version.
_MARK: Final = (
    r"(?:[:/]|\s?[-–—~]\s?)[0-9]"
    r"|\.[0-9]{1,2}(?:\.[0-9]|\s?[apAP]\.?\s?[mM]\b|\s\(?[A-Z]|\s?[-–—]\s?[0-9])"
)
#: A run of one to four figures, not the later part of "1,000" or "3.14", with what may follow
#: it where it is a date: four are a year or an hour, fewer need a mark or a word.
_FIGURE: Final = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][.,][0-9])(?:(?P<four>[0-9]{3})(?![0-9])|[0-9]{0,2}(?![0-9,])"
    rf"(?:(?P<joined>(?={_MARK}))|(?=[\s'’./-]{{0,4}}{_NEXT})))"
)
_WORD_NEXT: Final = re.compile(
    r"(?:\s{0,4}|['’]|\s?[-/.,]\s?)(?:of\s|(?:to|and|or|through|until|till)\s{1,4}(?:the\s)?(?=[0-9]))?"
    r"([A-Za-z]+|[0-9])"
)
#: What makes two joined figures hours or days.
_RANGED: Final = (
    r"(?:st|nd|rd|th)?(?:\s?[ap]\.?\s?m|\s?[ap]\b|:"
    r"|\s{1,4}(?:of\s)?(?i:ja|fe|ma[ry]|ap|ju|au|se|oc|no|de)|\s{1,4}(?:of\s|in\s)?(?:this|next|last)\smonth)"
)
#: One or two figures joined to others: a clock, a date in figures, a range of days or hours.
#: Two figures with a slash that may both be months are a fraction more often than a date.
_JOINED: Final = re.compile(
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
_MONTH_NEXT: Final = (read_day_month,)
_ORDINAL_NEXT: Final = (
    read_day_month, read_part, read_day_of_month, read_ordinal_day, read_quarter, read_decade,
)  # fmt: skip
_COUNTED: Final = (read_counted,)
_CLOCK_NEXT: Final = (read_clock, read_spoken)
_SPOKEN_NEXT: Final = (read_spoken,)
_AFTER_SHORT: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(MONTHS, _MONTH_NEXT),
    **dict.fromkeys(("st", "nd", "rd", "th"), _ORDINAL_NEXT),
    **dict.fromkeys(("s",), (read_decade,)),
    **dict.fromkeys("123456789", (read_clock, read_day_month, read_day_of_month)),
    **dict.fromkeys("am pm a p o oclock h noon midday midnight".split(), _CLOCK_NEXT),
    **dict.fromkeys("min mins minutes minute past in at".split(), _SPOKEN_NEXT),
    **dict.fromkeys(LENGTHS, _COUNTED),
}  # fmt: skip
_AFTER_FOUR: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    ("hours", "hrs", "h", "z", *ZONE_CODES), (read_clock,)
)
_MARKS: Final = frozenset("-/.–—")
_YEAR_ALONE: Final = (read_years,)
_YEAR_JOINED: Final = (read_iso, read_numeric, read_year_quarter, read_years)
_QUARTER_NEXT: Final = frozenset("q h the first second third fourth".split())


def _telling() -> frozenset[bytes]:
    """The words with figures that make looking for figures worth while, as a flat text has them."""
    years = [str(year) for year in range(1000, 2200)]
    decades = [f"{year}0s" for year in [*range(100, 220), *range(1, 10)]]
    days = [f"{day}{end}" for day in range(1, 32) for end in ("st", "nd", "rd", "th")]
    halves = [f"{n}{half}" for n in range(60) for half in ("am", "pm", "a", "p")]
    padded = [f"0{n}{half}" for n in range(10) for half in ("am", "pm", "a", "p")]
    hours = [f"{hour}h{minute:02}" for hour in range(24) for minute in range(60)]
    quarters = [f"{year}{code}" for year in range(1900, 2100) for code in _CODES]
    zones = ["hours", "hrs", *ZONE_CODES]
    return as_bytes([*years, *decades, *days, *halves, *padded, *hours, *quarters, *zones])


_CODES: Final = ("q1", "q2", "q3", "q4", "h1", "h2")
#: Words of a flat text beside which no other word is needed for a date or a time in figures.
TELLING_FIGURES: Final = _telling()


def figure_candidates(text: str, *, counted: bool) -> list[Candidate]:
    """Every place at which figures may begin a mention, in order, with the readers to try.

    `counted` tells whether the text has words that make "3 weeks" a date ("ago", "from").
    """
    return [
        (m.start(), readers)
        for m in _FIGURE.finditer(text)
        if (readers := _at_figure(m, counted=counted))
    ]


def _at_figure(m: re.Match[str], *, counted: bool) -> tuple[Reader, ...]:
    """The readers to try at a figure, by its length and what follows it."""
    text, at, kind = m.string, m.start(), m.lastgroup
    if kind == "joined":
        joined = _JOINED.match(text, at)
        return _JOINED_READERS[joined.lastgroup] if joined and joined.lastgroup else ()
    if kind == "four":
        return _at_four(text, at)
    word = _WORD_NEXT.match(text, m.end())
    readers = _AFTER_SHORT.get(word[1].lower(), ()) if word else ()
    if readers == _COUNTED:  # compiled, a tuple is not kept as one object
        return readers if counted else ()
    return readers if m.end() - at < 3 else ()


def _at_four(text: str, at: int) -> tuple[Reader, ...]:
    """The readers to try at four figures: most are a year with a word of no date after it."""
    after, year = text[at + 4 : at + 6], text[at] in "12"
    if (after[:1] in _MARKS and after != ". ") or after in (" -", " –"):
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
