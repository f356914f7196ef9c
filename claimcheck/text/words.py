"""Words with spans and stems, and which of them carry content.

The only module that imports the stemmer (Snowball English, as published at
snowballstem.org); everything else compares stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import snowballstemmer  # type: ignore[import-untyped]

from claimcheck.types import Span, Word

_WORD = re.compile(r"[^\W\d_][\w]*(?:['’.&-][^\W_]+)*", re.UNICODE)
_STEMMER = snowballstemmer.stemmer("english")

#: British spellings to American ones before stemming. Applied to every word alike, so a
#: word that only looks British ("promise") changes in the same way on both sides.
_SPELLING = [
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers|ational)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|ite|ites|al|ful|er|ers|less)?$)"), "or"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"mme(?=s?$)"), "m"),
]
_BRITISH: Final = re.compile("is|our|tre|ence|ogue|mme")

#: Function words: they bind, and carry no content of their own. Negations and
#: hedges are not evidence of a topic either; `polarity` and `quantities` read them.
STOPWORDS: Final = frozenset(
    """
    a about above after again against all almost also although am among an and any approximately
    are around as at be because been before being below between both but by can cannot could
    did do does doing done down due during each either else etc even ever every few for from
    further furthermore had has have having he her here hers herself him himself his how however
    i if in into is it its itself just least less like likewise many may me might more most much
    must my nearly neither never no nor not now of off on once one only onto or other others
    our ours out over own per quite rather roughly same shall she should since so some still
    such than that the their theirs them themselves then there these they this those though
    through to too toward towards under until up upon us very via was we were what when where
    whether which while who whom whose why will with within without would yet you your yours
    """.split()
)


@cache
def _irregular() -> dict[str, str]:
    """Irregular form to base form, from the list beside this file."""
    text = resources.files("claimcheck.text").joinpath("irregular.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {form: base for base, *forms in rows for form in forms}


#: Plurals that the stemmer keeps apart from their nouns, and that are no verbs as "leaves" is.
_NOUNS: Final = {
    "shelves": "shelf", "loaves": "loaf", "wolves": "wolf", "knives": "knife", "wives": "wife",
    "thieves": "thief", "calves": "calf", "scarves": "scarf", "hooves": "hoof", "buses": "bus",
}  # fmt: skip
#: How words end from which Snowball English takes nothing away: none of its steps has one of these
#: endings. A third of the words of news are such or their plurals ("news" is none). The stemmer,
#: which is plain Python, takes as long for one as a short sentence for all its figures.
_KEPT = (
    r"(?:[bfhjkpqvwxz]|(?<!e)d|(?<!in)g|(?<![aeo])r|(?<!io)n|(?<![ae]n)(?<!is)t|(?<![alu])l"
    r"|(?<!is)m|(?<!i)c)"
)
_STEM: Final = re.compile(rf".*(?:[0-9aou]|{_KEPT})")
_PLURAL: Final = re.compile(rf"(?!news$).*[aeiou][a-z]*{_KEPT}s")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of one word, lower-cased, without "’s" and stops.

    Irregular forms are taken to their base and British spellings to American ones first.
    """
    lowered = word.lower().replace("’", "'")
    if lowered.endswith("'s"):
        lowered = lowered[:-2]
    plain = lowered.strip("'.").replace(".", "")
    plain = _irregular().get(plain) or _NOUNS.get(plain, plain)
    if len(plain) > 4 and _BRITISH.search(plain):
        for pattern, american in _SPELLING:
            plain = pattern.sub(american, plain)
    if _STEM.fullmatch(plain):
        return plain
    return plain[:-1] if _PLURAL.fullmatch(plain) else str(_STEMMER.stemWord(plain))


def is_verb_like(word: str) -> bool:
    """Whether a word looks like a past form: an irregular one, or one in "-ed"."""
    lowered = word.lower()
    return lowered in _irregular() or (lowered.endswith("ed") and len(lowered) > 4)


def words(text: str) -> tuple[Word, ...]:
    """All words of `text` in order, function words included; numbers are not words."""
    return tuple(
        Word(Span(m.start(), m.end()), m.group(), stem(m.group())) for m in _WORD.finditer(text)
    )


#: Texts up to this many characters are remembered: one sentence is asked for in many pairs.
_SHORT = 600


def content_words(text: str) -> tuple[Word, ...]:
    """The words of `text` that are not function words, in order."""
    return _remembered(text) if len(text) <= _SHORT else _content_words(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Word, ...]:
    return _content_words(text)


def _content_words(text: str) -> tuple[Word, ...]:
    return tuple(w for w in words(text) if w.text.lower() not in STOPWORDS or w.text == "US")


def stems(found: Iterable[Word]) -> frozenset[str]:
    """The set of stems of some words."""
    return frozenset(word.stem for word in found)


#: Share of a headline's longer words that have a capital.
_IN_CAPITALS = 0.7


@lru_cache(maxsize=1024)
def in_capitals(text: str) -> bool:
    """Whether most longer words of a text are capital, as in a headline: they tell no names.

    A sentence of a few names ends with a full stop, and a headline without.
    """
    if text.rstrip().endswith("."):
        return False
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in longer)
    return len(longer) > 2 and capital > _IN_CAPITALS * len(longer)
