"""What tells that a text corrects another one: its headline, or the note that newsrooms add.

"CORRECTED - …", "Correction: …", "An earlier version of this article misstated …", "(Corrects
amount in first paragraph)", "This page has been amended".
"""

from __future__ import annotations

import re

from claimcheck.types import Article

#: Sentences of a text, first and last, in which such a note stands: characters from either end.
_ENDS = 600
_TEXT = r"(?:items?|stor(?:y|ies)|articles?|reports?|pages?|posts?|pieces?|versions?|editions?)"
_PART = (
    r"(?:headlines?|paragraphs?|paras?|figures?|amounts?|numbers?|dates?|errors?|tables?|leads?|"
    r"spelling|sentences?|captions?)"
)
_HEADLINE = re.compile(
    r"^\W*(?:correct(?:ed|s|ions?)|clarifications?|corrigend(?:um|a)|errat(?:um|a))\b(?:\W|$)|"
    r"\bcorrect(?:s|ing)\s+(?:\w+\s+){0,4}" + _PART + r"\b|[(<\[]\s*correct(?:ed|s|ing|ion)\b|"
    r"\bcorrect(?:ed|ion)\s*[)>\]]",
    re.I,
)
_NOTE = re.compile(
    rf"\bcorrect(?:s|ing)\b[^.;]{{0,80}}\b(?:{_TEXT}|{_PART})\b|"
    rf"\b(?:earlier|previous|original|first|print)\s+{_TEXT}\s+of\s+(?:this|the)\b|"
    rf"\b(?:this|the|our|an\s+earlier)\s+{_TEXT}\s+(?:has\s+been|have\s+been|was|is|were)\s+"
    r"(?:\w+ly\s+)?(?:corrected|amended|revised)\b|"
    rf"\b{_TEXT}\b[^.;]{{0,80}}\b(?:mis-?(?:stated|reported|quoted|spelled|identified)|"
    r"(?:incorrectly|wrongly|erroneously|mistakenly|inaccurately)\s+\w+ed|should\s+have\s+"
    r"(?:said|read|stated))\b|"
    r"(?:^|\n)\W*(?:correction|clarification|corrigendum|erratum)\s*[:–—-]",
    re.I,
)


def corrects(article: Article) -> bool:
    """Whether a text tells of itself that it corrects one sent before."""
    if article.title and _HEADLINE.search(article.title):
        return True
    text = article.text
    ends = text if len(text) <= 2 * _ENDS else f"{text[:_ENDS]}\n{text[-_ENDS:]}"
    return _NOTE.search(ends) is not None
