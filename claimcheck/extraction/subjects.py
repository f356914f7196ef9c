"""What a claim needs to stand alone: the name a pronoun stands for, where the text makes it sure.

"He" is the one person that the sentence before names as its subject, "the company" the one body.
Where two could be meant, or none, nothing is put in, and the sentence before is told instead.
"""

from __future__ import annotations

import re

from claimcheck.extraction.resolving import Resolved
from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.namewords import BODY_WORDS
from claimcheck.quotations.speakers import PRONOUNS, titled
from claimcheck.text.words import is_verb_like
from claimcheck.types import Attribution, Name, Quotation, Reading, Slot, Span

#: Words that may stand before a subject: "But he", "In a statement, he".
_LEAD = r"(?:(?:And|But|So|Yet|Then|Also|Meanwhile|Later|However|Still),?\s+)?"
_PERSONAL = re.compile(rf"{_LEAD}(?P<word>[Hh]e|[Ss]he)\b(?!['’])")
_OWNING = re.compile(rf"{_LEAD}(?P<word>[Hh]is|[Hh]er)\s+[a-z]")
_BODIES = (
    "company firm group bank agency ministry party union club council court commission department"
    " government university hospital committee airline retailer carmaker regulator association"
    " charity organisation organization institute fund port city country"
)
_DESCRIBED = re.compile(
    rf"{_LEAD}(?P<word>[Tt]he\s+(?P<noun>{'|'.join(_BODIES.split())}))\s+(?=[a-z])"
)
#: What opens a sentence that goes on about something told before it.
_ANAPHOR = re.compile(
    rf"[\W_]*{_LEAD}(?:(?i:he|she|it|they|his|her|its|their|this|that|these|those|both|neither|such"
    r"|most\s+of\s+(?:them|those)|of\s+(?:that|those|these|them))\b"
    r"|[Tt]he\s+[a-z][a-z-]*\b(?!\s+of\b))",
)
#: A speaker who is only pointed to: "the prime minister", "his spokeswoman".
_POINTING = re.compile(r"(?:(?:the|his|her|its|their|this|that)\s+[a-z]|(?:he|she|it|they)\b)")
#: Before one word without a title, these make a place of it: "the port of Varna".
_LOCATING = re.compile(r"\b(?:in|at|near|from|to|of|across|outside|around|through|off)\s+\Z", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z“\"])")


def subject_of(text: str, reading: Reading, before: str, *, start: int = 0) -> Resolved | None:
    """The first word of `text` that stands for a name told before it, where that is sure.

    `before` is the sentence before; `reading` that of `text` in its context; `start` where
    the text begins behind a day.
    """
    for pattern, owning in ((_PERSONAL, False), (_OWNING, True)):
        if found := pattern.match(text, start):
            person = _the_one(before, Kind.PERSON, found["word"].lower())
            if person is None:
                return None
            return Resolved(Span(*found.span("word")), person + ("’s" if owning else ""))
    if found := _DESCRIBED.match(text, start):
        return _body(found, before)
    return _speaker(text, reading)


def depends(text: str, reading: Reading) -> bool:
    """Whether a sentence opens with a word that points to something told before it.

    So it does where the one who says something is not named.
    """
    said: tuple[Quotation | Attribution, ...] = (*reading.quotations, *reading.attributions)
    speakers = [one.speaker for one in said if one.speaker and one.speaker_span]
    pointed = any(_POINTING.match(speaker) for speaker in speakers)
    return pointed or _ANAPHOR.match(text) is not None


def _body(found: re.Match[str], before: str) -> Resolved | None:
    """The one body or country of the sentence before that "the company" stands for."""
    noun = found["noun"].lower()
    bodies = _distinct(before, Kind.PLACE if noun in ("city", "country") else Kind.BODY)
    if len(bodies) != 1 or not _leads(before, bodies[0]):
        return None
    words = bodies[0].text.lower().split()
    known = [word for word in words if word.strip(".") in BODY_WORDS]
    if known and noun in BODY_WORDS and noun not in known:
        return None  # "the bank" is not the "Ministry of Finance"
    return Resolved(Span(*found.span("word")), bodies[0].text)


def _speaker(text: str, reading: Reading) -> Resolved | None:
    """The pronoun beside a verb of saying ("…," he said), where the reading knows whose it is."""
    spoken: tuple[Quotation | Attribution, ...] = (*reading.quotations, *reading.attributions)
    for said in spoken:
        span = said.speaker_span
        if span is None or said.speaker is None or span.of(text).lower() not in PRONOUNS:
            continue
        if said.speaker == span.of(text) or span.of(text).lower() not in ("he", "she"):
            continue
        named = [n for n in find_names(said.speaker) if kind(n.text) is Kind.PERSON]
        if named:
            return Resolved(span, named[-1].text)
    return None


_MALE = frozenset({"mr", "mr.", "king", "prince", "sir", "spokesman", "chairman", "lord"})
_FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "queen", "princess", "spokeswoman", "dame"})


def _the_one(before: str, sort: Kind, pronoun: str) -> str | None:
    """The one person of the sentence before, where it is its subject and the title fits."""
    people = _distinct(before, sort)
    if len(people) != 1 or not _leads(before, people[0]):
        return None
    titles = {word.lower() for title in people[0].titles for word in title.split()}
    if titles & (_FEMALE if pronoun in ("he", "his") else _MALE):
        return None
    return people[0].text


def _distinct(text: str, sort: Kind) -> list[Name]:
    """The names of one kind in the last sentence of `text`, each person or body once."""
    last = _SENTENCE.split(text)[-1] if text else ""
    found: list[Name] = []
    for name in find_names(last):
        whole = titled(last, name).of(last)
        if kind(whole) is not sort and kind(name.text) is not sort:
            continue
        if " " not in whole and _LOCATING.search(last[: name.span.start]):
            continue
        if not any(compare_names(name.text, one.text) is Slot.SAME for one in found):
            found.append(name)
    return found


def _leads(before: str, name: Name) -> bool:
    """Whether a name is the subject: before the first verb, and owning nothing there.

    "In March, Anna Berg sold" and "Anna Berg, the owner, sold" have it; "The sister of Anna Berg
    sold" has not.
    """
    last = _SENTENCE.split(before)[-1]
    if last[name.span.end :].startswith(("'s", "’s", "'", "’")):
        return False
    lead = last[: name.span.start - sum(len(title) + 1 for title in name.titles)].rstrip()
    if lead and not lead.endswith((",", "—", "–", "The", "the")):
        return False
    if lead.endswith(","):
        lead = lead.partition(",")[2] and lead
    words = re.findall(r"[a-z]+", lead)
    return not any(is_verb_like(word) for word in words)
