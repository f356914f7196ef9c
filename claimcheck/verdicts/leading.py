"""Items of a list: a figure conflicts only where the evidence speaks of the same list.

"25,000 helmets" under "The package of March includes:" is no slip because the package of April has
30,000, although the item has no word of March.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.alignment.topics import evidence_keys, key_of, topic_words
from claimcheck.text.synonyms import canonical
from claimcheck.text.words import stem
from claimcheck.types import Finding, Outcome, Reading, Span
from claimcheck.verdicts.hearing import Piece
from claimcheck.verdicts.rule import Ruling

#: Share of the lead-in's topic words that evidence on the same list has more than.
_SAME_LIST = 0.5
#: Words that only lead in.
_EMPTY = frozenset(
    canonical(stem(word))
    for word in """
    include contain comprise consist hold list follow following item latest new late full whole
    among main key detail breakdown
    """.split()
)


def led_in(claim: Reading, lead: int) -> Reading:
    """The claim without the words of its lead-in that only lead in, which no source need say."""
    words = (
        word for word in claim.words if word.span.end > lead or canonical(word.stem) not in _EMPTY
    )
    return replace(claim, words=tuple(words))


def of_this_list(piece: Piece, claim: Reading, lead: int) -> Piece:
    """The piece with its conflicts unclear where it does not speak of the claim's list.

    The first `lead` characters of the claim are its lead-in.
    """
    words = [word for word in topic_words(claim) if word.span.end <= lead]
    had = evidence_keys(piece.comparison.evidence)
    if not words or sum(key_of(word) in had for word in words) > _SAME_LIST * len(words):
        return piece
    return doubted(piece, "perhaps of another list")


def doubted(piece: Piece, why: str) -> Piece:
    """The piece with its conflicts of figures and dates unclear, for the reason given.

    Words quoted, denied or said by another name their own subject.
    """
    return replace(piece, findings=tuple(_doubted(finding, why) for finding in piece.findings))


def _doubted(finding: Finding, why: str) -> Finding:
    if finding.outcome is not Outcome.CONFLICTS or finding.code[:3] not in ("NUM", "SUM", "DAT"):
        return finding
    return replace(finding, outcome=Outcome.UNCLEAR, message=f"{finding.message}, {why}")


def without_lead_in(ruling: Ruling, lead: int) -> Ruling:
    """The ruling with spans of the claim after its first `lead` characters; before them, empty."""
    if not lead:
        return ruling
    findings = tuple(replace(f, claim=_cut(f.claim, lead)) for f in ruling.findings)
    unchecked = tuple(replace(u, span=_cut(u.span, lead)) for u in ruling.unchecked)
    return replace(ruling, findings=findings, unchecked=unchecked)


def _cut(span: Span, lead: int) -> Span:
    return Span(max(span.start - lead, 0), max(span.end - lead, 0))
