"""Names of claims made from their words, so that a sentence keeps its name wherever it stands."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from claimcheck.text.normalise import normalise
from claimcheck.text.words import STOPWORDS

#: Words of the sentence that its name shows, and hex digits of its digest behind them: with 24
#: bits, two sentences of 1,000 with the same four words would share one once in 30 drafts at most.
_WORDS, _DIGITS = 4, 6
_WORD = re.compile(r"\d[\d.,]*\d|\w+")


def canonical(text: str) -> str:
    """The words of a text without what typing adds: kinds of marks, spaces and line breaks."""
    return " ".join(normalise(text).text.split())


def ids_of(texts: Iterable[str]) -> Iterator[str]:
    """A name for each text, in order; a text that stands again gets a number behind its name."""
    seen: Counter[str] = Counter()
    for text in texts:
        name = id_of(text)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def id_of(text: str) -> str:
    """The name of one text: its first words that carry content, and a digest of all of it."""
    plain = canonical(text)
    digest = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    words = [word.lower().replace(",", "") for word in _WORD.findall(plain)]
    telling = [word for word in words if word not in STOPWORDS][:_WORDS]
    return "-".join([*telling, digest])
