"""Verdicts on pairs of claim and evidence: accuracy, refuted precision and recall, false alarms.

The evidence is given; what is measured is the judgement alone. Each set is measured whole
and on the slice in which both sides hold digits (`SET/digits`), beside two baselines:
the majority label, and the rule "a digit string of the claim is missing from the evidence
means refuted". With --entailment, the model is measured as well, on pairs it has not learned
from. Peers run in the interpreters given by --peers; those not installed are told of. Where the
gold says `not_entailed`, only supported or not counts, and a contradiction found there is no
false alarm.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks import verdict_peers
from benchmarks.common import (
    OURS,
    Data,
    DataFile,
    Options,
    Row,
    ask_worker,
    drawn,
    dump,
    f1,
    finish,
    interpreters,
    judging_parser,
    ratio,
    read_jsonl,
    reading_option,
    say,
    shared,
    text,
    timed,
)
from benchmarks.mutations import mutated
from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.types import Label
from claimcheck.verdicts import judge_text
from training.pairs import LICENCES, is_held_out

SUPPORTS, REFUTES, NEI, NOT_ENTAILED = "supports", "refutes", "nei", "not_entailed"
LABELS = {
    Label.SUPPORTED: SUPPORTS,
    Label.REFUTED: REFUTES,
    Label.CONFLICTING: NEI,  # no gold set has it; it neither supports nor refutes
    Label.NOT_ENOUGH: NEI,
}
CRASH = "crash"
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, its evidence and the gold label; `origin` is the label of the source."""

    id: str
    claim: str
    evidence: str
    gold: str
    origin: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A label, with what a system says for it."""

    label: str
    reason: str = ""
    codes: tuple[str, ...] = ()


Judge = Callable[[Pair], Answer]
#: Answers to pairs and the pairs done in a second; None where a peer gave no answer.
Told = tuple[Sequence[Answer], float | None]
System = Callable[[Sequence[Pair]], Told | None]


# --------------------------------------------------------------------------
# Systems


def ours(pair: Pair, entailment: EntailmentModel | None = None) -> Answer:
    """The verdict of claimcheck; a crash is an answer that is never right."""
    try:
        verdict = judge_text(pair.claim, pair.evidence, entailment=entailment)
    except Exception as error:  # measured and shown, so that one pair does not hide the rest
        return Answer(CRASH, f"{type(error).__name__}: {error}")
    codes = {f"{finding.code} {finding.outcome.value}" for finding in verdict.findings}
    return Answer(LABELS[verdict.label], verdict.reason, tuple(sorted(codes)))


def digit_rule(pair: Pair) -> Answer:
    """Refuted where a digit string of the claim is missing from the evidence."""
    missing = set(DIGITS.findall(pair.claim)) - set(DIGITS.findall(pair.evidence))
    return Answer(REFUTES if missing else SUPPORTS)


def majority(pairs: Sequence[Pair]) -> Told:
    """Always the most frequent gold label; the first by name of equal ones."""
    counts = Counter(pair.gold for pair in pairs)
    label = min(counts, key=lambda each: (-counts[each], each), default=NEI)
    return [Answer(label)] * len(pairs), None


def asked(python: str, name: str, pairs: Sequence[Pair]) -> Told | None:
    """What a peer says of `pairs` in the interpreter that has it."""
    packed = [verdict_peers.packed(pair.claim, pair.evidence) for pair in pairs]
    reply = ask_worker(python, verdict_peers.MODULE, name, packed)
    return None if reply is None else ([Answer(text(each)) for each in reply.answers], reply.rate)


@dataclass(frozen=True, slots=True)
class Systems:
    """What is measured beside claimcheck without a model: with one, and each peer's interpreter."""

    entailment: EntailmentModel | None = None
    peers: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The name of claimcheck with all that it is given, whose misses are shown."""
        return f"{OURS}+{Path(self.entailment.name).name}" if self.entailment else OURS

    def by_name(self) -> dict[str, System]:
        """The systems in the order printed."""
        made: dict[str, System] = {OURS: partial(timed, ours)}
        if self.entailment is not None:
            made[self.own] = partial(timed, partial(ours, entailment=self.entailment))
        made |= {name: partial(asked, python, name) for name, python in self.peers.items()}
        return made | {
            "digit-rule": lambda pairs: ([digit_rule(pair) for pair in pairs], None),
            "majority": majority,
        }


# --------------------------------------------------------------------------
# Measures


def metrics(gold: Sequence[str], labels: Sequence[str]) -> dict[str, float | None]:
    """All measures of a set but its speed; None where the set has no such cases.

    Macro F1 is over the labels that the gold has. `false_alarm_*` is the share of pairs
    of that gold label called refuted; `decided` the share called supported or refuted, and
    `decided_accuracy` how often rightly; a crash is wrong whatever the gold says.
    """
    pairs = list(zip(gold, labels, strict=True))
    two_way = NOT_ENTAILED in gold
    if two_way:
        pairs = [(g, NOT_ENTAILED if p in (REFUTES, NEI) else p) for g, p in pairs]
    refuted = sum(p == REFUTES for p in labels)
    decided = [(g, p) for g, p in pairs if p in (SUPPORTS, REFUTES)]
    caught = sum(g == p == REFUTES for g, p in pairs)
    real = sum(g == REFUTES for g in gold)
    return {
        "accuracy": ratio(sum(g == p for g, p in pairs), len(pairs)),
        "macro_f1": _macro_f1(pairs),
        "refuted_precision": None if two_way or not real else ratio(caught, refuted),
        "refuted_recall": ratio(caught, real) if real else None,
        "supported_precision": _precision(pairs, SUPPORTS),
        "false_alarm_supported": _false_alarms(gold, labels, SUPPORTS),
        "false_alarm_nei": _false_alarms(gold, labels, NEI),
        "decided": ratio(len(decided), len(labels)),
        "decided_accuracy": ratio(sum(g == p for g, p in decided), len(decided)),
        "crashes": float(labels.count(CRASH)),
    }


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    named = sorted({g for g, _ in pairs})
    scores = [
        f1(
            sum(g == p == each for g, p in pairs),
            sum(p == each for _, p in pairs),
            sum(g == each for g, _ in pairs),
        )
        for each in named
    ]
    return ratio(sum(scores), len(scores))


def _precision(pairs: Sequence[tuple[str, str]], label: str) -> float:
    return ratio(sum(g == p == label for g, p in pairs), sum(p == label for _, p in pairs))


def _false_alarms(gold: Sequence[str], labels: Sequence[str], of: str) -> float | None:
    flags = [p == REFUTES for g, p in zip(gold, labels, strict=True) if g == of]
    return ratio(sum(flags), len(flags)) if flags else None


# --------------------------------------------------------------------------
# Sets


def pairs_of(path: Path) -> list[Pair]:
    """The pairs of a file."""
    return [
        Pair(
            text(row.get("id")),
            text(row.get("claim")),
            text(row.get("evidence")),
            text(row.get("label")),
            text(row.get("orig_label")),
        )
        for row in read_jsonl(path)
    ]


def has_digits(pair: Pair) -> bool:
    """Whether both sides hold digits."""
    return bool(DIGITS.search(pair.claim) and DIGITS.search(pair.evidence))


Misses = list[Mapping[str, object]]


def set_rows(file: DataFile, options: Options, systems: Systems) -> tuple[list[Row], Misses]:
    """The rows of one set, whole, in digits, and mutated where its labels allow that.

    With a model of entailment, only pairs that the shipped one has not learned from are measured.
    """
    pairs = pairs_of(file.path)
    if systems.entailment is not None and f"pairs/{file.path.name}" in LICENCES:
        pairs = [pair for pair in pairs if is_held_out(pair.evidence)]
    pairs = options.pick(pairs)
    rows, misses = _rows(file.name, file.part, pairs, systems)
    changed = list(_mutations(pairs, options.seed))
    if changed:
        more, missed = _rows(f"{file.name}/mutated", file.part, changed, systems)
        rows += more
        misses += missed
    return rows, misses


def _mutations(pairs: Sequence[Pair], seed: int) -> Iterator[Pair]:
    for pair in pairs:
        claim = mutated(pair.claim, pair.evidence, pair.origin, seed)
        if claim is not None:
            yield replace(pair, claim=claim, gold=REFUTES)


def _rows(
    name: str, part: str, pairs: Sequence[Pair], systems: Systems
) -> tuple[list[Row], Misses]:
    """One row a system, and one more each for the slice in digits where it is a part.

    The misses are those of claimcheck, with the model where there is one.
    """
    whole: list[Row] = []
    sliced: list[Row] = []
    misses: Misses = []
    digits = [at for at, pair in enumerate(pairs) if has_digits(pair)]
    for system, ask in systems.by_name().items():
        told = ask(pairs)
        if told is None:
            continue
        answers, rate = told
        whole.append(_row(name, system, part, pairs, answers, rate))
        if 0 < len(digits) < len(pairs):
            some = [pairs[at] for at in digits]
            said = majority(some)[0] if system == "majority" else [answers[at] for at in digits]
            sliced.append(_row(f"{name}/digits", system, part, some, said, None))
        if system == systems.own:
            misses = [_shown(name, *both) for both in zip(pairs, answers, strict=True)]
    return whole + sliced, [miss for miss in misses if miss["gold"] != miss["ours"]]


def _row(
    name: str,
    system: str,
    part: str,
    pairs: Sequence[Pair],
    answers: Sequence[Answer],
    rate: float | None,
) -> Row:
    scores = metrics([pair.gold for pair in pairs], [answer.label for answer in answers])
    return Row(name, system, len(pairs), scores | {"pairs_per_second": rate}, part)


def _shown(name: str, pair: Pair, answer: Answer) -> Mapping[str, object]:
    label = answer.label
    if pair.gold == NOT_ENTAILED and label in (REFUTES, NEI):
        label = NOT_ENTAILED
    return {
        "set": name,
        "id": pair.id,
        "claim": pair.claim,
        "evidence": pair.evidence,
        "gold": pair.gold,
        "ours": label,
        "reason": answer.reason,
        "codes": answer.codes,
        "origin": pair.origin,
        "digits": has_digits(pair),
    }


def to_read(misses: Misses, n: int, seed: int) -> Misses:
    """`n` of the misses of each set and of its slice in digits, each named by what it is of."""
    chosen: Misses = []
    for name in dict.fromkeys(text(miss["set"]) for miss in misses):
        of_set = [miss for miss in misses if miss["set"] == name]
        chosen += drawn(of_set, n, seed)
        sliced = [{**miss, "set": f"{name}/digits"} for miss in of_set if miss["digits"]]
        chosen += drawn(sliced, n, seed)
    return chosen


# --------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; see `benchmarks.common` for the options all of them have."""
    made = judging_parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write the wrong ones there")
    reading_option(made)
    made.add_argument(
        "--sets", metavar="GLOB,…", default="*", help="only the sets of these names: fever*,fm2"
    )
    made.add_argument(
        "--peers", action="append", metavar="PYTHON", help="an interpreter with peers installed"
    )
    namespace = made.parse_args(argv)
    options = shared(namespace)
    data = Data(options.data)
    pythons: Sequence[str] = namespace.peers or ()
    peers = interpreters(verdict_peers.MODULE, verdict_peers.PEERS, pythons) if pythons else {}
    systems = Systems(load_entailment(namespace.entailment), peers)
    globs: list[str] = namespace.sets.split(",")
    rows: list[Row] = []
    misses: Misses = []
    for file in data.files(*(f"pairs/{glob.strip()}.*jsonl" for glob in globs)):
        more, missed = set_rows(file, options, systems)
        rows += more
        misses += missed
    errors: Path | None = namespace.errors
    read: int | None = namespace.read
    if errors is not None:
        dump(errors, misses if read is None else to_read(misses, read, options.seed))
    crashed = [miss for miss in misses if miss["ours"] == CRASH]
    if crashed:
        say(f"{len(crashed)} pairs crashed, the first: {crashed[0]['claim']!r}")
        say(f"  {crashed[0]['reason']}")
    return finish(rows, data, options) or _exit_code(rows)


def _exit_code(rows: Sequence[Row]) -> int:
    """1 where every pair of every set crashed: what is written then measures nothing."""
    own = [row for row in rows if row.system == OURS]
    return int(all(row.metrics["crashes"] == row.n for row in own))


if __name__ == "__main__":
    sys.exit(main())
