"""Names and labels with numbers in them, which are not figures.

"COVID-19", "AT-4", "Boeing 737", "Article 5", "10 Downing Street", "+44 20 7946 0000",
"won 3-2", "5G", "v3.11". What is told here is told from the characters around a number.
"""

from __future__ import annotations

import re

from claimcheck.quantities.numbers import Number, NumberKind

#: Words after which a bare number names something instead of counting it.
_NAMING = frozenset(
    """
    article articles section sections chapter paragraph page pages verse clause rule title
    amendment resolution act part volume vol vol. issue episode season series appendix annex
    table figure fig fig. no no. nos nos. number route highway interstate motorway road junction
    line platform gate terminal pier room suite floor apartment flat unit building block lot
    flight channel radio level phase stage tier type class grade category group division
    district ward zone sector precinct region area version windows android ios iphone ipad
    galaxy pixel playstation xbox formula boeing airbus apollo soyuz falcon sputnik voyager
    covid sars h1n1 omega vitamin schedule form box case bill proposition prop proposal
    game match week day step size model mark mk
    fortune s&p ftse nikkei nasdaq russell dax cac stoxx forbes kospi ibex euro expo agenda
    psalm genesis catch-22 area lane exit track seed pick round heat lot
    brigade battalion regiment
    """.split()
)
_STREET = re.compile(
    r"[,\s]\s?(?:[A-Z][\w.'’]*\s){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Drive|Boulevard"
    r"|Blvd\.?|Square|Place|Court|Terrace|Way|Crescent|Gardens|Row|Hill|Quay|Plaza|Parkway)\b"
)
_PHONE = re.compile(
    r"(?:\+\d|\(\d{2,5}\)\s?\d|\d{3}[-.\s]\d{3}[-.\s]\d{4}|\b\d{3}-\d{4}\b)[\d\s().-]{0,18}"
)
_SCORE_BEFORE = re.compile(
    r"\b(?:won|win|wins|winning|beat|beats|beating|lost|lose|loses|losing|drew|draw|defeat|defeated"
    r"|defeating|defeats|victory|score|led|lead|leads|trail|trailed|trailing|voted|vote|votes|by|to"
    r"|ahead|ended|finished|tie|tied|loss|ruled|ruling|decision)\b[^.;]{0,48}$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"[-–—](\d{1,3})(?![\d.,]*\d|\s?(?:%|percent|per\scent|million|billion))")
_ATTACHED = re.compile(r"-?[A-Za-z]\w*")
_ID_BEFORE = re.compile(r"(?:[A-Za-z]-|[A-Za-z]\.|#|№|@|[A-Za-z]/|§\s?|[A-Z]&)$")
_HYPHEN_PREFIX = re.compile(
    r"\b(?:mid|early|late|pre|post|sub|under|over|top|non|near|some)-$", re.I
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w&.'’-]*)[\s\u00a0]$")
_WORD_AFTER = re.compile(r"\s?([^\W\d_][\w'’-]*)")


def is_label(text: str, number: Number, *, has_unit: bool) -> bool:
    """Whether `number` belongs to a name; `has_unit`: a unit or currency stands beside it."""
    start, end = number.span.start, number.span.end
    if number.words:
        return _is_idiom(text, number)
    before = text[max(0, start - 64) : start]
    if _ID_BEFORE.search(before) and not _HYPHEN_PREFIX.search(before):
        return True
    if has_unit:
        return False
    if number.kind is NumberKind.ORDINAL or number.scaled:
        return False
    if text[end : end + 1].isalpha() or _model_suffix(text, end):
        return True
    return (
        _named(text, number, before)
        or _STREET.match(text, end) is not None
        or is_phone(text, number)
    )


def _model_suffix(text: str, end: int) -> bool:
    """ "737-800", "5-HT", "24-7": a hyphen and a capital or digit, no spelt-out compound."""
    found = _ATTACHED.match(text, end)
    return bool(found and found.group().startswith("-") and found.group()[1].isupper())


#: Formulas that web text writes with a space ("CO 2", "PM 2.5").
_FORMULAS = frozenset({"CO", "SO", "NO", "CH", "PM", "NOx", "O"})


def _named(text: str, number: Number, before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    name = word.group(1)
    if name in _FORMULAS:
        return True
    if name.lower().rstrip(".") in _NAMING or name.lower() in _NAMING:
        return name.lower() not in ("no", "day", "week", "unit", "case", "round", "lot") or (
            name[0].isupper()
        )
    if not name[0].isupper() or number.value >= 10000 or "," in number.span.of(text):
        return False
    after = _WORD_AFTER.match(text, number.span.end)
    if after and after.group(1)[0].islower() and after.group(1) not in _CLOSED:
        return False  # a noun follows: "Japan 499 people" counts
    return not _is_title_case(text) and not _starts_sentence(before, word)


_CLOSED = frozenset(
    "a an the and or but in on at of to for from by with as is was are were has have had will"
    " would can could may might that which who when while after before since until".split()
)


def _starts_sentence(before: str, word: re.Match[str]) -> bool:
    lead = before[: word.start()].rstrip()
    return not lead or lead[-1] in '.!?:;“"(—–'


def _is_title_case(text: str) -> bool:
    words = [w for w in text[:200].split() if w[0].isalpha() and len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def is_phone(text: str, number: Number) -> bool:
    """Whether the number lies in something dialled."""
    low = max(0, number.span.start - 20)
    for found in _PHONE.finditer(text[low : number.span.end + 20]):
        if low + found.start() <= number.span.start and number.span.end <= low + found.end():
            return True
    return False


def score_end(text: str, number: Number) -> int | None:
    """Where a score or vote beginning with `number` ends ("won 3-2", "by 6-3"), or None."""
    if number.words or number.scaled or number.value > 999 or number.value % 1:
        return None
    found = _SCORE.match(text, number.span.end)
    if found is None:
        return None
    after = _WORD_AFTER.match(text, found.end())
    counts = after is not None and after.group(1).lower() not in _CLOSED
    if number.value >= int(found.group(1)) and text[number.span.end] in "-–—":
        return found.end() if not counts or number.value > int(found.group(1)) else None
    if (
        _SCORE_BEFORE.search(text[max(0, number.span.start - 64) : number.span.start])
        and not counts
    ):
        return found.end()
    return None


_ONE_IDIOM_AFTER = re.compile(
    r"\s(?:of|another|another's|thing|day|who|that|which|can|could|should|must|may|would|has|is"
    r"|way|by\sone|might|and\sonly|or\sother|does|needs|wants|and\sall|hand|side)\b",
    re.IGNORECASE,
)
_ONE_IDIOM_BEFORE = re.compile(
    r"\b(?:no|any|every|some|each|this|that|the|which|another|only|first|last|next|new|good|big|big"
    r"|old|square|air\sforce|day|number|not|for|loved)[\s-]$",
    re.IGNORECASE,
)


def _is_idiom(text: str, number: Number) -> bool:
    """ "one of the", "no one", "the one", "Air Force One", "one day": no figures."""
    before = text[max(0, number.span.start - 24) : number.span.start]
    if _ID_BEFORE.search(before):
        return True
    if number.kind is NumberKind.ORDINAL or number.scaled:
        return False
    word = number.span.of(text).lower()
    if word != "one":
        return bool(re.search(r"\b(?:Big|Chapter|Article|Part|Phase|Group\sof)\s$", before))
    after = _ONE_IDIOM_AFTER.match(text, number.span.end)
    if not re.match(r"[\s-]+[a-z]", text[number.span.end :], re.IGNORECASE):
        return True  # "… than the last one."
    return bool(after or _ONE_IDIOM_BEFORE.search(before))
