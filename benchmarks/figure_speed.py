"""How fast figures are read, in how much memory, and how that grows with the length of a line."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import FrameType

from benchmarks.common import OURS, Data, Options, Row, pick, ratio, read_jsonl, text
from benchmarks.figure_systems import System, quantities
from claimcheck.dates import find_moments
from claimcheck.quantities import find_quantities

#: Sentences timed beside peers where --sample does not say: they are 20 to 1,000 times slower.
TIMED = 3000
TIMED_PEER = 150
#: Sentences after which memory is first measured: tables are loaded and caches filled by then.
WARM = 2000
#: Lines of one thing again and again, and the lengths in characters.
LINES = {
    "digits": "1",
    "commas": ",",
    "letters": "a",
    "spaces": " ",
    "one-comma": "1,",
    "one-space": "1 ",
    "words": "one ",
    "hyphens": "1-",
}
LENGTHS = (10_000, 100_000, 1_000_000)
#: Times the time a character of the shortest line; beyond it longer lines are not tried.
HOPELESS = 5.0
#: Seconds after which one line is given up, and in which runs on a short line are repeated.
PATIENCE = 60.0
BUDGET = 0.5
RUNS = 20
#: A sentence that holds a figure: a digit, or a word that tells a number.
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|half"
    r"|thousands?|[mb]illions?|doubled|tripled|twice|third|quarter)\b",
    re.IGNORECASE,
)


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


def whole_row(name: str, texts: Iterable[str]) -> Row:
    """Ours over the whole corpus, each reading thrown away.

    The rate is of processor time, so that a busy machine does not count, and of batches, because
    asking for it takes as long as a fiftieth of a sentence; `rss_growth_mib` is
    how much the process grew at most after the first `WARM` sentences, None where the
    system does not tell.
    """
    n = 0
    start_rss = most = None
    seconds = 0.0
    left = iter(texts)
    while batch := list(islice(left, WARM)):
        start = time.process_time()
        for each in batch:
            quantities(each)
        seconds += time.process_time() - start
        n += len(batch)
        here = _rss_mib()
        start_rss = here if start_rss is None else start_rss
        most = here if most is None or here is None else max(most, here)
    growth = most - start_rss if most is not None and start_rss is not None else None
    return Row(
        f"{name}/whole",
        OURS,
        n,
        {"sentences_per_cpu_second": ratio(n, seconds), "rss_growth_mib": growth},
    )


def _rss_mib() -> float | None:
    """The memory that the process holds now, as Linux tells it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def length_rows() -> list[Row]:
    """Time a character on long lines; `x100000` is that of 10^5 over that of 10^4, and so on.

    A ratio that stays near 1 is linear time; None is a line that was given up after
    `PATIENCE` seconds, or not tried after one that was `HOPELESS`.
    """
    rows = []
    for name, unit in LINES.items():
        times: list[float | None] = []
        for length in LENGTHS:
            last = times[-1] if times else 0.0
            hopeless = last is None or (times and ratio(last, times[0] or 0.0) > HOPELESS)
            times.append(None if hopeless else _time_a_character(unit, length))
        first = times[0] or 0.0
        metrics = {"microseconds_per_character": None if times[0] is None else first * 1e6} | {
            f"x{length}": None if each is None else ratio(each, first)
            for length, each in zip(LENGTHS[1:], times[1:], strict=True)
        }
        rows.append(Row(f"lines/{name}", OURS, len(LENGTHS), metrics))
    return rows


def _time_a_character(unit: str, length: int) -> float | None:
    """The least of a few runs on short lines, because the clock of a busy machine jumps."""
    line = (unit * (length // len(unit) + 1))[:length]
    best = float("inf")
    until = time.monotonic() + BUDGET
    for _ in range(RUNS):
        start = time.process_time()
        try:
            with _patience(PATIENCE):
                find_quantities(line, moments=find_moments(line))
        except TimeoutError:
            return None
        best = min(best, time.process_time() - start)
        if time.monotonic() > until:
            break
    return best / length


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in the body after `seconds`; regular expressions heed signals, too."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def eye(data: Data, n: int, seed: int) -> int:
    """Print `n` sentences of newswire that hold figures, with what is read; exit code 0."""
    for file in data.files("corpora/*.jsonl*"):
        found = [each for each in newswire(file.path) if _FIGURE.search(each)]
        for i, each in enumerate(pick(found, n, seed), 1):
            print(f"{i}. {each}")
            moments = find_moments(each)
            read, unread = find_quantities(each, moments=moments)
            for q in read:
                item = q.item_span.of(each) if q.item_span is not None else q.item
                low, high = (q.low, q.high)
                value = f"{q.face}" if q.low == q.high else f"{q.face} in [{low}, {high}]"
                print(
                    f"     {q.span.of(each)!r}: {q.form.value} {value} {q.unit.name or '-'}"
                    f"{f' per {q.per}' if q.per else ''} | {q.role.value} | {item or '-'}"
                )
            for moment in moments:
                print(f"     {moment.span.of(each)!r}: {moment.kind.value}")
            for left in unread:
                print(f"     {left.span.of(each)!r}: unread, {left.why}")
    return 0
