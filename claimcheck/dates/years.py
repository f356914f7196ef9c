"""Years, with the context that makes four figures, or a number in words, a year."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.dates import calendar
from claimcheck.dates.absolute import year_number
from claimcheck.dates.frame import Frame, as_bytes
from claimcheck.dates.numerals import WORD_YEAR, word_year
from claimcheck.dates.vocabulary import bounded
from claimcheck.types import Moment, changed

_YEARS: Final = bounded(
    r"(?P<first>1[0-9]\d\d|20\d\d|21\d\d)\s?(?P<dash>--|[-–—/])\s?(?P<last>(?:1\d|2[01])?\d\d)"
    r"(?!\d|[-–/.,:]\d|%)"
)
_DASH_APART: Final = re.compile(r"\s[-–—]+\s")
_YEAR: Final = bounded(r"(?P<year>1[0-9]\d\d|20\d\d|21\d\d)(?!\d|[.,:/]\d|%|[-–]\d|['’]?\d)")
#: "'91", which is neither "5'11" nor "the '90s" nor the end of a quotation. The mark comes first,
#: and then what stands before it: so the next mark is sprung to.
SHORT_YEAR: Final = bounded(r"['’‘](?<![\w.,].)\d\d(?![\w%'’”\"]|[.,:/]\d|-\d)")
_WORD_YEAR: Final = bounded(
    rf"(?P<year>{WORD_YEAR})(?![\s-]+(?:hundred|thousand|million)|\s*[ap]\.?\s?m\b)", re.I
)
#: Words before four figures that make them a year, and those that do where nothing is counted.
_STRONG: Final = as_bytes(
    """
    in since during until till circa year years fiscal fy early late mid throughout end spring
    summer autumn winter christmas easter ramadan thanksgiving season beginning middle start pre
    post due
    """
)
_WEAK: Final = as_bytes(
    """
    by of from before after to into than around about through for vs versus against and or between
    with on born died founded
    """
)
#: Words before "'91" that are of a year, though nothing else need be.
_CALLED: Final = as_bytes("class back vintage")
_HYPHENED: Final = as_bytes("early mid late pre post end")
_FISCAL: Final = as_bytes("fiscal year fy")
_FISCAL_BEFORE: Final = bounded(r"\b(?:fiscal|financial year|fy)\s+(?:year\s+)?$", re.I)
_ARTICLES: Final = as_bytes("the a an its his her their our this last next")
_PERSONS: Final = bounded(
    r"\s+(?:or\s+so\s+|or\s+more\s+)?(?:people|men|women|children|troops|soldiers|civilians|"
    r"victims|voters|dead|personnel|persons|residents|workers|employees|jobs|homes|houses|units|"
    r"tonnes|tons|miles|metres|meters|feet|km|kg|m|mm|cm|ft|lb|lbs|mph|hp|kw|mw|gw|gb|mb|rpm|hz|"
    r"mhz|bc|bce|percent|per\s+cent|million|billion|trillion|thousand|times|days|hours|minutes|"
    r"seconds|weeks|months|years|points|votes|dollars|euros|pounds|yen|rupees|shares|barrels|"
    r"gmt|utc|hrs|est|edt|words|pages|copies|students|refugees|migrants|prisoners|deaths|cases|"
    r"degrees|acres|hectares|litres|liters|gallons|yards|inches|calories|watts|volts)\b"
)
_PLURAL: Final = bounded(
    r"\s+(?:[A-Z]\w+s|[a-z]+(?:[- ][a-z]+)?s)\b"
    r"(?<!\bis)(?<!\bwas)(?<!\bhas)(?<!\bas)(?<!\bits)(?<!\bthis)(?<!\bonwards)"
)
_VERB_NEXT: Final = bounded(
    r"\s+(?:was|saw|has|had|is|will|marked|brought|ended|began|could|would|may|might|became|"
    r"started|proved|turned)\b"
)
#: "1635 is the year when …".
_IS_THE_YEAR: Final = bounded(r"\s+(?:is|was)\s+(?:also\s+)?the\s+year\b")
#: Nouns of yearly things: "exceed 2016 results" is no count of results.
_ATTRIBUTED: Final = bounded(
    r"\s+(?:results|profits?|sales|earnings|net|revenues?|years?|periods?|issue|crop|harvest|income|budget|elections?|season|levels|"
    r"forecasts?|tax|guidance|census|olympics|world\s+cup|campaign|figures|average)\b",
    re.I,
)
_DEFINITE: Final = bounded(
    r"\b(?:the\s+\w+\s+of|from|before|after|until|between|and|to|through|than)\s+$", re.I
)
#: "Ended by 2100." tells when; "rose by 2100." tells how far.
_ENDS: Final = bounded(r"\s*(?:[.,;:)]|$)(?!\d)")
_MOVED_BY: Final = bounded(
    r"\b(?:rose|rises?|risen|raised|fell|falls?|fallen|cut|up|down|grew|grows?|grown|dropped"
    r"|increased|decreased|reduced|exceeded|higher|lower|more|less|fewer)\s+by\s+$",
    re.I,
)
_ERA_SUFFIX: Final = bounded(
    r"-(?!era|level|levels|style|built|made|model|born|season|based|on)[A-Za-z]"
)
_JOINS: Final = frozenset("-–—/ \xa0")
_CIRCA: Final = bounded(r"\bca?\.\s+$")
_BARRED_BEFORE = "$€£¥₹#.,:/@_+&*=~^\\"


def read_years(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "2015", "2015-18", "2020–21", where the words around make the figures a year."""
    if at and (frame.text[at - 1] in _BARRED_BEFORE or frame.text[at - 1].isalnum()):
        return ()
    if at > 1 and frame.text[at - 1] in "-–" and frame.text[at - 2].isdigit():
        return ()  # the middle of a telephone number
    m = _YEARS.match(frame.text, at) if frame.text[at + 4 : at + 5] in _JOINS else None
    if m is not None:
        first = int(m["first"])
        last = int(m["last"]) if len(m["last"]) == 4 else first // 100 * 100 + int(m["last"])
        fits = 0 < last - first <= (200 if len(m["last"]) == 4 else 60)
        fits = fits and first >= 1500 and (m["dash"] != "/" or last == first + 1)
        certain = len(m["last"]) == 4 or last - first == 1
        if fits and (certain or _strong(frame, at) or _bracket(frame, at)):
            return (frame.period(at, m.end(), calendar.of_years(first, last)),)
        if fits or not _DASH_APART.match(frame.text, at + 4):
            return ()  # "1990 - 15 years after" is a year and a dash
    m = _YEAR.match(frame.text, at)
    if m is None or not _is_year(frame, at, m.end(), int(m["year"])):
        return ()
    found = frame.calendar_date(at, m.end(), year=int(m["year"]))
    if found is None:
        return ()
    if frame.word_before(at) in _FISCAL and _FISCAL_BEFORE.search(frame.before(at)):
        # When a fiscal year begins differs by country: only its number can be compared.
        return (changed(found, start=None, end=None, resolved=False, part="FY"),)
    return (found,)


def read_short_year(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "since '91", "the class of ’05", from its mark."""
    m = SHORT_YEAR.match(frame.text, at)
    word = frame.word_before(at)
    if m is None or not (word in _STRONG or word in _WEAK or word in _CALLED):
        return ()
    found = frame.calendar_date(at, m.end(), year=year_number(m.group()))
    return (found,) if found else ()


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
    if word in _STRONG or _CIRCA.search(frame.before(at)):
        return not round_count
    if year < 1500:
        return False
    if _bracket(frame, at):
        return text[end : end + 1] in ("", ")", "]", ",", ";", "–", "-", " ")
    if _ATTRIBUTED.match(text, end) and 1900 <= year <= 2099:
        return True
    if word in _WEAK:
        ends = word == b"by" and _ENDS.match(text, end) and not _MOVED_BY.search(frame.before(at))
        if ends and year >= 1900:
            return True  # "must be ended by 2100."
        counted = year < 1800 or (year % 100 == 0 and not _DEFINITE.search(frame.before(at)))
        return not counted and not _PLURAL.match(text, end)
    if _IS_THE_YEAR.match(text, end):
        return True
    if year < 1800 or round_count:
        return False
    if word in _ARTICLES or (word == b"s" and text[at - 3 : at - 2] in "'’"):
        return bool(re.match(r"\s+[A-Za-z]|['’]s\b|-", text[end : end + 4]))
    if re.match(r"['’]s\b", text[end : end + 2]):
        return True
    before = frame.before(at)
    opens = not before.strip() or bool(re.search(r"[.!?“\"]\s*$", before))
    return opens and bool(_VERB_NEXT.match(text, end))


def read_year_in_words(frame: Frame, at: int) -> tuple[Moment, ...]:
    """Read "in nineteen eighty-four", "by two thousand and ten"."""
    m = _WORD_YEAR.match(frame.text, at)
    if m is None or _PERSONS.match(frame.text, m.end()) or _PLURAL.match(frame.text, m.end()):
        return ()
    word = frame.word_before(at)
    # "Two thousand" and "nineteen hundred" are counts as well, so they need a word of time.
    count = m["year"].lower().split()[-1] in ("thousand", "hundred")
    if word not in _STRONG and (count or word not in _WEAK):
        return ()
    found = frame.calendar_date(at, m.end(), year=word_year(m["year"]))
    return (found,) if found else ()
