"""Fit the confidence of verdicts: `python -m training.confidence`.

For each label a logistic regression over the features of `claimcheck.verdicts.confidence`, on pairs
of sets one may learn from, none of which the entailment model has seen; how well it holds is
measured on sets that are only measured on. Plain gradient descent from zero, so that the same
verdicts give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.types import Article, Claim, Label, Location
from claimcheck.verdicts import Judge, evidence_of
from claimcheck.verdicts.confidence import WEIGHTS, features
from claimcheck.verdicts.given import subject_of
from training.pairs import LICENCES, add_bench, is_held_out

#: Sets that are learned from. Only those in which a claim may be unknown teach when that is right.
FITTED = (
    "fever", "fever_symmetric", "fm2", "vitaminc_mini", "negation_snli", "equate_newsnli",
    "equate_redditnli", "equate_rte_quant", "equate_stresstest",
)  # fmt: skip
SHOWN = ("rte3", "sick_corrected", "climate_fever")
THREE_WAY = {
    "vitaminc_mini", "negation_snli", "equate_redditnli", "equate_stresstest", *SHOWN,
}  # fmt: skip
MOST, STEPS, RATE, SHRINK = 400, 4000, 0.5, 0.01
GOLD = {"supports": Label.SUPPORTED, "refutes": Label.REFUTED, "nei": Label.NOT_ENOUGH}
#: What never makes a decided verdict less sure: more of the claim's words, a checker that decides.
#: Left free, a date that agrees came out as a doubt, for want of pairs of which only it is true.
SURER = frozenset({"strength", "figure", "date", "words"})
DECIDED = (Label.SUPPORTED, Label.REFUTED)
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))


class Case(NamedTuple):
    """A ruling's features, whether its label is right, and the set it is of."""

    name: str
    label: Label
    told: dict[str, float]
    right: bool


def cases(bench: Path, names: Sequence[str], model: EntailmentModel | None) -> Iterator[Case]:
    """The rulings on pairs that the entailment model has not learned from."""
    for name in names:
        path = bench / "pairs" / f"{name}.dev.jsonl"
        rows = [json.loads(line) for line in path.open(encoding="utf-8")]
        if f"pairs/{path.name}" in LICENCES:
            rows = [row for row in rows if is_held_out(row["evidence"])]
        rows = random.Random(0).sample(rows, min(MOST, len(rows)))
        judge = Judge(entailment=model)
        for row in rows:
            given, claim = row["evidence"], row["claim"]
            article = Article("given", "given", given, title=subject_of(claim, given))
            ruling = judge.ruling(Claim("c", claim, Location("c", 1, 1)), evidence_of(article))
            gold = GOLD.get(row["label"])
            if ruling.label is Label.NOT_ENOUGH and name not in THREE_WAY:
                continue
            if gold is None and ruling.label is not Label.SUPPORTED:
                continue  # not entailed: refuted and unknown are both right
            yield Case(name, ruling.label, features(ruling), ruling.label is gold)


def fitted(learned: Sequence[Case]) -> dict[str, dict[str, float]]:
    """The weights for each label."""
    names = sorted({name for case in learned for name in case.told})
    weights: dict[str, dict[str, float]] = {}
    for label in Label:
        mine = [case for case in learned if case.label is label]
        if not mine:
            weights[label.value] = {"always": 0.0}
            continue
        given = np.array([[1.0, *(case.told[name] for name in names)] for case in mine])
        right = np.array([float(case.right) for case in mine])
        found = np.zeros(given.shape[1])
        surer = np.array([name in SURER for name in names])
        shrink = np.array([0.0, *([SHRINK] * len(names))])
        for _ in range(STEPS):
            told = 1 / (1 + np.exp(-given @ found))
            found -= RATE * (given.T @ (told - right) / len(mine) + shrink * found)
            if label in DECIDED:
                found[1:][surer] = np.maximum(found[1:][surer], 0.0)
        rounded = {name: round(float(w), 3) for name, w in zip(names, found[1:], strict=True)}
        weights[label.value] = {"always": round(float(found[0]), 3), **rounded}
    return weights


def reliability(shown: Sequence[Case], weights: dict[str, dict[str, float]]) -> Iterator[str]:
    """How often verdicts of a confidence are right, in rows of a table."""
    told = [(_confidence(case, weights), case.right) for case in shown]
    yield "| told | verdicts | mean told | right |\n|---|---|---|---|"
    for low, high in BINS:
        inside = [(p, right) for p, right in told if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            yield f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |"


def _confidence(case: Case, weights: dict[str, dict[str, float]]) -> float:
    mine = weights[case.label.value]
    score = mine["always"] + sum(mine.get(name, 0.0) * x for name, x in case.told.items())
    return float(1 / (1 + np.exp(-score)))


def main() -> None:
    """Fit, write the weights, and print the reliability on other sets."""
    options = argparse.ArgumentParser(description=__doc__)
    add_bench(options)
    given = options.parse_args()
    model = load_entailment(None)
    learned = list(cases(given.bench, FITTED, model))
    weights = fitted(learned)
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    print(f"fitted on {len(learned)} verdicts")
    print("\n".join(reliability(learned, weights)))
    for name in SHOWN:
        print(name)
        print("\n".join(reliability(list(cases(given.bench, [name], model)), weights)))


if __name__ == "__main__":
    main()
