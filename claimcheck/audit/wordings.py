"""One quotation in two wordings: what stands in quotation marks twice, and not alike.

Quotations are compared as `quotations.matching` compares a claim's with a source's; which
of them to compare is told by the runs of three words that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.audit.groups import Groups
from claimcheck.audit.types import Discrepancy, Kind, mention
from claimcheck.checkers.quotation_altered import CHECKER, matters
from claimcheck.evidence import Passage
from claimcheck.quotations import pair
from claimcheck.types import Quotation, QuotationPair, Slot

#: Words in a row that two wordings of one quotation share at least.
_RUN = 3
#: Words: a shorter passage is a phrase, which a speaker may use twice and not alike.
_SHORTEST = 8
_WEIGHT = 1.0


def altered(passages: Sequence[Passage]) -> Iterator[Discrepancy]:
    """Each quotation that an article gives in two wordings or more, with all of them."""
    quoted = list(_quoted(passages))
    groups = Groups[int]()
    changes: dict[int, list[str]] = defaultdict(list)
    for one, other in _candidates([quotation for _, quotation in quoted]):
        found = _nearest(quoted[one], quoted[other])
        if found is None or found.speaker is Slot.DIFFERENT:
            continue
        told = [pair for pair in found.changes if matters(*pair)]
        if not told:
            continue
        groups.join(one, other)
        changes[one] += (f"“{mine or '…'}” and “{theirs or '…'}”" for mine, theirs in told)
    for group in groups:
        told_apart = list(dict.fromkeys(words for one in group for words in changes[one]))
        places = tuple(mention(quoted[one][0], quoted[one][1].span) for one in sorted(group))
        message = f"one quotation in {len(places)} wordings: {'; '.join(told_apart[:4])}"
        yield Discrepancy(
            Kind.QUOTATION, CHECKER.code, CHECKER.name, message, places, weight=_WEIGHT
        )


def _quoted(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Quotation]]:
    """The quotations of an article, one that runs over several sentences once."""
    seen: set[str] = set()
    for passage in passages:
        for quotation in passage.reading.quotations:
            long = len(quotation.text.split()) >= _SHORTEST
            if long and quotation.text not in seen:
                seen.add(quotation.text)
                yield passage, quotation


def _candidates(quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Pairs of quotations that share a run of words, each once, the earlier first."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, quotation in enumerate(quotations):
        words = [word.strip(".,;:!?’'\"").lower() for word in quotation.text.split()]
        for run in {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}:
            having[run].append(number)
    yield from sorted(
        {
            (one, other)
            for numbers in having.values()
            for at, one in enumerate(numbers)
            for other in numbers[at + 1 :]
        }
    )


def _nearest(
    one: tuple[Passage, Quotation], other: tuple[Passage, Quotation]
) -> QuotationPair | None:
    """The two beside each other, the shorter as if quoted from the longer."""
    short, long = sorted((one, other), key=lambda each: len(each[1].text))
    mine = replace(short[0].reading, quotations=(short[1],))
    theirs = replace(long[0].reading, text=long[1].text, quotations=(long[1],))
    found = pair(mine, theirs)
    return found[0] if found and found[0].similarity < 1 else None
