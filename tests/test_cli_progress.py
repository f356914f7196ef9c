"""Progress: plain lines for a log, a bar for a terminal, silence when asked."""

from __future__ import annotations

import io

import pytest

from claimcheck.cli.progress import Meter, clock


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, *, seconds: float, total: int = 1000, quiet: bool = False) -> str:
    """What is written when a thousand steps of one each take `seconds` in all."""
    ticks = 0.0

    def now() -> float:
        return ticks

    with Meter(stream, quiet=quiet, now=now) as meter:
        for done in range(1001):
            ticks = seconds * done / 1000
            meter.update("embedding", done, total)
    return stream.getvalue()


def test_a_long_stage_says_a_line_each_tenth_with_rate_and_time_left() -> None:
    lines = run(io.StringIO(), seconds=100).splitlines()
    assert lines[0] == "embedding: 100 of 1,000 (10 %), 10 a second, 1 min 30 s left"
    assert lines[-1] == "embedding: 900 of 1,000 (90 %), 10 a second, 10 s left"
    assert len(lines) == 9


def test_a_quick_stage_says_nothing() -> None:
    assert run(io.StringIO(), seconds=1) == ""


def test_quiet_says_nothing() -> None:
    assert run(io.StringIO(), seconds=100, quiet=True) == ""
    assert run(Terminal(), seconds=100, quiet=True) == ""


def test_without_a_total_plain_lines_stay_silent() -> None:
    assert run(io.StringIO(), seconds=100, total=0) == ""


def test_a_terminal_gets_a_bar_that_leaves_nothing_behind() -> None:
    written = run(Terminal(), seconds=100)
    assert "embedding" in written
    assert "1000/1000" in written


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (4320, "1 h 12 min")],
)
def test_clock(seconds: float, words: str) -> None:
    assert clock(seconds) == words
