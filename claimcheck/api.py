"""The call for programs: a claim and its evidence in, a verdict out; nothing is searched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claimcheck.entailment import load_entailment
from claimcheck.types import Verdict
from claimcheck.verdicts import judge_text


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
    """
    return judge_text(claim, evidence, as_of=as_of, entailment=load_entailment(entailment))


def judge_all(
    pairs: Iterable[tuple[str, str]], *, as_of: date | None = None, entailment: str | None = None
) -> list[Verdict]:
    """A verdict for each pair of claim and evidence, in their order; the model is loaded once.

    :raises ModelError: where the model cannot be loaded.
    """
    model = load_entailment(entailment)
    return [judge_text(claim, given, as_of=as_of, entailment=model) for claim, given in pairs]
