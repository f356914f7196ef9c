"""The report as JUnit XML: a suite a file, a test case a claim, for what shows test results.

A claim that fails the run is a failure, or an error where nothing could be said of it; one that is
not as expected and was told not to fail is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from claimcheck.reports import wording
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import Report, Result, Slip, Status
from claimcheck.types import Label, Location

#: What no XML 1.0 document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case; `fate` is "failure", "error", "skipped", or "" where it passed."""

    at: Location
    name: str
    fate: str
    kind: str
    message: str
    body: tuple[str, ...]


def render(report: Report) -> str:
    """The report as XML text."""
    cases = [*map(_of_result, report.results), *map(_of_slip, report.slips)]
    suites: dict[str, list[_Case]] = {}
    for case in cases:
        suites.setdefault(case.at.path, []).append(case)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        f"<testsuites name={_value(f'claimcheck {report.command}')}{_counts(cases, root=True)}>"
    )
    for path, held in suites.items():
        lines += _suite(path, held)
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _of_result(result: Result) -> _Case:
    claim = result.claim
    fates = {
        Status.OK: "",
        Status.WARN: "skipped",
        Status.FAIL: "error" if result.label is Label.NOT_ENOUGH else "failure",
    }
    body = (claim.text, *wording.grounds(result), *wording.gaps(result))
    return _Case(
        result.whole.at,
        claim.id,
        fates[result.status],
        wording.VERDICT_CODES[result.label],
        "; ".join((f"{wording.title(result)}: {result.reason}", *wording.beside(result))),
        body,
    )


def _of_slip(slip: Slip) -> _Case:
    at = slip.main.mark.at
    return _Case(
        at,
        f"{slip.code} {slip.name}, line {at.line} column {at.column}",
        "failure" if slip.status is Status.FAIL else "skipped",
        slip.kind,
        "; ".join((slip.message, *wording.beside(slip))),
        tuple(wording.slip_grounds(slip)),
    )


def _suite(path: str, cases: Sequence[_Case]) -> Iterator[str]:
    yield f"  <testsuite name={_value(path)}{_counts(cases)}>"
    for case in cases:
        yield from _lines(case)
    yield "  </testsuite>"


def _lines(case: _Case) -> Iterator[str]:
    at = case.at
    yield (
        f"    <testcase name={_value(case.name)} classname={_value(at.path)}"
        f' file={_value(at.path)} line="{at.line}" time="0">'
    )
    body = _text(("", str(at), *case.body, ""))
    if case.fate == "skipped":
        yield f"      <skipped message={_value(case.message)}/>"
    elif case.fate:
        kind = _value(case.kind)
        yield f"      <{case.fate} type={kind} message={_value(case.message)}>{body}</{case.fate}>"
    if case.fate in ("", "skipped"):
        yield f"      <system-out>{body}</system-out>"
    yield "    </testcase>"


def _counts(cases: Sequence[_Case], *, root: bool = False) -> str:
    """The counts of a suite; the root of all counts none that are skipped."""
    fates = [case.fate for case in cases]
    failures, errors, skipped = map(fates.count, ("failure", "error", "skipped"))
    told = {"tests": len(cases), "failures": failures, "errors": errors}
    told |= {} if root else {"skipped": skipped}
    return "".join(f' {name}="{count}"' for name, count in told.items()) + ' time="0"'


def _value(text: str) -> str:
    """An attribute's value in its quotes."""
    return quoteattr(_FORBIDDEN.sub("\ufffd", printable(text)))


def _text(lines: Sequence[str]) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", "\n".join(map(printable, lines))))
