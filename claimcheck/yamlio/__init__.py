"""YAML with places: every key, value and character knows its line and column."""

from claimcheck.yamlio.nodes import Entry, Mapping, Node, Scalar, Sequence, YamlError
from claimcheck.yamlio.parser import comments, decode, parse

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "YamlError",
    "comments",
    "decode",
    "parse",
]
