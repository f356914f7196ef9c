"""Periods: years with the context that makes four figures a year, decades, quarters, seasons."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.dates import calendar
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.vocabulary import DECADE_WORDS, ORDINALS, SEASONS, bounded
from claimcheck.types import Moment, MomentKind, Span

_YEARS = bounded(
    r"(?P<first>1[0-9]\d\d|20\d\d|21\d\d)\s?(?P<dash>[-–—/])\s?(?P<last>(?:1\d|2[01])?\d\d)"
    r"(?!\d|[-–/.,:]\d|%)"
)
_YEAR = bounded(r"(?P<year>1[0-9]\d\d|20\d\d|21\d\d)(?!\d|[.,:/]\d|%|[-–]\d|['’]?\d)")
_DECADE = bounded(r"(?P<year>1[0-9]\d0|20\d0)['’]?s\b")
_SHORT_DECADE = bounded(r"(?P<year>[2-9]0)['’]?s\b")
_ORDINAL_WORD = r"(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th|opening|closing)"
_QUARTER = bounded(
    rf"(?:(?P<code>[QH][1-4])(?![\w-])|{_ORDINAL_WORD}[\s-](?P<unit>quarter|half))(?!\s+of\s+an?\b)"
    r"(?:(?:\s+of)?(?:\s+the)?(?P<fiscal>\s+fiscal(?:\s+year)?|\s+FY)?\s*['’]?"
    r"(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)(?!\d|[.,]\d|%)"
    r"|\s+of\s+(?P<which>this|last|next|the)\s+(?:financial\s+)?year\b)?",
    re.I,
)
_SEASON = bounded(
    rf"(?P<season>{'|'.join(SEASONS)})(?:\s*,?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[.,]\d|%))",
    re.I,
)
_CENTURY = bounded(r"(?P<n>[1-9]|1\d|2[01])(?:st|nd|rd|th)[\s-]+century\b(?!\s+(?:fox|bc))", re.I)

#: Words before four figures that make them a year, and those that do where nothing is counted.
_STRONG = as_bytes(
    """
    in since during until till circa year years fiscal fy early late mid throughout end spring
    summer autumn winter christmas easter ramadan thanksgiving season beginning middle start pre
    post due
    """
)
_WEAK = as_bytes(
    """
    by of from before after to than around about through for vs versus against and or between
    with on
    """
)
_HYPHENED = as_bytes("early mid late pre post end")
_FISCAL = as_bytes("fiscal year fy")
_FISCAL_BEFORE = bounded(r"\b(?:fiscal|financial year|fy)\s+(?:year\s+)?$", re.I)
_ARTICLES = as_bytes("the a an its his her their our this last next")
_PERSONS = bounded(
    r"\s+(?:or\s+so\s+|or\s+more\s+)?(?:people|men|women|children|troops|soldiers|civilians|"
    r"victims|voters|dead|personnel|persons|residents|workers|employees|jobs|homes|houses|units|"
    r"tonnes|tons|miles|metres|meters|feet|km|kg|m|mm|cm|ft|lb|lbs|mph|hp|kw|mw|gw|gb|mb|rpm|hz|"
    r"mhz|bc|bce|percent|per\s+cent|million|billion|trillion|thousand|times|days|hours|minutes|"
    r"seconds|weeks|months|years|points|votes|dollars|euros|pounds|yen|rupees|shares|barrels|"
    r"gmt|utc|hrs|est|edt|words|pages|copies|students|refugees|migrants|prisoners|deaths|cases|"
    r"degrees|acres|hectares|litres|liters|gallons|yards|inches|calories|watts|volts)\b"
)
_PLURAL = bounded(
    r"\s+(?:[A-Z]\w+s|[a-z]+(?:[- ][a-z]+)?s)\b"
    r"(?<!\bis)(?<!\bwas)(?<!\bhas)(?<!\bas)(?<!\bits)(?<!\bthis)"
)
_VERB_NEXT = bounded(
    r"\s+(?:was|saw|has|had|is|will|marked|brought|ended|began|could|would|may|might|became|"
    r"started|proved|turned)\b"
)
#: Nouns of yearly things: "exceed 2016 results" is no count of results.
_ATTRIBUTED = bounded(
    r"\s+(?:results|profits?|sales|earnings|net|revenues?|income|budget|elections?|season|levels|"
    r"forecasts?|tax|guidance|census|olympics|world\s+cup|campaign|figures|average)\b",
    re.I,
)
_DEFINITE = bounded(
    r"\b(?:the\s+\w+\s+of|from|before|after|until|between|and|to|through|than)\s+$", re.I
)
_ERA_SUFFIX = bounded(r"-(?!era|level|levels|style|built|made|model|born|season|based|on)[A-Za-z]")
_BARRED_BEFORE = "$€£¥₹#.,:/@_+&*=~^\\"


def read_years(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "2015", "2015-18", "2020–21", where the words around make the figures a year."""
    if at and (frame.text[at - 1] in _BARRED_BEFORE or frame.text[at - 1].isalnum()):
        return ()
    if at > 1 and frame.text[at - 1] in "-–" and frame.text[at - 2].isdigit():
        return ()  # the middle of a telephone number
    m = _YEARS.match(frame.text, at)
    if m is not None:
        first = int(m["first"])
        last = int(m["last"]) if len(m["last"]) == 4 else first // 100 * 100 + int(m["last"])
        fits = 0 < last - first <= (200 if len(m["last"]) == 4 else 60)
        fits = fits and first >= 1500 and (m["dash"] != "/" or last == first + 1)
        certain = len(m["last"]) == 4 or last - first == 1
        if fits and (certain or _strong(frame, at) or _bracket(frame, at)):
            return (_span(frame, at, m.end(), calendar.of_years(first, last)),)
        return ()
    m = _YEAR.match(frame.text, at)
    if m is None or not _is_year(frame, at, m.end(), int(m["year"])):
        return ()
    found = frame.calendar_date(at, m.end(), year=int(m["year"]))
    if found is None:
        return ()
    if frame.word_before(at) in _FISCAL and _FISCAL_BEFORE.search(frame.before(at)):
        # When a fiscal year begins differs by country: only its number can be compared.
        return (replace(found, start=None, end=None, resolved=False, part="FY"),)
    return (found,)


def _strong(frame: Frame, at: int) -> bool:
    word = frame.word_before(at)
    return word in _STRONG or word in _WEAK


def _bracket(frame: Frame, at: int) -> bool:
    return frame.text[max(0, at - 2) : at].strip()[-1:] in ("(", "[")


def _is_year(frame: Frame, at: int, end: int, year: int) -> bool:
    """Whether four figures are a year: a number is a year only in the context of a date."""
    text, word = frame.text, frame.word_before(at)
    if _PERSONS.match(text, end) or _ERA_SUFFIX.match(text, end):
        return False
    last = frame.found[-1] if frame.found else None
    if (
        last is not None
        and last.year is not None
        and last.month is None
        and re.fullmatch(r"\s*,?\s*(?:and|or|to|&|,|through)\s*", text[last.span.end : at])
    ):
        return year >= 1000
    if text[at - 1 : at] in ("-", "–") and word not in _HYPHENED:
        return False
    round_count = year % 100 == 0 and bool(_PLURAL.match(text, end))
    if word in _STRONG:
        return not round_count
    if year < 1500:
        return False
    if _bracket(frame, at):
        return text[end : end + 1] in ("", ")", "]", ",", ";", "–", "-", " ")
    if _ATTRIBUTED.match(text, end) and 1900 <= year <= 2099:
        return True
    if word in _WEAK:
        counted = year < 1800 or (year % 100 == 0 and not _DEFINITE.search(frame.before(at)))
        return not counted and not _PLURAL.match(text, end)
    if year < 1800 or round_count:
        return False
    if word in _ARTICLES or (word == b"s" and text[at - 3 : at - 2] in "'’"):
        return bool(re.match(r"\s+[A-Za-z]|['’]s\b|-", text[end : end + 4]))
    if re.match(r"['’]s\b", text[end : end + 2]):
        return True
    before = frame.before(at)
    opens = not before.strip() or bool(re.search(r"[.!?“\"]\s*$", before))
    return opens and bool(_VERB_NEXT.match(text, end))


def _span(
    frame: Frame, at: int, end: int, days: calendar.Interval | None, **fields: int | None
) -> Moment:
    """A period as a moment of its first and last day."""
    return Moment(
        span=Span(at, end),
        kind=MomentKind.DATE,
        year=fields.get("year"),
        start=days[0] if days else None,
        end=days[1] if days else None,
        resolved=days is not None,
        words=frame.words(at, end),
    )


def read_decade(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the 1990s", "the '90s", "the nineties", "the 21st century"."""
    before = frame.before(at)
    m = _DECADE.match(frame.text, at)
    if m is not None:
        apostrophe = not m.group()[-2].isdigit()
        if apostrophe and not re.search(r"\b(?:the|early|mid|late)[\s-]+$", before, re.I):
            return ()
        year = int(m["year"])
        width = 99 if year % 100 == 0 and year < 2000 else 9
        return (_span(frame, at, m.end(), calendar.of_years(year, year + width)),)
    m = _SHORT_DECADE.match(frame.text, at)
    if m is not None and re.search(r"\b(?:the|early|mid|late)[\s-]+['’]?$", before, re.I):
        if not before.endswith(("'", "’")):
            return ()  # "in her 40s", "temperatures in the 80s"
        year = 1900 + int(m["year"])
        return (_span(frame, at, m.end(), calendar.of_years(year, year + 9)),)
    m = _CENTURY.match(frame.text, at)
    if m is not None:
        first = (int(m["n"]) - 1) * 100
        return (_span(frame, at, m.end(), calendar.of_years(max(1, first), first + 99)),)
    return ()


def read_decade_word(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "the nineties", "the roaring twenties" apart."""
    m = re.compile(r"[a-z]+", re.I).match(frame.text, at)
    if m is None or m.group().lower() not in DECADE_WORDS:
        return ()
    if not re.search(
        r"\b(?:in|since|during|until|of|early|mid|late)\s+(?:the\s+)?$", frame.before(at), re.I
    ):
        return ()
    if not re.search(r"\bthe\s+(?:early\s+|mid-?\s*|late\s+)?$", frame.before(at), re.I):
        return ()
    year = 1900 + DECADE_WORDS[m.group().lower()]
    return (_span(frame, at, m.end(), calendar.of_years(year, year + 9)),)


def read_quarter(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "Q3 2021", "third quarter of 2021", "first half of the year"."""
    m = _QUARTER.match(frame.text, at)
    if m is None:
        return ()
    if m["code"]:
        letter, number = m["code"][0].upper(), int(m["code"][1])
    else:
        letter = "Q" if m["unit"].lower() == "quarter" else "H"
        number = _which(m["ordinal"].lower(), letter)
    if letter == "H" and (number > 2 or not (m["year"] or m["which"])):
        return ()
    fiscal = bool(m["fiscal"]) or bool(re.search(r"\bfiscal[\s-]+$", frame.before(at), re.I))
    if not (m["year"] or m["which"] or m["code"] or _reported(frame, at, m.end())):
        return ()
    year = int(m["year"]) if m["year"] else None
    if year is not None and year < 100:
        year += 2000
    length = 3 if letter == "Q" else 6
    last_month = number * length
    days = None
    if not fiscal:
        where = year if year is not None else _year_of(frame, at, m, last_month)
        days = calendar.of_months(where, last_month - length + 1, last_month) if where else None
    found = _span(frame, at, m.end(), days, year=year)
    return (replace(found, part=f"{letter}{number}", deictic=year is None),)


def _which(word: str, letter: str) -> int:
    if word in ("final", "last", "closing"):
        return 4 if letter == "Q" else 2
    if word == "opening":
        return 1
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _reported(frame: Frame, at: int, end: int) -> bool:
    """Whether a quarter with no year is one of the calendar, not of a match."""
    return bool(
        re.search(r"\b(?:in|for|during|fiscal|of)\s+(?:the\s+)?$", frame.before(at), re.I)
        and re.search(
            r"\b(?:profit|revenue|sales|earnings|gdp|growth|loss|economy|inflation|income|results|"
            r"output|percent|per cent|rose|fell|grew|exports|imports|shares)\b|[%$€£]",
            frame.text[max(0, at - 120) : end + 120],
            re.I,
        )
    ) or bool(
        re.match(
            r"[\s-]+(?:profit|revenue|sales|earnings|gdp|growth|loss|results)",
            frame.text[end : end + 12],
        )
    )


def _year_of(frame: Frame, at: int, m: re.Match[str], last_month: int) -> int | None:
    """The year of a quarter that states none, by the publication date."""
    if frame.published is None:
        return None
    which = (m["which"] or "").lower()
    if which in ("this", "the", "last", "next"):
        return frame.published.year + {"last": -1, "next": 1}.get(which, 0)
    future = frame.future(at, m.end())
    found = calendar.nearest_year(frame.published, last_month, None, future=future)
    if found == frame.published.year and not future and last_month - 2 > frame.published.month:
        return found - 1
    return found


def read_season(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "summer 2019", "the winter of 1941": the months depend on the hemisphere."""
    m = _SEASON.match(frame.text, at)
    if m is None:
        return ()
    season = m["season"].lower().replace("fall", "autumn")
    found = _span(frame, at, m.end(), None, year=int(m["year"]))
    return (replace(found, part=season),)
