"""What a figure counts: the head noun and its modifiers, from the words around it.

Without a parser: a run of words after the number up to a function word, a mark or another
number; its head is the last of the first plural nouns ("1,000 light anti-armor guns" counts
guns), else its last word. Container nouns give way to what they hold ("25,000 sets of body
armour" counts armour). Where nothing follows, "X of N" and "X: N" are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.quantities.numbers import TENS, UNITS
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Span

#: Longest noun phrase looked at, in words ("anti-aircraft missile launcher systems").
_LONGEST = 6

#: Nouns that hold or portion out what is really counted.
CONTAINERS = frozenset(
    stem(word)
    for word in """
    set piece round ton tonne item unit pair group member number batch box case crate load lot kind
    type pack package bottle bag litre barrel dose copy sheet score dozen share total worth amount
    couple handful series string raft range tranche
    """.split()
)
_IRREGULAR_PLURALS = frozenset(
    """
    people men women children police troops personnel staff feet teeth mice geese cattle aircraft
    spacecraft media data criteria phenomena sheep fish deer crew dead injured wounded missing
    homeless unemployed poor elderly businessmen businesswomen policemen servicemen firefighters
    businesspeople lawmen cardinals alumni fungi bacteria
    """.split()
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|’s|'s)$")
#: Verbs and participles that often follow a counted noun and end its phrase.
_VERBS = frozenset(
    """
    said says say told tells died dies die killed kills injured hurt wounded reported voted won lost
    rose fell grew made took got gave went came began started left joined signed attended arrived
    fled worked lived used became remain remained remains including include included includes
    according compared aged based living working took seen ordered sent gathered went announced
    declared agreed asked called held found received provided pledged promised ranging costing
    valued totalling totaling worth today yesterday tomorrow ago earlier later annually daily
    long high tall wide deep thick old away apart heavy high
    higher lower greater larger smaller bigger fewer above below up down
    weekly monthly yearly overall altogether respectively alone instead apart combined
    """.split()
)
_TOKEN = re.compile(
    r"(?P<gap>[\s\u00a0]+|-)(?:the\s|these\s|those\s|such\s|his\s|its\s|their\s|our\s)?"
    r"(?P<word>[A-Za-z][A-Za-z]*-\d+[\w-]*|[A-Z]+\d+\w*|[^\W\d_][\w’'&/-]*[^\W_]|[A-Za-z])"
)
_LINK = re.compile(r"\s(?P<link>in|of|worth\sof|worth|for|on)(?=\s)", re.IGNORECASE)
_OF = re.compile(
    r"\sof(?:\s(?:the|its|their|his|her|our|all|those|these|some))*"
    rf"(?:\s(?:\d[\d,.]*|{'|'.join([*UNITS, *TENS])}))?(?=\s)",
    re.IGNORECASE,
)
_BEFORE_OF = re.compile(r"([^\W\d_][\w’'-]*)(?:\s\w+)?\sof\s(?:just\s|only\s|some\s|a\s)?$")
_BEFORE_COLON = re.compile(r"([^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,3}):\s$")
_MORE = re.compile(r"\s(?:more|other|further|additional|extra|new|different|separate)\b", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A counted thing: the stem of its head, the stems beside it, and where it stands."""

    head: str
    modifiers: tuple[str, ...]
    span: Span | None


def item_after(text: str, end: int, *, measured: bool) -> Item | None:
    """What the figure ending at `end` counts; `measured`: it has a unit of its own.

    A measured figure names its item after a link ("$800 million in security assistance",
    "5% of voters") or directly ("a $3 billion deal").
    """
    if measured and (link := _LINK.match(text, end)):
        run = _run(text, link.end())
        return _item(run) if run else None
    if more := _MORE.match(text, end):
        end = more.end()
    run = _run(text, end)
    if not run:
        of = _OF.match(text, end)
        run = _run(text, of.end()) if of else []
        return _item(run) if run else None
    item = _item(run)
    tail_end = item.span.end if item.span else end
    if of := _OF.match(text, tail_end):
        held = _run(text, of.end())
        if held:
            inner = _item(held)
            if item.head in CONTAINERS:
                outer = (item.head, *item.modifiers)
                return Item(inner.head, (*inner.modifiers, *outer), inner.span)
            return Item(item.head, (*item.modifiers, inner.head, *inner.modifiers), item.span)
    return item


def item_before(text: str, start: int) -> Item | None:
    """The noun of "a fine of N", "helmets: N"."""
    low = max(0, start - 48)
    window = text[low:start]
    found = _BEFORE_OF.search(window) or _BEFORE_COLON.search(window)
    if found is None:
        return None
    head = found.group(1).split()[-1]
    if head.lower() in STOPWORDS:
        return None
    modifiers = tuple(stem(word) for word in found.group(1).split()[:-1])
    end = low + found.end(1)
    return Item(stem(head), modifiers, Span(end - len(head), end))


def _run(text: str, end: int) -> list[re.Match[str]]:
    """The words of the noun phrase that begins right after `end`."""
    run: list[re.Match[str]] = []
    while len(run) < _LONGEST and (token := _TOKEN.match(text, end)):
        word = token["word"].lower()
        if run and is_verb_like(word) and not run[-1]["word"].lower().endswith("ly"):
            break
        if word in STOPWORDS or (word in _VERBS and word not in _IRREGULAR_PLURALS):
            break
        run.append(token)
        end = token.end()
    if len(run) == 1 and run[0]["word"].lower().endswith("ed"):
        return []  # "9,700 damaged": a participle is no noun
    return run


def _plural(word: str) -> bool:
    lowered = word.lower()
    if lowered in _IRREGULAR_PLURALS:
        return True
    return lowered.endswith("s") and len(lowered) > 3 and not _NOT_PLURAL.search(lowered)


def _item(run: list[re.Match[str]]) -> Item:
    words = [token["word"] for token in run]
    head = len(words) - 1
    first = next((i for i, word in enumerate(words) if _plural(word)), None)
    if first is not None:
        head = first
        while head + 1 < len(words) and _plural(words[head + 1]):
            head += 1
    span = Span(run[0].start("word"), run[head].end("word"))
    stems = [stem(word) for word in words[: head + 1]]
    return Item(stems[-1], tuple(stems[:-1]), span)
