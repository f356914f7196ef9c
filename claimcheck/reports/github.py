"""Annotations of a GitHub workflow: a command a line, that the runner shows at the line of a file.

What fails is an error, what was told not to a warning, what is excused or could not be checked a
notice. A claim
that was taken from a draft is told at its line of the draft, too. The runner shows ten of each
kind a step; the summary of the job (`claimcheck.reports.markdown`) has them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.reports import wording
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import Mark, Report, Result, Slip, Status
from claimcheck.types import Location

_LEVELS = {Status.FAIL: "error", Status.WARN: "warning"}


def render(report: Report) -> str:
    """The commands, and the counts as a line that is none."""
    lines = [line for result in report.results for line in _of_result(result)]
    lines += map(_of_slip, report.slips)
    return "\n".join([*lines, report.summary.line(), ""])


def _of_result(result: Result) -> Iterator[str]:
    title = wording.title(result)
    let_pass = result.excuse is not None and result.excuse.kind != "unsure"
    level = "notice" if let_pass else _LEVELS.get(result.status)
    for note in result.notes:
        yield _command("notice", Mark(0, 0, "", note.at, note.at), title, note.text)
    if level is None:
        for gap, told in zip(result.gaps, wording.gaps(result), strict=True):
            yield _command("notice", gap.mark, title, told)
        return
    mark = result.decisive[0].claim if result.decisive else result.whole
    message = "\n".join((result.reason, *wording.grounds(result), *wording.gaps(result)))
    yield _command(level, mark, title, message)
    origin = result.claim.origin
    if origin is not None and origin != result.claim.location:
        yield _command(level, Mark(0, 0, "", origin, origin), title, message)


def _of_slip(slip: Slip) -> str:
    message = "\n".join((slip.message, *wording.slip_grounds(slip)))
    level = "notice" if slip.excuse else _LEVELS[slip.status]
    return _command(level, slip.main.mark, wording.slip_title(slip), message)


def _command(level: str, mark: Mark, title: str, message: str) -> str:
    fields = [("file", mark.at.path), *_region(mark.at, mark.until), ("title", printable(title))]
    told = ",".join(f"{name}={_property(value)}" for name, value in fields)
    shown = "\n".join(map(printable, message.split("\n")))
    return f"::{level} {told}::{_data(shown)}"


def _region(at: Location, until: Location) -> Iterator[tuple[str, str]]:
    """Line and columns; the runner takes columns only where both are of one line."""
    yield "line", str(at.line)
    if at.line == until.line:
        yield "col", str(at.column)
        if until.column > at.column:
            yield "endColumn", str(until.column)
    elif until.line > at.line:
        yield "endLine", str(until.line)


def _data(text: str) -> str:
    """A message as the runner takes it, on one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
