"""Which sentences state something that can be checked, and why the others do not."""

from __future__ import annotations

import re
from enum import Enum

from claimcheck.extraction.units import Unit
from claimcheck.extraction.verbs import has_verb
from claimcheck.types import Quantity, Reading, Role, SentenceKind
from claimcheck.verdicts.parts import parts_of


class Left(Enum):
    """Why a sentence with a figure, date or quotation is not taken as a claim."""

    QUESTION = "question"
    CAPTION = "caption or credit"
    HEADING = "heading"
    FRAGMENT = "no statement"


#: What a line begins with that tells of a picture, of the article or of other articles.
_CAPTION = re.compile(
    r"""[\[(©]*\s*(?:
    (?:file\s+)?(?:photo(?:graph)?s?|images?|pictures?|pics?|captions?|videos?|charts?|graphics?|maps?
       |figures?|fig\.|tables?|sources?|credits?|illustrations?|screenshots?|infographics?)
       (?:\s+\d+)?(?:\s+(?:by|from|of|courtesy|credits?|source)\b|[^.:]{0,30}:|\s*[/|©(])
    |file\s+(?:photo|image|picture|pic)\b|pictured\b|copyright\b|watch\b[^.]{0,20}:
    |(?:first\s+|last\s+)?(?:published|updated|posted|edited|modified|reported|written|compiled)
       \s*(?:by|on|at)?\b\s*[:\d]
    |(?:first\s+|last\s+)?(?:published|updated|posted|modified)\s+(?:by|on|at)?\s*(?:\w+,?\s+)?\d
    |(?:published|edited|written|reported|compiled)\s+by\b
    |(?:read\s+(?:more|also)|also\s+read|see\s+also|related|more\s+on\s+this|listen|subscribe)\b[^.]{0,20}:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)\s)", re.IGNORECASE)
_BYLINE = re.compile(r"\s*By\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)+\s*(?:[,|–—-]|$)")
#: A question mark that ends the sentence itself; one before a closing mark ends what is quoted.
_QUESTION = re.compile(r"\?[\s)*_]*\Z")
_ASKS = re.compile(
    r"\W*(?:what|why|how|when|where|who|which|whose|everything|all)\b(?:\s+(?:you|to|we|i|is|are|the"
    r"|it|does|do|did|was|were|will|has|have|a|an|this|that|many|much|\w+s)\b)",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!…:][\"'”’»)\]*_]*\Z")


def checkable(unit: Unit, reading: Reading) -> bool:
    """Whether the sentence has a figure, a date or a quotation with its speaker to check."""
    if any(any(map(str.isdigit, one.span.of(reading.text))) for one in reading.unread):
        return True
    figures = {quantity.span: quantity for quantity in reading.quantities}
    speakers = {quotation.span: quotation.speaker for quotation in reading.quotations}
    for part in parts_of(reading):
        if part.what == "quotation":
            if speakers.get(part.span):
                return True
        elif part.what != "figure" or unit.lead_in is not None or _counts(figures[part.span]):
            return True
    return False


def _counts(figure: Quantity) -> bool:
    """Whether a figure says how many or much; "first" and "the two" alone only point."""
    if figure.unit.dimension == "ordinal":
        return bool(figure.item)
    pointing = figure.unit.dimension == "count" and not figure.item and figure.face < _FEW
    return not (pointing and figure.role in (Role.VALUE, Role.MEMBER))


#: Below this a number without a noun may be a pronoun ("the two told him", "one of them").
_FEW = 4


def left_out(unit: Unit) -> Left | None:
    """Why a checkable sentence states nothing; None where it does."""
    text = unit.text
    if _QUESTION.search(text):
        return Left.QUESTION
    if _CAPTION.match(text) or _COPYRIGHT.match(text) or _BYLINE.match(text):
        return Left.CAPTION
    if unit.kind is SentenceKind.HEADLINE:
        return Left.HEADING if _ASKS.match(text) or not has_verb(text) else None
    if unit.kind is SentenceKind.LIST_ITEM and unit.lead_in is not None:
        return None
    return None if _STOPPED.search(text) or has_verb(text) else Left.FRAGMENT
