"""Run by tests/test_index_crash.py: builds that are killed, or run out of disk, one after another.

``python index_moments.py kill COUNT SEED`` kills that many builds in the working folder at random
moments, each over what the one before has left; ``python index_moments.py full COUNT SEED`` has
them fail on files that may not grow beyond a random size. After each, the index must answer
wholly from the old articles or wholly from the new ones. Prints how often it was which.

Builds are forked off a process that has everything imported and no thread of its own, so that fifty
of them take seconds.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from retrieval_samples import ARTICLES, NOW, WordEncoder, write

from claimcheck.errors import StoreError
from claimcheck.retrieval import vectors
from claimcheck.retrieval.index import build
from claimcheck.retrieval.search import Index

_OLD, _NEW, _BROKEN, _TOLD = 3, 4, 5, 6  # exit codes


def article(version: int) -> str:
    """The article that changes: enough new sentences in each version for the build to take time."""
    rows = (f"In round {version}, barge {i} carried {i * 7} tonnes of grain." for i in range(150))
    return f"Round {version}\n\n{' '.join(rows)}\n"


def prepare(version: int) -> None:
    """Write the articles of a version."""
    write(Path(), ARTICLES | {"press/rounds.txt": article(version)})


def make() -> None:
    """Build the index of what lies there."""
    build([Path("press"), Path("wire")], folder=Path("index"), now=NOW, encoder=WordEncoder())


def answers(version: int) -> int:
    """Which articles the index answers from: those of this version or of the one before."""
    with Index.open(Path("index"), encoder=WordEncoder()) as index:
        held = [s.text for name in index.articles() for s in index.sentences(name)]
        rounds = {text.split(",")[0] for text in held if text.startswith("In round ")}
        told = {f"In round {version}": _NEW, f"In round {version - 1}": _OLD}
        found = index.search_many(held[::20], k=1)  # both searches work
        if len(rounds) != 1 or [one.sentence.text for (one,) in found] != held[::20]:
            return _BROKEN
        return told.get(rounds.pop(), _BROKEN)


def forked(act: Callable[[], int | None]) -> int:
    """The process that does something and ends with what it gives for an exit code."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = act() or 0
    except StoreError as error:
        print(error, file=sys.stderr)
        code = _TOLD
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(child: int) -> int:
    """The exit code of a process, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def limited(size: int) -> None:
    """Build with files that may not grow beyond a size."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an error instead
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    make()


def main(kind: str, count: int, seed: str) -> None:
    chance = random.Random(seed)
    vectors._faiss()  # imported once, for all
    prepare(0)
    begun = time.perf_counter()
    assert ended(forked(make)) == 0
    whole = time.perf_counter() - begun
    largest = max(path.stat().st_size for path in Path("index").rglob("*") if path.is_file())
    seen = {_OLD: 0, _NEW: 0}
    version = 1
    for _ in range(count):
        prepare(version)
        if kind == "kill":
            child = forked(make)
            time.sleep(chance.uniform(0, 1.1 * whole))
            os.kill(child, signal.SIGKILL)
            allowed: tuple[int, ...] = (0, -signal.SIGKILL)
        else:
            size = chance.randrange(1, int(1.2 * largest))
            child = forked(lambda size=size: limited(size))
            allowed = (0, _TOLD)
        how = ended(child)
        assert how in allowed, f"ended with {how}"
        state = ended(forked(lambda at=version: answers(at)))
        assert state in seen, f"answers with {state} after a build that ended with {how}"
        assert how != 0 or state == _NEW
        seen[state] += 1
        version += state == _NEW
    prepare(version)
    assert ended(forked(make)) == 0
    assert ended(forked(lambda: answers(version))) == _NEW
    left = [path.name for path in Path("index/generations").iterdir()]
    assert len(left) == 1, f"leftovers: {left}"
    print(seen[_OLD], seen[_NEW])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
