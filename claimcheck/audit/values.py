"""How two values of one key stand to one another, by their digits and units alone."""

from __future__ import annotations

from claimcheck.quantities import is_rounded, relate
from claimcheck.types import Form, Quantity, Relation, Role

#: From this factor on, two values are of two things: a wrong magnitude word makes a thousand.
_WORLDS = 1000
#: Times its last digit, from which a figure has more digits than one; below, only noughts follow.
_EXACT = 10
#: Roles of figures that are no value of a thing.
NO_VALUES = frozenset({Role.ORDINAL, Role.AGE, Role.MEMBER, Role.MULTIPLE})
_CHANGES = frozenset({Role.INCREMENT, Role.DECREMENT, Role.CHANGE, Role.SHARE, Role.RATE})


def contradict(mine: Quantity, theirs: Quantity) -> bool:
    """Whether neither value can hold where the other does."""
    return relate(mine, theirs) is relate(theirs, mine) is Relation.CONTRADICTS


def differ(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two values contradict, and not by what writers leave out or mix up."""
    if not contradict(mine, theirs) or near(mine, theirs) or worlds_apart(mine, theirs):
        return False
    return not (mine.face == theirs.face and one_unit_word(mine, theirs))


def differ_in_place(mine: Quantity, theirs: Quantity) -> bool:
    """The same for figures that stand in one place of two versions: each may have its own digits,
    but nobody writes 100 for 110 there, and a wrong magnitude word makes a thousand.
    """
    bare = mine.form is theirs.form is Form.EXACT
    if mine.value == theirs.value or not (bare or contradict(mine, theirs)):
        return False
    if mine.face == theirs.face and one_unit_word(mine, theirs):
        return False
    coarse = max(mine, theirs, key=lambda one: one.place)
    round_ = abs(coarse.value) < _EXACT * coarse.place and abs(coarse.face) >= _EXACT
    return round_ or not (cuts(mine, theirs) or near(mine, theirs))


def rounds(mine: Quantity, theirs: Quantity, *, headline: bool = False) -> bool:
    """Whether one figure is the other, rounded; a headline cuts further ("2" for 2.3)."""
    if is_rounded(mine, theirs) or is_rounded(theirs, mine):
        return True
    return headline and cuts(mine, theirs)


def cuts(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one figure has fewer digits, and is off by less than the last of them."""
    fine, coarse = sorted((mine, theirs), key=lambda one: one.place)
    off = abs(fine.value - coarse.value)
    return fine.place < coarse.place and 0 < off < coarse.place


def near(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures may be one, roughly rounded: 20 million and 19.6 million."""
    fine, coarse = sorted((mine, theirs), key=lambda one: one.place)
    return fine.place < coarse.place and 2 * abs(fine.value - coarse.value) <= coarse.place


def one_unit_word(mine: Quantity, theirs: Quantity) -> bool:
    """ "Tons" may be the "short tons" of the other text."""
    one, other = mine.unit.name.split(), theirs.unit.name.split()
    return len(one) != len(other) and one[-1:] == other[-1:]


def worlds_apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two values are so far from each other that they are of two things."""
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return low > 0 and high / low > _WORLDS


def cumulative(mine: Quantity, theirs: Quantity) -> bool:
    """Whether both figures are counts of all so far, not of what came on top."""
    return not {mine.role, theirs.role} & _CHANGES


def digits(of: Quantity) -> int:
    """The digits of a figure as written, noughts at either end left out."""
    return len("".join(str(digit) for digit in of.face.as_tuple().digits).strip("0"))
