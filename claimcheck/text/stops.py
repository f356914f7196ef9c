"""Whether a sentence goes on after a stop: one function for each kind of stop."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.text.abbreviations import (
    AFTER_CLOCK,
    BEFORE_NUMBER,
    DOMAINS,
    LEADING,
    MARKED_NAMES,
    OPEN,
    SPEECH,
    STARTERS,
    TIME_PREPOSITIONS,
    TITLES,
)

WINDOW = 48  # characters of context before a stop: longer words decide nothing

#: What follows a stop: spaces, opening marks, and the beginning of the next word.
NEXT = re.compile(r"(\s*)([\"'“‘«„(\[{*_<]{0,8})([^\s\"“”()\[\]{}<>*_.!?…,;:][^\s\"“”)]{0,40})?")

_LAST_WORD = re.compile(r"[^\s(\[{\"“”‘«/—–]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_ENUMERATOR = re.compile(r"\s*[\"“(\[•⁃·]?\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_CLOCK = re.compile(r"\d\s?[ap]\.?m\Z", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z][a-z'’-]*[a-z]{2}|be|do|go|he|in|it|me|my|on|so|to|up|us|we")
_ABBREVIATIONS = LEADING | OPEN | BEFORE_NUMBER | TITLES
_PLAIN_END = re.compile(r"(?:[\w'’-]*[a-zß-öø-ÿ]{2}|\d[\d,]*%?|[A-Z]{2,})")
_ADDRESS = re.compile(r"[@/\\=]|\w\.\w")
_NAME = r"[A-Z][\w'’.-]*"
_CITATION = re.compile(r"\s*\([^()]{1,80}\)[.;,]")
_ATTRIBUTION = re.compile(
    rf"\s*(?:(?:{_NAME}|the|of|for|de|van|al|a|an|his|her)\s+){{1,8}}(?:{SPEECH})\b"
    rf"|\s*(?:{SPEECH})\s+(?:the\s+)?{_NAME}"
)


class Stop(NamedTuple):
    """A stop with what stands round it.

    `head` is the text of the sentence before the stop, its last `WINDOW` characters
    at most, and `whole` whether that is all of it. `marks` are the stop itself, `close` the
    closing marks after it, `gap` the space that follows, `opening` the
    opening marks before `word`, the next word ("" where there is none);
    `attributed` and `cited` are what `attributes` and `cites` tell of what follows.
    """

    head: str
    whole: bool
    marks: str
    close: str
    gap: str
    opening: str
    word: str
    attributed: bool
    cited: bool

    @property
    def token(self) -> str:
        """The word before the stop."""
        found = _LAST_WORD.search(self.head)
        return found.group() if found else ""


def goes_on(stop: Stop) -> bool:
    """Whether the stop leaves its sentence open."""
    if not stop.gap and not _space_missing(stop):
        return True
    if stop.cited and stop.close:
        return True
    if "!" in stop.marks or "?" in stop.marks:
        return _goes_on_after_mark(stop)
    if stop.marks != ".":
        return _goes_on_after_ellipsis(stop)
    return _goes_on_after_full_stop(stop)


def attributes(text: str, at: int, end: int) -> bool:
    """Whether what follows says whose words have just been quoted ("Biden asked")."""
    return _ATTRIBUTION.match(text, at, min(end, at + 2 * WINDOW)) is not None


def cites(text: str, at: int, end: int) -> bool:
    """Whether a citation in brackets with its own full stop follows: "(Smith 55)."."""
    return _CITATION.match(text, at, min(end, at + 2 * WINDOW)) is not None


def _space_missing(stop: Stop) -> bool:
    """Whether two sentences were set without the space between them: "…stated.He left"."""
    token, word = stop.token, stop.word
    if not word[:1].isupper():
        return False
    if stop.close or stop.opening:
        return ")" not in stop.close and token[-1:].isalnum()
    if not word[1:2].islower() and word not in ("I", "A"):
        return False
    if word.rstrip(".,;:").lower() in DOMAINS or _ADDRESS.search(word):
        return False
    return bool(_PLAIN_END.fullmatch(token)) and token.lower() not in TITLES


def _goes_on_after_mark(stop: Stop) -> bool:
    token, first = stop.token, stop.word[:1]
    if stop.close and stop.attributed:
        return True
    if first.islower():
        return bool(stop.close) or not _PLAIN.fullmatch(token)
    return token.lower() in MARKED_NAMES and stop.word.lower() not in STARTERS


def _goes_on_after_ellipsis(stop: Stop) -> bool:
    if stop.close:
        return not stop.word[:1].isupper()
    return not stop.word[:1].isupper()


def _goes_on_after_full_stop(stop: Stop) -> bool:
    token, word = stop.token, stop.word
    first = word[:1]
    if stop.whole and _ENUMERATOR.match(stop.head):
        return True
    plain = token.lower().lstrip("'’")
    if first.islower():  # a new sentence only in careless writing, after a word in full
        return bool(stop.close) or not _PLAIN.fullmatch(token) or plain in _ABBREVIATIONS
    if stop.close:
        return False
    if first.isdigit() and plain in BEFORE_NUMBER:
        return bool(stop.word)
    if plain in LEADING or (plain in TITLES and not _opens_sentence(word)):
        return True
    if _CLOCK.search(stop.head):
        return _goes_on_after_clock(stop)
    if _INITIALS.search(token) or plain in OPEN or plain in BEFORE_NUMBER:
        return not _opens_sentence(word) and plain != "no"
    if len(token) == 1 and token.isalpha():
        return _goes_on_after_initial(stop)
    return False


def _opens_sentence(word: str) -> bool:
    return word.rstrip(".,;:!?'’…").lower().replace("’", "'") in STARTERS and word[:1].isupper()


def _goes_on_after_clock(stop: Stop) -> bool:
    """After "5 p.m.": a zone or day goes on, and so does a fronted adjunct of time."""
    word = stop.word.strip(".,;:").lower()
    if word in AFTER_CLOCK:
        return True
    words = stop.head.split()
    return stop.whole and len(words) <= 4 and words[0].lower() in TIME_PREPOSITIONS


def _goes_on_after_initial(stop: Stop) -> bool:
    """After one letter: an initial unless a small word stands before and an opener after it."""
    words = stop.head.split()
    if len(words) < 2:
        return True
    before = words[-2]
    return before[:1].isupper() or not _opens_sentence(stop.word)
