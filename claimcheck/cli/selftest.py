"""`claimcheck mutate` and `claimcheck selftest`: claims made from a user's own articles."""

from __future__ import annotations

import glob
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from claimcheck.claims import claims_file
from claimcheck.cli.files import write_text
from claimcheck.errors import ClaimcheckError
from claimcheck.mutations import MAKERS, Mutation, mutations_of
from claimcheck.sources import Names, Skipped, load
from claimcheck.types import Claim, Label, Location, Notation

if TYPE_CHECKING:
    from claimcheck.entailment.model import EntailmentModel

#: Wrong verdicts shown of each kind; the JSON has them all.
_SHOWN = 3
_WIDTH = 100
_NOWHERE = Location("-", 1, 1)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make claims from: `most` of one kind an article at most, by `seed`."""

    paths: tuple[Path, ...]
    seed: int = 0
    most: int | None = None
    kinds: tuple[str, ...] = ()
    names: Names | None = None


def made(order: Order) -> Iterator[Mutation]:
    """The claims, article by article; files that cannot be read are told on stderr.

    :raises ClaimcheckError: where no article yields a claim.
    """
    count = 0
    for found in load(order.paths, names=order.names):
        if isinstance(found, Skipped):
            print(f"skipped: {found.path}: {found.why}", file=sys.stderr)
            continue
        taken: Counter[str] = Counter()
        for mutation in mutations_of(found, seed=order.seed):
            if order.kinds and mutation.kind not in order.kinds:
                continue
            if order.most is not None and taken[mutation.kind] >= order.most:
                continue
            taken[mutation.kind] += 1
            count += 1
            yield mutation
    if not count:
        raise ClaimcheckError(
            "no claim could be made from these articles",
            location=", ".join(map(str, order.paths)),
            remedy="name articles with whole sentences that hold figures, dates or quotations",
        )


# --------------------------------------------------------------------------
# mutate


def write(order: Order, output: Path | None) -> int:
    """Write a claims file, to stdout where no path is given; the number of its claims.

    :raises ClaimcheckError: where nothing can be made or written.
    """
    mutations = list(made(order))
    text = claims_file(tuple(_claims(mutations)))
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(output, text, what="the claims file")
    return len(mutations)


def _claims(mutations: Sequence[Mutation]) -> Iterator[Claim]:
    """The mutations as claims, each with what it expects and the article it was made from."""
    numbers: Counter[str] = Counter()
    for one in mutations:
        numbers[one.kind] += 1
        told = "; ".join(f"“{old}” made “{new}”" for old, new in one.changed)
        yield Claim(
            id=f"{one.kind}-{numbers[one.kind]}",
            text=one.text,
            location=_NOWHERE,
            as_of=one.article.published,
            sources=(glob.escape(one.article.path),),
            expect=Label.SUPPORTED if one.true else Label.REFUTED,
            expect_stated=True,
            note=told or None,
        )


# --------------------------------------------------------------------------
# selftest


@dataclass(slots=True)
class Tally:
    """How many claims of one kind got which verdict, and which of them the wrong one."""

    true: bool
    labels: Counter[Label]
    wrong: list[tuple[Mutation, Label, str]]

    @property
    def flagged(self) -> int:
        """False claims that are refuted; true ones that are refuted or said to be disputed."""
        refuted = self.labels[Label.REFUTED]
        return refuted + self.labels[Label.CONFLICTING] if self.true else refuted


def tallied(
    mutations: Iterable[Mutation],
    *,
    entailment: EntailmentModel | None,
    notation: Notation | None = None,
) -> dict[str, Tally]:
    """The verdicts on claims, each judged against all of its article, by kind.

    Claims of one article stand together; `notation` is that of `claimcheck.verdicts.Judge`.
    """
    from claimcheck.verdicts import Judge, evidence_of

    judge = Judge(notation, entailment)
    tallies: dict[str, Tally] = {}
    for article, group in groupby(mutations, key=lambda one: one.article):
        evidence = evidence_of(article)
        for one in group:
            claim = Claim(one.kind, one.text, _NOWHERE, as_of=article.published)
            verdict = judge.judge(claim, evidence)
            tally = tallies.setdefault(one.kind, Tally(one.true, Counter(), []))
            tally.labels[verdict.label] += 1
            if verdict.label is not (Label.SUPPORTED if one.true else Label.REFUTED):
                tally.wrong.append((one, verdict.label, verdict.reason))
    return {kind: tallies[kind] for kind in MAKERS if kind in tallies}


def report(tallies: dict[str, Tally]) -> Iterator[str]:
    """The tallies for people, line by line, false claims first."""
    for true, title, heads in (
        (False, "false claims", "   made  refuted   missed  recall"),
        (True, "true claims", "   made  flagged     open  false alarms"),
    ):
        yield f"{title:<18}{heads}"
        for kind, tally in tallies.items():
            if tally.true is true:
                made, flagged = tally.labels.total(), tally.flagged
                rest = made - flagged - (tally.labels[Label.SUPPORTED] if true else 0)
                yield f"  {kind:<16}{made:>7}{flagged:>9}{rest:>9}  {flagged / made:.2f}"
    for kind, tally in tallies.items():
        for mutation, label, reason in tally.wrong[:_SHOWN]:
            yield f"\n{kind}: {label.value}: {reason}"
            yield f"  {mutation.article.path}: {shorten(mutation.text, _WIDTH, placeholder=' …')}"
    yield ""
    yield summary(tallies)


def summary(tallies: dict[str, Tally]) -> str:
    """Everything counted on one line."""
    (missed_of, caught), (held_of, flagged) = (
        (
            sum(tally.labels.total() for tally in tallies.values() if tally.true is true),
            sum(tally.flagged for tally in tallies.values() if tally.true is true),
        )
        for true in (False, True)
    )
    return (
        f"{missed_of + held_of} claims made: {caught} of {missed_of} false ones refuted, "
        f"{flagged} of {held_of} true ones flagged"
    )


def as_json(tallies: dict[str, Tally]) -> str:
    """The tallies for programs, with every wrong verdict."""
    kinds = [
        {
            "kind": kind,
            "true": tally.true,
            "made": tally.labels.total(),
            "labels": {label.value: count for label, count in tally.labels.items()},
            "wrong": [
                {
                    "text": mutation.text,
                    "path": mutation.article.path,
                    "verdict": label.value,
                    "reason": reason,
                }
                for mutation, label, reason in tally.wrong
            ],
        }
        for kind, tally in tallies.items()
    ]
    return json.dumps({"schema_version": 1, "kinds": kinds}, ensure_ascii=False, indent=2) + "\n"


__all__ = ["Order", "Tally", "as_json", "made", "report", "summary", "tallied", "write"]
