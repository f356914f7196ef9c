"""Figures of one sentence that its words tie together and that do not fit; weekdays likewise.

A total with its parts (SUM001), a change with its ends (SUM002), a share of a part and a whole
(SUM003), a weekday beside its date (DAT002). Each figure is taken as exactly as it is written, so
that rounding is never a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from claimcheck.alignment import keys
from claimcheck.audit.ties import completed, is_tied
from claimcheck.audit.types import Discrepancy, Kind, Mention, mention
from claimcheck.checkers import change_does_not_fit, share_does_not_fit, weekday_does_not_fit
from claimcheck.checkers.arithmetic import shown
from claimcheck.checkers.parts_do_not_make_the_total import CHECKER as SUM
from claimcheck.checkers.weekday_does_not_fit import weekday_of
from claimcheck.dates.vocabulary import WEEKDAY_NAMES
from claimcheck.evidence import Passage
from claimcheck.quantities.breakdowns import HUNDRED, Breakdown, Told, breakdowns
from claimcheck.quantities.hedges import Interval
from claimcheck.quantities.relations import (
    Change,
    Share,
    alike,
    changes,
    derived,
    exactly,
    part_of,
    shares,
    total_of,
    written,
)
from claimcheck.text.words import stem
from claimcheck.types import Checker, Form, Quantity, Role, Slot, Span

#: Percentages of a whole may be off by this much together before anybody calls it a slip.
_ROUNDING_OF_SHARES = Decimal(1)
#: Shares that make less than the whole: with fewer of them, another may be told elsewhere.
_MANY = 3
_WEIGHT = 2.0
#: Who is counted among "people" by a word that does not tell so by its ending.
_PERSONS = frozenset(
    stem(word)
    for word in """
    child boy girl baby infant toddler teenager adult student pupil woman man patient victim
    refugee migrant immigrant employee nurse guard crew civilian infant monk priest nun pilot
    """.split()
)
#: "88 of the 200 seats, *or* 44 percent", "44 percent *(*88 of the 200".
_SAME = re.compile(
    r"\s*[,(–-]?\s*(?:\(|or|i\.e\.|which\s+is|that\s+is|making)?\s*,?\s*(?:about\s+)?"
)
#: "1,200 people, or 40 percent *of the* 3,000".
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|all)\s+(?:total\s+of\s+)?", re.I)


def slips(passage: Passage) -> Iterator[Discrepancy]:
    """What does not fit within one sentence."""
    yield from _sums(passage)
    yield from _changes(passage)
    yield from _shares(passage)
    yield from _weekdays(passage)


def slip(checker: Checker, message: str, places: Iterable[Mention]) -> Discrepancy:
    """What a text ties together and does not fit, under the code of the checker that says so."""
    kind = Kind.WEEKDAY if checker is weekday_does_not_fit.CHECKER else Kind.ARITHMETIC
    return Discrepancy(kind, checker.code, checker.name, message, tuple(places), weight=_WEIGHT)


def _slip(checker: Checker, message: str, passage: Passage, *spans: Span) -> Discrepancy:
    return slip(checker, message, (mention(passage, span) for span in dict.fromkeys(spans)))


# --------------------------------------------------------------------------
# Sums


def _sums(passage: Passage) -> Iterator[Discrepancy]:
    text = passage.reading.text
    for told in breakdowns(text, passage.reading.quantities):
        if told.told is Told.EACH and not _of_one_item(passage, told):
            continue
        message = sum_fault(told, text)
        if message is not None:
            spans = [part.span for part in told.parts]
            first = [told.total.span] if told.total is not None else []
            yield _slip(SUM, message, passage, *first, *spans)


def _of_one_item(passage: Passage, told: Breakdown) -> bool:
    """Whether counted parts may be of what the total counts: "3 batches, including 40 cars"."""
    total, reading = told.total, passage.reading
    if total is None or total.unit.dimension != "count":
        return True
    return all(
        keys.item(total, reading, one, reading) is not Slot.DIFFERENT
        or (keys.is_generic(total) and one.item in _PERSONS)
        for one in told.parts
    )


def sum_fault(told: Breakdown, text: str) -> str | None:
    """What is wrong with a total and its parts, None where nothing is."""
    total, parts = told.total, told.parts
    if total is None:
        return _hundred_fault(parts)
    bounds = written(total)
    if bounds is None or bounds.low is None or bounds.high is None:
        return None
    said = " ".join(total.span.of(text).split())
    if told.told is Told.EACH:
        over = next((p for p in parts if _exceeds(written(p), bounds)), None)
        return None if over is None else f"{over.span.of(text)} is said to be a part of {said}"
    follows = total_of(parts, reader=exactly if _counted(told, text) else written)
    if follows is None:
        return None
    sum_ = shown(total_of(parts, reader=exactly), total.unit)
    if told.told is Told.SOME:
        what = f"the parts told of {said} make {sum_} already"
        return what if _exceeds(follows, bounds) else None
    return f"the parts make {sum_}, not {said}" if bounds.disjoint(follows) else None


def _counted(told: Breakdown, text: str) -> bool:
    """Whether the parts are counts written out in full ("5,000"), which nobody has rounded.

    Where the total has finer digits than any of them, they have been.
    """
    if told.total is None or told.total.unit.dimension != "count":
        return False
    out = not any(
        char.isalpha() or char == "." for part in told.parts for char in part.number.of(text)
    )
    return out and told.total.place >= min(part.place for part in told.parts)


def _exceeds(follows: Interval | None, bounds: Interval) -> bool:
    if follows is None or follows.low is None or bounds.high is None:
        return False
    return follows.low > bounds.high


def _hundred_fault(parts: tuple[Quantity, ...]) -> str | None:
    follows = total_of(parts)
    if follows is None or follows.low is None or follows.high is None:
        return None
    low, high = follows.low - _ROUNDING_OF_SHARES, follows.high + _ROUNDING_OF_SHARES
    if low <= HUNDRED <= high or (follows.high < HUNDRED and len(parts) < _MANY):
        return None
    return f"the shares make {shown(total_of(parts, reader=exactly), parts[0].unit)}, not 100"


# --------------------------------------------------------------------------
# Changes and shares

_MOVES = (Role.INCREMENT, Role.DECREMENT)


def _changes(passage: Passage) -> Iterator[Discrepancy]:
    text, figures = passage.reading.text, passage.reading.quantities
    for found in changes(text, figures):
        told = completed(found, text, figures)
        if not is_tied(told, text, figures):
            continue
        message = _change_fault(told, text)
        if message is not None:
            spans = [one.span for one in told if one is not None]
            yield _slip(change_does_not_fit.CHECKER, message, passage, *spans)


def _change_fault(told: Change, text: str) -> str | None:
    before, by, after = told
    assert before is not None
    assert by is not None
    assert after is not None
    words = f"from {before.span.of(text)} to {after.span.of(text)}"
    if after.value != before.value:
        up = after.value > before.value
        if up != (by.role is Role.INCREMENT):
            way = "a rise" if up else "a fall"
            return f"{words} is {way}, and the text tells of one the other way"
    follows = derived(told, "by", by, reader=partial(_as_rounded, text))
    if follows is None or _might_be(by, follows):
        return None
    exact = shown(derived(told, "by", by, reader=exactly), by.unit)
    return f"{words} is a change of {exact}, not of {by.span.of(text).strip(' .,')}"


def _as_rounded(text: str, figure: Quantity) -> Interval | None:
    """The values that a figure may stand for: with a decimal point, all that its last digit allows.

    "1.3 billion" is 1.25 billion too, which is further off than most roundings are.
    """
    bounds = written(figure)
    if bounds is None or figure.low is None or figure.high is None:
        return bounds
    half = figure.place / 2 if "." in figure.number.of(text) else Decimal(0)
    low, high = figure.low - half, figure.high + half
    return Interval(min(low, bounds.low or low), max(high, bounds.high or high))


def _might_be(by: Quantity, follows: Interval) -> bool:
    """Whether a change can be told so: rounded, or cut, to the digits it is written in."""
    if by.role is Role.DECREMENT:
        follows = follows.scaled(Decimal(-1), Decimal(0))
    step = by.place if by.unit.dimension != "percent" else min(by.place, Decimal(1))
    if by.unit.dimension == "count" and by.place <= 1:
        step = Decimal(0)  # 4 more boats are not 3 more
    return not Interval(by.value - step, by.value + step).disjoint(follows)


def _shares(passage: Passage) -> Iterator[Discrepancy]:
    text, figures = passage.reading.text, passage.reading.quantities
    for share, told in _told_shares(text, figures):
        follows = part_of(share)
        said = written(told)
        if follows is None or said is None or not said.disjoint(follows):
            continue
        exact = shown(part_of(share, reader=exactly), told.unit)
        part, whole = share.part.span, share.whole.span
        words = text[min(part.start, whole.start) : max(part.end, whole.end)]
        message = f"“{words}” makes {exact}, not {told.span.of(text)}"
        spans = (told.span, share.part.span, share.whole.span)
        yield _slip(share_does_not_fit.CHECKER, message, passage, *spans)


def _told_shares(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Share, Quantity]]:
    """Each part and whole, and the percentage that is told to be the same.

    "88 of the 200 seats, or 44 percent", "88 seats, or 44 percent of the 200".
    """
    for share in shares(figures):
        told = _percentage(text, figures, share)
        if told is not None:
            yield share, told
    for part, told, whole in zip(figures, figures[1:], figures[2:], strict=False):
        if not _is_percentage(told) or not alike(part, whole):
            continue
        again = _told_again(text[_end(part) : told.span.start])
        if again and _OF_THE.fullmatch(text, told.span.end, whole.span.start):
            yield Share(part, whole), told


def _is_percentage(one: Quantity) -> bool:
    return one.unit.dimension == "percent" and one.form is Form.EXACT and one.role not in _MOVES


def _end(of: Quantity) -> int:
    """Where a figure ends, with what it counts."""
    return max(of.span.end, of.item_span.end if of.item_span else 0)


def _percentage(text: str, figures: Sequence[Quantity], share: Share) -> Quantity | None:
    """The percentage told beside a part and a whole, which says the same again."""
    first = min(share.part.span.start, share.whole.span.start)
    last = max(_end(share.part), _end(share.whole))
    for one in figures:
        if not _is_percentage(one):
            continue
        behind = one.span.start >= last and _told_again(text[last : one.span.start])
        ahead = one.span.end <= first and _told_again(text[one.span.end : first])
        if behind or ahead:
            return one
    return None


def _told_again(gap: str) -> bool:
    return bool(re.search(r"[(]|\bor\b|i\.e\.|which is|that is", gap)) and bool(
        _SAME.fullmatch(gap)
    )


# --------------------------------------------------------------------------
# Weekdays


def _weekdays(passage: Passage) -> Iterator[Discrepancy]:
    for moment in passage.reading.moments:
        right = weekday_of(moment)
        if right is None or moment.weekday is None or right == moment.weekday:
            continue
        words = " ".join(moment.span.of(passage.reading.text).split())
        message = f"{words} was a {WEEKDAY_NAMES[right]}, not a {WEEKDAY_NAMES[moment.weekday]}"
        yield _slip(weekday_does_not_fit.CHECKER, message, passage, moment.span)


__all__ = ["SUM", "slip", "slips", "sum_fault"]
