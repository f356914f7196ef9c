"""Whom a claim names, and whether a piece of evidence speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.alignment.topics import evidence_keys, keys, topic_words
from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.places import country, seat_of
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import meeting, remembered
from claimcheck.text.words import content_words, in_capitals, is_verb_like
from claimcheck.types import Name, Reading, Slot, Word

#: How many pairs of names of a claim and a sentence are compared at most. Beyond that (141 on each
#: side) the last of the sentence name nobody of the claim, but by their very letters.
MEETINGS = 20_000


@dataclass(frozen=True, slots=True)
class Actors:
    """The claim's names against the evidence's.

    `slot` is DIFFERENT where the evidence names another of the same kind in place of one of the
    claim's, UNKNOWN where one is only told elsewhere in the article; `missing` are the
    names that the whole article does not have, or only where this sentence names others;
    `subject` is whether the evidence has a word of the claim's first noun phrase.
    """

    slot: Slot
    missing: tuple[Name, ...]
    subject: bool = True


def actors(claim: Reading, evidence: Reading) -> Actors:
    """Whether the evidence speaks of those the claim names."""
    mine = _actors(claim)
    here: Sequence[Name] = (*_actors(evidence), *find_names(evidence.context.lead_in or ""))
    here = meeting(mine, here, MEETINGS)[1]
    near = {name.text for name in here}
    near |= {name.text for name in find_names(evidence.context.before)}
    near |= {name.text for name in find_names(evidence.context.title or "")}
    others = {name.text: name for name in here}
    # "Since Russia's invasion" dates what another does.
    periods = Cover(q.scope.span for q in evidence.quantities if q.scope and q.scope.span)
    rivals = [name for name in others.values() if not periods.overlaps(name.span)]
    said = evidence.text.lower()
    slot, missing = Slot.SAME, []
    another: bool | None = None
    for name in mine:
        if _is_kin(name, claim, evidence):
            missing.append(name)
            continue
        if _qualifies(name, claim.text) and slot is Slot.SAME and not missing:
            continue
        if _stands_in(name.text.lower(), said) or is_held(name, others):
            continue
        slot = Slot.UNKNOWN if slot is Slot.SAME else slot
        if _is_the_topic(name, claim, evidence):
            continue
        if slot is not Slot.DIFFERENT and _rivals(name, rivals, claim):
            slot = Slot.DIFFERENT
        if is_held(name, near):
            continue
        if another is None:
            another = _names_others(others.values(), claim)
        if another or not _is_in_article(name, evidence):
            missing.append(name)
    bare = _bare_subject(claim)
    if bare is not None and bare not in mine and _is_of_another(bare, evidence):
        slot = Slot.DIFFERENT
        missing.append(bare)
    subject = _subject(claim)
    had = evidence_keys(evidence)
    had |= keys(content_words(evidence.context.before))
    # The items of a list leave its subject to the line that leads in, or to the article.
    listed = evidence.context.lead_in is not None
    stated = not subject or listed or bool(keys(subject) & had)
    return Actors(slot, tuple(missing), stated)


#: What follows a name that is one thing's or one body's, at the start of a sentence.
_PREDICATE = re.compile(r"\s+(?:has|is|was|will|had|[a-z]{3,}(?:s|ed))\b")


def _bare_subject(reading: Reading) -> Name | None:
    """The one word that opens a text and is its subject, without an article: "Arven has …".

    Only a name, or a stuff ("Steel is …"), stands like that before a verb of one.
    """
    first = next(iter(reading.names), None)
    if first is None or first.span.start or " " in first.text or in_capitals(reading.text):
        return None
    plural = first.text.endswith("s")
    told = not plural and _PREDICATE.match(reading.text, first.span.end)
    return first if told else None


def _is_of_another(name: Name, evidence: Reading) -> bool:
    """Whether evidence that has not a name opens with another such, which is then its subject."""
    other = _bare_subject(evidence)
    if other is None or _stands_in(name.text.lower(), evidence.text.lower()):
        return False
    if compare_names(name.text, other.text) is Slot.SAME:
        return False
    return keys(content_words(name.text)) != keys(content_words(other.text))


def _stands_in(name: str, text: str) -> bool:
    """Whether a text has a name where a word begins: "Larven" has no "Arven"."""
    at = text.find(name)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(name, at + 1)
    return at >= 0


def _is_in_article(name: Name, evidence: Reading) -> bool:
    known = _held_in(evidence.context.names)
    if name.text not in known:
        known[name.text] = is_held(name, evidence.context.names)
    return known[name.text]


@remembered
def _held_in(names: tuple[str, ...]) -> dict[str, bool]:
    """Which names those of an article hold; filled as they are asked for."""
    return {}


#: What opens with what was named before.
_OPENS_WITH_IT = re.compile(r"\W*(?:(?i:it|he|she|they|its|his|her|their)\b|[Tt]he\s+[a-z])")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|[a-z]{3,}(?:ed|s))\b")


def _is_the_topic(name: Name, claim: Reading, evidence: Reading) -> bool:
    """Whether a name is of the article's title, all of which the claim has: "it" is that."""
    title = evidence.context.title or ""
    if not title or title not in claim.text or name.text not in title:
        return False
    parts = [word.text for word in content_words(name.text)]
    if any(re.search(rf"\b{re.escape(part)}\b", evidence.text) for part in parts):
        return True
    verb = _VERB.search(evidence.text)
    led = verb is not None and any(other.span.end <= verb.start() for other in evidence.names)
    return not led and _OPENS_WITH_IT.match(evidence.text) is not None


def _subject(claim: Reading) -> tuple[Word, ...]:
    """The first noun phrase of a claim: its topic words up to a verb or a gap."""
    run: list[Word] = []
    for word in topic_words(claim):
        gap = claim.text[run[-1].span.end : word.span.start] if run else ""
        if run and gap.strip(" -"):
            break
        if run and is_verb_like(word.text):
            break
        run.append(word)
    return tuple(run)


@remembered
def _actors(reading: Reading) -> tuple[Name, ...]:
    """The names that are neither what a figure counts nor part of a figure or date."""
    inside = [q.span for q in reading.quantities]
    inside += [q.item_span for q in reading.quantities if q.item_span]
    inside += [m.span for m in reading.moments]
    cover = Cover(inside)
    return tuple(
        name for name in reading.names if not cover.overlaps(name.span) and _is_sure(name, reading)
    )


def _is_sure(name: Name, reading: Reading) -> bool:
    """Whether a name is more than the capital of a sentence's first word."""
    if country(name.text) or name.text in reading.context.names:
        return True
    if in_capitals(reading.text):
        return False
    if " " in name.text or name.titles or _is_of_the_title(name, reading.context.title or ""):
        return True
    start = name.span.start
    before = reading.text[max(0, start - _WORD_REACH) : start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".!?:;"


def _is_of_the_title(name: Name, title: str) -> bool:
    """Whether a name is a part of one that the title has: "King" of an article on Stephen King."""
    return any(name.text in other.text.split() for other in find_names(title) if " " in other.text)


_KIN = (
    r"(?:grand|step|half-|great-)?(?:son|daughter|child|mother|father|brother|sister)|wife|widow(?:er)?"
    r"|husband|spouse|niece|nephew|aunt|uncle|cousin|fianc[eé]e?|in-law"
)
#: How far before a name the word that tells whose kin it is may stand, in characters.
_KIN_REACH = 200
_IS_KIN = re.compile(rf"\b(?:{_KIN})s?\b", re.I)
_KIN_OF = re.compile(
    rf"\b(?:{_KIN})s?\s+of\s+(?:the\s+)?(?:(?:late|former)\s+)?(?:[\w.]+\s+){{0,3}}$", re.I
)


def _is_kin(name: Name, claim: Reading, evidence: Reading) -> bool:
    """Whether a sentence names someone only to say whose niece or widow it speaks of."""
    if _tells_kin(claim) or not _tells_kin(evidence):
        return False
    text = evidence.text
    places = [m.start() for m in re.finditer(re.escape(name.text), text)]
    return bool(places) and all(_KIN_OF.search(text, max(0, at - _KIN_REACH), at) for at in places)


@remembered
def _tells_kin(reading: Reading) -> bool:
    return _IS_KIN.search(reading.text) is not None


#: What ties a name to the one before it ("Charlotte, North Carolina", "The Office (US)"), and what
#: tells that it stands in a list.
_TIED = re.compile(r"[^\W\d_](?:,\s|\s\()$")
#: How many characters tie a name to the word before it, and how long that word is at most.
_TIE, _WORD_REACH = 3, 80
_LISTED = re.compile(r",\s*(?:and\s+)?[A-Z]|\s+and\b")


def _qualifies(name: Name, text: str) -> bool:
    """Whether a name only tells which of its kind the one before it is."""
    start, end = name.span.start, name.span.end
    if _TIED.search(text, max(0, start - _TIE), start) is None:
        return False
    if text[start - 1] == "(" and text[end : end + 1] != ")":
        return False
    last = text[max(0, start - _WORD_REACH) : start].rstrip(" ,(").rpartition(" ")[2]
    return last[:1].isupper() and _LISTED.match(text, end) is None


def is_held(name: Name, others: Iterable[str]) -> bool:
    """Whether one of other names is that of the same, of its country or of its capital."""
    land, ruled = country(name.text), seat_of(name.text)
    return any(
        compare_names(name.text, other) is Slot.SAME
        or (ruled is not None and country(other) == ruled)
        or (land is not None and land in (country(other), seat_of(other)))
        for other in others
    )


def _names_others(here: Iterable[Name], claim: Reading) -> bool:
    """Whether the evidence names somebody or something that the claim does not."""
    mine = _named(claim)
    return any(other.text not in mine and not is_held(other, mine) for other in here)


@remembered
def _named(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in reading.names))


def _rivals(name: Name, here: Iterable[Name], claim: Reading) -> bool:
    """Whether the evidence has a name of the same kind that the claim does not have."""
    sort = kind(name.text)
    if sort in (Kind.VAGUE, Kind.ROLE):
        return False
    return any(
        kind(other.text) is sort
        and compare_names(name.text, other.text) is Slot.DIFFERENT
        and not any(compare_names(mine, other.text) is Slot.SAME for mine in _named(claim))
        for other in here
    )
