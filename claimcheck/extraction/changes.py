"""What has changed between the claims extracted before and those of the draft as it is now.

Sentences are the same by their words, wherever they stand; a moved one has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from claimcheck.extraction.ids import canonical
from claimcheck.types import Claim

#: Share of words in common, 0 to 1, from which a new sentence is taken for a lost one rewritten:
#: the ratio that difflib's own documentation gives for "close matches".
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Changes:
    """How two extractions differ.

    `same` and `changed` hold pairs of the former claim and the one of now; `foreign` are former
    claims of no draft that is looked at. Each is in the order of the draft, or of the former file.
    """

    same: tuple[tuple[Claim, Claim], ...]
    changed: tuple[tuple[Claim, Claim], ...]
    new: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    foreign: tuple[Claim, ...]

    def line(self) -> str:
        """Everything counted, on one line."""
        return (
            f"{len(self.same)} unchanged, {len(self.changed)} changed, {len(self.new)} new, "
            f"{len(self.gone)} gone"
        )


def compare(former: Sequence[Claim], now: Sequence[Claim], *, drafts: Container[str]) -> Changes:
    """What has changed from the `former` claims to those of `now`.

    `drafts` are the paths whose former claims are gone where they are not found; those of others
    are `foreign`, and so is a claim that no draft is told for and none has.
    """
    others = [claim for claim in former if claim.origin and claim.origin.path not in drafts]
    elsewhere = {id(claim) for claim in others}
    left, rest = [claim for claim in former if id(claim) not in elsewhere], list(now)
    same = _paired(left, rest, lambda claim: (_draft(claim), claim.id, *_words(claim)))
    same += _paired(left, rest, lambda claim: (_draft(claim), *_words(claim)))  # renamed by hand
    same += _paired(left, rest, _words)  # in another draft
    changed = _paired(left, rest, lambda claim: claim.id)  # its "he" is somebody else now
    ours = [claim for claim in left if claim.origin]
    changed += _alike(ours, rest)
    kept = {id(claim) for claim in ours} | {id(before) for before, _ in (*same, *changed)}
    order = {id(claim): at for at, claim in enumerate(now)}

    def by_place(pair: tuple[Claim, Claim]) -> int:
        return order[id(pair[1])]

    return Changes(
        same=tuple(sorted(same, key=by_place)),
        changed=tuple(sorted(changed, key=by_place)),
        new=tuple(rest),
        gone=tuple(ours),
        foreign=tuple(claim for claim in former if id(claim) not in kept),
    )


def carried(changes: Changes, now: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of now, with what the former file says of those that have not changed.

    A claim keeps its name, speaker, sources with their days, expectation, tags, note and waivers;
    one whose sentence has changed keeps its sources, their days and tags, since what was expected
    of the old one may hold no longer.
    """
    same = {id(after): _keeping(before, after) for before, after in changes.same}
    changed = {
        id(after): replace(
            after,
            sources=before.sources,
            since=before.since,
            until=before.until,
            tags=before.tags,
        )
        for before, after in changes.changed
    }
    taken = {claim.id for claim in same.values()}
    return tuple(
        same.get(id(claim)) or _renamed(changed.get(id(claim), claim), taken) for claim in now
    )


def _keeping(before: Claim, after: Claim) -> Claim:
    return replace(
        after,
        id=before.id,
        speaker=before.speaker or after.speaker,
        sources=before.sources,
        since=before.since,
        until=before.until,
        expect=before.expect,
        expect_stated=before.expect_stated,
        tags=before.tags,
        note=before.note or after.note,
        waive=before.waive,
    )


def _renamed(claim: Claim, taken: set[str]) -> Claim:
    """The claim under a name that none of the others has."""
    name, number = claim.id, 2
    while name in taken:
        name, number = f"{claim.id}-{number}", number + 1
    taken.add(name)
    return replace(claim, id=name)


def _draft(claim: Claim) -> str | None:
    return claim.origin.path if claim.origin else None


def _words(claim: Claim) -> tuple[str, str]:
    return canonical(claim.text), canonical(claim.lead_in)


_Pairs = list[tuple[Claim, Claim]]


def _paired(left: list[Claim], rest: list[Claim], key: Callable[[Claim], object]) -> _Pairs:
    """Pairs of equal key, each claim once, taken out of both lists."""
    known: dict[object, list[Claim]] = {}
    for claim in left:
        known.setdefault(key(claim), []).append(claim)
    pairs: _Pairs = []
    for claim in tuple(rest):
        if found := known.get(key(claim)):
            pairs.append((found.pop(0), claim))
    _take_out(left, rest, pairs)
    return pairs


def _alike(left: list[Claim], rest: list[Claim]) -> _Pairs:
    """Pairs that share most of their words, the most alike first, taken out of both lists."""
    scored = list(_scores([_told(claim) for claim in left], [_told(claim) for claim in rest]))
    pairs: _Pairs = []
    used: set[tuple[str, int]] = set()
    for _, at, to in sorted(scored, key=lambda found: (-found[0], found[1:])):
        if not used & {("left", at), ("rest", to)}:
            used |= {("left", at), ("rest", to)}
            pairs.append((left[at], rest[to]))
    _take_out(left, rest, pairs)
    return pairs


def _told(claim: Claim) -> list[str]:
    return canonical(claim.text).lower().split()


def _scores(
    left: Sequence[list[str]], rest: Sequence[list[str]]
) -> Iterator[tuple[float, int, int]]:
    """The likeness of the words of `left` and `rest` where it suffices, with both positions.

    The cheap upper bounds first, as `difflib.get_close_matches` has them.
    """
    matcher = SequenceMatcher[str](None, autojunk=False)
    for to, theirs in enumerate(rest):
        matcher.set_seq2(theirs)
        for at, mine in enumerate(left):
            matcher.set_seq1(mine)
            if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
                continue
            if (score := matcher.ratio()) >= _ALIKE:
                yield score, at, to


def _take_out(left: list[Claim], rest: list[Claim], pairs: _Pairs) -> None:
    for at, claims in enumerate((left, rest)):
        out = {id(pair[at]) for pair in pairs}
        claims[:] = [claim for claim in claims if id(claim) not in out]
