"""Figures: how well numbers, units and hedges are read, beside peers in the same run.

Sets: NewsQuant and R-Quant (CQE), Recognizers-Text specifications, quantulum3's own
sentences; names with digits that are no figures; speed, memory and growth with the length
of a line. Peers run in the interpreters given by --peers (it may be given again: a peer is
asked in the first that has it), else in this one; those not installed are skipped.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks import figure_peers
from benchmarks.common import (
    Data,
    DataFile,
    Options,
    Row,
    dump,
    finish,
    interpreters,
    items,
    mapping,
    parser,
    ratio,
    read_json,
    read_jsonl,
    shared,
    text,
)
from benchmarks.figure_scores import ALL, VALUE_UNIT, Figure, Same, Tally, as_interval
from benchmarks.figure_speed import eye, length_rows, newswire, speed_rows, whole_row
from benchmarks.figure_systems import System, ours, peers
from benchmarks.recognizers_specs import CLASSES, left_out_rows, spec_row, specs
from claimcheck.types import Span

#: Names that hold digits and count nothing: those of the target, and some more.
NAMES = {
    "names": re.compile(r"COVID[- ]?19|SARS[- ]?CoV[- ]?2|CO ?2(?!\d)|CO₂|PM ?2\.5", re.IGNORECASE),
    "more-names": re.compile(
        r"\b(?:H\dN\d|N95|ACE-?2|2019-nCoV|nCoV-2019|SARS-CoV-1|HIV-[12]|B\.1(?:\.\d+)+|D614G"
        r"|IL-\d+|CD[48]|vitamin [BCD]\d+|omega-?[369]|PM ?10|CH4|N2O|SO2|NO2|RCP ?\d\.\d|AR[456]"
        r"|CMIP[56]|COP ?\d\d|A3[1-8]0|7[0-9]7 MAX|Boeing 7[0-9]7|[FB]-\d\d|MH\d{3}"
        r"|G-?(?:7|8|20|77)|[2-6]G|MP[34]|WW[12]|U2|K-12|9/11)\b"
    ),
}

Misses = list[Mapping[str, object]]


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
    written = text(record.get("unit"))
    unit = text(record.get("normalized_unit", written))
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
    return Figure(low - spread, high + spread, unit, change, written=written)


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


def name_texts(path: Path, pattern: re.Pattern[str]) -> list[str]:
    """The texts of a pairs file that hold a name with digits, each once."""
    texts = (text(row.get(side)) for row in read_jsonl(path) for side in ("claim", "evidence"))
    return sorted({each for each in texts if pattern.search(each)})


def name_row(
    file: DataFile, kind: str, texts: Sequence[str], system: System
) -> tuple[list[Row], Misses]:
    """How many figures a system reads out of names; `false_figures` should be 0."""
    reply = system.raw(texts) if system.spans else None
    if reply is None:
        return [], []
    mentions = false = 0
    misses: Misses = []
    for each, figures in zip(texts, reply[0], strict=True):
        spans = [Span(*found.span()) for found in NAMES[kind].finditer(each)]
        read = [_first_digits(f.span, each) for f in figures if f.span is not None]
        taken = [span for span in spans if any(span.overlaps(other) for other in read)]
        mentions += len(spans)
        false += len(taken)
        if taken:
            wrong = [span.of(each) for span in taken]
            misses.append({"set": kind, "system": system.name, "text": each, "wrong": wrong})
    scores: dict[str, float | None] = {
        "mentions": float(mentions),
        "false_figures": float(false),
        "false_rate": ratio(false, mentions),
    }
    return [Row(f"{file.name}/{kind}", system.name, len(texts), scores, file.part)], misses


def _first_digits(span: Span, whole: str) -> Span:
    """The number of a figure without its unit: "8 Gt CO2" is no figure made of "CO2"."""
    found = re.match(r"\D*\d[\d.,]*", span.of(whole))
    return Span(span.start, span.start + found.end()) if found else span


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
            figures = reply[0]
            if name == "number_range":
                figures = [[as_interval(figure) for figure in each] for each in figures]
            row, missed = spec_row(name, file.part, with_unit, found, figures, system.name)
            rows.append(row)
            misses += missed
    return rows, misses


# --------------------------------------------------------------------------


def measure(
    data: Data, options: Options, systems: Sequence[System], *, quick: bool
) -> tuple[list[Row], Misses]:
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
    spec_files = [f for f in data.files("recognizers_text/Number*.json") if f.name in CLASSES]
    for file in spec_files:
        scored, missed = spec_rows(file, options, systems)
        rows += scored
        misses += missed
    for file in spec_files:
        rows += left_out_rows(file.path, CLASSES[file.name][0], file.part)
    for file in data.files("pairs/healthver.*.jsonl", "pairs/climate_fever.*.jsonl"):
        for kind, pattern in NAMES.items():
            texts = options.pick(name_texts(file.path, pattern))
            for system in systems:
                scored, missed = name_row(file, kind, texts, system)
                rows += scored
                misses += missed
    for file in data.files("corpora/*.jsonl*"):
        rows += speed_rows(file.name, list(newswire(file.path)), systems, options)
        rows += [] if quick else [whole_row(file.name, newswire(file.path))]
    return [*rows, *([] if quick or not rows else length_rows())], misses


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    made = parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write what was missed there")
    made.add_argument(
        "--peers", action="append", metavar="PYTHON", help="an interpreter with peers installed"
    )
    made.add_argument("--ours", action="store_true", help="leave the peers out")
    made.add_argument(
        "--quick", action="store_true", help="leave out the whole corpus and the long lines"
    )
    made.add_argument(
        "--eye", type=int, metavar="N", help="only print what is read in N sentences of newswire"
    )
    namespace = made.parse_args(argv)
    options = shared(namespace)
    data = Data(options.data)
    if namespace.eye:
        return eye(data, namespace.eye, options.seed)
    systems = [ours()]
    if not namespace.ours:
        pythons: Sequence[str] = namespace.peers or [sys.executable]
        systems += peers(interpreters(figure_peers.MODULE, figure_peers.READERS, pythons))
    rows, misses = measure(data, options, systems, quick=namespace.quick)
    errors: Path | None = namespace.errors
    if errors is not None:
        dump(errors, misses)
    return finish(rows, data, options)


if __name__ == "__main__":
    sys.exit(main())
