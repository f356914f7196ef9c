"""Proper names as spans, with their titles, and whether two of them name one thing.

No parser and no list of given names: runs of capitalised words, joined by the
particles names have ("de", "van", "al-") and, in names of bodies, by "of" and
"for"; a title is cut off in front. The first word of a sentence is a name only
where something else says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from claimcheck.namewords import (
    ALIASES,
    BODY_NAMES,
    BODY_WORDS,
    CALENDAR,
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
from claimcheck.text.words import STOPWORDS
from claimcheck.types import Name, Slot, Span

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽĐİ]|(?:al|el|an)-[A-Z]|[dDlL]['’][A-Z])"
_TOKEN = re.compile(
    rf"\b(?:(?:[A-Z]\.){{2,}}|[A-Z]\.(?=\s)|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Prof"
    rf"|Rev|Hon|St|Jr|Sr)\.|{_CAP}[^\W_]*(?:[-'’&][^\W_]+)*)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LINK = re.compile(
    r"\s+(?:(?P<particle>(?:" + "|".join(sorted(PARTICLES, key=len, reverse=True)) + r")\s+)+"
    r"|(?P<of>(?:of|for)\s+(?:the\s+)?)|(?P<and>(?:and|&)\s+))?"
)
_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[\n\r]\s*|[“\"«(\[·•‘]\s*|''\s*)$")
_BINDING = frozenset("of the for and".split())
#: Bodies whose names join two fields: "Department of Health and Human Services".
_JOINED = frozenset("department ministry secretary minister office centers centres center".split())
_SAYS = re.compile(r"\s+(?:said|says|told|tells|wrote|writes|added|tweeted|announced|replied)\b")
_LOWER_TITLE = re.compile(r"((?:[a-z]+(?:-[a-z]+)?\s+){1,5})$")


class Kind(Enum):
    """What a name names, as far as its words tell."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    ROLE = "role"
    VAGUE = "vague"


# --------------------------------------------------------------------------
# Finding


#: Texts up to this many characters are remembered: sentences, titles and claims are read for
#: their names once for each pair they stand in.
_SHORT = 800


def find_names(text: str) -> tuple[Name, ...]:
    """The proper names of `text` in order; ``name.span.of(text) == name.text``.

    `titles` holds what stands before the name and is not part of it ("White House Press
    Secretary", "spokesman"). A title that stands alone ("US President") is a
    name without titles.
    """
    return _remembered(text) if len(text) <= _SHORT else _found(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Name, ...]:
    return _found(text)


def _found(text: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for tokens in _runs(text):
        name = _name(text, tokens)
        if name is None:
            continue
        if found and _announces(text, found[-1], name):
            title = found.pop()
            name = Name(name.span, name.text, (*title.titles, title.text))
        found.append(name)
    return tuple(found)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words that may be one name with its titles."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _continues(text, run, token):
            yield run
            run = []
        if _breaks(token.group()) and not (run and _is_surname(text, token)):
            if run:
                yield run
            run = []
            continue
        run.append(token)
    if run:
        yield run


def _is_surname(text: str, token: re.Match[str]) -> bool:
    """Whether a month's name right behind a name is a surname: "Theresa May", no day after it."""
    return (
        token.group() in ("May", "March", "April", "June", "August")
        and re.match(r",?\s*\d", text[token.end() :]) is None
    )


def _breaks(token: str) -> bool:
    """Capitalised, and no part of a name: days, months, function words of a headline."""
    lowered = _bare(token).lower()
    return lowered in CALENDAR or (lowered in STOPWORDS and not token.isupper())


def _continues(text: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    last = run[-1].group()
    if _POSSESSIVE.search(last) and _bare(last) != last:
        return False
    link = _LINK.fullmatch(text, run[-1].end(), token.start())
    if link is None or "\n" in link.group():
        return False
    if link["of"]:
        return _bare(last).lower() in BODY_WORDS | TITLE_HEADS
    if link["and"]:
        joined = run[0].group().lower() in _JOINED and len(run) > 1
        return link["and"].strip() == "&" or joined
    return True


def _name(text: str, tokens: list[re.Match[str]]) -> Name | None:
    """The name in a run: without what only begins the sentence, its titles cut off."""
    while tokens and _starts(text, tokens[0]) and not _names_at_start(text, tokens):
        tokens = tokens[1:]
    if not tokens or (len(tokens) == 1 and not _may_stand_alone(tokens[0].group())):
        return None
    end = tokens[-1].start() + len(_bare(tokens[-1].group()))
    cut = _title_end([_bare(t.group()) for t in tokens])
    titles: tuple[str, ...] = ()
    if cut:
        titles = (text[tokens[0].start() : tokens[cut - 1].end()],)
        tokens = tokens[cut:]
    span = Span(tokens[0].start(), end)
    if not titles and (lower := _lower_title(text, span.start)):
        titles = (lower,)
    return Name(span, span.of(text), titles)


def _may_stand_alone(token: str) -> bool:
    """A lone capital letter or the pronoun is no name."""
    bare = _bare(token).rstrip(".")
    return len(bare) > 1 and (bare.lower() not in VAGUE or bare in ("US", "WHO"))


def _starts(text: str, token: re.Match[str]) -> bool:
    return _START.search(text, max(0, token.start() - 8), token.start()) is not None


def _names_at_start(text: str, tokens: list[re.Match[str]]) -> bool:
    """Whether the word that begins a sentence belongs to a name."""
    first = tokens[0].group()
    bare = _bare(first)
    lowered = bare.lower()
    if country(bare) or lowered in TITLE_HEADS or lowered in BODY_NAMES:
        return True
    if bare.isupper() and len(bare) > 1:
        return lowered not in STOPWORDS or bare in ("US", "WHO")
    if lowered in STOPWORDS or lowered in COMMON_STARTS:
        return False
    if len(tokens) > 1 or bare != first:
        return True
    if _SAYS.match(text, tokens[0].end()):
        return True
    return not re.search(r"(?:ing|ed|ly|tion|tions|ment|ments|ness)$", lowered)


def _title_end(tokens: list[str]) -> int:
    """How many leading tokens are title; 0 where all of it is the name."""
    cut = 0
    i = 0
    while i < len(tokens):
        if tokens[i].lower().rstrip(".") in TITLE_HEADS:
            cut = i + 1
            rest = [t.lower() for t in tokens[cut:]]
            for size in (3, 2, 1):
                if " ".join(rest[:size]) in DEPARTMENTS and len(rest) > size:
                    cut += size
                    break
            i = cut
        else:
            i += 1
    rest = [t.lower() for t in tokens[cut:]]
    if cut >= len(tokens) or any(t in BODY_WORDS for t in rest):
        return 0
    return 0 if " ".join(rest) in DEPARTMENTS else cut


#: How far before a name its title in small letters may begin, in characters.
_TITLE_REACH = 80


def _lower_title(text: str, at: int) -> str:
    """A title in small letters right before a name: "press secretary", "chief executive"."""
    match = _LOWER_TITLE.search(text, max(0, at - _TITLE_REACH), at)
    if match is None:
        return ""
    words = match[1].split()
    if words[-1] not in TITLE_HEADS:
        return ""
    kept = [words.pop()]
    while words and words[-1] in TITLE_MODIFIERS:
        kept.insert(0, words.pop())
    return " ".join(kept)


def _announces(text: str, before: Name, name: Name) -> bool:
    """Whether `before` is the title of `name` in apposition: "the Chief Secretary, A. B., said"."""
    return (
        text[before.span.end : name.span.start] == ", "
        and not name.titles
        and kind(before.text) is Kind.ROLE
        and kind(name.text) is Kind.PERSON
        and text[name.span.end : name.span.end + 1] == ","
    )


# --------------------------------------------------------------------------
# Comparing


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
    stripped = _POSSESSIVE.sub("", stripped)
    lowered = stripped.lower()
    if lowered in ALIASES and (len(lowered) > 3 or stripped.isupper() or stripped == "Fed"):
        return _parse(ALIASES[lowered])
    if land := country(stripped):
        return Kind.PLACE, (), (land,)
    if not stripped or lowered in VAGUE:
        return Kind.VAGUE, (), ()
    tokens = [_bare(t.group()) for t in _TOKEN.finditer(stripped)]
    before = _before_capital(stripped.split())
    if not tokens or not set(before) <= TITLE_HEADS | TITLE_MODIFIERS | PARTICLES | {"of", "the"}:
        return Kind.VAGUE, (), ()
    if _describes(stripped):
        return Kind.VAGUE, (), ()
    if _is_role(tokens):
        return Kind.ROLE, _title_words(stripped), ()
    cut = _title_end(tokens)
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
            (country(_bare(w)) or w.lower().strip(".,"))
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
    if a <= b or b <= a:
        return Slot.SAME
    shared = a & b
    own = (a - shared) | (b - shared)
    if not shared or shared <= {_fold(w) for w in BODY_WORDS} or any(country(w) for w in own):
        return Slot.DIFFERENT
    return Slot.UNKNOWN


def _acronym_of(short: str, long: str) -> bool:
    """Whether `short` is the capital letters of `long`, which may be of two words or more."""
    letters = _bare(re.sub(r"^(?:the|a|an)\s+", "", short.strip(), flags=re.IGNORECASE))
    letters = letters.replace(".", "")
    words = [_bare(t.group()) for t in _TOKEN.finditer(long)]
    if not letters.isupper() or len(words) < 2:
        return False
    return letters in ("".join(w[0] for w in words), "".join(w[0] for w in words if w != "The"))


def _bare(token: str) -> str:
    """A token without its possessive ending; "Psaki's" is "Psaki", "Texas'" is "Texas"."""
    bare = _POSSESSIVE.sub("", token)
    return bare if len(bare) > 1 else token


def _fold(token: str) -> str:
    """A name's word as compared: no accents, and one spelling for y, i, ii and doubled letters."""
    plain = unicodedata.normalize("NFKD", token.replace("’", "'")).encode("ascii", "ignore")
    lowered = plain.decode().lower().replace(".", "").replace("'", "")
    if len(lowered) <= 3:
        return lowered
    lowered = lowered.replace("yy", "y").replace("iy", "y").replace("y", "i").replace("j", "i")
    return re.sub(r"(.)\1", r"\1", lowered)


_NICKNAMES = {_fold(short): _fold(long) for short, long in NICKNAMES.items()}
