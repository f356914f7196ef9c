"""Dates that cannot be: of somebody not yet born or dead by then, of a work that was out before.

"Was a model in 2015" of one who died in 2007 has no date in the source to differ from, and is as
surely wrong. What outlives its maker (a film that comes out, a street that is named) may be of any
later day; only what the living do is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.dates.surroundings import Surroundings
from claimcheck.dates.synonyms import canonical, event_table
from claimcheck.types import Bound, Moment, MomentPair, Reading, Relation

#: What only the living do or are.
_LIVING = re.compile(
    r"\b(?:(?:is|was|has been|had been)\s+an?\s(?!(?:subject|topic|character|model for)\b)"
    r"|(?:work|liv|play|act|appear|perform|serv|attend|graduat|marri|compet|campaign|stud|taught"
    r"|resid|mov|join|retir|resign|visit|tour|travell?|return|debut)(?:ed|s|ied|ing)?\b"
    r"|(?:became|ran for|went to|met|starred|won the election|was elected|was married|is alive))",
    re.I,
)
#: What nobody does in the first years of life.
_GROWN = re.compile(
    r"\b(?:graduat|marri|work|compet|direct|campaign|retir|resign|serv)(?:ed|es)\b"
    r"|\b(?:finished|attended) (?:college|university|high school)\b|\bwas elected\b",
    re.I,
)
#: What is of the dead as well.
_AFTERWARDS = re.compile(
    r"\b(?:posthumous\w*|buried|burial|remembered|portrayed|depicted|honou?red|memorial|legacy"
    r"|inducted|biograph\w+|tribute|estate|after (?:his|her|their) death|remains)\b",
    re.I,
)
#: What is done to a work before it can come out.
_MADE = re.compile(
    r"\b(?:was|were|is)\s+(?:\w+ly\s+|first\s+|originally\s+)?"
    r"(?:created|produced|made|directed|written|filmed|shot|composed|recorded|developed)\b",
    re.I,
)
#: What befalls a work when it is out, and no sooner.
_RECEIVED = re.compile(
    r"\b(?:won|was\s+nominated|received\s+(?:\w+\s)?(?:awards?|reviews)|grossed|topped|charted"
    r"|aired|premiered|(?:had|began)\s+an?\s+(?:\w+\s)?run|opened\s+in\s+(?:theat|cinema))",
    re.I,
)
#: A film is shot and directed within so many years before it comes out.
SHOT = 3
_SHOT = re.compile(r"\b(?:was|were)\s+(?:directed|filmed|shot)\b", re.I)
#: Years from a birth in which nobody graduates, marries or is elected.
GROWN = 5
_LIFE = re.compile(r"\b(?:(?:was|were)\s+)?(?:born|died)\b", re.I)
_PREDICATES = (_LIVING, _MADE, _LIFE, _GROWN, _RECEIVED)
_BORN, _DIED, _RELEASED = (event_table()[word] for word in ("born", "died", "released"))

_OPENS = re.compile(r"\W*(?:(?:In|On|By|During|Since)\s)?(?:the\s)?")
_CLAUSE = re.compile(r"[,;:]|\b(?:who(?:se|m)?|which|that|where|when|and|but|while|after|before)\b")
#: What stands before another name of the same: "Premam (Love) is …".
_ALIAS = re.compile(r"\(\s?[\"“'‘]?$")

#: A date with the words around it.
Dated = tuple[Moment, Surroundings]


def of_one_subject(
    claim: Reading,
    mine: Sequence[Dated],
    evidence: Reading,
    theirs: Sequence[Dated],
    elsewhere: frozenset[str],
) -> Iterator[MomentPair]:
    """The dates of the claim outside the life of its subject, after it came out, or of that year.

    A work is made in the year that it comes out, if nothing else is told.
    `elsewhere` are the stems of the text around the evidence, which may name whom "he" is.
    """
    told = [found for each in _PREDICATES if (found := each.search(claim.text))]
    first = min(told, key=lambda found: found.start(), default=None)
    at = first.start() if first else 0
    subject = {canonical(word.stem) for word in claim.words if word.span.end <= at}
    for moment, around in mine:
        if not subject or moment.year is None or moment.bound is not Bound.ON or moment.margin:
            continue
        if first is None or not _is_of_it(claim.text, first, moment):
            continue
        for other, there in theirs:
            if other.year is None or other.margin or other.bound is not Bound.ON:
                continue
            why = _why_impossible(claim.text, moment, around.event, other, there.event)
            came_out = there.event == _RELEASED and moment.year == other.year
            made = came_out and moment.month is None and _MADE.search(claim.text)
            if (why or made) and _is_of(subject, evidence, other, elsewhere):
                yield MomentPair(
                    moment, other, Relation.CONTRADICTS if why else Relation.ENTAILS, why
                )


def _is_of_it(text: str, predicate: re.Match[str], moment: Moment) -> bool:
    """Whether a date is of a predicate: "was a founder of the firm that opened in 1971" is not."""
    if moment.span.start < predicate.start():
        return _OPENS.fullmatch(text, 0, moment.span.start) is not None
    return _CLAUSE.search(text, predicate.end(), moment.span.start) is None


def _is_of(subject: set[str], evidence: Reading, moment: Moment, elsewhere: frozenset[str]) -> bool:
    """Whether a date of the evidence is of `subject`: the last that is named before it, if any."""
    before = [
        name
        for name in evidence.names
        if name.span.end <= moment.span.start
        and not _ALIAS.search(evidence.text, max(0, name.span.start - 3), name.span.start)
    ]
    if not before:
        return subject <= elsewhere | {canonical(word.stem) for word in evidence.words}
    last = before[-1].span
    named = {canonical(word.stem) for word in evidence.words if last.contains(word.span)}
    told = {canonical(w.stem) for w in evidence.words if w.span.end <= moment.span.start}
    return bool(named & subject) and subject <= told | elsewhere


def _why_impossible(
    text: str, mine: Moment, done: int | None, theirs: Moment, event: int | None
) -> str:
    """Why what the claim tells cannot have been on its day, for that day of the source, else ""."""
    before, after = _is_before(mine, theirs), _is_before(theirs, mine)
    if event == _BORN and before and (done == _DIED or _LIVING.search(text)):
        return "by the source that is before the birth, {}"
    if event == _BORN and _years(theirs, mine) in range(GROWN) and _GROWN.search(text):
        return "by the source that is too near to the birth, {}"
    alive = _LIVING.search(text) and not _AFTERWARDS.search(text)
    if event == _DIED and after and (done == _BORN or alive):
        return "by the source that is after the death, {}"
    if event == _RELEASED and after and mine.year != theirs.year and _MADE.search(text):
        return "by the source it was out by then, {}"
    if event == _RELEASED and before and mine.year != theirs.year and _RECEIVED.search(text):
        return "by the source it came out only later, {}"
    if event == _RELEASED and _years(mine, theirs) > SHOT and _SHOT.search(text):
        return "by the source it came out years later, {}"
    return ""


def _years(first: Moment, last: Moment) -> int:
    return (last.year or 0) - (first.year or 0)


def _is_before(one: Moment, other: Moment) -> bool:
    last, first = one.end or one.start, other.start
    return last is not None and first is not None and last < first
