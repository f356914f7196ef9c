"""Evidence that is given for a claim, not found: what its pronouns stand for."""

from __future__ import annotations

import re

from claimcheck.names import find_names
from claimcheck.text.words import content_words

#: What a text opens with that goes on about somebody or something named before it.
_ANAPHOR = re.compile(
    r"\W*(?:(?:he|she|it|they|his|her|its|their)\b|(?:the|this|that|these|those)\s+(?:\w+\s+)?[a-z])",
    re.I,
)
#: What may stand before a claim's subject: an article, or a time ("In 2011, …").
_LEAD = re.compile(r"(?:(?:In|On|By|Since)\s[^,]{2,24},\s)?(?:The\s|An?\s)?[\"“'‘]?")


def subject_of(claim: str, evidence: str) -> str | None:
    """What given evidence is about without naming it, as the title of it would tell.

    Evidence that is given for a claim and opens with "it", "she" or "the film" was cut from a text
    about the claim's subject. Where it names somebody else first, or has the subject's name, it
    tells itself what it is about.
    """
    opens = _ANAPHOR.match(evidence)
    if not opens or (opens.group().split()[-1][:1].isupper() and len(opens.group().split()) > 1):
        return None
    subject = next(iter(find_names(claim)), None)
    if subject is None or not _LEAD.fullmatch(claim, 0, subject.span.start):
        return None
    has = {word.stem for word in content_words(evidence)}
    if any(word.stem in has for word in content_words(subject.text)):
        return None
    return subject.text
