"""Words inside quotation marks that the source does not have.

What
    Compares each passage the claim puts in quotation marks with the passage of the
    source that it quotes, word by word. Case, kinds of marks, dashes, contractions, British or
    American spelling, and the comma or stop inside the marks do not count.

Why
    Quotation marks promise the speaker's own words. One word exchanged, a "not" dropped or
    the "unless" cut off makes a person say what was never said.

Conflicts
    The source has the passage nearly, and a word of content, a figure or a negation
    differs: 'claim quotes "unwavering", the source has "sustained"'.

Agrees
    The source has the same words in the same order, all of the passage or a part of it; "[…]"
    may leave words out and "[Russia]" may stand for some.

Limits
    Unclear, not a conflict: only small words differ or endings; the source gives the words
    without marks; the words right after the part quoted turn it ("but", "unless"), or
    a "not" right before it is left out. Where no passage of the source is near, nothing is
    said: it may be another quotation. Shorter than four words, only exact matches count.
    One statement may stand in a source in two wordings: the claim that has one of them exactly
    is right, whatever the other sentence has.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.text.words import STOPWORDS, stem
from claimcheck.types import Checker, Comparison, Observation, Outcome, QuotationPair

_DENYING = frozenset("not no never none nor neither without nothing nobody cannot".split())
#: Words: up to here the same words without marks are a phrase that both sides use.
_PHRASE = 3


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe every quotation of the claim that has a passage of the evidence beside it."""
    marked = comparison.evidence.quotations
    for pair in comparison.quotations:
        if pair.similarity < 1:
            outcome, message = _altered(pair)
        elif pair.changes:
            beside = "; ".join(f'"{theirs}"' for _, theirs in pair.changes)
            outcome, message = Outcome.UNCLEAR, f"claim quotes a part, the source goes on {beside}"
        elif pair.evidence in marked:
            outcome, message = Outcome.AGREES, f'the source has the words "{_shown(pair)}"'
        elif len(pair.claim.text.split()) <= _PHRASE or _is_title(pair.claim.text):
            outcome = Outcome.AGREES
            message = f'the source has the words "{_shown(pair)}", without quotation marks'
        else:
            outcome = Outcome.UNCLEAR
            message = "the source gives these words, but not as a quotation"
        yield Observation(outcome, message, pair.claim.span, pair.evidence.span)


def _altered(pair: QuotationPair) -> tuple[Outcome, str]:
    told = "; ".join(_change(mine, theirs) for mine, theirs in pair.changes)
    if any(matters(mine, theirs) for mine, theirs in pair.changes):
        return Outcome.CONFLICTS, told
    return Outcome.UNCLEAR, f"{told} (small words only)"


def _change(mine: str, theirs: str) -> str:
    if not mine:
        return f'claim leaves "{theirs}" out of the quotation'
    if not theirs:
        return f'claim adds "{mine}" to the quotation'
    return f'claim quotes "{mine}", the source has "{theirs}"'


def matters(mine: str, theirs: str) -> bool:
    """Whether a change touches a content word beyond its ending, a figure or a negation."""
    return _weight(mine) != _weight(theirs)


def _weight(words: str) -> list[str]:
    return [
        stem(word)
        for word in words.split()
        if word in _DENYING or word not in STOPWORDS or any(c.isdigit() for c in word)
    ]


def _is_title(text: str) -> bool:
    """Whether the words are a work's title: all capitalised but for function words."""
    words = [w for w in text.split() if w.lower() not in STOPWORDS]
    return len(words) > 1 and all(w[:1].isupper() or w[:1].isdigit() for w in words)


def _shown(pair: QuotationPair, longest: int = 60) -> str:
    words = pair.claim.text.strip(" ,.;")
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


CHECKER = Checker("QUO001", "quotation-altered", __doc__, check)
