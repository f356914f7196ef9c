"""What verbs do to how many somebody has: get, lose, give, take, put, come and go.

A table by hand, because no resource says it: WordNet has "give" and "take" among verbs of
possession and not which side has fewer afterwards. Only verbs that say so by themselves are in it;
what may go either way ("cut", "change", "move", "serve") is not, and an operation with such a verb
is not told.
"""

from __future__ import annotations

from enum import Enum

from claimcheck.text.words import stem


class Deed(Enum):
    """What is done, by its effect on the count of who does it and of the other one named."""

    HAVE = "have"  # none
    GAIN = "gain"  # the doer has more, and "from" whom has less
    LOSS = "loss"  # the doer has less, and nobody more
    GIVE = "give"  # the doer has less, and "to" whom has more
    TAKE = "take"  # as a gain; of a place or a whole, it has less
    PUT = "put"  # where it is put there are more
    COME = "come"  # of those counted: there are more where they come to
    GO = "go"  # of those counted: there are fewer where they were
    MARK = "mark"  # none: a torn card is still a card


_VERBS = {
    Deed.HAVE: "have had has hold own possess keep contain is are was were be been start begin",
    Deed.GAIN: "get find buy purchase receive earn win pick collect gather harvest catch make bake"
    " build produce borrow acquire obtain inherit adopt hire recruit gain order import save capture"
    " score blow grow download",
    Deed.LOSS: "lose eat use spend sell break discard throw drop drink burn delete remove donate"
    " waste destroy felled close cancel dismiss scrap consume release return export shed cull fire"
    " demolish sink retire pop misplace kill spill recall trash",
    Deed.GIVE: "give hand lend send pay pass transfer ship award",
    Deed.TAKE: "take steal withdraw seize borrow",
    Deed.PUT: "put place add plant load insert deposit install fill pour",
    Deed.COME: "join arrive come board enter enrol enroll hatch land show",
    Deed.GO: "leave depart go fly run walk swim escape flee die quit resign withdraw sink melt"
    " burst desert defect die perish vanish disappear fall",
    Deed.MARK: "tear rip crack scratch damage injure wound paint",
}
#: Stems of what somebody may do to the things of others: "her cat *ate* 6", not "her cat lost 6".
HARMING = frozenset(
    stem(word) for word in "eat drink pop burst break burn destroy kill steal ruin".split()
)
#: Particles that make a loss of another deed ("gave away", "threw out", "got off").
_AWAY = frozenset("away out off".split())
#: Verbs that "out" and "off" make a loss of ("poured out").
_OUT = frozenset(stem(word) for word in "pour drain scoop dump tip sweep wash".split())
#: Verbs that a particle makes something else of: "make up", "take over", "break up", "run out".
_PHRASAL = frozenset("up over on in down".split())
_PHRASALS_KEPT = frozenset({"pick", "blow", "use", "save", "eat", "drink", "give", "end"})

#: Where a verb is in two rows ("borrow"), the first one holds.
_BY_STEM = {stem(word): deed for deed in reversed(Deed) for word in _VERBS[deed].split()}
#: Deeds of those counted, the figure being their subject: "88 left", "88 were felled".
_MOVES = {stem(word): deed for deed in (Deed.COME, Deed.GO) for word in _VERBS[deed].split()}
_DONE_TO = {
    stem(word): deed
    for deed in (Deed.PUT, Deed.TAKE, Deed.LOSS, Deed.MARK)
    for word in _VERBS[deed].split()
} | {stem(word): Deed.PUT for word in "hire recruit bear build".split()}
#: Those who are handed on leave where they were: "10 were *transferred* to the coast".
_DONE_TO |= {stem(word): Deed.GO for word in _VERBS[Deed.GIVE].split()}
#: What those who are still there may be doing: "20 ducks are swimming".
_ABOUT = frozenset(stem(word) for word in "fly run walk swim".split())
_GETTING = {"on": Deed.COME, "off": Deed.GO}
#: What is done where more come: "5,120 people *moved in*".
_HITHER = {
    "in": frozenset(stem(word) for word in "move walk run fly drive sail".split()),
    "on": frozenset(stem(word) for word in "jump hop climb step".split()),
}
_AUXILIARIES = frozenset("is are was were be been being has have had having got get".split())


def deed_of(verb: str, after: str = "") -> Deed | None:
    """What the subject of a verb does to counts of its object; None where it is not known.

    `after` is the word behind the verb.
    """
    key = stem(verb)
    deed = _BY_STEM.get(key)
    if after in _AWAY and key in _OUT:
        return Deed.LOSS
    if after in _AWAY and deed in (Deed.GIVE, Deed.GAIN, Deed.TAKE):
        return Deed.LOSS if deed is Deed.GIVE else None
    if after in _PHRASAL and key not in _PHRASALS_KEPT and deed is not Deed.HAVE:
        return None
    return deed


def is_deed(verb: str) -> bool:
    """Whether a word is a verb of the table."""
    return stem(verb) in _BY_STEM


def befalls(verb: str, after: str, *, passive: bool) -> Deed | None:
    """What a verb says of those counted that are its subject; None where it is not known."""
    key = stem(verb)
    if key == "get" and after in _GETTING:
        return _GETTING[after]
    if key == "show":
        return Deed.COME if after == "up" else None
    if after in _HITHER and key in _HITHER[after]:
        return Deed.COME
    if after == "away" and not passive:
        return Deed.GO  # "sailed away"
    if passive and verb.endswith("ing"):
        return Deed.HAVE if key in _ABOUT else _MOVES.get(key, Deed.HAVE)
    if passive:
        return _DONE_TO.get(key)
    return _MOVES.get(key)


def is_auxiliary(word: str) -> bool:
    """Whether a word only helps a verb ("88 *were* felled")."""
    return word in _AUXILIARIES
