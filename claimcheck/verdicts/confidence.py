"""How sure a verdict is: a probability, by a small model over named features of the ruling.

For each label a logistic function of a few features, whose weights `training/confidence.py` fits on
public pairs and writes to `confidence.json`; docs/benchmarks.md shows how well they hold on other
sets. A claim has the evidence found for it, not all there is: the probability is that of the
label over that evidence.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from claimcheck.types import Finding, Label, Outcome
from claimcheck.verdicts.rule import Ruling

WEIGHTS = Path(__file__).with_name("confidence.json")
#: No verdict is told as surer than this, or as less sure than its opposite.
_MOST, _LEAST = 0.99, 0.05


def confidence(ruling: Ruling) -> float:
    """The probability, between 0 and 1, that the label is right over the evidence given."""
    weights = _weights()[ruling.label.value]
    told = features(ruling)
    score = weights["always"] + sum(weights.get(name, 0.0) * value for name, value in told.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 2)


def features(ruling: Ruling) -> dict[str, float]:
    """What the confidence depends on, each between 0 and 1.

    - strength: the share of the claim's words in the evidence, or what a model gives it;
    - figure, date, words, model: whether findings of that sort decide ("words" are negations,
      names and quotations, "model" entailment alone);
    - entailment, contradiction: the largest shares by the model over the deciding evidence;
    - several: whether more than one piece of evidence decides;
    - unchecked: whether a part of the claim was left open.
    """
    decisive = [f for f in ruling.findings if _decides(ruling.label, f)]
    codes = {finding.code[:3] for finding in decisive}
    asked = [p.comparison.entailment for p in ruling.pieces if p.comparison.entailment]
    return {
        "strength": max(0.0, min(1.0, ruling.strength)),
        "figure": float(bool(codes & {"NUM", "SUM"})),
        "date": float("DAT" in codes),
        "words": float(bool(codes & {"NEG", "ENT", "QUO"})),
        "model": float(codes == {"NLI"}),
        "entailment": max((one.entailment for one in asked), default=0.0),
        "contradiction": max((one.contradiction for one in asked), default=0.0),
        "several": float(len({f.evidence.sentence.span for f in decisive}) > 1),
        "unchecked": float(bool(ruling.unchecked)),
    }


def _decides(label: Label, finding: Finding) -> bool:
    wanted = Outcome.CONFLICTS if label is Label.REFUTED else Outcome.AGREES
    return finding.outcome is wanted


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
