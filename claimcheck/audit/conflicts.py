"""Meetings of figures joined to conflicts: all places of one, its outlier and its weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from math import log10

from claimcheck.audit.archive import unit_of
from claimcheck.audit.groups import Groups
from claimcheck.audit.types import Discrepancy, Kind, Meeting, Mention, mention
from claimcheck.checkers.value_differs import CHECKER
from claimcheck.evidence import Passage
from claimcheck.quantities.describe import describe
from claimcheck.types import Quantity

#: Different values of one key from which nothing is said: what has as many is a series of things
#: that are told alike, one a day or one a company.
SERIES = 4
_BASE = {Kind.CONTRADICTS: 3.0, Kind.SUPERSEDED: 1.0, Kind.ROUNDED: 0.5}

_Key = tuple[str, int, int]


def conflicts(meetings: Iterable[Meeting]) -> Iterator[Discrepancy]:
    """The conflicts that meetings of one kind make together, in no order.

    What differs within one text is no part of a conflict between texts.
    """
    by_kind: dict[tuple[Kind, bool], list[Meeting]] = defaultdict(list)
    for one in meetings:
        by_kind[one.kind, one.one.article.id == one.other.article.id].append(one)
    for (kind, _), found in by_kind.items():
        groups = Groups[_Key]()
        known: dict[_Key, tuple[Mention, Quantity]] = {}
        scores: dict[_Key, float] = {}
        later: set[_Key] = set()
        for one in found:
            keys = []
            for passage, figure in ((one.one, one.mine), (one.other, one.theirs)):
                made = _mention(passage, figure)
                known[made.key] = (made, figure)
                scores[made.key] = max(one.score, scores.get(made.key, 0.0))
                keys.append(made.key)
            groups.join(keys[0], keys[1])
            if kind is Kind.SUPERSEDED:
                later.add(keys[1])
        for first, second in _told_again(known):
            groups.join(first, second)
        for group in groups:
            group.sort(key=lambda key: (key in later, _day(known[key][0]), key))
            told = _conflict(kind, [known[key] for key in group], max(scores[k] for k in group))
            if told is not None:
                yield told


def _told_again(known: dict[_Key, tuple[Mention, Quantity]]) -> Iterator[tuple[_Key, _Key]]:
    """Figures that an article tells twice, as in its headline and below it: they are one."""
    first: dict[tuple[str, str, str, Decimal], _Key] = {}
    for key, (place, figure) in known.items():
        same = (place.article.id, unit_of(figure), figure.item, figure.value)
        yield first.setdefault(same, key), key


def _mention(passage: Passage, figure: Quantity) -> Mention:
    return mention(passage, figure.span, describe(figure, passage.reading))


def _conflict(kind: Kind, told: list[tuple[Mention, Quantity]], score: float) -> Discrepancy | None:
    """The conflict of figures in the order in which they were told, where it is one."""
    values = Counter(figure.value for _, figure in told)
    days = {_day(place) for place, _ in told}
    series = len(values) >= SERIES and not (kind is Kind.SUPERSEDED and _grows(told))
    if series or (kind is Kind.CONTRADICTS and len(values) > 2 and len(days) > 1):
        return None
    places = tuple(place for place, _ in told)
    outlier = _outlier(told) if kind is Kind.CONTRADICTS else None
    gap = _gap([figure.value for _, figure in told])
    sources = len({place.article.id for place in places})
    weight = _BASE[kind] + score + min(gap, 3.0) + log10(sources)
    message = _message(kind, told)
    return Discrepancy(kind, CHECKER.code, CHECKER.name, message, places, outlier, weight)


def _day(place: Mention) -> str:
    return place.article.published.isoformat() if place.article.published else ""


def _grows(told: list[tuple[Mention, Quantity]]) -> bool:
    """Whether figures in the order of their days never fall: one count, told as it grows."""
    return all(one.value <= other.value for (_, one), (_, other) in pairwise(told))


def _gap(values: list[Decimal]) -> float:
    """How many times the largest value is the smallest, as a power of ten."""
    low, high = min(map(abs, values)), max(map(abs, values))
    return log10(high / low) if low else 1.0


def _outlier(told: list[tuple[Mention, Quantity]]) -> int | None:
    """The number of the one mention whose value no other has, where two articles agree."""
    articles: dict[Decimal, set[str]] = defaultdict(set)
    for place, figure in told:
        articles[figure.value].add(place.article.id)
    alone = [value for value, where in articles.items() if len(where) == 1]
    if len(articles) != 2 or len(alone) != 1:
        return None
    return next(at for at, (_, figure) in enumerate(told) if figure.value == alone[0])


def _message(kind: Kind, told: list[tuple[Mention, Quantity]]) -> str:
    first: dict[Decimal, str] = {}
    for place, figure in told:
        first.setdefault(figure.value, place.said)
    said = list(dict.fromkeys(first.values()))
    match kind:
        case Kind.SUPERSEDED:
            return f"{said[0]}, later {' and '.join(said[1:]) or said[0]}"
        case Kind.ROUNDED:
            return f"rounded: {' and '.join(said)}"
    articles = len({place.article.id for place, _ in told})
    where = "one text" if articles == 1 else f"{articles} texts"
    both = "both" if len(said) == 2 else "all"
    return f"{where} cannot {both} be right: {' against '.join(said)}"
