"""The verdict rule: from what is known of each part to one label, with a reason in words.

- refuted: some part is contradicted by evidence that speaks of the claim, and no evidence of
  equal standing agrees;
- conflicting evidence: for some part, pieces of equal standing disagree, and dates do not tell
  which one is out of date;
- supported: every part agrees, no figure was left unread, one article has the rest of the
  claim's words or, by a model of entailment, its sense, and its names, and no predicate is
  turned round;
- not enough evidence: otherwise, with what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from claimcheck.checkers.contradicted_as_a_whole import denies
from claimcheck.dates.synonyms import event_words
from claimcheck.quantities.operations import RESULT_WORDS
from claimcheck.types import Finding, Label, Outcome, Reading, Relation, Span, Unchecked
from claimcheck.verdicts.doing import told_of_another, told_otherwise
from claimcheck.verdicts.hearing import HEARD_CONFLICT, Piece, is_shown_otherwise
from claimcheck.verdicts.labels import unseen_label
from claimcheck.verdicts.parts import EQUAL_STANDING, Judged, Part, Status, judge_part, parts_of
from claimcheck.verdicts.reasons import why_open, why_unnamed
from claimcheck.verdicts.relabelled import relabelled

#: Share of the claim's topic words that one article's agreeing sentences must have …
ENTAILED = 0.6
#: … and where nothing but words can be compared.
ENTAILED_WITHOUT_PARTS = 0.8
#: Where a model of entailment was asked: the share of entailment that stands for the words, the
#: least without which words alone do not support, and the share of contradiction that forbids it
#: (chosen with those of NLI001). Where a source has all words of the claim it is not heard.
ENTAILS, HARDLY, DOUBTED, VERBATIM = 0.5, 0.2, 0.5, 0.99
#: The share that stands for the words of evidence that was searched for, where nothing but words
#: can be compared: what is found near a claim is mostly of something near it. Chosen on sentences
#: of a newswire set against all stories but their own (`benchmarks.strangers`).
SURELY_ENTAILS = 0.8


@dataclass(frozen=True, slots=True)
class Ruling:
    """A label with its reason, the findings it rests on and what stayed unchecked."""

    label: Label
    reason: str
    findings: tuple[Finding, ...]
    pieces: tuple[Piece, ...]
    unchecked: tuple[Unchecked, ...]
    strength: float


def rule(
    claim: Reading,
    pieces: Sequence[Piece],
    *,
    lead: int = 0,
    headline: bool = False,
    searched: bool = False,
) -> Ruling:
    """The ruling on a claim over all its evidence, which was given for it or is `searched`.

    `headline`: the claim is the headline of the article that is its evidence, which tells then all
    that the headline tells.
    The first `lead` characters of the claim lead in the rest: they tell what it speaks of, and no
    figure, date or quotation in them is judged.
    """
    if lead:
        claim = replace(claim, unread=tuple(u for u in claim.unread if u.span.start >= lead))
    parts = [part for part in parts_of(claim) if part.span.start >= lead]
    judged = [judge_part(part, pieces, headline=headline) for part in parts]
    judged = [j for j in judged if not (j.part.exists and j.status is Status.UNMET)]
    if headline:
        judged = _with_labels(claim, judged, pieces, lead)
    flips = _whole_claim(pieces)
    unchecked = _unchecked(claim, judged)
    contradicted = [j for j in [*judged, *flips] if j.status is Status.CONTRADICTED]
    if contradicted:
        return _ruling(Label.REFUTED, contradicted, unchecked)
    disputed = [j for j in [*judged, *flips] if j.status is Status.CONFLICTING]
    if disputed:
        return _ruling(Label.CONFLICTING, disputed, unchecked)
    enough = SURELY_ENTAILS if searched and not judged else ENTAILS
    return _supported(claim, pieces, judged, flips, unchecked, enough)


def _with_labels(
    claim: Reading, judged: Sequence[Judged], pieces: Sequence[Piece], lead: int
) -> list[Judged]:
    """What is judged, with the labels and years that an article has with other digits."""
    decided = [j.part.span for j in judged if j.status not in (Status.UNCLEAR, Status.UNMET)]
    made = [
        Judged(
            Part(span, "label"),
            Status.CONTRADICTED,
            tuple(finding for _, finding in heard),
            tuple(piece for piece, _ in heard),
        )
        for span, heard in relabelled(claim, pieces, lead=lead).items()
        if not any(span.overlaps(other) for other in decided)
    ]
    return [*judged, *made]


def _whole_claim(pieces: Sequence[Piece]) -> list[Judged]:
    """Findings on what the claim says as a whole: polarity, speaker, actor, order."""
    verbatim = max((p.comparison.coverage for p in pieces), default=0.0) >= VERBATIM
    said = any(_says(p, p.comparison.claim) for p in pieces)
    codes = sorted({f.code for p in pieces for f in p.findings if _on_whole(f)})
    denied = any(denies(p.comparison) for p in pieces)
    if any(is_shown_otherwise(p) for p in pieces):
        codes = [code for code in codes if code != "NLI001"]
    codes = [code for code in codes if not (verbatim and code == "NLI001" and not denied)]
    codes = [code for code in codes if not (said and code in ("NEG001", "ENT001", "DAT004"))]
    judged = []
    for code in codes:
        only = [
            Piece(p.evidence, p.comparison, tuple(f for f in p.findings if f.code == code))
            for p in pieces
        ]
        spans = [f.claim for p in only for f in p.findings]
        part = Part(Span(min(s.start for s in spans), max(s.end for s in spans)), code)
        judged.append(judge_part(part, only))
    return judged


def _says(piece: Piece, claim: Reading) -> bool:
    """Whether a source has the very sentence of the claim: then no other denies it."""
    mine, theirs = (
        " ".join(_WORD.findall(text.lower()))
        for text in (claim.text, piece.comparison.evidence.text)
    )
    return bool(mine) and f" {mine} " in f" {theirs} "


def _on_whole(finding: Finding) -> bool:
    """Polarity, speaker, actor, order and sense are said of the claim, not of one span of it."""
    return finding.code[:3] in ("NEG", "ENT", "NLI") or finding.code in ("QUO002", "DAT004")


def _ruling(label: Label, judged: Sequence[Judged], unchecked: tuple[Unchecked, ...]) -> Ruling:
    findings = tuple(dict.fromkeys(f for j in judged for f in j.findings))
    pieces = tuple(dict.fromkeys(p for j in judged for p in j.pieces))
    decisive = [f for f in findings if f.outcome is not Outcome.AGREES]
    reason = decisive[0].message if decisive else findings[0].message
    if label is Label.CONFLICTING:
        agreeing = next((f for f in findings if f.outcome is Outcome.AGREES), None)
        if agreeing is not None and decisive:
            reason = f"sources disagree: {agreeing.message}; {decisive[0].message}"
    return Ruling(label, reason, findings, pieces, unchecked, pieces[0].comparison.coverage)


def _supported(
    claim: Reading,
    pieces: Sequence[Piece],
    judged: Sequence[Judged],
    flips: Sequence[Judged],
    unchecked: tuple[Unchecked, ...],
    enough: float,
) -> Ruling:
    best = _best_article(pieces, judged)
    open_parts = [j for j in judged if j.status is not Status.AGREED]
    open_parts += [j for j in flips if _speaker_open(claim, j)]
    agreed = [j for j in [*judged, *flips] if j.status is Status.AGREED]
    findings = tuple(dict.fromkeys(f for j in agreed for f in j.findings))
    if best is None:
        near = any(p.comparison.coverage >= HEARD_CONFLICT for p in pieces) and open_parts
        why = why_open(claim, open_parts) if near else "no source speaks of this"
        return _open(claim, pieces, judged, unchecked, why)
    share, missing, absent, used = best
    if open_parts:
        return _open(claim, pieces, judged, unchecked, why_open(claim, open_parts))
    if claim.unread:
        return _open(claim, pieces, judged, unchecked, claim.unread[0].why)
    entailed, contradicted = _by_model(pieces, used)
    if entailed is not None and entailed >= ENTAILS:
        absent = tuple(name for name in absent if not any(_beside(name, p) for p in used))
    if absent:
        return _open(claim, pieces, judged, unchecked, why_unnamed(absent[0], pieces))
    unseen = unseen_label(claim, pieces)
    if unseen is not None:
        why = f"no source has “{unseen.of(claim.text)}”"
        return _open(claim, pieces, judged, (*unchecked, Unchecked(unseen, why)), why)
    sensed = entailed is not None and entailed >= enough
    other = told_of_another(claim, pieces)
    if judged or sensed or share >= ENTAILED_WITHOUT_PARTS:  # else it is open all the same
        other = other or told_otherwise(claim, used)
    if other is not None:
        return _open(claim, pieces, judged, unchecked, other)
    if any(f.code == "SUM004" for f in findings):
        share, missing, contradicted = *_without(RESULT_WORDS, share, missing), 0.0
    if _tells_the_event(used):
        share, missing = _without(event_words(), share, missing)
        contradicted = 0.0 if share >= VERBATIM else contradicted
    reason = next((f.message for f in findings), "the source says the same")
    if sensed and contradicted < DOUBTED:
        return Ruling(
            Label.SUPPORTED, reason, findings, used, unchecked, max(share, entailed or 0.0)
        )
    wanted = ENTAILED if judged else ENTAILED_WITHOUT_PARTS
    if share < wanted:
        words = ", ".join(f"“{word}”" for word in missing[:4])
        return _open(claim, pieces, judged, unchecked, f"the sources do not say {words}")
    if not _stated(claim, used, flips):
        return _open(claim, pieces, judged, unchecked, "no source states this predicate")
    hardly = entailed is not None and entailed < HARDLY and not judged
    if (hardly or contradicted >= DOUBTED) and share < VERBATIM:
        return _open(claim, pieces, judged, unchecked, "the words are there, but not this sense")
    return Ruling(Label.SUPPORTED, reason, findings, used, unchecked, share)


def _tells_the_event(used: Sequence[Piece]) -> bool:
    """Whether a date that agrees tells what happened by where it stands: "(1919 – 2004)"."""
    return any(
        pair.told and pair.relation is Relation.ENTAILS
        for piece in used
        for pair in piece.comparison.moments
    )


def _without(
    words: Collection[str], share: float, missing: tuple[str, ...]
) -> tuple[float, tuple[str, ...]]:
    """Coverage without words that the source tells otherwise than by them.

    Those that say that a figure is a result, once it is reckoned; an event, once it is dated.
    """
    rest = tuple(word for word in missing if word.lower() not in words)
    return 1.0 - (1.0 - share) * len(rest) / len(missing) if missing else share, rest


def _by_model(pieces: Sequence[Piece], used: Sequence[Piece]) -> tuple[float | None, float]:
    """The largest shares of entailment and contradiction; None where no model was asked.

    Nothing is entailed by a passage whose article does not name those the claim names. What has
    far fewer of the claim's words than the pieces `used` is no reason to doubt them.
    """
    told = [(p, share) for p in pieces if (share := p.comparison.entailment) is not None]
    if not told:
        return None, 0.0
    least = max(p.comparison.coverage for p in used) - EQUAL_STANDING
    near = (share for p, share in told if p in used or p.comparison.coverage >= least)
    return (
        max((share.entailment for p, share in told if _names_all(p)), default=0.0),
        max((share.contradiction for share in near), default=0.0),
    )


def _names_all(piece: Piece) -> bool:
    """Whether the passage that the model was shown names those the claim names."""
    return all(_beside(name.text, piece) for name in piece.comparison.absent)


def _beside(name: str, piece: Piece) -> bool:
    """Whether a sentence beside the piece, which the model was shown too, has a name."""
    context = piece.comparison.evidence.context
    return name in context.before or name in context.after


def _speaker_open(claim: Reading, judged: Judged) -> bool:
    """Whether nothing near the words quoted tells that the claim's speaker says them.

    "The prime minister" may be the one named in the sentence before; somebody named only
    elsewhere in the article may not be the speaker at all.
    """
    if judged.part.what != "QUO002" or judged.status is not Status.UNCLEAR:
        return False
    speakers = [q.speaker for q in claim.quotations] + [a.speaker for a in claim.attributions]
    surnames = {speaker.split()[-1] for speaker in speakers if speaker}
    for piece in judged.pieces:
        said = piece.comparison.evidence
        near = (said.text, said.context.before, said.context.after, said.context.title or "")
        if any(name in text for name in surnames for text in near):
            return False
    return True


def _stated(claim: Reading, used: Sequence[Piece], flips: Sequence[Judged]) -> bool:
    """Whether the claim is stated as it stands: its predicate agrees, or both deny alike.

    A figure or date that agrees does not make up for a "not" on one side only.
    """
    if any(j.status is Status.AGREED and j.part.what == "NEG001" for j in flips):
        return True
    best = max(used, key=lambda piece: piece.comparison.coverage)
    mine, theirs = len(claim.negations), len(best.comparison.evidence.negations)
    figures = [part for part in parts_of(claim) if part.what == "figure"]
    if figures and all(part.exists for part in figures):
        return mine % 2 == theirs
    # Two denials of a source are mostly of two things: "has not, and has no plans to".
    alike = mine == theirs or mine % 2 == min(theirs, 1)
    return alike if mine % 2 or not figures else True


_WORD = re.compile(r"\w+")
_Best = tuple[float, tuple[str, ...], tuple[str, ...], tuple[Piece, ...]]


def _best_article(pieces: Sequence[Piece], judged: Sequence[Judged]) -> _Best | None:
    """The article whose sentences together have the most of the claim's words."""
    agreeing = {id(piece.evidence.sentence) for j in judged for piece in j.pieces}
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        if not judged or id(piece.evidence.sentence) in agreeing:
            groups.setdefault(piece.article.id, []).append(piece)
    found = [_together(group, bool(judged)) for group in groups.values()]
    return max(found, key=lambda best: (-len(best[2]), best[0]), default=None)


def _together(group: list[Piece], shared_work: bool) -> _Best:
    """Coverage of several sentences of one article; without parts, of the best one alone."""
    ranked = sorted(group, key=lambda piece: -piece.comparison.coverage)
    used = ranked if shared_work else ranked[:1]
    missing = set(used[0].comparison.missing)
    for piece in used[1:]:
        missing &= set(piece.comparison.missing)
    alone = used[0].comparison
    lacking = len(alone.missing)
    share = 1.0 - (1.0 - alone.coverage) * len(missing) / lacking if lacking else 1.0
    absent = {name.text for name in alone.absent}
    for piece in used[1:]:
        absent &= {name.text for name in piece.comparison.absent}
    ordered = tuple(word for word in alone.missing if word in missing)
    return share, ordered, tuple(sorted(absent)), tuple(used)


def _open(
    claim: Reading,
    pieces: Sequence[Piece],
    judged: Sequence[Judged],
    unchecked: tuple[Unchecked, ...],
    why: str,
) -> Ruling:
    near = [p for p in pieces if p.comparison.coverage >= HEARD_CONFLICT]
    findings = tuple(dict.fromkeys(f for j in judged for f in j.findings))
    strength = max((p.comparison.coverage for p in pieces), default=0.0)
    return Ruling(Label.NOT_ENOUGH, why, findings, tuple(near[:3]), unchecked, strength)


def _unchecked(claim: Reading, judged: Sequence[Judged]) -> tuple[Unchecked, ...]:
    found = [Unchecked(u.span, u.why) for u in claim.unread]
    for j in judged:
        if j.status is Status.UNMET:
            found.append(Unchecked(j.part.span, f"no source tells of this {j.part.what}"))
        elif j.status is Status.UNCLEAR:
            found.append(Unchecked(j.part.span, j.findings[0].message))
    return tuple(found)
