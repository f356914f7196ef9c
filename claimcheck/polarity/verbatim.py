"""One sentence said twice, once with "not": whatever clauses it has, one denies the other.

The careful comparison of statements passes over what may be, is planned or rumoured. Where all
words of the claim stand in the source in their order, and a bare denial is the only difference, no
such care is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.types import PolarityPair, Reading, Span

_TOKEN = re.compile(r"[\w'’]+(?:[.,-]\w+)*")
_NOT = frozenset({"not", "never"})
_DENIAL = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.I)
#: Words that come and go with a denial: "did not say" and "said" are not tried, "does" is.
_SUPPORT = frozenset({"do", "does", "did"})
_CONTRACTED = re.compile(r"n['’]t$")
#: Words of a claim below which being the same says too little.
_FEWEST = 4

_Token = tuple[str, Span]


def pairs(claim: Reading, evidence: Reading) -> tuple[PolarityPair, ...]:
    """The one denial by which a claim differs from the source's words, or nothing."""
    if not (_DENIAL.search(claim.text) or _DENIAL.search(evidence.text)):
        return ()
    mine, theirs = _tokens(claim.text), _tokens(evidence.text)
    denied = [token for token in mine if token[0] in _NOT]
    there = [token for token in theirs if token[0] in _NOT]
    plain, source = _without(mine), _without(theirs)
    if len(plain) < _FEWEST or abs(len(denied) - len(there)) != 1:
        return ()
    at = _found(plain, source)
    if at is None or len(source) > len(plain) + _FEWEST:
        return ()
    more, fewer = (mine, theirs) if len(denied) > len(there) else (theirs, mine)
    cue = _extra(more, fewer)
    if cue is None:
        return ()
    place, verb = cue
    claims = len(denied) > len(there)
    other = next((span for word, span in fewer if word == verb), None)
    if other is None:
        return ()
    spans = (place, other) if claims else (other, place)
    return (PolarityPair(verb, spans[0], spans[1], claims, not claims),)


def _tokens(text: str) -> list[_Token]:
    """The words, small; "isn't" as "is" and "not"."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        word, span = match.group().lower(), Span(*match.span())
        if _CONTRACTED.search(word):
            found += [(_CONTRACTED.sub("", word), span), ("not", span)]
        else:
            found.append((word, span))
    return found


def _without(tokens: Sequence[_Token]) -> list[str]:
    return [word for word, _ in tokens if word not in _NOT and word not in _SUPPORT]


def _found(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where `part` stands in `whole` as it is, or None."""
    for at in range(len(whole) - len(part) + 1):
        if list(whole[at : at + len(part)]) == list(part):
            return at
    return None


def _extra(more: Sequence[_Token], fewer: Sequence[_Token]) -> tuple[Span, str] | None:
    """The denial that only one side has, from the word before it to the word after it."""
    bare = [word for word, _ in fewer]
    for at, (word, span) in enumerate(more):
        if word in _NOT and 0 < at < len(more) - 1:
            around = [more[at - 1][0], more[at + 1][0]]
            if _found(around, bare) is not None:
                return Span(more[at - 1][1].start, max(span.end, more[at + 1][1].end)), around[0]
    return None
