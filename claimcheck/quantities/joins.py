"""Two cores side by side as one figure: ranges, margins, proportions, "5 feet 10 inches"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.cores import COMPOUNDED, Core
from claimcheck.quantities.number import NumberKind
from claimcheck.quantities.roles import DOWN, UP
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.quantities.units import COUNT, FRACTION
from claimcheck.quantities.vocabulary import LETTER_SCALES, SCALES
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Form, Unit

_DASHES: Final = frozenset("-–—~−")
_JOINS: Final = _DASHES | {"to", "and", "or", "through", "in", "out", "±", "plus", "+", "/"}
#: Words that may follow the joining one: "between 5 and about 7".
_FILLERS: Final = frozenset(
    "about around some nearly almost as approximately - maybe perhaps".split()
)
_CHANGES: Final = (
    UP
    | DOWN
    | frozenset(
        "went gone going changed moved improved worsened doubled tripled revised took"
        " brought brings bringing lifted lifts lifting pushed pushes pushing".split()
    )
)
_BY: Final = frozenset(
    "by of about around some nearly almost another just only roughly over".split()
)
#: "One in 5,000" and beyond are told as chances, not shares of a hundred.
_RAREST = 1000
#: From this many times a change on, the number after "to" is its result, not the change's end.
_RESULT = 4
#: How far before "from" its verb of change may stand, in tokens.
_CLAUSE = 14
#: Numbers from here on make a range with a slash; smaller ones are dates, scores and names.
_SLASHED = 1000
_INCH = Unit("length", "in", "inches", Decimal("0.0254"))


def join(tokens: Tokens, one: Core, other: Core) -> Core | None:
    """The one figure that two neighbouring cores make, or None where they are two."""
    low = tokens.low
    gap = other.first - one.last
    if gap > 5 or one.high is not None or one.form is not None:
        return None
    how = low[one.last] if gap else ""
    if gap == 0 or how == "and":
        compound = _compound(tokens, one, other, gap)
        if compound is not None:
            return compound
    if gap == 0:
        return _dashed(tokens, one, other)
    if how not in _JOINS:
        return None
    rest = low[one.last + 1 : other.first]
    if how == "-" and rest[-1:] == ["-"] and len(rest) == 2:
        how, rest = rest[0], []  # "two-to-three", "1-in-4"
    elif how == "-" and rest == ["to"]:
        how, rest = "to", []  # "18- to 24-year-olds"
    if how in ("±", "plus", "+"):
        margin = (how == "±" and not rest) or rest in (["or", "minus"], ["/", "-"])
        return _margin(one, other) if margin else None
    if how in ("in", "out"):
        return _proportion(one, other, how, rest)
    ranks = one.number.kind == NumberKind.ORDINAL
    if any(word not in _FILLERS and not (ranks and word == "the") for word in rest):
        return None
    return _range(tokens, one, other, how)


def _dashed(tokens: Tokens, one: Core, other: Core) -> Core | None:
    """ "75 -300mm": a dash that touches only the second number, which is no minus there."""
    if tokens.low[other.first] not in _DASHES or other.face >= 0 or one.unit is not COUNT:
        return None
    return _between(tokens, one, other.changed(face=-other.face))


def _range(tokens: Tokens, one: Core, other: Core, how: str) -> Core | None:
    if how in _DASHES and tokens.attached(one.last) != tokens.attached(one.last + 1):
        return None  # "5- 10"
    money = one.unit.dimension == "currency" and other.unit == one.unit
    if how == "/" and not (money or min(one.face, other.face) >= _SLASHED):
        return None  # "$7/$9", "20,000/22,000 tons"
    if how == "and" and not _opened(tokens, one.first, "between"):
        return None
    if how == "or" and not _next_to(tokens, one, other):
        return None
    if how == "to" and _changes(tokens, one, other):
        return None
    if other.face < one.face and how == "to" and _ranges(tokens, one.first):
        return _between(tokens, other, one.changed(last=other.last), first=one.first)
    kinds = {one.number.kind, other.number.kind}
    if kinds == {NumberKind.ORDINAL}:
        return _between(tokens, one, other) if how != "to" and how != "or" else None
    if NumberKind.ORDINAL in kinds:
        return None
    return _between(tokens, one, other)


def _next_to(tokens: Tokens, one: Core, other: Core) -> bool:
    """ "7 or 8", "two or three hundred" are ranges; "8 or $9" are two sums."""
    step = Decimal(1) if one.number.scaled else _magnitude(tokens, other)
    return other.face - one.face * step == step and _is_money(other) == _is_money(one)


def _is_money(core: Core) -> bool:
    return core.unit.dimension == "currency" and core.first < core.number.first


def _opened(tokens: Tokens, first: int, word: str) -> bool:
    """Whether `word` stands before the core, a filler or an article between them."""
    low = tokens.low
    at = first - 1
    while low[at] in _FILLERS or low[at] in ("the", "an", "a"):
        at -= 1
    return low[at] == word


def _changes(tokens: Tokens, one: Core, other: Core) -> bool:
    """Whether "X to Y" is a change and its result ("rose 5% to 9%", "fell from 9 to 5")."""
    low = tokens.low
    at = one.first - 1
    while low[at] in _BY or low[at] in _FILLERS:
        at -= 1
    if low[at] == "from":
        clause = low[max(FRONT, at - _CLAUSE) : at]
        return any(word in _CHANGES for word in clause)
    verb = low[at] in UP or low[at] in DOWN
    if one.unit is COUNT:
        by = "by" in low[at + 1 : one.first]
        if verb and by:
            # "Rose by 12 to 345"; what is near is a range ("by 200 to 300 a day").
            return other.unit is COUNT and other.face >= _RESULT * one.face
        return verb and other.unit is COUNT
    return verb or (low[one.first - 1] == "by")


def _ranges(tokens: Tokens, first: int) -> bool:
    """ "Ranged from -18 to -34 degrees": a range, though its higher end is told first."""
    return tokens.low[first - 1] == "from" and tokens.low[first - 2].startswith("rang")


def _between(tokens: Tokens, one: Core, other: Core, *, first: int | None = None) -> Core | None:
    """The range from one value to the other, in one unit and magnitude; None: it is none.

    `first` is the token at which it begins, where that is not the first of `one`.
    """
    unit = other.unit if other.unit is not COUNT else one.unit
    codes = {one.unit.code, other.unit.code}
    measured = one.unit is not COUNT and other.unit is not COUNT
    if measured and (one.unit.dimension != other.unit.dimension or len(codes - {"$"}) > 1):
        return None
    if one.unit is not COUNT and other.unit is COUNT and one.last > one.number.last:
        return None  # "61 percent to 2,501 cars"
    face, place = one.face, one.place
    if other.face > face and not one.number.scaled:
        scale = _magnitude(tokens, other)
        if scale > 1 and unit.dimension not in ("percent", "ordinal") and face * scale < other.face:
            face, place = face * scale, place * scale
    if face >= other.face:
        return None
    if unit is FRACTION and not (one.unit is FRACTION and other.unit is FRACTION):
        return None
    begins = one.first if first is None else first
    return one.changed(
        first=begins, last=other.last, unit=unit, face=face, place=place, high=other.face
    )


def _magnitude(tokens: Tokens, core: Core) -> Decimal:
    """The magnitude's factor that a bare number before the core may share.

    10^6 for "10 million", 10^5 for "10 lakh", 10^3 for "40,000" as in "30-40,000"; 1 for "10".
    """
    last = tokens.low[core.number.last - 1]
    if core.number.scaled:
        return SCALES.get(last) or LETTER_SCALES.get(last) or Decimal(1)
    return Decimal(1000) if last.endswith(",000") and last.count(",") == 1 else Decimal(1)


def _margin(one: Core, other: Core) -> Core | None:
    """ "52 ± 3": a value with its margin of error."""
    if one.unit is not COUNT and other.unit is not COUNT and one.unit.code != other.unit.code:
        return None
    unit = other.unit if one.unit is COUNT else one.unit
    low, high = one.face - other.face, one.face + other.face
    return one.changed(last=other.last, unit=unit, face=low, high=high)


def _proportion(one: Core, other: Core, how: str, rest: list[str]) -> Core | None:
    """ "One in five", "nine out of 10": a share within the rounding of its own words."""
    words = [word for word in rest if word != "every"]
    if words != (["of"] if how == "out" else []):
        return None
    plain = one.unit is COUNT and other.unit is COUNT
    whole = NumberKind.CARDINAL
    if not plain or one.number.kind != whole or other.number.kind != whole:
        return None
    many = one.face > 1 and how == "in" and other.face > 10 and "every" not in rest
    if not 0 < one.face < other.face or many:
        return None
    if one.face == 1 and other.face > _RAREST:
        return None
    share = one.face / other.face
    return one.changed(
        last=other.last, face=share, place=Decimal("0.01"), unit=FRACTION, form=Form.EXACT
    )


def _cents(tokens: Tokens, one: Core, other: Core, gap: int) -> Core | None:
    """ "15 dollars 50": a bare number below a hundred after a currency's word, and no noun."""
    spoken = one.first == one.number.first and one.last > one.number.last
    whole = 10 <= other.face < 100 and not other.face % 1 and other.last - other.first <= 3
    after = tokens.low[other.last]
    if not (spoken and whole) or one.number.scaled or (gap and after not in ("", ".")):
        return None
    if after.isalpha() and after not in STOPWORDS:
        return None
    return one.changed(last=other.last, face=one.face + other.face / 100, place=Decimal("0.01"))


def _compound(tokens: Tokens, one: Core, other: Core, gap: int) -> Core | None:
    """ "1 hour 47 minutes", "7 years and 4 months", "3 dollars 50 cents": one figure."""
    large, small = one.unit, other.unit
    if small is FRACTION and gap == 1 and other.number.words and large.dimension in COMPOUNDED:
        whole = one.face + other.number.value  # "two hours and a half"
        return one.changed(last=other.last, face=whole, place=other.number.place)
    if (
        gap > 1
        or large.dimension not in COMPOUNDED | {"currency"}
        or other.number.kind == NumberKind.ORDINAL
    ):
        return None
    last = other.last
    if small is COUNT and large.dimension == "currency":
        return _cents(tokens, one, other, gap)
    if small is COUNT and large.code == "ft" and tokens.low[last] == "in" and other.face < 12:
        small, last = _INCH, last + 1  # "5 ft 2 in"
    if small.dimension != large.dimension or small.factor >= large.factor:
        return None
    if other.face * small.factor >= large.factor:
        return None
    if large.dimension == "currency":
        if small.code != large.code and "$" not in (small.code, large.code):
            return None
        face = one.face + other.face * small.factor / large.factor
        return one.changed(last=last, face=face, place=other.place * small.factor)
    face = one.face * large.factor / small.factor + other.face
    return one.changed(last=last, face=face, place=other.place, unit=small)
