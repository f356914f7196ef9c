"""The events of a clause: what happened, by its content words, where the text is sure that it did.

An event is read only from a clause that affirms something done once: what is denied, planned,
possible or conditional, and what lasts or recurs ("lived", "rose"), has no place in an order that
another text could reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from claimcheck.dates.synonyms import canonical, light_stems
from claimcheck.dates.vocabulary import NUMBERS
from claimcheck.places import country
from claimcheck.text.words import content_words, is_verb_like, stem
from claimcheck.types import Event, Moment, MomentKind, Span, Word

_UNSURE = re.compile(
    r"\b(?:will|would|shall|should|could|can|cannot|might|must|ought|(?-i:may)|to\s+be|going\s+to"
    r"|if|unless|whether|had\s+been\s+due|due\s+to|likely|unlikely|perhaps|possibly|maybe|probably"
    r"|reportedly|allegedly|supposedly|rumou?r\w*|plan(?:s|ned|ning)?|expect\w*|intend\w*|hop(?:e[ds]?"
    r"|ing)|want\w*|seek\w*|sought|propos\w+|threaten\w*|promis\w+|vow\w*|pledg\w+|refus\w+|den(?:y"
    r"|ie[ds])|fail(?:s|ed)?\s+to|try|tries|tried|trying|attempt\w*|every|always|usually|often|never"
    r"|not|no|none|nobody|nothing|neither|nor|without|hardly|barely|rarely|seldom)\b|n['’]t\b|\?",
    re.I,
)
#: Verbs of what lasts, recurs or is only said: it may be so both before and after.
_LASTING = """
    live work serve hold own play know want remain stay lead rule exist keep need believe think
    hope feel love hate use contain include belong consist last stand sit lie wait seem appear like
    rise fall grow increase decrease drop climb decline jump slump surge plunge gain lose vary range
    say tell speak talk add state argue claim note insist report base locate situate consider regard
"""
_HAPPENED = re.compile(r"\b(?:came|comes?|took\s+place|happened|occurred)\b", re.I)
_BEING = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|did|does|do)\b", re.I)
_OPEN = re.compile(
    r"\W*(?:(?:and|but|only|also|had|has|have|having|was|were|been)\s+)*"
    r"(?:(?:he|she|it|they|his|her|its|their|i|we|you|this|that)\b|[a-z]+ing\b)",
    re.I,
)
_OBJECT = re.compile(r"\s(?:it|them|him|her|this|so)\W*$", re.I)
#: Verbs whose past form is the base form, and what stands before them where they are nouns.
_UNCHANGED = frozenset("cut put set hit shut quit hurt split beat burst cast shed bid".split())
_NOUN = re.compile(r"\b(?:the|an?|of|to|this|his|her|its|their|no|some)\s+$", re.I)
_CALLED = frozenset({MomentKind.DATE, MomentKind.WEEKDAY, MomentKind.TIME})
_THE = re.compile(r"\b(?:the|an?|his|her|its|their|this|that)\s+(?:\w+\s+)?$", re.I)
_FIGURE = re.compile(r"\d[\d.,]*")
#: Elsewhere function words, or the same as "new"; here they tell of another event of these words.
_AGAIN = re.compile(r"\b(?:again|another)\b")
#: What changes the event that the other words tell of, where only one side has it.
_CHANGING = """
    begin start finish end complete half part partial first second third next anniversary
    deputy vice former acting attempt anticipate prepare draft amend extend delay
    postpone cancel suspend resume call demand urge ask request debate discuss consider oppose
    reject criticise praise investigate accuse say tell announce report declare confirm reveal
"""
#: Words of measure ("two days before"), which tell how long and not what; numbers are such too.
_MEASURE = """
    minute hour day week month year decade moment night morning evening afternoon shortly
    soon immediately long later earlier afterwards afterward subsequently eventually finally
    previously already recently mr mrs ms hundred thousand million billion
"""


@cache
def changing() -> frozenset[str]:
    """The canonical stems of the words by which one event becomes another."""
    told = frozenset(canonical(stem(word)) for word in _CHANGING.split())
    return told | {"again", "another"}


@cache
def _lasting() -> frozenset[str]:
    return frozenset(stem(word) for word in _LASTING.split())


@cache
def _empty() -> frozenset[str]:
    return light_stems() | frozenset(stem(word) for word in (*_MEASURE.split(), *NUMBERS))


def event(
    text: str,
    span: Span,
    moments: Sequence[Moment],
    *,
    nominal: bool = False,
    elided: bool = False,
    moment: Moment | None = None,
) -> Event | None:
    """The event that `span` of a text tells of; None where it tells of none for sure.

    With `nominal` it may have no verb ("the vote"). `elided` is whether a verb without a
    subject may open it ("then dismissed the mayor").
    """
    said = span.of(text)
    span = Span(span.start + len(said) - len(said.lstrip(" ,;:")), span.start + len(said.rstrip()))
    if span.end <= span.start or _UNSURE.search(text, span.start, span.end):
        return None
    said = span.of(text)
    words = [word for word in _words(said) if not _in_moment(word, span.start, moments)]
    verbs = [word for word in words if _is_verb(word, said)]
    done = [word for word in verbs if word.stem not in _lasting()]
    is_open = bool(_OPEN.match(said) or _OBJECT.search(said)) or (
        elided and bool(verbs) and verbs[0] is words[0]
    )
    stated = done or _HAPPENED.search(said)
    # "After the vote", "before resigning"; not "after Petrova", who is no event.
    named = nominal and not verbs and any(word.text.islower() for word in words)
    named = named and bool(not _BEING.search(said) or _OPEN.match(said))
    if not words or not (stated or named):
        return None
    return Event(
        span,
        frozenset(_key(word) for word in words) | frozenset(_AGAIN.findall(said.lower())),
        frozenset(_key(word) for word in done),
        frozenset(_key(word) for word in words if word.text[0].isupper() and word.span.start),
        frozenset(_labels(text, span, moments)),
        is_open,
        moment,
    )


def _labels(text: str, span: Span, moments: Sequence[Moment]) -> Iterator[str]:
    """The figures of a clause, and its dates that tell which thing is meant rather than when."""
    inside = [m for m in moments if m.kind in _CALLED and span.contains(m.span)]
    for moment in inside:
        if _THE.search(text, span.start, moment.span.start) or text.startswith(
            ("'", "’"), moment.span.end
        ):
            fields = (moment.year, moment.month, moment.day, moment.weekday)
            yield "-".join("" if field is None else str(field) for field in fields)
    for figure in _FIGURE.finditer(text, span.start, span.end):
        if not any(m.span.start <= figure.start() < m.span.end for m in inside):
            yield figure.group().rstrip(".,")


def _is_verb(word: Word, said: str) -> bool:
    if not word.text.islower():
        return False
    noun = word.text not in _UNCHANGED or _NOUN.search(said, 0, word.span.start)
    return is_verb_like(word.text) or not noun


def _words(said: str) -> list[Word]:
    return [word for word in content_words(said) if word.stem not in _empty()]


def _in_moment(word: Word, start: int, moments: Sequence[Moment]) -> bool:
    return any(word.span.shifted(start).overlaps(moment.span) for moment in moments)


def _key(word: Word) -> str:
    land = country(word.text) if word.text[0].isupper() else None
    return f"@{land}" if land else canonical(word.stem)
