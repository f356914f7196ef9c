"""The checkers, found by walking this package once: no list to keep by hand."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import claimcheck.checkers as package
from claimcheck.types import Checker


@cache
def load() -> tuple[Checker, ...]:
    """All checkers, sorted by code.

    A checker is a module of this package with a module-level ``CHECKER``.

    :raises ValueError: when two checkers share a code.
    """
    found: dict[str, Checker] = {}
    for module in pkgutil.iter_modules(package.__path__):
        checker = getattr(
            importlib.import_module(f"{package.__name__}.{module.name}"), "CHECKER", None
        )
        if not isinstance(checker, Checker):
            continue
        if checker.code in found:
            raise ValueError(f"two checkers share the code {checker.code}")
        found[checker.code] = checker
    return tuple(found[code] for code in sorted(found))
