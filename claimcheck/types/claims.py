"""Claims, and the labels of verdicts on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from claimcheck.types.texts import Location


class Label(Enum):
    """The verdict on a claim, named as in AVeriTeC (Schlichtkrull et al., 2023)."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting evidence"
    NOT_ENOUGH = "not enough evidence"


class Period(NamedTuple):
    """The days from `since` to `until`, both included; an end that is None is open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        """Whether a day lies within; no day does, unless both ends are open."""
        if not isinstance(day, date):
            return self == ALWAYS
        return (self.since or day) <= day <= (self.until or day)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave to be wrong by one checker, for a reason; through the day `until`, else for good."""

    code: str
    reason: str
    location: Location
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim to check, with the place of its text in the claims file.

    `location` is the place of the first character of `text`. `text_locations`
    holds pairs of an offset in `text` and its place, one for each point where
    the text stops running on in its line (a folded line, an escape).
    `sources` restricts the search to articles whose id, path or outlet matches
    one of the glob patterns; empty means all; `since` and `until` to those published on these days
    or between them. `expect_stated` tells an expectation
    written in the claims file from the default. `origin` is the place in a draft from which the
    claim was extracted. `lead_in` is the line that introduces the list of which the claim is
    an item, `before` the sentence before it: both are read with the claim, neither is judged.
    `waive` are the faults that do not fail the run.
    """

    id: str
    text: str
    location: Location
    as_of: date | None = None
    speaker: str | None = None
    sources: tuple[str, ...] = ()
    expect: Label = Label.SUPPORTED
    tags: tuple[str, ...] = ()
    note: str | None = None
    expect_stated: bool = False
    text_locations: tuple[tuple[int, Location], ...] = ()
    origin: Location | None = None
    lead_in: str = ""
    before: str = ""
    waive: tuple[Waiver, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def period(self) -> Period:
        """The days on which what it is checked against was published."""
        return Period(self.since, self.until)

    def place(self, offset: int) -> Location:
        """Where character `offset` of `text` stands in the claims file."""
        start, known = 0, self.location
        for begins, place in self.text_locations:
            if begins > offset:
                break
            start, known = begins, place
        return known.after(offset - start)
