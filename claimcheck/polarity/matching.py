"""Which statements of a claim the evidence makes as well, and whether either denies them.

Precision first: a statement is paired only where everything that the denying side
says of it the other side says too, so that a denial of the one never meets
an affirmation of another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.names import compare_names
from claimcheck.polarity.antonyms import DIRECTIONS, OPPOSITES
from claimcheck.polarity.cues import clauses, partial_denials, rankings, sentence
from claimcheck.text.covers import Cover
from claimcheck.text.remembered import meeting, remembered
from claimcheck.text.words import content_words, stem
from claimcheck.types import Name, PolarityPair, Reading, Slot, Span, Word

#: How many pairs of clauses of a claim and a sentence are compared at most. Beyond that (71 on each
#: side, or 5,000 beside a single one) the last are of no pair.
MEETINGS = 5_000
#: Words of a statement, its predicate included, below which it says too little to compare.
_FEWEST_UNITS = 2
#: The same where the subject is a pronoun, which may be anybody.
_FEWEST_WITHOUT_SUBJECT = 3

_POSSIBLE = re.compile(
    r"\b(?:(?-i:may|might)|could|perhaps|possibly|maybe|reportedly|allegedly|supposedly|likely|unlikely"
    r"|consider\w*|plan(?:s|ned|ning)?|propos\w+|want\w*|hop(?:e|es|ed|ing)|expect\w*|intend\w*"
    r"|threat\w*|seek\w*|sought|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|demand\w*|try|tries|tried|trying"
    r"|attempt\w*|appear\w*|seem\w*|suggest\w*|fear\w*|warn\w*|ought)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|whether|wonder\w*|would\s+have|had\s+been\s+going)\b|\?", re.IGNORECASE
)
_DOUBTED = re.compile(
    r"\b(?:rumou?r\w*|speculat\w+|suspicion\w*|false|untrue|hoax|myth|wrong|incorrect\w*|fake"
    r"|contrary|mistaken\w*|denied|denies|deny)\b",
    re.IGNORECASE,
)
_MODALS = re.compile(r"\b(?:can(?=not|n['’]t|\b)|should|must|ought|ca(?=n['’]t))", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|would|shall|wo(?=n['’]t)|going\s+to)\b|\w['’]ll\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did(?:n['’]t)?|was(?:n['’]t)?|were(?:n['’]t)?|had|has|have)\b|\w{3}ed\b")
#: What holds no longer held once: a sentence on then does not say that it holds.
_OVER = re.compile(r"\bno\s+longer\b|\bany\s?more\b|\bany\s+longer\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:is|are|has|have|been)\b", re.IGNORECASE)
_PRONOUN_SUBJECT = re.compile(
    r"^\W*(?:(?:no|yes|and|but)\W+)?(?:he|she|it|they|we|i|this|that|these|those|there)\b"
    r"|^\W*(?:did|do|does|is|are|was|were|has|have|had|will|would|can|not|never)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:(?:will|would|shall|has|have|had|is|are|was|were|did|does|do|been|be|being|can|should|must"
    r"|it\s+is)\s+)+$",
    re.IGNORECASE,
)
#: Figures, and the months whose names are function words or verbs as well.
_NUMBER = re.compile(r"\d[\d.,]*\d|\d|\b(?:May|March)\b")
#: Content words that change nothing about what is denied.
LIGHT = frozenset(
    stem(w)
    for w in """
    currently already actually really ever still also even yet anymore longer just simply certainly
    definitely recently previously now officially currently ultimately fail refuse decline
    unable rule lack stop cease quit avoid did does going go
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """One clause: its content words, the word that is denied or affirmed, and how often denied."""

    span: Span
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    head: Word | None  # the word a cue denies; None where the clause has no cue
    cue: Span | None
    denials: int


def pair(claim: Reading, evidence: Reading) -> tuple[PolarityPair, ...]:
    """The statements that both sides make, at least one of them denied or by an opposite word.

    Statements that are possible, conditional, asked or attributed to rumour are left out, and so
    are those whose time differs (past against future).
    """
    if not (claim.negations or evidence.negations or _opposed(claim, evidence)):
        return ()
    mine, theirs = meeting(_statements(claim), _statements(evidence), MEETINGS)
    found: list[PolarityPair] = []
    for a in mine:
        made = [p for p in (_pair(a, claim, b, evidence) for b in theirs) if p is not None]
        if any(_says_the_same(a, claim, b, evidence) for b in theirs):
            made = [p for p in made if p.claim_denies == p.evidence_denies]
        found += [p for p in made if p not in found]
    return tuple(found)


def _opposed(claim: Reading, evidence: Reading) -> bool:
    """Whether a word of the claim has its opposite in the evidence: a cheap look before pairing."""
    theirs = {w.stem for w in evidence.words}
    mine = (OPPOSITES.get(word.stem) for word in claim.words)
    return any(others is not None and not others.isdisjoint(theirs) for others in mine)


def _says_the_same(a: _Statement, claim: Reading, b: _Statement, evidence: Reading) -> bool:
    """Whether `b` says what `a` says, denied or affirmed alike: then no other clause denies it."""
    return (
        a.denials % 2 == b.denials % 2
        and _opposite(a, b) is None
        and _same_statement(a, claim, b, evidence)
    )


@remembered
def _statements(reading: Reading) -> tuple[_Statement, ...]:
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[_Statement]:
    text = reading.text
    partial = Cover((*partial_denials(text), *rankings(text)))
    name_starts = [name.span.start for name in reading.names]
    cue_starts = [negation.cue.start for negation in reading.negations]
    for span in clauses(text):
        if partial.overlaps(span) or _POSSIBLE.search(text, span.start, span.end):
            continue
        around = sentence(text, span)
        if _CONDITIONAL.search(text, around.start, around.end):
            continue
        if _DOUBTED.search(text, around.start, span.end):  # what is doubted follows the doubt
            continue
        words = tuple(
            Word(w.span.shifted(span.start), w.text, w.stem) for w in content_words(span.of(text))
        )
        named = reading.names[
            bisect_left(name_starts, span.start) : bisect_left(name_starts, span.end)
        ]
        names = tuple(n for n in named if span.contains(n.span))
        denied = reading.negations[
            bisect_left(cue_starts, span.start) : bisect_left(cue_starts, span.end)
        ]
        cues = [n for n in denied if span.contains(n.cue)]
        if not words:
            continue
        if not cues:
            yield _Statement(span, words, names, None, None, 0)
            continue
        chain = _chain([c.cue for c in cues], words)
        if chain is not None:
            yield _Statement(span, words, names, chain, cues[0].cue, len(cues))


def _chain(cues: list[Span], words: tuple[Word, ...]) -> Word | None:
    """The word that all cues of a clause deny, one through the other; None where they differ."""
    heads = [
        next(
            (
                w
                for w in words
                if w.span.start >= cue.end and w.stem not in LIGHT and not w.text.endswith("ly")
            ),
            None,
        )
        for cue in cues
    ]
    return heads[0] if all(h is heads[0] for h in heads) else None


def _pair(a: _Statement, claim: Reading, b: _Statement, evidence: Reading) -> PolarityPair | None:
    opposite = _opposite(a, b)
    if not _comparable(a, claim.text, b, evidence.text, opposite):
        return None
    if a.head is None and b.head is None and opposite is None:
        return None
    if opposite is None:
        if not _same_statement(a, claim, b, evidence):
            return None
        head = a.head or b.head
        if head is None or (a.head and b.head and a.head.stem != b.head.stem):
            return None
        mine, theirs = a.head or _word(a, head), b.head or _word(b, head)
        if mine is None or theirs is None:
            return None
    else:
        mine, theirs = opposite
        if not _same_but(a, claim, b, evidence, opposite):
            return None
    return PolarityPair(
        mine.text.lower(),
        _shown(a, mine, claim.text),
        _shown(b, theirs, evidence.text),
        a.denials % 2 == 1,
        (b.denials % 2 == 1) != (opposite is not None),
    )


def _word(statement: _Statement, wanted: Word) -> Word | None:
    return next((w for w in statement.words if w.stem == wanted.stem), None)


def _shown(statement: _Statement, word: Word, text: str) -> Span:
    """The words shown: from the cue to the predicate, with the auxiliaries before it."""
    start, end = word.span.start, word.span.end
    if statement.cue is not None:
        start, end = min(start, statement.cue.start), max(end, statement.cue.end)
    auxiliary = _AUXILIARY.search(text, statement.span.start, start)
    return Span(auxiliary.start() if auxiliary else start, end)


# --------------------------------------------------------------------------
# The same statement?


def _comparable(
    a: _Statement, text_a: str, b: _Statement, text_b: str, opposite: tuple[Word, Word] | None
) -> bool:
    """Whether modality, time and figures allow the two to be the same statement."""
    one, two = a.span.of(text_a), b.span.of(text_b)
    if bool(_MODALS.search(one)) != bool(_MODALS.search(two)):
        return False
    if {_tense(one), _tense(two)} == {"past", "future"}:
        return False
    denying, other = (one, two) if a.denials % 2 else (two, one)
    if _OVER.search(denying) and not _THEN.search(denying) and _is_of_then(other):
        return False
    few, many = set(_NUMBER.findall(denying)), set(_NUMBER.findall(other))
    # Either may tell more of the same change: "fell by 5 to 90" against "rose to 90".
    change = opposite is not None and opposite[0].stem in DIRECTIONS and not a.denials + b.denials
    return few <= many or (change and bool(many) and many <= few)


def _tense(clause: str) -> str:
    if _FUTURE.search(clause):
        return "future"
    return "past" if _PAST.search(clause) else "present"


def _is_of_then(clause: str) -> bool:
    """Whether a clause tells what was, and not what is: "was climbed", "handled"."""
    return bool(_THEN.search(clause) or (_PAST.search(clause) and not _NOW.search(clause)))


def _opposite(a: _Statement, b: _Statement) -> tuple[Word, Word] | None:
    """A word of one whose opposite is in the other, the word itself being in one only."""
    stems_a, stems_b = {w.stem for w in a.words}, {w.stem for w in b.words}
    for word in a.words:
        if word.stem in stems_b or a.head not in (None, word):
            continue
        against = OPPOSITES.get(word.stem, frozenset()) & (stems_b - stems_a)
        for other in b.words:
            if other.stem in against and b.head in (None, other):
                return word, other
    return None


def _same_statement(a: _Statement, claim: Reading, b: _Statement, evidence: Reading) -> bool:
    """Whether all that the denying side says, the other says too."""
    if a.denials % 2 == b.denials % 2:
        return _held(a, claim, b, evidence, ()) or _held(b, evidence, a, claim, ())
    if a.denials % 2:
        return any(_held(one, claim, b, evidence, ()) for one in _alternatives(a, claim.text))
    return any(_held(one, evidence, a, claim, ()) for one in _alternatives(b, evidence.text))


_OR = re.compile(r"\b(?:or|nor)\b")


def _alternatives(denying: _Statement, text: str) -> Iterator[_Statement]:
    """What a denial denies, each thing for itself: "includes no jets or missiles"."""
    yield denying
    head = denying.head
    other = _OR.search(text, head.span.end, denying.span.end) if head is not None else None
    if head is None or other is None:
        return
    before = tuple(w for w in denying.words if w.span.end <= other.start())
    behind = tuple(w for w in denying.words if w.span.start >= other.end())
    yield replace(denying, words=before)
    yield replace(denying, words=(*(w for w in before if w.span.end <= head.span.end), *behind))


def _same_but(
    a: _Statement, claim: Reading, b: _Statement, evidence: Reading, but: tuple[Word, Word]
) -> bool:
    return _held(a, claim, b, evidence, but) or _held(b, evidence, a, claim, but)


def _held(
    part: _Statement,
    part_of: Reading,
    whole: _Statement,
    whole_of: Reading,
    but: tuple[Word, ...],
) -> bool:
    """Whether `whole` has every word of `part`, names by what they name, but those in `but`."""
    stems = {w.stem for w in whole.words}
    units = 0
    for word in part.words:
        if word in but or word.stem in LIGHT:
            continue
        name = next((n for n in part.names if n.span.contains(word.span)), None)
        if word.stem in stems or (name is not None and _named(name, whole)):
            units += name is None or name.span.start == word.span.start
        elif name is None and word is not part.head and _describes_name(word, part, whole):
            continue
        else:
            return False
    fewest = _FEWEST_UNITS
    if _PRONOUN_SUBJECT.search(part.span.of(part_of.text)):
        fewest = _FEWEST_WITHOUT_SUBJECT
    return units >= fewest


def _named(name: Name, whole: _Statement) -> bool:
    return any(
        compare_names(" ".join([*name.titles, name.text]), " ".join([*n.titles, n.text]))
        is Slot.SAME
        for n in whole.names
    )


def _describes_name(word: Word, part: _Statement, whole: _Statement) -> bool:
    """Whether `word` is title or adjective of a name that `whole` has: "war-torn Ukraine".

    Where no cue shows which word is the verb, a word right before a name may be it.
    """
    for name in part.names:
        first = name.span.start
        if part.head is not None and first - word.span.end == 1 and word.text.islower():
            return _named(name, whole)
        reach = sum(len(title) + 1 for title in name.titles) + 1
        if name.titles and first - reach <= word.span.start < first:
            return _named(name, whole)
    return False
