"""The schema of the JSON report of `claimcheck verify` and `check`."""

from __future__ import annotations

from claimcheck.audit.types import Kind
from claimcheck.schema.audit import discrepancy, place
from claimcheck.schema.forms import (
    EXCUSES,
    POSITION,
    Json,
    count,
    counts,
    document,
    excuse,
    nullable,
    number,
    object_of,
)
from claimcheck.types import Label, Outcome

REPORT_VERSION = 1
"""`schema_version` of the JSON report; it rises when a key is removed or changes meaning."""


def report_schema() -> dict[str, Json]:
    """The schema of ``claimcheck verify --format json``, and of ``check``, which adds `draft`."""
    labels: Json = [label.value for label in Label]
    return {
        **document(
            "claimcheck report",
            "Verdicts on claims, with what they rest on. Lines and columns count from 1, offsets "
            "from 0, in characters; in formats without lines, see docs/sources.md.",
            REPORT_VERSION,
            {
                "summary": _summary(labels),
                "verdicts": {"type": "array", "items": {"$ref": "#/$defs/verdict"}},
                "draft": {"$ref": "#/$defs/draft"},
            },
        ),
        "$defs": {
            "verdict": _verdict(labels),
            "finding": _finding(),
            "evidence": _evidence(),
            "draft": _draft(),
            "discrepancy": discrepancy([kind.value for kind in Kind]),
            "place": place(),
            "change": object_of({"was": _SENTENCE, "now": _SENTENCE}),
            "sentence": object_of(
                {"id": {"type": "string"}, "text": {"type": "string"}, **POSITION}
            ),
            "span": _span(),
        },
    }


def _summary(labels: Json) -> Json:
    return object_of(
        {
            "claims": count("All claims."),
            "labels": counts("Claims by verdict.", [label.value for label in Label]),
            "as_expected": count("Claims whose verdict is the expected one."),
            "failed": count(
                "Claims that fail the run; more than 0 means exit code 1, as does an "
                "item of `draft.inner` that is not ok."
            ),
            "unchecked": count("Parts of claims that nothing could be said about."),
            "excused": {
                "type": "object",
                "description": "Claims that would fail the run and do not, by kind of excuse.",
                "additionalProperties": {"type": "integer", "minimum": 1},
                "propertyNames": {"enum": list(EXCUSES)},
            },
            "fail_on": {"type": "array", "items": {"enum": labels}},
        }
    )


def _span() -> Json:
    return object_of(
        {
            "start": count("First character, from 0."),
            "end": count("One past the last character."),
            "text": {"type": "string"},
            **POSITION,
        }
    )


def _verdict(labels: Json) -> Json:
    return object_of(
        {
            "id": {"type": "string"},
            "text": {"type": "string", "description": "The claim as checked."},
            "path": {"type": "string"},
            "line": number("Of the first character of the claim's text."),
            "column": number("Of the first character of the claim's text."),
            "speaker": nullable("string"),
            "as_of": nullable("string"),
            "from": {
                "type": ["string", "null"],
                "description": "Where the claim stands in its draft: path, line and column.",
            },
            "tags": {"type": "array", "items": {"type": "string"}},
            "verdict": {"enum": labels},
            "expected": {"enum": labels},
            "ok": {"type": "boolean", "description": "Whether the claim does not fail the run."},
            "excuse": excuse(),
            "notes": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What to mend beside it, such as a waiver that waives nothing.",
            },
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "reason": {"type": "string"},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
            "evidence": {
                "type": "array",
                "items": {"$ref": "#/$defs/evidence"},
                "description": "What was considered, the decisive pieces first.",
            },
            "unchecked": {
                "type": "array",
                "items": object_of(
                    {"claim_span": {"$ref": "#/$defs/span"}, "why": {"type": "string"}}
                ),
            },
        }
    )


def _finding() -> Json:
    return object_of(
        {
            "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
            "name": {"type": "string"},
            "outcome": {"enum": [outcome.value for outcome in Outcome]},
            "message": {"type": "string"},
            "claim_span": {"$ref": "#/$defs/span"},
            "evidence": count("Index into the verdict's evidence."),
            "evidence_span": {"$ref": "#/$defs/span"},
        }
    )


def _evidence() -> Json:
    return object_of(
        {
            "path": {"type": "string"},
            "line": number("Of the sentence's first character."),
            "column": number("Of the sentence's first character."),
            "text": {"type": "string"},
            "article": {"type": "string", "description": "The article's id in the index."},
            "title": nullable("string"),
            "outlet": nullable("string"),
            "url": nullable("string"),
            "published": nullable("string"),
            "score": {
                "type": ["number", "null"],
                "description": "Cosine of claim and sentence; null where only words found it. "
                "It finds candidates and decides nothing.",
            },
            "rank": number("From 1."),
            "via": {"type": "array", "items": {"type": "string"}},
        }
    )


_SENTENCE: Json = {"$ref": "#/$defs/sentence"}


def _draft() -> Json:
    sentences: Json = {"type": "array", "items": _SENTENCE}
    left = {
        **POSITION,
        "text": {"type": "string"},
        "why": {"type": "string"},
    }
    changes = object_of(
        {
            "same": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Ids of the claims whose sentences have not changed.",
            },
            "changed": {"type": "array", "items": {"$ref": "#/$defs/change"}},
            "new": sentences,
            "gone": sentences,
        }
    )
    return object_of(
        {
            "sentences": count("Sentences read."),
            "left_out": {
                "type": "array",
                "items": object_of(left),
                "description": "Sentences that have a figure, date or quotation and state nothing.",
            },
            "copies": {
                "type": "array",
                "items": object_of(
                    {
                        "path": {"type": "string"},
                        "articles": {"type": "array", "items": {"type": "string"}},
                    }
                ),
                "description": "Articles of the index that are the draft itself: no evidence.",
            },
            "changes": {
                "anyOf": [changes, {"type": "null"}],
                "description": "What has changed since the claims of --claims; null without them.",
            },
            "inner": {
                "type": "array",
                "items": {"$ref": "#/$defs/discrepancy"},
                "description": "What does not fit within the draft.",
            },
        }
    )
