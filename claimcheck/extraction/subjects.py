"""What a claim needs to stand alone: the name a pronoun stands for, where the text makes it sure.

"He" is the one person that the sentence before names as its subject, "the company" the one body.
Where two could be meant, or none, nothing is put in, and the sentence before is told instead.
"""

from __future__ import annotations

import re

from claimcheck.extraction.resolving import Resolved
from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.namewords import BODY_WORDS
from claimcheck.places import country
from claimcheck.quotations.marks import find_passages
from claimcheck.quotations.speakers import BLANK, blanked, titled
from claimcheck.quotations.speech import VERB
from claimcheck.text.sentences import split
from claimcheck.text.words import STOPWORDS, is_verb_like
from claimcheck.types import Attribution, Name, Quotation, Reading, Slot, Span

#: Words that may stand before a subject: "But he", "In a statement, he".
_LEAD = r"(?:(?:And|But|So|Yet|Then|Also|Meanwhile|Later|However|Still),?\s+)?"
_PERSONAL = re.compile(rf"{_LEAD}(?P<word>[Hh]e|[Ss]he)\b(?!['’])")
_OWNING = re.compile(rf"{_LEAD}(?P<word>[Hh]is|[Hh]er)\s+[a-z]")
#: What a body may be called that its name does not tell …
_FIRMS = frozenset("company firm group airline retailer carmaker bank brewer insurer".split())
#: … where it has one of these words.
_CORPORATE = frozenset(
    "ag co company corp corporation group holdings inc industries limited ltd motors plc sa".split()
)
_DESCRIBED = re.compile(
    rf"{_LEAD}(?P<word>[Tt]he\s+(?P<noun>[a-z]+))\s+(?=[a-z]+\b)(?!of\b|in\b|at\b|for\b|that\b|who\b)"
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
#: A sentence that ends so is told by somebody else than its subject: "…, he added."
_TOLD = re.compile(r",\s+(?:he|she|it|they)\s+\w+(?:\s\w+){0,2}\W*\Z", re.IGNORECASE)


def subject_of(text: str, reading: Reading, before: str, *, start: int = 0) -> Resolved | None:
    """The first word of `text` that stands for a name told before it, where that is sure.

    `before` is the sentence before; `reading` that of `text` in its context, with the names of
    the article; `start` where the text begins behind a day.
    """
    last = _last(before)
    if _TOLD.search(last):
        return None
    for pattern, ending in ((_PERSONAL, ""), (_OWNING, "’s")):
        if found := pattern.match(text, start):
            person = _the_one(last, reading, found["word"])
            return Resolved(Span(*found.span("word")), person + ending) if person else None
    if found := _DESCRIBED.match(text, start):
        return _body(found, last)
    return _speaker(text, reading, last)


def depends(text: str, reading: Reading) -> bool:
    """Whether a sentence opens with a word that points to something told before it.

    So it does where the one who says something is not named.
    """
    said: tuple[Quotation | Attribution, ...] = (*reading.quotations, *reading.attributions)
    speakers = [one.speaker for one in said if one.speaker and one.speaker_span]
    pointed = any(_POINTING.match(speaker) for speaker in speakers)
    return pointed or _ANAPHOR.match(text) is not None


def _last(text: str) -> str:
    """The last sentence of a text, which may be several of one quotation."""
    cut = split(text)
    return cut[-1].span.of(text) if cut else ""


def _body(found: re.Match[str], before: str) -> Resolved | None:
    """The one body of the sentence before that "the company" or "the ministry" stands for."""
    noun = found["noun"]
    if noun not in BODY_WORDS | _FIRMS:
        return None
    bodies = _distinct(before, Kind.BODY)
    if len(bodies) != 1 or not _leads(before, bodies[0]):
        return None
    words = {word.strip(".") for word in bodies[0].text.lower().split()}
    if noun not in words and not (noun in _FIRMS and words & _CORPORATE):
        return None
    return Resolved(Span(*found.span("word")), bodies[0].text)


def _speaker(text: str, reading: Reading, before: str) -> Resolved | None:
    """The pronoun beside a verb of saying ("…," he said), where the reading has the same person."""
    spoken: tuple[Quotation | Attribution, ...] = (*reading.quotations, *reading.attributions)
    for said in spoken:
        span = said.speaker_span
        if span is None or said.speaker is None or span.of(text).lower() not in ("he", "she"):
            continue
        person = _the_one(before, reading, span.of(text))
        if person and compare_names(person, said.speaker) is Slot.SAME:
            return Resolved(span, person)
    return None


_MALE = frozenset({"mr", "mr.", "king", "prince", "sir", "spokesman", "chairman", "lord"})
_FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "queen", "princess", "spokeswoman", "dame"})


def _the_one(before: str, reading: Reading, pronoun: str) -> str | None:
    """The one person of the sentence before, where it is its subject and the title fits."""
    people = [
        name
        for name in _distinct(before, Kind.PERSON)
        if not _is_firm(name, before, reading) and not _opens_a_quotation(name, before, reading)
    ]
    if len(people) != 1 or not _leads(before, people[0]) or not _is_sure(people[0], reading):
        return None
    if re.search(r"\bthe\s+\Z", before[: people[0].span.start], re.IGNORECASE):
        return None  # "the Daiwa officer": no person has an article
    titles = {word.lower() for title in people[0].titles for word in title.split()}
    if titles & (_FEMALE if pronoun.lower() in ("he", "his") else _MALE):
        return None
    return people[0].text


def _is_firm(name: Name, sentence: str, reading: Reading) -> bool:
    """Whether a name goes on as that of a firm, here or in the article: "Merrill Lynch and Co"."""
    longer = [known for known in reading.context.names if known.startswith(f"{name.text} ")]
    for text in (sentence[name.span.start :], *longer):
        after = re.match(r"\s+(?:(?:and|&)\s+)?([A-Z]\w+)", text[len(name.text) :])
        if after is not None and after[1].lower() in _CORPORATE | BODY_WORDS:
            return True
    return False


def _opens_a_quotation(name: Name, sentence: str, reading: Reading) -> bool:
    """Whether only the capital behind a quotation mark makes a name of it: "Sell it"."""
    return sentence[: name.span.start].endswith(tuple("\"“'‘«")) and not _is_sure(name, reading)


def _is_sure(name: Name, reading: Reading) -> bool:
    """Whether a name is more than the capital of a first word, here or in the article."""
    if " " in name.text or name.titles:
        return True
    return any(compare_names(name.text, known) is Slot.SAME for known in reading.context.names)


def _distinct(sentence: str, sort: Kind) -> list[Name]:
    """The names of one kind in a sentence, each person or body once; places named are neither."""
    found: list[Name] = []
    for name in find_names(sentence):
        whole = titled(sentence, name).of(sentence)
        if sort not in (kind(whole), kind(name.text)) or any(map(country, name.text.split())):
            continue
        if " " not in whole and _LOCATING.search(sentence[: name.span.start]):
            continue
        if not any(compare_names(name.text, one.text) is Slot.SAME for one in found):
            found.append(name)
    return found


def _leads(sentence: str, name: Name) -> bool:
    """Whether a name is the subject: before the first verb, and owning nothing there.

    "In March, Anna Berg sold", "Press secretary Anna Berg sold" and "…", said Anna Berg, have it;
    "The sister of Anna Berg sold" and "Anna Berg's sister sold" have not.
    """
    if sentence[name.span.end :].startswith(("'", "’")):
        return False
    outside = blanked(sentence, [passage.outer for passage in find_passages(sentence)])
    lead = outside[: titled(sentence, name).start].replace(BLANK, "").strip(" ,")
    words = re.findall(r"[\w-]+", lead)
    if not words or VERB.fullmatch(lead):
        return True
    if any(is_verb_like(word) for word in words if word.islower()):
        return False
    apart = outside[: name.span.start].rstrip().endswith((",", "—", "–"))
    return apart or all(word.lower() not in STOPWORDS - _OWNERS for word in words)


#: Function words that a title may begin with: "the minister Anna Berg", "his brother Jan".
_OWNERS = frozenset("the his her its their our a an".split())
