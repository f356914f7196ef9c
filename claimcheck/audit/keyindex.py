"""Which sentences to compare: those that share their rarest words, in blocks of bounded size.

Each sentence stands in the blocks of its rarest topic words and of pairs of them; in a block it is
set beside the few before it in time. The work grows with the number of sentences, not with its
square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.audit.archive import Fact

#: Rarest words of a sentence that make blocks, alone; and those of which each pair makes one.
_ALONE, _PAIRED = 3, 5
#: Sentences before it in a block that a sentence is compared with.
_WINDOW = 12
#: Twice the words shared, of the words of both, from which two sentences may say the same.
ALIKE = 0.45


def candidates(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of facts that may speak of one thing, each once, the earlier fact first."""
    frequency = Counter(word for fact in facts for word in fact.words)
    order = sorted(range(len(facts)), key=lambda n: (facts[n].day or 0, n))
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in order:
        fact = facts[number]
        met: set[int] = set()
        for key in _keys(fact, frequency):
            block = blocks[key]
            met.update(block[-_WINDOW:])
            block.append(number)
        for other in sorted(met):
            if _alike(facts[other], fact):
                yield other, number


def _keys(fact: Fact, frequency: Counter[str]) -> Iterator[tuple[str, ...]]:
    """The blocks of a fact: words that no other fact has make none."""
    rare = sorted(
        (word for word in fact.words if frequency[word] > 1),
        key=lambda word: (frequency[word], word),
    )
    for word in rare[:_ALONE]:
        yield (word,)
    for pair in combinations(rare[:_PAIRED], 2):
        yield pair


def _alike(one: Fact, other: Fact) -> bool:
    if not one.units & other.units:
        return False
    shared = len(one.words & other.words)
    return 2 * shared >= ALIKE * (len(one.words) + len(other.words))
