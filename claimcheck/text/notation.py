"""How the digits of a language are grouped."""

from __future__ import annotations

from claimcheck.types import Notation

#: Languages that write "1.234,56", by their ISO 639-1 codes (source: Unicode CLDR, decimal comma).
_CONTINENTAL = frozenset(
    """
    af bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt
    ro ru sk sl sq sr sv tr uk uz vi
    """.split()
)


def notation_of(language: str) -> Notation:
    """The notation of a language tag ("de", "pt-BR"); English where it is not known."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return Notation.CONTINENTAL if code in _CONTINENTAL else Notation.ENGLISH
