"""Who speaks: the subject of a verb of saying, found without a parser.

Works on a text whose quoted passages are blanked out, so that nothing inside
them is taken for a speaker or for a verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.quotations.speech import BESIDE_VERB, HEADS, PRONOUNS, VERB
from claimcheck.text.words import STOPWORDS, is_verb_like
from claimcheck.types import Name, Slot, Span

BLANK = "□"

_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|with|on|to|by)\s+(?:the\s+|its\s+)?$", re.I)
_LEAD = re.compile(
    r"(?:(?:At|In|On|During|After|Before|When|While|As|For|From|With|Following|Speaking|Asked|But|And"
    r"|By|Reached|Pressed|Citing|Alongside|Given|Under|Among|Throughout|About|Once|Like|Unlike"
    r"|Although|Though|If|Since|Despite|Later|Earlier|Meanwhile|However|Yet|So|Then|Still)\b"
    r"[^,]{0,120},\s*)+"
)
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z .,]{2,40}(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s*)?(?:\([^)]*\)\s*)?\s*[—–-]+\s+"
)
#: A phrase with a determiner right before its verb: "the three men", "another".
_PHRASE = re.compile(
    r"\b(?:(?:the|a|an|one|his|her|their|its|our|my|another|several|many|some|two|three)"
    r"(?:\s+(?!(?:of|in|on|at|to|for|from|with|by|that|who|which|and|or|but|when"
    r"|while|as|than|if|because)\b)[\w'’-]+){1,4}"
    r"|another|others|one|some|many|critics|both)(?<!week)(?<!month)(?<!year)(?<!day)(?<!time)$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\s*(?:[,;]\s*)?(?:and|but|so|yet|as|because|while|then)\s+", re.I)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*['’]?")
_DETERMINER = re.compile(
    r"\b(?:the|a|an|its|his|her|their|our|my|one|another|two|three|several|some|many|most|other"
    r"|these|those|this|that)\b\s*",
    re.I,
)

#: Before a phrase that no verb has for its subject: "marching through the streets chanted", and
#: "issued a statement calling", where whoever issued it speaks.
_NO_SUBJECT = re.compile(
    r"\b(?:through|using|into|onto|across|along|around|behind|near|outside"
    r"|(?:issu|releas|publish|circulat|distribut|email|air)(?:ed|es|ing)|sent(?:\s+out)?|put\s+out)\s+$"
)
_LOCATING = re.compile(r"\b(?:in|at|near|from|to|of|across|outside|around|through)\s+$", re.I)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|also\s+)?$")
_PHRASE_END = re.compile(
    r"[,.;:()\n" + BLANK + r"](?!\S)|[(" + BLANK + r"]"
    r"|\s(?:who|that|which|in|on|at|to|during|after|before|as|when|while|because|about|last|and|if)\b"
)
_PARTICIPLE = re.compile(r"\w+ing\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named, described or meant by a pronoun; `span` includes titles."""

    span: Span
    pronoun: bool = False


def blanked(text: str, spans: list[Span]) -> str:
    """`text` with the characters of `spans` replaced by a sign that is no letter."""
    kept, at = [], 0
    for span in sorted(spans):
        start = max(at, span.start)
        kept += [text[at:start], BLANK * (span.end - start)]
        at = max(at, span.end)
    return "".join([*kept, text[at:]])


@lru_cache(maxsize=64)
def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions of somebody in `text`, in order, none inside another."""
    found = [Mention(titled(text, name)) for name in find_names(text)]
    found += [
        Mention(Span(m.start(), m.end()), pronoun=True)
        for m in re.finditer(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Ww]ho)\b", text)
    ]
    for match in _WORD.finditer(text):
        if match.group().lower().strip(".") in HEADS:
            found.append(Mention(_description(text, match)))
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    kept: list[Mention] = []
    for mention in found:
        if kept and kept[-1].span.overlaps(mention.span):
            if mention.span.end > kept[-1].span.end and mention.span.start >= kept[-1].span.start:
                joined = Span(kept[-1].span.start, mention.span.end)
                kept[-1] = Mention(joined)
            continue
        kept.append(mention)
    return tuple(kept)


def titled(text: str, name: Name) -> Span:
    """The span of a name with the titles before it."""
    start = name.span.start
    for title in reversed(name.titles):
        at = text.rfind(title, 0, start)
        start = at if at >= 0 else start
    return Span(start, name.span.end)


def _description(text: str, head: re.Match[str]) -> Span:
    """From the determiner, at most five words back, to the head noun."""
    start = head.start()
    words = list(_WORD.finditer(text, max(0, start - 80), start))
    for count, word in enumerate(reversed(words), 1):
        between = text[word.end() : start] if count == 1 else text[word.end() : word.end() + 1]
        if count > 5 or not between.isspace() or VERB.fullmatch(word.group()):
            break
        if _DETERMINER.fullmatch(word.group()):
            return Span(word.start(), head.end())
        if word.group().endswith(("'s", "’s")) and word.group()[0].isupper():
            return Span(word.start(), head.end())
        if word.group()[0].isupper() and word.group().lower() not in BESIDE_VERB:
            start = word.start()
    return Span(start, head.end())


def subject(text: str, low: int, verb: int) -> Mention | None:
    """The subject of the verb at `verb`, looked for from `low` on.

    The mention right before the verb; behind an apposition ("X, a spokesman, said") or a
    coordination ("X stood up and said") the first of the clause. None for a passive
    ("was told"): its subject does not speak, nor does an adjective ("Democratic rivals").
    """
    found = _subject(text, low, verb)
    return None if found is not None and _is_adjective(text, found, verb) else found


def _is_adjective(text: str, mention: Mention, verb: int) -> bool:
    """Whether one capital word is read that says what the noun behind it is."""
    word, after = mention.span.of(text), _WORD.match(text, mention.span.end + 1)
    if mention.pronoun or " " in word or after is None or after.end() >= verb:
        return False
    noun = after.group()
    if text[mention.span.end] != " " or not noun.islower() or noun in STOPWORDS | BESIDE_VERB:
        return False
    return not (is_verb_like(noun) or VERB.fullmatch(noun) or noun.endswith(("s", "ed", "ly")))


def _subject(text: str, low: int, verb: int) -> Mention | None:
    if _PASSIVE.search(text, max(low, verb - 40), verb) and not _PARTICIPLE.match(text, verb):
        return None
    if dateline := _DATELINE.match(text, low, verb):
        low = dateline.end()
    lead = _LEAD.match(text, low + len(text[low:verb]) - len(text[low:verb].lstrip(" ,.;—–-")))
    low = lead.end() if lead and lead.end() < verb else low
    end = _before_verb(text, low, verb)
    around = _within(text, low, end)
    stripped = text[low:end].rstrip()
    phrase = _PHRASE.search(stripped)
    if phrase and _NO_SUBJECT.search(stripped[: phrase.start()]):
        earlier = [m for m in around if m.span.end <= low + phrase.start()]
        return _clause_subject(text, earlier, low, low + phrase.start()) if earlier else None
    if phrase and not (around and low + len(stripped) - around[-1].span.end <= 2):
        return Mention(Span(low + phrase.start(), low + phrase.end()))
    if not around:
        return None
    if _PARTICIPLE.match(text, verb) and (around[0].pronoun or stripped.endswith(",")):
        return around[0]
    if _PARTICIPLE.match(text, verb) and not text[low : around[0].span.start].strip(" ," + BLANK):
        return around[0]
    if stripped.endswith(","):
        return _before_apposition(text, around, low + len(stripped))
    last = len(around) - 1
    if low + len(stripped) - around[last].span.end > 2:
        return _clause_subject(text, around, low, low + len(stripped))
    while last > 0 and _PREPOSITION.search(text[low : around[last].span.start]):
        between = text[around[last - 1].span.end : around[last].span.start]
        if len(between.split()) > 3 or "," in between:
            break
        last -= 1
    return around[last]


def _within(text: str, low: int, high: int) -> list[Mention]:
    """The mentions of a text within a part of it."""
    starts = _starts(text)
    found = mentions(text)[bisect_left(starts, low) : bisect_left(starts, high)]
    return [mention for mention in found if mention.span.end <= high]


@lru_cache(maxsize=64)
def _starts(text: str) -> list[int]:
    return [mention.span.start for mention in mentions(text)]


def _before_verb(text: str, low: int, verb: int) -> int:
    """Where the words beside the verb (auxiliaries, adverbs) begin."""
    end = verb
    for word in reversed(list(_WORD.finditer(text, low, verb))):
        plain = word.group().lower()
        if text[word.end() : end].strip() or not (
            (plain in BESIDE_VERB and (word.group() == plain or plain.endswith("day")))
            or (plain.endswith("ly") and word.group() == plain)
        ):
            break
        end = word.start()
    return end


def _before_apposition(text: str, around: list[Mention], end: int) -> Mention | None:
    """The mention that the apposition ending at `end` explains."""
    for i, mention in enumerate(around):
        after = text[mention.span.end : end]
        if re.fullmatch(r"(?:\s+of\s+[\w\s]+)?,.*,", after, re.DOTALL):
            named = around[i + 1] if i + 1 < len(around) else mention
            between = text[mention.span.end : named.span.start]
            # "the union's leader, A. B., said": the name stands in the apposition
            return named if between == ", " and named.span.end == end - 1 else mention
    return around[0]


def _clause_subject(text: str, around: list[Mention], low: int, end: int) -> Mention | None:
    """The first mention of the clause, where a coordination or participle leads back to it."""
    tail = text[around[-1].span.end : end]
    first = around[0]
    lead = text[low : first.span.start]
    led = lead.strip(" ,.;:—–-“\"'" + BLANK) and not _CONJUNCTION.fullmatch(lead)
    if led and _PREPOSITION.search(lead):
        return None
    if re.search(r"\band\b|,\s*$|\bby\b|\bin\b", tail) or len(around) == 1:
        return first
    return first if first.pronoun or len(around) <= 3 else None


def after_verb(text: str, verb_end: int, high: int) -> Mention | None:
    """The subject behind its verb ("said Jen Psaki", "said 9/11 widow Terry Strada").

    The phrase up to the next stop or preposition, as far as the first name in it; a phrase without
    a name counts where it begins with a determiner or is a known description.
    """
    skipped = re.match(r"\s+(?:\w+ly\s+)?", text[verb_end:high])
    if skipped is None:
        return None
    start = verb_end + skipped.end()
    stop = _PHRASE_END.search(text, start, high)
    end = stop.start() if stop else high
    starts = _starts(text)
    for mention in mentions(text)[bisect_left(starts, start) : bisect_left(starts, end)]:
        if mention.pronoun:
            return mention if mention.span.start == start else None
        whole = Span(start, mention.span.end)
        described = whole.of(text).islower() or _OF.search(whole.of(text))
        apposed = _apposed(text, mention.span.end, high) if described else None
        return apposed or Mention(_named(text, whole))
    phrase = text[start:end].rstrip()
    if re.match(r"(?:the|a|an|one|another|his|her|their|its)\b", phrase) and phrase.count(" ") < 6:
        apposed = _apposed(text, start + len(phrase), high)
        return apposed or Mention(Span(start, start + len(phrase)))
    return None


#: "The head *of Acme*, Jane Roe": the name is of what somebody is at.
_OF = re.compile(
    r"^(?:the|a|an|one|its|his|her|their|our)\s[\w\s'’-]*\b(?:of|at|for|from|with)\s", re.I
)
_ROLE_AND_NAME = re.compile(r"(?:the|a|an|its|his|her|their|our|one)\s+(?:[a-z][\w'’-]*\s+)+", re.I)


def _apposed(text: str, at: int, high: int) -> Mention | None:
    """Who the phrase that ends at `at` is: "its leader, *Jane Roe*." """
    if not text.startswith(", ", at):
        return None
    start = at + 2
    for mention in mentions(text)[bisect_left(_starts(text), start) :]:
        alone = mention.span.start == start and mention.span.end <= high
        many = " " in mention.span.of(text) and _CLOSED.match(text, mention.span.end) is not None
        return mention if alone and many and not mention.pronoun else None
    return None


_CLOSED = re.compile(r"\s*(?:[,.;:)]|$|\s(?:who|in|on|at|as|after|to)\b)")


def _named(text: str, whole: Span) -> Span:
    """The name alone, where what stands before it is no title: "the firefighter *Jane Roe*"."""
    if kind(whole.of(text)) is not Kind.VAGUE:
        return whole
    for name in find_names(whole.of(text)):
        span = name.span.shifted(whole.start)
        role = _ROLE_AND_NAME.fullmatch(text, whole.start, span.start)
        if role and " " in name.text and kind(name.text) is Kind.PERSON and span.end == whole.end:
            return span
    return whole


def resolve(text: str, mention: Mention, before: str) -> str:
    """The speaker's name: of a pronoun the one person named before it, if only one is.

    Looks in `text` before the pronoun, then in the sentence before; with two persons there, the
    pronoun stays as written.
    """
    written = mention.span.of(text)
    if not mention.pronoun or written.lower() not in ("he", "she", "who"):
        return written
    for place in (text[: mention.span.start], before):
        persons: list[str] = []
        for name in find_names(place):
            whole = titled(place, name).of(place)
            located = " " not in whole and _LOCATING.search(place[: name.span.start])
            owning = place[name.span.end :].startswith(("'s", "’s"))
            if kind(whole) is not Kind.PERSON or owning or located:
                continue
            if not any(compare_names(whole, p) is Slot.SAME for p in persons):
                persons.append(whole)
        if len(persons) == 1:
            return persons[0]
        if persons:
            return written
    return written


__all__ = [
    "BLANK",
    "PRONOUNS",
    "Mention",
    "after_verb",
    "blanked",
    "mentions",
    "resolve",
    "subject",
]
