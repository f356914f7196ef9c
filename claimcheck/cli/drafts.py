"""Drafts for `extract` and `check`: read, their claims taken, and held against those of before."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimcheck.claims import load_claims
from claimcheck.cli.files import day
from claimcheck.errors import ClaimcheckError, few
from claimcheck.extraction import Extraction, extract
from claimcheck.extraction.changes import Changes, carried, compare
from claimcheck.sources import Names, Skipped, load, load_file, source_for
from claimcheck.types import Article, Claim, Notation


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
    names: Names | None = None,
) -> Drafts:
    """The drafts under `paths`, and their claims; `former` is a claims file extracted before.

    What cannot be read is told on the standard error output; `as_of` is the day, in ISO form, of
    drafts that tell none.

    :raises ClaimcheckError: where nothing can be read, or no statement can be checked.
    """
    known = load_claims([former]) if former is not None else ()
    articles = tuple(_articles(paths, day(as_of), names))
    found = extract(articles, notation=notation)
    if not found.claims:
        raise _nothing(paths, found)
    if former is None:
        return Drafts(articles, found, found.claims)
    drafts = _looked_at(articles, known, former.parent)
    changes = compare(known, found.claims, drafts=drafts)
    return Drafts(articles, found, carried(changes, found.claims), changes)


def _articles(paths: Sequence[Path], as_of: date | None, names: Names | None) -> Iterator[Article]:
    """The articles under `paths`; every file that is named must give one.

    :raises ClaimcheckError: where one does not, or there is none at all.
    """
    faults: list[Skipped] = []
    found: set[str] = set()
    for item in load(paths, names=names):
        if isinstance(item, Skipped):
            faults.append(item)
            continue
        found.add(item.path)
        yield item if item.published or as_of is None else replace(item, published=as_of)
    faults += _unreadable(paths)
    named = {path.as_posix() for path in paths} - found
    for fault in faults:
        if fault.path in named or not found:
            raise fault.error()
        note(fault.notice)
    if not found:
        raise ClaimcheckError(
            "no draft to read",
            location=", ".join(map(str, paths)),
            remedy="name an article (.txt, .md, .html, .docx, .pdf …), or a folder of them",
        )


def _unreadable(paths: Sequence[Path]) -> Iterator[Skipped]:
    """The files named that no source reads; within a folder they are passed over."""
    for path in paths:
        if not path.is_dir() and source_for(path) is None:
            yield from (item for item in load_file(path) if isinstance(item, Skipped))


def _looked_at(articles: Sequence[Article], known: Sequence[Claim], folder: Path) -> frozenset[str]:
    """The drafts of the claims known that were read, and those that are no longer there.

    Their paths may be relative to here, or to the `folder` of the claims.
    """
    read_ = {os.path.realpath(article.path) for article in articles}
    looked: set[str] = set()
    for path in {claim.origin.path for claim in known if claim.origin}:
        at = {os.path.realpath(root / path) for root in (Path(), folder)}
        if at & read_ or not any(map(_exists, at)):
            looked.add(path)
    return frozenset(looked)


def _exists(path: str) -> bool:
    """Whether there is such a file, or it is a member of an archive that is there."""
    above = (str(each) for each in Path(path).parents)
    return os.path.exists(path) or any(map(os.path.isfile, above))


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


def tell_bare(drafts: Drafts) -> None:
    """Tell of drafts in which no statement was found, beside others with some."""
    stating = {claim.location.path for claim in drafts.claims}
    paths = (article.path for article in drafts.articles)
    bare = list(dict.fromkeys(path for path in paths if path not in stating))
    if bare:
        note(f"no statement to check in {few(bare)}")


def tell_undated(drafts: Drafts) -> None:
    """Tell of drafts without a date in which days depend on one."""
    from claimcheck.reading import read as read_text

    undated: dict[str, str] = {}
    for claim in drafts.claims:
        if claim.as_of is None and claim.location.path not in undated:
            for moment in read_text(claim.text).moments:
                if moment.deictic:
                    words = moment.span.of(claim.text)
                    undated[claim.location.path] = f"“{words}” (line {claim.location.line})"
                    break
    for path, words in undated.items():
        note(f"{path} tells no date, so that {words} is no known day: give one with --as-of")
