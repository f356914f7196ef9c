"""Figures that an article tells otherwise, and that stand nowhere in it.

A headline pairs poorly with the sentence it is made of: it has other nouns, or none ("Judge Blocks
3 Laws" of three restrictions). But where an article speaks of what the claim says, and neither
has its figure in any form nor others that make it, the nearest figure of its kind stands in
its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from claimcheck.alignment.figures import candidates
from claimcheck.alignment.topics import key_of, keys, topic_words
from claimcheck.checkers import bound_violated, value_differs
from claimcheck.dates import find_moments
from claimcheck.dates.printed import printed_of
from claimcheck.quantities import find_quantities, relate
from claimcheck.quantities.compare import SMALL_COUNT
from claimcheck.quantities.describe import describe
from claimcheck.quantities.told import Told, could_come_from, numbers_in, stands_in
from claimcheck.text.words import content_words
from claimcheck.types import (
    Article,
    Finding,
    Form,
    Outcome,
    Quantity,
    QuantityPair,
    Reading,
    Relation,
    Role,
    Slot,
    Span,
)
from claimcheck.verdicts.hearing import Heard, Piece, pairs_of

#: A text of fewer words is a passage: what it does not tell, the rest of its article may.
_WHOLE = 80
#: News of a day is printed within this many days after it.
_NEWS = 3
_OF_VALUES = frozenset({value_differs.CHECKER.code, bound_violated.CHECKER.code})
#: How surely an article must be the news that the claim tells: by the entailment of the claim
#: without its figures, and half as much by its words in the lead. Chosen on headlines set against
#: their own article and against the nearest other one, which is no news of theirs.
SURE = 0.5
#: Words of an article that lead it.
_LEAD = 60
#: The least score of two figures of one kind; where they count other nouns, a model must hold the
#: rest of the claim to be entailed by this share.
_KIN, _SAME_SENSE, _OTHER_NOUN = 0.2, 0.5, 0.3
#: An exact figure that much beyond "at least so many" is another one.
_BEYOND = Decimal("1.25")
#: … and what is that many times a lower bound is not rounded down to it.
_ROUNDED_DOWN = 2
_LOWER = frozenset({Form.AT_LEAST, Form.MORE_THAN})


def told_otherwise(span: Span, pieces: Sequence[Piece]) -> Heard:
    """The conflict of a figure of the claim that no article tells, with what one tells instead."""
    found: Heard = []
    articles = {piece.article.id: piece.article for piece in pieces}
    for mine in _figures(span, pieces):
        if any(could_come_from(mine, told_in(article.text)) for article in articles.values()):
            return []
        for article in articles.values():
            found += _nearest(mine, article, pieces)
    return found


def may_be_told(
    span: Span, pieces: Sequence[Piece], conflicting: Heard, *, headline: bool = False
) -> bool:
    """Whether a figure that conflicts with one of no known thing stands elsewhere in the article.

    "After walking down the aisle at 3" is of "they were just 3", and not of "now 22". A headline's
    "650K Priuses" are the article's 650,000 hybrids, though it has 8.5 million Priuses too.
    """
    if any(finding.code not in _OF_VALUES for _, finding in conflicting):
        return False  # the same figure in another unit or period
    pairs = [
        pair
        for piece, finding in conflicting
        for pair in pairs_of(piece, finding)
        if pair.comparable
    ]
    if any(_is_one_more(pair) for pair in pairs):
        return True
    if pairs and all(pair.claim.value == pair.evidence.value for pair in pairs):
        return False  # a rise for a fall: the figure itself is no slip
    bounded = any(pair.claim.form.is_bound or pair.evidence.form.is_bound for pair in pairs)
    if any(pair.item is Slot.SAME for pair in pairs) and not bounded:
        return headline and any(_stands_there(mine, pieces) for mine in _figures(span, pieces))
    if bounded and not headline:
        return False
    if any(pair.claim.value <= pair.evidence.value for pair in pairs) and bounded:
        return False  # the bound is what differs, and no sum with another figure
    articles = {piece.article.id: piece.article for piece, _ in conflicting}
    shares = headline and any(pair.claim.unit.dimension == "percent" for pair in pairs)
    asked = could_come_from if bounded or shares else stands_in
    return any(
        asked(mine, _besides(pairs, told_in(article.text), ages=not headline))
        for mine in _figures(span, pieces)
        for article in articles.values()
        if is_whole(article)
    )


def _besides(pairs: Sequence[QuantityPair], told: Told, *, ages: bool) -> Told:
    """What an article tells besides the figures that conflict; `ages`: of ages, only those."""
    faces = {abs(pair.evidence.face) for pair in pairs}
    values = {pair.evidence.value for pair in pairs}
    figures = tuple(q for q in told.figures if q.value not in values)
    if ages and all(pair.claim.unit.dimension == _AGE for pair in pairs):
        return Told((), tuple(q for q in figures if q.unit.dimension == _AGE))
    return Told(tuple(n for n in told.numbers if n not in faces), figures)


_AGE = "age"


def _stands_there(mine: Quantity, pieces: Sequence[Piece]) -> bool:
    """Whether an article has the very number, and it is not so small that it may be of anything."""
    articles = {piece.article.id: piece.article for piece in pieces}.values()
    large = abs(mine.face) >= SMALL_COUNT
    return large and any(abs(mine.face) in told_in(article.text).numbers for article in articles)


def _is_one_more(pair: QuantityPair) -> bool:
    """Whether the claim counts one with "16 other states": the one that is told of first."""
    return pair.evidence.role is Role.INCREMENT and pair.claim.value == pair.evidence.value + 1


def is_whole(article: Article) -> bool:
    """Whether a text is long enough to be an article, and no passage of one."""
    return len(article.text.split()) >= _WHOLE


@lru_cache(maxsize=256)
def told_in(text: str) -> Told:
    """All numbers and figures of an article."""
    figures, _ = find_quantities(text, moments=find_moments(text))
    return Told(numbers_in(text), figures)


def _figures(span: Span, pieces: Sequence[Piece]) -> Iterator[Quantity]:
    """The figures of the claim at a span that can be told otherwise: no bounds, no ranks."""
    claim = pieces[0].comparison.claim if pieces else None
    for each in claim.quantities if claim else ():
        if each.span.overlaps(span) and each.unit.dimension != "ordinal" and each.value > 0:
            yield each


def _nearest(mine: Quantity, article: Article, pieces: Sequence[Piece]) -> Heard:
    """The figure of an article that stands nearest to a figure of the claim, as a conflict."""
    own = [piece for piece in pieces if piece.article.id == article.id]
    if not is_whole(article) or not _is_of_its_day(own[0].comparison.claim, article):
        return []
    if tells_it(own, article) < SURE:
        return []
    met = [
        (pair, piece)
        for piece in own
        if _has_names(piece)
        for pair in candidates(piece.comparison, mine)
        if _is_instead(pair, piece)
    ]
    if not met:
        return []
    pair, piece = max(met, key=lambda each: each[0].score)
    return [(piece, _finding(pair, piece))]


def _is_of_its_day(claim: Reading, article: Article) -> bool:
    """Whether an article may tell of the day that the claim names; one of another call does not."""
    if article.published is None:
        return True
    told = [printed_of(m, article.published, early=1, late=_NEWS) for m in claim.moments]
    return True in told or False not in told


def _is_instead(pair: QuantityPair, piece: Piece) -> bool:
    """Whether a figure of the evidence may stand in the place of the claim's, and is another."""
    if Slot.DIFFERENT in (pair.role, pair.scope) or pair.dimension is not Slot.SAME:
        return False
    if _is_no_count(pair) or pair.claim.unit.dimension != pair.evidence.unit.dimension:
        return False
    told = piece.comparison.entailment
    if pair.item is Slot.DIFFERENT:
        sensed = told is not None and told.entailment >= _SAME_SENSE
        if not sensed and pair.score < _OTHER_NOUN:
            return False
    elif pair.score < _KIN:
        return False
    if pair.claim.form.is_bound or pair.evidence.form.is_bound:
        return _is_another_bound(pair)
    return relate(pair.claim, pair.evidence) is Relation.CONTRADICTS


def _is_another_bound(pair: QuantityPair) -> bool:
    """Whether a bound is told of another figure, whatever lies within it.

    A headline tells the bound that its article tells: of "more than 70 arrested" none is "over
    35", and of "at least 10 hurt" none is 100. Rounded down, more than a million are 1.4 million;
    and what the article tells exactly may lie anywhere within the headline's bound.
    """
    mine, theirs = pair.claim, pair.evidence
    if mine.form.is_bound and not theirs.form.is_bound:
        return relate(mine, theirs) is Relation.CONTRADICTS
    low, high = sorted((mine.value, theirs.value))
    if mine.form in _LOWER and mine.value < theirs.value:
        return low * _ROUNDED_DOWN <= high
    return low > 0 and high >= _BEYOND * low


def _is_no_count(pair: QuantityPair) -> bool:
    """Whether only the claim counts: no states are 4.4."""
    counted = pair.claim.unit.dimension == "count"
    return counted and pair.evidence.face % 1 != 0 and pair.claim.face % 1 == 0


def _has_names(piece: Piece) -> bool:
    """Whether the article has a word of each name that the sentence lacks.

    In a headline the verb is written as a name is ("Dow Ends Day").
    """
    text = piece.article.text
    return all(any(word in text for word in name.text.split()) for name in piece.comparison.absent)


@lru_cache(maxsize=256)
def _keys(text: str) -> frozenset[str]:
    return keys(content_words(text))


def tells_it(own: Sequence[Piece], article: Article) -> float:
    """How surely an article tells what the claim does, whatever its figures; 0 without a model.

    Words alone do not show it: those of "Dow ends day down 41" are in every report of the day.
    """
    told = [p.comparison.entailment for p in own if p.comparison.entailment is not None]
    if not told:
        return 0.0
    wanted = topic_words(own[0].comparison.claim)
    had = _keys(" ".join([article.title or "", *article.text.split()[:_LEAD]]))
    lead = sum(key_of(word) in had for word in wanted) / len(wanted) if wanted else 0.0
    return max(share.entailment for share in told) + lead / 2


def _finding(pair: QuantityPair, piece: Piece) -> Finding:
    bounded = pair.claim.form.is_bound or pair.evidence.form.is_bound
    checker = (bound_violated if bounded else value_differs).CHECKER
    mine = describe(pair.claim, piece.comparison.claim)
    theirs = describe(pair.evidence, piece.comparison.evidence)
    return Finding(
        checker.code,
        checker.name,
        Outcome.CONFLICTS,
        f"claim says {mine}, which the article has nowhere; it says {theirs}",
        pair.claim.span,
        piece.evidence,
        pair.evidence.span,
    )
