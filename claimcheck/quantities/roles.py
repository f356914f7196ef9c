"""What a figure says of its item: a value, an extra, a total, a change from or to, a whole."""

from __future__ import annotations

from typing import Final

from claimcheck.quantities.telling import FORMERLY, SUMS
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.types import Role
from claimcheck.types.members import DECREMENT, FROM, INCREMENT, TO, TOTAL, VALUE, WHOLE

#: How far before its figure a role word may stand, in tokens.
_REACH: Final = 24

UP: Final = frozenset(
    """
    rose risen rises rise rising grew grown grow grows growing jumped jumps jump climbed climb
    climbs gained gain gains surged surge surges soared increased increase increases increasing
    up advanced advancing advance added adds adding raised raise raises raising higher expanded
    widened strengthened jumping gaining surging climbing soaring soar soars expanding expand
    expands improved rallied rally
    """.split()
)
DOWN: Final = frozenset(
    """
    fell fallen falls fall falling dropped drop drops dropping declined decline declines declining
    down decreased decrease decreases decreasing cut cuts cutting lost slid slipped sank plunged
    shrank tumbled reduced reduce reduces reducing reduction lowered lower slumped contracted
    narrowed dipped plummeted plummet sliding slipping sinking plunging shrinking tumbling eased
    lose loses losing weakened slashed trimmed shed
    """.split()
)
_CHANGE: Final = UP | DOWN
#: Words that may stand between a verb of change and its figure.
_BY: Final = frozenset(
    "by of about around some nearly almost another a an just only roughly over more than further"
    " an average estimated approximately".split()
)
#: Verbs that "up" and "down" make other verbs of: "made up of 27 states", "shot down 30 drones".
#: Verbs of markets ("closed down 1 percent") are none of them.
_PHRASAL: Final = frozenset(
    """
    make makes made making set sets setting pick picks picked shoot shoots shot shooting shut
    break broke bring brought give gave take took turn turned hold held blow blew back backed line
    lined round rounded sign signed buy bought use used show showed gunned
    """.split()
)
_INCREMENT: Final = frozenset("extra additional another further new latest fresh added".split())
_MORE: Final = frozenset("more extra additional further higher above other others".split())
_LESS: Final = frozenset("less fewer lower below".split())
RISES: Final = frozenset(
    "rise increase gain jump climb surge hike growth advance upturn improvement raise".split()
)
FALLS: Final = frozenset(
    "fall decrease drop decline cut reduction dip slump plunge slide contraction downturn"
    " discount".split()
)
_TOTAL = SUMS - {"all"}
_TOTAL_AFTER: Final = frozenset({"altogether", "overall"})
_FROM: Final = frozenset({"from", "against", "versus", "vs"})
_FROM_PAIRS: Final = frozenset(
    {
        ("instead", "of"), ("rather", "than"), ("compared", "with"), ("compared", "to"),
        ("up", "on"), ("down", "on"),
    }
)  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an", "the"})
#: Verbs whose object is changed by a figure, and how many words that may have.
_TRANSITIVE: Final = frozenset(
    "raised raise raises raising increased increase increases"
    " increasing cut cuts cutting lowered reduced reduce reduces reducing trimmed slashed".split()
)
_OBJECT = 4
#: The word right before a figure that another one is set against.
_AGAINST: Final = _FROM | {"the", "of", *(pair[1] for pair in _FROM_PAIRS)}
_SAID_FORMERLY: Final = frozenset(
    "offered promised pledged planned proposed announced estimated expected reported asked"
    " projected forecast".split()
)
_MARKS: Final = frozenset(";:!?")
_BREAKS: Final = frozenset({"while", "but"})
_AFTER_COMMA: Final = frozenset("and but while as with which who".split())
_WHOLE_TAIL: Final = frozenset("the its their all a total of".split())
#: Words right before and right after a figure without which it has no role of its own.
_TELLING: Final = _WHOLE_TAIL | _AGAINST | _CHANGE | _BY | _INCREMENT | {"to", "at"}
_TELLING_AFTER: Final = _LESS | _MORE | RISES | FALLS
_WHOLE_LEAD: Final = frozenset({"out"})


def role_of(tokens: Tokens, first: int, last: int, floor: int) -> Role:
    """The role of the figure on the tokens ``[first, last)``; `floor`: where the one before ends.

    `floor` is `FRONT` where no figure stands before it.
    """
    low = tokens.low
    if (
        low[first - 1] not in _TELLING
        and low[last] not in _TELLING_AFTER
        and low[first - 2] not in _INCREMENT
        and low[first - 2] not in _ARTICLES
        and not tokens.summed
        and not (tokens.formerly and _formerly(low, last))
    ):
        return VALUE
    begin = max(floor, first - _REACH)
    if floor > FRONT and low[first - 1] in _WHOLE_TAIL and _is_whole(low, floor, first):
        return WHOLE
    before, after = low[first - 1], low[last]
    if (before in _AGAINST or low[first - 2] in _ARTICLES) and _set_against(low, first):
        return FROM
    if tokens.formerly and _formerly(low, last):
        return FROM
    change = _changed_by(low, begin, first)
    if change in DOWN:
        return DECREMENT
    if change in UP:
        return INCREMENT
    if tokens.summed:
        clause = _clause_start(tokens, begin, first)
        if not _TOTAL.isdisjoint(low[clause:first]) or _total_after(low, last):
            return TOTAL
    if (after in _LESS and low[last + 1] != "than") or after in FALLS:
        return DECREMENT
    if before in _INCREMENT or after in _MORE or after in RISES:
        return INCREMENT
    if low[first - 2] in _INCREMENT and first - 2 >= begin and before.isalpha():
        return INCREMENT
    if before in ("to", "at") or before in _BY:
        return _changed_to(tokens, first)
    return VALUE


def _is_whole(low: list[str], floor: int, first: int) -> bool:
    """ "88 *of the* 200 seats", "nine ships out of 14"."""
    between = low[floor:first]
    if len(between) > 6 or "of" not in between:
        return False
    of = between.index("of")
    lead = [word for word in between[:of] if word not in _WHOLE_LEAD]
    return len(lead) <= 1 and all(word in _WHOLE_TAIL for word in between[of + 1 :])


def _set_against(low: list[str], first: int) -> bool:
    """The figure that another one is set against: where a change began, or what it is not."""
    at = first - 1
    if low[at - 1] in _ARTICLES and low[at].isalpha():
        at -= 1  # "from a revised 2.7 billion", "from the usual 15 percent"
    if low[at] in _ARTICLES:
        at -= 1
    if low[at] in _FROM or (low[at - 1], low[at]) in _FROM_PAIRS:
        return True
    if low[at] == "of" and low[at - 2] in ("a", "an"):
        return low[at - 3] in _FROM or (low[at - 4], low[at - 3]) in _FROM_PAIRS
    return False


def _formerly(low: list[str], last: int) -> bool:
    """ "The $100m it had *first offered*" is what the figure was before."""
    for k in range(last, last + 4):
        if not low[k].isalpha():
            return False
        if low[k] in FORMERLY and low[k + 1] in _SAID_FORMERLY:
            return True
    return False


def _clause_start(tokens: Tokens, begin: int, first: int) -> int:
    """The token after the last boundary of a clause before the figure."""
    low = tokens.low
    for k in range(first - 1, begin - 1, -1):
        word = low[k]
        if word in _MARKS or word in _BREAKS:
            return k + 1
        if word == "." and not tokens.attached(k + 1):
            return k + 1
        if word in _AFTER_COMMA and low[k - 1] == ",":
            return k + 1
    return begin


def _total_after(low: list[str], last: int) -> bool:
    for k in range(last, last + 6):
        word = low[k]
        if word in _TOTAL_AFTER or (word == "in" and low[k + 1] in ("total", "all")):
            return low[k + 1] not in ("the", "of") or word in _TOTAL_AFTER
        if not word.isalpha():
            return False
    return False


def _changed_by(low: list[str], begin: int, first: int) -> str:
    """The word of change right before the figure, "by" and hedges left out."""
    at = first - 1
    while at >= begin and low[at] in _BY and low[at] not in _CHANGE:
        at -= 1
    if at < begin:
        return ""
    if low[first - 1] == "by":  # "cut the key rate by 25 basis points"
        for k in range(at, max(begin, at - _OBJECT) - 1, -1):
            if not low[k].isalpha():
                break
            if low[k] in _TRANSITIVE:
                return low[k]
    phrasal = low[at] in ("up", "down") and low[at - 1] in _PHRASAL
    return "" if phrasal else low[at]


def _changed_to(tokens: Tokens, first: int) -> Role:
    """TO where "to" or "at" stands before the figure and a verb of change before that."""
    low, at = tokens.low, first - 1
    while low[at] in _BY and low[at] not in ("at", "to"):
        at -= 1
    if low[at] not in ("to", "at"):
        return VALUE
    for k in range(at - 1, max(FRONT, at - 12) - 1, -1):
        word = low[k]
        if word in _CHANGE:
            return TO
        if word in _MARKS or (word == "." and not tokens.attached(k + 1)):
            return VALUE
        if word in _BREAKS or (word in _AFTER_COMMA and low[k - 1] == ","):
            return VALUE
    return VALUE
