"""Claims whose story is not in the index: what is refuted all the same, and what is lost by care.

A newswire says the same of many companies and days, so that each of its sentences has strangers
that look like it. Of --sample stories (1,500) of Reuters-21578 one index is made; one sentence of
each, up to 700 of them, is a claim three times:

- `strangers`: searched in all stories but its own. What is refuted is a false alarm, but for a few
  that a later story corrects; what is supported is told again, or a false one too.
- `strangers/named`: those of them that name whom they speak of, as a claim should.
- `own`: searched in all stories. It stands there word for word.
- `slips`: one thing in it changed (`claimcheck.mutations`), searched in all stories: to be refuted.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import Data, Row, alarming_parser, dump, finish, say, shared, systems
from benchmarks.selftest import newswire, shares
from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.mutations import TRUE_KINDS, mutations_of
from claimcheck.names import find_names
from claimcheck.retrieval import index
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.search import Index
from claimcheck.text.sentences import sentences
from claimcheck.types import Article, Claim, Label, Location, Verdict
from claimcheck.verdicts import verify

ARTICLES, CLAIMS = 1500, 700
#: Words of a sentence of news; a shorter one says little, a longer one is a table.
_FEWEST, _MOST = 8, 40
#: A line of a table of results.
_TABLE = re.compile(r"(?:Shr|Net|Revs|NOTE|Oper|Qtr)\b")
#: What leaves its subject to a sentence before it.
_TORN = re.compile(
    r"(?:It|He|She|They|This|These)\b|.*(?:\b[Tt]he (?:company|group|firm)|, (?:it|he|she) said)\b"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, the article it is made from, and how it is named in a row."""

    claim: Claim
    article: Article

    @property
    def named(self) -> bool:
        """Whether the claim names whom or what it speaks of."""
        text = self.claim.text
        names = find_names(text)
        return not _TORN.match(text) and any(n.span.start > 0 or " " in n.text for n in names)


def cases(articles: Sequence[Article], seed: int) -> tuple[list[Case], list[Case]]:
    """A sentence of each article, and a false claim made from each, in the order of the seed."""
    rng = random.Random(seed)
    said: list[Case] = []
    slips: list[Case] = []
    for article in rng.sample(articles, len(articles)):
        fit = [s.text for s in sentences(article) if _is_news(s.text)]
        if not fit or len(said) == CLAIMS:
            continue
        said.append(_case(article, rng.choice([fit[0], rng.choice(fit)])))
        false = [m for m in mutations_of(article, seed=seed) if m.kind not in TRUE_KINDS]
        if false:
            slips.append(_case(article, rng.choice(false).text))
    return said, slips


def _is_news(text: str) -> bool:
    long_enough = _FEWEST <= len(text.split()) <= _MOST
    return long_enough and text[0].isupper() and text.endswith(".") and not _TABLE.match(text)


def _case(article: Article, text: str) -> Case:
    return Case(Claim(article.id, text, Location("c", 1, 1), as_of=article.published), article)


def measure(
    articles: Sequence[Article],
    seed: int,
    encoder: Encoder,
    models: Mapping[str, EntailmentModel | None],
) -> Iterator[tuple[Row, list[Verdict]]]:
    """A row for each set and model, with the verdicts it counts."""
    said, slips = cases(articles, seed)
    with tempfile.TemporaryDirectory() as folder:
        source, built = Path(folder) / "articles.jsonl", Path(folder) / "index"
        dump(source, map(_record, articles))
        report = index.build([source], folder=built, now=datetime.now(UTC), encoder=encoder)
        say(f"indexed {report.articles:,} articles, {report.sentences:,} sentences")
        with Index.open(built, encoder=encoder) as opened:
            for system, model in models.items():

                def judged(
                    some: Sequence[Case],
                    *,
                    alone: bool = False,
                    model: EntailmentModel | None = model,
                ) -> list[Verdict]:
                    without = [[case.article.id] if alone else [] for case in some]
                    claims = [case.claim for case in some]
                    return list(verify(claims, opened, entailment=model, without=without))

                yield from _rows(system, said, slips, judged)


def _rows(
    system: str, said: Sequence[Case], slips: Sequence[Case], judged: Callable[..., list[Verdict]]
) -> Iterator[tuple[Row, list[Verdict]]]:
    strangers = judged(said, alone=True)
    named = [v for case, v in zip(said, strangers, strict=True) if case.named]
    told = (
        ("strangers", strangers),
        ("strangers/named", named),
        ("own", judged(said)),
        ("slips", judged(slips)),
    )
    for name, verdicts in told:
        labels = Counter(verdict.label for verdict in verdicts)
        yield Row(name, system, labels.total(), shares(labels)), verdicts


def _record(article: Article) -> Mapping[str, object]:
    day = article.published.isoformat() if article.published else None
    made = {"id": article.id, "title": article.title, "text": article.text}
    return made | {"date": day} if day else made


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    namespace = alarming_parser(__doc__).parse_args(argv)
    options = shared(namespace)
    data = Data(options.data)
    models = systems(load_entailment(namespace.entailment))
    encoder = load_encoder(None)
    rows: list[Row] = []
    alarms: list[Mapping[str, object]] = []
    wanted = replace(options, sample=options.sample or ARTICLES)
    for file in data.files("corpora/*.jsonl*"):
        articles = list(newswire(file.path, wanted))
        for row, verdicts in measure(articles, options.seed, encoder, models):
            rows.append(row)
            alarms += _alarms(row, verdicts)
    errors: Path | None = namespace.errors
    if errors is not None:
        dump(errors, alarms)
    return finish(rows, data, options)


def _alarms(row: Row, verdicts: Sequence[Verdict]) -> Iterator[Mapping[str, object]]:
    for verdict in verdicts if row.set == "strangers" else ():
        if verdict.label is Label.REFUTED:
            yield {
                "system": row.system,
                "claim": verdict.claim.text,
                "reason": verdict.reason,
                "evidence": verdict.evidence[0].sentence.text,
                "codes": sorted({f"{f.code} {f.outcome.value}" for f in verdict.findings}),
            }


if __name__ == "__main__":
    raise SystemExit(main())
