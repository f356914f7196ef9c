"""The facts of a text that are searched for one by one, beside the text as a whole.

"The bridge opened in 1894, and it was widened in 1962" may have its evidence in two places, of
which the text as a whole finds the one that shares more of it. It is cut where a sentence ends, and
at what joins clauses; a part that says too little to find anything by goes with the one before it.
"""

from __future__ import annotations

import re

from claimcheck.retrieval.terms import surfaces
from claimcheck.text.sentences import split

#: Content words that a part has at least.
LEAST = 3
#: Parts of a text; more, in a pasted paragraph, would leave no room for what fits the whole.
MOST = 4

_JOINED = re.compile(
    r";\s+"
    r"|[,:]?\s+(?:and|but|while|whereas|although|though|which|who|where|when|after|before|because)"
    r"\s+(?=\S)"
    r"|,\s+(?=\w+ing\b)"
)


def facts(text: str) -> tuple[str, ...]:
    """The parts of a text, in order; none where it has one fact, or more than are told apart."""
    parts = [part for each in split(text) for part in _clauses(each.span.of(text))]
    return tuple(parts) if 1 < len(parts) <= MOST else ()


def _clauses(sentence: str) -> list[str]:
    places: list[tuple[int, int]] = []
    start = 0
    for end, after in [
        *(found.span() for found in _JOINED.finditer(sentence)),
        (len(sentence),) * 2,
    ]:
        if places and (_short(sentence[start:end]) or _short(sentence[slice(*places[-1])])):
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
        start = after
    return [sentence[slice(*place)] for place in places]


def _short(part: str) -> bool:
    return len(surfaces(part)) < LEAST
