"""How far a long run is: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_STEPS = 10
"""Plain lines for a stage of work: one at each tenth."""

_QUICK = 2.0
"""Seconds that a stage may take before plain lines are worth printing."""


class Meter:
    """Tells `stream` about stages of work, such as 420 of 1,000 sentences embedded.

    Used as ``with Meter(stream) as meter: meter.update("embedding", 420, 1000)``.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        quiet: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._now = now
        self._quiet = quiet
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._begun: dict[str, float] = {}
        self._said: dict[str, int] = {}

    def __enter__(self) -> Meter:
        if not self._quiet and self._stream.isatty():
            self._bar = _bar(self._stream)
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, stage: str, done: int, total: int) -> None:
        """So much of `stage` is done; `total` 0 means that nobody knows how much there is."""
        if self._bar is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total or None)
            self._bar.update(self._tasks[stage], completed=done, total=total or None)
        elif not self._quiet:
            self._line(stage, done, total)

    def _line(self, stage: str, done: int, total: int) -> None:
        begun = self._begun.setdefault(stage, self._now())
        elapsed = self._now() - begun
        step = done * _STEPS // total if total else 0
        if not total or elapsed < _QUICK or step <= self._said.get(stage, 0) or done >= total:
            return
        self._said[stage] = step
        rate = done / elapsed
        left = (total - done) / rate
        self._stream.write(
            f"{stage}: {done:,} of {total:,} ({100 * done // total} %), "
            f"{rate:,.0f} a second, {clock(left)} left\n"
        )
        self._stream.flush()


def clock(seconds: float) -> str:
    """A time span as people say it: "8 s", "2 min 05 s", "1 h 12 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Task as _Task
    from rich.text import Text

    class Rate(TextColumn):
        def __init__(self) -> None:
            super().__init__("")

        def render(self, task: _Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="dim")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(file=stream, highlight=False),
        transient=True,
    )
