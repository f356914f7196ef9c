"""The command line: the one layer that knows the terminal, the clock and the exit code."""

from claimcheck.cli.commands import main

__all__ = ["main"]
