"""What two counts make beside each other: by how much one is more, and the rest of a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claimcheck.quantities.describe import number
from claimcheck.quantities.ledger import Entry
from claimcheck.quantities.relations import alike
from claimcheck.quantities.terms import Reckoned, same_things, summed
from claimcheck.text.words import content_words, stem
from claimcheck.types import Quantity, Role

#: Words by which a claim tells by how much one is more than another.
MORE = re.compile(
    r"\b(more|fewer|less|greater|higher|taller|longer|heavier|shorter)\b.*\b(?:than|compared)\b",
    re.I,
)
_FEWER = frozenset({"fewer", "less", "shorter"})
#: Wholes of which two kinds are all: "boys and girls" are all the children.
KINDS = (
    (frozenset({"boy", "girl"}), frozenset("child children student pupil kid youngster".split())),
    (frozenset({"man", "woman", "men", "women"}), frozenset("adult peopl people person".split())),
)
#: Words of which one is what the other is not.
_SEXES = ("boys girls", "men women", "male female", "males females", "man woman", "boy girl")
_OPPOSED = [frozenset(pair.split()) for pair in _SEXES]
#: What befell the others, of one whole, unless there is a third: "played 12 games and won 8".
_FATES = (
    "won lost,attended missed,passed failed,survived died,finished unfinished,present absent,"
    "open closed,full empty,free taken,free booked"
).split(",")
_OTHERWISE = [frozenset(pair.split()) for pair in _FATES]


def _hits(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.I) is not None


# --------------------------------------------------------------------------
# The rest

#: What the rest are: "and the rest were rubies".
_REST = re.compile(
    r"\bthe (?:rest|remainder|remaining|others?)(?: \d+)?(?: of (?:them|the \w+))? ([^.,;]+)", re.I
)
#: Two sorts that are all of them: "is either black or white".
EITHER = re.compile(r"\beither (\w+) or (\w+)\b", re.I)


def rest(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """A whole without its parts, where the source says what the rest are and the claim of those."""
    if given or len(told) < 2:
        return None
    named = _REST.search(source)
    if named is None or not _tells_of(claim, named[1]):
        like = [e for e in told if e.item and same_things(result, e)]
        told = like if len(like) == 2 else told
        return _other_kind(result, told, source) or _other_sort(claim, result, told, source)
    whole, *parts = told
    if whole.each or any(e.each or e.figure.span.start > named.start() for e in told):
        return None
    if not all(alike(result, e.figure) and same_things(whole.figure, e) for e in told):
        return None
    return summed(told, [1] + [-1] * len(parts), sure=True)


def _tells_of(claim: str, rest: str) -> bool:
    """Whether a claim says what a source says of the rest: "(the rest) *ride a bus*"."""
    said = {word.stem for word in content_words(claim)}
    told = {word.stem for word in content_words(rest)} - {stem("all")}
    return bool(told) and told <= said


def _other_kind(result: Quantity, told: Sequence[Entry], source: str) -> Reckoned | None:
    """ "40 boys and some girls, 117 children in all": the children that are no boys."""
    for kinds, wholes in KINDS:
        whole = [e for e in told if e.item in wholes and not e.part]
        part = [e for e in told if e.item in kinds]
        if len(told) != 2 or len(whole) != 1 or len(part) != 1 or any(e.each for e in told):
            continue
        if result.item in kinds and result.item != part[0].item:
            sure = re.search(rf"\b{re.escape(result.item)}", source, re.I) is not None
            return summed([whole[0], part[0]], [1, -1], sure=sure)
    return None


def _other_sort(
    claim: str, result: Quantity, told: Sequence[Entry], source: str
) -> Reckoned | None:
    """ "6,048 lambs, either black or white, and 193 white ones": the black ones."""
    turned = told[-1].whole or told[0].figure.value < told[-1].figure.value
    whole, part = (told[-1], told[0]) if turned else (told[0], told[-1])
    if len(told) != 2 or not alike(result, whole.figure) or not same_things(whole.figure, part):
        return None
    either = EITHER.search(source)
    sorts = [frozenset({either[1].lower(), either[2].lower()})] if either else []
    in_all = whole.figure.role is Role.TOTAL or whole.result or part.bare or part.part
    pairs = sorts + (_OPPOSED if in_all and not part.result else [])
    named = part.beside | part.modifiers
    for pair in pairs:
        told_of = pair & named
        asked = {word for word in pair if _hits(word, claim)}
        if len(told_of) == len(asked) == 1 and told_of != asked:
            return summed([whole, part], [1, -1], sure=pair in sorts)
    for pair in _OTHERWISE:
        told_of = pair & (part.ahead | part.beside) - (frozenset() if turned else whole.ahead)
        asked = {word for word in pair if _hits(word, claim)}
        if len(told_of) == len(asked) == 1 and told_of != asked and not whole.result:
            return summed([whole, part], [1, -1], sure=False)
    said = {stem(word) for word in claim.split()} - {whole.item, part.item}
    told_so = {part.verb} | ({stem(w) for w in part.beside} if part.part or part.bare else set())
    if _NOT.search(claim) and said & told_so:
        return summed([whole, part], [1, -1], sure=False)  # "only 16 came", "7 did not come"
    return None


_NOT = re.compile(r"\b(?:not|never|\w+n['’]t)\b", re.I)


# --------------------------------------------------------------------------
# By how much


def difference(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry]
) -> Reckoned | None:
    """ "155 more girls than boys": the difference of two counts, that of the more taken first."""
    word = MORE.search(claim, result.span.end)
    if word is None or given or len(told) != 2 or any(e.each or e.part or e.result for e in told):
        return None
    if not alike(told[0].figure, told[1].figure):
        return None
    ahead, behind = re.split(
        r"\b(?:than|compared(?: to| with)?)\b", claim[word.start() :], maxsplit=1, flags=re.I
    )
    sides = (ahead + claim[: result.span.start], behind)
    order = None
    for names in (_names, _places, _owners):
        order = order or _order(told, sides, names)
    if order is None:
        return None
    first, second = order
    if word[1].lower() in _FEWER:
        first, second = second, first
    value = first.figure.value - second.figure.value
    how = f"{number(first.figure.face)} − {number(second.figure.face)}"
    return Reckoned(value, how, (first.figure, second.figure), sure=True)


def _order(
    told: Sequence[Entry],
    sides: tuple[str, str],
    names_of: Callable[[Entry, Sequence[Entry]], frozenset[str]],
) -> tuple[Entry, Entry] | None:
    """The entries as the claim's two sides name them; None where they do not."""
    named = [[_is_in(names_of(e, told), part) for part in sides] for e in told]
    if named == [[True, False], [False, True]]:
        return told[0], told[1]
    return (told[1], told[0]) if named == [[False, True], [True, False]] else None


def _names(entry: Entry, told: Sequence[Entry]) -> frozenset[str]:
    """What an entry counts, or who has it."""
    item = entry.item[:-1] if len(entry.item) > 3 else entry.item
    return (entry.doer | {item}) - {"", "there"}


def _places(entry: Entry, told: Sequence[Entry]) -> frozenset[str]:
    """Where and when it was, as only its clause says: "6 *during lunch*"."""
    others = [other.beside for other in told if other is not entry]
    return frozenset(w for w in entry.beside.difference(*others) if stem(w) != entry.item)


def _owners(entry: Entry, told: Sequence[Entry]) -> frozenset[str]:
    """Whose it is, as only its clause says before it: "*Lars* weighs 68 kilograms"."""
    return entry.ahead.difference(*[other.ahead for other in told if other is not entry])


def _is_in(names: frozenset[str], words: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}", words, re.I) for name in names)


#: Words by which a claim tells what is wanting, and a source how much there must be.
_WANTING = re.compile(r"\bneed(?:s|ed)?\b.*\bmore\b", re.I)
_MUST_BE = re.compile(r"\b(?:costs?|price|needs?|calls? for|goal|requires?|must)\b", re.I)


def wanting(
    claim: str, result: Quantity, given: Sequence[Quantity], told: Sequence[Entry], source: str
) -> Reckoned | None:
    """How much more is needed: "has $65", "a bicycle that costs $149"."""
    if given or len(told) != 2 or not _WANTING.search(claim) or not _MUST_BE.search(source):
        return None
    if any(e.each for e in told) or not all(same_things(result, e) for e in told):
        return None
    first, second = sorted(told, key=lambda entry: -entry.figure.value)
    return summed([first, second], [1, -1], sure=False)
