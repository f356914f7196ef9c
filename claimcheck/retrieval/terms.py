"""The words of a text that are searched for, and the one form that its forms are searched by."""

from __future__ import annotations

import re
import unicodedata

from claimcheck.text.words import STOPWORDS, stem

#: Terms of one query; more of them, in a pasted paragraph, add time and no evidence.
MOST_WORDS = 64

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")
_STOPPED = re.compile(r"\b(?:[A-Z]\.){2,}")
_STATES = re.compile(r"\bUS\b")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_SAME_NUMBER = {word: str(value) for value, word in enumerate(_WORDS)} | {
    str(value): word for value, word in enumerate(_WORDS)
}


def surfaces(text: str) -> list[str]:
    """The content words, names and numbers of a text in order, in small letters.

    "U.S." and "US" are one, and not the pronoun; function words are left out.
    """
    if "." in text:
        text = _STOPPED.sub(lambda found: found.group().replace(".", ""), text)
    if "US" in text:
        text = _STATES.sub("USA", text)
    return [word for word in _TOKEN.findall(text.lower()) if word not in STOPWORDS]


def term(surface: str) -> str:
    """The form that a word is searched by: its stem, without accents; a number without commas."""
    if surface[0].isdigit():
        return surface.replace(",", "") if _THOUSANDS.match(surface) else surface
    if not surface.isascii():
        parts = unicodedata.normalize("NFKD", surface)
        surface = "".join(each for each in parts if not unicodedata.combining(each)) or surface
    return stem(surface) or surface


def asked(text: str) -> list[str]:
    """The terms of a query, each once; small numbers in digits and in words."""
    found: dict[str, None] = {}
    for word in surfaces(text):
        found[term(word)] = None
        if word in _SAME_NUMBER:
            found[term(_SAME_NUMBER[word])] = None
    return list(found)[:MOST_WORDS]
