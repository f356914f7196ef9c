"""The nodes of a YAML document, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.errors import ClaimcheckError
from claimcheck.types import Location


class YamlError(ClaimcheckError):
    """A YAML text cannot be read; the location is the place of the fault."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as the text that was written, escapes and folds resolved.

    `plain` is whether it stands without quotes and is no block, so that it
    may mean null, a boolean or a number. `at` is the place of its first character
    (inside the quotes, or in a block's first line); `locations` are the points where it
    leaves its line, as in `claimcheck.types.Claim.text_locations`. `comment` is
    whether a comment follows on the same line.
    """

    text: str
    at: Location
    plain: bool = False
    locations: tuple[tuple[int, Location], ...] = ()
    comment: bool = False

    @property
    def kind(self) -> str:
        """What the value is under the YAML 1.2 core schema: "text", "null", "number" …"""
        if self.plain:
            for kind, pattern in _CORE_KINDS:
                if pattern.fullmatch(self.text):
                    return kind
        return "text"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; no key stands twice."""

    entries: tuple[Entry, ...]
    at: Location

    def get(self, key: str) -> Node | None:
        """The value of `key`, None where the key is absent."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping

_CORE_KINDS = (
    ("null", re.compile(r"|~|null|Null|NULL")),
    ("boolean", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("integer", re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")),
    (
        "number",
        re.compile(
            r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
)
