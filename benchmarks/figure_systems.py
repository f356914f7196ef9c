"""The readers of figures that are measured, ours and peers, behind one shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from benchmarks import figure_peers
from benchmarks.common import OURS, Answers, ask_worker, items, text, timed
from benchmarks.figure_scores import Figure, our_figure, our_figures
from claimcheck.dates import find_moments
from claimcheck.quantities import find_quantities
from claimcheck.types import Quantity, Span

Read = tuple[Sequence[Sequence[Figure]], float]  # figures of each text, texts in a second


@dataclass(frozen=True, slots=True)
class System:
    """A system by its name: `read` by the conventions of the gold sets, `raw` all it reads."""

    name: str
    read: Callable[[Sequence[str]], Read | None]
    raw: Callable[[Sequence[str]], Read | None]
    ordinals: Callable[[Sequence[str]], Read | None] | None = None
    spans: bool = True


def ours() -> System:
    """claimcheck."""
    return System(OURS, _read_ours, _raw_ours, _raw_ours)


def _read_ours(texts: Sequence[str]) -> Read:
    """The figures of each text by claimcheck, as the gold sets state them."""
    found, rate = timed(quantities, texts)
    return [our_figures(*both) for both in zip(texts, found, strict=True)], rate


def _raw_ours(texts: Sequence[str]) -> Read:
    """All figures of each text by claimcheck."""
    found, rate = timed(quantities, texts)
    pairs = zip(texts, found, strict=True)
    return [[our_figure(each, q) for q in read] for each, read in pairs], rate


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Dates first, because their digits are no figures: the time of both is ours."""
    return find_quantities(sentence, moments=find_moments(sentence))[0]


def peers(interpreters: Mapping[str, str]) -> list[System]:
    """The peers, each asked in the interpreter that has it."""
    return [_peer(python, name) for name, python in interpreters.items()]


def _peer(python: str, name: str) -> System:
    def ask(worker: str, texts: Sequence[str]) -> Read | None:
        reply = ask_worker(python, figure_peers.MODULE, worker, texts)
        return None if reply is None else (_figures(reply), reply.rate)

    worker = figure_peers.ORDINALS.get(name)
    ordinals = partial(ask, worker) if worker else None
    spans = name not in figure_peers.WITHOUT_SPANS
    return System(name, partial(ask, name), partial(ask, name), ordinals, spans)


def _figures(reply: Answers) -> list[list[Figure]]:
    return [[_figure(items(record)) for record in items(each)] for each in reply.answers]


def _figure(record: Sequence[object]) -> Figure:
    low, high, unit, start, end, change = record
    return Figure(
        Decimal(text(low)),
        Decimal(text(high)),
        None if unit is None else text(unit),
        None if change is None else text(change),
        Span(int(text(start)), int(text(end))),
    )
