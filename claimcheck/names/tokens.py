"""The words of names: capitalised tokens, without their possessive, and where titles end."""

from __future__ import annotations

import re

from claimcheck.namewords import BODY_WORDS, DEPARTMENTS, TITLE_HEADS

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽĐİ]|(?:al|el|an)-[A-Z]|[dDlL]['’][A-Z])"
TOKEN = re.compile(
    rf"\b(?:(?:[A-Z]\.){{2,}}|[A-Z]\.(?=\s)|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Prof"
    rf"|Rev|Hon|St|Jr|Sr)\.|{_CAP}[^\W_]*(?:[-'’&][^\W_]+)*)"
)
POSSESSIVE = re.compile(r"['’]s?$")


def without_possessive(token: str) -> str:
    """A token without its possessive ending; "Psaki's" is "Psaki", "Texas'" is "Texas"."""
    bare = POSSESSIVE.sub("", token)
    return bare if len(bare) > 1 else token


def title_end(tokens: list[str]) -> int:
    """How many leading tokens are title; 0 where all of it is the name."""
    cut = 0
    i = 0
    while i < len(tokens):
        if tokens[i].lower().rstrip(".") in TITLE_HEADS:
            cut = i + 1
            rest = [t.lower() for t in tokens[cut:]]
            for size in (3, 2, 1):
                if " ".join(rest[:size]) in DEPARTMENTS and len(rest) > size:
                    cut += size
                    break
            i = cut
        else:
            i += 1
    rest = [t.lower() for t in tokens[cut:]]
    if cut >= len(tokens) or any(t in BODY_WORDS for t in rest):
        return 0
    return 0 if " ".join(rest) in DEPARTMENTS else cut
