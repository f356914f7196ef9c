"""Lines that every report for people is made of: places, excerpts with carets, wrapped text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from claimcheck.reports.excerpt import excerpt, printable
from claimcheck.types import Span

WIDTH = 100
"""Columns of a line, where the terminal has as many."""

INDENT = " " * 2
BODY = " " * 10

_MIN_WIDTH = 60


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave the exit code to the command line: the library's own is that of a failed claim."""
        raise BrokenPipeError


def console(stream: TextIO, *, colour: bool) -> Console:
    """A console that writes what it is given, coloured or not, and invents nothing."""
    return _Console(
        file=stream,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )


def width_within(width: int) -> int:
    """The width to write in: that of the terminal, neither too narrow nor too wide to read."""
    return max(_MIN_WIDTH, min(width, WIDTH))


def heading(word: str, at: str, credits: str = "") -> Text:
    """What an excerpt is, its place, and who published it."""
    tail = f"  {credits}" if credits else ""
    return Text.assemble(INDENT, f"{word:<8}", (at, "cyan"), (tail, "dim"))


def carets(text: str, span: Span, width: int, style: str) -> Iterator[Text]:
    """A line of `text` and carets below the span."""
    shown = excerpt(text, span, width=width - len(BODY))
    yield Text(BODY + shown.line)
    yield Text(BODY + shown.carets, style=style)


def wrapped(text: str, width: int, indent: str, *, style: str = "") -> Iterator[Text]:
    """Text in lines of at most `width` columns, unless a word is longer."""
    lines = textwrap.wrap(
        printable(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        yield Text(line, style=style)
