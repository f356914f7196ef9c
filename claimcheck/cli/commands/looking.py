"""Commands that build an index, look into it, or show how claimcheck reads and reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimcheck.cli.commands.options import (
    PATH,
    choose,
    format_option,
    index_option,
    k_option,
    model_option,
    quiet_option,
)
from claimcheck.retrieval.profile import MOST, PROFILES


@click.command(name="index")
@click.argument("paths", nargs=-1, type=PATH, metavar="PATH…")
@index_option
@model_option
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="Embed every sentence, or index large archives fast: words, and what they add up to, of "
    "which only candidates are embedded when something is searched for.  "
    "[default: as the index is, else exact]",
)
@click.option(
    "--memory",
    type=click.IntRange(1, MOST),
    metavar="MIB",
    help="Memory that the vectors may take; more of them are made smaller.  "
    "[default: as the index is, else 512]",
)
@click.option("--strict", is_flag=True, help="Fail where a file cannot be read, skip nothing.")
@click.option(
    "--watch", is_flag=True, help="Go on, and index again whenever an article changes (an extra)."
)
@click.option(
    "--verify",
    is_flag=True,
    help="Build nothing, and check the whole index: files, counts, places, words and vectors.",
)
@quiet_option
def index_command(
    paths: tuple[Path, ...],
    index: Path | None,
    model: str | None,
    profile: str | None,
    memory: int | None,
    strict: bool,
    watch: bool,
    verify: bool,
    quiet: bool,
) -> None:
    """Read articles and build the index; what has not changed is not embedded again.

    PATH is a file or a folder of articles: texts, Markdown, HTML, PDF, DOCX, CSV, Parquet, JSON
    lines, RSS, Atom, WARC, zip archives (docs/sources.md). The former index serves until the new
    one is complete.
    """
    from claimcheck.cli import indexing

    if bool(paths) == verify:
        raise click.UsageError(
            "--verify checks the index, and takes no PATH."
            if verify
            else "Missing argument 'PATH…'."
        )
    chosen = choose(index, model)
    if verify:
        indexing.verify(chosen.index, quiet=quiet)
        return
    order = indexing.Order(
        paths,
        chosen.index,
        model=chosen.model,
        profile=profile or chosen.profile,
        memory=memory or chosen.memory,
        strict=strict,
        quiet=quiet,
        names=chosen.names,
    )
    if watch:
        from claimcheck.cli import watching

        watching.run(order)
    else:
        indexing.run(order)


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]…")
def explain(codes: tuple[str, ...]) -> None:
    """Print the manual page of a checker, or list them all."""
    from claimcheck.cli import pages

    click.echo(pages.explain(codes), nl=False)


@click.command()
@click.argument("text")
@index_option
@model_option
@k_option
@click.option(
    "--source",
    multiple=True,
    metavar="PATTERN",
    help="Only articles whose id, path, file name or outlet matches (*, ? and [abc] as in a "
    "shell); may be given several times.",
)
@click.option(
    "--since",
    metavar="DATE",
    help="Only articles published on this day (YYYY-MM-DD) or later; none without a date.",
)
@click.option(
    "--until",
    metavar="DATE",
    help="Only articles published on this day (YYYY-MM-DD) or earlier; none without a date.",
)
@format_option
def search(
    text: str,
    index: Path | None,
    model: str | None,
    k: int | None,
    source: tuple[str, ...],
    since: str | None,
    until: str | None,
    form: str,
) -> None:
    """Show what the index finds for a text, best first, with scores."""
    from claimcheck.cli import pages

    chosen = choose(index, model, k)
    found = pages.search(
        text,
        folder=chosen.index,
        model=chosen.model,
        k=chosen.k,
        sources=source,
        since=since,
        until=until,
        form=form,
    )
    click.echo(found, nl=False)


@click.command()
@index_option
@model_option
@format_option
def info(index: Path | None, model: str | None, form: str) -> None:
    """Show what the index holds, by which model, and which articles have changed since."""
    from claimcheck.cli import pages

    chosen = choose(index, model)
    click.echo(pages.info(folder=chosen.index, model=chosen.model, form=form), nl=False)


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    "path",
    type=PATH,
    help="Read a file instead (of any format that index reads; - is the standard input as text), "
    "sentence by sentence.",
)
@click.option(
    "--published", metavar="DATE", help="The day (YYYY-MM-DD) that 'yesterday' is before."
)
@click.option(
    "--all", "all_", is_flag=True, help="Show the sentences of a file with nothing to compare too."
)
@format_option
def read(text: str | None, path: Path | None, published: str | None, all_: bool, form: str) -> None:
    """Show what is seen in a text: figures, dates, quotations, names, negations.

    Each stands under its words, with what it is read as: a figure's values, unit, what it
    counts, role and period, a date's days, who said a quotation. TEXT is read as one claim.
    """
    from claimcheck.cli import xray
    from claimcheck.config import load_settings

    if (text is None) == (path is None):
        raise click.UsageError("Give a text, or a file with --file, and not both.")
    told = load_settings(Path())
    options = xray.Options(published, form, all_, told.notation, told.names)
    if path is not None:
        xray.of_file(path, options, sys.stdout)
    else:
        xray.of_text(text or "", options, sys.stdout)


@click.command()
@click.option("--report", is_flag=True, help="That of the JSON report instead.")
@click.option("--audit", "audited", is_flag=True, help="That of the JSON of an audit instead.")
def schema(report: bool, audited: bool) -> None:
    """Print the JSON Schema of a claims file."""
    from claimcheck.schema import audit_schema, claims_schema, dump, report_schema

    made = audit_schema() if audited else report_schema() if report else claims_schema()
    click.echo(dump(made), nl=False)
