"""A text as tokens: lower-case words, runs of digits and single marks, with their places.

The grammar of figures looks at every word many times; on tokens each look is one lookup in a
table, so that reading stays linear in the length of the text and fast in plain Python.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

from claimcheck.quantities.telling import FATES, FORMERLY, MISTOLD, PERIODS, SUMS, TELLING
from claimcheck.text.normalise import hyphenated
from claimcheck.text.words import STOPWORDS

#: Empty tokens before the first and after the last one, so that neighbours need no bounds check.
FRONT, BACK = 4, 8
#: Fractions with a character of their own are no letters of the word beside them.
GLYPHS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

#: Letters, and the raised figures of units ("m²"), in ranges: categories of characters would
#: take twice the time. A letter of another script is a token by itself.
_LETTERS = (
    "a-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00df-\u00f6\u00f8-\u02af\u0370-\u0373\u0376-\u052f"
)
_LETTERS += "\u0561-\u0587\u05d0-\u05ea\u0620-\u064a\u0900-\u0df4\u1e00-\u1fff"
#: What a sentence, a quotation or a bracket begins after, "" at the start of the text.
_OPENERS: Final = frozenset(("", ".", "!", "?", ":", ";", "“", '"', "(", "—", "–"))
#: Most tokens within the brackets of a dateline.
_DATELINE = 16
#: The share of a headline's content words that has a capital.
_TITLE_SHARE = 0.9
#: The tokens of a text that tell whether it is a headline, and the words without a capital after
#: which it is none whatever follows.
_TITLE: Final = 40
_SMALL_WORDS: Final = 4
_TOKEN: Final = re.compile(  # no part of it ever takes back a character: "++" and "*+" say so
    f"([{_LETTERS}]++(?:['’][{_LETTERS}]++)*+"
    "|[0-9]++(?:[.,'·\u00a0\u202f\u2009][0-9]++)*+|[^\\s0-9])"
)


def is_digits(word: str) -> bool:
    """Whether a token is digits alone; "²" is a digit to Python, and a letter here."""
    return word.isascii() and word.isdigit()


class Tokens:
    """The tokens of one text.

    `low` holds the words in lower case, `start` and `end` their characters in `text`; all three
    begin with `FRONT` and end with `BACK` empty tokens. `stop` is the index after the last
    real one. `summed`, `formerly`, `mistold`, `timed` and `fated` tell whether a word of these
    groups of `telling` is among them.
    """

    __slots__ = (
        "_headline", "end", "fated", "formerly", "low", "mistold", "start", "stop", "summed",
        "text", "timed",
    )  # fmt: skip

    def __init__(
        self, text: str, low: list[str], start: list[int], end: list[int], stop: int
    ) -> None:
        self.text = text
        self.low = low
        self.start = start
        self.end = end
        self.stop = stop
        told = TELLING.intersection(low)
        self.summed = bool(told) and not told.isdisjoint(SUMS)
        self.formerly = bool(told) and not told.isdisjoint(FORMERLY)
        self.mistold = bool(told) and not told.isdisjoint(MISTOLD)
        self.timed = bool(told) and not told.isdisjoint(PERIODS)
        self.fated = bool(told) and not told.isdisjoint(FATES)
        self._headline: bool | None = None

    def attached(self, index: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return self.end[index - 1] == self.start[index]

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.start[index] : self.end[index]]

    def is_headline(self) -> bool:
        """Whether nearly all content words have a capital; found once, asked of each number."""
        if self._headline is None:
            self._headline = self._has_capitals()
        return self._headline

    def _has_capitals(self) -> bool:
        words = small = 0
        for k in range(FRONT, min(self.stop, FRONT + _TITLE)):
            word = self.low[k]
            if word.isalpha() and word not in STOPWORDS:
                words += 1
                small += not self.capital(k)
                if small >= _SMALL_WORDS:
                    return False
        return words > 2 and words - small > _TITLE_SHARE * words

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.start[index] : self.start[index] + 1].isupper()


def tokenise(text: str) -> Tokens:
    """The tokens of `text`, in time linear in its length."""
    if "\u2011" in text or "\u2010" in text:
        text = hyphenated(text)
    if "\u02da" in text:
        text = text.replace("\u02da", "°")  # the ring of "5 ˚C"
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters: places must not move
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    parts = _TOKEN.split(lowered)
    ends = list(accumulate(map(len, parts)))
    words = parts[1::2]
    beyond = len(text) + 1
    return Tokens(
        text,
        ["", "", "", "", *words, "", "", "", "", "", "", "", ""],
        [-1, -1, -1, -1, *ends[0:-1:2], *([beyond] * BACK)],
        [-2, -2, -2, -2, *ends[1::2], *([beyond] * BACK)],
        len(words) + FRONT,
    )


def starts_sentence(tokens: Tokens, at: int) -> bool:
    """Whether the token opens a sentence, a quotation or what stands in brackets."""
    before = tokens.low[at - 1]
    return before in _OPENERS or (before in (")", "-") and _opens(tokens, at - 1))


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether all before the token is a place and what stands in brackets: "ROME (AP) -"."""
    low = tokens.low
    at -= low[at] == "-"
    if low[at] != ")":
        return False
    first = max(FRONT, at - _DATELINE)
    opened = next((k for k in range(at, first - 1, -1) if low[k] == "("), FRONT)
    return low[opened] == "(" and (
        low[opened - 1] in _OPENERS or (opened < FRONT + 4 and tokens.capital(FRONT))
    )
