"""The schema of claims files, generated from the loader's own table of fields."""

from __future__ import annotations

from claimcheck.claims.fields import DATE, EXPECT, FIELDS, PLACE, Field
from claimcheck.claims.loader import VERSION
from claimcheck.claims.waivers import CODE
from claimcheck.schema.forms import DIALECT, Json, object_of

_TEXT: dict[str, Json] = {"type": "string", "pattern": r"\S"}
_WORD: dict[str, Json] = {"type": ["string", "integer"], "pattern": r"^\S+$"}
_WAIVER: dict[str, Json] = object_of(
    {
        "code": {"type": "string", "pattern": f"^{CODE}$"},
        "reason": _TEXT,
        "until": {"type": "string", "format": "date", "pattern": f"^{DATE}$"},
    },
    optional=("until",),
)
_FORMS: dict[str, dict[str, Json]] = {
    "text": _TEXT,
    "word": _WORD,
    "date": {"type": "string", "format": "date", "pattern": f"^{DATE}$"},
    "label": {"enum": list(EXPECT)},
    "place": {"type": "string", "pattern": f"^{PLACE}$"},
    "words": {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]},
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    "waivers": {"anyOf": [_WAIVER, {"type": "array", "items": _WAIVER, "minItems": 1}]},
}


def claims_schema() -> dict[str, Json]:
    """The schema of a claims file, for editors and for other programs."""
    return {
        "$schema": DIALECT,
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
