"""Noun phrases of a sentence told apart without a parser: who has what of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from claimcheck.quantities.plurals import IRREGULAR_PLURALS
from claimcheck.quantities.tokens import Tokens
from claimcheck.text.verbs import AUXILIARY, UNCHANGED
from claimcheck.text.words import STOPWORDS, is_verb_like, stem

PREPOSITIONS: Final = frozenset(
    "in among for of at from by with on to against over near around across".split()
)
#: Verbs that no ending tells.
PLAIN_VERBS: Final = AUXILIARY | UNCHANGED
MARKS: Final = frozenset({",", ";", ":", "(", ")", "—", "–", "“", "”", '"'})
#: Words before a figure that are nobody's.
FILLERS: Final = frozenset(
    "another other others further additional more later then now perhaps also still again first"
    " next last today yesterday tonight earlier about around some up".split()
)


class Holder(NamedTuple):
    """The stems by which a member tells whose its figures are, and no other member does.

    `senses` are the canonical ones, empty where they do not tell the members apart. `name` is the
    holder as written, "" where only what is done with a part tells it.
    """

    name: str
    stems: frozenset[str]
    senses: frozenset[str]
    figures: tuple[int, ...]  # their places among those of the text; none: the rest of a whole


def own(phrases: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """What each of some sets has that no other has."""
    return [
        phrase.difference(*(other for k, other in enumerate(phrases) if k != at))
        for at, phrase in enumerate(phrases)
    ]


def is_stop(tokens: Tokens, at: int) -> bool:
    """Whether a token is the point at the end of a sentence."""
    return tokens.low[at] == "." and not tokens.attached(at + 1)


def is_verb(tokens: Tokens, at: int) -> bool:
    """Whether a token is an auxiliary or has a past form, and is no name."""
    word = tokens.low[at]
    if word in PLAIN_VERBS:
        return True
    plural = word in IRREGULAR_PLURALS and not word.endswith("ed")  # "women", not "wounded"
    return is_verb_like(word) and not plural and not tokens.capital(at)


def name_of(tokens: Tokens, words: range) -> str:
    """The words on some tokens as written, without what leads to the figure."""
    low, end = tokens.low, words.stop
    while end > words.start + 1 and (low[end - 1] in PREPOSITIONS or low[end - 1] in MARKS):
        end -= 1
    return tokens.text[tokens.start[words.start] : tokens.end[end - 1]]


def stems_of(tokens: Tokens, words: range) -> frozenset[str]:
    """The stems of the content words on some tokens."""
    low = [tokens.low[k] for k in words if not _is_adverb(tokens, k)]
    return frozenset(
        stem(word.removesuffix("'s").removesuffix("’s"))
        for word in low
        if word[:1].isalpha() and word not in STOPWORDS and word not in FILLERS
    )


def _is_adverb(tokens: Tokens, at: int) -> bool:
    return tokens.low[at].endswith("ly") and not tokens.capital(at)
