"""What the entailment model is shown of a text: everything but its figures, as print has it."""

from __future__ import annotations

import re

#: What stands for a run of digits; a token of its own to the model.
MASK = "#"
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
#: How treebanks, and corpora made with their tokenizer, write brackets, quotes and dashes.
_TOKENS = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "--": "–",
}  # fmt: skip
_TOKEN = re.compile("|".join(map(re.escape, _TOKENS)))
_APART = re.compile(r"\s+([.,;:!?)\]%]|'s\b|n't\b)")
_OPENED = re.compile(r"([(\[])\s+")


def masked(text: str) -> str:
    """The text with `MASK` for each run of digits: figures are judged by the checkers alone."""
    text = text.encode("utf-8", "replace").decode()  # halves of surrogate pairs: no tokenizer
    return _DIGITS.sub(MASK, plain(text))


def plain(text: str) -> str:
    """A tokenised text as print has it; plain text stays as it is, with one space for many."""
    text = _TOKEN.sub(lambda found: _TOKENS[found.group()], text)
    return _OPENED.sub(r"\1", _APART.sub(r"\1", " ".join(text.split())))
