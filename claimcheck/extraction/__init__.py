"""Extraction: from a draft to the statements in it that can be checked, as claims with places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck.evidence import sure_names
from claimcheck.extraction.days import day_of, days_told
from claimcheck.extraction.ids import ids_of
from claimcheck.extraction.resolving import Resolved, note_of, places, read_out
from claimcheck.extraction.statements import Left, checkable, left_out
from claimcheck.extraction.subjects import depends, subject_of
from claimcheck.extraction.units import Unit, units_of
from claimcheck.names import find_names
from claimcheck.reading import read
from claimcheck.text.places import place
from claimcheck.types import (
    Article,
    Claim,
    Context,
    Location,
    Notation,
    Reading,
    SentenceKind,
)

#: What joins an item of a list to the next one.
_ENDING = re.compile(r"\s*[;,](?:\s+(?:and|or))?\s*\Z")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence with a figure, date or quotation that is no claim, and why."""

    text: str
    location: Location
    why: Left


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a draft states: its claims in their order, what was left out, and how much was read."""

    claims: tuple[Claim, ...]
    left: tuple[LeftOut, ...]
    sentences: int


def extract(articles: Sequence[Article], *, notation: Notation | None = None) -> Extraction:
    """The checkable statements of drafts, each a claim that can be read alone.

    A claim's id is made from the words of its sentence; its location, and that of each of its
    characters, is that in the draft. `notation` is that of `claimcheck.verdicts.Judge`.
    """
    found: list[_Found] = []
    left: list[LeftOut] = []
    read_ = 0
    for article in articles:
        for one in _statements(article, notation):
            read_ += 1
            if isinstance(one, _Found):
                found.append(one)
            elif one is not None:
                left.append(one)
    names = ids_of(one.written for one in found)
    claims = tuple(replace(one.claim, id=name) for one, name in zip(found, names, strict=True))
    return Extraction(claims, tuple(left), read_)


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim without its name, and the sentence as written, which its name is made from."""

    claim: Claim
    written: str


def _statements(article: Article, notation: Notation | None) -> Iterator[_Found | LeftOut | None]:
    """What each sentence of a draft gives, None where it has nothing to compare."""
    before = ""  # the sentence before, with its own pronoun read
    naming = ""  # the last one that names somebody or something
    days: frozenset[date | None] = frozenset()  # those last told in the paragraph
    units = units_of(article)
    names = sure_names(article.text, find_names(article.text))
    leading = {unit.lead_in for unit in units}
    for unit in units:
        context = replace(
            unit.context, before=before, names=names, notation=notation or unit.context.notation
        )
        reading = read(unit.text, context)
        if unit.opens:
            days = frozenset()
        meant = _meant(unit.text, reading, before, days)
        leads = unit.span in leading and not reading.quantities
        if leads or not checkable(unit, reading):  # a date that leads in a list is read with it
            yield None
        elif (why := left_out(unit)) is not None:
            yield LeftOut(unit.text, place(article, unit.span.start), why)
        else:
            said = _before(unit, reading, meant, before, naming)
            yield _Found(_claim(article, unit, reading, meant, said), unit.text)
        told = _one_line(read_out(unit.text, meant))
        before = told if unit.kind is SentenceKind.PROSE else ""
        naming = before if _names(before, names) else naming
        days = days_told(told, article.published) or days


def _before(
    unit: Unit, reading: Reading, meant: tuple[Resolved, ...], before: str, naming: str
) -> str:
    """What must stand before a sentence for it to be read alone, "" where nothing must.

    The sentence before, for one that goes on about it; and the last one that names something, for
    one that names nothing itself.
    """
    if meant or unit.lead_in is not None or unit.kind is not SentenceKind.PROSE:
        return ""
    goes_on = depends(unit.text, reading)
    if _names(unit.text, reading.context.names):
        return before if goes_on else ""
    needed = (naming, before if goes_on else "")
    return " ".join(dict.fromkeys(filter(None, needed)))


def _names(text: str, known: Sequence[str]) -> bool:
    """Whether a sentence has one of the names of its article."""
    return any(name.text in known for name in find_names(text))


def _meant(
    text: str, reading: Reading, before: str, days: frozenset[date | None]
) -> tuple[Resolved, ...]:
    """The words of a sentence that stand for something told before, in order."""
    day = day_of(text, days)
    start = day.span.end + (text[day.span.end] == ",") if day else 0
    lead = start + len(text[start:]) - len(text[start:].lstrip())
    who = subject_of(text, reading, before, start=lead)
    return tuple(one for one in (day, who) if one is not None)


def _claim(
    article: Article, unit: Unit, reading: Reading, meant: tuple[Resolved, ...], before: str
) -> Claim:
    text = read_out(unit.text, meant)
    lead_in = unit.lead_in.of(article.text) if unit.lead_in else ""
    at = place(article, unit.span.start)
    return Claim(
        id="",
        text=_one_line(_ENDING.sub("", text) if lead_in else text),
        location=at,
        as_of=article.published,
        speaker=_speaker(unit.text, reading),
        note=note_of(unit.text, meant),
        text_locations=tuple(places(article, unit.span, meant)),
        origin=at,
        lead_in=_one_line(lead_in),
        before=before,
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _speaker(text: str, reading: Reading) -> str | None:
    """Who says the quotations, where the sentence itself does not tell and its context does."""
    alone = read(text, Context(notation=reading.context.notation))
    open_ = [
        told.speaker
        for told, bare in zip(reading.quotations, alone.quotations, strict=False)
        if told.speaker and told.speaker_span is None and not bare.speaker
    ]
    return open_[0] if len(set(open_)) == 1 else None


__all__ = ["Extraction", "Left", "LeftOut", "extract"]
