"""WiCE through the real index: claims against whole cited articles, indexed, searched, judged.

Each article becomes a record of JSON lines (its sentences as paragraphs), all are indexed, and
every claim is verified as a user would, once within its own article (`wice/article`) and once over
all of them (`wice/pool`). WiCE has no contradictions: whatever is called refuted is a false alarm.
`right` counts supported against the rest, which holds what is supported in part. Of the claims with
supporting sentences, `set_found` have a whole set of them among their evidence, `gold_found` one
sentence of any set, `gold_first` one at the first rank of the search, `gold_shown_first` one at the
head of the verdict's evidence. A page's title is a sentence of its own, in many of the sets.

With --sample N there are N claims, and their articles only.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import (
    Data,
    DataFile,
    Options,
    Row,
    alarming_parser,
    dump,
    finish,
    items,
    ratio,
    read_jsonl,
    say,
    shared,
    systems,
    text,
)
from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.retrieval import index
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.search import Index
from claimcheck.types import Claim, Evidence, Label, Location, Span, Verdict
from claimcheck.verdicts import verify

#: How WiCE writes the title of a page as the first of its sentences.
TITLE = re.compile(r"\(meta data\) TITLE: ?")
SUPPORTED = "supported"  # the gold label; the others are partially_supported, not_supported
DECIDED = (Label.SUPPORTED, Label.REFUTED)

Alarms = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, its article's id, title and sentences; each set of `supporting` supports it.

    The title is also the first of the sentences, and "" where the page states none.
    """

    id: str
    claim: str
    gold: str
    title: str
    sentences: tuple[str, ...]
    supporting: tuple[frozenset[int], ...]

    def record(self) -> Mapping[str, object]:
        """The article as a source states it; the reader puts the title before the text."""
        body = self.sentences[1:] if self.title else self.sentences
        made = {"id": self.id, "text": "\n\n".join(body)}
        return made | {"title": self.title} if self.title else made


def cases(file: DataFile, options: Options) -> list[Case]:
    """The cases of a file, or a sample of them."""
    return [_case(at, row) for at, row in enumerate(options.pick(list(read_jsonl(file.path))))]


def _case(at: int, row: Mapping[str, object]) -> Case:
    stated = [" ".join(text(each).split()) for each in items(row.get("evidence"))]
    title = TITLE.sub("", stated[0]) if stated and TITLE.match(stated[0]) else ""
    sets = [frozenset(int(text(n)) for n in items(s)) for s in items(row["supporting_sentences"])]
    return Case(
        f"wice-{at:04}",  # as a source of the claim it is a pattern: no characters of patterns
        text(row.get("claim")),
        text(row.get("label")),
        title,
        (title, *stated[1:]) if title else tuple(stated),
        tuple(each for each in sets if each),
    )


# --------------------------------------------------------------------------
# Measures


def numbers_of(case: Case, evidence: Evidence) -> frozenset[int]:
    """The sentences of the claim's own article, by their numbers, that a found one overlaps."""
    if evidence.article.id != case.id:
        return frozenset()
    spans = spans_of(case.sentences, evidence.article.text)
    return frozenset(n for n, span in spans if span.overlaps(evidence.sentence.span))


def spans_of(sentences: Sequence[str], article: str) -> Iterator[tuple[int, Span]]:
    """Where each sentence stands in the article, by its number, in order."""
    at = 0
    for number, sentence in enumerate(sentences):
        start = article.find(sentence, at)
        if sentence and start >= 0:
            at = start + len(sentence)
            yield number, Span(start, at)


def metrics(cases: Sequence[Case], verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    """The measures of some claims; None where none of them has a supporting sentence."""
    both = list(zip(cases, verdicts, strict=True))
    labels = [verdict.label for verdict in verdicts]
    right = sum((c.gold == SUPPORTED) == (v.label is Label.SUPPORTED) for c, v in both)
    return {
        "supported": ratio(labels.count(Label.SUPPORTED), len(labels)),
        "refuted": ratio(labels.count(Label.REFUTED), len(labels)),
        "open": ratio(len(labels) - sum(map(labels.count, DECIDED)), len(labels)),
        "right": ratio(right, len(both)),
        **_searched([(case, verdict.evidence) for case, verdict in both if case.supporting]),
    }


def _searched(found: Sequence[tuple[Case, Sequence[Evidence]]]) -> dict[str, float | None]:
    """What the search brought, of claims with supporting sentences."""
    hits: dict[str, list[bool]] = {
        "set_found": [],
        "gold_found": [],
        "gold_first": [],
        "gold_shown_first": [],
    }
    for case, evidence in found:
        numbers = [numbers_of(case, one) for one in evidence]
        gold = frozenset().union(*case.supporting)
        everything = frozenset().union(*numbers)
        first = [n for one, n in zip(evidence, numbers, strict=True) if one.rank == 1]
        hits["set_found"].append(any(each <= everything for each in case.supporting))
        hits["gold_found"].append(bool(gold & everything))
        hits["gold_first"].append(any(gold & each for each in first))
        hits["gold_shown_first"].append(bool(numbers and gold & numbers[0]))
    return {name: ratio(sum(each), len(each)) if each else None for name, each in hits.items()}


def rows_of(
    name: str, system: str, part: str, cases: Sequence[Case], verdicts: Sequence[Verdict]
) -> list[Row]:
    """The row of all claims, then one for each gold label."""
    rows = [Row(name, system, len(cases), metrics(cases, verdicts), part)]
    for label in sorted({case.gold for case in cases}):
        some = [at for at, case in enumerate(cases) if case.gold == label]
        scores = metrics([cases[at] for at in some], [verdicts[at] for at in some])
        rows.append(Row(f"{name}/{label}", system, len(some), scores, part))
    return rows


# --------------------------------------------------------------------------


def measure(
    file: DataFile, options: Options, encoder: Encoder, models: Mapping[str, EntailmentModel | None]
) -> tuple[list[Row], Alarms]:
    """The rows of a file, a model of entailment or none for each system, and what was refuted."""
    known = cases(file, options)
    rows: list[Row] = []
    alarms: Alarms = []
    with tempfile.TemporaryDirectory() as folder:
        articles, built = Path(folder) / "articles.jsonl", Path(folder) / "index"
        dump(articles, (case.record() for case in known))
        report = index.build([articles], folder=built, now=datetime.now(UTC), encoder=encoder)
        say(f"indexed {report.articles:,} articles, {report.sentences:,} sentences")
        with Index.open(built, encoder=encoder) as opened:
            for within in ("article", "pool"):
                claims = [_claim(case, alone=within == "article") for case in known]
                for system, model in models.items():
                    verdicts = list(verify(claims, opened, entailment=model))
                    name = f"{file.path.parent.name}/{within}"
                    rows += rows_of(name, system, file.part, known, verdicts)
                    alarms += [
                        _shown(name, system, *both)
                        for both in zip(known, verdicts, strict=True)
                        if both[1].label is Label.REFUTED
                    ]
    return rows, alarms


def _claim(case: Case, *, alone: bool) -> Claim:
    return Claim(case.id, case.claim, Location(case.id, 1, 1), sources=(case.id,) if alone else ())


def _shown(name: str, system: str, case: Case, verdict: Verdict) -> Mapping[str, object]:
    return {
        "set": name,
        "system": system,
        "claim": case.claim,
        "gold": case.gold,
        "reason": verdict.reason,
        "evidence": verdict.evidence[0].sentence.text if verdict.evidence else "",
        "codes": sorted({f"{each.code} {each.outcome.value}" for each in verdict.findings}),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    namespace = alarming_parser(__doc__).parse_args(argv)
    options = shared(namespace)
    data = Data(options.data)
    models = systems(load_entailment(namespace.entailment))
    encoder = load_encoder(None)
    rows: list[Row] = []
    alarms: Alarms = []
    for file in data.files("wice/claims.*jsonl"):
        more, flagged = measure(file, options, encoder, models)
        rows += more
        alarms += flagged
    errors: Path | None = namespace.errors
    if errors is not None:
        dump(errors, alarms)
    return finish(rows, data, options)


if __name__ == "__main__":
    raise SystemExit(main())
