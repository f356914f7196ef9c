"""Sources: one file a format, a registry by suffix, and the way from paths to articles."""

from claimcheck.sources.fields import NAMES, Names, named
from claimcheck.sources.registry import SOURCES, SUFFIXES, source_for
from claimcheck.sources.source import MAX_BYTES, Skipped, Source
from claimcheck.sources.walk import FoundFiles, find, load, load_file, read_articles

__all__ = [
    "MAX_BYTES",
    "NAMES",
    "SOURCES",
    "SUFFIXES",
    "FoundFiles",
    "Names",
    "Skipped",
    "Source",
    "find",
    "load",
    "load_file",
    "named",
    "read_articles",
    "source_for",
]
