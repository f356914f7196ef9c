"""The report as lines of JSON, each whole by itself: written while the claims are judged.

The first line tells the tool and the command, then comes one line for each claim, and for each
thing that does not fit within texts, and the counts last. `type` tells which a line is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from claimcheck.reports.json import (
    slip_object,
    summary_object,
    tool_object,
    verdict_object,
)
from claimcheck.reports.model import Report, Result
from claimcheck.schema import AUDIT_VERSION, REPORT_VERSION, Json


def render(report: Report) -> str:
    """All lines of a report that is complete."""
    return "".join([opening(report.command), *map(of_result, report.results), *_closing(report)])


class LinesReport:
    """Writes the lines one by one."""

    def __init__(self, stream: TextIO, *, command: str) -> None:
        self._stream = stream
        self._command = command

    def open(self) -> None:
        """Write what is known before the first claim."""
        self._stream.write(opening(self._command))

    def show(self, result: Result) -> None:
        """Write one claim."""
        self._stream.write(of_result(result))

    def close(self, report: Report) -> None:
        """Write what is known after the last claim."""
        self._stream.writelines(_closing(report))


def opening(command: str) -> str:
    """The first line."""
    version = AUDIT_VERSION if command == "audit" else REPORT_VERSION
    return _line(
        {
            "type": "report",
            "schema_version": version,
            "tool": tool_object(),
            "command": command,
        }
    )


def of_result(result: Result) -> str:
    """The line of a claim."""
    return _line({"type": "verdict", **verdict_object(result)})


def _closing(report: Report) -> Iterator[str]:
    for slip in report.slips:
        yield _line({"type": "discrepancy", **slip_object(slip)})
    if report.draft is not None:
        from claimcheck.reports.drafts import draft_object

        yield _line({"type": "draft", **draft_object(report.draft)})
    told = summary_object(report.summary)
    yield _line({"type": "summary", **told, "exit_code": report.summary.exit_code})


def _line(told: dict[str, Json]) -> str:
    text = json.dumps(told, ensure_ascii=False)
    for char in _BREAKS:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text + "\n"


#: What some readers take for the end of a line, and JSON does not escape by itself.
_BREAKS = "\x85\u2028\u2029"
