"""Figures: how well numbers, units and hedges are read, beside peers in the same run.

Sets: NewsQuant and R-Quant (CQE), Recognizers-Text specifications, quantulum3's own
sentences; names with digits that are no figures; speed on real newswire. Peers run
in the interpreter given by --peers, else in this one; those not installed are skipped.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from benchmarks import figure_peers
from benchmarks.common import (
    OURS,
    Answers,
    Data,
    DataFile,
    Options,
    Row,
    ask_worker,
    dump,
    finish,
    items,
    mapping,
    parser,
    pick,
    ratio,
    read_json,
    read_jsonl,
    shared,
    text,
    timed,
)
from benchmarks.figure_scores import (
    ALL,
    VALUE_UNIT,
    Figure,
    Same,
    Tally,
    our_figures,
    our_interval,
)
from benchmarks.recognizers_specs import CLASSES, spec_row, specs
from claimcheck.dates import find_moments
from claimcheck.quantities import find_quantities
from claimcheck.types import Quantity, Span

#: Names that hold digits and count nothing.
NAMES = re.compile(
    r"COVID[- ]?19|SARS[- ]?CoV[- ]?2|MERS[- ]?CoV|CO ?2(?!\d)|PM ?2\.5|H1N1|N95|ACE2",
    re.IGNORECASE,
)
#: Sentences timed where --sample does not say: peers are 20 to 1,000 times slower.
TIMED = 3000
TIMED_PEER = 150

Read = tuple[Sequence[Sequence[Figure]], float]  # figures of each text, texts in a second
Misses = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class System:
    """A system by its name: `read` by the conventions of the gold sets, `raw` by its own."""

    name: str
    read: Callable[[Sequence[str]], Read | None]
    raw: Callable[[Sequence[str]], Read | None]
    ordinals: Callable[[Sequence[str]], Read | None] | None = None
    spans: bool = True


# --------------------------------------------------------------------------
# Systems


def read_ours(texts: Sequence[str]) -> Read:
    """The figures of each text by claimcheck, as the gold sets state them."""
    found, rate = timed(_quantities, texts)
    return [our_figures(*both) for both in zip(texts, found, strict=True)], rate


def raw_ours(texts: Sequence[str]) -> Read:
    """All figures of each text by claimcheck, as the intervals their words state."""
    found, rate = timed(_quantities, texts)
    pairs = zip(texts, found, strict=True)
    return [[our_interval(each, q) for q in quantities] for each, quantities in pairs], rate


def _quantities(sentence: str) -> tuple[Quantity, ...]:
    """Dates first, because their digits are no figures: the time of both is ours."""
    return find_quantities(sentence, moments=find_moments(sentence))[0]


def peer_system(python: str, name: str) -> System:
    """A peer, asked in another interpreter."""

    def ask(worker: str, texts: Sequence[str]) -> Read | None:
        reply = ask_worker(python, figure_peers.MODULE, worker, texts)
        return None if reply is None else (_peer_figures(reply), reply.rate)

    read = partial(ask, name)
    worker = figure_peers.ORDINALS.get(name)
    ordinals = partial(ask, worker) if worker else None
    return System(name, read, read, ordinals, name not in figure_peers.WITHOUT_SPANS)


def _peer_figures(reply: Answers) -> list[list[Figure]]:
    return [[_peer_figure(items(record)) for record in items(each)] for each in reply.answers]


def _peer_figure(record: Sequence[object]) -> Figure:
    low, high, unit, start, end = record
    span = Span(int(text(start)), int(text(end)))
    unit_name = None if unit is None else text(unit)
    return Figure(Decimal(text(low)), Decimal(text(high)), unit_name, None, span)


# --------------------------------------------------------------------------
# Gold


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its gold figures."""

    text: str
    gold: tuple[Figure, ...]


def cases(path: Path) -> list[Case]:
    """The cases of a NewsQuant, R-Quant or quantulum3 file; broken gold values are left out."""
    made = []
    for each in map(mapping, items(read_json(path))):
        records = map(mapping, items(each.get("quantities", each.get("res"))))
        gold = [figure for record in records if (figure := gold_figure(record)) is not None]
        made.append(Case(text(each.get("text", each.get("req"))), tuple(gold)))
    return made


def gold_figure(record: Mapping[str, object]) -> Figure | None:
    """A gold record as a figure: "5-10" is a range, an uncertainty spreads both ways."""
    unit = text(record.get("normalized_unit", record.get("unit")))
    change = text(record.get("change")) or "="
    stated = re.fullmatch(
        r"\s*(-?[\d.eE+]+|-?[\d.]+[eE]-\d+)(?:\s*-\s*([\d.]+))?\s*", text(record.get("value"))
    )
    if stated is None:
        return None
    try:
        low = Decimal(stated[1])
        high = Decimal(stated[2]) if stated[2] else low
        spread = Decimal(text(record.get("uncertainty")) or 0)
    except InvalidOperation:
        return None
    return Figure(low - spread, high + spread, unit, change)


# --------------------------------------------------------------------------
# Sets


def gold_row(
    name: str, part: str, found: Sequence[Case], columns: Mapping[str, Same], system: System
) -> tuple[list[Row], Misses]:
    """The row of a system on a set with gold figures, and the sentences it missed."""
    reply = system.read([case.text for case in found])
    if reply is None:
        return [], []
    tally = Tally(columns)
    for case, predicted in zip(found, reply[0], strict=True):
        tally.add(case.text, case.gold, predicted)
    misses: Misses = [{"set": name, "system": system.name, **miss} for miss in tally.misses]
    return [Row(name, system.name, len(found), tally.metrics(), part)], misses


def name_texts(path: Path) -> list[str]:
    """The texts of a pairs file that hold a name with digits, each once."""
    texts = (text(row.get(side)) for row in read_jsonl(path) for side in ("claim", "evidence"))
    return sorted({each for each in texts if NAMES.search(each)})


def name_row(name: str, part: str, texts: Sequence[str], system: System) -> list[Row]:
    """How many figures a system reads out of names; `false_figures` should be 0."""
    reply = system.raw(texts) if system.spans else None
    if reply is None:
        return []
    mentions = false = 0
    for each, figures in zip(texts, reply[0], strict=True):
        spans = [Span(*found.span()) for found in NAMES.finditer(each)]
        mentions += len(spans)
        read = [f.span for f in figures if f.span is not None]
        false += sum(any(span.overlaps(other) for other in read) for span in spans)
    scores: dict[str, float | None] = {
        "mentions": float(mentions),
        "false_figures": float(false),
        "false_rate": ratio(false, mentions),
    }
    return [Row(f"{name}/names", system.name, len(texts), scores, part)]


def newswire(path: Path) -> Iterator[str]:
    """Sentences of a corpus, cut plainly and the same for all systems."""
    for row in read_jsonl(path):
        for each in re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(text(row.get("body")).split())):
            if each:
                yield each


def speed_rows(
    name: str, texts: Sequence[str], systems: Sequence[System], options: Options
) -> list[Row]:
    """Sentences a second; `ratio` is ours over the system's, each on its own sample."""
    rates: dict[str, tuple[int, float]] = {}
    for system in systems:
        size = options.sample or (TIMED if system.name in (OURS, "digits") else TIMED_PEER)
        sample = pick(texts, size, options.seed)
        reply = system.read(sample)
        if reply is not None:
            rates[system.name] = (len(sample), reply[1])
    ours = rates.get(OURS, (0, 0.0))[1]
    return [
        Row(f"{name}/speed", system, n, {"sentences_per_second": rate, "ratio": ratio(ours, rate)})
        for system, (n, rate) in rates.items()
    ]


# --------------------------------------------------------------------------


def measure(data: Data, options: Options, systems: Sequence[System]) -> tuple[list[Row], Misses]:
    """All rows, in the order printed, and all misses."""
    rows: list[Row] = []
    misses: Misses = []
    for file in data.files(
        "quantities/newsquant.*json", "quantities/rquant_*.json", "quantulum3/*.json"
    ):
        found = options.pick(cases(file.path))
        name = "quantulum3" if file.path.parent.name == "quantulum3" else file.name
        columns = ALL if name == "newsquant" else VALUE_UNIT
        for system in systems:
            scored, missed = gold_row(name, file.part, found, columns, system)
            rows += scored
            misses += missed
    for file in data.files("recognizers_text/Number*.json"):
        if file.name in CLASSES:
            scored, missed = spec_rows(file, options, systems)
            rows += scored
            misses += missed
    for file in data.files("pairs/healthver.*.jsonl", "pairs/climate_fever.*.jsonl"):
        texts = options.pick(name_texts(file.path))
        for system in systems:
            rows += name_row(file.name, file.part, texts, system)
    for file in data.files("corpora/*.jsonl*"):
        rows += speed_rows(file.name, list(newswire(file.path)), systems, options)
    return rows, misses


def spec_rows(
    file: DataFile, options: Options, systems: Sequence[System]
) -> tuple[list[Row], Misses]:
    """The rows of all systems that give spans on one Recognizers-Text specification."""
    name, with_unit = CLASSES[file.name]
    found = options.pick(specs(file.path, name))
    rows: list[Row] = []
    misses: Misses = []
    for system in systems:
        read = system.ordinals if name == "ordinal" else system.raw
        reply = read([spec.text for spec in found]) if system.spans and read else None
        if reply is not None:
            row, missed = spec_row(name, file.part, with_unit, found, reply[0], system.name)
            rows.append(row)
            misses += missed
    return rows, misses


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    made = parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write what was missed there")
    made.add_argument("--peers", metavar="PYTHON", help="an interpreter with peers installed")
    made.add_argument("--ours", action="store_true", help="leave the peers out")
    namespace = made.parse_args(argv)
    options = shared(namespace)
    python: str = namespace.peers or sys.executable
    systems = [System(OURS, read_ours, raw_ours, raw_ours)]
    if not namespace.ours:
        systems += [peer_system(python, name) for name in figure_peers.READERS]
    data = Data(options.data)
    rows, misses = measure(data, options, systems)
    errors: Path | None = namespace.errors
    if errors is not None:
        dump(errors, misses)
    return finish(rows, data, options)


if __name__ == "__main__":
    sys.exit(main())
