"""Which texts may be one story, without comparing each with each.

Those that are nearly the same are found by MinHash with banding (A. Broder, "On the resemblance and
containment of documents", 1997): the share of equal numbers in two sketches estimates the share of
runs of words that two texts have in common. Figures are masked, so that a text sent again with
another figure has the same runs. Those written anew are found by the rare figures that they share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from claimcheck.types import Span

#: Words in a row that make a run.
_RUN = 3
#: Numbers of a sketch, two of which make a band: texts that share 0.4 of their runs meet in one of
#: the bands with a probability of 0.94.
_NUMBERS, _BAND = 32, 2
#: Texts before it in a band that a text is compared with.
_WINDOW = 12
#: Share of equal numbers from which two texts are nearly the same.
NEARLY = 0.25
#: Digits, noughts at the end left out, from which a figure is rare; and how many of them two texts
#: share.
_DIGITS, _SHARED = 4, 2
_MASK = 0xFFFFFFFF
#: Odd multipliers, each of which shuffles 32 bits in its own way (Knuth's, and steps from it).
_SHUFFLES = tuple((2654435761 + 2 * 1640531527 * k) & _MASK | 1 for k in range(_NUMBERS))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TOKEN = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+")

Sketch = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, or a figure as it is written."""

    text: str
    span: Span

    @property
    def masked(self) -> str:
        """The token, any figure as the same sign."""
        return "#" if self.text[0].isdigit() else self.text


def tokens(text: str) -> list[Token]:
    """The words and figures of a text."""
    return [Token(m.group().lower(), Span(*m.span())) for m in _TOKEN.finditer(text)]


def sketch(text: str) -> Sketch:
    """The smallest run of a text in each of several orders; () for a text too short to have any."""
    words = ["#" if m[0].isdigit() else m.lower() for m in _TOKEN.findall(text)]
    runs = {crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}
    if not runs:
        return ()
    return tuple(min([run * by & _MASK for run in runs]) for by in _SHUFFLES)


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of runs that two texts have in common, estimated, 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / _NUMBERS


def nearly_same(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that are nearly the same, by number, the earlier in the sequence first.

    Each text is set beside a bounded number of those before it, so that the work grows with the
    number of texts.
    """
    bands: dict[Sketch, list[int]] = defaultdict(list)
    for number, mine in enumerate(sketches):
        met: set[int] = set()
        for at in range(0, len(mine), _BAND):
            band = bands[(at, *mine[at : at + _BAND])]
            met.update(band[-_WINDOW:])
            band.append(number)
        yield from (
            (other, number) for other in sorted(met) if likeness(sketches[other], mine) >= NEARLY
        )


def rare_figures(text: str) -> frozenset[str]:
    """The figures of a text of so many digits that few other texts have them; no years."""
    found = (token.text for token in tokens(text) if token.text[0].isdigit())
    return frozenset(figure for figure in found if _is_rare(figure))


def _is_rare(figure: str) -> bool:
    digits = "".join(char for char in figure if char.isdigit()).strip("0")
    return len(digits) >= _DIGITS and not _YEAR.match(figure)


def sharing_figures(texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share rare figures, by number, the earlier in the sequence first."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, figures in enumerate(texts):
        met = Counter[int]()
        for figure in figures:
            met.update(having[figure][-_WINDOW:])
            having[figure].append(number)
        yield from ((other, number) for other in sorted(met) if met[other] >= _SHARED)
