"""Whose figures two figures are: what differs between two holders, times or parts is no conflict.

A figure of the claim stands against one of the source only where the subject of the source's
sentence may be that of the claim. "Hale Group pays 4 pence" is no claim on what Orrin pays, and "30
of the boats" none on how many boats there are.
"""

from __future__ import annotations

import re

from claimcheck.alignment.actors import is_held
from claimcheck.alignment.topics import evidence_keys, keys
from claimcheck.names import Kind, compare_names, kind
from claimcheck.names.bodies import may_be_body
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.vocabulary import UNITS
from claimcheck.text.words import content_words, stem
from claimcheck.types import Comparison, Name, Quantity, QuantityPair, Reading, Slot, Span

_SHARES = frozenset({"percent", "percentage point"})
#: "14 *of the* dead", but not "24 of the 200": that tells the whole.
_OF = re.compile(
    r"\s+of\s+(?:the|those|these|them|its|their|his|her|our)\b(?!\s+\d)(?:\s+(?P<group>[^\W\d_]+))?",
    re.I,
)
_OF_AHEAD = re.compile(
    r"\b(?:of|among)\s+(?:the|those|these|its|their|his|her|our)\s+(?!\d)(?P<group>[^\W\d_]+)[^,;.]*,"
    r"\s*(?:about|some|around|nearly|almost|only|just|at least|more than)?\s*$",
    re.I,
)
#: "Twice as many *as in* 2005".
_THAN = r"\b(?:as|than)\s+(?:(?:in|on|at|during|for|it was in|it had in)\s+)?"
#: "… *of which* 5 billion": a part told without what it counts.
_OF_WHICH = re.compile(r"\b(?:of which|of that|including|of them|of it)\s+$", re.I)
_CAPITALS = re.compile(
    r"[^\W\d_a-z][\w'’.&-]*(?:\s+(?:of\s+(?:the\s+)?|and\s+)?[^\W\d_a-z][\w'’.&-]*)*"
)
_DOING = re.compile(r"\w{2,}ing", re.I)
_IN = re.compile(rf"\s+(?:in|of|at)\s+(?:the\s+)?(?P<name>{_CAPITALS.pattern})")
_THE = re.compile(r"\b[Tt]he\s+$")
#: From this factor on no slip of magnitude parts two values.
_WORLDS = 2_000_000
#: What points at those named before.
_POINTING = re.compile(r"\b(?:the|these|those|its|their|his|her|our|both|all)\s+$", re.I)
#: Behind what is no name: a dateline's dash, the point of "Dr.".
_NO_NAME = re.compile(r"(?:,\s\w+)?\s*(?:\([^)]*\)\s*)?\s[-–—]+\s|\.\s")
_MARK = re.compile(r"[,;:()]")
#: "101 seats *are needed*".
_NEEDED = re.compile(r"[^,;.]{0,40}?\b(?:is|are|was|were)\s+(?:needed|required|necessary)\b")


def why_not_one(comparison: Comparison, pair: QuantityPair) -> str:
    """Why two figures that differ may both be right, or "" where nothing tells that."""
    if _is_a_part(comparison, pair):
        return "perhaps of a part"
    if _are_worlds_apart(pair) or _has_another_holder(comparison, pair):
        return "of another"
    if _is_of_another_thing(comparison, pair):
        return "of another"
    text = comparison.evidence.text
    if _NEEDED.match(text, pair.evidence.span.end) and "need" not in comparison.claim.text:
        return "which is what is needed"
    if _is_of_the_time_before(comparison, pair):
        return "of another time"
    if _stands_as_a_part(comparison, pair):
        return "and the claim's figure of a part"
    return ""


# --------------------------------------------------------------------------
# A part of those that the source counts


def _is_a_part(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether the claim tells of some "of the boats", and the source of more, or of others."""
    mine, theirs = pair.claim, pair.evidence
    if mine.unit.dimension != "count" or abs(mine.value) >= abs(theirs.value):
        return False
    told = _group(mine, comparison.claim.text)
    if told is None:
        return False
    other = _group(theirs, comparison.evidence.text)
    if other is None:
        return True
    had = evidence_keys(comparison.evidence)
    had |= keys(content_words(comparison.evidence.context.before))
    named = keys(content_words(told))
    return bool(named) and not named & had


def _group(figure: Quantity, text: str) -> str | None:
    """The noun of "14 of the *dead*", "" for a pronoun; None where the figure is of no group."""
    behind = _OF.match(text, figure.number.end)
    ahead = _OF_AHEAD.search(text[: figure.span.start])
    found = behind or ahead
    return None if found is None else found["group"] or ""


# --------------------------------------------------------------------------
# Another holder


def _are_worlds_apart(pair: QuantityPair) -> bool:
    """Whether a price and a sum cannot be of one thing, whatever a model says: pence, millions."""
    low, high = sorted((abs(pair.claim.value), abs(pair.evidence.value)))
    return pair.item is not Slot.SAME and low > 0 and high / low > _WORLDS


def _has_another_holder(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether both figures have a name for their subject, and the two are clearly not one."""
    claim, evidence = comparison.claim, comparison.evidence
    one, two = _holder(pair.claim, claim.text), _holder(pair.evidence, evidence.text)
    doing = _DOING.fullmatch(pair.claim.agent), _DOING.fullmatch(pair.evidence.agent)
    if all(doing):  # "running" and "walking"
        return pair.claim.agent != pair.evidence.agent
    if not one or _is_beside(one, pair.evidence, evidence):
        return False
    mine = keys(content_words(one))
    if not two:
        return _is_of_several(pair.evidence, evidence) and not mine & keys(evidence.words)
    if mine & keys(content_words(f"{two} {pair.evidence.agent}")):
        return False
    if keys(content_words(two)) & keys(claim.words):
        return False
    if re.match(rf"{re.escape(one)}\s*(?:\(|-LRB-|,)", evidence.text):
        return False  # "Anna Holt (born Anna Berg, 1950)": what is added names her otherwise
    if is_held(Name(Span(0, len(one)), one), (two,)):
        return False
    sorts = {_sort(one, claim, evidence), _sort(two, evidence, evidence)}
    alike = len(sorts) == 1 or kind(one) is kind(two)
    if not alike or sorts & {Kind.VAGUE, Kind.ROLE}:
        return False
    return sorts == {Kind.BODY} or compare_names(one, two) is Slot.DIFFERENT


def _holder(figure: Quantity, text: str) -> str:
    """The name that the subject of a figure begins with, "" where it has none.

    A lone capital in the plural that opens a text is a common noun, of which a name behind may
    tell whose it is ("shares in Orrin"); "OSLO -" is where it was written.
    """
    span = figure.agent_span
    if span is not None and _NO_NAME.match(text, span.end):
        return ""
    found = _CAPITALS.match(figure.agent)
    opens = span is not None and not span.start
    if found is not None:
        name = found.group()
        common = is_plural(name.lower()) or name.endswith("ing")
        if not (opens and " " not in name and common):
            return name
    behind = _IN.match(text, span.end) if span is not None else None
    return behind["name"] if behind else ""


def _sort(name: str, reading: Reading, evidence: Reading) -> Kind:
    """What a name names; one in the plural, "the Greens", names a body, as one word may."""
    text = reading.text
    at = text.find(name)
    many = name.endswith("s") and at > 0 and _THE.search(text[:at]) is not None
    known = (*evidence.context.names, *(n.text for n in reading.names))
    return Kind.BODY if many or may_be_body(name, known) else kind(name)


def _is_of_several(figure: Quantity, reading: Reading) -> bool:
    """Whether a subject is of several who were not named before: "women", "two parties"."""
    span = figure.agent_span
    if span is None or not is_plural(figure.agent.split()[-1].lower()):
        return False
    first = figure.agent.split()[0].lower()
    return first in UNITS or _POINTING.search(reading.text[: span.start]) is None


def _is_beside(name: str, figure: Quantity, reading: Reading) -> bool:
    """Whether a word of a name stands with a figure: no mark and no other figure parts them."""
    spans, text = [q.span for q in reading.quantities], reading.text
    low = max((s.end for s in spans if s.end <= figure.span.start), default=0)
    high = min((s.start for s in spans if s.start >= figure.span.end), default=len(text))
    before = _MARK.split(text[low : figure.span.start])[-1]
    behind = _MARK.split(text[figure.span.end : high])[0]
    return bool(keys(content_words(name)) & keys(content_words(f"{before} {behind}")))


def _is_of_another_thing(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether a share or change is of something that the source's sentence has no word of.

    "Shares fell 2 percent" says nothing of a revenue that fell 7 percent, nor does "a 95 percent
    confidence interval" of what was measured.
    """
    mine = pair.claim
    if mine.unit.dimension not in _SHARES or not mine.agent:
        return False
    if _CONFIDENCE in pair.evidence.modifiers and _CONFIDENCE not in mine.modifiers:
        return True
    if pair.item is Slot.SAME and comparison.coverage >= _MOSTLY:
        return False
    span = mine.agent_span
    opens = span is not None and not span.start and " " not in mine.agent
    nouns = keys(w for w in content_words(mine.agent) if w.text.islower() or opens)
    had = evidence_keys(comparison.evidence)
    return bool(nouns) and not any(_is_akin(noun, other) for noun in nouns for other in had)


def _is_akin(one: str, other: str) -> bool:
    """Whether two stems are of one word: "walker", "walk"."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short))


#: The share of the claim's words from which the source tells of the same thing by another noun.
_MOSTLY = 0.75
#: Letters of a stem from which a longer one that begins with it is of the same word.
_STEM = 4
_CONFIDENCE = stem("confidence")


# --------------------------------------------------------------------------
# Another time, and a part


def _is_of_the_time_before(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether the claim's figure is of the time with which the source compares its own."""
    scope = pair.claim.scope
    if scope is None or pair.scope is Slot.SAME:
        return False
    words = re.escape(scope.text or scope.words)
    return re.search(_THAN + words, comparison.evidence.text, re.I) is not None


def _stands_as_a_part(comparison: Comparison, pair: QuantityPair) -> bool:
    """Whether the source has the claim's own figure right behind "of which"."""
    mine, text = pair.claim, comparison.evidence.text
    return any(
        q.unit.code == mine.unit.code
        and q.face == mine.face
        and _OF_WHICH.search(text[: q.span.start]) is not None
        for q in comparison.evidence.quantities
        if q is not pair.evidence
    )
