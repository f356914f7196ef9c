"""`claimcheck config`: every setting, its value, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimcheck.config import DEFAULT_INDEX, DEFAULT_K, KEYS, Settings, load_settings
from claimcheck.reports.policy import FAIL_ON
from claimcheck.retrieval.profile import MEMORY, PROFILES
from claimcheck.schema import Json, dump

#: What holds where nothing is set; None where there is nothing then.
_DEFAULTS: dict[str, Json] = {
    "index": str(DEFAULT_INDEX),
    "entailment": "packaged",
    "profile": PROFILES[0],
    "memory": MEMORY,
    "k": DEFAULT_K,
    "notation": "auto",
    "fields": {},
    "fail_on": [label.value for label in FAIL_ON],
    "min_confidence": 0,
    "ignore": [],
    "severity": {},
}
#: Words for a default that is no value.
_WORDS = {"model": "the packaged MiniLM", "select": "all checkers"}


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was given to the command, and by what: "option --k" or "environment NAME"."""

    value: Json
    origin: str


@dataclass(frozen=True, slots=True)
class Row:
    """A setting as it holds."""

    key: str
    value: Json
    origin: str


def run(given: Mapping[str, Given], *, form: str) -> str:
    """The text that the command prints; `given` are the settings that options or environment set.

    :raises ClaimcheckError: where the settings cannot be read.
    """
    rows = list(_rows(load_settings(Path()), given))
    if form == "json":
        return dump({row.key: {"value": row.value, "origin": row.origin} for row in rows})
    shown = [(row.key, _shown(row), row.origin) for row in rows]
    widths = [max(len(row[at]) for row in shown) for at in range(2)]
    return "".join(
        f"{key:{widths[0]}}  {value:{widths[1]}}  {origin}\n" for key, value, origin in shown
    )


def _rows(settings: Settings, given: Mapping[str, Given]) -> Iterator[Row]:
    for key in KEYS:
        if key in given:
            yield Row(key, given[key].value, given[key].origin)
        elif key in settings.told:
            value, at = settings.told[key]
            yield Row(key, _read(settings, key, value), f"{at.path}:{at.line}")
        else:
            yield Row(key, _DEFAULTS.get(key), "default")


def _read(settings: Settings, key: str, value: object) -> Json:
    """The value of a setting as it was read: paths from here, names of verdicts in full."""
    if key in ("index", "baseline"):
        return str(getattr(settings, key))
    if key in ("model", "entailment", "min_confidence"):
        told: Json = getattr(settings, key)
        return told
    if key == "fail_on":
        return [label.value for label in settings.fail_on or ()]
    if key in ("select", "ignore") and isinstance(value, str):
        return [name.strip() for name in value.split(",")]
    return _plain(value)


def _plain(value: object) -> Json:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, bool | int | float | str) else str(value)


def _shown(row: Row) -> str:
    if row.value is None or (row.key == "select" and row.origin == "default"):
        return _WORDS.get(row.key, "-")
    return _words(row.value)


def _words(value: Json) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_words(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_words, value))}]"
    return str(value)
