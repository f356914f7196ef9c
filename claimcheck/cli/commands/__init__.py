"""The commands and their options; the only modules that import click.

Everything heavy is imported within the command that needs it, so that ``--help`` and
``explain`` are quick.
"""

from __future__ import annotations

import sys

from claimcheck.cli.commands import (
    auditing,
    configuring,
    judging,
    looking,
    measuring,
    setting_up,
)
from claimcheck.cli.commands.root import cli

__all__ = ["cli", "main"]

for _command in (
    looking.index_command,
    judging.verify,
    judging.check,
    judging.extract,
    auditing.audit,
    auditing.timeline,
    measuring.mutate,
    measuring.selftest_command,
    looking.explain,
    looking.search,
    looking.info,
    looking.read,
    looking.schema,
    setting_up.init,
    setting_up.doctor,
    configuring.config,
):
    cli.add_command(_command)


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # an old code page must not stop a report
    cli(prog_name="claimcheck")
