"""Labels and years of the claim that an article has with other digits, and nowhere as claimed.

"Flight 740" is no figure, and no checker judges it. But where an article speaks of what the claim
says, has "Flight 370" and no 740 in any form, the claim has the wrong flight. A year is
told so where no date of the article, and no "12 years later", comes to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.checkers import date_differs, value_differs
from claimcheck.types import Checker, Finding, Outcome, Reading, Span
from claimcheck.verdicts.hearing import Heard, Piece
from claimcheck.verdicts.nowhere import SURE, is_whole, tells_it, told_in

#: A year, alone or before what it is the year of; no sum, no decade and no part of a number.
_YEAR = re.compile(r"(?<![\w$£€.,-])(1[6-9]\d\d|20\d\d)(?![\w%]|[.,]\d|-\d)")
#: What a text may have before the day that it was printed on.
_DATELINE = re.compile(r"\W{0,2}(?:[A-Z][\w.]*[ ,]*){0,4}\d{0,2},? ?$")
_DECADE = re.compile(r"\b(\d{3})0s\b")
_SHORT = re.compile(r"['’](\d\d)\b")
#: A length of years that may lead from one year to another.
_LASTING = re.compile(
    r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)(?:\s|-)(?:more |full |straight )?(?:years?|decades?|centur)",
    re.I,
)
#: A word, then digits with letters at most: "Flight 894", "No. 3", "iPhone 5S", "S&P 500".
_LABEL = re.compile(
    r"(?<![\w$])(?P<head>[A-Za-z][\w&]*\.?)(?:\s|\s?#|-)(?P<number>\d{1,4})(?P<tail>[A-Za-z]{0,2})(?![\w%]|[.,:]\d)"
)
#: Digits with a name's letters, alone: "3D", "5G", "the 49ers"; no rank, sum or measure.
_GLUED = re.compile(
    r"(?<![\w$.,])(?P<head>)(?P<number>\d{1,3})"
    r"(?P<tail>(?!st\b|nd\b|rd\b|th\b|[ap]m\b|s\b)(?:[A-Z]|ers))(?![\w%])"
)
#: What stands before figures, and makes no label with them.
_NO_LABEL = frozenset(
    "in on at by for of to from with and or than over under about within after before since until"
    " the a an is are was were be as up just only some nearly almost around least most dies dead"
    " age aged".split()
)
Found = tuple[Span, Checker, str]


def relabelled(claim: Reading, pieces: Sequence[Piece], *, lead: int = 0) -> dict[Span, Heard]:
    """The conflicts of labels and years of the claim, by their place in it."""
    own = {piece.article.id: piece.article for piece in pieces}
    texts = [f"{article.title or ''}\n{article.text}" for article in own.values()]
    told: list[Piece] = []
    for article in filter(is_whole, own.values()):
        its = [piece for piece in pieces if piece.article.id == article.id]
        told += its if tells_it(its, article) >= SURE else []
    if not told:
        return {}
    found: dict[Span, Heard] = {}
    for span, heard in (*_years(claim, texts, told), *_labels(claim, texts, told)):
        if span.start >= lead and heard:
            found[span] = heard
    return found


def _years(
    claim: Reading, texts: Sequence[str], pieces: Sequence[Piece]
) -> Iterator[tuple[Span, Heard]]:
    for year in _YEAR.finditer(claim.text):
        if any(_comes_to(int(year[1]), text) for text in texts):
            continue
        if any(_is_of(int(year[1]), piece) for piece in pieces):
            continue
        span = Span(*year.span(1))
        if any(q.span.overlaps(span) for q in claim.quantities):
            continue
        near = [
            (piece, Span(*other.span(1)))
            for piece in pieces
            for other in _YEAR.finditer(piece.comparison.evidence.text)
        ]
        if near:
            piece, place = max(near, key=_surely_of_it)
            yield span, [(piece, _finding(claim, span, piece, place, date_differs.CHECKER))]


def _surely_of_it(told: tuple[Piece, Span]) -> tuple[bool, float]:
    """How surely a year is that of what the sentence tells, and not of the dateline."""
    piece, place = told
    return not _DATELINE.match(piece.comparison.evidence.text[: place.start]), (
        piece.comparison.coverage
    )


def _is_of(year: int, piece: Piece) -> bool:
    """Whether a year is that of the article, or next to it: "last year", "next year"."""
    published = piece.article.published
    return published is not None and abs(published.year - year) <= 1


def _comes_to(year: int, text: str) -> bool:
    """Whether a text names a year, its decade, or another from which a length leads to it.

    "Next year" leads from each to the one beside it.
    """
    numbers = told_in(text).numbers
    if any(int(d[1]) == year // 10 for d in _DECADE.finditer(text)):
        return True
    if any(int(short[1]) == year % 100 for short in _SHORT.finditer(text)):
        return True
    years = {int(n) for n in numbers if 1000 <= n <= 2100 and n == n.to_integral_value()}
    lengths = {
        int(n)
        for found in _LASTING.finditer(text)
        for n in told_in(found.group()).numbers
        if n == n.to_integral_value()
    }
    return any(abs(one - year) <= 1 or abs(one - year) in lengths for one in years)


def _labels(
    claim: Reading, texts: Sequence[str], pieces: Sequence[Piece]
) -> Iterator[tuple[Span, Heard]]:
    for label in (*_LABEL.finditer(claim.text), *_GLUED.finditer(claim.text)):
        span = Span(label.start(), label.end())
        head, number, tail = label["head"], label["number"], label["tail"]
        if head.lower() in _NO_LABEL or _YEAR.fullmatch(number):
            continue
        read = (*(q.span for q in claim.quantities), *(m.span for m in claim.moments))
        if any(each.overlaps(Span(*label.span("number"))) for each in read):
            continue
        if any(Decimal(number) in told_in(text).numbers for text in texts):
            continue
        before = rf"{re.escape(head)}(?:\s|\s?#|-)" if head else ""
        alike = re.compile(
            rf"(?<![\w$.,]){before}\d{{1,4}}{tail}(?![\w%]|[.,:]\d)", re.I if head else 0
        )
        near = [
            (piece, Span(other.start(), other.end()))
            for piece in pieces
            for other in alike.finditer(piece.comparison.evidence.text)
        ]
        if near:
            piece, place = max(near, key=lambda each: each[0].comparison.coverage)
            yield span, [(piece, _finding(claim, span, piece, place, value_differs.CHECKER))]


def _finding(claim: Reading, span: Span, piece: Piece, place: Span, checker: Checker) -> Finding:
    mine, theirs = span.of(claim.text), place.of(piece.comparison.evidence.text)
    return Finding(
        checker.code,
        checker.name,
        Outcome.CONFLICTS,
        f"claim says {mine}, which the article has nowhere; it says {theirs}",
        span,
        piece.evidence,
        place,
    )
