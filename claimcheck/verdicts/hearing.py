"""Which findings count: by how surely the evidence they were made on speaks of the claim."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.types import Article, Comparison, Evidence, Finding, Outcome, QuantityPair

#: A conflict is heard only from evidence that speaks of this share of the claim's topic …
HEARD_CONFLICT = 0.5
#: … and an agreement from this share, since an equal figure is itself a sign.
HEARD_AGREEMENT = 0.3
#: Whatever its words, evidence speaks of the claim where a model gives entailment this share.
SAME_SENSE = 0.6


#: A quotation found again needs no further words or names in common. The model of entailment looks
#: for what is said in other words, and for nobody else's names.
_QUOTED = frozenset({"QUO001", "QUO002"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with its comparison and what the checkers found in it."""

    evidence: Evidence
    comparison: Comparison
    findings: tuple[Finding, ...]

    @property
    def article(self) -> Article:
        """The article the piece stands in."""
        return self.evidence.article


#: Findings that count, each with its piece.
Heard = list[tuple[Piece, Finding]]


def standing(piece: Piece, finding: Finding) -> float:
    """How surely a finding speaks of the claim: the score of its pair of figures, else coverage."""
    scores = [pair.score for pair in pairs_of(piece, finding) if pair.comparable]
    return max(scores, default=piece.comparison.coverage)


def pairs_of(piece: Piece, finding: Finding) -> list[QuantityPair]:
    """The pairs of figures that a finding is about."""
    return [
        pair
        for pair in piece.comparison.quantities
        if pair.claim.span == finding.claim and pair.evidence.span == finding.evidence_span
    ]


def is_heard(piece: Piece, finding: Finding) -> bool:
    """Whether a finding counts, by how surely the evidence speaks of the claim."""
    if finding.code in _QUOTED:
        other = finding.code == "QUO002" and finding.outcome is Outcome.CONFLICTS
        return not other or _is_one_statement(piece, finding)
    if finding.code == "NLI001" and finding.outcome is Outcome.CONFLICTS:
        return not _is_of_another(piece.comparison) and not is_shown_otherwise(piece)
    if finding.code.startswith("NUM") and _is_reckoned(piece, finding):
        return False
    comparison = piece.comparison
    dated = [pair for pair in comparison.moments if pair.claim.span == finding.claim]
    if any(pair.fault for pair in dated):
        return True  # the pair is of one subject
    if any(pair.told for pair in dated) and comparison.coverage >= HEARD_AGREEMENT:
        # It is known whom it befell, and what: others may be named as well.
        return not _is_of_another(comparison) or _speaks_of_it(comparison, finding.outcome)
    if finding.code == "ENT001" and finding.outcome is Outcome.CONFLICTS:
        return _speaks_but_for(comparison, finding)
    return _speaks_of_it(comparison, finding.outcome)


def _speaks_but_for(comparison: Comparison, finding: Finding) -> bool:
    """Whether evidence that names another speaks of the claim: by all but the name it replaces."""
    others = [name for name in comparison.absent if not name.span.overlaps(finding.claim)]
    return comparison.coverage >= HEARD_AGREEMENT and not others


def _is_one_statement(piece: Piece, finding: Finding) -> bool:
    """Whether words given to another are said of the same: no figure or other name differs.

    Company after company "said it filed a statement covering" debt of its own.
    """
    comparison = piece.comparison
    quoted = (pair.claim for pair in comparison.quotations)
    if any((said.speaker_span or said.span) == finding.claim for said in quoted):
        return True
    others = [name for name in comparison.absent if not name.span.overlaps(finding.claim)]
    told = {figure.value for figure in comparison.evidence.quantities}
    return not others and told.issuperset(q.value for q in comparison.claim.quantities)


def _is_reckoned(piece: Piece, finding: Finding) -> bool:
    """Whether the figure is one to be reckoned, so that no single figure of the source is its own.

    Who had 9 and gave 5 away has 4 left, which neither 9 contradicts nor "5 are left" is borne
    out by 5.
    """
    sums = [f for f in piece.findings if f.code == "SUM004" and f.claim.overlaps(finding.claim)]
    if finding.outcome is Outcome.CONFLICTS:
        return bool(sums)
    return any(f.outcome is Outcome.CONFLICTS for f in sums)


def is_shown_otherwise(piece: Piece) -> bool:
    """Whether words show that both sides deny one thing, or figures that the claim follows.

    Either is surer than a model's sense, and that the claim's figure may follow makes it unsure.
    """
    return any(
        (f.code == "NEG001" and f.outcome is Outcome.AGREES)
        or (f.code == "SUM004" and f.outcome is not Outcome.CONFLICTS)
        for f in piece.findings
    )


def _is_of_another(comparison: Comparison) -> bool:
    """Whether the evidence does not name the first whom the claim names: its subject, mostly."""
    first = next(iter(comparison.claim.names), None)
    return first is not None and first in comparison.absent


def _speaks_of_it(comparison: Comparison, outcome: Outcome) -> bool:
    """Whether the evidence speaks of the claim: by its words and names, or by its sense.

    A model of entailment sees no figures: where it holds the rest to be entailed, the two
    figures stand for one thing, whatever the words.
    """
    told = comparison.entailment
    sensed = told is not None and told.entailment >= SAME_SENSE
    if sensed and (outcome is not Outcome.CONFLICTS or not comparison.absent):
        return True
    if outcome is Outcome.CONFLICTS:
        return _share_told(comparison) >= HEARD_CONFLICT and not comparison.absent
    return comparison.coverage >= HEARD_AGREEMENT


def _share_told(comparison: Comparison) -> float:
    """The share of the claim's words that is told; an item of a list leaves names to its article.

    "2,000 Javelins" under "The package includes:" need not say again who gives them to whom.
    """
    missing = comparison.missing
    if comparison.evidence.context.lead_in is None or not missing:
        return comparison.coverage
    named = {part for name in comparison.claim.names for part in name.text.split()}
    rest = sum(word not in named for word in missing)
    return 1.0 - (1.0 - comparison.coverage) * rest / len(missing)
