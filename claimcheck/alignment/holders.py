"""Whose figures two texts tell, where one of them tells those of several beside one another.

"Stronger in women, at 31 percent, than in men, at 22": what a claim says of men is set against 22,
and never agrees with 31, nor is it refuted by it.
"""

from __future__ import annotations

from claimcheck.quantities.holders import holders
from claimcheck.quantities.phrases import Holder
from claimcheck.text.remembered import remembered
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words
from claimcheck.types import Quantity, Reading, Slot

#: Share of the words told of the rest of a whole from which a claim is of it.
_MOST = 0.5


def holder(mine: Quantity, claim: Reading, theirs: Quantity, evidence: Reading) -> Slot:
    """Whether two figures are of one holder: UNKNOWN where no list tells whose they are."""
    group = _group_of(theirs, evidence)
    if group:
        owner = _owner(group, _words(mine, claim))
        if owner is not None:
            return Slot.SAME if _is_of(theirs, evidence, owner) else Slot.DIFFERENT
    group = _group_of(mine, claim)
    if group:
        owner = _owner(group, _words(theirs, evidence, by_agent=True))
        if owner is not None and not _is_of(mine, claim, owner):
            return Slot.DIFFERENT
    return Slot.UNKNOWN


def holder_of(figure: Quantity, reading: Reading) -> str:
    """Whose a figure of a list is, as written; "" where that is not told."""
    named = (one.name for one in _group_of(figure, reading) if _is_of(figure, reading, one))
    return next(named, "")


def part_beside_its_rest(mine: Quantity, claim: Reading, evidence: Reading) -> Quantity | None:
    """The share of a whole that evidence tells, where a claim's figure is of the rest of it."""
    for group in _told(evidence):
        if not group[-1].figures and _owner(group, _words(mine, claim)) is group[-1]:
            return evidence.quantities[group[0].figures[0]]
    return None


@remembered
def _told(reading: Reading) -> tuple[tuple[Holder, ...], ...]:
    return holders(reading.text, reading.quantities)


@remembered
def _places(reading: Reading) -> dict[int, int]:
    return {id(figure): at for at, figure in enumerate(reading.quantities)}


def _is_of(figure: Quantity, reading: Reading, owner: Holder) -> bool:
    return _places(reading).get(id(figure)) in owner.figures


def _group_of(figure: Quantity, reading: Reading) -> tuple[Holder, ...]:
    """The holders of figures of its kind, () where they are not told."""
    told = _told(reading)
    if not told:
        return ()
    groups = (group for group in told if any(_is_of(figure, reading, one) for one in group))
    return next(groups, ())


def _owner(group: tuple[Holder, ...], words: frozenset[str]) -> Holder | None:
    """The one of some holders that words name; None where they name none, or several."""
    named = [one for one in group if one.stems & words]
    rest = group[-1]
    if not rest.figures:  # "(the rest) taken from Dutch stocks": not all its words need be the same
        most = [len(one.stems & words) / len(one.stems) for one in group]
        return rest if most[-1] > max(most[:-1]) and most[-1] >= _MOST else None
    if not named:
        senses = frozenset(map(canonical, words))
        named = [one for one in group if one.senses & senses]
    return named[0] if len(named) == 1 else None


def _words(figure: Quantity, reading: Reading, *, by_agent: bool = False) -> frozenset[str]:
    """The stems of what a text says of a figure: in its member, or in all of the text.

    `by_agent`: where it is in no list, those of its agent alone.
    """
    for one in _group_of(figure, reading):
        if _is_of(figure, reading, one):
            return one.stems
    if by_agent:
        return frozenset(word.stem for word in content_words(figure.agent))
    item = figure.item_span
    return frozenset(
        word.stem for word in reading.words if item is None or not item.overlaps(word.span)
    )
