"""Fifty builds killed at random moments, and builds on a disk that is full at a random byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("index_moments.py")
MOMENTS = 50


def outcomes(folder: Path, kind: str, count: int) -> tuple[int, int, str]:
    """How often the old and the new articles answered, and what was told on the way."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), kind, str(count), "7"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    old, new = map(int, done.stdout.split())
    return old, new, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_killed_at_fifty_random_moments_the_old_or_the_new_index_answers(tmp_path: Path) -> None:
    old, new, _ = outcomes(tmp_path, "kill", MOMENTS)
    assert old + new == MOMENTS


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_full_at_any_byte_the_disk_is_told_and_the_former_index_serves(tmp_path: Path) -> None:
    old, new, told = outcomes(tmp_path, "full", 20)
    assert old + new == 20
    assert old > 0
    assert told.count("index: the index cannot be written: ") == old
    assert told.count("remedy: free some space or give another folder with --index") == old
    assert "Traceback" not in told
    assert "rollback" not in told
