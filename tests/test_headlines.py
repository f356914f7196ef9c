"""Headlines against their article: what it has nowhere, and what could have made it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from claimcheck.entailment.model import Judgement, Pair
from claimcheck.quantities import find_quantities
from claimcheck.quantities.told import Told, could_come_from, numbers_in
from claimcheck.types import Article, Claim, Label, Location
from claimcheck.verdicts import Judge, evidence_of, judge_text

ARTICLE = """
A ferry ran aground off the island of Selby in heavy fog early on Sunday, hurting 46 passengers and
sinking within an hour, the coast guard said. Lifeboats took off everybody else. The owner, Blue
Line, bought the ship for $12 million in 1997 and has spent $30 million on it since. Flight 370 of
Selby Air, which had to wait for two hours, brought a surgeon. Sixteen other ferries have run
aground there in 51 years. The coast guard blocked three new routes. In 2016 a tanker burned out
for nine days. The line says that fares may rise by 8%,
and more than 70 crew members went on strike over pay. Its chief, who is 64, has been with it for
half a century, and calls the night the worst of his life. The wreck is to be raised next year.
"""


class Sure:
    """Holds every claim to be entailed by one share, and contradicted by none."""

    name = "sure"

    def __init__(self, entailment: float) -> None:
        self.answer = Judgement(0.0, entailment, 1 - entailment)

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        return [self.answer for _ in pairs]


def label(headline: str, share: float = 0.45, article: str = ARTICLE) -> Label:
    return judge_text(headline, article, entailment=Sure(share)).label


@pytest.mark.parametrize(
    ("headline", "mine", "theirs"),
    [
        ("Ferry Runs Aground in Fog, 460 Hurt", "460", "46 passengers within an hour"),
        ("Ferry Bought for $120M Sinks Off Selby", "$120M Sinks", "$12 million 1997"),
        ("Ferry Bought in 1971 Runs Aground in Fog", "1971", "1997"),
        (
            "Over 25 Ferry Crew on Strike in Selby",
            "Over 25 Ferry Crew",
            "more than 70 crew members",
        ),
        ("Surgeon Came to Ferry on Flight 740", "Flight 740", "Flight 370"),
    ],
)
def test_a_headline_has_what_its_article_has_otherwise(
    headline: str, mine: str, theirs: str
) -> None:
    verdict = judge_text(headline, ARTICLE, entailment=Sure(0.45))
    assert verdict.label is Label.REFUTED
    assert verdict.reason == f"claim says {mine}, which the article has nowhere; it says {theirs}"


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry Runs Aground in Fog, 46 Hurt",
        # One with the sixteen others, a sum, and what is rounded or said otherwise.
        "Ferry Is One of 17 to Run Aground Off Selby",
        "Ferry That Cost $42M Sinks Off Selby",
        "Chief of 50 Years Tells of Ferry's Worst Night",
        "Ferry Company Has Spent $30.2M on Ship",
        # Within a bound, and a bound rounded down.
        "At Least 20 Hurt as Ferry Runs Aground",
        "More Than 60 Crew Members Went on Strike",
        # A year between two that are told, and one next to another.
        "Ferry Bought in 1998 Runs Aground",
        "Ferries Have Run Aground Off Selby Since 1965",
        # A label of no kind that the article has, and the article's own.
        "Ferry Runs Aground Near Pier 9",
        "Surgeon Came to Ferry on Flight 370",
    ],
)
def test_what_may_come_from_the_article_is_not_refuted(headline: str) -> None:
    assert label(headline) is not Label.REFUTED


def test_no_article_of_something_else_refutes_a_headline() -> None:
    assert label("Mayor of Dunmore Resigns After 9 Weeks", 0.1) is not Label.REFUTED
    assert label("Ferry Runs Aground in Fog, 460 Hurt", 0.05, "Fog. " * 5) is not Label.REFUTED


def test_a_sentence_is_no_headline() -> None:
    assert label("The coast guard stopped 30 shipping lanes near Selby.") is not Label.REFUTED


def test_a_figure_of_no_known_thing_that_stands_elsewhere_is_left_open() -> None:
    article = (
        ARTICLE + "They were just 3 when they first walked down the aisle. Now 22, they are back."
    )
    assert label("After Walking Down Aisle at 3, Couple Is Back", 0.9, article) is not Label.REFUTED


def test_the_very_number_of_an_article_is_not_its_other_one() -> None:
    article = ARTICLE + "Selby Air recalled 8,500 seats last year. It took back 650 cushions."
    assert label("Selby Air Recalls 650 Seats", 0.9, article) is not Label.REFUTED
    assert label("Selby Air Recalls 6,500 Seats", 0.9, article) is Label.REFUTED


def test_all_numbers_of_a_text_are_told() -> None:
    told = numbers_in(
        "Twins, 3, took Flight 370 for a decade, twice in 1997 and half a million times."
    )
    assert {Decimal(n) for n in ("2", "3", "370", "10", "1997", "500000")} <= set(told)


@pytest.mark.parametrize(
    ("figure", "text", "comes"),
    [
        ("42 people", "30 men and 12 women", True),
        ("18 people", "30 men and 12 women", True),
        ("43 people", "30 men and 12 women", False),
        ("51 years", "from 1963 to 2014", True),
        ("55 years", "from 1963 to 2014", False),
        ("40 percent", "20 of the 50 boats", True),
        ("45 percent", "20 of the 50 boats", False),
        ("$120,000", "$10,000 a month", True),
        ("$120,000", "$10,000 in all", False),
        ("4 months", "120 days", True),
        ("7 months", "120 days", False),
        ("160 people", "165 climbers", True),
        ("170 people", "46 climbers", False),
        ("24 states", "23 other states", True),
        ("25 states", "23 other states", False),
    ],
)
def test_what_a_figure_can_come_from(figure: str, text: str, comes: bool) -> None:
    (mine, *_), _ = find_quantities(figure)
    told = Told(numbers_in(text), find_quantities(text)[0])
    assert could_come_from(mine, told) is comes


@pytest.mark.parametrize(
    ("claim", "given", "label"),
    [
        ("Ferry Bought for $120M Sinks Off Selby", True, Label.REFUTED),
        # over an index the article may be of another ferry
        ("Ferry Bought for $120M Sinks Off Selby", False, Label.NOT_ENOUGH),
        # prose tells what its source does not speak of
        ("Rebuilding the ferry in fog off Selby cost $120 million.", True, Label.NOT_ENOUGH),
        ("A surgeon came to the ferry from Selby on Flight 740.", True, Label.NOT_ENOUGH),
    ],
)
def test_only_a_headline_given_with_its_article_is_told_by_it(
    claim: str, given: bool, label: Label
) -> None:
    article = Article("a", "a.txt", ARTICLE)
    judge = Judge(entailment=Sure(0.45), given=given)
    told = Claim("c", claim, Location("c.yaml", 1, 1))
    assert judge.judge(told, evidence_of(article)).label is label
