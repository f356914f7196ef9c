"""Writing what a command makes."""

from __future__ import annotations

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
