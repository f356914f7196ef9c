"""Where reports go: one format to the standard output or a file, and others to files beside it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli.files import check_writable, write_text
from claimcheck.errors import ClaimcheckError, did_you_mean
from claimcheck.reports.formats import BY_NAME

if TYPE_CHECKING:
    from claimcheck.reports.model import Report
    from claimcheck.types import Publisher

_WHAT = "the report"
#: What `--output` takes for the name of a format, before "=".
_NAME = re.compile(r"(?P<name>[\w-]*)=(?P<path>.*)", re.S)
#: The variable by which a runner of workflows names the file for the summary of a job.
_JOB_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class Display:
    """How to show it: `form` is a format, `colour` "auto", "always" or "never".

    `output` is the file for `form`, None the standard output; `beside` are further formats with
    their files. `publisher` is what a ClaimReview tells of its publisher.
    """

    form: str = "terminal"
    output: Path | None = None
    beside: tuple[tuple[str, Path], ...] = ()
    colour: str = "auto"
    verbose: bool = False
    quiet: bool = False
    publisher: Publisher | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """All formats asked for."""
        return (self.form, *(form for form, _ in self.beside))

    @property
    def illustrated(self) -> bool:
        """Whether one of them shows charts."""
        return any(BY_NAME[form].illustrated for form in self.forms)


Named = tuple[Path | None, tuple[tuple[str, Path], ...]]


def named(values: Sequence[str], *, form: str, known: Sequence[str]) -> Named:
    """The values of `--output`: the file for `form` where one is given, and those of others.

    :raises ClaimcheckError: for an unknown format, and for a format or a file given twice.
    """
    plain: Path | None = None
    beside: list[tuple[str, Path]] = []
    for value in values:
        found = _NAME.fullmatch(value)
        path = Path(found["path"] if found else value)
        if value.endswith("=") or str(path) in ("", ".", "-"):
            raise _fault(f"'{value}' names no file", "write FILE, or FORMAT=FILE")
        if found:
            beside.append((_known(found["name"], value, known), path))
        elif plain is not None:
            raise _fault(f"two files for one report: {plain} and {path}", "write FORMAT=FILE")
        else:
            plain = path
    _refuse_twins([*([(form, plain)] if plain is not None else ()), *beside])
    return plain, tuple(beside)


def _known(name: str, value: str, known: Sequence[str]) -> str:
    if name.lower() in known:
        return name.lower()
    hint = did_you_mean(name.lower(), known)
    raise _fault(
        f"'{name}' is no format of this command{hint}",
        f"one of: {', '.join(known)}; a file of that name is ./{value}",
    )


def _refuse_twins(given: Sequence[tuple[str, Path]]) -> None:
    forms, files = [form for form, _ in given], [os.path.realpath(path) for _, path in given]
    for at, (form, path) in enumerate(given):
        if form in forms[:at]:
            raise _fault(f"the format {form} is given twice", "give each format one file")
        if files[at] in files[:at]:
            raise _fault(f"the file {path} is given twice", "give each format a file of its own")


def _fault(message: str, remedy: str) -> ClaimcheckError:
    return ClaimcheckError(message, location="--output", remedy=remedy)


def ready(display: Display) -> None:
    """Find out before the work whether its results can be written after it.

    :raises ClaimcheckError: where they cannot, also where a ClaimReview lacks its publisher.
    """
    for path in (display.output, *(path for _, path in display.beside)):
        check_writable(path, what=_WHAT)
    if "claimreview" in display.forms and display.publisher is None:
        raise ClaimcheckError(
            "a ClaimReview tells who publishes it, which no setting says",
            location="claimreview",
            remedy="set claimreview with author, author_url and url in claimcheck.yaml, or "
            "[tool.claimcheck.claimreview] in pyproject.toml (see docs/reports.md)",
        )


def write(display: Display, report: Report, *, terminal: Callable[[], str], shown: bool) -> None:
    """Write the report in every format asked for, all of them made before the first is written.

    `terminal` makes the report for people; `shown` is whether `form` was written already, to the
    standard output.

    :raises ClaimcheckError: where one cannot be written.
    """
    made = list(_made(display, report, terminal, shown))
    for path, text in made:
        if path is None:
            sys.stdout.write(text)
        else:
            write_text(path, text, what=_WHAT)
    if "github" in display.forms:
        _append_summary(report)
    told = display.form in ("terminal", "github") and display.output is None  # it ends with them
    if not told and (display.output is not None or not display.quiet):
        print(report.summary.line(), file=sys.stderr)


def _made(
    display: Display, report: Report, terminal: Callable[[], str], shown: bool
) -> Iterator[tuple[Path | None, str]]:
    from claimcheck.reports.formats import render

    for form, path in ((display.form, display.output), *display.beside):
        if not (shown and path is None):
            yield path, terminal() if form == "terminal" else render(form, report)


def _append_summary(report: Report) -> None:
    """Add the report to the summary of the job, where a runner offers one."""
    path = os.environ.get(_JOB_SUMMARY)
    if not path:
        return
    from claimcheck.reports import markdown

    try:
        with open(path, "a", encoding="utf-8") as file:
            room = markdown.LIMIT - file.tell()
            file.write(markdown.within(report, room))
    except OSError as error:
        raise ClaimcheckError(
            f"the summary of the job cannot be written: {error.strerror or error}",
            location=path,
            remedy=f"mend or unset {_JOB_SUMMARY}",
        ) from None
