"""Speed: starting, checking again, and indexing real newswire, in time and memory.

`start` and `verify` are processor time of whole commands over that of ``python -c "import
numpy"`` in the same run, the least of some runs each, so that they compare across machines;
`without_*` is 1 where the command did not import that library. `verify` reads an index of three
sentences for three claims: `first` embeds them, `second` finds them embedded and searched for;
`forty` is a second time too, for the first 40 of the sample claims over the sample articles.
`index` builds from nothing in a process of its own: seconds of wall time with loading the model,
and the most memory it held; `reuters/added` is what the larger corpus adds. `run` is the model
run in each way the packages allow: its rate over that of torch in float32, texts sorted by length,
and the least cosine to what that gives; `processor` tells whether it computes in bfloat16 itself.

With --sample N there are N and 4 N articles, else 100 and 400.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.common import (
    OURS,
    ROOT,
    Data,
    DataFile,
    Options,
    Row,
    dump,
    finish,
    items,
    options,
    parser,
    pick,
    ratio,
    read_jsonl,
    say,
    text,
)

if TYPE_CHECKING:
    from claimcheck.types import Claim

T = TypeVar("T")

ARTICLES = 100  # of the smaller corpus, where --sample does not say
TIMES = 4  # the larger corpus over the smaller one
RUNS = 5  # of a short command, of which the least counts
FORTY = 40  # sample claims checked again
HEAVY = ("torch", "onnxruntime", "faiss", "numpy")
ENCODED = 96  # texts embedded in each way: emulated, bfloat16 is slow
MIB = 2**20

FACTS = (
    "The Danube is about 2,850 kilometres long and crosses ten countries.",
    "Oslo was founded about 1040 and lies at the head of a fjord.",
    "Mont Blanc rises 4,806 metres above the sea.",
)
#: Runs a command of claimcheck within Python; which heavy libraries it imported, as JSON.
PROBE = """
import json, sys
from claimcheck.cli.commands import cli
try:
    cli(sys.argv[1:])
except SystemExit as end:
    assert end.code in (0, None), end.code
heavy = ("torch", "numpy", "faiss", "onnxruntime")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""
NUMPY = (sys.executable, "-c", "import numpy")
COMMAND = (sys.executable, "-m", "claimcheck")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process used: wall and processor time in seconds, its most memory in bytes."""

    wall: float
    cpu: float
    peak: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure starting and checking, and indexing where the corpus is found."""
    chosen = options(parser(__doc__), argv)
    data = Data(chosen.data)
    corpora = data.files("corpora/*.jsonl*")
    if not corpora:
        return finish([], data, chosen)
    with tempfile.TemporaryDirectory() as folder:
        rows = _commands(Path(folder))
        for file in corpora:
            rows += _indexing(file, chosen, Path(folder))
    rows += _runs(corpora[0], chosen)  # last: memory is measured while this is small
    return finish(rows, data, chosen)


# --------------------------------------------------------------------------
# Processes


def spent(command: Sequence[str], folder: Path) -> Spent:
    """Run a command in `folder` to its end; it must succeed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        run = subprocess.Popen(
            command,
            cwd=folder,
            stdout=told,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        _, status, usage = os.wait4(run.pid, 0)  # the usage of this process alone
        wall = time.perf_counter() - start
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode != 0:
            told.seek(0)
            raise RuntimeError(f"{' '.join(command[3:])}: {told.read().decode()[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def imported(arguments: Sequence[str], folder: Path) -> list[str]:
    """Which of torch, numpy, faiss and onnxruntime a command of claimcheck imports."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return [text(name) for name in items(json.loads(run.stdout.splitlines()[-1]))]


# --------------------------------------------------------------------------
# Starting and checking


def _commands(folder: Path) -> list[Row]:
    (folder / "facts.txt").write_text("\n\n".join(FACTS) + "\n", encoding="utf-8")
    claims = "".join(
        f"  - id: c{at}\n    text: {json.dumps(each)}\n" for at, each in enumerate(FACTS)
    )
    (folder / "claims.yaml").write_text(f"version: 1\nclaims:\n{claims}", encoding="utf-8")
    start = ("--help",)
    verify = ("verify", "claims.yaml", "--fail-on", "none", "--format", "json", "-o", "report.json")
    spent(NUMPY, folder)  # the first reads from disk
    base = _least(NUMPY, folder)
    started = _least((*COMMAND, *start), folder)
    loaded = imported(start, folder)
    free = {f"without_{name}": float(name not in loaded) for name in ("torch", "numpy", "faiss")}
    rows = [Row("start", OURS, RUNS, {"cpu_ratio": ratio(started, base), **free})]
    say("indexing and checking three sentences")
    spent((*COMMAND, "index", "facts.txt", "-q"), folder)
    first = spent((*COMMAND, *verify), folder).cpu
    second = _least((*COMMAND, *verify), folder)
    needed = imported(verify, folder)
    free = {f"without_{name}": float(name not in needed) for name in HEAVY}
    forty = _forty(folder)
    for name, n, cpu, without in (
        ("first", 1, first, {}),
        ("second", RUNS, second, free),
        ("forty", RUNS, forty, {}),
    ):
        measures = {"cpu_ratio": ratio(cpu, base), "cpu_seconds": cpu, **without}
        rows.append(Row(f"verify/{name}", OURS, n, measures))
    return rows


def _forty(folder: Path) -> float:
    """Processor time of checking the sample claims again, nothing having changed."""
    from claimcheck.claims import load_claims

    claims = load_claims([ROOT / "claims"])[:FORTY]
    lines = [f"  - {json.dumps({'id': c.id, 'text': c.text, **_given(c)})}\n" for c in claims]
    (folder / "forty.yaml").write_text(f"version: 1\nclaims:\n{''.join(lines)}", encoding="utf-8")
    index = ("--index", "index-seeds")
    verify = (*COMMAND, "verify", "forty.yaml", *index, "--fail-on", "none", "-q", "-o", "out.txt")
    spent((*COMMAND, "index", str(ROOT / "seeds"), *index, "-q"), folder)
    spent(verify, folder)
    return _least(verify, folder)


def _given(claim: Claim) -> dict[str, object]:
    """What a claim tells beside its text, but what is expected of it."""
    told = {"as_of": claim.as_of and claim.as_of.isoformat(), "speaker": claim.speaker}
    given: dict[str, object] = {key: value for key, value in told.items() if value}
    return given | ({"sources": list(claim.sources)} if claim.sources else {})


def _least(command: Sequence[str], folder: Path) -> float:
    return min(spent(command, folder).cpu for _ in range(RUNS))


# --------------------------------------------------------------------------
# Indexing


def _indexing(file: DataFile, chosen: Options, folder: Path) -> list[Row]:
    """Two corpora of one file, the smaller one a part of the larger."""
    from claimcheck.retrieval.search import Index

    records = [r for r in read_jsonl(file.path) if text(r.get("body")).strip()]
    small = chosen.sample or ARTICLES
    large = pick(records, TIMES * small, chosen.seed)
    measured: list[tuple[int, Spent]] = []
    rows: list[Row] = []
    for some in (large[: len(large) // TIMES], large):
        name = f"{file.name}-{len(some)}"
        dump(
            folder / f"{name}.jsonl",
            [{"id": text(r["id"]), "text": text(r["body"])} for r in some],
        )
        say(f"indexing {len(some):,} articles of {file.name}")
        used = spent((*COMMAND, "index", f"{name}.jsonl", "--index", f"index-{name}", "-q"), folder)
        with Index.open(folder / f"index-{name}") as index:
            count = index.info().sentences
        measured.append((count, used))
        rows.append(_index_row(f"{file.name}/{len(some)}", len(some), count, used))
    (fewer, less), (more, most) = measured
    added = Spent(most.wall - less.wall, most.cpu - less.cpu, most.peak - less.peak)
    rows.append(_index_row(f"{file.name}/added", len(large) * 3 // 4, more - fewer, added))
    return rows


def _index_row(name: str, articles: int, sentences: int, used: Spent) -> Row:
    measures = {
        "sentences": float(sentences),
        "seconds": used.wall,
        "sentences_per_second": ratio(sentences, used.wall),
        "sentences_per_cpu_second": ratio(sentences, used.cpu),
        "peak_mib": used.peak / MIB,
    }
    return Row(name, OURS, articles, measures)


# --------------------------------------------------------------------------
# Ways to run the model


def _runs(file: DataFile, chosen: Options) -> list[Row]:
    """The packaged model on the same texts, run in each way that the packages allow."""
    import numpy as np

    from claimcheck.retrieval import bert, encoder

    known = encoder.load_encoder(None)
    folder = encoder.packaged_folder()
    bodies = (" ".join(text(r.get("body")).split()) for r in read_jsonl(file.path))
    texts = pick([each[:200] for each in bodies if each], ENCODED, chosen.seed)
    order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
    by_length = [texts[at] for at in order]
    say(f"embedding {len(texts)} texts in each way")
    model = encoder.load_exact(known.name, folder)
    exact, slow = _rate(lambda: encoder.run(model, by_length), len(texts))
    plain, eight = bert.Bert(folder, eight_bits=False), bert.Bert(folder)
    ways = (
        ("torch float32, unsorted", lambda: encoder.run(model, texts)[order]),
        ("onnx float32", lambda: plain.encode(by_length)),
        ("onnx eight bits", lambda: eight.encode(by_length)),
        ("torch bfloat16", lambda: encoder.run(encoder.rounded(model), by_length)),  # for good
    )
    rows = [Row("run", "torch float32", len(texts), {"rate_over_float32": 1.0, "cosine_min": 1.0})]
    for name, work in ways:
        near, rate = _rate(work, len(texts))
        cosine = float(np.sum(exact * near, axis=1).min())
        measures = {"rate_over_float32": ratio(rate, slow), "cosine_min": cosine}
        rows.append(Row("run", name, len(texts), measures))
    native = {"native_bfloat16": float(encoder.native_bfloat16())}
    return [*rows, Row("processor", OURS, 1, native)]


def _rate(work: Callable[[], T], count: int) -> tuple[T, float]:
    """What `work` gives when done a second time, and its texts in a second of processor time."""
    work()
    start = time.process_time()
    made = work()
    return made, ratio(count, time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
