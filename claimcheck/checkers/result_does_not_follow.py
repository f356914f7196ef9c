"""A result that does not follow from the figures it is made of.

What
    A claim that tells a result ("left", "altogether", "in all", "each", "more than") is set
    against a source that tells what it is made of. Which reckoning is called for is read from the
    verbs: who loses, eats or sells has fewer, who gets or finds has more, what one gives the other
    gets, what each has is told times over or shared out. What is left of two sorts ("40 boys and
    some girls, 117 children"), what is still to do, and what two sides cover are reckoned, too.

Why
    "127 trees, of which 88 were felled" and "42 are left" share no figure, and each looks right.

Conflicts
    The words of both sides tell for sure which reckoning is meant, and it makes another figure.
    Where none is read, the claim speaks of a result of these very figures ("in all", "left"), or
    the source of what each has, and no sum, difference, product or quotient of the source's two or
    three figures, nor two such steps, is the claim's.

Agrees
    The reckoning that is called for makes the claim's figure. Where none is, all figures of the
    source make it, of the same things or of kinds of them, and it has as many digits as they are,
    which is hardly by chance.

Limits
    A figure that some of the source's figures would make is unclear, not borne out. Nothing is told
    where a verb is not in the table, is planned or denied, or where the figures are of different
    things, and nothing conflicts with "around 20 each". One verb goes with one figure, in one or
    two steps of one sentence; what happened between two sentences is not read.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.checkers.chance import is_dated, is_no_chance
from claimcheck.quantities.describe import describe, number
from claimcheck.quantities.ledger import entries
from claimcheck.quantities.operations import reckoned
from claimcheck.quantities.relations import alike
from claimcheck.quantities.results import MOST, is_value, made_by
from claimcheck.types import Checker, Comparison, Form, Observation, Outcome, Quantity

#: Words by which a claim tells a result …
_RESULT = re.compile(
    r"\b(?:altogether|in all|in total|total(?:s|led)?|combined|together|both|left"
    r"|remain(?:s|ed|ing)?|overall|at the end|now|still|would|(?:will|can) (?:have|be)|each|every"
    r"|per|average|apiece|needed|needs?|(?:more|fewer|less)\b.*\b(?:than|compared))\b",
    re.I,
)
#: … and by which a source tells what was done, or how many each has.
_DONE = re.compile(
    r"\b(?:each|every|per|apiece|another|more|other|rest|times|dozens?|equally|same|total|together"
    r"|g[ai]ves?|given|sells?|sold|spen[dt]s?|eats?|ate|eaten|us(?:es|ed)|loses?|lost|takes?|took"
    r"|taken|removes?d?|breaks?|broke|broken|buys?|bought|gets?|got|f[io]nds?|found|receives?d?"
    r"|w[io]ns?|adds?|added|joins?|joined|leaves?|left|returns?|returned|hires?d?|fires?d?|cuts?"
    r"|fell(?:ed)?|picks?|picked|borrow(?:s|ed)?|len[dt]s?|hands?|handed|throws?|threw|holds?"
    r"|contains?|carr(?:y|ies|ied)|costs?|earns?|earned|minus|plus|had|has|have"
    r"|there (?:are|were))\b",
    re.I,
)
#: Share of the claim's words below which the source may speak of something else.
SAME_TOPIC = 0.3


def check(comparison: Comparison) -> Iterator[Observation]:
    """Observe the result that a claim tells of the figures of the source."""
    claim, evidence = comparison.claim, comparison.evidence
    told = _figures(evidence.quantities) or _figures(evidence.quantities, Form.APPROXIMATE)
    mine = _figures(claim.quantities)
    if not told or not 0 < len(mine) <= 2 or comparison.coverage < SAME_TOPIC:
        return
    if any(_runs_on(figure, evidence.text) for figure in told):
        return
    others = [one for one in mine if one.face != len(told)]  # but for "the *two* crews"
    if len(told) == len(others) > 1:
        return  # a sentence said again, perhaps with another figure, tells no result
    if len(told) <= MOST_READ:
        called = _called_for(comparison, mine)
        if called is not None:
            yield from called
            return
    if told[0].form is not Form.EXACT:
        return  # "around 20 each": only what the words call for
    if len(told) <= MOST and len(told) != len(mine):
        done = _DONE.search(evidence.text) is not None
        yield from (seen for seen in _by_any(comparison, mine, told) if done or _agrees(seen))


def _agrees(seen: Observation) -> bool:
    return seen.outcome is Outcome.AGREES


def _called_for(comparison: Comparison, mine: Sequence[Quantity]) -> list[Observation] | None:
    """Whether a figure is what the operation that the words call for makes; None: none is."""
    claim, evidence = comparison.claim, comparison.evidence
    ledger = entries(evidence.text, evidence.quantities)
    for result in mine:
        given = [one for one in mine if one is not result]
        found = reckoned(claim.text, result, given, ledger, evidence.text)
        if found is None:
            continue
        shown = describe(result, claim)
        from_claim = [one for one in given if any(one is other for other in found.used)]
        by = next(o for o in found.used if not any(o is one for one in from_claim))
        if is_value(result, found.value):
            message = f"claim says {shown}; {found.how} is {_what(result, found.value)}"
            several = len(found.used) if set(found.how) & {"+"} else 0  # "the *two* crews"
            counts = [o for o in given if o.face == several and o.face != 1 and o not in from_claim]
            agreed = (result, *from_claim, *counts)
            return [Observation(Outcome.AGREES, message, one.span, by.span) for one in agreed]
        if found.sure and all(one.form is Form.EXACT for one in found.used):
            message = (
                f"claim says {shown}; {found.how} is {_rounded(found.value / result.unit.factor)}"
            )
            return [Observation(Outcome.CONFLICTS, message, result.span, by.span)]
        return None
    return None


def _by_any(
    comparison: Comparison, mine: Sequence[Quantity], told: Sequence[Quantity]
) -> Iterator[Observation]:
    """Whether any reckoning makes a figure, where none is called for."""
    claim, evidence = comparison.claim, comparison.evidence
    called = _RESULT.search(claim.text) is not None
    for result in mine:
        given = [one for one in mine if one is not result]
        how, used = made_by(result, told)
        if not how:
            how, used = made_by(result, [*told, *given])
        by = next((one for one in used if one in told), told[0])
        own = [one for one in used if one in given]
        all_of_it = len(used) == len(told) + len(own)
        if how and all_of_it and is_no_chance(comparison, result, used, how, own=bool(own)):
            message = f"claim says {describe(result, claim)}; {how} is that"
            for one in (result, *(other for other in used if other in given)):
                yield Observation(Outcome.AGREES, message, one.span, by.span)
            return
        if how and called:
            message = f"claim says {describe(result, claim)}; {how} is that, if that is meant"
            yield Observation(Outcome.UNCLEAR, message, result.span, by.span)
            return
    sure = _TOLD_SO.search(claim.text) or _EACH.search(evidence.text)
    if not called or not sure or _AVERAGE.search(evidence.text):
        return
    stated = any(one.face == other.face for one in mine for other in told)
    result = max(mine, key=lambda one: one.face)
    if len(told) > 1 and not stated and _reckonable(result, told) and not any(map(is_dated, told)):
        how = " and ".join(describe(one, evidence) for one in told)
        message = f"claim says {describe(result, claim)}; that does not follow from {how}"
        yield Observation(Outcome.CONFLICTS, message, result.span, told[0].span)


#: Words by which a claim tells a result of these very figures: who "needs 51" or has 30 "now" may
#: need and have them by more than a source tells.
_TOLD_SO = re.compile(
    r"\b(?:altogether|in all|in total|total(?:s|led)?|combined|together|both|left"
    r"|remain(?:s|ed|ing)?|overall|at the end|each|every|per|average|apiece"
    r"|(?:more|fewer|less)\b.*\b(?:than|compared))\b",
    re.I,
)
_EACH = re.compile(r"\b(?:each|every|per|apiece)\b", re.I)
#: What is told roughly of each, so that it makes no figure exactly.
_AVERAGE = re.compile(r"\baverag", re.I)
_UNTIL_NOW = re.compile(
    r"\b(?:since|past|until|so far|to date|over the last"
    r"|last(?! (?:year|month|week|night|season|quarter|spring|summer|autumn|winter|\w+day)\b))\b",
    re.I,
)


def _runs_on(figure: Quantity, text: str) -> bool:
    """Whether a figure is of a time that runs on to now, and so holds others of the text."""
    scope = figure.scope
    return (
        scope is not None
        and scope.span is not None
        and bool(_UNTIL_NOW.search(text, max(0, scope.span.start - 12), scope.span.end))
    )


#: Figures of a source at most; one with more tells of too many things.
MOST_READ = 6


def _what(result: Quantity, value: Decimal) -> str:
    """What a reckoning makes, where the claim is right: "that", or what it rounds."""
    exact = value / result.unit.factor
    if result.face == exact or exact != exact.to_integral_value():
        return "that"
    return f"{_rounded(exact)}, which the claim rounds"


def _rounded(value: Decimal) -> str:
    """A value to three places, without zeros that say nothing."""
    return number(Decimal(f"{value:.3f}".rstrip("0").rstrip(".")))


def _reckonable(result: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether the figures are of the result's unit, or say how many have so much of it.

    A bare number ("the total weight is 2.5") is of theirs.
    """
    bare = result.unit.dimension == "count" and not result.item
    like = [alike(told[0] if bare else result, one) for one in told]
    counts = (one.unit.dimension in ("count", "multiple") for one in told)
    return any(like) and all(map(operator.or_, like, counts))


def _figures(found: Sequence[Quantity], form: Form = Form.EXACT) -> list[Quantity]:
    """The figures that can be reckoned with: those told exactly."""
    return [
        one
        for one in found
        if one.form is form and one.unit.dimension not in ("ordinal", "age", "percent")
    ]


CHECKER = Checker("SUM004", "result-does-not-follow", __doc__, check)
