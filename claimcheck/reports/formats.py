"""The formats of reports by name; a format's own module is loaded when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.reports.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is for, and what it needs of the model.

    `illustrated` is whether it shows charts and the sentences around others; `of_claims` whether
    it tells of claims alone, so that an audit has nothing for it.
    """

    name: str
    doc: str
    illustrated: bool = False
    of_claims: bool = False


FORMATS = (
    Format("terminal", "for people at a terminal"),
    Format("json", "one object, docs/json-report.md has its fields"),
    Format("jsonl", "an object a line, written as claims are judged"),
    Format("sarif", "SARIF 2.1.0, for code scanning and editors"),
    Format("junit", "JUnit XML, a test case a claim"),
    Format("github", "annotations of a GitHub workflow, and the summary of its job"),
    Format("markdown", "a page for a comment or a wiki"),
    Format("html", "one file with all claims beside their evidence", illustrated=True),
    Format("claimreview", "schema.org ClaimReview, for publishing", of_claims=True),
)
NAMES = tuple(one.name for one in FORMATS)
AUDIT_NAMES = tuple(one.name for one in FORMATS if not one.of_claims)
BY_NAME = {one.name: one for one in FORMATS}


def render(name: str, report: Report) -> str:
    """The report in a format, but for "terminal", which is written as claims are judged."""
    made: str = import_module(f"claimcheck.reports.{name}").render(report)
    return made
