"""What is read as a date, as a table, and the laws of comparing, as properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.dates import find_moments, judge, relate
from claimcheck.types import Bound, Moment, MomentKind, Relation

TABLE = yaml.safe_load((Path(__file__).parent / "cases" / "dates.yaml").read_text(encoding="utf-8"))
PUBLISHED = date(2022, 3, 23)


def value(moment: Moment) -> str:
    """A moment as the table writes it."""
    bound = "" if moment.bound is Bound.ON else f"{moment.bound.value} "
    if moment.hour is not None:
        zone = "" if moment.offset is None else f"{moment.offset:+d}"
        return f"{bound}{moment.hour}:{moment.minute:02d}{zone}"
    if moment.resolved and moment.start is not None and moment.end is not None:
        if moment.start == moment.end:
            return bound + moment.start.isoformat()
        return f"{bound}{moment.start.isoformat()}..{moment.end.isoformat()}"
    names = ("year", "month", "day", "weekday")
    stated = [f"{n}={getattr(moment, n)}" for n in names if getattr(moment, n) is not None]
    return bound + (" ".join(stated) or "unresolved")


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["text"][:40])
def test_read(case: dict[str, object]) -> None:
    text = str(case["text"])
    published = case.get("published")
    assert published is None or isinstance(published, date)
    found = find_moments(text, published=published)
    assert [[m.span.of(text), value(m)] for m in found] == case["read"]


# Pairs of one event: what the claim says, what the source says, the relation.
E, C, N = Relation.ENTAILS, Relation.CONTRADICTS, Relation.NEITHER
RELATIONS = [
    ("on February 24, 2022", "on 24/02/2022", E),
    ("in February 2022", "on 24 February 2022", E),
    ("in 2022", "on 24 February 2022", E),
    ("on February 24", "on 24 February 2022", E),
    ("on 24 February 2022", "in February 2022", N),
    ("on 24 February 2022", "in 2022", N),
    ("on February 25", "on 24 February 2022", C),
    ("on 24 February 2021", "on 24 February 2022", C),
    ("in March", "on February 24", C),
    ("in 2021", "in 2022", C),
    ("on Thursday", "on 24 February 2022", E),
    ("on Friday", "on 24 February 2022", C),
    ("on Friday", "on Thursday", C),
    ("on Friday", "on Friday", E),
    ("on 24 February 2022", "on Thursday", N),
    ("in 1994", "in the 1990s", N),
    ("in the 1990s", "in 1994", E),
    ("in the 1980s", "in 1994", C),
    ("in Q1 2022", "on 24 February 2022", E),
    ("in Q2 2022", "in February 2022", C),
    ("in the third quarter of 2020", "in Q2 2020", C),
    ("in early 2022", "in December 2022", C),
    ("before 2020", "in 2018", E),
    ("before 2018", "in 2018", C),
    ("since 2014", "in 2014", E),
    ("in 2014", "since 2014", N),
    ("since 2014", "since 2014", E),
    ("since 2014", "since 2012", N),
    ("by 2030", "in 2035", C),
    ("after 2020", "before 2019", C),
    ("from 2015 to 2018", "in 2016", E),
    ("in 2019", "from 2015 to 2018", C),
    ("on 3 April 2022", "on 03/04/2022", N),
    ("on 5 May 2022", "on 03/04/2022", C),
    ("two days ago", "three days ago", N),
    ("two days ago", "two days ago", E),
    ("in the summer of 2019", "in July 2019", N),
    ("in the summer of 2019", "in July 2018", C),
    ("at 15:45 GMT", "at 13:45 GMT", C),
    ("at 1:45 pm GMT", "at 13:45 GMT", E),
    ("at 2:45 pm CET", "at 13:45 GMT", E),
    ("at 13:45 CET", "at 13:45 GMT", C),
    ("at 13:45", "at 13:45 GMT", E),
    ("at 14:45", "at 13:45 GMT", N),
    ("at 7:15 pm IST", "at 13:45 GMT", E),
    ("at 9 p.m.", "at 9 a.m.", C),
    ("at 9:30", "at 9:30 p.m.", E),
    ("at 9:30 p.m.", "at 9:30", N),
    ("at 8:45 am ET", "at 13:45 GMT", N),
    ("at 10:45 am ET", "at 13:45 GMT", C),
    ("on Tuesday", "at 13:45 GMT", N),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), RELATIONS)
def test_relation(claim: str, evidence: str, expected: Relation) -> None:
    (ours,), (theirs,) = find_moments(claim), find_moments(evidence)
    judged = judge(ours, theirs)
    assert (judged.relation, bool(judged.reason)) == (expected, expected is N)


# Resolved against the publication date: claim, evidence, publication of the evidence.
RESOLVED = [
    ("on 21 March 2022", "two days ago", E),
    ("on 20 March 2022", "two days ago", C),
    ("on 24 February 2022", "on February 24", E),
    ("on 24 February 2020", "on February 24", C),
    ("on 22 March 2022", "on Tuesday", E),
    ("on 29 March 2022", "on Tuesday", N),
    ("on 5 April 2022", "on Tuesday", C),
    ("in February 2022", "last month", E),
    ("in January 2022", "last month", C),
    ("in March 2021", "a year ago", N),
    ("in 2015", "a year ago", C),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), RESOLVED)
def test_resolved(claim: str, evidence: str, expected: Relation) -> None:
    (ours,), (theirs,) = find_moments(claim), find_moments(evidence, published=PUBLISHED)
    assert relate(ours, theirs) is expected


# Parts told by number: a claim so told against a day, and against the same words.
PARTS = [
    ("in the first nine months of 2019", "on 3 May 2019", E),
    ("in the first nine months of 2019", "on 3 November 2019", C),
    ("on the first Monday in October", "on 4 October 2021", N),
    ("on the first Monday in October", "on the first Monday in October", E),
    ("in the last week of July 2021", "on 2 June 2021", C),
    ("in the last week of July 2021", "on 2 August 2021", E),
    ("in the first week of March", "on 3 March 2022", N),
    ("in nineteen eighty-four", "in 1984", E),
    ("in nineteen eighty-four", "in 1985", C),
    ("two weeks before Christmas 2020", "on 11 December 2020", E),
    ("on Good Friday 2021", "on 2 April 2021", E),
    ("in 2016 Q3", "in the third quarter of 2016", E),
    ("at 8 in the evening", "at 20:00", E),
    ("at 8 in the evening", "at 8 in the morning", C),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), PARTS)
def test_parts(claim: str, evidence: str, expected: Relation) -> None:
    (ours,), (theirs,) = find_moments(claim), find_moments(evidence)
    assert relate(ours, theirs) is expected


MONTHS = "January February March April May June July August September October November December"
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def one(text: str, published: date | None = None) -> Moment:
    found = find_moments(f"It was built {text}.", published=published)
    assert len(found) == 1, (text, found)
    return found[0]


def ordinal(number: int) -> str:
    ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int, joint: str = "-") -> str:
    """A number of one or two figures in words."""
    if number < 10:
        return ONES[number - 1]
    if number < 20:
        return TEENS[number - 10]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (joint + ONES[ones - 1] if ones else "")


def year_in_words(year: int) -> list[str]:
    """The ways a year from 1900 to 2099 is written in words."""
    century, rest = divmod(year, 100)
    if rest == 0:
        return ["nineteen hundred"] if century == 19 else ["two thousand"]
    hundred = "nineteen" if century == 19 else "twenty"
    small = [f"{hundred} {'oh ' if rest < 10 else ''}{spelled(rest, joint)}" for joint in "- "]
    return small + ([f"two thousand and {spelled(rest)}"] if century == 20 else [])


def notations(day: date) -> list[str]:
    month = MONTHS.split()[day.month - 1]
    written = [
        f"on {day.day} {month} {day.year}",
        f"on {month} {day.day}, {day.year}",
        f"on {day.isoformat()}",
        f"on the {ordinal(day.day)} of {month} {day.year}",
        f"on {day:%A}, {month} {day.day}, {day.year}",
    ]
    short = month if len(month) < 6 else f"{month[:3]}."
    written += [
        f"on {day.day} {short} {day.year}",
        f"on {short} {day.day}, {day.year}",
        f"on {ordinal(day.day)} {month}, {day.year}",
        f"on {month} {ordinal(day.day)} {day.year}",
        f"on {day.day}-{month[:3]}-{day.year}",
        f"on {day:%A} {day.day} {month} {day.year}",
        f"on {day.year}/{day:%m/%d}",
        f"on {day.year}-{day.month}-{day.day}",
        f"on the {ordinal(day.day)} day of {month} {day.year}",
        *(f"on {month} {day.day}, {year}" for year in year_in_words(day.year)),
    ]
    if day.day > 12:
        written += [f"on {day:%d/%m/%Y}", f"on {day:%m/%d/%Y}"]
    return written


def coarser(day: date) -> list[str]:
    month = MONTHS.split()[day.month - 1]
    return [
        f"on {month} {day.day}",
        f"on {day:%A}",
        f"in {month} {day.year}",
        f"in Q{(day.month + 2) // 3} {day.year}",
        f"in {day.year}",
        f"in the {day.year // 10 * 10}s",
        f"before {day.year + 1}",
        f"since {day.year - 1}",
    ]


@given(DAYS, st.data())
def test_notation_does_not_matter(day: date, data: st.DataObject) -> None:
    claim = one(data.draw(st.sampled_from(notations(day))))
    evidence = one(data.draw(st.sampled_from(notations(day))))
    assert relate(claim, evidence) is E


@given(DAYS)
def test_every_notation_is_read_back(day: date) -> None:
    for text in notations(day):
        moment = one(text)
        assert value(moment) == day.isoformat(), text
        assert moment.bound is Bound.ON
        assert not moment.deictic


@pytest.mark.parametrize("year", [*range(1900, 2100, 7), 2000, 2005, 2010, 2020])
def test_years_in_words(year: int) -> None:
    for words in year_in_words(year):
        assert value(one(f"in {words}")) == f"{year}-01-01..{year}-12-31", words


#: Text that a line may hold without end: none may take more than time in proportion to it.
ENDLESS = ("1", ",", " ", "a ", "1 ", "1,", "1:", "1/2", "in a ", "first ", "may ", "the 1st of ")


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_long_line_comes_to_an_end(unit: str) -> None:
    line = (unit * 1_000_000)[:1_000_000]
    assert not any(m.kind is MomentKind.DATE and m.day for m in find_moments(line))


@pytest.mark.parametrize(
    "unit", ["1987 ", "March to ", "Sunday ", "10:30 ", "last year ", "May 3, "]
)
def test_a_long_list_of_dates_comes_to_an_end(unit: str) -> None:
    line = (unit * 20_000)[:100_000]
    found = find_moments(line, published=PUBLISHED)
    assert all(m.span.end - m.span.start < 200 for m in found)


@given(DAYS, DAYS, st.data())
def test_a_day_has_no_tolerance(day: date, other: date, data: st.DataObject) -> None:
    assume(day != other)
    claim = one(data.draw(st.sampled_from(notations(day))))
    evidence = one(data.draw(st.sampled_from(notations(other))))
    assert relate(claim, evidence) is C
    assert relate(evidence, claim) is C


@given(DAYS, st.data())
def test_a_coarser_claim_is_entailed(day: date, data: st.DataObject) -> None:
    claim = one(data.draw(st.sampled_from(coarser(day))))
    evidence = one(data.draw(st.sampled_from(notations(day))))
    assert relate(claim, evidence) is E


@given(DAYS, st.data())
def test_a_coarser_source_never_denies(day: date, data: st.DataObject) -> None:
    claim = one(data.draw(st.sampled_from(notations(day))))
    evidence = one(data.draw(st.sampled_from(coarser(day))))
    assert relate(claim, evidence) is not C


PHRASES = st.sampled_from(
    [claim for claim, _, _ in RELATIONS] + [source for _, source, _ in RELATIONS + RESOLVED]
)


@given(PHRASES, st.none() | DAYS)
def test_nothing_denies_itself(phrase: str, published: date | None) -> None:
    for moment in find_moments(phrase, published=published):
        assert relate(moment, moment) is not C


@given(st.integers(0, 23), st.integers(0, 59), st.integers(-11, 13), st.integers(-11, 13))
def test_zones_are_converted(hour: int, minute: int, mine: int, other: int) -> None:
    there = (hour + other - mine) % 24
    claim = one(f"at {hour:02d}:{minute:02d} UTC{mine:+d}")
    evidence = one(f"at {there:02d}:{minute:02d} UTC{other:+d}")
    late = one(f"at {(there + 1) % 24:02d}:{minute:02d} UTC{other:+d}")
    claim, evidence, late = (replace(m, half_day=False) for m in (claim, evidence, late))
    assert relate(claim, evidence) is E
    assert relate(claim, late) is C


@given(st.integers(1, 999), DAYS)
def test_days_ago(count: int, published: date) -> None:
    day = published - timedelta(days=count)
    assert value(one(f"{count} days ago", published)) == day.isoformat()


@given(st.text(alphabet="0123456789/:-., aApPmMT’'", max_size=60), st.none() | DAYS)
def test_spans_are_in_order_and_within(text: str, published: date | None) -> None:
    found = find_moments(text, published=published)
    ends = [0] + [m.span.end for m in found]
    assert all(end <= m.span.start for end, m in zip(ends, found, strict=False))
    assert all(m.span.start < m.span.end <= len(text) for m in found)
    assert all(not m.span.of(text).isdigit() or len(m.span.of(text)) <= 4 for m in found)


@pytest.mark.parametrize("text", ["over the last few days", "OVER THE LAST FEW DAYS"])
def test_a_vague_number_of_days_is_no_days_however_it_is_written(text: str) -> None:
    (moment,) = find_moments(text, published=date(2022, 4, 19))
    assert (moment.start, moment.end) == (None, None)
