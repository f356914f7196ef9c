"""Drafts for `extract` and `check`: read, their claims taken, and held against those of before."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimcheck.claims import load_claims
from claimcheck.cli.files import day
from claimcheck.errors import ClaimcheckError
from claimcheck.extraction import Extraction, extract
from claimcheck.extraction.changes import Changes, carried, compare
from claimcheck.sources import Skipped, load
from claimcheck.types import Article, Claim, MomentKind, Notation


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts with what they state, and how that differs from the former claims where asked."""

    articles: tuple[Article, ...]
    extraction: Extraction
    claims: tuple[Claim, ...]
    changes: Changes | None = None


def read(
    paths: Sequence[Path],
    *,
    as_of: str | None,
    notation: Notation | None,
    former: Path | None = None,
) -> Drafts:
    """The drafts under `paths`, and their claims; `former` is a claims file extracted before.

    What cannot be read is told on the standard error output; `as_of` is the day, in ISO form, of
    drafts that tell none.

    :raises ClaimcheckError: where nothing can be read, or no statement can be checked.
    """
    known = load_claims([former]) if former is not None else ()
    articles = tuple(_articles(paths, day(as_of)))
    found = extract(articles, notation=notation)
    if not found.claims:
        raise _nothing(paths, found)
    if former is None:
        return Drafts(articles, found, found.claims)
    changes = compare(known, found.claims, drafts=_looked_at(articles, known))
    return Drafts(articles, found, carried(changes, found.claims), changes)


def _articles(paths: Sequence[Path], as_of: date | None) -> Iterator[Article]:
    faults: list[Skipped] = []
    found = False
    for item in load(paths):
        if isinstance(item, Skipped):
            faults.append(item)
            continue
        found = True
        yield item if item.published or as_of is None else replace(item, published=as_of)
    if not found:
        raise (
            faults[0].error()
            if faults
            else ClaimcheckError(
                "no draft to read",
                location=", ".join(map(str, paths)),
                remedy="name a .txt, .md, .html or .jsonl file, or a folder of them",
            )
        )
    for fault in faults:
        note(f"skipped: {fault}")


def _looked_at(articles: Sequence[Article], known: Sequence[Claim]) -> frozenset[str]:
    """The drafts that were read, and those that are no longer there."""
    named = {article.path for article in articles}
    origins = {claim.origin.path for claim in known if claim.origin}
    return frozenset(named | {path for path in origins if not Path(path).exists()})


def _nothing(paths: Sequence[Path], found: Extraction) -> ClaimcheckError:
    read_ = "1 sentence was" if found.sentences == 1 else f"{found.sentences:,} sentences were"
    return ClaimcheckError(
        f"no statement to check: {read_} read, none states a figure, a date or a quotation",
        location=", ".join(map(str, paths)),
        remedy="see what is read: claimcheck read --file DRAFT --all",
    )


# --------------------------------------------------------------------------
# What is told beside the claims


def note(text: str) -> None:
    """Tell something that is no result."""
    print(f"note: {text}", file=sys.stderr)


def tell_undated(drafts: Drafts) -> None:
    """Tell of drafts without a date in which days depend on one."""
    from claimcheck.reading import read as read_text

    undated: dict[str, str] = {}
    for claim in drafts.claims:
        if claim.as_of is None and claim.location.path not in undated:
            for moment in read_text(claim.text).moments:
                if moment.deictic and moment.kind is not MomentKind.DURATION:
                    words = moment.span.of(claim.text)
                    undated[claim.location.path] = f"“{words}” (line {claim.location.line})"
                    break
    for path, words in undated.items():
        note(f"{path} tells no date, so that {words} is no known day: give one with --as-of")
