"""Who did what one does alone: "directed by Ann Lee", "Lee wrote the screenplay".

Only deeds that seldom have two doers are read: who produced or funded something is one of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.text.words import stem
from claimcheck.types import Name, Span

_VERBS = (
    "directed|written|wrote|composed|painted|sculpted|designed|created|discovered|invented|authored"
    "|choreographed|penned"
)
#: Two words of one deed.
_SAME = {stem("penned"): stem("wrote"), stem("authored"): stem("wrote")}
_DEED = re.compile(rf"(?<!-)\b(?P<verb>{_VERBS})\b", re.I)
#: From the verb to its doer: "written and directed by the late British author Ann Lee".
_BY = re.compile(
    r"(?:,?\s+(?:and\s+)?(?:co-)?(?:\w+ed|written)){0,3}\s+by\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)
_ACTIVE = re.compile(r"\s+(?:(?:also|first|later|had|has|then|himself|herself)\s+){0,2}$")
_AND = re.compile(r"(?:,|,?\s+and)\s+(?:[a-z][\w-]*\s+){0,3}$")
#: What of a work is made: a screenplay is not the novel.
_PART = re.compile(
    r"\b(?:screenplay|script|novel|book|poem|play|music|score|lyrics|song|story|pilot|episode"
    r"|teleplay|article|report|speech|libretto|sequel|remake|adaptation)s?\b",
    re.I,
)
_REACH = 60


class Deed(NamedTuple):
    """A deed by the stem of its verb, its doers, and what of a work was made ("screenplay")."""

    verb: str
    span: Span
    doers: tuple[Name, ...]
    made: frozenset[str]


def deeds(text: str, names: Sequence[Name]) -> Iterator[Deed]:
    """The deeds that a text tells with their doers."""
    for found in _DEED.finditer(text):
        verb = stem(found["verb"])
        doers = _after_by(text, found.end(), names) or _before(text, found.start(), names)
        if doers:
            near = text[max(0, found.start() - _REACH) : found.end() + _REACH]
            made = frozenset(part.lower().rstrip("s") for part in _PART.findall(near))
            yield Deed(_SAME.get(verb, verb), Span(*found.span()), doers, made)


def _after_by(text: str, end: int, names: Sequence[Name]) -> tuple[Name, ...]:
    """The doers after "by", all of a list."""
    doers: list[Name] = []
    for name in names:
        if name.span.start < end:
            continue
        between = text[doers[-1].span.end if doers else end : name.span.start]
        if not (_AND if doers else _BY).fullmatch(between):
            if doers:
                break
            continue
        doers.append(name)
    return tuple(doers)


def _before(text: str, start: int, names: Sequence[Name]) -> tuple[Name, ...]:
    """The doer right before an active verb."""
    for name in names:
        if name.span.end <= start and _ACTIVE.fullmatch(text, name.span.end, start):
            return (name,)
    return ()
