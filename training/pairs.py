"""The pairs of claim and evidence that the entailment model learns from, and those it may not see.

Only sets whose licence allows learning from them and giving the weights away are read (LICENCES).
One claim in five of the sets that are also measured on is held out, by a hash of its evidence,
so that both sides of a contrast stay together.

Figures are judged by the checkers and never by the model, so it is shown none: every run of
digits becomes `MASK` (`claimcheck.entailment.masked`). A pair that is refuted by its digits
alone would then teach a falsehood, and is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claimcheck.entailment.masking import plain

#: File: its licence, how many of its pairs are learned from at most, how often each.
LICENCES: dict[str, tuple[str, int, int]] = {
    "train/taxinli.jsonl": ("C-UDA, on MultiNLI", 10_071, 1),
    "train/cad_snli_train.jsonl": ("Apache-2.0, on SNLI, CC BY-SA", 8_255, 1),
    "train/conjnli_advtrain.jsonl": ("MIT", 9_000, 1),
    "train/wikifactcheck_negated.jsonl": ("CC BY-SA", 7_000, 1),
    "train/scone_train.jsonl": ("CC0", 4_000, 1),
    "train/med.jsonl": ("CC BY-SA", 4_000, 1),
    "train/help_sample.jsonl": ("CC BY-SA", 4_000, 1),
    "pairs/fever.dev.jsonl": ("CC BY-SA 3.0", 13_332, 1),
    "pairs/fever_symmetric.dev.jsonl": ("CC BY-SA 3.0", 708, 2),
    "pairs/fm2.dev.jsonl": ("Apache-2.0, CC BY-SA", 1_169, 2),
    "pairs/vitaminc_mini.dev.jsonl": ("CC BY-SA", 300, 2),
    "pairs/negation_snli.dev.jsonl": ("MIT", 1_500, 1),
    "pairs/equate_newsnli.dev.jsonl": ("MIT", 496, 2),
    "pairs/equate_rte_quant.dev.jsonl": ("MIT", 81, 2),
    "pairs/equate_redditnli.dev.jsonl": ("MIT", 147, 2),
}
#: As the cross-encoders of sentence-transformers number them.
CONTRADICTION, ENTAILMENT, NEUTRAL = 0, 1, 2
#: "Not entailed": refuted or unknown, the source does not tell which.
EITHER = 3
NUMBERS = {
    "refutes": CONTRADICTION, "supports": ENTAILMENT, "nei": NEUTRAL, "not_entailed": EITHER,
}  # fmt: skip
HELD_OUT = 5
#: Pairs of a claim with evidence of another one that shares words with it: unknown.
STRANGERS = 6_000
#: Pairs of a sentence with itself, so that sharing all words is not a sign of falsehood.
TWINS = 2_500
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[A-Za-z]{4,}")


class Pair(NamedTuple):
    """Evidence, claim and the number of the label; `name` is the set."""

    name: str
    evidence: str
    claim: str
    label: int


def add_bench(options: argparse.ArgumentParser) -> None:
    """The option for the folder of the public sets; one that is not there ends in a usage error."""
    default = os.environ.get("CLAIMCHECK_BENCH", "../shared/bench")
    options.add_argument(
        "--bench", type=_folder, default=default, help="by default $CLAIMCHECK_BENCH"
    )


def _folder(told: str) -> Path:
    path = Path(told)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{told}: no such folder; get the public sets there")
    return path


def read(path: Path) -> Iterator[Pair]:
    """The pairs of one file, with tokenised brackets and quotation marks as print has them."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name = path.name.split(".")[0]
            yield Pair(name, plain(row["evidence"]), plain(row["claim"]), NUMBERS[row["label"]])


def is_held_out(evidence: str) -> bool:
    """Whether pairs with this evidence are kept for measuring."""
    return zlib.crc32(plain(evidence).encode()) % HELD_OUT == 0


def learned(bench: Path, seed: int) -> tuple[list[Pair], list[Pair]]:
    """The pairs to learn from, shuffled, and those held out of the sets that are measured on."""
    rng = random.Random(seed)
    train: list[Pair] = []
    held: list[Pair] = []
    for name, (_, most, times) in LICENCES.items():
        rows = list(read(bench / name))
        rng.shuffle(rows)
        measured = name.startswith("pairs/")
        held += [row for row in rows if measured and is_held_out(row.evidence)]
        kept = [row for row in rows if not (measured and is_held_out(row.evidence))][:most]
        train += [row for row in kept if not _refuted_by_digits(row)] * times
    fever = [row for row in train if row.name == "fever"]
    train += _strangers(fever, rng)
    alike = [row for row in train if row.name in ("wikifactcheck_negated", "conjnli_advtrain")]
    train += [
        Pair("twins", row.evidence, row.evidence, ENTAILMENT) for row in rng.sample(alike, TWINS)
    ]
    rng.shuffle(train)
    return train, held


def _refuted_by_digits(pair: Pair) -> bool:
    """Whether a digit string of a refuted claim is missing in its evidence."""
    if pair.label != CONTRADICTION:
        return False
    return not set(_DIGITS.findall(pair.claim)) <= set(_DIGITS.findall(pair.evidence))


def _strangers(rows: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """Claims beside the evidence of another claim that shares most words with them."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for word in set(_WORDS.findall(row.evidence)):
            holding[word].append(at)
    made: list[Pair] = []
    for row in rng.sample(list(rows), min(STRANGERS, len(rows))):
        shared: dict[int, float] = defaultdict(float)
        for word in set(_WORDS.findall(row.claim)):
            if len(holding[word]) < 400:
                for at in holding[word]:
                    shared[at] += 1 / len(holding[word]) ** 0.5
        best = [
            at
            for at in sorted(shared, key=lambda at: -shared[at])[:12]
            if _apart(rows[at].evidence, row.evidence)
        ]
        if best:
            made.append(Pair("strangers", rows[rng.choice(best[:3])].evidence, row.claim, NEUTRAL))
    return made


def _apart(one: str, other: str) -> bool:
    """Whether two pieces of evidence are of different sentences."""
    a, b = set(_WORDS.findall(one)), set(_WORDS.findall(other))
    return len(a & b) < 0.5 * min(len(a), len(b))
