"""Proper names as spans, with their titles.

No parser and no list of given names: runs of capitalised words, joined by the
particles names have ("de", "van", "al-") and, in names of bodies, by "of" and
"for"; a title is cut off in front. The first word of a sentence is a name only
where something else says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.names.comparing import Kind, kind
from claimcheck.names.tokens import POSSESSIVE, TOKEN, title_end, without_possessive
from claimcheck.namewords import (
    BODY_NAMES,
    BODY_WORDS,
    CALENDAR,
    COMMON_STARTS,
    NAMING_OPENERS,
    NEW_PLACES,
    PARTICLES,
    TITLE_HEADS,
    TITLE_MODIFIERS,
    VAGUE,
)
from claimcheck.places import country
from claimcheck.text.words import STOPWORDS, in_capitals, is_verb_like
from claimcheck.types import Name, Span

_LINK = re.compile(
    r"\s+(?:(?P<particle>(?:" + "|".join(sorted(PARTICLES, key=len, reverse=True)) + r")\s+)+"
    r"|(?P<of>(?:of|for)\s+(?:the\s+)?)|(?P<and>(?:and|&)\s+))?"
)
_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[\n\r]\s*|[“\"«(\[·•‘]\s*|''\s*)$")
#: Bodies whose names join two fields: "Department of Health and Human Services".
_JOINED = frozenset("department ministry secretary minister office centers centres center".split())
_SAYS = re.compile(r"\s+(?:said|says|told|tells|wrote|writes|added|tweeted|announced|replied)\b")
_LOWER_TITLE = re.compile(r"((?:[a-z]+(?:-[a-z]+)?\s+){1,5})$")
#: How treebanks write brackets: "-LSB-".
_BRACKETS = frozenset(("LSB", "RSB", "LRB", "RRB", "LCB", "RCB"))
_ERAS = frozenset(("BC", "BCE", "AD", "CE"))
#: Texts up to this many characters are remembered: sentences, titles and claims are read for
#: their names once for each pair they stand in. Of longer ones, whole articles, the last is.
_SHORT = 800
#: How far before a name its title in small letters may begin, in characters.
_TITLE_REACH = 80


def find_names(text: str) -> tuple[Name, ...]:
    """The proper names of `text` in order; ``name.span.of(text) == name.text``.

    `titles` holds what stands before the name and is not part of it ("White House Press
    Secretary", "spokesman"). A title that stands alone ("US President") is a
    name without titles.
    """
    return _of_short(text) if len(text) <= _SHORT else _of_long(text)


@lru_cache(maxsize=4096)
def _of_short(text: str) -> tuple[Name, ...]:
    return _found(text)


@lru_cache(maxsize=1)
def _of_long(text: str) -> tuple[Name, ...]:
    return _found(text)


def _found(text: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for tokens in _runs(text):
        name = _name(text, tokens)
        if name is None:
            continue
        if found and _announces(text, found[-1], name):
            title = found.pop()
            name = Name(name.span, name.text, (*title.titles, title.text))
        found.append(name)
    return tuple(found)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words that may be one name with its titles."""
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text):
        if run and not _continues(text, run, token):
            yield run
            run = []
        named = (run and _is_surname(text, token)) or _is_first_name(text, token)
        broken = _breaks(token.group()) and not named
        if broken or _is_era(text, token):
            if run:
                yield run
            run = []
            continue
        run.append(token)
    if run:
        yield run


def _is_surname(text: str, token: re.Match[str]) -> bool:
    """Whether a month's name right behind a name is a surname: "Theresa May", no day after it."""
    return (
        token.group() in ("May", "March", "April", "June", "August")
        and re.match(r",?\s*\d", text[token.end() :]) is None
    )


#: First names that are auxiliaries, or a month, as well; and what follows a name that is a subject.
_AUXILIARIES = frozenset(("Will", "Can", "May"))
_SURNAME = re.compile(r"\s(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b(?:['’]s\b)?")
_VERB = re.compile(r"\s+([a-z]+)\b")
_SMALL_BEFORE = re.compile(r"(?<![\w'’-])[a-z][\w'’-]*[,(]?\s$")
_FINITE = frozenset("is was has had".split())
_STOP = re.compile(r"[.!?](?=\s|$)")


def _is_first_name(text: str, token: re.Match[str]) -> bool:
    """Whether a capital before a surname is a first name: "Will Gluck", not "Will Congress vote?".

    A month may stand before any name within a sentence ("in May Britain left").
    """
    if token.group() not in _AUXILIARIES:
        return False
    surname = _SURNAME.match(text, token.end())
    if surname is None or country(surname["name"]) or surname["name"].lower() in BODY_NAMES:
        return False
    if not _starts(text, token):
        small = _SMALL_BEFORE.search(text, max(0, token.start() - 30), token.start()) is not None
        return small and token.group() != "May" and not in_capitals(text)
    verb = _VERB.match(text, surname.end())
    stop = _STOP.search(text, surname.end())
    asked = stop is not None and stop.group() == "?"
    told = verb is not None and (verb[1] in _FINITE or is_verb_like(verb[1]))
    return told and not asked


def _is_era(text: str, token: re.Match[str]) -> bool:
    """Whether a word beside figures is that of a year's era: "44 BC", "AD 79"."""
    if token.group() not in _ERAS:
        return False
    before, after = text[max(0, token.start() - 2) : token.start()], text[token.end() :][:2]
    return before.strip()[-1:].isdigit() or after.strip()[:1].isdigit()


def _breaks(token: str) -> bool:
    """Capitalised, and no part of a name: days, months, function words of a headline."""
    lowered = without_possessive(token).lower()
    return (
        lowered in CALENDAR or token in _BRACKETS or (lowered in STOPWORDS and not token.isupper())
    )


def _continues(text: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    last = run[-1].group()
    if POSSESSIVE.search(last) and without_possessive(last) != last:
        return False
    link = _LINK.fullmatch(text, run[-1].end(), token.start())
    if link is None or "\n" in link.group():
        return False
    if link["of"]:
        return without_possessive(last).lower() in BODY_WORDS | TITLE_HEADS
    if link["and"]:
        joined = run[0].group().lower() in _JOINED and len(run) > 1
        return link["and"].strip() == "&" or joined
    return True


def _name(text: str, tokens: list[re.Match[str]]) -> Name | None:
    """The name in a run: without what only begins the sentence, its titles cut off."""
    while tokens and _starts(text, tokens[0]) and not _names_at_start(text, tokens):
        tokens = tokens[1:]
    if not tokens or (len(tokens) == 1 and not _may_stand_alone(tokens[0].group())):
        return None
    end = tokens[-1].start() + len(without_possessive(tokens[-1].group()))
    cut = title_end([without_possessive(t.group()) for t in tokens])
    titles: tuple[str, ...] = ()
    if cut:
        titles = (text[tokens[0].start() : tokens[cut - 1].end()],)
        tokens = tokens[cut:]
    span = Span(tokens[0].start(), end)
    if not titles and (lower := _lower_title(text, span.start)):
        titles = (lower,)
    return Name(span, span.of(text), titles)


def _may_stand_alone(token: str) -> bool:
    """A lone capital letter or the pronoun is no name."""
    bare = without_possessive(token).rstrip(".")
    return len(bare) > 1 and (bare.lower() not in VAGUE or bare in ("US", "WHO"))


def _starts(text: str, token: re.Match[str]) -> bool:
    return _START.search(text, max(0, token.start() - 8), token.start()) is not None


def _names_at_start(text: str, tokens: list[re.Match[str]]) -> bool:
    """Whether the word that begins a sentence belongs to a name."""
    first = tokens[0].group()
    bare = without_possessive(first)
    lowered = bare.lower()
    if country(bare) or lowered in TITLE_HEADS or lowered in BODY_NAMES:
        return True
    if _is_first_name(text, tokens[0]):
        return True
    if bare.isupper() and len(bare) > 1:
        return lowered not in STOPWORDS or bare in ("US", "WHO")
    if lowered in STOPWORDS or lowered in COMMON_STARTS:
        return len(tokens) > 1 and _opens_name(lowered, tokens[1].group())
    if len(tokens) > 1 or bare != first:
        return True
    if _SAYS.match(text, tokens[0].end()):
        return True
    return not re.search(r"(?:ing|ed|ly|tion|tions|ment|ments|ness)$", lowered)


def _opens_name(opener: str, following: str) -> bool:
    """Whether a word that often only begins a sentence belongs to the capital behind it.

    "New Zealand" and "Little Rock" are names; "New Tesla cars", "Black Americans" and "Big EU
    states" hold one.
    """
    bare = without_possessive(following)
    if opener == "new":
        return bare.lower() in NEW_PLACES
    if opener not in NAMING_OPENERS or bare.isupper():
        return False
    return country(bare) is None and bare.lower() not in BODY_NAMES


def _lower_title(text: str, at: int) -> str:
    """A title in small letters right before a name: "press secretary", "chief executive"."""
    match = _LOWER_TITLE.search(text, max(0, at - _TITLE_REACH), at)
    if match is None:
        return ""
    words = match[1].split()
    if words[-1] not in TITLE_HEADS:
        return ""
    kept = [words.pop()]
    while words and words[-1] in TITLE_MODIFIERS:
        kept.insert(0, words.pop())
    return " ".join(kept)


def _announces(text: str, before: Name, name: Name) -> bool:
    """Whether `before` is the title of `name` in apposition: "the Chief Secretary, A. B., said"."""
    return (
        text[before.span.end : name.span.start] == ", "
        and not name.titles
        and kind(before.text) is Kind.ROLE
        and kind(name.text) is Kind.PERSON
        and text[name.span.end : name.span.end + 1] == ","
    )
