"""Waivers beside a claim: a list of mappings with a code, a reason and perhaps a last day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimcheck import yamlio
from claimcheck.claims.fields import day, describe, short, text
from claimcheck.errors import ClaimcheckError, ClaimsError, ManyErrors, did_you_mean
from claimcheck.types import Claim, Waiver

#: The keys of a waiver, the required ones first.
KEYS = ("code", "reason", "until")
CODE = r"[A-Z]{3}[0-9]{3}"
_EXAMPLE = 'waive: [{code: NUM001, reason: "the ministry has corrected it", until: 2026-12-31}]'


def read_waivers(name: str, node: yamlio.Node) -> tuple[Waiver, ...]:
    """The waivers of a node; one alone stands for a list of one.

    :raises ClaimsError: at the first node that is none.
    """
    nodes: Sequence[yamlio.Node] = node.items if isinstance(node, yamlio.Sequence) else (node,)
    if not nodes:
        raise ClaimsError(
            f"{name}: want at least one waiver, got an empty list",
            location=node.at,
            remedy="add one, or remove the key",
        )
    waivers = tuple(_waiver(name, one) for one in nodes)
    seen: set[str] = set()
    for waiver in waivers:
        if waiver.code in seen:
            raise ClaimsError(
                f"{name}: {waiver.code} is waived twice",
                location=waiver.location,
                remedy="keep one of the two",
            )
        seen.add(waiver.code)
    return waivers


def _waiver(name: str, node: yamlio.Node) -> Waiver:
    if not isinstance(node, yamlio.Mapping):
        raise ClaimsError(
            f"{name}: want a mapping of {', '.join(KEYS)}, got {describe(node)}",
            location=node.at,
            remedy=f"write it as in {_EXAMPLE}",
        )
    for entry in node.entries:
        key = entry.key.text
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            raise ClaimsError(
                f"{name}: unknown key '{short(key)}'{hint}",
                location=entry.key.at,
                remedy=f"a waiver may have: {', '.join(KEYS)}",
            )
    code, reason, until = (node.get(key) for key in KEYS)
    for key, value in (("code", code), ("reason", reason)):
        if value is None:
            raise ClaimsError(
                f"{name}: the waiver has no '{key}'", location=node.at, remedy=f"add '{key}: …'"
            )
    assert code is not None
    assert reason is not None
    return Waiver(
        _code(name, code),
        " ".join(text(f"{name}: reason", reason).split()),
        code.at,
        None if until is None else day(f"{name}: until", until),
    )


def _code(name: str, node: yamlio.Node) -> str:
    code = node.text if isinstance(node, yamlio.Scalar) else ""
    if re.fullmatch(CODE, code):
        return code
    upper = code.upper()
    hint = f" (did you mean '{upper}'?)" if re.fullmatch(CODE, upper) else ""
    raise ClaimsError(
        f"{name}: {describe(node)} is no code of a checker{hint}",
        location=node.at,
        remedy="name one, as in NUM001 (claimcheck explain lists them)",
    )


def refuse_unknown(claims: Iterable[Claim], codes: Sequence[str]) -> None:
    """Refuse waivers of checkers that there are not; `codes` are those that there are.

    :raises ClaimcheckError: with the place of each.
    """
    errors: list[ClaimcheckError] = []
    for waiver in (one for claim in claims for one in claim.waive):
        if waiver.code in codes:
            continue
        hint = did_you_mean(waiver.code, codes)
        errors.append(
            ClaimsError(
                f"waive: there is no checker {waiver.code}{hint}",
                location=waiver.location,
                remedy="claimcheck explain lists them",
            )
        )
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ManyErrors(errors)
