"""How two figures of one key stand to each other.

The claim's values against the evidence's: what the evidence allows lies within what the
claim allows (entails), apart from it (contradicts), or they overlap (neither). Agreeing is
read strictly and conflicting leniently, so that a hedge never makes a false alarm. Figures
that no scale has in common are neither.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from claimcheck.quantities import hedges
from claimcheck.quantities.hedges import Interval
from claimcheck.types import Form, Quantity, Relation, Role, Unit

#: A claim may round its source by this share of the value at most (design, section 4).
ROUNDING = Decimal("0.025")
#: Rounded to its own digits but further off than that, up to this share, it is too coarse to call
#: (our own rule, from development claims: 5.2 for 5.29 is careless, and not another figure).
COARSE = Decimal("0.10")
#: Counts below this are exact on both sides (design, section 4).
SMALL_COUNT = 20
#: Factors of units (5/9) and shares (1/3) are exact to 28 digits; values are compared at these.
DIGITS = Context(prec=20)

#: What a percentage says of a change: a rise, a fall, or a change whose way is not told.
_CHANGES = frozenset({Role.INCREMENT, Role.DECREMENT, Role.CHANGE})
_BOUNDED = frozenset({Form.AT_LEAST, Form.AT_MOST, Form.RANGE})
_SAME = (Decimal(1), Decimal(0))
_FALL = (Decimal(-1), Decimal(0))
#: Times to percent of change: doubled is +100 percent, halved is -50 percent.
_TIMES = (Decimal(100), Decimal(-100))


@dataclass(frozen=True, slots=True)
class _Side:
    """One figure on the scale that both have in common.

    `zero` is where the unit it is written in counts from, `size` the magnitude that shares
    of it are taken of.
    """

    form: Form
    value: Decimal
    place: Decimal
    zero: Decimal
    size: Decimal
    strict: Interval
    lenient: Interval

    @property
    def bare(self) -> bool:
        """Whether the figure is told without a hedge."""
        return self.form is Form.EXACT


@dataclass(frozen=True, slots=True)
class _Pair:
    """The claim's figure and the evidence's on one scale.

    `exact`: neither may be rounded; `open`: the unit of one is not told, so that they may
    agree and cannot conflict.
    """

    claim: _Side
    evidence: _Side
    exact: bool
    open: bool

    @property
    def off(self) -> Decimal:
        """How far the two values are apart."""
        return abs(self.claim.value - self.evidence.value)


def relate(claim: Quantity, evidence: Quantity) -> Relation:
    """How the evidence's figure stands to the claim's, whatever their units.

    That the two speak of one thing is for the caller to know. Different currencies, percent
    against percentage points, and figures of different dimensions are NEITHER.
    """
    pair = _on_one_scale(claim, evidence)
    if pair is None:
        return Relation.NEITHER
    mine, theirs = pair.claim, pair.evidence
    if (mine.bare and theirs.bare and not pair.off) or theirs.strict.within(mine.strict):
        return Relation.ENTAILS
    if _is_rounded(pair) or _is_about(pair):
        return Relation.ENTAILS
    if pair.open or not (theirs.lenient.disjoint(mine.lenient) or _hedged_apart(pair)):
        return Relation.NEITHER
    if _rounds_to_bound(pair):
        return Relation.NEITHER
    coarse = _rounds_to(pair, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
    if coarse and pair.off <= COARSE * theirs.size:
        return Relation.NEITHER
    return Relation.CONTRADICTS


def _hedged_apart(pair: _Pair) -> bool:
    """Whether two figures told with "about" are apart with the leeway of one of them.

    Each allows a fifth; both together would let "about 3.9" pass for "about 2.6".
    """
    mine, theirs = pair.claim, pair.evidence
    if not mine.form is theirs.form is Form.APPROXIMATE:
        return False
    return theirs.lenient.disjoint(mine.strict) and theirs.strict.disjoint(mine.lenient)


def _is_about(pair: _Pair) -> bool:
    """Whether the source hedges the very figure that the claim tells bare ("about 80 percent").

    Strictly the claim is finer than its source; readers take it as said (our own rule: of the
    development claims that differ from their source in an "about" alone, all are labelled true).
    """
    return pair.claim.bare and pair.evidence.form is Form.APPROXIMATE and not pair.off


def is_rounded(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the bare claim is the bare evidence rounded to the claim's own digits."""
    pair = _on_one_scale(claim, evidence)
    return pair is not None and _is_rounded(pair)


def strict_interval(of: Quantity) -> Interval:
    """The values, in base units, that the figure allows when it is to agree."""
    return hedges.strict(_difference(of))


def lenient_interval(of: Quantity) -> Interval:
    """The values, in base units, that the figure allows when it is to conflict."""
    return hedges.lenient(_difference(of))


# --------------------------------------------------------------------------
# Rounding


def _is_rounded(pair: _Pair) -> bool:
    if not pair.off or pair.off > ROUNDING * pair.evidence.size:
        return False
    return _rounds_to(pair, ROUND_HALF_UP, ROUND_HALF_EVEN)


def _rounds_to(pair: _Pair, *ways: str) -> bool:
    """Whether the claim is the evidence cut to the claim's digits in one of `ways`.

    Both are bare, or both told with "about": "about 300" is "some 305".
    """
    mine, theirs = pair.claim, pair.evidence
    alike = mine.form is theirs.form and (mine.bare or mine.form is Form.APPROXIMATE)
    if not alike or pair.exact or mine.place <= theirs.place:
        return False
    return any(_cut(theirs, mine, way) == mine.value for way in ways)


def _rounds_to_bound(pair: _Pair) -> bool:
    """Whether the bare evidence, rounded to the claim's digits, lies within the claim's bound.

    The claim "500" agrees with 499 by rounding; "at least 500" allows all that "500" does and
    must not conflict where that agrees. "More than 500" does not allow it.
    """
    mine, theirs = pair.claim, pair.evidence
    if mine.form not in _BOUNDED or not theirs.bare or pair.exact or mine.place <= theirs.place:
        return False
    rounded = [_cut(theirs, mine, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)]
    return any(
        mine.strict.holds(value) and abs(value - theirs.value) <= ROUNDING * theirs.size
        for value in rounded
    )


def _cut(evidence: _Side, claim: _Side, way: str) -> Decimal:
    """The evidence's value cut to the claim's digits, in the unit that the claim is written in."""
    steps = DIGITS.divide(evidence.value - claim.zero, claim.place).to_integral_value(way)
    return DIGITS.plus(steps * claim.place + claim.zero)


# --------------------------------------------------------------------------
# Scales


def _on_one_scale(claim: Quantity, evidence: Quantity) -> _Pair | None:
    """The two figures on a scale they have in common, or None where there is none."""
    mine, theirs = _difference(claim), _difference(evidence)
    dimensions = (mine.unit.dimension, theirs.unit.dimension)
    to_mine = to_theirs = _SAME
    unknown = False
    match dimensions:
        case ("degree", "temperature"):
            mine, unknown = _in_unit(mine, theirs.unit), True
        case ("temperature", "degree"):
            theirs, unknown = _in_unit(theirs, mine.unit), True
        case ("multiple", "percent") if theirs.role in _CHANGES:
            to_mine, to_theirs = _TIMES, _signed(theirs)
        case ("percent", "multiple") if mine.role in _CHANGES:
            to_mine, to_theirs = _signed(mine), _TIMES
        case (one, other) if one != other or not one or _foreign(mine.unit, theirs.unit):
            return None
    return _Pair(
        _side(mine, *to_mine), _side(theirs, *to_theirs), _exact_only(mine, theirs), unknown
    )


def _signed(percent: Quantity) -> tuple[Decimal, Decimal]:
    return _FALL if percent.role is Role.DECREMENT else _SAME


def _side(of: Quantity, factor: Decimal, offset: Decimal) -> _Side:
    value = DIGITS.plus(of.value * factor + offset)
    # A third is told without digits: 33 and 33.3 percent are both rounded from it.
    spelt = hedges.proportion_margin(of.value, of.unit)
    return _Side(
        of.form,
        value,
        Decimal(0) if spelt else DIGITS.plus(abs(of.place * factor)),
        DIGITS.plus(of.unit.offset * factor + offset),
        abs(value) if (factor, offset) != _SAME else hedges.size(of.value, of.unit),
        _tidy(hedges.strict(of).scaled(factor, offset)),
        _tidy(hedges.lenient(of).scaled(factor, offset)),
    )


def _tidy(interval: Interval) -> Interval:
    return replace(
        interval,
        low=None if interval.low is None else DIGITS.plus(interval.low),
        high=None if interval.high is None else DIGITS.plus(interval.high),
    )


def _exact_only(mine: Quantity, theirs: Quantity) -> bool:
    if hedges.is_exact(mine) or hedges.is_exact(theirs):
        return True
    counted = mine.unit.dimension == "count"
    return counted and max(abs(mine.value), abs(theirs.value)) < SMALL_COUNT


def _foreign(mine: Unit, theirs: Unit) -> bool:
    """Whether the two are of currencies that are surely different.

    "$" and "krona" may be of several countries, and cents of still more; dollars are no euros.
    """
    if mine.dimension != "currency" or mine.code == theirs.code:
        return False
    if _is_iso(mine.code) and _is_iso(theirs.code):
        return True
    whole = mine.factor == theirs.factor == 1
    return whole and _kind(mine) != _kind(theirs)


def _kind(currency: Unit) -> str:
    """The beginning of the currency's noun: kroner and kronor are one."""
    return currency.name.split()[-1][:4]


def _is_iso(code: str) -> bool:
    return len(code) == 3 and code.isalpha() and code.isupper()


def _difference(of: Quantity) -> Quantity:
    """The figure as it compares: a change by 9 °F is 5 kelvins, and no temperature of -13 °C.

    So is "0.2 °C a decade".
    """
    if not of.unit.offset or not (of.role in _CHANGES or of.per):
        return of
    return _in_unit(of, replace(of.unit, offset=Decimal(0)))


def _in_unit(of: Quantity, unit: Unit) -> Quantity:
    """The same face in another unit, the ends of a range with it."""

    def moved(end: Decimal | None) -> Decimal | None:
        if end is None:
            return None
        return (end - of.unit.offset) / of.unit.factor * unit.factor + unit.offset

    place = of.place / of.unit.factor * unit.factor
    return replace(of, unit=unit, place=place, low=moved(of.low), high=moved(of.high))
