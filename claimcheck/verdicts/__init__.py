"""Verdicts: claims against their evidence, the checkers' findings gathered into one label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from claimcheck.alignment import align
from claimcheck.checkers import registry
from claimcheck.entailment.model import EntailmentModel
from claimcheck.evidence import context_of, evidence_of, sure_names
from claimcheck.names import find_names
from claimcheck.reading import read
from claimcheck.text.words import in_capitals
from claimcheck.types import (
    Article,
    Claim,
    Comparison,
    Context,
    Evidence,
    Finding,
    Label,
    Location,
    Notation,
    Period,
    Reading,
    Verdict,
)
from claimcheck.verdicts.confidence import confidence
from claimcheck.verdicts.entailing import entailed
from claimcheck.verdicts.given import subject_of
from claimcheck.verdicts.hearing import Piece
from claimcheck.verdicts.leading import led_in, of_this_list, without_lead_in
from claimcheck.verdicts.occasion import of_this_occasion
from claimcheck.verdicts.rule import Ruling, rule
from claimcheck.verdicts.torn import of_this_subject


class Searcher(Protocol):
    """What finds evidence: an open index."""

    def search_many(
        self,
        texts: Sequence[str],
        *,
        k: int = ...,
        sources: Sequence[Sequence[str]] = ...,
        without: Sequence[Sequence[str]] = ...,
        periods: Sequence[Period] = ...,
    ) -> Sequence[tuple[Evidence, ...]]:
        """For each text the sentences found, the best first, in the sources named for it.

        `without` are, for each text, the ids of articles that are no evidence for it, `periods`
        the days on which those that are were published.
        """
        ...


class Judge:
    """Judges claims, reading each sentence and the names of each article once.

    `notation` tells how digits are grouped, in claims and articles alike; where it is None,
    claims are in English notation and articles in that of their language. `entailment` is
    the model that is asked about claims as wholes; without one nothing is said of them. `codes`
    are those of the checkers that are heard, None for all. `given` is whether the evidence was
    given for the claim, so that a headline is that of its article. The memory lasts as long as the
    judge; nothing is shared between two.
    """

    def __init__(
        self,
        notation: Notation | None = None,
        entailment: EntailmentModel | None = None,
        codes: Collection[str] | None = None,
        *,
        given: bool = False,
    ) -> None:
        self._codes = codes
        self._given = given
        self._notation = notation
        self._entailment = entailment
        self._readings: dict[tuple[str, Context], Reading] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def judge(self, claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
        """The verdict on one claim over the evidence found for it."""
        ruling = self.ruling(claim, evidence)
        return Verdict(
            claim,
            ruling.label,
            confidence(ruling),
            ruling.reason,
            ruling.findings,
            tuple(dict.fromkeys([*(p.evidence for p in ruling.pieces), *evidence])),
            ruling.unchecked,
        )

    def ruling(self, claim: Claim, evidence: Sequence[Evidence]) -> Ruling:
        """The verdict before its confidence is told, with the pieces it rests on."""
        reading = self._read_claim(claim)
        compared = [align(reading, self._read_evidence(one)) for one in evidence]
        pieces = [
            Piece(one, comparison, tuple(findings(comparison, one, self._codes)))
            for one, comparison in zip(evidence, entailed(compared, self._entailment), strict=True)
        ]
        lead = len(claim.lead_in) + 1 if claim.lead_in else 0
        if lead:
            pieces = [of_this_list(piece, reading, lead) for piece in pieces]
        pieces = [of_this_subject(piece, claim) for piece in pieces]
        pieces = of_this_occasion(pieces, reading, lead)
        headline = self._given and in_capitals(claim.text)
        made = rule(reading, pieces, lead=lead, headline=headline, searched=not self._given)
        return without_lead_in(made, lead)

    def _read_claim(self, claim: Claim) -> Reading:
        """The claim read with the line that leads in its list, and after the sentence before it."""
        notation = self._notation or Notation.ENGLISH
        text = f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
        context = Context(published=claim.as_of, before=claim.before, notation=notation)
        reading = led_in(read(text, context), len(text) - len(claim.text))
        if claim.speaker is None:
            return reading
        quotations = tuple(
            q if q.speaker else replace(q, speaker=claim.speaker) for q in reading.quotations
        )
        return replace(reading, quotations=quotations)

    def _read_evidence(self, evidence: Evidence) -> Reading:
        article = evidence.article
        if article.id not in self._names:
            named = find_names(article.text)
            self._names[article.id] = sure_names(article.text, named)
        context = replace(
            evidence.context,
            names=self._names[article.id],
            notation=self._notation or evidence.context.notation,
        )
        key = (evidence.sentence.text, context)
        if key not in self._readings:
            self._readings[key] = read(evidence.sentence.text, context)
        return self._readings[key]


def findings(
    comparison: Comparison, evidence: Evidence, codes: Collection[str] | None = None
) -> Iterator[Finding]:
    """What every checker says of one comparison, or those of `codes` alone."""
    for checker in registry.load():
        if codes is not None and checker.code not in codes:
            continue
        for seen in checker.check(comparison):
            yield Finding(
                checker.code,
                checker.name,
                seen.outcome,
                seen.message,
                seen.claim,
                evidence,
                seen.evidence,
            )


def verify(
    claims: Sequence[Claim],
    index: Searcher,
    *,
    k: int = 12,
    notation: Notation | None = None,
    entailment: EntailmentModel | None = None,
    without: Sequence[Sequence[str]] = (),
    codes: Collection[str] | None = None,
) -> Iterator[Verdict]:
    """A verdict for each claim, in order, over the `k` best sentences that `index` finds.

    `without` are, for each claim, the ids of articles that are no evidence for it: the draft that
    it stands in. `notation`, `entailment` and `codes` are those of `Judge`.
    """
    judge = Judge(notation, entailment, codes)
    found = index.search_many(
        [searched_text(claim) for claim in claims],
        k=k,
        sources=[claim.sources for claim in claims],
        without=without,
        periods=[claim.period for claim in claims],
    )
    for claim, evidence in zip(claims, found, strict=True):
        yield judge.judge(claim, evidence)


def searched_text(claim: Claim) -> str:
    """What evidence is searched by: the claim after what it is read with."""
    return " ".join(filter(None, (claim.lead_in or claim.before, claim.text)))


def judge_text(
    claim: str,
    evidence: str,
    *,
    as_of: date | None = None,
    entailment: EntailmentModel | None = None,
) -> Verdict:
    """The verdict on one claim over given evidence of one or more sentences.

    `as_of` dates both. Nothing is searched: every sentence of `evidence` is considered, and
    what opens with "it" or "the film" is taken to speak of the claim's subject. A claim that is
    written as a headline is taken for the one of `evidence`, if that is a whole article.
    """
    title = subject_of(claim, evidence)
    article = Article("evidence", "evidence", evidence, title=title, published=as_of)
    given = Claim("claim", claim, Location("claim", 1, 1), as_of=as_of)
    return Judge(entailment=entailment, given=True).judge(given, evidence_of(article))


__all__ = ["Judge", "Label", "context_of", "evidence_of", "judge_text", "sure_names", "verify"]
