"""What is told of drafts beside the verdicts: what was read, left out, changed and set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.audit import Discrepancy
from claimcheck.extraction import Extraction, Left, LeftOut
from claimcheck.extraction.changes import Changes
from claimcheck.reports.excerpt import printable
from claimcheck.schema import Json
from claimcheck.types import Claim, Location

#: Sentences left out that are named; `--verbose` names all.
_SHOWN = 3
#: Characters of a sentence that one line bears.
_LINE = 90


@dataclass(frozen=True, slots=True)
class DraftNotes:
    """What a report on drafts tells beside the verdicts.

    `copies` are pairs of a draft's path and the ids of the indexed articles that are the draft
    itself, and no evidence for it. `inner` is what does not fit within a draft, those first
    that fail the run.
    """

    extraction: Extraction
    changes: Changes | None = None
    copies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    inner: tuple[Discrepancy, ...] = ()

    def own(self, claim: Claim) -> tuple[str, ...]:
        """The articles that are the draft which the claim stands in."""
        return dict(self.copies).get(claim.location.path, ())


def read_lines(draft: DraftNotes, *, every: bool) -> Iterator[str]:
    """What was left out and what was read."""
    yield from left_out(draft.extraction, every=every)
    yield counted(draft.extraction)


def every_line(draft: DraftNotes) -> Iterator[str]:
    """All that is told beside the claims: what changed, what is the draft itself, what was read."""
    if draft.changes is not None:
        yield from changed(draft.changes)
    for path, ids in draft.copies:
        yield f"{path} is in the index as {', '.join(ids)}, which is no evidence for itself"
    yield from read_lines(draft, every=True)


def draft_object(draft: DraftNotes) -> dict[str, Json]:
    """What is told, for programs, but for `inner`, which the report's model has.

    `claimcheck.schema.report_schema` has its fields.
    """
    return {
        "sentences": draft.extraction.sentences,
        "left_out": [
            {**_at(one.location), "text": one.text, "why": one.why.value}
            for one in draft.extraction.left
        ],
        "copies": [{"path": path, "articles": list(ids)} for path, ids in draft.copies],
        "changes": _changes(draft.changes) if draft.changes else None,
    }


def _changes(changes: Changes) -> Json:
    return {
        "same": [after.id for _, after in changes.same],
        "changed": [
            {"was": _claim(before), "now": _claim(after)} for before, after in changes.changed
        ],
        "new": [_claim(claim) for claim in changes.new],
        "gone": [_claim(claim) for claim in changes.gone],
    }


def _claim(claim: Claim) -> Json:
    return {"id": claim.id, "text": claim.text, **_at(claim.location)}


def _at(location: Location) -> dict[str, Json]:
    return {"path": location.path, "line": location.line, "column": location.column}


def counted(extraction: Extraction) -> str:
    """What was read and what became of it, on one line."""
    counts = Counter(one.why for one in extraction.left)
    left = [f"{counts[why]} {_several(why, counts[why])}" for why in Left if counts[why]]
    bare = extraction.sentences - len(extraction.claims) - len(extraction.left)
    if bare:
        left.append(f"{bare:,} without figure, date or quotation")
    claims = _count(len(extraction.claims), "claim")
    rest = f"; left out: {', '.join(left)}" if left else ""
    return f"{_count(extraction.sentences, 'sentence')} read, {claims}{rest}"


def left_out(extraction: Extraction, *, every: bool) -> Iterator[str]:
    """The sentences that have something to check and are no claims, a line each."""
    shown: Sequence[LeftOut] = extraction.left if every else extraction.left[:_SHOWN]
    for one in shown:
        yield f"left out: {one.location}: {one.why.value}: {short(one.text)}"
    if len(extraction.left) > len(shown):
        yield f"left out: {len(extraction.left) - len(shown)} more (--verbose names them)"


def changed(changes: Changes) -> Iterator[str]:
    """What has changed since the former claims, a line each, counted on the last."""
    for before, after in changes.changed:
        yield f"changed: {after.location}: {short(after.text)}"
        yield f"    was: {before.location}: {short(before.text)}"
    for claim in changes.new:
        yield f"new:     {claim.location}: {short(claim.text)}"
    for claim in changes.gone:
        yield f"gone:    {claim.location}: {short(claim.text)}"
    foreign = f"; {len(changes.foreign)} of no draft named here" if changes.foreign else ""
    yield f"since {_file(changes)}: {changes.line()}{foreign}"


def _file(changes: Changes) -> str:
    pairs = (*changes.same, *changes.changed)
    former = [before for before, _ in pairs] + [*changes.gone, *changes.foreign]
    return former[0].location.path if former else "the former claims"


def short(text: str) -> str:
    """A sentence cut to what one line bears."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"


def _several(why: Left, count: int) -> str:
    return {
        Left.QUESTION: "question",
        Left.CAPTION: "caption",
        Left.HEADING: "heading",
        Left.FRAGMENT: "fragment",
    }[why] + ("" if count == 1 else "s")


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
