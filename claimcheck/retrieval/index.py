"""Build an index: read what changed, embed what is new, switch to it in one step.

The index holds exactly the articles under the paths that are given: what lay in the
former one and is not among them is gone. Where nothing has changed the former one stays.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from claimcheck import __version__
from claimcheck.errors import SourceError, StoreError
from claimcheck.retrieval import corpus, generations, manifest
from claimcheck.retrieval.builder import Builder, Progress, strictly
from claimcheck.retrieval.cache import Cache
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.former import Former
from claimcheck.retrieval.hashing import reader_digest
from claimcheck.retrieval.manifest import Manifest
from claimcheck.retrieval.profile import EXACT, MEMORY
from claimcheck.retrieval.store import Skip
from claimcheck.sources import SUFFIXES, FoundFiles, Names, Skipped

__all__ = ["BuildReport", "Progress", "build"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `unchanged` of the `files` were not read again. Of the `sentences`, `embedded` got a new
    vector, `reused` one that was known. `skipped` names what gave no article, also in
    unchanged files; `unknown` counts by suffix the files that no source reads. `fresh` is
    false where nothing had changed, so that the former generation stays.
    """

    folder: Path
    model: str
    files: int
    unchanged: int
    articles: int
    sentences: int
    embedded: int
    reused: int
    fresh: bool = True
    skipped: tuple[Skipped, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be built, and how."""

    folder: Path
    root: Path
    paths: tuple[Path, ...]
    found: FoundFiles
    like: Manifest  # what the new manifest will say, but for the contents
    encoder: Encoder
    strict: bool
    progress: Progress
    names: Names | None = None


def build(
    paths: Sequence[Path],
    *,
    folder: Path,
    now: datetime,
    model: str | None = None,
    profile: str | None = None,
    memory: int | None = None,
    strict: bool = False,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
    names: Names | None = None,
) -> BuildReport:
    """Build the index of the articles under `paths` in `folder`.

    `profile` is one of `profile.PROFILES`, `memory` how many MiB the vectors may take; without
    them those of the former index are kept. `now` is aware of its zone. With `strict`, anything
    that cannot be read fails the build. `encoder` stands in for the model of this name, `names`
    are those that the fields of records go by, None for the usual ones. Whatever fails or is
    interrupted leaves the former index serving.

    :raises SourceError: when there is nothing to index, or a path does not exist.
    :raises ManyErrors: with `strict`, when several things cannot be read.
    :raises StoreError: when the folder cannot be written, another build writes it, or it is one of
        `paths`.
    :raises ModelError: when the model cannot be found or loaded.
    """
    _refuse_among(paths, folder)
    root = Path(os.path.abspath("."))
    found = corpus.found(paths, root=root, index=folder)
    if not found.files:
        raise _nothing(paths, found)
    with generations.writing(folder) as made, closing(Cache(folder / generations.CACHE)) as cache:
        used = encoder or load_encoder(model, digest=cache.file_digest)
        former_profile, former_memory = manifest.settings_of(folder)
        plan = _Plan(
            folder=folder,
            root=root,
            paths=tuple(paths),
            found=found,
            like=replace(
                _expected(folder, root, paths, used, model, now),
                profile=profile or former_profile,
                memory=memory or former_memory,
                reader=reader_digest(names),
            ),
            encoder=used,
            strict=strict,
            progress=progress or _silent,
            names=names,
        )
        try:
            return _carry_out(plan, made)
        except (sqlite3.Error, OSError) as error:
            raise _unwritable(folder, error) from None


def _carry_out(plan: _Plan, made: Path) -> BuildReport:
    builder = Builder(plan.folder, made, plan.encoder, plan.progress, names=plan.names)
    builder.skipped += [corpus.as_skip(fault) for fault in plan.found.faults]
    with closing(Former(plan.folder, names=plan.names)) as former:
        files = former.files(plan.found.files, plan.root)
        unchanged = sum(each.same for each in files)
        if former.manifest is not None and former.answers(files, plan.like):
            builder.skipped += former.skipped()
            if plan.strict:
                strictly(builder.skipped)
            kept = _report(plan, former.manifest, unchanged, 0, builder.skipped)
            return replace(kept, fresh=False)
        like, amended = plan.like, False
        parts: tuple[manifest.Part, ...] = ()
        if former.manifest is not None and former.can_be_amended(files, like):
            like = replace(like, model=former.manifest.model)
            amended = builder.amend(files, plan.root, former)
        if amended:
            parts = former.hand_over(made)
        else:
            builder.read(files, plan.root, former)
    if plan.strict:
        strictly(builder.skipped)
    if not builder.sentences:
        raise _nothing(plan.paths, plan.found, builder.skipped)
    filled = builder.index(like, parts)
    static = made / generations.STATIC
    written = replace(
        plan.like,
        model=replace(plan.like.model, dim=filled.dim),
        files=len(files),
        articles=builder.articles,
        sentences=builder.sentences,
        store=manifest.record(made / generations.STORE),
        static=manifest.record(static) if static.exists() else None,
        parts=filled.parts,
    )
    manifest.write(written, made / generations.MANIFEST)
    generations.switch(made)
    if not amended and written.profile == EXACT:
        builder.tidy()
    return _report(plan, written, unchanged, filled.computed, builder.skipped)


def _report(
    plan: _Plan, known: Manifest, unchanged: int, embedded: int, skipped: Sequence[Skip]
) -> BuildReport:
    return BuildReport(
        folder=plan.folder,
        model=plan.encoder.name,
        files=known.files,
        unchanged=unchanged,
        articles=known.articles,
        sentences=known.sentences,
        embedded=embedded,
        reused=known.sentences - embedded,
        skipped=tuple(map(corpus.as_skipped, skipped)),
        unknown=tuple(plan.found.unknown.items()),
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _expected(
    folder: Path,
    root: Path,
    paths: Sequence[Path],
    encoder: Encoder,
    model: str | None,
    now: datetime,
) -> Manifest:
    """The manifest of the build, its counts and digests still empty."""
    try:
        relative = Path(os.path.relpath(os.path.realpath(root), os.path.realpath(folder)))
    except ValueError:  # on another drive
        relative = root
    if model is not None and Path(model).expanduser().is_dir():
        model = corpus.name_of(Path(model).expanduser(), root=root)
    return Manifest(
        schema=manifest.SCHEMA,
        claimcheck=__version__,
        created=now.astimezone(UTC).isoformat(timespec="seconds"),
        model=manifest.Model(encoder.name, model, encoder.fingerprint, 0),
        root=relative.as_posix(),
        paths=tuple(corpus.name_of(path, root=root) for path in paths),
        reader="",
        files=0,
        articles=0,
        sentences=0,
        profile=EXACT,
        memory=MEMORY,
        store=manifest.FileRecord(0, ""),
        static=None,
        parts=(),
    )


def _refuse_among(paths: Sequence[Path], folder: Path) -> None:
    """Refuse to put an index right among the articles, where its files would lie beside them."""
    if any(os.path.realpath(path) == os.path.realpath(folder) for path in paths):
        raise StoreError(
            "the index would lie among the articles",
            location=str(folder),
            remedy=f"give it a folder of its own, such as {folder / 'index'}",
        )


def _nothing(paths: Sequence[Path], found: FoundFiles, skipped: Sequence[Skip] = ()) -> SourceError:
    """An error that says what was found instead of articles."""
    seen = [f"{count} {suffix or 'without a suffix'}" for suffix, count in found.unknown.items()]
    seen += [f"{skip.path} {skip.why}" for skip in skipped[:1]]
    return SourceError(
        "no articles to index" + (f" (found: {', '.join(seen)})" if seen else ""),
        location=", ".join(generations.near(path) for path in paths),
        remedy=f"give files or folders that hold {', '.join(SUFFIXES)}; a former index is kept",
    )


def _unwritable(folder: Path, error: Exception) -> StoreError:
    what = error.strerror if isinstance(error, OSError) else None
    return StoreError(
        f"the index cannot be written: {what or error}",
        location=str(folder),
        remedy="free some space or give another folder with --index; a former index is kept",
    )
