"""The settings `select`, `ignore` and `severity`: which checkers are heard, and what they do.

A checker is named by its code, or by the beginning of one: `NUM` stands for all on figures.
"""

from __future__ import annotations

from claimcheck.config.files import Read
from claimcheck.errors import ClaimcheckError, did_you_mean
from claimcheck.types import Location, Severity

_LEVELS = {severity.value: severity for severity in Severity}


def selected(read: Read) -> frozenset[str] | None:
    """The codes of the checkers that are heard; None for all.

    :raises ClaimcheckError: for a name that is none, and where no checker is left.
    """
    if "select" not in read and "ignore" not in read:
        return None
    known = _known()
    chosen, ignored = _codes("select", read, known), _codes("ignore", read, known)
    left = (known if "select" not in read else chosen) - ignored
    if not left:
        key, remedy = (
            ("ignore", "ignore fewer") if chosen or "select" not in read else ("select", "")
        )
        raise ClaimcheckError(
            f"{key}: no checker is left",
            location=read[key][1],
            remedy=remedy or "name a code, or remove the setting for all of them",
        )
    return frozenset(left)


def _known() -> frozenset[str]:
    from claimcheck.checkers import registry

    return frozenset(checker.code for checker in registry.load())


def _codes(key: str, read: Read, known: frozenset[str]) -> frozenset[str]:
    if key not in read:
        return frozenset()
    value, at = read[key]
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ClaimcheckError(
            f"{key}: want a list of codes", location=at, remedy="for instance [NUM, QUO001]"
        )
    return frozenset(code for name in names for code in _named(key, name.strip(), known, at))


def _named(key: str, name: str, known: frozenset[str], at: Location) -> frozenset[str]:
    """The codes that a name stands for."""
    found = frozenset(code for code in known if name and code.startswith(name))
    if not found:
        names = sorted({*known, *(code[:3] for code in known)})
        hint = did_you_mean(name.upper(), names)
        raise ClaimcheckError(
            f"{key}: there is no checker '{name}'{hint}",
            location=at,
            remedy="name a code, or the beginning of one (claimcheck explain lists them)",
        )
    return found


def severities(read: Read) -> tuple[tuple[str, Severity], ...]:
    """What a finding does, by code or the beginning of one, the longest first.

    :raises ClaimcheckError: for a name that is none, and for a severity that is none.
    """
    if "severity" not in read:
        return ()
    value, at = read["severity"]
    if not isinstance(value, dict):
        raise ClaimcheckError(
            "severity: want a mapping of codes",
            location=at,
            remedy="for instance severity: {NUM: error, DAT002: warning}",
        )
    known, made = _known(), {}
    for name, level in value.items():
        _named("severity", name, known, at)
        severity = _LEVELS.get(str(level))
        if severity is None:
            raise ClaimcheckError(
                f"severity: {name}: '{level}' is none{did_you_mean(str(level), _LEVELS)}",
                location=at,
                remedy=f"one of: {', '.join(_LEVELS)}",
            )
        made[name] = severity
    return tuple(sorted(made.items(), key=lambda item: (-len(item[0]), item[0])))
