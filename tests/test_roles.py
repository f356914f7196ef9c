"""Words and figures that are right, told of the wrong one, bear out nothing."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.alignment import align
from claimcheck.reading import read
from claimcheck.text.clauses import predicates
from claimcheck.types import Article, Claim, Label, Location, Slot, Verdict
from claimcheck.verdicts import Judge, evidence_of

DAY = date(2024, 3, 6)


def judged(claim: str, *paragraphs: str) -> Verdict:
    made = Claim("c", claim, Location("c.yaml", 1, 1), as_of=DAY)
    article = Article("a", "a.txt", "\n\n".join(paragraphs), published=DAY)
    return Judge().judge(made, evidence_of(article))


YES, NO, OPEN = Label.SUPPORTED, Label.REFUTED, Label.NOT_ENOUGH

CALL = "Moreau resigned on Tuesday evening and thanked Adler in a short letter."
SOLD = "The Danish navy has sold 14 Estonian trawlers to Peru."
BRIDGE = "The tunnel closed on Friday, but the old bridge remained passable."
RACE = "Peru's Rosa Quispe came fourth in 14:05.2 and Japan's Yuko Mori was fifth."
VOTES = "The Agrarians took 41 percent, the Radicals 33 percent and the Monarchists 12 percent."
TREATY = "Adler signed a treaty with Norway and said he would hold talks with Sweden in May."
TAKEOVER = "Board member Lena Roth said that the group was planning an offer for its rival Kestrel."
FILM = "The comedy stars Anna Bloom and was shot in Lisbon."


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        # Doer and receiver.
        ("Moreau thanked Adler in a short letter.", CALL, YES),
        ("Adler thanked Moreau in a short letter.", CALL, NO),
        ("Adler was thanked by Moreau in a short letter.", CALL, YES),
        ("Adler resigned on Tuesday evening.", CALL, OPEN),
        ("Moreau resigned on Tuesday evening.", CALL, YES),
        ("The Danish navy has sold Estonian trawlers.", SOLD, YES),
        ("The Estonian navy has sold Danish trawlers.", SOLD, NO),
        ("Hanover defeated Saxony in May.", "Saxony was defeated by Hanover in May.", YES),
        ("Saxony defeated Hanover in May.", "Saxony was defeated by Hanover in May.", NO),
        ("Kestrel is planning an offer.", TAKEOVER, OPEN),
        ("The group is planning an offer for Kestrel.", TAKEOVER, YES),
        ("Anna Bloom stars in the comedy.", FILM, YES),
        # What two do with each other is told of either.
        ("Adler married Moreau in May.", "Moreau married Adler in May.", YES),
        ("Adler met Moreau in Rome.", "Moreau met Adler in Rome.", YES),
        # Another of the same sentence.
        ("The tunnel closed on Friday.", BRIDGE, YES),
        ("The old bridge remained passable.", BRIDGE, YES),
        ("The old bridge closed on Friday.", BRIDGE, OPEN),
        ("The tunnel remained passable.", BRIDGE, OPEN),
        ("Rosa Quispe of Peru came fourth in 14:05.2.", RACE, YES),
        ("Yuko Mori of Japan came fourth in 14:05.2.", RACE, NO),
        ("Adler signed a treaty with Norway.", TREATY, YES),
        ("Adler signed a treaty with Sweden.", TREATY, OPEN),
        # An apposition, a relative clause, a list, a title: all may be of the claim's.
        (
            "The leader of the Radicals resigned on Friday.",
            "Moreau, the leader of the Radicals, resigned on Friday.",
            YES,
        ),
        ("Moreau won the prize.", "Moreau, who beat Adler in May, won the prize.", YES),
        ("Adler won the prize.", "Moreau praised Adler, who won the prize.", YES),
        ("Adler won the prize.", "Moreau, Adler and Roth won the prize.", YES),
        ("Roth won the prize.", "Moreau and Roth won the prize.", YES),
        ("Adler opened the bridge.", "Mayor Jan Adler opened the bridge.", YES),
        ("Adler opened the bridge.", "Adler came with Moreau, and he opened the bridge.", YES),
        ("The bridge was opened by Adler.", "Adler opened the bridge with Moreau.", YES),
        ("Dutch troops left the island.", "The Netherlands and its troops left the island.", YES),
        (
            "Brack Foods raised its forecast.",
            "Brack Foods grew in May, and the baker raised its forecast.",
            YES,
        ),
        # Bound by one word to another, listed with another: no rival.
        (
            "Adler wants a withdrawal from Norway.",
            "Adler wants a withdrawal of Swedish troops from Norway.",
            YES,
        ),
        (
            "Adler signed a treaty with Sweden.",
            "Adler signed a treaty with Norway and Sweden and held talks with Sweden.",
            YES,
        ),
        ("The Radicals took 33 percent.", VOTES, YES),
        ("The Radicals took 12 percent.", VOTES, NO),
    ],
)  # fmt: skip
def test_what_is_told_of_another_bears_out_nothing(claim: str, text: str, label: Label) -> None:
    verdict = judged(claim, text)
    assert verdict.label is label, verdict.reason


def test_the_reason_names_both() -> None:
    assert judged("Adler resigned on Tuesday evening.", CALL).reason == (
        "the source has “resigned”, but of Moreau, not of Adler"
    )
    assert judged("Adler thanked Moreau in a short letter.", CALL).reason == (
        "claim gives “thanked” to Adler, the source to Moreau: the reverse"
    )


def test_an_exchange_is_seen_beside_a_figure_that_agrees() -> None:
    verdict = judged(
        "Chile will lend Norway six old cutters.",
        "OSLO - Norway will lend Chile a fleet of boats worth 9 million crowns.",
        "The fleet includes six old cutters and a tug.",
    )
    assert verdict.label is not YES


def test_one_sentence_beside_tells_of_whom() -> None:
    verdict = judged(
        "The Radicals lost all seats in the northern towns.",
        "The Radicals kept their leader. The Agrarians lost all seats in the northern towns.",
    )
    assert verdict.label is OPEN
    assert "of The Agrarians, not of The Radicals" in verdict.reason


@pytest.mark.parametrize(
    ("claim", "verb", "slot"),
    [
        ("The Radicals took 33 percent.", "33", Slot.SAME),
        ("The Monarchists took 12 percent.", "12", Slot.SAME),
        ("The Radicals took 12 percent.", "12", Slot.DIFFERENT),
    ],
)
def test_a_figure_is_of_the_name_before_it(claim: str, verb: str, slot: Slot) -> None:
    found = align(read(claim), read(VOTES)).roles
    assert {pair.doer for pair in found if pair.claim_verb.of(claim).startswith(verb)} == {slot}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Moreau resigned on Tuesday and thanked Adler.", {"resign": "Moreau", "thank": "Moreau"}),
        ("The tunnel closed, but the bridge remained open.", {"close": "The tunnel"}),
        ("They closed the tunnel.", {"close": None}),
        ("The guns sent to Peru arrived on Monday.", {"send": None}),
        ("Roth, a painter, moved to Rome.", {"move": "Roth, a painter"}),
        ("LIMA - Peru will sell 14 boats.", {"sell": "Peru"}),
        ("The mark that Mori set in Kyoto was old.", {"set": None}),
    ],
)
def test_a_subject_is_told_only_where_it_is_sure(
    text: str, subjects: dict[str, str | None]
) -> None:
    told = {p.stem: p.subject.of(text) if p.subject else None for p in predicates(text)}
    assert {verb: told[verb] for verb in subjects} == subjects


CREDIT = "The bank's lending fell by 40 million crowns to 2.3 billion crowns."
EXAM = "The Arven team, with 31 points, failed to reach the second round and lost its sponsor."
COUNCIL = "The council backed the tunnel, but the Agrarian group voted against the plan."
RUMOUR = "Spokesman Jan Roth denied reports that the museum was selling a portrait of the queen."
SURVEY = "The drug worked better in children, at 40 percent, than in adults, at 25 percent."
JUDGE = "Inspectors described the kitchen as clean and safe."


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        ("The bank's lending fell to 2.3 billion crowns.", CREDIT, YES),
        ("The bank's lending rose to 2.3 billion crowns.", CREDIT, NO),
        ("The Arven team reached the second round.", EXAM, OPEN),
        ("The Arven team failed to reach the second round.", EXAM, YES),
        ("The Agrarian group voted against the plan.", COUNCIL, YES),
        ("The Agrarian group voted for the plan.", COUNCIL, OPEN),
        ("The museum was selling a portrait of the queen.", RUMOUR, OPEN),
        ("Jan Roth denied that the museum was selling a portrait of the queen.", RUMOUR, YES),
        ("The drug worked better in children than in adults.", SURVEY, YES),
        ("The drug worked better in adults than in children.", SURVEY, OPEN),
        ("Salt does matter more than sugar.", "Sugar seems to matter more than salt.", OPEN),
        ("Inspectors described the kitchen as neither clean nor safe.", JUDGE, OPEN),
        ("Inspectors described the kitchen as clean and safe.", JUDGE, YES),
        # A denial of something else in the same sentence, and one that both make.
        (
            "The minister opened 2 bridges.",
            "The minister opened 2 bridges but did not take questions.",
            YES,
        ),
        (
            "The minister did not take questions.",
            "The minister opened the bridge but did not take questions.",
            YES,
        ),
        ("No visitor was hurt.", "Nobody was hurt, no visitor and no guard.", YES),
        (
            "The court ruled for the miners.",
            "The court ruled for the miners and against the owners.",
            YES,
        ),
        (
            "The firm rejected the offer for its ferries.",
            "The firm rejected the offer for its ferries and denied that it was in debt.",
            YES,
        ),
    ],
)
def test_the_opposite_sense_bears_out_nothing(claim: str, text: str, label: Label) -> None:
    verdict = judged(claim, text)
    assert verdict.label is label, verdict.reason
