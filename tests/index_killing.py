"""Run by tests/test_index_damage.py in a process of its own: build an index, die on the way.

``python index_killing.py ARTICLES FOLDER N SIGNAL PROFILE``: the process sends itself the signal
at the N-th thing that it does to the file system under FOLDER, or to the progress; 0 for never. It
prints how many of those there were. With the profile fast the former index counts as a large one,
which the build goes on from.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from retrieval_samples import WordEncoder

from claimcheck.retrieval import former
from claimcheck.retrieval.index import build


def main(articles: str, folder: str, at: int, with_signal: int, profile: str) -> None:
    seen = 0
    if profile == "fast":
        former.LARGE, former.MOST_GONE = 1, 1.0

    def step() -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), with_signal)

    def on_event(event: str, args: tuple[object, ...]) -> None:
        if any(isinstance(arg, str) and folder in arg for arg in map(_text, args)):
            step()

    def progress(stage: str, done: int, total: int) -> None:
        step()

    # a shell that starts the tests in the background has them, and so us, ignore the signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(on_event)
    build(
        [Path(articles)],
        folder=Path(folder),
        now=datetime(2026, 1, 1, tzinfo=UTC),
        encoder=WordEncoder(),
        profile=profile,
        progress=progress,
    )
    print(seen)


def _text(value: object) -> object:
    return os.fspath(value) if isinstance(value, os.PathLike) else value


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), getattr(signal, sys.argv[4]), sys.argv[5])
