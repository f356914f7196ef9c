"""What the smaller commands print: explain, search, info."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from collections.abc import Sequence
from pathlib import Path

from claimcheck.cli import engine
from claimcheck.errors import ClaimcheckError
from claimcheck.types import Checker, Evidence

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
    form: str,
) -> str:
    """What the index finds for a text, as lines or as one JSON object."""
    if not text.strip():
        raise ClaimcheckError("nothing to search for", remedy='claimcheck search "some words"')
    found = engine.open_index(folder, model=model).search(text, k=k, sources=tuple(sources))
    if form == "json":
        from claimcheck.reports.json import evidence_object
        from claimcheck.schema import REPORT_VERSION, dump

        results = [evidence_object(piece) for piece in found]
        return dump({"schema_version": REPORT_VERSION, "query": text, "results": results})
    if not found:
        return "nothing found\n"
    return "\n".join(_hit(piece) for piece in found)


def _hit(piece: Evidence) -> str:
    from claimcheck.reports.excerpt import printable
    from claimcheck.text.places import place

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
