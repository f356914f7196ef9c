"""Words that few texts have and that a rule needs: one look at a text tells which may apply.

Each rule would else look around every figure for words that are nowhere in the text.
"""

from __future__ import annotations

from typing import Final

#: Words of totals: a text without one has no figure "in all".
SUMS: Final = frozenset(
    "total totals totalled totaled totalling totaling altogether overall sum combined cumulative"
    " cumulatively all".split()
)
#: Words by which a figure is told to be one given before ("the $100m it had first offered").
FORMERLY: Final = frozenset("first originally initially previously once".split())
#: How a note of correction tells what was wrong.
WRONGLY: Final = frozenset({"wrongly", "incorrectly", "erroneously", "mistakenly"})
MISTOLD: Final = WRONGLY | {"misstated", "misreported", "misquoted"}

_UNITS = "hour day week fortnight month quarter year decade century".split()
#: The units of periods, and the second words of "so far", "to date", "until now".
PERIOD_UNITS: Final = frozenset([*_UNITS, *(f"{unit}s" for unit in _UNITS), "centuries"])
SO_FAR: Final = {"so": "far", "to": "date", "till": "now", "until": "now"}
#: Without one of these no words of a text begin a period.
PERIODS: Final = PERIOD_UNITS | frozenset(SO_FAR.values()) | {"since"}

#: What befalls those counted, by fate: verbs whose object it befalls …
_ACTIVE = {
    "dead": "kill kills killed killing murder murders murdered murdering slay slays slew"
    " massacre massacres massacred massacring assassinate assassinated execute executes executed"
    " executing behead beheads beheaded beheading drown drowns drowned drowning",
    "hurt": "injure injures injured injuring wound wounds wounded wounding hurt hurts hurting"
    " maim maims maimed",
    "held": "arrest arrests arrested arresting detain detains detained detaining",
    "caught": "trap traps trapped trapping strand strands stranded stranding",
    "saved": "rescue rescues rescued rescuing evacuate evacuates evacuated evacuating",
}
#: … words behind those it befell …
_PASSIVE = {
    "dead": "dead die dies died dying killed murdered slain massacred fatalities fatality deaths"
    " death executed hanged beheaded drowned drown perish perishes perished",
    "hurt": "injured wounded hurt maimed injuries casualties",
    "missing": "missing unaccounted disappeared",
    "held": "arrested detained arrests",
    "caught": "trapped stranded",
    "saved": "rescued evacuated",
}
#: … and nouns before "of" and the figure, or before a verb of reaching and the figure.
_NOUNS = {
    "dead": "death deaths killing killings murder murders toll fatalities",
    "hurt": "wounding injuring",
    "missing": "disappearance disappearances",
    "held": "arrest arrests detention",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: fate for fate, words in table.items() for word in words.split()}


BY_ACTIVE, BY_PASSIVE, BY_NOUN = map(_by_word, (_ACTIVE, _PASSIVE, _NOUNS))
BADLY: Final = frozenset({"critically", "seriously", "severely"})
FATES: Final = BADLY | frozenset((*BY_ACTIVE, *BY_PASSIVE, *BY_NOUN))

TELLING: Final = SUMS | FORMERLY | MISTOLD | PERIODS | FATES
