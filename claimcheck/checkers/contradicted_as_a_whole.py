"""A claim that the source, by a model of entailment, contradicts or entails as a whole.

What
    Tells what a small trained model says of the claim beside the sentence with its neighbours. It
    is asked for the passages nearest to the claim, and shown both without their figures.

Why
    "The bridge was closed" and "the bridge stayed open" share no figure, date or negation. What is
    said in other words altogether needs a model that has seen many such pairs.

Conflicts
    The model holds a contradiction to be almost sure, and the passage speaks of the claim's
    people and things in other words. One that says less than the claim contradicts nothing, and
    "no flood was worse" is no denial: the model takes it for one.

Agrees
    The model holds that the passage entails the claim rather than contradicts it.

Limits
    The model is small and errs; its share is told with every finding, and it is no proof. It never
    judges figures, dates, quotations or speakers: these have checkers of their own. With
    `--entailment off` it is not asked at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.alignment.actors import is_held
from claimcheck.polarity.cues import rankings
from claimcheck.types import Checker, Comparison, Observation, Outcome, Span

#: The least share that is heard as a contradiction and as an entailment, and the share of the
#: other from which it is not. Chosen on the held-out pairs of `training/` and on sets the
#: shipped model has not seen (docs/benchmarks.md): of the contradictions of FEVER told so 98 in
#: 100 are, of news half.
CONTRADICTS, ENTAILS = 0.9, 0.5
UNLESS_ENTAILED, UNLESS_CONTRADICTED = 0.3, 0.5
#: The least share where the article has every name, and the sentence every figure and date, of the
#: claim, and the share of its words from which that is so: in news the model errs most where
#: somebody or something that the claim names is not spoken of.
MET, HALF = 0.85, 0.5
#: The share of the claim's words in the sentence below which the two may be of two things, and the
#: one from which they differ by figures or by the order of words, which the model cannot see.
RELATED, VERBATIM = 0.3, 0.95

#: The least share where one side denies, and the share of the claim's words from which that is
#: all they differ in.
DENIED, SAME_WORDS = 0.8, 0.8
#: Words that deny without a "not".
_DENYING = re.compile(
    r"\b(?:incapable|unable|fail(?:s|ed|ure)?|refus\w+|lack(?:s|ed|ing)?|den(?:y|ies|ied)|absent"
    r"|without|false|fake|fictional|former(?:ly)?|only|solely|exclusively|un(?:able|likely|aware))\b",
    re.I,
)
#: A plain denial: not "not the only one".
_NOT = re.compile(
    r"(?:not|never|cannot|\w+n['’]t)\b(?!\s+(?:the\s+)?(?:only|just|all|every|until)\b)", re.I
)


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe what the model says of claim and passage as wholes, if it is sure of it."""
    told = comparison.entailment
    if told is None:
        return
    claim = Span(0, len(comparison.claim.text))
    evidence = Span(0, len(comparison.evidence.text))
    denied = denies(comparison)
    related = comparison.coverage >= RELATED and (comparison.coverage < VERBATIM or denied)
    enough = CONTRADICTS
    if denied and comparison.coverage >= SAME_WORDS:
        enough = DENIED
    elif comparison.coverage >= HALF and _all_met(comparison):
        enough = MET
    ranks = rankings(comparison.claim.text) or rankings(comparison.evidence.text)
    sure = not ranks and told.contradiction >= enough and told.entailment < UNLESS_ENTAILED
    if sure and related and not _says_less(comparison):
        message = f"the source says otherwise ({told.model} model, {told.contradiction:.2f})"
        yield Observation(Outcome.CONFLICTS, message, claim, evidence)
    elif told.entailment >= ENTAILS and told.contradiction < UNLESS_CONTRADICTED:
        message = f"the source says so in other words ({told.model} model, {told.entailment:.2f})"
        yield Observation(Outcome.AGREES, message, claim, evidence)


def _all_met(comparison: Comparison) -> bool:
    """Whether the source has everyone, and a partner for every figure and date, of the claim."""
    met = {pair.claim for pair in comparison.quantities}
    dated = {pair.claim for pair in comparison.moments}
    return (
        not comparison.absent
        and met.issuperset(comparison.claim.quantities)
        and dated.issuperset(comparison.claim.moments)
    )


def _says_less(comparison: Comparison) -> bool:
    """Whether the source says nothing that the claim does not say too, and neither denies.

    "Gave 300 drones" leaves open whether they were "Switchblade drones".
    """
    mine, theirs = comparison.claim, comparison.evidence
    if mine.negations or theirs.negations or _DENYING.search(mine.text):
        return False
    said = {word.stem for word in mine.words}
    named = [name.text for name in mine.names]
    held = [name.span for name in theirs.names if is_held(name, named)]
    figures = [q.span for q in theirs.quantities] + [m.span for m in theirs.moments]
    return all(
        word.stem in said or any(span.overlaps(word.span) for span in (*held, *figures))
        for word in theirs.words
    )


def denies(comparison: Comparison) -> bool:
    """Whether all that the claim has beside the source is a plain "not".

    A "not" of the source may be of another clause.
    """
    mine, theirs = comparison.claim, comparison.evidence
    if len(mine.negations) != 1 or theirs.negations:
        return False
    cue = mine.negations[0].cue
    contrasts = mine.text[: cue.start].rstrip().endswith(",")  # "by Lind, not by Berg"
    return not contrasts and _NOT.match(mine.text, cue.start) is not None


CHECKER = Checker("NLI001", "contradicted-as-a-whole", __doc__, check)
