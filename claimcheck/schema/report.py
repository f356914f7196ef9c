"""JSON Schemas (draft 2020-12) of the claims file and of the JSON report.

The first is generated from the loader's own table of fields; both are tracked as package
data, and tests hold them against the loader and against real reports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from claimcheck.audit.types import Kind
from claimcheck.claims.fields import DATE, EXPECT, FIELDS, PLACE, Field
from claimcheck.claims.loader import VERSION
from claimcheck.types import Label, Outcome

REPORT_VERSION = 1
"""`schema_version` of the JSON report; it rises when a key is removed or changes meaning."""

AUDIT_VERSION = 1
"""`schema_version` of the JSON of `audit` and `timeline`; it rises likewise."""

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Json] = {"type": "string", "pattern": r"\S"}
_WORD: dict[str, Json] = {"type": ["string", "integer"], "pattern": r"^\S+$"}
_FORMS: dict[str, dict[str, Json]] = {
    "text": _TEXT,
    "word": _WORD,
    "date": {"type": "string", "format": "date", "pattern": f"^{DATE}$"},
    "label": {"enum": list(EXPECT)},
    "place": {"type": "string", "pattern": f"^{PLACE}$"},
    "words": {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]},
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
}


def claims_schema() -> dict[str, Json]:
    """The schema of a claims file, for editors and for other programs."""
    return {
        "$schema": _DIALECT,
        "title": "claimcheck claims file",
        "description": "Claims to check against an index of articles.",
        "type": "object",
        "required": ["version", "claims"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": VERSION, "description": "The version of this format."},
            "defaults": {
                "description": "Values for the claims of this file that do not state their own.",
                "type": "object",
                "additionalProperties": False,
                "properties": {item.name: _field(item) for item in FIELDS if item.default},
            },
            "claims": {
                "description": "The claims, in the order in which they are checked.",
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": [item.name for item in FIELDS if item.required],
                    "additionalProperties": False,
                    "properties": {item.name: _field(item) for item in FIELDS},
                },
            },
        },
    }


def _field(item: Field) -> Json:
    return {"description": item.doc, **_FORMS[item.form]}


def report_schema() -> dict[str, Json]:
    """The schema of ``claimcheck verify --format json``, and of ``check``, which adds `draft`."""
    labels: Json = [label.value for label in Label]
    return {
        "$schema": _DIALECT,
        "title": "claimcheck report",
        "description": "Verdicts on claims, with what they rest on. Lines and columns count "
        "from 1, offsets from 0, all in characters.",
        **_object(
            {
                "schema_version": {"const": REPORT_VERSION},
                "tool": _object({"name": {"type": "string"}, "version": {"type": "string"}}),
                "summary": _object(
                    {
                        "claims": _count("All claims."),
                        "labels": {
                            "description": "Claims by verdict.",
                            **_object({label.value: _count("") for label in Label}),
                        },
                        "as_expected": _count("Claims whose verdict is the expected one."),
                        "failed": _count(
                            "Claims that fail the run; more than 0 means exit code 1, as does an "
                            "item of `draft.inner` that is not ok."
                        ),
                        "unchecked": _count("Parts of claims that nothing could be said about."),
                        "fail_on": {"type": "array", "items": {"enum": labels}},
                    }
                ),
                "verdicts": {"type": "array", "items": {"$ref": "#/$defs/verdict"}},
                "draft": {"$ref": "#/$defs/draft"},
            },
            optional=("draft",),
        ),
        "$defs": {
            "verdict": _verdict(labels),
            "finding": _finding(),
            "evidence": _evidence(),
            "draft": _draft(),
            "discrepancy": _discrepancy([kind.value for kind in Kind]),
            "place": _place(),
            "change": _object({"was": _SENTENCE, "now": _SENTENCE}),
            "sentence": _object(
                {
                    "id": {"type": "string"},
                    "text": {"type": "string"},
                    "path": {"type": "string"},
                    "line": _number("From 1."),
                    "column": _number("From 1."),
                }
            ),
            "span": _object(
                {
                    "start": _count("First character, from 0."),
                    "end": _count("One past the last character."),
                    "text": {"type": "string"},
                    "path": {"type": "string"},
                    "line": _number("From 1."),
                    "column": _number("From 1."),
                }
            ),
        },
    }


def audit_schema() -> dict[str, Json]:
    """The schema of the JSON that `claimcheck audit` prints."""
    kinds: list[Json] = [kind.value for kind in Kind]
    return {
        "$schema": _DIALECT,
        "title": "claimcheck audit",
        "description": "Places of articles that cannot all be right. Lines and columns count "
        "from 1, in characters.",
        **_object(
            {
                "schema_version": {"const": AUDIT_VERSION},
                "tool": _object({"name": {"type": "string"}, "version": {"type": "string"}}),
                "summary": _object(
                    {
                        "articles": _count("Articles read."),
                        "sentences": _count("Their sentences."),
                        "figures": _count("Figures read in them."),
                        "kinds": {
                            "description": "Findings by kind.",
                            **_object({kind.value: _count("") for kind in Kind}),
                        },
                        "failed": _count("Findings of the kinds that fail the run."),
                        "fail_on": {"type": "array", "items": {"enum": kinds}},
                    }
                ),
                "findings": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/finding"},
                    "description": "The weightiest first.",
                },
            }
        ),
        "$defs": {"finding": _discrepancy(kinds), "place": _place()},
    }


def _discrepancy(kinds: Json) -> Json:
    return _object(
        {
            "kind": {"enum": kinds},
            "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
            "name": {"type": "string"},
            "message": {"type": "string"},
            "ok": {"type": "boolean", "description": "Whether it does not fail the run."},
            "weight": {"type": "number", "description": "The larger, the more it matters."},
            "outlier": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": "Index into places of the one that stands alone against others.",
            },
            "places": {
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/$defs/place"},
                "description": "The earliest first.",
            },
        }
    )


def _place() -> Json:
    return _object(
        {
            "path": {"type": "string"},
            "line": _number("From 1."),
            "column": _number("From 1."),
            "text": {"type": "string", "description": "The words the finding rests on."},
            "said": {"type": "string", "description": "The same, with what is counted."},
            "sentence": {"type": "string"},
            "article": {"type": "string", "description": "The article's id."},
            "title": _nullable("string"),
            "outlet": _nullable("string"),
            "url": _nullable("string"),
            "published": _nullable("string"),
        }
    )


def _verdict(labels: Json) -> Json:
    return _object(
        {
            "id": {"type": "string"},
            "text": {"type": "string", "description": "The claim as checked."},
            "path": {"type": "string"},
            "line": _number("Of the first character of the claim's text."),
            "column": _number("Of the first character of the claim's text."),
            "speaker": _nullable("string"),
            "as_of": _nullable("string"),
            "from": {
                "type": ["string", "null"],
                "description": "Where the claim stands in its draft: path, line and column.",
            },
            "tags": {"type": "array", "items": {"type": "string"}},
            "verdict": {"enum": labels},
            "expected": {"enum": labels},
            "ok": {"type": "boolean", "description": "Whether the claim does not fail the run."},
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
                "items": _object(
                    {"claim_span": {"$ref": "#/$defs/span"}, "why": {"type": "string"}}
                ),
            },
        }
    )


def _finding() -> Json:
    return _object(
        {
            "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
            "name": {"type": "string"},
            "outcome": {"enum": [outcome.value for outcome in Outcome]},
            "message": {"type": "string"},
            "claim_span": {"$ref": "#/$defs/span"},
            "evidence": _count("Index into the verdict's evidence."),
            "evidence_span": {"$ref": "#/$defs/span"},
        }
    )


def _evidence() -> Json:
    return _object(
        {
            "path": {"type": "string"},
            "line": _number("Of the sentence's first character."),
            "column": _number("Of the sentence's first character."),
            "text": {"type": "string"},
            "article": {"type": "string", "description": "The article's id in the index."},
            "title": _nullable("string"),
            "outlet": _nullable("string"),
            "url": _nullable("string"),
            "published": _nullable("string"),
            "score": {
                "type": ["number", "null"],
                "description": "Cosine of claim and sentence; null where only words found it. "
                "It finds candidates and decides nothing.",
            },
            "rank": _number("From 1."),
            "via": {"type": "array", "items": {"type": "string"}},
        }
    )


_SENTENCE: Json = {"$ref": "#/$defs/sentence"}


def _draft() -> Json:
    sentences: Json = {"type": "array", "items": _SENTENCE}
    left = {
        "path": {"type": "string"},
        "line": _number("From 1."),
        "column": _number("From 1."),
        "text": {"type": "string"},
        "why": {"type": "string"},
    }
    changes = _object(
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
    return _object(
        {
            "sentences": _count("Sentences read."),
            "left_out": {
                "type": "array",
                "items": _object(left),
                "description": "Sentences that have a figure, date or quotation and state nothing.",
            },
            "copies": {
                "type": "array",
                "items": _object(
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


def _object(properties: dict[str, Json], *, optional: Sequence[str] = ()) -> dict[str, Json]:
    """An object with exactly these keys, all but `optional` in every one."""
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        "properties": properties,
    }


def _count(doc: str) -> Json:
    return {"type": "integer", "minimum": 0, **({"description": doc} if doc else {})}


def _number(doc: str) -> Json:
    return {"type": "integer", "minimum": 1, "description": doc}


def _nullable(kind: str) -> Json:
    return {"type": [kind, "null"]}


def dump(value: Json) -> str:
    """JSON text as the tool prints and tracks it: indented, not escaped, one line break last."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
