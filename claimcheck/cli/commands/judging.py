"""Commands that judge claims, and the statements of drafts."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

import click

from claimcheck.cli.commands.options import (
    PATH,
    baseline_option,
    choose,
    color_option,
    entailment_option,
    fail_on_option,
    forms_option,
    index_option,
    k_option,
    min_confidence_option,
    model_option,
    outputs_option,
    quiet_option,
    stale_option,
    write_baseline_option,
)
from claimcheck.reports.formats import NAMES

if TYPE_CHECKING:
    from claimcheck.cli.outputs import Display
    from claimcheck.cli.verifying import Request

_Command = TypeVar("_Command", bound=Callable[..., None])


class _Options(TypedDict):
    """What `_judges` gives a command."""

    index: Path | None
    model: str | None
    entailment: str | None
    form: str
    outputs: tuple[str, ...]
    fail_on: str | None
    k: int | None
    min_confidence: float | None
    changed_since: str | None
    baseline: Path | None
    write_baseline: bool
    stale_ok: bool
    color: str
    verbose: bool
    quiet: bool


def _judges(command: _Command) -> _Command:
    """Give a command the options of judging, and of how to show it."""
    options = (
        index_option,
        model_option,
        entailment_option,
        forms_option(NAMES),
        outputs_option,
        fail_on_option,
        min_confidence_option,
        click.option(
            "--changed-since",
            metavar="REV",
            help="Only claims that a change since this revision of git can have touched.",
        ),
        baseline_option,
        write_baseline_option,
        k_option,
        stale_option,
        color_option,
        click.option(
            "--verbose", "-v", is_flag=True, help="Show the evidence of what is supported too."
        ),
        click.option("--quiet", "-q", is_flag=True, help="Show only what fails."),
    )
    return reduce(lambda made, option: option(made), reversed(options), command)


def _asked(options: _Options) -> tuple[Request, Display]:
    """How to judge, and how to show it."""
    from claimcheck.claims import labels_named
    from claimcheck.cli.baselines import Wish
    from claimcheck.cli.outputs import Display, named
    from claimcheck.cli.verifying import Request

    output, beside = named(options["outputs"], form=options["form"], known=NAMES)
    chosen = choose(options["index"], options["model"], options["k"], options["entailment"])
    failing, sure = options["fail_on"], options["min_confidence"]
    request = Request(
        index=chosen.index,
        model=chosen.model,
        entailment=chosen.entailment,
        k=chosen.k,
        fail_on=labels_named(failing.split(",")) if failing is not None else chosen.fail_on,
        stale_ok=options["stale_ok"],
        notation=chosen.notation,
        names=chosen.names,
        min_confidence=chosen.min_confidence if sure is None else sure,
        codes=chosen.codes,
        severity=chosen.severity,
        changed_since=options["changed_since"],
        baseline=Wish(options["baseline"] or chosen.baseline, options["write_baseline"]),
    )
    display = Display(
        form=options["form"],
        output=output,
        beside=beside,
        colour=options["color"],
        verbose=options["verbose"],
        quiet=options["quiet"],
        publisher=chosen.publisher,
    )
    return request, display


@click.command()
@click.argument("claims", nargs=-1, type=PATH, metavar="[CLAIMS]…")
@_judges
@click.pass_context
def verify(ctx: click.Context, claims: tuple[Path, ...], **options: Unpack[_Options]) -> None:
    """Check claims against the index and say why.

    CLAIMS are YAML files or folders of them (see: claimcheck schema); claims/ if left out.
    A claim that states what it expects fails on any other verdict; another one fails on
    the verdicts of --fail-on.

    Exit codes: 0 nothing failed, 1 some claim fails, 2 could not run, 3 nothing was checked.
    """
    from claimcheck.cli import verifying

    if not claims:
        if not Path("claims").is_dir():
            raise click.UsageError("Name a claims file or folder: there is no folder claims/ here.")
        claims = (Path("claims"),)
    ctx.exit(verifying.run(claims, *_asked(options)))


_drafts_argument = click.argument("paths", nargs=-1, required=True, type=PATH, metavar="DRAFT…")
_as_of_option = click.option(
    "--as-of", metavar="DATE", help="The day (YYYY-MM-DD) of drafts that tell none."
)


@click.command()
@_drafts_argument
@click.option(
    "--claims",
    "former",
    type=PATH,
    help="Claims extracted from the drafts before: tell what has changed, and keep what they say.",
)
@_as_of_option
@_judges
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    former: Path | None,
    as_of: str | None,
    **options: Unpack[_Options],
) -> None:
    """Check every statement of a draft against the index and say why.

    DRAFT is an article or a folder of them, of any format that index reads. Each sentence with a
    figure, a date or a quotation is judged as a claim, at its line and column. A draft that is
    indexed itself is no evidence for itself.

    Exit codes: 0 nothing failed, 1 some statement fails, or does not fit within the draft, 2 could
    not run, 3 nothing was checked.
    """
    from claimcheck.cli import checking

    ctx.exit(checking.run(checking.Order(paths, as_of, former), *_asked(options)))


@click.command()
@_drafts_argument
@click.option("--output", "-o", type=PATH, help="Write the claims to a file, or update it.")
@_as_of_option
@click.option("--verbose", "-v", is_flag=True, help="Name every sentence that was left out.")
@quiet_option
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

    told = load_settings(Path())
    order = extracting.Order(paths, output, as_of, told.notation, verbose, quiet, told.names)
    extracting.run(order)
