"""Claims files: YAML to `Claim`, every fault told with its file, line and column.

What a claim may hold stands in `claimcheck.claims.fields`.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from claimcheck import yamlio
from claimcheck.claims.fields import BY_NAME, FIELDS, Field, Value, describe, read, short
from claimcheck.claims.waivers import read_waivers
from claimcheck.errors import ClaimcheckError, ClaimsError, ManyErrors, did_you_mean
from claimcheck.types import Claim, Label, Location, Waiver

VERSION = 1
"""The version of the format that this loader reads."""

SUFFIXES = (".yaml", ".yml")
SETTINGS_NAMES = frozenset({"claimcheck.yaml", "claimcheck.yml"})
"""The tool's own settings, which a folder of claims may hold too."""

_TOP = ("version", "defaults", "claims")


def load_claims(paths: Sequence[Path]) -> tuple[Claim, ...]:
    """The claims of all files and folders (``*.yaml``, ``*.yml``, recursively), in order.

    :raises ClaimsError: when there is nothing to check, or one fault is found.
    :raises ManyErrors: when several are; each has file, line and column.
    """
    errors: list[ClaimcheckError] = []
    files = _files(paths, errors)
    claims: list[Claim] = []
    seen: dict[str, Location] = {}
    for file in files:
        loader = _Loader(seen)
        try:
            claims.extend(loader.load(file))
        except ClaimcheckError as error:
            errors.append(error)
        errors.extend(sorted(loader.errors, key=_in_file))
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ManyErrors(errors)
    if not claims:
        raise ClaimsError("no claims: nothing would be checked", remedy="name a claims file")
    return tuple(claims)


def _in_file(error: ClaimcheckError) -> tuple[int, int]:
    at = error.location
    return (at.line, at.column) if isinstance(at, Location) else (0, 0)


def _files(paths: Sequence[Path], errors: list[ClaimcheckError]) -> list[Path]:
    """The claims files that `paths` name, each once."""
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES
                and file.name not in SETTINGS_NAMES
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
                and file.is_file()
            )
            if not inside:
                errors.append(
                    ClaimsError(
                        "the folder holds no claims files",
                        location=str(path),
                        remedy="add a .yaml file (see: claimcheck schema), or name another folder",
                    )
                )
        elif path.exists():
            inside = [path]
        else:
            inside = []
            errors.append(_missing(path))
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _missing(path: Path) -> ClaimsError:
    folder = path.parent
    names = [item.name for item in folder.iterdir()] if folder.is_dir() else []
    near = difflib.get_close_matches(path.name, names, n=1)
    hint = f"did you mean {folder / near[0]}?" if near else "check the path"
    return ClaimsError("no such file or folder", location=str(path), remedy=hint)


class _Loader:
    """Reads one file; faults are collected, so that all are told at once."""

    def __init__(self, seen: dict[str, Location]) -> None:
        self.errors: list[ClaimcheckError] = []
        self._seen = seen

    def load(self, path: Path) -> list[Claim]:
        """The claims of one file; incomplete where `errors` is not empty.

        :raises ClaimcheckError: when the file cannot be read, or is not YAML.
        """
        shown = str(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ClaimsError(
                f"cannot be read: {error.strerror or error}",
                location=shown,
                remedy="check the path and its permissions",
            ) from None
        root = yamlio.parse(yamlio.decode(data, path=shown), path=shown)
        if not isinstance(root, yamlio.Mapping):
            empty = isinstance(root, yamlio.Scalar) and root.kind == "null"
            raise ClaimsError(
                "the file is empty" if empty else f"want a mapping, got {describe(root)}",
                location=root.at,
                remedy="begin with 'version: 1' and a list 'claims:' (see: claimcheck schema)",
            )
        self._known_keys(root, _TOP, "this file")
        self._version(root)
        defaults = self._defaults(root)
        return self._claims(root, defaults)

    # -- parts of a file

    def _version(self, root: yamlio.Mapping) -> None:
        node = root.get("version")
        remedy = f"write 'version: {VERSION}'"
        if node is None:
            self._fail(root.at, "the key 'version' is missing", f"begin the file: {remedy}")
        elif not isinstance(node, yamlio.Scalar) or node.kind == "null":
            self._fail(node.at, f"version: want {VERSION}, got {describe(node)}", remedy)
        elif node.kind != "integer" and node.text == str(VERSION):
            self._fail(node.at, f"version '{VERSION}' is text, want the number {VERSION}", remedy)
        elif node.text != str(VERSION):
            self._fail(
                node.at,
                f"version '{short(node.text)}' is not known",
                f"{remedy}, or update claimcheck where the file is of a later one",
            )

    def _defaults(self, root: yamlio.Mapping) -> dict[str, Value]:
        node = root.get("defaults")
        if node is None:
            return {}
        if not isinstance(node, yamlio.Mapping):
            self._fail(
                node.at, f"defaults: want a mapping, got {describe(node)}", "indent its keys"
            )
            return {}
        names = tuple(item.name for item in FIELDS if item.default)
        self._known_keys(node, names, "defaults")
        return {
            entry.key.text: self._read(BY_NAME[entry.key.text], entry.value)
            for entry in node.entries
            if entry.key.text in names
        }

    def _claims(self, root: yamlio.Mapping, defaults: dict[str, Value]) -> list[Claim]:
        node = root.get("claims")
        remedy = "list at least one claim with 'id' and 'text' (see: claimcheck schema)"
        if node is None:
            self._fail(root.at, "the key 'claims' is missing", remedy)
            return []
        if isinstance(node, yamlio.Scalar) and node.kind == "null":
            node = yamlio.Sequence((), node.at)
        if not isinstance(node, yamlio.Sequence):
            self._fail(node.at, f"claims: want a list, got {describe(node)}", remedy)
            return []
        if not node.items:
            self._fail(node.at, "no claims: nothing would be checked", remedy)
        claims = [self._claim(item, defaults) for item in node.items]
        return [claim for claim in claims if claim is not None]

    def _claim(self, node: yamlio.Node, defaults: dict[str, Value]) -> Claim | None:
        if not isinstance(node, yamlio.Mapping):
            self._fail(
                node.at,
                f"a claim must be a mapping, got {describe(node)}",
                "write '- id: …' and below it 'text: …'",
            )
            return None
        before = len(self.errors)
        self._known_keys(node, tuple(BY_NAME), "a claim")
        for item in FIELDS:
            if item.required and node.get(item.name) is None:
                self._fail(node.at, f"the claim has no '{item.name}'", f"add '{item.name}: …'")
        values = {
            item.name: self._read(item, value)
            for item in FIELDS
            if (value := node.get(item.name)) is not None
        }
        self._unique(node)
        if len(self.errors) > before:
            return None
        for name, default in defaults.items():
            values.setdefault(name, default)
        claim = _build(values, node.get("text"))
        if claim.since and claim.until and claim.until < claim.since:
            self._fail(
                (node.get("until") or node.get("since") or node).at,
                f"no day is both since {claim.since} and until {claim.until}",
                "give the earlier day as 'since'",
            )
        return claim

    def _unique(self, node: yamlio.Mapping) -> None:
        name = node.get("id")
        if not isinstance(name, yamlio.Scalar):
            return
        first = self._seen.setdefault(name.text, name.at)
        if first is not name.at:
            self._fail(
                name.at,
                f"the id '{short(name.text)}' is taken: the first is at {first}",
                "give each claim an id of its own",
            )

    # -- keys and values

    def _known_keys(self, node: yamlio.Mapping, names: Sequence[str], where: str) -> None:
        for entry in node.entries:
            key = entry.key.text
            if key in names:
                continue
            hint = did_you_mean(key, names)
            if key in BY_NAME or key in _TOP:
                hint = " here"
            self._fail(
                entry.key.at,
                f"unknown key '{short(key)}'{hint}",
                f"{where} may have: {', '.join(names)}",
            )

    def _read(self, item: Field, node: yamlio.Node) -> Value:
        """The value of a field; a fault is noted and an empty value returned."""
        try:
            return read_waivers(item.name, node) if item.form == "waivers" else read(item, node)
        except ClaimcheckError as error:
            self.errors.append(error)
            return None

    def _fail(self, at: Location, message: str, remedy: str) -> None:
        self.errors.append(ClaimsError(message, location=at, remedy=remedy))


def _build(values: dict[str, Value], node: yamlio.Node | None) -> Claim:
    """The claim of values that have been read without fault."""
    assert isinstance(node, yamlio.Scalar)
    text, location, locations = _trim(node)
    expect = values.get("expect")
    return Claim(
        id=str(values["id"]),
        text=text,
        location=location,
        text_locations=locations,
        as_of=_day(values.get("as_of")),
        speaker=_optional(values.get("speaker")),
        sources=_tuple(values.get("sources")),
        since=_day(values.get("since")),
        until=_day(values.get("until")),
        expect=expect if isinstance(expect, Label) else Label.SUPPORTED,
        expect_stated=isinstance(expect, Label),
        tags=_tuple(values.get("tags")),
        note=_optional(values.get("note")),
        origin=origin if isinstance(origin := values.get("from"), Location) else None,
        lead_in=_one_line(values.get("lead_in")),
        before=_one_line(values.get("before")),
        waive=_waivers(values.get("waive")),
    )


def _trim(node: yamlio.Scalar) -> tuple[str, Location, tuple[tuple[int, Location], ...]]:
    """The text without white space at its ends, line breaks as spaces; places follow."""
    start = len(node.text) - len(node.text.lstrip())
    text = re.sub(r"[\r\n]", " ", node.text.strip())
    probe = Claim("", node.text, node.at, text_locations=node.locations)
    later = tuple(
        (offset - start, place)
        for offset, place in node.locations
        if start < offset < start + len(text)
    )
    return text, probe.place(start), later


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def _optional(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _one_line(value: Value) -> str:
    return re.sub(r"[\r\n]", " ", value.strip()) if isinstance(value, str) else ""


def _tuple(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _waivers(value: Value) -> tuple[Waiver, ...]:
    listed = value if isinstance(value, tuple) else ()
    return tuple(one for one in listed if isinstance(one, Waiver))
