"""Verbs of a text with the words that stand as their subjects, as far as its order shows them.

No grammar of English: a subject is told only where nothing else can be, and None elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.text.verbs import AUXILIARY, BE, HAVE, MODAL, UNCHANGED
from claimcheck.text.words import STOPWORDS, is_verb_like, stem
from claimcheck.types import Span

_TOKEN = re.compile(r"\w+(?:[.,:'’&/-]\w+)*|[^\w\s]")
#: What may stand between a subject and its verb.
_BETWEEN = frozenset(
    "not never also already only just now then still first later again once soon even both all"
    " each too twice instead".split()
)
_PRONOUN = frozenset(
    "he she it they we i you him her them this these those there who's one some others another"
    " many most each both all his its their our".split()
)
_RELATIVE = frozenset("who which whom whose".split())
#: Words that open a clause of its own.
_OPENING = frozenset(
    "that because although though while whereas but if unless when whether after before since"
    " until where as than so how why what yet".split()
)
_JOINING = frozenset("and or but while whereas then".split())
#: Before a noun, never before a verb of its own.
_NOMINAL = frozenset(
    "the a an of in on at for with by from to into over under its his her their our my your this"
    " these those no any every some than as about between among against".split()
)
#: What may follow a participle that only describes the noun before it ("guns sent to").
_PREPOSITION = frozenset(
    "of in on at for with by from to into over under about between among against through".split()
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, the span of its subject, and of what stands behind it up to the next clause.

    `agent` is what follows "by" where the verb is `passive`. A `subject` of None is one that
    the text leaves open: a pronoun, a participle that may describe a noun, a clause in a clause.
    `transitive` is whether it has an object, as far as no preposition follows it.
    """

    verb: Span
    stem: str
    subject: Span | None
    rest: Span
    passive: bool
    agent: Span | None
    transitive: bool


def predicates(text: str, known: frozenset[str] = frozenset()) -> tuple[Predicate, ...]:
    """The verbs of a text: pasts, what follows an auxiliary, and words with a stem in `known`."""
    parsed = _Text(text, known)
    return tuple(parsed.predicate(at) for at in parsed.verbs if not parsed.is_auxiliary(at))


class _Text:
    """The tokens of a text, and which of them are verbs."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self.tokens: Sequence[re.Match[str]] = tuple(_TOKEN.finditer(text))
        self.words = [token.group().replace("’", "'") for token in self.tokens]
        self.low = [word.lower() for word in self.words]
        self.known = known
        self.verbs = [at for at in range(len(self.words)) if self._is_verb(at)]
        self._verbs = frozenset(self.verbs)

    def is_auxiliary(self, at: int) -> bool:
        """Whether the word binds a verb that follows; a copula of its own is a verb."""
        if self.low[at] not in AUXILIARY:
            return False
        following = self._after_adverbs(at + 1)
        return self.low[at] in MODAL or following in self._verbs or self.low[at] in HAVE

    def _is_verb(self, at: int) -> bool:
        word, low = self.words[at], self.low[at]
        if low in AUXILIARY:
            return True
        if not low.isalpha() or (word[0].isupper() and at > 0):
            return False
        previous = self._before_adverbs(at - 1)
        before = self.low[previous] if previous >= 0 else ""
        if before in MODAL or before in HAVE:
            return low not in STOPWORDS
        if before in BE:
            return is_verb_like(low) or low.endswith("ing") or low in UNCHANGED
        if at and self.low[at - 1] in _NOMINAL:
            return False
        if is_verb_like(low) or low in UNCHANGED:
            return True
        return stem(low) in self.known and low not in STOPWORDS and not low.endswith("ing")

    def _before_adverbs(self, at: int) -> int:
        while at >= 0 and (self.low[at] in _BETWEEN or self.low[at].endswith("ly")):
            at -= 1
        return at

    def _after_adverbs(self, at: int) -> int:
        while at < len(self.low) and (self.low[at] in _BETWEEN or self.low[at].endswith("ly")):
            at += 1
        return at

    def predicate(self, at: int) -> Predicate:
        """The verb at a token, with what belongs to it."""
        start = at
        passive = False
        while (previous := self._before_adverbs(start - 1)) >= 0:
            if self.low[previous] not in AUXILIARY:
                break
            passive = passive or (self.low[previous] in BE and not self.low[at].endswith("ing"))
            start = previous
        end = self._end(at + 1)
        by = next((n for n in range(at + 1, min(end, at + 5)) if self.low[n] == "by"), None)
        bare = start == at
        agent = None
        if by is not None and (passive or (bare and by == at + 1)) and by + 1 < end:
            open_ = any(self.low[n] in _PRONOUN for n in range(by + 1, end))
            passive, agent = True, None if open_ else self._span(by + 1, end)
        subject = None if self._may_describe(at, bare, passive, end) else self._subject(start)
        return Predicate(
            Span(*self.tokens[at].span()),
            stem(self.low[at]),
            subject,
            self._span(at + 1, end) if end > at + 1 else Span(*(self.tokens[at].end(),) * 2),
            passive,
            agent,
            not passive and self._has_object(at),
        )

    def _has_object(self, at: int) -> bool:
        """Whether something else than a preposition, stop or clause follows a verb."""
        at = self._after_adverbs(at + 1)
        if at >= len(self.low) or not self.low[at][0].isalnum():
            return False
        return self.low[at] not in _PREPOSITION | _OPENING | _JOINING

    def _may_describe(self, at: int, bare: bool, passive: bool, end: int) -> bool:
        """Whether a participle may describe the noun before it: a verb follows in its clause."""
        if not bare or passive or at + 1 >= len(self.low):
            return False
        if self.low[at + 1] not in _PREPOSITION or end not in self._verbs:
            return False
        return self.low[self._before_adverbs(end - 1)] not in _JOINING

    def _end(self, at: int) -> int:
        """Where the words behind a verb end: at the next verb, stop, or clause."""
        while at < len(self.low):
            low = self.low[at]
            if at in self._verbs or low in ".;:!?—–-" or low in _RELATIVE:
                break
            if low in _OPENING and low not in ("as", "than", "after", "before", "since", "until"):
                break
            at += 1
        return at

    def _subject(self, start: int) -> Span | None:
        """The words before a verb group that can be its subject."""
        at = start - 1
        if at >= 0 and (self.low[at] in _RELATIVE or self.low[at] == "that"):
            at -= 1
            if at >= 0 and self.low[at] == ",":
                at -= 1
            return self._phrase(at, relative=True)
        if at >= 0 and self.low[at] in ("and", "or", "but", "then", ",", "to"):
            return self._shared(at)
        return self._phrase(at)

    def _shared(self, at: int) -> Span | None:
        """The subject of the verb before, of which "and" joins another: "fell and broke"."""
        if self.low[at] == "to":
            return None
        earlier = [verb for verb in self.verbs if verb < at and not self.is_auxiliary(verb)]
        if not earlier:
            return self._phrase(at - 1) if self.low[at] == "," else None
        if any(self.low[n] in ".;:!?" for n in range(earlier[-1], at)):
            return None
        return self.predicate(earlier[-1]).subject

    def _phrase(self, last: int, *, relative: bool = False) -> Span | None:
        """The noun phrase that ends at a token, with all that may belong to it."""
        at, joined = last, None
        while at >= 0:
            low = self.low[at]
            if low in '.;:!?—–-"“”()' or (low in _OPENING and low != "as"):
                break
            if low in _RELATIVE:
                return None
            if at in self._verbs:
                if relative:
                    break
                if joined is None:
                    return None
                at = joined
                break
            if low in _JOINING or (low == "," and joined is None):
                joined = at
            at -= 1
        first = at + 1
        told = [n for n in range(first, last + 1) if self.low[n] not in STOPWORDS]
        told = [n for n in told if self.low[n][0].isalpha()]
        if not told or any(self.low[n] in _PRONOUN for n in range(first, last + 1)):
            return None
        return self._span(first, last + 1)

    def _span(self, first: int, end: int) -> Span:
        return Span(self.tokens[first].start(), self.tokens[end - 1].end())
