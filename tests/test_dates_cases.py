"""The tables of the date checkers: outcome, message and both excerpts of each case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from claimcheck.alignment import align
from claimcheck.checkers import date_differs, time_differs, weekday_does_not_fit
from claimcheck.reading import read
from claimcheck.types import Checker, Comparison, Context, Observation, Reading

CASES = Path(__file__).parent / "cases"
CHECKERS = (date_differs.CHECKER, weekday_does_not_fit.CHECKER, time_differs.CHECKER)


def reading(text: str, published: date | None = None) -> Reading:
    return read(text, Context(published=published))


def compare(case: dict[str, object]) -> Comparison:
    claim = reading(str(case["claim"]), case.get("as_of"))  # type: ignore[arg-type]
    evidence = reading(str(case["evidence"]), case.get("published"))  # type: ignore[arg-type]
    return align(claim, evidence)


def cases() -> list[tuple[Checker, dict[str, object]]]:
    found = []
    for checker in CHECKERS:
        table = yaml.safe_load((CASES / f"{checker.code}.yaml").read_text(encoding="utf-8"))
        found.extend((checker, case) for case in table)
    return found


@pytest.mark.parametrize(("checker", "case"), cases(), ids=lambda item: getattr(item, "code", ""))
def test_table(checker: Checker, case: dict[str, object]) -> None:
    comparison = compare(case)
    seen: list[Observation] = list(checker.check(comparison))
    outcomes = {found.outcome.value for found in seen}
    assert outcomes == (set() if case["expect"] == "silent" else {case["expect"]}), seen
    if "message" in case:
        assert [found.message for found in seen] == [case["message"]]
    if "claim_span" in case:
        assert seen[0].claim.of(comparison.claim.text) == case["claim_span"]
        assert seen[0].evidence.of(comparison.evidence.text) == case["evidence_span"]


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.code)
def test_no_text_conflicts_with_itself(checker: Checker) -> None:
    for owner, case in cases():
        for text in (str(case["claim"]), str(case["evidence"])):
            same = reading(text, date(2022, 4, 20))
            comparison = align(same, same)
            if owner.code == "DAT002" and checker.code == "DAT002":
                continue  # its claims contradict the calendar, which is the point
            assert not [o for o in checker.check(comparison) if o.outcome.value == "conflicts"]
