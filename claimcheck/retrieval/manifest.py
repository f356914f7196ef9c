"""What an index says of itself: schema, model, counts, and the digests of its files."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from claimcheck.errors import StoreError
from claimcheck.retrieval import generations
from claimcheck.retrieval.generations import near, rebuild_unknown
from claimcheck.retrieval.hashing import file_digest
from claimcheck.retrieval.profile import EXACT, MEMORY

#: Raised with every change of what an index holds or how its texts are embedded.
SCHEMA = 5

_LARGE = 1 << 26  # bytes from which on threads are worth their start
_AT_ONCE = 2  # files that are hashed at a time: that lets other threads run


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
class Part:
    """One run of sentences: their vectors and their words, in a file each.

    It holds `rows` numbers from `first` on, also those of sentences that were removed since.
    `kind` and `recall` are those of `vectors.Written`.
    """

    first: int
    rows: int
    kind: str
    dim: int
    recall: float
    vectors: FileRecord
    words: FileRecord


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of one generation.

    `paths` are what was indexed, relative to `root` where they lie under it; `root` is
    the working folder of the build, relative to the index folder. `reader` is the digest
    of the code that cut the articles, `created` when the build began, in UTC. `memory` is how
    many MiB the vectors may take, `static` the table of words of the profile `fast`, `parts` the
    runs that hold the sentences, of which `sentences` were not removed.
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
    profile: str
    memory: int
    store: FileRecord
    static: FileRecord | None
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many numbers sentences have, also those that were removed."""
        return sum(part.rows for part in self.parts)

    def records(self) -> Iterator[tuple[str, FileRecord]]:
        """The files of the generation by their names."""
        yield generations.STORE, self.store
        if self.static is not None:
            yield generations.STATIC, self.static
        for number, part in enumerate(self.parts):
            yield generations.vectors(number), part.vectors
            yield generations.words(number), part.words

    @property
    def built(self) -> datetime:
        """When the build began."""
        return datetime.fromisoformat(self.created)

    def identity(self) -> tuple[object, ...]:
        """What two builds of the same files must share for one to go on from the other."""
        model = (self.model.name, self.model.argument, self.model.fingerprint)
        how = (self.profile, self.memory, self.reader)
        return (self.schema, self.claimcheck, self.root, how, model)

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
        if self.profile != EXACT:
            words += ["--profile", self.profile]
        if self.memory != MEMORY:
            words += ["--memory", str(self.memory)]
        return shlex.join(words)


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


def settings_of(folder: Path) -> tuple[str, int]:
    """Profile and memory of the index in a folder; the usual ones where there is none to read."""
    try:
        pointer = generations.current(folder)
        if pointer is not None:
            known = read(folder, pointer)
            return known.profile, known.memory
    except (StoreError, OSError):
        pass
    return EXACT, MEMORY


def _manifest(fields: Mapping[str, object]) -> Manifest:
    """Typed again; the digest vouches that the values are those that were written."""
    parts: dict[str, object] = dict(fields)
    parts["model"] = _typed(Model, parts["model"])
    parts["store"] = _typed(FileRecord, parts["store"])
    parts["static"] = parts["static"] and _typed(FileRecord, parts["static"])
    paths, runs = parts["paths"], parts["parts"]
    assert isinstance(paths, list)
    assert isinstance(runs, list)
    parts["paths"] = tuple(paths)
    parts["parts"] = tuple(
        _typed(
            Part,
            run
            | {"vectors": _typed(FileRecord, run["vectors"])}
            | {"words": _typed(FileRecord, run["words"])},
        )
        for run in runs
    )
    return Manifest(**parts)  # type: ignore[arg-type]


_T = TypeVar("_T")


def _typed(kind: Callable[..., _T], value: object) -> _T:
    assert isinstance(value, dict)
    return kind(**value)


def _command(fields: object, folder: Path) -> str:
    """The build command of another schema, as far as its manifest tells the paths."""
    paths = fields.get("paths") if isinstance(fields, dict) else None
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        return rebuild_unknown(folder)
    return shlex.join(["claimcheck", "index", *paths, "--index", near(folder)])


def damaged(folder: Path, what: str, known: Manifest | None = None) -> StoreError:
    """An error that names the damage and the command that mends it."""
    command = known.rebuild_command(folder) if known else rebuild_unknown(folder)
    return StoreError(
        f"the index is damaged: {what}", location=str(folder), remedy=f"build it again: {command}"
    )


def check_files(
    folder: Path, number: int, manifest: Manifest, *, checked: Collection[str] = ()
) -> None:
    """Hold the files of a generation against the manifest, but for those `checked` already.

    Every byte is read: a flipped bit must not become a wrong answer. Search reads all the
    vectors anyway, and a digest runs at more than 1 GB/s where the processor has SHA.

    :raises StoreError: when one is cut short or altered.
    :raises FileNotFoundError: when one is gone.
    """
    home = generations.generation(folder, number)
    records = [each for each in manifest.records() if each[0] not in checked]
    paths = [home / name for name, _ in records]
    for what in _faults(paths, [record for _, record in records]):
        if what is not None:
            raise damaged(folder, what, manifest)


def _faults(paths: Sequence[Path], records: Sequence[FileRecord]) -> Iterable[str | None]:
    """What is wrong with each file; of many bytes, two files are read at a time."""
    if sum(record.size for record in records) < _LARGE:
        return map(fault_of, paths, records)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(fault_of, paths, records))


def fault_of(path: Path, known: FileRecord) -> str | None:
    """What is wrong with a file of a generation; None where it is as it was written.

    :raises OSError: where it cannot be read.
    """
    size = path.stat().st_size
    if size != known.size:
        return f"{path.name} has {size:,} bytes, not {known.size:,}"
    return None if file_digest(path) == known.sha256 else f"{path.name} is not as it was written"
