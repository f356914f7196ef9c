"""Writing what a command makes, and reading what an option gives."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

from claimcheck.errors import ClaimcheckError


def write_text(path: Path, text: str, *, what: str) -> None:
    """Write a file in UTF-8, a file of the folder as a whole or not at all; `what` names its
    content in the error.

    :raises ClaimcheckError: where it cannot be written.
    """
    text = text.encode("utf-8", "replace").decode()  # JSON can hold half a surrogate pair
    try:
        real = Path(os.path.realpath(path))
        if path.exists() and not (path.is_file() and os.access(real.parent, os.W_OK)):
            path.write_text(text, encoding="utf-8")  # a device, or a folder that takes no file
        else:
            _replace(real, text)
    except OSError as error:
        raise ClaimcheckError(
            f"{what} cannot be written: {error.strerror or error}",
            location=str(path),
            remedy="name another file",
        ) from None


def _replace(path: Path, text: str) -> None:
    """Put a file in the place of the one at `path`, under the same permissions."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        if path.exists():
            shutil.copymode(path, fresh)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def check_writable(path: Path | None, *, what: str) -> None:
    """Find out before the work that its result cannot be written after it.

    :raises ClaimcheckError: where it cannot.
    """
    if path is None:
        return
    if os.path.isdir(path):
        raise ClaimcheckError("is a folder", location=str(path), remedy="name a file to write")
    if not os.path.isdir(path.parent):
        raise ClaimcheckError(
            f"{what} cannot be written: there is no such folder",
            location=str(path.parent),
            remedy="create it, or name another file",
        )
    if not os.access(path if os.path.exists(path) else path.parent, os.W_OK):
        raise ClaimcheckError(
            f"{what} cannot be written: permission denied",
            location=str(path),
            remedy="name another file",
        )
    if os.path.isfile(path) or not os.path.exists(path):
        _try_folder(path, what)


def _try_folder(path: Path, what: str) -> None:
    """Find out by a file that is gone at once whether a folder takes one, as permissions say."""
    folder = Path(os.path.realpath(path)).parent
    if not os.access(folder, os.W_OK):
        return  # the file itself can be written
    try:
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ClaimcheckError(
            f"{what} cannot be written: {error.strerror or error}",
            location=str(path),
            remedy="name another file",
        ) from None


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
