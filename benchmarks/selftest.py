"""True and false claims made from articles: what is refuted, by kind of change.

The articles are the project's own sample corpus and --sample articles (300) of Reuters-21578. Each
claim is a sentence with one thing changed (`claimcheck.mutations`), judged against its whole
article; whether the index would find the sentence is not measured.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from benchmarks.common import (
    OURS,
    ROOT,
    Data,
    Options,
    Row,
    finish,
    judging_parser,
    pick,
    ratio,
    read_jsonl,
    shared,
    text,
)
from claimcheck.cli.selftest import tallied
from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.mutations import TRUE_KINDS, mutations_of
from claimcheck.sources import load
from claimcheck.types import Article, Label

ARTICLES = 300
#: Characters of a body below which an article is a headline with a table.
_SHORTEST = 400
_DAY = re.compile(r"\d{1,2}-[A-Z]{3}-\d{4}")


def newswire(path: Path, options: Options) -> Iterator[Article]:
    """Articles of the corpus, those of whole sentences."""
    rows = [row for row in read_jsonl(path) if len(text(row.get("body"))) >= _SHORTEST]
    for row in pick(rows, options.sample or ARTICLES, options.seed):
        name = text(row.get("id"))
        body = " ".join(text(row.get("body")).split())
        yield Article(name, name, body, title=text(row.get("title")), published=_day(row))


def _day(row: object) -> date | None:
    found = _DAY.search(str(row))
    return datetime.strptime(found.group(), "%d-%b-%Y").date() if found else None


def rows_of(
    name: str, articles: Iterable[Article], seed: int, entailment: EntailmentModel | None
) -> list[Row]:
    """A row for each kind, and one each for all false and all true claims."""
    made = (one for article in articles for one in mutations_of(article, seed=seed))
    told = {k: tally.labels for k, tally in tallied(made, entailment=entailment).items()}
    false = sum((told[k] for k in told if k not in TRUE_KINDS), Counter[Label]())
    true = sum((told[k] for k in told if k in TRUE_KINDS), Counter[Label]())
    kinds = {"false": false, "true": true} | told
    return [
        Row(f"{name}/{kind}", OURS, labels.total(), shares(labels))
        for kind, labels in kinds.items()
    ]


def shares(labels: Counter[Label]) -> dict[str, float | None]:
    """The share of each label, by its name with low lines."""
    return {label.value.replace(" ", "_"): ratio(labels[label], labels.total()) for label in Label}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    made = judging_parser(__doc__)
    namespace = made.parse_args(argv)
    options = shared(namespace)
    data = Data(options.data)
    model = load_entailment(namespace.entailment)
    own = (found for found in load([ROOT / "seeds"]) if isinstance(found, Article))
    rows = rows_of("seeds", own, options.seed, model)
    for file in data.files("corpora/*.jsonl*"):
        rows += rows_of(file.name, newswire(file.path, options), options.seed, model)
    return finish(rows, data, options)


if __name__ == "__main__":
    sys.exit(main())
