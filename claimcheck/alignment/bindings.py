"""To which name a word or figure of a sentence belongs: a coalition *with the Greens*, *Lee* 24.

Order alone tells it, so that it is told only where each of two names has a place of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.alignment.parties import differ, is_same
from claimcheck.text.clauses import predicates
from claimcheck.text.words import STOPWORDS, is_verb_like
from claimcheck.types import Name, Quantity, QuantityPair, Reading, RolePair, Slot, Span, Word

#: Words that join names to one list, each of which has what is told of all.
_LISTING = frozenset("and or both with including & together alongside plus".split())


#: Words between a name and its figure: "Lee was third with 24".
_BETWEEN = 4
_WORD = re.compile(r"[^\W\d_]+")
#: What makes a name that of a place or a whole, and no holder of a figure.
_WHERE = frozenset("in of at from to for on near into".split())


def of_names(claim: Reading, evidence: Reading) -> Iterator[RolePair]:
    """Names of the claim that another has driven from behind a word, and that stand elsewhere."""
    for name in claim.names:
        word = _before(name, claim)
        if word is None:
            continue
        behind = [(other, found) for other in evidence.names if (found := _before(other, evidence))]
        mine = [(other, found) for other, found in behind if is_same(name, [other])]
        others = [(other, found) for other, found in behind if found.stem == word.stem]
        if not mine or any(found.stem == word.stem for _, found in mine) or len(others) != 1:
            continue
        ((other, found),) = others
        if not differ(name, claim, other, evidence) or _is_listed(other, evidence):
            continue
        if all(_verb_between(other, place, evidence) for place, _ in mine):
            yield RolePair(name.span, other.span, word.span, found.span, Slot.DIFFERENT)


def of_figures(
    pairs: tuple[QuantityPair, ...], claim: Reading, evidence: Reading
) -> Iterator[RolePair]:
    """Figures of the claim that the evidence has beside the same name, or beside another."""
    for pair in pairs:
        mine, theirs = pair.claim, pair.evidence
        if (mine.low, mine.high) != (theirs.low, theirs.high):
            continue
        name, other = _holder(mine, claim), _holder(theirs, evidence)
        if name is None or other is None:
            continue
        if is_same(name, [other]):
            yield RolePair(name.span, other.span, mine.span, theirs.span, Slot.SAME)
        elif differ(name, claim, other, evidence) and _has_its_own(name, theirs, evidence):
            yield RolePair(name.span, other.span, mine.span, theirs.span, Slot.DIFFERENT)


def _before(name: Name, reading: Reading) -> Word | None:
    """The word to which a name is bound: the last before it, with only function words between."""
    start = name.span.start - sum(len(title) + 1 for title in name.titles)
    words = [word for word in reading.words if word.span.end <= start]
    if not words:
        return None
    between = reading.text[words[-1].span.end : start].lower().split()
    bound = all(word in STOPWORDS for word in between) and not _LISTING & (set(between) - {"with"})
    bound = bound and bool(set(between) - {"the", "a", "an"})
    inside = any(other.span.contains(words[-1].span) for other in reading.names)
    return words[-1] if bound and not inside else None


def _is_listed(name: Name, reading: Reading) -> bool:
    """Whether a name is one of several of which the same is told."""
    following = (other for other in reading.names if other.span.start >= name.span.end)
    behind = next(following, None)
    if behind is None:
        return False
    between = reading.text[name.span.end : behind.span.start].replace(",", " , ").lower().split()
    return bool(between) and all(word in _LISTING | {",", "the"} for word in between)


def _holder(figure: Quantity, reading: Reading) -> Name | None:
    """The name right before a figure, no other figure of its unit between."""
    names = [name for name in reading.names if name.span.end <= figure.span.start]
    if not names:
        return None
    between = Span(names[-1].span.end, figure.span.start)
    if any(between.overlaps(q.span) for q in reading.quantities if q.unit == figure.unit):
        return None
    before = reading.text[: names[-1].span.start].lower().removesuffix("the ").split()
    if before and before[-1] in _WHERE:
        return None
    words = _WORD.findall(between.of(reading.text).lower())
    others = [word for word in words if word not in STOPWORDS and not is_verb_like(word)]
    if words[:1] == others[:1] != []:
        return None  # "Danish ships": the name only describes what follows
    return names[-1] if len(others) <= 1 and len(words) <= _BETWEEN else None


def _verb_between(name: Name, other: Name, reading: Reading) -> bool:
    """Whether another verb stands between two names: each is then of its own."""
    low, high = sorted((name.span.start, other.span.start))
    return any(low < told.verb.start < high for told in predicates(reading.text))


def _has_its_own(name: Name, figure: Quantity, evidence: Reading) -> bool:
    """Whether the evidence gives a name another figure of the same unit."""
    return any(
        q.unit == figure.unit
        and (not q.item or not figure.item or q.item == figure.item)
        and q.span != figure.span
        and (q.low, q.high) != (figure.low, figure.high)
        and (holder := _holder(q, evidence)) is not None
        and is_same(name, [holder])
        for q in evidence.quantities
    )
