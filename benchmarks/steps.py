"""Measures of steps at several sizes, each step in a process of its own.

What one process has held is no other's: so the most memory of a step is its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.common import ROOT, Data, Row, finish, parser, shared
from benchmarks.speed import spent

#: Does one step, of its name, what it is done to, a file to read and a folder to write to.
Step = Callable[[str, str, Path, Path], None]
#: The rows of one corpus at one size, by steps that share a folder.
Measured = Callable[[Path, int, Path, argparse.Namespace], Iterable[Row]]


def sized(doc: str | None, sizes: Sequence[int]) -> argparse.ArgumentParser:
    """The options of a benchmark that goes by sizes; `by_size` reads them."""
    made = parser(doc)
    made.add_argument("--sizes", type=int, nargs="+", default=sizes, help="sentences")
    made.add_argument("--step", nargs=4, metavar="", help="what a process of it does")
    return made


def by_size(
    made: argparse.ArgumentParser, argv: Sequence[str] | None, step: Step, measured: Measured
) -> int:
    """Measure every corpus at every size, or be the process of one step."""
    given = made.parse_args(argv)
    if given.step:
        name, what, file, folder = given.step
        step(name, what, Path(file), Path(folder))
        return 0
    chosen = shared(given)
    data = Data(chosen.data)
    rows: list[Row] = []
    for corpus in data.files("corpora/*.jsonl*"):
        for size in given.sizes:
            with tempfile.TemporaryDirectory() as folder:
                rows += measured(corpus.path, size, Path(folder), given)
    return finish(rows, data, chosen)


def peak_of(module: str, step: str, what: str, file: Path, folder: Path) -> int:
    """Run one step in a process of its own; the most bytes that it held."""
    command = (sys.executable, "-m", module, "--step", step, what, str(file), str(folder))
    return spent(command, ROOT).peak
