"""The command that tells the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claimcheck.cli.commands.options import (
    baseline_option,
    entailment_option,
    fail_on_option,
    format_option,
    index_option,
    k_option,
    min_confidence_option,
    model_option,
)

if TYPE_CHECKING:
    from claimcheck.cli.configuring import Given


@click.command()
@index_option
@model_option
@entailment_option
@fail_on_option
@min_confidence_option
@baseline_option
@k_option
@format_option
@click.pass_context
def config(ctx: click.Context, /, form: str, **_: object) -> None:
    """Print every setting, its value, and where it came from.

    That is the default, a line of claimcheck.yaml or pyproject.toml, a variable of the environment,
    or an option: those that verify takes can be given here, to see what they come to.
    """
    from claimcheck.cli import configuring

    click.echo(configuring.run(dict(_given(ctx)), form=form), nl=False)


def _given(ctx: click.Context) -> Iterator[tuple[str, Given]]:
    """The settings that options and environment give, with their origins."""
    from click.core import ParameterSource

    from claimcheck.claims import labels_named
    from claimcheck.cli.configuring import Given

    for parameter in ctx.command.params:
        name = parameter.name or ""
        value, source = ctx.params.get(name), ctx.get_parameter_source(name)
        if name == "form" or value is None or value == "":
            continue
        if source is ParameterSource.ENVIRONMENT:
            origin = f"environment {parameter.envvar}"
        elif source is ParameterSource.COMMANDLINE:
            origin = f"option {parameter.opts[0]}"
        else:
            continue
        if name == "fail_on":
            value = [label.value for label in labels_named(value.split(","))]
        yield name, Given(value if isinstance(value, int | float | list) else str(value), origin)
