"""`claimcheck mutate` and `claimcheck selftest`: claims made from a user's own articles."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError
from claimcheck.mutations import MAKERS, TRUE_KINDS, Mutation, mutations_of
from claimcheck.sources import Skipped, load
from claimcheck.types import Article, Claim, Label, Location

if TYPE_CHECKING:
    from claimcheck.entailment.model import EntailmentModel

#: Wrong verdicts shown of each kind; the JSON has them all.
_SHOWN = 3
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Order:
    """What to make claims from: `most` of one kind an article at most, by `seed`."""

    paths: tuple[Path, ...]
    seed: int = 0
    most: int | None = None
    kinds: tuple[str, ...] = ()


def made(order: Order) -> Iterator[Mutation]:
    """The claims, article by article; files that cannot be read are told on stderr.

    :raises ClaimcheckError: where no article yields a claim.
    """
    count = 0
    for found in load(order.paths):
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
    text = claims_file(mutations)
    if output is None:
        sys.stdout.write(text)
        return len(mutations)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ClaimcheckError(
            f"cannot be written: {error.strerror or error}",
            location=str(output),
            remedy="name another file",
        ) from None
    return len(mutations)


def claims_file(mutations: Sequence[Mutation]) -> str:
    """A claims file of the mutations, each with what it expects and the article it was made from.

    JSON strings are YAML strings, too, so that any text is written safely.
    """
    lines = ["version: 1", "", "claims:"]
    numbers: Counter[str] = Counter()
    for one in mutations:
        numbers[one.kind] += 1
        lines += [
            f"  - id: {one.kind}-{numbers[one.kind]}",
            f"    text: {_quoted(one.text)}",
            f"    expect: {'supported' if one.true else 'refuted'}",
            f"    sources: [{_quoted(one.article.path)}]",
        ]
        if one.article.published is not None:
            lines.append(f"    as_of: {one.article.published.isoformat()}")
        if one.changed:
            told = "; ".join(f"“{old}” made “{new}”" for old, new in one.changed)
            lines.append(f"    note: {_quoted(told)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# --------------------------------------------------------------------------
# selftest


@dataclass(slots=True)
class Tally:
    """How many claims of one kind were made and got which verdict, with the wrong ones."""

    true: bool
    labels: Counter[Label]
    wrong: list[tuple[Mutation, Label, str]]

    @property
    def count(self) -> int:
        """All claims of the kind."""
        return sum(self.labels.values())

    @property
    def rate(self) -> float:
        """Of false claims the share refuted; of true ones the share refuted or in conflict."""
        refuted = self.labels[Label.REFUTED]
        heard = refuted + self.labels[Label.CONFLICTING] if self.true else refuted
        return heard / self.count


def measured(order: Order, entailment: EntailmentModel | None) -> dict[str, Tally]:
    """The verdicts on claims made from each article, judged against all of that article."""
    from claimcheck.verdicts import Judge, evidence_of

    judge = Judge(entailment=entailment)
    tallies: dict[str, Tally] = {}
    article: Article | None = None
    for mutation in made(order):
        if mutation.article is not article:
            article = mutation.article
            evidence = evidence_of(article)
        claim = Claim(mutation.kind, mutation.text, Location("-", 1, 1), as_of=article.published)
        verdict = judge.judge(claim, evidence)
        tally = tallies.setdefault(mutation.kind, Tally(mutation.true, Counter(), []))
        tally.labels[verdict.label] += 1
        wanted = Label.SUPPORTED if mutation.true else Label.REFUTED
        if verdict.label is not wanted:
            tally.wrong.append((mutation, verdict.label, verdict.reason))
    return {kind: tallies[kind] for kind in MAKERS if kind in tallies}


def report(tallies: dict[str, Tally]) -> Iterator[str]:
    """The tallies for people, line by line, false claims first."""
    yield f"{'false claims':<18}{'made':>6}{'refuted':>9}{'missed':>8}  recall"
    for kind, tally in tallies.items():
        if not tally.true:
            caught = tally.labels[Label.REFUTED]
            missed = tally.count - caught
            yield f"  {kind:<16}{tally.count:>6}{caught:>9}{missed:>8}  {tally.rate:.2f}"
    yield f"{'true claims':<18}{'made':>6}{'supported':>10}{'flagged':>8}  false alarms"
    for kind, tally in tallies.items():
        if tally.true:
            flagged = tally.labels[Label.REFUTED] + tally.labels[Label.CONFLICTING]
            held = tally.labels[Label.SUPPORTED]
            yield f"  {kind:<16}{tally.count:>6}{held:>10}{flagged:>8}  {tally.rate:.2f}"
    for kind, tally in tallies.items():
        for mutation, label, reason in tally.wrong[:_SHOWN]:
            yield f"\n{kind}: {label.value}: {reason}"
            yield f"  {mutation.article.path}: {mutation.text[:_WIDTH]}"
    yield ""
    yield summary(tallies)


def summary(tallies: dict[str, Tally]) -> str:
    """Everything counted on one line."""
    false = [tally for tally in tallies.values() if not tally.true]
    true = [tally for tally in tallies.values() if tally.true]
    caught, made_false = sum(t.labels[Label.REFUTED] for t in false), sum(t.count for t in false)
    flagged = sum(t.labels[Label.REFUTED] + t.labels[Label.CONFLICTING] for t in true)
    made_true = sum(t.count for t in true)
    return (
        f"{made_false + made_true} claims made: {caught} of {made_false} false ones refuted, "
        f"{flagged} of {made_true} true ones flagged"
    )


def as_json(tallies: dict[str, Tally]) -> str:
    """The tallies for programs, with every wrong verdict."""
    kinds = [
        {
            "kind": kind,
            "true": tally.true,
            "made": tally.count,
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


__all__ = ["TRUE_KINDS", "Order", "as_json", "measured", "report", "summary", "write"]
