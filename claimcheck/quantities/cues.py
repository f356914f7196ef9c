"""The words that hedge or bound a figure, as a table: cues.tsv, beside this file.

Each row has a side (before or after the figure), the form it gives the figure, the cues
and why. A cue is kept as its tokens (`tokens`), lower case; the longest cue that stands right
at the figure is meant. What values a form allows is hedges.py's to say; docs/figures.md prints
both together.

Sources: J. Channell, Vague Language (1994); B. Geurts and R. Nouwen, "At least" et al., Language
83 (2007); R. Nouwen, Remarks on the polar orientation of almost (2006), and Two kinds of
modified numerals, Semantics and Pragmatics 3 (2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

from claimcheck.types import Form

#: Words that may stand between a cue and its figure without changing it ("at least another 40").
BETWEEN: Final = frozenset(
    "a an the only just exactly another additional extra its their his".split()
)
#: A cue after the figure is none where one of these, or a figure, follows it: "5 or more than
#: 6", "20 and up to 30", "above 10 and below 15".
RUNS_ON = frozenset({"than", "to"})

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: cues of one kind with the reason for their form.

    `side` is "before" or "after" the figure; `form` is None in the rows that tell which words
    are no cues, though they look like some. `cues` are as in the table, choices in braces.
    """

    side: str
    form: Form | None
    cues: tuple[str, ...]
    why: str


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of `text`, lower case: as the reader of figures sees them."""
    return tuple(_TOKEN.findall(text.lower()))


def spellings(cue: str) -> list[str]:
    """Every cue that one with choices in braces stands for."""
    found = _CHOICE.search(cue)
    if found is None:
        return [cue]
    parts = (cue[: found.start()] + one + cue[found.end() :] for one in found[1].split(","))
    return [made for part in parts for made in spellings(part)]


def _rows() -> Iterator[Row]:
    table = resources.files("claimcheck.quantities").joinpath("cues.tsv")
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            side, form, cues, why = line.split("\t")
            yield Row(side, Form(form) if form else None, tuple(cues.split("|")), why)


def _table(side: str) -> Mapping[tuple[str, ...], Form]:
    return MappingProxyType(
        {
            tokens(one): row.form
            for row in ROWS
            if row.side == side and row.form is not None
            for cue in row.cues
            for one in spellings(cue)
        }
    )


#: The table in its order.
ROWS = tuple(_rows())
#: The form that the words right before a figure give it: ("no", "more", "than") is AT_MOST.
BEFORE: Final = _table("before")
#: The same for the words right after it; a cue that begins with a sign ("+", "-odd") touches it.
AFTER = _table("after")
#: The words that hedge a figure alone: "about", "nearly".
HEDGE_WORDS = frozenset(cue[0] for cue in (*BEFORE, *AFTER) if len(cue) == 1)
