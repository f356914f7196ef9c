"""Denials by "no": "Biden has no plans to travel", "No dam was damaged".

The noun behind "no" is what is denied. Two sides make one statement where nearly all that
either says the other says too; then "no plans" and "plans" are opposites.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from claimcheck.places import country
from claimcheck.polarity.cues import opens_title, rankings
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import remembered
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import is_verb_like
from claimcheck.types import PolarityPair, Reading, Span, Word

#: Share of each side's content words that the other must have.
_SHARED_CLAIM, _SHARED_EVIDENCE = 0.75, 0.6
#: Words of a denial, all of which the claim has, from which it is of the claim's statement.
_WHOLE = 3
_NO = re.compile(
    r"\bno\s(?!(?:longer|more|fewer|less|doubt|one|matter|later|sooner|other|better)\b)", re.I
)
_CLAUSE = re.compile(
    r",|;|[.!?]\s|\s[-–—]\s|\b(?:but|while|although|though|unless|if|whether|until)\b", re.I
)
_DENYING = re.compile(r"\b(?:no|not|any|without)\s(?:\w+\s)?$", re.I)
#: How far from a "no" its clause reaches, and before a word what denies it, in characters.
_REACH, _BEFORE = 1000, 80
_SAYING = re.compile(r"^.{0,60}?\b(?:said|says|told)\b.{0,40}?\bthat\s", re.I)


def pairs(claim: Reading, evidence: Reading) -> tuple[PolarityPair, ...]:
    """The nouns that one side denies with "no" and the other states or denies alike."""
    found = []
    for ours, theirs, flipped in ((claim, evidence, False), (evidence, claim, True)):
        ranked = Cover(rankings(ours.text))
        for cue in _NO.finditer(ours.text):
            if opens_title(ours.text, cue.start()) or ranked.overlaps(Span(*cue.span())):
                continue
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
    """The word behind "no", or the one behind a nation's: "no *Dutch* ship"."""
    start = bisect_left(_told(reading).word_starts, at)
    word, *rest = (*reading.words[start : start + 2], None)
    if word is None or word.span.start > at + 1:
        return None
    noun = rest[0] if rest else None
    beside = noun is not None and noun.span.start == word.span.end + 1
    return noun if beside and word.text[0].isupper() and country(word.text) else word


def _stated(reading: Reading, noun: Word) -> Word | None:
    """The same noun on the other side; a verb of the same stem is another statement."""
    found = _told(reading).by_key.get(canonical(noun.stem))
    return None if found is None or is_verb_like(found.text) else found


def _denied(reading: Reading, word: Word) -> bool:
    start = word.span.start
    return _told(reading).denied.overlaps(word.span) or bool(
        _DENYING.search(reading.text, max(0, start - _BEFORE), start)
    )


def _one_statement(claim: Reading, evidence: Reading, flipped: bool, cue: re.Match[str]) -> bool:
    """Whether nearly all words of the two clauses are shared."""
    clause = _clause_keys(evidence if flipped else claim, cue.start())
    mine = _told(claim).keys if flipped else clause
    theirs = clause if flipped else _told(evidence).keys
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if not flipped:  # the evidence may say more than the claim, which is short
        return len(mine & theirs) >= _SHARED_CLAIM * len(mine)
    if theirs <= mine and len(theirs) >= _WHOLE:
        return True  # "No tsunami warning was issued", and the claim says where and by whom
    return len(mine & theirs) >= _SHARED_EVIDENCE * len(theirs) and len(
        mine & _told(evidence).keys
    ) >= _SHARED_CLAIM * len(mine)


def _clause_keys(reading: Reading, at: int) -> frozenset[str]:
    """The words of the clause around a place."""
    text, told = reading.text, _told(reading)
    low = max(
        (m.end() for m in _CLAUSE.finditer(text, max(0, at - _REACH), at)), default=at - _REACH
    )
    stop = _CLAUSE.search(text, at, at + _REACH)
    high = stop.start() if stop else at + _REACH
    return frozenset(told.all[bisect_left(told.starts, low) : bisect_left(told.starts, high)])


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says: the keys of its words outside dates, and where each starts.

    `by_key` has the first word of each key, `denied` is where negations reach.
    """

    all: list[str]
    starts: list[int]
    keys: frozenset[str]
    word_starts: list[int]
    by_key: dict[str, Word]
    denied: Cover


@remembered
def _told(reading: Reading) -> _Told:
    saying = _SAYING.match(reading.text)
    start = saying.end() if saying else 0
    dated = Cover(moment.span for moment in reading.moments)
    words = [w for w in reading.words if w.span.start >= start and not dated.overlaps(w.span)]
    found = [canonical(word.stem) for word in words]
    return _Told(
        found,
        [word.span.start for word in words],
        frozenset(found),
        [word.span.start for word in reading.words],
        {canonical(word.stem): word for word in reversed(reading.words)},
        Cover(negation.reach for negation in reading.negations),
    )
