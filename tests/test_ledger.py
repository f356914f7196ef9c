"""A sentence as a ledger: what has so many each, who has it, and what is done to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.alignment import align
from claimcheck.checkers import value_differs
from claimcheck.quantities.deeds import Deed
from claimcheck.quantities.ledger import Entry, entries
from claimcheck.reading import read
from claimcheck.types import Comparison


def _ledger(text: str) -> list[Entry]:
    return entries(text, read(text).quantities)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Every packet needs to hold 7 seeds.", "packet"),
        ("Each table needs 6 chairs.", "tabl"),
        ("He bought boxes of 12 eggs.", "box"),
        ("4 cups fit on a shelf.", "shelf"),
        ("She gave 5 cards to every 1 of her nieces.", "*"),
        ("He bought a box of 12 eggs.", ""),
        ("It reported losses of 12 crates.", ""),
        ("4 cups stood on a shelf.", ""),
        ("Each of the 8 trucks left.", ""),
    ],
)
def test_what_has_so_many_each(text: str, each: str) -> None:
    assert [entry.each for entry in _ledger(text)][:1] == [each]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Ann cut 15 roses and put them in the vase.", Deed.PUT),
        ("Ann took out 11 spoons from the drawer.", Deed.TAKE),
        ("15 guests showed up.", Deed.COME),
        ("15 guests didn't show up.", Deed.GO),
        ("15 guests did not leave.", None),
        ("15 cards were torn.", Deed.MARK),
        ("Ann took out 11 loans.", None),
        ("15 studies show it.", None),
    ],
)
def test_what_is_done_to_those_counted(text: str, deed: Deed | None) -> None:
    assert [entry.deed for entry in _ledger(text)] == [deed]


def test_her_of_a_noun_is_nobody_by_herself() -> None:
    assert _ledger("Ann gave her dad 8 coins.")[0].other == {"dad"}
    assert _ledger("Ann gave her 8 coins.")[0].other == {"her"}


def test_who_gave_him_some_is_who_gives_him_more() -> None:
    told = _ledger("Tom found 25 shells, Ann gave him some, and she gave him 15 shells.")
    assert told[1].doer == {"ann"}
    told = _ledger("Tom found 25 shells, Ann gave Ivan some, and she gave him 15 shells.")
    assert told[1].doer == {"she"}


def test_an_equal_figure_of_each_of_other_things_is_none_of_these() -> None:
    claim = read("6 players were on her team.")
    found = align(claim, read("Ann's team won its game, and everyone else got 6 points each."))
    pairs = tuple(replace(pair, comparable=True) for pair in found.quantities)
    assert _outcomes(replace(found, quantities=pairs)) == ["unclear"]


def _outcomes(comparison: Comparison) -> list[str]:
    return [seen.outcome.value for seen in value_differs.check(comparison)]


def test_more_than_twenty_quarters_are_coins() -> None:
    def units(text: str) -> list[str]:
        return [quantity.unit.name for quantity in read(text).quantities]

    assert units("She has 28 quarters.") == [""]
    assert units("She has 9 dimes and 7 quarters.") == ["", ""]
    assert units("It grew in each of 24 quarters.") == ["quarters"]
    assert units("She has 7 quarters.") != [""]
