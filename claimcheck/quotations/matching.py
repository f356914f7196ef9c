"""The passage of a source that a claim quotes, exactly or nearly.

Exact search over normalised words first; only where it fails does
`rapidfuzz` look for the nearest passage, to show what was altered. The only module that
imports rapidfuzz.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from claimcheck.names import compare_names, find_names
from claimcheck.text.words import STOPWORDS, content_words
from claimcheck.types import (
    Attribution,
    AttributionPair,
    Name,
    Quotation,
    QuotationPair,
    Reading,
    Slot,
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
    found = (_pair_one(quotation, claim, evidence) for quotation in claim.quotations)
    return tuple(each for each in found if each is not None)


def _pair_one(quotation: Quotation, claim: Reading, evidence: Reading) -> QuotationPair | None:
    pattern = _pattern(quotation.text)
    if pattern is None:
        return None
    by_length = sorted(evidence.quotations, key=lambda q: len(q.text))
    for passage in by_length:
        words = _words(passage.text)
        if match := pattern.search(_joined(words)):
            return QuotationPair(
                quotation,
                passage,
                1.0,
                _speakers(quotation, passage, claim, evidence),
                _cut(quotation, claim, passage.text, words, match),
            )
    words = _words(evidence.text)
    if match := pattern.search(_joined(words)):
        return _unmarked(quotation, claim, evidence, words, match)
    return _nearest(quotation, claim, evidence)


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
    speaker = _speakers(quotation, passage, claim, evidence)
    return QuotationPair(quotation, passage, 1.0, speaker)


def _nearest(quotation: Quotation, claim: Reading, evidence: Reading) -> QuotationPair | None:
    """The quotation of the evidence nearest to one it does not contain, if it is near at all."""
    mine = _words(_ELLIPSIS.sub(" ", quotation.text.replace("[", "").replace("]", ""))).words
    if len(mine) < SHORTEST_ALTERED:
        return None
    best: QuotationPair | None = None
    for passage in evidence.quotations:
        theirs = _aligned(mine, _words(passage.text).words)
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        similarity = same / max(len(mine), len(theirs))
        shared = {w for w in mine if w in theirs and w not in STOPWORDS}
        if similarity < SAME_QUOTATION or len(shared) < 2:
            continue
        if best is None or similarity > best.similarity:
            changes = _changes(mine, theirs, matcher)
            speaker = _speakers(quotation, passage, claim, evidence)
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
# Speakers


def _speakers(a: Quotation, b: Quotation, claim: Reading, evidence: Reading) -> Slot:
    if a.speaker is None or b.speaker is None:
        return Slot.UNKNOWN
    return compare_speakers(a.speaker, claim, b.speaker, evidence)


def compare_speakers(a: str, claim: Reading, b: str, evidence: Reading) -> Slot:
    """Whether two speakers are one, each read with the fuller names of its own text.

    A body and a person are UNKNOWN; so is a name that the other side's sentence sets
    beside its own speaker ("Jane Roe, head of Acme, said" against "Acme said").
    """
    slot = compare_names(_fuller(a, claim), _fuller(b, evidence))
    if slot is not Slot.DIFFERENT:
        return slot
    if _beside(a, b, evidence) or _beside(b, a, claim):
        return Slot.UNKNOWN
    return slot


def _fuller(speaker: str, reading: Reading) -> str:
    """A lone surname as the one full name of the text that it can be short for."""
    if len(speaker.split()) != 1:
        return speaker
    texts = (reading.text, reading.context.before, reading.context.title or "")
    full = {
        whole
        for text in texts
        for whole in (_whole(name) for name in find_names(text))
        if len(whole.split()) > 1 and compare_names(speaker, whole) is Slot.SAME
    }
    return full.pop() if len(full) == 1 else speaker


def _whole(name: Name) -> str:
    return " ".join([*name.titles, name.text])


def _beside(name: str, speaker: str, reading: Reading) -> bool:
    """Whether `name` stands in an apposition of `speaker` in the text."""
    at = reading.text.find(speaker)
    if at < 0:
        return False
    after = reading.text[at + len(speaker) :]
    apposition = re.match(r",\s*(?!who|and|but)([^,“\"]{0,80}),", after)
    return bool(apposition and name.split()[-1] in apposition[1])


# --------------------------------------------------------------------------
# Indirect speech


def pair_attributions(claim: Reading, evidence: Reading) -> tuple[AttributionPair, ...]:
    """What the claim says somebody said, beside who says the same in the evidence.

    The clauses must share nearly all content words of the claim's; a quotation of the evidence
    counts as a clause said by its speaker.
    """
    said = [*evidence.attributions, *_as_attributions(evidence)]
    pairs: list[AttributionPair] = []
    for mine in claim.attributions:
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
    mine = {w.stem for w in content_words(claim)}
    if len(mine) < 3:
        return 0.0
    theirs = {w.stem for w in content_words(evidence)}
    return len(mine & theirs) / len(mine)


__all__ = ["compare_speakers", "pair", "pair_attributions"]
