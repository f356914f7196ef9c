"""Options that several commands have, and what they come to with settings and defaults."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from claimcheck.retrieval.profile import MOST

if TYPE_CHECKING:
    from claimcheck.sources import Names
    from claimcheck.types import Label, Notation, Publisher, Severity

_Command = TypeVar("_Command", bound="Callable[..., object]")
PATH = click.Path(path_type=Path)

index_option = click.option(
    "--index",
    "index",
    type=PATH,
    envvar="CLAIMCHECK_INDEX",
    help="Folder of the index.  [default: index]",
)
model_option = click.option(
    "--model",
    envvar="CLAIMCHECK_MODEL",
    help="Embedding model: a name or a folder.  [default: the packaged MiniLM]",
)
entailment_option = click.option(
    "--entailment",
    envvar="CLAIMCHECK_ENTAILMENT",
    help="Model that judges claims as wholes: packaged, off, or a cross-encoder's name or folder.  "
    "[default: packaged]",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Only what must be said.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="For people or for programs.",
)
k_option = click.option(
    "--k", "-k", type=click.IntRange(1, MOST), help="Sentences to fetch.  [default: 12]"
)
report_option = click.option("--output", "-o", type=PATH, help="Write the report to a file.")
_OUTPUTS = (
    "Write the report to FILE; with a format before it, write one more in that format, as in "
    "sarif=out.sarif. May be given several times."
)
outputs_option = click.option(
    "--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE", help=_OUTPUTS
)


def forms_option(names: Sequence[str]) -> Callable[[_Command], _Command]:
    """The option `--format`, of these formats."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(names)),
        metavar="FORMAT",
        default=names[0],
        show_default=True,
        help=f"What to write: {', '.join(names[:-1])} or {names[-1]}.",
    )


stale_option = click.option(
    "--stale-ok", is_flag=True, help="Use the index though articles have changed."
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour; auto honours NO_COLOR and FORCE_COLOR.",
)


def _counts(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """The value, where anything can be compared with it."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is not in the range 0<=x<=1.")
    return value


fail_on_option = click.option(
    "--fail-on",
    metavar="VERDICTS",
    help="Verdicts that fail a claim which does not say what it expects: refuted, conflicting, "
    "nei, or none.  [default: refuted,conflicting,nei]",
)
min_confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_counts,
    metavar="SHARE",
    help="Let verdicts of less confidence (0 to 1) neither fail nor pass.  [default: 0]",
)
baseline_option = click.option(
    "--baseline",
    type=PATH,
    metavar="FILE",
    help="Let pass the failures that are known in FILE.",
)
write_baseline_option = click.option(
    "--write-baseline",
    is_flag=True,
    help="Write the failures of this run to the baseline, and let them pass.  "
    "[file: claims.baseline.json]",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Index, model and the rest, after options, environment, settings and defaults."""

    index: Path
    model: str | None
    entailment: str | None
    k: int
    fail_on: tuple[Label, ...] | None
    notation: Notation | None
    publisher: Publisher | None
    names: Names | None
    profile: str | None
    memory: int | None
    min_confidence: float
    codes: frozenset[str] | None
    severity: tuple[tuple[str, Severity], ...]
    baseline: Path | None


def choose(
    index: Path | None,
    model: str | None,
    k: int | None = None,
    entailment: str | None = None,
) -> Chosen:
    """What options and environment say, else the settings of the folder, else the defaults."""
    from claimcheck.config import DEFAULT_INDEX, DEFAULT_K, load_settings

    settings = load_settings(Path())
    return Chosen(
        index=index or settings.index or DEFAULT_INDEX,
        model=model or settings.model,
        entailment=entailment or settings.entailment,
        k=k or settings.k or DEFAULT_K,
        fail_on=settings.fail_on,
        notation=settings.notation,
        publisher=settings.claimreview,
        names=settings.names,
        profile=settings.profile,
        memory=settings.memory,
        min_confidence=settings.min_confidence or 0.0,
        codes=settings.codes,
        severity=settings.severity,
        baseline=settings.baseline,
    )
