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


#: What a line begins with that tells of a picture, of the article or of other articles …
_CAPTION = re.compile(
    r"""[\[(©]*\s*(?:
    (?:file\s+)?(?:photo(?:graph)?s?|images?|pictures?|pics?|captions?|videos?|charts?|graphics?|maps?
       |figures?|fig\.|tables?|sources?|credits?|illustrations?|screenshots?|infographics?)
       (?:\s+\d+)?(?:\s+(?:by|from|of|courtesy|credits?|source)\b[^.:]{0,30}|[^.:]{0,30})?(?::|\s*[/|©(])
    |watch\b[^.]{0,20}:
    |(?:first\s+|last\s+)?(?:published|updated|posted|edited|modified|reported|written|compiled)
       (?:\s+(?:by|on|at))?\s*:
    |(?:read\s+(?:more|also)|also\s+read|see\s+also|related|more\s+on\s+this|listen|subscribe)\b[^.]{0,20}:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: … and what tells the same where no full stop makes a sentence of it.
_CREDIT = re.compile(
    r"""\W*(?:(?:file\s+)?(?:photo(?:graph)?|image|picture)\s+(?:by|courtesy)\b|file\s+(?:photo|picture)\b
    |(?:first\s+|last\s+)?(?:published|updated|posted|edited|modified|reported|written|compiled)
       \s+(?:(?:by|on|at)\b|(?:\w+,?\s+)?\d))""",
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
            continue
        pointing = part.what == "figure" and _points(unit.text, figures[part.span])
        if unit.lead_in is not None or not pointing:
            return True
    return False


#: Before a number without a noun these make a pronoun of it: "the two told him", "all three".
_POINTING = re.compile(r"\b(?:the|these|those|all|both|other|last|of)\s+\Z", re.IGNORECASE)


def _points(text: str, figure: Quantity) -> bool:
    """Whether a figure only points and does not say how many: "one", "for the first time"."""
    if figure.item and figure.item != "time":
        return False
    if figure.unit.dimension == "ordinal":
        return True
    if figure.unit.dimension != "count" or figure.role not in (Role.VALUE, Role.MEMBER):
        return False
    return figure.face == 1 or _POINTING.search(text[: figure.number.start]) is not None


def left_out(unit: Unit) -> Left | None:
    """Why a checkable sentence states nothing; None where it does."""
    text = unit.text
    if _QUESTION.search(text):
        return Left.QUESTION
    stopped = _STOPPED.search(text) is not None
    if _CAPTION.match(text) or _COPYRIGHT.match(text) or _BYLINE.match(text):
        return Left.CAPTION
    if not stopped and _CREDIT.match(text):
        return Left.CAPTION
    if unit.kind is SentenceKind.HEADLINE:
        return Left.HEADING if _ASKS.match(text) or not has_verb(text) else None
    if unit.kind is SentenceKind.LIST_ITEM and unit.lead_in is not None:
        return None
    return None if stopped or has_verb(text) else Left.FRAGMENT
