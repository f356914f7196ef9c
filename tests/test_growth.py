"""The work of a judgement grows as its texts do, told in calls and never in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

import claimcheck
from claimcheck.text.remembered import meeting, remembered

_CROPS = ("wheat", "barley", "oats", "rye", "hops", "flax", "beans")
_MONTHS = ("March", "May", "June", "July", "October")


def _crop(i: int) -> str:
    return _CROPS[i % len(_CROPS)]


def _month(i: int) -> str:
    return _MONTHS[i % len(_MONTHS)]


#: For each sort of list how its i-th item reads, and a text of one that meets it.
LISTS: dict[str, tuple[Callable[[int], str], str]] = {
    "dates": (
        lambda i: f"the {_crop(i)} ran from {1 + i % 27} {_month(i)} {1900 + i % 90} to 2001",
        "The wheat ran from 3 May 1920 to 1980.",
    ),
    "figures": (lambda i: f"{30 + 7 * i} lorries of {_crop(i)}", "The port counts 450 lorries."),
    "names": (
        lambda i: f"Ana Sorel{_crop(i)}{i} of Port {_crop(i * 3).title()}{i}",
        "Ana Sorelwheat7 met Luca Brandt in Port Hops.",
    ),
    "quotations": (
        lambda i: f"“we will sow the {_crop(i)} of field {i} here”, said Ana Sorel{i}",
        "“We will sow the rye”, said Ana Sorel.",
    ),
    "denials": (
        lambda i: f"no lorries of {_crop(i)} were lost in {1900 + i % 90} but 40 were not sold",
        "No lorries were lost in 1950, and 45 were not sold.",
    ),
    "events": (
        lambda i: f"Ana Sorel opened mill {i} on {1 + i % 27} {_month(i)} {1900 + i % 90}",
        "Ana Sorel opened the mill before Luca Brandt closed the dam on 4 May 1950.",
    ),
    "speech": (
        lambda i: f"Ana Sorel said that the {_crop(i)} would grow after the dam had closed",
        "Ana Sorel said that the rye would grow.",
    ),
}
#: Twice the text may take so much more work: what is reckoned once, and a logarithm.
_TWICE = 2.5
_SHORT, _LONG = 60, 120


def _list(item: Callable[[int], str], count: int) -> str:
    return f"The report tells that {', '.join(map(item, range(count)))}."


def _calls(claim: str, evidence: str) -> int:
    """How many functions are called for one judgement."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(called)
    try:
        claimcheck.judge(claim, evidence)
    finally:
        sys.setprofile(former)
    return count


@pytest.mark.parametrize("sort", LISTS)
@pytest.mark.parametrize("long_claim", [False, True], ids=["evidence", "claim"])
def test_twice_the_text_takes_about_twice_the_work(sort: str, long_claim: bool) -> None:
    item, other = LISTS[sort]
    claimcheck.judge(other, _list(item, 2))  # what is loaded once
    calls = []
    for count in (_SHORT, _LONG):
        text = _list(item, count)
        calls.append(_calls(text, other) if long_claim else _calls(other, text))
    assert calls[1] <= _TWICE * calls[0]


def test_lists_that_meet_are_compared_up_to_a_limit() -> None:
    for mine in (0, 1, 5, 30, 400):
        for theirs in (0, 1, 5, 30, 400):
            ours, others = meeting(range(mine), range(theirs), 100)
            assert len(ours) * len(others) <= 100
            if mine * theirs <= 100:
                assert (len(ours), len(others)) == (mine, theirs)
            else:  # as many as there is room for, the first of each
                assert len(ours) >= min(mine, 10)
                assert len(others) >= min(theirs, 10)
            assert list(ours) == list(range(len(ours)))
            assert list(others) == list(range(len(others)))


def test_a_value_is_reckoned_once_and_its_equal_anew() -> None:
    asked: list[list[int]] = []

    @remembered
    def total(of: list[int]) -> int:
        asked.append(of)
        return sum(of)

    one, equal = [1, 2], [1, 2]
    assert [total(one), total(one), total(equal), total(one)] == [3, 3, 3, 3]
    assert len(asked) == 2


def test_beyond_the_limit_a_part_stays_open() -> None:
    figures = [f"{3000 + 7 * i} crates of {_crop(i)}" for i in range(160)]
    text = f"The port sold {', '.join(figures)}."
    verdict = claimcheck.judge(text, text)
    assert verdict.label.value == "not enough evidence"
    few = f"The port sold {', '.join(figures[:20])}."
    assert claimcheck.judge(few, few).label.value == "supported"
