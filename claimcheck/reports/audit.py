"""The report of an audit, and the history of a figure: for people, and as JSON."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.text import Text

from claimcheck.audit import Audit, Discrepancy, Kind
from claimcheck.audit.timeline import Entry, History
from claimcheck.reports import lines
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import Status
from claimcheck.reports.policy import Fate, Policy, excused
from claimcheck.reports.policy import lines as fate_lines
from claimcheck.schema import AUDIT_VERSION, dump

_STYLES = {Kind.SUPERSEDED: "blue", Kind.ROUNDED: "cyan", Kind.QUOTATION: "magenta"}
_FAULT = "red"
#: Sentences of a finding that are shown; the other places are told by line and words alone.
_SHOWN = 4
_PLAIN = Policy()


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """The counts of an audit; `kinds` has every kind, in the order of `Kind`.

    `excused` are the findings that would fail and do not, by kind of excuse.
    """

    articles: int
    sentences: int
    figures: int
    kinds: tuple[tuple[Kind, int], ...]
    failed: int
    fail_on: tuple[Kind, ...]
    excused: tuple[tuple[str, int], ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, else 1."""
        return 1 if self.failed else 0

    def line(self) -> str:
        """Everything counted, on one line."""
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in self.kinds)
        known = "".join(f", {count} {kind}" for kind, count in self.excused)
        return (
            f"{_counted(self.articles, 'article')}, {_counted(self.sentences, 'sentence')}, "
            f"{_counted(self.figures, 'figure')}: {kinds}; {self.failed} failed{known}"
        )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def summarise(audit: Audit, *, fail_on: Sequence[Kind], policy: Policy = _PLAIN) -> AuditSummary:
    """Count what an audit found."""
    counts = Counter(one.kind for one in audit.found)
    fates = [policy.slip_fate(one, fail_on) for one in audit.found]
    return AuditSummary(
        audit.articles,
        audit.sentences,
        audit.figures,
        tuple((kind, counts[kind]) for kind in Kind),
        sum(fate.status is Status.FAIL for fate in fates),
        tuple(fail_on),
        excused(fates),
    )


# --------------------------------------------------------------------------
# For people


def write(
    stream: TextIO,
    audit: Audit,
    summary: AuditSummary,
    policy: Policy = _PLAIN,
    *,
    colour: bool = False,
    width: int = lines.WIDTH,
    quiet: bool = False,
) -> None:
    """Write the findings, and the counts last; `quiet` leaves out those that do not fail."""
    out, within = lines.console(stream, colour=colour), lines.width_within(width)
    for one in audit.found:
        fate = policy.slip_fate(one, summary.fail_on)
        if not quiet or fate.status is Status.FAIL:
            for line in _finding(one, within, fate):
                out.print(line)
    out.print(Text(summary.line(), style="bold red" if summary.failed else "bold"))


def _finding(one: Discrepancy, width: int, fate: Fate) -> Iterator[Text]:
    failed = fate.status is Status.FAIL
    style = _STYLES.get(one.kind, _FAULT)
    yield Text.assemble(
        ("FAIL " if failed else "note ", f"bold {style}" if failed else "dim"),
        (one.kind.value, f"bold {style}"),
        (f"  {one.code} {one.name}", "dim"),
    )
    yield from lines.wrapped(one.message, width, lines.INDENT)
    for told in fate_lines(fate.excuse, fate.notes):
        yield from lines.wrapped(told, width, lines.INDENT, style="yellow")
    shown: set[tuple[str, int]] = set()  # sentences
    for at, place in enumerate(one.mentions):
        word = "alone" if at == one.outlier else "here"
        key = (place.article.id, place.sentence.ordinal)
        new = key not in shown and len(shown) < _SHOWN
        said = "" if new else textwrap.shorten(printable(place.said), 50, placeholder=" …")
        tail = ", ".join(part for part in (said, lines.credits(place.article)) if part)
        yield lines.heading(word, str(place.location), tail)
        if new:
            shown.add(key)
            yield from lines.carets(place.sentence.text, place.span, width, style)
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
            f"{_counted(count, 'figure')} in {_counted(len(histories), 'unit')}; "
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
