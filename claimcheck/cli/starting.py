"""`claimcheck init`: a working folder with a sample that verifies, to put one's own in its place.

What is written are the files of `starter/`, which are package data and are tested as users get
them. Nothing that is there is written over without being told to.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.cli.files import write_text
from claimcheck.errors import ClaimcheckError

_STARTER = Path(__file__).parent / "starter"
#: What is written, and from which file of the package; in the order in which one looks at it.
FILES = (
    ("articles/2026-03-04-harwick-port.md", "article.md"),
    ("claims/harwick.yaml", "claims.yaml"),
    ("claimcheck.yaml", "settings.yaml"),
    ("index/.gitignore", "index.gitignore.txt"),
    (".github/workflows/claimcheck.yml", "workflow.yaml"),
    (".pre-commit-config.yaml", "pre-commit.yaml"),
)


@dataclass(frozen=True, slots=True)
class _Planned:
    name: str
    path: Path
    text: str

    @property
    def there(self) -> bool:
        """Whether something is at its place; a link that leads nowhere is something."""
        return os.path.lexists(self.path)

    @property
    def same(self) -> bool:
        """Whether that is what would be written."""
        try:
            return self.path.read_text(encoding="utf-8") == self.text
        except (OSError, UnicodeDecodeError):
            return False


def run(folder: Path, *, force: bool) -> None:
    """Write what is not there, and with `force` what is; tell what was done and what comes next.

    :raises ClaimcheckError: where a file cannot be written; where that can be known, before any is.
    """
    planned = [
        _Planned(name, folder / name, (_STARTER / source).read_text(encoding="utf-8"))
        for name, source in FILES
    ]
    _refuse_obstacles(folder, planned)
    kept = []
    for one in planned:
        if one.there and one.same:
            print(f"as it is  {one.name}")
        elif one.there and not force:
            print(f"kept      {one.name}: there already, and not written over")
            kept.append(one.name)
        else:
            replaced = one.there
            _write(one)
            print(f"{'replaced' if replaced else 'written':<9} {one.name}")
    for line in _next(folder, kept):
        print(line)


def _refuse_obstacles(folder: Path, planned: list[_Planned]) -> None:
    """Refuse a file where a folder is wanted, and a folder where a file is."""
    for one in planned:
        for above in one.path.parents:
            if os.path.lexists(above) and not above.is_dir():
                raise ClaimcheckError(
                    "is a file, and a folder is wanted there",
                    location=str(above),
                    remedy="move it, or name another folder",
                )
            if above == folder:
                break
        if one.path.is_dir():
            raise ClaimcheckError(
                "is a folder, and a file is wanted there",
                location=str(one.path),
                remedy="move it, or name another folder",
            )


def _write(one: _Planned) -> None:
    try:
        one.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClaimcheckError(
            f"the folder cannot be made: {error.strerror or error}",
            location=str(one.path.parent),
            remedy="check its permissions, or name another folder",
        ) from None
    write_text(one.path, one.text, what=one.name)


def _next(folder: Path, kept: list[str]) -> Iterator[str]:
    yield ""
    if kept:
        yield f"{len(kept)} kept: put into them what you want of the sample yourself, or --force"
        yield "to write over them"
        yield ""
    yield "next:"
    if folder != Path():
        yield f"  cd {shlex.quote(str(folder))}"
    yield "  claimcheck index articles/    reads the articles"
    yield "  claimcheck verify claims/     judges the claims, and says why"
    yield "then put your own articles and claims in the place of the sample"
