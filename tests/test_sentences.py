"""Sentences: the table, exact spans on any text, and places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.places import place
from claimcheck.text.sentences import is_headline, sentences, split
from claimcheck.types import Article, Location, SentenceKind, Span

LETTERS = {
    "p": SentenceKind.PROSE,
    "h": SentenceKind.HEADLINE,
    "l": SentenceKind.LIST_ITEM,
}


class Case(TypedDict, total=False):
    name: str
    text: str
    cut: str
    kinds: str
    leads: list[str | None]


TABLE: list[Case] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "sentences.yaml").read_text(encoding="utf-8")
)

PIECES = st.sampled_from(
    "The mayor left|He said|a|I|U.S.|No.|5|2,000|Mr.|p.m.|.|. |?|!|...|…| . . .|“|”|\"|'|(|)|:|;"
    "|\n|\n\n|- |· |• |1. |2) |# |> |   |\t|*|_|$1.2bn|www.a.b|:)|\u00a0|é|The package includes:"
    "|The list:\n- |which was in a very long line of words that goes on and on\nand on".split("|")
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["name"])
def test_table(case: Case) -> None:
    text = case["text"]
    found = split(text)
    cut = [line.replace("⏎", "\n") for line in case["cut"].splitlines()]
    assert [segment.span.of(text) for segment in found] == cut
    kinds = [LETTERS[letter] for letter in case.get("kinds", "p" * len(found))]
    assert [segment.kind for segment in found] == kinds
    items = [s for s in found if s.kind is SentenceKind.LIST_ITEM]
    leads = [segment.lead_in.of(text) if segment.lead_in else None for segment in items]
    assert leads == case.get("leads", [])


@given(TEXTS)
def test_spans_are_exact_ordered_and_cover_the_text(text: str) -> None:
    at = 0
    for segment in split(text):
        start, end = segment.span.start, segment.span.end
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert _only_markers(text, at, start)
        at = end
    assert not text[at:].strip() or _only_markers(text, at, len(text))


def _only_markers(text: str, start: int, end: int) -> bool:
    """Between sentences stand space and, at the head of a line, one marker or more."""
    between = text[start:end].strip()
    return all(
        c in "·•‣⁃▪▫●○◦∙➢►✓–—*+-#>().0123456789" or c.isalpha() or c.isspace() for c in between
    ) and (len(between) <= 12 or not any(map(str.isalpha, between)))


@given(TEXTS)
def test_a_lead_in_stands_before_its_items(text: str) -> None:
    spans = {segment.span for segment in split(text)}
    for segment in split(text):
        if segment.lead_in is not None:
            assert segment.kind is SentenceKind.LIST_ITEM
            assert segment.lead_in in spans
            assert segment.lead_in.end <= segment.span.start


@given(TEXTS)
def test_sentences_of_an_article_are_those_with_words(text: str) -> None:
    article = Article(id="a", path="a.txt", text=text)
    found = sentences(article)
    assert [s.ordinal for s in found] == list(range(len(found)))
    assert all(s.text == s.span.of(text) and s.article_id == "a" for s in found)
    assert all(any(map(str.isalnum, s.text)) for s in found)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["name"])
def test_paragraphs_do_not_touch_each_other(case: Case) -> None:
    """A text says the same sentences alone and after another paragraph."""
    before = "The weather was fine. Nobody minded.\n\n"
    alone = [s.span.of(case["text"]) for s in split(case["text"])]
    after = [s.span.of(before + case["text"]) for s in split(before + case["text"])]
    assert after == ["The weather was fine.", "Nobody minded.", *alone]


@pytest.mark.parametrize(
    "piece",
    ["a", ".", ". ", '"', "“", "“a ", '."', "?”", "(", "1. ", "- ", "\n", "#", "> ", "A. ", "“ ”"],
)
def test_long_lines_of_anything(piece: str) -> None:
    """Every segment is found; a quadratic step anywhere would not return."""
    text = piece * (300_000 // len(piece))
    found = split(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    if found:
        assert found[-1].span.end >= len(text.rstrip()) - len(piece)


def test_title_of_an_article_is_one_headline() -> None:
    title = "Who pays for it? Nobody knows. Why?"
    article = Article(id="a", path="a", title=title, text=f"{title}\n\nThe council met. It voted.")
    assert [(s.text, s.kind) for s in sentences(article)] == [
        (title, SentenceKind.HEADLINE),
        ("The council met.", SentenceKind.PROSE),
        ("It voted.", SentenceKind.PROSE),
    ]


def test_a_body_that_opens_with_its_title_is_no_headline() -> None:
    text = "The council met on Monday and voted."
    article = Article(id="a", path="a", title="The council met", text=text)
    assert [s.kind for s in sentences(article)] == [SentenceKind.PROSE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Council buys ten buses", True),
        ("US aid: what was sent", True),
        ("“Nothing is lost”: mayor speaks", True),
        ("10 things that changed", True),
        ("Council buys ten buses.", False),
        ("The package includes:", False),
        ("council buys ten buses", False),
        ("Buses", False),
        ("Edited By: Ann Ames", False),
        ("Bus; 10", False),
        ("Bus " * 23, False),
    ],
)
def test_headline(line: str, expected: bool) -> None:
    assert is_headline(line) is expected


PLACED = Article(id="a", path="a.txt", text="One.\nTwo three.\n")


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (4, 1, 5), (5, 2, 1), (9, 2, 5), (16, 3, 1)]
)
def test_place_without_a_map(offset: int, line: int, column: int) -> None:
    assert place(PLACED, offset) == Location("a.txt", line, column)


def test_place_by_anchors() -> None:
    anchored = Article(id="a", path="p", text="One two", anchors=((0, 3, 5), (4, 4, 1)))
    assert [place(anchored, at) for at in (0, 3, 4, 7)] == [
        Location("p", 3, 5),
        Location("p", 3, 8),
        Location("p", 4, 1),
        Location("p", 4, 4),
    ]


@pytest.mark.parametrize("offset", [-1, 17])
def test_place_outside_the_text(offset: int) -> None:
    with pytest.raises(ValueError, match="outside a text of 16 characters"):
        place(PLACED, offset)


@given(st.text("ab\n", max_size=30), st.data())
def test_place_counts_lines_as_editors_do(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    at = place(Article(id="a", path="a", text=text), offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1 == offset


def test_span_of_a_list_item_begins_after_its_mark() -> None:
    text = "The list:\n  - one\n  2,000 more"
    assert split(text)[1].span == Span(14, 17)
