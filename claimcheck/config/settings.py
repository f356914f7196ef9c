"""Settings of a project: `[tool.claimcheck]` in pyproject.toml, or claimcheck.yaml.

The nearest of the two, in the working folder or above it, counts; options and environment
variables go before it. Unknown keys are refused.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.claims import labels_named
from claimcheck.config.codes import selected, severities
from claimcheck.config.files import Read, find
from claimcheck.config.keys import KEYS
from claimcheck.config.publisher import publisher_of
from claimcheck.errors import ClaimcheckError, did_you_mean
from claimcheck.retrieval.profile import MEMORY, MOST, PROFILES
from claimcheck.sources.fields import NAMES, Names, named
from claimcheck.types import Label, Location, Notation, Publisher, Severity

#: How digits are grouped; "auto" takes each article's language and English for claims.
NOTATIONS = ("auto", *(notation.value for notation in Notation))
DEFAULT_INDEX = Path("index")
DEFAULT_K = 12
"""Sentences fetched for a claim."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project sets; None where it leaves a setting to the tool.

    `index` is relative to the working folder, as is a `model` or `entailment` that names a folder.
    `names` are those that the fields of tables and records go by, the setting `fields` included;
    `memory` is in MiB, `codes` are those of the checkers that are heard. `told` has each setting as
    it stands in the file, with its place.
    """

    index: Path | None = None
    model: str | None = None
    entailment: str | None = None
    fail_on: tuple[Label, ...] | None = None
    k: int | None = None
    notation: Notation | None = None
    claimreview: Publisher | None = None
    names: Names | None = None
    profile: str | None = None
    memory: int | None = None
    min_confidence: float | None = None
    codes: frozenset[str] | None = None
    severity: tuple[tuple[str, Severity], ...] = ()
    baseline: Path | None = None
    told: Mapping[str, tuple[object, Location]] = field(default_factory=dict)


def load_settings(folder: Path) -> Settings:
    """The settings that hold in `folder`; all None where no file sets any.

    :raises ClaimcheckError: when the file cannot be read, with the place of the fault.
    """
    file, read = find(folder)
    return Settings() if file is None else _settings(read, file.parent)


def _settings(read: Read, folder: Path) -> Settings:
    for key, (_, at) in read.items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            raise ClaimcheckError(
                f"unknown setting '{key}'{hint}",
                location=at,
                remedy=f"set some of: {', '.join(KEYS)}",
            )
    index, baseline = _text("index", read), _text("baseline", read)
    return Settings(
        index=None if index is None else folder / index,
        model=_model("model", read, folder),
        entailment=_model("entailment", read, folder),
        fail_on=_labels(read),
        k=_count("k", read, DEFAULT_K),
        notation=_notation(read),
        claimreview=publisher_of(read),
        names=_names(read),
        profile=_one_of("profile", read, PROFILES),
        memory=_count("memory", read, MEMORY),
        min_confidence=_share("min_confidence", read),
        codes=selected(read),
        severity=severities(read),
        baseline=None if baseline is None else folder / baseline,
        told=read,
    )


def _model(key: str, read: Read, folder: Path) -> str | None:
    """A model by name, or by folder where there is such a folder."""
    name = _text(key, read)
    return str(folder / name) if name and os.path.isdir(folder / name) else name


def _text(key: str, read: Read) -> str | None:
    if key not in read:
        return None
    value, at = read[key]
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ClaimcheckError(f"{key}: want text", location=at, remedy=f"write {key} as text")
    return value


def _count(key: str, read: Read, usual: int) -> int | None:
    if key not in read:
        return None
    value, at = read[key]
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST:
        raise ClaimcheckError(
            f"{key}: want a whole number from 1 to {MOST:,}",
            location=at,
            remedy=f"for instance {usual}",
        )
    return value


def _share(key: str, read: Read) -> float | None:
    if key not in read:
        return None
    value, at = read[key]
    try:
        share = float("" if isinstance(value, bool) else str(value))
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise ClaimcheckError(
            f"{key}: want a share from 0 to 1", location=at, remedy="for instance 0.7"
        )
    return share


def _notation(read: Read) -> Notation | None:
    value = _one_of("notation", read, NOTATIONS)
    return None if value is None or value == NOTATIONS[0] else Notation(value)


def _one_of(key: str, read: Read, allowed: Sequence[str]) -> str | None:
    value = _text(key, read)
    if value is not None and value not in allowed:
        hint = did_you_mean(value, allowed)
        raise ClaimcheckError(
            f"{key}: '{value}' is none{hint}",
            location=read[key][1],
            remedy=f"one of: {', '.join(allowed)}",
        )
    return value


def _names(read: Read) -> Names | None:
    """The names of fields that a project gives, before the usual ones."""
    if "fields" not in read:
        return None
    value, at = read["fields"]
    example = "for instance fields: {text: Story, date: [Day, Datum]}"
    if not isinstance(value, dict):
        raise ClaimcheckError("fields: want a mapping", location=at, remedy=example)
    given: dict[str, list[str]] = {}
    for part, names in value.items():
        if part not in NAMES:
            raise ClaimcheckError(
                f"fields: '{part}' is no part of an article",
                location=at,
                remedy=f"name some of: {', '.join(NAMES)}",
            )
        listed = names if isinstance(names, list) else [names]
        if not listed or not all(isinstance(name, str) and name.strip() for name in listed):
            raise ClaimcheckError(
                f"fields: {part}: want the name of a column, or several",
                location=at,
                remedy=example,
            )
        given[part] = listed
    return named(given)


def _labels(read: Read) -> tuple[Label, ...] | None:
    if "fail_on" not in read:
        return None
    value, at = read["fail_on"]
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ClaimcheckError(
            "fail_on: want a list of verdicts", location=at, remedy="for instance [refuted]"
        )
    try:
        return labels_named(names)
    except ClaimcheckError as error:
        raise ClaimcheckError(
            f"fail_on: {error.message}", location=at, remedy=error.remedy
        ) from None
