"""What an index says of itself: schema, model, counts, and the digests of its files."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from claimcheck.errors import StoreError
from claimcheck.retrieval import generations
from claimcheck.retrieval.hashing import file_digest

#: Raised with every change of what an index holds or how its texts are embedded.
SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder of an index: `argument` is what the user named, None for the packaged one."""

    name: str
    argument: str | None
    fingerprint: str
    dim: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and SHA-256 of one file of a generation."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of one generation.

    `paths` are what was indexed, relative to `root` where they lie under it; `root` is
    the working folder of the build, relative to the index folder. `reader` is the digest
    of the code that cut the articles, `created` when the build began, in UTC.
    """

    schema: int
    claimcheck: str
    created: str
    model: Model
    root: str
    paths: tuple[str, ...]
    reader: str
    files: int
    articles: int
    sentences: int
    store: FileRecord
    vectors: FileRecord

    @property
    def built(self) -> datetime:
        """When the build began."""
        return datetime.fromisoformat(self.created)

    def identity(self) -> tuple[object, ...]:
        """What two builds of the same files must share for one to serve as the other."""
        model = (self.model.name, self.model.argument, self.model.fingerprint)
        return (self.schema, self.claimcheck, self.root, self.paths, self.reader, model)

    def root_of(self, folder: Path) -> Path:
        """The folder that `paths` and the articles' paths are relative to."""
        return Path(os.path.normpath(os.path.join(os.path.realpath(folder), self.root)))

    def model_of(self, folder: Path) -> str | None:
        """What to load the model by: a folder is found wherever the index was moved with it."""
        if self.model.argument is None:
            return None
        beside = self.root_of(folder) / self.model.argument
        return str(beside) if beside.is_dir() else self.model.argument

    def rebuild_command(self, folder: Path) -> str:
        """The command that builds this index again, for the working folder of today."""
        root = self.root_of(folder)
        words = ["claimcheck", "index", *(near(root / path) for path in self.paths)]
        words += ["--index", near(folder)]
        if self.model.argument is not None:
            words += ["--model", self.model.argument]
        return shlex.join(words)


def near(path: Path) -> str:
    """A path as people write it: relative to the working folder where it lies under it."""
    absolute, here = Path(os.path.abspath(path)), Path(os.path.abspath("."))
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def record(path: Path) -> FileRecord:
    """Size and digest of a file."""
    return FileRecord(path.stat().st_size, file_digest(path))


def write(manifest: Manifest, path: Path) -> None:
    """Write the manifest as JSON, one field a line."""
    path.write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")


def read(folder: Path, pointer: generations.Pointer) -> Manifest:
    """The manifest that `pointer` names, exactly as it was written.

    :raises StoreError: when it is damaged or of another schema.
    :raises FileNotFoundError: when it is gone.
    """
    raw = (generations.generation(folder, pointer.number) / generations.MANIFEST).read_bytes()
    if hashlib.sha256(raw).hexdigest() != pointer.digest:
        raise damaged(folder, f"{generations.MANIFEST} is not as it was written")
    fields: object = json.loads(raw)
    if not isinstance(fields, dict) or fields.get("schema") != SCHEMA:
        found = fields.get("schema") if isinstance(fields, dict) else None
        raise StoreError(
            f"the index has schema {found}, this version of claimcheck reads {SCHEMA}",
            location=str(folder),
            remedy=f"build it again: {_command(fields, folder)}",
        )
    return _manifest(fields)


def _manifest(fields: Mapping[str, object]) -> Manifest:
    """Typed again; the digest vouches that the values are those that were written."""
    parts: dict[str, object] = dict(fields)
    for name, kind in (("model", Model), ("store", FileRecord), ("vectors", FileRecord)):
        value = parts[name]
        assert isinstance(value, dict)
        parts[name] = kind(**value)
    paths = parts["paths"]
    assert isinstance(paths, list)
    parts["paths"] = tuple(paths)
    return Manifest(**parts)  # type: ignore[arg-type]


def _command(fields: object, folder: Path) -> str:
    """The build command of another schema, as far as its manifest tells the paths."""
    paths = fields.get("paths") if isinstance(fields, dict) else None
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        return rebuild_unknown(folder)
    return shlex.join(["claimcheck", "index", *paths, "--index", near(folder)])


def rebuild_unknown(folder: Path) -> str:
    """The build command where the index can no longer say of what it was built."""
    return f"claimcheck index PATH… --index {shlex.quote(near(folder))}"


def damaged(folder: Path, what: str, known: Manifest | None = None) -> StoreError:
    """An error that names the damage and the command that mends it."""
    command = known.rebuild_command(folder) if known else rebuild_unknown(folder)
    return StoreError(
        f"the index is damaged: {what}", location=str(folder), remedy=f"build it again: {command}"
    )


def check_files(folder: Path, number: int, manifest: Manifest) -> None:
    """Hold the files of a generation against the manifest.

    Every byte is read: a flipped bit must not become a wrong answer. Search reads all the
    vectors anyway, and a digest runs at more than 1 GB/s where the processor has SHA.

    :raises StoreError: when one is cut short or altered.
    :raises FileNotFoundError: when one is gone.
    """
    home = generations.generation(folder, number)
    for name, known in (
        (generations.STORE, manifest.store),
        (generations.VECTORS, manifest.vectors),
    ):
        size = (home / name).stat().st_size
        if size != known.size:
            what = f"{name} has {size:,} bytes, not {known.size:,}"
            raise damaged(folder, what, manifest)
        if file_digest(home / name) != known.sha256:
            raise damaged(folder, f"{name} is not as it was written", manifest)
