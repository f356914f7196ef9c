"""Whose a figure is, where a sentence tells figures of several: "women 31 percent, men 22".

Without a parser: between two figures of one kind the sentence is cut at the one word or mark that
joins its members ("while", "than", "and", a comma); a member's holder is the noun phrase before its
figure ("snack sales rose *3 percent*", "the Greens *24*", "in men, at *22 percent*"), or what
follows a figure that opens its member ("148 were found in Lima and *66* in the villages"). Where
a member tells no holder of its own, none of the sentence is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from claimcheck.quantities.phrases import (
    FILLERS,
    MARKS,
    PLAIN_VERBS,
    PREPOSITIONS,
    Holder,
    is_stop,
    is_verb,
    name_of,
    own,
    stems_of,
)
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.rests import REST, part_and_rest
from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import STOPWORDS, is_verb_like
from claimcheck.types import Quantity, Role

#: What joins members that each have a holder and a figure.
_JOINING: Final = frozenset("while whereas but and than versus vs plus ;".split())
#: … and what does so in two words.
_PAIRS: Final = {
    ("followed", "by"),
    ("ahead", "of"),
    ("compared", "with"),
    ("compared", "to"),
}
#: Joining words before a figure that opens its member: "… and *66* in the villages".
_OPENING: Final = frozenset({"and", "but", "while", "whereas", ",", "plus"})
_RELATIVES: Final = frozenset("which who whose that where when as up down".split())
#: What ties to a head noun whose it is: "sales of snacks", "shares in Alpha".
_OF: Final = frozenset({"of", "in", "at", "for"})
_DETERMINERS: Final = frozenset("the a an its their his her our all those these".split())
#: Words before the noun phrase of a member.
_LEADING: Final = _JOINING | {"by", "of", "with", "to"} | frozenset("although though if".split())
#: What follows a figure that is no member of a list: "the 200*-seat* house", "20 *of them*".
_NO_MEMBER: Final = re.compile(r"-|\s+of\s+(?:them|whom|those|these|which)\b", re.I)
#: What closes all that stands before it.
_BREAKS: Final = frozenset((";", ":", ")", "—", "–", "“", '"'))
#: Words that tie a member to what stands before it.
_TIED: Final = frozenset(
    "him them me us expects expected expect forecast forecasts predicted predicts says said told"
    " estimates estimated thinks believes hoped hopes wants wanted plans planned called".split()
)
#: Longest member looked at, in tokens.
_REACH: Final = 30


def holders(text: str, figures: Sequence[Quantity]) -> tuple[tuple[Holder, ...], ...]:
    """For each kind of figure of which the text tells several holders, those."""
    kinds: dict[tuple[str, str], list[int]] = {}
    counted = ""
    for at, figure in enumerate(figures):
        counted = figure.item or counted
        if not _NO_MEMBER.match(text, figure.span.end) and figure.role is not Role.WHOLE:
            kinds.setdefault(_kind(figure, counted), []).append(at)
    several = [places for places in kinds.values() if len(places) > 1]
    left = REST.search(text) if text.find(" the re") > 0 else None
    if not several and left is None:
        return ()
    tokens = tokenise(text)
    groups = [_holders(tokens, figures, places) for places in several]
    if left is not None:
        groups.append(part_and_rest(tokens, figures, left.start(), left.end()))
    return tuple(group for group in groups if group)


def _kind(figure: Quantity, counted: str) -> tuple[str, str]:
    """What two figures have in common: the unit, and for counts what is counted last."""
    item = (figure.item or counted) if figure.unit.dimension == "count" else ""
    code = figure.unit.code if figure.unit.dimension == "currency" else figure.unit.dimension
    return code, item


class _Member(NamedTuple):
    """The tokens of a member, where its figures begin and end, where the last one begins."""

    start: int
    first: int
    final: int
    last: int
    end: int
    figures: tuple[int, ...]


def _holders(
    tokens: Tokens, figures: Sequence[Quantity], places: Sequence[int]
) -> tuple[Holder, ...]:
    """The holders of figures of one kind, none where one of them is not told."""
    members = _members(tokens, figures, places)
    for told in (_before, _behind):
        ranges = told(tokens, members) if len(members) > 1 else []
        phrases = [stems_of(tokens, words) for words in ranges]
        stems = own(phrases)
        if stems and all(stems):
            senses = own([frozenset(map(canonical, phrase)) for phrase in phrases])
            if not all(senses):
                senses = [frozenset()] * len(members)
            names = [name_of(tokens, words) for words in ranges]
            return tuple(map(Holder, names, stems, senses, [m.figures for m in members]))
    return ()


def _members(tokens: Tokens, figures: Sequence[Quantity], places: Sequence[int]) -> list[_Member]:
    """The members of a sentence that have figures of a kind; [] where they are not plain."""
    spans = [_tokens_of(tokens, figures[at]) for at in places]
    groups: list[list[int]] = [[0]]
    cuts: list[int] = []
    for at, ((_, ended), (begins, _)) in enumerate(pairwise(spans), start=1):
        cut = _cut(tokens, ended, begins)
        if cut is None:
            return []
        if cut:
            cuts.append(cut)
            groups.append([])
        groups[-1].append(at)
    starts = [max(FRONT, _begin(tokens, spans[0][0])), *cuts]
    ends = [*cuts, _end(tokens, spans[-1][1])]
    return [
        _Member(
            start,
            spans[group[0]][0],
            *spans[group[-1]],
            end,
            tuple(places[at] for at in group),
        )
        for start, group, end in zip(starts, groups, ends, strict=True)
    ]


def _tokens_of(tokens: Tokens, figure: Quantity) -> tuple[int, int]:
    """The tokens ``[first, last)`` of a figure with its unit and hedge."""
    first = next(k for k in range(FRONT, tokens.stop + 1) if tokens.end[k] > figure.span.start)
    last = first
    while last < tokens.stop and tokens.start[last] < figure.span.end:
        last += 1
    return first, last


def _begin(tokens: Tokens, first: int) -> int:
    """Where the member of the first figure begins: behind the mark that closes what is before."""
    for k in range(first - 1, max(FRONT, first - _REACH) - 1, -1):
        if tokens.low[k] in _BREAKS:
            return k + 1
    return max(FRONT, first - _REACH)


def _end(tokens: Tokens, last: int) -> int:
    ends = (k for k in range(last, tokens.stop) if tokens.low[k] in MARKS or is_stop(tokens, k))
    return next(ends, tokens.stop)


def _cut(tokens: Tokens, ended: int, begins: int) -> int | None:
    """Where the member of the second of two figures begins; 0: in one, None: not plain."""
    low = tokens.low
    if any(is_stop(tokens, k) for k in range(ended, begins)):
        return None
    joins = [k for k in range(ended, begins) if low[k] in _JOINING]
    joins += [k + 1 for k in range(ended, begins - 1) if (low[k], low[k + 1]) in _PAIRS]
    if len(joins) == 1:
        return joins[0]
    if joins:
        return None
    commas = [k for k in range(ended, begins) if low[k] == ","]
    if not commas:
        return 0
    word = low[commas[0] + 1]
    going = any(word.endswith("ing") for word in low[commas[0] : begins])
    aside = going or word in _RELATIVES or is_verb_like(word)
    return None if len(commas) > 1 or aside else commas[0]


def _before(tokens: Tokens, members: Sequence[_Member]) -> list[range]:
    """The noun phrases before the figures of each member; [] where they are not alike."""
    led = {_led_by(tokens, m) for m in members[1:]}
    if len(led) > 1 or any(_is_of_the_others(tokens, m) for m in members[1:]):
        return []
    by = next(iter(led))
    ranges = [
        _led(tokens, by, m.start, m.first) if by else _subject(tokens, m.start, m.final)
        for m in members
    ]
    return _of_their_own(tokens, ranges)


def _is_of_the_others(tokens: Tokens, member: _Member) -> bool:
    """Whether a member tells what its subject thinks or does of those before: "lent *him* 3m"."""
    words = tokens.low[member.start : member.first]
    return not _TIED.isdisjoint(words) or words[-1] in ("it", "her")


def _led_by(tokens: Tokens, member: _Member) -> str:
    """The preposition that opens a later member: "than *in* men, at 22 percent"."""
    word = tokens.low[member.start + 1]
    return word if word in PREPOSITIONS and member.start + 1 < member.first else ""


def _led(tokens: Tokens, by: str, start: int, end: int) -> range:
    """The noun phrase after the last such preposition before a figure."""
    low = tokens.low
    opens = [k for k in range(start, end) if low[k] == by]
    if not opens:
        return range(0)
    first = opens[-1] + 1
    first += low[first] in _DETERMINERS
    ends = (k for k in range(first, end) if low[k] in MARKS | _DETERMINERS or is_verb(tokens, k))
    return range(first, next(ends, end))


def _subject(tokens: Tokens, start: int, end: int) -> range:
    """The noun phrase before the verb of a member, or all of it where it has none."""
    low = tokens.low
    while start < end and (low[start] in MARKS or low[start] in _LEADING):
        start += 1
    if low[start] in PREPOSITIONS or low[start] == "during":  # "In 2020, sales rose"
        comma = next((k for k in range(start, end) if low[k] == ","), start - 1)
        start = comma + 1
    verbs = [k for k in range(start, end) if is_verb(tokens, k)]
    if verbs[:1] == [start] and low[start] not in PLAIN_VERBS and _names(tokens, start + 1, end):
        del verbs[0]  # "*frozen* food slipped", "and *frozen* food to 3"
    verb = verbs[0] if verbs else end - _is_present(tokens, start, end)
    if low[start] in PREPOSITIONS:  # "In the new house the Greens"
        start = next((k for k in range(verb - 1, start, -1) if low[k] in _DETERMINERS), start)
    comma = next((k for k in range(start + 1, verb) if low[k] == ","), verb)
    return range(start, comma)


def _names(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a noun may stand at a token: a content word before `end`."""
    word = tokens.low[at]
    return at < end and word.isalpha() and word not in STOPWORDS and word not in PREPOSITIONS


def _is_present(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word before a figure is a verb: "the Radicals *hold* 41", "women *have* 3"."""
    low, at = tokens.low, end - 1
    if at <= start or not low[at].isalpha() or tokens.capital(at):
        return False
    named = tokens.capital(at - 1) or is_plural(low[at - 1])
    return named and low[at - 1].isalpha() and low[at] not in PREPOSITIONS


def _of_their_own(tokens: Tokens, ranges: Sequence[range]) -> list[range]:
    """The phrases without a head that the first tells for all: "*sales of* snacks, frozen food"."""
    inner = [next((k for k in words if tokens.low[k] in _OF), None) for words in ranges]
    first = inner[0]
    if first is None or any(k is not None for k in inner[1:]):
        return list(ranges)
    return [range(first + 1, ranges[0].stop), *ranges[1:]]


def _behind(tokens: Tokens, members: Sequence[_Member]) -> list[range]:
    """What follows the figures that open their members, by the same preposition or as a verb."""
    low = tokens.low
    if any(low[m.start] not in _OPENING for m in members[1:]):
        return []
    if not all(FILLERS.issuperset(low[m.start + 1 : m.first]) for m in members[1:]):
        return []
    last = members[-1]
    by = low[last.last] if low[last.last] in PREPOSITIONS else ""
    ranges = []
    for member in members:
        ends = (k for k in range(member.last, member.end) if low[k] in MARKS)
        words = range(member.last, next(ends, member.end))
        if by:
            opens = next((k for k in words if low[k] == by), None)
            words = range(0) if opens is None else range(opens + 1, words.stop)
        else:
            verbs = [k for k in words if is_verb(tokens, k)]
            words = range(verbs[0], words.stop) if verbs else range(0)
        ranges.append(words)
    return ranges
