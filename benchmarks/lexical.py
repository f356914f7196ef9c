"""Indexes of words by size: our postings beside tantivy, SQLite's FTS5 and bm25s.

For each, in processes of its own over the sentences of Reuters-21578 with others' figures and names
(see `retrieval_scale`): building it (processor seconds, mebibytes of memory and on disk), asking it
for the first claims of `claims/` (processor milliseconds a claim, 50 sentences each; memory), and
adding a hundredth of as many sentences again, as a share of the building. Memory is what a process
held at most beyond one that did all but that; processor time counts all threads and no imports.
What they find is measured by `retrieval`.

    python -m benchmarks.lexical --sizes 10000 100000
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from benchmarks.common import ROOT, Row, ratio, read_jsonl, say, text
from benchmarks.retrieval_peers import Query
from benchmarks.retrieval_scale import varied
from benchmarks.speed import MIB
from benchmarks.steps import by_size, peak_of, sized
from benchmarks.word_indexes import engines
from claimcheck.claims import load_claims
from claimcheck.text.lines import unwrap
from claimcheck.text.sentences import split

SIZES = (10_000, 100_000)
DEPTH = 50  # sentences for a claim
ADDED = 100  # one part of so many is added
CLAIMS = 40

WRITE, IDLE, BUILD, BARE, ASK, ADD = "write", "idle", "build", "bare", "ask", "add"
FIRST, MORE, TOLD = "first.json", "more.json", "told"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each engine at each size, or be the process of one step."""
    return by_size(sized(__doc__, SIZES), argv, _step, _measured)


def _measured(corpus: Path, size: int, folder: Path, _given: argparse.Namespace) -> Iterator[Row]:
    _spent(WRITE, str(size), corpus, folder)
    for name in engines():
        say(f"{name}: {size:,} sentences")
        idle = _spent(IDLE, name, folder / FIRST, folder)[1]
        bare = _spent(BARE, name, folder, folder)[1]
        building, built = _spent(BUILD, name, folder / FIRST, folder)
        disk = sum(each.stat().st_size for each in (folder / name).rglob("*") if each.is_file())
        asking, asked = _spent(ASK, name, folder, folder)
        adding, _ = _spent(ADD, name, folder / MORE, folder)
        measures = {
            "build_cpu_seconds": building,
            "build_peak_mib": (built - idle) / MIB,
            "disk_mib": disk / MIB,
            "ask_cpu_ms": asking * 1000 / CLAIMS,
            "ask_peak_mib": (asked - bare) / MIB,
            "added_share": ratio(adding, building),
        }
        yield Row(f"lexical/{size}", name, size, measures)


def _spent(step: str, name: str, file: Path, folder: Path) -> tuple[float, int]:
    """What a step took: its processor seconds, without imports, and the most bytes held."""
    peak = peak_of("benchmarks.lexical", step, name, file, folder)
    return float((folder / TOLD).read_text(encoding="utf-8")), peak


# --------------------------------------------------------------------------
# The steps


def _step(step: str, name: str, file: Path, folder: Path) -> None:
    if step == WRITE:
        _write(file, int(name), folder)
    made, home = engines(), folder / name
    texts: list[str] = []
    if step in (IDLE, BUILD, ADD):
        texts = json.loads(Path(file).read_text(encoding="utf-8"))
    start = time.process_time()
    if step in (BUILD, ADD):
        home.mkdir(exist_ok=True)
        made[name](home).add(texts, len(texts) * ADDED if step == ADD else 0)
    elif step in (BARE, ASK):
        claims = [each.text for each in load_claims([ROOT / "claims"])[:CLAIMS]]
        if step == ASK:
            search = made[name](home).opened()
            search([Query("a first word", DEPTH)])
            start = time.process_time()
            search([Query(claim, DEPTH) for claim in claims])
    (folder / TOLD).write_text(str(time.process_time() - start), encoding="utf-8")


def _write(corpus: Path, size: int, folder: Path) -> None:
    """The sentences to index, and those to add."""
    bodies = [text(record["body"]) for record in read_jsonl(corpus) if record.get("body")]
    every = list(islice(_sentences(bodies), size + size // ADDED))
    (folder / FIRST).write_text(json.dumps(every[:size]), encoding="utf-8")
    (folder / MORE).write_text(json.dumps(every[size:]), encoding="utf-8")


def _sentences(bodies: Sequence[str]) -> Iterator[str]:
    """The sentences of articles again and again, each time with other figures and names."""
    for turn in count():
        for body in bodies:
            told = unwrap(varied(body, turn))
            yield from (each.span.of(told) for each in split(told))


if __name__ == "__main__":
    raise SystemExit(main())
