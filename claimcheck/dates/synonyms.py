"""Words of news that name one event: general groups, as stems are made of them at use.

Only what often stands for the other in two reports of one event is a group;
this is no thesaurus. It helps to tell that two sentences speak of one thing, it
never makes a claim true.
"""

from __future__ import annotations

import re
from functools import cache

from claimcheck.text import synonyms
from claimcheck.text.words import stem

GROUPS: tuple[str, ...] = (
    "begin start commence open launch initiate kick-off",
    "end finish conclude close stop halt cease",
    "call conference conversation talk talks phone video teleconference discussion discuss speak",
    "meeting meet summit session gathering hold",
    "say tell state announce declare confirm report disclose reveal",
    "invade invasion incursion offensive attack assault strike operation war troops",
    "kill die death dead fatality perish",
    "hurt injure wound casualty",
    "sign approve pass adopt endorse ratify",
    "visit trip travel tour arrive arrival",
    "sanction ban bar prohibit blacklist",
    "give provide send supply deliver donate grant",
    "buy purchase acquire acquisition takeover",
    "vote election poll ballot referendum",
    "resign quit step-down departure depart leave",
    "appoint name nominate elect pick",
    "release publish issue publication",
    "found establish create form",
    "born birth",
    "win victory defeat beat",
    "explosion blast bomb bombing explode",
    "quake earthquake tremor",
    "firm company corporation business",
    "site website",
    "fall drop decline decrease plunge slump",
    "rise increase climb grow growth jump surge",
)


#: What happens once and is dated: two mentions governed by different ones are of two events.
EVENTS: tuple[str, ...] = (
    "born birth",
    "died die dies death dead passed killed executed assassinated murdered hanged",
    "began begin begins begun beginning started start starts commenced launched launch "
    "initiated initiate",
    "ended end ends ending finished concluded ceased closed closes",
    "released release releases premiered premiere debuted debut aired broadcast",
    "published issued",
    "founded established formed created incorporated",
    "married wed divorced",
    "elected appointed inaugurated sworn",
    "resigned retired quit dismissed",
    "announced said told stated",
    "signed ratified",
    "opened opens",
    "graduated",
    "filmed filming",
    "renewed extended",
    "canceled cancelled",
)


#: What tells of an event in several words, and a word of the event that it tells of.
_PHRASES = (
    (r"c[ao]m(?:e|es|ing)\s+out|put\s+out|went\s+on\s+sale", "released"),
    (r"hits?\s+(?:the\s+)?(?:theat(?:er|re)s|cinemas|screens|stores|shelves)", "released"),
    (r"(?:began|begins?|start(?:s|ed))\s+(?:airing|broadcasting|its\s+run)", "released"),
    (r"(?:was|were|is|are)\s+(?:first\s+)?release\b", "released"),
    (r"pass(?:ed|es)\s+away|lost\s+(?:his|her)\s+life", "died"),
    (r"g[eo]t(?:s|ting)?\s+married|tied\s+the\s+knot", "married"),
    (r"step(?:s|ped)\s+down", "resigned"),
    (r"came\s+into\s+being|set\s+up", "founded"),
    (r"came\s+to\s+an\s+end", "ended"),
)


@cache
def event_phrases() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What tells of an event in several words, with the number of the event."""
    return tuple(
        (re.compile(rf"\b(?:{told})", re.I), event_table()[word]) for told, word in _PHRASES
    )


#: Birth and death happen once to one: nothing else stands for them.
LIFE_EVENTS = frozenset({0, 1})

#: A book is published and a film released, but "issued" and "released" may be either.
_COMING_OUT = ("released", "published")


def are_apart(one: int | None, other: int | None) -> bool:
    """Whether two numbers of events, None where none is told, are surely of two events."""
    if one is None or other is None or one == other:
        return False
    return not {one, other} <= {event_table()[word] for word in _COMING_OUT}


@cache
def event_table() -> dict[str, int]:
    """The number of the event that a word, lower-cased, tells of."""
    return {word: number for number, group in enumerate(EVENTS) for word in group.split()}


@cache
def event_words() -> frozenset[str]:
    """All words that tell of a dated event, and those that call it a date."""
    return frozenset(event_table()) | {"date", "year", "day", "first"}


#: Events that any topic may have: sharing one of them is not sharing a topic.
_GENERIC = ("began", "ended", "announced")


@cache
def event_stems() -> frozenset[str]:
    """The canonical stems of all words that tell of a dated event."""
    return frozenset(canonical(stem(word)) for word in event_table())


@cache
def generic_stems() -> frozenset[str]:
    """The canonical stems of beginning, ending and saying, which tell of no topic."""
    return frozenset(
        canonical(stem(word)) for told in _GENERIC for word in EVENTS[event_table()[told]].split()
    )


@cache
def light_stems() -> frozenset[str]:
    """Stems of words that carry a date and no event: "gets under way", "is scheduled for"."""
    return frozenset(stem(word) for word in _LIGHT.split())


_LIGHT = (
    "get way take place go ahead schedule set due expect plan occur happen come be do have make"
    " time date day originally"
)


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in GROUPS:
        words = group.split()
        for word in words:
            table.setdefault(stem(word), stem(words[0]))
    return table


def canonical(stemmed: str) -> str:
    """The stem that stands for a stem's group, or the stem itself."""
    general = synonyms.canonical(stemmed)
    return _table().get(stemmed) or _table().get(general) or general
