"""claimcheck: fact-check claims against your own sources, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.api import (
        Index,
        audit_articles,
        build_index,
        extract_claims,
        judge,
        judge_all,
        load_articles,
        load_claims,
        open_index,
        read,
        verify,
    )
    from claimcheck.errors import ClaimcheckError
    from claimcheck.types import (
        Article,
        Claim,
        Evidence,
        Finding,
        Label,
        Outcome,
        Reading,
        Verdict,
    )

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "ClaimcheckError",
    "Evidence",
    "Finding",
    "Index",
    "Label",
    "Outcome",
    "Reading",
    "Verdict",
    "__version__",
    "audit_articles",
    "build_index",
    "extract_claims",
    "judge",
    "judge_all",
    "load_articles",
    "load_claims",
    "open_index",
    "read",
    "verify",
]


def __getattr__(name: str) -> object:
    """The names for programs, imported when one is first asked for: `--help` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
    if name == "ClaimcheckError":
        from claimcheck.errors import ClaimcheckError

        return ClaimcheckError
    if name == "Index":
        from claimcheck.retrieval.search import Index

        return Index
    if name[0].isupper():
        from claimcheck import types

        return getattr(types, name)
    from claimcheck import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
