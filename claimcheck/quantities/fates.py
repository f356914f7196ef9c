"""What happened to those whom a figure counts: "killed 10", "12 injured", "43 are missing".

Two counts of one accident tell of one thing only where its people met with the same: ten dead and
twelve injured are no contradiction, and ten dead and sixteen killed are one.
"""

from __future__ import annotations

from typing import Final

from claimcheck.quantities.telling import BADLY, BY_ACTIVE, BY_NOUN, BY_PASSIVE
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.text.words import stem

#: What stands between those counted and what befell them.
_BETWEEN: Final = frozenset(
    "was were is are be been being have has had may might others more people persons reported"
    " confirmed feared presumed believed left found critically seriously badly slightly severely"
    " fatally also reportedly still now listed shot beaten burned stabbed all and of whom"
    " them".split()
)
#: What a toll does right before its figure, however far before "toll" stands …
_TOPS: Final = frozenset(
    "hit hits hitting top tops topped pass passes passed reach reaches reached exceeds exceeded"
    " surpasses surpassed".split()
)
#: … and what else may stand between the two.
_REACHES: Final = _TOPS | frozenset(
    "to at is was stands stood rises rose climbs climbed jumps jumped from nears now currently"
    " officially already".split()
)
#: Nouns and participles that tell what befell people, and nothing else of them.
BEFALLEN = frozenset(
    stem(word) for word in (*BY_PASSIVE, *BY_NOUN, "casualty", "victim", "life", "killing")
)
#: How one tells at which age somebody died, and how far before the age, in tokens.
_DIED: Final = frozenset({"died", "dies", "dead", "dying"})
_SINCE_DIED = 8
#: Most tokens in an aside, and between "toll" and what it reaches.
_ASIDE, _TOLL_REACH = 12, 14
_MOST_BETWEEN, _MOST_REACHING = 4, 4


def fate_of(tokens: Tokens, first: int, last: int, after: int) -> str:
    """What befell those counted, "dead" or another key of the tables; "" where none is told.

    The figure is on the tokens ``[first, last)``; what it counts ends at the token `after`.
    """
    if not tokens.fated:
        return ""
    low = tokens.low
    before = low[first - 1]
    if before in ("another", "the", "all", "some"):
        before = low[first - 2]
    if before in BY_ACTIVE:
        return BY_ACTIVE[before]
    if low[after - 1] in BY_PASSIVE and after > last:
        return BY_PASSIVE[low[after - 1]]  # "10 dead", "five deaths"
    at = after = _past_aside(tokens, after)
    while low[at] in _BETWEEN and at < after + _MOST_BETWEEN:
        at += 1
    if low[at] in BY_PASSIVE and not (low[at] in BY_ACTIVE and _has_object(tokens, at)):
        return BY_PASSIVE[low[at]]
    if low[after] in BADLY:
        return "hurt"  # "six critically"
    if before == "of" and low[first - 2] in BY_NOUN:
        return BY_NOUN[low[first - 2]]
    return "dead" if _is_toll(tokens, first) else ""


def at_death(tokens: Tokens, first: int) -> bool:
    """ "Died yesterday at 86 of cancer": whether the age at token `first` is that of a death."""
    low = tokens.low
    return low[first - 1] == "at" and not _DIED.isdisjoint(
        low[max(first - _SINCE_DIED, FRONT) : first - 1]
    )


def _has_object(tokens: Tokens, verb: int) -> bool:
    """ "Two bombs killed 10", "one man killed his wife": the verb is of those who did it."""
    after = tokens.low[verb + 1]
    return after[:1].isdigit() or after in _OBJECTS or tokens.low[verb - 1] in ("have", "has")


_OBJECTS = frozenset(
    "a an the his her their its at two three four five six seven eight nine ten eleven twelve"
    " dozens scores hundreds thousands another more about some nearly almost over".split()
)


def _is_toll(tokens: Tokens, first: int) -> bool:
    """ "The death toll rose to 36", "as toll hits 350"."""
    low = tokens.low
    if low[first - 1] in _TOPS or low[first] in _TOPS:  # "the toll of the storm has now hit 27"
        return "toll" in low[max(first - _TOLL_REACH, FRONT) : first]
    at = first - 1
    while low[at] in _REACHES and at > first - 1 - _MOST_REACHING:
        at -= 1
    return at < first - 1 and at >= FRONT and low[at] == "toll"


def _past_aside(tokens: Tokens, at: int) -> int:
    """Past ", including two children," behind those counted."""
    low = tokens.low
    if low[at] != "," or low[at + 1] not in ("including", "among"):
        return at
    ends = [k for k in range(at + 2, min(at + _ASIDE, tokens.stop)) if low[k] == ","]
    return ends[0] + 1 if ends else at
