"""Evidence that is given for a claim, not found: whom it speaks of without the whole name."""

from __future__ import annotations

import re

from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.text.words import content_words
from claimcheck.types import Name, Slot, Span

#: What a text says of somebody or something named before it.
_ANAPHOR = re.compile(r"\b(?:he|she|it|they|his|her|him|its|their|them)\b", re.I)
#: … and what it opens with: "the film", "this company".
_OPENING = re.compile(r"\W*(?:the|this|that|these|those|an?)\s+(?:\w+\s+){0,2}?[a-z]", re.I)
#: What a text calls its own subject, whoever else it names before.
_KIND_OF = re.compile(
    r"\bthe\s+(?:[\w-]+\s+)?(?:film|movie|album|song|single|series|show|sitcom|episode|novel|book"
    r"|play|opera|band|group|team|club|company|firm|site|website|race|award|prize|game|aircraft"
    r"|airliner|plane|ship|bridge|building|tower|park|city|town|village|island|river|mountain"
    r"|university|school|museum|party|festival|treaty|war|battle)\b",
    re.I,
)
#: What stands between the names of one subject.
_WITHIN = re.compile(r"(?:\s(?:for|of|in|on|at|to|and|with|the|an?))+\s")
_YEAR = re.compile(r"\d{4}\s")
#: What else is of a name's last word: "Glee*.com*".
_REST = re.compile(r"(?:[.-]?\w+)*")
_BRACKET = re.compile(r"\s\([^()]*\)")
#: What may stand before a claim's subject: a time ("In 2011, …"), an article with what it is ("the
#: website …"), the year of an event ("the 2016 Tour"), capitals that are
#: no names of themselves ("Trouble with the …").
_LEAD = re.compile(
    r"(?:(?:In|On|By|Since)\s[^,]{2,24}?(?:,\s\d{4})?,?\s)?"
    r"(?:The\s(?:(?!(?:of|for|in|at|on|by|from|to|with)\s)[a-z]+\s){0,4}|An?\s|\d{4}\s)?[\"“'‘]?"
    r"(?:[A-Z][\w'’-]*\s(?:(?:of|with|the|and|in|a)\s){0,2}){0,3}"
)


#: "767" in "Boeing 767", by which it is called alone.
_NUMBERED = re.compile(r"^\s(\d[\w-]+)\b(?!\s*%)")


def subject_of(claim: str, evidence: str) -> str | None:
    """What given evidence is about without naming it in full, as the title of it would tell.

    Evidence that is given for a claim was cut from a text about the claim's subject: a part of its
    name stands for it ("King" for Stephen King), and so does "she", "it" or "the film" before
    anybody else is named. None where the evidence tells itself what it is about.
    """
    names = find_names(claim)
    subject = next(iter(names), None)
    if subject is None:
        return None
    whole = _whole(claim, names)
    # The only one that a claim names is whom it is about, wherever it names them.
    leads = _LEAD.fullmatch(claim, 0, subject.span.start) is not None
    if not leads and any(not whole.contains(name.span) for name in names):
        return None
    if any(
        re.search(rf"\b{re.escape(told)}", evidence) for told in (whole.of(claim), subject.text)
    ):
        return None
    named = find_names(evidence)
    if _opens_with_another(names, named):
        return None
    meant = _is_meant if leads else _opens_with_it
    if _is_shortened(subject, claim, evidence, named) or meant(evidence, named):
        return whole.of(claim)
    return None


def _whole(claim: str, names: tuple[Name, ...]) -> Span:
    """The first name with those that belong to it: "the Prize for Drama", "Move (by Ann Lee)"."""
    start, end = names[0].span.start, names[0].span.end
    start = 0 if _YEAR.fullmatch(claim, 0, start) else start
    for name in names[1:]:
        if name.span.start > end and _WITHIN.fullmatch(claim, end, name.span.start):
            end = name.span.end
    rest = _REST.match(claim, end)
    end = rest.end() if rest else end
    bracket = _BRACKET.match(claim, end)
    return Span(start, bracket.end() if bracket else end)


def _is_shortened(subject: Name, claim: str, evidence: str, named: tuple[Name, ...]) -> bool:
    """Whether a part of the subject's name stands in the evidence, and in nobody else's name."""
    parts = [word.text for word in content_words(subject.text) if word.text[:1].isupper()]
    parts += _NUMBERED.findall(claim[subject.span.end :])[:1]
    if not any(re.search(rf"\b{re.escape(part)}\b", evidence) for part in parts):
        return False
    sharing = [name.text for name in named if any(part in name.text.split() for part in parts)]
    return all(compare_names(subject.text, other) is not Slot.DIFFERENT for other in sharing)


#: How far in a text its first name may begin that it opens with: after a quotation mark.
_FIRST = 4


def _opens_with_another(names: tuple[Name, ...], named: tuple[Name, ...]) -> bool:
    """Whether evidence opens with somebody whom the claim does not name: they are its subject."""
    first = next(iter(named), None)
    if first is None or first.span.start > _FIRST:
        return False
    return all(compare_names(mine.text, first.text) is Slot.DIFFERENT for mine in names)


def _opens_with_it(evidence: str, named: tuple[Name, ...]) -> bool:
    """Whether a pronoun or "the film" stands before anybody or anything is named."""
    first = min((name.span.start for name in named), default=len(evidence))
    return any(
        found is not None and found.start() < first
        for found in (_ANAPHOR.search(evidence), _KIND_OF.search(evidence))
    )


def _is_meant(evidence: str, named: tuple[Name, ...]) -> bool:
    """Whether a pronoun or "the film" stands before anybody is named that it could be."""
    first = next((n.span.start for n in named if kind(n.text) is Kind.PERSON), len(evidence))
    said = _ANAPHOR.search(evidence)
    if _KIND_OF.search(evidence):
        return True
    opens = _OPENING.match(evidence)
    return bool(said and said.start() < first) or bool(opens and opens.end() <= first)
