"""What the smaller commands print: explain, search, info."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import engine
from claimcheck.cli.files import day
from claimcheck.errors import ClaimcheckError, few
from claimcheck.reports.excerpt import printable
from claimcheck.text.places import place
from claimcheck.types import Checker, Evidence, Period

if TYPE_CHECKING:
    from claimcheck.retrieval.holdings import IndexInfo
    from claimcheck.schema import Json

INFO_VERSION = 1
"""`schema_version` of the JSON that search and info print."""

_WIDTH = 100


def explain(codes: Sequence[str]) -> str:
    """The manual pages of checkers named by code or name; without any, the list of all.

    :raises ClaimcheckError: for a code that no checker has, with the nearest one.
    """
    checkers = engine.checkers()
    if not codes:
        lines = [f"{item.code}  {item.name:<28}  {_first_line(item)}".rstrip() for item in checkers]
        return "\n".join([*lines, "", "claimcheck explain CODE prints the page of one.", ""])
    return "\n".join(_page(_find(code, checkers)) for code in codes)


def _find(code: str, checkers: Sequence[Checker]) -> Checker:
    for checker in checkers:
        if code.upper() == checker.code or code.lower() == checker.name:
            return checker
    known = {item.code.lower(): item.code for item in checkers}
    known |= {item.name: item.name for item in checkers}
    near = difflib.get_close_matches(code.lower(), known, n=1, cutoff=0.5)
    hint = f" (did you mean {known[near[0]]}?)" if near else ""
    raise ClaimcheckError(
        f"no checker is called '{code}'{hint}", remedy="'claimcheck explain' lists them all"
    )


def _page(checker: Checker) -> str:
    title = f"{checker.code} {checker.name}"
    return f"{title}\n{'=' * len(title)}\n\n{inspect.cleandoc(checker.doc)}\n"


def _first_line(checker: Checker) -> str:
    return inspect.cleandoc(checker.doc).partition("\n")[0]


def search(
    text: str,
    *,
    folder: Path,
    model: str | None,
    k: int,
    sources: Sequence[str],
    since: str | None,
    until: str | None,
    form: str,
) -> str:
    """What the index finds for a text, as lines or as one JSON object.

    Of articles that match one of `sources`, published from `since` to `until`.
    """
    if not text.strip():
        raise ClaimcheckError("nothing to search for", remedy='claimcheck search "some words"')
    period = Period(day(since), day(until))
    if period.since and period.until and period.until < period.since:
        raise ClaimcheckError(
            f"no day is both since {since} and until {until}",
            remedy="give the earlier day by --since",
        )
    with engine.open_index(folder, model=model) as index:
        found = index.search(text, k=k, sources=tuple(sources), period=period)
    if form == "json":
        from claimcheck.reports.building import piece
        from claimcheck.reports.json import evidence_object
        from claimcheck.schema import dump

        results = [evidence_object(piece(one)) for one in found]
        return dump({"schema_version": INFO_VERSION, "query": text, "results": results})
    if not found:
        return "nothing found\n"
    return "\n".join(_hit(piece) for piece in found)


def _hit(piece: Evidence) -> str:
    score = "     -" if piece.score is None else f"{piece.score:6.3f}"
    article = piece.article
    day = article.published.isoformat() if article.published else None
    credits = ", ".join(printable(part) for part in (article.outlet, day) if part)
    head = f"{piece.rank:>3}.{score}  {place(article, piece.sentence.span.start)}"
    head += f"  {credits}" if credits else ""
    head += f"  [{', '.join(piece.via)}]" if piece.via else ""
    body = textwrap.fill(
        printable(piece.sentence.text),
        _WIDTH,
        initial_indent=" " * 12,
        subsequent_indent=" " * 12,
        break_long_words=False,
    )
    return f"{head}\n{body}\n"


def info(*, folder: Path, model: str | None, form: str) -> str:
    """What the index holds, as lines or as one JSON object."""
    with engine.open_index(folder, model=model) as index:
        held, stale, command = index.info(), index.stale(), index.rebuild_command()
    if form == "json":
        from claimcheck.schema import dump

        return dump(_info_object(held, stale))
    outlets = ", ".join(f"{printable(name)} {count}" for name, count in held.outlets)
    dates = f"{held.first} to {held.last}" if held.first else "no dates"
    rows = [
        ("index", f"{held.folder}, {_size(held.bytes)}"),
        ("built", f"{held.created:%Y-%m-%d %H:%M} UTC by claimcheck {held.version}"),
        ("of", ", ".join(held.paths)),
        ("model", f"{held.model} ({held.dim} dimensions)"),
        (
            "holds",
            f"{held.files:,} files, {held.articles:,} articles, {held.sentences:,} sentences",
        ),
        ("profile", f"{held.profile}, vectors within {held.memory:,} MiB"),
        ("vectors", _parts(held)),
        ("outlets", outlets or "none stated"),
        ("published", dates + (f"; {held.undated:,} undated" if held.undated else "")),
        ("skipped", f"{len(held.skipped):,}"),
        ("stale", _stale(stale, command)),
    ]
    return "".join(
        textwrap.fill(
            f"{name:<11}{value}",
            _WIDTH,
            subsequent_indent=" " * 11,
            break_on_hyphens=False,
            break_long_words=False,
        )
        + "\n"
        for name, value in rows
    )


def _info_object(held: IndexInfo, stale: Sequence[str]) -> Json:
    return {
        "schema_version": INFO_VERSION,
        "index": str(held.folder),
        "built": held.created.isoformat(),
        "claimcheck": held.version,
        "model": held.model,
        "dimensions": held.dim,
        "profile": held.profile,
        "memory_mib": held.memory,
        "parts": [
            {
                "sentences": part.rows,
                "kind": part.kind,
                "dimensions": part.dim,
                "recall_at_10": part.recall,
            }
            for part in held.parts
        ],
        "removed": held.rows - held.sentences,
        "paths": list(held.paths),
        "files": held.files,
        "articles": held.articles,
        "sentences": held.sentences,
        "outlets": dict(held.outlets),
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "undated": held.undated,
        "skipped": [
            {"path": item.path, "line": item.line, "column": item.column, "why": item.why}
            for item in held.skipped
        ],
        "bytes": held.bytes,
        "stale": list(stale),
    }


def _parts(held: IndexInfo) -> str:
    """The runs of vectors, and the recall@10 of each against a flat one."""
    told = [
        f"{part.rows:,} of {part.dim} dimensions, {part.kind}"
        + (f" (recall@10 {part.recall:.3f})" if part.kind != "flat" else "")
        for part in held.parts
    ]
    removed = held.rows - held.sentences
    return "; ".join(told) + (f"; {removed:,} of them removed" if removed else "")


def _stale(stale: Sequence[str], command: str) -> str:
    if not stale:
        return "no: the articles are as they were"
    return f"yes: {few(stale, 5)}; run: {command}"


def _size(count: int) -> str:
    """Bytes as people say them."""
    value, units = float(count), ["bytes", "kB", "MB", "GB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{value:,.0f} {units[0]}" if units[0] == "bytes" else f"{value:,.1f} {units[0]}"
