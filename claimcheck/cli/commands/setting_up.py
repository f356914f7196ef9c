"""Commands that set a project up, and tell whether everything works."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.commands.options import (
    PATH,
    entailment_option,
    format_option,
    index_option,
    model_option,
)


@click.command()
@click.argument("folder", type=PATH, default=Path(), metavar="[FOLDER]")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def init(folder: Path, force: bool) -> None:
    """Write a working folder: a sample article, claims about it, settings, CI.

    FOLDER is made where it is not there; this one if left out. The claims file has a claim of each
    sort with what it is for, claimcheck.yaml every setting as a comment; a workflow for GitHub and
    a hook for pre-commit verify the claims. Files that are there are kept, and named.
    """
    from claimcheck.cli import starting

    starting.run(folder, force=force)


@click.command()
@index_option
@model_option
@entailment_option
@format_option
@click.pass_context
def doctor(
    ctx: click.Context, index: Path | None, model: str | None, entailment: str | None, form: str
) -> None:
    """Tell what is installed, found and working, and how to get what is not.

    Looks at Python and the libraries, settings, both models, the index, and the formats that
    need an extra; nothing is fetched. An index that is not built yet, and extras, may be missing.

    Exit codes: 0 what is needed works, 1 something of it does not.
    """
    from claimcheck.cli import doctor as examining

    ctx.exit(examining.run(examining.Wish(index, model, entailment), form=form))
