"""Names as spans with titles, and which of them are one."""

from __future__ import annotations

import pytest

from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.places import country
from claimcheck.types import Slot

FOUND = [
    (
        "White House Press Secretary Jen Psaki met Secretary of State Antony Blinken.",
        [
            ("Jen Psaki", ("White House Press Secretary",)),
            ("Antony Blinken", ("Secretary of State",)),
        ],
    ),
    (
        "Japan's Chief Cabinet Secretary, Hirokazu Matsuno, spoke.",
        [("Japan", ()), ("Hirokazu Matsuno", ("Chief Cabinet Secretary",))],
    ),
    (
        "The International Monetary Fund and Bank of England Governor Andrew Bailey agreed.",
        [("International Monetary Fund", ()), ("Andrew Bailey", ("Bank of England Governor",))],
    ),
    (
        "Ms Lagarde, Ursula von der Leyen and Bashar al-Assad did not meet Sinéad O'Connor.",
        [
            ("Lagarde", ("Ms",)),
            ("Ursula von der Leyen", ()),
            ("Bashar al-Assad", ()),
            ("Sinéad O'Connor", ()),
        ],
    ),
    ("J. Robert Oppenheimer led it.", [("J. Robert Oppenheimer", ())]),
    ("Yesterday spokesman John Kirby left.", [("John Kirby", ("spokesman",))]),
    ("Prime Minister Theresa May met us on May 5.", [("Theresa May", ("Prime Minister",))]),
    ("The US President will speak.", [("US President", ())]),
    ("Biden's aides met Obama's.", [("Biden", ()), ("Obama", ())]),
    ("He met Donetsk and Luhansk leaders.", [("Donetsk", ()), ("Luhansk", ())]),
    ("Sanders said no. Kelly wrote it.", [("Sanders", ()), ("Kelly", ())]),
    ("The US said so and the UK agreed.", [("US", ()), ("UK", ())]),
    ("New Zealand beat New York's best.", [("New Zealand", ()), ("New York", ())]),
    ("New Tesla cars and new homes sold.", [("Tesla", ())]),
    ("Little Rock and Big Ben were lit.", [("Little Rock", ()), ("Big Ben", ())]),
    ("Great Barrier Reef divers dived.", [("Great Barrier Reef", ())]),
    ("Black Americans voted. Big EU states did not.", [("Americans", ()), ("EU", ())]),
    ("Old Democrats and old houses stay.", [("Democrats", ())]),
    ("Costa Rica hosted El Salvador.", [("Costa Rica", ()), ("El Salvador", ())]),
    (
        "Sen. Barbara Mikulski of Maryland spoke.",
        [("Barbara Mikulski", ("Sen.",)), ("Maryland", ())],
    ),
]

NOTHING = [
    "Officials said that nothing would change.",
    "Workers said no. Spending rose. Following talks, they left.",
    "On Monday, in March, it rained.",
    "Yes. No. However, I think so.",
    "It was 25 degrees; he told us.",
    "",
]

COMPARED = [
    ("Psaki", "White House Press Secretary Jen Psaki", Slot.SAME),
    ("Ms Psaki", "Jen Psaki", Slot.SAME),
    ("Biden", "President Joe Biden", Slot.SAME),
    ("Joseph Biden", "Joe Biden", Slot.SAME),
    ("J. Biden", "Joe Biden", Slot.SAME),
    ("US President", "US President Joe Biden", Slot.SAME),
    ("POTUS", "US President Joe Biden", Slot.SAME),
    ("IMF", "the International Monetary Fund", Slot.SAME),
    ("Pentagon", "Department of Defense", Slot.SAME),
    ("Ministry of Defence", "Russian Defence Ministry", Slot.SAME),
    ("Russian", "Russia", Slot.SAME),
    ("US", "American", Slot.SAME),
    ("UK", "Britain", Slot.SAME),
    ("Zelensky", "Volodymyr Zelenskyy", Slot.SAME),
    ("Xi", "Xi Jinping", Slot.SAME),
    ("Kishida Fumio", "Fumio Kishida", Slot.SAME),
    ("spokesman John Kirby", "Kirby", Slot.SAME),
    ("Boris Johson", "Boris Johnson", Slot.SAME),
    ("Jill Biden", "Joe Biden", Slot.DIFFERENT),
    ("Bill Clinton", "Hillary Clinton", Slot.DIFFERENT),
    ("Blinken", "Jen Psaki", Slot.DIFFERENT),
    ("Blinken", "Psaki", Slot.DIFFERENT),
    ("Costa Rica", "Puerto Rican", Slot.DIFFERENT),
    ("Salvadorans", "El Salvador", Slot.SAME),
    ("DR Congo", "Congolese", Slot.SAME),
    ("Costa Rica", "Laura Chinchilla", Slot.UNKNOWN),
    ("Guinea", "Equatorial Guinea", Slot.DIFFERENT),
    ("Japan", "Russian", Slot.DIFFERENT),
    ("State Department", "Treasury Department", Slot.DIFFERENT),
    ("Russian Defence Ministry", "Ukrainian Defence Ministry", Slot.DIFFERENT),
    ("New York Times", "Washington Post", Slot.DIFFERENT),
    ("World Bank", "International Monetary Fund", Slot.DIFFERENT),
    ("US President", "President Biden", Slot.UNKNOWN),
    ("US President", "Prime Minister", Slot.UNKNOWN),
    ("the White House", "Jen Psaki", Slot.UNKNOWN),
    ("Japan", "Fumio Kishida", Slot.UNKNOWN),
    ("he", "Jen Psaki", Slot.UNKNOWN),
    ("the statement", "Psaki", Slot.UNKNOWN),
    ("officials", "Psaki", Slot.UNKNOWN),
    ("a spokesman for the White House", "White House", Slot.UNKNOWN),
    ("us", "US", Slot.UNKNOWN),
    ("Johnson", "Jonson", Slot.UNKNOWN),
    ("Jen", "Jen Psaki", Slot.UNKNOWN),
    ("", "Psaki", Slot.UNKNOWN),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_found_with_their_titles(
    text: str, names: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = find_names(text)
    assert [(n.text, n.titles) for n in found] == names
    assert all(n.span.of(text) == n.text for n in found)


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_begin_sentences_are_no_names(text: str) -> None:
    assert find_names(text) == ()


@pytest.mark.parametrize(("a", "b", "slot"), COMPARED)
def test_names_compare_and_the_order_does_not_matter(a: str, b: str, slot: Slot) -> None:
    assert compare_names(a, b) is slot
    assert compare_names(b, a) is slot


@pytest.mark.parametrize("text", sorted({n for a, b, _ in COMPARED for n in (a, b)}))
def test_no_name_differs_from_itself(text: str) -> None:
    assert compare_names(text, text) is (Slot.UNKNOWN if kind(text) is Kind.VAGUE else Slot.SAME)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Russian", "Russia"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("us", None),
        ("South Koreans", "South Korea"),
        ("Moscow", None),
    ],
)
def test_demonyms_and_short_forms_name_their_country(text: str, named: str | None) -> None:
    assert country(text) == named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Will Lind directed the film.", ["Will Lind"]),
        ("The film was directed by Will Lind.", ["Will Lind"]),
        ("May Reed played her.", ["May Reed"]),
        ("Can Yilmaz was elected.", ["Can Yilmaz"]),
        ("Will Congress vote today?", ["Congress"]),
        ("Will Lind let it pass?", ["Lind"]),
        ("Will Brazil win the cup?", ["Brazil"]),
        ("In May Reed left.", ["Reed"]),
        ("Selby Will Lay Off 7,000", ["Selby", "Lay"]),
        ("They will Reed said.", ["Reed"]),
    ],
)
def test_a_first_name_may_be_an_auxiliary_too(text: str, names: list[str]) -> None:
    assert [name.text for name in find_names(text)] == names


def test_brackets_as_treebanks_write_them_are_no_names() -> None:
    told = find_names("The song -LRB- by Ida Lind -RRB- and the film -LSB- of Axel Berg -RSB- won.")
    assert [name.text for name in told] == ["Ida Lind", "Axel Berg"]
