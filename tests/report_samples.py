"""Verdicts made by hand, for the reports and the command line."""

from __future__ import annotations

from datetime import date

from claimcheck.types import (
    Article,
    Claim,
    Context,
    Evidence,
    Finding,
    Label,
    Location,
    Outcome,
    Sentence,
    Span,
    Unchecked,
    Verdict,
)

COURIER = Article(
    id="seeds/courier.txt",
    path="seeds/courier.txt",
    text=(
        "Second package\n"
        "The ministry gave 300 drones to the coast guard on Monday.\n"
        "“We will not send ships,” said Minister Anna Berg."
    ),
    title="Second package",
    outlet="Harbour Courier",
    published=date(2022, 4, 21),
)
WIRE = Article(
    id="wire.jsonl#4",
    path="wire.jsonl",
    text="Two hundred drones went north. It had 300 drones before.",
)
LONG = Article(
    id="long.txt",
    path="long.txt",
    text="Im 東京 office, "
    + "where the committee of the harbour towns has its seat since the last reform, " * 2
    + "the 漁業 council counted 1,250 boats\tin the bay, "
    + "and the fishers, who had waited for the count since early spring, were content.",
    outlet="北の新聞",
)


def evidence(article: Article, text: str, *, rank: int = 1, score: float | None = 0.8) -> Evidence:
    start = article.text.index(text)
    span = Span(start, start + len(text))
    sentence = Sentence(article.id, rank, span, text)
    via = ("vectors", "lexical") if score is not None else ("lexical",)
    return Evidence(sentence, article, Context(), score=score, rank=rank, via=via)


DRONES = evidence(COURIER, "The ministry gave 300 drones to the coast guard on Monday.")
SHIPS = evidence(COURIER, "“We will not send ships,” said Minister Anna Berg.", score=0.61)
NORTH = evidence(WIRE, "Two hundred drones went north.", rank=2, score=None)
AGAIN = evidence(WIRE, "It had 300 drones before.", rank=3)
BOATS = evidence(LONG, LONG.text)


def claim(name: str, text: str, line: int, *, expect: Label | None = None) -> Claim:
    return Claim(
        id=name,
        text=text,
        location=Location("claims/aid.yaml", line, 11),
        expect=expect or Label.SUPPORTED,
        expect_stated=expect is not None,
    )


def finding(
    code: str,
    name: str,
    outcome: Outcome,
    message: str,
    on: Claim,
    words: str,
    piece: Evidence,
    source_words: str,
) -> Finding:
    start = on.text.index(words)
    at = piece.sentence.text.index(source_words)
    return Finding(
        code,
        name,
        outcome,
        message,
        Span(start, start + len(words)),
        piece,
        Span(at, at + len(source_words)),
    )


def value(
    outcome: Outcome, message: str, on: Claim, words: str, piece: Evidence, at: str
) -> Finding:
    return finding("NUM001", "value-differs", outcome, message, on, words, piece, at)


SUPPORTED = claim("drones", "The ministry gave 300 drones.", 4)
REFUTED = claim("more-drones", "The ministry gave 400 drones to the guard.", 6)
CAUGHT = claim("ships", "Minister Berg said: “We will send ships.”", 8, expect=Label.REFUTED)
CONFLICTING = claim("split", "The guard got 300 drones.", 10, expect=Label.CONFLICTING)
MISSING = claim("planes", "About many planes were promised.", 12)
BAY = claim("boats", "The council counted 1,520 boats.", 14)
MISJUDGED = claim("wrongly-refuted", "Three hundred drones were given.", 16, expect=Label.REFUTED)

VERDICTS = (
    Verdict(
        SUPPORTED,
        Label.SUPPORTED,
        0.97,
        "The source says so.",
        (
            value(
                Outcome.AGREES, "both say 300 drones", SUPPORTED, "300 drones", DRONES, "300 drones"
            ),
        ),
        (DRONES,),
    ),
    Verdict(
        REFUTED,
        Label.REFUTED,
        0.912345,
        "The claim says 400 drones where the source says 300.",
        (
            value(
                Outcome.CONFLICTS,
                "the claim says 400 drones, the source 300 drones",
                REFUTED,
                "400 drones",
                DRONES,
                "300 drones",
            ),
            value(
                Outcome.CONFLICTS,
                "the claim says 400 drones, the source 300 drones",
                REFUTED,
                "400 drones",
                AGAIN,
                "300 drones",
            ),
            value(
                Outcome.CONFLICTS,
                "the claim says 400 drones, the source two hundred drones",
                REFUTED,
                "400 drones",
                NORTH,
                "Two hundred drones",
            ),
        ),
        (DRONES, NORTH),
    ),
    Verdict(
        CAUGHT,
        Label.REFUTED,
        0.88,
        "the claim quotes “will send ships”, the source “will not send ships”",
        (
            finding(
                "QUO001",
                "quotation-altered",
                Outcome.CONFLICTS,
                "the claim quotes “will send ships”, the source “will not send ships”",
                CAUGHT,
                "We will send ships",
                SHIPS,
                "We will not send ships",
            ),
        ),
        (SHIPS,),
    ),
    Verdict(
        CONFLICTING,
        Label.CONFLICTING,
        0.7,
        "Two sources of equal standing disagree.",
        (
            value(Outcome.AGREES, "both say 300", CONFLICTING, "300 drones", DRONES, "300 drones"),
            value(
                Outcome.CONFLICTS,
                "200 against 300",
                CONFLICTING,
                "300 drones",
                NORTH,
                "Two hundred",
            ),
        ),
        (DRONES, NORTH),
    ),
    Verdict(
        MISSING,
        Label.NOT_ENOUGH,
        0.55,
        "No source speaks of planes.",
        (),
        (NORTH,),
        (Unchecked(Span(0, 10), "how many is not said"),),
    ),
    Verdict(
        BAY,
        Label.REFUTED,
        0.9,
        "The source counts other boats. " * 4,
        (value(Outcome.CONFLICTS, "1,520 against 1,250", BAY, "1,520", BOATS, "1,250"),),
        (BOATS,),
    ),
    Verdict(MISJUDGED, Label.SUPPORTED, 0.8, "The source says so.", (), (DRONES,)),
)
