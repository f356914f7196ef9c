"""Quoted passages, their speakers, indirect speech, and the passage that a claim quotes."""

from __future__ import annotations

import pytest

from claimcheck.names import find_names
from claimcheck.quotations import find_attributions, find_quotations, pair, pair_attributions
from claimcheck.text.words import content_words
from claimcheck.types import Context, Reading, Slot

#: text, then each passage with its speaker
SPEAKERS = [
    (
        '"We are not here to close spreads," Lagarde said.',
        [("We are not here to close spreads,", "Lagarde")],
    ),
    (
        "“We shall never surrender,” said Winston Churchill.",
        [("We shall never surrender,", "Winston Churchill")],
    ),
    ('Draghi said: "It will be enough."', [("It will be enough.", "Draghi")]),
    ('Draghi later said: "It will be enough."', [("It will be enough.", "Draghi")]),
    ('Monetary easing is what some called "more than enough".', [("more than enough", "some")]),
    (
        'FRANKFURT, Dec. 8 (XYZ) — Draghi told reporters: "It will be enough."',
        [("It will be enough.", "Draghi")],
    ),
    (
        '"It will be enough," Mario Draghi, the president of the bank, told reporters.',
        [("It will be enough,", "Mario Draghi")],
    ),
    (
        '"It will be enough," said the 64-year-old economist.',
        [("It will be enough,", "the 64-year-old economist")],
    ),
    ('According to the IMF, growth was "slowing sharply".', [("slowing sharply", "the IMF")]),
    ('Growth is "slowing sharply," according to the IMF.', [("slowing sharply,", "the IMF")]),
    (
        'In a statement on Monday, Tedros said: "It is a pandemic."',
        [("It is a pandemic.", "Tedros")],
    ),
    ('"It is a pandemic.", the statement said.', [("It is a pandemic.", "the statement")]),
    ('"No," he said, "we are leaving."', [("No,", "he"), ("we are leaving.", "he")]),
    ('"Never," said Roe. "Not on my watch."', [("Never,", "Roe"), ("Not on my watch.", "Roe")]),
    (
        'Merkel spoke of "a great task" and said it was "a test".',
        [("a great task", "Merkel"), ("a test", "Merkel")],
    ),
    (
        "'We are ready,' the miners' leader, Arthur Scargill, said in the '80s.",
        [("We are ready,", "Arthur Scargill")],
    ),
    ("« C'est la vie », said Camus.", [("C'est la vie", "Camus")]),
    ('The so-called "Iron Curtain" fell.', [("Iron Curtain", None)]),
    ("The workers' hall and the '90s are not quoted; nor is O'Brien's.", []),
    ('A 12" pipe and a 5\'10" man.', []),
    (
        "“He called it ‘the last chance’ and left,” Roe said.",
        [("He called it ‘the last chance’ and left,", "Roe"), ("the last chance", None)],
    ),
    ('LONDON — Roe said "it is over".', [("it is over", "Roe")]),
    ('Roe went on, saying: "It is over."', [("It is over.", "Roe")]),
    # A line that ends in a colon leads to the next one; another line does not.
    ('Roe said:\n\n"It is over."', [("It is over.", "Roe")]),
    ('Roe left at noon.\n\n"It is over."', [("It is over.", None)]),
    ("Roe has pointed out that it is “a small step”.", [("a small step", "Roe")]),
    ("Roe likened the plan to “a leaking boat”.", [("a leaking boat", "Roe")]),
    ("A point was made of “a small step”.", [("a small step", None)]),
    # "So called" is no verb, but "called" is, and "so said" speaks.
    ("The so called “Harbour Plan” failed.", [("Harbour Plan", None)]),
    ("The mayor called it “a harbour plan”.", [("a harbour plan", "The mayor")]),
    # What stands behind a preposition or was made known is no subject.
    ('Marchers going through the streets chanted "We will be back".', [("We will be back", None)]),
    (
        "On Monday Roe released a new radio spot calling it “a grave mistake”.",
        [("a grave mistake", "Roe")],
    ),
    ("A new radio spot called it “a grave mistake”.", [("a grave mistake", "A new radio spot")]),
    ("The same words when asked again: “No, never again”.", [("No, never again", None)]),
]


@pytest.mark.parametrize(("text", "passages"), SPEAKERS)
def test_passages_and_speakers(text: str, passages: list[tuple[str, str | None]]) -> None:
    found = find_quotations(text, Context())
    assert [(q.text, q.speaker) for q in found] == passages
    assert all(q.span.of(text) == q.text for q in found)


#: before, text, after; then span in the sentence, whole text, speaker
SPANNING = [
    (
        '"Within our mandate, we are ready.',
        'And it will be enough," Draghi said.',
        "",
        (
            "And it will be enough,",
            "Within our mandate, we are ready. And it will be enough,",
            "Draghi",
        ),
    ),
    (
        "",
        '"Within our mandate, we are ready.',
        'And it will be enough," Draghi said.',
        (
            "Within our mandate, we are ready.",
            "Within our mandate, we are ready. And it will be enough,",
            "Draghi",
        ),
    ),
    (
        "“We are ready.",
        "We will say so in Geneva “At the talks, Roe stated.",
        "",
        ("We will say so in Geneva", "We are ready. We will say so in Geneva", "Roe"),
    ),
    (
        "",
        "“We are ready and we will say so.”",
        "At a news conference, Roe stated.",
        ("We are ready and we will say so.", "We are ready and we will say so.", "Roe"),
    ),
    (
        "Roe dismissed the reports and warned reporters.",
        '"We are ready and we will say so."',
        "",
        ("We are ready and we will say so.", "We are ready and we will say so.", "Roe"),
    ),
    (
        "Jane Roe arrived in Geneva.",
        '"It is over," she said.',
        "",
        ("It is over,", "It is over,", "Jane Roe"),
    ),
    (
        "Jane Roe met Mary Major.",
        '"It is over," she said.',
        "",
        ("It is over,", "It is over,", "she"),
    ),
]


@pytest.mark.parametrize(("before", "text", "after", "wanted"), SPANNING)
def test_context_opens_closes_and_names(
    before: str, text: str, after: str, wanted: tuple[str, str, str | None]
) -> None:
    (found,) = find_quotations(text, Context(before=before, after=after))
    assert (found.span.of(text), found.text, found.speaker) == wanted


ATTRIBUTIONS = [
    ("Roe said that the talks had failed.", [("Roe", "said", "the talks had failed.")]),
    (
        "The talks had failed in Geneva, Jane Roe said.",
        [("Jane Roe", "said", "The talks had failed in Geneva")],
    ),
    (
        "According to the IMF, growth is slowing sharply.",
        [("the IMF", "According to", "growth is slowing sharply.")],
    ),
    (
        "Roe told reporters on Monday that the talks had failed.",
        [("Roe", "told", "the talks had failed.")],
    ),
    ("Roe praised the delegates.", []),
    ("Roe said so.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ATTRIBUTIONS)
def test_indirect_speech(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = find_attributions(text, Context())
    assert [(a.speaker, a.verb.of(text), a.clause.of(text)) for a in found] == wanted
    assert all(a.span.contains(a.clause) and a.span.contains(a.verb) for a in found)


def reading(text: str, context: Context | None = None) -> Reading:
    known = context or Context()
    return Reading(
        text,
        words=content_words(text),
        quotations=find_quotations(text, known),
        attributions=find_attributions(text, known),
        names=find_names(text),
        context=known,
    )


SOURCE = (
    '"Within our mandate, the ECB is ready to do whatever it takes to preserve the euro. '
    'And believe me, it will be enough," Mario Draghi said.'
)

#: quoted by the claim; similarity and changes, or None where no passage is near
PAIRED = [
    ("ready to do whatever it takes", (1.0, ())),
    ("READY TO DO WHATEVER IT TAKES…", (1.0, ())),
    ("the ECB is ready … it will be enough", (1.0, ())),
    ("the [bank] is ready to do [all] to preserve the euro", (1.0, ())),
    ("the ECB's ready", None),
    ("And believe me: it'll be enough", (1.0, ())),
    ("the ECB is not ready to do whatever it takes", (0.9, (("not", ""),))),
    ("the Fed is ready to do whatever it takes", (8 / 9, (("fed", "ecb"),))),
    ("we will never surrender to the markets", None),
    ("enough ready", None),
]


@pytest.mark.parametrize(("quoted", "wanted"), PAIRED)
def test_the_passage_quoted(
    quoted: str, wanted: tuple[float, tuple[tuple[str, str], ...]] | None
) -> None:
    found = pair(reading(f'Draghi said: "{quoted}"'), reading(SOURCE))
    if wanted is None:
        assert found == ()
    else:
        assert [(p.similarity, p.changes, p.speaker) for p in found] == [
            (pytest.approx(wanted[0]), wanted[1], Slot.SAME)
        ]


def test_words_cut_around_are_told() -> None:
    source = reading('"We will use force unless the hostages are freed," Roe said.')
    (cut,) = pair(reading('"We will use force," Roe said.'), source)
    assert (cut.similarity, cut.changes) == (1.0, (("", "unless the hostages are freed"),))
    (denied,) = pair(
        reading('Roe said they "will use force".'), reading('"We never will use force," Roe said.')
    )
    assert (denied.similarity, denied.changes) == (1.0, (("", "we never"),))
    (told,) = pair(
        reading('Roe said they never "will use force".'),
        reading('"We never will use force," Roe said.'),
    )
    assert told.changes == ()


def test_words_without_marks_are_no_quotation_of_the_source() -> None:
    source = reading("Roe said the bank was ready to do whatever it takes.")
    (found,) = pair(reading('Roe said it was "ready to do whatever it takes".'), source)
    assert (found.similarity, found.speaker) == (1.0, Slot.SAME)
    assert found.evidence not in source.quotations
    assert found.evidence.span.of(source.text) == "ready to do whatever it takes"


def test_an_apposition_is_no_other_speaker() -> None:
    source = reading('"Sales will double in May," Jane Roe, head of Acme, said.')
    (found,) = pair(reading('"Sales will double in May," Acme said.'), source)
    assert found.speaker is Slot.UNKNOWN


def test_indirect_speech_is_paired_where_the_clause_is_the_same() -> None:
    source = reading(
        "Press Secretary Jane Roe said that the president would not visit Ukraine this week."
    )
    (other,) = pair_attributions(
        reading("Mary Major said the president would not visit Ukraine."), source
    )
    assert (other.overlap, other.speaker) == (1.0, Slot.DIFFERENT)
    (same,) = pair_attributions(
        reading("According to Roe, the president would not visit Ukraine."), source
    )
    assert (same.overlap, same.speaker) == (1.0, Slot.SAME)
    assert (
        pair_attributions(reading("Mary Major said the talks in Geneva had failed."), source) == ()
    )
