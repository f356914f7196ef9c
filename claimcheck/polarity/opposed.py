"""Whether a sentence with the words of a claim has them in the opposite sense.

Less than a contradiction has to be shown here: only that the words alone bear out nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.polarity.matching import LIGHT
from claimcheck.text.clauses import predicates
from claimcheck.text.words import content_words, stem, words
from claimcheck.types import Negation, Reading, Span

#: What is denied or doubted by somebody: the rest of the clause is not said to be so.
_DOUBT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|rebut(?:s|ted)?"
    r"|refut(?:es?|ed|ing)|disput(?:es?|ed|ing))\s+(?:(?:any|all|the|media|press|recent|earlier)\s+)*"
    r"(?:that|having|being|reports?|rumou?rs?|claims?|allegations?|suggestions?|accusations?"
    r"|speculation|assertions?)\b"
    r"|\b(?:false|untrue|unfounded|baseless)\s+(?:reports?|rumou?rs?|claims?|that)\b",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|dismiss\w*|reject\w*|refut\w*|disput\w*)\b", re.I
)
_CLAUSE_END = re.compile(r"[.;!?“”\"]|,\s+(?:and|but)\s|\s(?:and|but)\s+(?:said|added)\b")
#: Share of a claim's words that stand in what is denied, above which it is the claim.
_MOST = 0.6
_SIDE = re.compile(r"\W+(?:\w+ly\s+)?(?P<side>for|against|in\s+favou?r\s+of)\b", re.I)
_THAN = re.compile(
    r"\b(?P<degree>more|less|fewer|\w+er)\b(?P<left>(?:(?!\b(?:more|less|fewer)\b)[^.;])*?)"
    r"\bthan\b(?P<right>[^.;,]*)",
    re.I,
)


def opposed(claim: Reading, evidence: Reading) -> str | None:
    """What tells that the evidence has the claim's words in the opposite sense, in words."""
    for found in (_denied, _doubted, _other_side, _turned):
        why = next(found(claim, evidence), None)
        if why is not None:
            return why
    return None


def _denied(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Words that one side denies and the other has without a denial."""
    mine, theirs = _heads(claim), _heads(evidence)
    reached = {word for negation in claim.negations for word in negation.words}
    told = {predicate.stem for predicate in predicates(claim.text)}
    for word, cue in theirs.items():
        if word in reached or claim.negations or word not in told:
            continue
        if not _has_freely(word, evidence):
            yield f"the source denies it (“{cue.of(evidence.text)}”)"
    denied = {word for negation in evidence.negations for word in negation.words}
    for word, cue in mine.items():
        if word not in denied and not evidence.negations and _has_freely(word, evidence):
            yield f"the source does not deny it, the claim does (“{cue.of(claim.text)}”)"


def _heads(reading: Reading) -> dict[str, Span]:
    """The word that each denial of a text is of, with the words of the denial."""
    heads: dict[str, Span] = {}
    for negation in reading.negations:
        head = _head(negation, reading)
        if head is not None:
            heads.setdefault(head[0], Span(negation.cue.start, head[1]))
    return heads


def _head(negation: Negation, reading: Reading) -> tuple[str, int] | None:
    for word in reading.words:
        if word.span.start >= negation.cue.end and word.stem not in LIGHT:
            inside = word.span.end <= negation.reach.end
            return (word.stem, word.span.end) if inside else None
    return None


def _has_freely(word: str, reading: Reading) -> bool:
    """Whether a text has a word outside the reach of its denials."""
    return any(
        each.stem == word and not any(n.reach.contains(each.span) for n in reading.negations)
        for each in reading.words
    )


def _doubted(claim: Reading, evidence: Reading) -> Iterator[str]:
    """What the evidence says that somebody denies, and the claim says without."""
    doubt = _DOUBT.search(evidence.text)
    if doubt is None or claim.negations or _DENIAL.search(claim.text) or _DOUBT.search(claim.text):
        return
    end = _CLAUSE_END.search(evidence.text, doubt.end())
    told = evidence.text[doubt.end() : end.start() if end else len(evidence.text)]
    inside = {word.stem for word in content_words(told)}
    outside = {w.stem for w in evidence.words} - inside
    mine = [word.stem for word in claim.words]
    had = [word for word in mine if word in inside]
    if len(had) >= 2 and len(had) >= _MOST * sum(word not in outside for word in mine):
        yield f"the source tells it as denied (“{doubt.group()}”)"


def _other_side(claim: Reading, evidence: Reading) -> Iterator[str]:
    """The same word with "for" on one side and "against" on the other."""
    mine, theirs = _sides(claim.text), _sides(evidence.text)
    for word, (sides, said) in mine.items():
        other = theirs.get(word)
        if other is not None and not sides & other[0] and len(sides | other[0]) > 1:
            yield f"claim says “{said}”, the source “{other[1]}”"


def _sides(text: str) -> dict[str, tuple[set[str], str]]:
    found: dict[str, tuple[set[str], str]] = {}
    for word in words(text):
        match = _SIDE.match(text, word.span.end)
        if match is not None:
            side = "against" if match["side"].lower() == "against" else "for"
            said = text[word.span.start : match.end()]
            found.setdefault(word.stem, (set(), said))[0].add(side)
    return {word: told for word, told in found.items() if word in _TAKING_SIDES}


#: What is done for or against something, so that one is the opposite of the other.
_TAKING_SIDES = frozenset(
    stem(word)
    for word in "vote voted ruled rule argue campaign speak spoke decide lobby testify".split()
)


def _turned(claim: Reading, evidence: Reading) -> Iterator[str]:
    """Two that are compared in each other's places: "more in men than in women"."""
    for mine in _THAN.finditer(claim.text):
        left, right = _before(mine, claim.text), _stems(mine["right"])
        for theirs in _THAN.finditer(evidence.text):
            if stem(mine["degree"]) != stem(theirs["degree"]):
                continue
            higher, lower = _before(theirs, evidence.text), _stems(theirs["right"])
            if right and right <= higher - lower and (left - right) & (lower - higher):
                yield f"the source compares it the other way round (“{theirs.group().strip()}”)"


def _before(comparison: re.Match[str], text: str) -> set[str]:
    """The words of the first of two that are compared, and of what it is said of."""
    start = max(text.rfind(stop, 0, comparison.start()) for stop in ".;!?") + 1
    return _stems(text[start : comparison.start()]) | _stems(comparison["left"])


def _stems(text: str) -> set[str]:
    return {word.stem for word in content_words(text)}
