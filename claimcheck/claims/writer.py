"""Claims to a claims file, in the form that the loader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.claims.fields import EXPECT, FIELDS
from claimcheck.claims.loader import VERSION
from claimcheck.types import Claim, Label, Waiver

#: Words that need no quotes: YAML takes them for nothing but text.
_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)\Z)[a-z_][\w-]*\Z", re.ASCII)
_ESCAPED = {'"': '\\"', "\\": "\\\\"}
#: The shortest spelling of each label.
_SPELLED: dict[Label, str] = {label: name for name, label in EXPECT.items()}


def claims_file(claims: Sequence[Claim], *, comment: str = "") -> str:
    """A claims file of the claims in their order; `comment` stands at its head, line by line.

    Read again it gives the same claims, but for the places of their texts.
    """
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += [f"version: {VERSION}", "", "claims:"]
    for claim in claims:
        mark = "  - "
        for name, value in _fields(claim):
            lines.append(f"{mark}{name}: {value}")
            mark = "    "
        lines.append("")
    return "\n".join(lines)


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """The keys of a claim with their values as YAML, those that say nothing left out."""
    values: dict[str, str | tuple[str, ...] | None] = {
        "id": claim.id,
        "text": claim.text,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "speaker": claim.speaker,
        "sources": claim.sources,
        "since": claim.since.isoformat() if claim.since else None,
        "until": claim.until.isoformat() if claim.until else None,
        "expect": _SPELLED[claim.expect] if claim.expect_stated else None,
        "tags": claim.tags,
        "note": claim.note,
        "from": str(claim.origin) if claim.origin else None,
        "lead_in": claim.lead_in,
        "before": claim.before,
    }
    for item in FIELDS:
        value = values.get(item.name)
        if isinstance(value, tuple) and value:
            yield item.name, f"[{', '.join(map(_scalar, value))}]"
        elif isinstance(value, str) and value:
            yield item.name, value if item.form == "date" else _scalar(value)
        elif item.form == "waivers" and claim.waive:
            yield item.name, f"[{', '.join(map(_waiver, claim.waive))}]"


def _waiver(waiver: Waiver) -> str:
    until = f", until: {waiver.until.isoformat()}" if waiver.until else ""
    return f"{{code: {waiver.code}, reason: {_scalar(waiver.reason)}{until}}}"


def _scalar(text: str) -> str:
    return text if _PLAIN.match(text) else f'"{"".join(map(_character, text))}"'


def _character(char: str) -> str:
    """A character within double quotes; what is not printable as an escape."""
    if char in _ESCAPED:
        return _ESCAPED[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
