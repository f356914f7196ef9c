"""What denies and what does not, and which statements two texts share."""

from __future__ import annotations

import pytest

from claimcheck.names import find_names
from claimcheck.polarity import find_negations, pair
from claimcheck.polarity.antonyms import OPPOSITES
from claimcheck.reading import read
from claimcheck.text.words import content_words, stem
from claimcheck.types import Reading

CUES = [
    ("Norway did not join.", ["not"]),
    ("Norway didn't join and hasn’t asked.", ["didn't", "hasn’t"]),
    ("It cannot and will never be.", ["cannot", "never"]),
    ("Neither side won, nor did it rain.", ["Neither", "nor"]),
    ("He left without a word.", ["without"]),
    ("Pluto is no longer a planet.", ["no longer"]),
    ("The Senate refused to ratify it and failed to vote.", ["refused to", "failed to"]),
    ("Roe ruled out talks and stopped short of a threat.", ["ruled out", "stopped short of"]),
    ("The town lacks water and has no power.", ["lacks", "no"]),
    ("They stopped selling it.", ["stopped "]),
    ("No, we are not sending him.", ["not"]),
    ("He lived at No. 10 and was no. 2.", []),
    ("Not only did it rain, it snowed.", []),
    ("No more than 500 and not less than 20 came, no later than May.", []),
    ("There is no doubt that it rained, not to mention snow.", []),
    ("Not all came, and not until noon; not everyone stayed.", []),
    ("Whether or not it rains, he denied it.", []),
    ("The notion of knots is known.", []),
]


@pytest.mark.parametrize(("text", "cues"), CUES)
def test_cues(text: str, cues: list[str]) -> None:
    found = find_negations(text)
    assert [n.cue.of(text) for n in found] == cues
    assert all(n.reach.start >= n.cue.end for n in found)


def test_a_cue_reaches_to_the_end_of_its_clause() -> None:
    text = "Norway did not join the Union, but Sweden joined it."
    (found,) = find_negations(text)
    assert found.reach.of(text) == " join the Union"
    assert found.words == ("join", "union")


def reading(text: str) -> Reading:
    return Reading(
        text, words=content_words(text), names=find_names(text), negations=find_negations(text)
    )


#: claim, evidence, and whether each denies; None where they are not compared
PAIRS = [
    (
        "Norway will join the Union.",
        "Roe said that Norway would not join the Union.",
        (False, True),
    ),
    ("Norway will not join the Union.", "Norway will join the Union.", (True, False)),
    ("Norway never joined the Union.", "Norway did not join the Union.", (True, True)),
    ("Voters approved the treaty.", "Voters rejected the treaty in June.", (False, True)),
    ("Voters did not approve the treaty.", "Voters rejected the treaty.", (True, True)),
    ("Voters did not approve the treaty.", "Voters approved the treaty.", (True, False)),
    ("Biden visited Kyiv.", "US President Joe Biden did not visit war-torn Kyiv.", (False, True)),
    ("Oil prices rose in May.", "Oil prices fell in May.", (False, True)),
    ("Norway will join NATO.", "Norway will not join the Union.", None),
    ("Sweden will join the Union.", "Norway will not join the Union.", None),
    ("Norway may join the Union.", "Norway will not join the Union.", None),
    ("Norway joined the Union.", "Norway will not join the Union.", None),
    ("Norway joined the Union.", "It is a rumour that Norway did not join the Union.", None),
    (
        "Norway joined the Union.",
        "Had it rained, or if Norway did not join the Union, Roe left.",
        None,
    ),
    ("Norway joined the Union.", "Norway did not join the Union in 1972.", None),
    ("Norway joined the Union.", "Norway joined the Union.", None),
    ("Norway can join the Union.", "Norway did not join the Union.", None),
    ("She joined the choir.", "He did not join it.", None),
    ("Oil prices rose.", "Gas prices fell.", None),
    ("Norway joined the Union.", "Norway did not deny that it joined the Union.", None),
]


@pytest.mark.parametrize(("claim", "evidence", "denials"), PAIRS)
def test_statements_are_paired_with_their_polarity(
    claim: str, evidence: str, denials: tuple[bool, bool] | None
) -> None:
    found = [(p.claim_denies, p.evidence_denies) for p in pair(reading(claim), reading(evidence))]
    assert found == ([] if denials is None else [denials])
    back = [(p.evidence_denies, p.claim_denies) for p in pair(reading(evidence), reading(claim))]
    assert [a != b for a, b in back] == [a != b for a, b in found]


@pytest.mark.parametrize(
    "text", sorted({t for row in PAIRS for t in row[:2]} | {t for t, _ in CUES})
)
def test_no_text_contradicts_itself(text: str) -> None:
    read = reading(text)
    assert all(p.claim_denies == p.evidence_denies for p in pair(read, read))


def test_opposites_are_opposite_both_ways_and_never_of_themselves() -> None:
    for word, others in OPPOSITES.items():
        assert word not in others
        assert all(word in OPPOSITES[other] for other in others)
    assert stem("rejected") in OPPOSITES[stem("approves")]


@pytest.mark.parametrize(
    ("claim", "evidence", "denies"),
    [
        ("The cabinet was not expected to fall.", "The cabinet was expected to fall.", True),
        ("It may comment on rumours, he said.", "It may not comment on rumours, he said.", False),
        ("The cabinet was expected to fall.", "The cabinet was expected to fall.", None),
        ("The cabinet was not expected to fall.", "The cabinet was expected to win.", None),
        ("It was not so.", "It was so.", None),
        ("The mayor isn't likely to run again.", "The mayor is likely to run again.", True),
    ],
)  # fmt: skip
def test_one_not_turns_a_sentence_said_twice(
    claim: str, evidence: str, denies: bool | None
) -> None:
    found = pair(read(claim), read(evidence))
    assert [one.claim_denies for one in found] == ([] if denies is None else [denies])
    assert all(one.claim_denies != one.evidence_denies for one in found)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Ann Reed starred in No Strings Attached.", []),
        ("Carla Lind played in Never Let Me Go, her first film.", []),
        ("The brothers directed No Country for Old Men.", []),
        ("Sally Reed starred in Not Without My Daughter.", []),
        ("No Strings Attached is a film of 2011.", []),
        ("Not Without My Daughter was filmed in Israel.", []),
        ("The song Don't Look Back was a hit.", []),
        ("Ann Reed did not star in No Strings Attached.", ["not"]),
        ("No Germans were hurt.", ["No"]),
        ("No South African was hurt.", ["No"]),
        ("No strings were attached.", ["No"]),
        ("She has no Dutch friends.", ["no"]),
        ("Selby Port Has No Cranes Left", ["No"]),
        ("NO STRINGS WERE FOUND.", ["NO"]),
        ("It rained. Never Ann Reed saw that.", ["Never"]),
    ],
)
def test_a_title_in_capitals_denies_nothing(text: str, cues: list[str]) -> None:
    assert [negation.cue.of(text) for negation in find_negations(text)] == cues
