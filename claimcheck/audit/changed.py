"""Figures that stand at one place of two versions of a story and differ.

The words of both are aligned; where a few words are replaced by others between words that both
have, what figures they hold are of one thing, even in a row of a table that nobody can read alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claimcheck.alignment import align
from claimcheck.alignment.topics import key_of, territory, topic_words
from claimcheck.audit.archive import Archive, is_table, unit_of
from claimcheck.audit.keyindex import overlap
from claimcheck.audit.moving import days_between, goes_on, grows, moves, one_skeleton
from claimcheck.audit.retold import ANOTHER
from claimcheck.audit.sketches import Token, tokens
from claimcheck.audit.types import Kind, Meeting
from claimcheck.audit.values import NO_VALUES, differ_in_place
from claimcheck.audit.versions import Version
from claimcheck.evidence import Passage
from claimcheck.types import Quantity, Reading, Role, Slot, Span

#: Tokens that a change replaces at most, on either side.
_LONGEST = 4
#: Tokens alike before a change and behind it, and of both together; how far from it they are
#: sought, and how many of them are words.
_BEFORE, _AFTER, _BOTH, _REACH, _WORDS = 2, 1, 4, 6, 2
#: Tokens from which those that recur are no anchors of the alignment, which is slow else.
_LONG = 3000
#: Share of the words of a text without other figures that its version has too.
_VERBATIM = 0.9
#: Figures that agree, for each that differs.
_AGREEING = 3
#: Figures of a sentence from which one of them at least is the same in its version.
_SEVERAL = 2
#: Share of its words that are figures, from which a text is a list of prices.
_PRICES = 0.45
#: Share of their topic words that two sentences have in common.
_ALIKE = 0.6
#: That two figures in one place of two versions are of one thing is as sure as an alignment gets.
_SCORE = 0.9
#: A version may tell that something has doubled where the other has tripled.
_NO_VALUES = NO_VALUES - {Role.MULTIPLE}
_Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure of a text, and the one that its version has in the same place."""

    first: Passage
    mine: Quantity
    second: Passage
    theirs: Quantity


def changes(archive: Archive, version: Version) -> Iterator[Meeting]:
    """The figures in which two versions differ; none where too many do to be one story's."""
    texts = (archive.articles[version.one].text, archive.articles[version.other].text)
    one, other = tokens(texts[0]), tokens(texts[1])
    if _is_price_list(one) or _is_price_list(other):
        return
    matcher = SequenceMatcher(
        None,
        [token.text for token in one],
        [token.text for token in other],
        autojunk=max(len(one), len(other)) > _LONG,
    )
    steps = matcher.get_opcodes()
    same = sum(_figures(one[a:b]) for tag, a, b, _, _ in steps if tag == "equal")
    found = list(_changes(archive, version, one, other, steps))
    apart = [each for each in found if differ_in_place(each.mine, each.theirs)]
    alone = len(found) == 1 and matcher.ratio() >= _VERBATIM
    if not alone and same + len(found) - len(apart) < _AGREEING * len(apart):
        return
    for each in apart if version.corrected else map(_in_order, apart):
        kind = _kind(each, corrected=version.corrected)
        if kind is not None:
            yield Meeting(each.first, each.second, each.mine, each.theirs, kind, _SCORE)


def _in_order(change: _Change) -> _Change:
    """The change with the larger count of what grows behind, where both texts are of one day."""
    turned = _Change(change.second, change.theirs, change.first, change.mine)
    if change.first.article.published != change.second.article.published:
        return change
    later = turned.first, turned.mine, turned.second, turned.theirs
    return turned if grows(*later) else change


def _kind(change: _Change, *, corrected: bool) -> Kind | None:
    """What a figure changed from one version to the next is; None in doubt."""
    first, mine, second, theirs = change.first, change.mine, change.second, change.theirs
    if _converted(mine, theirs):
        return None
    if not _tells_the_same(first, second, corrected=corrected):
        return None
    if _none_agrees(change) and not corrected:
        return None
    if corrected:
        return Kind.SUPERSEDED
    words = territory(first.reading, mine.span) | territory(second.reading, theirs.span)
    row = is_table(first.reading) and is_table(second.reading)
    if not row and moves(words, first, second):
        return None
    days = days_between(first, second)
    if days is not None and mine.unit.dimension == "count" and grows(first, mine, second, theirs):
        return Kind.SUPERSEDED
    return None if goes_on(first, mine) or goes_on(second, theirs) else Kind.CONTRADICTS


def _converted(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two measures have other numbers and other units: 267 km, 160 miles."""
    measured = mine.unit.dimension not in ("currency", "count", "percent")
    return measured and mine.unit.name != theirs.unit.name and mine.face != theirs.face


def _none_agrees(change: _Change) -> bool:
    """Whether of several figures of a sentence none is in the other: another row is told."""
    mine, theirs = change.first.reading.quantities, change.second.reading.quantities
    if min(len(mine), len(theirs)) < _SEVERAL:
        return False
    return all(differ_in_place(one, other) for one in mine for other in theirs)


def _tells_the_same(first: Passage, second: Passage, *, corrected: bool) -> bool:
    """Whether two sentences tell one thing of one actor; rows, where their labels agree."""
    one, other = first.reading, second.reading
    if is_table(one) and is_table(other):
        return corrected or _labels(one) == _labels(other)
    if ANOTHER.search(one.text) or ANOTHER.search(other.text):
        return one_skeleton(one, other)
    mine, theirs = ({key_of(word) for word in topic_words(reading)} for reading in (one, other))
    if overlap(frozenset(mine), frozenset(theirs)) < _ALIKE:
        return False
    forth, back = align(one, other), align(other, one)
    return not any(way.actors is Slot.DIFFERENT or way.absent for way in (forth, back))


def _labels(reading: Reading) -> list[str]:
    """The words of a row that are of no figure."""
    figures = [figure.span for figure in reading.quantities]
    words = (word for word in reading.words if not any(word.span.overlaps(s) for s in figures))
    return sorted(word.stem for word in words)


def _is_price_list(words: Sequence[Token]) -> bool:
    return _figures(words) > _PRICES * len(words)


def _changes(
    archive: Archive,
    version: Version,
    one: Sequence[Token],
    other: Sequence[Token],
    steps: Sequence[_Step],
) -> Iterator[_Change]:
    """The figures that are replaced by one of their kind, between words that stay."""
    for at, (tag, a, b, c, d) in enumerate(steps):
        if tag != "replace" or max(b - a, d - c) > _LONGEST:
            continue
        before = steps[at - 1] if at else None
        behind = steps[at + 1] if at + 1 < len(steps) else None
        if not _stands_firm(one, a, b, before, behind):
            continue
        first = _figure(archive, version.one, _span(one, a, b))
        second = _figure(archive, version.other, _span(other, c, d))
        if first is not None and second is not None and _of_one_kind(first[1], second[1]):
            yield _Change(*first, *second)


def _stands_firm(
    words: Sequence[Token], start: int, end: int, before: _Step | None, behind: _Step | None
) -> bool:
    """Whether what is replaced stands between enough words that both versions have."""
    lead = start - before[1] if before is not None else 0
    rest = behind[2] - end if behind is not None else 0
    if lead < _BEFORE or (rest < _AFTER and behind is not None) or lead + rest < _BOTH:
        return False
    near = [*words[start - min(lead, _REACH) : start], *words[end : end + min(rest, _REACH)]]
    return len(near) - _figures(near) >= _WORDS


def _figures(words: Sequence[Token]) -> int:
    return sum(token.text[0].isdigit() for token in words)


def _span(words: Sequence[Token], start: int, end: int) -> Span:
    return Span(words[start].span.start, words[end - 1].span.end)


def _figure(archive: Archive, article: int, span: Span) -> tuple[Passage, Quantity] | None:
    """The one figure of a part of an article."""
    passage = archive.passage_at(article, span.start)
    if passage is None:
        return None
    inside = span.shifted(-passage.sentence.span.start)
    found = [one for one in passage.reading.quantities if one.span.overlaps(inside)]
    return (passage, found[0]) if len(found) == 1 else None


def _of_one_kind(mine: Quantity, theirs: Quantity) -> bool:
    if unit_of(mine) != unit_of(theirs) or mine.role is not theirs.role:
        return False
    if mine.role in _NO_VALUES or mine.per != theirs.per or mine.denied or theirs.denied:
        return False
    return not (mine.form.is_bound or theirs.form.is_bound)
