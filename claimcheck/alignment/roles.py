"""Who does what: whether a sentence gives a verb of the claim to the one to whom the claim does.

Two sentences can have the same words and say that one beat the other, and that the other did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from claimcheck.alignment.parties import differ, is_same
from claimcheck.text.clauses import Predicate, predicates
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import STOPWORDS, content_words, stem
from claimcheck.types import Name, Reading, RolePair, Slot, Span

#: Verbs that tell nothing of who does what: what is said is judged as an attribution.
_IDLE = frozenset(
    canonical(stem(word))
    for word in """
    say tell add claim state note warn argue insist write believe think know deny be become have do
    get
    """.split()
)
#: Those that tell what is said where no object follows, and a deed else: "reported a fall".
_TOLD = frozenset(canonical(stem(word)) for word in "announce report confirm declare".split())
#: What two do with each other, so that it may be told of either.
_MUTUAL = frozenset(
    canonical(stem(word))
    for word in """
    meet marry wed divorce merge face play border fight join agree talk discuss speak trade compete
    share partner collaborate cooperate debate date differ battle clash negotiate correspond
    """.split()
)
#: What one may do in return, so that its reverse is no contradiction.
_RETURNED = frozenset(
    canonical(stem(word))
    for word in """
    attack accuse criticize blame threaten bomb shell visit love hate insult mock praise contact
    phone
    """.split()
)
#: A description with an article, which may be of somebody named: "the teenager".
_DESCRIBED = re.compile(r"^\W*(?:the|a|an|his|her|its|their|our)\s+[a-z]", re.I)


#: What a sentence of several clauses has.
_SEVERAL = re.compile(r"[,;:]|\b(?:but|while|who|which)\b")


def pair(claim: Reading, evidence: Reading) -> tuple[RolePair, ...]:
    """Each verb of the claim that the evidence has too, with whether both give it to the same."""
    if not (claim.names or evidence.names or _SEVERAL.search(evidence.text)):
        return ()  # a look that spares most plain sentences the rest
    shared = {word.stem for word in claim.words} & {p.stem for p in _predicates(evidence.text)}
    mine = [p for p in _predicates(claim.text, frozenset(shared)) if canonical(p.stem) not in _IDLE]
    mine = [p for p in mine if p.transitive or canonical(p.stem) not in _TOLD]
    if not mine:
        return ()
    wanted = frozenset(canonical(p.stem) for p in mine)
    if wanted.isdisjoint(canonical(word.stem) for word in evidence.words):
        return ()
    found: list[RolePair] = []
    theirs = _told(evidence.text, wanted)
    for a in mine:
        made = [
            _pair(a, claim, b, evidence, theirs)
            for b in theirs
            if canonical(b.stem) == canonical(a.stem)
        ]
        found += _settled([each for each in made if each is not None])
    return tuple(found)


@lru_cache(maxsize=4096)
def _predicates(text: str, known: frozenset[str] = frozenset()) -> tuple[Predicate, ...]:
    return predicates(text, known)


def _told(text: str, wanted: frozenset[str]) -> tuple[Predicate, ...]:
    known = frozenset(w.stem for w in content_words(text) if canonical(w.stem) in wanted)
    return _predicates(text, known)


def _settled(made: list[RolePair]) -> Iterator[RolePair]:
    """The pairs of one verb: where one gives it to the same, the others are of something else."""
    same = [each for each in made if each.doer is Slot.SAME]
    if same:
        yield same[0]
    elif made and all(each.doer is Slot.DIFFERENT for each in made):
        yield made[0]


def _pair(
    a: Predicate, claim: Reading, b: Predicate, evidence: Reading, told: tuple[Predicate, ...]
) -> RolePair:
    ours, others = _doer(a, b), _doer(b, a)
    if ours is None or others is None or _led_in(ours, claim):
        return RolePair(a.verb, b.verb, a.verb, b.verb, Slot.UNKNOWN)
    others_told = [p.subject for p in told if p.subject is not None and p.subject != others]
    after = Span(b.verb.end, b.rest.end)
    slot, place = _compare(ours, claim, others, after, others_told, evidence)
    mutual = canonical(a.stem) in _MUTUAL
    ergative = a.transitive is not b.transitive and not a.passive | b.passive
    if slot is Slot.DIFFERENT and place and (ergative or mutual):
        slot = Slot.UNKNOWN  # "the film stars Lee" and "Lee stars in the film"
    exchanged = slot is Slot.DIFFERENT and _is_exchanged(a, ours, claim, b, others, evidence)
    return RolePair(ours, others, a.verb, b.verb, slot, exchanged)


#: A subject with something before it that no comma parts from it: "In May the prime minister".
_LED_IN = re.compile(r"(?:in|on|at|for|with|by|from|to|after|before|since|during|under)\b", re.I)


def _led_in(subject: Span, claim: Reading) -> bool:
    said = claim.text[: subject.end].lstrip()
    return _LED_IN.match(subject.of(claim.text)) is not None or (
        subject.start > 0 and _LED_IN.match(said) is not None and "," not in said
    )


def _doer(one: Predicate, other: Predicate) -> Span | None:
    """What stands in the part that both tell: who does it, or to whom it is done."""
    if one.passive and other.passive and not (one.agent and other.agent):
        return one.subject
    return one.agent if one.passive else one.subject


def _compare(
    ours: Span,
    claim: Reading,
    others: Span,
    after: Span,
    subjects: Sequence[Span],
    evidence: Reading,
) -> tuple[Slot, bool]:
    """Whether two subjects are of one, and whether the first is an object in the evidence.

    DIFFERENT only where another is in the place of the first.
    """
    names, here = _names_in(claim, ours), _names_in(evidence, others)
    if not names:
        return _compare_nouns(ours, claim, others, subjects, evidence), False
    if any(is_same(name, here) for name in names) or _shares_words(names, others, evidence):
        return Slot.SAME, False
    places = [
        n.span
        for n in evidence.names
        if not others.contains(n.span) and any(is_same(name, [n]) for name in names)
    ]
    behind = any(
        after.contains(span) and not any(s.contains(span) for s in subjects) for span in places
    )
    if any(differ(name, claim, n, evidence) for name in names for n in here):
        known = bool(places) or any(_is_near(name, evidence) for name in names)
        return Slot.DIFFERENT if known else Slot.UNKNOWN, behind
    words = (w.span.shifted(ours.start) for w in content_words(ours.of(claim.text)))
    alone = all(any(name.span.contains(word) for name in names) for word in words)
    return Slot.DIFFERENT if behind and not here and alone else Slot.UNKNOWN, behind


def _compare_nouns(
    ours: Span, claim: Reading, others: Span, subjects: Sequence[Span], evidence: Reading
) -> Slot:
    """The same of subjects without names, by their heads: "the airport", "the coastal highway"."""
    head, theirs = _head(ours.of(claim.text)), _heads(others.of(evidence.text))
    if head is None or not theirs or any(ours.contains(q.span) for q in claim.quantities):
        return Slot.UNKNOWN
    if head in theirs:
        return Slot.SAME
    if _names_in(evidence, others) or _CAPITAL.search(ours.of(claim.text), 4):
        return Slot.UNKNOWN
    for subject in subjects:
        if _head(subject.of(evidence.text)) == head and not subject.overlaps(others):
            low, high = sorted((subject.end, others.start))
            if subject.end > others.start:
                low, high = others.end, subject.start
            if _CONTRAST.search(evidence.text, low, high):
                return Slot.DIFFERENT
    return Slot.UNKNOWN


#: Joins two statements of which each has a subject of its own.
_CONTRAST = re.compile(
    r"\b(?:but|while|whereas|and)\s+(?:the\s+|a\s+|an\s+)?$|\b(?:but|while|whereas)\b", re.I
)
_CAPITAL = re.compile(r"\b[A-Z]")


def _heads(phrase: str) -> set[str]:
    return {canonical(word.stem) for word in content_words(phrase)}


_PHRASE_END = re.compile(r",|\s(?:of|in|on|at|for|with|by|from|to|into|over|under|between|among)\s")


def _head(phrase: str) -> str | None:
    """The noun a phrase is about: its last content word before a preposition."""
    found = content_words(_PHRASE_END.split(phrase.strip())[0])
    return canonical(found[-1].stem) if found else None


def _names_in(reading: Reading, span: Span) -> list[Name]:
    return [name for name in reading.names if span.contains(name.span)]


def _shares_words(names: Iterable[Name], span: Span, evidence: Reading) -> bool:
    """Whether a word of one of the names stands in a span, as a name or not."""
    had = {word.stem for word in content_words(span.of(evidence.text))}
    return any(word.stem in had for name in names for word in content_words(name.text))


def _is_near(name: Name, evidence: Reading) -> bool:
    """Whether the article or what stands around the sentence names one."""
    context = evidence.context
    around = f"{context.before}\n{context.after}\n{context.title or ''}"
    return name.text in around or name.text in context.names


def _is_exchanged(
    a: Predicate, ours: Span, claim: Reading, b: Predicate, others: Span, evidence: Reading
) -> bool:
    """Whether the two whom the claim names stand in each other's places, sure beyond doubt."""
    if canonical(a.stem) in _MUTUAL | _RETURNED:
        return False
    doers, given = _names_in(claim, ours), _names_in(evidence, others)
    if len(doers) != 1 or len(given) != 1:
        return False
    receivers, received = (
        _names_in(reading, span) if (span := one.subject if one.passive else one.rest) else []
        for one, reading in ((a, claim), (b, evidence))
    )
    return (
        bool(receivers and received)
        and is_same(receivers[0], given)
        and is_same(received[0], doers)
        and _stands_right_behind(received[0], b, evidence)
        and _stands_right_behind(receivers[0], a, claim)
    )


def _stands_right_behind(name: Name, one: Predicate, reading: Reading) -> bool:
    """Whether a name is the object of an active verb, with nothing but its titles between."""
    if one.passive:
        return True
    between = content_words(reading.text[one.verb.end : name.span.start])
    titles = {stem(word) for title in name.titles for word in title.split()}
    return all(word.stem in titles for word in between) and not any(
        word in STOPWORDS - {"the"} and word not in ("his", "her", "the")
        for word in reading.text[one.verb.end : name.span.start].lower().split()
    )
