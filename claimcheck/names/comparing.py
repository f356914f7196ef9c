"""What a name names, and whether two names name one thing."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from claimcheck.names.tokens import POSSESSIVE, TOKEN, title_end, without_possessive
from claimcheck.namewords import (
    ALIASES,
    BODY_NAMES,
    BODY_WORDS,
    COMMON_STARTS,
    DEPARTMENTS,
    FAMILY_FIRST,
    NICKNAMES,
    PARTICLES,
    SURNAMES,
    TITLE_HEADS,
    TITLE_MODIFIERS,
    VAGUE,
)
from claimcheck.places import country
from claimcheck.types import Slot

_BINDING = frozenset("of the for and".split())


class Kind(Enum):
    """What a name names, as far as its words tell."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    ROLE = "role"
    VAGUE = "vague"


def kind(text: str) -> Kind:
    """What `text`, a name as written with or without titles, names."""
    return _parse(text)[0]


@lru_cache(maxsize=65536)
def compare_names(a: str, b: str) -> Slot:
    """Whether two names as written, titles included, name the same person or body.

    SAME by surname, initials, acronym, demonym or a title both bear; DIFFERENT for
    two clear persons, bodies or countries. A person and a body are UNKNOWN, since a person may
    speak for it, and so are pronouns, descriptions and a title beside a name.
    """
    kind_a, titles_a, words_a = _parse(a)
    kind_b, titles_b, words_b = _parse(b)
    if Kind.VAGUE in (kind_a, kind_b):
        return Slot.UNKNOWN
    if words_a == words_b and titles_a == titles_b:
        return Slot.SAME
    if Kind.ROLE in (kind_a, kind_b):
        return _compare_roles((kind_a, titles_a, words_a), (kind_b, titles_b, words_b))
    if _acronym_of(a, b) or _acronym_of(b, a):
        return Slot.SAME
    if kind_a is not kind_b:
        return Slot.UNKNOWN
    if kind_a is Kind.PERSON:
        return _compare_persons(words_a, words_b, bool(titles_a), bool(titles_b))
    if kind_a is Kind.PLACE:
        return Slot.SAME if words_a == words_b else Slot.DIFFERENT
    return _compare_bodies(frozenset(words_a), frozenset(words_b))


_Parsed = tuple[Kind, tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=65536)
def _parse(text: str) -> _Parsed:
    """Kind, title words and name words (folded) of a name as written."""
    stripped = re.sub(r"^(?:the|a|an)\s+", "", text.strip(" ,.;:"), flags=re.IGNORECASE)
    stripped = POSSESSIVE.sub("", stripped)
    lowered = stripped.lower()
    if lowered in ALIASES and (len(lowered) > 3 or stripped.isupper() or stripped == "Fed"):
        return _parse(ALIASES[lowered])
    if land := country(stripped):
        return Kind.PLACE, (), (land,)
    if not stripped or lowered in VAGUE:
        return Kind.VAGUE, (), ()
    tokens = [without_possessive(t.group()) for t in TOKEN.finditer(stripped)]
    before = _before_capital(stripped.split())
    if not tokens or not set(before) <= TITLE_HEADS | TITLE_MODIFIERS | PARTICLES | {"of", "the"}:
        return Kind.VAGUE, (), ()
    if _describes(stripped):
        return Kind.VAGUE, (), ()
    if _is_role(tokens):
        return Kind.ROLE, _title_words(stripped), ()
    cut = title_end(tokens)
    titles = _title_words(" ".join([*before, *tokens[:cut]]))
    folded = (_fold(t) for t in tokens[cut:] if t.lower() not in ("jr.", "sr.", "jr", "sr"))
    name = tuple(word for word in folded if word)
    if not name:
        return Kind.VAGUE, (), ()
    whole = " ".join(tokens[cut:]).lower()
    body = whole in BODY_NAMES or any(t.lower() in BODY_WORDS for t in tokens[cut:])
    acronym = len(name) == 1 and tokens[cut].isupper() and len(tokens[cut]) > 1 and not cut
    if body or acronym or "&" in text:
        return Kind.BODY, titles, tuple(_country_or(t) for t in tokens[cut:])
    return Kind.PERSON, titles, name


def _describes(text: str) -> bool:
    """Whether small letters follow the capitals: "Kenyan military spokesman", "People nearby"."""
    first, *words = re.sub(r"[,(].*", "", text).split() or [""]
    if not words:
        return first.lower() in COMMON_STARTS and not first.isupper()
    small = {w for w in words if w.islower() and w.isalpha()}
    known = PARTICLES | TITLE_HEADS | TITLE_MODIFIERS | _BINDING
    return not small <= known or (bool(small) and words[-1] in TITLE_HEADS)


def _is_role(tokens: list[str]) -> bool:
    """Whether the tokens are a title with nobody's name: "US President", "Secretary of State"."""
    lowered = [t.lower().rstrip(".") for t in tokens]
    if lowered[-1] in TITLE_HEADS:
        given = lowered[0] not in TITLE_HEADS | TITLE_MODIFIERS | BODY_WORDS
        return not (
            len(tokens) == 2 and lowered[1] in SURNAMES and given and not country(tokens[0])
        )
    return any(
        word in TITLE_HEADS and " ".join(lowered[i + 1 :]) in DEPARTMENTS
        for i, word in enumerate(lowered)
    )


def _before_capital(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not word.islower():
            break
        kept.append(word)
    return kept


def _country_or(token: str) -> str:
    return country(token) or _fold(token)


def _title_words(title: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            (country(without_possessive(w)) or w.lower().strip(".,"))
            for w in title.split()
            if w.lower() not in ("of", "the", "former", "then", "acting", "-")
        )
    )


def _compare_roles(a: _Parsed, b: _Parsed) -> Slot:
    """A title alone is the same as a name that bears all of it; else nobody can tell."""
    if a[0] is not Kind.ROLE:
        a, b = b, a
    if b[0] is Kind.ROLE:
        return Slot.SAME if a[1] == b[1] else Slot.UNKNOWN
    return Slot.SAME if b[1] and set(a[1]) <= set(b[1]) else Slot.UNKNOWN


def _compare_persons(
    a: tuple[str, ...], b: tuple[str, ...], titled_a: bool, titled_b: bool
) -> Slot:
    if len(a) > len(b):
        a, b, titled_a, titled_b = b, a, titled_b, titled_a
    if len(a) == 1:
        if _same_surname(a[0], b[-1]) is not Slot.DIFFERENT:
            return _same_surname(a[0], b[-1])
        if a[0] in b:
            return Slot.SAME if titled_a or a[0] in FAMILY_FIRST else Slot.UNKNOWN
        return Slot.DIFFERENT
    if set(a) == set(b):  # family name first or last
        return Slot.SAME
    given = _same_given(a[:-1], b[:-1])
    surname = _same_surname(a[-1], b[-1])
    if surname is Slot.SAME:
        return Slot.SAME if given else Slot.DIFFERENT
    if surname is Slot.UNKNOWN:
        return Slot.SAME if given else Slot.UNKNOWN
    return Slot.UNKNOWN if set(a) <= set(b) else Slot.DIFFERENT


def _same_surname(a: str, b: str) -> Slot:
    """SAME when equal or parts of a double name; UNKNOWN one letter apart (a slip or another)."""
    if a == b or a in b.split("-") or b in a.split("-"):
        return Slot.SAME
    if min(len(a), len(b)) >= 5 and _one_letter_apart(a, b):
        return Slot.UNKNOWN
    return Slot.DIFFERENT


def _one_letter_apart(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i + 1 :] == b[i:] or a[i:] == b[i + 1 :]


def _same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two lists of given names share one: equal, initial, short form or nickname."""
    return any(
        x == y
        or (min(len(x), len(y)) != 2 and _starts_other(x, y))
        or _NICKNAMES.get(x, x) == _NICKNAMES.get(y, y)
        for x in a
        for y in b
    )


def _starts_other(x: str, y: str) -> bool:
    return x.startswith(y) or y.startswith(x)


def _compare_bodies(a: frozenset[str], b: frozenset[str]) -> Slot:
    if a <= _FORMS or b <= _FORMS:  # "Corp" alone is any company
        return Slot.SAME if a == b else Slot.UNKNOWN
    if a <= b or b <= a:
        return Slot.SAME
    shared = a & b
    own = (a - shared) | (b - shared)
    if not shared or shared <= {_fold(w) for w in BODY_WORDS} or any(country(w) for w in own):
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def _acronym_of(short: str, long: str) -> bool:
    """Whether `short` is the capital letters of `long`, which may be of two words or more."""
    letters = without_possessive(
        re.sub(r"^(?:the|a|an)\s+", "", short.strip(), flags=re.IGNORECASE)
    )
    letters = letters.replace(".", "")
    words = [without_possessive(t.group()) for t in TOKEN.finditer(long)]
    if not letters.isupper() or len(words) < 2:
        return False
    firsts = [w.replace(".", "") if "." in w[1:-1] else w[0] for w in words if w != "The"]
    # "UNHCR" leaves out "for", and "U.S. Geological Survey" brings its initials along.
    return letters in ("".join(firsts), "".join(w[0] for w in words)) or letters == "".join(
        first for first in firsts if first[0].isupper()
    )


def _fold(token: str) -> str:
    """A name's word as compared: no accents, and one spelling for y, i, ii and doubled letters."""
    plain = unicodedata.normalize("NFKD", token.replace("’", "'")).encode("ascii", "ignore")
    lowered = plain.decode().lower().replace(".", "").replace("'", "")
    if len(lowered) <= 3:
        return lowered
    lowered = lowered.replace("yy", "y").replace("iy", "y").replace("y", "i").replace("j", "i")
    return re.sub(r"(.)\1", r"\1", lowered)


#: Words that only tell what sort of company one is.
_FORMS = frozenset(
    map(_fold, "corp corporation inc incorporated co company ltd limited plc".split())
)
_NICKNAMES = {_fold(short): _fold(long) for short, long in NICKNAMES.items()}
