"""The history of a figure: what texts say of one thing over time, and where they part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claimcheck.alignment.topics import key_of, territory
from claimcheck.audit.about import Topic
from claimcheck.audit.archive import is_table, unit_of
from claimcheck.audit.types import Mention, mention
from claimcheck.evidence import Passage, passages
from claimcheck.quantities import relate
from claimcheck.quantities.describe import base_name, describe
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import content_words
from claimcheck.types import Article, Notation, Quantity, Relation, Role

#: Share of a topic's words that must stand round a figure itself, not only in its headline.
_NEAR = 0.5
_NO_HISTORY = (Role.ORDINAL, Role.AGE, Role.MEMBER, Role.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the history: who says it, when, and of which period.

    `role` is what the figure says ("total", "increment"), `period` the period as written, ""
    where none is told. `parts_from` are the numbers of entries of the same day and period that it
    cannot hold beside.
    """

    mention: Mention
    published: date | None
    role: str
    period: str
    low: Decimal | None
    high: Decimal | None
    parts_from: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The figures of one unit, and of one thing where it is counted, by date; undated ones last.

    `base` names the unit of the values.
    """

    unit: str
    item: str
    entries: tuple[Entry, ...]
    base: str = ""


def timeline(
    articles: Iterable[Article], about: str, *, notation: Notation | None = None
) -> tuple[History, ...]:
    """The histories of what `about` names, the longest first."""
    topic = Topic(about)
    found: dict[tuple[str, str], list[tuple[Passage, Quantity]]] = {}
    for article in articles:
        for passage in passages(article, notation=notation):
            for figure in _figures(passage, topic):
                key = (unit_of(figure), _item(figure))
                found.setdefault(key, []).append((passage, figure))
    made = [_history(unit, item, told) for (unit, item), told in found.items()]
    return tuple(sorted(made, key=lambda each: (-len(each.entries), each.unit, each.item)))


def _item(figure: Quantity) -> str:
    return canonical(figure.item) if figure.unit.dimension == "count" else ""


def _figures(passage: Passage, topic: Topic) -> Iterator[Quantity]:
    """The figures of a sentence that are of the topic."""
    reading = passage.reading
    if is_table(reading) or not topic.is_of(passage.sentence.text, passage.article):
        return
    last: Quantity | None = None
    for figure in reading.quantities:
        if figure.role in _NO_HISTORY:
            continue
        near = territory(reading, figure.span)
        if figure.item_span is not None:
            near |= {key_of(word) for word in content_words(figure.item_span.of(reading.text))}
        if _goes_on(reading.text, last, figure) or len(near & topic.words) >= _NEAR * len(
            topic.words
        ):
            last = figure
            yield figure  # "to $1 billion in a week *and $2 billion since 2021*": of one thing


#: What stands between a figure with its period and another of the same thing.
_AND = re.compile(r"\s*,?\s*(?:and|or)?\s*")


def _goes_on(text: str, last: Quantity | None, figure: Quantity) -> bool:
    """Whether a figure takes its noun from the one before, and nothing but a period parts them."""
    if last is None or figure.unit != last.unit or "role" not in figure.inherited:
        return False
    period = last.scope.span if last.scope else None
    end = max(last.span.end, period.end if period and period.end <= figure.span.start else 0)
    return _AND.fullmatch(text, end, figure.span.start) is not None


def _history(unit: str, item: str, told: list[tuple[Passage, Quantity]]) -> History:
    last = date.max
    order = sorted(
        told,
        key=lambda each: (
            each[0].article.published or last,
            each[0].article.id,
            each[0].sentence.span.start + each[1].span.start,
        ),
    )
    entries = [
        Entry(
            mention(passage, figure.span, describe(figure, passage.reading)),
            passage.article.published,
            figure.role.value,
            figure.scope.text if figure.scope else "",
            figure.low,
            figure.high,
        )
        for passage, figure in order
    ]
    figures = [figure for _, figure in order]
    parted = (_parts_from(at, entries, figures) for at in range(len(entries)))
    marked = tuple(
        replace(entry, parts_from=others) for entry, others in zip(entries, parted, strict=True)
    )
    names = Counter(
        figure.item_span.of(passage.reading.text)
        for passage, figure in order
        if item and figure.item_span is not None
    )
    shown = names.most_common(1)[0][0] if names else ""
    measure = figures[0].unit
    base = base_name(measure) or measure.name
    return History(_unit_name(figures[0]), shown, marked, base)


def _unit_name(figure: Quantity) -> str:
    return figure.unit.name or figure.unit.dimension


def _parts_from(at: int, entries: list[Entry], figures: list[Quantity]) -> tuple[int, ...]:
    """The entries of the same day, role and period whose value the one at `at` rules out."""
    mine = entries[at]
    return tuple(
        k
        for k, other in enumerate(entries)
        if k != at
        and (other.published, other.role, other.period) == (mine.published, mine.role, mine.period)
        and relate(figures[at], figures[k]) is Relation.CONTRADICTS
        and relate(figures[k], figures[at]) is Relation.CONTRADICTS
    )
