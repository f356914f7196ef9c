"""Every checker against its table: outcome, message and both excerpts, and the near misses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.alignment import align
from claimcheck.checkers import registry
from claimcheck.reading import read
from claimcheck.types import Comparison, Context, Entailment, Observation, Outcome

CASES = Path(__file__).parent / "cases"
CHECKERS = {checker.code: checker for checker in registry.load()}
TABLES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(CASES.glob("[A-Z][A-Z][A-Z][0-9][0-9][0-9].yaml"))
}
ROWS = [
    pytest.param(code, row, id=f"{code}-{at}")
    for code, rows in TABLES.items()
    for at, row in enumerate(rows)
]


def _compare(row: dict[str, Any]) -> Comparison:
    context = Context(
        published=_day(row.get("published")),
        title=row.get("title"),
        lead_in=row.get("lead_in"),
        before=row.get("before", ""),
        after=row.get("after", ""),
    )
    claim = read(row["claim"], Context(published=_day(row.get("as_of"))))
    comparison = align(claim, read(row["evidence"], context))
    if "entailment" not in row:
        return comparison
    return replace(comparison, entailment=Entailment(*row["entailment"], "test"))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _seen(code: str, row: dict[str, Any]) -> list[Observation]:
    return list(CHECKERS[code].check(_compare(row)))


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_case(code: str, row: dict[str, Any]) -> None:
    seen = _seen(code, row)
    if row["expect"] == "silent":
        assert seen == []
        return
    found = [
        {
            "expect": o.outcome.value,
            "message": o.message,
            "claim_span": o.claim.of(row["claim"]),
            "evidence_span": o.evidence.of(row["evidence"]),
        }
        for o in seen
    ]
    told = {key: row[key] for key in found[0] if key in row} if found else row
    assert told in [{key: one[key] for key in told} for one in found]
    assert row["expect"] != "conflicts" or {"message", "claim_span"} <= set(row)
    assert {o.outcome for o in seen} <= {Outcome(row["expect"]), Outcome.AGREES}


@pytest.mark.parametrize("code", TABLES)
def test_every_table_has_hits_and_more_near_misses(code: str) -> None:
    expected = Counter(row["expect"] for row in TABLES[code])
    assert expected["conflicts"] >= 3
    assert expected["silent"] + expected["unclear"] >= 5
    assert expected["agrees"] >= 3 or code in ONLY_CONFLICTS


def test_tables_and_checkers_are_the_same_set() -> None:
    assert set(TABLES) == set(CHECKERS)


#: Checkers that find a fault of their own sort, and leave agreeing to the ones beside them.
ONLY_CONFLICTS = {"NUM002", "NUM004", "NUM005", "NUM006", "DAT002"}

TEXTS = sorted(
    {row[side] for rows in TABLES.values() for row in rows for side in ("claim", "evidence")}
)


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_conflicts_with_itself(text: str) -> None:
    reading = read(text)
    comparison = align(reading, reading)
    conflicts = [
        (code, seen.message)
        for code, checker in CHECKERS.items()
        if code != "DAT002"  # it holds a text against the calendar, not against another text
        for seen in checker.check(comparison)
        if seen.outcome is Outcome.CONFLICTS
    ]
    assert conflicts == []
