"""YAML text to nodes; the only module that imports yaml.

It works on the parser's events, not on the
library's constructors: no object is ever made of a file's content, aliases share one
node (a billion laughs costs nothing), nesting is limited without recursion, and a plain
scalar stays the text that was written until a field asks for a number or a date. So
``no``, ``on`` and ``2022-04-21`` are text in a text field, as in YAML 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from claimcheck.types import Location
from claimcheck.yamlio.faults import QUOTE, explain
from claimcheck.yamlio.nodes import Entry, Mapping, Node, Scalar, Sequence, YamlError
from claimcheck.yamlio.places import Lines, offsets_of

MAX_DEPTH = 32
"""Levels of nesting accepted; the formats read here need four."""

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]*(?:\r\n|[\r\n])?[ \t]*)+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\r\n])")
_COMMENT = re.compile(r"#[^\r\n]*")
_CORE = "tag:yaml.org,2002:"


def decode(data: bytes, *, path: str) -> str:
    """The text of a UTF-8 file, a byte order mark dropped.

    :raises YamlError: at the line and column of the first byte that is not UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(
            "the file is UTF-16",
            location=Location(path, 1, 1),
            remedy="save it as UTF-8",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = len("\ufeff".encode()) if data.startswith(b"\xef\xbb\xbf") else 0
        before = data[mark : mark + error.start].decode("utf-8")
        byte = error.object[error.start]
        place = Lines(before, path=path, first_line=1).locate(len(before))
        raise YamlError(
            f"the byte 0x{byte:02x} is not UTF-8",
            location=place,
            remedy="save the file as UTF-8 (it looks like Windows-1252 or Latin-1)",
        ) from None


def parse(text: str, *, path: str, first_line: int = 1) -> Node:
    """The one document of a YAML text; an empty one is a plain Scalar of kind null.

    `first_line` is the line of `path` on which `text` begins, for front matter.

    :raises YamlError: on a fault of syntax, a second document, a key that stands twice
        or is no scalar, a tag, an alias without or within its anchor, or too deep nesting.
    """
    lines = Lines(text.removeprefix("\ufeff"), path=path, first_line=first_line)
    for loader in _loaders():
        builder = _Builder(lines)
        try:
            for event in yaml.parse(lines.text, Loader=loader):
                builder.take(event)
            return builder.root or Scalar("", lines.locate(0), plain=True)
        except yaml.YAMLError as error:
            fault = _fault(error, lines)
    raise fault from None


def comments(text: str, *, path: str) -> Iterator[Scalar]:
    """The comments of a YAML text that `parse` takes, in order, each from its "#" on."""
    lines = Lines(text.removeprefix("\ufeff"), path=path, first_line=1)
    end = 0
    for token in yaml.scan(lines.text, Loader=_loaders()[-1]):
        start = token.start_mark.index
        if getattr(token, "style", None) in ("|", ">"):
            header = _BLOCK_HEADER.match(lines.text, start)
            start = header.end() if header else start
        for found in _COMMENT.finditer(lines.text, end, max(end, start)):
            yield Scalar(found.group().rstrip(), lines.locate(found.start()))
        end = max(end, token.end_mark.index)


def _loaders() -> tuple[type[yaml.SafeLoader] | type[yaml.CSafeLoader], ...]:
    """libyaml's parser, tenfold as fast, where the library has it, then the pure one.

    The second has the last word on what the first refuses, so that messages do not depend
    on how the library was built.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    return (fast, yaml.SafeLoader) if fast else (yaml.SafeLoader,)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    at: Location
    anchor: str | None
    mapping: bool
    values: list[Node] = field(default_factory=list)


class _Builder:
    """Makes nodes of events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, lines: Lines) -> None:
        self.root: Node | None = None
        self._lines = lines
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}  # None: begun, not yet complete
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._error(
                    event,
                    "a second document begins here",
                    "remove the line '---', or put this document in a file of its own",
                )
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))
        elif isinstance(event, yaml.ScalarEvent):
            self._check_tag(event, "str")
            node = _scalar(event, self._lines)
            self._remember(event.anchor, node)
            self._add(node)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end()

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._check_tag(event, "map" if mapping else "seq")
        if len(self._open) >= MAX_DEPTH:
            raise self._error(event, f"nested deeper than {MAX_DEPTH} levels", "flatten the file")
        self._remember(event.anchor, None)
        self._open.append(_Open(self._lines.locate(_start(event)), event.anchor, mapping))

    def _end(self) -> None:
        done = self._open.pop()
        node: Node
        if done.mapping:
            node = Mapping(_entries(done.values), done.at)
        else:
            node = Sequence(tuple(done.values), done.at)
        self._remember(done.anchor, node)
        self._add(node)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].values.append(node)
        else:
            self.root = node

    def _remember(self, anchor: str | None, node: Node | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        name = event.anchor
        if name not in self._anchors:
            raise self._error(event, f"'*{name}' refers to no anchor '&{name}'", QUOTE)
        node = self._anchors[name]
        if node is None:
            raise self._error(
                event, f"'*{name}' stands within its own anchor", "remove the reference"
            )
        return node

    def _check_tag(self, event: yaml.NodeEvent, allowed: str) -> None:
        tag = getattr(event, "tag", None)
        if tag is None or tag == _CORE + allowed or (tag == "!" and allowed == "str"):
            return
        shown = tag.replace(_CORE, "!!")
        raise self._error(event, f"the tag '{shown}' is not allowed", f"remove it, or {QUOTE}")

    def _error(self, event: yaml.Event, message: str, remedy: str) -> YamlError:
        place = self._lines.locate(_start(event))
        return YamlError(message, location=place, remedy=remedy)


def _entries(values: list[Node]) -> tuple[Entry, ...]:
    """Pairs of key and value from the flat list of a mapping's nodes."""
    seen: dict[str, Location] = {}
    entries = []
    for key, value in zip(values[::2], values[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise YamlError("a key must be a single word", location=key.at, remedy=QUOTE)
        if key.text in seen:
            raise YamlError(
                f"the key '{key.text}' stands twice in one mapping",
                location=key.at,
                remedy=f"remove one; the first is on line {seen[key.text].line}",
            )
        seen[key.text] = key.at
        entries.append(Entry(key, value))
    return tuple(entries)


# --------------------------------------------------------------------------
# Places of the characters of a scalar


def _scalar(event: yaml.ScalarEvent, lines: Lines) -> Scalar:
    """The scalar of an event, with the places where its text leaves its line."""
    raw, start, end = lines.text, _start(event), _end(event)
    if properties := _PROPERTIES.match(raw, start):
        start = min(properties.end(), end)
    style = event.style or ""
    plain = style == "" and event.tag is None
    if style in ("'", '"'):
        start += 1
    elif header := _BLOCK_HEADER.match(raw, start) if style else None:
        start = header.end()
    offsets = offsets_of(event.value, raw, start, style)
    breaks: list[tuple[int, Location]] = []
    for index in range(1, len(offsets)):
        if offsets[index] != offsets[index - 1] + 1:
            breaks.append((index, lines.locate(offsets[index])))
    at = lines.locate(offsets[0] if offsets else start)
    comment = plain and re.match(r"[ \t]+#", raw[end : end + 64]) is not None
    return Scalar(event.value, at, plain=plain, locations=tuple(breaks), comment=comment)


def _fault(error: yaml.YAMLError, lines: Lines) -> YamlError:
    """The library's error with our place, in words a newcomer can act on."""
    if isinstance(error, yaml.reader.ReaderError):
        place = lines.locate(error.position)
        shown = ord(lines.text[error.position]) if error.position < len(lines.text) else 0
        return YamlError(
            f"the character U+{shown:04X} is not allowed in YAML",
            location=place,
            remedy="remove it; in double quotes it can be written as an escape",
        )
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return YamlError(str(error), location=lines.locate(0))
    place = lines.locate(error.problem_mark.index)
    message, remedy = explain(error.problem or "unknown fault")
    return YamlError(message, location=place, remedy=remedy)
