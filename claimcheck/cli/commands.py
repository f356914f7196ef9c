"""The commands and their options; the only module that imports click.

Everything heavy is imported within the command that needs it, so that ``--help`` and
``explain`` are quick.
"""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, ManyErrors

if TYPE_CHECKING:
    from claimcheck.cli import auditing, selftest
    from claimcheck.config import Settings
    from claimcheck.types import Label, Notation

_CANNOT_RUN = 2
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_PIPE_CLOSED = 141  # 128 + SIGPIPE
_PATH = click.Path(path_type=Path)


class _Root(click.Group):
    """Turns what goes wrong in a command into one message and an exit code."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command.

        Exit codes: 2 could not run, 130 interrupted, 141 nobody reads the output.
        """
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except ClaimcheckError as error:
            _complain(error)
            ctx.exit(_CANNOT_RUN)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\ninterrupted", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(_PIPE_CLOSED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            _internal(error, debug=bool(ctx.params.get("debug")))
            ctx.exit(_CANNOT_RUN)


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # an old code page must not stop a report
    cli(prog_name="claimcheck")


def _complain(error: ClaimcheckError) -> None:
    errors = error.errors if isinstance(error, ManyErrors) else (error,)
    for one in errors:
        click.echo(f"error: {one}", err=True)
    if len(errors) > 1:
        click.echo(f"{len(errors)} errors", err=True)


def _internal(error: Exception, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    what = " ".join(str(error).split())
    click.echo(f"internal error: {type(error).__name__}: {what}", err=True)
    hint = "" if debug else "; 'claimcheck --debug …' shows where it happened"
    click.echo(f"  This is a fault of claimcheck, please report it{hint}.", err=True)


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere instead of failing."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


@click.group(
    cls=_Root,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__,
    message=f"claimcheck-news {__version__} (module and command: claimcheck)",
)
@click.option("--debug", is_flag=True, envvar="CLAIMCHECK_DEBUG", help="Show tracebacks.")
def cli(debug: bool) -> None:
    """Fact-check claims against your own articles, offline, with reasons.

    \b
    claimcheck index articles/      read articles and build index/
    claimcheck verify claims.yaml   check claims against it
    claimcheck audit articles/      find where articles contradict themselves and each other

    Exit codes of verify: 0 nothing failed, 1 some claim failed, 2 could not run.

    Settings may also stand in [tool.claimcheck] of pyproject.toml or in claimcheck.yaml
    (index, model, fail_on, k); options and environment variables go before them.
    """
    del debug  # read from the context where an error is told


_index_option = click.option(
    "--index",
    "index",
    type=_PATH,
    envvar="CLAIMCHECK_INDEX",
    help="Folder of the index.  [default: index]",
)
_model_option = click.option(
    "--model",
    envvar="CLAIMCHECK_MODEL",
    help="Embedding model: a name or a folder.  [default: the packaged MiniLM]",
)
_entailment_option = click.option(
    "--entailment",
    envvar="CLAIMCHECK_ENTAILMENT",
    help="Model that judges claims as wholes: packaged, off, or a cross-encoder's name or folder.  "
    "[default: packaged]",
)
_quiet_option = click.option("--quiet", "-q", is_flag=True, help="Only what must be said.")
_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="For people or for programs.",
)
_k_option = click.option(
    "--k", "-k", type=click.IntRange(min=1), help="Sentences to fetch.  [default: 12]"
)
_report_option = click.option("--output", "-o", type=_PATH, help="Write the report to a file.")
_fail_on_option = click.option(
    "--fail-on",
    metavar="VERDICTS",
    help="Verdicts that fail a claim which does not say what it expects: refuted, conflicting, "
    "nei, or none.  [default: refuted,conflicting,nei]",
)
_stale_option = click.option(
    "--stale-ok", is_flag=True, help="Use the index though articles have changed."
)
_color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour; auto honours NO_COLOR and FORCE_COLOR.",
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Index, model and the rest, after options, environment, settings and defaults."""

    index: Path
    model: str | None
    entailment: str | None
    k: int
    fail_on: tuple[Label, ...] | None
    notation: Notation | None


def _choose(
    index: Path | None,
    model: str | None,
    k: int | None = None,
    entailment: str | None = None,
) -> _Chosen:
    from claimcheck.config import DEFAULT_INDEX, DEFAULT_K, load_settings

    settings: Settings = load_settings(Path())
    return _Chosen(
        index=index or settings.index or DEFAULT_INDEX,
        model=model or settings.model,
        entailment=entailment or settings.entailment,
        k=k or settings.k or DEFAULT_K,
        fail_on=settings.fail_on,
        notation=settings.notation,
    )


def _labels(fail_on: str | None, chosen: _Chosen) -> tuple[Label, ...] | None:
    from claimcheck.claims import labels_named

    return labels_named(fail_on.split(",")) if fail_on is not None else chosen.fail_on


@cli.command(name="index")
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH…")
@_index_option
@_model_option
@click.option("--strict", is_flag=True, help="Fail where a file cannot be read, skip nothing.")
@_quiet_option
def index_command(
    paths: tuple[Path, ...], index: Path | None, model: str | None, strict: bool, quiet: bool
) -> None:
    """Read articles and build the index; what has not changed is not embedded again.

    PATH is a file or a folder of articles (.txt, .md, .html, .jsonl). The former index
    serves until the new one is complete.
    """
    from claimcheck.cli import indexing

    chosen = _choose(index, model)
    indexing.run(paths, folder=chosen.index, model=chosen.model, strict=strict, quiet=quiet)


@cli.command()
@click.argument("claims", nargs=-1, type=_PATH, metavar="[CLAIMS]…")
@_index_option
@_model_option
@_entailment_option
@_format_option
@_report_option
@_fail_on_option
@_k_option
@_stale_option
@_color_option
@click.option("--verbose", "-v", is_flag=True, help="Show the evidence of supported claims too.")
@click.option("--quiet", "-q", is_flag=True, help="Show only the claims that fail.")
@click.pass_context
def verify(
    ctx: click.Context,
    claims: tuple[Path, ...],
    index: Path | None,
    model: str | None,
    entailment: str | None,
    form: str,
    output: Path | None,
    fail_on: str | None,
    k: int | None,
    stale_ok: bool,
    color: str,
    verbose: bool,
    quiet: bool,
) -> None:
    """Check claims against the index and say why.

    CLAIMS are YAML files or folders of them (see: claimcheck schema); claims/ if left out.
    A claim that states what it expects fails on any other verdict; another one fails on
    the verdicts of --fail-on.
    """
    from claimcheck.cli import verifying

    if not claims:
        if not Path("claims").is_dir():
            raise click.UsageError("Name a claims file or folder: there is no folder claims/ here.")
        claims = (Path("claims"),)
    chosen = _choose(index, model, k, entailment)
    request = verifying.Request(
        claims=claims,
        index=chosen.index,
        model=chosen.model,
        entailment=chosen.entailment,
        k=chosen.k,
        fail_on=_labels(fail_on, chosen),
        stale_ok=stale_ok,
        notation=chosen.notation,
    )
    display = verifying.Display(
        form=form, output=output, colour=color, verbose=verbose, quiet=quiet
    )
    ctx.exit(verifying.run(request, display))


_drafts_argument = click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="DRAFT…")
_as_of_option = click.option(
    "--as-of", metavar="DATE", help="The day (YYYY-MM-DD) of drafts that tell none."
)


@cli.command()
@_drafts_argument
@click.option(
    "--claims",
    "former",
    type=_PATH,
    help="Claims extracted from the drafts before: tell what has changed, and keep what they say.",
)
@_as_of_option
@_index_option
@_model_option
@_entailment_option
@_format_option
@_report_option
@_fail_on_option
@_k_option
@_stale_option
@_color_option
@click.option("--verbose", "-v", is_flag=True, help="Show the evidence of what is supported too.")
@click.option("--quiet", "-q", is_flag=True, help="Show only what fails.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    former: Path | None,
    as_of: str | None,
    index: Path | None,
    model: str | None,
    entailment: str | None,
    form: str,
    output: Path | None,
    fail_on: str | None,
    k: int | None,
    stale_ok: bool,
    color: str,
    verbose: bool,
    quiet: bool,
) -> None:
    """Check every statement of a draft against the index and say why.

    DRAFT is an article or a folder of them (.txt, .md, .html, .jsonl). Each sentence with a
    figure, a date or a quotation is judged as a claim, at its line and column. A draft that is
    indexed itself is no evidence for itself.
    """
    from claimcheck.cli import checking, verifying

    chosen = _choose(index, model, k, entailment)
    request = verifying.Request(
        claims=(),
        index=chosen.index,
        model=chosen.model,
        entailment=chosen.entailment,
        k=chosen.k,
        fail_on=_labels(fail_on, chosen),
        stale_ok=stale_ok,
        notation=chosen.notation,
    )
    display = verifying.Display(
        form=form, output=output, colour=color, verbose=verbose, quiet=quiet
    )
    ctx.exit(checking.run(checking.Order(paths, as_of, former), request, display))


@cli.command()
@_drafts_argument
@click.option("--output", "-o", type=_PATH, help="Write the claims to a file, or update it.")
@_as_of_option
@click.option("--verbose", "-v", is_flag=True, help="Name every sentence that was left out.")
@_quiet_option
def extract(
    paths: tuple[Path, ...], output: Path | None, as_of: str | None, verbose: bool, quiet: bool
) -> None:
    """Write the statements of a draft that can be checked, as a claims file.

    DRAFT is an article or a folder of them. Each claim has its place in the draft and an id
    made from its words. Where the file is there already, what has changed is told, and sentences
    that have not changed keep what the file says of them.
    """
    from claimcheck.cli import extracting
    from claimcheck.config import load_settings

    notation = load_settings(Path()).notation
    extracting.run(extracting.Order(paths, output, as_of, notation, verbose, quiet))


_audited_argument = click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]…")


@cli.command()
@_audited_argument
@_index_option
@_model_option
@click.option("--since", metavar="DATE", help="Only what an article of that day or later is in.")
@click.option("--about", metavar="TEXT", help="Only what is said of this, in a few words.")
@click.option(
    "--fail-on",
    metavar="KINDS",
    help="Findings that fail the run: contradicts, arithmetic, weekday, order, quotation, "
    "superseded, rounded, or none.  [default: contradicts,arithmetic,weekday,order,quotation]",
)
@_format_option
@_report_option
@_stale_option
@_color_option
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
    output: Path | None,
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
    from claimcheck.cli import auditing, verifying

    request = auditing.Request(
        sources=_sources(paths, index, model, stale_ok),
        fail_on=kinds_named(fail_on.split(",")) if fail_on is not None else None,
        since=since,
        about=about,
    )
    display = verifying.Display(form=form, output=output, colour=color, quiet=quiet)
    ctx.exit(auditing.run(request, display))


def _sources(
    paths: tuple[Path, ...], index: Path | None, model: str | None, stale_ok: bool
) -> auditing.Sources:
    from claimcheck.cli import auditing

    chosen = _choose(index, model)
    return auditing.Sources(paths, chosen.index, chosen.model, stale_ok, chosen.notation)


@cli.command()
@click.argument("about")
@_audited_argument
@_index_option
@_model_option
@_format_option
@_report_option
@_stale_option
@_color_option
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
    from claimcheck.cli import auditing, verifying

    display = verifying.Display(form=form, output=output, colour=color)
    sources = _sources(paths, index, model, stale_ok)
    ctx.exit(auditing.run_timeline(sources, about, display))


_articles_argument = click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH…")
_seed_option = click.option(
    "--seed", type=int, default=0, show_default=True, help="Of the choices."
)
_most_option = click.option(
    "--most", type=click.IntRange(min=1), help="Claims of one kind from one article at most."
)
_kind_option = click.option(
    "--kind", "kinds", multiple=True, help="Only claims of this kind: value, date, negation …"
)


def _order(
    paths: tuple[Path, ...], seed: int, most: int | None, kinds: tuple[str, ...]
) -> selftest.Order:
    from claimcheck.cli import selftest
    from claimcheck.mutations import MAKERS

    for kind in kinds:
        if kind not in MAKERS:
            raise click.UsageError(f"There is no kind {kind!r}; the kinds are {', '.join(MAKERS)}.")
    return selftest.Order(paths, seed=seed, most=most, kinds=kinds)


@cli.command()
@_articles_argument
@click.option("--output", "-o", type=_PATH, help="Write the claims to a file.")
@_seed_option
@_most_option
@_kind_option
def mutate(
    paths: tuple[Path, ...],
    output: Path | None,
    seed: int,
    most: int | None,
    kinds: tuple[str, ...],
) -> None:
    """Make true and false claims from articles, as a claims file.

    Each claim is a sentence of an article with one thing changed, and says what it expects:
    a figure, unit, bound, date, name or "not" changed is refuted; the sentence as it is,
    or in another notation, supported.
    """
    from claimcheck.cli import selftest

    count = selftest.write(_order(paths, seed, most, kinds), output)
    click.echo(f"{count:,} claims written", err=True)


@cli.command(name="selftest")
@_articles_argument
@_entailment_option
@_seed_option
@_most_option
@_kind_option
@_format_option
def selftest_command(
    paths: tuple[Path, ...],
    entailment: str | None,
    seed: int,
    most: int | None,
    kinds: tuple[str, ...],
    form: str,
) -> None:
    """Measure what is caught, and what is flagged in vain, on articles of your own.

    Makes true and false claims as mutate does, and judges each against the article it
    comes from. No index is needed; whether the sentence is found is not measured.
    """
    from claimcheck.cli import selftest
    from claimcheck.entailment import load_entailment

    chosen = _choose(None, None, entailment=entailment)
    tallies = selftest.tallied(
        selftest.made(_order(paths, seed, most, kinds)),
        entailment=load_entailment(chosen.entailment),
        notation=chosen.notation,
    )
    if form == "json":
        click.echo(selftest.as_json(tallies), nl=False)
        click.echo(selftest.summary(tallies), err=True)
    else:
        click.echo("\n".join(selftest.report(tallies)))


@cli.command()
@click.argument("codes", nargs=-1, metavar="[CODE]…")
def explain(codes: tuple[str, ...]) -> None:
    """Print the manual page of a checker, or list them all."""
    from claimcheck.cli import pages

    click.echo(pages.explain(codes), nl=False)


@cli.command()
@click.argument("text")
@_index_option
@_model_option
@_k_option
@click.option("--source", multiple=True, help="Only articles that match this pattern.")
@_format_option
def search(
    text: str,
    index: Path | None,
    model: str | None,
    k: int | None,
    source: tuple[str, ...],
    form: str,
) -> None:
    """Show what the index finds for a text, best first, with scores."""
    from claimcheck.cli import pages

    chosen = _choose(index, model, k)
    found = pages.search(
        text, folder=chosen.index, model=chosen.model, k=chosen.k, sources=source, form=form
    )
    click.echo(found, nl=False)


@cli.command()
@_index_option
@_model_option
@_format_option
def info(index: Path | None, model: str | None, form: str) -> None:
    """Show what the index holds, by which model, and which articles have changed since."""
    from claimcheck.cli import pages

    chosen = _choose(index, model)
    click.echo(pages.info(folder=chosen.index, model=chosen.model, form=form), nl=False)


@cli.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    "path",
    type=_PATH,
    help="Read a file instead (.txt, .md, .html, .jsonl; - is the standard input as text), "
    "sentence by sentence.",
)
@click.option(
    "--published", metavar="DATE", help="The day (YYYY-MM-DD) that 'yesterday' is before."
)
@click.option(
    "--all", "all_", is_flag=True, help="Show the sentences of a file with nothing to compare too."
)
@_format_option
def read(text: str | None, path: Path | None, published: str | None, all_: bool, form: str) -> None:
    """Show what is seen in a text: figures, dates, quotations, names, negations.

    Each stands under its words, with what it is read as: a figure's values, unit, what it
    counts, role and period, a date's days, who said a quotation. TEXT is read as one claim.
    """
    from claimcheck.cli import xray
    from claimcheck.config import load_settings

    if (text is None) == (path is None):
        raise click.UsageError("Give a text, or a file with --file, and not both.")
    notation = load_settings(Path()).notation
    options = xray.Options(published=published, form=form, all=all_, notation=notation)
    if path is not None:
        xray.of_file(path, options, sys.stdout)
    else:
        xray.of_text(text or "", options, sys.stdout)


@cli.command()
@click.option("--report", is_flag=True, help="That of the JSON report instead.")
@click.option("--audit", "audited", is_flag=True, help="That of the JSON of an audit instead.")
def schema(report: bool, audited: bool) -> None:
    """Print the JSON Schema of a claims file."""
    from claimcheck.schema import audit_schema, claims_schema, dump, report_schema

    made = audit_schema() if audited else report_schema() if report else claims_schema()
    click.echo(dump(made), nl=False)
