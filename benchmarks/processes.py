"""Embedding by a thread a batch in one process, beside several processes of one thread each.

The same sentences by the packaged model, as many processes as processors, some turns in turns, the
least of each: seconds by the clock with the model loaded already, seconds of starting and loading,
and the most memory that one process held. `rate` is over that of the threads.

    python -m benchmarks.processes --sample 1000
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from unittest.mock import patch

from benchmarks.common import Data, Row, finish, options, parser, pick, ratio, read_jsonl, say, text
from benchmarks.speed import MIB
from claimcheck.retrieval import bert
from claimcheck.retrieval.encoder import packaged_folder
from claimcheck.text.lines import unwrap
from claimcheck.text.sentences import split

SENTENCES = 1_000  # where --sample does not say
TURNS = 3
SHARE = 64  # texts that a process is given at a time, of like length


def main(argv: Sequence[str] | None = None) -> int:
    """Measure both ways on each corpus."""
    chosen = options(parser(__doc__), argv)
    data = Data(chosen.data)
    rows: list[Row] = []
    for file in data.files("corpora/*.jsonl*"):
        bodies = [unwrap(text(r["body"])) for r in read_jsonl(file.path) if r.get("body")]
        found = [each.span.of(body) for body in bodies[:SENTENCES] for each in split(body)]
        rows += _measured(pick(found, chosen.sample or SENTENCES, chosen.seed))
    return finish(rows, data, chosen)


def _measured(texts: Sequence[str]) -> list[Row]:
    ordered = sorted(texts, key=len, reverse=True)
    shares = [ordered[at : at + SHARE] for at in range(0, len(ordered), SHARE)]
    count = os.cpu_count() or 1
    started = time.perf_counter()
    with ProcessPoolExecutor(count, get_context("spawn"), _alone) as pool:
        list(pool.map(_work, [ordered[-1:]] * count * 2))
        begun = time.perf_counter() - started
        started = time.perf_counter()
        _work(ordered[-1:])  # after them: a process begins with the memory of the one that began it
        loaded = time.perf_counter() - started
        threads, processes = [], []
        for turn in range(TURNS):
            say(f"turn {turn + 1} of {TURNS}: {len(texts):,} sentences")
            started = time.perf_counter()
            _work(ordered)
            threads.append(time.perf_counter() - started)
            started = time.perf_counter()
            held = max(pool.map(_work, shares))
            processes.append(time.perf_counter() - started)
    ways = (
        ("a thread a batch", min(threads), loaded, _held()),
        (f"{count} processes", min(processes), begun, held),
    )
    return [
        Row(
            "embedding",
            name,
            len(texts),
            {
                "seconds": seconds,
                "rate": ratio(min(threads), seconds),
                "load_seconds": start,
                "process_peak_mib": peak / MIB,
            },
        )
        for name, seconds, start, peak in ways
    ]


@cache
def _model() -> bert.Bert:
    return bert.Bert(packaged_folder())


def _alone() -> None:
    """Load the model, for batches one by one, since the other processors have processes too."""
    patch.object(bert, "cores", return_value=1).start()
    _model()


def _work(texts: Sequence[str]) -> int:
    """Embed texts; the most bytes that this process has held."""
    _model().encode(texts)
    return _held()


def _held() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
