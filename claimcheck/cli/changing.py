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
from claimcheck.config import TOML_NAME, YAML_NAMES
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

    `paths` are files that changed, came (untracked ones too) or went, and submodules in which
    anything did; `ignored` files and folders that git is told to leave alone. `root` is the top of
    the repository; links in the paths are resolved but for the last part.
    """

    revision: str
    root: Path
    paths: frozenset[Path]
    ignored: frozenset[Path] = frozenset()

    def changed(self, path: Path) -> bool:
        """Whether a file changed, or what it is a part of: a submodule, an archive, a link."""
        return _under(path, self.paths)

    def knows(self, path: Path) -> bool:
        """Whether git knows of the changes of a path: it is within the repository, not ignored."""
        return _real(path).is_relative_to(self.root) and not _under(path, self.ignored)

    def former(self, path: Path) -> bytes | None:
        """A file as it was at the revision; None where there was none, or another was meant."""
        if path.is_symlink() and _at(path) in self.paths:
            return None
        name = _real(path).relative_to(self.root).as_posix()
        done = _git(["show", f"{self.revision}:{name}"], self.root)
        return done.stdout if done.returncode == 0 else None

    def hunks(self, path: Path) -> list[tuple[int, int]]:
        """The first line and the number of the lines that each change of a file put in."""
        names = ["--", _real(path).relative_to(self.root).as_posix()]
        how = ["--no-ext-diff", "--no-textconv", "--no-color", "-U0"]
        done = _git(["diff", *how, self.revision, *names], self.root)
        found = _HUNK.findall(done.stdout)
        return [(int(first), int(count) if count else 1) for first, count in found]


def since(revision: str, folder: Path) -> Changes:
    """What changed in the repository around `folder` since a revision.

    :raises ClaimcheckError: where there is no git, no repository or no such revision.
    """
    top = _git(["rev-parse", "--show-toplevel"], folder)
    if top.returncode != 0 and b"not a git repository" in top.stderr:
        raise _fault("the working folder is in no git repository", "run it within one, or without")
    _must(top, "rev-parse")  # a repository of another owner, which git refuses, for one
    root = Path(os.path.realpath(os.fsdecode(top.stdout.rstrip(b"\n"))))
    named = ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    commit = None if revision.startswith("-") else _git(named, root)
    if commit is None or commit.returncode != 0 or not commit.stdout.strip():
        raise _fault(
            f"git knows no revision '{revision}'",
            "name a commit, a branch or a tag; a shallow clone may have to fetch it",
        )
    sha = commit.stdout.decode("ascii").strip()
    how = ["--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=none", "-z"]
    others = ["ls-files", "--others", "--exclude-standard", "-z"]
    changed = _paths(["diff", *how, sha, "--"], root)
    ignored = _paths([*others, "--ignored", "--directory"], root)
    return Changes(sha, root, changed | _paths(others, root), ignored)


def _paths(arguments: Sequence[str], root: Path) -> frozenset[Path]:
    """The paths that git prints."""
    names = _must(_git(arguments, root), arguments[0]).split(b"\0")
    return frozenset(_at(root / os.fsdecode(name)) for name in names if name)


def _under(path: Path, paths: frozenset[Path]) -> bool:
    return any(
        not paths.isdisjoint((one, *one.parents)) for one in dict.fromkeys((_at(path), _real(path)))
    )


def _at(path: Path) -> Path:
    """A path whose links are resolved, but for one that it is itself."""
    return _real(path.parent) / path.name


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _git(arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {
        **os.environ,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",  # a file may be called [draft].md
        "LC_ALL": "C",
    }
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, env=environment, check=False
        )
    except OSError as error:
        raise _fault(f"git cannot be run: {error.strerror or error}", "install git") from None


def _must(done: subprocess.CompletedProcess[bytes], what: str) -> bytes:
    if done.returncode != 0:
        told = os.fsdecode(done.stderr).strip().split("\n")[0]
        raise _fault(f"git {what} failed: {told}", "mend what git names")
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
    own = {each for path in but for each in (_at(path), _real(path))}
    roots = [_real(path) for path in articles]
    for path in sorted(changes.paths - own):
        within = any(path.is_relative_to(root) for root in roots)
        if within and source_for(path) is not None:
            return f"the article {_shown(path)}"
        if path.is_dir() and (within or any(root.is_relative_to(path) for root in roots)):
            return f"the submodule {_shown(path)}"
    return next((_shown(path) for path in files if changes.changed(path)), None)


def settings(changes: Changes, now: Path | None) -> Iterator[Path]:
    """The files that held or hold the settings of the working folder and changed; `now` does."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in (*YAML_NAMES, TOML_NAME):
            path = folder / name
            if not (changes.knows(path) and changes.changed(path)):
                continue
            held = name in YAML_NAMES or b"tool.claimcheck" in (changes.former(path) or b"")
            if held or (now is not None and _at(now) == path):
                yield path


def _shown(path: Path) -> str:
    return os.path.relpath(path)


# --------------------------------------------------------------------------
# Claims


def touched(claims: Sequence[Claim], changes: Changes) -> tuple[Claim, ...]:
    """The claims of claims files that are new or say anything else than at the revision."""
    former: dict[str, set[Claim]] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        if not changes.knows(Path(path)):
            former[path] = set()  # all of its claims may be new
        elif changes.changed(Path(path)):
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

    In formats without lines, of a file that git does not know or is told to ignore, of one in an
    archive or a submodule, and of a new one: all of them.
    """
    hunks: dict[str, list[tuple[int, int]] | None] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        file = Path(path)
        if changes.knows(file) and not changes.changed(file):
            continue
        lines = file.suffix.lower() in _WITH_LINES and changes.knows(file) and file.is_file()
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
