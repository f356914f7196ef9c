"""The rest of a whole that a part is told of: "60 percent is bought, the rest is from stocks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from claimcheck.quantities.phrases import MARKS, Holder, is_stop, is_verb, own, stems_of
from claimcheck.quantities.tokens import FRONT, Tokens
from claimcheck.types import Quantity

#: What is left of a whole that was told a part of.
REST: Final = re.compile(r"\bthe (?:rest|remainder)\b(?! of the (?:day|week|month|year))", re.I)


def part_and_rest(
    tokens: Tokens, figures: Sequence[Quantity], begins: int, ends: int
) -> tuple[Holder, ...]:
    """ "60 percent was bought from a mill, with *the remainder* taken from stocks": a part and it.

    () where the rest is told in a figure too, or where the parts before it are several.
    """
    parts = [at for at, figure in enumerate(figures) if figure.unit.dimension == "percent"]
    if len(parts) != 1 or figures[-1].span.start > begins:
        return ()
    figure = figures[parts[0]]
    after = figure.item_span.end if figure.item_span else figure.span.end
    low = tokens.low
    words = [k for k in range(FRONT, tokens.stop) if after <= tokens.start[k] < begins]
    verbs = [k for k in words if is_verb(tokens, k)]
    if not verbs:
        return ()
    rest = [k for k in range(verbs[0], tokens.stop) if tokens.start[k] >= ends]
    closes = next((k for k in rest if low[k] in MARKS or is_stop(tokens, k)), tokens.stop)
    phrases = [stems_of(tokens, range(verbs[0], words[-1] + 1)), frozenset[str]()]
    if rest:
        phrases[1] = stems_of(tokens, range(rest[0], closes))
    told = own(phrases)
    if not all(told):
        return ()
    part, left = told
    return Holder("", part, frozenset(), (parts[0],)), Holder("", left, frozenset(), ())
