"""The report as one JSON object; `claimcheck.schema.report_schema` is its contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.reports.summary import Summary, fails
from claimcheck.schema import REPORT_VERSION, Json, dump
from claimcheck.text.places import place
from claimcheck.types import Claim, Evidence, Finding, Label, Span, Verdict

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.reports.drafts import DraftNotes


def render(
    verdicts: Sequence[Verdict], summary: Summary, *, draft: DraftNotes | None = None
) -> str:
    """The report as JSON text with a line break at its end; `draft` where claims are of drafts."""
    report: dict[str, Json] = {
        "schema_version": REPORT_VERSION,
        "tool": {"name": "claimcheck-news", "version": __version__},
        "summary": _summary(summary),
        "verdicts": [_verdict(verdict, summary) for verdict in verdicts],
    }
    if draft is not None:
        from claimcheck.reports.drafts import draft_object

        report["draft"] = draft_object(draft, fails=Label.REFUTED in summary.fail_on)
    return dump(report)


def _summary(summary: Summary) -> Json:
    return {
        "claims": summary.claims,
        "labels": {label.value: count for label, count in summary.labels},
        "as_expected": summary.as_expected,
        "failed": summary.failed,
        "unchecked": summary.unchecked,
        "fail_on": [label.value for label in summary.fail_on],
    }


def _verdict(verdict: Verdict, summary: Summary) -> Json:
    claim = verdict.claim
    found = (finding.evidence for finding in verdict.findings)
    pieces = list(dict.fromkeys([*verdict.evidence, *found]))
    return {
        "id": claim.id,
        "text": claim.text,
        "path": claim.location.path,
        "line": claim.location.line,
        "column": claim.location.column,
        "speaker": claim.speaker,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "from": str(claim.origin) if claim.origin else None,
        "tags": list(claim.tags),
        "verdict": verdict.label.value,
        "expected": claim.expect.value,
        "ok": not fails(verdict, fail_on=summary.fail_on),
        "confidence": round(verdict.confidence, 4),
        "reason": verdict.reason,
        "findings": [
            _finding(finding, claim, pieces.index(finding.evidence)) for finding in verdict.findings
        ],
        "evidence": [evidence_object(piece) for piece in pieces],
        "unchecked": [
            {"claim_span": _claim_span(claim, part.span), "why": part.why}
            for part in verdict.unchecked
        ],
    }


def _finding(finding: Finding, claim: Claim, index: int) -> Json:
    return {
        "code": finding.code,
        "name": finding.name,
        "outcome": finding.outcome.value,
        "message": finding.message,
        "claim_span": _claim_span(claim, finding.claim),
        "evidence": index,
        "evidence_span": _evidence_span(finding.evidence, finding.evidence_span),
    }


def _claim_span(claim: Claim, span: Span) -> Json:
    at = claim.place(span.start)
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(claim.text),
        "path": at.path,
        "line": at.line,
        "column": at.column,
    }


def _evidence_span(evidence: Evidence, span: Span) -> Json:
    at = place(evidence.article, evidence.sentence.span.start + span.start)
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(evidence.sentence.text),
        "path": at.path,
        "line": at.line,
        "column": at.column,
    }


def evidence_object(evidence: Evidence) -> dict[str, Json]:
    """A piece of evidence as the report and `claimcheck search` print it."""
    article = evidence.article
    at = place(article, evidence.sentence.span.start)
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "text": evidence.sentence.text,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "score": None if evidence.score is None else round(evidence.score, 4),
        "rank": evidence.rank,
        "via": list(evidence.via),
    }
