"""The passage of a source that a claim quotes, exactly or nearly.

Exact search over normalised words first; only where it fails does
`rapidfuzz` look for the nearest passage, to show what was altered. The only module that
imports rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from claimcheck.quotations.speaking import compare_speakers, speakers_of
from claimcheck.text.remembered import meeting
from claimcheck.text.words import STOPWORDS, content_words, stems
from claimcheck.types import (
    Attribution,
    AttributionPair,
    Quotation,
    QuotationPair,
    Reading,
    Span,
)

#: Share of the claim's quoted words found in order in the nearest passage, below which that
#: passage is another quotation. Two people on one subject share "support for
#: Ukraine"; they do not share seven words of ten in order.
SAME_QUOTATION = 0.7
#: Words: a shorter quotation has no nearest passage, since any phrase of the language is near.
SHORTEST_ALTERED = 4
#: Share of the content words of an indirect clause that both sides must give to somebody
#: before their speakers are compared.
SAME_CLAUSE = 0.75
#: Words beside the nearest characters that may belong to the passage: a clause put in or left out.
_REACH = 6
#: How many pairs of quotations, or of clauses said by somebody, of a claim and a sentence are
#: compared at most. Beyond that (44 on each side, or 2,000 beside a single one) the last are of no
#: pair: what the claim quotes there stays open, and is told to be.
MEETINGS = 2_000
#: Words that an editor's bracket may stand for.
_BRACKET_WORDS = 5

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.")
_BRACKET = re.compile(r"\[[^\]]*\]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\x00", re.UNICODE)
_WILD = "\x00"
_CONTRACTED = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "i'm": "i am",
}
_RESPELT = {"programme": "program", "centre": "center", "defence": "defense", "grey": "gray"}
#: Words that turn or limit what follows them: cut off, the quotation says something else.
_NOT = frozenset(("not", "never"))
_TURNING = frozenset("but unless except if until however although though only not never no".split())


@dataclass(frozen=True, slots=True)
class _Words:
    """The normalised words of a text with their spans."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


@lru_cache(maxsize=512)  # a passage is compared with each quotation of the claim
def _words(text: str) -> _Words:
    words: list[str] = []
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        for word in _spelt(match.group().lower().replace("’", "'").replace(",", "")):
            words.append(word)
            spans.append(Span(match.start(), match.end()))
    return _Words(tuple(words), tuple(spans))


def _spelt(word: str) -> list[str]:
    """One spelling for contractions ("isn't", "is not") and for British and American forms."""
    if word in _CONTRACTED:
        return _CONTRACTED[word].split()
    for ending, full in (("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have")):
        if word.endswith(ending) and len(word) > len(ending):
            return [word.removesuffix(ending), full]
    word = re.sub(r"is(?=(?:e|ed|es|ing|ation|ations)$)", "iz", word) if len(word) > 5 else word
    word = re.sub(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ful|ite|hood)?$)", "or", word)
    return [_RESPELT.get(word, word)]


def pair(claim: Reading, evidence: Reading) -> tuple[QuotationPair, ...]:
    """Each quotation of the claim beside the passage of the evidence that it quotes.

    A claim may quote a part, leave words out with an ellipsis, or put words in
    square brackets: similarity is 1. Words that the evidence gives without marks make a pair
    whose evidence is none of ``evidence.quotations``. Where no passage is near, there
    is no pair.
    """
    ours, theirs = meeting(claim.quotations, evidence.quotations, MEETINGS)
    found = (_pair_one(quotation, claim, evidence, theirs) for quotation in ours)
    return tuple(each for each in found if each is not None)


def _pair_one(
    quotation: Quotation, claim: Reading, evidence: Reading, passages: Sequence[Quotation]
) -> QuotationPair | None:
    pattern = _pattern(quotation.text)
    if pattern is None:
        return None
    for passage in sorted(passages, key=lambda q: len(q.text)):
        words = _words(passage.text)
        if match := pattern.search(_joined(words)):
            return QuotationPair(
                quotation,
                passage,
                1.0,
                speakers_of(quotation, passage, claim, evidence),
                _cut(quotation, claim, passage.text, words, match),
            )
    words = _words(evidence.text)
    if match := pattern.search(_joined(words)):
        return _unmarked(quotation, claim, evidence, words, match)
    return _nearest(quotation, claim, evidence, passages)


def _pattern(text: str) -> re.Pattern[str] | None:
    """A search for the words of a quotation in the joined words of another text."""
    parts = [_words(_BRACKET.sub(f" {_WILD} ", p)).words for p in _ELLIPSIS.split(text)]
    wild = f"(?:[^ ]+ ){{0,{_BRACKET_WORDS}}}"
    written = [
        "".join(wild if w == _WILD else re.escape(w) + " " for w in part) for part in parts if part
    ]
    if not any(set(part) - {_WILD} for part in parts):
        return None
    return re.compile("(?<= )" + r"(?:[^ ]+ )*?".join(written))


def _joined(words: _Words) -> str:
    return " " + " ".join(words.words) + " "


def _word_range(joined: str, match: re.Match[str]) -> tuple[int, int]:
    first = joined[: match.start()].count(" ") - 1
    return first, first + match.group().count(" ")


def _cut(
    quotation: Quotation, claim: Reading, passage: str, words: _Words, match: re.Match[str]
) -> tuple[tuple[str, str], ...]:
    """The turning words right beside the part quoted ("… unless they attack"), told as a change.

    The "No," that answers a question turns nothing.
    """
    first, end = _word_range(_joined(words), match)
    changes: list[tuple[str, str]] = []
    if _TURNING.intersection(words.words[end : end + 1]):
        changes.append(("", " ".join(words.words[end : end + 6])))
    before = words.words[max(0, first - 2) : first]
    denied = [w for w in before if w in ("not", "never", "no")]
    if first and passage[words.spans[first - 1].end :].startswith(","):
        denied = [w for w in denied if w != "no"]
    outside = claim.text[: quotation.span.start].lower()
    if denied and not re.search(r"\b(?:not|never|no|den\w+|without)\b|n['’]t\b", outside):
        changes.append(("", " ".join(before)))
    return tuple(changes)


def _unmarked(
    quotation: Quotation, claim: Reading, evidence: Reading, words: _Words, match: re.Match[str]
) -> QuotationPair:
    """A pair with words of the evidence that stand there without marks."""
    first, end = _word_range(_joined(words), match)
    span = Span(words.spans[first].start, words.spans[end - 1].end)
    said = next((a for a in evidence.attributions if a.clause.overlaps(span)), None)
    passage = Quotation(
        span,
        span.of(evidence.text),
        said.speaker if said else None,
        said.speaker_span if said else None,
    )
    speaker = speakers_of(quotation, passage, claim, evidence)
    return QuotationPair(quotation, passage, 1.0, speaker)


def _nearest(
    quotation: Quotation, claim: Reading, evidence: Reading, passages: Sequence[Quotation]
) -> QuotationPair | None:
    """The quotation of the evidence nearest to one it does not contain, if it is near at all."""
    mine = _words(_ELLIPSIS.sub(" ", quotation.text.replace("[", "").replace("]", ""))).words
    if len(mine) < SHORTEST_ALTERED:
        return None
    best: QuotationPair | None = None
    for passage in passages:
        theirs = _aligned(mine, _words(passage.text).words)
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        similarity = same / max(len(mine), len(theirs))
        shared = {w for w in mine if w in theirs and w not in STOPWORDS}
        if similarity < SAME_QUOTATION or len(shared) < 2:
            continue
        if best is None or similarity > best.similarity:
            changes = _changes(mine, theirs, matcher)
            speaker = speakers_of(quotation, passage, claim, evidence)
            best = QuotationPair(quotation, passage, similarity, speaker, changes)
    return best


def _changes(
    mine: tuple[str, ...], theirs: tuple[str, ...], matcher: SequenceMatcher[str]
) -> tuple[tuple[str, str], ...]:
    """The differing runs; what the passage has before or after the part quoted is no change."""
    runs = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    return tuple(
        (" ".join(mine[i:j]), " ".join(theirs[k:m]))
        for tag, i, j, k, m in runs
        if not (tag == "insert" and i in (0, len(mine)) and not _NOT.intersection(theirs[k:m]))
    )


def _aligned(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """The run of `theirs` nearest to `mine`, in whole words.

    The characters nearest first, then as many words at its edges as `mine` has
    beyond the first and last words both share.
    """
    if len(theirs) <= len(mine):
        return theirs
    joined = " ".join(theirs)
    alignment = fuzz.partial_ratio_alignment(" ".join(mine), joined)
    if alignment is None:
        return ()
    low = max(0, joined[: alignment.dest_start].count(" ") - _REACH)
    high = joined[: alignment.dest_end].count(" ") + 1 + _REACH
    near = theirs[low:high]
    blocks = [
        block
        for block in SequenceMatcher(None, mine, near, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return ()
    first, last = blocks[0], blocks[-1]
    end = last.b + last.size + len(mine) - last.a - last.size
    return near[max(0, first.b - first.a) : end]


# --------------------------------------------------------------------------
# Indirect speech


def pair_attributions(claim: Reading, evidence: Reading) -> tuple[AttributionPair, ...]:
    """What the claim says somebody said, beside who says the same in the evidence.

    The clauses must share nearly all content words of the claim's; a quotation of the evidence
    counts as a clause said by its speaker.
    """
    told = (*evidence.attributions, *_as_attributions(evidence))
    ours, said = meeting(claim.attributions, told, MEETINGS)
    pairs: list[AttributionPair] = []
    for mine in ours:
        best: AttributionPair | None = None
        for theirs in said:
            overlap = _overlap(mine.clause.of(claim.text), theirs.clause.of(evidence.text))
            if overlap < SAME_CLAUSE or (best is not None and overlap <= best.overlap):
                continue
            slot = compare_speakers(mine.speaker, claim, theirs.speaker, evidence)
            best = AttributionPair(mine, theirs, overlap, slot)
        if best is not None:
            pairs.append(best)
    return tuple(pairs)


def _as_attributions(reading: Reading) -> list[Attribution]:
    return [
        Attribution(q.span, q.speaker, q.speaker_span or q.span, q.span, q.span)
        for q in reading.quotations
        if q.speaker is not None
    ]


def _overlap(claim: str, evidence: str) -> float:
    """Share of the claim's content words in the evidence's clause; 0 for fewer than three."""
    mine = _stems(claim)
    return len(mine & _stems(evidence)) / len(mine) if len(mine) >= 3 else 0.0


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return stems(content_words(text))


__all__ = ["compare_speakers", "pair", "pair_attributions"]
