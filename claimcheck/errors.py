"""Errors a user can cause: each tells the place, the fault and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.types import Location


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """The name that somebody may have meant, as messages tell it after an unknown one; or ""."""
    import difflib  # needed where something is wrong

    near = difflib.get_close_matches(word, list(names), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


class ClaimcheckError(Exception):
    """Could not run: printed as one message, exit code 2, never a traceback.

    `message` says what is wrong, `location` where (a file, with line and
    column where known), `remedy` what to do about it.
    """

    def __init__(
        self, message: str, *, location: Location | str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location is not None else ""
        remedy = f"\n  remedy: {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class ClaimsError(ClaimcheckError):
    """A claims file cannot be used as it stands."""


class SourceError(ClaimcheckError):
    """An article cannot be read."""


class StoreError(ClaimcheckError):
    """The index is missing, damaged, stale or of another model."""


class ModelError(ClaimcheckError):
    """The embedding model cannot be found or loaded."""


class ManyErrors(ClaimcheckError):
    """Several faults found in one pass, so that all can be mended at once.

    `errors` is never empty and holds no `ManyErrors`; its order is that of the files.
    """

    def __init__(self, errors: Iterable[ClaimcheckError]) -> None:
        flat: list[ClaimcheckError] = []
        for error in errors:
            flat.extend(error.errors if isinstance(error, ManyErrors) else (error,))
        super().__init__(f"{len(flat)} errors")
        self.errors: tuple[ClaimcheckError, ...] = tuple(flat)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def few(names: Sequence[str], most: int = 3) -> str:
    """The first of the names, and how many more there are: "a, b, c and 4 more"."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
