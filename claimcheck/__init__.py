"""claimcheck: fact-check claims against your own sources, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.api import judge, judge_all

__version__ = "0.1.0"
__all__ = ["__version__", "judge", "judge_all"]


def __getattr__(name: str) -> object:
    """The call for programs, imported when it is first asked for: `--help` needs none of it."""
    if name in ("judge", "judge_all"):
        from claimcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
