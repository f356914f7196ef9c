"""One report for every format: claims of all fates, one of a draft, a slip, a hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml
from report_samples import DRONES, VERDICTS, WIRE, claim, evidence, value

from claimcheck.audit import audit
from claimcheck.reports.building import of_audit, of_verdicts
from claimcheck.reports.model import Report
from claimcheck.reports.policy import FAIL_ON, Policy
from claimcheck.types import (
    Article,
    Context,
    Label,
    Location,
    Outcome,
    Publisher,
    Span,
    Unchecked,
    Verdict,
)

PUBLISHER = Publisher(
    "Harbour Courier", "https://courier.example", "https://courier.example/checks/{id}"
)
HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \"'>&amp; {0}"
    " [a](javascript:b) ::error::100% @all\u202e\x1b[31m\x00 $5 and $6 | ]]> <!-- \u2028 end"
)
ATTACK = Article(
    id="<b>attack</b>",
    path="odd, 100%/a:b?.txt",
    text=HOSTILE,
    url="javascript:alert(3)",
    title="<i onclick=alert(4)>title</i>",
    outlet="Out\"let' <x>",
    published=date(2022, 4, 22),
)

_DRAFTED = replace(
    claim("drafted", "The guard got 400 drones, said the harbour master.", 20),
    origin=Location("drafts/drones.md", 3, 5),
    speaker="Anna Berg",
    as_of=date(2022, 4, 23),
    tags=("aid", "drones"),
    note="Ask the harbour master.",
)
_LATER = Article(
    id="later.txt",
    path="later.txt",
    text="The guard had 350 drones by May.",
    outlet="Nordhavn Review",
    url="https://review.example/drones?a=1&b=2",
    title="Drones by May",
    published=date(2022, 5, 2),
)
_BY_MAY = replace(
    evidence(_LATER, _LATER.text, rank=2),
    context=Context(published=_LATER.published, before="Winter is over.", after="More will come."),
)
_ATTACKED = replace(
    claim("odd%2C: id\n::warning::", HOSTILE, 22),
    tags=("<tag>", "aid"),
    location=Location("odd, 100%/c:1.yaml", 1, 1),
)
_PARTLY = claim("partly", "The ministry gave 300 drones and much else.", 24)

SAMPLE_VERDICTS = (
    *VERDICTS,
    Verdict(
        _DRAFTED,
        Label.REFUTED,
        0.93,
        "the claim says 400 drones, the source 300 drones",
        (
            value(
                Outcome.CONFLICTS,
                "the claim says 400 drones, the source 300 drones",
                _DRAFTED,
                "400 drones",
                DRONES,
                "300 drones",
            ),
            value(
                Outcome.CONFLICTS,
                "the claim says 400 drones, the source 350 drones",
                _DRAFTED,
                "400 drones",
                _BY_MAY,
                "350 drones",
            ),
        ),
        (DRONES, _BY_MAY),
    ),
    Verdict(
        _ATTACKED,
        Label.NOT_ENOUGH,
        0.5,
        HOSTILE,
        (),
        (evidence(ATTACK, HOSTILE),),
        (Unchecked(Span(0, 9), HOSTILE),),
    ),
    Verdict(
        _PARTLY,
        Label.SUPPORTED,
        0.9,
        "The source says so.",
        (value(Outcome.AGREES, "both say 300", _PARTLY, "300 drones", DRONES, "300 drones"),),
        (DRONES,),
        (Unchecked(Span(33, 42), "no source tells of it"),),
    ),
)
assert WIRE in {piece.article for one in SAMPLE_VERDICTS for piece in one.evidence}


def clippings() -> list[Article]:
    """Articles of which two tell one figure differently, and one is hostile."""
    cases = Path(__file__).parent / "cases" / "audit-between.yaml"
    rows = yaml.safe_load(cases.read_text("utf-8"))[1]["texts"]
    found = [
        Article(
            f"a{at}",
            f"a{at}.txt",
            f"{row['title']}\n\n{row['text']}" if "title" in row else row["text"],
            title=row.get("title"),
            published=row.get("date"),
        )
        for at, row in enumerate(rows)
    ]
    return [*found, ATTACK]


def audited(*, illustrated: bool = True) -> Report:
    """The report of an audit with a finding."""
    from claimcheck.audit import FAIL_ON as FATAL

    done = audit(clippings())
    assert done.found
    return of_audit(done, FATAL, Policy(), illustrated=illustrated)


def sample(*, fail_on: tuple[Label, ...] = FAIL_ON, illustrated: bool = True) -> Report:
    """The report of claims, with what does not fit within texts beside them."""
    report = of_verdicts(
        SAMPLE_VERDICTS, Policy(fail_on), publisher=PUBLISHER, illustrated=illustrated
    )
    return replace(report, slips=audited(illustrated=illustrated).slips)
