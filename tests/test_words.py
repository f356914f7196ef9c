"""Stems: what is told without the stemmer is what it would tell."""

from __future__ import annotations

import re
from itertools import product

import pytest
import snowballstemmer

from claimcheck.text.words import stem

#: Ends of words that a step of Snowball English knows, and letters beside which it acts.
_ENDS = (
    "s ed ing ly er al ic ation ment ful ous li ness ant ent ism ist ive ee y e ie us ss logi tion"
    " sion ize ar or ur an in en et it ot el ol ul il am im om ec ac b d f g h k l m n p r t w x z"
    " a o u 7 days bs ds fs gs ks ls ms ns ps rs ts ws".split()
)
_SYLLABLES = "st ba ne ou gener commun ski new sk o y ll dd ath".split()


#: British spellings, which `stem` makes American first.
_BRITISH = re.compile("is(?:e|ed|ing|er|ation)$|our|tre|ence|ogue|mme")


def test_stems_are_those_of_snowball() -> None:
    plain = snowballstemmer.stemmer("english").stemWord
    made = ["".join(parts) for parts in product(_SYLLABLES, _SYLLABLES, _ENDS)]
    made += ["".join(parts) for parts in product(_SYLLABLES, _ENDS)]
    made = [word for word in made if not _BRITISH.search(word)]
    assert len(made) > 10_000
    assert [word for word in made if stem(word) != plain(word)] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("banks", "bank"),
        ("bank", "bank"),
        ("news", "news"),
        ("gas", "gas"),
        ("bus", "bus"),
        ("TVs", "tvs"),
        ("colours", "color"),
        ("mother's", "mother"),
        ("pre-trial", "pre-trial"),
        ("737s", "737s"),
        ("planned", "plan"),
        ("licences", "licens"),
        ("men", "man"),
    ],
)
def test_a_stem_is_that_of_the_word_family(word: str, expected: str) -> None:
    assert stem(word) == expected
