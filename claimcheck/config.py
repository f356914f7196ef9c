"""Settings of a project: `[tool.claimcheck]` in pyproject.toml, or claimcheck.yaml.

The nearest of the two, in the working folder or above it, counts; options and environment
variables go before it. Unknown keys are refused.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from claimcheck import yamlio
from claimcheck.claims import labels_named
from claimcheck.errors import ClaimcheckError
from claimcheck.retrieval.profile import MEMORY, PROFILES
from claimcheck.sources.fields import NAMES, Names, named
from claimcheck.types import Label, Location, Notation, Publisher

YAML_NAMES = ("claimcheck.yaml", "claimcheck.yml")
TOML_NAME = "pyproject.toml"
KEYS = (
    "index", "model", "entailment", "fail_on", "fields", "k", "notation", "profile", "memory",
    "claimreview",
)  # fmt: skip
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
    `memory` is in MiB.
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


_Read = dict[str, tuple[object, Location]]


def load_settings(folder: Path) -> Settings:
    """The settings that hold in `folder`; all None where no file sets any.

    :raises ClaimcheckError: when the file cannot be read, with the place of the fault.
    """
    file, read = _find(folder)
    return Settings() if file is None else _settings(read, file.parent)


def settings_file(folder: Path) -> Path | None:
    """The file whose settings hold in `folder`, None where no file sets any.

    :raises ClaimcheckError: as `load_settings`.
    """
    return _find(folder)[0]


def _find(folder: Path) -> tuple[Path | None, _Read]:
    for above in (folder, *folder.resolve().parents):
        for name in YAML_NAMES:
            if (above / name).is_file():
                return above / name, _from_yaml(above / name)
        table = _from_toml(above / TOML_NAME) if (above / TOML_NAME).is_file() else None
        if table is not None:
            return above / TOML_NAME, table
        if (above / ".git").exists():
            break
    return None, {}


def _from_yaml(path: Path) -> _Read:
    root = yamlio.parse(yamlio.decode(_bytes(path), path=str(path)), path=str(path))
    if isinstance(root, yamlio.Scalar) and root.kind == "null":
        return {}
    if not isinstance(root, yamlio.Mapping):
        raise ClaimcheckError(
            "want a mapping of settings", location=root.at, remedy=f"set some of: {', '.join(KEYS)}"
        )
    return {entry.key.text: (_plain(entry.value), _at(entry)) for entry in root.entries}


def _at(entry: yamlio.Entry) -> Location:
    return entry.key.at if entry.key.text not in KEYS else entry.value.at


def _plain(node: yamlio.Node) -> object:
    if isinstance(node, yamlio.Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, yamlio.Scalar):
        return int(node.text) if node.kind == "integer" and node.text.isdigit() else node.text
    if isinstance(node, yamlio.Mapping):
        return {entry.key.text: _plain(entry.value) for entry in node.entries}
    return None


def _from_toml(path: Path) -> _Read | None:
    """The tool's own table; None where the file has none."""
    text = yamlio.decode(_bytes(path), path=str(path))
    try:
        table = tomllib.loads(text).get("tool", {}).get("claimcheck")
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise ClaimcheckError(
            f"not valid TOML: {error}", location=str(path), remedy="mend the file"
        ) from None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ClaimcheckError("[tool.claimcheck] must be a table", location=str(path))
    section = text.find("[tool.claimcheck]")
    return {
        key: (value, _toml_place(text, key, max(section, 0), path)) for key, value in table.items()
    }


def _toml_place(text: str, key: str, start: int, path: Path) -> Location:
    """The line of a key; the library keeps no places."""
    found = re.compile(rf"^[ \t]*(?P<key>['\"]?{re.escape(key)}\b)", re.MULTILINE).search(
        text, start
    )
    offset = found.start("key") if found else start
    line = text.count("\n", 0, offset) + 1
    return Location(str(path), line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClaimcheckError(
            f"cannot be read: {error.strerror or error}",
            location=str(path),
            remedy="check its permissions",
        ) from None


def _settings(read: _Read, folder: Path) -> Settings:
    for key, (_, at) in read.items():
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            raise ClaimcheckError(
                f"unknown setting '{key}'{hint}",
                location=at,
                remedy=f"set some of: {', '.join(KEYS)}",
            )
    index = _text("index", read)
    return Settings(
        index=None if index is None else folder / index,
        model=_model("model", read, folder),
        entailment=_model("entailment", read, folder),
        fail_on=_labels(read),
        k=_count("k", read, DEFAULT_K),
        notation=_notation(read),
        claimreview=_publisher(read),
        names=_names(read),
        profile=_one_of("profile", read, PROFILES),
        memory=_count("memory", read, MEMORY),
    )


def _model(key: str, read: _Read, folder: Path) -> str | None:
    """A model by name, or by folder where there is such a folder."""
    name = _text(key, read)
    return str(folder / name) if name and (folder / name).is_dir() else name


def _text(key: str, read: _Read) -> str | None:
    if key not in read:
        return None
    value, at = read[key]
    if not isinstance(value, str) or not value.strip():
        raise ClaimcheckError(f"{key}: want text", location=at, remedy=f"write {key} as text")
    return value


def _count(key: str, read: _Read, usual: int) -> int | None:
    if key not in read:
        return None
    value, at = read[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ClaimcheckError(
            f"{key}: want a whole number from 1", location=at, remedy=f"for instance {usual}"
        )
    return value


def _notation(read: _Read) -> Notation | None:
    value = _one_of("notation", read, NOTATIONS)
    return None if value is None or value == NOTATIONS[0] else Notation(value)


def _one_of(key: str, read: _Read, allowed: Sequence[str]) -> str | None:
    value = _text(key, read)
    if value is not None and value not in allowed:
        near = difflib.get_close_matches(value, allowed, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        raise ClaimcheckError(
            f"{key}: '{value}' is none{hint}",
            location=read[key][1],
            remedy=f"one of: {', '.join(allowed)}",
        )
    return value


def _names(read: _Read) -> Names | None:
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


def _publisher(read: _Read) -> Publisher | None:
    """Who publishes the checks, as a ClaimReview tells it."""
    if "claimreview" not in read:
        return None
    value, at = read["claimreview"]
    told = value if isinstance(value, dict) else {}
    fault = next(_publisher_faults(told), None)
    if fault:
        raise ClaimcheckError(
            f"claimreview: {fault}",
            location=at,
            remedy="for instance {author: Harbour Courier, author_url: https://courier.example, "
            "url: 'https://courier.example/checks/{id}'}",
        )
    return Publisher(**{key: str(item) for key, item in told.items()})


_PUBLISHER = tuple(field.name for field in fields(Publisher))


def _publisher_faults(told: dict[str, object]) -> Iterator[str]:
    for key in told:
        if key not in _PUBLISHER:
            near = difflib.get_close_matches(key, _PUBLISHER, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            yield f"unknown key '{key}'{hint}"
    for key in ("author", "author_url", "url"):
        if not str(told.get(key) or "").strip():
            yield f"{key} is missing"
        elif key != "author" and not re.match(r"https?://\S+$", str(told[key])):
            yield f"{key}: '{told[key]}' is no address (want https://…)"
    if told.get("kind", "Organization") not in ("Organization", "Person"):
        yield f"kind: '{told['kind']}' is neither Organization nor Person"
    if "date" in told and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(told["date"])):
        yield f"date: '{told['date']}' is not a date (want YYYY-MM-DD)"


def _labels(read: _Read) -> tuple[Label, ...] | None:
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
