"""Numbers in digits and words, as runs of tokens with exact values.

English notation ("1,234.5"), unambiguous continental and spaced groups ("1.234,56",
"1 000 000"), number words, mixed forms ("2.5 million", "half a million", "two dozen"),
fractions and ordinals. What is seen and means no single number ("dozens", "several
hundred") is returned as vague, so that it can be reported; what holds digits and is no
number ("24/7", "1.2.3") is returned as a name.
"""

from __future__ import annotations

from claimcheck.quantities.digits import read_digits
from claimcheck.quantities.number import Number
from claimcheck.quantities.spelled import read_words
from claimcheck.quantities.tokens import Tokens
from claimcheck.types import Notation


def read_number(
    tokens: Tokens, at: int, *, money: bool = False, notation: Notation = Notation.ENGLISH
) -> Number | None:
    """The number that begins at the token `at`, or None.

    `money`: a currency stands before it, so that a letter may be its magnitude ("$5m").
    """
    if "0" <= tokens.low[at] < ":":
        return read_digits(tokens, at, money=money, notation=notation)
    return read_words(tokens, at)
