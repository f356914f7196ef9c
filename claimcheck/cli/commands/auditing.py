"""Commands that hold articles against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.commands.options import (
    PATH,
    baseline_option,
    choose,
    color_option,
    forms_option,
    index_option,
    model_option,
    outputs_option,
    report_option,
    stale_option,
    write_baseline_option,
)
from claimcheck.reports.formats import AUDIT_NAMES

if TYPE_CHECKING:
    from claimcheck.cli.auditing import Sources

_audited_argument = click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]…")


@click.command()
@_audited_argument
@index_option
@model_option
@click.option("--since", metavar="DATE", help="Only what an article of that day or later is in.")
@click.option("--about", metavar="TEXT", help="Only what is said of this, in a few words.")
@click.option(
    "--fail-on",
    metavar="KINDS",
    help="Findings that fail the run: contradicts, arithmetic, weekday, order, quotation, "
    "superseded, rounded, or none.  [default: contradicts,arithmetic,weekday,order,quotation]",
)
@forms_option(AUDIT_NAMES)
@outputs_option
@baseline_option
@write_baseline_option
@stale_option
@color_option
@click.option("--quiet", "-q", is_flag=True, help="Show only the findings that fail.")
@click.pass_context
def audit(
    ctx: click.Context,
    paths: tuple[Path, ...],
    index: Path | None,
    model: str | None,
    since: str | None,
    about: str | None,
    fail_on: str | None,
    form: str,
    outputs: tuple[str, ...],
    baseline: Path | None,
    write_baseline: bool,
    stale_ok: bool,
    color: str,
    quiet: bool,
) -> None:
    """Find where articles contradict themselves and one another.

    PATH is a file or a folder of articles; without any, those of the index are audited. Within a
    text: totals, changes and shares that do not fit, weekdays, a quotation in two wordings, a
    figure told twice. Between texts: one thing with two values, later figures, roundings.

    Exit codes: 0 nothing failed, 1 some finding fails, 2 could not run.
    """
    from claimcheck.audit.types import kinds_named
    from claimcheck.cli import auditing
    from claimcheck.cli.baselines import Wish
    from claimcheck.cli.outputs import Display, named

    output, beside = named(outputs, form=form, known=AUDIT_NAMES)
    request = auditing.Request(
        sources=_sources(paths, index, model, stale_ok),
        fail_on=kinds_named(fail_on.split(",")) if fail_on is not None else None,
        since=since,
        about=about,
        baseline=Wish(baseline, write_baseline),
    )
    display = Display(form=form, output=output, beside=beside, colour=color, quiet=quiet)
    ctx.exit(auditing.run(request, display))


def _sources(
    paths: tuple[Path, ...], index: Path | None, model: str | None, stale_ok: bool
) -> Sources:
    from claimcheck.cli import auditing

    chosen = choose(index, model)
    return auditing.Sources(
        paths, chosen.index, chosen.model, stale_ok, chosen.notation, chosen.names
    )


@click.command()
@click.argument("about")
@_audited_argument
@index_option
@model_option
@forms_option(("terminal", "json", "html"))
@report_option
@stale_option
@color_option
@click.pass_context
def timeline(
    ctx: click.Context,
    about: str,
    paths: tuple[Path, ...],
    index: Path | None,
    model: str | None,
    form: str,
    output: Path | None,
    stale_ok: bool,
    color: str,
) -> None:
    """Show what texts say of one figure over time, and where they part.

    ABOUT names the thing in a few words ("US military aid to Ukraine"). PATH is a file or a
    folder of articles; without any, those of the index are read.
    """
    from claimcheck.cli import auditing
    from claimcheck.cli.outputs import Display

    display = Display(form=form, output=output, colour=color)
    sources = _sources(paths, index, model, stale_ok)
    ctx.exit(auditing.run_timeline(sources, about, display))
