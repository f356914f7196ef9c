"""The schema of the JSON of `claimcheck audit` and `timeline`."""

from __future__ import annotations

from claimcheck.audit.types import Kind
from claimcheck.schema.forms import (
    POSITION,
    Json,
    count,
    counts,
    document,
    excuse,
    nullable,
    object_of,
)

AUDIT_VERSION = 1
"""`schema_version` of the JSON of `audit` and `timeline`; it rises likewise."""


def audit_schema() -> dict[str, Json]:
    """The schema of the JSON that `claimcheck audit` prints."""
    kinds: list[Json] = [kind.value for kind in Kind]
    return {
        **document(
            "claimcheck audit",
            "Places of articles that cannot all be right. Lines and columns count from 1, in "
            "characters; in formats without lines, see docs/sources.md.",
            AUDIT_VERSION,
            {
                "summary": object_of(
                    {
                        "articles": count("Articles read."),
                        "sentences": count("Their sentences."),
                        "figures": count("Figures read in them."),
                        "kinds": counts("Findings by kind.", [kind.value for kind in Kind]),
                        "failed": count(
                            "Findings of the kinds that fail the run, not counting known ones."
                        ),
                        "known": count("Findings of those kinds that a baseline knows."),
                        "fail_on": {"type": "array", "items": {"enum": kinds}},
                    }
                ),
                "findings": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/finding"},
                    "description": "The weightiest first.",
                },
            },
        ),
        "$defs": {"finding": discrepancy(kinds), "place": place()},
    }


def discrepancy(kinds: Json) -> Json:
    """One finding of an audit, of one of these kinds."""
    return object_of(
        {
            "kind": {"enum": kinds},
            "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
            "name": {"type": "string"},
            "message": {"type": "string"},
            "ok": {"type": "boolean", "description": "Whether it does not fail the run."},
            "excuse": excuse(),
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


def place() -> Json:
    """One of the places of a finding, with its article."""
    return object_of(
        {
            **POSITION,
            "text": {"type": "string", "description": "The words the finding rests on."},
            "said": {"type": "string", "description": "The same, with what is counted."},
            "sentence": {"type": "string"},
            "article": {"type": "string", "description": "The article's id."},
            "title": nullable("string"),
            "outlet": nullable("string"),
            "url": nullable("string"),
            "published": nullable("string"),
        }
    )
