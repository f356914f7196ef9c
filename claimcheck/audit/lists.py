"""Lists that tell a total: as their last item ("Total: 480"), or in the line that leads them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from claimcheck.audit.arithmetic import SUM, slip, sum_fault
from claimcheck.audit.types import Discrepancy, mention
from claimcheck.evidence import Passage
from claimcheck.quantities.breakdowns import Breakdown, Told
from claimcheck.quantities.relations import alike
from claimcheck.types import Form, Quantity, Role, SentenceKind

_TOTAL = re.compile(r"\W*(?:(?:grand|overall)\s+)?(?:total|sum|altogether|in\s+all)\b", re.I)
_PARTS = (Role.VALUE, Role.TOTAL, Role.SHARE)


def slips(passages: Sequence[Passage]) -> Iterator[Discrepancy]:
    """Every list of an article whose items do not make the total that its last item tells."""
    for listed, run in groupby(passages, key=_list_of):
        items = list(run)
        if listed is not None and len(items) > 2:
            yield from _checked(items)


def _list_of(passage: Passage) -> tuple[int, int] | None:
    """The list that a sentence is an item of, by its lead-in; None for what is no item."""
    if passage.sentence.kind is not SentenceKind.LIST_ITEM:
        return None
    lead = passage.sentence.lead_in
    return (lead.start, lead.end) if lead else (-1, -1)


def _checked(items: Sequence[Passage]) -> Iterator[Discrepancy]:
    *parts, last = items
    total = _only(last)
    if total is None or not _TOTAL.match(last.reading.text):
        return
    figures = [_only(part) for part in parts]
    told = tuple(one for one in figures if one is not None and alike(total, one))
    if len(told) != len(parts):
        return
    message = sum_fault(Breakdown(total, told, Told.ALL), last.reading.text)
    if message is not None:
        places = [mention(last, total.span)]
        places += [mention(part, one.span) for part, one in zip(parts, told, strict=True)]
        yield slip(SUM, message, places)


def _only(passage: Passage) -> Quantity | None:
    """The one figure of an item, where it has one and it is exact."""
    figures = passage.reading.quantities
    if len(figures) != 1 or figures[0].form is not Form.EXACT or figures[0].role not in _PARTS:
        return None
    return figures[0]
