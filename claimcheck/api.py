"""The calls for programs: what the commands do, as functions over values.

Nothing is printed, and no settings file or environment variable is heard: everything is an
argument. What is heavy is imported by the function that needs it. docs/api.md shows each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.entailment import load_entailment
from claimcheck.types import Article, Claim, Context, Notation, Reading, Verdict
from claimcheck.verdicts import judge_text
from claimcheck.verdicts import verify as verify_claims

if TYPE_CHECKING:
    from claimcheck.audit import Audit
    from claimcheck.retrieval.index import BuildReport
    from claimcheck.retrieval.search import Index as Index  # it is one of the package's names

#: A path, as `open` takes it.
PathLike = str | os.PathLike[str]
#: Where an index is that nothing else is said of.
_INDEX = "index"


# --------------------------------------------------------------------------
# A claim and its evidence


def judge(
    claim: str, evidence: str, *, as_of: date | None = None, entailment: str | None = None
) -> Verdict:
    """The verdict on one claim over given evidence of one or more sentences.

    `as_of` dates both, so that "on Tuesday" is a day. `entailment` names the model that judges
    the claim as a whole, as the option of `claimcheck verify` does.

    >>> import claimcheck
    >>> verdict = claimcheck.judge("The port handled 450 ships.", "The port handled 412 ships.")
    >>> verdict.label.value, verdict.reason
    ('refuted', 'claim says 450 ships, the source says 412 ships')

    :raises ModelError: where the model cannot be loaded.
    :raises TypeError: where claim or evidence is no text.
    """
    _texts(claim, evidence)
    return judge_text(claim, evidence, as_of=as_of, entailment=load_entailment(entailment))


def _texts(*given: object) -> None:
    for each in given:
        if not isinstance(each, str):
            raise TypeError(f"claim and evidence are texts (str), not {type(each).__name__}")


def judge_all(
    pairs: Iterable[tuple[str, str]], *, as_of: date | None = None, entailment: str | None = None
) -> list[Verdict]:
    """A verdict for each pair of claim and evidence, in their order; the model is loaded once.

    :raises ModelError: where the model cannot be loaded.
    :raises TypeError: where a claim or its evidence is no text.
    """
    model = load_entailment(entailment)
    told = []
    for claim, given in pairs:
        _texts(claim, given)
        told.append(judge_text(claim, given, as_of=as_of, entailment=model))
    return told


def read(text: str, *, published: date | None = None) -> Reading:
    """What a text says: figures, dates, quotations, names and negations, with their spans.

    `published` is the day by which "yesterday" is read. The text is read as one sentence.
    """
    from claimcheck.reading import read as reading_of

    return reading_of(text, Context(published=published))


# --------------------------------------------------------------------------
# Claims and an index


def load_claims(*paths: PathLike) -> tuple[Claim, ...]:
    """The claims of claims files and of folders of them, in order.

    :raises ClaimsError: when there is nothing to check, or one fault is found.
    :raises ManyErrors: when several are; each has file, line and column.
    """
    from claimcheck.claims import load_claims as load

    return load([Path(path) for path in paths])


def build_index(
    *paths: PathLike,
    index: PathLike = _INDEX,
    model: str | None = None,
    profile: str | None = None,
    memory: int | None = None,
    strict: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> BuildReport:
    """Index the articles under `paths` into the folder `index`, and tell what was done.

    What has not changed since the last build is not embedded again. The options are those of
    `claimcheck index`; `progress` is told the stage, how much of it is done and how much there is.

    :raises ClaimcheckError: when it cannot be built; a former index is kept.
    """
    from claimcheck.retrieval.index import build

    return build(
        [Path(path) for path in paths],
        folder=Path(index),
        now=datetime.now(UTC),
        model=model,
        profile=profile,
        memory=memory,
        strict=strict,
        progress=progress,
    )


def open_index(index: PathLike = _INDEX, *, model: str | None = None) -> Index:
    """The index in a folder, every byte of it checked; close it, or use it with `with`.

    :raises StoreError: when it is missing, damaged or of another model.
    :raises ModelError: when its model cannot be found.
    """
    from claimcheck.retrieval.search import Index

    return Index.open(Path(index), model=model)


def verify(
    claims: Sequence[Claim],
    index: Index,
    *,
    k: int = 12,
    notation: Notation | None = None,
    entailment: str | None = None,
    codes: Collection[str] | None = None,
) -> Iterator[Verdict]:
    """A verdict for each claim, in order, over the `k` sentences that fit it best.

    `codes` are those of the checkers that are heard, None for all.
    Verdicts come as they are made. Whether a claim fails is for the caller to say:
    `verdict.as_expected` tells whether it is as the claims file expects. Whether articles have
    changed since the index was built is told by `index.stale()`.

    :raises ModelError: where a model cannot be loaded.
    """
    from claimcheck.entailment.cached import CachedModel

    model = load_entailment(entailment)
    kept = model and CachedModel(model, index.cache)
    return verify_claims(claims, index, k=k, notation=notation, entailment=kept, codes=codes)


# --------------------------------------------------------------------------
# Articles


def load_articles(*paths: PathLike) -> Iterator[Article]:
    """The articles under files and folders, of any format that `claimcheck index` reads.

    :raises SourceError: where a path does not exist, and at the first file that cannot be read.
    """
    from claimcheck.sources import load

    for item in load([Path(path) for path in paths], strict=True):
        if isinstance(item, Article):
            yield item


def extract_claims(articles: Iterable[Article]) -> tuple[Claim, ...]:
    """The statements of drafts that can be checked, each a claim at its place in its draft.

    Pronouns are read as whom they mean, items of lists with the line that leads them in. What is
    left out, and why, is told by `claimcheck extract`.
    """
    from claimcheck.extraction import extract

    return extract(list(articles)).claims


def audit_articles(
    articles: Iterable[Article], *, since: date | None = None, about: str | None = None
) -> Audit:
    """What does not fit within articles and between them, the weightiest first.

    With `since`, only findings that have a place in an article of that day or later; with `about`,
    only those that have one in a sentence that speaks of it.
    """
    from claimcheck.audit import audit

    return audit(articles, since=since, about=about)
