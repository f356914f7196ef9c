"""Commands that make claims from articles, and measure what is caught of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.commands.options import PATH, choose, entailment_option, format_option

if TYPE_CHECKING:
    from claimcheck.cli.selftest import Order

_articles_argument = click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH…")
_seed_option = click.option(
    "--seed", type=int, default=0, show_default=True, help="Of the choices."
)
_most_option = click.option(
    "--most", type=click.IntRange(min=1), help="Claims of one kind from one article at most."
)
_kind_option = click.option(
    "--kind", "kinds", multiple=True, help="Only claims of this kind: value, date, negation …"
)


def _order(paths: tuple[Path, ...], seed: int, most: int | None, kinds: tuple[str, ...]) -> Order:
    from claimcheck.cli import selftest
    from claimcheck.config import load_settings
    from claimcheck.mutations import MAKERS

    for kind in kinds:
        if kind not in MAKERS:
            raise click.UsageError(f"There is no kind {kind!r}; the kinds are {', '.join(MAKERS)}.")
    names = load_settings(Path()).names
    return selftest.Order(paths, seed=seed, most=most, kinds=kinds, names=names)


@click.command()
@_articles_argument
@click.option("--output", "-o", type=PATH, help="Write the claims to a file.")
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


@click.command(name="selftest")
@_articles_argument
@entailment_option
@_seed_option
@_most_option
@_kind_option
@format_option
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

    chosen = choose(None, None, entailment=entailment)
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
