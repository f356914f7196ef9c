"""A result that does not follow from the figures it is made of.

What
    A claim that tells a result ("left", "altogether", "in all", "each") is set against a source
    that tells what it is made of: what there was and what was given, sold, bought or found, or
    how many each has.

Why
    "127 trees, of which 88 were felled" and "42 are left" share no figure, and each looks right.

Conflicts
    Both sides say so in words, and no sum, difference, product or quotient of the source's two or
    three figures is the claim's.

Agrees
    One of them is; where the claim does not say that it tells a result, only for counts from 20
    on, and for products and quotients where the source has "each", "per" or the like.

Limits
    Only where all figures of the source are of the claim's unit, or count what has or holds so
    many; with more than three figures nearly every number can be made, and nothing is said. Which
    operation is meant is not read, so that a difference given for a sum passes.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence

from claimcheck.quantities.describe import describe
from claimcheck.quantities.relations import alike
from claimcheck.quantities.results import MOST, made_by
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
    """Observe the result that a claim tells of two or three figures of the source."""
    claim, evidence = comparison.claim, comparison.evidence
    told = _figures(evidence.quantities)
    mine = _figures(claim.quantities)
    if not 0 < len(told) <= MOST or not 0 < len(mine) <= 2 or comparison.coverage < SAME_TOPIC:
        return
    if len(told) == len(mine):
        return  # a sentence said again, perhaps with another figure, tells no result
    if not _DONE.search(evidence.text):
        return
    asked = _RESULT.search(claim.text) is not None
    for result in mine:
        given = [one for one in mine if one is not result]
        how, used = made_by(result, told)
        if not how and asked:
            how, used = made_by(result, [*told, *given])
        if how and (asked or _is_no_chance(result, how, used, evidence.text)):
            by = next(one for one in used if one in told)
            message = f"claim says {describe(result, claim)}; {how} is that"
            for agreed in (result, *(one for one in used if one in given)):
                yield Observation(Outcome.AGREES, message, agreed.span, by.span)
            return
    stated = any(one.face == other.face for one in mine for other in told)
    if not asked:
        return
    result = max(mine, key=lambda one: one.face)
    if len(told) + len(mine) > 2 and not stated and _reckonable(result, told):
        how = " and ".join(describe(one, evidence) for one in told)
        message = f"claim says {describe(result, claim)}; that does not follow from {how}"
        yield Observation(Outcome.CONFLICTS, message, result.span, told[0].span)


#: From this count on a result is hardly one by chance (our own rule): small ones are many.
TELLING = 20
#: Words that multiply or share out.
_EACH = re.compile(
    r"\b(?:each|every|per|times|apiece|equal(?:ly)?|same"
    r"|an? (?:hour|day|week|month|year)(?!\s+(?:after|before|earlier|later|ago)))\b",
    re.I,
)


def _is_no_chance(result: Quantity, how: str, used: Sequence[Quantity], told: str) -> bool:
    """Whether a figure is a result of others though the claim does not say that it is one.

    Elevators and escalators make no escalators, and one count that is told twice no other.
    """
    if result.per:
        return True  # "13 a month" is a quotient by what it says
    if abs(result.face) < TELLING and result.face % 1 == 0:
        return False
    if {"×", "÷"} & set(how):
        return _EACH.search(told) is not None
    items = {one.item for one in used if one.item}
    mixed = result.item in items and len(items) > 1
    return not mixed and len({one.face for one in used}) == len(used)


def _reckonable(result: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether the figures are of the result's unit, or say how many have so much of it.

    A bare number ("the total weight is 2.5") is of theirs.
    """
    bare = result.unit.dimension == "count" and not result.item
    like = [alike(told[0] if bare else result, one) for one in told]
    counts = (one.unit.dimension in ("count", "multiple") for one in told)
    return any(like) and all(map(operator.or_, like, counts))


def _figures(found: Sequence[Quantity]) -> list[Quantity]:
    """The figures that can be reckoned with: those told exactly."""
    return [
        one
        for one in found
        if one.form is Form.EXACT and one.unit.dimension not in ("ordinal", "age", "percent")
    ]


CHECKER = Checker("SUM004", "result-does-not-follow", __doc__, check)
