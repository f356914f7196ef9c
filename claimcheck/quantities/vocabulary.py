"""The words of numbers: cardinals, magnitudes, ordinals, denominators, vague amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from claimcheck.quantities.tokens import GLYPHS

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
UNITS |= {"nought": 0, "naught": 0}
SMALL: Final = UNITS | TENS | {"fourty": 40}

_MILLION, _BILLION, _TRILLION = Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12
#: Magnitude words, as news and wire services write them.
SCALES: Final = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10) ** 5,
    "lakhs": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
    "crores": Decimal(10) ** 7,
    "cr": Decimal(10) ** 7,
    "crs": Decimal(10) ** 7,
    "dozen": Decimal(12),
    "dozens": Decimal(12),
    "quadrillion": Decimal(10) ** 15,
} | {
    word: scale
    for words, scale in (
        ("million mln mlns mn mil mio", _MILLION),
        ("billion bln blns bn", _BILLION),
        ("trillion trn tn trln tln", _TRILLION),
    )
    for word in words.split()
}
#: Magnitude words that begin no number by themselves: "mil" and "mn" are also other words.
SPELT_SCALES = frozenset(word for word in SCALES if len(word) > 3)
#: One-letter magnitudes: read where money stands before the number, or attached to it where
#: something countable follows ("$5m", "5m people", "10k runners").
LETTER_SCALES: Final = {
    "k": Decimal(1000), "m": _MILLION, "mm": _MILLION, "b": _BILLION, "t": _TRILLION,
    "l": Decimal(10) ** 5,
}  # fmt: skip

_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS: Final = {word: value for value, word in enumerate(_FIRST, start=1)} | {
    word: 10 * value
    for value, word in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),
        start=2,
    )
}
#: Ordinals of magnitudes, which end a number: "two hundredth".
LARGE_ORDINALS = {
    "hundredth": Decimal(100),
    "thousandth": Decimal(1000),
    "millionth": _MILLION,
    "billionth": _BILLION,
    "trillionth": _TRILLION,
}
#: Denominators by word, singular and plural; "second" divides nothing.
DENOMINATORS: Final[dict[str, Decimal]] = {
    "half": Decimal(2), "halves": Decimal(2), "quarter": Decimal(4), "quarters": Decimal(4),
}  # fmt: skip
for _word, _value in ORDINALS.items():
    if _value > 2:
        DENOMINATORS[_word] = DENOMINATORS[f"{_word}s"] = Decimal(_value)
for _word, _scale in LARGE_ORDINALS.items():
    DENOMINATORS[_word] = DENOMINATORS[f"{_word}s"] = _scale

_PARTS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
GLYPH_VALUES: Final = {glyph: Decimal(_PARTS[glyph][0]) / _PARTS[glyph][1] for glyph in GLYPHS}
#: Denominators that newspapers write with a slash; "9/11" and "24/7" are names.
SLASH_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64})

#: Amounts that are seen and mean no single number; they are reported as unread.
VAGUE: Final = frozenset(
    "hundreds thousands millions billions trillions tens dozens scores several".split()
)
VAGUE_TAIL = VAGUE | SPELT_SCALES
#: Plural magnitudes, alone or behind those of `TIMES_ORDERS`, tell between which powers of ten a
#: count lies.
ORDERS = {
    "hundreds": Decimal(100),
    "thousands": Decimal(1000),
    "millions": _MILLION,
    "billions": _BILLION,
    "trillions": _TRILLION,
}
TIMES_ORDERS = {"tens": Decimal(10), "hundreds": Decimal(100)}

#: The commonest units of which one is told so; the others come with a number.
SINGLE_UNITS = frozenset(
    "second minute hour day week fortnight month year decade century mile".split()
)

#: Words at which a number can begin.
STARTERS = (
    frozenset(SMALL) | frozenset(ORDINALS) | frozenset(LARGE_ORDINALS) | VAGUE | SPELT_SCALES
    | frozenset(GLYPHS) | {"half", "quarter", "couple", "pair", "few"}
)  # fmt: skip

#: Prefixes that a hyphen ties to a figure that stays one ("mid-20s", "minus-5").
PREFIXES: Final = frozenset(
    "mid early late pre post sub under over top non near some minus plus to and or from about"
    " around a per by nearly in".split()
)
#: Words after which, or before which, no noun is counted.
CLOSED: Final = frozenset(
    "a an the and or but in on at of to for from by with as is was are were has have had will"
    " would can could may might that which who when while after before since until into than"
    " across among through over under between against during behind beyond because if"
    " also not its it he she they we his her their".split()
)
#: The months and how they are shortened.
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december"
    " jan feb aug sept oct nov dec".split()
)
