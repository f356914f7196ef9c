"""Texts that are one story: sketches, versions, what corrects, and figures taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.audit import Kind, audit
from claimcheck.audit.corrections import corrects
from claimcheck.audit.headlines import Headlines
from claimcheck.audit.revisions import revisions
from claimcheck.audit.sketches import likeness, nearly_same, rare_figures, sharing_figures, sketch
from claimcheck.audit.versions import versions
from claimcheck.evidence import passages
from claimcheck.types import Article

DAY = date(2021, 3, 2)
STORY = (
    "The ferry from Norvik to Halden will sail twice a day from May, said the harbour master, who "
    "has asked the council for a second quay and 14 lamps. The first ferry was built in 1974."
)


def article(text: str, title: str = "", days: int = 0, name: str = "a") -> Article:
    whole = f"{title}\n\n{text}" if title else text
    return Article(
        name, f"{name}.txt", whole, title=title or None, published=DAY + timedelta(days=days)
    )


# --------------------------------------------------------------------------
# Sketches


def test_a_figure_changed_changes_no_sketch() -> None:
    assert sketch(STORY) == sketch(STORY.replace("14", "41").replace("1974", "1977"))


@given(st.text(alphabet="ab cd 12.,", max_size=80), st.text(alphabet="ab cd 12.,", max_size=80))
def test_likeness_is_the_same_both_ways_and_whole_with_itself(one: str, other: str) -> None:
    first, second = sketch(one), sketch(other)
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first) == (1.0 if first else 0.0)


def test_other_words_are_not_nearly_the_same() -> None:
    other = "Rain fell on the hills for a week, and the shepherds of Tarva asked for hay and salt."
    texts = [sketch(STORY), sketch(other), sketch(STORY.replace("14", "15"))]
    assert list(nearly_same(texts)) == [(0, 2)]


def test_a_text_is_set_beside_few_others_though_all_are_the_same() -> None:
    few, many = ([sketch(STORY)] * number for number in (50, 100))
    assert len(list(nearly_same(many))) < 2.2 * len(list(nearly_same(few)))


def test_years_and_round_figures_are_not_rare() -> None:
    text = "In 1974 and 2021 some 10,000 people paid 1,483,000 kroner, 12.5 or 98,765.43 each."
    assert rare_figures(text) == {"1,483,000", "98,765.43"}


def test_texts_meet_by_two_rare_figures_and_not_by_one() -> None:
    texts = [frozenset({"1,483", "2,917"}), frozenset({"1,483"}), frozenset({"2,917", "1,483"})]
    assert list(sharing_figures(texts)) == [(0, 2)]


# --------------------------------------------------------------------------
# Versions


def pairs(*told: Article) -> list[tuple[int, int, bool]]:
    return [(v.one, v.other, v.corrected) for v in versions(told, Headlines(told))]


def test_a_story_sent_again_is_a_version_of_the_first() -> None:
    first = article(STORY, "Ferry to Halden")
    again = article(STORY.replace("14", "41"), "Ferry to Halden", days=1, name="b")
    assert pairs(first, again) == [(0, 1, False)]


def test_the_one_that_corrects_is_the_later_one_of_a_day() -> None:
    first = article(STORY.replace("14", "41"), "Corrected: Ferry to Halden")
    second = article(STORY, "Ferry to Halden", name="b")
    assert pairs(first, second) == [(1, 0, True)]


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Ferry to Halden", 3),  # other news
        ("Tram to Larkspur", 0),  # another subject
        ("Ferry to Halden at noon", 0),  # of another hour
    ],
)
def test_what_is_no_version(title: str, days: int) -> None:
    first = article(STORY, "Ferry to Halden this morning" if "noon" in title else "Ferry to Halden")
    assert pairs(first, article(STORY.replace("14", "41"), title, days, name="b")) == []


def test_a_correction_may_come_after_a_week() -> None:
    first = article(STORY, "Ferry to Halden")
    again = article(STORY.replace("14", "41"), "Corrected: Ferry to Halden", days=7, name="b")
    assert pairs(first, again) == [(0, 1, True)]


@given(st.integers(5, 9))
@settings(max_examples=5, deadline=None)
def test_many_versions_are_a_form(count: int) -> None:
    told = [
        article(f"{STORY} It costs {n} kroner.", "Ferry to Halden", name=f"a{n}")
        for n in range(count)
    ]
    assert pairs(*told) == []


# --------------------------------------------------------------------------
# What corrects


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Corrected - Ferry to Halden", STORY),
        ("Ferry to Halden (correction)", STORY),
        ("Correction: Ferry to Halden", STORY),
        ("Ferry to Halden, correcting amount", STORY),
        ("Ferry to Halden", f"{STORY} (Corrects figure in second paragraph.)"),
        ("Ferry to Halden", f"{STORY} An earlier version of this article misstated the year."),
        ("Ferry to Halden", f"{STORY} This page has been amended."),
        ("Ferry to Halden", f"Correction: the year is wrong. {STORY}"),
    ],
)
def test_a_text_that_corrects(title: str, text: str) -> None:
    assert corrects(article(text, title))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ferry to Halden", STORY),
        ("Shares of Aldor due for a correction", STORY),
        ("Aldor promises to correct its practices", STORY),
        ("Ferry to Halden", f"{STORY} The master said the newspaper was correct."),
        ("Ferry to Halden", f"{STORY} The council wants to correct the course of the river."),
        ("House of correction to be closed", STORY),
    ],
)
def test_a_text_that_does_not_correct(title: str, text: str) -> None:
    assert not corrects(article(text, title))


# --------------------------------------------------------------------------
# Figures taken back: the old one, then the new one


def taken_back(text: str) -> list[tuple[str, str]]:
    return [
        (each.old.number.of(read.reading.text), each.new.number.of(read.reading.text))
        for read in passages(article(text))
        for each in revisions(read)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Output rose 1.5 percent, revised from a previously reported 0.9 percent.",
            ("0.9", "1.5"),
        ),
        ("It revised the December rise to 1.5 percent from 0.9 percent.", ("0.9", "1.5")),
        ("It revised its 2021 forecast from 4 percent to 3 percent.", ("4", "3")),
        ("It cut its forecast for 2021 to 3 percent from 4 percent.", ("4", "3")),
        ("The gain was 117 boats, previously reported at 166 boats.", ("166", "117")),
        ("It needs 500 euros instead of the originally estimated 350 euros.", ("350", "500")),
        ("It earned 485 euros, not the 528 euros it reported earlier.", ("528", "485")),
        ("The article should have said 45 boats, not 40 boats.", ("40", "45")),
        ("An article misstated the fee as 40 euros; it is 47 euros.", ("40", "47")),
        ("Aldor raised its bid for the mill to 33 euros from 27 euros.", ("27", "33")),
    ],
)
def test_a_figure_is_taken_back(text: str, found: tuple[str, str]) -> None:
    assert taken_back(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Output rose to 4.9 percent in February from 4.2 percent in January.",
        "The council raised the fee to 47 euros from 40 euros.",
        "It wants 45 boats, not 40 boats.",
        "Output is down 10 percent from the previous forecast and 21 percent below that of 2019.",
        "The company earlier reported a profit of 44 euros, after 35 euros in 2019.",
        "It revised the December rise, while exports fell to 858 boats from 895 boats.",
        "It revised its forecast to 5 percent from 5 percent.",
        "It corrected the fee to 47 euros after 3 days.",
    ],
)
def test_no_figure_is_taken_back(text: str) -> None:
    assert taken_back(text) == []


# --------------------------------------------------------------------------
# Notes that correct, as newsrooms write them

MUSEUM = article(
    "The Larkspur museum drew 3,200 visitors in 2020, its keeper said. A pass costs 47 dollars for "
    "adults.",
    "Larkspur museum draws more visitors",
)


@pytest.mark.parametrize(
    "note",
    [
        "An earlier version of this article gave the wrong number of visitors of the Larkspur"
        " museum. There were 2,300 visitors, not 3,200.",
        "A March 2 article incorrectly stated that the Larkspur museum drew 3,200 visitors in"
        " 2020. It drew 2,300 visitors.",
        "Editor's note: a story about the Larkspur museum has been updated to correct the "
        "number of visitors to 2,300 from 3,200.",
        "An article on Tuesday about the Larkspur museum gave an incorrect figure for its "
        "visitors in 2020. It was 2,300, not 3,200.",
        "The number of visitors of the Larkspur museum in 2020 was 2,300, and not, as we "
        "reported on Tuesday, 3,200.",
        "In the story on the Larkspur museum, please read 2,300 visitors instead of 3,200 "
        "visitors.",
        "In an item on the Larkspur museum the number of visitors should read 2,300 instead "
        "of 3,200.",
        "We said on Tuesday that the Larkspur museum drew 3,200 visitors in 2020. In fact it "
        "drew 2,300 visitors.",
        "The Larkspur museum drew 2,300 visitors in 2020, it said on Friday, correcting an "
        "earlier figure of 3,200 visitors.",
        "The Larkspur museum drew 2,300 visitors in 2020, down from the 3,200 it had first "
        "reported.",
        "The Larkspur museum lowered its count of visitors in 2020 to 2,300, from 3,200 initially.",
        "The Larkspur museum corrected the number of its visitors in 2020 from 3,200 to 2,300.",
        "An article on March 2 overstated the number of visitors of the Larkspur museum in "
        "2020. It was 2,300, not 3,200.",
        "Because of an editing error, an article on Tuesday misstated the price of a pass for"
        " adults of the Larkspur museum. It is 40 dollars, not 47 dollars.",
    ],
)
def test_a_note_supersedes_what_it_corrects(note: str) -> None:
    (found,) = audit([MUSEUM, article(note, "Corrections", days=3, name="b")]).found
    assert found.kind is Kind.SUPERSEDED
    assert [place.article.id for place in found.mentions] == ["a", "b"]


@pytest.mark.parametrize(
    "note",
    [
        # another museum
        "An article on March 2 overstated the number of visitors of the Halden library in "
        "2020. It was 2,300, not 3,200.",
        # another year
        "An article on March 2 overstated the number of visitors of the Larkspur museum in "
        "2019. It was 2,300, not 3,200.",
        # another figure
        "An article on March 2 overstated the number of visitors of the Larkspur museum in "
        "2020. It was 2,300, not 4,100.",
        # what nobody has said before
        "The Larkspur museum hopes for 4,100 visitors in 2021, not for the 3,200 of 2020.",
        "The Larkspur museum drew 2,300 visitors in 2019. It drew 3,200 visitors in 2020.",
    ],
)
def test_a_note_on_something_else_supersedes_nothing(note: str) -> None:
    assert audit([MUSEUM, article(note, "From our readers", days=3, name="b")]).found == ()
