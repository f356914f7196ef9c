"""Quotations and indirect speech of one text, with their speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from claimcheck.quotations.marks import Passage, find_passages
from claimcheck.quotations.speakers import (
    BLANK,
    Mention,
    after_verb,
    blanked,
    mentions,
    resolve,
    subject,
)
from claimcheck.quotations.speech import CLAUSE_VERBS, VERB, of_hearsay
from claimcheck.text.words import content_words
from claimcheck.types import Attribution, Context, Quotation, Span

#: The ends of sentences; a line that ends in a colon leads to what stands under it.
_FRAME_END = re.compile(rf"[.?!]['\"”’)]*(?=\s+[A-Z{BLANK}“\"'‘«])|(?<![:\n])\n|[.?!]['\"”’)]*\s*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Hon|St|Jr|Sr|Inc|Ltd|Co|Corp|vs|No"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
#: How far from a passage or a verb its sentence reaches at most, in characters.
_FRAME = 2000
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d)\b|\w{2}ed\b"
)
#: A clause by its subject: "they plan to".
_THEY = re.compile(r"(?:they|we|you|I|it|he|she|there)\s+[a-z]")
_DASHED = re.compile(r"\s*[—–―]\s*|\s+-{1,2}\s*")
#: Any verb between a passage and a name: '"…!" beamed Roe'.
_EXCLAIMED = re.compile(r"[\s,]*\w+ed(?=\s+[A-Z])")
#: Words: a passage this short without a verb of saying before it is a title or a scare quote.
_SCARE_WORDS = 2
#: Content words: an indirect clause with fewer says too little to compare.
_SHORTEST_CLAUSE = 2


def find_quotations(text: str, context: Context) -> tuple[Quotation, ...]:
    """The quoted passages of `text` in order, with their speakers where the text tells.

    A passage that `context.before` opens or `context.after` closes keeps its whole words in
    `text` and its part of the sentence in `span`.
    """
    passages, before_part = _passages(text, context)
    masked = blanked(text, [p.outer for p in passages if not p.nested])
    found: list[Quotation] = []
    previous: tuple[Passage, Mention | None, str | None] | None = None
    for passage in passages:
        words = passage.inner.of(text)
        if not passage.begun and before_part:
            words = f"{before_part} {words.lstrip()}"
        if not passage.ended:
            words = f"{words} {_until_close(context.after)}".rstrip()
        if passage.nested:
            found.append(Quotation(_trimmed(text, passage.inner), words.strip()))
            continue
        mention = _speaker(text, masked, passage)
        speaker = resolve(masked, mention, context.before) if mention else None
        if mention is None and previous and _goes_on(text, previous[0], passage):
            mention, speaker = previous[1], previous[2]
        if speaker is None:
            speaker = _across(passage, context)
        if speaker is None:
            speaker = _neighbour_speaker(text, masked, passage, context)
        found.append(
            Quotation(
                _trimmed(text, passage.inner),
                words.strip(),
                speaker,
                mention.span if mention else None,
            )
        )
        previous = (passage, mention, speaker)
    return tuple(found)


def _passages(text: str, context: Context) -> tuple[tuple[Passage, ...], str]:
    """The passages of `text`, and the words of the first that stand in `context.before`."""
    passages = find_passages(text)
    opened = next((p for p in find_passages(context.before) if not p.ended), None)
    if opened is None:
        return passages, ""
    whole = all(p.begun and p.ended for p in passages)
    if passages and whole:
        return passages, ""
    rest = opened.inner.of(context.before).strip()
    closed = find_passages(text, opened=True)
    if not passages and closed and closed[0].ended:
        return closed, rest
    if not passages:
        closing = find_passages(context.after)
        if closing and not closing[0].begun:
            return (Passage(Span(0, len(text)), Span(0, len(text)), False, False),), rest
        return (), ""
    if passages[0].begun:
        passages = find_passages(text, opened=True)
    return passages, rest


def _until_close(after: str) -> str:
    first = next(iter(find_passages(after)), None)
    return first.inner.of(after).strip() if first and not first.begun else ""


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))


# --------------------------------------------------------------------------
# The speaker of a passage


def frame(masked: str, span: Span) -> Span:
    """The sentence around `span` in a text whose passages are blanked out, as far as it reaches."""
    starts, ends = _frame_ends(masked)
    before, after = bisect_right(ends, span.start), bisect_left(starts, span.end)
    low = ends[before - 1] if before else 0
    high = ends[after] if after < len(ends) else len(masked)
    return Span(max(low, span.start - _FRAME), min(high, span.end + _FRAME))


@lru_cache(maxsize=16)
def _frame_ends(masked: str) -> tuple[list[int], list[int]]:
    """Where the ends of sentences begin and end, in a text whose passages are blanked out."""
    found = [
        match
        for match in _FRAME_END.finditer(masked)
        if not _ABBREVIATION.search(masked, max(0, match.start() - 8), match.start() + 1)
    ]
    return [match.start() for match in found], [match.end() for match in found]


def _speaker(text: str, masked: str, passage: Passage) -> Mention | None:
    outer = passage.outer
    around = frame(masked, outer)
    last = passage.inner.of(text).rstrip()[-1:]
    stopped = last == "." and not passage.inner.of(text).endswith("...")
    follows = masked[outer.end : outer.end + 1]
    high = _next_passage(masked, outer.end, around.end)
    low = _previous_passage(masked, outer.start, around.start)
    comes_after = not stopped or not re.match(r"\s+[A-Z]|\s*$", masked[outer.end : outer.end + 3])
    attributed = last in ",?!—–-…" or follows == ","
    led_in = last != "," and re.search(r"[:,]\s*$", masked[low : outer.start])
    if led_in and (mention := _before(masked, low, outer.start, around.start)):
        return mention
    if comes_after and attributed and (mention := _after(masked, outer.end, high)):
        return mention
    if mention := _before(masked, low, outer.start, around.start):
        return mention
    if comes_after and (mention := _after(masked, outer.end, high)):
        return mention
    if low > around.start:
        return _before(masked, around.start, outer.start, around.start)
    return None


def _next_passage(masked: str, start: int, high: int) -> int:
    at = masked.find(BLANK, start, high)
    return high if at < 0 else at


def _previous_passage(masked: str, end: int, low: int) -> int:
    return masked.rfind(BLANK, low, end) + 1 or low


def _after(masked: str, low: int, high: int) -> Mention | None:
    """An attribution behind a passage: "said X", "X said", "according to X", "— X"."""
    segment = masked[low:high]
    if according := _ACCORDING.search(segment):
        return after_verb(masked, low + according.end() - 1, high)
    if dashed := _DASHED.match(segment):
        there = after_verb(masked, low + dashed.end() - 1, high) if dashed.end() else None
        if there and not VERB.search(segment) and there.span.end >= high - 2:
            return there
    if other := _EXCLAIMED.match(segment):
        return after_verb(masked, low + other.end(), high)
    for verb in VERB.finditer(segment):
        if verb.group().endswith("ing"):  # "adding:" speaks of the next passage
            continue
        if not segment[: verb.start()].strip(" ,.—–-"):
            if mention := after_verb(masked, low + verb.end(), high):
                return mention
            continue
        if mention := subject(masked, low, low + verb.start()):
            return mention
    return None


def _before(masked: str, low: int, high: int, floor: int) -> Mention | None:
    """An attribution before a passage: "X said:", "according to X,", "X:".

    Its verb stands between `low` and `high`, its subject may stand as far back as `floor`.
    """
    segment = masked[low:high]
    for verb in reversed(list(VERB.finditer(segment))):
        at = low + verb.start()
        mention = subject(masked, low, at) or (subject(masked, floor, at) if floor < low else None)
        if mention is None and not segment[: verb.start()].strip(" ,"):
            mention = after_verb(masked, low + verb.end(), high)
        if mention is not None:
            return mention
    if according := _ACCORDING.search(segment):
        return after_verb(masked, low + according.end() - 1, high)
    if segment.rstrip().endswith(":"):
        named = mentions(segment.rstrip()[:-1])
        owned = named and re.search(r"['’]s\s+$", segment[: named[-1].span.start])
        if named and not owned and named[-1].span.end == len(segment.rstrip()) - 1:
            return Mention(named[-1].span.shifted(low), named[-1].pronoun)
    return None


def _goes_on(text: str, before: Passage, passage: Passage) -> bool:
    """Whether only an attribution stands between two passages: "A," said X. "B."."""
    between = text[before.outer.end : passage.outer.start]
    return "\n\n" not in between and len(between) <= 250 and VERB.search(between) is not None


def _across(passage: Passage, context: Context) -> str | None:
    """The speaker named where a passage ends after the sentence, or begins before it."""
    mention: Mention | None = None
    if not passage.ended:
        closing = next(iter(find_passages(context.after)), None)
        if closing and not closing.begun:
            masked = _masked(context.after)
            end = closing.outer.end
            mention = _after(masked, end, _next_passage(masked, end, len(masked)))
            return resolve(masked, mention, "") if mention else None
    opening = next((p for p in find_passages(context.before) if not p.ended), None)
    if not passage.begun and opening:
        masked = _masked(context.before)
        mention = _before(masked, 0, opening.outer.start, 0)
        return resolve(masked, mention, "") if mention else None
    return None


def _neighbour_speaker(text: str, masked: str, passage: Passage, context: Context) -> str | None:
    """The speaker that the sentence after or before names, for a passage that is all of its own."""
    around = frame(masked, passage.outer)
    outside = masked[around.start : around.end].replace(BLANK, "").strip(" .,:;\n")
    if outside or len(passage.inner.of(text).split()) <= _SCARE_WORDS:
        return None
    following = masked[around.end : frame(masked, Span(around.end, around.end + 1)).end]
    mention = _closing_attribution(following if following.strip() else _masked(context.after))
    if mention is not None:
        return mention
    leading = masked[: around.start].rstrip()
    start = frame(masked, Span(len(leading) - 1, len(leading))).start if leading else 0
    before = leading[start:] or _masked(context.before)
    for verb in reversed(list(VERB.finditer(before))):
        if BLANK not in before and (found := subject(before, 0, verb.start())):
            return resolve(before, found, "")
    return None


def _closing_attribution(sentence: str) -> str | None:
    """The subject of a sentence that is an attribution and nothing else: "…, Roe stated."."""
    verbs = list(VERB.finditer(sentence))
    if BLANK in sentence or not verbs or len(sentence[verbs[-1].end() :].split()) > 4:
        return None
    found = subject(sentence, 0, verbs[-1].start())
    return resolve(sentence, found, "") if found else None


def _masked(text: str) -> str:
    return blanked(text, [p.outer for p in find_passages(text) if not p.nested])


# --------------------------------------------------------------------------
# Indirect speech


def find_attributions(text: str, context: Context) -> tuple[Attribution, ...]:
    """What `text` says that somebody says, outside quotation marks, in order."""
    passages, _ = _passages(text, context)
    masked = blanked(text, [p.outer for p in passages if not p.nested])
    found: list[Attribution] = []
    for verb in VERB.finditer(masked):
        if verb.group().lower() not in CLAUSE_VERBS:
            continue
        cue = of_hearsay(masked, verb) or Span(verb.start(), verb.end())
        if cue.end < verb.end() and cue.of(masked).lower() in CLAUSE_VERBS:
            continue  # read already, by its own verb
        around = frame(masked, cue)
        mention = subject(masked, around.start, cue.start)
        if mention is None:
            continue
        clause = _clause_after(text, verb.end(), around.end) or _clause_before(
            text, around.start, mention.span.start
        )
        found += _attribution(text, masked, mention, cue, clause, context)
    for according in _ACCORDING.finditer(masked):
        around = frame(masked, Span(according.start(), according.end()))
        mention = after_verb(masked, according.end() - 1, around.end)
        if mention is None:
            continue
        comma = re.match(r"[^,]*?,\s*", text[mention.span.end : around.end])
        leads = not masked[around.start : according.start()].strip()
        clause = (
            Span(mention.span.end + comma.end(), around.end)
            if leads and comma
            else _clause_before(text, around.start, according.start())
        )
        cue = Span(according.start(), according.end() - 1)
        found += _attribution(text, masked, mention, cue, clause, context)
    return tuple(sorted(found, key=lambda a: (a.span.start, a.verb.start)))


def _attribution(
    text: str, masked: str, mention: Mention, verb: Span, clause: Span | None, context: Context
) -> list[Attribution]:
    if clause is None or len(content_words(clause.of(text))) < _SHORTEST_CLAUSE:
        return []
    quoted = clause.of(masked).count(BLANK)
    first = min(mention.span.start, verb.start)
    beside = masked[max(0, first - _FRAME) : first].rstrip(" ,").endswith(BLANK)
    if beside or 2 * quoted > clause.end - clause.start:  # the quotation has the words already
        return []
    clause = _trimmed(text, clause)
    spans = (mention.span, verb, clause)
    return [
        Attribution(
            Span(min(s.start for s in spans), max(s.end for s in spans)),
            resolve(masked, mention, context.before),
            mention.span,
            verb,
            clause,
        )
    ]


def _clause_after(text: str, low: int, high: int) -> Span | None:
    """What is said, behind its verb: from "that" on where it stands near, else from the verb."""
    that = re.search(r"\bthat\b", text[low : min(high, low + 60)])
    start = low + that.end() if that else low
    clause = text[start:high].strip(" .,:;")
    if that is None and not (_FINITE.search(clause) or _THEY.match(clause)):
        return None  # a thing, not a clause: "confirmed four cases"
    return Span(start, high) if len(clause.split()) > 3 else None


def _clause_before(text: str, low: int, high: int) -> Span | None:
    """What is said, before who says it; one who speaks "and" another is no clause."""
    clause = text[low:high].rstrip(" ,")
    if len(clause.split()) < 3 or clause.endswith((" and", " or")):
        return None
    return Span(low, low + len(clause))
