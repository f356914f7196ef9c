"""The forms that the schemas are made of, and JSON as the tool writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def object_of(properties: dict[str, Json], *, optional: Sequence[str] = ()) -> dict[str, Json]:
    """An object with exactly these keys, all but `optional` in every one."""
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        "properties": properties,
    }


def document(title: str, doc: str, version: int, properties: dict[str, Json]) -> dict[str, Json]:
    """The head of a schema of what the tool prints, `draft` being its one optional key."""
    return {
        "$schema": DIALECT,
        "title": title,
        "description": doc,
        **object_of(
            {
                "schema_version": {"const": version},
                "tool": object_of({"name": {"type": "string"}, "version": {"type": "string"}}),
                **properties,
            },
            optional=("draft",),
        ),
    }


def counts(doc: str, names: Iterable[str]) -> Json:
    """An object with a count for each of the names."""
    return {"description": doc, **object_of({name: count("") for name in names})}


def count(doc: str) -> Json:
    """A whole number from 0."""
    return {"type": "integer", "minimum": 0, **({"description": doc} if doc else {})}


def number(doc: str) -> Json:
    """A whole number from 1."""
    return {"type": "integer", "minimum": 1, "description": doc}


def nullable(kind: str) -> Json:
    """A value of this type, or null."""
    return {"type": [kind, "null"]}


#: The kinds of excuse of what would fail a run.
EXCUSES = ("waived", "known", "unsure")


def excuse() -> dict[str, Json]:
    """Why something that would fail the run does not, or null."""
    told = object_of({"kind": {"enum": list(EXCUSES)}, "why": {"type": "string"}})
    return {
        "anyOf": [told, {"type": "null"}],
        "description": "Why it does not fail the run, though it would: waived beside the claim, "
        "known to a baseline, or of too little confidence.",
    }


def dump(value: Json) -> str:
    """JSON text as the tool prints and tracks it: indented, not escaped, one line break last."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


#: The keys that tell a place in a file.
POSITION: dict[str, Json] = {
    "path": {"type": "string"},
    "line": number("From 1."),
    "column": number("From 1."),
}
