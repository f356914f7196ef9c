"""Numbers in digits and words, as spans with exact values.

English notation ("1,234.5"), unambiguous continental and spaced groups ("1.234,56",
"1 000 000"), number words, mixed forms ("2.5 million", "half a million", "two dozen"),
fractions and ordinals. What is seen and means no single number ("dozens", "several
hundred") is returned as vague, so that it can be reported.

Every pattern is linear in the length of the line: digits are taken as one run first and
looked at only up to `MAX_DIGITS` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from claimcheck.types import Span

#: Longest run of digits, points and commas that is read as one number. The largest figure
#: of a newspaper, a world sum in minor units with separators, has under 30 characters.
MAX_DIGITS = 40

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
    "dozen": Decimal(12),
    "mln": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "bln": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "trn": Decimal(10) ** 12,
    "tn": Decimal(10) ** 12,
}
#: One-letter magnitudes, read only where a currency stands before the number or they
#: are attached and something countable follows ("$5m", "5m people", "10k runners").
LETTER_SCALES = {
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        " twentieth".split(),
        start=1,
    )
}
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
    "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
    "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
GLYPHS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8),
    "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip

#: Denominators that newspapers write with a slash; "9/11" and "24/7" are names.
COMMON_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16})


class NumberKind(Enum):
    """What shape a number has."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"  # seen, and no single number


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its span, exact value, the place of its last digit, and its shape.

    `scaled` tells whether a magnitude word belongs to it; `words` whether it is written
    in words only. A vague number has the value 0 and stands for a figure that was seen.
    """

    span: Span
    value: Decimal
    place: Decimal
    kind: NumberKind = NumberKind.CARDINAL
    scaled: bool = False
    words: bool = False


def place_of(value: Decimal, written: int = 0) -> Decimal:
    """The place of the last digit of `value`: written decimals count, trailing zeros do not."""
    if written:
        return Decimal(1).scaleb(-written)
    normal = value.normalize().as_tuple()
    exponent = normal.exponent if isinstance(normal.exponent, int) else 0
    return Decimal(1).scaleb(exponent) if value else Decimal(1)


_SCALE_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_CARDINALS = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_ORDINALS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DENOMINATORS = "|".join(sorted(DENOMINATORS, key=len, reverse=True))

_TRIGGER = re.compile(
    r"(?P<digits>(?<![\w/])\d(?:\d|[,.'\u00a0\u202f\u2009](?=\d))*|(?<![\w.])\.\d+)"
    r"|(?P<glyph>[½⅓⅔¼¾⅕⅛⅜⅝⅞])"
    rf"|\b(?P<word>{_CARDINALS}|{_ORDINALS}|(?:a|an)\s(?:{_SCALE_WORDS}|couple|pair|third|quarter"
    r"|fifth|tenth|half)|half|hundreds|thousands|millions|billions|trillions|tens|dozens|scores"
    rf"|few\s(?:{_SCALE_WORDS})|several|hundred|thousand|million|billion|dozen)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?:[\u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SPACE_GROUPS = re.compile(r"(?: \d{3})+(?![\d,.]*\d)")
_SCALE_AFTER = re.compile(rf"[\s\u00a0-]?(?P<scale>{_SCALE_WORDS})\b(?!-)", re.IGNORECASE)
_SCALE_HYPHEN = re.compile(rf"-(?P<scale>{_SCALE_WORDS})\b", re.IGNORECASE)
_MORE_SCALE = re.compile(r"\s(?P<scale>thousand|million|billion|trillion|crore)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\sand\sa\s(?P<part>half|quarter|third)\b", re.IGNORECASE)
_SLASH = re.compile(r"/(?P<den>\d{1,2})(?![\d/])")
_MIXED_FRACTION = re.compile(r"[ -](?P<num>\d{1,2})/(?P<den>\d{1,2})(?![\d/])")
_ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"(?P<sep>[\s-]+(?:and[\s-]+)?)(?P<word>[a-z]+)\b", re.IGNORECASE)
_DENOMINATOR_AFTER = re.compile(rf"[\s-](?P<den>{_DENOMINATORS})\b", re.IGNORECASE)
_HALF_A = re.compile(rf"\s(?:a|an)\s(?P<scale>{_SCALE_WORDS})\b", re.IGNORECASE)
_OF_A = re.compile(rf"\sof\sa\s(?P<scale>{_SCALE_WORDS})\b", re.IGNORECASE)
_VAGUE_TAIL = re.compile(
    rf"(?:\s(?:of\s)?(?:{_SCALE_WORDS}|tens|hundreds|thousands|millions|billions|trillions)s?\b)+",
    re.IGNORECASE,
)
_VAGUE = frozenset(
    "hundreds thousands millions billions trillions tens dozens scores several".split()
)


def find_numbers(text: str) -> Iterator[Number]:
    """All numbers of `text` in order, not overlapping."""
    at = 0
    while found := _TRIGGER.search(text, at):
        number = _number_at(text, found)
        if number is not None:
            yield number
        at = max(found.end(), number.span.end if number is not None else 0)


def _number_at(text: str, found: re.Match[str]) -> Number | None:
    if found["digits"]:
        return _digits(text, found)
    if found["glyph"]:
        num, den = GLYPHS[found["glyph"]]
        return _fraction(Span(found.start(), found.end()), Decimal(num), den)
    word = found["word"].lower()
    if word in _VAGUE or word.startswith("few "):
        return _vague(text, found)
    if word == "half" or word.startswith(("a ", "an ")):
        return _article_form(text, found, word)
    if word in SCALES:  # a bare magnitude word counts nothing by itself
        return None
    if word in ORDINALS:
        return _ordinal_word(found, word)
    return _cardinal_words(text, found.start())


def _digits(text: str, found: re.Match[str]) -> Number | None:
    token, start, end = found["digits"], found.start(), found.end()
    if len(token) > MAX_DIGITS:
        return Number(Span(start, end), Decimal(0), Decimal(1), NumberKind.VAGUE)
    parsed = parse_digits(token)
    if parsed is None:
        return None
    value, decimals = parsed
    if token.isdigit() and len(token) <= 3:
        groups = _SPACE_GROUPS.match(text, end)
        # "10 000" is one number only where the last group is round: "in 2021 500 people" is not.
        if groups and (groups.group().count(" ") > 1 or groups.group().endswith("000")):
            value, end = Decimal(token + groups.group().replace(" ", "")), groups.end()
    if value == value.to_integral_value() and _ORDINAL_SUFFIX.match(text, end):
        return Number(Span(start, end + 2), value, Decimal(1), NumberKind.ORDINAL)
    if mixed := _MIXED_FRACTION.match(text, end):
        if int(mixed["den"]) > int(mixed["num"]):
            value += Decimal(mixed["num"]) / Decimal(mixed["den"])
            return Number(Span(start, mixed.end()), value, place_of(value))
    elif slash := _SLASH.match(text, end):
        if 0 < value < int(slash["den"]) and int(slash["den"]) in COMMON_DENOMINATORS:
            return _fraction(Span(start, slash.end()), value, int(slash["den"]))
        return None  # 24/7, 9/11, 2020/21: names, not figures
    glyph = GLYPHS.get(text[end : end + 1])
    if glyph:
        value += Decimal(glyph[0]) / Decimal(glyph[1])
        end += 1
    return _scaled(text, start, end, value, decimals, words=False)


def parse_digits(token: str) -> tuple[Decimal, int] | None:
    """Value and number of written decimals of a run of digits and separators, or None."""
    if _ENGLISH.fullmatch(token) or _INDIAN.fullmatch(token):
        plain = token.replace(",", "")
    elif _SPACED.fullmatch(token):
        plain = re.sub(r"[\u00a0\u202f\u2009']", "", token).replace(",", ".")
    elif _CONTINENTAL.fullmatch(token):
        plain = token.replace(".", "").replace(",", ".")
    else:
        return None
    return Decimal(plain), len(plain.partition(".")[2])


def _scaled(
    text: str, start: int, end: int, value: Decimal, decimals: int, *, words: bool
) -> Number:
    """The number with the magnitude words and "and a half" that follow it."""
    place, scaled = place_of(value, decimals), False
    if half := _AND_A_HALF.match(text, end):
        value += Decimal(1) / DENOMINATORS[half["part"].lower()]
        place, end = place_of(value), half.end()
    scale = _SCALE_AFTER.match(text, end) or _SCALE_HYPHEN.match(text, end)
    while scale:
        factor = SCALES[scale["scale"].lower()]
        value, place, end, scaled = value * factor, place * factor, scale.end(), True
        scale = _MORE_SCALE.match(text, end)
    if scaled and (half := _AND_A_HALF.match(text, end)):
        part = factor / DENOMINATORS[half["part"].lower()]
        value, place, end = value + part, place_of(value + part), half.end()
    return Number(Span(start, end), value, place, scaled=scaled, words=words)


def _fraction(span: Span, numerator: Decimal, denominator: int) -> Number:
    value = numerator / Decimal(denominator)
    return Number(span, value, Decimal("0.01"), NumberKind.FRACTION)


def _vague(text: str, found: re.Match[str]) -> Number:
    tail = _VAGUE_TAIL.match(text, found.end())
    end = tail.end() if tail else found.end()
    return Number(Span(found.start(), end), Decimal(0), Decimal(1), NumberKind.VAGUE, words=True)


def _article_form(text: str, found: re.Match[str], word: str) -> Number | None:
    """ "a hundred", "half a million", "a third", "a quarter of a million", "a couple"."""
    start, end = found.start(), found.end()
    noun = word.split()[-1]
    if noun in ("couple", "pair"):
        end += 3 if text[end : end + 4].lower() == " of " else 0
        return Number(Span(start, end), Decimal(2), Decimal(1), words=True)
    if noun in DENOMINATORS:
        part = Decimal(1) / DENOMINATORS[noun]
        if (scale := _HALF_A.match(text, end)) or (scale := _OF_A.match(text, end)):
            value = part * SCALES[scale["scale"].lower()]
            return Number(Span(start, scale.end()), value, place_of(value), scaled=True, words=True)
        return _fraction(Span(start, end), Decimal(1), DENOMINATORS[noun])
    return _scaled(text, start, start + text[start:end].index(" "), Decimal(1), 0, words=True)


def _ordinal_word(found: re.Match[str], word: str) -> Number:
    return Number(
        Span(found.start(), found.end()),
        Decimal(ORDINALS[word]),
        Decimal(1),
        NumberKind.ORDINAL,
        words=True,
    )


def _cardinal_words(text: str, start: int) -> Number | None:
    """ "twenty-five", "two hundred and fifty thousand", "two thirds", "one and a half million"."""
    first = re.compile(r"[a-z]+", re.IGNORECASE).match(text, start)
    if first is None:
        return None
    total, current = Decimal(0), Decimal(_small(first.group()) or 0)
    last, end, scaled = first.group().lower(), first.end(), False
    if denominator := _DENOMINATOR_AFTER.match(text, end):
        plural = denominator["den"].lower().endswith(("s", "half"))
        if plural or current == 1:
            return _fraction(
                Span(start, denominator.end()), current, DENOMINATORS[denominator["den"].lower()]
            )
    while step := _NEXT_WORD.match(text, end):
        word, joined = step["word"].lower(), "and" in step["sep"].lower()
        small = _small(word)
        if small is not None and _follows(last, word, joined=joined):
            current += small
        elif word in SCALES and not joined and word not in ("tn", "mn"):
            if not current and last in SCALES:  # "two lakh crore"
                total *= SCALES[word]
            elif SCALES[word] == 100 or word == "dozen":
                current *= SCALES[word]
            else:
                total, current = total + current * SCALES[word], Decimal(0)
            scaled = True
        elif word in ORDINALS and last in TENS and ORDINALS[word] < 10:
            value = total + current + ORDINALS[word]
            return Number(
                Span(start, step.end()), value, Decimal(1), NumberKind.ORDINAL, words=True
            )
        else:
            break
        last, end = word, step.end()
    value = total + current
    if half := _AND_A_HALF.match(text, end):
        unit = SCALES[last] if last in SCALES else Decimal(1)
        value, end = value + unit / DENOMINATORS[half["part"].lower()], half.end()
        if not scaled:
            return _scaled(text, start, end, value, 0, words=True)
    return Number(Span(start, end), value, place_of(value), scaled=scaled, words=True)


def _small(word: str) -> int | None:
    lowered = word.lower()
    return UNITS.get(lowered, TENS.get(lowered))


def _follows(last: str, word: str, *, joined: bool) -> bool:
    """Whether the small number `word` continues a number that so far ends in `last`."""
    if last in TENS:
        return not joined and word in UNITS and 0 < UNITS[word] < 10
    return last in SCALES and last != "dozen" and word != "zero"
