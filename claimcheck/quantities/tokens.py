"""A text as tokens: lower-case words, runs of digits and single marks, with their places.

The grammar of figures looks at every word many times; on tokens each look is one lookup in a
table, so that reading stays linear in the length of the text and fast in plain Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

#: Empty tokens before the first and after the last one, so that neighbours need no bounds check.
FRONT, BACK = 4, 8
#: Fractions with a character of their own are no letters of the word beside them.
GLYPHS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_TOKEN = re.compile(
    "([0-9]+(?:[.,'\u00a0\u202f\u2009][0-9]+)*"
    rf"|[^\W\d_{GLYPHS}]+(?:['’][^\W\d_]+)*|[^\w\s]|_|[{GLYPHS}])"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of one text.

    `low` holds the words in lower case, `start` and `end` their characters in `text`; all three
    begin with `FRONT` and end with `BACK` empty tokens. `stop` is the index after the last
    real one, `seen` the set of all words.
    """

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    stop: int
    seen: frozenset[str]

    def attached(self, index: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return self.end[index - 1] == self.start[index]

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.start[index] : self.end[index]]

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.start[index] : self.start[index] + 1].isupper()


def tokenise(text: str) -> Tokens:
    """The tokens of `text`, in time linear in its length."""
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
        frozenset(words),
    )
