"""A statement of the source with another person, body or country put in.

What
    Looks for a name of the claim that the source does not have, where the source says all the rest
    and has another name of the same kind in the same place of the sentence.

Why
    "The finance minister resigned" is no less false for being true of the foreign minister. Every
    other word agrees, so that likeness cannot see it.

Conflicts
    All other content words of the claim stand in the source sentence, and exactly one name there,
    a person for a person, a country for a country, a body for a body, stands before or after the
    same word as the claim's name and is clearly another, and each figure and date of the claim is
    the source's. Or the source names another who did what one does alone (directed, written,
    composed, painted, designed, created, discovered, invented).
    Or both name the same two, and the source has them in each other's places around the verb:
    "Adler thanked Moreau" against "Moreau thanked Adler" or "Adler was thanked by Moreau".

Agrees
    The source says all of the claim, and the same name stands in the same place of it.

Limits
    Nothing is said of a lone word that only its capital makes a name, unless the article has it
    as a name; of one of several named side by side; where a pronoun in the sentence may be the
    claim's subject; where the claim's name, or one it may be short for, stands anywhere in the
    sentence, in the sentences around it or in the title, unless it stands in the other's place; of
    what two do with each other (met, married) or in return (attacked, accused); where two
    names could be meant; and inside quotations, which have checkers of their own. A statement that
    holds of two actors may be told of one in this sentence and of the other elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from claimcheck.names import Kind, compare_names, find_names, kind
from claimcheck.names.doers import deeds
from claimcheck.places import country
from claimcheck.quantities import relate
from claimcheck.text.covers import Cover
from claimcheck.text.words import content_words
from claimcheck.types import (
    Checker,
    Comparison,
    Name,
    Observation,
    Outcome,
    Reading,
    Relation,
    RolePair,
    Slot,
    Span,
    Word,
)

#: Content words of the claim beside its names: fewer make no statement to recognise.
_FEWEST_SHARED = 2
#: Words between a subject and its predicate: "has not been".
_AUXILIARIES = 3
#: Ratio of matching letters, 0 to 1, above which two names may be two spellings of one.
_ALIKE = 0.7
#: How many pairs of names are compared at most: in lists as long nobody is in another's place.
MEETINGS = 5_000
_PRONOUN = re.compile(r"\b(?:he|she|it|they|his|her|its|their|who|which|this|that)\b", re.I)


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe the one name of the claim that the evidence has replaced, or the first it keeps."""
    claim, evidence = comparison.claim, comparison.evidence
    turned = next((pair for pair in comparison.roles if pair.exchanged), None)
    if turned is not None and _shares_the_deed(claim, evidence, turned):
        mine, theirs = turned.claim.of(claim.text), turned.evidence.of(evidence.text)
        verb = turned.claim_verb.of(claim.text)
        message = f"claim gives “{verb}” to {mine}, the source to {theirs}: the reverse"
        yield Observation(Outcome.CONFLICTS, message, turned.claim, turned.evidence)
        return
    near = _names_near(evidence)
    if len(claim.names) * len(near) > MEETINGS:
        return
    absent = [n for n in claim.names if not any(_may_be(n, other) for other in near)]
    if not absent:
        yield from _kept(claim, evidence)
    if len(absent) != 1:
        return
    (name,) = absent
    others = [n for n in evidence.names if _replaces(name, claim, n, evidence)]
    if not _agree_in_figures(comparison):
        return
    if len(others) != 1 or not _shares_the_rest(claim, evidence, name):
        yield from _other_doer(comparison, name)
        return
    message = f"claim names {_whole(name)}, the source {_whole(others[0])}"
    yield Observation(Outcome.CONFLICTS, message, name.span, others[0].span)


def _agree_in_figures(comparison: Comparison) -> bool:
    """Whether the source has each figure and date of the claim, as far as it tells.

    What is said of another with another figure is another fact: "500 Finns", "320 Danes".
    """
    claim, evidence = comparison.claim, comparison.evidence
    return all(
        any(relate(mine, theirs) is Relation.ENTAILS for theirs in evidence.quantities)
        for mine in claim.quantities
    ) and not any(pair.relation is Relation.CONTRADICTS for pair in comparison.moments)


#: Share of the claim's words beside the deed and its doer, which tell what was done, that the
#: source must have where another did it.
_SAME_DEED = 0.6


def _other_doer(comparison: Comparison, name: Name) -> Iterator[Observation]:
    """Another who wrote, directed or discovered it, whatever else the two sentences tell."""
    claim, evidence = comparison.claim, comparison.evidence
    told = list(deeds(evidence.text, evidence.names))
    for mine in deeds(claim.text, claim.names):
        if mine.doers != (name,):
            continue
        others = [
            doer
            for deed in told
            if deed.verb == mine.verb and deed.made == mine.made
            for doer in deed.doers
        ]
        if not others or not all(_is_another_person(name, each, evidence) for each in others):
            continue
        title = {word.stem for word in content_words(evidence.context.title or "")}
        had = {word.stem for word in evidence.words} | title
        rest = [
            word
            for word in claim.words
            if not name.span.contains(word.span) and not mine.span.overlaps(word.span)
        ]
        if rest and sum(word.stem in had for word in rest) >= _SAME_DEED * len(rest):
            message = f"claim names {_whole(name)}, the source {_whole(others[0])}"
            yield Observation(Outcome.CONFLICTS, message, name.span, others[0].span)
            return


def _is_another_person(name: Name, other: Name, evidence: Reading) -> bool:
    if not (_is_sure(name, evidence) and _is_sure(other, evidence)):
        return False
    one, two = _whole(name), _whole(other)
    return compare_names(one, two) is Slot.DIFFERENT and not _alike(name.text, other.text)


def _kept(claim: Reading, evidence: Reading) -> Iterator[Observation]:
    """The first name that stands in the same place of both, where all the rest is shared."""
    for name in claim.names:
        for other in evidence.names:
            same = compare_names(_whole(name), _whole(other)) is Slot.SAME
            if same and _place(name, claim) == _place(other, evidence) is not None:
                if _shares_the_rest(claim, evidence, name):
                    message = f"claim and source name {_whole(other)}"
                    yield Observation(Outcome.AGREES, message, name.span, other.span)
                return


def _shares_the_deed(claim: Reading, evidence: Reading, turned: RolePair) -> bool:
    """Whether the evidence has all other words of the claim, but its figures and what they count.

    What two did to each other in turn is told with other words, or on other days.
    """
    counted = [q.span for q in claim.quantities]
    counted += [q.item_span for q in claim.quantities if q.item_span]
    inside = Cover([*counted, turned.claim, turned.claim_verb, *(n.span for n in claim.names)])
    theirs = {word.stem for word in evidence.words}
    rest = [word for word in claim.words if not inside.overlaps(word.span)]
    dated = claim.moments and not evidence.moments
    return not dated and all(word.stem in theirs for word in rest)


def _names_near(evidence: Reading) -> tuple[Name, ...]:
    """The names of the evidence and of what stands around it."""
    around = " ".join((evidence.context.before, evidence.context.after))
    return (*evidence.names, *find_names(around), *find_names(evidence.context.title or ""))


def _may_be(name: Name, other: Name) -> bool:
    if compare_names(_whole(name), _whole(other)) is Slot.SAME:
        return True
    words = set(name.text.lower().split())
    return bool(words & set(other.text.lower().split()))


def _shares_the_rest(claim: Reading, evidence: Reading, but: Name) -> bool:
    theirs = {word.stem for word in evidence.words}
    names = [n for n in claim.names if n is not but]
    inside, titles = Cover(n.span for n in names), Cover(_titles(n) for n in names)
    rest = [w for w in claim.words if not but.span.contains(w.span) and not _in_titles(w, but)]
    plain = [
        w
        for w in rest
        if not inside.contains(w.span) and not titles.overlaps(Span(w.span.start, w.span.start + 1))
    ]
    return len(rest) >= _FEWEST_SHARED and bool(plain) and all(w.stem in theirs for w in plain)


def _in_titles(word: Word, name: Name) -> bool:
    titles = _titles(name)
    return titles.start <= word.span.start < titles.end


def _titles(name: Name) -> Span:
    """Where the titles of a name stand, empty without any."""
    reach = sum(len(title) + 2 for title in name.titles)
    return Span(max(0, name.span.start - reach), name.span.start)


def _replaces(name: Name, claim: Reading, other: Name, evidence: Reading) -> bool:
    """Whether `other` is of the kind of `name`, clearly another, and in its place."""
    whole, theirs = _whole(name), _whole(other)
    if any(q.span.contains(other.span) for q in evidence.quotations):
        return False
    if not (_is_sure(name, evidence) and _is_sure(other, evidence)):
        return False
    if kind(whole) in (Kind.VAGUE, Kind.ROLE) or kind(whole) is not kind(theirs):
        return False
    if compare_names(whole, theirs) is not Slot.DIFFERENT or _alike(name.text, other.text):
        return False
    named = (_whole(n) for n in claim.names if n is not name and kind(_whole(n)) is kind(theirs))
    if any(compare_names(n, theirs) is not Slot.DIFFERENT for n in named):
        return False
    if _is_listed(name, claim.text) or _is_listed(other, evidence.text):
        return False
    return _place(name, claim) == _place(other, evidence) is not None


def _is_sure(name: Name, evidence: Reading) -> bool:
    """Whether the words must be a name: two of them, a title, a country, a name of the article."""
    known = " " in name.text or name.titles or country(name.text) or name.text.isupper()
    return bool(known) or name.text in evidence.context.names


def _alike(a: str, b: str) -> bool:
    """Whether two names may be two spellings of one."""
    return SequenceMatcher(None, a.lower(), b.lower()).ratio() > _ALIKE


def _is_listed(name: Name, text: str) -> bool:
    """Whether the name is one of several: what is said of one may hold of the others too."""
    before, after = text[: name.span.start].rstrip(), text[name.span.end :].lstrip()
    return bool(
        re.search(r"(?:\b(?:and|or|both|including|with)|&)$", before)
        or re.match(r"(?:and|or|&|along\b|as well as)\s|,\s*(?:[A-Z]|and\b)", after)
        or (before.endswith(",") and after.startswith(","))
    )


def _place(name: Name, reading: Reading) -> tuple[str, str] | None:
    """Where a name stands: before its predicate, or as the last word after it.

    The predicate is the next content word, with nothing but function words between; with
    a pronoun in the text, the subject may be anybody.
    """
    following = next((w for w in reading.words if w.span.start >= name.span.end), None)
    if following is not None:
        between = reading.text[name.span.end : following.span.start]
        if len(between.split()) <= _AUXILIARIES and not re.search(r"[^\w\s'’-]", between):
            return None if _PRONOUN.search(reading.text) else ("before", following.stem)
    preceding = [w for w in reading.words if w.span.end <= name.span.start]
    preceding = [w for w in preceding if not _in_titles(w, name)]
    return ("after", preceding[-1].stem) if preceding else None


def _whole(name: Name) -> str:
    return " ".join([*name.titles, name.text])


CHECKER = Checker("ENT001", "other-actor", __doc__, check)
