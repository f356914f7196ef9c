"""Where the command line reaches the index, the verdicts and the checkers.

Imports happen in the functions, so that a command loads only what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.types import Checker, Claim, Verdict

if TYPE_CHECKING:
    from claimcheck.retrieval.search import Index


def open_index(folder: Path, *, model: str | None) -> Index:
    """The index in a folder.

    :raises StoreError: when it is missing, damaged or of another model.
    """
    from claimcheck.retrieval.search import Index

    return Index.open(folder, model=model)


def verify(claims: Sequence[Claim], index: Index, *, k: int) -> Iterator[Verdict]:
    """The verdicts on the claims, in their order."""
    from claimcheck import verdicts

    return verdicts.verify(claims, index, k=k)


def checkers() -> tuple[Checker, ...]:
    """All checkers, sorted by code."""
    from claimcheck.checkers import registry

    return registry.load()
