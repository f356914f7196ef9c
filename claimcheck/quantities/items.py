"""What a figure counts: the head noun and its modifiers, from the words around it.

Without a parser: a run of words after the number up to a function word, a mark or another
number; its head is the last of the first plural nouns ("1,000 light anti-armor guns" counts
guns), else its last word. Container nouns give way to what they hold ("25,000 sets of body
armour" counts armour). Where nothing follows, "X of N" and "X: N" are read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from claimcheck.quantities.plurals import IRREGULAR_PLURALS, is_plural
from claimcheck.quantities.tokens import Tokens, is_digits
from claimcheck.quantities.units import currency_before
from claimcheck.quantities.vocabulary import SMALL
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Span

#: Nouns before "of" and a figure that say nothing of what it counts ("in the range of 5").
_HOLLOW: Final = frozenset(
    """
    range total number order region average maximum minimum excess rate level amount year sum
    vicinity area average tune factor record mean median score end time consist consists consisted
    consisting composed instead
    """.split()
)
#: Longest noun phrase looked at, in words ("anti-aircraft missile launcher systems").
_LONGEST: Final = 6
#: Most digits of a number that is part of a name ("Challenger 2", "Boeing 737").
_NAME_DIGITS = 3

#: Nouns that hold or portion out what is really counted.
CONTAINERS: Final = frozenset(
    stem(word)
    for word in """
    set piece round ton tonne item unit pair group number batch box case crate load lot kind
    type pack package bottle bag litre barrel dose copy sheet score dozen total worth amount
    couple handful series string raft range tranche
    """.split()
)
#: Verbs and participles that often follow a counted noun and end its phrase.
_VERBS: Final = frozenset(
    """
    said says say told tells died dies die killed kills injured hurt wounded reported voted won lost
    rose fell grew made took got gave went came began started left joined signed attended arrived
    fled worked lived used became remain remained remains including include included includes
    according compared aged based living working seen ordered sent gathered announced declared
    agreed asked called held found received provided pledged promised ranging costing valued
    totalling totaling worth today yesterday tomorrow ago earlier later annually daily long high
    tall wide deep thick old away apart heavy cheaper dearer faster slower higher lower greater
    larger smaller bigger fewer above below up down requiring starting weekly monthly yearly overall
    altogether respectively alone instead vs versus stands makes takes gives means needs wants goes
    comes gets lies sits adds eats buys loses sells spends
    """.split()
)
#: Verbs and adjectives that look like plurals: behind one they end its phrase ("19 fouls proves",
#: "10 climbers dead").
_BEHIND_PLURAL: Final = frozenset(
    """
    proves expires begins ends starts allows remains seems appears became becomes covers holds keeps
    leaves leads meets moves offers opens closes plays pays puts reaches runs sees sells sets shows
    stays tells thinks tries turns uses waits wins works brings buys calls carries causes dead
    missing
    """.split()
)
#: Those that are adjectives before a plural: "12 old ships", but "12 years old".
_ADJECTIVES: Final = frozenset("long high tall wide deep thick old heavy working".split())
_LINKS: Final = frozenset({"in", "of", "worth", "for", "on"})
_DETERMINERS: Final = frozenset("the its their his her our all those these some such".split())
_MORE: Final = frozenset("more other further additional extra new different separate".split())
#: What ties two words into one ("anti-tank", "AT&T").
_CONNECTORS: Final = frozenset({"-", "&", "/"})


class Item:
    """A counted thing: the stem of its head, the stems beside it, and its tokens."""

    __slots__ = ("first", "head", "last", "modifiers")

    def __init__(self, head: str, modifiers: tuple[str, ...], first: int, last: int) -> None:
        self.head = head
        self.modifiers = modifiers
        self.first = first
        self.last = last

    def span(self, tokens: Tokens) -> Span:
        """The characters of the item."""
        return Span(tokens.start[self.first], tokens.end[self.last - 1])


#: A word of a noun phrase, hyphens inside it included, on the tokens from one to before another.
_Word = tuple[str, int, int]


def item_after(tokens: Tokens, at: int, *, measured: bool, one: bool = False) -> Item | None:
    """What the figure ending at the token `at` counts; `measured`: it has a unit of its own.

    `one`: the figure is 1, so that what it counts is in the singular.

    A measured figure names its item after a link ("$800 million in security assistance",
    "5% of voters") or directly ("a $3 billion deal").
    """
    low = tokens.low
    if measured and low[at] == "in" and low[at + 1] == "total":
        return None
    if measured and low[at] in _LINKS:
        step = at + 2 if low[at] == "worth" and low[at + 1] == "of" else at + 1
        if low[at] != "of" and low[at] != "worth" and tokens.capital(step):
            return None  # "3.2 percent in London"
        return _item(_run(tokens, step))
    more = low[at] in _MORE
    if more:
        at += 1
    run = _run(tokens, at)
    if more and len(run) == 1 and _verb(run[0][0]):
        return None  # "29 more flew up"
    if not run:
        return _item(_run(tokens, _past_of(tokens, at))) if low[at] == "of" else None
    if low[at - 1] in ("one", "1") and len(run) > 1 and _is_its_verb(tokens, run[-1]):
        run = run[:-1]
    piece = not one and (low[at] == "-" or (len(run) > 1 and not measured and _all_singular(run)))
    item = _item(run[:1] if piece else run)
    if item is None or low[item.last] != "of":
        return item
    inner = _item(_run(tokens, _past_of(tokens, item.last)))
    if inner is None:
        return item
    if item.head in CONTAINERS:
        outer = (item.head, *item.modifiers)
        return Item(inner.head, (*inner.modifiers, *outer), inner.first, inner.last)
    modifiers = (*item.modifiers, inner.head, *inner.modifiers)
    return Item(item.head, modifiers, item.first, item.last)


def _is_its_verb(tokens: Tokens, word: _Word) -> bool:
    """ "One box *weighs* 5 kg": one thing takes a verb in "-s", and no plural."""
    return word[0] not in IRREGULAR_PLURALS and is_plural(word[0]) and not tokens.capital(word[1])


def _all_singular(run: list[_Word]) -> bool:
    """ "A 12 page document": several of what stands in the singular are pages, not documents."""
    return not any(is_plural(word) for word, _, _ in run)


def _past_of(tokens: Tokens, at: int) -> int:
    """The token after "of", "of the", "of all their", "of the 400"."""
    at += 1
    while tokens.low[at] in _DETERMINERS:
        at += 1
    word = tokens.low[at]
    return at + 1 if word in SMALL or "0" <= word < ":" else at


def item_before(tokens: Tokens, at: int, last: int) -> Item | None:
    """The noun of "a fine of N", "helmets: N"; the figure is on the tokens ``[at, last)``."""
    low = tokens.low
    if low[at - 1] == ":" and low[last].isalpha():
        return None  # "BREAKING: 12 killed"
    if low[at - 1] in ("just", "only", "some", "a"):
        at -= 1
    if low[at - 1] == "of" or low[at - 1] == ":":
        head = at - 2
    else:
        return None
    word = low[head]
    if not word.isalpha() or word in STOPWORDS or word in _HOLLOW or tokens.attached(head):
        return None  # "the 3rd of 12"
    modifiers: tuple[str, ...] = ()
    if low[at - 1] == ":":
        first = head
        while first > head - 3 and low[first - 1].isalpha() and low[first - 1] not in STOPWORDS:
            first -= 1
        modifiers = tuple(stem(low[k]) for k in range(first, head))
    return Item(stem(word), modifiers, head, head + 1)


def _run(tokens: Tokens, at: int) -> list[_Word]:
    """The words of the noun phrase that begins at the token `at`."""
    low = tokens.low
    run: list[_Word] = []
    if low[at] == "-":
        at += 1
    if low[at] in _DETERMINERS and low[at] != "all":
        at += 1
    if low[at] in ("most", "least", "very"):  # "the 20 most expensive restaurants"
        at += 1
    while len(run) < _LONGEST:
        word, last = low[at], at + 1
        if word >= "a" and _is_plain(word):
            pass
        elif not word[:1].isalpha():
            if run and _lists_names(tokens, run, at):
                at += 1
                continue
            last = _designation(tokens, at) if run else 0
            if not last:
                break
        elif len(word) == 1 and (initials := _initials(tokens, at)):
            word, last = initials  # "2,500 U.S. troops"
        elif len(word) == 1 or (word in _BEHIND_PLURAL and run and is_plural(run[-1][0])):
            break  # "U.S."; "19 fouls proves"
        elif word == "and" and run and _pairs_adjectives(tokens, run, at):
            at += 1
            continue
        elif word == "us" and _is_the_country(tokens, at):
            pass  # "3 US soldiers"
        elif word in _ADJECTIVES and not run and is_plural(low[last]):
            pass
        elif word in STOPWORDS or (word in _VERBS and word not in IRREGULAR_PLURALS):
            if not (low[last] == "-" and tokens.attached(last) and is_digits(low[last + 1])):
                break  # but "AT-4", whose letters are a word by chance
        elif run and _verb(word) and _ends_phrase(tokens, run, at):
            break
        if low[last] < ":":  # a figure or a mark; after most words stands another one
            if low[last] >= "0" and tokens.attached(last) and word.isalpha():
                if currency_before(tokens, last):
                    break  # "of USD10m"
                last += 1  # "16 F16 jets"
                word += low[last - 1]
            if low[last] in _CONNECTORS:
                word, last = _compounded(tokens, at, last, word)
        run.append((word, at, last))
        at = last
        if low[at] == "-":
            break
    if len(run) == 1 and run[0][0].endswith("ed"):
        return []  # "9,700 damaged": a participle is no noun
    return run


def _is_the_country(tokens: Tokens, at: int) -> bool:
    """Whether "US" before a noun is no pronoun in a line of capitals."""
    after = tokens.raw(at + 1)
    return tokens.raw(at) == "US" and after.isalpha() and not after.isupper()


def _lists_names(tokens: Tokens, run: list[_Word], at: int) -> bool:
    """ "Toyota*,* Chrysler, and Honda cars", "British*,* French and Polish troops"."""
    low, end = tokens.low, at
    if low[at] != "," or not all(tokens.capital(first) for _, first, _ in run):
        return False
    if any(is_plural(word) for word, _, _ in run):
        return False
    while low[end] in (",", "and", "or") and end < at + 2 * _LONGEST:
        joined = low[end] != ","
        end += 1 if low[end + 1] not in ("and", "or") else 2
        joined = joined or low[end - 1] != ","
        if not (low[end].isalpha() and tokens.capital(end)):
            return False
        end += 1
        if joined:
            noun = low[end]
            return is_plural(noun) and not tokens.capital(end) and noun not in _VERBS
    return False


def _ends_phrase(tokens: Tokens, run: list[_Word], at: int) -> bool:
    """Whether a past form ends the phrase, or is an adjective in it ("unmanned planes")."""
    if run[-1][0].endswith("ly"):
        return False
    after = tokens.low[at + 1]
    adjective = tokens.low[at].endswith("ed") and after.isalpha() and after not in STOPWORDS
    return not adjective or any(is_plural(word) for word, _, _ in run)


def _pairs_adjectives(tokens: Tokens, run: list[_Word], at: int) -> bool:
    """ "Digital *and* physical sales": two adjectives before the noun that is counted."""
    low = tokens.low
    if is_plural(run[-1][0]) or low[at + 1] in STOPWORDS or low[at + 1] in _VERBS:
        return False
    if low[at + 1] in SMALL:
        return False  # "one man and three children"
    return low[at + 1].isalpha() and is_plural(low[at + 2]) and low[at + 2] not in _VERBS


@lru_cache(maxsize=16384)
def _is_plain(word: str) -> bool:
    """Whether a word goes on with a noun phrase wherever it stands: none of those below."""
    if not word[:1].isalpha():
        return False
    special = word in STOPWORDS or word in _VERBS or word in _BEHIND_PLURAL or word in _ADJECTIVES
    return not (special or len(word) == 1 or _verb(word))


@lru_cache(maxsize=16384)
def _verb(word: str) -> bool:
    return is_verb_like(word) and not is_plural(word)  # irregular plurals look like past forms


def _designation(tokens: Tokens, at: int) -> int:
    """The end of figures that belong to a name in the phrase; 0 where they do not.

    "155mm" in "18 155mm howitzers", "2" in "14 Challenger 2 tanks".
    """
    low, word = tokens.low, tokens.low[at]
    if not "0" <= word < ":":
        return 0
    if tokens.attached(at + 1) and low[at + 1].isalpha():
        return at + 2
    named = tokens.capital(at - 1) and is_digits(word) and len(word) <= _NAME_DIGITS
    return at + 1 if named and low[at + 1].isalpha() and low[at + 1] not in STOPWORDS else 0


def _compounded(tokens: Tokens, at: int, last: int, word: str) -> tuple[str, int]:
    """A word with what hyphens tie to it ("anti-tank"), and its end."""
    low, end = tokens.low, last
    while low[end] in _CONNECTORS and end - last < _LONGEST:
        if not (tokens.attached(end) and tokens.attached(end + 1) and low[end + 1].isalnum()):
            break
        end += 2
    return (word, last) if end == last else (_between(tokens, at, end), end)


def _initials(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "U.S." and "U.N." as one word, and its end."""
    low, end = tokens.low, at
    while len(low[end]) == 1 and low[end].isalpha() and low[end + 1] == ".":
        if end > at and not tokens.attached(end):
            break
        end += 2
    return (_between(tokens, at, end), end) if end >= at + 4 else None


def _between(tokens: Tokens, first: int, last: int) -> str:
    return tokens.text[tokens.start[first] : tokens.end[last - 1]].lower()


def _item(run: list[_Word]) -> Item | None:
    if not run:
        return None
    head = len(run) - 1
    for index, (word, _, _) in enumerate(run):
        if is_plural(word):
            head = index
            while head + 1 < len(run) and is_plural(run[head + 1][0]):
                head += 1
            break
    stems = [stem(word) for word, _, _ in run[: head + 1]]
    return Item(stems[-1], tuple(stems[:-1]), run[0][1], run[head][2])
