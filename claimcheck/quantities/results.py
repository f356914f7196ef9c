"""What two or three figures make together: sums, differences, products and quotients.

A figure that merely happens to be such a result proves nothing: `claimcheck.checkers` asks for
words that tell of a result on one side and of what was done on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations, product

from claimcheck.quantities.describe import number
from claimcheck.quantities.relations import alike, written
from claimcheck.types import Quantity

#: Figures of one result at most; with more of them, nearly every number is one.
MOST = 3
_SIGNS = {1: "+", -1: "−"}


def made_by(result: Quantity, operands: Sequence[Quantity]) -> tuple[str, tuple[Quantity, ...]]:
    """How operands make a result ("127 − 88"), and which; "" and none where they do not.

    All two or three of them are tried first, then every two of three, then the sum or difference of
    two times the third or shared out over it.
    """
    if not 2 <= len(operands) <= MOST:
        return "", ()
    groups = [tuple(operands)]
    groups += combinations(operands, 2) if len(operands) > 2 else []
    for group in groups:
        for value, how in _results(result, group):
            if is_value(result, value):
                return how, group
    return _in_two_steps(result, operands)


def _in_two_steps(
    result: Quantity, operands: Sequence[Quantity]
) -> tuple[str, tuple[Quantity, ...]]:
    """ "(18 + 12) ÷ 3": two figures alike, and a third that tells how many have so many each."""
    for by in operands if len(operands) > 2 else ():
        one, other = (figure for figure in operands if figure is not by)
        if by.item in (one.item, other.item):
            continue
        if not alike(one, other) or not _counts(by) or not by.face or not _counts(result):
            continue
        first, second = sorted((one, other), key=lambda figure: -figure.value)
        for sign in (1, -1):
            value = first.value + sign * second.value
            for way, by_it in (("×", value * by.face), ("÷", value / by.face)):
                if value > 0 and is_value(result, by_it):
                    shown = f"({_told((first, second), [_SIGNS[sign]])}) {way} {number(by.face)}"
                    return shown, tuple(operands)
    for more in operands if len(operands) > 2 else ():
        first, second = (figure for figure in operands if figure is not more)
        if first.item == second.item and "item" not in first.inherited + second.inherited:
            continue
        if not _counts(first):
            first, second = second, first
        if not alike(more, result) or not alike(second, result) or not _counts(first):
            continue
        times, made = _told((first, second), ["×"]), first.face * second.value
        if is_value(result, more.value - made) and more.value > made:
            return f"{number(more.face)} − {times}", tuple(operands)
        for sign in (1, -1):
            value = made + sign * more.value
            if value > 0 and is_value(result, value):
                return f"{times} {_SIGNS[sign]} {number(more.face)}", tuple(operands)
    return "", ()


def is_value(result: Quantity, value: Decimal) -> bool:
    """Whether a figure is a value, rounded as it is written."""
    bounds = written(result)
    if bounds is None or bounds.low is None or bounds.high is None:
        return False
    if any(n == n.to_integral_value() for n in (value, value / result.place)):
        return bounds.holds(value)  # it could be written like that, and so need not be rounded
    half = result.place / 2
    return bounds.low - half <= value <= bounds.high + half


def _results(like: Quantity, group: tuple[Quantity, ...]) -> Iterator[tuple[Decimal, str]]:
    """The positive values, in the unit of `like`, that a group of figures makes."""
    if all(alike(like, one) for one in group):
        for order in permutations(group):
            for signs in product((1, -1), repeat=len(order) - 1):
                value = order[0].value + sum(
                    sign * one.value for sign, one in zip(signs, order[1:], strict=True)
                )
                if value > 0:
                    shown = zip(signs, order[1:], strict=True)
                    yield value, _told(order, [_SIGNS[s if o.value >= 0 else -s] for s, o in shown])
    if len(group) == 2:
        for one, other in permutations(group):
            if alike(like, one) and _counts(other):
                yield one.value * other.value, _told((one, other), ["×"])
                if other.value:
                    yield one.value / other.value, _told((one, other), ["÷"])
            elif _counts(like) and alike(one, other) and other.value:
                yield one.value / other.value, _told((one, other), ["÷"])
            elif _is_over(one, other) and alike(like, replace(one, per="")):
                yield one.value * other.face, _told((one, other), ["×"])
            elif _is_over(like, other) and alike(one, replace(like, per="")) and other.face:
                yield one.value / other.face, _told((one, other), ["÷"])


def _is_over(rate: Quantity, other: Quantity) -> bool:
    """Whether a figure tells how many of what a rate is over: "5 a day", "3 days"."""
    return bool(rate.per) and rate.per in (other.unit.name.removesuffix("s"), other.item)


def _counts(one: Quantity) -> bool:
    """Whether a figure only says how many, or how many times."""
    return one.unit.dimension in ("count", "multiple")


def _told(order: Sequence[Quantity], signs: Sequence[str]) -> str:
    shown = [number(abs(one.face)) for one in order]
    pairs = zip(signs, shown[1:], strict=True)
    return " ".join([shown[0], *(part for pair in pairs for part in pair)])
