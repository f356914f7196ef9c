"""Which nouns have the form of a plural: what a figure above one counts."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Plurals without an "-s".
IRREGULAR_PLURALS: Final = frozenset(
    """
    people men women children police troops personnel staff feet teeth mice geese cattle aircraft
    spacecraft media data criteria phenomena sheep fish deer crew dead injured wounded missing
    homeless unemployed poor elderly businessmen businesswomen policemen servicemen firefighters
    businesspeople lawmen cardinals alumni fungi bacteria
    """.split()
)
#: Words in "-s" that are no plural.
_SINGULARS: Final = frozenset(
    "plus less business series news this across gas loss class glass pass process access address"
    " always perhaps besides towards its his was has does minus versus bus campus virus".split()
)


@lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Whether a lower-case noun has the form of a plural."""
    if word in IRREGULAR_PLURALS:
        return True
    if not word.endswith("s") or len(word) <= 3 or word in _SINGULARS:
        return False
    return not word.endswith(("ss", "us", "is", "’s", "'s"))


def same_noun(one: str, other: str) -> bool:
    """Whether two stems are of one noun: "shelv" and "shelf", "buse" and "bus"."""
    if one == other or {f"{one}e", f"{other}e"} & {one, other}:
        return True
    return one[:-1] == other[:-1] and {one[-1:], other[-1:]} == {"f", "v"}
