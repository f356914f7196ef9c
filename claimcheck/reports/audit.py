"""The report of an audit, and the history of a figure: for people, and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.text import Text

from claimcheck.audit import Kind
from claimcheck.audit.timeline import Entry, History
from claimcheck.reports import lines, wording
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import Report, Slip, Source, Status
from claimcheck.reports.summary import counted
from claimcheck.schema import AUDIT_VERSION, dump

_STYLES = {
    Kind.SUPERSEDED.value: "blue",
    Kind.ROUNDED.value: "cyan",
    Kind.QUOTATION.value: "magenta",
}
_FAULT = "red"
#: Sentences of a finding that are shown; the other places are told by line and words alone.
_SHOWN = 4


# --------------------------------------------------------------------------
# For people


def write(
    stream: TextIO,
    report: Report,
    *,
    colour: bool = False,
    width: int = lines.WIDTH,
    quiet: bool = False,
) -> None:
    """Write the findings, and the counts last; `quiet` leaves out those that do not fail."""
    out, within = lines.console(stream, colour=colour), lines.width_within(width)
    for slip in report.slips:
        if not quiet or slip.status is Status.FAIL:
            for line in _finding(slip, within):
                out.print(line)
    summary = report.summary
    out.print(Text(summary.line(), style="bold red" if summary.failed else "bold"))


def _finding(slip: Slip, width: int) -> Iterator[Text]:
    failed = slip.status is Status.FAIL
    style = _STYLES.get(slip.kind, _FAULT)
    yield Text.assemble(
        ("FAIL " if failed else "note ", f"bold {style}" if failed else "dim"),
        (slip.kind, f"bold {style}"),
        (f"  {slip.code} {slip.name}", "dim"),
    )
    yield from lines.wrapped(slip.message, width, lines.INDENT)
    for told in wording.beside(slip):
        yield from lines.wrapped(told, width, lines.INDENT, style="yellow")
    shown: set[Source] = set()
    for at, place in enumerate(slip.places):
        word = "alone" if at == slip.outlier else "here"
        new = place.source not in shown and len(shown) < _SHOWN
        said = "" if new else textwrap.shorten(printable(place.said), 50, placeholder=" …")
        tail = ", ".join(part for part in (said, printable(place.source.credits)) if part)
        yield lines.heading(word, str(place.mark.at), tail)
        if new:
            shown.add(place.source)
            yield from lines.carets(place.source.text, place.mark.span, width, style)
    yield Text("")


def write_timeline(
    stream: TextIO, about: str, histories: Sequence[History], *, colour: bool = False
) -> None:
    """Write the histories, a line a figure."""
    out = lines.console(stream, colour=colour)
    for history in histories:
        name = " ".join(part for part in (history.item, f"({history.unit})") if part)
        out.print(Text(f"{about}: {printable(name)}", style="bold"))
        numbers = {at: at + 1 for at in range(len(history.entries))}
        for at, entry in enumerate(history.entries):
            for line in _entry(at, entry, numbers):
                out.print(line)
        out.print(Text(""))
    count = sum(len(history.entries) for history in histories)
    parted = sum(bool(e.parts_from) for history in histories for e in history.entries)
    out.print(
        Text(
            f"{counted(count, 'figure')} in {counted(len(histories), 'unit')}; "
            f"{parted} cannot hold beside another of the same day",
            style="bold",
        )
    )


def _entry(at: int, entry: Entry, numbers: dict[int, int]) -> Iterator[Text]:
    day = entry.published.isoformat() if entry.published else "undated   "
    place = entry.mention
    said = textwrap.shorten(printable(place.said), 70, placeholder=" …")
    outlet = printable(place.article.outlet or "")
    yield Text.assemble(
        (f"{numbers[at]:>4}  ", "dim"),
        day,
        "  ",
        (said, "bold"),
        (f"  {outlet}" * bool(outlet), "dim"),
    )
    yield Text.assemble(lines.BODY, "  ", (str(place.location), "cyan"))
    if entry.parts_from:
        others = ", ".join(str(numbers[k]) for k in entry.parts_from)
        yield Text(f"{lines.BODY}  cannot hold beside {others}", style=_FAULT)


# --------------------------------------------------------------------------
# JSON


def render_timeline(about: str, histories: Sequence[History]) -> str:
    """The histories as JSON text."""
    from claimcheck.reports.building import place_of
    from claimcheck.reports.json import place_object, tool_object

    return dump(
        {
            "schema_version": AUDIT_VERSION,
            "tool": tool_object(),
            "about": about,
            "histories": [
                {
                    "unit": history.unit,
                    "item": history.item,
                    "entries": [
                        {
                            "published": one.published.isoformat() if one.published else None,
                            "role": one.role,
                            "period": one.period or None,
                            "parts_from": list(one.parts_from),
                            "place": place_object(place_of(one.mention)),
                        }
                        for one in history.entries
                    ],
                }
                for history in histories
            ],
        }
    )
