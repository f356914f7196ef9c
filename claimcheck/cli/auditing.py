"""`claimcheck audit` and `claimcheck timeline`: articles in, report and exit code out."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimcheck import audit
from claimcheck.audit.about import Topic
from claimcheck.audit.timeline import timeline
from claimcheck.audit.types import FAIL_ON, Kind
from claimcheck.cli import baselines, engine
from claimcheck.cli.files import check_writable, day, write_text
from claimcheck.cli.outputs import Display, ready, write
from claimcheck.cli.verifying import colour_wanted
from claimcheck.errors import ClaimcheckError
from claimcheck.reports import audit as report
from claimcheck.reports.building import of_audit
from claimcheck.reports.known import of_slip
from claimcheck.reports.lines import WIDTH
from claimcheck.reports.policy import Policy
from claimcheck.sources import Names, Skipped, load
from claimcheck.types import Article, Notation, Severity


@dataclass(frozen=True, slots=True)
class Sources:
    """Which articles to read: those under `paths`, or those of the index where there are none."""

    paths: tuple[Path, ...]
    index: Path
    model: str | None = None
    stale_ok: bool = False
    notation: Notation | None = None
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What to audit; `fail_on` None means the default, `codes` None all checkers."""

    sources: Sources
    fail_on: tuple[Kind, ...] | None = None
    since: str | None = None
    about: str | None = None
    codes: frozenset[str] | None = None
    severity: tuple[tuple[str, Severity], ...] = ()
    baseline: baselines.Wish = field(default_factory=baselines.Wish)


def run(request: Request, display: Display) -> int:
    """Audit the articles, write the report; 0 when nothing failed, else 1.

    :raises ClaimcheckError: when it could not run, or there is no article to audit.
    """
    ready(display)
    baseline = baselines.load(request.baseline)
    policy = Policy(severity=request.severity, baseline=baseline)
    since = day(request.since)
    with _articles(request.sources) as articles:
        done = audit.audit(
            articles,
            notation=request.sources.notation,
            since=since,
            about=None if request.about is None else _topic(request.about, "--about"),
        )
    if not done.articles:
        raise _nothing(request.sources)
    if request.codes is not None:
        done = replace(done, found=tuple(s for s in done.found if s.code in request.codes))
    fatal = FAIL_ON if request.fail_on is None else request.fail_on
    told = of_audit(done, fatal, policy, illustrated=display.illustrated)

    def for_people() -> str:
        stream = io.StringIO()
        colour, width = _colour(display), _width(display)
        report.write(stream, told, colour=colour, width=width, quiet=display.quiet)
        return stream.getvalue()

    write(display, told, terminal=for_people, shown=False)
    failures = [of_slip(one) for one in done.found if one.kind in fatal]
    part = request.since is not None or request.about is not None
    baselines.settle(request.baseline, baseline, failures, part=part)
    return told.summary.exit_code


def run_timeline(sources: Sources, about: str, display: Display) -> int:
    """Write the history of what `about` names.

    :raises ClaimcheckError: when there is no article, or none tells a figure of it.
    """
    check_writable(display.output, what="the report")
    topic = _topic(about, "ABOUT")
    count = 0

    def counted(articles: Iterator[Article]) -> Iterator[Article]:
        nonlocal count
        for article in articles:
            count += 1
            yield article

    with _articles(sources) as articles:
        histories = timeline(counted(articles), topic, notation=sources.notation)
    if not count:
        raise _nothing(sources)
    if not histories:
        raise ClaimcheckError(
            f"no figure of “{topic}” in {count:,} articles",
            remedy="use fewer words, or those of the articles",
        )
    if display.form == "json":
        _out(report.render_timeline(topic, histories), display, what="the history")
        return 0
    if display.form == "html":
        from claimcheck.reports import history_page

        _out(history_page.render(topic, histories), display, what="the history")
        return 0
    stream = io.StringIO()
    colour = _colour(display)
    report.write_timeline(stream, topic, histories, colour=colour)
    _out(stream.getvalue(), display, what="the history")
    return 0


@contextmanager
def _articles(sources: Sources) -> Iterator[Iterator[Article]]:
    """The articles, one at a time; what cannot be read is told on stderr."""
    if sources.paths:
        yield _read(sources)
        return
    with engine.open_index(sources.index, model=sources.model) as index:
        if not sources.stale_ok:
            index.refuse_stale()
        yield index.every_article()


def _read(sources: Sources) -> Iterator[Article]:
    for found in load(sources.paths, root=Path(), names=sources.names):
        if isinstance(found, Skipped):
            print(found.notice, file=sys.stderr)
        else:
            yield found


def _nothing(sources: Sources) -> ClaimcheckError:
    if sources.paths:
        return ClaimcheckError(
            "no article to audit",
            location=", ".join(map(str, sources.paths)),
            remedy="name files or folders of articles (.txt, .md, .html, .pdf …)",
        )
    return ClaimcheckError(
        "the index holds no article",
        location=str(sources.index),
        remedy="index some, or name files or folders to audit",
    )


def _topic(about: str, location: str) -> str:
    if not Topic(about).words:
        raise ClaimcheckError(
            f"'{about}' names nothing", location=location, remedy="name a thing in a few words"
        )
    return about


def _colour(display: Display) -> bool:
    return colour_wanted(sys.stdout if display.output is None else io.StringIO(), display.colour)


def _width(display: Display) -> int:
    if display.output is not None or not sys.stdout.isatty():
        return WIDTH
    return shutil.get_terminal_size((WIDTH, 24)).columns


def _out(text: str, display: Display, *, what: str) -> None:
    if display.output is None:
        sys.stdout.write(text)
    else:
        write_text(display.output, text, what=what)
