"""A build that is killed, at any point, leaves an index that answers; a lock ends with its holder.

The build runs in a process of its own that kills itself at its n-th step. Steps are what
`build` tells its caller about progress, and each call by which it changes the disk.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from retrieval_samples import ARTICLES, NOW, WordEncoder, write

from claimcheck.errors import StoreError
from claimcheck.retrieval.index import build
from claimcheck.retrieval.search import Index

TESTS = Path(__file__).resolve().parent
NEW = {
    "press/danube.txt": ARTICLES["press/danube.txt"].replace("2,850", "2,857"),
    "wire/canals.txt": "The Suez Canal opened in 1869.\n\nIt is 193 kilometres long.\n",
}

# Arguments: the step at which to die; 0 lives and prints its steps.
_BUILDER = """
import json, os, signal, sqlite3, sys
from pathlib import Path

sys.path.insert(0, sys.argv[2])
from retrieval_samples import NOW, WordEncoder

from claimcheck.retrieval import generations, index, manifest, vectors

steps, fatal = [], int(sys.argv[1])


def step(name):
    steps.append(name)
    if len(steps) == fatal:
        os.kill(os.getpid(), signal.SIGKILL)


def stepping(home, name):
    real = getattr(home, name)

    def run(*given, **named):
        step(f"before {name}")
        made = real(*given, **named)
        step(f"after {name}")
        return made

    setattr(home, name, run)


class Encoder(WordEncoder):
    def encode(self, texts):
        step("before encode")
        made = super().encode(texts)
        step("after encode")
        return made


for home, name in (
    (os, "replace"), (os, "fsync"), (generations, "switch"), (manifest, "write"),
    (vectors, "write"), (generations.shutil, "rmtree"),
):
    stepping(home, name)
report = index.build(
    [Path("press"), Path("wire")], folder=Path("index"), now=NOW, encoder=Encoder(),
    progress=lambda stage, done, total: step(stage),
)
print(json.dumps([steps, report.embedded]))
"""


def run_builder(root: Path, fatal: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _BUILDER, str(fatal), str(TESTS)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def prepare(root: Path, *, indexed: bool) -> None:
    """The old articles indexed in `root` (or not), then the new ones written over them."""
    write(root, ARTICLES)
    if indexed:
        build([Path("press"), Path("wire")], folder=Path("index"), now=NOW, encoder=WordEncoder())
    write(root, NEW)


def texts_of(root: Path) -> frozenset[str] | None:
    """All sentences of the index in `root`, which must answer; None where there is none yet."""
    if not (root / "index" / "CURRENT").exists():
        with pytest.raises(StoreError, match="there is no index"):
            Index.open(root / "index", encoder=WordEncoder())
        return None
    with Index.open(root / "index", encoder=WordEncoder()) as index:
        held = [one for each in index.articles() for one in index.sentences(each)]
        for sentence in held:  # both searches work on all of it
            found = index.search(sentence.text, k=len(held))
            assert {piece.sentence for piece in found} == set(held)
        return frozenset(sentence.text for sentence in held)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("indexed", [True, False], ids=["rebuild", "first build"])
def test_killed_at_any_step_the_old_or_the_new_index_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indexed: bool
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    monkeypatch.chdir(base)
    prepare(base, indexed=indexed)
    old = texts_of(base)
    assert (old is not None) is indexed

    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    done = run_builder(whole, 0)
    assert done.returncode == 0, done.stderr
    steps, embedded = json.loads(done.stdout)
    new = texts_of(whole)
    assert new is not None
    assert new != old
    switched = steps.index("after replace") + 1

    seen = set()
    fatal_steps = sorted({i + 1 for i, name in enumerate(steps) if _is_edge(steps, i, name)})
    assert len(fatal_steps) >= 10
    for fatal in fatal_steps:
        root = tmp_path / f"killed-{fatal}"
        shutil.copytree(base, root)
        assert run_builder(root, fatal).returncode == -signal.SIGKILL
        state = texts_of(root)
        assert state == (new if fatal >= switched else old), steps[fatal - 1]
        seen.add(state)
        monkeypatch.chdir(root)
        encoder = WordEncoder()
        build([Path("press"), Path("wire")], folder=Path("index"), now=NOW, encoder=encoder)
        assert texts_of(root) == new
        kept = fatal > steps.index("after encode") + 1  # the one window is on disk by the next step
        assert len(encoder.asked) == (0 if kept else embedded)
        assert len(list(Path("index/generations").iterdir())) == 1  # what died is swept
        monkeypatch.chdir(base)
    assert seen == {old, new}


def _is_edge(steps: list[str], at: int, name: str) -> bool:
    """Whether a step is the first or the last of its name: enough, as those between are alike."""
    return steps.index(name) == at or name not in steps[at + 1 :]


# --------------------------------------------------------------------------
# The lock

_HOLDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from retrieval_samples import NOW, WordEncoder
from claimcheck.retrieval.index import build

def wait(stage, done, total):
    print(stage, flush=True)
    time.sleep(60)

build([Path("press")], folder=Path("index"), now=NOW, encoder=WordEncoder(), progress=wait)
"""


@pytest.mark.slow
def test_a_second_writer_is_told_who_writes_and_a_dead_one_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    prepare(tmp_path, indexed=True)
    old = texts_of(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(TESTS)], stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "reading\n"
            with pytest.raises(StoreError, match="another build is writing") as refused:
                build([Path("press")], folder=Path("index"), now=NOW, encoder=WordEncoder())
            assert f"process {holder.pid}" in refused.value.message
            assert "--index" in str(refused.value.remedy)
            assert texts_of(tmp_path) == old  # readers are not kept waiting
        finally:
            holder.kill()
    began = time.monotonic()
    build([Path("press")], folder=Path("index"), now=NOW, encoder=WordEncoder())
    assert texts_of(tmp_path) != old
    assert time.monotonic() - began < 60  # hangs on no stale lock
