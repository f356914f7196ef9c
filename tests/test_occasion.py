"""What is told of another day, company or bond refutes nothing, however alike the words."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.entailment.model import Judgement, Pair
from claimcheck.names import compare_names
from claimcheck.types import Article, Claim, Label, Location, Slot, Verdict
from claimcheck.verdicts import Judge, evidence_of

MARCH = date(2024, 3, 5)


def judged(claim: str, *texts: str, as_of: date | None = MARCH, day: date = MARCH) -> Verdict:
    made = Claim("c", claim, Location("c.yaml", 1, 1), as_of=as_of)
    articles = [Article(str(n), f"{n}.txt", text, published=day) for n, text in enumerate(texts)]
    return Judge().judge(made, [e for article in articles for e in evidence_of(article)])


SHORTAGE = "The bank of Ostria told 15 dealers that it expects a shortage of 450 million marks."
NOTES = "The notes of the city of Arven have a coupon of 5 percent and run for 7 years."


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        # Every figure is another one, and so are words: another day's, or another bond's.
        (
            "The central bank warned 12 dealers in the money market to expect a shortage of"
            " 950 million marks.",
            SHORTAGE,
            Label.NOT_ENOUGH,
        ),
        (
            "The notes of the port were sold with a coupon of 6 percent and run for 9 years.",
            NOTES,
            Label.NOT_ENOUGH,
        ),
        # One figure is borne out, and the other is the slip.
        (
            "The central bank warned 15 dealers in the money market to expect a shortage of"
            " 950 million marks.",
            SHORTAGE,
            Label.REFUTED,
        ),
        (
            "The notes of the port were sold with a coupon of 6 percent and run for 7 years.",
            NOTES,
            Label.REFUTED,
        ),
        # The claim's own sentence, with two slips.
        (
            "The bank of Ostria told 12 dealers that it expects a shortage of 950 million marks.",
            SHORTAGE,
            Label.REFUTED,
        ),
        # A single figure may be the slip itself.
        (
            "The central bank told dealers to expect a shortage of 950 million marks.",
            SHORTAGE,
            Label.REFUTED,
        ),
        # All whom the claim names are in the sentence.
        (
            "Arven and Ostria said at the talks that 12 of the 30 ports stay shut.",
            "Ostria and Arven shut 15 ports of the 40 after the talks.",
            Label.REFUTED,
        ),
        (
            "Arven and Belmar said at the talks that 12 of the 30 ports stay shut.",
            "Ostria and Arven shut 15 ports of the 40 after the talks.",
            Label.NOT_ENOUGH,
        ),
    ],
)
def test_conflicts_with_nothing_borne_out(claim: str, text: str, label: Label) -> None:
    verdict = judged(claim, text)
    assert verdict.label is label, verdict.reason


def test_what_another_article_bears_out_is_of_another_occasion_too() -> None:
    claim = (
        "The central bank warned 15 dealers in the money market to expect a shortage of"
        " 950 million marks."
    )
    assert judged(claim, SHORTAGE).label is Label.REFUTED
    elsewhere = "The bank of Ostria warned 15 dealers in the money market."
    other = "The bank of Ostria expects a shortage of 450 million marks."
    assert judged(claim, elsewhere, other).label is Label.NOT_ENOUGH


def test_the_reason_tells_the_doubt() -> None:
    claim = "The central bank warned 12 dealers to expect a shortage of 950 million marks there."
    assert "perhaps of another occasion" in judged(claim, SHORTAGE).reason


@pytest.mark.parametrize(
    ("as_of", "label"),
    [
        (MARCH, Label.REFUTED),
        (date(2024, 3, 18), Label.NOT_ENOUGH),
        (None, Label.REFUTED),
    ],
)
def test_today_is_another_day_in_another_paper(as_of: date | None, label: Label) -> None:
    claim = "The bank of Ostria bought 510 million marks today."
    verdict = judged(claim, "The bank of Ostria bought 450 million marks today.", as_of=as_of)
    assert verdict.label is label, verdict.reason


@pytest.mark.parametrize(
    ("claim", "text", "as_of", "label"),
    [
        ("on Monday", "on Wednesday", date(2024, 3, 6), Label.REFUTED),
        ("on Monday", "on Wednesday", date(2024, 3, 20), Label.NOT_ENOUGH),
        ("on March 4", "on March 3", date(2024, 3, 6), Label.REFUTED),
        ("on March 4", "on March 3", date(2024, 3, 20), Label.REFUTED),
    ],
)
def test_a_weekday_is_of_its_own_week_and_a_day_of_the_month_of_one(
    claim: str, text: str, as_of: date, label: Label
) -> None:
    met = "The council of Arven met {}."
    verdict = judged(met.format(claim), met.format(text), as_of=as_of)
    assert verdict.label is label, verdict.reason


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        # Two shares are of two things, though one country has both.
        (
            "Canadian oil exports rose 20 percent in 2023 over the previous year, the office"
            " Statistics Canada said.",
            "Canada's real gross domestic product, seasonally adjusted, rose 1.1 percent in the"
            " fourth quarter of 2023, the office Statistics Canada said.",
            Label.NOT_ENOUGH,
        ),
        (
            "Canadian oil exports rose 20 percent in 2023 over the previous year, the office"
            " Statistics Canada said.",
            "Canada's exports of crude oil, seasonally adjusted, rose 1.1 percent in the"
            " fourth quarter of 2023, the office Statistics Canada said.",
            Label.REFUTED,
        ),
        # Killed, and trapped.
        (
            "The fire in the mine at Lom killed 12 miners.",
            "The fire in the mine at Lom trapped 44 miners.",
            Label.NOT_ENOUGH,
        ),
        (
            "The flood at Lom stranded 12 tourists.",
            "In the flood at Lom 44 tourists were rescued.",
            Label.NOT_ENOUGH,
        ),
        (
            "The fire in the mine at Lom killed 12 miners.",
            "The fire in the mine at Lom killed 44 miners.",
            Label.REFUTED,
        ),
        # What many say word for word, each of its own.
        (
            "Arven Steel Inc said it filed a statement with the exchange covering 30 million"
            " marks of bonds.",
            "Belmar Cement Inc said it filed a statement with the exchange covering 75 million"
            " marks of bonds.",
            Label.NOT_ENOUGH,
        ),
        (
            "Arven Steel Inc said it filed a statement with the exchange covering 75 million"
            " marks of bonds.",
            "Belmar Cement Inc said it filed a statement with the exchange covering 75 million"
            " marks of bonds.",
            Label.REFUTED,
        ),
        (
            "Arven Steel Inc said it has started its public offer for all Class A shares of"
            " Corvin.",
            "Belmar Cement Inc said it has started its public offer for all Class A shares of"
            " Dorn.",
            Label.NOT_ENOUGH,
        ),
    ],
)
def test_another_subject(claim: str, text: str, label: Label) -> None:
    verdict = judged(claim, text)
    assert verdict.label is label, verdict.reason


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        ("Chrysler Corp", "Corp", Slot.UNKNOWN),
        ("Plc", "Arven Steel Plc", Slot.UNKNOWN),
        ("Corp", "Corp", Slot.SAME),
        ("Bank of Japan", "Bank", Slot.SAME),
        ("Chrysler Corp", "Beneficial Corp", Slot.DIFFERENT),
    ],
)
def test_a_form_of_company_names_none(one: str, other: str, slot: Slot) -> None:
    assert compare_names(one, other) is slot


class Says:
    """A model of entailment that is as sure of everything."""

    name = "test"

    def __init__(self, share: float) -> None:
        self.share = share

    def judge(self, pairs: list[Pair]) -> list[Judgement]:
        return [Judgement(0.02, self.share, 0.98 - self.share) for _ in pairs]


@pytest.mark.parametrize(
    ("share", "given", "label"),
    [
        (0.7, True, Label.SUPPORTED),
        (0.7, False, Label.NOT_ENOUGH),
        (0.85, False, Label.SUPPORTED),
    ],
)
def test_sense_alone_supports_less_where_evidence_was_searched_for(
    share: float, given: bool, label: Label
) -> None:
    claim = Claim("c", "The council gave up the theatre.", Location("c.yaml", 1, 1))
    article = Article("a", "a.txt", "The town sold the theatre to an investor.")
    judge = Judge(entailment=Says(share), given=given)  # type: ignore[arg-type]
    assert judge.judge(claim, evidence_of(article)).label is label


def test_figures_of_whom_the_article_does_not_name_conflict_with_none_by_sense() -> None:
    text = (
        "The agency Arven Ratings lowered the ratings on about 390 million marks of debt of Dorn."
    )
    labels = []
    for whom in ("Corvin", "Dorn"):
        words = f"Arven Ratings downgraded the debt of {whom}, some 3.4 billion marks."
        claim = Claim("c", words, Location("c.yaml", 1, 1))
        judge = Judge(entailment=Says(0.9))  # type: ignore[arg-type]
        labels.append(judge.judge(claim, evidence_of(Article("a", "a.txt", text))).label)
    assert labels == [Label.NOT_ENOUGH, Label.REFUTED]
