"""`--changed-since REV`: which claims a change can have touched, as git tells it.

A claim is touched where it is new or says anything else than at the revision; a statement of a
draft, where a line of it has changed. What is judged against counts too: where an indexed article,
the settings or the baseline changed, every claim is touched, since any article may speak against
any claim.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.claims import load_claims
from claimcheck.errors import ClaimcheckError
from claimcheck.sources import source_for
from claimcheck.types import Claim, Location

#: Formats of drafts of which a place tells the line of the file.
_WITH_LINES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)
_NOWHERE = Location("", 1, 1)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between the working tree and a revision.

    `paths` are real paths of files that changed, came (untracked ones too) or went; `root` is the
    top of the repository.
    """

    revision: str
    root: Path
    paths: frozenset[Path]

    def former(self, path: Path) -> bytes | None:
        """A file as it was at the revision; None where there was none."""
        name = _real(path).relative_to(self.root).as_posix()
        done = _git(["show", f"{self.revision}:{name}"], self.root)
        return done.stdout if done.returncode == 0 else None

    def hunks(self, path: Path) -> list[tuple[int, int]]:
        """The first line and the number of the lines that each change of a file put in."""
        names = ["--", _real(path).relative_to(self.root).as_posix()]
        done = _git(
            ["diff", "--no-ext-diff", "--no-color", "-U0", self.revision, *names], self.root
        )
        found = _HUNK.findall(done.stdout)
        return [(int(first), int(count) if count else 1) for first, count in found]

    def inside(self, path: Path) -> bool:
        """Whether a path lies within the repository, so that git knows of its changes."""
        return _real(path).is_relative_to(self.root)


def since(revision: str, folder: Path) -> Changes:
    """What changed in the repository around `folder` since a revision.

    :raises ClaimcheckError: where there is no git, no repository or no such revision.
    """
    top = _git(["rev-parse", "--show-toplevel"], folder)
    if top.returncode != 0:
        raise _fault("the working folder is in no git repository", "run it within one, or without")
    root = Path(os.path.realpath(os.fsdecode(top.stdout.rstrip(b"\n"))))
    named = ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    commit = None if revision.startswith("-") else _git(named, root)
    if commit is None or commit.returncode != 0 or not commit.stdout.strip():
        raise _fault(
            f"git knows no revision '{revision}'",
            "name a commit, a branch or a tag; a shallow clone may have to fetch it",
        )
    sha = commit.stdout.decode("ascii").strip()
    changed = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", sha, "--"]
    fresh = ["ls-files", "--others", "--exclude-standard", "-z"]
    names = b"".join(_must(_git(each, root), each[0]) for each in (changed, fresh))
    paths = frozenset(_real(root / os.fsdecode(name)) for name in names.split(b"\0") if name)
    return Changes(sha, root, paths)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _git(arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, env=environment, check=False
        )
    except OSError as error:
        raise _fault(f"git cannot be run: {error.strerror or error}", "install git") from None


def _must(done: subprocess.CompletedProcess[bytes], what: str) -> bytes:
    if done.returncode != 0:
        told = " ".join(os.fsdecode(done.stderr).split())
        raise _fault(f"git {what} failed: {told}", "mend the repository")
    return done.stdout


def _fault(message: str, remedy: str) -> ClaimcheckError:
    return ClaimcheckError(message, location="--changed-since", remedy=remedy)


# --------------------------------------------------------------------------
# What is judged against


def against(
    changes: Changes, articles: Sequence[Path], files: Iterable[Path], *, but: Iterable[Path] = ()
) -> str | None:
    """What every claim is judged against and has changed, in words; None where nothing has.

    `articles` are the indexed files and folders, `files` others, `but` the drafts themselves.
    """
    own = {_real(path) for path in but}
    roots = [_real(path) for path in articles]
    for path in sorted(changes.paths - own):
        if any(path.is_relative_to(root) for root in roots) and source_for(path) is not None:
            return f"the article {_shown(path)}"
    for path in files:
        if _real(path) in changes.paths:
            return _shown(_real(path))
    return None


def _shown(path: Path) -> str:
    return os.path.relpath(path)


# --------------------------------------------------------------------------
# Claims


def touched(claims: Sequence[Claim], changes: Changes) -> tuple[Claim, ...]:
    """The claims of claims files that are new or say anything else than at the revision."""
    former: dict[str, set[Claim]] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        if not changes.inside(Path(path)):
            former[path] = set()  # git knows nothing of it: all of its claims may be new
        elif _real(Path(path)) in changes.paths:
            former[path] = set(_former_claims(Path(path), changes))
    return tuple(
        claim
        for claim in claims
        if claim.location.path in former and _said(claim) not in former[claim.location.path]
    )


def _former_claims(path: Path, changes: Changes) -> Iterator[Claim]:
    data = changes.former(path)
    if data is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_bytes(data)
        try:
            yield from map(_said, load_claims([file]))
        except ClaimcheckError:  # it could not be read then: all claims are new
            return


def _said(claim: Claim) -> Claim:
    """A claim without its places."""
    waive = tuple(replace(one, location=_NOWHERE) for one in claim.waive)
    return replace(claim, location=_NOWHERE, text_locations=(), waive=waive)


# --------------------------------------------------------------------------
# Drafts


def touched_lines(claims: Sequence[Claim], changes: Changes) -> tuple[Claim, ...]:
    """The statements of drafts of which a line has changed.

    In formats without lines, of a file that git does not know, and of a new one: all of them.
    """
    hunks: dict[str, list[tuple[int, int]] | None] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        file = Path(path)
        if changes.inside(file) and _real(file) not in changes.paths:
            continue
        lines = file.suffix.lower() in _WITH_LINES and changes.inside(file) and file.is_file()
        hunks[path] = (changes.hunks(file) or None) if lines else None
    return tuple(
        claim
        for claim in claims
        if claim.location.path in hunks and _within(claim, hunks[claim.location.path])
    )


def _within(claim: Claim, hunks: list[tuple[int, int]] | None) -> bool:
    if hunks is None:
        return True
    first = claim.location.line
    last = claim.place(max(len(claim.text) - 1, 0)).line
    return any(
        first <= start + count - 1 and start <= last if count else first <= start < last
        for start, count in hunks
    )
