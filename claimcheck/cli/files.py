"""Writing what a command makes, and reading what an option gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claimcheck.errors import ClaimcheckError


def write_text(path: Path, text: str, *, what: str) -> None:
    """Write a file in UTF-8; `what` names its content in the error.

    :raises ClaimcheckError: where it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ClaimcheckError(
            f"{what} cannot be written: {error.strerror or error}",
            location=str(path),
            remedy="name another file",
        ) from None


def check_writable(path: Path | None, *, what: str) -> None:
    """Find out before the work that its result cannot be written after it.

    :raises ClaimcheckError: where it cannot.
    """
    if path is None:
        return
    if path.is_dir():
        raise ClaimcheckError("is a folder", location=str(path), remedy="name a file to write")
    if not path.parent.is_dir():
        raise ClaimcheckError(
            f"{what} cannot be written: there is no such folder",
            location=str(path.parent),
            remedy="create it, or name another file",
        )


def day(text: str | None) -> date | None:
    """A date in ISO form, as options give it.

    :raises ClaimcheckError: where it is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ClaimcheckError(
            f"'{text}' is not a date (want YYYY-MM-DD)", remedy="for instance 2022-04-21"
        ) from None
