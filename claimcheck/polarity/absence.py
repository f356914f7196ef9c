"""Denials by "no": "Biden has no plans to travel", "No dam was damaged".

The noun behind "no" is what is denied. Two sides make one statement where nearly all that
either says the other says too; then "no plans" and "plans" are opposites.
"""

from __future__ import annotations

import re

from claimcheck.text.synonyms import canonical
from claimcheck.text.words import is_verb_like
from claimcheck.types import PolarityPair, Reading, Span, Word

#: Share of each side's content words that the other must have.
_SHARED_CLAIM, _SHARED_EVIDENCE = 0.75, 0.6
_NO = re.compile(
    r"\bno\s(?!(?:longer|more|fewer|less|doubt|one|matter|later|sooner|other|better)\b)", re.I
)
_CLAUSE = re.compile(
    r",|;|[.!?]\s|\s[-–—]\s|\b(?:but|while|although|though|unless|if|whether|until)\b", re.I
)
_SAYING = re.compile(r"^.{0,60}?\b(?:said|says|told)\b.{0,40}?\bthat\s", re.I)


def pairs(claim: Reading, evidence: Reading) -> tuple[PolarityPair, ...]:
    """The nouns that one side denies with "no" and the other states or denies alike."""
    found = []
    for ours, theirs, flipped in ((claim, evidence, False), (evidence, claim, True)):
        for cue in _NO.finditer(ours.text):
            noun = _noun_after(ours, cue.end())
            other = _stated(theirs, noun) if noun else None
            if noun is None or other is None or not _one_statement(claim, evidence, flipped, cue):
                continue
            here, there = Span(cue.start(), noun.span.end), other.span
            denied = _denied(theirs, other)
            if denied and flipped:
                continue  # told already from the claim's side
            mine, its = (there, here) if flipped else (here, there)
            found.append(
                PolarityPair(noun.text, mine, its, not flipped or denied, flipped or denied)
            )
    return tuple(found)


def _noun_after(reading: Reading, at: int) -> Word | None:
    word = next((w for w in reading.words if w.span.start >= at), None)
    return word if word is not None and word.span.start <= at + 1 else None


def _stated(reading: Reading, noun: Word) -> Word | None:
    """The same noun on the other side; a verb of the same stem is another statement."""
    key = canonical(noun.stem)
    found = next((w for w in reading.words if canonical(w.stem) == key), None)
    return None if found is None or is_verb_like(found.text) else found


def _denied(reading: Reading, word: Word) -> bool:
    return any(n.reach.overlaps(word.span) for n in reading.negations) or bool(
        re.search(r"\b(?:no|not|any|without)\s(?:\w+\s)?$", reading.text[: word.span.start], re.I)
    )


def _one_statement(claim: Reading, evidence: Reading, flipped: bool, cue: re.Match[str]) -> bool:
    """Whether nearly all words of the two clauses are shared."""
    denying = evidence if flipped else claim
    low, high = _clause(denying.text, cue.start())
    mine = _keys(claim, *((0, len(claim.text)) if flipped else (low, high)))
    theirs = _keys(evidence, *((low, high) if flipped else (0, len(evidence.text))))
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if not flipped:  # the evidence may say more than the claim, which is short
        return len(mine & theirs) >= _SHARED_CLAIM * len(mine)
    everything = _keys(evidence, 0, len(evidence.text))
    return len(mine & everything) >= _SHARED_CLAIM * len(mine) and len(
        mine & theirs
    ) >= _SHARED_EVIDENCE * len(theirs)


def _clause(text: str, at: int) -> tuple[int, int]:
    low = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    stop = _CLAUSE.search(text, at)
    return low, stop.start() if stop else len(text)


def _keys(reading: Reading, low: int, high: int) -> frozenset[str]:
    saying = _SAYING.match(reading.text)
    start = max(low, saying.end() if saying else 0)
    return frozenset(
        canonical(w.stem)
        for w in reading.words
        if start <= w.span.start < high
        and not any(m.span.overlaps(w.span) for m in reading.moments)
    )
