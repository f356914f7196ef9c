"""Where the command line reaches the index, the verdicts and the checkers.

Imports happen in the functions, so that a command loads only what it needs.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.types import Checker, Claim, Notation, Verdict

if TYPE_CHECKING:
    from claimcheck.retrieval.encoder import Encoder, ModelEncoder
    from claimcheck.retrieval.index import BuildReport, Progress
    from claimcheck.retrieval.inspection import Inspection
    from claimcheck.retrieval.search import Index
    from claimcheck.sources import Names


def build(
    paths: Sequence[Path],
    *,
    folder: Path,
    model: str | None,
    profile: str | None,
    memory: int | None,
    strict: bool,
    progress: Progress,
    now: datetime,
    names: Names | None = None,
    encoder: Encoder | None = None,
) -> BuildReport:
    """Index the articles under `paths` into `folder`.

    :raises ClaimcheckError: when it cannot be built.
    """
    from claimcheck.retrieval import index

    return index.build(
        paths,
        folder=folder,
        model=model,
        profile=profile,
        memory=memory,
        strict=strict,
        progress=progress,
        now=now,
        names=names,
        encoder=encoder,
    )


def encoder(model: str | None) -> ModelEncoder:
    """What embeds texts, loaded when the first is embedded: for builds one after the other.

    :raises ModelError: when the model cannot be found.
    """
    from claimcheck.retrieval.encoder import load_encoder

    return load_encoder(model)


def inspect(folder: Path, *, progress: Progress) -> Inspection:
    """Check the whole index in a folder.

    :raises ClaimcheckError: where anything in it is damaged.
    """
    from claimcheck.retrieval import inspection

    return inspection.inspect(folder, progress=progress)


def open_index(folder: Path, *, model: str | None) -> Index:
    """The index in a folder.

    :raises StoreError: when it is missing, damaged or of another model.
    """
    from claimcheck.retrieval.search import Index

    return Index.open(folder, model=model)


def verify(
    claims: Sequence[Claim],
    index: Index,
    *,
    k: int,
    notation: Notation | None,
    entailment: str | None,
    without: Sequence[Sequence[str]] = (),
    codes: Collection[str] | None = None,
) -> Iterator[Verdict]:
    """The verdicts on the claims, in their order; `entailment` names a model as a user does.

    `without` and `codes` are those of `claimcheck.verdicts.verify`. What the model answers is kept
    beside the index.
    """
    from claimcheck import verdicts
    from claimcheck.entailment import load_entailment
    from claimcheck.entailment.cached import CachedModel

    gc.freeze()  # modules live as long as the process: the collector need not walk them each time
    model = load_entailment(entailment)
    kept = model and CachedModel(model, index.cache)
    return verdicts.verify(
        claims, index, k=k, notation=notation, entailment=kept, without=without, codes=codes
    )


def checkers() -> tuple[Checker, ...]:
    """All checkers, sorted by code."""
    from claimcheck.checkers import registry

    return registry.load()
