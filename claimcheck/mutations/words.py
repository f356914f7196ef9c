"""Words changed: negations, quotations, speakers, orders of events; and the sentence as it is."""

from __future__ import annotations

import re

from claimcheck.dates.order import FEWEST
from claimcheck.dates.sequence import find_orders
from claimcheck.mutations.change import Change, Maker, Source, swap
from claimcheck.names import Kind, find_names, kind
from claimcheck.text.words import content_words
from claimcheck.types import Attribution, Quotation, Span

_AUXILIARY = re.compile(
    r"\b(?P<verb>is|are|was|were|will|would|has|have|had|can|could)\b(?! not\b)"
)
_NOT = re.compile(r"\b(?P<verb>is|are|was|were|will|would|has|have|had|can|could) not\b")
_CLAUSE = re.compile(r"\b(?:that|who|which|if|when|while|because|after|before|as)\b|[,;:“\"(]")
_TURNED = {"before": "after", "after": "before", "prior to": "after"}
#: Letters of a word of a quotation that is exchanged, at least.
_LONG = 5


def unchanged(source: Source) -> Change | None:
    """The sentence itself."""
    return Change(())


def negation(source: Source) -> Change | None:
    """The main clause denied, or its denial dropped."""
    text = source.reading.text
    found = _NOT.search(text)
    if found and not _CLAUSE.search(text[: found.start()]):
        return swap(Span(found.end("verb"), found.end()), "")
    found = _AUXILIARY.search(text)
    if found and not _CLAUSE.search(text[: found.start()]) and not source.reading.negations:
        return swap(Span(found.end(), found.end()), " not")
    return None


def quotation(source: Source) -> Change | None:
    """A word inside quotation marks exchanged for another word of the article."""
    for quoted in source.reading.quotations:
        inside = [
            word
            for word in content_words(quoted.span.of(source.reading.text))
            if len(word.text) >= _LONG and word.text.islower()
        ]
        if len(quoted.text.split()) < _LONG or not inside:
            continue
        old = source.rng.choice(inside)
        others = [
            word.text
            for word in content_words(source.article.text)
            if len(word.text) >= _LONG and word.text.islower() and word.stem != old.stem
            if word.text not in quoted.text
        ]
        if others:
            start = quoted.span.start + old.span.start
            return swap(Span(start, start + len(old.text)), source.rng.choice(others))
    return None


def speaker(source: Source) -> Change | None:
    """The words of one person put into the mouth of another of the article."""
    people = [
        name.text
        for name in find_names(source.article.text)
        if kind(name.text) is Kind.PERSON and len(name.text.split()) > 1
    ]
    told: list[Quotation | Attribution] = list(source.reading.quotations)
    for said in (*told, *source.reading.attributions):
        span = said.speaker_span
        if span is None or said.speaker is None or span.end > len(source.reading.text):
            continue
        old = next((one for one in people if span.of(source.reading.text).endswith(one)), None)
        others = [name for name in people if old and not set(old.split()) & set(name.split())]
        if old and others:
            start = span.end - len(old)
            return swap(Span(start, span.end), source.rng.choice(others))
    return None


def order(source: Source) -> Change | None:
    """Two events told the other way round: "before" for "after".

    Only where the sentence tells one order, of two things that were done once.
    """
    told = find_orders(source.reading.text, source.reading.moments)
    if len(told) != 1 or len(told[0].first.keys | told[0].second.keys) < FEWEST:
        return None
    word = told[0].cue.of(source.reading.text)
    put = _TURNED.get(word.lower())
    if put is None:
        return None
    return swap(told[0].cue, put.capitalize() if word[0].isupper() else put)


MAKERS: dict[str, Maker] = {
    "unchanged": unchanged,
    "order": order,
    "negation": negation,
    "quotation": quotation,
    "speaker": speaker,
}
