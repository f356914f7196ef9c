"""Which of two events came first: in any form, by words or by dates, and where nothing is said."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.dates import orders, pair_orders, reversals
from claimcheck.dates.dated import dated_events, is_before
from claimcheck.dates.order import _remembered, _remembered_told
from claimcheck.dates.read import find_moments
from claimcheck.dates.sequence import find_orders
from claimcheck.reading import read
from claimcheck.types import Article, Claim, Context, Label, Location
from claimcheck.verdicts import evidence_of as sentences_of
from claimcheck.verdicts import judge_text, verify

EVENTS = [
    "the council approved the harbour budget",
    "Mayor Petrova resigned in Varna",
    "the ferry crew abandoned its strike",
    "engineers repaired the northern bridge",
]
#: Sentences of a first and a second event, whichever form the order takes.
FORMS = [
    "{A} before {b}.",
    "{A} two days before {b}.",
    "{A} a day before {b}.",
    "{A} not long before {b}.",
    "{A} shortly before {b}.",
    "{A} by the time {b}.",
    "{B} after {a}.",
    "{B} only hours after {a}.",
    "Before {b}, {a}.",
    "After {a}, {b}.",
    "Three weeks after {a}, {b}.",
    "{A}, then {b}.",
    "{A}, and then {b}.",
    "{A}; two days later {b}.",
    "{A}. Later, {b}.",
    "{A}. Six months later {b}.",
    "Officials said {a} before {b}.",
    "{A} on 3 May 2019, and {b} on 9 May 2019.",
    "On 3 May 2019 {a}; on 9 May 2019 {b}.",
    "{A} on May 3, 2019, and {b} on May 9, 2019.",
    "{B} on 9 May 2019 while {a} on 3 May 2019.",
]


def sentence(form: str, first: str, second: str) -> str:
    given = {"a": first, "b": second}
    return form.format(**given, **{k.upper(): v[0].upper() + v[1:] for k, v in given.items()})


def told(claim: str, evidence: str, **context: object) -> list[bool]:
    """For each order that both tell whether it is reversed."""
    around = Context(**context)  # type: ignore[arg-type]
    return [pair.reversed for pair in pair_orders(read(claim), read(evidence, around))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("other", FORMS)
def test_an_order_is_the_same_in_every_form_and_so_is_its_reverse(form: str, other: str) -> None:
    first, second = EVENTS[0], EVENTS[1]
    claim = sentence(form, first, second)
    assert set(told(claim, sentence(other, first, second))) == {False}
    assert set(told(claim, sentence(other, second, first))) == {True}


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.permutations(EVENTS))
def test_other_events_tell_nothing(form: str, other: str, events: list[str]) -> None:
    claim = sentence(form, events[0], events[1])
    assert told(claim, sentence(other, events[2], events[3])) == []
    assert told(claim, sentence(other, events[0], events[3])) == []
    assert told(claim, sentence(other, events[2], events[1])) == []


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.permutations(EVENTS))
def test_which_of_two_texts_is_the_claim_does_not_matter(
    form: str, other: str, events: list[str]
) -> None:
    one, two = sentence(form, events[0], events[1]), sentence(other, events[1], events[0])
    assert set(told(one, two)) == set(told(two, one)) == {True}


@given(st.text(alphabet="aA .,;“”\"?'beforafter thn1209May-()\n", max_size=120))
def test_any_text_is_read_and_reverses_itself_nowhere(text: str) -> None:
    reading = read(text)
    assert not any(pair.reversed for pair in pair_orders(reading, reading))
    for order in orders(reading):
        assert 0 <= order.cue.start < order.cue.end <= len(text)
        assert order.first.keys - order.second.keys


@pytest.mark.parametrize(
    "unit", ["after ", "before a, ", "and then ", ", who was ", "two days ", "“a ", "(b ", "3 May "]
)
def test_long_texts_take_no_more_than_their_share_of_time(unit: str) -> None:
    def spent(times: int) -> float:
        text = "The crew left " + unit * times
        moments = find_moments(text)
        started = time.process_time()
        find_orders(text, moments)
        dated_events(text, moments)
        return time.process_time() - started

    small = max(min(spent(200) for _ in range(3)), 1e-3)
    assert min(spent(1600) for _ in range(2)) < 40 * small  # eight times the text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The crew left, followed by the loss of it.", "The crew left", "the loss of it"),
        ("The vote was followed a day later by a strike.", "The vote", "a strike"),
        ("She, who was ill, left in the wake of a storm.", "a storm", "She, who was ill, left"),
        ("But hours after the storm, the crew left.", "the storm", "the crew left"),
        ("The crew has rested since it returned.", "it returned", "The crew has rested"),
        ("The crew searched until a storm broke.", "The crew searched", "a storm broke"),
        ("It sank and the crew later collapsed.", "It sank", "the crew later collapsed"),
        (
            "After the pilot resigned, sailors left the ferry, but the owners stayed.",
            "the pilot resigned",
            "sailors left the ferry",
        ),
        ("The storm came before the crew left.", "The storm came", "the crew left"),
        ("The pilot resigned; two days earlier, it sank.", "it sank", "The pilot resigned"),
        ("It sank before the crew left, because it burned.", "It sank", "the crew left"),
        (
            "A storm broke, and the bridge collapsed. Two days later, it sank, but the crew left.",
            "the bridge collapsed",
            "it sank",
        ),
        ("The crew left. Two days earlier, he collapsed.", "he collapsed", "The crew left"),
        (
            "She thanked Petrova after returning to Varna.",
            "returning to Varna",
            "She thanked Petrova",
        ),
    ],
)
def test_events_are_read_with_their_spans(text: str, first: str, second: str) -> None:
    [order] = orders(read(text))
    assert order.first.span.of(text).strip(" ,.") == first
    assert order.second.span.of(text).strip(" ,.") == second


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank and the pilot resigned later this year.",
        "The crew had lunch and it was later than usual.",
        "The ferry was named after the captain who saved the crew.",
        "Day after day the crew repaired the ferry.",
        "The crew looked after the wounded pilot.",
        "The pilot gave testimony before the Transport Committee of the senate.",
        "The pilot appeared before the court on Monday.",
        "The crew left before noon and before 5 May.",
        "The crew left after all.",
        "The ferry sank before anyone could leave it.",
        "Nobody left the ferry before the crew returned.",
        "Did the crew leave before the ferry sank?",
        "The ferry was green before the owners painted it.",
        "The following day the crew repaired the ferry.",
        "The crew was following the pilot.",
        "Owners repaired the ferry before and after the storm.",
        "The pilot finished third, ahead of Petrova.",
        "The then mayor of Varna opened the ferry.",
        "The crew said: “We left before the pilot resigned.”",
        "The pilot resigned since the owners ignored the crew.",
        "The crew left before the pilot resigned after the owners sold the ferry.",
        "The crew left the ferry, after which the owners sold it.",
        "The pilot resigned following orders of the owners.",
        "After the pilot resigned, and the crew left, the owners sold the ferry.",
        "The crew left Varna before the crew left.",
        "The crew left the ferry, then a long silence.",
        "The vote before the strike split the union.",
        "The crew left before the bridge was green.",
        "The crew called it “a storm before the strike ended” and left.",
        "Prices rose before the strike ended.",
        "Petrova lived in Varna before the strike ended.",
        "A letter to United Varna before the strike ended.",
        "The council approved the budget for 2019 and the mayor resigned on 28 April 2018.",
        "The council approved the budget by 3 May 2019 and the mayor resigned on 9 May 2019.",
    ],
)
def test_what_tells_no_order_of_two_events_is_none(text: str) -> None:
    assert orders(read(text)) == ()


def test_a_sentence_may_tell_two_orders() -> None:
    text = "After the pilot resigned, the crew left before a storm broke."
    shown = [(o.first.span.of(text).strip(","), o.second.span.of(text)) for o in orders(read(text))]
    assert shown == [("the pilot resigned", "the crew left"), ("the crew left", "a storm broke")]


def test_how_long_and_when_are_no_part_of_what_happened() -> None:
    text = "On Friday, 3 May 2019, the council finally approved the two budgets after a strike."
    [told_long] = orders(read(text))
    [told_short] = orders(read("The council approved the budget after a strike."))
    assert told_long.second.keys == told_short.second.keys
    assert told_long.second.names == frozenset()
    [which] = orders(read("The council approved the budget after a three-week strike."))
    assert which.first.keys > told_short.first.keys  # … but which strike it was, is


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It sank and the crew later collapsed.", "later"),
        ("The crew left, and then it sank.", "and then"),
        ("The vote was followed a day later by a strike.", "was followed a day later by"),
        (
            "It sank on 3 May 2019; the crew left on 5 May 2019.",
            "3 May 2019; the crew left on 5 May 2019",
        ),
    ],
)
def test_the_cue_is_what_tells_the_order(text: str, cue: str) -> None:
    [order] = orders(read(text))
    assert order.cue.of(text) == cue


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (
            "On 3 May 2019 the council met and approved the budget.",
            ["On 3 May 2019 the council met and approved the budget"],
        ),
        (
            "The council approved the budget on 3 May 2019, and the mayor resigned.",
            ["The council approved the budget on 3 May 2019"],
        ),
        (
            "The council met in Varna and approved the budget on 3 May 2019.",
            ["The council met in Varna and approved the budget on 3 May 2019"],
        ),
    ],
)
def test_a_date_reaches_over_what_it_opens_or_ends(text: str, dated: list[str]) -> None:
    found = dated_events(text, find_moments(text))
    assert [event.span.of(text).strip(" ,.") for event in found] == dated


def test_a_pronoun_stands_for_whom_the_sentence_names() -> None:
    claim = "Petrova signed the contract before Petrova resigned."
    assert told(claim, "Petrova signed the contract after she resigned.") == [True]
    assert told(claim, "Petrova signed the contract before resigning.") == [False]


BEFORE = "The council approved the budget before the mayor resigned."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("She left before he died.", "She left after he died."),
        (  # which of two alike is meant nobody knows
            "The council approved the harbour budget before the council approved the quay budget.",
            "The council approved the quay budget before the council approved the harbour budget.",
        ),
        (
            BEFORE,
            "The council approved the budget on 9 May 2018 and the mayor resigned on 5 May 2018; "
            "the council approved the budget on 3 May 2019.",
        ),
        (  # another verb, the other words being the same
            "The council of Varna approved the northern harbour budget before the mayor resigned.",
            "The council of Varna printed the northern harbour budget after the mayor resigned.",
        ),
        (  # another name
            "The council approved the budget before Mayor Petrova resigned in protest.",
            "The council approved the budget after Mayor Kolev resigned in protest.",
        ),
        (  # another vote
            "The union ended its strike before the vote.",
            "The union ended its strike after the vote of confidence in the regional government.",
        ),
        (
            "Kolev left the party before the 2016 election.",
            "Kolev left the party after the election.",
        ),
        (
            "Kolev left the party before Tuesday's election.",
            "Kolev left the party after the election.",
        ),
        (BEFORE, "The council approved the budget again after the mayor resigned."),
        (  # of what "it" sold, only that it sold is told
            "The council of Varna sold the northern harbour before the mayor resigned.",
            "The mayor resigned from the council of Varna by the northern harbour before it sold.",
        ),
    ],
)
def test_what_may_be_another_event_is_none(claim: str, evidence: str) -> None:
    assert told(claim, evidence) == []


def test_neighbours_move_no_place_and_the_day_of_print_dates_an_event() -> None:
    before, turned = "Varna lies by the sea.", "The council approved the budget after he resigned."
    claim = "The council approved the budget before he resigned."
    [pair] = pair_orders(read(claim), read(turned, Context(before=before)))
    assert pair.evidence.cue.of(turned) == "after"
    relative = "The mayor resigned on 3 May 2019 and the council approved the budget yesterday."
    assert told(BEFORE, relative) == []
    assert told(BEFORE, relative, published=date(2019, 5, 10)) == [True]


def test_a_sentence_is_remembered_and_a_whole_article_is_not() -> None:
    for text, kept in ((BEFORE, 1), (BEFORE + " It was cold." * 200, 0)):
        _remembered.cache_clear()
        _remembered_told.cache_clear()
        assert told(BEFORE, text) == [False]
        assert _remembered_told.cache_info().currsize == kept
        _remembered.cache_clear()
        assert len(orders(read(text))) == 1
        assert _remembered.cache_info().currsize == kept


def test_a_text_that_tells_the_order_both_ways_agrees() -> None:
    both = f"{BEFORE} Rivals said the mayor resigned before the council approved the budget."
    assert told(BEFORE, both) == [False]


@pytest.mark.parametrize(
    ("claim", "evidence", "reversed_"),
    [
        (
            "Parliament ratified the treaty before the king signed it.",
            "The king signed the treaty after parliament ratified it.",
            False,
        ),
        (
            "Parliament ratified the treaty before the king signed it.",
            "The king signed the treaty before parliament ratified it.",
            True,
        ),
        (
            "The firm cut 300 jobs after it bought the rival.",
            "The firm bought the rival after cutting 300 jobs.",
            True,
        ),
        (
            "The firm cut 300 jobs after it bought the rival.",
            "The firm bought the rival after cutting jobs.",
            True,
        ),
        (
            "He resigned before the council approved the budget.",
            "The harbour master resigned after the council approved the budget.",
            True,
        ),
        (
            "Engineers repaired the northern bridge before the crew left.",
            "The northern bridge was repaired after the crew left.",
            True,
        ),
        (
            "The council approved the budget on 3 May 2019, before the mayor resigned.",
            "The council approved the budget of 8 million after the mayor resigned.",
            True,
        ),
        (
            "Britain signed the treaty before the king resigned.",
            "The British signed the treaty after the king resigned.",
            True,
        ),
        (
            "Ivanov joined the army before he married Elena.",
            "Ivanov married Elena in 1944 and joined the army in 1946.",
            True,
        ),
        (
            "Smith won the title after he beat Jones.",
            "Before winning the title, Smith beat Jones.",
            False,
        ),
        (
            "Kolev opened the quay before Petrova addressed the crew.",
            "Mayor Ivan Kolev on Monday opened the new northern quay of Varna, hours after "
            "harbour master Elena Petrova had addressed the crew.",
            True,
        ),
    ],
)
def test_what_a_clause_leaves_out_its_neighbour_tells(
    claim: str, evidence: str, reversed_: bool
) -> None:
    assert told(claim, evidence) == [reversed_]


def test_what_a_neighbouring_sentence_tells_by_itself_is_told_there() -> None:
    turned = "The council approved the budget after the mayor resigned."
    assert told(BEFORE, "Varna lies by the sea.", before=turned) == []
    assert told(BEFORE, turned, before="Varna lies by the sea.") == [True]


def test_a_neighbouring_sentence_may_date_the_other_event() -> None:
    claim = "The council approved the budget before the mayor resigned."
    text = "On 3 May 2019 the council approved the budget."
    resigned = "The mayor resigned on 28 April 2019."
    assert told(claim, text, before=resigned) == [True]
    assert told(claim, text, after=resigned) == [True]
    assert told(claim, "Varna lies by the sea.", before=resigned, after=text) == []
    [pair] = pair_orders(read(claim), read(text, Context(after=resigned)))
    assert pair.evidence.cue.of(text) == "3 May 2019"
    assert pair.evidence.dated


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("3 May 2019", "28 April 2019", False),
        ("28 April 2019", "3 May 2019", True),
        ("April 2019", "3 May 2019", True),
        ("April 2019", "28 April 2019", False),
        ("2018", "28 April 2019", True),
        ("2019", "28 April 2019", False),
        ("28 April", "3 May", True),
        ("5 January", "20 December", False),  # or of the year before
        ("28 April", "3 May 2019", False),  # of any year
    ],
)
def test_dates_tell_an_order_only_where_they_lie_apart(
    one: str, other: str, expected: bool
) -> None:
    (first,), (second,) = (find_moments(f"It sank on {each}.") for each in (one, other))
    assert is_before(first, second) is expected
    assert not (expected and is_before(second, first))


def test_weekdays_that_may_be_of_two_weeks_tell_no_order() -> None:
    moments = find_moments("It sank on Monday and burned on Tuesday.", published=date(2022, 4, 20))
    assert not is_before(*moments)


def test_days_told_by_and_large_lie_before_only_what_is_far_off() -> None:
    for day, before, behind in (
        (1, True, False),
        (9, False, False),
        (12, False, False),
        (20, False, True),
    ):
        text = f"It sank on {day} May 2019 and burned three weeks ago."
        one, other = find_moments(text, published=date(2019, 5, 31))
        assert (is_before(one, other), is_before(other, one)) == (before, behind)


def test_reversals_of_one_text_are_told_with_both_places() -> None:
    texts = [
        "The council approved the budget before the mayor resigned.",
        "The crew of the ferry went on strike.",
        "The mayor resigned hours before the council approved the budget.",
        "The council approved the budget after the deputy mayor resigned.",
    ]
    readings = [read(text) for text in texts]
    [(first, second, pair)] = reversals(readings)
    assert (first, second) == (0, 2)
    assert pair.claim.cue.of(texts[0]) == pair.evidence.cue.of(texts[2]) == "before"


def test_dates_of_one_text_may_be_reversed_by_dates() -> None:
    first, second = "the council approved the budget", "the mayor resigned"
    texts = [f"On {a} May 2019 {first}; on {b} May 2019 {second}." for a, b in ((3, 9), (9, 3))]
    assert [(i, j) for i, j, _ in reversals([read(text) for text in texts])] == [(0, 1)]


# --------------------------------------------------------------------------
# Verdicts

CLAIM = "The council of Varna approved the budget before the mayor resigned."
REVERSE = "The council of Varna approved the budget after the mayor resigned."


def test_a_reversed_order_refutes_and_the_same_supports() -> None:
    refuted = judge_text(CLAIM, REVERSE)
    assert refuted.label is Label.REFUTED
    assert [finding.code for finding in refuted.findings] == ["DAT004"]
    assert "the source puts it after" in refuted.reason
    turned = "After the council of Varna approved the budget, the mayor resigned."
    assert judge_text(CLAIM, turned).label is Label.SUPPORTED


def test_an_order_is_no_part_of_a_date_beside_it() -> None:
    claim = "The council of Varna approved the budget on 3 May 2019, before the mayor resigned."
    same = "On 3 May 2019, before the mayor resigned, the council of Varna approved the budget."
    assert judge_text(claim, same).label is not Label.REFUTED
    wrong = judge_text(claim.replace("3 May", "9 May"), claim)
    assert [f.code for f in wrong.findings if f.outcome.value == "conflicts"] == ["DAT001"]


def test_the_very_sentence_outweighs_a_reversal_elsewhere_in_the_source() -> None:
    assert judge_text(CLAIM, f"{CLAIM} Rivals said: {REVERSE}").label is Label.SUPPORTED


def test_sources_that_disagree_are_told_as_such() -> None:
    told_so = "Before the mayor resigned, the council of Varna approved the budget."
    articles = [
        Article("one", "one.txt", told_so, outlet="One"),
        Article("two", "two.txt", REVERSE, outlet="Two"),
    ]
    evidence = tuple(piece for article in articles for piece in sentences_of(article))

    class Given:
        def search_many(self, texts, *, k=12, sources=(), without=(), periods=()):  # type: ignore[no-untyped-def]
            return [evidence]

    [verdict] = verify([Claim("c", CLAIM, Location("c", 1, 1))], Given())
    assert verdict.label is Label.CONFLICTING
