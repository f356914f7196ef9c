"""What a model of entailment shows where no words do: pairs, subjects, and whose figure counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from claimcheck.alignment import align
from claimcheck.alignment.sense import by_sense
from claimcheck.entailment.masking import masked, plain
from claimcheck.entailment.model import Judgement, Pair
from claimcheck.quantities.results import made_by
from claimcheck.reading import read
from claimcheck.types import Article, Claim, Comparison, Context, Entailment, Label, Location
from claimcheck.verdicts import Judge, evidence_of, judge_text
from claimcheck.verdicts.given import subject_of


class Sure:
    """Answers every pair alike."""

    name = "sure"

    def __init__(self, contradiction: float, entailment: float) -> None:
        self.answer = Judgement(contradiction, entailment, 1 - contradiction - entailment)

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        return [self.answer for _ in pairs]


ENTAILS, LEANS = Sure(0.03, 0.95), Sure(0.2, 0.55)


def compared(claim: str, evidence: str, share: float, context: Context | None = None) -> Comparison:
    told = align(read(claim), read(evidence, context or Context()))
    return by_sense(replace(told, entailment=Entailment(1 - share, share, 0.0, "sure")))


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        # A date, told of the same thing in other words.
        (
            "Blue Harvest came out in 2017.",
            "It was issued on August 19, 2008 by a small label.",
            Label.REFUTED,
        ),
        (
            "Blue Harvest came out in 2008.",
            "It was issued on August 19, 2008 by a small label.",
            Label.SUPPORTED,
        ),
        (
            "Blue Harvest came out in the 20th century, and people loved it in the 21st century.",
            "It was issued by a small label, and became dear to many, during the 21st century.",
            Label.NOT_ENOUGH,  # the source's century is the claim's other one
        ),
        # A figure whose noun is another word for the same.
        (
            "The first broadcast was watched by 7.6 million people.",
            "The episode had a viewership of 7.6 million in its first broadcast.",
            Label.SUPPORTED,
        ),
        (
            "The series ran to 204 parts.",
            "It was shown for nine seasons and 201 episodes.",
            Label.NOT_ENOUGH,  # another noun: which of the counts is meant is not known
        ),
    ],
)
def test_figures_and_dates_are_paired_by_sense(claim: str, evidence: str, label: Label) -> None:
    assert judge_text(claim, evidence, entailment=ENTAILS).label is label


def test_without_a_model_other_words_leave_the_claim_open() -> None:
    told = judge_text("Blue Harvest came out in 2017.", "It was issued on August 19, 2008.")
    assert told.label is Label.NOT_ENOUGH


def test_a_model_that_only_leans_shows_what_agrees_and_nothing_that_differs() -> None:
    evidence = "It was issued on August 19, 2008 by a small label."
    agreed = judge_text("Blue Harvest came out in 2008.", evidence, entailment=LEANS)
    assert agreed.label is Label.SUPPORTED
    left = judge_text("Blue Harvest came out in 2017.", evidence, entailment=LEANS)
    assert left.label is Label.NOT_ENOUGH


def test_the_only_other_figure_of_its_kind_is_in_the_claims_place() -> None:
    claim = "The dam holds back 40 cubic kilometres."
    one = compared(claim, "Behind it lie 38 cubic kilometres.", 0.9)
    assert [pair.sensed for pair in one.quantities if pair.comparable] == [True]
    two = compared(claim, "Behind it lie 38 cubic kilometres, of which 30 cubic kilometres.", 0.9)
    assert not any(pair.comparable for pair in two.quantities)


def test_a_figure_in_the_sentence_beside_is_not_missed_in_this_one() -> None:
    context = Context(before="The dam holds back 40 cubic kilometres.")
    told = compared("It stores 40 cubic kilometres.", "Behind it lie 38 cubic kilometres.", 0.9)
    assert any(pair.sensed for pair in told.quantities)
    beside = compared(
        "It stores 40 cubic kilometres.", "Behind it lie 38 cubic kilometres.", 0.9, context
    )
    assert not any(pair.sensed for pair in beside.quantities)


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        ("It cost at least $170 million.", Label.SUPPORTED),
        ("It cost $170 million.", Label.NOT_ENOUGH),
        ("It cost $3.7 billion.", Label.NOT_ENOUGH),
        ("It cost at least $3.7 billion.", Label.NOT_ENOUGH),
    ],
)
def test_only_a_bound_near_a_bound_agrees_with_it_by_sense(evidence: str, label: Label) -> None:
    claim = "They spent at least $165 million."
    assert judge_text(claim, evidence, entailment=ENTAILS).label is label


def test_no_conflict_by_sense_over_a_figure_that_the_article_has() -> None:
    claim = "Ferry Aurora had 120 aboard when it sank."
    evidence = "The vessel went down on Friday with 80 crew. Officials spoke of 120 aboard."
    assert judge_text(claim, evidence, entailment=ENTAILS).label is not Label.REFUTED
    missing = "The vessel went down on Friday with 80 aboard."
    assert judge_text(claim, missing, entailment=ENTAILS).label is Label.REFUTED


@pytest.mark.parametrize(
    ("claim", "evidence", "subject"),
    [
        ("Stefan Lind wrote 54 novels.", "Lind has published 54 novels.", "Stefan Lind"),
        ("Stefan Lind wrote 54 novels.", "He has published 54 novels.", "Stefan Lind"),
        ("Stefan Lind was ranked 21st.", "In 2015, a jury ranked him 21st.", "Stefan Lind"),
        ("Blue Harvest came out in 2008.", "The album was issued in 2008.", "Blue Harvest"),
        ("The Ferro 512 sails daily.", "In 1990, the 512 was the only ship.", "Ferro"),
        # Evidence that tells itself whom it speaks of.
        ("Stefan Lind wrote 54 novels.", "Stefan Lind has published 54 novels.", None),
        ("Stefan Lind wrote 54 novels.", "Martin Lind has published 54 novels.", None),
        ("Stefan Lind wrote 54 novels.", "Anna Berg has 54 novels; he has none.", None),
        ("Rain fell on 54 days.", "It fell on 54 days.", None),
    ],
)
def test_given_evidence_speaks_of_the_claims_subject(
    claim: str, evidence: str, subject: str | None
) -> None:
    assert subject_of(claim, evidence) == subject


def test_a_tokenised_text_is_shown_as_print_has_it() -> None:
    assert plain("He -LRB- born 1960 -RRB- said `` no '' , twice .") == (
        'He (born 1960) said " no ", twice.'
    )
    assert masked("It was on 12 May 1960 -- a Sunday .") == "It was on # May # – a Sunday."
    assert plain(plain("A -LSB- b -RSB- .")) == plain("A -LSB- b -RSB- .")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("39 of 127 and 88", "127 − 88"),
        ("215 of 127 and 88", "127 + 88"),
        ("72 of 12 and 6", "12 × 6"),
        ("3 of 12 and 4", "12 ÷ 4"),
        ("1150 of 900 and 400 and 150", "900 + 400 − 150"),
        ("41 of 127 and 88", ""),
        ("5 of 5", ""),
        ("10 of 1 and 2 and 3 and 4", ""),
        ("0 of 5 and 5", ""),  # nothing is left: that is not told as a figure
    ],
)
def test_results_are_made_of_two_or_three_figures(text: str, how: str) -> None:
    result, *operands = read(text.replace("of", "men of") + " men").quantities
    assert made_by(result, operands)[0] == how


def test_one_of_several_other_dates_is_set_against_a_claim_only_when_sure() -> None:
    claim = "The mill by the lake came out of use in 2012."
    evidence = "It was built on 3 May 1961 and was shut on 4 June 1988."
    assert not compared(claim, evidence, 0.7).moments
    assert compared(claim, evidence, 0.95).moments


def test_conflicts_that_words_show_go_before_those_by_sense() -> None:
    claim = "The port of Varna handled 450 ships in March."
    evidence = "The port of Varna handled 412 ships in March. The quay saw 30 come in."
    told = judge_text(claim, evidence, entailment=ENTAILS)
    assert told.label is Label.REFUTED
    assert {
        finding.evidence_span.of(finding.evidence.sentence.text) for finding in told.findings
    } == {"412"}


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("Stefan Lind sold the mill to Oslo.", Label.REFUTED),  # another place, the same subject
        ("Anna Berg sold the mill to Narvik.", Label.NOT_ENOUGH),  # another subject
    ],
)
def test_a_contradiction_is_heard_of_the_subject_of_the_claim_only(
    claim: str, label: Label
) -> None:
    evidence = "Yesterday Stefan Lind gave the mill to his brother in Narvik."
    assert judge_text(claim, evidence, entailment=Sure(0.97, 0.01)).label is label


def test_words_that_deny_alike_outweigh_the_model() -> None:
    claim = "The port of Varna will not sell coal."
    model = Sure(0.97, 0.01)
    alike = judge_text(claim, "The port of Varna will stop selling coal.", entailment=model)
    assert alike.label is not Label.REFUTED
    other = judge_text(claim, "The port of Varna has coal for all buyers.", entailment=model)
    assert other.label is Label.REFUTED


def test_a_denial_of_the_very_words_is_heard() -> None:
    model, evidence = Sure(0.9, 0.02), "The mill by the lake is open to visitors."
    denied = judge_text("The mill by the lake is not open to visitors.", evidence, entailment=model)
    assert denied.label is Label.REFUTED
    assert judge_text(evidence, evidence, entailment=model).label is Label.SUPPORTED


def test_a_conflict_by_sense_is_of_the_subject_of_the_claim() -> None:
    evidence = "Ida Lind was put into the world in Oslo in 1951."
    told = judge_text("Ida Lind came to this earth in 1961.", evidence, entailment=ENTAILS)
    assert told.label is Label.REFUTED
    other = judge_text("Axel Berg came to this earth in 1961.", evidence, entailment=ENTAILS)
    assert other.label is Label.NOT_ENOUGH


def test_first_as_an_adverb_is_no_figure_to_be_found() -> None:
    evidence = "The Red Mill was shown on 4 May 1986 in Oslo."
    assert judge_text("The Red Mill was first shown in 1986 in Oslo.", evidence).label is (
        Label.SUPPORTED
    )
    counted = judge_text("The Red Mill was the third film shown in 1986 in Oslo.", evidence)
    assert counted.label is Label.NOT_ENOUGH


def test_a_bound_is_violated_though_its_number_stands_elsewhere() -> None:
    evidence = (
        "The number of people who have left the valley has now passed five million. "
        "Three weeks ago it was four million."
    )
    told = judge_text("Fewer than four million people have left the valley.", evidence)
    assert told.label is Label.REFUTED
    exact = judge_text("Four million people have left the valley.", evidence)
    assert exact.label is not Label.REFUTED


def test_a_long_name_weighs_no_more_than_what_happened() -> None:
    evidence = "The Il-96 first flew on 28 September 1988. It has four engines."
    told = judge_text("The Ilyushin Il-96 Long Range Airliner first flew in November.", evidence)
    assert told.label is Label.REFUTED
    other = judge_text("The Ilyushin Il-96 Long Range Airliner was sold in November.", evidence)
    assert other.label is Label.NOT_ENOUGH


@pytest.mark.parametrize(
    ("behind", "label"),
    [
        ("Ida Lind had trained hard.", Label.SUPPORTED),  # the model is shown it, too
        ("Axel Berg had trained hard.", Label.NOT_ENOUGH),
        ("It rained. It snowed. Ida Lind slept.", Label.NOT_ENOUGH),
    ],
)
def test_a_name_beside_the_passage_is_named(behind: str, label: Label) -> None:
    """Of an article's sentences the search finds one: its neighbours may name whom it is of."""
    article = Article("a", "a.md", f"Reed of Bergen took the cup home. {behind}")
    claim = Claim("c", "Ida Lind won the cup.", Location("c.yaml", 1, 1))
    told = Judge(entailment=ENTAILS).judge(claim, evidence_of(article)[:1])
    assert told.label is label


def test_a_figure_of_another_holder_is_not_paired_whatever_the_model_says() -> None:
    source = "The rate was higher in girls, at 18 percent, than in boys, at 12 percent."
    (pair,) = (p for p in compared("Boys had 18 percent.", source, 0.95).quantities if p.comparable)
    assert pair.evidence.face == 12


def test_a_share_of_the_rest_is_not_paired_with_that_of_the_part() -> None:
    source = (
        "65 percent of the grain is bought from a mill, with the rest taken from Tarvian stores."
    )
    rest = compared("65 percent of the grain comes from Tarvian stores.", source, 0.95)
    part = compared("65 percent of the grain comes from a mill.", source, 0.95)
    assert not any(pair.comparable for pair in rest.quantities)
    assert any(pair.comparable for pair in part.quantities)
