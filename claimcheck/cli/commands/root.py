"""The command itself: its help, and what becomes of an error within a command of it."""

from __future__ import annotations

import os
import sys
import traceback

import click

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, ManyErrors

_CANNOT_RUN = 2
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_PIPE_CLOSED = 141  # 128 + SIGPIPE


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
    claimcheck init                 write a sample with settings, to start from
    claimcheck index articles/      read articles and build index/
    claimcheck verify claims.yaml   check claims against it
    claimcheck audit articles/      find where articles contradict themselves and each other

    Exit codes: 0 nothing failed, 1 something did, 2 could not run; of verify and check also 3,
    nothing was checked.

    Settings may also stand in [tool.claimcheck] of pyproject.toml or in claimcheck.yaml; options
    and environment variables go before them. claimcheck config prints what holds, and why.
    """
    del debug  # read from the context where an error is told
