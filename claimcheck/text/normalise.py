"""One form for what is written in many: quotation marks, dashes, spaces, ligatures.

For comparing quotations: the form loses what typesetters add and keeps the words,
and each of its characters knows where it stood in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from claimcheck.types import Span

_SINGLE: Final = dict.fromkeys("‘’‚‛′ʼ`´‹›＇", "'")
_DOUBLE = dict.fromkeys("“”„‟″«»＂", '"')
_DASHES: Final = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_SPACES = dict.fromkeys(
    "\t\n\r\x0b\x0c\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    " ",
)
_WEIGHTLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"
_WORDS = {
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_TABLE = {**_SINGLE, **_DOUBLE, **_DASHES, **_SPACES, **dict.fromkeys(_WEIGHTLESS, ""), **_WORDS}
_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
#: A letter with its combining marks, to compose, or a character to replace.
_CHANGED = re.compile(
    f"[^{_MARKS}{_WEIGHTLESS}](?:[{_WEIGHTLESS}]*[{_MARKS}])+|[{re.escape(''.join(_TABLE))}]"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and where it came from.

    `offsets` holds, for each character of `text`, the offset of the original character it
    stands for, and last the length of the original: ``len(text) + 1`` numbers
    that never fall.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """The span of the original that a span of `text` stands for.

        It begins at the first character that gave the span's first, and ends after the last
        that gave its last, so that a ligature or a letter with its accent stays whole.
        """
        if span.start >= span.end:
            at = self.offsets[span.start]
            return Span(at, at)
        start, last = self.offsets[span.start], self.offsets[span.end - 1]
        end = next(o for o in self.offsets[span.end :] if o > last)
        return Span(start, end)

    def normal(self, span: Span) -> Span:
        """The span of `text` that stands for a span of the original."""
        return Span(self._first_from(span.start), self._first_from(span.end))

    def _first_from(self, at: int) -> int:
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < at:
                low = middle + 1
            else:
                high = middle
        return low


def normalise(text: str) -> Normalised:
    """`text` with one form for each mark: straight quotation marks, "-" for dashes.

    Every space is " ", ellipses are three dots, ligatures letters, letters with
    combining marks composed (NFC); soft hyphens and characters without width are gone. Letter case,
    accents and the number of spaces stay. Normalising twice changes nothing.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _CHANGED.finditer(text):
        start, end = found.span()
        pieces.append(text[at:start])
        offsets.extend(range(at, start))
        reading = _reading(found.group())
        pieces.append(reading)
        offsets.extend([start] * len(reading))
        at = end
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return Normalised("".join(pieces), tuple(offsets))


def _reading(found: str) -> str:
    if len(found) == 1:
        return _TABLE[found]
    base = _TABLE.get(found[0], found[0])
    marks = "".join(mark for mark in found[1:] if mark not in _WEIGHTLESS)
    return unicodedata.normalize("NFC", base + marks)


def hyphenated(text: str) -> str:
    """The text with a plain hyphen for each of the two others that typesetters use."""
    return text.replace("\u2011", "-").replace("\u2010", "-")
