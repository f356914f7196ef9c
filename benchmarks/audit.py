"""The audit of a newswire: time, memory, growth with the articles, and a sample to read by eye.

The articles are those of Reuters-21578 with a body. Each size of --sizes is audited in a process of
its own, so that its peak of memory is its own. --eye writes
--sample findings (100) of the last size, drawn by --seed, as JSON lines with both sentences.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from benchmarks.common import (
    OURS,
    ROOT,
    Data,
    Options,
    Row,
    dump,
    finish,
    mapping,
    parser,
    pick,
    read_jsonl,
    say,
    shared,
    text,
)
from claimcheck.audit import Audit, Discrepancy, Kind, audit
from claimcheck.types import Article

#: Articles of each run; 0 is all of them.
SIZES = (1_000, 4_000, 16_000, 0)
SAMPLE = 100
_CORPUS = "corpora/reuters21578.jsonl*"
_DAY = re.compile(r"\d{1,2}-[A-Z]{3}-\d{4}")
_PARAGRAPH = re.compile(r"\n {4}")
_PIECE = 2**20  # ru_maxrss is in KiB on Linux, in bytes elsewhere


def newswire(path: Path, count: int) -> Iterator[Article]:
    """The first `count` articles that have a body (0: all), their paragraphs unwrapped."""
    made = 0
    for row in read_jsonl(path):
        body = text(row.get("body"))
        if not body.strip():
            continue
        name, title = text(row.get("id")), " ".join(text(row.get("title")).split())
        paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(body))
        whole = "\n\n".join([title, *paragraphs])
        yield Article(name, name, whole, title=title, published=_day(text(row.get("date"))))
        made += 1
        if count and made >= count:
            return


def _day(words: str) -> date | None:
    found = _DAY.search(words)
    return datetime.strptime(found.group(), "%d-%b-%Y").date() if found else None


def measured(path: Path, count: int) -> tuple[Audit, dict[str, float]]:
    """An audit, and what it took."""
    start = time.perf_counter()
    done = audit(newswire(path, count))
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = used / _PIECE if sys.platform == "darwin" else used / 1024
    return done, {
        "sentences": done.sentences,
        "figures": done.figures,
        "seconds": seconds,
        "figures_per_s": done.figures / seconds,
        "peak_MB": megabytes,
        **{kind.value: sum(one.kind is kind for one in done.found) for kind in Kind},
    }


def as_record(one: Discrepancy) -> dict[str, object]:
    """A finding with its sentences, for reading by eye."""
    return {
        "kind": one.kind.value,
        "code": one.code,
        "message": one.message,
        "places": [
            {
                "article": place.article.id,
                "published": str(place.article.published),
                "said": place.said,
                "sentence": place.sentence.text,
            }
            for place in one.mentions
        ],
        "right": None,
    }


def _apart(path: Path, count: int, eye: Path | None, options: Options) -> Row:
    """One size in a process of its own."""
    arguments = [sys.executable, "-m", "benchmarks.audit", "--worker", str(path), str(count)]
    if eye is not None:
        arguments += ["--eye", str(eye), "--sample", str(options.sample or SAMPLE)]
        arguments += ["--seed", str(options.seed)]
    run = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True)
    told = mapping(json.loads(run.stdout.strip().splitlines()[-1]))
    metrics = {key: float(str(value)) for key, value in told.items() if key != "articles"}
    articles = int(str(told["articles"]))
    return Row("reuters21578", OURS, articles, metrics, part=str(count or "all"))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every size; print the table."""
    made = parser(__doc__)
    made.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles; 0: all")
    made.add_argument("--eye", type=Path, metavar="FILE", help="write findings to read by eye")
    made.add_argument("--worker", nargs=2, metavar=("FILE", "COUNT"), help="measure one size")
    given = made.parse_args(argv)
    options = shared(given)
    eye: Path | None = given.eye
    if given.worker:
        done, metrics = measured(Path(given.worker[0]), int(given.worker[1]))
        if eye is not None:
            found = pick(done.found, options.sample or SAMPLE, options.seed)
            dump(eye, map(as_record, found))
        print(json.dumps({"articles": done.articles, **metrics}))
        return 0
    data = Data(options.data)
    rows = []
    sizes: Sequence[int] = given.sizes
    for file in data.files(_CORPUS):
        for at, count in enumerate(sizes):
            say(f"{count or 'all'} articles …")
            rows.append(_apart(file.path, count, eye if at == len(sizes) - 1 else None, options))
    return finish(rows, data, options)


if __name__ == "__main__":
    raise SystemExit(main())
