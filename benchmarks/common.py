"""What every benchmark shares: options, finding the data, sampling, rows, tables, timing, peers.

A benchmark is a module run as ``python -m benchmarks.NAME``. It builds its options with
`parser` and `options`, finds its files with `Data`, and hands its rows to `finish`:

    def main(argv: Sequence[str] | None = None) -> int:
        chosen = options(parser(__doc__), argv)
        data = Data(chosen.data)
        rows = [score(file) for file in data.files("sentences/ud_ewt.*.jsonl")]
        return finish(rows, data, chosen)

Nothing here imports anything but the standard library, so that a worker can run
under another interpreter in which a peer is installed and claimcheck is not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from claimcheck.entailment.model import EntailmentModel

T = TypeVar("T")
R = TypeVar("R")

OURS = "claimcheck"
ROOT = Path(__file__).resolve().parent.parent
NO_DATA = 2  # exit code: nothing was measured


# --------------------------------------------------------------------------
# Options


@dataclass(frozen=True, slots=True)
class Options:
    """The options all benchmarks have; `sample` is a number of cases for each file."""

    data: Path
    json: Path | None = None
    sample: int | None = None
    seed: int = 0

    def pick(self, items: Sequence[T]) -> list[T]:
        """The sample asked for, in the order of `items`; the same for the same seed."""
        return pick(items, self.sample, self.seed)


def default_data() -> Path:
    """`$CLAIMCHECK_BENCH`, else ``../shared/bench`` beside the checkout."""
    stated = os.environ.get("CLAIMCHECK_BENCH")
    return Path(stated) if stated else ROOT.parent / "shared" / "bench"


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser with the shared options; the first line of `doc` is its description."""
    made = argparse.ArgumentParser(description=(doc or "").strip().split("\n")[0])
    made.add_argument("--data", type=Path, metavar="DIR", help="folder of the public sets")
    made.add_argument("--json", type=Path, metavar="FILE", help='write {"rows": [...]} there')
    made.add_argument("--sample", type=_positive, metavar="N", help="at most N cases of each file")
    made.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the sample (0)")
    return made


def judging_parser(doc: str | None) -> argparse.ArgumentParser:
    """The same with the model of entailment, for scripts that judge with and without it."""
    made = parser(doc)
    made.add_argument(
        "--entailment",
        metavar="MODEL",
        default="off",
        help="a model of entailment to judge with, too: packaged, or a cross-encoder",
    )
    return made


def alarming_parser(doc: str | None) -> argparse.ArgumentParser:
    """The same for scripts that write down what was refuted in vain."""
    made = judging_parser(doc)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write what was refuted there")
    return made


def systems(model: EntailmentModel | None) -> dict[str, EntailmentModel | None]:
    """claimcheck without a model of entailment and, where one is asked, with it, by their names."""
    return {OURS: None} | ({f"{OURS}+{Path(model.name).name}": model} if model else {})


def options(made: argparse.ArgumentParser, argv: Sequence[str] | None = None) -> Options:
    """The shared options out of `argv`; a script with more of its own uses `shared`."""
    return shared(made.parse_args(argv))


def shared(namespace: argparse.Namespace) -> Options:
    """The shared options out of what a parser made by `parser` has read."""
    data: Path | None = namespace.data
    json_file: Path | None = namespace.json
    sample: int | None = namespace.sample
    seed: int = namespace.seed
    return Options(data or default_data(), json_file, sample, seed)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of cases (want 1 or more)")
    return number


def pick(items: Sequence[T], n: int | None, seed: int) -> list[T]:
    """`n` of `items` drawn with `seed`, in their order; all of them where there are no more."""
    if n is None or n >= len(items):
        return list(items)
    return [items[i] for i in sorted(random.Random(seed).sample(range(len(items)), n))]


def drawn(
    cases: Iterable[Mapping[str, object]], n: int | None, seed: int
) -> list[Mapping[str, object]]:
    """`n` of the wrong cases of a set, as `seed` and their `id` say; all where `n` is None.

    A case stands at the same place whatever else is wrong, so that mending one error puts one
    other into the draw and leaves the rest of what was read by eye.
    """
    if n is None:
        return list(cases)
    return sorted(cases, key=lambda case: _lot(text(case.get("id")), seed))[:n]


def _lot(name: str, seed: int) -> tuple[str, str]:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest(), name


def reading_option(made: argparse.ArgumentParser) -> None:
    """`--read N`, for the scripts whose `--errors` are read by eye."""
    made.add_argument(
        "--read", type=_positive, metavar="N", help="of the errors, N of each set by the seed"
    )


# --------------------------------------------------------------------------
# Data


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a set: ``pairs/fever.dev.jsonl`` is `name` fever, `part` dev."""

    path: Path
    name: str
    part: str


@dataclass(slots=True)
class Data:
    """A folder of public sets, and what was looked for in it."""

    root: Path
    found: int = 0
    missing: list[str] = field(default_factory=list)

    def files(self, *patterns: str) -> list[DataFile]:
        """The files that match any pattern, sorted; a pattern without one is told on stderr."""
        paths: list[Path] = []
        for pattern in patterns:
            matched = sorted(path for path in self.root.glob(pattern) if path.is_file())
            if not matched:
                self.missing.append(pattern)
                say(f"skipped: no {pattern} in {self.root}")
            paths += [path for path in matched if path not in paths]
        self.found += len(paths)
        return [_data_file(path) for path in paths]


def _data_file(path: Path) -> DataFile:
    name, *parts = path.name.removesuffix(".gz").split(".")
    return DataFile(path, name, ".".join(parts[:-1]))


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return raw.decode("utf-8-sig")


def read_json(path: Path) -> object:
    """The one JSON value of a file."""
    value: object = json.loads(read_text(path))
    return value


def read_jsonl(path: Path) -> Iterator[Mapping[str, object]]:
    """The objects of a file of JSON lines, gzipped or not; empty lines are passed over."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                yield mapping(json.loads(line))


def mapping(value: object) -> Mapping[str, object]:
    """`value` where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[object]:
    """`value` where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str:
    """`value` where it is a string, "" for null, else its digits or words."""
    return value if isinstance(value, str) else "" if value is None else str(value)


# --------------------------------------------------------------------------
# Rows


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one system on one set of `n` cases; None is a measure without a case."""

    set: str
    system: str
    n: int
    metrics: Mapping[str, float | None]
    part: str = ""

    def as_json(self) -> dict[str, object]:
        """The row as written: `set`, `part`, `system`, `n`, then the metrics by name."""
        numbers = {k: None if v is None else round(v, 4) for k, v in self.metrics.items()}
        return {"set": self.set, "part": self.part, "system": self.system, "n": self.n, **numbers}


def finish(rows: Sequence[Row], data: Data, chosen: Options) -> int:
    """Print the table, write the JSON; exit code 2 with a message where nothing was found."""
    if not data.found:
        say(
            f"no data: none of {', '.join(data.missing)} in {data.root}\n"
            "  remedy: give the folder by --data DIR or in CLAIMCHECK_BENCH"
        )
        return NO_DATA
    return told(rows, chosen)


def told(rows: Sequence[Row], chosen: Options) -> int:
    """Print the table and write the JSON."""
    print(table(rows))
    if chosen.json is not None:
        written = json.dumps({"rows": [row.as_json() for row in rows]}, indent=1)
        chosen.json.write_text(written + "\n", encoding="utf-8")
    return 0


def table(rows: Sequence[Row]) -> str:
    """The rows as text in columns; one table for each run of rows that share their metrics."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and list(blocks[-1][0].metrics) == list(row.metrics):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return "\n\n".join(_block(block) for block in blocks)


def _block(rows: Sequence[Row]) -> str:
    head = ["set", "system", "n", *rows[0].metrics]
    body = [[r.set, r.system, str(r.n), *map(_number, r.metrics.values())] for r in rows]
    widths = [max(len(line[i]) for line in [head, *body]) for i in range(len(head))]
    return "\n".join(
        "  ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(pairs)).rstrip()
        for pairs in (list(zip(line, widths, strict=True)) for line in [head, *body])
    )


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 10 or value == int(value) > 1 else f"{value:.3f}"


def say(message: str) -> None:
    """A message for people, on stderr, so that stdout holds the tables alone."""
    print(message, file=sys.stderr, flush=True)


def dump(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    """Write records as JSON lines, for reading by eye."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


# --------------------------------------------------------------------------
# Measures


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, 0 where there is no whole: a system that finds nothing gets nothing."""
    return part / whole if whole else 0.0


def f1(right: float, predicted: float, gold: float) -> float:
    """F1 of `right` among `predicted` and `gold`; 0 where nothing was right."""
    return ratio(2 * right, predicted + gold)


def timed(work: Callable[[T], R], cases: Sequence[T]) -> tuple[list[R], float]:
    """`work` on every case, and the cases done in a second of wall time."""
    start = time.perf_counter()
    results = [work(case) for case in cases]
    return results, ratio(len(cases), time.perf_counter() - start)


# --------------------------------------------------------------------------
# Peers


def peer(module: str, *, distribution: str | None = None) -> ModuleType | None:
    """The peer's module, or None with a message where it cannot be imported.

    Any exception of an import counts: one peer fails with newer packages beside it.
    """
    try:
        return importlib.import_module(module)
    except Exception as error:
        say(f"skipped: peer {distribution or module} ({type(error).__name__}: {error})")
        return None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a peer answered to each text, and the texts it did in a second."""

    answers: Sequence[object]
    rate: float


def ask_worker(
    python: str, module: str, system: str, texts: Sequence[str], *, timeout: float = 1800
) -> Answers | None:
    """Ask ``python -m module --worker system`` in another interpreter; None with a message.

    The worker reads a JSON array of strings from stdin and writes an object
    with `answers` and `rate` as the last line of stdout: see `serve_worker`. It is given
    `timeout` seconds for all of them.
    """
    try:
        run = subprocess.run(
            [python, "-W", "ignore", "-m", module, "--worker", system],
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        say(f"skipped: peer {system} (no answer to {len(texts):,} texts within {timeout:,.0f} s)")
        return None
    if run.returncode != 0:
        fault = (run.stderr.strip() or "no message").splitlines()[-1]
        say(f"skipped: peer {system} ({fault})")
        return None
    reply = mapping(json.loads(run.stdout.strip().splitlines()[-1]))
    rate = reply.get("rate")
    return Answers(items(reply.get("answers")), rate if isinstance(rate, float) else 0.0)


def interpreters(module: str, names: Collection[str], pythons: Sequence[str]) -> dict[str, str]:
    """Each peer of `names` by the first of `pythons` that has it, in the order of `names`.

    What ``python -m module --list`` names is installed there; what none has is told of.
    """
    found: dict[str, str] = {}
    for python in pythons:
        for name in _installed(python, module):
            found.setdefault(name, python)
    for name in names:
        if name not in found:
            say(f"skipped: peer {name} (not installed for {', '.join(pythons)})")
    return {name: found[name] for name in names if name in found}


def _installed(python: str, module: str) -> list[str]:
    try:
        run = subprocess.run(
            [python, "-m", module, "--list"], capture_output=True, text=True, cwd=ROOT, check=False
        )
    except OSError as error:
        say(f"skipped: interpreter {python} ({error.strerror})")
        return []
    if run.returncode != 0:
        fault = (run.stderr.strip() or "no message").splitlines()[-1]
        say(f"skipped: interpreter {python} ({fault})")
        return []
    return run.stdout.split()


def serve_worker(work: Callable[[str], object]) -> int:
    """The worker's side of `ask_worker`: texts from stdin, answers and rate to stdout."""
    texts = [text(each) for each in items(json.loads(sys.stdin.read()))]
    if texts:
        work(texts[0])  # a first call may load a model: not part of the rate
    answers, rate = timed(work, texts)
    print(json.dumps({"answers": answers, "rate": rate}))
    return 0
