"""The verdicts as schema.org ClaimReview in JSON-LD, for the page that publishes the checks.

| verdict | rating | in words |
|---|---|---|
| supported | 5 of 5 | True |
| conflicting evidence | 3 of 5 | Disputed |
| refuted | 1 of 5 | False |
| not enough evidence | none | Unproven |
"""

from __future__ import annotations

from urllib.parse import quote

from claimcheck.names import Kind, kind
from claimcheck.reports.model import Report, Result, Source
from claimcheck.schema import Json, dump
from claimcheck.types import Label, Publisher

#: A rating and its word; a claim that nothing could be said of has no place between true and false.
RATINGS: dict[Label, tuple[int | None, str]] = {
    Label.SUPPORTED: (5, "True"),
    Label.CONFLICTING: (3, "Disputed"),
    Label.REFUTED: (1, "False"),
    Label.NOT_ENOUGH: (None, "Unproven"),
}


def render(report: Report) -> str:
    """The reviews as JSON-LD text, with `<` escaped so that it may stand in a script element.

    :raises ValueError: where the report has no publisher, which the command asks for.
    """
    publisher = report.publisher
    if publisher is None:
        raise ValueError("a ClaimReview needs a publisher")
    reviews = [_review(result, publisher) for result in report.results]
    text = dump({"@context": "https://schema.org", "@graph": reviews})
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _review(result: Result, publisher: Publisher) -> Json:
    claim = result.claim
    author = {"@type": publisher.kind, "name": publisher.author, "url": publisher.author_url}
    review: dict[str, Json] = {
        "@type": "ClaimReview",
        "url": publisher.url.replace("{id}", quote(claim.id, safe="")),
        "claimReviewed": claim.text,
        "author": author,
        "publisher": author,
        "itemReviewed": _claim(result),
        "reviewRating": _rating(result.label),
        "reviewBody": result.reason,
    }
    if publisher.date:
        review["datePublished"] = publisher.date
    if claim.tags:
        review["keywords"] = list(claim.tags)
    sources = dict.fromkeys(result.evidence[found.evidence].source for found in result.decisive)
    if cited := [_citation(one) for one in sources]:
        review["citation"] = cited
    return review


def _claim(result: Result) -> Json:
    claim = result.claim
    told: dict[str, Json] = {"@type": "Claim", "text": claim.text}
    if claim.speaker:
        person = kind(claim.speaker) is Kind.PERSON
        type_ = "Person" if person else "Organization"
        told["author"] = {"@type": type_, "name": claim.speaker}
    if claim.as_of:
        told["datePublished"] = claim.as_of.isoformat()
    return told


def _rating(label: Label) -> Json:
    value, word = RATINGS[label]
    rating: dict[str, Json] = {"@type": "Rating", "alternateName": word}
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return rating


def _citation(source: Source) -> Json:
    told: dict[str, Json] = {"@type": "CreativeWork", "text": source.text}
    if source.title:
        told["name"] = source.title
    if source.link:
        told["url"] = source.link
    if source.outlet:
        told["publisher"] = {"@type": "Organization", "name": source.outlet}
    if source.published:
        told["datePublished"] = source.published.isoformat()
    return told
