"""Whose a figure is, where a sentence tells figures of several: "women 31 percent, men 22".

Without a parser: between two figures of one kind the sentence is cut at the one word or mark that
joins its members ("while", "than", "and", a comma); a member's holder is the noun phrase before its
figure ("snack sales rose *3 percent*", "the Greens *24*", "in men, at *22 percent*"), or what
follows a figure that opens its member ("148 were found in Lima and *66* in the villages"). Where
a member tells no holder of its own, none of the sentence is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from claimcheck.quantities.plurals import IRREGULAR_PLURALS, is_plural
from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Quantity

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
_PREPOSITIONS: Final = frozenset(
    "in among for of at from by with on to against over near around across".split()
)
_RELATIVES: Final = frozenset("which who whose that where when as up down".split())
#: What ties to a head noun whose it is: "sales of snacks", "shares in Alpha".
_OF: Final = frozenset({"of", "in", "at", "for"})
_DETERMINERS: Final = frozenset("the a an its their his her our all those these".split())
_AUXILIARIES: Final = frozenset(
    "is are was were be been has have had will would can could may might must do does did"
    " hurt hit cut put set let shed".split()
)
_MARKS: Final = frozenset({",", ";", ":", "(", ")", "—", "–", "“", "”", '"'})
#: Longest member looked at, in tokens.
_REACH: Final = 30


class Holder(NamedTuple):
    """The stems by which a member tells whose its figures are, and no other member does.

    `senses` are the canonical ones, empty where they do not tell the members apart. `name` is the
    holder as written.
    """

    name: str
    stems: frozenset[str]
    senses: frozenset[str]
    figures: tuple[int, ...]  # the places of its figures among those of the text


def holders(text: str, figures: Sequence[Quantity]) -> tuple[tuple[Holder, ...], ...]:
    """For each kind of figure of which the text tells several holders, those."""
    kinds: dict[tuple[str, str], list[int]] = {}
    counted = ""
    for at, figure in enumerate(figures):
        counted = figure.item or counted
        if text[figure.span.end : figure.span.end + 1] != "-":  # "the 200-seat house"
            kinds.setdefault(_kind(figure, counted), []).append(at)
    several = [places for places in kinds.values() if len(places) > 1]
    if not several:
        return ()
    tokens = tokenise(text)
    groups = (_holders(tokens, figures, places) for places in several)
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
        phrases = [_stems(tokens, words) for words in ranges]
        stems = _own(phrases)
        if stems and all(stems):
            senses = _own([frozenset(map(canonical, phrase)) for phrase in phrases])
            if not all(senses):
                senses = [frozenset()] * len(members)
            names = [_name(tokens, words) for words in ranges]
            return tuple(map(Holder, names, stems, senses, [m.figures for m in members]))
    return ()


def _own(phrases: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """What each of some sets has that no other has."""
    return [
        phrase.difference(*(other for k, other in enumerate(phrases) if k != at))
        for at, phrase in enumerate(phrases)
    ]


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
        if tokens.low[k] in (";", ":", "—", "–", "“", '"'):
            return k + 1
    return max(FRONT, first - _REACH)


def _end(tokens: Tokens, last: int) -> int:
    ends = (k for k in range(last, tokens.stop) if tokens.low[k] in _MARKS or _is_stop(tokens, k))
    return next(ends, tokens.stop)


def _is_stop(tokens: Tokens, at: int) -> bool:
    return tokens.low[at] == "." and not tokens.attached(at + 1)


def _cut(tokens: Tokens, ended: int, begins: int) -> int | None:
    """Where the member of the second of two figures begins; 0: in one, None: not plain."""
    low = tokens.low
    if any(_is_stop(tokens, k) for k in range(ended, begins)):
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
    aside = word.endswith("ing") or word in _RELATIVES or is_verb_like(word)
    return None if len(commas) > 1 or aside else commas[0]


def _before(tokens: Tokens, members: Sequence[_Member]) -> list[range]:
    """The noun phrases before the figures of each member; [] where they are not alike."""
    led = {_led_by(tokens, m) for m in members[1:]}
    if len(led) > 1:
        return []
    by = next(iter(led))
    ranges = [
        _led(tokens, by, m.start, m.first) if by else _subject(tokens, m.start, m.final)
        for m in members
    ]
    return _of_their_own(tokens, ranges)


def _led_by(tokens: Tokens, member: _Member) -> str:
    """The preposition that opens a later member: "than *in* men, at 22 percent"."""
    word = tokens.low[member.start + 1]
    return word if word in _PREPOSITIONS and member.start + 1 < member.first else ""


def _led(tokens: Tokens, by: str, start: int, end: int) -> range:
    """The noun phrase after the last such preposition before a figure."""
    low = tokens.low
    opens = [k for k in range(start, end) if low[k] == by]
    if not opens:
        return range(0)
    first = opens[-1] + 1
    first += low[first] in _DETERMINERS
    ends = (k for k in range(first, end) if low[k] in _MARKS | _DETERMINERS or _is_verb(tokens, k))
    return range(first, next(ends, end))


def _subject(tokens: Tokens, start: int, end: int) -> range:
    """The noun phrase before the verb of a member, or all of it where it has none."""
    low = tokens.low
    while start < end and (low[start] in _MARKS or low[start] in _JOINING or low[start] == "by"):
        start += 1
    if low[start] in _PREPOSITIONS or low[start] == "during":  # "In 2020, sales rose"
        comma = next((k for k in range(start, end) if low[k] == ","), start - 1)
        start = comma + 1
    verbs = [k for k in range(start, end) if _is_verb(tokens, k)]
    if len(verbs) > 1 and verbs[0] == start and low[start] not in _AUXILIARIES:
        del verbs[0]  # "frozen food slipped"
    verb = verbs[0] if verbs else end - _is_present(tokens, start, end)
    if low[start] in _PREPOSITIONS:  # "In the new house the Greens"
        start = next((k for k in range(verb - 1, start, -1) if low[k] in _DETERMINERS), start)
    comma = next((k for k in range(start + 1, verb) if low[k] == ","), verb)
    return range(start, comma)


def _is_present(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the word before a figure is a verb: "the Radicals *hold* 41", "women *have* 3"."""
    low, at = tokens.low, end - 1
    if at <= start or not low[at].isalpha() or tokens.capital(at):
        return False
    named = tokens.capital(at - 1) or is_plural(low[at - 1])
    return named and low[at - 1].isalpha() and low[at] not in _PREPOSITIONS


def _of_their_own(tokens: Tokens, ranges: Sequence[range]) -> list[range]:
    """The phrases without a head that the first tells for all: "*sales of* snacks, frozen food"."""
    inner = [next((k for k in words if tokens.low[k] in _OF), None) for words in ranges]
    first = inner[0]
    if first is None or any(k is not None for k in inner[1:]):
        return list(ranges)
    return [range(first + 1, ranges[0].stop), *ranges[1:]]


def _is_verb(tokens: Tokens, at: int) -> bool:
    word = tokens.low[at]
    if word in _AUXILIARIES:
        return True
    plural = word in IRREGULAR_PLURALS and not word.endswith("ed")  # "women", not "wounded"
    return is_verb_like(word) and not plural and not tokens.capital(at)


def _behind(tokens: Tokens, members: Sequence[_Member]) -> list[range]:
    """What follows the figures that open their members, by the same preposition or as a verb."""
    low = tokens.low
    if any(low[m.start] not in _OPENING or m.first != m.start + 1 for m in members[1:]):
        return []
    last = members[-1]
    by = low[last.last] if low[last.last] in _PREPOSITIONS else ""
    ranges = []
    for member in members:
        ends = (k for k in range(member.last, member.end) if low[k] in _MARKS)
        words = range(member.last, next(ends, member.end))
        if by:
            opens = next((k for k in words if low[k] == by), None)
            words = range(0) if opens is None else range(opens + 1, words.stop)
        else:
            verbs = [k for k in words if _is_verb(tokens, k)]
            words = range(verbs[0], words.stop) if verbs else range(0)
        ranges.append(words)
    return ranges


def _name(tokens: Tokens, words: range) -> str:
    """The words on some tokens as written, without what leads to the figure."""
    low, end = tokens.low, words.stop
    while end > words.start + 1 and (low[end - 1] in _PREPOSITIONS or low[end - 1] in _MARKS):
        end -= 1
    return tokens.text[tokens.start[words.start] : tokens.end[end - 1]]


def _stems(tokens: Tokens, words: range) -> frozenset[str]:
    """The stems of the content words on some tokens."""
    low = [tokens.low[k] for k in words]
    return frozenset(
        stem(word.removesuffix("'s").removesuffix("’s"))
        for word in low
        if word[:1].isalpha() and word not in STOPWORDS
    )
