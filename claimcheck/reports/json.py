"""The report as one JSON object; the schemas of `claimcheck.schema` are its contract."""

from __future__ import annotations

from claimcheck import __version__
from claimcheck.reports.model import (
    TOOL,
    Excuse,
    Found,
    Mark,
    Piece,
    Place,
    Report,
    Result,
    Slip,
    Status,
)
from claimcheck.reports.summary import AuditSummary, Summary
from claimcheck.schema import AUDIT_VERSION, REPORT_VERSION, Json, dump


def render(report: Report) -> str:
    """The report as JSON text with a line break at its end."""
    summary = report.summary
    if isinstance(summary, AuditSummary):
        return dump(
            {
                "schema_version": AUDIT_VERSION,
                "tool": tool_object(),
                "summary": summary_object(summary),
                "findings": [slip_object(slip) for slip in report.slips],
            }
        )
    told: dict[str, Json] = {
        "schema_version": REPORT_VERSION,
        "tool": tool_object(),
        "summary": summary_object(summary),
        "verdicts": [verdict_object(result) for result in report.results],
    }
    if report.draft is not None:
        from claimcheck.reports.drafts import draft_object

        told["draft"] = {
            **draft_object(report.draft),
            "inner": [slip_object(slip) for slip in report.slips],
        }
    return dump(told)


def tool_object() -> dict[str, Json]:
    """What made the report."""
    return {"name": TOOL, "version": __version__}


def summary_object(summary: Summary | AuditSummary) -> dict[str, Json]:
    """The counts of a run over claims, or of an audit."""
    return {
        **(_of_audit(summary) if isinstance(summary, AuditSummary) else _of_claims(summary)),
        "excused": dict(summary.excused),
        "fail_on": [one.value for one in summary.fail_on],
    }


def _of_claims(summary: Summary) -> dict[str, Json]:
    return {
        "claims": summary.claims,
        "labels": {label.value: count for label, count in summary.labels},
        "as_expected": summary.as_expected,
        "failed": summary.failed,
        "unchecked": summary.unchecked,
    }


def _of_audit(summary: AuditSummary) -> dict[str, Json]:
    return {
        "articles": summary.articles,
        "sentences": summary.sentences,
        "figures": summary.figures,
        "kinds": {kind.value: count for kind, count in summary.kinds},
        "failed": summary.failed,
    }


def verdict_object(result: Result) -> dict[str, Json]:
    """A claim with its verdict."""
    claim = result.claim
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
        "verdict": result.label.value,
        "expected": claim.expect.value,
        "ok": result.status is not Status.FAIL,
        "excuse": _excuse(result.excuse),
        "notes": [str(note) for note in result.notes],
        "confidence": result.confidence,
        "reason": result.reason,
        "findings": [_finding(found) for found in result.findings],
        "evidence": [evidence_object(piece) for piece in result.evidence],
        "unchecked": [{"claim_span": _span(gap.mark), "why": gap.why} for gap in result.gaps],
    }


def _excuse(excuse: Excuse | None) -> Json:
    return None if excuse is None else {"kind": excuse.kind, "why": excuse.why}


def _finding(found: Found) -> Json:
    return {
        "code": found.code,
        "name": found.name,
        "outcome": found.outcome.value,
        "message": found.message,
        "claim_span": _span(found.claim),
        "evidence": found.evidence,
        "evidence_span": _span(found.mark),
    }


def _span(mark: Mark) -> Json:
    return {
        "start": mark.start,
        "end": mark.end,
        "text": mark.text,
        "path": mark.at.path,
        "line": mark.at.line,
        "column": mark.at.column,
    }


def evidence_object(piece: Piece) -> dict[str, Json]:
    """A piece of evidence as the report and `claimcheck search` print it."""
    source = piece.source
    return {
        "path": source.at.path,
        "line": source.at.line,
        "column": source.at.column,
        "text": source.text,
        "article": source.article,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": source.published.isoformat() if source.published else None,
        "score": piece.score,
        "rank": piece.rank,
        "via": list(piece.via),
    }


def slip_object(slip: Slip) -> dict[str, Json]:
    """A finding as the audit and the report on a draft print it."""
    return {
        "kind": slip.kind,
        "code": slip.code,
        "name": slip.name,
        "message": slip.message,
        "ok": slip.status is not Status.FAIL,
        "excuse": _excuse(slip.excuse),
        "weight": slip.weight,
        "outlier": slip.outlier,
        "places": [place_object(place) for place in slip.places],
    }


def place_object(place: Place) -> dict[str, Json]:
    """One of the places of a finding, with its article."""
    source, at = place.source, place.mark.at
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "text": place.mark.text,
        "said": place.said,
        "sentence": source.text,
        "article": source.article,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": source.published.isoformat() if source.published else None,
    }
