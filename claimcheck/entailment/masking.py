"""What the entailment model is shown of a text: everything but its figures."""

from __future__ import annotations

import re

#: What stands for a run of digits; a token of its own to the model.
MASK = "#"
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def masked(text: str) -> str:
    """The text with `MASK` for each run of digits: figures are judged by the checkers alone."""
    return _DIGITS.sub(MASK, text)
