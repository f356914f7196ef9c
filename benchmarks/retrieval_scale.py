"""Retrieval at the size of an archive: a million sentences indexed, opened, asked and updated.

The articles of Reuters-21578 are written again and again, each time with other figures and other
names, so that no two sentences of more than a few words are equal; a hundred articles a file. For
each size: indexing by the profile `fast` in a process of its own (seconds, and the most memory it
held), opening the index and answering the first claims of `claims/` in another one, once with what
has to be embedded and once with that kept, and indexing again after one file of a hundred has
changed. `exact` is the rate of the profile `exact` on some articles in the same run; model and word
vectors are loaded and made in both.

    python -m benchmarks.retrieval_scale --sizes 10000 100000 1000000
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import count, islice
from pathlib import Path

from benchmarks.common import (
    OURS,
    ROOT,
    Data,
    Row,
    finish,
    parser,
    ratio,
    read_jsonl,
    say,
    shared,
    text,
)
from benchmarks.speed import MIB, Spent, spent
from claimcheck.claims import load_claims
from claimcheck.text.lines import unwrap
from claimcheck.text.sentences import split

SIZES = (10_000, 100_000, 1_000_000)
EXACT = 2_000  # sentences that the profile `exact` is timed on
A_FILE = 100  # articles
CLAIMS = 40
CHANGED = 100  # of so many files one is changed

_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = "ba ce di fo gu ha ji ka lo mu na pe qui ro su ta ve wo xa zi".split()

#: Opens an index, asks it for claims; tells the seconds of both, and the asking's processor time.
ASK = """
import json, sys, time
from pathlib import Path
start = time.perf_counter()
from claimcheck.retrieval.search import Index
with Index.open(Path(sys.argv[1])) as index:
    opened, busy = time.perf_counter(), time.process_time()
    claims = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    found = index.search_many(claims, k=12)
    assert all(len(each) == 12 for each in found)
    asked, used = time.perf_counter() - opened, time.process_time() - busy
    Path(sys.argv[3]).write_text(json.dumps([opened - start, asked, used]))
"""
#: Builds an index of the articles beside the script's arguments.
BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from claimcheck.retrieval.index import build
report = build(
    [Path(sys.argv[1])], folder=Path(sys.argv[2]), profile=sys.argv[3], now=datetime.now(UTC)
)
Path(sys.argv[4]).write_text(str(report.sentences))
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each size."""
    made = parser(__doc__)
    made.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sentences")
    given = made.parse_args(argv)
    chosen = shared(given)
    sizes: Sequence[int] = given.sizes
    data = Data(chosen.data)
    rows: list[Row] = []
    for file in data.files("corpora/*.jsonl*"):
        articles = [
            (text(record.get("title") or ""), text(record["body"]))
            for record in read_jsonl(file.path)
            if record.get("body")
        ]
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_exact(articles, Path(folder)))
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(_measured(articles, size, Path(folder)))
                say(json.dumps(rows[-1].as_json()))
    return finish(rows, data, chosen)


def _exact(articles: Sequence[tuple[str, str]], folder: Path) -> Row:
    """The rate of the profile `exact`."""
    written(articles, EXACT, folder / "articles")
    say(f"indexing about {EXACT:,} sentences by the profile exact")
    sentences, used = _built(folder, "exact")
    measures = {
        "sentences_per_second": ratio(sentences, used.wall),
        "cpu_seconds": used.cpu,
        "peak_mib": used.peak / MIB,
    }
    return Row("scale/exact", OURS, sentences, measures)


def _measured(articles: Sequence[tuple[str, str]], size: int, folder: Path) -> Row:
    say(f"writing about {size:,} sentences")
    files = written(articles, size, folder / "articles")
    say("indexing them by the profile fast")
    sentences, first = _built(folder, "fast")
    opened, asked, busy = _asked(folder)
    _, again, _ = _asked(folder)
    for path in files[::CHANGED]:
        path.write_text(varied(path.read_text(encoding="utf-8"), -1), encoding="utf-8")
    _, second = _built(folder, "fast")
    measures = {
        "seconds": first.wall,
        "cpu_seconds": first.cpu,
        "sentences_per_second": ratio(sentences, first.wall),
        "peak_mib": first.peak / MIB,
        "index_mib": sum(e.stat().st_size for e in (folder / "index").rglob("*.*")) / MIB,
        "open_seconds": opened,
        "ask_seconds": asked,
        "ask_cpu_seconds": busy,
        "ask_again_seconds": again,
        "update_share": ratio(second.cpu, first.cpu),
    }
    return Row(f"scale/{size}", OURS, sentences, measures)


def _built(folder: Path, profile: str) -> tuple[int, Spent]:
    """Index the articles in a folder; how many sentences they have, and what it cost."""
    told = folder / "told"
    used = spent((sys.executable, "-c", BUILD, "articles", "index", profile, str(told)), folder)
    return int(told.read_text(encoding="utf-8")), used


def _asked(folder: Path) -> tuple[float, float, float]:
    """The seconds of opening and of the claims after it, and the processor time of these."""
    claims = [each.text for each in load_claims([ROOT / "claims"])[:CLAIMS]]
    (folder / "claims").write_text(json.dumps(claims), encoding="utf-8")
    told = folder / "told"
    spent((sys.executable, "-c", ASK, "index", str(folder / "claims"), str(told)), folder)
    opened, asked, busy = json.loads(told.read_text(encoding="utf-8"))
    return float(opened), float(asked), float(busy)


# --------------------------------------------------------------------------
# Articles


def written(articles: Sequence[tuple[str, str]], size: int, folder: Path) -> list[Path]:
    """Write articles of about so many sentences, a hundred a file; the files."""
    folder.mkdir()
    files: list[Path] = []
    counts: dict[int, int] = {}
    sentences = 0
    rounds = ((at, turn) for turn in count() for at in range(len(articles)))
    while sentences < size:
        lines = []
        for at, turn in islice(rounds, A_FILE):
            title, body = (varied(told, turn) for told in articles[at])
            lines.append(json.dumps({"title": title, "text": body}) + "\n")
            if at not in counts:
                counts[at] = len(split(unwrap(body))) + 1
            sentences += counts[at]
            if sentences >= size:
                break
        files.append(folder / f"{len(files):05}.jsonl")
        files[-1].write_text("".join(lines), encoding="utf-8")
    return files


def varied(told: str, turn: int) -> str:
    """A text with other figures and names, equal ones alike; for turn 0 as it is."""
    if turn == 0:
        return told
    told = _FIGURE.sub(lambda found: _figure(found.group(), turn), told)
    return _NAME.sub(lambda found: _name(found.group(), turn), told)


@lru_cache(1 << 16)
def _figure(digits: str, turn: int) -> str:
    drawn = str(_drawn(digits, turn)).rjust(len(digits), "7")[-len(digits) :]
    return drawn if drawn[0] != "0" else f"1{drawn[1:]}"


@lru_cache(1 << 16)
def _name(name: str, turn: int) -> str:
    drawn, made = _drawn(name, turn), ""
    for _ in range(max(2, len(name) // 3)):
        drawn, at = divmod(drawn, len(_SYLLABLES))
        made += _SYLLABLES[at]
    return made.capitalize()


def _drawn(word: str, turn: int) -> int:
    """A number that looks like chance, the same for the same word and turn."""
    return int.from_bytes(blake2b(f"{word} {turn}".encode(), digest_size=8).digest())


if __name__ == "__main__":
    raise SystemExit(main())
