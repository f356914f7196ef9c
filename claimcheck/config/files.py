"""The file in which the settings of a project stand, read with the place of each."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeAlias

from claimcheck import yamlio
from claimcheck.config.keys import KEYS
from claimcheck.errors import ClaimcheckError
from claimcheck.types import Location

YAML_NAMES = ("claimcheck.yaml", "claimcheck.yml")
TOML_NAME = "pyproject.toml"

Read: TypeAlias = dict[str, tuple[object, Location]]
"""The settings of a file by their names, each with its value and its place."""


def find(folder: Path) -> tuple[Path | None, Read]:
    """The file whose settings hold in `folder`, with them; None where no file sets any.

    :raises ClaimcheckError: when the file cannot be read, with the place of the fault.
    """
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


def settings_file(folder: Path) -> Path | None:
    """The file whose settings hold in `folder`, None where no file sets any.

    :raises ClaimcheckError: as `find`.
    """
    return find(folder)[0]


def _from_yaml(path: Path) -> Read:
    root = yamlio.parse(yamlio.decode(_bytes(path), path=str(path)), path=str(path))
    if isinstance(root, yamlio.Scalar) and root.kind == "null":
        return {}
    if not isinstance(root, yamlio.Mapping):
        raise ClaimcheckError(
            "want a mapping of settings",
            location=root.at,
            remedy="write 'key: value', as in 'k: 12'",
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


def _from_toml(path: Path) -> Read | None:
    """The tool's own table; None where the file has none."""
    text = yamlio.decode(_bytes(path), path=str(path))
    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError) as error:
        raise ClaimcheckError(
            f"not valid TOML: {error}", location=str(path), remedy="mend the file"
        ) from None
    table = tools.get("claimcheck") if isinstance(tools, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        remedy = "write it as [tool.claimcheck], and 'key = value' below"
        raise ClaimcheckError(
            "[tool.claimcheck] must be a table", location=str(path), remedy=remedy
        )
    section = text.find("[tool.claimcheck]")
    return {
        key: (value, _toml_place(text, key, max(section, 0), path)) for key, value in table.items()
    }


def _toml_place(text: str, key: str, start: int, path: Path) -> Location:
    """The line of a key; the library keeps no places."""
    name = re.escape(key)
    key_or_table = rf"^[ \t]*(?:(?P<key>['\"]?{name}\b)|(?P<table>\[tool\.claimcheck\.{name}\]))"
    found = re.compile(key_or_table, re.MULTILINE).search(text, start)
    offset = found.start(found.lastgroup or 0) if found else start
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
